"""Whether every question can be reached, and whether an answer to it can matter: proved for all answers at once.

A question is *reached* where, under some answers, it is unknown and stands among what is missing. It *matters* where
two sets of answers that differ in nothing but its own end differently: the ground can be relied on under the first
and not under the second. Whatever is found is a witness: answers that can be given to the engine.
Source: docs/deciding.md, law 5 and step 6.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from foi_rules.audit.reach_logic import CREATED, Formula, Logic, Rails, Settings, Variable
from foi_rules.engine.missing import BALANCE
from foi_rules.model.rule import AllOf, AnyOf, Condition, FactIs, FindingIs, Ground, GroundIs, Not, Requirement
from foi_rules.model.rulebook import Law


class Read(NamedTuple):
    """A leaf that something reads: what reads it, the leaf, and the question behind it.

    `by` is a ground, a step, or a requirement (`<ground>.<requirement>`). `name` is the leaf's own fact or, where
    that is computed, one of the answers that it is computed from.
    """

    by: str
    leaf: FactIs
    name: str

    def __str__(self) -> str:
        choice = f" > {self.leaf.more_than}" if self.leaf.more_than is not None else f" is {self.leaf.choice}"
        through = "" if self.name == self.leaf.fact else f" by {self.name}"
        return f"{self.by}: {self.leaf.fact}{choice}{through}"


@dataclass(frozen=True, eq=False)
class Witness:
    """A set of answers that the solver found."""

    model: Any
    variables: Sequence[Variable]

    @property
    def settings(self) -> Settings:
        """Return the answers by name, as `foi_rules.engine.alternatives.answered` takes them; the rest is unknown."""
        found: dict[str, object] = {}
        for one in self.variables:
            if not self._true(one.unknown):
                given = tuple(option for option, bit in one.options.items() if self._true(bit))
                found["created" if one.name == CREATED else one.name] = given if one.several else given[0]
        return found

    def _true(self, bit: Formula) -> bool:
        return str(self.model[bit]) == "True"


@dataclass(frozen=True, eq=False)
class Verdict:
    """What was found for one read.

    `reached` has answers for each place of the leaf at which its question is new, None where it cannot be asked
    there. `matters` has two sets of answers that differ in it and end differently, or None if there are none.
    """

    read: Read
    reached: tuple[Witness | None, ...]
    matters: tuple[Witness, Witness] | None


class _Place(NamedTuple):
    """A leaf where it stands, and when what stands above it is unknown, so that it is looked for there.

    `before` are the questions that the stages before it read; `balances` those of the grounds that it goes through.
    """

    leaf: FactIs
    above: tuple[Formula, ...]
    before: frozenset[str] = frozenset()
    balances: tuple[str, ...] = ()


@dataclass(eq=False)
class Reach:
    """The proofs for one law. Raises ModuleNotFoundError where z3 is not installed."""

    law: Law
    logic: Logic = field(init=False)

    def __post_init__(self) -> None:
        self.logic = Logic(self.law)

    def ground(self, name: str) -> Iterator[Verdict]:
        """Yield a verdict for every leaf of a ground: of its door, its lapse and its test, whatever they go through."""
        ground = self.law.grounds[name]
        places = list(self._of_ground(ground, ()))
        trial = _Trial(self.logic, self._variables(places))
        yield from self._verdicts(name, self.logic.engaged(ground), places, trial)

    def requirement(self, ground: Ground, requirement: Requirement) -> Iterator[Verdict]:
        """Yield a verdict for each leaf of a warning or duty that its ground does not read: where that is relied on."""
        whole = self.logic.condition(requirement.unless)
        read = {place.leaf.fact for place in self._of_ground(ground, ())}
        places = list(self._of(requirement.unless, ()))
        by, relied = f"{ground.id}.{requirement.id}", self.logic.relied_on(ground).yes
        trial = _Trial(self.logic, (*self._variables(places), *self._behind(ground)))
        yield from self._verdicts(by, whole, [one for one in places if one.leaf.fact not in read], trial, [relied])

    def condition(self, by: str, condition: Condition) -> Iterator[Verdict]:
        """Yield a verdict for every leaf of a condition that stands by itself, such as what holds at a step."""
        places = list(self._of(condition, ()))
        trial = _Trial(self.logic, self._variables(places))
        yield from self._verdicts(by, self.logic.condition(condition), places, trial)

    def relied_on(self, name: str) -> Witness | None:
        """Return answers under which the ground can be relied on: its door open and not lapsed; None if none."""
        ground = self.law.grounds[name]
        trial = _Trial(self.logic, self._behind(ground))
        return trial.witness([self.logic.relied_on(ground).yes, *trial.known])

    def finding(self, name: str, value: bool) -> Witness | None:
        """Return answers under which the finding is a plain yes, or a plain no; None if there are none."""
        trial = _Trial(self.logic, self._variables(list(self._of(FindingIs(name), ()))))
        rails = self.logic.finding(name)
        return trial.witness([rails.yes if value else rails.no, *trial.known])

    def opens(self, leaf: FactIs) -> tuple[str, ...]:
        """Return the grounds that can be relied on with this tick, and would be screened out without it."""
        found = []
        for name, ground in self.law.grounds.items():
            if ground.opened_by and leaf in [place.leaf for place in self._of(ground.opened_by, ())]:
                trial = _Trial(self.logic, self._behind(ground))
                found += [name] if trial.matters(self.logic.engaged(ground), Read(name, leaf, leaf.fact)) else []
        return tuple(found)

    def _verdicts(
        self, by: str, whole: Rails, places: Sequence[_Place], trial: "_Trial", given: Sequence[Formula] = ()
    ) -> Iterator[Verdict]:
        for leaf in dict.fromkeys(place.leaf for place in places):
            new = [place for place in places if place.leaf == leaf and leaf.fact not in place.before]
            wanted = [whole.open, self.logic.leaf(leaf).open, *given]
            reached = tuple([trial.witness([*wanted, *place.above]) for place in new])
            for name in self._names(leaf):
                read = Read(by, leaf, name)
                yield Verdict(read, reached, trial.matters(whole, read, given))

    def _names(self, leaf: FactIs) -> list[str]:
        computed = self.law.facts[leaf.fact].computed
        return [name for name in computed.of if not name.startswith("case.")] if computed else [leaf.fact]

    def _behind(self, ground: Ground) -> tuple[Variable, ...]:
        """Return the questions on which it turns whether the ground can be relied on."""
        own = [self.logic.variable(f"{BALANCE}{ground.id}")] if ground.kind == "qualified" else []
        return (*own, *self._variables(list(self._of_ground(ground, ()))))

    def _variables(self, places: Sequence[_Place]) -> tuple[Variable, ...]:
        facts = dict.fromkeys(name for place in places for name in self._names(place.leaf))
        balances = dict.fromkeys(name for place in places for name in place.balances)
        return tuple(self.logic.variable(name) for name in (*facts, *balances))

    def _of_ground(self, ground: Ground, above: tuple[Formula, ...]) -> Iterator[_Place]:
        """Yield the leaves of a ground: of its door first, then, the door open, of its lapse, and then of its test."""
        opened, current, tree = self.logic.stages(ground)
        above = (*above, self.logic.engaged(ground).open)
        before: set[str] = set()
        for condition, known in (
            (ground.opened_by, (opened.open,)),
            (FindingIs(ground.lapses) if ground.lapses else None, (~opened.open, current.open)),
            (ground.engaged_if, (~opened.open, ~current.open, tree.open)),
        ):
            places = list(self._of(condition, (*above, *known))) if condition else []
            yield from (place._replace(before=place.before | before) for place in places)
            before |= {place.leaf.fact for place in places}

    def _of(self, condition: Condition, above: tuple[Formula, ...]) -> Iterator[_Place]:
        match condition:
            case FactIs():
                yield _Place(condition, above)
            case AllOf() | AnyOf():
                above = (*above, self.logic.condition(condition).open)
                for child in condition.children:
                    yield from self._of(child, above)
            case Not():
                yield from self._of(condition.child, above)
            case FindingIs():
                yield from self._of(self.law.findings[condition.finding].met_if, above)
            case GroundIs():
                above = (*above, self.logic.condition(condition).open)
                for name in condition.grounds:
                    yield from self._through(self.law.grounds[name], above)

    def _through(self, ground: Ground, above: tuple[Formula, ...]) -> Iterator[_Place]:
        balance = (f"{BALANCE}{ground.id}",) if ground.kind == "qualified" else ()
        for place in self._of_ground(ground, (*above, self.logic.relied_on(ground).open)):
            yield place._replace(balances=(*place.balances, *balance))


class _Trial:
    """A solver for everything that turns on the same questions."""

    def __init__(self, logic: Logic, variables: Iterable[Variable]) -> None:
        self.logic, self.variables = logic, list({one.name: one for one in variables}.values())
        self.known = [~one.unknown for one in self.variables if not _may_be_left_out(one, logic.law)]
        self.solver = logic.z3.SolverFor("QF_FD")
        self.solver.add(logic.sound(self.variables))

    def witness(self, wanted: Iterable[Formula]) -> Witness | None:
        """Return answers under which all of these hold, or None if there are none."""
        model = self._model(wanted)
        return None if model is None else Witness(model, self.variables)

    def matters(self, whole: Rails, read: Read, given: Sequence[Formula] = ()) -> tuple[Witness, Witness] | None:
        """Return two sets of answers that differ in one, by which the leaf turns and the whole with it."""
        z3, leaf, mine = self.logic.z3, self.logic.leaf(read.leaf), self.logic.variable(read.name)
        other = _renamed(mine, z3)
        pairs = list(zip(mine.bits, other.bits, strict=True))
        differ = [leaf.yes, ~z3.substitute(leaf.yes, *pairs), whole.yes != z3.substitute(whole.yes, *pairs)]
        if mine.several and read.leaf.choice != "yes":
            differ += [bit == other.options[key] for key, bit in mine.options.items() if key != read.leaf.choice]
        both = [*given, *([] if _may_be_left_out(mine, self.logic.law) else [~mine.unknown])]
        twice = [z3.substitute(one, *pairs) for one in both]
        model = self._model([*differ, *self.known, *both, *twice, *self.logic.sound([other])])
        if model is None:
            return None
        renamed = [other if one is mine else one for one in self.variables]
        return Witness(model, self.variables), Witness(model, renamed)

    def _model(self, wanted: Iterable[Formula]) -> Any:
        self.solver.push()
        try:
            self.solver.add(list(wanted))
            return self.solver.model() if self.solver.check() == self.logic.z3.sat else None
        finally:
            self.solver.pop()


def _may_be_left_out(variable: Variable, law: Law) -> bool:
    """Return whether leaving it out is an answer: a text that is looked for is there, or is still to come."""
    fact = law.facts.get(variable.name)
    return fact is not None and fact.answer in ("text", "date", "number", "cost-lines")


def _renamed(variable: Variable, z3: Any) -> Variable:
    options = {key: z3.Bool(f"{bit}'") for key, bit in variable.options.items()}
    return Variable(variable.name, options, z3.Bool(f"{variable.unknown}'"), variable.several)
