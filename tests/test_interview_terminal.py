"""The interview as an officer meets it: in a terminal of 80 columns, in a pipe, from a file, and after a power cut."""

import codecs
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from conftest import DEMO
from interview_players import TODAY, supposing

from foi_rules.casework.case_file import read_case, write_case
from foi_rules.engine.decide import decide
from foi_rules.interview.console import Conversation, Office
from foi_rules.interview.keeping import resumed
from foi_rules.interview.machine import page_of
from foi_rules.interview.pages import Page
from foi_rules.interview.prompt import Prompt
from foi_rules.interview.reading import several
from foi_rules.interview.state import State, begin
from foi_rules.interview.view import Line, Sheet
from foi_rules.model.case import Answer, Case
from foi_rules.model.rulebook import Rulebook

pexpect = pytest.importorskip("pexpect")
pyte = pytest.importorskip("pyte")

ROOT = Path(__file__).parent.parent
COMMAND = [sys.executable, "-m", "foi_rules.commands", "interview"]
ROWS, COLUMNS = 24, 80
ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|\x1b\][^\x07]*\x07|\x08")
NOT_PLAIN = re.compile(r"\x1b|[\u2500-\u259f]")
WAIT = 60
FOUNDING = read_case(DEMO / "review.yaml")


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return what a terminal has around it; the rules are read once and kept in a folder of the tests' own."""
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS", "LINES")}
    return kept | {
        "TERM": "xterm-256color",
        "PYTHONPATH": str(ROOT),
        "PROMPT_TOOLKIT_NO_CPR": "1",
        "FOI_NO_CACHE": "",
        "XDG_CACHE_HOME": str(tmp_path_factory.mktemp("cache")),
    }


def flat(text: str) -> str:
    return " ".join(text.split())


class Terminal:
    """A terminal with the interview in it: types lines and shows what is on the screen."""

    def __init__(
        self, folder: Path, environment: dict[str, str], *arguments: str, command: list[str] = COMMAND
    ) -> None:
        self._screen = pyte.Screen(COLUMNS, ROWS)
        # What is written too wide for the terminal is wrapped by it; a far wider one shows how wide it was meant.
        self._wide = pyte.Screen(400, 300)
        self._streams = [pyte.ByteStream(one) for one in (self._screen, self._wide)]
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._raw, self._ended, self.raw = "", False, ""
        self.columns = self.widest = COLUMNS
        self.child = pexpect.spawn(
            command[0], [*command[1:], *arguments], cwd=str(folder), env=environment, dimensions=(ROWS, COLUMNS)
        )

    @property
    def new(self) -> str:
        """Return what was written since the last line typed, without what moves the cursor."""
        return flat(ESCAPE.sub(" ", self._raw))

    @property
    def page(self) -> str:
        return "\n".join(row.rstrip() for row in self._screen.display)

    def forget(self) -> None:
        """Begin to listen anew."""
        self._raw = ""
        self._wide.reset()

    def resize(self, rows: int, columns: int) -> None:
        """Make the window larger or smaller."""
        self._screen.resize(rows, columns)
        self.child.setwinsize(rows, columns)
        self.columns = columns

    def wait(self, text: str = "") -> str:
        """Return the page once the text was written since the last line typed, and the next prompt (or the end)."""
        until = time.monotonic() + WAIT
        while time.monotonic() < until:
            self._read()
            if flat(text) in self.new and (self.new.endswith(">") or self._ended):
                widest = max(len(row.rstrip()) for row in self._wide.display)
                assert widest <= self.columns, "\n".join(row for row in self._wide.display if len(row.rstrip()) > 80)
                return self.page
        raise AssertionError(f"'{text}' does not come up; the page is:\n{self.page}")

    def _read(self) -> None:
        try:
            data = self.child.read_nonblocking(65536, timeout=0.05)
        except pexpect.TIMEOUT:
            return
        except pexpect.EOF:
            self._ended = True
            return
        for stream in self._streams:
            stream.feed(data)
        text = self._decoder.decode(data)
        self._raw += text
        self.raw += text

    def say(self, line: str, shows: str = "") -> str:
        """Type a line and return the page that it leads to."""
        self.forget()
        self.child.send(line + "\r")
        return self.wait(shows)

    def keys(self, keys: str, shows: str) -> str:
        """Press keys and return the page that they lead to."""
        self.forget()
        self.child.send(keys)
        return self.wait(shows)

    def complete(self, begun: str, completed: str) -> None:
        """Type the beginning of a word and the tab, and wait until the word is there."""
        self.child.send(f"{begun}\t")
        until = time.monotonic() + WAIT
        while f"> {completed}" not in self.page and time.monotonic() < until:
            self._read()
        assert f"> {completed}" in self.page, self.page

    def ends(self) -> int:
        """Wait for the end, and return the exit code."""
        until = time.monotonic() + WAIT
        while not self._ended and time.monotonic() < until:
            self._read()
        self.child.close()
        return int(self.child.exitstatus)

    def close(self) -> None:
        self.child.close(force=True)


