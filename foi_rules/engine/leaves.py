"""One table of leaf values for both engines: an answer, read as YES, NO or UNKNOWN for what a rule tests."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from foi_rules.engine.computed import FUNCTIONS, Input, Inputs
from foi_rules.model.case import Answer, Case, CostLine, Item, Part, Value
from foi_rules.model.dates import exact_date, vague_date
from foi_rules.model.rule import AllOf, AnswerKind, AnyOf, Condition, Fact, FactIs, Not
from foi_rules.model.rulebook import Law
from foi_rules.model.truth import NO, UNKNOWN, YES, Truth, truth_of

TICK_LISTS = {"screening.item": "item", "screening.request": "request"}


@dataclass(frozen=True, eq=False)
class Answers:
    """The answers that bear on one item (or on the request alone), each found in its one place.

    `given` holds findings and grounds whose value is supplied from outside (rule files' own cases);
    `opened` overrides screening, ground by ground.
    """

    law: Law
    case: Case
    part: Part | None = None
    item: Item | None = None
    given: Mapping[str, Truth] = field(default_factory=dict)
    opened: Mapping[str, Truth] | None = None
    _values: dict[FactIs, Truth] = field(default_factory=dict, init=False, repr=False)
    _counted: dict[str, Answer | None] = field(default_factory=dict, init=False, repr=False)

    def answer(self, fact: Fact) -> Answer | None:
        """Return the answer to the fact from its one place, or None if it was not asked.

        A part's answer wins over the request's. A tick list is answered by `kinds`.
        """
        if fact.id in TICK_LISTS:
            return self._ticked(TICK_LISTS[fact.id])
        if fact.per == "authority":
            return self.case.authority.answers.get(fact.id)
        if fact.per == "item":
            return self.item.answers.get(fact.id) if self.item else None
        if self.part and fact.id in self.part.answers:
            return self.part.answers[fact.id]
        return self.case.answers.get(fact.id)

    def _ticked(self, level: str) -> Answer | None:
        if level == "item":
            kinds = self.item.kinds if self.item else None
        else:
            kinds = self.part.kinds if self.part and self.part.kinds is not None else self.case.kinds
        return None if kinds is None else Answer.model_construct(is_=tuple(kinds), texts={}, how="list")

    def value(self, leaf: FactIs) -> Truth:
        """Return what the leaf comes to; worked out once."""
        if leaf not in self._values:
            self._values[leaf] = self.read(leaf)
        return self._values[leaf]

    def read(self, leaf: FactIs) -> Truth:
        """Return the same, worked out anew: for those who keep what they were told."""
        fact = self.law.facts[leaf.fact]
        if fact.computed:
            result = FUNCTIONS[fact.computed.function](self._inputs(fact), fact.computed.number, self.law.working_days)
            return result if leaf.choice == "yes" else {YES: NO, NO: YES, UNKNOWN: UNKNOWN}[result]
        if fact.id not in self._counted:
            self._counted[fact.id] = counted(fact, self.answer(fact))
        answer = self._counted[fact.id]
        return UNKNOWN if answer is None else tested(fact, answer, leaf)

    def _inputs(self, fact: Fact) -> Inputs:
        assert fact.computed
        return tuple(self.input(name) for name in fact.computed.of)

    def input(self, name: str) -> Input:
        """Return the date, number or estimate behind the name of a computed fact's input; None if it is not known."""
        value = self._input_value(name)
        fact = self.law.facts.get(name)
        return None if value is None else read_input(value, fact.answer if fact else "date")

    def _input_value(self, name: str) -> Value | None:
        case = self.case
        received = case.received or case.made
        if name == "item.created":
            return self.item.created if self.item else None
        if name.startswith("case."):
            known = {"made": case.made or received, "received": received, "as-at": case.as_at or received}
            return known[name.removeprefix("case.")]
        # A date that lacks its source counts no more here than it would by itself.
        fact = self.law.facts[name]
        answer = counted(fact, self.answer(fact))
        return answer.is_ if answer else None


def read_input(value: object, kind: AnswerKind) -> Input:
    """Return an answer as a computed fact reads it; None if it is not of its kind."""
    if kind == "cost-lines":
        return tuple(one for one in value if isinstance(one, CostLine)) if isinstance(value, tuple) else None
    if not isinstance(value, str) or not value or value == "unsure":
        return None
    try:
        return Decimal(value) if kind == "number" else vague_date(value)
    except (ValueError, InvalidOperation):
        return None


def counted(fact: Fact, answer: Answer | None) -> Answer | None:
    """Return the answer that counts, or None while there is none (UNKNOWN).

    Not sure counts as what is presumed; a reserved fact with a presumption counts as that until a
    named person has answered; an answer without a text that it needs does not count.
    """
    if answer is None or answer.unsure:
        if fact.presumed is not None and (answer is not None or fact.reserved):
            return Answer.model_construct(is_=fact.presumed, texts={})
        return None
    return answer if answer.has(fact.needed_for(ticks(fact, answer))) else None


def ticks(fact: Fact, answer: Answer) -> Value:
    """Return the answer's value; for a tick list always as a tuple, `none` being the empty one."""
    if fact.answer != "any-of" or not isinstance(answer.is_, str):
        return answer.is_
    return () if answer.is_ == "none" else (answer.is_,)


def tested(fact: Fact, answer: Answer, leaf: FactIs) -> Truth:
    """Return whether the answer is what the leaf tests for."""
    value = ticks(fact, answer)
    if leaf.more_than is not None:
        return _more_than(value, leaf)
    if not isinstance(value, str):
        return truth_of(bool(value)) if leaf.choice == "yes" else truth_of(leaf.choice in value)
    if fact.answer in ("text", "date", "number") and leaf.choice == "yes":
        return YES if value.strip() else UNKNOWN
    return truth_of(value == leaf.choice)


def _more_than(value: object, leaf: FactIs) -> Truth:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return UNKNOWN
    assert leaf.more_than is not None
    return truth_of(number > leaf.more_than)


def law_day(case: Case, default: date) -> date:
    """Return the day whose law applies: `law:` if given, else the day of the request, else the default."""
    text = case.law or case.received or case.made
    return exact_date(text) if text else default


def leaf_conditions(condition: Condition) -> Iterator[FactIs]:
    """Yield every leaf of the condition that tests a fact, in file order."""
    if isinstance(condition, FactIs):
        yield condition
    elif isinstance(condition, AllOf | AnyOf):
        for child in condition.children:
            yield from leaf_conditions(child)
    elif isinstance(condition, Not):
        yield from leaf_conditions(condition.child)
