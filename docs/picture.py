"""Make the pictures in docs/images: what really comes out on a terminal, in part.

    python docs/picture.py

`session.svg` is `foi demo`, for the README. The others are the conversation of docs/tutorials/officer.md, with the
answers that stand there. Nothing is typed into a picture by hand. Parts that are left out show as "...".
"""

import html
import inspect
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile
from pathlib import Path
from typing import Any, NamedTuple

import pexpect
import pyte
from rich.console import Console
from rich.style import Style
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
TUTORIAL = ROOT / "docs" / "tutorials" / "officer.md"
ROWS, KEPT = 50, 5000
GAP = Text("...", Style(dim=True))
ASKING = b"\x1b[?2004h"
"""What a terminal is told whenever something is to be typed."""
QUIET, WAIT = 0.05, 120
"""For how many seconds nothing more must come before a line is typed, and how long is waited for anything at all."""


class Picture(NamedTuple):
    """A picture: its name, what stands over it, how wide the terminal is, and its parts.

    A part goes from the first line in which the first pattern is found up to, and not including, the next with the
    second; or to the end. A rule right above it belongs to it.
    """

    name: str
    title: str
    width: int
    parts: tuple[tuple[str, str], ...]


_LINE, _END = r"^\(\d+ of \d+\) ", r"\Z."
DEMO = Picture(
    "session", "foi demo", 96,
    (
        ("^1. The first answer", "^A letter is refused"),
        ("^Piece 1 of 5", "^  Do you have"),
        ("^  Is your worry something", "^Piece 2 of 5"),
        ("^3. The decision", "^Why the names"),
    ),
)  # fmt: skip
CONVERSATION = (
    Picture("several-lines", "foi", 80, (("^Whose data it is", f"{_LINE}Does it concern"),)),
    Picture("harm", "foi", 80, (("^Harm to commercial interests", _LINE), (f"{_LINE}Would that harm", _LINE))),
    Picture("balance", "foi", 80, (("^Public interest, 3 of 3", "^What could go out"),)),
    Picture("decision", "foi", 80, (("^Decision so far on .*: part goes out", _END),)),
)
UNTIL = "so far"
"""What is typed next when the pictures of the conversation are taken."""


# What comes out on a terminal


class Screen(pyte.HistoryScreen):
    """A terminal that remembers what has scrolled away, shows what is dim, and says where its cursor is."""

    answer: Any

    def select_graphic_rendition(self, *attrs: int, **more: bool) -> None:
        """Take dim text for dark grey, which is all that the terminal's memory has for it."""
        super().select_graphic_rendition(*(90 if one == 2 else one for one in attrs), **more)

    def write_process_input(self, data: str) -> None:
        """Answer the program."""
        self.answer(data)


class Terminal:
    """A command at a terminal: what comes out, and what is typed."""

    def __init__(self, folder: str, width: int, *arguments: str) -> None:
        terminal = {"TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": folder, "PATH": "/usr/bin:/bin"}
        self._child = pexpect.spawn(
            sys.executable, [str(ROOT / "cli.py"), *arguments], dimensions=(ROWS, width), cwd=folder, env=terminal
        )
        self._screen = Screen(width, ROWS, history=KEPT)
        self._screen.answer = self._child.send
        self._stream, self._raw = pyte.ByteStream(self._screen), b""

    def type(self, line: str) -> None:
        """Wait until something is asked, and answer."""
        self._read(self._raw.count(ASKING) + 1)
        self._child.send(f"{line}\r")

    def wait(self, *, ended: bool = False) -> list[Text]:
        """Return all that came out until something is asked, with the line below it; or until the command has ended."""
        self._read(sys.maxsize if ended else self._raw.count(ASKING) + 1, below=not ended)
        self._child.close(force=True)
        screen = self._screen
        rows = [*screen.history.top, *(screen.buffer[row] for row in range(screen.lines))]
        return [self._line(row) for row in rows]

    def _read(self, asked: int, *, below: bool = False) -> None:
        """Take in what comes out until so much was asked; with the line `below` it, which is drawn a moment later."""
        while True:
            enough = self._raw.count(ASKING) >= asked and (not below or self._screen.display[-1].strip(" >"))
            try:
                data = self._child.read_nonblocking(65536, QUIET if enough else WAIT)
            except pexpect.EOF:
                return
            except pexpect.TIMEOUT:
                if enough:
                    return
                raise SystemExit(f"docs/picture.py: nothing more comes; the last was {self._raw[-500:]!r}") from None
            self._raw += data
            self._stream.feed(data)

    def _line(self, row: Any) -> Text:
        line = Text()
        cells = [row[column] for column in range(self._screen.columns)]
        for style, run in groupby(cells, key=_style):
            line.append("".join(cell.data for cell in run), style)
        line.rstrip()
        return line


