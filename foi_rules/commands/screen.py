"""The screens of the interview: one for a terminal, one that is plain lines for pipes, scripts and screen readers."""

import os
import re
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foi_rules.interview.commanding import COMMANDS, HINT, command_in
from foi_rules.interview.console import Screen
from foi_rules.interview.pages import Page
from foi_rules.interview.prompt import Prompt
from foi_rules.interview.view import Line, Sheet
from foi_rules.model.problem import Place, Problem, Refused

if TYPE_CHECKING:
    from rich.console import Console

WIDTH = 80
WIDEST = 100
"""The widest that text is set: longer lines are hard to read, however wide the terminal."""
INDENT = 2
_LEAD = re.compile(r"\s*(?:\d+  |- )")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
GAP = 3
FEW, LONG = 5, 12
"""How many short choices stand in one line, and from how many on the question is said again under them."""
COUNTED = ("fact", "reference", "received", "words")


def screen_for(plain: bool) -> Screen:
    """Return the screen that fits: plain where asked for, with NO_COLOR, or without a terminal that can do more."""
    terminal = sys.stdin.isatty() and sys.stdout.isatty()
    if plain or os.environ.get("NO_COLOR") or not terminal or os.environ.get("TERM") == "dumb":
        return PlainScreen()
    return ConsoleScreen()


def page_lines(page: Page, width: int = WIDTH) -> Iterator[Line]:
    """Yield a page that is opened: its heading, its lines with the choices of the first, what could be taken over."""
    if page.title:
        yield Line(page.title, style="heading")
    yield from (Line(note) for note in page.line.notes)
    for number, one in enumerate(page.lines, 1):
        alone = len(page.lines) == 1
        yield Line(one.text if alone else f"{number}  {one.text}", 0 if alone else 1, "strong" if number == 1 else "")
        yield from _choices(one, width, 1 if alone else 3) if number == 1 and (alone or _short(one, width)) else ()
    if len(page.lines) > 1 and not _short(page.line, width):
        yield from _choices(page.line, width, 1)
    if page.offer:
        yield Line(page.offer, style="quiet")


def line_lines(page: Page, width: int = WIDTH, *, new: bool = False) -> Iterator[Line]:
    """Yield the line that waits on a page that lies open: what to know first, the question, its choices.

    A page that was left and is `new` on the screen has its heading again.
    """
    yield from [Line(page.title, style="heading")] if new and page.title else []
    yield from (Line(note) for note in page.line.notes)
    yield Line(f"{number_of(page)}{page.line.text}", style="strong")
    yield from _choices(page.line, width, 1)


def _texts(prompt: Prompt) -> list[str]:
    return [f"{number}  {one.text}" for number, one in enumerate(prompt.choices, 1)]


def _short(prompt: Prompt, width: int) -> bool:
    """Return whether the choices stand in one row."""
    texts = _texts(prompt)
    return len(texts) <= FEW and sum(map(len, texts)) + GAP * len(texts) + 3 * INDENT <= width


def _choices(prompt: Prompt, width: int, indent: int) -> Iterator[Line]:
    texts = _texts(prompt)
    if _short(prompt, width):
        yield from [Line((" " * GAP).join(texts), indent)] if texts else []
        return
    wide = len(str(len(texts)))
    yield from (Line(text.rjust(len(text) + wide - len(text.split(maxsplit=1)[0])), indent) for text in texts)


def number_of(page: Page) -> str:
    """Return the number of the line that waits where the page has several: "(2 of 5) "."""
    return f"({page.number} of {page.count}) " if page.count > 1 and page.line.topic in COUNTED else ""


def hint_of(page: Page) -> str:
    """Return how to answer, and what an empty answer means; under a long list the question stands again."""
    prompt = page.line
    again = prompt.text if len(prompt.choices) > LONG else ""
    enter = f"Enter: {prompt.empty}" if prompt.empty else ""
    together = page.fresh and len(page.lines) > 1 and prompt.topic == "fact"
    several = f"Or several lines at once, such as: {_example(page)}" if together else ""
    parts = [part if part.endswith("...") else f"{part.rstrip('.')}." for part in (prompt.hint, enter, several) if part]
    rest = " ".join(parts).removesuffix(".") if not (parts and parts[-1].endswith("...")) else " ".join(parts)
    return f"{again} {rest}".strip()


def _example(page: Page) -> str:
    """Return what the first lines could be answered with in one go."""
    plain = {"yes-no": "no", "any-of": "none", "date": "2019", "number": "0"}
    return "; ".join(plain.get(one.kind, one.choices[0].name if one.choices else "in words") for one in page.lines[:3])


def where_of(page: Page) -> tuple[str, ...]:
    """Return where one is: the request, the piece, and the provision where no heading names it."""
    where = page.line.where
    return where[:-1] if page.title and len(where) > 1 else where


