"""Whether an unanswered question can still change the outcome or the grounds relied on.

A witness is looked for: two completions of the case that differ in this one answer and end differently.
Some completions are guided (everything around the question is set so that it decides); the rest are drawn
from a fixed sequence. All of them are worked out at once (`residual`). A question without a witness is not
asked. Exact on small rulebooks by test.
"""

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice, pairwise
from typing import NamedTuple

from foi_rules.engine.alternatives import answer_for
from foi_rules.engine.decide import item_run, request_run
from foi_rules.engine.kleene import Evaluation
from foi_rules.engine.regimes import ended_of, together
from foi_rules.engine.residual import Masks, Node, Rails, Residual, Stage, paths, rails
from foi_rules.model.case import Case
from foi_rules.model.rule import AllOf, Condition, FindingIs, Ground, Not
from foi_rules.model.rulebook import Law
from foi_rules.model.truth import NO, UNKNOWN, YES, Truth, negated

DRAWN = 192
"""How many completions are drawn where no guided one shows that the question matters."""
FIRST, GUIDED = 4, 64
"""How many guided completions are tried first, and then together, if need be."""
Verdict = tuple[str, tuple[str, ...]]
Settings = dict[str, object]


class Leg(NamedTuple):
    """How the steps of one law end: the completions of each way to end, those left open, those that go on."""

    ends: list[int]
    open: int
    passed: int


def combined(legs: list[Leg], runs: list[Rails], every: int) -> list[int]:
    """Return the ways to end under several laws, of which each runs in the completions of its rails.

    Under one law alone its own; under all at once refused only where all refuse; in doubt about the law open,
    unless every law goes on.
    """
    at_once, all_passed, any_passed, all_ended = every, every, 0, every
    for leg, (yes, _) in zip(legs, runs, strict=True):
        at_once &= yes
        all_passed &= leg.passed
        any_passed |= leg.passed
        all_ended &= ~leg.open & ~leg.passed
    ends, open_, settled = [], at_once & ~any_passed & ~all_ended, at_once
    for index, leg in enumerate(legs):
        alone = runs[index][0]
        for other, (_, no) in enumerate(runs):
            alone &= no if other != index else every
        settled |= alone
        ends += [(one & alone) | (one & at_once & all_ended) for one in leg.ends]
        open_ |= leg.open & alone
    return [*ends, open_ | (every & ~settled & ~all_passed)]


def run_for(law: Law, case: Case, item: str, part: str) -> Evaluation:
    """Return the evaluation of the item, or of the part (or request) if no item is named."""
    if item:
        return item_run(law, case, next(one for one in case.items if one.id == item))
    return request_run(law, case, next((one for one in case.parts if one.id == part), None))


def verdict(run: Evaluation) -> Verdict:
    """Return the outcome of the item or request and the ids of the grounds it rests on."""
    ended = ended_of(run)
    return ended.outcome, tuple(proof.ground.id for proof in (*ended.beside, *ended.relied_on))


def whole(ground: Ground) -> Condition:
    """Return the ground's screening, lapse and test as one condition."""
    parts: list[Condition] = [ground.opened_by] if ground.opened_by else []
    parts += [Not(FindingIs(ground.lapses))] if ground.lapses else []
    return AllOf((*parts, ground.engaged_if))


