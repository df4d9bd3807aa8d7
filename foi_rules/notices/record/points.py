"""The warnings and duties that go with a decision, those that are met among them."""

from collections.abc import Iterator

from foi_rules.model.decision import Decision, ItemDecision, PartDecision, Remark
from foi_rules.model.rule import Requirement
from foi_rules.model.rulebook import Law
from foi_rules.notices.record.values import Point


def points_of(law: Law, decision: Decision) -> tuple[Point, ...]:
    """Return every warning and duty of the grounds relied on, and of what goes out, with whether it is met.

    One is open if the decision still lists it. What the decision lists on other accounts (thin reasons, lateness)
    follows after them.
    """
    open_ = {remark.id for remark in (*decision.warnings, *decision.duties)}
    decided: tuple[PartDecision | ItemDecision, ...] = (*decision.parts, *decision.items)
    found = [
        Point(f"{one.id}/{name}", kind, one.id, item.says, item.cite, f"{one.id}/{name}" not in open_)
        for one in decided
        for kind, name, item in _concerning(law, one)
    ]
    told = {point.id for point in found}
    others = [("warning", remark) for remark in decision.warnings] + [("duty", remark) for remark in decision.duties]
    found += [_other(kind, remark) for kind, remark in others if remark.id not in told]
    return tuple({point.id: point for point in found}.values())


def _other(kind: str, remark: Remark) -> Point:
    about, _, _ = remark.id.partition("/")
    return Point(remark.id, kind, about, remark.message.removeprefix(f"{about}: "), remark.cite, met=False)


def _concerning(law: Law, one: ItemDecision | PartDecision) -> Iterator[tuple[str, str, Requirement]]:
    """Yield the requirements that concern an item or part: its kind, its whole id, and what it says."""
    is_item = isinstance(one, ItemDecision)
    for reliance in one.grounds:
        ground = law.grounds[reliance.id]
        if (ground.level == "item") != is_item:
            continue
        if one.outcome == "neither-confirm-nor-deny" and ground.outcome != one.outcome:
            continue  # as the engine has it: what is not said to be held has no duties of its own
        yield from (("warning", f"{ground.id}.{item.id}", item) for item in ground.warnings)
        yield from (("duty", f"{ground.id}.{item.id}", item) for item in ground.duties)
    if is_item and one.outcome == "disclose":
        yield from (("duty", f"{section}.{item.id}", item) for section, item in law.releasing_duties)
