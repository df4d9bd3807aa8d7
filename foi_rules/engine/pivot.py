"""Whether an unanswered question can still change the outcome or the grounds relied on.

A witness is looked for: two completions of the case that differ in this one answer and end differently.
The first tries are guided (everything around the question is set so that it decides); the rest are drawn
from a fixed sequence. A question without a witness is not asked. Exact on small rulebooks by test.
"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from foi_rules.engine.alternatives import alternatives, answer_for, answered
from foi_rules.engine.decide import item_run, request_run
from foi_rules.engine.kleene import Evaluation
from foi_rules.engine.missing import BALANCE
from foi_rules.engine.steps import walk
from foi_rules.model.case import Case
from foi_rules.model.rule import AllOf, AnyOf, Condition, FactIs, FindingIs, Ground, GroundIs, Not
from foi_rules.model.rulebook import Law
from foi_rules.model.truth import NO, UNKNOWN, YES, Truth, negated

RANDOM_TRIES = 24
Verdict = tuple[str, tuple[str, ...]]
Settings = dict[str, object]


def can_matter(law: Law, case: Case, name: str, item: str, part: str) -> bool:
    """Return whether some completion of the other answers makes this one change the outcome or the grounds."""
    run = run_for(law, case, item, part)
    return any(_differs(run, completion, name) for completion in _completions(run, name))


def run_for(law: Law, case: Case, item: str, part: str) -> Evaluation:
    """Return the evaluation of the item, or of the part (or request) if no item is named."""
    if item:
        return item_run(law, case, next(one for one in case.items if one.id == item))
    return request_run(law, case, next((one for one in case.parts if one.id == part), None))


def verdict(run: Evaluation) -> Verdict:
    """Return the outcome of the item or request and the ids of the grounds it rests on."""
    ended = walk(run, "item" if run.answers.item else "request")
    return ended.outcome, tuple(proof.ground.id for proof in ended.relied_on)


def _differs(run: Evaluation, completion: Mapping[str, object], name: str) -> bool:
    seen: set[Verdict] = set()
    others = {key: value for key, value in completion.items() if key != name}
    base = answered(run.answers, others)
    for option in alternatives(run.answers, name):
        seen.add(verdict(Evaluation(answered(base, {name: option}))))
        if len(seen) > 1:
            return True
    return False


def _completions(run: Evaluation, name: str) -> Iterator[Settings]:
    yield {}
    for ground in _readers(run, name):
        yield _guided(run, name, ground)
    unknown = _unknown_names(run)
    rng = random.Random(name)  # noqa: S311 - a fixed sequence, not a secret
    for _ in range(RANDOM_TRIES):
        yield {other: rng.choice(alternatives(run.answers, other)) for other in unknown if other != name}


def _readers(run: Evaluation, name: str) -> list[Ground]:
    level = "item" if run.answers.item else "request"
    grounds = [g for g in run.answers.law.grounds.values() if g.level == level]
    waiting = [g for g in grounds if run.ground(g.id).relied_on.value is UNKNOWN]
    return [g for g in waiting if name in _Reader(run).names(whole(g)) or name == f"{BALANCE}{g.id}"]


def _unknown_names(run: Evaluation) -> list[str]:
    level = "item" if run.answers.item else "request"
    reader = _Reader(run)
    names: dict[str, None] = {}
    for ground in run.answers.law.grounds.values():
        if ground.level == level and run.ground(ground.id).relied_on.value is UNKNOWN:
            names |= dict.fromkeys(reader.names(whole(ground)))
            if ground.kind == "qualified" and run.ground(ground.id).balance.value is UNKNOWN:
                names[f"{BALANCE}{ground.id}"] = None
    for step in run.answers.law.order.steps:
        if step.level == level and step.holds:
            names |= dict.fromkeys(reader.names(FindingIs(step.holds)))
    return list(names)


def whole(ground: Ground) -> Condition:
    """Return the ground's screening, lapse and test as one condition."""
    parts: list[Condition] = [ground.opened_by] if ground.opened_by else []
    parts += [Not(FindingIs(ground.lapses))] if ground.lapses else []
    return AllOf((*parts, ground.engaged_if))