@dataclass(eq=False)
class Pivots:
    """The unanswered questions of one item, part or request, and which of them can still matter."""

    run: Evaluation
    residual: Residual = field(init=False)
    stages: tuple[Stage, ...] = field(init=False)
    regimes: Mapping[str, Node] = field(init=False)

    def __post_init__(self) -> None:
        self.residual = Residual(self.run)
        self.stages = self.residual.stages()
        self.regimes = self.residual.regimes()

    @cached_property
    def _leaves_of(self) -> Mapping[str, list[Node]]:
        found: dict[str, list[Node]] = {}
        for leaf in self.residual.leaves():
            for name in leaf.names:
                found.setdefault(name, []).append(leaf)
        return found

    @cached_property
    def _drawn(self) -> Masks:
        """Each unknown name with its answers, and the completions in which each is given."""
        rng = random.Random(0)  # noqa: S311 - a fixed sequence, not a secret
        return {name: _shared_out(self.residual.options(name), rng) for name in self._leaves_of}

    @cached_property
    def _drawn_rails(self) -> Mapping[Node, Rails]:
        return {leaf: self.residual.leaf_rails(leaf, self._drawn) for leaf in self.residual.leaves()}

    def matters(self, name: str) -> bool:
        """Return whether some completion of the other answers makes this one change how the analysis ends."""
        if name not in self._leaves_of:
            return False
        guided = self._guided(name)
        if self._decides(name, [{}, *islice(guided, FIRST)]):
            return True
        return self._decides(name, list(islice(guided, GUIDED))) or self._decides_drawn(name)

    def _decides(self, name: str, completions: list[Settings]) -> bool:
        """Return whether the answer to `name` changes how the analysis ends in one of these completions."""
        mine = self._leaves_of[name]
        read = {leaf for one in completions for other in one for leaf in self._leaves_of.get(other, ())}
        others = {leaf: self._rails_in(leaf, completions) for leaf in read.difference(mine)}
        every = (1 << len(completions)) - 1
        return _differ(
            self._ends(
                others | {leaf: self._rails_in(leaf, [one | {name: option} for one in completions]) for leaf in mine},
                every,
            )
            for option in self.residual.options(name)
        )

    def _rails_in(self, leaf: Node, completions: list[Settings]) -> Rails:
        yes = no = 0
        for index, settings in enumerate(completions):
            truth = self.residual.truth(leaf, settings)
            yes |= (1 << index) if truth is YES else 0
            no |= (1 << index) if truth is NO else 0
        return yes, no

    def _decides_drawn(self, name: str) -> bool:
        every = (1 << DRAWN) - 1

        def ends(option: object) -> list[int]:
            masks = {**self._drawn, name: () if option is None else ((option, every),)}
            mine = {leaf: self.residual.leaf_rails(leaf, masks) for leaf in self._leaves_of[name]}
            return self._ends({**self._drawn_rails, **mine}, every)

        return _differ(ends(option) for option in self.residual.options(name))

    def _ends(self, leaves: Mapping[Node, Rails], every: int) -> list[int]:
        """Return for each way to end (a ground relied on, held at a step, open) the completions that end so."""
        memo: dict[Node, Rails] = {}
        if not self.regimes:
            only = self._leg("", leaves, every, memo)
            return [*only.ends, only.open]
        if self.run.answers.item and not together(self.run):
            first = self._leg(next(iter(self.regimes)), leaves, every, memo, turning=True)
            return [*first.ends, first.open]
        whole = bool(self.run.answers.item)
        runs = [(every, 0) if whole else rails(node, leaves, every, memo) for node in self.regimes.values()]
        return combined([self._leg(law, leaves, every, memo) for law in self.regimes], runs, every)

    def _leg(
        self, law: str, leaves: Mapping[Node, Rails], every: int, memo: dict[Node, Rails], turning: bool = False
    ) -> Leg:
        """Return how the steps of one law end; with `turning` they may turn to those of another."""
        going = {law: every}
        ends, open_ = [], 0
        for stage in self.stages:
            if stage.turns_to and not turning:
                continue
            mine = [one for one in going if stage.law in ("", one)]
            reached = 0
            for one in mine:
                reached |= going[one]
            ended, passed = 0, reached
            for yes, no in [rails(node, leaves, every, memo) for node in stage.nodes]:
                ends.append(reached & yes)
                ended |= reached & yes
                passed &= no
            open_ |= reached & ~ended & ~passed
            for one in mine:
                going[one] &= passed
            if stage.turns_to:
                going[stage.turns_to] = going.get(stage.turns_to, 0) | ended
        passed = 0
        for mask in going.values():
            passed |= mask
        return Leg(ends, open_, passed)

    def _guided(self, name: str) -> Iterator[Settings]:
        """Yield settings under which a ground, or what holds the item at a step, turns on `name` and nothing else."""
        targets = [node for stage in self.stages for node in stage.nodes] + list(self.regimes.values())
        for target in targets:
            for path in paths(target, name):
                settings: Settings = {}
                guide = _Guide(self.residual, name, settings)
                guide.sensitise(path)
                for other in targets:
                    if other is not target:
                        guide.force(other, NO)
                yield settings


def _differ(several: Iterable[list[int]]) -> bool:
    first: list[int] | None = None
    for ends in several:
        if first is not None and ends != first:
            return True
        first = ends
    return False


def _shared_out(options: tuple[object, ...], rng: random.Random) -> tuple[tuple[object, int], ...]:
    """Return each option with its share of the drawn completions."""
    left = (1 << DRAWN) - 1
    shares: list[tuple[object, int]] = []
    for count in range(len(options), 0, -1):
        share = left & _chance(32 // count, rng)
        left &= ~share
        shares.append((options[len(options) - count], share))
    return tuple(shares)


def _chance(of_32: int, rng: random.Random) -> int:
    """Return a mask in which each completion is set with a chance of `of_32` in 32."""
    if of_32 >= 32:
        return (1 << DRAWN) - 1
    mask = 0
    for digit in range(5):
        drawn = rng.getrandbits(DRAWN)
        mask = mask | drawn if of_32 >> digit & 1 else mask & drawn
    return mask


@dataclass
class _Guide:
    residual: Residual
    name: str
    settings: Settings

    def sensitise(self, path: tuple[Node, ...]) -> None:
        """Set what stands beside the path so that its first node turns on its last.

        What stands closest to the question is set first: there is the least choice in it.
        """
        for node, step in reversed(list(pairwise(path))):
            if node.op in ("all", "any"):
                for child in node.children:
                    if child is not step:
                        self.force(child, YES if node.op == "all" else NO)

    def force(self, node: Node, target: Truth) -> None:
        """Set unknown answers so that the node comes to `target`, as far as they are not set already."""
        if node.op == "leaf":
            self._set(node, target)
        elif node.op == "not":
            self.force(node.children[0], negated(target))
        elif node.op in ("all", "any"):
            every = (target is YES) == (node.op == "all")
            for child in node.children if every else self._easiest(node.children, target):
                self.force(child, target)

    def _easiest(self, children: tuple[Node, ...], target: Truth) -> tuple[Node, ...]:
        """Return one child to force: one that comes to it already, else one that does not read the question."""
        if any(self._value(child) is target for child in children):
            return ()
        open_ = [child for child in children if self._value(child) is UNKNOWN]
        free = [child for child in open_ if self.name not in child.names]
        return tuple((free or open_)[:1])

    def _value(self, node: Node) -> Truth:
        if node.op == "constant":
            return node.value
        if node.op == "leaf":
            return self.residual.truth(node, self.settings)
        values = [self._value(child) for child in node.children]
        if node.op == "not":
            return negated(values[0])
        settling, other = (NO, YES) if node.op == "all" else (YES, NO)
        return settling if settling in values else UNKNOWN if UNKNOWN in values else other

    def _set(self, leaf: Node, target: Truth) -> None:
        for name in leaf.names:
            if name == self.name or name in self.settings:
                continue
            if isinstance(leaf.test, str):
                self.settings[name] = "maintaining-outweighs" if target is YES else "even"
            else:
                self.settings[name] = answer_for(self.residual.run.answers, leaf.test, name, target)
