"""What the screens of the interview show: pages in 80 columns, plain lines, a file of answers, and the terminal."""

import os
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from conftest import DEMO
from hypothesis import given
from hypothesis import strategies as st
from interview_players import TODAY, supposing

from foi_rules.casework.case_file import read_case
from foi_rules.commands import screen as screens
from foi_rules.commands.screen import (
    WIDEST,
    ConsoleScreen,
    PlainScreen,
    ScriptScreen,
    hint_of,
    line_lines,
    page_lines,
    place_of,
    printable,
    screen_for,
    several_lines,
    where_of,
    wrapped,
)
from foi_rules.interview.commanding import COMMANDS
from foi_rules.interview.console import Conversation, Office, converse
from foi_rules.interview.pages import Page
from foi_rules.interview.prompt import Option, Prompt
from foi_rules.interview.reading import several
from foi_rules.interview.state import State, begin
from foi_rules.interview.summary import sheet_of
from foi_rules.interview.view import Line, Row, Sheet
from foi_rules.model.case import Case
from foi_rules.model.problem import Refused
from foi_rules.model.rulebook import Rulebook

# Moving the cursor, colours, boxes and spinners: what a screen reader or a pipe has no use for.
NOT_PLAIN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2500-\u259f\u2800-\u28ff]")
WIDTHS = (40, 60, 80, 100)


def prompt(kind: str = "yes-no", text: str = "Is it so?", **more: object) -> Prompt:
    return Prompt("fact", f"{text}@", kind, text, **more)  # type: ignore[arg-type]


def page(*lines: Prompt, **more: object) -> Page:
    return Page("page@", "A heading", lines or (prompt(),), **more)  # type: ignore[arg-type]


def reading(*lines: str) -> Callable[[], str]:
    """Return what gives the lines one by one, after which its input ends."""
    left = iter(lines)

    def read() -> str:
        for line in left:
            return line
        raise EOFError

    return read


class Nowhere:
    """Keeps nothing."""

    named = "case.yaml"

    def keep(self, case: Case, name: str = "") -> str:
        del case, name
        return self.named


class Walk:
    """A screen on which a case is answered as it was decided, and that keeps every page."""

    def __init__(self, full: Case) -> None:
        self.full, self.pages, self.lines = full, list[Page](), list[Line]()
        self.sheets = list[Sheet]()
        self.talk: Conversation | None = None

    def ask(self, page: Page) -> str:
        self.pages.append(page)
        if page.line.topic == "end":
            raise EOFError
        assert self.talk
        return supposing(self.full)(self.talk.state, page.line)

    def say(self, lines: Iterable[Line]) -> None:
        self.lines += lines

    def misread(self, text: str) -> None:
        raise AssertionError(text)

    def sheet(self, sheet: Sheet) -> None:
        self.sheets.append(sheet)


def answered_throughout(state: State, full: Case) -> Walk:
    walk = Walk(full)
    walk.talk = Conversation(state, walk, Nowhere(), Office())
    walk.talk.run()
    return walk


@pytest.fixture(scope="module")
def founding(rulebook: Rulebook) -> Walk:
    """Return the founding case, answered from how it came to its decision."""
    full = read_case(DEMO / "review.yaml")
    start = Case(
        stage="review", reference=full.reference, authority=full.authority, review=full.review, received=full.received
    )
    return answered_throughout(begin(rulebook, TODAY, start), full)


# A page


def test_a_page_shows_its_heading_and_every_line_with_the_choices_of_the_first() -> None:
    choices = (Option("part", "part of it"), Option("all", "all of it"))
    lines = [line.text for line in page_lines(page(prompt("one-of", "How much?", choices=choices), prompt()))]
    assert lines == ["A heading", "1  How much?", "1  part of it   2  all of it", "2  Is it so?"]


def test_a_long_list_of_choices_stands_under_the_lines_one_to_a_line() -> None:
    choices = tuple(Option(f"one-{n}", f"the choice with the number {n}") for n in range(1, 12))
    lines = [line.text for line in page_lines(page(prompt("any-of", "Which?", choices=choices), prompt()))]
    assert lines[:3] == ["A heading", "1  Which?", "2  Is it so?"]
    assert lines[3:] == [f"{n:2}  the choice with the number {n}" for n in range(1, 12)]


def test_under_a_long_list_the_question_stands_again() -> None:
    choices = tuple(Option(f"one-{n}", f"the choice with the number {n}") for n in range(1, 20))
    assert hint_of(page(prompt("any-of", "Which?", choices=choices, hint="numbers"))) == "Which? numbers"


