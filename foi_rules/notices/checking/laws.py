"""The laws that a letter names: which law a citation belongs to, from the words around it."""

import re
from dataclasses import dataclass
from typing import Literal

# "foia" is the Act of 2000, and "uk-eirs" the Regulations of 2004 for the rest of the United Kingdom: both have
# sections and exceptions that look like those of Scotland, and neither binds a Scottish public authority. "other" is
# any other text.
LawName = Literal["foisa", "eirs", "foia", "uk-eirs", "fees", "other"]

NAMES: dict[LawName, str] = {
    "foisa": "FOISA",
    "eirs": "EIRs",
    "foia": "FOIA 2000",
    "uk-eirs": "EIR 2004",
    "fees": "SSI 2004/467",
    "other": "another law",
}

_SCOTLAND = r"(?:\(\s*scotland\s*\)|\bscotland\b|\(scot\.?\))"
_MENTIONS: tuple[tuple[LawName, str], ...] = (
    (
        "fees",
        rf"freedom of information \(?fees for required disclosure\)?\s*{_SCOTLAND}[^.;]{{0,20}}?regulations",
    ),
    ("fees", r"fees? regulations(?:\s+2004)?|ssi\s+2004/467"),
    ("eirs", rf"environmental information\s*{_SCOTLAND}\s*regulations(?:\s+(?:of\s+)?(?:19|20)\d\d)?"),
    ("uk-eirs", r"environmental information regulations(?:\s+2004)?"),
    ("eirs", r"\be\.?i\.?s?\.?r\.?s?\b(?:\s*\(?scotland\)?)?(?:\s+2004)?"),
    ("foisa", rf"freedom of information(?:\s+act)?\s*{_SCOTLAND}\s*(?:act)?(?:,?\s*(?:of\s+)?(?:19|20)\d\d)?"),
    (
        "foisa",
        r"\bfoi\s*\(?s(?:cotland)?\)?\s*a(?:ct)?\b(?:,?\s*(?:of\s+)?(?:19|20)\d\d)?|\bf\.?o\.?i\.?s\.?a\b(?:\s+2002)?",
    ),
    (
        "foia",
        r"freedom of information act(?:\s+(?:of\s+)?(?:19|20)\d\d)?|\bfoi act(?:\s+(?:of\s+)?(?:19|"
        r"20)\d\d)?|\bfoia\b(?:\s+2000)?",
    ),
    (
        "other",
        r"(?:[A-Z][\w'’&().-]*\s+|\(Scotland\)\s+|(?:of|and|etc\.?|the|for|to)\s+){0,9}?(?:Act|Acts|Regulations?|"
        r"Order|Rules|Convention|Directive)"
        r"(?:\s*\(Scotland\))?\s+(?:No\.?\s*\d+\s+)?(?:of\s+)?(?:19|20)\d\d",
    ),
    (
        "other",
        r"\b(?:uk\s+)?gdpr\b|general data protection regulation|\bdpa\b(?:\s+(?:19|20)\d\d)?|data "
        r"protection act|\becHR\b",
    ),
)
_COMPILED = tuple(
    (law, re.compile(pattern, 0 if law == "other" and "Acts" in pattern else re.IGNORECASE))
    for law, pattern in _MENTIONS
)
_YEAR = re.compile(r"(?:19|20)\d\d\s*$")
_RIGHT_YEAR: dict[LawName, str] = {"foisa": "2002", "eirs": "2004"}


@dataclass(frozen=True, slots=True)
class Mention:
    """A law named in a text: which it is, where it stands, the words, and whether its year is not its own."""

    law: LawName
    start: int
    end: int
    text: str
    wrong_year: bool = False


def mentions_in(text: str) -> tuple[Mention, ...]:
    """Return the laws that a text names, in order; where names overlap, the first of the list above."""
    found: list[Mention] = []
    for law, pattern in _COMPILED:
        for hit in pattern.finditer(text):
            if not any(hit.start() < one.end and one.start < hit.end() for one in found):
                found.append(_mention(law, hit.start(), hit.group()))
    return tuple(sorted(found, key=lambda one: one.start))


def _mention(law: LawName, start: int, text: str) -> Mention:
    year = _YEAR.search(text)
    right = _RIGHT_YEAR.get(law)
    wrong = bool(right and year and year.group().strip() != right)
    if law == "foia" and year and year.group().strip() == "2002":
        law = "foisa"  # the year tells which Act is meant: only its name is short of a word
    return Mention(law, start, start + len(text), text, wrong)


def main_law(text: str) -> LawName:
    """Return the law that bare sections of a letter belong to: the Act of 2000 if only that is named, else FOISA."""
    named = {one.law for one in mentions_in(text)}
    return "foia" if "foia" in named and not named & {"foisa", "eirs"} else "foisa"
