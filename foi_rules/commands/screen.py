"""The screens of the interview: one for a terminal, one that is plain lines for pipes and screen readers."""

import os
import re
import sys
import textwrap
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from foi_rules.interview.console import COMMANDS, HINT, Screen
from foi_rules.interview.prompt import Prompt
from foi_rules.interview.view import Line, Sheet

if TYPE_CHECKING:
    from rich.console import Console

WIDTH = 80
INDENT = 2
_LEAD = re.compile(r"\s*(?:\d+  |- )")
GAP = 3
FEW, LONG = 5, 12
"""How many short choices stand in one line, and from how many on the question is said again under them."""


def screen_for(plain: bool) -> Screen:
    """Return the screen that fits: plain where asked for, with NO_COLOR, or without a terminal."""
    terminal = sys.stdin.isatty() and sys.stdout.isatty()
    if plain or os.environ.get("NO_COLOR") or not terminal or os.environ.get("TERM") == "dumb":
        return PlainScreen()
    return ConsoleScreen()


def prompt_lines(prompt: Prompt) -> Iterator[Line]:
    """Yield a prompt as lines: what to know first, the question, its choices, how to answer."""
    yield from (Line(note, style="quiet") for note in prompt.notes)
    yield Line(prompt.text, style="strong")
    texts = [f"{number}  {one.text}" for number, one in enumerate(prompt.choices, 1)]
    if sum(map(len, texts)) + GAP * len(texts) <= WIDTH and len(texts) <= FEW:
        yield from [Line((" " * GAP).join(texts), 1)] if texts else []
        return
    width = len(str(len(texts)))
    yield from (Line(text.rjust(len(text) + width - len(text.split()[0])), 1) for text in texts)


def hint_of(prompt: Prompt) -> str:
    """Return how to answer, and what an empty answer means; under a long list the question stands again."""
    again = prompt.text if len(prompt.choices) > LONG else ""
    enter = f"Enter: {prompt.empty}" if prompt.empty else ""
    rest = ". ".join(part for part in (prompt.hint.rstrip("."), enter) if part)
    return f"{again} {rest}".strip()


def place_of(prompt: Prompt, width: int) -> str:
    """Return where one is, in one line: the longest part is cut, so that the others can be read."""
    parts = list(prompt.where)
    over = len(" / ".join(parts)) - width
    if over > 0:
        longest = max(range(len(parts)), key=lambda index: len(parts[index]))
        kept = max(len(parts[longest]) - over - 3, 12)
        parts[longest] = f"{parts[longest][:kept].rstrip()}..."
    return " / ".join(parts)


def wrapped(line: Line, width: int = WIDTH) -> Iterator[str]:
    """Yield a line broken to the width; what follows a number or a dash hangs under its text."""
    pad = " " * (INDENT * line.indent)
    for part in line.text.split("\n"):
        head = _LEAD.match(part)
        hang = pad + " " * (head.end() if head else 0)
        # A file name or a word with a dash in it stays whole: people copy it.
        whole = textwrap.TextWrapper(
            width, initial_indent=pad, subsequent_indent=hang, break_on_hyphens=False, break_long_words=False
        )
        yield from whole.wrap(part) or [""]


class PlainScreen:
    """Lines in and lines out: no colour, no boxes; reads well aloud and works in a pipe."""

    def __init__(self) -> None:
        self._where: tuple[str, ...] = ()

    def ask(self, prompt: Prompt) -> str:
        """Print the prompt and return the line, or for several lines all up to an empty one. Raises EOFError."""
        self._place(prompt)
        self.say(prompt_lines(prompt))
        hint = hint_of(prompt)
        if hint:
            self.say([Line(f"({hint})")])
        return several(self._line) if prompt.kind == "lines" else self._line()

    def _place(self, prompt: Prompt) -> None:
        print()
        if prompt.where and prompt.where != self._where:
            print("\n".join(wrapped(Line(" / ".join(prompt.where)))))
        self._where = prompt.where or self._where

    def _line(self) -> str:
        typed = input("> ")
        if not sys.stdin.isatty():
            print(typed)
        return typed

    def say(self, lines: Iterable[Line]) -> None:
        """Print lines."""
        for line in lines:
            for row in wrapped(line):
                print(row)
        sys.stdout.flush()

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


