"""A letter as a PDF. A PDF knows no paragraphs: they are found again from the room between the lines."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from foi_rules.notices.reading.apart import done_apart
from foi_rules.notices.reading.page import Page, Piece, laid_out
from foi_rules.notices.reading.paragraphs import Raw, paragraphs
from foi_rules.notices.reading.words import mended

_EDGE = 3  # how many lines at the top and the bottom of a page can be its header and footer
_NUMBERED = re.compile(r"(?:page|p\.?)?\s*\W{0,2}\d{1,3}\W{0,2}(?:\s*(?:of|/)\s*\d{1,3})?", re.I)
_PAGE_OF = re.compile(r"page\s+\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?", re.I)
_ROOM = 1.25  # times the usual distance of two lines: from here on there is a blank between them


_Spot = tuple[int, str]


class _Found(NamedTuple):
    """A line of a page: its text, how high it stands, where it is, and whether it belongs to the header or footer."""

    text: str
    height: float
    page: int
    place: str
    number: int
    head: bool


def read(data: bytes) -> Page:
    """Return the letter in the bytes of a PDF. Raises Fault if it is locked, damaged, a scan, or too large.

    A word that the end of a line cut in two is put together in the line where it begins (see words.py).
    """
    answer = done_apart("pdf", data)
    pages = [[(str(text), float(height)) for text, height in page] for page in answer["pages"]]
    found = _found(pages)
    heads = [Piece(line.text, "head", line.number, line.place, starts=True) for line in found if line.head]
    body = paragraphs(_raws([line for line in found if not line.head]))
    pieces = sorted((*heads, *body), key=lambda piece: piece.number)
    lines = mended(laid_out(_over_heads(pieces)), broken=True)
    return Page("pdf", lines, tuple(map(str, answer["unseen"])))


def _over_heads(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces with all headers and footers before what goes on over a page."""
    ordered: list[Piece] = []
    waiting: list[Piece] = []
    for piece in pieces:
        if piece.kind == "head":
            waiting.append(piece)
            continue
        if piece.starts:
            ordered += waiting
            waiting = []
        ordered.append(piece)
    return ordered + waiting


def _found(pages: Sequence[Sequence[tuple[str, float]]]) -> list[_Found]:
    heads = _heads(pages)
    found: list[_Found] = []
    for page, lines in enumerate(pages, 1):
        for at, (text, height) in enumerate(lines, 1):
            outer = at in (1, len(lines))
            is_number = outer and _NUMBERED.fullmatch(text) is not None and (len(pages) > 1 or _PAGE_OF.fullmatch(text))
            head = bool(is_number) or any(spot in heads for spot in _spots(text, at, len(lines)))
            place = f"page {page}, line {at}"
            found.append(_Found(text, height, page, place, len(found) + 1, head))
    return found


def _heads(pages: Sequence[Sequence[tuple[str, float]]]) -> set[_Spot]:
    """Return what stands at the same spot of more than half of the pages, and of two at least."""
    seen = Counter(
        spot for page in pages for at, (text, _) in enumerate(page, 1) for spot in _spots(text, at, len(page))
    )
    return {spot for spot, times in seen.items() if times >= 2 and 2 * times > len(pages)}


def _spots(text: str, at: int, count: int) -> list[_Spot]:
    """Return where a line stands if it is near the top or the bottom: 1, 2, 3 from the top, -1, -2, -3 from below."""
    return [(place, _shape(text)) for place in (at, at - count - 1) if abs(place) <= _EDGE]


def _shape(text: str) -> str:
    """Return a text with its numbers made alike: the header of page 2 is that of page 1."""
    return re.sub(r"\d+", "0", text.lower())


def _raws(lines: Sequence[_Found]) -> list[Raw]:
    """Return the lines with an empty one wherever there is room for it, and between pages unless a sentence goes on."""
    usual = _usual_distance(lines)
    raws: list[Raw] = []
    for before, line in zip((None, *lines), lines, strict=False):
        if before is not None and _is_apart(before, line, usual):
            raws.append(Raw(line.number, "", line.place))
        raws.append(Raw(line.number, line.text, line.place))
    return raws


def _is_apart(before: _Found, line: _Found, usual: float) -> bool:
    if before.page != line.page:
        return not line.text[0].islower() or before.text[-1] in ".?!:"
    distance = before.height - line.height
    return usual > 0 and (distance > _ROOM * usual or distance < -usual)


def _usual_distance(lines: Sequence[_Found]) -> float:
    """Return the distance between the lines of a paragraph: the smallest that is not rare; 0 if none is known."""
    pairs = ((before, line) for before, line in pairwise(lines) if before.page == line.page)
    distances = Counter(round(before.height - line.height, 1) for before, line in pairs)
    total = sum(times for distance, times in distances.items() if distance > 2)
    common = [distance for distance, times in distances.items() if distance > 2 and 8 * times >= total]
    return min(common, default=0.0)
