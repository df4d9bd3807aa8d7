"""A letter as sentences: each with its line, the part of the request that it answers, and whose words it is."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from foi_rules.notices.checking.phrases import plain_text
from foi_rules.notices.reading.page import Kind, Line, Page

_ABBREVIATED = re.compile(
    r"(?:\b(?:ss?|regs?|no|nos|para|paras|art|arts|p|pp|cf|ref|e\.g|i\.e|eg|ie|etc|viz|vs|v|mr|"
    r"mrs|ms|dr|prof|rev|st|ltd|inc|dept|approx|fig|sch|cap|ch|vol|ed|tel|ext"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)|\b[a-z])\.$",
    re.IGNORECASE,
)
_BREAK = re.compile(r"(?<=[.!?])[\"'’”)\]]*\s+|(?<=[;:])\s+(?=(?:\(?\d{1,2}[.)]|\([a-h]\)|[-•*–]\s))")
_NUMBERED = re.compile(
    r"^(?:[-•*]\s*)?(?:(?:(?:question|request|part|point|"
    r"q)s?\.?\s*(?:no\.?\s*)?)(?P<named>\d{1,2})|\(?(?P<plain>\d{1,2})\s?[.)](?=\D)\)?|"
    r"(?P<close>\d{1,2})\s*[:\-–]\s|\(?(?P<letter>[a-h])\)(?=\s))",
    re.IGNORECASE,
)
_MARKER_ONLY = re.compile(r"^\(?\d{1,2}[.)]\)?$|^\(?[a-h][.)]$")
_DATE_LIKE = re.compile(r"^\d{1,2}\.?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|\d)", re.IGNORECASE)
# Somebody else's words in a sentence of the authority: what they say, the authority does not say.
_QUOTED = re.compile(
    r"[“\"](?:[^\s“”\"]+\s+){4,}[^“”\"]*[”\"]|(?<!\w)[‘'](?:[^\s‘’']+\s+){4,}[^‘’']*[’'](?!\w)"
    r"|(?<=marked )[“\"‘'][^“”\"‘’']*[”\"’']|(?<=stamped )[“\"‘'][^“”\"‘’']*[”\"’']|(?<=headed "
    r")[“\"‘'][^“”\"‘’']*[”\"’']"
)
_LONGEST = 2000
_QUOTING = re.compile(r"^\s*[\"“‘'].*[\"”’']\.?\s*$", re.DOTALL)
# A sentence that reports what was asked, a lead to the applicant's own words, and the headings over them and over
# answers.
_REPORTS = re.compile(
    r"^(?:\(?\d{1,2}[.)]\)?\s*)?(?:in (?:your|the) (?:e-?mail|letter|request)[^.]{0,40}?,? "
    r")?(?:you (?:have |had |also |then |now )?(?:asked|ask|requested|wished|sought|wanted|wrote|"
    r"write|say|said|state|stated|wonder|wondered|argue|argued|suggest|suggested|believe|feel|"
    r"claim|claimed|complained|mentioned|told us|pointed out|point out|were (?:worried|concerned)|"
    r"are concerned|assume|suppose)"
    r"|your (?:request|question)s? (?:(?:was|were|is) (?:for|about|as follows|whether|how|to)|"
    r"reads?|asked|said|sought|concerned))\b",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"\b(?:you (?:have |had )?(?:asked|requested|wrote|said)|your (?:request|questions?|e-?mail)|"
    r"request(?:ed)?|asked|questions?)\b[^.]{0,120}:\s*$",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"^(?:\d{1,2}[.)]\s*)?(?:(?:your|the|details of (?:your|the)) )?(?:original )?(?:requests?|"
    r"questions?|you asked(?: for)?)(?: \d{1,2})?\s*:?\s*$",
    re.IGNORECASE,
)
_ANSWERS = re.compile(r"^(?:our |the )?(?:responses?|answers?|repl(?:y|ies)|decision)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a letter.

    `text` as it stands, `plain` as phrases are looked for in it. `part` is the number of the answer to which it
    belongs, blank where the letter has no numbers there. `theirs`: it is the applicant's words, or asks what they
    asked.
    """

    index: int
    text: str
    plain: str
    line: int
    place: str
    kind: Kind
    paragraph: int
    part: str = ""
    theirs: bool = False