@dataclass
class _Reader:
    """Collects the names that a condition reads and that are still unknown."""

    run: Evaluation
    seen: set[str] = field(default_factory=set)

    def names(self, condition: Condition) -> list[str]:
        return [name for leaf in self._leaves(condition) for name in _inputs(self.run, leaf)]

    def _leaves(self, condition: Condition) -> Iterator[FactIs]:
        match condition:
            case FactIs():
                if self.run.answers.value(condition) is UNKNOWN:
                    yield condition
            case AllOf() | AnyOf():
                for child in condition.children:
                    yield from self._leaves(child)
            case Not():
                yield from self._leaves(condition.child)
            case FindingIs():
                if self.run.finding(condition.finding).value is UNKNOWN:
                    yield from self._leaves(self.run.answers.law.findings[condition.finding].met_if)
            case GroundIs():
                for ground in condition.grounds:
                    yield from self._leaves(whole(self.run.answers.law.grounds[ground]))


def _inputs(run: Evaluation, leaf: FactIs) -> list[str]:
    fact = run.answers.law.facts[leaf.fact]
    if not fact.computed:
        return [leaf.fact]
    return ["created" if name == "item.created" else name for name in fact.computed.of if not name.startswith("case.")]


def _guided(run: Evaluation, name: str, ground: Ground) -> Settings:
    """Return settings under which the ground turns on `name`, and nothing else keeps the item."""
    settings: Settings = {}
    guide = _Guide(run, name, settings)
    guide.sensitise(whole(ground))
    if ground.kind == "qualified" and name != f"{BALANCE}{ground.id}":
        settings.setdefault(f"{BALANCE}{ground.id}", "maintaining-outweighs")
    level = "item" if run.answers.item else "request"
    for other in run.answers.law.grounds.values():
        if other.level == level and other.id != ground.id and run.ground(other.id).relied_on.value is UNKNOWN:
            if other.kind == "qualified":
                settings.setdefault(f"{BALANCE}{other.id}", "even")
            guide.force(whole(other), NO)
    return settings


@dataclass
class _Guide:
    run: Evaluation
    name: str
    settings: Settings

    def sensitise(self, condition: Condition) -> bool:
        """Set what stands around `name` so that the condition turns on it. Returns whether it reads `name`."""
        match condition:
            case FactIs():
                return self.name in _inputs(self.run, condition)
            case AllOf() | AnyOf():
                return self._one_child(condition, YES if isinstance(condition, AllOf) else NO)
            case Not():
                return self.sensitise(condition.child)
            case FindingIs():
                return self.sensitise(self.run.answers.law.findings[condition.finding].met_if)
            case GroundIs():
                grounds = tuple(whole(self.run.answers.law.grounds[name]) for name in condition.grounds)
                return self.sensitise(AnyOf(grounds))

    def _one_child(self, condition: AllOf | AnyOf, neutral: Truth) -> bool:
        hit = next((child for child in condition.children if self._reads(child)), None)
        if hit is None:
            return False
        self.sensitise(hit)
        for child in condition.children:
            if child is not hit:
                self.force(child, neutral)
        return True

    def _reads(self, condition: Condition) -> bool:
        return self.name in _Reader(self.run).names(condition)

    def force(self, condition: Condition, target: Truth) -> None:
        """Set unknown answers so that the condition comes to `target`, as far as they are not set already."""
        if self.run.prove(condition).value is not UNKNOWN:
            return
        match condition:
            case FactIs():
                self._set(condition, target)
            case AllOf() | AnyOf():
                every = (target is YES) == isinstance(condition, AllOf)
                open_ = [child for child in condition.children if self.run.prove(child).value is UNKNOWN]
                for child in open_ if every else self._easiest(open_):
                    self.force(child, target)
            case Not():
                self.force(condition.child, negated(target))
            case FindingIs():
                self.force(self.run.answers.law.findings[condition.finding].met_if, target)
            case GroundIs():
                for ground in condition.grounds:
                    self.force(whole(self.run.answers.law.grounds[ground]), target)

    def _easiest(self, children: list[Condition]) -> list[Condition]:
        free = [child for child in children if not self._reads(child)]
        return (free or children)[:1]

    def _set(self, leaf: FactIs, target: Truth) -> None:
        for name in _inputs(self.run, leaf):
            if name != self.name and name not in self.settings:
                self.settings[name] = answer_for(self.run.answers, leaf, name, target)
