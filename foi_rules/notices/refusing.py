"""Why no letter can be made yet: everything that stands in the way, each with what to do about it."""

from collections.abc import Iterator

from foi_rules.model.case import Case
from foi_rules.model.decision import Decision
from foi_rules.model.rulebook import Law

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
                *_without_letter(decision, law),
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


def _without_letter(decision: Decision, law: Law) -> Iterator[str]:
    parts = [part.outcome for part in decision.parts if part.settled]
    for outcome in dict.fromkeys([decision.outcome, *parts] if decision.settled else []):
        if outcome not in _LETTERS:
            yield f"There is no letter yet for the outcome '{outcome}'; write this one by hand."
    for one in decision.items:
        if one.settled and one.outcome not in _ITEMS:
            yield f"There is no letter yet for {one.id}, which is '{one.outcome}'; write this one by hand."
        for ground in one.grounds:
            if not ground.cite.startswith("FOISA ") or ground.id not in law.grounds:
                yield f"There is no letter yet that cites {ground.cite} ({one.id}); write this one by hand."


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
