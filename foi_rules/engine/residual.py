"""What is left of the law for one item once its answers are put in: conditions over unknown leaves alone.

Conditions that are settled are constants (an answer more never changes them), so what is left is small, and
it is worked out for many completions of the case at once: each leaf is two bit masks, one bit a completion,
the first for YES and the second for NO. Nothing here decides; the engine of record is `kleene`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from typing import Literal, cast

from foi_rules.engine.alternatives import options_for
from foi_rules.engine.computed import FUNCTIONS, Input
from foi_rules.engine.kleene import Evaluation
from foi_rules.engine.leaves import read_input, tested
from foi_rules.engine.missing import BALANCE
from foi_rules.engine.regimes import together
from foi_rules.model.case import Answer
from foi_rules.model.rule import AllOf, AnyOf, Condition, FactIs, FindingIs, GroundIs, Not, Step
from foi_rules.model.truth import NO, UNKNOWN, YES, Truth, negated, truth_of

Rails = tuple[int, int]
"""The completions in which something is YES, and those in which it is NO."""
Masks = Mapping[str, tuple[tuple[object, int], ...]]
"""For each name its possible answers, each with the completions in which it is given."""


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A condition over unknown leaves. `test` is what a leaf tests, or the name of a balance; `names` what it reads."""

    op: Literal["all", "any", "not", "leaf", "constant"]
    children: tuple["Node", ...] = ()
    test: FactIs | str = ""
    value: Truth = UNKNOWN
    names: frozenset[str] = frozenset()


