"""Items that share a passage, such as one item for each person recognised in it, go out only if all may."""

from dataclasses import replace

from foi_rules.model.case import Case
from foi_rules.model.decision import OPEN, ItemDecision, Reliance


def share_passages(case: Case, decided: tuple[ItemDecision, ...]) -> tuple[ItemDecision, ...]:
    """Return the decisions with each shared passage held to its strictest item.

    A passage of which one item is refused is refused on that item's grounds; else one open item keeps
    the others open. What is settled stays settled: a refusal beats a doubt.
    """
    groups: dict[str, list[ItemDecision]] = {}
    for item, one in zip(case.items, decided, strict=True):
        if item.passage:
            groups.setdefault(item.passage, []).append(one)
    changed = {one.id: _strictest(one, group) for group in groups.values() for one in group}
    return tuple(changed.get(one.id, one) for one in decided)


def _strictest(one: ItemDecision, group: list[ItemDecision]) -> ItemDecision:
    refusals = [other for other in group if other.refuses]
    waiting = [other for other in group if other.outcome in OPEN]
    if one.refuses or not (refusals or waiting):
        return one
    if refusals:
        return replace(one, outcome=refusals[0].outcome, grounds=_union(refusals), missing=())
    if one.outcome in OPEN:
        return one
    outcome = "undecided" if any(other.outcome == "undecided" for other in waiting) else "escalate"
    return replace(one, outcome=outcome, missing=tuple(dict.fromkeys(n for o in waiting for n in o.missing)))


def _union(refusals: list[ItemDecision]) -> tuple[Reliance, ...]:
    return tuple(dict.fromkeys(ground for other in refusals for ground in other.grounds))
