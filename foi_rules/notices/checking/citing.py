"""Citations in a sentence, however they are written: "S.38(1)(b)", "sections 30(b)(i) and (ii)", "reg 10 (4)e".

The parser walks from each word that introduces a provision ("section", "s.", "reg") along the chain that follows it:
numbers, limbs in brackets or without them, glosses ("(personal information)"), and the words that join them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache
from typing import NamedTuple

from foi_rules.notices.checking.laws import LawName, Mention, mentions_in
from foi_rules.notices.checking.limbs import STEP, Link, Odd, Sort, gloss_at, item, steps_at
from foi_rules.notices.checking.provisions import Provision, Provisions, Steps

_INTRO = re.compile(
    r"(?P<short>\bss?\s?\.?\s?(?=\d)|\breg(?:s|n|ns)?\b\.?\s?(?=\d)|\brr?\.\s?(?=\d))"
    r"|\b(?P<word>[a-z]{5,14})(?:\(s\))?\s*[;:.]?\s*(?=\d|[a-z]+-?[a-z]*\b)",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?<![\d.£#/-])\b(?:1[248]|2[5-9]|3\d|4[01])\s?\(\s?[\da-z][A-Z]?\s?\)", re.IGNORECASE)
_BARE_REGULATION = re.compile(
    r"(?<![\d.£#/-])(?:10\s?\(\s?[458]\s?\)(?=\s?\(\s?[a-g]\s?\))|11\s?\(\s?[1-6]A?\s?\)\s?\(\s?[ab]\s?\))"
)
_GLOSS = re.compile(
    r"\s*(?:\((?!\s?(?:\d{1,2}[A-Z]?|[a-h]|[ivx]{1,4})\s?\))[^()]{0,140}\)?|['‘’\"“][^'’\"”]{3,90}['’\"”])"
)
_TITLE = re.compile(r"\s*(?:[-–—:]|\bof FOISA\b)\s*(?:[A-Za-z'’/]+[ ,]?\s*){1,9}?(?=\s*(?:[,;]|\band\b|\bor\b|$))")
_JOIN = re.compile(
    r"\s*(?:[,;/&]|\band/or\b|\band\b|\bor\b|\bas well as\b|\band also\b|\b(?:as )?read "
    r"(?:together |in conjunction )?with\b|\btogether with\b"
    r"|\bin conjunction with\b|\bplus\b|\bto\b|\bthrough\b|[-–—]|…)\s*(?:(?:and|or|also|both|the|"
    r"under|exemptions? (?:at|in|under)?)\s+)*",
    re.IGNORECASE,
)
_WITH = re.compile(r"\bwith\b", re.IGNORECASE)
_RANGE = re.compile(r"^\s*(?:\bto\b|\bthrough\b|[-–—])\s*$", re.IGNORECASE)
_ENDS = re.compile(
    r"\s*(?:[,;.:)&/\]\"'’]|$|\band\b|\bor\b|\bof\b|\(|\bappl|\bin\b|\bunder\b|\bFOISA\b|\bas\b|"
    r"\bto\b|\bbecause\b|\bis\b|\bare\b)",
    re.IGNORECASE,
)
_OF = re.compile(
    r"\s*(?:\([^()]{0,80}\)\s*)?[-–—:,]?\s*(?:of|in|to)\s+(?:the\s+|that\s+|our\s+|your\s+|this\s+|its\s+|linked\s+)*",
    re.IGNORECASE,
)
_NOT_LAW = re.compile(
    r"(?:\w+[ -]){0,3}?(?:polic(?:y|ies)|guidance|guidelines?|handbook|report|contract|agreement|"
    r"strategy|plan|minutes?|terms|constitution"
    r"|standing orders|manual|procedures?|scheme|code of practice|code|form|specification|lease|"
    r"questionnaire|annual accounts|bylaws?|byelaws?)\b",
    re.IGNORECASE,
)
_ACT_WORD = re.compile(r"(?:the\s+|that\s+|said\s+)*(Act|Regulations|legislation)\b", re.IGNORECASE)
_THAT_ACT = re.compile(r"\s*(?:\([^()]{0,80}\)\s*)?of (?:that|the said|the same) (?:Act|legislation)\b", re.IGNORECASE)
_SECTION_WORDS = ("section", "sections", "subsection", "subsections", "undersection", "sect", "sects")
_REG_WORDS = ("regulation", "regulations")
_LEAST_LIKE = 0.85
_FARTHEST = 14


@dataclass(frozen=True, slots=True)
class Citation:
    """One provision as a text cites it.

    `start` and `end` are places in the text; `text` the words. `odd` says what is wrong with its form. `beside` is
    true where it only completes another ("read with section 35(2)(b)"). `named` is the law as the text names it for
    this citation, None where it does not.
    """

    provision: Provision
    start: int
    end: int
    text: str
    odd: Odd = ""
    beside: bool = False
    named: Mention | None = None
    gloss: str = ""


def citations_in(
    text: str, book: Provisions, default: LawName = "foisa", before: LawName | None = None
) -> tuple[Citation, ...]:
    """Return the provisions that a text cites, in order.

    `default` is the law of a section that names none; `before` is the law that was named last before the text, which
    is meant by "that Act".
    """
    mentions = mentions_in(text)
    found: list[Citation] = []
    end = 0
    for intro in _introductions(text):
        if intro.start < end or any(one.start <= intro.start < one.end for one in mentions if one.law == "other"):
            continue
        chain = list(_chain(text, intro, book))
        if not chain:
            continue
        end = chain[-1].end
        law = before if before and _THAT_ACT.match(text, end) else _law_of(text, chain, mentions, default)
        if law is not None:
            found += (_citation(text, one, law) for one in chain)
    return tuple(found)


class _Intro(NamedTuple):
    """Where a provision is introduced: the place, what it is, where its number starts, and how odd the word is."""

    start: int
    kind: Sort
    after: int
    odd: Odd


def _introductions(text: str) -> list[_Intro]:
    found: list[_Intro] = []
    for hit in _INTRO.finditer(text):
        if hit["short"]:
            found.append(_Intro(hit.start(), _sort(hit["short"]), hit.end(), ""))
        elif name := _introduces(hit["word"]):
            found.append(_Intro(hit.start(), name[0], hit.end(), name[1]))
    found += [_Intro(hit.start(), "section", hit.start(), "words") for hit in _BARE.finditer(text)]
    found += [_Intro(hit.start(), "regulation", hit.start(), "words") for hit in _BARE_REGULATION.finditer(text)]
    for law in mentions_in(text):  # "FOISA 38(1)(b)", "EIRs 11(2)"
        near = re.match(r"['’]?\s*(?=\d{1,2}\s?\()", text[law.end :])
        if near and law.law in ("foisa", "eirs"):
            sort: Sort = "regulation" if law.law == "eirs" else "section"
            found.append(_Intro(law.start, sort, law.end + near.end(), ""))
    return sorted(found, key=lambda one: (one.start, one.odd == "words"))


def _sort(short: str) -> Sort:
    return "regulation" if short.lower().startswith("r") else "section"


@cache
def _introduces(word: str) -> tuple[Sort, Odd] | None:
    low = word.lower()
    if low in _SECTION_WORDS:
        return "section", "spelling" if low == "undersection" else ""
    if low in _REG_WORDS:
        return "regulation", ""
    if low[0] == "s" and any(
        SequenceMatcher(None, low, right).ratio() >= _LEAST_LIKE for right in ("section", "sections")
    ):
        return "section", "spelling"
    if low[0] == "r" and any(SequenceMatcher(None, low, right).ratio() >= _LEAST_LIKE for right in _REG_WORDS):
        return "regulation", "spelling"
    return None


def _chain(text: str, intro: _Intro, book: Provisions) -> Iterator[Link]:
    """Yield the provisions that one introduction leads, in order."""
    first = item(text, intro.after, intro.kind, book)
    if first is None:
        return
    one = replace(first, start=intro.start, odd=first.odd or ("" if intro.odd == "words" else intro.odd))
    yield one
    while (joined := _JOIN.match(text, _pastgloss_at(text, one))) is not None:
        following = list(_next(text, joined, one, book))
        if not following:
            return
        yield from following
        one = following[-1]


def _pastgloss_at(text: str, one: Link) -> int:
    end = one.end
    for pattern in (_GLOSS, _TITLE):
        hit = pattern.match(text, end)
        if hit and (pattern is _GLOSS or _JOIN.match(text, hit.end())):
            end = hit.end()
    return end


def _next(text: str, joined: re.Match[str], before: Link, book: Provisions) -> Iterator[Link]:
    """Yield what a joining word joins on: a provision introduced anew, a bare one, or a further limb; a range in
    full.
    """
    beside, spread = bool(_WITH.search(joined.group())), bool(_RANGE.match(joined.group()))
    intro = _INTRO.match(text, joined.end())
    if intro and (intro["short"] or _introduces(intro["word"])):
        word = _introduces(intro["word"]) if intro["word"] else None
        kind = word[0] if word else _sort(intro["short"])
        one = item(text, intro.end(), kind, book)
        if one and kind == before.kind:
            yield replace(one, start=joined.end(), beside=beside)
        return
    limb = STEP.match(text, joined.end())
    if limb:
        yield from _further(text, limb, before, spread, beside)
        return
    bare = item(text, joined.end(), before.kind, book)
    if bare and not spread and (len(bare.steps) > 1 or (_ENDS.match(text, bare.end) and book.known(_as(bare)))):
        yield replace(bare, start=joined.end(), beside=beside)


def _as(one: Link) -> Provision:
    return Provision("eirs" if one.kind == "regulation" else "foisa", one.steps)


def _further(text: str, limb: re.Match[str], before: Link, spread: bool, beside: bool) -> Iterator[Link]:
    """Yield the limb that follows "and" or a dash, with those between in a range: (i) and (ii), (a)-(c)."""
    step = limb.group(1).lower()
    depth = _depth(step, before.steps)
    if depth < 1:
        return
    stem, last = before.steps[:depth], before.steps[depth]
    end, rest = steps_at(text, limb.end())
    between = _between(last, step) if spread else ()
    for middle in between:
        yield replace(before, steps=(*stem, middle), start=limb.start(), end=limb.end(), beside=beside, gloss="")
    yield replace(
        before,
        steps=(*stem, step, *rest),
        start=limb.start(),
        end=end,
        odd="",
        beside=beside,
        gloss=gloss_at(text, end),
    )


def _depth(step: str, steps: Steps) -> int:
    """Return at which depth a further limb stands: where the citation before it has one of the same kind."""
    kinds = [_kind(one) for one in steps]
    wanted = _kind(step)
    for depth in range(len(steps) - 1, 0, -1):
        if kinds[depth] == wanted or (step == "i" and kinds[depth] == "letter" and steps[depth] == "h"):
            return depth
    return -1


def _kind(step: str) -> str:
    if step[0].isdigit():
        return "number"
    return "roman" if step in ("i", "ii", "iii", "iv", "v", "vi") else "letter"


def _between(first: str, last: str) -> tuple[str, ...]:
    romans = ["i", "ii", "iii", "iv", "v", "vi"]
    row = romans if first in romans and last in romans else [chr(code) for code in range(ord("a"), ord("z"))]
    if first not in row or last not in row or row.index(last) - row.index(first) > len(romans):
        return ()
    return tuple(row[row.index(first) + 1 : row.index(last)])


def _law_of(text: str, chain: list[Link], mentions: tuple[Mention, ...], default: LawName) -> Mention | LawName | None:
    """Return the law that a chain belongs to: as it is named there, or by default; None where it is no law at all."""
    last = chain[-1]
    after = _named_after(text, last.end, mentions)
    if after is not None:
        return after
    if _is_other_text(text, last.end):
        return None
    before = [one for one in mentions if one.end <= chain[0].start + 1 and chain[0].start - one.end <= _FARTHEST]
    near = before[-1] if before else None
    if near and re.fullmatch(r"[\s,('’s:;)]*(?:under|in|at|by|-|–)?\s*", text[near.end : chain[0].start]):
        return near
    holding = [one for one in mentions if one.start >= chain[0].start and one.end <= chain[0].end + 1]
    if holding:
        return holding[0]
    if chain[0].kind == "regulation":
        return "eirs"
    return default


def _named_after(text: str, at: int, mentions: tuple[Mention, ...]) -> Mention | None:
    following = next((one for one in mentions if one.start >= at), None)
    if following is None:
        return None
    between = text[at : following.start]
    if re.fullmatch(
        r"\s*(?:\([^()]{0,120}\)?\s*)?[-–—,]?\s*(?:[A-Za-z/'’ ,-]{0,70}?\b(?:of|to|in|under|"
        r"from)\s+(?:the\s+|both\s+)*)?[(\"'“]?",
        between,
    ):
        return following
    return None


def _is_other_text(text: str, at: int) -> bool:
    hit = _OF.match(text, at)
    return bool(hit and not _ACT_WORD.match(text, hit.end()) and _NOT_LAW.match(text, hit.end()))


def _citation(text: str, one: Link, law: Mention | LawName) -> Citation:
    named = law if isinstance(law, Mention) else None
    name: LawName = named.law if named else law  # type: ignore[assignment]
    if one.kind == "section" and name in ("eirs", "uk-eirs", "fees"):
        name = "foisa" if not named or named.end <= one.start else name
    if one.kind == "regulation" and name in ("foisa", "foia"):
        name = "eirs"
    return Citation(
        Provision(name, one.steps),
        one.start,
        one.end,
        text[one.start : one.end].strip(" ,;"),
        one.odd,
        one.beside,
        named,
        one.gloss,
    )