Start = Callable[..., Terminal]


@pytest.fixture
def start(tmp_path: Path, environment: dict[str, str]) -> Iterator[Start]:
    """Return what starts an interview in a terminal, about the case in case.yaml unless told otherwise."""
    begun: list[Terminal] = []

    def one(*arguments: str, command: list[str] = COMMAND, **variables: str) -> Terminal:
        begun.append(Terminal(tmp_path, environment | variables, *(arguments or ("case.yaml",)), command=command))
        return begun[-1]

    yield one
    for terminal in begun:
        terminal.close()


def answers(**said: object) -> dict[str, Answer]:
    names = {"have-it": "yes", **dict.fromkeys(("people", "died", "given", "barred", "danger"), "no")} | said
    return {name if "." in name else f"screening.{name}": Answer.model_validate(value) for name, value in names.items()}


def piece(name: str, kinds: tuple[str, ...] | None = (), **said: object) -> dict[str, object]:
    return {"id": name, "title": f"the {name}", "created": "2019", "kinds": kinds, "answers": answers(**said)}


def bare(name: str) -> dict[str, object]:
    return {"id": name, "title": f"the {name}", "created": "2019"}


def case_of(*pieces: dict[str, object], **more: object) -> Case:
    """Return a request of which everything is known but its pieces."""
    given = {"environment": "none", "applicant": "none", "say-so": "no", "found": "some", "review": None}
    request = {name: Answer.model_validate(value) for name, value in given.items() if value}
    fields = {
        "reference": "2026-114",
        "received": "2021-09-01",
        "request": "the papers",
        "kinds": (),
        "answers": {f"screening.{name}": value for name, value in request.items()},
        "items": pieces or (bare("papers"), bare("sheets")),
    }
    return Case.model_validate(fields | more)


PEOPLE, DIED = "Could anyone living be recognised from it", "Is any of it about someone who has died?"
GIVEN = "expecting us to keep it to ourselves?"
HAVE = "Do you have this piece?"


# An officer at the keyboard


