"""The conversation over a screen of the tests' own: pages, commands, wrong input, leaving, and what is kept."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from conftest import DEMO, Ran
from interview_players import TODAY, fresh

from foi_rules.casework.case_file import read_case, write_case
from foi_rules.commands.interview import CaseKeeper, reply_due
from foi_rules.commands.letter import draft_of
from foi_rules.engine.decide import decide
from foi_rules.interview.commanding import COMMANDS
from foi_rules.interview.console import converse
from foi_rules.interview.keeping import resumed
from foi_rules.interview.machine import page_of, prompt_of
from foi_rules.interview.pages import Page
from foi_rules.interview.prompt import Prompt
from foi_rules.interview.state import State, begin
from foi_rules.interview.view import Line, Sheet
from foi_rules.model.case import Case
from foi_rules.model.rulebook import Rulebook

Typed = str | type[BaseException]
SCREENED = dict.fromkeys(("people", "died", "given", "barred", "danger"), "no")
PEOPLE = "Could anyone living be recognised"
DIED = "Is any of it about someone who has died?"


class Script:
    """A screen that types what it was given, and keeps all that it was shown."""

    def __init__(self, *typed: Typed) -> None:
        self.left: Iterator[Typed] = iter(typed)
        self.shown: list[str] = []
        self.pages: list[Page] = []
        self.misreads: list[str] = []
        self.sheets: list[Sheet] = []

    def ask(self, page: Page) -> str:
        self.pages.append(page)
        self.shown += [line.text for line in page.lines]
        typed = next(self.left, EOFError)
        if isinstance(typed, str):
            return typed
        raise typed

    def say(self, lines: Iterable[Line]) -> None:
        self.shown += [line.text for line in lines]

    def misread(self, text: str) -> None:
        self.misreads.append(text)
        self.shown.append(text)

    def sheet(self, sheet: Sheet) -> None:
        self.sheets.append(sheet)
        self.shown.append(sheet.heading)

    @property
    def prompts(self) -> list[Prompt]:
        """Return the lines that waited for an answer."""
        return [page.line for page in self.pages]

    @property
    def text(self) -> str:
        return "\n".join(self.shown)


class Drawer:
    """Keeps the last case in memory, or refuses to."""

    def __init__(self, named: str = "case.yaml", broken: bool = False) -> None:
        self.named, self.broken, self.case, self.times = named, broken, Case(), 0

    def keep(self, case: Case, name: str = "") -> str:
        if self.broken and name != "elsewhere":
            raise PermissionError(13, "Permission denied")
        self.case, self.times, self.named, self.broken = case, self.times + 1, name or self.named, False
        return self.named


def opened(rulebook: Rulebook, *pieces: dict[str, object], **more: object) -> State:
    """Return an interview in which the list about the first piece is asked."""
    answers = {"environment": "none", "applicant": "none", "say-so": "no", "found": "all"}
    case = Case.model_validate(
        {
            "received": "2026-11-02",
            "request": "the papers",
            "kinds": (),
            "answers": {f"screening.{name}": value for name, value in answers.items()},
            "items": pieces or ({"id": "papers", "title": "the papers", "created": "2025"},),
        }
        | more
    )
    return begin(rulebook, TODAY, case)


def piece(name: str, kinds: tuple[str, ...] | None = (), **answers: object) -> dict[str, object]:
    """Return a piece whose list is done: nothing is ticked, and no to each line unless said otherwise."""
    said = {f"screening.{one}": value for one, value in SCREENED.items()} | {
        one.replace("__", ".").replace("_", "-"): value for one, value in answers.items()
    }
    return {"id": name, "title": f"the {name}", "created": "2025", "kinds": kinds, "answers": said}


def founding(rulebook: Rulebook, *left_out: str) -> State:
    """Return the founding case as it was decided at review, without some of the answers about its account."""
    case = read_case(DEMO / "review.yaml")
    account = next(item for item in case.items if item.id == "narrative")
    answers = {name: answer for name, answer in account.answers.items() if name not in left_out}
    items = tuple(one if one.id != "narrative" else one.model_copy(update={"answers": answers}) for one in case.items)
    return begin(rulebook, TODAY, case.model_copy(update={"items": items}))


def talk(state: State, *typed: Typed, drawer: Drawer | None = None) -> tuple[Script, State]:
    screen = Script(*typed)

    def draft(case: Case) -> Iterable[Line]:
        return map(Line, draft_of(state.rulebook, case, TODAY))

    return screen, converse(state, screen, drawer or Drawer(), reply_due, draft)


# Pages


def test_a_page_is_put_whole_and_then_line_by_line(rulebook: Rulebook) -> None:
    screen, _ = talk(opened(rulebook), "no", "no")
    first, second, third = screen.pages
    assert [len(page.lines) for page in screen.pages] == [6, 5, 4]
    assert (first.id, first.title) == (second.id, second.title) == (third.id, third.title)
    assert second.lines == first.lines[1:]
    assert (first.fresh, second.fresh) == (True, False)


def test_several_lines_are_answered_at_once(rulebook: Rulebook) -> None:
    drawer = Drawer()
    screen, state = talk(opened(rulebook), "no; no; yes; no", "n n", drawer=drawer)
    assert "1 no; 2 no; 3 yes; 4 no." in screen.shown
    given = {name: answer.is_ for name, answer in state.case.items[0].answers.items() if answer.how == "asked"}
    assert list(given.items())[:4] == [
        (f"screening.{name}", value)
        for name, value in (("people", "no"), ("died", "no"), ("given", "yes"), ("barred", "no"))
    ]
    assert len(screen.pages[1].lines) == 2


def test_a_line_that_no_longer_matters_is_left_out_and_that_is_said(rulebook: Rulebook) -> None:
    state = opened(rulebook, answers={f"screening.{one}": "none" for one in ("environment", "applicant")} | {
        "screening.say-so": "no", "screening.found": "some"
    })  # fmt: skip
    screen, after = talk(state, "no; yes; no")
    assert "1 no; 2 is no longer needed; 3 is no longer needed." in screen.shown
    assert "screening.people" not in after.case.items[0].answers


def test_a_whole_page_is_taken_over_from_an_earlier_piece(rulebook: Rulebook) -> None:
    state = opened(rulebook, piece("papers"), {"id": "sheets", "title": "the sheets", "created": "2025"})
    screen, after = talk(state, "=")
    assert screen.pages[0].offer.startswith("= takes over from 'the papers': 1 no;")
    assert "Piece 2: 6 answers as for piece 1." in screen.shown
    one, other = after.case.items
    assert one.answers.keys() == other.answers.keys()
    assert other.answers["screening.people"].how == "as for papers"


def test_there_is_nothing_to_take_over_for_the_first_piece(rulebook: Rulebook) -> None:
    screen, state = talk(opened(rulebook), "=", "same", "/=")
    assert [one.split(" whose")[0] for one in screen.misreads] == ["There is no earlier piece"] * 3
    assert state.case == opened(rulebook).case


def test_a_conversation_goes_on_at_the_same_page_and_line(rulebook: Rulebook) -> None:
    drawer = Drawer()
    screen, state = talk(opened(rulebook), "no; no; no", drawer=drawer)
    again, _ = talk(resumed(rulebook, TODAY, drawer.case))
    then, now = screen.pages[-1], again.pages[0]
    assert (now.id, now.title, now.line, now.answered) == (then.id, then.title, then.line, then.answered)
    assert state.case.items == drawer.case.items


# Why, the law, help


def test_why_names_the_ground_and_what_each_answer_would_do(rulebook: Rulebook) -> None:
    screen, _ = talk(opened(rulebook), "?")
    assert "It opens or closes FOISA s.38(1)(a), " in screen.text
    assert "If yes" in screen.text
    assert 'Poor: "It mentions people"' in screen.text
    assert "Not sure counts here as: yes." in screen.text


def test_why_is_told_in_outcomes_where_an_answer_settles_the_piece(rulebook: Rulebook) -> None:
    screen, _ = talk(opened(rulebook, piece("papers", ("job",))), "why")
    assert "It helps to decide whether FOISA s.30(c) applies: " in screen.text
    assert "If no: it goes out." in screen.text
    assert "If yes: then: Which words or figures would do it? Can you point to them?" in screen.text


def test_law_shows_gist_decisions_evidence_and_mistakes(rulebook: Rulebook) -> None:
    state = opened(rulebook, piece("papers", screening__people="yes", foisa__s38__census="no"))
    screen, _ = talk(state, "law")
    assert "FOISA s.38(1)(b) with s.38(2A): publishing somebody else's personal data" in screen.text
    for heading in ("Decisions and judgments", "Evidence to keep", "Common mistakes"):
        assert heading in screen.shown


def test_help_lists_every_command(rulebook: Rulebook) -> None:
    screen, _ = talk(opened(rulebook), "help")
    for one in COMMANDS:
        assert any(line.startswith(one.name) and one.does in line for line in screen.shown), one.name


def test_help_with_words_looks_them_up(rulebook: Rulebook) -> None:
    screen, _ = talk(opened(rulebook), "help personal data", "help zxqw plugh", "/s.33(1)(b)")
    assert "Found for 'personal data':" in screen.shown
    assert any(line.startswith("FOISA s.38(1)(b)") for line in screen.shown)
    assert any(line.startswith("Nothing was found for 'zxqw plugh'.") for line in screen.shown)
    assert any(line.startswith("FOISA s.33(1)(b): ") for line in screen.shown)


def test_a_wrong_answer_gets_one_sentence_and_the_question_again(rulebook: Rulebook) -> None:
    screen, state = talk(opened(rulebook), "zxqw plugh")
    page = [line.text for line in screen.pages[0].lines]
    told = "Please give the number of a line, 1 to 3, or its first words."
    assert screen.misreads == [told]
    assert screen.shown[: 2 * len(page) + 1] == [*page, told, *page]
    assert screen.pages[0] == screen.pages[1]
    assert state.case == opened(rulebook).case


def test_words_that_are_no_answer_are_looked_up(rulebook: Rulebook) -> None:
    screen, _ = talk(opened(rulebook), "confidential")
    assert len(screen.misreads) == 1
    told = screen.shown[screen.shown.index(screen.misreads[0]) + 1 :]
    assert told[0].startswith("Or did you look for one of these?")
    assert 2 <= len(told[: told.index(screen.pages[0].line.text)]) <= 4


@pytest.mark.parametrize("words", ["left in May", "more than one", "law: section 5", "items 3 and 4", "save the day"])
def test_a_sentence_where_yes_or_no_is_asked_for_is_misread_kindly(rulebook: Rulebook, words: str) -> None:
    screen, state = talk(opened(rulebook), "no", words)
    assert screen.misreads == ["Please answer yes, no or unsure. A reason may follow: no, because it ended in May."]
    assert screen.prompts[1] == screen.prompts[2]
    assert "screening.died" not in state.case.items[0].answers


@pytest.mark.parametrize(
    "words",
    [
        "note 7 of the accounts",
        "save money for the council",
        "left in May",
        "more than one",
        "law: section 5",
        "help desk notes",
        "back pages of the report",
        "items 3 and 4",
        "change of contractor",
    ],
)
def test_the_same_sentence_is_the_answer_where_words_are_asked_for(rulebook: Rulebook, words: str) -> None:
    screen, state = talk(not_held(rulebook), words)
    assert screen.prompts[0].kind == "text"
    answer = state.case.items[0].answers["foisa.s17.looked-everywhere"]
    assert answer.texts == {"places": words}
    assert not screen.misreads


def not_held(rulebook: Rulebook) -> State:
    """Return an interview that asks for words: where it was looked for."""
    given = {"screening.have-it": "no", "foisa.s17.read-widely": "yes", "foisa.s17.looked-everywhere": "yes"}
    answers = {"environment": "none", "applicant": "none", "say-so": "no", "found": "some"}
    item = {"id": "summary", "title": "a summary", "created": "2025", "answers": given}
    return opened(rulebook, item, answers={f"screening.{name}": value for name, value in answers.items()})


# Every command, wherever something is asked


WHERE = {
    "yes-no": lambda rules: opened(rules, {"id": "papers", "title": "the papers", "created": "2025",
                                           "answers": {"screening.people": "no"}}),
    "one-of": opened,
    "text": not_held,
}  # fmt: skip
SHOWS = {
    "?": ("It opens or closes ", "It helps to decide whether ", "It helps to settle "),
    "law": ("This question: FOISA s.", "FOISA s."),
    "back": ("This is where we began; there is nothing to go back to.",),
    "apply": ("Answer about a piece first;",),
    "change": ("'change 3' puts the third of them again.",),
    "what if": ("Say which answer: 'what if no' tells what a no would change.",),
    "so far": ("Decision so far: not settled",),
    "left": ("Piece 1, ",),
    "items": ("'items add TITLE' names another,",),
    "note": ("What is to be noted?",),
    "compare": ("Piece 1 of 1: ",),
    "challenge": ("Piece 1 is still open, so nothing is said of it yet.",),
    "draft": ("There can be no letter yet.", "Draft"),
    "more": ("No settled piece has a ground that was opened and not asked about.",),
    "save": ("Kept in case.yaml.",),
    "pause": ("Your answers are in case.yaml. To go on: foi interview case.yaml",),
    "help": ("Answer in a word, by number, or in your own words.",),
}
SPELLINGS = [(word, one.name) for one in COMMANDS for word in (one.name, *one.also) if one.name in SHOWS]


def test_no_command_is_left_out_here() -> None:
    assert set(SHOWS) == {one.name for one in COMMANDS} - {"unsure", "="}


@pytest.mark.parametrize("kind", WHERE)
@pytest.mark.parametrize(("word", "name"), SPELLINGS)
def test_every_command_answers_and_records_no_answer(rulebook: Rulebook, word: str, name: str, kind: str) -> None:
    state = WHERE[kind](rulebook)
    screen, after = talk(state, word)
    assert screen.prompts[0].kind == kind
    assert any(line.startswith(SHOWS[name]) for line in screen.shown[1:]), screen.text
    assert after.case == state.case
    assert len(screen.pages) == (1 if name == "pause" else 2)
    if name not in ("pause", "note"):
        assert screen.pages[1] == screen.pages[0]


@pytest.mark.parametrize("kind", WHERE)
@pytest.mark.parametrize("word", ["unsure", "not sure", "/unsure", "/not sure"])
def test_not_sure_is_an_answer_wherever_something_is_asked(rulebook: Rulebook, word: str, kind: str) -> None:
    screen, after = talk(WHERE[kind](rulebook), word)
    answers = after.case.items[0].answers
    assert [name for name, answer in answers.items() if answer.unsure], screen.text
    assert not screen.misreads


# Changing


def test_back_and_the_answers_so_far(rulebook: Rulebook) -> None:
    screen, state = talk(opened(rulebook), "no", "back", "yes", "so far")
    assert state.case.items[0].answers["screening.people"].is_ == "yes"
    assert any(line.startswith(PEOPLE) and line.endswith(" yes") for line in screen.shown)
    assert screen.sheets[0].rows[0].outcome == "not settled"


def test_change_lists_the_answers_and_puts_one_again(rulebook: Rulebook) -> None:
    screen, state = talk(opened(rulebook), "no", "change", "change 3", "part")
    assert any(line.startswith("3  Is any of it about land") for line in screen.shown)
    assert state.case.answers["screening.environment"].is_ == "part"


def test_change_says_what_stands_what_is_asked_next_and_how_it_is_undone(rulebook: Rulebook) -> None:
    before = opened(rulebook)
    screen, state = talk(before, "change 3", "part", "back", "back")
    told = next(line for line in screen.shown if line.startswith("Changed: "))
    assert told.startswith("Changed: part of it (before: none of it). ")
    assert told.endswith(" other answers stand.")
    asked = screen.shown[screen.shown.index(told) + 1]
    assert asked.startswith("Asked next: ")
    assert screen.pages[2].line.text in asked
    assert screen.shown[screen.shown.index(told) + 2] == "'back' undoes it."
    assert state.case == before.case


def test_change_that_changes_nothing_says_nothing(rulebook: Rulebook) -> None:
    for typed in ("", "none"):
        screen, state = talk(opened(rulebook), "change 3", typed)
        assert "Changed" not in screen.text
        assert state.case.answers["screening.environment"].is_ == "none"
        assert screen.prompts[2].text.startswith(PEOPLE)


@pytest.mark.parametrize(
    ("words", "found"),
    [("change land wildlife", "screening.environment"), ("change PERSON asking", "screening.applicant")],
)
def test_change_finds_an_answer_by_its_words(rulebook: Rulebook, words: str, found: str) -> None:
    screen, _ = talk(opened(rulebook), words)
    assert screen.prompts[1].id == f"{found}@"
    assert screen.prompts[1].empty.startswith("it stays as it is: ")


def test_change_by_words_that_several_answers_have_lists_those(rulebook: Rulebook) -> None:
    screen, _ = talk(opened(rulebook), "change papers")
    listed = [line for line in screen.shown if line[:1].isdigit()]
    assert listed == ["2  What they are asking for: the papers", "8  From which year it is: 2025"]
    assert screen.pages[0] == screen.pages[1]


@pytest.mark.parametrize("rest", ["zxqw plugh", "99", "²", "9" * 5000])
def test_change_of_what_is_not_there_lists_all(rulebook: Rulebook, rest: str) -> None:
    screen, state = talk(opened(rulebook), f"change {rest}")
    assert len([line for line in screen.shown if line[:1].isdigit()]) == 8
    assert state.case == opened(rulebook).case


def test_there_is_nothing_to_change_at_the_start(rulebook: Rulebook) -> None:
    screen, _ = talk(fresh(rulebook), "change")
    assert "Nothing has been answered yet." in screen.shown


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


# What if


@pytest.mark.parametrize("typed", ["no", "yes", "only in passing", "2"])
def test_what_if_tells_what_would_change_and_records_nothing(rulebook: Rulebook, typed: str) -> None:
    drawer = Drawer()
    state = opened(rulebook)
    screen, after = talk(state, f"what if {typed}", EOFError, drawer=drawer)
    assert any(line.endswith("Nothing is recorded.") for line in screen.shown)
    assert (after.case, after.memo, after.past) == (state.case, state.memo, ())
    assert screen.pages[0] == screen.pages[1]
    assert drawer.times == 1  # on leaving


def test_what_if_tells_the_outcome_that_an_answer_would_bring(rulebook: Rulebook) -> None:
    state = opened(rulebook, piece("papers", ("job",)))
    screen, after = talk(state, "what if no")
    assert "Piece 1 would come to: release (now: not settled)." in screen.shown
    assert after.case == state.case


def test_what_if_with_no_answer_is_told_so(rulebook: Rulebook) -> None:
    screen, after = talk(opened(rulebook), "what if", "what if zxqw")
    assert [one[:16] for one in screen.misreads] == ["Say which answer", "Please give the "]
    assert after.past == ()


# The same for other pieces


def two(rulebook: Rulebook) -> State:
    pieces = [{"id": name, "title": f"the {name}", "created": "2025"} for name in ("letters", "notes", "minutes")]
    return opened(rulebook, *pieces)


def test_apply_asks_for_a_tick_for_each_other_piece(rulebook: Rulebook) -> None:
    screen, state = talk(two(rulebook), "no; no; no", "apply", "2")
    asked = screen.prompts[2]
    assert [one.text for one in asked.choices] == ["the notes", "the minutes"]
    assert any(note.startswith(PEOPLE) and note.endswith(" no") for note in asked.notes)
    letters, notes, minutes = state.case.items
    assert {name for name, one in minutes.answers.items() if one.how == "as for letters"} == {
        "screening.people",
        "screening.died",
        "screening.given",
    }
    assert not any(one.how == "as for letters" for one in notes.answers.values())
    assert "Piece 3: 3 answers as for piece 1." in screen.shown
    assert screen.prompts[3].id == screen.prompts[1].id, letters


def test_apply_with_no_tick_takes_nothing_over_and_back_undoes_it(rulebook: Rulebook) -> None:
    screen, state = talk(two(rulebook), "no", "apply", "none")
    assert "Nothing was taken over." in screen.shown
    assert "screening.people" not in state.case.items[1].answers
    _, state = talk(two(rulebook), "no", "apply", "all", "back", "back")
    assert all("screening.people" not in item.answers for item in state.case.items[1:])


def test_apply_needs_answers_and_a_piece_that_waits_for_them(rulebook: Rulebook) -> None:
    screen, _ = talk(two(rulebook), "apply")
    assert screen.misreads[0].startswith("Answer about a piece first;")
    screen, _ = talk(opened(rulebook), "no", "apply")
    assert screen.misreads == ["No other piece waits for these answers."]


# The pieces


@pytest.mark.parametrize(
    ("typed", "titles", "told"),
    [
        ("items add a map, 2024", ["letters", "notes", "minutes", "a map"], "Piece 4 is 'a map'."),
        ("pieces add a map", ["letters", "notes", "minutes", "a map"], "Piece 4 is 'a map'."),
        ("items split 2: one; other", ["letters", "one", "other", "minutes"], "'the notes' is now pieces 2 and 3."),
        ("items merge 1 2: both", ["both", "minutes"], "Pieces 1 and 2 are now piece 1, 'both'."),
        ("items merge 1 and 2", ["letters and the notes", "minutes"], "Pieces 1 and 2 are now piece 1, "),
        ("items rename 3: the record", ["letters", "notes", "record"], "Piece 3 is now called 'the record'."),
        ("items remove 2", ["letters", "minutes"], "'the notes' is taken out"),
        ("items passage 1 2: paragraph 4", ["letters", "notes", "minutes"], "Pieces 1 and 2 share the passage "),
        ("/items remove 2", ["letters", "minutes"], "'the notes' is taken out"),
    ],
)
def test_the_pieces_can_be_changed_at_any_time(rulebook: Rulebook, typed: str, titles: list[str], told: str) -> None:
    drawer = Drawer()
    screen, state = talk(two(rulebook), typed, drawer=drawer)
    assert [item.title.removeprefix("the ") for item in state.case.items] == titles
    assert any(line.startswith(told) for line in screen.shown)
    assert drawer.case.items == state.case.items
    _, undone = talk(two(rulebook), typed, "back")
    assert undone.case == two(rulebook).case


def test_a_piece_can_be_added_where_words_are_asked_for(rulebook: Rulebook) -> None:
    screen, state = talk(not_held(rulebook), "items add a letter, 2024")
    assert [item.title for item in state.case.items] == ["a summary", "a letter"]
    assert screen.prompts[1].id == screen.prompts[0].id


def test_a_passage_is_left_again(rulebook: Rulebook) -> None:
    _, state = talk(two(rulebook), "items passage 1 2: paragraph 4")
    assert [item.passage for item in state.case.items] == ["paragraph 4", "paragraph 4", ""]
    _, state = talk(two(rulebook), "items passage 1 2: paragraph 4", "items passage 1 2")
    assert [item.passage for item in state.case.items] == ["", "", ""]


@pytest.mark.parametrize(
    "typed",
    [
        "items add",
        "items split 2: one",
        "items split",
        "items split 9: one; other",
        "items merge 1",
        "items merge 1 1",
        "items merge 1 9",
        "items rename 2",
        "items rename 2:",
        "items rename 2: the letters",
        "items remove",
        "items remove 9",
        "items remove two",
        "items remove ²",
        "items passage",
        "items passage 9: p",
    ],
)
def test_a_change_of_the_pieces_that_makes_no_sense_gets_one_sentence(rulebook: Rulebook, typed: str) -> None:
    screen, state = talk(two(rulebook), typed)
    assert len(screen.misreads) == 1
    assert screen.misreads[0][0].isupper()
    assert screen.misreads[0].endswith(".")
    assert (state.case, state.past) == (two(rulebook).case, ())


def test_the_pieces_are_listed_with_how_they_stand(rulebook: Rulebook) -> None:
    screen, _ = talk(opened(rulebook, piece("letters"), {"id": "notes", "title": "the notes"}), "items")
    assert "1  the letters (2025)" in screen.shown
    assert any(line.startswith("release") for line in screen.shown)
    screen, _ = talk(fresh(rulebook), "items")
    assert screen.misreads == ["The pieces are asked for in a moment."]


def test_a_piece_can_be_added_at_the_end(rulebook: Rulebook) -> None:
    _, state = talk(opened(rulebook, piece("papers")), "1", "a letter, 2024\nan email, 2023", "no")
    assert [item.title for item in state.case.items] == ["the papers", "a letter", "an email"]


# Notes


def test_a_note_is_kept_with_the_question_and_decides_nothing(rulebook: Rulebook) -> None:
    drawer = Drawer()
    before = opened(rulebook)
    screen, state = talk(before, "note ask Anna", "note", "look at page 4", "note: and Bob", drawer=drawer)
    assert [(one.text, one.about, one.on) for one in drawer.case.notes] == [
        (text, "screening.people@papers", TODAY.isoformat()) for text in ("ask Anna", "look at page 4", "and Bob")
    ]
    assert screen.shown.count("Noted.") == 3
    assert decide(rulebook, state.case) == decide(rulebook, before.case)
    assert screen.pages[-1] == screen.pages[0]


def test_a_note_where_words_are_asked_for_needs_a_slash_or_stands_alone(rulebook: Rulebook) -> None:
    screen, state = talk(not_held(rulebook), "/note ask Anna", "note", "back pages are missing")
    assert [one.text for one in state.case.notes] == ["ask Anna", "back pages are missing"]
    assert state.case.notes[0].about == "foisa.s17.looked-everywhere@summary"
    assert screen.prompts[-1].id == screen.prompts[0].id


def test_a_note_of_nothing_is_none(rulebook: Rulebook) -> None:
    screen, state = talk(opened(rulebook), "note", "", "no")
    assert state.case.notes == ()
    assert screen.prompts[2].id == screen.prompts[0].id


def test_a_note_can_be_made_before_anything_is_known(rulebook: Rulebook) -> None:
    _, state = talk(fresh(rulebook), "/note came with a map", "note", "and with a key")
    assert [(one.text, one.about) for one in state.case.notes] == [
        ("came with a map", ""),
        ("and with a key", "the request"),
    ]


# Compare, challenge, draft, left, more


def test_compare_shows_the_piece_in_question_one_by_number_or_all(rulebook: Rulebook) -> None:
    state = founding(rulebook, "foisa.s38.clean-copy")
    account = "Piece 3 of 5: the account of the children and their family: "
    here, _ = talk(state, "compare")
    assert [line for line in here.shown if line.startswith("Piece ")] == [account + "withhold"]
    one, _ = talk(state, "compare 5")
    assert [line for line in one.shown if line.startswith("Piece ")] == [
        "Piece 5 of 5: an executive summary, and recommendations as such: not held"
    ]
    every, _ = talk(state, "compare all")
    assert len([line for line in every.shown if line.startswith("Piece ")]) == 5
    assert any(line.startswith("The whole request: ") for line in every.shown)


@pytest.mark.parametrize("number", ["0", "6", "99"])
def test_compare_with_a_piece_that_is_not_there_says_how_many_there_are(rulebook: Rulebook, number: str) -> None:
    screen, _ = talk(founding(rulebook), f"compare {number}")
    assert screen.misreads == ["There are 5 of them; 'items' shows which."]


def test_challenge_names_points_with_what_would_answer_them(rulebook: Rulebook) -> None:
    state = founding(rulebook)
    screen, after = talk(state, "challenge")
    assert any(line.startswith("To answer it: ") for line in screen.shown)
    assert after.case == state.case


def test_draft_with_enough_for_a_letter_and_without(rulebook: Rulebook) -> None:
    screen, after = talk(founding(rulebook), "draft")
    assert "Draft." in screen.shown
    assert "Dear Ms Applicant" in screen.text
    assert after.past == ()
    screen, _ = talk(fresh(rulebook), "draft")
    assert "There can be no letter yet." in screen.shown
    assert len([line for line in screen.shown if line.startswith("- ")]) > 0


def test_draft_of_a_case_that_is_partly_settled_leaves_the_rest_out(rulebook: Rulebook) -> None:
    screen, _ = talk(founding(rulebook, "foisa.s38.published-by-them"), "draft")
    assert "Draft without what is not settled: piece 3." in screen.shown
    assert "the account of the children" not in "\n".join(screen.shown[screen.shown.index("Dear Ms Applicant") :])


def test_left_tells_what_is_to_come_and_who_is_waited_for(rulebook: Rulebook) -> None:
    state = opened(rulebook, piece("letters"), {"id": "notes", "title": "the notes", "created": "2025"})
    screen, _ = talk(state, "left")
    assert any(line.startswith("Piece 1, the letters: settled, release") for line in screen.shown)
    assert any(line.startswith("Piece 2, the notes: about ") for line in screen.shown)


@pytest.mark.parametrize(
    ("typed", "ground", "item"), [("more", "foisa.s38-1-b-second", "names"), ("more 3", "foisa.s36-2", "narrative")]
)
def test_more_goes_on_with_another_ground_of_a_settled_piece(
    rulebook: Rulebook, typed: str, ground: str, item: str
) -> None:
    screen, _ = talk(founding(rulebook, "foisa.s36.obtained"), typed)
    assert screen.prompts[0].topic == "end"
    asked = screen.prompts[1].question
    assert asked
    assert (asked.ground, asked.item) == (ground, item)


def test_a_further_ground_that_fails_changes_nothing(rulebook: Rulebook) -> None:
    _, after = talk(founding(rulebook, "foisa.s36.obtained"), "more 3", "no")
    assert after.item("narrative").answers["foisa.s36.obtained"].is_ == "no"
    assert decide(rulebook, after.case).item("narrative").outcome == "withhold"


def test_more_asks_of_no_law_that_does_not_decide(rulebook: Rulebook) -> None:
    screen, _ = talk(founding(rulebook, "foisa.s36.obtained"), "back", "more 2", *["unsure, ask Legal"] * 6)
    grounds = [one.question.ground for one in screen.prompts if one.question]
    assert grounds
    assert not any(one.startswith("eirs.") for one in grounds)


@pytest.mark.parametrize(("typed", "told"), [("more 1", "No settled piece"), ("more 9", "There are 5 of them")])
def test_more_of_a_piece_that_has_none_is_told(rulebook: Rulebook, typed: str, told: str) -> None:
    screen, state = talk(founding(rulebook, "foisa.s36.obtained"), typed)
    assert [one[: len(told)] for one in screen.misreads] == [told]
    assert state.past == ()


def test_more_is_not_for_a_piece_that_was_opened_again(rulebook: Rulebook) -> None:
    state = founding(rulebook, "foisa.s36.obtained")
    screen, after = talk(state, "change said in so many words", "unsure, ask Legal", "more 3")
    assert "Piece 3: open again." in screen.shown
    assert [one[:16] for one in screen.misreads] == ["No settled piece"]
    assert after.memo.more == frozenset()


# Keeping and leaving


def test_the_case_is_kept_after_every_answer(rulebook: Rulebook) -> None:
    drawer = Drawer()
    talk(opened(rulebook), "no", "no", "quit", drawer=drawer)
    assert drawer.times == 3
    assert drawer.case.items[0].answers["screening.died"].is_ == "no"


def test_what_only_shows_something_keeps_nothing(rulebook: Rulebook) -> None:
    drawer = Drawer()
    shows = ("?", "law", "so far", "left", "items", "compare", "challenge", "draft", "change", "help", "what if no")
    talk(opened(rulebook), *shows, "zxqw", drawer=drawer)
    assert drawer.times == 1  # on leaving


def test_save_moves_the_case_to_another_file(rulebook: Rulebook) -> None:
    drawer = Drawer()
    screen, _ = talk(opened(rulebook), "save other.yaml", "save", "no", drawer=drawer)
    assert drawer.named == "other.yaml"
    assert "Every answer is kept in other.yaml from now on." in screen.shown
    assert "Kept in other.yaml." in screen.shown


def test_save_where_words_are_asked_for(rulebook: Rulebook) -> None:
    drawer = Drawer()
    screen, state = talk(not_held(rulebook), "save mine.yaml", "/save other", "save money for later", drawer=drawer)
    assert "Every answer is kept in mine.yaml from now on." in screen.shown
    assert drawer.named == "other"
    assert state.case.items[0].answers["foisa.s17.looked-everywhere"].texts["places"] == "save money for later"


def test_a_file_that_cannot_be_written_is_told_and_nothing_is_lost(rulebook: Rulebook) -> None:
    screen, state = talk(opened(rulebook), "no", drawer=Drawer(broken=True))
    assert "The case could not be written (Permission denied). 'save NAME' keeps it somewhere else." in screen.shown
    assert "screening.people" in state.case.items[0].answers


@pytest.mark.parametrize("leaving", ["pause", "quit", "exit"])
def test_one_does_not_leave_what_could_not_be_kept(rulebook: Rulebook, leaving: str) -> None:
    drawer = Drawer(broken=True)
    screen, state = talk(opened(rulebook), "no", leaving, "save elsewhere", "no", "quit", "never", drawer=drawer)
    assert "Every answer is kept in elsewhere from now on." in screen.shown
    assert "screening.people" in drawer.case.items[0].answers
    assert [one.line.id for one in screen.pages[1:3]] == ["screening.died@papers"] * 2
    assert drawer.case.items == state.case.items


def test_enter_at_the_end_does_not_leave_what_could_not_be_kept(rulebook: Rulebook) -> None:
    drawer = Drawer(broken=True)
    screen, _ = talk(opened(rulebook, piece("papers")), "", "save elsewhere", "", "never", drawer=drawer)
    assert [page.line.topic for page in screen.pages] == ["end", "end", "end"]
    assert drawer.named == "elsewhere"
    assert next(screen.left) == "never"


def test_who_stops_typing_leaves_even_what_could_not_be_kept(rulebook: Rulebook) -> None:
    screen, _ = talk(opened(rulebook), "no", KeyboardInterrupt, "yes", "never", drawer=Drawer(broken=True))
    assert screen.pages[-1].line.notes[0].startswith("The last answers could not be written;")
    assert next(screen.left) == "never"


def test_save_that_fails_says_so_and_no_more(rulebook: Rulebook) -> None:
    screen, _ = talk(fresh(rulebook), "save", drawer=Drawer(named="", broken=True))
    assert any(line.startswith("The case could not be written") for line in screen.shown)
    assert not any(line.startswith("Kept in") for line in screen.shown)


@pytest.mark.parametrize("leaving", ["quit", "pause", "exit", EOFError])
def test_leaving_keeps_the_case_and_says_how_to_go_on(rulebook: Rulebook, leaving: Typed) -> None:
    screen, _ = talk(opened(rulebook), "no", leaving, "no")
    assert screen.shown[-1] == "Your answers are in case.yaml. To go on: foi interview case.yaml"
    assert next(screen.left) == "no"


def test_control_c_asks_first(rulebook: Rulebook) -> None:
    screen, state = talk(opened(rulebook), KeyboardInterrupt, "no", "no", KeyboardInterrupt, "yes", "no")
    assert screen.shown.count("Leave now?") == 2
    assert state.case.items[0].answers["screening.people"].is_ == "no"
    assert next(screen.left) == "no"


@pytest.mark.parametrize("again", [KeyboardInterrupt, EOFError, ""])
def test_control_c_twice_leaves(rulebook: Rulebook, again: Typed) -> None:
    screen, _ = talk(opened(rulebook), KeyboardInterrupt, again, "no")
    assert screen.shown[-1].startswith("Your answers are in case.yaml.")
    assert next(screen.left) == "no"


def test_nothing_is_kept_of_an_interview_without_an_answer(rulebook: Rulebook) -> None:
    drawer = Drawer(named="")
    screen, _ = talk(fresh(rulebook), "quit", drawer=drawer)
    assert (drawer.times, screen.shown[-1]) == (0, "Nothing was answered, so nothing is kept.")


# News


def test_the_due_date_is_told_with_the_day_and_the_outcome_with_the_last_answer(rulebook: Rulebook) -> None:
    screen, _ = talk(fresh(rulebook), "", "2 Nov 2026")
    assert "Reply due by Tue 1 Dec 2026 (FOISA s.10(1))." in screen.shown
    screen, _ = talk(opened(rulebook), "no; no; no; no; no", "none")
    assert "Piece 1: release." in screen.shown
    assert screen.sheets[0].heading == "Decision so far: everything goes out"
    assert screen.shown[-1] == "The letter: foi letter case.yaml -o letter.docx"


def test_a_piece_that_is_settled_tells_its_reasons_once_and_what_was_not_asked(rulebook: Rulebook) -> None:
    screen, _ = talk(founding(rulebook, "foisa.s38.published-by-them", "foisa.s36.obtained"), "no")
    news = screen.shown.index("Piece 3: withhold under FOISA s.38(1)(b) with s.38(2A).")
    further = next(line for line in screen.shown[news:] if line.startswith("Opened and not asked: FOISA s.36(2)"))
    assert "EIRs" not in further
    assert "'more 3' goes on with them." in further
    reasons = "What each did in their job tells all that the findings need; the job stands in place of the name."
    screen, _ = talk(changed(founding(rulebook), "names", "foisa.s38.less-would-do"), f"yes because {reasons}")
    told = [line for line in screen.shown if line.startswith("In the letter: ")]
    assert len(told) == 1
    assert reasons in told[0]


def changed(state: State, item: str, left_out: str) -> State:
    """Return the state without one answer about a piece."""
    case = state.case
    items = [
        one if one.id != item else one.model_copy(
            update={"answers": {name: answer for name, answer in one.answers.items() if name != left_out}}
        )
        for one in case.items
    ]  # fmt: skip
    return begin(state.rulebook, TODAY, case.model_copy(update={"items": tuple(items)}))


def test_going_back_opens_a_piece_again(rulebook: Rulebook) -> None:
    screen, _ = talk(opened(rulebook), "no; no; no; no; no", "none", "back")
    assert "Piece 1: open again." in screen.shown


def test_the_decision_is_shown_once_when_the_end_is_reached(rulebook: Rulebook) -> None:
    screen, _ = talk(opened(rulebook), "no; no; no; no; no", "none", "zxqw", "?", "left")
    assert len(screen.sheets) == 1
    screen, _ = talk(opened(rulebook), "no; no; no; no; no", "none", "back", "no; no; no; no; no", "none")
    assert len(screen.sheets) == 2


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


@pytest.mark.usefixtures("here")
def test_to_save_under_the_same_name_keeps_the_same_file() -> None:
    keeper = CaseKeeper(Path("mine.yaml"), TODAY)
    assert [keeper.keep(Case(), name) for name in ("", "mine", "mine.yaml", "./mine.yaml")] == ["mine.yaml"] * 4


@pytest.mark.parametrize("name", ["no/such/folder.yaml", "null\0byte", "x" * 300])
def test_a_name_that_cannot_be_written_leaves_the_case_where_it_was(here: Path, name: str) -> None:
    keeper = CaseKeeper(Path("mine.yaml"), TODAY)
    keeper.keep(Case(reference="7"))
    with pytest.raises((OSError, ValueError)):
        keeper.keep(Case(reference="7"), name)
    assert not keeper.whole
    assert keeper.keep(Case(reference="8")) == "mine.yaml"
    assert keeper.whole
    assert read_case(here / "mine.yaml").reference == "8"
    assert [path.name for path in here.iterdir()] == ["mine.yaml"]


def typing(*lines: str) -> Callable[[str], str]:
    """Return an input() that types the lines, after which its input ends."""
    left = iter(lines)

    def ask(_: str) -> str:
        for line in left:
            return line
        raise EOFError

    return ask


@pytest.mark.usefixtures("here")
def test_the_command_resumes_and_begins(foi: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builtins.input", typing("2026-114", "1 Sep 2021"))
    ran = foi("interview", "case.yaml", "--plain")
    assert (ran.code, "Every answer is kept in case.yaml" in ran.out) == (0, True)
    monkeypatch.setattr("builtins.input", typing())
    again = foi("interview", "case.yaml", "--plain")
    assert "Going on with case.yaml." in again.out
    assert "What are they asking for?" in again.out


def test_a_file_that_is_no_case_is_told(here: Path, foi: Callable[..., Ran]) -> None:
    (here / "case.yaml").write_text("format: 1\nreferance: 7\n", encoding="utf-8")
    ran = foi("interview", "case.yaml", "--plain")
    assert (ran.code, "Did you mean 'reference'?" in ran.err) == (2, True)


def test_a_folder_is_no_case(here: Path, foi: Callable[..., Ran]) -> None:
    (here / "case").mkdir()
    ran = foi("interview", "case", "--plain")
    assert (ran.code, "this is a folder" in ran.err) == (2, True)


@pytest.mark.usefixtures("here")
def test_where_nothing_can_be_written_the_exit_code_says_so(
    foi: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builtins.input", typing("2026-114", "1 Sep 2021"))
    ran = foi("interview", "no/such/case.yaml", "--plain")
    assert ran.code == 2
    assert "The case could not be written (No such file or directory)." in " ".join(ran.out.split())
    monkeypatch.setattr("builtins.input", typing("2026-114", "save mine", "1 Sep 2021"))
    ran = foi("interview", "no/such/case.yaml", "--plain")
    assert (ran.code, read_case(Path("mine.yaml")).received) == (0, "2021-09-01")


# Without a keyboard


ANSWERS = """\
# the request
2026-114
1 Sep 2021, by email
the papers on the visit

