"""What the sections of a letter are written from, and the small tools that write them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from foi_rules.model.case import Case
from foi_rules.model.decision import Decision
from foi_rules.model.rulebook import Law
from foi_rules.notices.checklist import Checklist
from foi_rules.notices.names import Condition, Kind, Role
from foi_rules.notices.notice import Block, LetterDates, sentence
from foi_rules.notices.pieces import KEPT, NOT_HELD, SENT, WAITING, Claimed, Piece


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything that a letter is made from."""

    kind: Kind
    case: Case
    decision: Decision
    law: Law
    checklist: Checklist
    dates: LetterDates
    pieces: tuple[Piece, ...]
    claims: tuple[Claimed, ...]
    conditions: frozenset[Condition] = frozenset()

    def that_are(self, outcome: str) -> tuple[Piece, ...]:
        """Return the pieces with this outcome."""
        return tuple(piece for piece in self.pieces if piece.outcome == outcome)

    @property
    def sent(self) -> tuple[Piece, ...]:
        """Return the pieces that are given."""
        return self.that_are(SENT)

    @property
    def kept(self) -> tuple[Piece, ...]:
        """Return the pieces that are held and kept back."""
        return self.that_are(KEPT)

    @property
    def not_held(self) -> tuple[Piece, ...]:
        """Return the pieces that the authority does not have."""
        return self.that_are(NOT_HELD)

    @property
    def waiting(self) -> tuple[Piece, ...]:
        """Return the pieces that are held back until a doubt is settled."""
        return self.that_are(WAITING)

    def say(self, name: str, /, **values: str) -> str:
        """Return a text of the wording, filled."""
        return self.checklist.say(name, **values)


@dataclass(frozen=True, slots=True)
class Written:
    """A block as a section writes it: with what it shows, before that becomes the ids of one letter's items."""

    block: Block
    shows: tuple[Role, ...] = ()


Section = Iterator[Written]


def heading(text: str, level: int = 2, *shows: Role, about: Iterable[str] = ()) -> Written:
    """Return a heading."""
    return Written(Block("heading", text, level=level, about=tuple(about)), shows)


def paragraph(text: str, *shows: Role, lead: str = "", about: Iterable[str] = ()) -> Written:
    """Return a paragraph, with a few words in bold before it or none."""
    return Written(Block("paragraph", text, lead, about=tuple(about)), shows)


def quote(text: str, *shows: Role) -> Written:
    """Return somebody's words, set apart."""
    return Written(Block("quote", text), shows)


def listed(lead: str, entries: Iterable[str], *shows: Role, about: Iterable[str] = ()) -> Written:
    """Return a list with its lead; a single entry becomes a paragraph together with the lead."""
    rows = tuple((entry,) for entry in entries if entry)
    if len(rows) == 1:
        return paragraph(sentence(rows[0][0]), *shows, lead=lead, about=about)
    return Written(Block("list", "", lead, rows, about=tuple(about)), shows)


def joined(*sentences: str) -> str:
    """Return the sentences that are not blank as one paragraph."""
    return " ".join(text for text in sentences if text)
