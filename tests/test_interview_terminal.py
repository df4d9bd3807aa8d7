"""The interview as an officer meets it: in a terminal of 80 columns, in a pipe, and after it was cut off."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from foi_rules.casework.case_file import read_case
from foi_rules.engine.decide import decide
from foi_rules.model.rulebook import Rulebook

pexpect = pytest.importorskip("pexpect")
pyte = pytest.importorskip("pyte")

ROOT = Path(__file__).parent.parent
COMMAND = [sys.executable, "-m", "foi_rules.commands", "interview"]
ROWS, COLUMNS = 24, 80
ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|\x1b\][^\x07]*\x07|\x08")
WAIT = 15
NO_HARM = ["no", "no", "no", "no", "no", "none"]
REQUEST = [
    "101002900167",
    "1 Sep 2021 by email",
    "the executive summary of the 2019 report",
    "",
    "none",
    "none",
    "no",
    "some",
    "none",
]


def environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS", "LINES")}
    return kept | {"TERM": "xterm-256color", "PYTHONPATH": str(ROOT), "PROMPT_TOOLKIT_NO_CPR": "1"} | more


class Terminal:
    """A terminal with the interview in it: types lines and shows what is on the screen."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self._screen)
        self._raw, self._ended = "", False
        self.child = pexpect.spawn(
            COMMAND[0], [*COMMAND[1:], *arguments], cwd=str(folder), env=environment(), dimensions=(ROWS, COLUMNS)
        )

    @property
    def new(self) -> str:
        """Return what was written since the last line typed, without what moves the cursor."""
        return " ".join(ESCAPE.sub(" ", self._raw).split())

    def forget(self) -> None:
        """Begin to listen anew."""
        self._raw = ""

    @property
    def page(self) -> str:
        return "\n".join(row.rstrip() for row in self._screen.display)

    def wait(self, text: str) -> str:
        """Return the page once the text was written since the last line typed, and the next prompt (or the end)."""
        until = time.monotonic() + WAIT
        while time.monotonic() < until:
            self._read()
            if text in self.new and (self.new.endswith(">") or self._ended):
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
        self._stream.feed(data)
        self._raw += data.decode("utf-8", "replace")

    def say(self, line: str, shows: str) -> str:
        """Type a line and return the page that it leads to."""
        self.forget()
        self.child.send(line + "\r")
        return self.wait(shows)

    def close(self) -> None:
        self.child.close(force=True)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """An interview in a terminal, about a new case in case.yaml."""
    one = Terminal(tmp_path, "case.yaml")
    yield one
    one.close()


def opened(terminal: Terminal) -> None:
    """Answer about the request, and name two pieces."""
    terminal.wait("What is the reference of this request?")
    terminal.say("101002900167", "On what day did it reach anyone here, and how?")
    page = terminal.say("1 Sep 2021 by email", "What are they asking for?")
    assert "Reply due by Wed 29 Sep 2021 (FOISA s.10(1))." in page
    terminal.say("the executive summary of the 2019 report", "")
    terminal.say("", "Is any of it about land, water")
    terminal.say("none", "about the person asking")
    terminal.say("none", 'Would a plain "we have it"')
    terminal.say("no", "Have you found what each part asks for?")
    terminal.say("some", "Does any of this apply?")
    terminal.say("none", "What pieces are there?")
    terminal.say("the names of the practitioners, June 2019", "")
    terminal.say("an executive summary, 2019", "")
    terminal.say("", "Do you have this piece?")


def test_the_founding_case_in_short(terminal: Terminal, tmp_path: Path, rulebook: Rulebook) -> None:
    opened(terminal)
    page = terminal.say("yes", "Could anyone living be recognised from it")
    assert "101002900167 / Piece 1 of 2: the names of the practitioners / FOISA s.38(1)" in page
    assert "1 no 2 only in passing 3 yes" in " ".join(page.split())
    for typed, shows in (
        ("yes", "someone who has died"),
        ("no", "expecting us to keep it"),
        ("no", "forbid or limit making it public"),
        ("no", "Could it help someone hurt a person"),
        ("no", "Does any of this describe it?"),
        ("none", "census"),
        ("no", "a human being"),
        ("yes", "say something about the person"),
        ("yes", "by itself point to one person"),
        ("yes", "infer, any of these"),
        ("none", "Does it concern any of these"),
        ("none", "Is your authority the police"),
        ("no", "real interest of the applicant"),
        ("yes", "idle curiosity"),
        ("no", "do something for that interest"),
        ("yes", "a version without the person"),
        ("no", "enough other information public"),
        ("no", "Would less detail do"),
        ("yes", "Why would you say that less detail would do?"),
        ("The job of each tells all that the findings need.", "Can the words that identify"),
    ):
        terminal.say(typed, shows)
    assert "Piece 1: withhold under FOISA s.38(1)(b) with s.38(2A)." in terminal.page
    for typed, shows in (
        ("no", "Is there a whole copy"),
        ("yes", "Have you looked at earlier answers"),
        ("yes: the disclosure log", "free of hidden text"),
        ("yes", "only in paper files"),
        ("no", "Do you have this piece?"),
        ("no", "look for whatever would answer"),
        ("yes", "look in every place"),
        ("yes: the drive of the committee", "more likely than not"),
        ("yes because the method ends in findings, with no summary", "say who may have it"),
        ("yes: the findings are sent instead", "written down"),
        ("no", "Why would you not have it?"),
        ("1 because the method ends in findings and no more", "Decision so far"),
    ):
        terminal.say(typed, shows)
    page = terminal.wait("Enter: save and leave")
    words = " ".join(page.split())
    assert "Decision so far on 101002900167: nothing goes out" in words
    assert "withhold FOISA s.38(1)(b) with not needed" in words
    assert "not held FOISA s.17(1)" in words
    terminal.say("save kept.yaml", "Every answer is kept in kept.yaml from now on.")
    terminal.say("", "Your answers are in kept.yaml.")
    terminal.child.expect(pexpect.EOF, timeout=WAIT)
    terminal.child.close()
    assert terminal.child.exitstatus == 0
    case = read_case(tmp_path / "kept.yaml")
    assert [item.outcome for item in decide(rulebook, case).items] == ["withhold", "not-held"]