def several(line: Any) -> str:
    """Return lines read one by one up to an empty one; a command on the first of them ends it at once."""
    first = line()
    known = {word for one in COMMANDS for word in (one.name, *one.also)}
    if not first.strip() or first.strip().lower() in known or first.lower().startswith("save "):
        return str(first)
    rows = [first]
    while True:
        try:
            more = line()
        except EOFError:
            break
        if not more.strip():
            break
        rows.append(more)
    return "\n".join(rows)


class ConsoleScreen:
    """A terminal: a calm page of 80 columns, completion of choices and commands, and a history in memory."""

    def __init__(self) -> None:
        self._console = _console()
        self._session: Any = None

    def ask(self, prompt: Prompt) -> str:
        """Show the prompt and return what was typed. Raises EOFError on Ctrl-D, KeyboardInterrupt on Ctrl-C."""
        self._console.print()
        self._place(prompt)
        self.say(prompt_lines(prompt))
        hint = hint_of(prompt)
        if hint:
            self.say([Line(hint, style="quiet")])
        if prompt.kind == "lines":
            return several(lambda: self._line(prompt))
        return self._line(prompt)

    def _place(self, prompt: Prompt) -> None:
        if prompt.where:
            self._console.rule(place_of(prompt, self._console.width - 4), align="left", characters="-", style="dim")

    def _line(self, prompt: Prompt) -> str:
        if self._session is None:
            self._session = _session()
        words = [*(one.name for one in prompt.choices), *(one.name for one in COMMANDS)]
        if prompt.kind == "yes-no":
            words = ["yes", "no", *words]
        from prompt_toolkit.completion import WordCompleter

        completer = WordCompleter(words, sentence=False) if prompt.kind not in ("text", "lines") else None
        typed = self._session.prompt("> ", completer=completer, bottom_toolbar=HINT)
        return str(typed)

    def say(self, lines: Iterable[Line]) -> None:
        """Show lines."""
        styles = {"heading": "bold", "strong": "bold", "quiet": "dim", "": ""}
        for line in lines:
            for row in wrapped(line, self._console.width):
                self._console.print(row, style=styles[line.style], markup=False, soft_wrap=True)

    def sheet(self, sheet: Sheet) -> None:
        """Show a decision as a table, and under it what else is to be known."""
        from rich.box import SIMPLE_HEAD
        from rich.table import Table

        self._console.print()
        self._console.rule(sheet.heading, align="left", characters="-", style="bold")
        table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, width=self._console.width)
        for head, ratio in (("#", None), ("piece", 4), ("outcome", 2), ("ground", 4), ("weighed", 2)):
            table.add_column(head, ratio=ratio, no_wrap=head == "#")
        for row in sheet.rows:
            table.add_row(str(row.number), *map(_plain_cell, (row.title, row.outcome, row.ground, row.weighed)))
        if sheet.rows:
            self._console.print(table)
        for title, told in sheet.sections:
            self.say([Line(title, style="heading"), *told])


def _plain_cell(text: str) -> Any:
    from rich.text import Text

    return Text(text)


def _console() -> "Console":
    from rich.console import Console

    console = Console(highlight=False, emoji=False)
    console.width = min(console.width, WIDTH)
    return console


def _session() -> Any:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.history import InMemoryHistory
    from prompt_toolkit.styles import Style

    style = Style.from_dict({"bottom-toolbar": "noreverse"})
    return PromptSession(history=InMemoryHistory(), style=style, complete_while_typing=False)
