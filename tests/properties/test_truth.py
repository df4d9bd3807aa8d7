"""Kleene's laws for the three values, and every small condition against a naive evaluator by brute force.

The naive one knows numbers only: NO is 0, UNKNOWN a half, YES is 1; all is the least, any the greatest, not 1 - x.
"""

from collections.abc import Iterator
from itertools import product
from random import Random

import pytest

from foi_rules.engine.decide import item_run
from foi_rules.engine.kleene import Evaluation
from foi_rules.model.case import Case, Item
from foi_rules.model.proof import revalue
from foi_rules.model.rule import AllOf, AnyOf, Condition, FactIs, Not
from foi_rules.model.truth import NO, UNKNOWN, YES, Truth, all_of, any_of, negated, truth_of
from properties.rulebooks import book, fact, ground, section

ALL = (YES, NO, UNKNOWN)
PAIRS = list(product(ALL, repeat=2))
TRIPLES = list(product(ALL, repeat=3))


@pytest.mark.parametrize("a", ALL)
def test_double_negation(a: Truth) -> None:
    assert negated(negated(a)) is a


@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_de_morgan(a: Truth, b: Truth) -> None:
    assert negated(all_of([a, b])) is any_of([negated(a), negated(b)])
    assert negated(any_of([a, b])) is all_of([negated(a), negated(b)])


@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_order_does_not_matter(a: Truth, b: Truth) -> None:
    assert all_of([a, b]) is all_of([b, a])
    assert any_of([a, b]) is any_of([b, a])


@pytest.mark.parametrize(("a", "b", "c"), TRIPLES)
def test_grouping_does_not_matter(a: Truth, b: Truth, c: Truth) -> None:
    assert all_of([a, all_of([b, c])]) is all_of([a, b, c])
    assert any_of([a, any_of([b, c])]) is any_of([a, b, c])


@pytest.mark.parametrize(("a", "b", "c"), TRIPLES)
def test_all_and_any_distribute(a: Truth, b: Truth, c: Truth) -> None:
    assert all_of([a, any_of([b, c])]) is any_of([all_of([a, b]), all_of([a, c])])
    assert any_of([a, all_of([b, c])]) is all_of([any_of([a, b]), any_of([a, c])])


@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_absorption(a: Truth, b: Truth) -> None:
    assert all_of([a, any_of([a, b])]) is a
    assert any_of([a, all_of([a, b])]) is a


@pytest.mark.parametrize("a", ALL)
def test_repetition_and_the_neutral_values(a: Truth) -> None:
    assert all_of([a, a]) is any_of([a, a]) is all_of([a, YES]) is any_of([a, NO]) is a
    assert all_of([a, NO]) is NO
    assert any_of([a, YES]) is YES


def test_nothing_at_all() -> None:
    assert (all_of([]), any_of([])) == (YES, NO)


def test_the_middle_is_not_excluded() -> None:
    assert any_of([UNKNOWN, negated(UNKNOWN)]) is UNKNOWN
    assert all_of([UNKNOWN, negated(UNKNOWN)]) is UNKNOWN


def test_a_flag_is_yes_or_no() -> None:
    assert (truth_of(True), truth_of(False), str(UNKNOWN)) == (YES, NO, "unknown")


@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_learning_more_never_turns_a_settled_value(a: Truth, b: Truth) -> None:
    for combine in (all_of, any_of):
        before = combine([a, b])
        for known in (YES, NO):
            after = combine([known if a is UNKNOWN else a, b])
            assert before is UNKNOWN or after is before


NAMES = ("a", "b", "c")
NUMBER = {NO: 0.0, UNKNOWN: 0.5, YES: 1.0}
GIVEN = {YES: "yes", NO: "no", UNKNOWN: "unsure"}


def naive(condition: Condition, values: dict[str, float]) -> float:
    """Return the value of a condition over yes-no facts as a number."""
    match condition:
        case FactIs(fact=name, choice="yes"):
            return values[name]
        case FactIs(fact=name):
            return 1 - values[name]
        case AllOf(children=children):
            return min((naive(child, values) for child in children), default=1.0)
        case AnyOf(children=children):
            return max((naive(child, values) for child in children), default=0.0)
        case Not(child=child):
            return 1 - naive(child, values)
    raise AssertionError(condition)


def conditions() -> Iterator[Condition]:
    """Yield small conditions: every shape of two over two, and a hundred drawn ones over three."""
    leaves: list[Condition] = [FactIs("a"), FactIs("b", "no"), Not(FactIs("a")), Not(Not(FactIs("b")))]
    for one, other in product(leaves, repeat=2):
        yield from (AllOf((one, other)), AnyOf((one, other)), Not(AllOf((one, other))), Not(AnyOf((one, other))))
    yield from (AllOf(()), AnyOf(()), Not(AllOf(())), AllOf((FactIs("a"), FactIs("a"))))
    rng = Random(1)
    for _ in range(100):
        yield _drawn(rng, 3)


def _drawn(rng: Random, depth: int) -> Condition:
    shape = rng.randrange(4) if depth else 0
    if shape == 0:
        return FactIs(rng.choice(NAMES), rng.choice(("yes", "no")))
    if shape == 1:
        return Not(_drawn(rng, depth - 1))
    children = tuple(_drawn(rng, depth - 1) for _ in range(rng.randint(1, 3)))
    return AllOf(children) if shape == 2 else AnyOf(children)


def test_every_condition_comes_to_what_the_naive_evaluator_says() -> None:
    tried = list(conditions())
    grounds = [ground(f"g-{n}", condition) for n, condition in enumerate(tried)]
    law_of = book([section("s", [fact(name) for name in NAMES], [], grounds)], ())
    law = law_of.on(law_of.order.law_stated_at)
    for values in product(ALL, repeat=len(NAMES)):
        answers = {name: GIVEN[value] for name, value in zip(NAMES, values, strict=True)}
        case = Case(items=(Item.model_validate({"id": "one", "answers": answers}),))
        run = item_run(law, case, case.items[0])
        numbers = {name: NUMBER[value] for name, value in zip(NAMES, values, strict=True)}
        _compare(run, tried, numbers)


def _compare(run: Evaluation, tried: list[Condition], numbers: dict[str, float]) -> None:
    for n, condition in enumerate(tried):
        proof = run.ground(f"g-{n}").tree
        assert NUMBER[proof.value] == naive(condition, numbers), (condition, numbers)
        assert revalue(proof) is proof.value
