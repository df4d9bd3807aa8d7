"""What a letter answers one by one: parts of the request, and within a part what is under each law."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from foi_rules.model.case import Case
from foi_rules.model.decision import Decision, PartDecision, Reliance
from foi_rules.notices.names import Kind
from foi_rules.notices.pieces import DENIED, ELSEWHERE, KEPT, NOT_HELD, SENT, Group, Piece

# Grounds that end a part as a whole, and the letter of each.
WHOLE: Mapping[str, Kind] = MappingProxyType(
    {
        "foisa.s20-5": "review-invalid",
        "eirs.r16-2": "review-invalid",
        "foisa.s21-8-a": "not-reviewed",
        "foisa.s21-8-b": "not-reviewed",
        "foisa.s3-1": "not-covered",
        "eirs.r2-1": "not-covered",
        "eirs.r3-2": "not-covered",
        "foisa.s8-1": "invalid",
        "foisa.s1-3": "clarification",
        "eirs.r9-2": "clarification",
        "eirs.x4b": "unreasonable",
        "eirs.x4c": "unreasonable",
        "foisa.s12-1": "cost",
        "foisa.s12-2-c": "published-for-all",
        "foisa.s14-1": "vexatious",
        "foisa.s14-2": "repeated",
        "foisa.s9-3": "unpaid",
        "eirs.r8-6": "unpaid",
        "foisa.s9-1": "fees",
    }
)
FORMS = frozenset({"foisa.s11-3", "eirs.r6-1-a"})
FOR_A_FEE, MORE_TIME = "foisa.s13-1", "eirs.r7-1"
# Grounds that stand beside the answer: they change its form, its price or its time, and end nothing.
BESIDE = FORMS | {FOR_A_FEE, MORE_TIME}
ORDINARY: frozenset[Kind] = frozenset({"full-release", "partial-release", "refusal", "not-held"})
# Letters that go out before the answer, and those that end a review before it begins: one answer for every part.
INTERIM: frozenset[Kind] = frozenset({"extension", "charge"})
NO_REVIEW: frozenset[Kind] = frozenset({"not-reviewed", "review-invalid"})
ONE_ANSWER = INTERIM | NO_REVIEW
# The outcome of a review, in whatever form.
REVIEWS: frozenset[Kind] = frozenset({"review-outcome", "environmental-review", "several-review"})
_CHARGED = "eirs.r8.asked-for-in-writing"


def ends(part: PartDecision) -> tuple[Reliance, ...]:
    """Return the grounds on which the part ends as a whole; none if its items decide."""
    return tuple(ground for ground in part.grounds if ground.id in WHOLE)


def groups_of(case: Case, decision: Decision, pieces: tuple[Piece, ...]) -> tuple[Group, ...]:
    """Return what the letter answers one by one, in the order of the parts."""
    found = [
        group
        for number, part in enumerate(decision.parts, start=1)
        for group in (
            _before_the_answer(case, part, number)
            if case.letter.kind
            else _of_part(part, number, _mine(case, part, pieces))
        )
    ]
    return tuple(found)


def _before_the_answer(case: Case, part: PartDecision, number: int) -> Iterator[Group]:
    """Yield the part if its time is extended, or a charge is made for it. Source: EIRs regs 7, 8."""
    grounds = tuple(ground for ground in part.grounds if ground.id == MORE_TIME)
    if case.letter.kind == "extension" and grounds:
        yield Group(part.id, number, "extension", "eirs", grounds=grounds)
    answers = [one.answers for one in case.parts if one.id == part.id]
    asked = next((one[_CHARGED] for one in (*answers, case.answers) if _CHARGED in one), None)
    if case.letter.kind == "charge" and asked and asked.is_ == "yes":
        yield Group(part.id, number, "charge", "eirs")


def _mine(case: Case, part: PartDecision, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    return tuple(piece for piece in pieces if not case.parts or piece.part == part.id)


def _of_part(part: PartDecision, number: int, pieces: tuple[Piece, ...]) -> Iterator[Group]:
    """Yield what is under each law in the part; a piece that both laws refuse stands under each of them."""
    whole = ends(part)
    if whole:
        law = "eirs" if any(ground.id.startswith("eirs.") for ground in whole) else "foisa"
        yield Group(part.id, number, WHOLE[whole[0].id], law, grounds=whole)
        return
    denied = tuple(piece for piece in pieces if piece.outcome == DENIED)
    rest = tuple(piece for piece in pieces if piece.outcome != DENIED)
    if denied:
        law = "eirs" if any("eirs" in piece.laws for piece in denied) else "foisa"
        yield Group(part.id, number, "environmental-neither" if law == "eirs" else "neither", law, denied)
    green = tuple(piece for piece in rest if "eirs" in piece.laws or _waits_with(piece, rest))
    plain = tuple(piece for piece in rest if piece not in green or "foisa" in piece.laws)
    if plain:
        yield Group(part.id, number, ordinary(plain), "foisa", plain, beside=_beside(part, "foisa."))
    if green:
        yield Group(part.id, number, "environmental", "eirs", green, beside=_beside(part, "eirs."))


def _beside(part: PartDecision, law: str) -> tuple[Reliance, ...]:
    return tuple(ground for ground in part.grounds if ground.id in BESIDE and ground.id.startswith(law))


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
    return len(groups) > 1 and not kinds <= ORDINARY and kinds != {"environmental"} and not kinds <= ONE_ANSWER
