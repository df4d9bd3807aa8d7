"""How a table of a letter looks in every format that has pages: what stays on one page, and where amounts stand."""

import re

from foi_rules.notices.notice import Block

_SHORT = 10  # so many rows, with the header, that a table of them can stand on one page whatever is in them
_AMOUNT = re.compile(r"£[\d,]+(?:\.\d\d)?")


def is_short(block: Block) -> bool:
    """Return whether a table is kept together on one page."""
    return len(block.rows) <= _SHORT and sum(len(cell) for row in block.rows for cell in row) < 1500


def amount_columns(block: Block) -> frozenset[int]:
    """Return the columns that hold nothing but sums of money, which stand one under another at the right."""
    columns = list(zip(*block.rows[1:], strict=True))
    return frozenset(place for place, cells in enumerate(columns) if all(_AMOUNT.fullmatch(cell) for cell in cells))