def place_of(page: Page, width: int) -> str:
    """Return where one is, in one line: the longest parts are cut, so that the others can be read."""
    parts = [printable(part) for part in where_of(page)]
    for _ in parts:
        over = len(" / ".join(parts)) - width
        longest = max(range(len(parts)), key=lambda index: len(parts[index]))
        kept = max(len(parts[longest]) - over - 3, 8)
        if over > 0 and kept + 3 < len(parts[longest]):
            parts[longest] = f"{parts[longest][:kept].rstrip()}..."
    return " / ".join(parts)


def printable(text: str) -> str:
    """Return the text without characters that would move the cursor or change colours: a case file may hold any."""
    return _CONTROLS.sub("", text)


def wrapped(line: Line, width: int = WIDTH) -> Iterator[str]:
    """Yield a line broken to the width; what follows a number or a dash hangs under its text."""
    pad = " " * (INDENT * line.indent)
    for part in printable(line.text).split("\n"):
        head = _LEAD.match(part)
        hang = pad + " " * (head.end() if head else 0)
        # A file name or a word with a dash in it stays whole: people copy it.
        whole = textwrap.TextWrapper(
            width, initial_indent=pad, subsequent_indent=hang, break_on_hyphens=False, break_long_words=False
        )
        yield from whole.wrap(part) or [""]


class PlainScreen:
    """Lines in and lines out: no colour, no boxes; reads well aloud and works in a pipe.

    `read` returns the next line that was typed, and raises EOFError at the end.
    """

    def __init__(self, read: Callable[[], str] | None = None) -> None:
        self._read = read or _typed
        self._where: tuple[str, ...] = ()
        self._page = ""

    def ask(self, page: Page) -> str:
        """Print the page or the line that waits; return what is typed, for several lines up to an empty one.

        Raises EOFError.
        """
        prompt = page.line
        new, self._page = page.id != self._page, page.id
        self._place(page)
        self.say(page_lines(page) if page.fresh else line_lines(page, new=new))
        hint = hint_of(page)
        if hint:
            self.say([Line(f"({hint})")])
        return several_lines(self._read, prompt) if prompt.kind == "lines" else self._read()

    def _place(self, page: Page) -> None:
        print()
        where = where_of(page)
        if where and (page.fresh or where != self._where):
            about = f" / about {page.left} left" if page.left else ""
            print("\n".join(wrapped(Line(" / ".join(where) + about))))
        self._where = where or self._where

    def say(self, lines: Iterable[Line]) -> None:
        """Print lines."""
        for line in lines:
            for row in wrapped(line):
                print(row)
        sys.stdout.flush()

    def misread(self, text: str) -> None:
        """Print that an answer was not understood."""
        self.say([Line(text)])

    def sheet(self, sheet: Sheet) -> None:
        """Print a decision, one piece to a line."""
        print()
        self.say([Line(sheet.heading)])
        for row in sheet.rows:
            ground = f", {row.ground}" if row.ground != "-" else ""
            weighed = f", public interest: {row.weighed}" if row.weighed not in ("-", "not needed") else ""
            self.say([Line(f"{row.number}. {row.title}: {row.outcome}{ground}{weighed}", 1)])
        for title, told in sheet.sections:
            self.say([Line(f"{title}:"), *told])


def _typed() -> str:
    typed = input("> ")
    if not sys.stdin.isatty():
        print(printable(typed))
    return typed


def several_lines(read: Callable[[], str], prompt: Prompt) -> str:
    """Return lines read one by one up to an empty one; a command on the first of them ends it at once."""
    first = read()
    if not first.strip() or command_in(first, prompt):
        return first
    rows = [first]
    while True:
        try:
            more = read()
        except EOFError:
            break
        if not more.strip():
            break
        rows.append(more)
    return "\n".join(rows)