@dataclass
class Officer:
    """A screen that answers a case as it was decided, several lines at once where a page has several.

    `told` is what was shown since the last answer, `at_once` how often several lines were answered; `heard` is called
    with each answer before it counts.
    """

    full: Case
    heard: Callable[["Officer", Page, str], None] = lambda *_: None
    told: list[str] = field(default_factory=list)
    at_once: int = 0
    talk: Conversation | None = None

    def ask(self, page: Page) -> str:
        if page.line.topic == "end":
            typed = ""
        else:
            pieces = self._several(page)
            self.at_once += len(pieces) > 1
            typed = "; ".join(pieces) if pieces else self._reply(page.line)
        self.heard(self, page, typed)
        self.told = []
        return typed

    def _reply(self, line: Prompt) -> str:
        assert self.talk
        return supposing(self.full)(self.talk.state, line)

    def _several(self, page: Page) -> list[str]:
        """Return as many answers to a page that is opened as can be typed in one line."""
        lines = page.lines if page.fresh and page.line.topic == "fact" else ()
        pieces = [self._with_words(line) for line in lines]
        for count in range(len(pieces), 1, -1):
            if several(page.lines, "; ".join(pieces[:count])) == tuple(pieces[:count]):
                return pieces[:count]
        return []

    def _with_words(self, line: Prompt) -> str:
        reply = self._reply(line)
        assert self.talk
        question, state = line.question, self.talk.state
        title = state.item(question.item).title if question and question.item else ""
        item = next((one for one in self.full.items if one.title == title), None)
        answer = item.answers.get(question.name) if item and question else None
        words = list(answer.texts.values()) if answer else []
        return f"{reply}: {words[0]}" if len(words) == 1 and ";" not in words[0] else reply

    def say(self, lines: Iterable[Line]) -> None:
        self.told += [line.text for line in lines]

    def misread(self, text: str) -> None:
        raise AssertionError(text)

    def sheet(self, sheet: Sheet) -> None:
        self.told.append(sheet.heading)


class Nowhere:
    named = "case.yaml"

    def keep(self, case: Case, name: str = "") -> str:
        del case, name
        return self.named


def founding_start() -> Case:
    """Return what is known of the founding case before anything is asked."""
    full = FOUNDING
    return Case(
        stage=full.stage, reference=full.reference, authority=full.authority, review=full.review, received=full.received
    )


def held(state: State, officer: Officer) -> State:
    """Hold the conversation with the officer."""
    officer.talk = Conversation(state, officer, Nowhere(), Office())
    return officer.talk.run()


def came_out(rulebook: Rulebook, case: Case) -> list[tuple[str, list[str]]]:
    return [(item.outcome, [ground.id for ground in item.grounds]) for item in decide(rulebook, case).items]


def test_the_founding_case_by_keyboard(start: Start, tmp_path: Path, rulebook: Rulebook) -> None:
    write_case(founding_start(), tmp_path / "case.yaml")
    terminal = start()

    def typed(officer: Officer, page: Page, line: str) -> None:
        terminal.wait(page.line.text)
        for text in (*officer.told, *(one.text for one in page.lines if page.fresh)):
            assert flat(text) in terminal.new, text
        *rows, last = [*line.split("\n"), ""] if page.line.kind == "lines" else [line]
        for row in rows:
            terminal.say(row)
        terminal.forget()
        terminal.child.send(f"{last}\r")

    officer = Officer(FOUNDING, typed)
    state = held(begin(rulebook, TODAY, founding_start()), officer)
    terminal.wait("Your answers are in case.yaml.")
    assert "foi letter case.yaml -o letter.docx" in terminal.new
    assert terminal.ends() == 0
    assert officer.at_once >= 8
    case = read_case(tmp_path / "case.yaml")
    assert len(case.items) == 5
    assert came_out(rulebook, case) == came_out(rulebook, FOUNDING)
    assert case.model_copy(update={"interview": {}}) == state.case
    assert decide(rulebook, case).outcome == decide(rulebook, FOUNDING).outcome


def test_the_founding_case_from_a_file_of_answers(
    tmp_path: Path, rulebook: Rulebook, environment: dict[str, str]
) -> None:
    write_case(founding_start(), tmp_path / "case.yaml")
    rows: list[str] = []

    def typed(_: Officer, page: Page, line: str) -> None:
        rows.append(f"# {page.title}: {page.line.text}")
        rows.extend([*line.split("\n"), ""] if page.line.kind == "lines" else [line])

    held(begin(rulebook, TODAY, founding_start()), Officer(FOUNDING, typed))
    (tmp_path / "answers.txt").write_text("\n".join(rows), encoding="utf-8")
    ran = run(tmp_path, environment, "case.yaml", "--answers", "answers.txt")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert came_out(rulebook, read_case(tmp_path / "case.yaml")) == came_out(rulebook, FOUNDING)
    assert not NOT_PLAIN.search(ran.stdout)
    shown = [row for row in ran.stdout.splitlines() if not row.startswith("> ")]
    assert max(map(len, shown)) <= COLUMNS


