"""Which lines of a plain text belong together, and what they are: text, list, heading or quote."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from foi_rules.model.dates import MONTHS
from foi_rules.notices.reading.page import Kind, Piece

_WIDEST = 130  # a line that is longer was not wrapped by hand
_BULLET = re.compile(r"(?:[•·▪▫◦‣●○■□➢➤✓*\-–—\uf0b7\uf0a7]|o(?= [A-Za-z]))\s+(?=\S)")
_NUMBER = re.compile(
    r"(?:\(?\d{1,3}[.)]|\(?[a-zA-Z]\)|\(?[ivx]{1,5}\)|(?:ii|iii|iv|vi|vii|viii|ix)\."
    r"|\d{1,2}(?:\.\d{1,2}){1,3}\.?(?= [A-Z“‘\"']))\s+(?=\S)"
)
_RULE = re.compile(r"[-–—=_~*.+#·•\s]+")
_ENDS = re.compile(r"[.!?:][\"'”’)\]]*$")
_PAUSES = re.compile(r"(?:[.!?:;,][\"'”’)\]]*|\b(?:and|or))$")
_ADDRESS = re.compile(r"https?:|www\.|\S{1,200}@", re.I)
_STOPS = ".,;:?!"
SALUTATION = re.compile(r"(?:Dear|To whom it may concern|Good (?:morning|afternoon|evening)|Hello|Hi)\b.{0,60}$", re.I)
CLOSING = re.compile(
    r"(?:Yours\s+(?:sincerely|faithfully|truly)|(?:Kind|Best|Warm)(?:est)?\s+(?:regards|wishes)|Regards)\W*$", re.I
)
_MONTH = "|".join(MONTHS)
_DATE = re.compile(rf"(?:(?:\w+day),?\s+)?\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTH})\b.{{0,10}}$|[\d/.\-\s]+$", re.I)
_LIKE_ADDRESS = re.compile(
    r"\b(?:ref(?:erence)?|telephone|tel|phone|e-?mail|by post|by hand|private|confidential|street|road|avenue)\b"
    r"|[@:]|https?|www\.|\d{4,}|\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b",
    re.I,
)


class Raw(NamedTuple):
    """A line of plain text as it stood: tidied, perhaps empty; whether it was marked as quoted with ">"."""

    number: int
    text: str
    place: str
    quoted: bool = False


class _Group(NamedTuple):
    """Lines that belong together; whether a rule is drawn under them, and whether a space stands before them."""

    lines: tuple[Raw, ...]
    listed: bool
    underlined: bool
    apart: bool


class _Shape(NamedTuple):
    """How a text is laid out: the width of its lines, whether blanks part its paragraphs, whether it is wrapped."""

    width: int
    spaced: bool
    wrapped: bool


def paragraphs(raws: Sequence[Raw]) -> list[Piece]:
    """Return the lines of a text with the starts of its paragraphs and their kinds; rules and empty lines go.

    Blank lines part paragraphs. Inside a block a new one starts at a bullet or number, after a salutation, after a
    long line, and where a sentence ended although the next word would have fitted.
    """
    blocks = list(_blocks(raws))
    shape = _shape(blocks)
    groups = [group for block in blocks for group in _groups(block, shape)]
    kinds = _kinds(groups, shape)
    return [piece for group, kind in zip(groups, kinds, strict=True) for piece in _pieces(group, kind)]


def _pieces(group: _Group, kind: Kind) -> Iterator[Piece]:
    for at, line in enumerate(group.lines):
        text = (
            _BULLET.sub("", line.text, count=1) if at == 0 and group.listed and _BULLET.match(line.text) else line.text
        )
        yield Piece(text, kind, line.number, line.place, at == 0)


def _blocks(raws: Iterable[Raw]) -> Iterator[_Group]:
    """Yield the lines between blanks, rules and changes of quoting."""
    block: list[Raw] = []
    for raw in raws:
        is_rule = _RULE.fullmatch(raw.text) is not None
        if block and (not raw.text or is_rule or raw.quoted != block[-1].quoted):
            yield from _closed(block, raw.text if is_rule else "")
            block = []
        if raw.text and not is_rule:
            block.append(raw)
    if block:
        yield _Group(tuple(block), listed=False, underlined=False, apart=True)


def _closed(block: list[Raw], rule: str) -> Iterator[_Group]:
    """Yield the block; if it is underlined, what is underlined is its last line, or all of a wrapped heading."""
    last = len(block) - 1
    if (
        len(rule) < 3
        or rule[0] not in "=-~."
        or len(block[last].text) > _WIDEST
        or abs(len(rule) - len(block[-1].text)) > 40
    ):
        yield _Group(tuple(block), listed=False, underlined=False, apart=True)
        return
    if last == 1 and len(block[0].text) >= 60:
        last = 0
    if block[:last]:
        yield _Group(tuple(block[:last]), listed=False, underlined=False, apart=True)
    yield _Group(tuple(block[last:]), listed=False, underlined=True, apart=True)


def _shape(blocks: Sequence[_Group]) -> _Shape:
    lengths = [len(line.text) for block in blocks for line in block.lines]
    short = [length for length in lengths if length <= _WIDEST]
    width = max(short, default=0)
    similar = sum(length >= 0.7 * width for length in short)
    return _Shape(width, len(blocks) > 1, 40 <= width <= 110 and similar > 1 and 3 * similar >= len(lengths))


def _groups(block: _Group, shape: _Shape) -> Iterator[_Group]:
    if block.underlined:
        yield block
        return
    group: list[Raw] = []
    apart = True
    for line in block.lines:
        if group and not _joins(group[-1].text, line.text, shape):
            yield _Group(tuple(group), _is_item(group[0].text), underlined=False, apart=apart)
            group, apart = [], False
        group.append(line)
    yield _Group(tuple(group), _is_item(group[0].text), underlined=False, apart=apart)


def _is_item(text: str) -> bool:
    return bool(_BULLET.match(text) or _NUMBER.match(text))


def _joins(before: str, line: str, shape: _Shape) -> bool:
    """Return whether the line goes on with the paragraph of the line before."""
    room = shape.width - len(before) - 1 - len(line.split(" ", 1)[0])
    if _is_item(line):  # "section" at the end of a full line and "33." below it are no list
        return room < 0 and not _PAUSES.search(before[-20:])
    if len(before) > _WIDEST or SALUTATION.match(before) or CLOSING.match(before):
        return False
    ended = _ENDS.search(before[-8:]) is not None
    if line[0].islower() and not ended and not _ADDRESS.match(line):
        return True
    if shape.spaced:
        # A short line on top of a long one is a title that nobody set apart.
        is_title = room >= 30 and shape.width >= 60 and len(line) >= 0.7 * shape.width and _could_head(before)
        return room < 2 or not (ended or is_title)
    return shape.wrapped and room < 12 and not ended


def _kinds(groups: Sequence[_Group], shape: _Shape) -> list[Kind]:
    firsts = [group.lines[0].text for group in groups]
    opened = next((at for at, text in enumerate(firsts) if SALUTATION.match(text)), -1)
    closed = next((at for at, text in enumerate(firsts) if at > opened and CLOSING.match(text)), len(groups))
    return [
        _kind(group, groups[at + 1] if at + 1 < len(groups) else None, inside=shape.spaced and opened < at < closed)
        for at, group in enumerate(groups)
    ]


def _kind(group: _Group, after: _Group | None, *, inside: bool) -> Kind:
    if group.lines[0].quoted:
        return "quote"
    if group.underlined:
        return "heading"
    if group.listed:
        return "list"
    text = group.lines[0].text
    if after is None or len(group.lines) > 1 or not _could_head(text):
        return "text"
    if text.isupper() and sum(letter.isalpha() for letter in text) >= 5:
        return "heading"
    has_body = after.listed or len(" ".join(line.text for line in after.lines)) > len(text)
    return "heading" if inside and group.apart and after.apart and has_body and not after.underlined else "text"


def _could_head(text: str) -> bool:
    if len(text) >= 80 or text[-1] in _STOPS or not (text[0].isupper() or text[0].isdigit()):
        return False
    return not any(pattern.match(text) for pattern in (SALUTATION, CLOSING, _DATE)) and not _LIKE_ADDRESS.search(text)
