"""Why no letter can be made yet: everything that stands in the way, each with what to do about it."""

from collections.abc import Iterator

from foi_rules.model.case import Case
from foi_rules.model.decision import FROM_ITEMS, Decision, ItemDecision, PartDecision, Reliance
from foi_rules.model.rulebook import Law
from foi_rules.notices.groups import BESIDE, FOR_A_FEE, NO_REVIEW, WHOLE, ends
from foi_rules.notices.interim import reasons_against_interim
from foi_rules.notices.notice import LetterDates
from foi_rules.notices.pieces import DENIALS, DENIED, ELSEWHERE, ENVIRONMENTAL

_ITEMS = ("disclose", "withhold", "not-held", DENIED, ELSEWHERE)
_NOT_AT_REVIEW = ("clarification", "invalid", "fees", "published-for-all")
_COST = ("foisa.s12-1", "foisa.s12-2-c")
_KEEPER = "foisa.s17.we-are-keeper"


def reasons_against(case: Case, decision: Decision, law: Law, dates: LetterDates) -> tuple[str, ...]:
    """Return every reason why this decision gives no letter; empty if it gives one."""
    if tuple(item.id for item in case.items) != tuple(item.id for item in decision.items):
        return ("The decision is not about the items of this case; decide the case again.",)
    if case.letter.kind:
        found = (*_engines(decision), *reasons_against_interim(case, decision, dates))
    else:
        found = (
            *_open(case, decision),
            *_duties(decision),
            *_engines(decision),
            *_without_letter(case, decision, law),
            *_denials(case, decision),
            *_review(case, decision),
        )
    return tuple(dict.fromkeys((*found, *_keeper(case))))


def _open(case: Case, decision: Decision) -> Iterator[str]:
    if not decision.settled:
        to_do = "a named person has to answer" if decision.outcome == "escalate" else "answer what is missing"
        missing = ", ".join(decision.missing)
        named = f" ({missing})" if missing else ""
        yield f"The decision is still open ({decision.outcome}): {to_do}{named} and decide again (FOISA s.16(1))."
    held_back = {item.id for item in case.items if item.held_back}
    for one in decision.items:
        if decision.settled and not one.settled and one.id not in held_back:
            yield f"{one.id} is still open ({one.outcome}): settle it, or record that it is held back (FOISA s.1(1))."


def _duties(decision: Decision) -> Iterator[str]:
    for duty in decision.duties:
        yield f"Still to be done, and recorded, before there is a letter: {duty.message} ({duty.cite})."


def _engines(decision: Decision) -> Iterator[str]:
    if not decision.engines:
        yield "No engine stands behind the decision, or the engines disagree; decide again and compare the traces."


def _without_letter(case: Case, decision: Decision, law: Law) -> Iterator[str]:
    settled = [part for part in decision.parts if part.settled]
    for part in settled:
        for ground in part.grounds:
            if ground.id not in law.grounds or ground.id not in (*WHOLE, *BESIDE):
                yield _no_letter_cites(ground, part.id)
        if not ends(part) and part.outcome not in FROM_ITEMS:
            yield (
                f"The outcome '{part.outcome}' ({part.id}) rests on no ground that a letter could cite; decide the "
                "case again (FOISA s.16(1))."
            )
        yield from _two_answers(part, "the request" if len(decision.parts) == 1 else f"part '{part.id}'")
        yield from _at_review(case, part)
    yield from _items_without_letter(case, decision, law)


def _no_letter_cites(ground: Reliance, name: str) -> str:
    return (
        f"No letter can cite {ground.cite} ({name}), which is not a ground of the law for this day; decide the case "
        "again (FOISA s.16(1)(c))."
    )


def _two_answers(part: PartDecision, named: str) -> Iterator[str]:
    """Yield why grounds that end a part in different ways give no letter together."""
    found = ends(part)
    cites = " and ".join(ground.cite for ground in found)
    if len({WHOLE[ground.id] for ground in found}) > 1:
        yield (
            f"{named[:1].upper()}{named[1:]} is refused in different ways at once ({cites}), and a letter gives one "
            "answer; record that one of them is not claimed, or make what is about the environment a part of its own."
        )
    for_a_fee = any(ground.id == FOR_A_FEE for ground in part.grounds)
    if for_a_fee and any(ground.id in _COST for ground in found):
        yield (
            f"The applicant has agreed to a fee for all of {named} (FOISA s.13(1)), so it is answered and not refused: "
            f"record that {cites} is not claimed, and decide again."
        )