class ScriptScreen(PlainScreen):
    """Plain lines, with the answers from a file: one to a line, an empty line for Enter, # for a comment.

    After the last line the interview is kept and left. Raises Refused for a file that cannot be used, and at an
    answer that does not fit its question.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(self._next)
        self._name, self._number = str(path), 0
        self._rows = iter(list(enumerate(_text_of(path).splitlines(), 1)))

    def _next(self) -> str:
        for number, row in self._rows:
            if not row.startswith("#"):
                self._number = number
                print(f"> {printable(row)}")
                return row
        raise EOFError

    def misread(self, text: str) -> None:
        """Stop with the place of the answer. Raises Refused."""
        raise Refused([Problem("answer-that-does-not-fit", text, Place(self._name, self._number, 1))])


def _text_of(path: Path) -> str:
    """Return the text of a file of answers. Raises Refused with one sentence if it is none."""
    from foi_rules.rulebook.yaml_text import read_bytes

    data, problems = read_bytes(path, str(path))
    fix = "Name a file of answers, a text with one to a line."
    if problems:
        raise Refused([replace(one, fix=fix) for one in problems])
    if b"\0" in data:
        raise Refused([Problem("binary-file", "this is not a text: it holds NUL bytes", Place(str(path)), fix)])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        told = "this file of answers is no text in UTF-8"
        raise Refused([Problem("not-utf-8", told, Place(str(path)), "Save it as text and try again.")]) from None


class ConsoleScreen:
    """A terminal: a calm page, completion of choices and commands, and a history in memory.

    Where the terminal turns out to be none that can be driven (a Windows console without one, a broken pipe), it
    goes on in plain lines.
    """

    def __init__(self) -> None:
        self._console = _console()
        self._session: Any = None
        self._plain: PlainScreen | None = None
        self._page = ""

    @property
    def width(self) -> int:
        """Return how wide text is set now: the terminal may be resized at any time."""
        return min(self._console.width, WIDEST)

    def ask(self, page: Page) -> str:
        """Show the page and return what was typed. Raises EOFError on Ctrl-D, KeyboardInterrupt on Ctrl-C."""
        if self._plain:
            return self._plain.ask(page)
        self._console.print()
        new, self._page = page.id != self._page, page.id
        if page.fresh or new:
            self._place(page)
        self.say(page_lines(page, self.width) if page.fresh else line_lines(page, self.width, new=new))
        hint = hint_of(page)
        if hint:
            self.say([Line(hint, style="quiet")])
        if page.line.kind == "lines":
            return several_lines(lambda: self._line(page), page.line)
        return self._line(page)

    def _place(self, page: Page) -> None:
        if page.line.where:
            left = f"about {page.left} left" if page.left else ""
            place = place_of(page, self.width - len(left) - 8)
            fill = "-" * max(self.width - len(place) - len(left) - 6, 1)
            self._console.print(f"-- {place} {fill} {left}".rstrip(), style="dim", markup=False, soft_wrap=True)

    def _line(self, page: Page) -> str:
        if self._plain:
            return _typed()
        try:
            return str(self._prompted(page))
        except (EOFError, KeyboardInterrupt):
            raise
        except Exception as error:  # the terminal library fails in ways of its own where there is no real terminal
            self._plain = PlainScreen()
            self._plain.say([Line(f"Going on in plain lines: this terminal cannot do more ({type(error).__name__}).")])
            return _typed()  # the page is shown already, and lines typed before this one are kept

    def _prompted(self, page: Page) -> str:
        if self._session is None:
            self._session = _session()
        from prompt_toolkit.completion import WordCompleter

        prompt = page.line
        words = [*(one.name for one in prompt.choices), *(word for one in COMMANDS for word in (one.name, *one.also))]
        if prompt.kind == "yes-no":
            words = ["yes", "no", *words]
        completer = WordCompleter(words, sentence=True) if prompt.kind not in ("text", "lines") else None
        return str(self._session.prompt("> ", completer=completer, bottom_toolbar=HINT))

    def say(self, lines: Iterable[Line]) -> None:
        """Show lines."""
        if self._plain:
            self._plain.say(lines)
            return
        styles = {"heading": "bold underline", "strong": "bold", "quiet": "dim", "": ""}
        for line in lines:
            for row in wrapped(line, self.width):
                self._console.print(row, style=styles[line.style], markup=False, soft_wrap=True)

    def misread(self, text: str) -> None:
        """Show that an answer was not understood."""
        self.say([Line(text)])

    def sheet(self, sheet: Sheet) -> None:
        """Show a decision as a table, and under it what else is to be known."""
        if self._plain:
            self._plain.sheet(sheet)
            return
        from rich.box import SIMPLE_HEAD
        from rich.table import Table

        self._console.print()
        self.say([Line(sheet.heading, style="heading")])
        table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, width=self.width)
        table.add_column("#", no_wrap=True)
        for head, short in (("piece", None), ("outcome", "outcome"), ("ground", None), ("weighed", "weighed")):
            width = _narrow([head, *(getattr(row, short) for row in sheet.rows)], self.width // 7) if short else None
            table.add_column(head, ratio=None if short else 1, width=width, overflow="fold")
        for row in sheet.rows:
            table.add_row(str(row.number), *map(_plain_cell, (row.title, row.outcome, row.ground, row.weighed)))
        if sheet.rows:
            self._console.print(table)
        for title, told in sheet.sections:
            self.say([Line(title, style="heading"), *told])


def _narrow(texts: Iterable[str], wanted: int) -> int:
    """Return how wide a column of few words is: no word of it is broken."""
    known = list(texts)
    return max(*(len(word) for text in known for word in text.split()), min(wanted, max(map(len, known))))


def _plain_cell(text: str) -> Any:
    from rich.text import Text

    return Text(printable(text))


def _console() -> "Console":
    from rich.console import Console

    return Console(highlight=False, emoji=False)


def _session() -> Any:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.history import InMemoryHistory
    from prompt_toolkit.styles import Style

    style = Style.from_dict({"bottom-toolbar": "noreverse"})
    return PromptSession(history=InMemoryHistory(), style=style, complete_while_typing=False)
