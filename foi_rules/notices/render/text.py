"""A letter as plain text, no line wider than 78 characters unless one word is."""

import textwrap

from foi_rules.notices.notice import Block, Notice

WIDTH = 78


def rendered(notice: Notice) -> bytes:
    """Return the letter as plain text in UTF-8."""
    groups = [
        *(_wrapped(line.text) for line in notice.head if line.role != "salutation"),
        *(_wrapped(line.text) for line in notice.head if line.role == "salutation"),
        f"{_wrapped(notice.title)}\n{'=' * min(len(notice.title), WIDTH)}",
        *(_block(block) for block in notice.blocks),
        notice.close,
        "\n".join(_wrapped(line) for line in notice.signed),
    ]
    return ("\n\n".join(group for group in groups if group.strip()) + "\n").encode()


def _block(block: Block) -> str:
    if block.kind == "heading":
        mark = "-" if block.level == 2 else "."
        return f"\n{_wrapped(block.text)}\n{mark * min(len(block.text), WIDTH)}"
    if block.kind == "list":
        entries = [_wrapped(row[0], "- ", "  ") for row in block.rows]
        return "\n".join([*([_wrapped(block.lead), ""] if block.lead else []), *entries])
    if block.kind == "quote":
        return _wrapped(block.text, "    ", "    ")
    if block.kind == "table":
        return _table(block)
    return _wrapped(" ".join(part for part in (block.lead, block.text) if part))


def _table(block: Block) -> str:
    """Return a table as one small group of lines a row, each cell after its heading: it reads aloud well."""
    header, *rows = block.rows
    groups = ["\n".join(_cell(name, cell) for name, cell in zip(header, row, strict=True) if cell) for row in rows]
    return "\n\n".join([_wrapped(block.text), *groups])


def _cell(name: str, text: str) -> str:
    return _wrapped(f"{name.rstrip('.')}: {text}", "  ", "      ")


def _wrapped(text: str, first: str = "", rest: str = "") -> str:
    lines: list[str] = []
    for line in text.split("\n"):
        start = rest if lines else first
        lines += textwrap.wrap(
            line, WIDTH, initial_indent=start, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
        ) or [""]
    return "\n".join(lines)