# Commands


def test_every_command_in_a_terminal(start: Start, tmp_path: Path) -> None:
    write_case(case_of(piece("cards"), bare("papers"), bare("sheets")), tmp_path / "case.yaml")
    terminal = start()
    page = terminal.wait(HAVE)
    assert "2026-114 / Piece 2 of 3: the papers" in page
    for typed, shows in (
        ("?", "If no"),
        ("why", "If no"),
        ("law", "FOISA s.1"),
        ("help", "keep the case and leave"),
        ("help personal data", "FOISA s.38(1)(b)"),
        ("zxqw plugh", "Please answer yes, no or unsure."),
        ("left", "Piece 2, the papers: about"),
        ("so far", "Decision so far on 2026-114: not settled"),
        ("summary", "Still needed"),
        ("what if no", "Nothing is recorded."),
        ("yes", PEOPLE),
        ("back", HAVE),
        ("unsure", "Noted as not sure."),
        ("undo", HAVE),
        ("yes", PEOPLE),
        ("=", DIED),
        ("apply", "For which other pieces is it the same?"),
        ("1", "Piece 3: "),
        ("change", "'change 3' puts the third of them again."),
        ("change land, water", "it stays as it is: none of it"),
        ("", DIED),
        ("items", "1 the cards (2019)"),
        ("items rename 3: the slides", "Piece 3 is now called 'the slides'."),
        ("note ask Anna", "Noted."),
        ("compare", "Piece 2 of 3: the papers"),
        ("compare 1", "Piece 1 of 3: the cards: release"),
        ("challenge", "Piece 2 is still open, so nothing is said of it yet."),
        ("draft", "Draft"),
        ("more", "No settled piece"),
        ("save kept.yaml", "Every answer is kept in kept.yaml from now on."),
        ("save", "Kept in kept.yaml."),
    ):
        terminal.say(typed, shows)
    terminal.say("pause", "To go on: foi interview kept.yaml")
    assert terminal.ends() == 0
    case = read_case(tmp_path / "kept.yaml")
    assert [one.text for one in case.notes] == ["ask Anna"]
    assert case.items[2].title == "the slides"
    assert case.items[1].answers["screening.people"].is_ == case.items[0].answers["screening.people"].is_ == "no"
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["case.yaml", "kept.yaml"]


def test_choices_and_commands_are_completed(start: Start, tmp_path: Path) -> None:
    write_case(case_of(piece("cards"), bare("papers")), tmp_path / "case.yaml")
    terminal = start()
    terminal.wait(HAVE)
    for begun, completed, shows in (
        ("summ", "summary", "Decision so far on 2026-114"),
        ("ye", "yes", PEOPLE),
        ("in-p", "in-passing", "The names become a piece of their own"),
    ):
        terminal.complete(begun, completed)
        terminal.say("", shows)
    terminal.say("none", DIED)
    terminal.complete("pau", "pause")
    terminal.say("", "Your answers are in case.yaml.")
    assert terminal.ends() == 0
    assert read_case(tmp_path / "case.yaml").items[1].answers["screening.people"].is_ == "in-passing"


def test_the_arrow_up_gives_an_earlier_answer(start: Start, tmp_path: Path) -> None:
    write_case(case_of(), tmp_path / "case.yaml")
    terminal = start()
    terminal.wait(HAVE)
    terminal.say("yes", PEOPLE)
    terminal.say("no, only figures are in it", DIED)
    up = "\x1b[A"
    terminal.keys(f"{up}\r", GIVEN)
    terminal.keys(f"{up}{up}{up}\r", "forbid or limit making it public?")
    terminal.say("quit")
    assert terminal.ends() == 0
    given = read_case(tmp_path / "case.yaml").items[0].answers
    assert given["screening.died"].texts == {"reasons": "only figures are in it"}
    assert (given["screening.died"].is_, given["screening.given"].is_) == ("no", "yes")


