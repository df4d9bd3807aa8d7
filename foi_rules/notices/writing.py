"""What the sections of a letter are written from, and the small tools that write them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from foi_rules.model.case import Case
from foi_rules.model.decision import Decision
from foi_rules.model.rulebook import Law
from foi_rules.notices.checklist import Checklist, Source
from foi_rules.notices.names import Condition, Kind, Rights, Role
from foi_rules.notices.notice import Block, LetterDates, sentence
from foi_rules.notices.pieces import DENIED, ELSEWHERE, KEPT, NOT_HELD, SENT, WAITING, Claimed, Group, Piece


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything that a letter, or a section of a joined one, is made from.

    `regime` is the law under which it answers, "foisa" or "eirs". `groups` are what it answers one by one;
    `scope` is blank but in a section of a joined letter, and `part` is the part that the section is about.
    """

    kind: Kind
    case: Case
    decision: Decision
    law: Law
    checklist: Checklist
    dates: LetterDates
    pieces: tuple[Piece, ...]
    claims: tuple[Claimed, ...]
    conditions: frozenset[Condition] = frozenset()
    regime: str = "foisa"
    groups: tuple[Group, ...] = ()
    rights: tuple[Rights, ...] = ()
    scope: str = ""

    def that_are(self, outcome: str) -> tuple[Piece, ...]:
        """Return the pieces with this outcome."""
        return tuple(piece for piece in self.pieces if piece.outcome == outcome)

    @property
    def reviewing(self) -> bool:
        """Return whether the letter is about a review."""
        return self.case.stage == "review"

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

    @property
    def denied(self) -> tuple[Piece, ...]:
        """Return the pieces about which the letter does not say whether they are held."""
        return self.that_are(DENIED)

    @property
    def elsewhere(self) -> tuple[Piece, ...]:
        """Return the pieces that are public already (EIRs reg 6(1)(b))."""
        return self.that_are(ELSEWHERE)

    def say(self, name: str, /, **values: str) -> str:
        """Return a text of the wording, filled."""
        return self.checklist.say(name, **values)

    def law_say(self, name: str, /, **values: str) -> str:
        """Return a text of the wording that reads differently under the Regulations, filled."""
        return self.say(f"eir-{name}" if self.regime == "eirs" else name, **values)

    def days_say(self, name: str, /) -> str:
        """Return a text that gives 20 working days, or the one that gives the Keeper's 30. Source: FOISA s.22."""
        return self.say(f"{name}-keeper" if self.case.letter.transferred == "yes" else name)

    def told(self, name: str, part: str = "") -> str:
        """Return the officer's words on the request that the checklist calls `name`, as a sentence; else blank."""
        return sentence(request_text(self.case, self.checklist.answers.request[name], part))


def request_text(case: Case, source: Source, part: str = "") -> str:
    """Return a text that goes with an answer on the request: that of the part, else of the whole; else blank."""
    mine = [one.answers for one in case.parts if one.id == part]
    for answers in (*mine, case.answers):
        if source.fact in answers:
            return answers[source.fact].texts.get(source.text, "").strip()
    return ""


@dataclass(frozen=True, slots=True)
class Written:
    """A block as a section writes it: with what it shows, before that becomes the ids of one letter's items.

    `kind` is that of the section of a joined letter; None for what is common to the whole letter.
    """

    block: Block
    shows: tuple[Role, ...] = ()
    kind: Kind | None = None


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


def listed(
    lead: str, entries: Iterable[str], *shows: Role, about: Iterable[str] = (), goes_on: bool = False
) -> Written:
    """Return a list with its lead; a single entry becomes a paragraph together with the lead.

    With `goes_on` the entries go on after the lead as they are, and are no sentences by themselves.
    """
    rows = tuple((entry,) for entry in entries if entry)
    if len(rows) == 1:
        return paragraph(rows[0][0] if goes_on else sentence(rows[0][0]), *shows, lead=lead, about=about)
    return Written(Block("list", "", lead, rows, about=tuple(about)), shows)


def joined(*sentences: str) -> str:
    """Return the sentences that are not blank as one paragraph."""
    return " ".join(text for text in sentences if text)