def sentences_of(page: Page) -> tuple[Sentence, ...]:
    """Return the sentences of a letter in order; headings, cells and lines of the head are sentences of their own."""
    found: list[Sentence] = []
    part, listening = "", _Listening()
    for lines in _paragraphs(page.lines):
        kind = lines[0].kind
        listening = listening.at(kind, lines[0].text)
        for text, said, line in _split(lines):
            marker = _NUMBERED.match(text)
            if marker and kind != "head" and not _DATE_LIKE.match(text):
                part = next(group for group in marker.groups() if group)
            theirs = listening.theirs or _is_theirs(kind, text)
            found.append(
                Sentence(
                    len(found),
                    text,
                    plain_text(_unmarked(said, marker)),
                    line.number,
                    line.place,
                    kind,
                    line.paragraph,
                    part,
                    theirs,
                )
            )
            listening = replace(listening, leads=bool(_LEADS.search(text)))
    return tuple(found)


def _unmarked(said: str, marker: re.Match[str] | None) -> str:
    """Return a sentence without the number of the answer that it begins: that is no figure in it."""
    return (said[marker.end() :] or said) if marker else said


def _is_theirs(kind: Kind, text: str) -> bool:
    return kind == "quote" or text.rstrip(" \"'”’").endswith("?") or bool(_QUOTING.match(text) or _REPORTS.match(text))


@dataclass(frozen=True, slots=True)
class _Listening:
    """Whether the applicant's words are being repeated: under a heading for them, or after a lead such as "You asked:".

    `under` such a heading; `leads`: the sentence before led them in; `listed`: a list of them has begun.
    """

    under: bool = False
    leads: bool = False
    listed: bool = False

    @property
    def theirs(self) -> bool:
        return self.under or self.listed

    def at(self, kind: Kind, text: str) -> "_Listening":
        """Return what holds in a paragraph of this kind that begins with this text."""
        if _ANSWERS.match(text) or (kind == "heading" and not _ASKING.match(text)):
            return _Listening()
        if _ASKING.match(text):
            return _Listening(under=True)
        return replace(self, leads=False, listed=(self.leads or self.listed) and kind in ("list", "quote", "cell"))


def _paragraphs(lines: Iterable[Line]) -> Iterator[tuple[Line, ...]]:
    for _, group in groupby(lines, key=lambda line: (line.paragraph, line.kind)):
        yield tuple(group)


def _split(lines: tuple[Line, ...]) -> Iterator[tuple[str, str, Line]]:
    """Yield the sentences of one paragraph: as it stands, without what it quotes, and the line on which it begins."""
    text, starts = _joined(lines)
    said = _QUOTED.sub(lambda quote: " " * len(quote.group()), text)
    for piece, start in _pieces(text):
        if piece:
            line = next(line for place, line in reversed(starts) if place <= start)
            yield piece, said[start : start + len(piece)] or piece, line


def _joined(lines: tuple[Line, ...]) -> tuple[str, list[tuple[int, Line]]]:
    text, starts = "", []
    for line in lines:
        if text.endswith("-") and text[-2:-1].isalpha() and line.text[:1].islower():
            text = text[:-1]
        elif text:
            text += " "
        starts.append((len(text), line))
        text += line.text
    return text, starts


def _pieces(text: str) -> Iterator[tuple[str, int]]:
    """Yield the sentences of a text with the places where they begin."""
    start = 0
    for hit in _BREAK.finditer(text):
        piece = text[start : hit.start()].strip()
        if _ABBREVIATED.search(piece) or _MARKER_ONLY.match(piece) or not _opens(text[hit.end() :]):
            continue
        yield from _short(text[start : hit.end()].strip(), start)
        start = hit.end()
    yield from _short(text[start:].strip(), start)


def _opens(rest: str) -> bool:
    """Return whether a new sentence can begin so: with a capital, a figure or a mark."""
    return not rest or not rest[0].islower() or bool(re.match(r"https?:|www|[a-h]\)\s", rest))


def _short(piece: str, start: int) -> Iterator[tuple[str, int]]:
    """Yield a sentence, cut where nobody writes on so long."""
    for at in range(0, max(len(piece), 1), _LONGEST):
        yield piece[at : at + _LONGEST], start + at
