"""The order of analysis, walked: the first step that is YES ends it, an UNKNOWN step stops there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from foi_rules.engine.kleene import Evaluation, GroundProof
from foi_rules.engine.missing import blocking, missing_for, once, open_outcome
from foi_rules.model.decision import OPEN
from foi_rules.model.proof import Proof
from foi_rules.model.rule import AllOf, AnyOf, Condition, FactIs, FindingIs, GroundIs, Level, Not, Step
from foi_rules.model.truth import NO, UNKNOWN, YES, Truth


@dataclass(frozen=True, slots=True)
class Walk:
    """Where the steps ended: an outcome ("" if every step was NO), what it rests on, what it waits for.

    `beside` are grounds that were relied on and end nothing, such as s.39(2). `laws` are the laws whose steps
    were walked to this end; `turned` is the ground that turned the item away from the others. `legs` holds the
    walk of each law by itself where a part was walked under several.
    """

    outcome: str
    relied_on: tuple[GroundProof, ...] = ()
    missing: tuple[str, ...] = ()
    proofs: tuple[Proof, ...] = ()
    waiting: tuple[GroundProof, ...] = ()
    held_at: Step | None = None
    held: Truth = NO
    beside: tuple[GroundProof, ...] = ()
    laws: tuple[str, ...] = ()
    turned: GroundProof | None = None
    legs: Mapping[str, "Walk"] = field(default_factory=lambda: MappingProxyType({}))


def walk(run: Evaluation, level: Level, law: str = "", turning: bool = True) -> Walk:
    """Return where the steps of one level end for this item (or this request) under one law.

    No law named is the first of the order. With `turning` False no step turns to another law. While a step waits
    for screening alone, what the steps after it wait for is listed as well: screening is one list to the officer,
    whatever the order in which it is used.
    """
    order = run.answers.law.order
    law = law or (order.laws[0].id if order.laws else "")
    steps = [step for step in order.steps if step.level == level and step.law in ("", law)]
    proofs: list[Proof] = []
    stopped: Walk | None = None
    for step in steps:
        if step.turns_to and not turning:
            continue
        ended = _at(run, step, proofs)
        if ended is None:
            continue
        if stopped is None and not _screening_only(ended):
            return _under(ended, law)
        stopped = ended if stopped is None else _with(stopped, ended)
        if not _screening_only(ended):
            break
    return _under(stopped or Walk("", proofs=tuple(proofs)), law)


def _under(ended: Walk, law: str) -> Walk:
    return ended if ended.laws or not law else replace(ended, laws=(law,))


def _at(run: Evaluation, step: Step, proofs: list[Proof]) -> Walk | None:
    """Return where the analysis ends at this step, or None if it goes on."""
    if step.holds:
        return _held(run, step, proofs)
    return _turned(run, step, proofs) if step.turns_to else _tried(run, step, proofs)


def _screening_only(ended: Walk) -> bool:
    """Return whether the step waits for nothing but screening that the officer can still answer."""
    if ended.outcome != "undecided":
        return False
    if ended.held_at:
        return ended.held is UNKNOWN
    return bool(ended.waiting) and all(proof.opened.value is UNKNOWN for proof in ended.waiting)


def _with(stopped: Walk, later: Walk) -> Walk:
    missing = later.missing if later.outcome in OPEN else ()
    both = once((*stopped.missing, *missing))
    return replace(stopped, missing=both, waiting=(*stopped.waiting, *later.waiting))


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


def _turned(run: Evaluation, step: Step, proofs: list[Proof]) -> Walk | None:
    """Return where the steps of the other law end if this step turns to it."""
    grounds = [run.ground(name) for name in step.grounds if name in run.answers.law.grounds]
    relied = next((ground for ground in grounds if ground.relied_on.value is YES), None)
    proofs += [ground.relied_on for ground in grounds]
    if relied:
        other = walk(run, step.level, step.turns_to)
        return replace(
            other, proofs=(*proofs, *other.proofs), beside=(relied, *other.beside), turned=relied, laws=(step.turns_to,)
        )
    return _waiting(run, grounds, proofs)


def _tried(run: Evaluation, step: Step, proofs: list[Proof]) -> Walk | None:
    grounds = run.answers.law.grounds
    tried = [run.ground(name) for name in step.grounds if name in grounds and grounds[name].outcome != "none"]
    proofs += [ground.relied_on for ground in tried]
    relied = tuple(ground for ground in tried if ground.relied_on.value is YES)
    if relied:
        return Walk(relied[0].ground.outcome, (*relied, *_supporting(run, relied)), proofs=tuple(proofs))
    return _waiting(run, tried, proofs)


def _supporting(run: Evaluation, relied: tuple[GroundProof, ...]) -> list[GroundProof]:
    """Return the exemptions on which a reply rests that says nothing of holding: the notice names them (s.18(1))."""
    silent = [proof.ground for proof in relied if proof.ground.outcome == "neither-confirm-nor-deny"]
    names = dict.fromkeys(name for ground in silent for name in _named_in(run, ground.engaged_if))
    return [proof for proof in map(run.ground, names) if proof.relied_on.value is YES and proof.relied_on.children]


def _named_in(run: Evaluation, condition: Condition) -> Iterator[str]:
    match condition:
        case GroundIs():
            yield from condition.grounds
        case FindingIs():
            yield from _named_in(run, run.answers.law.findings[condition.finding].met_if)
        case AllOf() | AnyOf():
            for child in condition.children:
                yield from _named_in(run, child)
        case Not() | FactIs():
            return


def _waiting(run: Evaluation, tried: list[GroundProof], proofs: list[Proof]) -> Walk | None:
    waiting = tuple(ground for ground in tried if ground.relied_on.value is UNKNOWN)
    if not waiting:
        return None
    missing = once(name for ground in waiting for name in missing_for(run.answers, ground))
    return Walk(open_outcome(run.answers, missing), missing=missing, proofs=tuple(proofs), waiting=waiting)
