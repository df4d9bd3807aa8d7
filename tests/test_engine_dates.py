"""docs/deciding.md, step 10: which law applies, and which day each period is judged by. Nothing reads today's date."""

import ast
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from properties.rulebooks import fact, ground, section
from toy_act import TOY, answers, bare_item, case, decided, item, lamp, row

from foi_rules import engine
from foi_rules.engine.decide import law_for
from foi_rules.model.case import Case
from foi_rules.model.rule import FactIs, Order, Period, Step
from foi_rules.model.rulebook import NotInForce, Rulebook

AGAIN = {"same-person": "yes"}


@pytest.mark.parametrize(
    ("dates", "day"),
    [
        ({"received": "2015-06-01"}, "2015-06-01"),
        ({"received": "2015-06-01", "made": "2015-05-01"}, "2015-06-01"),
        ({"made": "2015-05-01"}, "2015-05-01"),
        ({"received": "2015-06-01", "law": "2020-01-01"}, "2020-01-01"),
        ({"received": "2015-06-01", "as_at": "2020-01-01"}, "2015-06-01"),
        ({}, "2026-01-31"),
    ],
)
def test_the_day_of_the_request_picks_the_law_unless_another_is_named(dates: dict[str, str], day: str) -> None:
    assert law_for(TOY, Case.model_validate(dates)) is TOY.on(date.fromisoformat(day))


def test_the_version_of_a_file_that_was_in_force_applies() -> None:
    old = decided(item(), received="2015-06-01", kinds=("again",), given=AGAIN)
    new = decided(item(), received="2016-06-01", kinds=("again",), given=AGAIN)
    assert (old.outcome, new.outcome) == ("repeated", "undecided")
    assert decided(item(), received="2015-06-01", law="2026-01-01", kinds=("again",), given=AGAIN).missing


@pytest.mark.parametrize(("received", "result"), [("2014-03-31", "engaged"), ("2014-04-01", "lapsed")])
def test_the_version_of_a_finding_that_was_in_force_applies(received: str, result: str) -> None:
    assert row(lamp(created="1995"), "toy.s2-1", received=received).result == result


@pytest.mark.parametrize(
    ("dates", "result"),
    [
        ({"received": "2026-01-05"}, "engaged"),
        ({"received": "2026-01-05", "as_at": "2027-01-01"}, "lapsed"),
        ({"received": "2026-01-05", "as_at": "2026-12-31"}, "engaged"),
    ],
)
def test_a_lapse_is_judged_on_the_day_of_deciding(dates: dict[str, str], result: str) -> None:
    assert row(lamp(created="2011"), "toy.s2-1", **dates).result == result


@pytest.mark.parametrize(("made", "outcome"), [("2026-01-01", "repeated"), ("2025-12-30", "disclosed")])
def test_what_turns_on_when_it_was_asked_is_judged_by_that_day(made: str, outcome: str) -> None:
    given = AGAIN | {"answered-on": "2025-12-31"}
    assert decided(item(), made=made, kinds=("again",), given=given).outcome == outcome


def test_without_a_day_of_making_the_day_of_receipt_stands_for_it() -> None:
    assert decided(item(), kinds=("again",), given=AGAIN | {"answered-on": "2026-01-04"}).outcome == "repeated"


def test_without_any_day_a_lapse_is_unknown() -> None:
    assert decided(lamp(created="2024-05-01"), received=None).items[0].missing == ("as-at",)


def book_of(*periods: Period) -> Rulebook:
    """Return a rulebook with one section of one ground, in a version for each period."""
    one = section("a", [fact("a.f")], [], [ground("a-1", FactIs("a.f"))])
    steps = (Step("only", "item", ("a-1",)),)
    return Rulebook(tuple(replace(one, in_force=period) for period in periods), Order(date(2011, 1, 1), steps))


FIRST = Period(date(2010, 1, 1), date(2012, 12, 31))
AFTER_A_GAP = Period(date(2014, 1, 1))


@pytest.mark.parametrize(("day", "known"), [
    (date(2009, 12, 31), "2010-01-01 to 2012-12-31, 2014-01-01 to now"),
    (date(2013, 1, 1), "2010-01-01 to 2012-12-31, 2014-01-01 to now"),
])  # fmt: skip
def test_a_day_of_which_the_rulebook_knows_nothing_is_told_as_a_fact_about_the_data(day: date, known: str) -> None:
    rulebook = book_of(FIRST, AFTER_A_GAP)
    with pytest.raises(NotInForce) as raised:
        rulebook.on(day)
    assert str(raised.value) == (
        f"no version of Act a in the rulebook is in force on {day} (it has: {known}); "
        "to decide under the rules of another day, say so with 'law:'"
    )
    assert rulebook.on(day, anyhow=True).grounds == {}
    assert list(rulebook.on(date(2012, 12, 31)).grounds) == ["a-1"]


def test_a_section_that_has_ended_is_left_out_of_the_law_and_of_its_steps() -> None:
    law = book_of(FIRST).on(date(2013, 1, 1))
    assert (dict(law.grounds), [step.grounds for step in law.order.steps]) == ({}, [()])


def test_the_same_law_is_one_object_however_often_it_is_asked_for() -> None:
    assert TOY.on(date(2020, 1, 1)) is TOY.on(date(2025, 1, 1))
    assert TOY.on(date(2015, 1, 1)) is not TOY.on(date(2025, 1, 1))


def test_the_engine_never_reads_a_clock() -> None:
    for path in Path(engine.__file__).parent.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        imported = {a.name for node in ast.walk(tree) if isinstance(node, ast.Import) for a in node.names}
        assert not names & {"today", "now", "utcnow", "monotonic", "perf_counter"}, path.name
        assert "time" not in imported, path.name


def test_answers_are_never_changed() -> None:
    one = bare_item(created="2020")
    before = case(one).model_dump()
    decided(one)
    assert case(one).model_dump() == before
    assert answers({}) == {}
