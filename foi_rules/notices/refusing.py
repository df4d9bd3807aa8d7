"""Why no letter can be made yet: everything that stands in the way, each with what to do about it."""

from collections.abc import Iterator

from foi_rules.model.case import Case
from foi_rules.model.decision import Decision, ItemDecision, Reliance
from foi_rules.model.rulebook import Law
from foi_rules.notices.groups import KNOWN, WHOLE
from foi_rules.notices.pieces import DENIALS, DENIED, ELSEWHERE, ENVIRONMENTAL

_LETTERS = ("disclosed", "partial", "refused", "not-held")
_ITEMS = ("disclose", "withhold", "not-held")


def reasons_against(case: Case, decision: Decision, law: Law) -> tuple[str, ...]:
    """Return every reason why this decision gives no letter; empty if it gives one."""
    if tuple(item.id for item in case.items) != tuple(item.id for item in decision.items):
        return ("The decision is not about the items of this case; decide the case again.",)
    return tuple(
        dict.fromkeys(
            (
                *_open(case, decision),
                *_duties(decision),
                *_engines(decision),
                *_without_letter(case, decision, law),
                *_denials(case, decision),
                *_review(case),
            )
        )
    )


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
    known = (*_LETTERS, *(() if case.stage == "review" else WHOLE))
    one_way = len(settled) < 2
    outcomes = [decision.outcome] if one_way else []
    for outcome in dict.fromkeys([*outcomes, *(part.outcome for part in settled)] if decision.settled else []):
        if outcome not in (*known, *(() if case.stage == "review" else (DENIED,))):
            yield f"There is no letter yet for the outcome '{outcome}'; write this one by hand."
    for part in settled:
        for ground in part.grounds:
            if part.outcome not in WHOLE or ground.id not in KNOWN or ground.id not in law.grounds:
                yield _no_letter_cites(ground, part.id)
    yield from _items_without_letter(case, decision, law)


def _no_letter_cites(ground: Reliance, name: str) -> str:
    return f"There is no letter yet that cites {ground.cite} ({name}); write this one by hand."


def _items_without_letter(case: Case, decision: Decision, law: Law) -> Iterator[str]:
    """Yield what stands in the way of a letter about single items; those of a part that ends as a whole need none."""
    whole = {part.id for part in decision.parts if part.outcome in WHOLE}
    known = _ITEMS if case.stage == "review" else (*_ITEMS, DENIED, ELSEWHERE)
    for item, one in zip(case.items, decision.items, strict=True):
        if (item.part or decision.parts[0].id) in whole:
            continue
        if one.settled and one.outcome not in known:
            yield f"There is no letter yet for {one.id}, which is '{one.outcome}'; write this one by hand."
        laws = ("FOISA ",) if case.stage == "review" else ("FOISA ", "EIRs ")
        for ground in one.grounds:
            turned = case.stage == "review" and ground.id == ENVIRONMENTAL
            if turned or not ground.cite.startswith(laws) or ground.id not in law.grounds:
                yield _no_letter_cites(ground, one.id)
        names = {ground.id for ground in one.grounds}
        if len({name.partition(".")[0] for name in names}) > 1 and ENVIRONMENTAL not in names:
            yield f"There is no letter yet for {one.id}, which is answered under both laws; write this one by hand."


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


def _review(case: Case) -> Iterator[str]:
    if case.stage != "review":
        return
    if case.review is None:
        yield "This is the outcome of a review, and the case says nothing of the review; add `review:` (FOISA s.21)."
    elif not case.review.did:
        yield (
            "The case does not say what the review did; give `did:` in `review:` as confirmed, modified, "
            "substituted or decided (FOISA s.21(4))."
        )
