"""The number and the limbs of one provision, as a text writes them: "38(1)(b)", "38 (1) b", "38 1(b)"."""

import re
from dataclasses import dataclass
from typing import Literal

from foi_rules.notices.checking.laws import LawName
from foi_rules.notices.checking.provisions import Provision, Provisions, Steps

Odd = Literal["", "brackets", "roman", "spelling", "words"]
Sort = Literal["section", "regulation"]

_NUMBER = re.compile(
    r"\s*(\d{1,2}[A-Z]?)(?![\d%]|\.\d|\s?(?:%|per cent|working|calendar|days?\b|months?\b|years?\b|hours?\b|pages?\b))"
)
_PART = r"(?:sub-?section|(?:sub-?)?paragraph|para\.?|limb)"
STEP = re.compile(
    rf"(?:,?\s{{1,2}}{_PART})?\s{{0,2}}\(\s?(\d{{1,2}}[A-Za-z]?|[a-h]|[ivx]{{1,4}})\s?\)", re.IGNORECASE
)  # section 36, subsection (1)
_BEFORE = re.compile(rf"\b{_PART}\s?((?:\(\s?\w{{1,4}}\s?\)\s?){{1,4}})of\s+\w+\.?\s*$", re.IGNORECASE)
_OPEN_STEP = re.compile(r"\s?([a-h]|[ivx]{1,4})\b(?!\))(?=\s|[,;.:)]|$)")  # 38(1)b
_SPACED = re.compile(r"\s([1-9])(?=\s?\()")  # 38 1(b)
_WORDS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
_FAR = 60
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5"}


@dataclass(frozen=True, slots=True)
class Link:
    """One provision of a chain, before it is known to which law the chain belongs: its steps, and where it stands."""

    kind: Sort
    steps: Steps
    start: int
    end: int
    odd: Odd = ""
    beside: bool = False
    gloss: str = ""


def item(text: str, at: int, kind: Sort, book: Provisions) -> Link | None:
    """Return the provision whose number stands here, with its limbs."""
    number = _NUMBER.match(text, at)
    if number is None:
        return _spelt(text, at, kind)
    name, end, odd = number.group(1).upper(), number.end(), ""
    spaced = _SPACED.match(text, end)
    steps: list[str] = []
    if spaced:
        steps, end, odd = [spaced.group(1)], spaced.end(), "brackets"
    comma = re.match(r",\s?(?=\(\s?\d)", text[end:]) if not steps else None
    end, more = steps_at(text, end + comma.end() if comma else end)
    steps += more
    loose = _OPEN_STEP.match(text, end) if steps and len(steps) < 3 else None
    if loose and (text[end] != " " or (len(loose.group(1)) == 1 and loose.group(1) != "a")):
        steps, end, odd = [*steps, loose.group(1).lower()], loose.end(), "brackets"
    if not steps and (before := _BEFORE.search(text[max(at - _FAR, 0) : at])):
        steps = list(steps_at(before.group(1), 0)[1])  # paragraph (b)(i) of section 30
    right = _roman_for_number(kind, (name, *steps), book)
    if right != (name, *steps):
        odd = "roman"
    return Link(kind, right, at, end, odd, gloss=gloss_at(text, end))  # type: ignore[arg-type]


def steps_at(text: str, at: int) -> tuple[int, tuple[str, ...]]:
    """Return where the limbs end that stand in brackets here, and the limbs."""
    found: list[str] = []
    while (hit := STEP.match(text, at)) is not None and len(found) < 4:
        found.append(_cased(hit.group(1)))
        at = hit.end()
    return at, tuple(found)


def _cased(step: str) -> str:
    return step.upper() if step[0].isdigit() else step.lower()


def _roman_for_number(kind: str, steps: Steps, book: Provisions) -> Steps:
    """Return the steps with a number where somebody typed (i) for (1): there is no section 38(i)."""
    law: LawName = "eirs" if kind == "regulation" else "foisa"
    if len(steps) > 1 and steps[1] in _ROMAN and not book.known(Provision(law, steps)):
        mended = (steps[0], _ROMAN[steps[1]], *steps[2:])
        if book.known(Provision(law, mended)):
            return mended
    return steps


def _spelt(text: str, at: int, kind: Sort) -> Link | None:
    """Return a provision whose number is in words: "section thirty-eight"."""
    hit = re.match(r"\s*([a-z]+)(?:[- ]([a-z]+))?", text[at:], re.IGNORECASE)
    if not hit:
        return None
    tens, unit = hit.group(1).lower(), (hit.group(2) or "").lower()
    value, size = 0, hit.end(1)
    if tens in _TENS:
        value = _TENS[tens]
        if unit in _WORDS[:9]:
            value, size = value + _WORDS.index(unit) + 1, hit.end(2)
    elif tens in _WORDS[7:]:
        value = _WORDS.index(tens) + 1
    if not value:
        return None
    end, steps = steps_at(text, at + size)
    return Link(kind, (str(value), *steps), at, end, "words", gloss=gloss_at(text, end))


def gloss_at(text: str, at: int) -> str:
    """Return the few words that say what the provision is about: in brackets, in quotes, or after a dash."""
    hit = re.match(r"\s*(?:\(([^()]{3,140})\)|[-–—:]\s*([^.;()]{3,80})|['‘\"“]([^'’\"”]{3,90})['’\"”])", text[at:])
    after = re.match(
        r"\s*(?:,|of (?:the )?(?:Freedom of Information \(Scotland\) (?:Act )?2002|FOISA|Act)(?: "
        r"\(FOISA\))?)[.,;]?\s*(?:[-–—:]\s*([^.;()]{3,80})|\(([^()]{3,100})\)|"
        r"['‘\"“]([^'’\"”]{3,90})['’\"”])",
        text[at:],
        re.IGNORECASE,
    )
    found = hit or after
    return next((group.strip() for group in found.groups() if group), "") if found else ""
