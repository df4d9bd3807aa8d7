"""A letter that somebody else wrote, as lines of text that know their places; and the fault that stops a reading."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

Kind = Literal["head", "heading", "text", "list", "cell", "quote"]

MOST_CHARACTERS, MOST_LINES = 2_000_000, 100_000  # what a letter may hold: about 700 pages
# Soft hyphens, zero widths, marks of direction, word joiners, the byte order mark and the invisible "tags".
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\U000e0000-\U000e007f]"
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
# Putting a long run of combining marks in order takes the square of its length, so words are composed in pieces.
_COMPOSED_AT_ONCE = 1000


class Fault(Exception):
    """Why a letter cannot be read: what follows the name of the file in the one sentence for the user."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a letter.

    number     from 1: the line of the source (.txt, .md, .html, and the body of an .eml); the running number of the
               paragraphs that are not empty (.docx); the running number of the lines that were found (.pdf)
    text       never empty; single spaces, composed characters (NFC), nothing invisible; quotes and dashes as written
    kind       "head" for what stands around the letter (headers, footers, the From and To of an e-mail), "cell" for
               a row of a table (its cells joined by " | "), "quote" for what is quoted, and "heading", "list", "text"
    paragraph  lines with the same number are one paragraph: join them with a space
    place      where it is, for people: "line 12", "page 2, line 5", "paragraph 7", "table 1, row 3"
    """

    number: int
    text: str
    kind: Kind
    paragraph: int
    place: str


@dataclass(frozen=True, slots=True)
class Page:
    """The whole letter: its format ("docx", "txt", ...), its lines in order, and a sentence for each thing not seen."""

    format: str
    lines: tuple[Line, ...]
    unseen: tuple[str, ...]


class Piece(NamedTuple):
    """A line that has no paragraph yet: whether it starts one is all that it knows. Its text may still be untidy."""

    text: str
    kind: Kind
    number: int
    place: str
    starts: bool


def cleaned(text: str) -> str:
    """Return the text in single spaces, composed (NFC), without what nobody can see; quotes and dashes stay."""
    if not text.isascii():
        text = _LONE_SURROGATE.sub("\ufffd", _INVISIBLE.sub("", text))
    words = _CONTROL.sub(" ", text).split()
    return " ".join(words) if text.isascii() else " ".join(_composed(word) for word in words)


def _composed(word: str) -> str:
    pieces = (word[at : at + _COMPOSED_AT_ONCE] for at in range(0, len(word), _COMPOSED_AT_ONCE))
    return "".join(unicodedata.normalize("NFC", piece) for piece in pieces)


def laid_out(pieces: Iterable[Piece]) -> tuple[Line, ...]:
    """Return the pieces as lines with paragraphs, tidied, without the empty ones.

    Raises Fault for more characters or lines than a letter can hold.
    """
    lines: list[Line] = []
    paragraph, held, starts = 0, 0, True
    for piece in pieces:
        starts = starts or piece.starts
        text = cleaned(piece.text)
        if not text:
            continue
        held += len(text)
        require_short(held, len(lines))
        paragraph += starts
        starts = False
        lines.append(Line(piece.number, text, piece.kind, paragraph, piece.place))
    return tuple(lines)


def require_short(characters: int, lines: int = 0) -> None:
    """Raise Fault for more characters or lines than a letter can hold."""
    if characters > MOST_CHARACTERS:
        raise Fault(
            f"holds more than {MOST_CHARACTERS:,} characters, too many for a letter; save the letter on its own."
        )
    if lines >= MOST_LINES:
        raise Fault(f"holds more than {MOST_LINES:,} lines, too many for a letter; save the letter on its own.")


def shown(name: str) -> str:
    """Return a name that somebody else chose so that it can stand in a sentence: one line, not too long."""
    tidy = cleaned(name)
    return tidy if len(tidy) <= 120 else f"{tidy[:60]}...{tidy[-50:]}"