def _at_review(case: Case, part: PartDecision) -> Iterator[str]:
    for ground in ends(part):
        if case.stage == "review" and WHOLE[ground.id] in _NOT_AT_REVIEW:
            yield (
                f"A review confirms the first answer, changes it or gives one, and {ground.cite} ({part.id}) leaves "
                "the request open; settle that first, or record that it is not claimed (FOISA s.21(4), EIRs reg 16(3))."
            )


def _items_without_letter(case: Case, decision: Decision, law: Law) -> Iterator[str]:
    """Yield what stands in the way of a letter about single items; those of a part that ends as a whole need none."""
    whole = {part.id for part in decision.parts if ends(part)}
    for item, one in zip(case.items, decision.items, strict=True):
        if (item.part or decision.parts[0].id) in whole:
            continue
        if one.settled and one.outcome not in _ITEMS:
            yield f"The outcome '{one.outcome}' ({one.id}) is none that a letter can tell; decide the case again."
        for ground in one.grounds:
            if ground.id not in law.grounds:
                yield _no_letter_cites(ground, one.id)
        yield from _under_both(one, law)


def _under_both(one: ItemDecision, law: Law) -> Iterator[str]:
    """Yield why an item that both laws refuse, each in its own way, has no letter."""
    names = [ground.id for ground in one.grounds if ground.id in law.grounds]
    laws = {name.partition(".")[0] for name in names}
    outcomes = {law.grounds[name].outcome for name in names if name not in DENIALS or one.outcome != DENIED}
    if len(laws) > 1 and ENVIRONMENTAL not in names and len(outcomes) > 1:
        yield (
            f"{one.id} is answered under both laws, and each refuses it in a way of its own; the answer to it would be "
            "two, so settle under which law it is answered (FOISA s.39(2))."
        )


def _denials(case: Case, decision: Decision) -> Iterator[str]:
    """Yield each part in which something is not said to be held or not, beside other things or under two laws.

    What is said of the rest would tell what is not said.
    """
    items: dict[str, list[ItemDecision]] = {}
    for item, one in zip(case.items, decision.items, strict=True):
        items.setdefault(item.part or decision.parts[0].id, []).append(one)
    for part, mine in items.items():
        named = f"part '{part}'" if len(decision.parts) > 1 else "the request"
        denied = [one for one in mine if one.outcome == DENIED]
        laws = {ground.id.partition(".")[0] for one in denied for ground in one.grounds if ground.id in DENIALS}
        if denied and (len(denied) < len(mine) or len(laws) > 1):
            yield (
                f"In {named} something is answered without saying whether it is held, and something else in another "
                "way; make each a part of its own, so that neither tells the other (FOISA s.18, EIRs reg 10(8))."
            )


def _review(case: Case, decision: Decision) -> Iterator[str]:
    if case.stage != "review":
        return
    kinds = {WHOLE[ground.id] for part in decision.parts for ground in ends(part)[:1]}
    none = kinds & NO_REVIEW
    if none and (len(kinds) > 1 or not all(ends(part) for part in decision.parts)):
        yield (
            "A review is carried out for one part and not for another; make a case of each, so that each gets its own "
            "letter (FOISA s.21(5), (9))."
        )
    elif none:
        return
    if case.review is None:
        yield "This is the outcome of a review, and the case says nothing of the review; add `review:` (FOISA s.21)."
    elif not case.review.did:
        yield (
            "The case does not say what the review did; give `did:` in `review:` as confirmed, modified, "
            "substituted or decided (FOISA s.21(4))."
        )


def _keeper(case: Case) -> Iterator[str]:
    answer = case.authority.answers.get(_KEEPER)
    if case.letter.transferred == "yes" and not (answer and answer.is_ == "yes"):
        yield (
            "Only the Keeper of the Records of Scotland has 30 working days; answer foisa.s17.we-are-keeper with yes, "
            "or take `transferred:` out of `letter:` (FOISA ss.10(2), 21(2), 22)."
        )
