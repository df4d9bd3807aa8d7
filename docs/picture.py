"""Make docs/images/session.svg: what `foi demo` really prints, in part, as a picture for the README.

    python docs/picture.py

The command is run on a terminal of its own; nothing is typed by hand. Parts that are left out show as "...".
"""

import inspect
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "images" / "session.svg"
WIDTH = 96
GAP = "\x1b[2m...\x1b[0m"

# Each part: from the line that begins so, up to but not including the one that begins so.
PARTS = (
    ("1. The first answer", "A letter is refused"),
    ("Piece 1 of 5", "  Do you have"),
    ("  Is your worry something", "Piece 2 of 5"),
    ("3. The decision", "Why the names"),
)


def output() -> list[str]:
    """Return what `foi demo` prints on a terminal, as lines with their colours."""
    import pexpect

    with tempfile.TemporaryDirectory() as folder:
        command = [str(ROOT / "cli.py"), "demo"]
        terminal = {"TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": folder, "PATH": "/usr/bin:/bin"}
        child = pexpect.spawn(
            sys.executable, command, dimensions=(50, WIDTH), cwd=folder, env=terminal, encoding="utf-8", timeout=120
        )
        child.expect(pexpect.EOF)
        child.close()
    if child.exitstatus:
        raise SystemExit(f"foi demo failed:\n{child.before}")
    return [line.rstrip("\r") for line in (child.before or "").split("\n")]


def plain(line: str) -> str:
    """Return a line without its colours and the blanks at its end."""
    return re.sub(r"\x1b\[[0-9;]*m", "", line).rstrip()


def shown(lines: list[str]) -> Iterator[str]:
    """Yield the lines of the picture. Raises SystemExit if the demonstration has no such part any more."""
    yield "\x1b[1m$ foi demo\x1b[0m"
    yield GAP
    for begins, ends in PARTS:
        bare = [plain(line) for line in lines]
        first = next((i for i, line in enumerate(bare) if line.startswith(begins)), None)
        after = bare if first is None else bare[first + 1 :]
        last = next((len(bare) - len(after) + i for i, line in enumerate(after) if line.startswith(ends)), None)
        if first is None or last is None:
            raise SystemExit(f"docs/picture.py: foi demo prints no part from '{begins}' to '{ends}'; mend PARTS")
        part = lines[first:last]
        while not plain(part[-1]):
            part.pop()
        yield from [*part, GAP] if begins.startswith(" ") else ["", *part, GAP]


def svg(lines: list[str]) -> str:
    """Return the lines as a picture that loads nothing from anywhere."""
    from rich.console import Console
    from rich.text import Text

    with tempfile.TemporaryFile("w") as nowhere:
        console = Console(record=True, width=WIDTH, file=nowhere, force_terminal=True, color_system="truecolor")
        for line in lines:
            console.print(Text.from_ansi(line.rstrip()), highlight=False, soft_wrap=True)
    # Rich's own form, without the fonts that it would fetch from the web.
    usual = inspect.signature(Console.export_svg).parameters["code_format"].default
    form = re.sub(r"@font-face \{\{.*?\}\}\s*", "", usual, flags=re.DOTALL)
    form = form.replace("Fira Code, monospace", "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace")
    form = form.replace("{unique_id}-matrix {{", "{unique_id}-matrix {{\n        white-space: pre;", 1)
    picture = console.export_svg(title="foi demo", code_format=form, unique_id="session")
    return "\n".join(line.rstrip() for line in picture.splitlines()) + "\n"


def texts(picture: str) -> list[str]:
    """Return the lines of text that a picture shows, without their blanks."""
    import html

    rows: dict[str, list[tuple[float, str]]] = {}
    for x, y, text in re.findall(r'<text class="session-r\d+" x="([\d.]+)" y="([\d.]+)"[^>]*>(.*?)</text>', picture):
        rows.setdefault(y, []).append((float(x), html.unescape(text).replace("\xa0", " ")))
    return ["".join("".join(text for _, text in sorted(row)).split()) for row in rows.values()]


def main() -> int:
    """Make the picture. Returns the exit code."""
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(svg(list(shown(output()))), "utf-8")
    print(PICTURE.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
