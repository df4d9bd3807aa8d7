"""The order of analysis, walked: the first step that is YES ends it, an UNKNOWN step stops there."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from foi_rules.engine.kleene import Evaluation, GroundProof
from foi_rules.engine.missing import blocking, missing_for, open_outcome
from foi_rules.model.decision import OPEN
from foi_rules.model.proof import Proof
from foi_rules.model.rule import Level, Step
from foi_rules.model.truth import NO, UNKNOWN, YES, Truth


@dataclass(frozen=True, slots=True)
class Walk:
    """Where the steps ended: an outcome ("" if every step was NO), what it rests on, what it waits for."""

    outcome: str
    relied_on: tuple[GroundProof, ...] = ()
    missing: tuple[str, ...] = ()
    proofs: tuple[Proof, ...] = ()
    waiting: tuple[GroundProof, ...] = ()
    held_at: Step | None = None
    held: Truth = NO


def walk(run: Evaluation, level: Level) -> Walk:
    """Return where the steps of one level end for this item (or this request).

    While a step waits for screening alone, what the steps after it wait for is listed as well: screening
    is one list to the officer, whatever the order in which it is used.
    """
    proofs: list[Proof] = []
    steps = [step for step in run.answers.law.order.steps if step.level == level]
    stopped: Walk | None = None
    for step in steps:
        ended = _held(run, step, proofs) if step.holds else _tried(run, step, proofs)
        if ended is None:
            continue
        if stopped is None and not _screening_only(ended):
            return ended
        more = ended.missing if ended.outcome in OPEN else ()
        stopped = ended if stopped is None else _with(stopped, more, ended.waiting)
        if not _screening_only(ended):
            break
    return stopped or Walk("", proofs=tuple(proofs))


def _screening_only(ended: Walk) -> bool:
    """Return whether the step waits for nothing but screening that the officer can still answer."""
    if ended.outcome != "undecided":
        return False
    if ended.held_at:
        return ended.held is UNKNOWN
    return all(proof.opened.value is UNKNOWN for proof in ended.waiting)


def _with(stopped: Walk, missing: tuple[str, ...], waiting: tuple[GroundProof, ...]) -> Walk:
    return replace(stopped, missing=_together([stopped.missing, missing]), waiting=(*stopped.waiting, *waiting))


def _held(run: Evaluation, step: Step, proofs: list[Proof]) -> Walk | None:
    assert step.holds
    held = run.finding(step.holds)
    proofs.append(held)
    if held.value is NO:
        return None
    missing = blocking(run.answers, held)
    return Walk(_held_outcome(run, held, missing), missing=missing, proofs=tuple(proofs), held_at=step, held=held.value)


def _held_outcome(run: Evaluation, held: Proof, missing: tuple[str, ...]) -> str:
    if held.value is UNKNOWN:
        return open_outcome(run.answers, missing)
    # A step that holds although everything is answered: a named person's word, or the officer's own
    # answers, must change. Where a reserved answer is among them the officer alone cannot change it.
    facts = run.answers.law.facts
    return "escalate" if any(name in facts and facts[name].reserved for name in missing) else "undecided"


def _tried(run: Evaluation, step: Step, proofs: list[Proof]) -> Walk | None:
    grounds = run.answers.law.grounds
    tried = [run.ground(name) for name in step.grounds if name in grounds and grounds[name].outcome != "none"]
    proofs += [ground.relied_on for ground in tried]
    relied = tuple(ground for ground in tried if ground.relied_on.value is YES)
    if relied:
        return Walk(relied[0].ground.outcome, relied, proofs=tuple(proofs))
    waiting = tuple(ground for ground in tried if ground.relied_on.value is UNKNOWN)
    if not waiting:
        return None
    missing = _together(missing_for(run.answers, ground) for ground in waiting)
    return Walk(open_outcome(run.answers, missing), missing=missing, proofs=tuple(proofs), waiting=waiting)


def _together(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for group in groups for name in group))