def test_a_page_that_lies_open_shows_the_line_that_waits_and_its_number() -> None:
    open_ = page(prompt(), prompt(text="And this?"), answered=3)
    assert [line.text for line in line_lines(open_)] == ["(4 of 5) Is it so?"]
    assert [line.text for line in line_lines(open_, new=True)] == ["A heading", "(4 of 5) Is it so?"]


def test_what_an_empty_answer_means_is_told() -> None:
    assert hint_of(page(prompt(hint="yes, no or unsure.", empty="it stays"))) == "yes, no or unsure. Enter: it stays"


def test_the_longest_parts_of_where_one_is_are_cut_so_that_the_others_can_be_read() -> None:
    where = ("2026-114", "Piece 1 of 2: " + "a very long title " * 9, "FOISA s.38(1)")
    cut = place_of(page(prompt(where=where)), 60)
    assert len(cut) <= 60
    assert cut.startswith("2026-114 / Piece 1 of 2: ")
    assert place_of(page(prompt(where=("2026-114", "The whole request", "s.1"))), 60) == "2026-114 / The whole request"


@given(st.lists(st.text(min_size=1), min_size=1, max_size=3), st.integers(39, 120))
def test_where_one_is_never_takes_more_than_its_line(where: list[str], width: int) -> None:
    assert len(place_of(Page("page@", "", (prompt(where=tuple(where)),)), width)) <= width


# Lines


@given(st.text(), st.integers(0, 3), st.integers(30, 120))
def test_a_line_is_broken_so_that_only_a_longer_word_sticks_out(text: str, indent: int, width: int) -> None:
    for row in wrapped(Line(text, indent), width):
        assert len(row) <= width or " " not in row.strip() or re.match(r"\s*(?:\d+  |- )\S+$", row)
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", row)


def test_what_follows_a_number_or_a_dash_hangs_under_its_text() -> None:
    assert list(wrapped(Line("10  one two three", 1), 14)) == ["  10  one two", "      three"]
    assert list(wrapped(Line("- one two three", 0), 10)) == ["- one two", "  three"]


def test_a_file_name_is_never_broken() -> None:
    name = "foi-case-2026-114-with-a-very-long-reference.yaml"
    assert any(name in row for row in wrapped(Line(f"Your answers are in {name}."), 40))


def test_what_a_case_file_holds_cannot_move_the_cursor() -> None:
    assert printable("a\x1b[31m title\x07\r\x9b2J, and\ta tab\n") == "a[31m title2J, and\ta tab\n"


# The founding case, page by page


def test_the_founding_case_is_more_than_a_few_pages(founding: Walk) -> None:
    assert len({page.id for page in founding.pages}) > 20
    assert sum(len(page.lines) > 1 and page.fresh for page in founding.pages) > 10


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_and_no_message_is_wider_than_the_screen(founding: Walk, width: int) -> None:
    shown = [line for one in founding.pages for line in (*page_lines(one, width), Line(hint_of(one)))]
    for line in (*shown, *founding.lines):
        assert all(len(row) <= width for row in wrapped(line, width)), line.text
    assert all(len(place_of(one, width)) <= width for one in founding.pages)


def test_every_page_says_how_to_answer(founding: Walk) -> None:
    for one in founding.pages:
        assert hint_of(one), one.id
        assert where_of(one), one.id


def test_the_example_of_several_answers_is_read_as_several(founding: Walk) -> None:
    examples = [(one, hint_of(one).partition("such as: ")[2]) for one in founding.pages if "at once" in hint_of(one)]
    assert len(examples) > 10
    for one, typed in examples:
        assert several(one.lines, typed) == tuple(typed.split("; ")), one.id


def test_plain_lines_are_plain(founding: Walk, capsys: pytest.CaptureFixture[str]) -> None:
    plain = PlainScreen(reading(*[""] * len(founding.pages)))
    for one in founding.pages:
        plain.ask(one)
    plain.say(founding.lines)
    for sheet in founding.sheets:
        plain.sheet(sheet)
    printed = capsys.readouterr().out
    assert len(printed) > 10_000
    assert not NOT_PLAIN.search(printed)
    assert all(len(row) <= 80 for row in printed.splitlines())


