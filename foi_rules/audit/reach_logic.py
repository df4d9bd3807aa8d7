"""The law as propositional logic: each condition as two formulas, one for YES and one for NO, over its answers.

Every question is a variable over its choices, with one more for "not known". What a computed fact comes to is
worked out beforehand for days and estimates on both sides of every line that it draws, so that the facts that are
computed from the same answer are only ever what they can be together. Nothing is presumed here, and no text is
wanted: whether somebody may answer, and with what words, does not change what an answer does.

Needs the solver z3 (`pip install foi-rules[audit]`); it is imported when it is used.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from itertools import product
from typing import Any, NamedTuple

from foi_rules.engine.alternatives import STAND_IN
from foi_rules.engine.computed import FUNCTIONS, Input
from foi_rules.engine.leaves import read_input
from foi_rules.engine.missing import BALANCE
from foi_rules.model.case import CostLine
from foi_rules.model.rule import AllOf, AnyOf, Condition, Fact, FactIs, FindingIs, Ground, GroundIs, Not
from foi_rules.model.rulebook import Law
from foi_rules.model.truth import NO, UNKNOWN, YES

Formula = Any
"""A formula of z3, which says nothing of its types."""
Settings = Mapping[str, object]
"""Answers by the name of the question, as `foi_rules.engine.alternatives.answered` takes them."""
CREATED = "item.created"
DAYS_AWAY = (-7000, -2500, -900, -40, -3, 3, 50, 300)
"""The days that a date may fall on, counted from the day of the request: all within the calendar of working days."""


class Rails(NamedTuple):
    """When something is YES, and when it is NO; it is UNKNOWN when it is neither."""

    yes: Formula
    no: Formula

    @property
    def open(self) -> Formula:
        """Return when it is UNKNOWN."""
        return ~(self.yes | self.no)


@dataclass(frozen=True, slots=True)
class Variable:
    """A question: for each option the formula under which it is the answer, and when there is none.

    Of a list that takes several choices the options may hold together; of every other exactly one does.
    """

    name: str
    options: Mapping[object, Formula]
    unknown: Formula
    several: bool = False

    @property
    def bits(self) -> tuple[Formula, ...]:
        """Return every variable of the solver behind the question."""
        return (*self.options.values(), self.unknown)


@dataclass(eq=False)
class Logic:
    """The conditions of one law as formulas, each worked out once."""

    law: Law
    variables: dict[str, Variable] = field(default_factory=dict)
    _leaves: dict[FactIs, Rails] = field(default_factory=dict)
    _findings: dict[str, Rails] = field(default_factory=dict)
    _grounds: dict[str, Rails] = field(default_factory=dict)

    @cached_property
    def z3(self) -> Any:
        """Return the solver's module. Raises ModuleNotFoundError where z3 is not installed."""
        import z3

        return z3

    @property
    def day(self) -> date:
        """Return the day of the request, on which everything is seen."""
        return self.law.order.law_stated_at

    def condition(self, condition: Condition) -> Rails:
        """Return when a condition is YES and when it is NO."""
        match condition:
            case FactIs():
                return self.leaf(condition)
            case AllOf():
                return self.all_of([self.condition(child) for child in condition.children])
            case AnyOf():
                return self._any_of([self.condition(child) for child in condition.children])
            case Not():
                yes, no = self.condition(condition.child)
                return Rails(no, yes)
            case FindingIs():
                return self.finding(condition.finding)
            case GroundIs():
                return self._any_of([self.relied_on(self.law.grounds[name]) for name in condition.grounds])

    def all_of(self, children: Iterable[Rails]) -> Rails:
        """Return when all are YES, and when one is NO."""
        found = list(children)
        return Rails(self.z3.And([one.yes for one in found]), self.z3.Or([one.no for one in found]))

    def _any_of(self, children: Iterable[Rails]) -> Rails:
        found = list(children)
        return Rails(self.z3.Or([one.yes for one in found]), self.z3.And([one.no for one in found]))

    def finding(self, name: str) -> Rails:
        """Return when a finding is YES and when it is NO."""
        if name not in self._findings:
            self._findings[name] = self.condition(self.law.findings[name].met_if)
        return self._findings[name]

    def stages(self, ground: Ground) -> tuple[Rails, Rails, Rails]:
        """Return when the ground's door is open, when it has not lapsed, and when its test is met."""
        always = Rails(self.z3.BoolVal(True), self.z3.BoolVal(False))
        opened = self.condition(ground.opened_by) if ground.opened_by else always
        lapsed = self.finding(ground.lapses) if ground.lapses else Rails(always.no, always.yes)
        return opened, Rails(lapsed.no, lapsed.yes), self.condition(ground.engaged_if)

    def engaged(self, ground: Ground) -> Rails:
        """Return when a ground is engaged: its door open, not lapsed, its test met."""
        return self.all_of(self.stages(ground))

    def relied_on(self, ground: Ground) -> Rails:
        """Return when a ground can be relied on, with its balance if it has one."""
        if ground.id not in self._grounds:
            balance = [self.balance(ground)] if ground.kind == "qualified" else []
            self._grounds[ground.id] = self.all_of([self.engaged(ground), *balance])
        return self._grounds[ground.id]

    def balance(self, ground: Ground) -> Rails:
        """Return when the balance of a qualified ground is for maintaining it."""
        variable = self.variable(f"{BALANCE}{ground.id}")
        maintaining, even = (variable.options[one] for one in ("maintaining-outweighs", "even"))
        return Rails(maintaining & ~variable.unknown, even & ~variable.unknown)

    def leaf(self, leaf: FactIs) -> Rails:
        """Return when a leaf is YES and when it is NO."""
        if leaf not in self._leaves:
            fact = self.law.facts[leaf.fact]
            self._leaves[leaf] = self._computed(fact, leaf) if fact.computed else self._asked(fact, leaf)
        return self._leaves[leaf]

    def _asked(self, fact: Fact, leaf: FactIs) -> Rails:
        variable = self.variable(fact.id)
        met = self.z3.Or([bit for option, bit in variable.options.items() if _meets(fact, option, leaf)])
        known = ~variable.unknown
        return Rails(met & known, self.z3.BoolVal(False) if _given_at_all(fact, leaf) else ~met & known)

    def _computed(self, fact: Fact, leaf: FactIs) -> Rails:
        assert fact.computed
        names = [name for name in fact.computed.of if not name.startswith("case.")]
        function, days = FUNCTIONS[fact.computed.function], self.law.working_days
        ends: dict[object, list[Formula]] = {YES: [], NO: [], UNKNOWN: []}
        for options in product(*((*self.variable(name).options, None) for name in names)):
            given = dict(zip(names, options, strict=True))
            inputs = tuple(self._input(name, given) for name in fact.computed.of)
            ends[function(inputs, fact.computed.number, days)].append(
                self.z3.And([self._is(name, option) for name, option in given.items()])
            )
        rails = Rails(self.z3.Or(ends[YES]), self.z3.Or(ends[NO]))
        return rails if leaf.choice == "yes" else Rails(rails.no, rails.yes)

    def _is(self, name: str, option: object) -> Formula:
        variable = self.variable(name)
        return variable.unknown if option is None else variable.options[option] & ~variable.unknown

    def _input(self, name: str, given: Mapping[str, object]) -> Input:
        value = given.get(name) if name in given else self.day.isoformat()
        fact = self.law.facts.get(name)
        return None if value is None else read_input(value, fact.answer if fact else "date")

    def variable(self, name: str) -> Variable:
        """Return the question of that name: a fact, `item.created`, or the balance of a ground."""
        if name not in self.variables:
            fact = self.law.facts.get(name)
            bits = {option: self.z3.Bool(f"{name}={option}") for option in self._options(name, fact)}
            several = fact is not None and fact.answer == "any-of"
            self.variables[name] = Variable(name, bits, self.z3.Bool(f"{name}?"), several)
        return self.variables[name]

    def sound(self, variables: Iterable[Variable]) -> list[Formula]:
        """Return what holds of these questions whatever is answered: of one that takes one choice, it is one."""
        single = [one for one in variables if not one.several]
        return [self.z3.PbEq([(bit, 1) for bit in one.options.values()], 1) for one in single]

    def _options(self, name: str, fact: Fact | None) -> tuple[object, ...]:
        if fact is None:
            return ("maintaining-outweighs", "even") if name.startswith(BALANCE) else self._created()
        if fact.answer in ("one-of", "any-of"):
            return tuple(fact.choices)
        if fact.answer == "date":
            return tuple((self.day + timedelta(days=away)).isoformat() for away in DAYS_AWAY)
        if fact.answer == "number":
            return tuple(str(one) for one in sorted({0, 10, 1_000_000}))
        return ("yes", "no") if fact.answer == "yes-no" else self._estimates() if fact.answer != "text" else (STAND_IN,)

    def _created(self) -> tuple[str, ...]:
        """Return days for the item's own date: on both sides of each number of years that a fact counts from it."""
        years = {one.number or 0 for one in self._computations() if CREATED in one.of}
        back = sorted({0, *(year - 2 for year in years), *(year + 2 for year in years)})
        return tuple(date(self.day.year - year, 6, 1).isoformat() for year in back)

    def _estimates(self) -> tuple[tuple[CostLine, ...], ...]:
        """Return estimates on both sides of each sum that a fact compares one with."""
        sums = {one.number or 0 for one in self._computations() if one.function == "cost-more-than"}
        return tuple(_estimate(pounds) for pounds in sorted({0, *sums, *(one + 1 for one in sums), 1_000_000}))

    def _computations(self) -> Iterable[Any]:
        return [fact.computed for fact in self.law.facts.values() if fact.computed]


def _estimate(pounds: int) -> tuple[CostLine, ...]:
    return (
        CostLine.model_construct(
            what=STAND_IN, records=None, minutes=None, hours=None, rate=None, cost=Decimal(pounds)
        ),
    )


def _given_at_all(fact: Fact, leaf: FactIs) -> bool:
    """Return whether the leaf only asks that something is there: such a text or date is never a plain no."""
    return fact.answer in ("text", "date", "number") and leaf.choice == "yes" and leaf.more_than is None


def _meets(fact: Fact, option: object, leaf: FactIs) -> bool:
    if leaf.more_than is not None:
        return Decimal(str(option)) > leaf.more_than
    if _given_at_all(fact, leaf) or (fact.answer in ("any-of", "cost-lines") and leaf.choice == "yes"):
        return True
    return option == leaf.choice
