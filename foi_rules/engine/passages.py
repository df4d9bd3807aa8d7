"""Items that share a passage, such as one item for each person recognised in it, go out only if all may."""

from dataclasses import replace

from foi_rules.model.case import Case
from foi_rules.model.decision import OPEN, ItemDecision, Reliance


def share_passages(case: Case, decided: tuple[ItemDecision, ...]) -> tuple[ItemDecision, ...]:
    """Return the decisions with each shared passage held to its strictest item.

    A passage of which one item is withheld is withheld on that item's grounds, whatever the others are;
    else one open item keeps all open; else silence about one is silence about all. In this order what is
    settled stays settled, and nobody has to answer for the third person when the first keeps it back.
    """
    groups: dict[str, list[ItemDecision]] = {}
    for item, one in zip(case.items, decided, strict=True):
        if item.passage:
            groups.setdefault(item.passage, []).append(one)
    changed = {one.id: _strictest(one, group) for group in groups.values() for one in group}
    return tuple(changed.get(one.id, one) for one in decided)


def _strictest(one: ItemDecision, group: list[ItemDecision]) -> ItemDecision:
    for outcome in ("withhold", "open", "neither-confirm-nor-deny"):
        strictest = [other for other in group if _kind(other) == outcome]
        if strictest:
            return one if _kind(one) == outcome else _like(one, strictest)
    return one


def _kind(one: ItemDecision) -> str:
    return "open" if one.outcome in OPEN else one.outcome


def _like(one: ItemDecision, others: list[ItemDecision]) -> ItemDecision:
    outcomes = [other.outcome for other in others]
    outcome = "undecided" if "undecided" in outcomes else outcomes[0]
    missing = tuple(dict.fromkeys(name for other in others for name in other.missing))
    return replace(one, outcome=outcome, grounds=_union(others), missing=missing)


def _union(others: list[ItemDecision]) -> tuple[Reliance, ...]:
    return tuple(dict.fromkeys(ground for other in others for ground in other.grounds))