none; none; no; all
none
# the pieces
the papers, 3 June 2021

# the list
no; no; no; no; no
none
"""


def test_a_file_of_answers_plays_a_request_to_its_decision(
    here: Path, foi: Callable[..., Ran], rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builtins.input", typing())
    (here / "answers.txt").write_text(ANSWERS, encoding="utf-8")
    ran = foi("interview", "case.yaml", "--answers", "answers.txt")
    assert (ran.code, ran.err) == (0, "")
    assert decide(rulebook, read_case(here / "case.yaml")).outcome == "disclosed"
    assert "# the list" not in ran.out
    assert "Piece 1: release." in ran.out


@pytest.mark.parametrize("change", [("\n", "\r\n"), ("# the request", "\ufeff# the request"), ("visit\n", "vísit\n")])
def test_a_file_of_answers_may_come_from_any_editor(
    here: Path, foi: Callable[..., Ran], change: tuple[str, str]
) -> None:
    (here / "answers.txt").write_bytes(ANSWERS.replace(*change).encode())
    ran = foi("interview", "case.yaml", "--answers", "answers.txt")
    assert (ran.code, ran.err) == (0, "")
    assert read_case(here / "case.yaml").reference == "2026-114"


@pytest.mark.parametrize(
    ("right", "wrong", "line"),
    [
        ("1 Sep 2021, by email", "the other day", 3),
        ("none; none; no; all", "nonsense", 6),
        ("none\n# the pieces", "nonsense\n# the pieces", 7),
        ("no; no; no; no; no", "items remove 9", 12),
    ],
)
def test_an_answer_that_does_not_fit_stops_with_its_place_and_keeps_those_before_it(
    here: Path, foi: Callable[..., Ran], right: str, wrong: str, line: int
) -> None:
    assert right in ANSWERS
    (here / "answers.txt").write_text(ANSWERS.replace(right, wrong), encoding="utf-8")
    ran = foi("interview", "case.yaml", "--answers", "answers.txt")
    assert ran.code == 2
    assert ran.err.startswith(f"answers.txt:{line}:")
    assert len(ran.err.splitlines()) == 1
    (here / "before.txt").write_text("\n".join(ANSWERS.splitlines()[: line - 1]), encoding="utf-8")
    foi("interview", "other.yaml", "--answers", "before.txt")
    assert read_case(here / "case.yaml") == read_case(here / "other.yaml")
    assert read_case(here / "case.yaml").reference == "2026-114"


def test_a_file_of_answers_goes_on_with_a_case(here: Path, foi: Callable[..., Ran], rulebook: Rulebook) -> None:
    head, tail = ANSWERS.split("# the pieces\n")
    for name, text in (("head.txt", head), ("tail.txt", tail)):
        (here / name).write_text(text, encoding="utf-8")
        assert foi("interview", "case.yaml", "--answers", name).code == 0
    assert decide(rulebook, read_case(here / "case.yaml")).outcome == "disclosed"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"\x00\x01\x02", "it holds NUL bytes"),
        (b"\xff\xfe2\x000\x00", "this is not a text"),
        (b"2026-114\n\xe9\n", "no text in UTF-8"),
        (b"7\n" * 600_000, "larger than 1 MiB"),
        (None, "there is no such file"),
    ],
)
def test_a_file_that_is_no_text_is_refused_in_one_sentence(
    here: Path, foi: Callable[..., Ran], data: bytes | None, told: str
) -> None:
    if data is not None:
        (here / "answers.txt").write_bytes(data)
    ran = foi("interview", "case.yaml", "--answers", "answers.txt")
    assert ran.code == 2
    assert ran.err.startswith("answers.txt: ")
    assert told in ran.err
    assert len(ran.err.splitlines()) == 2  # what is wrong, and what to do
    assert "Traceback" not in ran.err
    assert not (here / "case.yaml").exists()


def test_a_folder_is_no_file_of_answers(here: Path, foi: Callable[..., Ran]) -> None:
    (here / "answers").mkdir()
    ran = foi("interview", "case.yaml", "--answers", "answers")
    assert (ran.code, "this is a folder" in ran.err) == (2, True)


def test_an_empty_file_of_answers_answers_nothing(here: Path, foi: Callable[..., Ran]) -> None:
    (here / "answers.txt").write_text("# nothing yet\n", encoding="utf-8")
    ran = foi("interview", "--answers", "answers.txt")
    assert (ran.code, "Nothing was answered, so nothing is kept." in ran.out) == (0, True)
    assert [path.name for path in here.iterdir()] == ["answers.txt"]


@pytest.mark.usefixtures("here")
def test_a_case_that_holds_only_how_it_came_is_gone_on_with(rulebook: Rulebook) -> None:
    case = read_case(DEMO / "review.yaml")
    start = Case(stage="review", reference=case.reference, authority=case.authority, review=case.review)
    write_case(start, Path("case.yaml"))
    state = resumed(rulebook, TODAY, read_case(Path("case.yaml")))
    assert prompt_of(state).id == "received"
    assert [line.id for line in page_of(state).lines] == ["received", "words"]
