"""The conversation over a screen of the tests' own: commands, wrong input, leaving, and what is kept."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from interview_players import TODAY, fresh

from foi_rules.commands.interview import CaseKeeper, reply_due
from foi_rules.interview.console import COMMANDS, converse
from foi_rules.interview.prompt import Prompt
from foi_rules.interview.state import State, begin
from foi_rules.interview.view import Line, Sheet
from foi_rules.model.case import Answer, Case, Item
from foi_rules.model.rulebook import Rulebook

Typed = str | type[BaseException]


class Script:
    """A screen that types what it was given, and keeps all that it was shown."""

    def __init__(self, *typed: Typed) -> None:
        self.left: Iterator[Typed] = iter(typed)
        self.shown: list[str] = []
        self.prompts: list[Prompt] = []
        self.sheets: list[Sheet] = []

    def ask(self, prompt: Prompt) -> str:
        self.prompts.append(prompt)
        self.shown.append(prompt.text)
        typed = next(self.left, EOFError)
        if isinstance(typed, str):
            return typed
        raise typed

    def say(self, lines: Iterable[Line]) -> None:
        self.shown += [line.text for line in lines]

    def sheet(self, sheet: Sheet) -> None:
        self.sheets.append(sheet)

    @property
    def text(self) -> str:
        return "\n".join(self.shown)


class Drawer:
    """Keeps the last case in memory, or refuses to."""

    def __init__(self, named: str = "case.yaml", broken: bool = False) -> None:
        self.named, self.broken, self.case, self.times = named, broken, None, 0

    def keep(self, case: Case, name: str = "") -> str:
        if self.broken:
            raise PermissionError(13, "Permission denied")
        self.case, self.times, self.named = case, self.times + 1, name or self.named
        return self.named


def opened(rulebook: Rulebook, **more: object) -> State:
    """Return an interview in which the first line about a piece is asked."""
    answers = {"environment": "none", "applicant": "none", "say-so": "no", "found": "all"}
    case = Case.model_validate(
        {
            "received": "2026-11-02",
            "request": "the papers",
            "kinds": (),
            "answers": {f"screening.{name}": value for name, value in answers.items()},
            "items": [{"id": "papers", "title": "the papers", "created": "2025"}],
        }
        | more
    )
    return begin(rulebook, TODAY, case)


def talk(state: State, *typed: Typed, drawer: Drawer | None = None) -> tuple[Script, State]:
    screen = Script(*typed)
    return screen, converse(state, screen, drawer or Drawer(), reply_due)


def test_why_names_the_ground_and_what_each_answer_would_do(rulebook: Rulebook) -> None:
    screen, _ = talk(opened(rulebook), "?")
    assert "It opens or closes FOISA s.38(1)(a), " in screen.text
    assert "If only in passing or yes: " in screen.text or "If yes" in screen.text
    assert 'Poor: "It mentions people"' in screen.text
    assert "Not sure counts here as: yes." in screen.text


def test_why_is_told_in_outcomes_where_an_answer_settles_the_piece(rulebook: Rulebook) -> None:
    screened = {name: Answer.model_validate("no") for name in ("screening.died", "screening.given", "screening.barred")}
    item = Item(id="papers", title="the papers", created="2025", kinds=("job",), answers={
        "screening.people": Answer.model_validate("no"), "screening.danger": Answer.model_validate("no"), **screened,
    })  # fmt: skip
    screen, _ = talk(opened(rulebook, items=[item.model_dump(by_alias=True)]), "why")
    assert "It helps to decide whether FOISA s.30(c) applies: " in screen.text
    assert "If no: it goes out." in screen.text
    assert "If yes: then: Which words or figures would do it? Can you point to them?" in screen.text


def test_law_shows_gist_decisions_evidence_and_mistakes(rulebook: Rulebook) -> None:
    state = opened(rulebook)
    screen, _ = talk(state, "yes", "no", "no", "no", "no", "none", "no", "law")
    assert "FOISA s.38(1)(b) with s.38(2A): publishing somebody else's personal data" in screen.text
    for heading in ("Decisions and judgments", "Evidence to keep", "Common mistakes"):
        assert heading in screen.shown


def test_back_summary_and_help(rulebook: Rulebook) -> None:
    screen, state = talk(opened(rulebook), "no", "back", "yes", "summary", "help")
    assert state.case.items[0].answers["screening.people"].is_ == "yes"
    assert any(line.startswith("Could anyone living be recognised") and line.endswith(" yes") for line in screen.shown)
    assert screen.sheets[0].rows[0].outcome == "not settled"
    assert all(any(line.startswith(f"{one.name}: ") for line in screen.shown) for one in COMMANDS)


def test_a_wrong_answer_gets_one_sentence_and_the_question_again(rulebook: Rulebook) -> None:
    screen, _ = talk(opened(rulebook), "perhaps")
    assert screen.shown.count("Please give the number of a line, 1 to 3, or its first words.") == 1
    assert screen.prompts[0] == screen.prompts[1]


def test_change_lists_the_answers_and_puts_one_again(rulebook: Rulebook) -> None:
    screen, state = talk(opened(rulebook), "no", "change", "change 3", "part")
    assert any(line.startswith("3  Is any of it about land") for line in screen.shown)
    assert state.case.answers["screening.environment"].is_ == "part"


@pytest.mark.parametrize(
    ("number", "typed", "left"),
    [
        ("1", "3 Nov 2026", ("2026-11-03", "the papers", "2025", ())),
        ("2", "the letters", ("2026-11-02", "the letters", "2025", ())),
        ("8", "2019", ("2026-11-02", "the papers", "2019", ())),
        ("8", "", ("2026-11-02", "the papers", "2025", ())),
        ("7", "large", ("2026-11-02", "the papers", "2025", ("large",))),
    ],
)
def test_the_day_the_words_the_year_and_the_ticks_can_be_put_right(
    rulebook: Rulebook, number: str, typed: str, left: tuple[object, ...]
) -> None:
    _, state = talk(opened(rulebook), f"change {number}", typed)
    case = state.case
    assert (case.received, case.request, case.items[0].created, case.kinds) == left


def test_a_piece_can_be_added_in_the_middle(rulebook: Rulebook) -> None:
    _, state = talk(opened(rulebook), "piece", "a letter, 2024", "no")
    assert [item.title for item in state.case.items] == ["the papers", "a letter"]


def test_the_case_is_kept_after_every_answer(rulebook: Rulebook) -> None:
    drawer = Drawer()
    talk(opened(rulebook), "no", "no", "quit", drawer=drawer)
    assert drawer.times == 3
    assert drawer.case is not None
    assert drawer.case.items[0].answers["screening.died"].is_ == "no"


def test_save_moves_the_case_to_another_file(rulebook: Rulebook) -> None:
    drawer = Drawer()
    screen, _ = talk(opened(rulebook), "save other.yaml", "save", "no", drawer=drawer)
    assert drawer.named == "other.yaml"
    assert "Every answer is kept in other.yaml from now on." in screen.shown
    assert "Kept in other.yaml." in screen.shown


def test_a_file_that_cannot_be_written_is_told_and_nothing_is_lost(rulebook: Rulebook) -> None:
    screen, state = talk(opened(rulebook), "no", drawer=Drawer(broken=True))
    assert "The case could not be written (Permission denied). 'save NAME' keeps it somewhere else." in screen.shown
    assert "screening.people" in state.case.items[0].answers


@pytest.mark.parametrize("leaving", ["quit", EOFError])
def test_leaving_keeps_the_case_and_says_how_to_go_on(rulebook: Rulebook, leaving: Typed) -> None:
    screen, _ = talk(opened(rulebook), "no", leaving, "no")
    assert screen.shown[-1] == "Your answers are in case.yaml. To go on: foi interview case.yaml"
    assert next(screen.left) == "no"


def test_control_c_asks_first(rulebook: Rulebook) -> None:
    screen, state = talk(opened(rulebook), KeyboardInterrupt, "no", "no", KeyboardInterrupt, "yes", "no")
    assert screen.shown.count("Leave now?") == 2
    assert next(iter(state.case.items[0].answers)) == "screening.people"
    assert next(screen.left) == "no"


def test_control_c_twice_leaves(rulebook: Rulebook) -> None:
    screen, _ = talk(opened(rulebook), KeyboardInterrupt, KeyboardInterrupt, "no")
    assert screen.shown[-1].startswith("Your answers are in case.yaml.")


def test_nothing_is_kept_of_an_interview_without_an_answer(rulebook: Rulebook) -> None:
    drawer = Drawer(named="")
    screen, _ = talk(fresh(rulebook), "quit", drawer=drawer)
    assert (drawer.times, screen.shown[-1]) == (0, "Nothing was answered, so nothing is kept.")


def test_the_due_date_is_told_with_the_day_and_the_outcome_with_the_last_answer(rulebook: Rulebook) -> None:
    screen, _ = talk(fresh(rulebook), "", "2 Nov 2026")
    assert "Reply due by Tue 1 Dec 2026 (FOISA s.10(1))." in screen.shown
    screen, _ = talk(opened(rulebook), "no", "no", "no", "no", "no", "none")
    assert "Piece 1: release." in screen.shown
    assert screen.sheets[0].heading == "Decision so far: everything goes out"
    assert screen.shown[-1] == "The letter: foi letter case.yaml -o letter.docx"


def test_going_back_opens_a_piece_again(rulebook: Rulebook) -> None:
    screen, _ = talk(opened(rulebook), "no", "no", "no", "no", "no", "none", "back")
    assert "Piece 1: open again." in screen.shown


# The files


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_without_a_name_the_file_is_named_after_the_reference(here: Path) -> None:
    keeper = CaseKeeper(None, TODAY)
    assert keeper.keep(Case(reference="FOI 2026/114 (b)")) == "foi-case-FOI-2026-114-b.yaml"
    assert (here / keeper.named).stat().st_mode & 0o777 == 0o600


@pytest.mark.usefixtures("here")
def test_without_a_reference_the_file_is_named_after_the_day() -> None:
    assert CaseKeeper(None, TODAY).keep(Case()) == "foi-case-2026-11-24.yaml"


def test_the_file_of_another_case_is_never_overwritten(here: Path) -> None:
    (here / "foi-case-7.yaml").write_text("another", encoding="utf-8")
    (here / "mine.yaml").write_text("another", encoding="utf-8")
    keeper = CaseKeeper(None, TODAY)
    assert keeper.keep(Case(reference="7")) == "foi-case-7-2.yaml"
    assert keeper.keep(Case(reference="7")) == "foi-case-7-2.yaml"
    assert keeper.keep(Case(reference="7"), "mine") == "mine-2.yaml"
    assert (here / "mine.yaml").read_text(encoding="utf-8") == "another"


def typing(*lines: str) -> Callable[[str], str]:
    """Return an input() that types the lines, after which its input ends."""
    left = iter(lines)

    def ask(_: str) -> str:
        for line in left:
            return line
        raise EOFError

    return ask


@pytest.mark.usefixtures("here")
def test_the_command_resumes_and_begins(foi: Callable[..., object], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builtins.input", typing("2026-114", "2 Nov 2026"))
    ran = foi("interview", "case.yaml", "--plain")
    assert (ran.code, "Every answer is kept in case.yaml" in ran.out) == (0, True)  # type: ignore[attr-defined]
    monkeypatch.setattr("builtins.input", typing())
    again = foi("interview", "case.yaml", "--plain")
    assert "Going on with case.yaml." in again.out  # type: ignore[attr-defined]
    assert "What are they asking for?" in again.out  # type: ignore[attr-defined]


def test_a_file_that_is_no_case_is_told(here: Path, foi: Callable[..., object]) -> None:
    (here / "case.yaml").write_text("format: 1\nreferance: 7\n", encoding="utf-8")
    ran = foi("interview", "case.yaml", "--plain")
    assert (ran.code, "Did you mean 'reference'?" in ran.err) == (2, True)  # type: ignore[attr-defined]