def test_every_command_in_a_terminal(terminal: Terminal) -> None:
    opened(terminal)
    terminal.say("law", "FOISA s.17(1): the authority does not hold it")
    terminal.say("?", "If no: ")
    terminal.say("help", "keep the case and leave")
    terminal.say("perhaps", "Please answer yes, no or unsure.")
    terminal.say("yes", "Could anyone living")
    terminal.say("back", "Do you have this piece?")
    terminal.say("unsure", "Noted as not sure. Here that counts as: no.")
    terminal.say("summary", "Decision so far on 101002900167: not settled")
    terminal.say("change", "puts the third of them again.")
    terminal.say("quit", "To go on: foi interview case.yaml")
    terminal.child.expect(pexpect.EOF, timeout=WAIT)


def test_choices_and_commands_are_completed(terminal: Terminal) -> None:
    terminal.wait("What is the reference")
    terminal.say("7", "On what day")
    terminal.forget()
    terminal.child.send("summ\t")
    terminal.say("", "Decision so far on 7")


def test_control_c_and_control_d_leave_kindly(terminal: Terminal, tmp_path: Path) -> None:
    terminal.wait("What is the reference")
    terminal.say("7", "On what day")
    terminal.forget()
    terminal.child.send("\x03")
    terminal.wait("Leave now?")
    terminal.say("no", "On what day did it reach anyone here, and how? The day first")
    terminal.child.send("\x04")
    terminal.wait("Your answers are in case.yaml.")
    terminal.child.expect(pexpect.EOF, timeout=WAIT)
    assert read_case(tmp_path / "case.yaml").reference == "7"


def shown(page: str) -> list[str]:
    """Return the last four lines that hold something."""
    return [line for line in page.splitlines() if line.strip()][-4:]


def test_after_a_kill_it_goes_on_at_the_same_question(terminal: Terminal, tmp_path: Path) -> None:
    opened(terminal)
    terminal.say("yes", "Could anyone living")
    terminal.say("yes", "someone who has died")
    page = terminal.say("yes", "expecting us to keep it to ourselves?")
    terminal.child.kill(signal.SIGKILL)
    again = Terminal(tmp_path, "case.yaml")
    resumed = again.wait("expecting us to keep it to ourselves?")
    again.close()
    assert shown(resumed) == shown(page)


# In a pipe


def piped(folder: Path, *lines: str, arguments: tuple[str, ...] = ("case.yaml",)) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments],
        input="".join(f"{line}\n" for line in lines),
        capture_output=True,
        text=True,
        cwd=folder,
        env=environment(),
        timeout=60,
        check=False,
    )


def test_a_pipe_gets_plain_lines_and_the_end_of_input_saves(tmp_path: Path) -> None:
    ran = piped(tmp_path, *REQUEST, "the findings, 2019", "", "yes", "no")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "\x1b" not in ran.stdout
    assert max(len(line) for line in ran.stdout.splitlines()) <= COLUMNS
    assert "> 1 Sep 2021 by email\nReply due by Wed 29 Sep 2021 (FOISA s.10(1))." in ran.stdout
    assert ran.stdout.endswith("> Your answers are in case.yaml. To go on: foi interview case.yaml\n")
    assert read_case(tmp_path / "case.yaml").items[0].answers["screening.people"].is_ == "no"


def test_without_a_file_name_one_is_named_at_the_start(tmp_path: Path) -> None:
    ran = piped(tmp_path, "2026-114", arguments=())
    assert "Every answer is kept in foi-case-<reference>.yaml in this folder" in " ".join(ran.stdout.split())
    assert "Every answer is kept in foi-case-2026-114.yaml from now on." in ran.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["foi-case-2026-114.yaml"]


def test_the_same_answers_decide_the_same_in_a_pipe_and_in_a_second_sitting(tmp_path: Path, rulebook: Rulebook) -> None:
    piped(tmp_path, *REQUEST, "the findings, 2019", "", "yes")
    ran = piped(tmp_path, *NO_HARM, "no")
    assert "1. the findings: release" in ran.stdout
    assert decide(rulebook, read_case(tmp_path / "case.yaml")).outcome == "disclosed"
