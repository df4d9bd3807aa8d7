"""A letter as a value: one structure, from which every format is made."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Literal

from foi_rules.model.rule import Kind as GroundKind
from foi_rules.notices.names import Condition, Kind, Rights

BlockKind = Literal["heading", "paragraph", "list", "table", "quote"]
LineRole = Literal["authority", "authority-address", "addressee", "date", "reference", "salutation"]


class NoticeRefused(ValueError):
    """No letter can be made yet: carries every reason, each one sentence with its source and what to do."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        self.reasons = reasons
        super().__init__("\n".join(reasons))


@dataclass(frozen=True, slots=True)
class LetterDates:
    """The dates of one letter, worked out by the caller; None where one is not known.

    `received` is the day of the request and `reply_due` the last day for the reply to it (FOISA s.10(1));
    `issued` the day of the letter; `review_request_due` the last day to ask for a review (s.20(5));
    `review_due` the last day for the outcome of a review (s.21(1)); `commissioner_due` the last day to apply
    to the Commissioner if the letter is received on the day of issue (s.47(4)). `late`: the letter goes out
    after the last day for it. `eirs_review_request_due` is the last day to ask for a review under the
    Regulations, if the letter is received on the day of issue (reg 16(2)). `eirs_extended_due` is the last day for
    a reply whose time was extended (reg 7(1)); `charge_due` the 60th working day that begins with the day of the
    letter (reg 8(6)).
    """

    received: date | None = None
    reply_due: date | None = None
    issued: date | None = None
    review_request_due: date | None = None
    review_due: date | None = None
    commissioner_due: date | None = None
    late: bool = False
    eirs_review_request_due: date | None = None
    eirs_extended_due: date | None = None
    charge_due: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the head of a letter, and the ids of the items of the checklist that it meets."""

    role: LineRole
    text: str
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the body of a letter, and the ids of the items of the checklist that it meets.

    `lead` is a few words, set in bold, that lead in a paragraph or a list. `text` is the words of a heading,
    paragraph or quotation, or the caption of a table. `rows` are the entries of a list, one cell each, or
    those of a table, the first being its header. `level` is that of a heading, from 2. `about` names what the
    block is about, where an item is wanted for each of several things (a ground, a part, a point). `scope`
    names the section of a joined letter to which the block belongs; blank for what is common to all. `total`: the
    last row of a table is the sum of the others.
    """

    kind: BlockKind
    text: str = ""
    lead: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    level: int = 2
    ids: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    scope: str = ""
    total: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """Return every text of the block, as it will be read."""
        cells = (cell for row in self.rows for cell in row)
        return tuple(text for text in (self.lead, self.text, *cells) if text.strip())


@dataclass(frozen=True, slots=True)
class Claim:
    """A ground that the letter relies on, once for each set of reasons: its key, its kind, how it is cited."""

    key: str
    kind: GroundKind
    provision: str


@dataclass(frozen=True, slots=True)
class Within:
    """A section of a joined letter, checked as a letter of its own kind.

    `number` is that of its part, as the tables of the letter have it; blank if the request has no parts.
    """

    scope: str
    kind: Kind
    conditions: frozenset[Condition]
    claims: tuple[Claim, ...] = ()
    number: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """A whole letter.

    `conditions`, `claims`, `parts` and `points` say which items of the checklist apply, and to what; `rights`
    which blocks of rights it gives, where they are not the usual one; `within` the sections of a joined
    letter. `private` holds words that may stand nowhere in it (FOISA s.16(3)). `asked` is the applicant's own
    words, and `unsaid` the titles of items about which it does not say whether they are held; `law` is what the
    rules say of the grounds that it relies on, which tells nothing of this case.
    """

    kind: Kind
    title: str
    reference: str
    issued: date | None
    author: str
    head: tuple[Line, ...]
    blocks: tuple[Block, ...]
    close: str
    signed: tuple[str, ...]
    conditions: frozenset[Condition]
    claims: tuple[Claim, ...] = ()
    parts: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    private: tuple[str, ...] = ()
    rights: tuple[Rights, ...] = ()
    within: tuple[Within, ...] = ()
    asked: str = ""
    unsaid: tuple[str, ...] = ()
    law: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """Return every text of the letter, in order."""
        body = [text for block in self.blocks for text in block.words]
        return (self.title, *(line.text for line in self.head), *body, self.close, *self.signed)


_WORD = re.compile(r"[\w']+")
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


def clean(text: str) -> str:
    """Return an officer's words as a letter can hold them.

    Taken out are characters that no letter needs and some formats cannot hold: controls, halves of pairs,
    and marks that change the direction of reading. Line breaks stay; other blanks become one space.
    """
    kept = "".join(char for char in text.replace("\r\n", "\n").replace("\r", "\n") if _fit(char))
    lines = [re.sub(r"[^\S\n]+", " ", line).strip() for line in kept.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _fit(char: str) -> bool:
    if char in "\n\t":
        return True
    code = ord(char)
    if char in _BIDI or code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
        return False
    return unicodedata.category(char) not in ("Cc", "Cs")


def one_line(text: str) -> str:
    """Return the text cleaned and on one line."""
    return " ".join(clean(text).split())


def sentence(text: str) -> str:
    """Return the text cleaned and on one line, begun with a capital and ended with a full stop."""
    return capital(ended(text))


def ended(text: str) -> str:
    """Return the text cleaned and on one line, ended with a full stop, and begun as it was."""
    words = one_line(text).rstrip(" ,;")
    return words if not words or words[-1] in ".!?:" or _ends_in_link(words) else f"{words}."


_FIRST_WORDS = """
a all although an and any anybody anyone as at because before both but by each even every everybody everyone few for
from had has have he her here his how however if in into is it its many more most no nobody none nothing now of on once
one only other others our out over people several she should since so some somebody something such that the their
them then there these they this those three to two under until we were what when where whether which while who why with
without would you your
"""
_OPENERS = frozenset(_FIRST_WORDS.split())


def uncapital(text: str) -> str:
    """Return the text begun with a small letter if its first word is one that is never a name, such as "The"."""
    first = re.match(r"[A-Za-z]+(?![\w'\u2019-])", text)
    return text[:1].lower() + text[1:] if first and first.group().lower() in _OPENERS else text


def capital(text: str) -> str:
    """Return the text begun with a capital, unless it begins with an address or with a name such as eBay."""
    plain = text[1:2].islower() or not text[1:2].isalpha()
    return text[:1].upper() + text[1:] if plain and not text.startswith(("http", "www.")) else text


def _ends_in_link(text: str) -> bool:
    return bool(re.search(r"(https?://|www\.|@)\S+$", text))


def plain(text: str) -> str:
    """Return the words of a text in small letters, each between blanks; marks that nobody sees part no word."""
    seen = "".join(char for char in text if unicodedata.category(char) != "Cf")
    return f" {' '.join(_WORD.findall(seen.casefold().replace(chr(0x2019), chr(39))))} "


def in_words(day: date) -> str:
    """Return a day as letters write it, such as "7 September 2026"."""
    return f"{day.day} {day:%B %Y}"


def on_weekday(day: date) -> str:
    """Return a day with its weekday, such as "Monday 7 September 2026"."""
    return f"{day:%A} {in_words(day)}"