_CONSTANT = {truth: Node("constant", value=truth) for truth in Truth}


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the order of analysis: what holds at it, or the grounds tried at it; its law, as in `Step`."""

    nodes: tuple[Node, ...]
    law: str = ""
    turns_to: str = ""


@dataclass(eq=False)
class Residual:
    """The steps that concern an item, a part or the request, with its answers put in."""

    run: Evaluation
    _leaves: dict[object, Node] = field(default_factory=dict)
    _findings: dict[str, Node] = field(default_factory=dict)
    _grounds: dict[str, Node] = field(default_factory=dict)

    def stages(self) -> tuple[Stage, ...]:
        """Return the steps that can still end the analysis, in order; the steps of a review come before the others.

        Of an item under several laws at once those of its request count too: one law may have ended there.
        """
        answers = self.run.answers
        first = ("review",) if answers.case.stage == "review" else ()
        of_item = ("request", "item") if together(self.run) else ("item",)
        levels = of_item if answers.item else (*first, "request")
        return tuple(
            Stage(self._nodes(step), step.law, step.turns_to)
            for level in levels
            for step in answers.law.order.steps
            if step.level == level
        )

    def _nodes(self, step: Step) -> tuple[Node, ...]:
        if step.holds:
            return (self.finding(step.holds),)
        known = self.run.answers.law.grounds
        ends = [name for name in step.grounds if name in known and (step.turns_to or known[name].outcome != "none")]
        return tuple(self.ground(name) for name in ends)

    def regimes(self) -> Mapping[str, Node]:
        """Return for each law what is left of the finding that says whether it runs for the part."""
        return {law.id: self.finding(law.runs) for law in self.run.answers.law.order.laws}

    def leaves(self) -> tuple[Node, ...]:
        """Return every unknown leaf met so far, in the order of meeting."""
        return tuple(self._leaves.values())

    def finding(self, name: str) -> Node:
        """Return what is left of a finding."""
        if name not in self._findings:
            proof = self.run.finding(name)
            known = proof.op == "given" or proof.value is not UNKNOWN
            met_if = self.run.answers.law.findings[name].met_if
            self._findings[name] = _CONSTANT[proof.value] if known else self.condition(met_if)
        return self._findings[name]

    def ground(self, name: str) -> Node:
        """Return what is left of a ground, from its screening to its balance."""
        if name not in self._grounds:
            self._grounds[name] = self._ground(name)
        return self._grounds[name]

    def _ground(self, name: str) -> Node:
        proof = self.run.ground(name)
        ground = proof.ground
        if proof.relied_on.value is not UNKNOWN or not proof.relied_on.children:
            return _CONSTANT[proof.relied_on.value]
        parts = [self.condition(ground.opened_by)] if ground.opened_by and proof.opened.value is UNKNOWN else []
        parts += [_not(self.finding(ground.lapses))] if ground.lapses else []
        parts.append(self.condition(ground.engaged_if))
        if proof.balance.value is UNKNOWN:
            parts.append(self._leaf(f"{BALANCE}{name}", f"{BALANCE}{name}", (f"{BALANCE}{name}",)))
        return _joined("all", parts)

    def condition(self, condition: Condition) -> Node:
        """Return what is left of a condition."""
        match condition:
            case FactIs():
                value = self.run.answers.value(condition)
                known = value is not UNKNOWN
                return _CONSTANT[value] if known else self._leaf(condition, condition, self._inputs(condition))
            case AllOf():
                return _joined("all", [self.condition(child) for child in condition.children])
            case AnyOf():
                return _joined("any", [self.condition(child) for child in condition.children])
            case Not():
                return _not(self.condition(condition.child))
            case FindingIs():
                return self.finding(condition.finding)
            case GroundIs():
                return _joined("any", [self.ground(name) for name in condition.grounds])

    def _leaf(self, key: object, test: FactIs | str, names: tuple[str, ...]) -> Node:
        if key not in self._leaves:
            self._leaves[key] = Node("leaf", test=test, names=frozenset(names))
        return self._leaves[key]

    def _inputs(self, leaf: FactIs) -> tuple[str, ...]:
        fact = self.run.answers.law.facts[leaf.fact]
        if not fact.computed:
            return (leaf.fact,)
        names = [name for name in fact.computed.of if not name.startswith("case.")]
        return tuple("created" if name == "item.created" else name for name in names)

    def options(self, name: str) -> tuple[object, ...]:
        """Return the answers to `name` that can be told apart here; None stands for leaving a text out."""
        tests = [leaf.test for leaf in self._leaves.values() if isinstance(leaf.test, FactIs)]
        read = dict.fromkeys(test.choice for test in tests if test.fact == name)
        return options_for(self.run.answers, name, tuple(read))

    def truth(self, leaf: Node, settings: Mapping[str, object]) -> Truth:
        """Return what the leaf comes to under the settings; UNKNOWN if they do not settle it."""
        if isinstance(leaf.test, str):
            value = settings.get(leaf.test)
            return UNKNOWN if value is None else truth_of(value == "maintaining-outweighs")
        fact = self.run.answers.law.facts[leaf.test.fact]
        if fact.computed:
            inputs = tuple(self._input(name, settings) for name in fact.computed.of)
            days = self.run.answers.law.working_days
            result = FUNCTIONS[fact.computed.function](inputs, fact.computed.number, days)
            return result if leaf.test.choice == "yes" else negated(result)
        value = settings.get(fact.id)
        if value is None:
            return UNKNOWN
        return tested(fact, _bare(value), leaf.test)

    def _input(self, name: str, settings: Mapping[str, object]) -> Input:
        value = settings.get("created" if name == "item.created" else name)
        if value is None:
            return self.run.answers.input(name)
        fact = self.run.answers.law.facts.get(name)
        return read_input(value, fact.answer if fact else "date")

    def leaf_rails(self, leaf: Node, masks: Masks) -> Rails:
        """Return the completions in which the leaf is YES and NO, given those in which each answer is given."""
        yes = no = 0
        names = sorted(leaf.names)
        for combination in product(*(masks.get(name, ()) for name in names)):
            where = -1
            for _, mask in combination:
                where &= mask
            settings = {name: value for name, (value, _) in zip(names, combination, strict=True)}
            truth = self.truth(leaf, settings) if where else UNKNOWN
            yes |= where if truth is YES else 0
            no |= where if truth is NO else 0
        return yes, no


@lru_cache(maxsize=1024)
def _bare(value: object) -> Answer:
    return Answer.model_construct(is_=cast("str | tuple[str, ...]", value), texts={})


def _not(child: Node) -> Node:
    if child.op == "constant":
        return _CONSTANT[negated(child.value)]
    return Node("not", (child,), names=child.names)


def _joined(op: Literal["all", "any"], children: list[Node]) -> Node:
    """Return the children as one node: those that change nothing left out, one that settles it alone."""
    neutral, settling = (YES, NO) if op == "all" else (NO, YES)
    rest = [child for child in children if not (child.op == "constant" and child.value is neutral)]
    if any(child.op == "constant" and child.value is settling for child in rest):
        return _CONSTANT[settling]
    if len(rest) < 2:
        return rest[0] if rest else _CONSTANT[neutral]
    return Node(op, tuple(rest), names=frozenset().union(*(child.names for child in rest)))


def rails(node: Node, leaves: Mapping[Node, Rails], every: int, memo: dict[Node, Rails]) -> Rails:
    """Return the completions in which the node is YES and NO. `every` has a bit for each completion."""
    if node in memo:
        return memo[node]
    if node.op == "leaf":
        return leaves.get(node, (0, 0))
    if node.op == "constant":
        return (every if node.value is YES else 0, every if node.value is NO else 0)
    yes, no = rails(node.children[0], leaves, every, memo)
    if node.op == "not":
        yes, no = no, yes
    for child in node.children[1:]:
        more_yes, more_no = rails(child, leaves, every, memo)
        yes, no = (yes & more_yes, no | more_no) if node.op == "all" else (yes | more_yes, no & more_no)
    memo[node] = yes, no
    return yes, no


def paths(node: Node, name: str) -> Iterator[tuple[Node, ...]]:
    """Yield every way down from the node to a leaf that reads `name`, as the nodes passed."""
    if name not in node.names:
        return
    if node.op == "leaf":
        yield (node,)
    for child in node.children:
        for rest in paths(child, name):
            yield (node, *rest)