def test_every_question_stands_on_the_screen_when_it_is_asked(
    founding: Walk, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = PlainScreen(reading(*[""] * len(founding.pages)))
    for one in founding.pages:
        plain.ask(one)
        printed = " ".join(capsys.readouterr().out.split())
        assert " ".join(one.line.text.split()) in printed
        assert all(" ".join(choice.text.split()) in printed for choice in one.line.choices)


@pytest.mark.parametrize("width", [60, 80, 100, 140])
def test_a_decision_fits_the_terminal_and_leaves_no_piece_out(
    founding: Walk, width: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    assert founding.talk
    ConsoleScreen().sheet(sheet_of(founding.talk.state))
    printed = capsys.readouterr().out
    assert all(len(row) <= min(width, WIDEST) for row in printed.splitlines())
    words = " ".join(printed.split())
    for told in ("Decision so far", "withhold", "not held", "release", "Also considered"):
        assert told in words
    assert len(re.findall(r"^\s*[1-5] ", printed, re.M)) >= 5


# Plain lines


def test_where_one_is_is_told_with_a_new_page_and_not_with_every_line(capsys: pytest.CaptureFixture[str]) -> None:
    plain = PlainScreen(reading("no", "no", "no"))
    place = "2026-114 / Piece 1 of 2: the papers"
    where = ("2026-114", "Piece 1 of 2: the papers", "FOISA s.38")
    plain.ask(page(prompt(where=where), prompt(), left=7))
    assert f"{place} / about 7 left\n" in capsys.readouterr().out
    plain.ask(page(prompt(where=where), answered=1))
    assert place not in capsys.readouterr().out
    plain.ask(page(prompt(where=(*where[:1], "Piece 2 of 2: the letters", "FOISA s.38")), answered=1))
    assert "Piece 2 of 2: the letters" in capsys.readouterr().out


def test_a_decision_in_plain_lines_names_each_piece_with_its_ground(capsys: pytest.CaptureFixture[str]) -> None:
    rows = (Row(1, "the papers", "withhold", "FOISA s.33(1)(b)", "keeping"), Row(2, "a map", "release", "-", "-"))
    PlainScreen().sheet(Sheet("Decision so far: part of it goes out", rows, (("Why", (Line("Because.", 1),)),)))
    assert capsys.readouterr().out.splitlines() == [
        "",
        "Decision so far: part of it goes out",
        "  1. the papers: withhold, FOISA s.33(1)(b), public interest: keeping",
        "  2. a map: release",
        "Why:",
        "  Because.",
    ]


def test_several_lines_are_read_up_to_an_empty_one() -> None:
    read = reading("one", "two", "  ", "three")
    assert several_lines(read, prompt("lines")) == "one\ntwo"
    assert read() == "three"


@pytest.mark.parametrize("first", ["", "  ", "back", "?", "/note ask Anna", "items add a map", "save mine.yaml"])
def test_a_command_or_an_empty_line_ends_the_reading_at_once(first: str) -> None:
    read = reading(first, "next")
    assert several_lines(read, prompt("lines")) == first
    assert read() == "next"


def test_a_command_in_the_middle_of_lines_is_a_line() -> None:
    assert several_lines(reading("the report", "back", ""), prompt("lines")) == "the report\nback"


def test_lines_that_were_typed_before_the_input_ended_are_kept() -> None:
    assert several_lines(reading("one", "two"), prompt("lines")) == "one\ntwo"
    with pytest.raises(EOFError):
        several_lines(reading(), prompt("lines"))


# A file of answers


def script(folder: Path, text: str) -> ScriptScreen:
    path = folder / "answers.txt"
    path.write_text(text, encoding="utf-8")
    return ScriptScreen(path)


def test_a_file_gives_its_lines_without_comments_and_ends(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = script(tmp_path, "# first\nyes\n\n  # not at the start, so it is an answer\n# last\n")
    assert [one.ask(page()) for _ in range(3)] == ["yes", "", "  # not at the start, so it is an answer"]
    with pytest.raises(EOFError):
        one.ask(page())
    printed = capsys.readouterr().out
    assert "> yes\n" in printed
    assert "# first" not in printed


def test_an_answer_that_does_not_fit_is_told_with_its_line(tmp_path: Path) -> None:
    one = script(tmp_path, "# first\nyes\n\nperhaps not\n")
    for _ in range(3):
        one.ask(page())
    with pytest.raises(Refused) as caught:
        one.misread("Please answer yes, no or unsure.")
    assert str(caught.value).startswith(f"{tmp_path / 'answers.txt'}:4:")
    assert str(caught.value).endswith("Please answer yes, no or unsure.")


def test_lines_from_a_file_are_printed_without_what_moves_the_cursor(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script(tmp_path, "yes\x1b[2J\n").ask(page())
    assert "\x1b" not in capsys.readouterr().out


# Which screen


@pytest.mark.parametrize(
    ("plain", "variables", "terminal", "kind"),
    [
        (False, {"TERM": "xterm-256color"}, True, ConsoleScreen),
        (True, {"TERM": "xterm-256color"}, True, PlainScreen),
        (False, {"TERM": "dumb"}, True, PlainScreen),
        (False, {"TERM": "xterm", "NO_COLOR": "1"}, True, PlainScreen),
        (False, {"TERM": "xterm"}, False, PlainScreen),
    ],
)
def test_the_screen_is_plain_where_asked_for_or_where_it_cannot_be_more(
    plain: bool, variables: dict[str, str], terminal: bool, kind: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: terminal, raising=False)
    assert type(screen_for(plain)) is kind


# The terminal


class NoConsoleScreenBufferError(Exception):
    """What the terminal library raises on Windows where there is no console."""


class Session:
    """A session of the terminal library that types what it was given, and then fails."""

    def __init__(self, *lines: str, error: BaseException | None = None) -> None:
        self._left, self._error = iter(lines), error or NoConsoleScreenBufferError()
        self.asked: list[dict[str, Any]] = []

    def prompt(self, message: str, **more: Any) -> str:
        self.asked.append({"message": message} | more)
        for line in self._left:
            return line
        raise self._error


def terminal(monkeypatch: pytest.MonkeyPatch, session: Session, *typed: str) -> ConsoleScreen:
    """Return a terminal with the session in it; what is typed in plain lines after it has failed follows."""
    monkeypatch.setattr(screens, "_session", lambda: session)
    read = reading(*typed)
    monkeypatch.setattr("builtins.input", lambda _: read())
    return ConsoleScreen()


def test_where_the_terminal_fails_it_goes_on_in_plain_lines(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    one = terminal(monkeypatch, Session(), "no", "yes")
    assert [one.ask(page()), one.ask(page())] == ["no", "yes"]
    printed = capsys.readouterr().out
    assert printed.count("Going on in plain lines") == 1
    assert "NoConsoleScreenBufferError" in printed
    assert not NOT_PLAIN.search(printed[printed.index("Going on") :])


def test_a_library_that_cannot_even_begin_is_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise NoConsoleScreenBufferError

    one = terminal(monkeypatch, Session(), "no")
    monkeypatch.setattr(screens, "_session", broken)
    assert one.ask(page()) == "no"


def test_lines_typed_before_the_terminal_failed_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    one = terminal(monkeypatch, Session("the report", "who wrote it"), "its cost", "", "no")
    assert one.ask(page(prompt("lines"))) == "the report\nwho wrote it\nits cost"
    assert one.ask(page()) == "no"


@pytest.mark.parametrize("error", [EOFError(), KeyboardInterrupt()])
def test_control_c_and_control_d_are_no_failure(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    one = terminal(monkeypatch, Session(error=error), "never")
    with pytest.raises(type(error)):
        one.ask(page())


def test_a_whole_talk_goes_on_where_the_terminal_fails_in_the_middle(
    rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    first = ("2026-114", "2 Nov 2026, by email", "the papers")
    then = ("and the map", "", "none; none; no; all", "none", "papers, 2025", "", "no; no; no; no; no", "none", "")
    one = terminal(monkeypatch, Session(*first), *then)
    after = converse(begin(rulebook, TODAY), one, Nowhere())
    assert after.case.reference == "2026-114"
    assert after.case.request == "the papers\nand the map"
    assert [item.title for item in after.case.items] == ["papers"]
    assert "Decision so far on 2026-114: everything goes out" in capsys.readouterr().out


def test_choices_and_commands_are_completed_and_nothing_where_words_are_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    session = Session("1", "yes", "words", "lines", "")
    one = terminal(monkeypatch, session)
    choices = (Option("in-passing", "only in passing"), Option("yes", "yes"))
    for asked in (prompt("one-of", choices=choices), prompt(), prompt("text"), prompt("lines")):
        one.ask(page(asked))
    listed, yes_no, text, lines, _ = [one["completer"] for one in session.asked]
    assert {"in-passing", "yes", *(one.name for one in COMMANDS)} <= set(listed.words)
    assert {"yes", "no", "summary", "what if"} <= set(yes_no.words)
    assert text is lines is None


def test_the_width_follows_the_terminal_and_stays_readable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    one = ConsoleScreen()
    for columns, width in ((60, 60), (80, 80), (140, WIDEST), (50, 50)):
        size = os.terminal_size((columns, 24))
        monkeypatch.setattr("os.get_terminal_size", lambda *_, size=size: size)
        assert one.width == width


@pytest.mark.parametrize("columns", [50, 60, 80, 140])
def test_no_line_of_a_page_is_wider_than_the_terminal(
    founding: Walk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    one = terminal(monkeypatch, Session(*["no"] * len(founding.pages)))
    for shown in founding.pages:
        if shown.line.kind != "lines":
            one.ask(shown)
    assert all(len(row) <= columns for row in capsys.readouterr().out.splitlines())