def test_control_c_and_control_d_leave_kindly(start: Start, tmp_path: Path) -> None:
    terminal = start()
    terminal.wait("What is the reference")
    terminal.say("7", "On what day")
    terminal.keys("\x03", "Leave now?")
    terminal.say("no", "On what day did it reach anyone here, and how?")
    terminal.keys("\x04", "Your answers are in case.yaml.")
    assert terminal.ends() == 0
    assert read_case(tmp_path / "case.yaml").reference == "7"


def test_control_c_in_the_middle_of_lines_leaves_what_was_answered(start: Start, tmp_path: Path) -> None:
    terminal = start()
    terminal.wait("What is the reference")
    terminal.say("7", "On what day")
    terminal.say("1 Sep 2021", "What are they asking for?")
    terminal.say("the papers")
    terminal.keys("\x03", "Leave now?")
    terminal.say("yes", "Your answers are in case.yaml.")
    assert terminal.ends() == 0
    assert read_case(tmp_path / "case.yaml").received == "2021-09-01"


def test_a_window_may_be_made_smaller_and_larger_between_two_answers(start: Start, tmp_path: Path) -> None:
    write_case(case_of(), tmp_path / "case.yaml")
    terminal = start()
    terminal.wait(HAVE)
    for (rows, columns), typed, shows in (
        ((20, 60), "yes", PEOPLE),
        ((50, 140), "no", DIED),
        ((20, 60), "left", "Piece 1, the papers: about"),
        ((24, 80), "so far", "Decision so far on 2026-114: not settled"),
        ((20, 60), "so far", "Decision so far on 2026-114: not settled"),
        ((50, 140), "no; no; no; no", "Does any of this describe it?"),
        ((20, 60), "none", HAVE),
    ):
        terminal.resize(rows, columns)
        terminal.say(typed, shows)
    terminal.say("quit")
    assert terminal.ends() == 0
    assert read_case(tmp_path / "case.yaml").items[0].kinds == ()


# Where a terminal can do less


def test_a_dumb_terminal_gets_plain_lines(start: Start, tmp_path: Path) -> None:
    write_case(case_of(), tmp_path / "case.yaml")
    terminal = start(TERM="dumb")
    terminal.wait(HAVE)
    terminal.say("yes; no", DIED)
    terminal.say("quit", "Your answers are in case.yaml.")
    assert terminal.ends() == 0
    assert not NOT_PLAIN.search(terminal.raw)
    assert read_case(tmp_path / "case.yaml").items[0].answers["screening.people"].is_ == "no"


@pytest.mark.parametrize(("arguments", "variables"), [(("--plain",), {}), ((), {"NO_COLOR": "1"})])
def test_plain_has_no_colour_and_no_boxes(
    start: Start, tmp_path: Path, arguments: tuple[str, ...], variables: dict[str, str]
) -> None:
    write_case(case_of(piece("cards"), bare("papers")), tmp_path / "case.yaml")
    terminal = start("case.yaml", *arguments, **variables)
    terminal.wait(HAVE)
    for typed, shows in (
        ("?", "If no"),
        ("so far", "1. the cards: release"),
        ("compare all", "Piece 1 of 2: the cards: release"),
        ("draft", "Draft"),
        ("yes", PEOPLE),
        ("no; no; no; no; no", "Does any of this describe it?"),
        ("none", "Enter: save and leave"),
        ("", "Your answers are in case.yaml."),
    ):
        terminal.say(typed, shows)
    assert terminal.ends() == 0
    assert not NOT_PLAIN.search(terminal.raw)