def _style(cell: Any) -> Style:
    return Style(bold=cell.bold, underline=cell.underscore, dim=cell.fg == "brightblack", reverse=cell.reverse)


def demonstrated() -> list[Text]:
    """Return what `foi demo` prints."""
    with tempfile.TemporaryDirectory() as folder:
        return Terminal(folder, DEMO.width, "demo").wait(ended=True)


def talked() -> list[Text]:
    """Return what the conversation of the tutorial shows, up to where the pictures are taken."""
    blocks = r'^```\w+ title="(.*?)"\n(.*?)^```$'
    files = dict(re.findall(blocks, TUTORIAL.read_text("utf-8"), re.DOTALL | re.MULTILINE))
    answers = [line for line in files["answers.txt"].splitlines() if not line.startswith("#")]
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "case.yaml").write_text(files["case.yaml"], "utf-8")
        terminal = Terminal(folder, CONVERSATION[0].width, "interview", "case.yaml")
        for line in takewhile(lambda one: one != UNTIL, answers):
            terminal.type(line)
        return terminal.wait()


# What is shown of it


def shown(picture: Picture, lines: Sequence[Text]) -> list[Text]:
    """Return the lines of the picture. Raises SystemExit if such parts do not come out any more."""
    parts = [_part(picture, lines, *ends) for ends in picture.parts]
    if picture is DEMO:
        parts = [[Text(f"$ {DEMO.title}", Style(bold=True))], *parts, []]
    found = parts[0]
    for part in parts[1:]:
        # What is indented goes on with what stands above it.
        apart = [Text()] if part and not part[0].plain.startswith(" ") else []
        found = [*found, GAP, *apart, *part]
    return found


def _part(picture: Picture, lines: Sequence[Text], begins: str, ends: str) -> list[Text]:
    first = next((at for at, line in enumerate(lines) if re.search(begins, line.plain)), None)
    if first is None:
        raise SystemExit(
            f"docs/picture.py: nothing like '{begins}' comes out any more; mend the parts of {picture.name}"
        )
    if first and lines[first - 1].plain.startswith("-- "):
        first -= 1
    rest = [lines[first], *takewhile(lambda line: not re.search(ends, line.plain), lines[first + 1 :])]
    return list(_closed_up(rest))


def _closed_up(lines: Sequence[Text]) -> Iterator[Text]:
    """Yield the lines with no more than one empty one between two, and none at the end."""
    empty = 0
    for line in lines:
        if not line.plain:
            empty += 1
            continue
        yield from [Text()] if empty else []
        yield line
        empty = 0


def svg(picture: Picture, lines: Sequence[Text]) -> str:
    """Return the lines as a picture that loads nothing from anywhere."""
    with tempfile.TemporaryFile("w") as nowhere:
        console = Console(record=True, width=picture.width, file=nowhere, force_terminal=True, color_system="truecolor")
        # An empty line at the end, so that nothing of the last is cut off.
        for line in [*lines, Text()]:
            console.print(line, highlight=False, soft_wrap=True)
    # Rich's own form, without the fonts that it would fetch from the web.
    usual = inspect.signature(Console.export_svg).parameters["code_format"].default
    form = re.sub(r"@font-face \{\{.*?\}\}\s*", "", usual, flags=re.DOTALL)
    form = form.replace("Fira Code, monospace", "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace")
    form = form.replace("{unique_id}-matrix {{", "{unique_id}-matrix {{\n        white-space: pre;", 1)
    made = console.export_svg(title=picture.title, code_format=form, unique_id=picture.name)
    return "\n".join(line.rstrip() for line in made.splitlines()) + "\n"


def texts(made: str) -> list[str]:
    """Return the lines of text that a picture shows, without their blanks."""
    rows: dict[str, list[tuple[float, str]]] = {}
    for x, y, text in re.findall(r'<text class="[\w-]+-r\d+" x="([\d.]+)" y="([\d.]+)"[^>]*>(.*?)</text>', made):
        rows.setdefault(y, []).append((float(x), html.unescape(text).replace("\xa0", " ")))
    return ["".join("".join(text for _, text in sorted(row)).split()) for row in rows.values()]


def drawn() -> dict[Path, str]:
    """Return the pictures as they should be, by the place where each is kept."""
    pairs = [(DEMO, demonstrated()), *((one, lines) for lines in [talked()] for one in CONVERSATION)]
    return {IMAGES / f"{one.name}.svg": svg(one, shown(one, lines)) for one, lines in pairs}


def main() -> int:
    """Make the pictures. Returns the exit code."""
    IMAGES.mkdir(exist_ok=True)
    for place, made in drawn().items():
        place.write_text(made, "utf-8")
        print(place.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
