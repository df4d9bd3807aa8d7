"""Warnings and duties: outside the test, asked once their ground is relied on or their item goes out."""

from collections.abc import Iterator, Sequence
from typing import Literal

from foi_rules.engine.kleene import Evaluation
from foi_rules.engine.quality import thin_reasons
from foi_rules.model.decision import ItemDecision, PartDecision, Remark
from foi_rules.model.rule import Requirement
from foi_rules.model.rulebook import Law
from foi_rules.model.truth import YES

Due = tuple[str, Requirement]


Kind = Literal["warnings", "duties"]
Decided = ItemDecision | PartDecision


def requirements(run: Evaluation, decided: Decided, kind: Kind) -> tuple[Due, ...]:
    """Return the warnings or duties that now concern the item or part and are not met, each with its whole id.

    Those of a ground of request level concern its part, and not each of its items.
    """
    return tuple(due for due in _concerning(run, decided, kind) if run.prove(due[1].unless).value is not YES)


def _concerning(run: Evaluation, item: Decided, kind: Kind) -> Iterator[Due]:
    law = run.answers.law
    for reliance in item.grounds:
        ground = law.grounds[reliance.id]
        if (ground.level == "item") != isinstance(item, ItemDecision):
            continue
        if item.outcome == "neither-confirm-nor-deny" and ground.outcome != item.outcome:
            continue  # the exemption that would apply: what has to be done with the information tells of it
        for one in ground.warnings if kind == "warnings" else ground.duties:
            yield f"{ground.id}.{one.id}", one
    if kind == "duties" and isinstance(item, ItemDecision) and item.outcome == "disclose":
        for section, one in law.releasing_duties:
            yield f"{section}.{one.id}", one


def warnings_of(runs: Sequence[Evaluation], items: Sequence[ItemDecision]) -> tuple[Remark, ...]:
    """Return the warnings on every item, in order: of its grounds, then on thin reasons, then on lateness."""
    remarks: list[Remark] = []
    for run, item in zip(runs, items, strict=True):
        remarks += _remarks(run, item, "warnings")
        remarks += thin_reasons(run.answers, item)
        remarks += _held_back(run, item)
    return tuple(remarks)


def duties_of(runs: Sequence[Evaluation], items: Sequence[ItemDecision]) -> tuple[Remark, ...]:
    """Return the duties on every item that are still open; the letter waits for them."""
    return tuple(r for run, item in zip(runs, items, strict=True) for r in _remarks(run, item, "duties"))


def part_remarks(parts: Sequence[tuple[Evaluation, PartDecision]], kind: Kind) -> tuple[Remark, ...]:
    """Return the warnings or duties of the grounds of request level, part by part."""
    return tuple(remark for run, part in parts for remark in _remarks(run, part, kind))


def _remarks(run: Evaluation, item: Decided, kind: Kind) -> list[Remark]:
    return [
        Remark(f"{item.id}/{name}", f"{item.id}: {one.says}", one.cite) for name, one in requirements(run, item, kind)
    ]


def may_wait(law: Law, item: ItemDecision) -> bool:
    """Return whether the item may be held back while the rest goes out.

    It waits for a named person, and what is in doubt protects somebody else: a ground that is never left
    unclaimed, or a question that only a named person answers. Other doubts end with the due date: the
    ground is not claimed and the item goes out.
    """
    if item.outcome != "escalate":
        return False
    doubtful = [law.grounds[row.id] for row in item.considered if row.result == "unknown"]
    reserved = any(name in law.facts and law.facts[name].reserved for name in item.missing)
    return reserved or any(ground.hold_back for ground in doubtful)


def _held_back(run: Evaluation, item: ItemDecision) -> list[Remark]:
    wanted = run.answers.item
    if item.outcome != "escalate" or wanted is None or wanted.held_back is None:
        return []
    if not may_wait(run.answers.law, item):
        told = "cannot be held back: what is in doubt protects nobody else; settle it, or leave the ground unclaimed"
        return [Remark(f"{item.id}/held-back", f"{item.id}: {told}", "FOISA s.10(1)")]
    message = (
        f"{item.id}: held back until a named person settles it; if the reply is due before that, "
        "the lateness on this item is a breach and is recorded"
    )
    return [Remark(f"{item.id}/held-back", message, "FOISA s.10(1)")]
