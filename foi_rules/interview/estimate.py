"""Amounts as people write them (1,200; about 40; forty hours), and the lines of an estimate.

A line is "find files: 433 x 9 min at 13.20" or "postage: 12".
"""

import re
from decimal import Decimal
from typing import NamedTuple

from foi_rules.interview.prompt import Misread
from foi_rules.interview.words import NEGATION, NUMBERS, lowered, reason_in
from foi_rules.model.case import CostLine

EXAMPLE = "find the files: 433 x 9 min at 13.20; postage: 12"
_FIGURES = r"((?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,12})(?:\.[0-9]{1,6})?)"
_AMOUNT = rf"(?:£\s*)?{_FIGURES}"
_EACH_HOUR = r"(?:\s*(?:pounds?\s*)?(?:an|per|/)\s*h(?:ou)?r)?"
_OF = r"(?:[a-z]+\s+(?:of\s+[a-z]+\s+)?)?"
_EACH = re.compile(
    rf"{_AMOUNT}\s*(?:x|\*|\N{{MULTIPLICATION SIGN}}|{_OF}records?|{_OF}files?|{_OF}pages?|{_OF}letters?|{_OF}emails?)"
    rf"[\s,]*(?:at|@)?\s*{_AMOUNT}\s*min\w*(?:\s*each)?[\s,]*(?:at|@)?\s*{_AMOUNT}{_EACH_HOUR}",
    re.I,
)
_HOURS = re.compile(rf"{_AMOUNT}\s*(?:h|hours?|hrs?)[\s,]*(?:at|@)\s*{_AMOUNT}{_EACH_HOUR}", re.I)
_COST = re.compile(rf"{_AMOUNT}(?:\s*pounds?)?", re.I)

_IN_WORDS = {**NUMBERS, "nil": 0, "a dozen": 12, "a hundred": 100, "one hundred": 100}
_TIMES = {"": 1, "k": 1000, "thousand": 1000, "hundred": 100}
_WORDS = "|".join(sorted(map(re.escape, _IN_WORDS), key=len, reverse=True))
_ROUGH = (
    r"about|around|approx(?:imately|\.)?|roughly|circa|ca?\.?|~|nearly|almost|over|more than|at least|at most|up to"
    r"|under|less than|fewer than|some|say|probably|i think|i'd say"
)
_SHAPE = re.compile(
    rf"(?P<rough>(?:(?:{_ROUGH})\s*)*)(?:£\s*)?(?:{_FIGURES}\s*(?P<times>k|thousand|hundred)?|(?P<words>{_WORDS}))"
    r"(?P<more>ish|\+|\s+or so\b)?(?![\w%£.,/]\w|[\w%£])(?P<unit>(?:\s+(?!because\b)[a-z][a-z-]*){0,3})(?P<end>\s*\??)"
)
_NO_UNIT = re.compile(r"\b(?:and|or|to|half|minus|plus|point|pence|per|times|quarter|million)\b")
_TWO = re.compile(rf"\D*{_FIGURES}\s*(?:-|to|or|and)\s*£?\s*{_FIGURES}\D*")
_SURE_UNIT = ("", "pounds", "pound")
_SHOWN = 60


class Amount(NamedTuple):
    """A number in figures, the words after it, and what was understood where it was rounded or had a unit."""

    figures: str
    text: str = ""
    doubt: str = ""


def amount_in(text: str) -> Amount:
    """Return the number that `text` gives. Raises Misread, in one sentence, if it is none, or two."""
    lower = lowered(text)
    found = _SHAPE.match(lower)
    if not found or not _ended(found["unit"], lower[found.end() :]):
        if _TWO.fullmatch(lower):
            raise Misread(f"'{_quoted(text)}' gives two numbers; please give one of them.")
        raise Misread(f"'{_quoted(text)}' is not a number; figures will do, such as 40 or 12.50.")
    figures = str(_IN_WORDS[found["words"]]) if found["words"] else _multiplied(found[2], found["times"] or "")
    plain = found["unit"].strip() in _SURE_UNIT and not (found["rough"] or found["more"] or found["end"].strip())
    return Amount(figures, reason_in(text[found.end() :]), "" if plain else f"Understood as {figures}.")


def _quoted(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}..."


def _ended(unit: str, rest: str) -> bool:
    """Return whether the amount ends with its unit, so that nothing but a reason follows."""
    if _NO_UNIT.search(unit) or NEGATION.search(unit):
        return False
    return not rest.strip(" .!") or re.match(r"\s*(?:[,;:(]\s*\D|-\s|because\b)", rest) is not None


def _multiplied(figures: str, times: str) -> str:
    plain = figures.replace(",", "")
    return plain if not times else f"{(Decimal(plain) * _TIMES[times]).normalize():f}"


def lines_in(text: str) -> tuple[CostLine, ...]:
    """Return the lines of an estimate, one for each piece between semicolons.

    Raises Misread, in one sentence, if a piece is no line.
    """
    pieces = [piece.strip() for piece in text.split(";") if piece.strip()]
    return tuple(_line(piece) for piece in pieces)


def _line(piece: str) -> CostLine:
    what, _, rest = piece.rpartition(":") if ":" in piece else _before_pounds(piece)
    what, rest = what.strip(" ,-"), rest.strip().rstrip(".")
    if what:
        for shape, names in ((_EACH, ("records", "minutes", "rate")), (_HOURS, ("hours", "rate")), (_COST, ("cost",))):
            if found := shape.fullmatch(rest):
                amounts = {name: amount.replace(",", "") for name, amount in zip(names, found.groups(), strict=True)}
                return CostLine.model_validate({"what": what, **amounts})
    raise Misread(f"'{_quoted(piece)}' is not a line of an estimate; write lines such as: {EXAMPLE}.")


def _before_pounds(piece: str) -> tuple[str, str, str]:
    """Part "postage £12" at its pound sign, which tells as well as a colon where the amount begins."""
    what, pounds, cost = piece.partition("£")
    bare = not any(one.isdigit() for one in what) and not what.rstrip().lower().endswith(" at")
    return (what, pounds, cost) if bare else ("", "", piece)
