"""What a letter answers one by one: parts of the request, and within a part what is under each law."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from foi_rules.model.case import Case
from foi_rules.model.decision import Decision, PartDecision
from foi_rules.notices.names import Kind
from foi_rules.notices.pieces import DENIED, ELSEWHERE, KEPT, NOT_HELD, SENT, Group, Piece

# Outcomes that end a part as a whole, and the letter of each.
WHOLE: Mapping[str, Kind] = MappingProxyType(
    {
        "refused-cost": "cost",
        "vexatious": "vexatious",
        "repeated": "repeated",
        "fees-notice": "fees",
        "clarify": "clarification",
        "invalid": "invalid",
    }
)
# The grounds of request level for which there is a letter.
KNOWN = frozenset({"foisa.s12-1", "foisa.s14-1", "foisa.s14-2", "foisa.s9-1", "foisa.s1-3", "foisa.s8-1", "eirs.r9-2"})
ORDINARY: frozenset[Kind] = frozenset({"full-release", "partial-release", "refusal", "not-held"})


def groups_of(case: Case, decision: Decision, pieces: tuple[Piece, ...]) -> tuple[Group, ...]:
    """Return what the letter answers one by one, in the order of the parts."""
    found = [
        group
        for number, part in enumerate(decision.parts, start=1)
        for group in _of_part(part, number, _mine(case, part, pieces))
    ]
    return tuple(found)


def _mine(case: Case, part: PartDecision, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    return tuple(piece for piece in pieces if not case.parts or piece.part == part.id)


def _of_part(part: PartDecision, number: int, pieces: tuple[Piece, ...]) -> Iterator[Group]:
    whole = WHOLE.get(part.outcome)
    if whole:
        law = "eirs" if any(ground.id.startswith("eirs.") for ground in part.grounds) else "foisa"
        yield Group(part.id, number, whole, law, grounds=part.grounds)
        return
    denied = tuple(piece for piece in pieces if piece.outcome == DENIED)
    rest = tuple(piece for piece in pieces if piece.outcome != DENIED)
    if denied:
        law = "eirs" if any("eirs" in piece.laws for piece in denied) else "foisa"
        yield Group(part.id, number, "environmental-neither" if law == "eirs" else "neither", law, denied)
    green = tuple(piece for piece in rest if "eirs" in piece.laws or _waits_with(piece, rest))
    plain = tuple(piece for piece in rest if piece not in green)
    if plain:
        yield Group(part.id, number, ordinary(plain), "foisa", plain)
    if green:
        yield Group(part.id, number, "environmental", "eirs", green)


def _waits_with(piece: Piece, others: tuple[Piece, ...]) -> bool:
    """Return whether a piece that is not decided yet stands among pieces that are all under the Regulations."""
    settled = [other.laws for other in others if other.grounds]
    return not piece.grounds and piece.outcome != SENT and bool(settled) and all("eirs" in laws for laws in settled)


def ordinary(pieces: tuple[Piece, ...]) -> Kind:
    """Return which letter an ordinary answer is, by what became of the pieces."""
    outcomes = {piece.outcome for piece in pieces}
    if SENT in outcomes:
        return "full-release" if outcomes == {SENT} else "partial-release"
    return "refusal" if KEPT in outcomes or not outcomes & {NOT_HELD, ELSEWHERE} else "not-held"


def is_joined(groups: tuple[Group, ...]) -> bool:
    """Return whether the letter joins sections: it answers several things, and not all in one of the plain ways."""
    kinds = {group.kind for group in groups}
    return len(groups) > 1 and not kinds <= ORDINARY and kinds != {"environmental"}
