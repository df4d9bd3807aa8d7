"""A decision as a value. It cannot be built with a refusal that has no engaged ground (law 1)."""

from dataclasses import dataclass, field
from typing import Literal

from foi_rules.model.proof import Proof
from foi_rules.model.rule import Kind
from foi_rules.model.truth import YES, Truth

Result = Literal[
    "engaged",
    "outweighed",
    "not-engaged",
    "not-claimed",
    "unknown",
    "screened-out",
    "lapsed",
    "not-available",
    "not-reached",
]

# Outcomes that settle nothing: the officer, or a named person, still has something to say.
OPEN = frozenset({"undecided", "escalate"})
# Outcomes of a request or part that follow from its items; any other settled one rests on grounds of its own.
FROM_ITEMS = frozenset({"disclosed", "partial", "refused", "not-held", "neither-confirm-nor-deny"})


class UncitedRefusal(ValueError):
    """A refusal was built without an engaged ground that can be cited. Source: FOISA s.16(1)(c)."""


@dataclass(frozen=True, slots=True)
class Reliance:
    """A ground that is relied on: cited, engaged, weighed if qualified, with the officer's reasons."""

    id: str
    cite: str
    kind: Kind
    engaged: Truth
    public_interest: str
    reasons: tuple[str, ...]

    def __post_init__(self) -> None:
        if self.engaged is not YES:
            raise UncitedRefusal(f"{self.cite} is not engaged and cannot be relied on")
        if self.kind == "qualified" and self.public_interest != "maintaining-outweighs":
            raise UncitedRefusal(f"{self.cite} is qualified and its public interest does not favour maintaining it")


@dataclass(frozen=True, slots=True)
class Considered:
    """What became of one ground, and the ids of the answers that decided it."""

    id: str
    cite: str
    result: Result
    decided_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """A warning, or a duty that is still open: its id, one sentence, and its source."""

    id: str
    message: str
    cite: str


@dataclass(frozen=True, slots=True)
class _Decided:
    id: str
    outcome: str
    grounds: tuple[Reliance, ...]
    considered: tuple[Considered, ...]
    missing: tuple[str, ...]
    proofs: tuple[Proof, ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        if self.refuses and not self.grounds:
            raise UncitedRefusal(f"'{self.id}' cannot be refused: no ground is cited (outcome {self.outcome})")

    @property
    def settled(self) -> bool:
        """Return whether nothing more is needed."""
        return self.outcome not in OPEN

    @property
    def refuses(self) -> bool:
        """Return whether something that was asked for is not given, on grounds that must be cited here."""
        return self.settled and self.outcome != "disclose"


@dataclass(frozen=True, slots=True)
class ItemDecision(_Decided):
    """The outcome for one item, with its grounds, the table of what was considered, and the proofs."""


@dataclass(frozen=True, slots=True)
class PartDecision(_Decided):
    """The outcome for the request, or for one part of it. Its own grounds are those of request level."""

    @property
    def refuses(self) -> bool:
        """Return whether the part is refused as a whole, by grounds of its own."""
        return self.settled and self.outcome not in FROM_ITEMS


@dataclass(frozen=True, slots=True)
class Decision:
    """The whole decision. Equal inputs give equal decisions, and equal decisions print as equal bytes."""

    reference: str
    outcome: str
    law_stated_at: str
    version: str
    sha256: str
    engines: tuple[str, ...]
    parts: tuple[PartDecision, ...]
    items: tuple[ItemDecision, ...]
    warnings: tuple[Remark, ...]
    duties: tuple[Remark, ...]

    @property
    def grounds(self) -> tuple[Reliance, ...]:
        """Return the grounds of request level that are relied on, each once."""
        return tuple(dict.fromkeys(ground for part in self.parts for ground in part.grounds))

    @property
    def settled(self) -> bool:
        """Return whether nothing more is needed for an outcome."""
        return self.outcome not in OPEN

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the ids of all that is still needed, each once, in the order of parts and items."""
        return tuple(dict.fromkeys(name for one in (*self.parts, *self.items) for name in one.missing))

    def item(self, name: str) -> ItemDecision:
        """Return the decision on the item with this id. Raises KeyError if there is none."""
        for one in self.items:
            if one.id == name:
                return one
        raise KeyError(name)