BROKEN = """
import prompt_toolkit, sys
from foi_rules.commands.main import run

class NoConsoleScreenBufferError(Exception):
    pass

asked, real = [], prompt_toolkit.PromptSession.prompt

def prompt(self, *arguments, **more):
    asked.append(1)
    if len(asked) > {after}:
        raise NoConsoleScreenBufferError
    return real(self, *arguments, **more)

prompt_toolkit.PromptSession.prompt = prompt
run()
"""


@pytest.mark.parametrize("after", [0, 2, 4])
def test_where_the_terminal_fails_the_interview_goes_on_in_plain_lines(
    start: Start, tmp_path: Path, after: int
) -> None:
    terminal = start("interview", "case.yaml", command=[sys.executable, "-c", BROKEN.format(after=after)])
    terminal.wait("What is the reference")
    terminal.say("7", "On what day")
    terminal.say("1 Sep 2021", "What are they asking for?")
    terminal.say("the report")
    terminal.say("who wrote it")
    terminal.say("", "Is any of it about land")
    terminal.say("quit", "Your answers are in case.yaml.")
    assert terminal.ends() == 0
    assert terminal.raw.count("Going on in plain lines") == 1
    assert "NoConsoleScreenBufferError" in terminal.raw
    case = read_case(tmp_path / "case.yaml")
    assert (case.reference, case.received) == ("7", "2021-09-01")
    assert case.request == "the report\nwho wrote it"


# Cut off


