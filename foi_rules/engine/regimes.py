"""Two laws side by side: which of them runs for a part and for an item, and what comes of both.

A part is under one law or the other; while that is not settled, it ends only where both laws agree that it goes on.
An item starts under the first law and is turned to the other by a step of the order (FOISA s.39(2)). Where a named
person has an item answered under both, it is refused only if both refuse it. Source: docs/deciding.md, step 4.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from foi_rules.engine.kleene import Evaluation, GroundProof
from foi_rules.engine.missing import missing_in, once, open_outcome
from foi_rules.engine.steps import Walk, walk
from foi_rules.model.decision import OPEN
from foi_rules.model.proof import Proof
from foi_rules.model.rule import Level
from foi_rules.model.truth import NO, UNKNOWN, YES, Truth


def together(run: Evaluation) -> bool:
    """Return whether the item (or the part) is answered under every law at once."""
    name = run.answers.law.order.together
    return bool(name) and name in run.answers.law.findings and run.finding(name).value is YES


def part_walk(run: Evaluation, level: Level) -> Walk:
    """Return where the steps of a part (or of the whole request) end under the laws that run for it."""
    laws = run.answers.law.order.laws
    if not laws:
        return walk(run, level)
    proofs = {law.id: run.finding(law.runs) for law in laws}
    possible = [name for name, proof in proofs.items() if proof.value is not NO]
    legs = MappingProxyType({name: walk(run, level, name) for name in possible})
    doubt = [proof for name, proof in proofs.items() if proof.value is UNKNOWN]
    ended = [leg for leg in legs.values() if leg.outcome]
    if doubt and ended:
        waits = [missing_in(run.answers, proof) for proof in doubt] + [leg.missing for leg in ended]
        missing = once(name for those in waits for name in those)
        return Walk(open_outcome(run.answers, missing), missing=missing, proofs=_proofs(legs), legs=legs)
    return replace(refused_by_all(run, list(legs.values()), ""), legs=legs)


def item_walk(run: Evaluation, request: Walk) -> Walk:
    """Return where the steps of an item end. `request` is the walk of its part, whose steps came first."""
    if not together(run):
        return walk(run, "item")
    return refused_by_all(run, [_leg(run, law.id, request) for law in run.answers.law.order.laws], "disclose")


def ended_of(run: Evaluation) -> Walk:
    """Return where the steps end for the item; for the part or request if the evaluation is of no item."""
    answers = run.answers
    if answers.item is None:
        reviewed = part_walk(run, "review") if answers.case.stage == "review" else Walk("")
        return reviewed if reviewed.outcome else part_walk(run, "request")
    if not together(run):
        return walk(run, "item")
    return item_walk(run, ended_of(Evaluation(replace(answers, item=None))))


def beside_of(run: Evaluation, ended: Walk, value: Truth = YES) -> tuple[GroundProof, ...]:
    """Return the grounds of a part that end nothing (they change only form, fee or time), if they are relied on.

    With another `value` those whose reliance comes to that.
    """
    law = run.answers.law
    proofs = [run.ground(one.id) for one in law.beside if one.level != "item" and _is_of(run, one.id, ended)]
    return tuple(proof for proof in proofs if proof.relied_on.value is value)


def _is_of(run: Evaluation, ground: str, ended: Walk) -> bool:
    mine = run.answers.law.law_of.get(ground, "")
    return not mine or not ended.laws or mine in ended.laws


def _leg(run: Evaluation, law: str, request: Walk) -> Walk:
    ended = request.legs.get(law)
    if ended is not None and ended.outcome and ended.outcome not in OPEN:
        return replace(ended, outcome="withhold")
    own = walk(run, "item", law, turning=False)
    if ended is None or not ended.outcome or own.outcome in OPEN:
        return own
    # The request's own steps under this law are still open, so this leg is no better off.
    return replace(own, outcome=ended.outcome, relied_on=(), missing=ended.missing)


def refused_by_all(run: Evaluation, legs: Sequence[Walk], going_out: str) -> Walk:
    """Return one walk for several: it goes on as soon as one law lets it, and is refused only if all refuse.

    `going_out` is the outcome of what no law refuses.
    """
    if len(legs) == 1:
        return legs[0]
    laws = tuple(dict.fromkeys(law for leg in legs for law in leg.laws))
    proofs = tuple(proof for leg in legs for proof in leg.proofs)
    if not legs or any(not leg.outcome for leg in legs):
        return Walk(going_out, proofs=proofs, laws=laws)
    if any(leg.outcome in OPEN for leg in legs):
        missing = once(name for leg in legs if leg.outcome in OPEN for name in leg.missing)
        waiting = tuple(ground for leg in legs for ground in leg.waiting)
        outcome = open_outcome(run.answers, missing)
        return Walk(outcome, missing=missing, proofs=proofs, waiting=waiting, laws=laws)
    relied = tuple(ground for leg in legs for ground in leg.relied_on)
    outcomes = {leg.outcome for leg in legs}
    outcome = legs[0].outcome if len(outcomes) == 1 else "refused" if not going_out else "withhold"
    return Walk(outcome, relied, proofs=proofs, laws=laws)


def _proofs(legs: Mapping[str, Walk]) -> tuple[Proof, ...]:
    return tuple(proof for leg in legs.values() for proof in leg.proofs)
