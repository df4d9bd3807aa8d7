"""The lines of an estimate as people type them: "find files: 433 x 9 min at 13.20; postage: 12"."""

import re

from foi_rules.interview.prompt import Misread
from foi_rules.model.case import CostLine

EXAMPLE = "find the files: 433 x 9 min at 13.20; postage: 12"
_AMOUNT = r"(?:£\s*)?(\d[\d,]*(?:\.\d+)?)"
_EACH = re.compile(
    rf"{_AMOUNT}\s*(?:x|\*|records?,?|files?,?)\s*{_AMOUNT}\s*min\w*(?:\s*each)?\s*(?:at|@)\s*{_AMOUNT}", re.I
)
_HOURS = re.compile(rf"{_AMOUNT}\s*(?:h|hours?|hrs?)\s*(?:at|@)\s*{_AMOUNT}", re.I)
_COST = re.compile(_AMOUNT)


def lines_in(text: str) -> tuple[CostLine, ...]:
    """Return the lines of an estimate, one for each piece between semicolons.

    Raises Misread, in one sentence, if a piece is no line.
    """
    pieces = [piece.strip() for piece in text.split(";") if piece.strip()]
    return tuple(_line(piece) for piece in pieces)


def _line(piece: str) -> CostLine:
    what, colon, rest = piece.rpartition(":")
    rest = rest.strip().rstrip(".")
    if colon and what.strip():
        for shape, names in ((_EACH, ("records", "minutes", "rate")), (_HOURS, ("hours", "rate")), (_COST, ("cost",))):
            found = shape.fullmatch(rest)
            if found:
                amounts = {name: amount.replace(",", "") for name, amount in zip(names, found.groups(), strict=True)}
                return CostLine.model_validate({"what": what.strip(), **amounts})
    raise Misread(f"'{piece}' is not a line of an estimate; write lines such as: {EXAMPLE}.")
