"""The strongest points against a draft decision, graded, each with what would answer it.

    points(rulebook, case)

What the applicant or the Commissioner would say is worked out from the rules and the case alone. Nothing here decides
or weighs; a point is something for the officer to look at before the letter. Source: FOISA ss.20, 47; EIRs regs 16, 17.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from foi_rules.engine.decide import WHOLE, decide_under, item_run, law_for, request_run
from foi_rules.interview.challenging import Check, Grade, Look, Point
from foi_rules.interview.challenging_facts import MISTAKE, aged, less, mistake, over, public, undone, whole
from foi_rules.interview.challenging_pieces import SOMEBODY_ELSE, nothing_goes_out, piled_up, same_words, somebody_else
from foi_rules.interview.challenging_weights import NOT_COUNTING, balances
from foi_rules.interview.challenging_words import NOT_A_HARM, bare, never_asked, no_harm, no_place, presumed, thin
from foi_rules.interview.view import Line
from foi_rules.model.case import Case
from foi_rules.model.decision import Decision
from foi_rules.model.rulebook import Law, Rulebook

__all__ = ["Due", "Grade", "Point", "challenge_lines", "points"]

CHECKS: tuple[Check, ...] = (
    thin, no_harm, bare, no_place, presumed, never_asked, balances, over, public, undone, less, aged, mistake,
    somebody_else,
)  # fmt: skip
"""What is looked at in one piece, the strongest first."""
NO_WEIGHT = (NOT_A_HARM, NOT_COUNTING)
"""The kinds of points about what carries no weight."""
MOST = 8
"""How many points of one piece are shown: the strongest."""
HEADS: dict[Grade, str] = {
    "serious": "Serious: as it stands, this could lose the decision",
    "fair": "Fair: this would be pressed, and needs an answer on file",
    "minor": "Minor: worth a look before the letter",
}
"""The grades in words, the strongest first."""


class Due(NamedTuple):
    """The last day for the answer, and the provision that sets it."""

    day: date
    cite: str


def points(rulebook: Rulebook, case: Case, due: Due | None = None) -> tuple[Point, ...]:
    """Return the strongest points against the draft decision on the case, the strongest first.

    Of a piece that is not settled nothing is said. `due` is the day by which the answer was due, if it is known.
    Raises NotInForce if the rulebook has no law for the day of the request.
    """
    law, case = law_for(rulebook, case), _in_one_order(case)
    looks = _looks(law, case, decide_under(law, case, rulebook))
    pieces = [look for look in looks if look.item]
    found = list(_late(case, due))
    found += nothing_goes_out(pieces) if len(pieces) == len(case.items) else ()
    for look in looks:
        own = [*whole(look, _something_goes_out(pieces, look)), *(one for check in CHECKS for one in check(look))]
        found += [*own, *piled_up(look, own)]
    return _strongest(case, _once([*found, *same_words(pieces)]))


def _once(found: Sequence[Point]) -> list[Point]:
    """Return the points without those that say again what another says: of a ground, or of a piece."""
    first: dict[tuple[str, ...], Point] = {}
    for one in found:
        first.setdefault(_subject(one), one)
    return list(first.values())


def _subject(one: Point) -> tuple[str, ...]:
    if one.kind == MISTAKE:
        return one.kind, one.ground
    # What carries no weight as a harm carries none in the balance either, for the same reason.
    return ("", one.item, one.answer) if one.kind in NO_WEIGHT else (one.kind, one.item, one.ground, one.text)


def _in_one_order(case: Case) -> Case:
    """Return the case with the answers of every piece in one order, so that none of it shows in the points."""
    items = tuple(item.model_copy(update={"answers": dict(sorted(item.answers.items()))}) for item in case.items)
    return case.model_copy(update={"items": items, "answers": dict(sorted(case.answers.items()))})


def _looks(law: Law, case: Case, decision: Decision) -> list[Look]:
    """Return each settled part with grounds of its own, then each settled piece."""
    parts = {part.id: part for part in case.parts} or {WHOLE.id: WHOLE}
    found = []
    for part in decision.parts:
        if part.settled and part.grounds:
            name, own = (f"Part '{part.id}' of the request", part.id) if case.parts else ("The request", "")
            found.append(Look(name, own, request_run(law, case, parts[part.id]), part))
    for number, (item, decided) in enumerate(zip(case.items, decision.items, strict=True), 1):
        if decided.settled:
            found.append(Look(f"Piece {number}", item.id, item_run(law, case, item), decided))
    return found


def _something_goes_out(pieces: Sequence[Look], look: Look) -> bool:
    """Return whether a piece of the same part goes out."""
    mine = look.item.part if look.item else ""
    return any(one.decided.outcome == "disclose" and one.item and one.item.part == mine for one in pieces)


def _late(case: Case, due: Due | None) -> Iterator[Point]:
    day = case.letter.on or case.as_at
    if due and day and date.fromisoformat(day) > due.day:
        yield Point(
            "fair", "", "", due.cite,
            f"The request: the answer was due by {due.day.day} {due.day:%B %Y}, and it is late whatever it says.",
            "Say so in the letter, with the reason. Send now what is settled.",
            "late",
        )  # fmt: skip


def _strongest(case: Case, found: Sequence[Point]) -> tuple[Point, ...]:
    """Return the points by grade, then by piece in the order of the case; of each piece no more than are read."""
    grades = list(HEADS)
    place = {item.id: number for number, item in enumerate(case.items)}
    ranked = sorted(found, key=lambda one: (grades.index(one.grade), place.get(one.item, -1)))
    kept: dict[str, list[Point]] = {}
    for one in ranked:
        kept.setdefault(one.item, []).append(one)
    shown = {one for own in kept.values() for one in own[:MOST]}
    return tuple(one for one in ranked if one in shown)


def challenge_lines(rulebook: Rulebook, case: Case, due: Due | None = None) -> Iterator[Line]:
    """Yield the points as lines to read, under a heading for each grade, then what is still open.

    Raises NotInForce, like `points`.
    """
    found = points(rulebook, case, due)
    for grade, head in HEADS.items():
        mine = [one for one in found if one.grade == grade]
        if mine:
            yield Line(head, style="heading")
        for one in mine:
            yield Line(f"{one.text} [{one.cite}]", 1)
            yield Line(f"To answer it: {one.answer}", 2)
    decision = decide_under(law_for(rulebook, case), case, rulebook)
    for number in still_open(decision):
        yield Line(f"Piece {number} is still open, so nothing is said of it yet.")
    yield from _nothing(decision, found)


def still_open(decision: Decision) -> tuple[int, ...]:
    """Return the numbers of the pieces that are not settled."""
    return tuple(number for number, one in enumerate(decision.items, 1) if not one.settled)


def _nothing(decision: Decision, found: Sequence[Point]) -> Iterator[Line]:
    """Yield that there is nothing to challenge, where that is so: for the applicant, if not for those in the papers."""
    refused = any(one.refuses for one in (*decision.parts, *decision.items))
    if refused and not found:
        yield Line("Nothing stands out that could be pressed. A review may still be asked for, of any of it.")
    elif not refused and decision.settled and all(one.kind == SOMEBODY_ELSE for one in found):
        yield Line("Nothing in this decision can be challenged by the applicant: all that was asked for goes out.")
    elif not decision.items and not decision.settled:
        yield Line("Nothing is decided yet, so there is nothing to challenge.")
