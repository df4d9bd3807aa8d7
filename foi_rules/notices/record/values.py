"""The record of a decision as a value: what was asked, answered, weighed, considered and decided, and by whom."""

from dataclasses import dataclass

from foi_rules.engine.explain import Sentence

MARK = "Internal: not for the applicant"
"""What stands at the top of every record."""


@dataclass(frozen=True, slots=True)
class Clock:
    """One time limit: the day it runs from and its last day, how long it is, and what came of it.

    `taken` is how many working days there were from the day after `received` to `issued`. Days are written
    2021-09-01 and blank where one is not known. Source: FOISA ss.10, 21(1), (2); EIRs regs 5(2)(a), 16(4).
    """

    what: str
    cite: str
    received: str
    allowed: str
    due: str
    issued: str = ""
    taken: int | None = None
    late: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """One answer: where it belongs ("request", "authority", or the id of an item or part), and who gave it when."""

    about: str
    fact: str
    cite: str
    question: str
    answer: str
    texts: tuple[tuple[str, str], ...] = ()
    by: str = ""
    on: str = ""
    how: str = ""
    queried: bool = False


@dataclass(frozen=True, slots=True)
class Weight:
    """One factor of a balance as it was weighed: in words, how much it weighs, and why."""

    id: str
    text: str
    weight: str
    why: str


@dataclass(frozen=True, slots=True)
class Balanced:
    """The public interest for one ground, both sides of it. Source: FOISA s.2(1)(b); EIRs reg 10(1)(b)."""

    about: str
    ground: str
    cite: str
    for_disclosure: tuple[Weight, ...]
    for_maintaining: tuple[Weight, ...]
    conclusion: str
    reasons: str
    by: str
    on: str


@dataclass(frozen=True, slots=True)
class Relied:
    """A ground that is relied on: how it is cited, and the officer's reasons for it."""

    id: str
    cite: str
    kind: str
    reasons: tuple[str, ...]
    public_interest: str


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one ground, and what was answered that decided it: ids, and the same in words."""

    id: str
    cite: str
    result: str
    decided_by: tuple[str, ...]
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Something that is still needed, by id and in words."""

    id: str
    question: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A ground that is not claimed, or an item that waits: who decided so, when, and why."""

    what: str
    by: str
    on: str
    why: str


@dataclass(frozen=True, slots=True)
class Thing:
    """An item, a part, or the whole request: its outcome, what it rests on, and all that was considered."""

    id: str
    title: str
    part: str
    created: str
    outcome: str
    settled: bool
    grounds: tuple[Relied, ...]
    because: tuple[Sentence, ...]
    considered: tuple[Row, ...]
    missing: tuple[Wanted, ...]
    not_claimed: tuple[LeftOut, ...] = ()
    held_back: LeftOut | None = None


@dataclass(frozen=True, slots=True)
class Search:
    """A search for an item that was not found: where, for which words, who was asked. Source: FOISA s.17(1)."""

    item: str
    places: str
    terms: str
    people: str
    why_not_here: str
    elsewhere: str
    by: str
    on: str


@dataclass(frozen=True, slots=True)
class Point:
    """A warning or a duty that goes with the decision, and whether it is met."""

    id: str
    kind: str
    about: str
    says: str
    cite: str
    met: bool


@dataclass(frozen=True, slots=True)
class Noted:
    """A note of the conversation."""

    text: str
    on: str
    about: str


@dataclass(frozen=True, slots=True)
class Record:
    """The whole record. Equal cases give equal records; nothing in it says when it was made."""

    reference: str
    authority: str
    authority_kind: str
    stage: str
    request: str
    parts_asked: tuple[tuple[str, str], ...]
    received: str
    came_by: str
    made: str
    proposed: str
    clocks: tuple[Clock, ...]
    outcome: str
    settled: bool
    parts: tuple[Thing, ...]
    items: tuple[Thing, ...]
    answers: tuple[Said, ...]
    balances: tuple[Balanced, ...]
    searches: tuple[Search, ...]
    points: tuple[Point, ...]
    notes: tuple[Noted, ...]
    law_on: str
    law_stated_at: str
    version: str
    sha256: str
    engines: tuple[str, ...]
    disagreements: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[Wanted, ...]:
        """Return all that is still needed, each once."""
        return tuple(dict.fromkeys(one for thing in (*self.parts, *self.items) for one in thing.missing))
