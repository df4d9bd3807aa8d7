"""The law as forward rules on two rails: for each test one set of rules for YES and one for NO.

Nothing is negated: "not" swaps the rails, and a value on neither rail is UNKNOWN. So the order in which
rules fire cannot matter. This is data only; `engine/forward.py` runs it on durable-rules.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from foi_rules.model.rule import AllOf, AnyOf, Condition, FactIs, FindingIs, Ground, GroundIs, Not
from foi_rules.model.rulebook import Law

# Limits of durable-rules 2.0.28. A rule joins at most 16 facts. One table of 512 entries holds every
# different fact that the rules of a set test (a full one makes it hang), and one of 256 the rules that
# test the same fact.
MOST_JOINED = 16
MOST_RULES = 200
MOST_ATOMS = 400

ALWAYS = "always"


class Atom(NamedTuple):
    """A value on one of its two rails: the name of a leaf, test, finding or stage, and whether YES or NO is meant."""

    name: str
    yes: bool = True

    def swapped(self) -> "Atom":
        """Return the same name on the other rail."""
        return Atom(self.name, not self.yes)


class ForwardRule(NamedTuple):
    """When every atom of `when` is known, `then` is known."""

    when: tuple[Atom, ...]
    then: Atom


@dataclass(frozen=True, slots=True)
class Network:
    """All that is derived for one law.

    `leaves` are the tests of facts by name, `grounds` those whose claim and balance are leaves too;
    `sets` are the rules in the order in which they run; `outputs` maps each finding and stage to the
    atom whose rails give its value.
    """

    leaves: Mapping[str, FactIs]
    grounds: tuple[Ground, ...]
    sets: tuple[tuple[ForwardRule, ...], ...]
    outputs: Mapping[str, Atom]


def opened_name(ground: str) -> str:
    """Return the name of the stage "opened" of a ground."""
    return f"ground.{ground}.opened"


def claimed_name(ground: str) -> str:
    """Return the name of the leaf that says whether a ground is claimed."""
    return f"ground.{ground}.claimed"


def balance_name(ground: str) -> str:
    """Return the name of the leaf that holds the balance of a ground."""
    return f"ground.{ground}.balance"


def relied_name(ground: str) -> str:
    """Return the name of the stage "relied on" of a ground."""
    return f"ground.{ground}.relied_on"


def network(law: Law) -> Network:
    """Return the rules that derive every finding and every stage of every ground of the law.

    Raises KeyError if the law refers to a finding or ground that it does not have.
    """
    writer = _Writer(law)
    outputs = {name: writer.finding(name) for name in law.findings}
    for ground in law.grounds.values():
        outputs |= writer.stages(ground)
    return Network(writer.leaves, tuple(law.grounds.values()), tuple(_sets(writer)), outputs)


@dataclass(eq=False)
class _Writer:
    """Writes the rules: those of a name after those of all that it refers to."""

    law: Law
    leaves: dict[str, FactIs] = field(default_factory=dict)
    rules: list[tuple[str, ForwardRule]] = field(default_factory=list)
    refers: dict[str, set[str]] = field(default_factory=dict)
    _home: dict[str, str] = field(default_factory=dict)
    _done: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for section in self.law.sections.values():
            self._home |= dict.fromkeys((*section.findings, *section.grounds), section.id)

    def finding(self, name: str) -> Atom:
        """Write the rules of a finding, once, and return the atom of its YES."""
        if name not in self._done:
            self._done.add(name)
            self._define(name, self.law.findings[name].met_if, self._home.get(name, ""))
        return Atom(name)

    def relied_on(self, name: str) -> Atom:
        """Write the rules of a ground, once, and return the atom of its last stage."""
        return self.stages(self.law.grounds[name])[relied_name(name)]

    def stages(self, ground: Ground) -> dict[str, Atom]:
        """Write the rules of a ground, once, and return the atoms of its stages by name."""
        name = ground.id
        lapsed = self.finding(ground.lapses) if ground.lapses else Atom(ALWAYS, False)
        names = (opened_name(name), f"ground.{name}.tree", f"ground.{name}.engaged", relied_name(name))
        opened, tree, engaged, relied = (Atom(stage) for stage in names)
        if relied.name not in self._done:
            self._done.add(relied.name)
            home = self._home.get(name, ground.section)
            self._define(opened.name, ground.opened_by or AllOf(()), home)
            self._define(tree.name, ground.engaged_if, home)
            self._all(engaged.name, [opened, lapsed.swapped(), tree], home)
            self._all(relied.name, [engaged, Atom(claimed_name(name)), Atom(balance_name(name))], home)
        lapse = {f"ground.{name}.lapsed": lapsed}
        return {atom.name: atom for atom in (opened, tree, engaged, relied)} | lapse

    def _define(self, name: str, condition: Condition, home: str) -> None:
        if isinstance(condition, AllOf | AnyOf):
            children = [self._atom(child, f"{name}/{index}", home) for index, child in enumerate(condition.children)]
            self._either(name, children, home, isinstance(condition, AllOf))
        else:
            self._all(name, [self._atom(condition, f"{name}/0", home)], home)

    def _atom(self, condition: Condition, name: str, home: str) -> Atom:
        """Return the atom that is known when the condition is YES; `name` is for a test without a name."""
        match condition:
            case FactIs():
                return self._leaf(condition)
            case Not():
                return self._atom(condition.child, name, home).swapped()
            case FindingIs():
                return self.finding(condition.finding)
            case GroundIs() if len(condition.grounds) == 1:
                return self.relied_on(condition.grounds[0])
            case GroundIs():
                self._any(name, [self.relied_on(ground) for ground in condition.grounds], home)
            case _:
                self._define(name, condition, home)
        return Atom(name)

    def _leaf(self, leaf: FactIs) -> Atom:
        test = leaf.choice if leaf.more_than is None else f"> {leaf.more_than}"
        name = f"{leaf.fact} = {test}"
        self.leaves[name] = leaf
        return Atom(name)

    def _either(self, name: str, atoms: list[Atom], home: str, every: bool) -> None:
        (self._all if every else self._any)(name, atoms, home)

    def _all(self, name: str, atoms: list[Atom], home: str) -> None:
        """Write: YES when all are known; NO when any is known on its other rail. No atoms at all is YES."""
        joined = self._joinable(name, list(dict.fromkeys(atoms)) or [Atom(ALWAYS)], home)
        self._rule(joined, Atom(name), home)
        for atom in joined:
            self._rule([atom.swapped()], Atom(name, False), home)

    def _any(self, name: str, atoms: list[Atom], home: str) -> None:
        """Write the mirror image: one of many is "not all of them fail". No atoms at all is NO."""
        joined = self._joinable(name, list(dict.fromkeys(atoms)) or [Atom(ALWAYS, False)], home, every=False)
        self._rule([atom.swapped() for atom in joined], Atom(name, False), home)
        for atom in joined:
            self._rule([atom], Atom(name), home)

    def _joinable(self, name: str, atoms: list[Atom], home: str, every: bool = True) -> list[Atom]:
        """Return no more atoms than a rule can join, those of a wide test gathered in groups."""
        level = 0
        while len(atoms) > MOST_JOINED:
            groups = [atoms[at : at + MOST_JOINED] for at in range(0, len(atoms), MOST_JOINED)]
            names = [f"{name}/group-{level}-{index}" for index in range(len(groups))]
            for gathered, group in zip(names, groups, strict=True):
                self._either(gathered, group, home, every)
            atoms, level = [Atom(gathered) for gathered in names], level + 1
        return atoms

    def _rule(self, when: list[Atom], then: Atom, home: str) -> None:
        self.rules.append((home, ForwardRule(tuple(when), then)))
        others = {self._home.get(atom.name.split("/")[0], self._stage_home(atom.name)) for atom in when}
        self.refers.setdefault(home, set()).update(others - {home, ""})

    def _stage_home(self, name: str) -> str:
        ground = name.removeprefix("ground.").rpartition(".")[0]
        return self._home.get(ground, "") if name.startswith("ground.") else ""


def _sets(writer: _Writer) -> Iterator[tuple[ForwardRule, ...]]:
    """Yield the rules section by section in order of reference, each section cut to what a set can hold.

    Should two sections refer to each other, the rules run in the order in which they were written, which
    is an order of reference too.
    """
    try:
        order = list(TopologicalSorter({home: sorted(those) for home, those in writer.refers.items()}).static_order())
    except CycleError:
        yield from _cut([rule for _, rule in writer.rules])
        return
    for section in order:
        yield from _cut([rule for home, rule in writer.rules if home == section])


def _cut(rules: list[ForwardRule]) -> Iterator[tuple[ForwardRule, ...]]:
    batch: list[ForwardRule] = []
    atoms: set[Atom] = set()
    for rule in rules:
        if batch and (len(batch) == MOST_RULES or len(atoms | set(rule.when)) > MOST_ATOMS):
            yield tuple(batch)
            batch, atoms = [], set()
        batch.append(rule)
        atoms |= set(rule.when)
    if batch:
        yield tuple(batch)