HARM = {
    "foisa.s30.otherwise": "yes",
    "foisa.s30.harm.points-to-words": {"is": "yes", "words": "line 3"},
    "foisa.s30.harm.step-by-step": {"is": "yes", "steps": "bidders could learn who scored them"},
    "foisa.s30.harm.names-one-harm": {"is": "yes", "harm": "the panel could not be filled again"},
    "foisa.s30.harm.real-and-significant": {"is": "yes", "reasons": "three of five members left after 2018"},
    "foisa.s30.harm.how-likely": {"is": "real-chance", "reasons": "three members wrote so on 4 May 2019"},
    "common.harm.any-public": {"is": "no", "looked": "the website, 2 Sep"},
    "common.harm.moved-on": {"is": "no", "reasons": "the panel sits again in March 2022"},
}
SEARCHED = {
    "screening.have-it": "no",
    "foisa.s17.read-widely": "yes",
    "foisa.s17.looked-everywhere": {"is": "yes", "places": "the drive"},
}
SUMMARY = {"id": "summary", "title": "a summary", "created": "2019", "answers": SEARCHED}
CUT_OFF = {
    "in the middle of a page": (case_of(), [("yes; no", DIED), ("no", GIVEN)]),
    "in a reason that was queried": (
        case_of(SUMMARY),
        [("yes", "Why would you say that"), ("because", "'because'")],
    ),
    "where somebody is to be named": (
        case_of(SUMMARY),
        [("unsure", "Who can say?")],
    ),
    "in a weighing": (
        case_of(piece("scores", ("job",), **HARM)),
        [("1 own: who scored them", "how heavy is that"), ("great: three were found in May", "how heavy is that")],
    ),
    "in what is taken over": (case_of(), [("yes; no", DIED), ("apply", "For which other pieces is it the same?")]),
    "in a note": (case_of(), [("yes; no", DIED), ("note", "What is to be noted?")]),
    "where an answer is put again": (case_of(), [("yes; no", DIED), ("change recognised", PEOPLE)]),
    "where a piece is added": (
        case_of(piece("cards")),
        [("1", "Is there another piece?")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("where", CUT_OFF)
def test_after_a_kill_it_goes_on_at_the_same_page_and_line(
    start: Start, tmp_path: Path, rulebook: Rulebook, where: str
) -> None:
    case, steps = CUT_OFF[where]
    write_case(case, tmp_path / "case.yaml")
    terminal = start()
    terminal.wait()
    for typed, shows in steps:
        terminal.say(typed, shows)
    before = page_of(resumed(rulebook, TODAY, read_case(tmp_path / "case.yaml")))
    terminal.child.kill(signal.SIGKILL)
    again = start()
    again.wait(before.line.text)
    for note in before.line.notes:
        assert flat(note) in again.new
    if before.answered and before.line.topic == "fact":
        assert f"({before.answered + 1} of " in again.new
    assert asked(again, before.line.text) == asked(terminal, before.line.text)
    again.say("quit", "Your answers are in case.yaml.")


def asked(terminal: Terminal, text: str) -> str:
    """Return what is on the screen from the question on."""
    return terminal.new[terminal.new.rindex(flat(text)) :]


def test_a_kill_in_the_middle_of_lines_keeps_all_answers_before_them(start: Start, tmp_path: Path) -> None:
    terminal = start()
    terminal.wait("What is the reference")
    terminal.say("7", "On what day")
    terminal.say("1 Sep 2021", "What are they asking for?")
    terminal.say("the report")
    terminal.child.kill(signal.SIGKILL)
    again = start()
    again.wait("What are they asking for?")
    assert read_case(tmp_path / "case.yaml").received == "2021-09-01"
    assert [path.name for path in tmp_path.iterdir()] == ["case.yaml"]


# In a pipe


def run(
    folder: Path, environment: dict[str, str], *arguments: str, typed: str = ""
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments],
        input=typed,
        capture_output=True,
        text=True,
        cwd=folder,
        env=environment,
        timeout=120,
        check=False,
    )


Piped = Callable[..., subprocess.CompletedProcess[str]]
REQUEST = ["101002900167", "1 Sep 2021 by email", "the executive summary of the 2019 report", ""]


@pytest.fixture
def piped(tmp_path: Path, environment: dict[str, str]) -> Piped:
    def one(*lines: str, arguments: tuple[str, ...] = ("case.yaml",)) -> subprocess.CompletedProcess[str]:
        return run(tmp_path, environment, *arguments, typed="".join(f"{line}\n" for line in lines))

    return one


def test_a_pipe_gets_plain_lines_and_the_end_of_input_saves(piped: Piped, tmp_path: Path) -> None:
    ran = piped(*REQUEST, "none; none; no; some")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert not NOT_PLAIN.search(ran.stdout)
    assert max(len(line) for line in ran.stdout.splitlines()) <= COLUMNS
    assert "> 1 Sep 2021 by email\nReply due by Wed 29 Sep 2021 (FOISA s.10(1))." in ran.stdout
    assert ran.stdout.endswith("> Your answers are in case.yaml. To go on: foi interview case.yaml\n")
    assert read_case(tmp_path / "case.yaml").answers["screening.found"].is_ == "some"


def test_without_a_file_name_one_is_named_at_the_start(piped: Piped, tmp_path: Path) -> None:
    ran = piped("2026-114", arguments=())
    assert "Every answer is kept in foi-case-<reference>.yaml in this folder" in flat(ran.stdout)
    assert "Every answer is kept in foi-case-2026-114.yaml from now on." in ran.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["foi-case-2026-114.yaml"]


def test_the_same_answers_decide_the_same_in_a_pipe_and_in_a_second_sitting(
    piped: Piped, tmp_path: Path, rulebook: Rulebook
) -> None:
    lines = [*REQUEST, "none; none; no; all", "none", "the papers, 2019", "", "no; no; no; no; no", "none"]
    for count in range(0, len(lines) + 1, 5):
        piped(*lines[count : count + 5])
    in_sittings = read_case(tmp_path / "case.yaml")
    ran = piped(*lines, arguments=("other.yaml",))
    assert in_sittings == read_case(tmp_path / "other.yaml")
    assert "1. the papers: release" in ran.stdout
    assert decide(rulebook, in_sittings).outcome == "disclosed"
