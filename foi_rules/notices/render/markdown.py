"""A letter as Markdown (CommonMark, with the tables that most readers know)."""

import re

from foi_rules.notices.notice import Block, Notice

# What begins or ends emphasis, code, links, tags, headings and cells; an underscore inside a word does nothing.
_ANYWHERE = re.compile(r"([\\`*\[\]<>|~]|(?<![^\W_])_|_(?![^\W_])|(?<!\S)#|&(?=#?\w+;))")
# What makes a heading, list, quotation or rule of a line that begins with it.
_AT_START = re.compile(r"^(\s*)([+=-]|\d{1,9}(?=[.)]))")


def rendered(notice: Notice) -> bytes:
    """Return the letter as Markdown in UTF-8."""
    salutation = [_escaped(line.text) for line in notice.head if line.role == "salutation"]
    groups = [
        *(_lines(line.text) for line in notice.head if line.role != "salutation"),
        *salutation,
        f"# {_escaped(notice.title)}",
        *(_block(block) for block in notice.blocks),
        _escaped(notice.close),
        _lines("\n".join(notice.signed)),
    ]
    return ("\n\n".join(group for group in groups if group.strip()) + "\n").encode()


def _block(block: Block) -> str:
    if block.kind == "heading":
        return f"{'#' * block.level} {_escaped(block.text)}"
    if block.kind == "list":
        entries = "\n".join(f"- {_escaped(row[0])}" for row in block.rows)
        return f"{_bold(block.lead)}\n\n{entries}" if block.lead else entries
    if block.kind == "quote":
        return "\n".join(f"> {line}".rstrip() for line in _lines(block.text).split("\n"))
    if block.kind == "table":
        return _table(block)
    return " ".join(part for part in (_bold(block.lead), _lines(block.text)) if part)


def _bold(text: str) -> str:
    return f"**{_escaped(text)}**" if text else ""


def _table(block: Block) -> str:
    header, *rows = (tuple(_escaped(cell) for cell in row) for row in block.rows)
    lines = [header, tuple("---" for _ in header), *rows]
    return f"{_bold(block.text)}\n\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _lines(text: str) -> str:
    """Return the lines of a text, each but the last ended by a break that Markdown keeps."""
    lines = [_escaped(line) for line in text.split("\n")]
    return "\n".join(_broken(line, follows) for line, follows in zip(lines, [*lines[1:], ""], strict=True))


def _broken(line: str, follows: str) -> str:
    return f"{line}\\" if line and follows else line


def _escaped(text: str) -> str:
    """Return a text that Markdown shows as it was written."""
    if re.fullmatch(r"https?://[^\s<>\\`|\[\]]+", text):
        return text
    safe = _ANYWHERE.sub(r"\\\1", " ".join(text.split()))
    return _AT_START.sub(_shielded, safe)


def _shielded(found: re.Match[str]) -> str:
    blank, mark = found.groups()
    return f"{blank}{mark}\\" if mark[0].isdigit() else f"{blank}\\{mark}"
