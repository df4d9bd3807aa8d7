"""How an answer is read: the one table of leaf values from which both engines start (docs/deciding.md)."""

from decimal import Decimal
from typing import Any

import pytest
from toy_act import LAW, bare_item, case, whole

from foi_rules.engine.computed import calendar_years_passed, later_than
from foi_rules.engine.leaves import Answers
from foi_rules.model.case import Case, Item
from foi_rules.model.dates import vague_date
from foi_rules.model.rule import FactIs
from foi_rules.model.truth import NO, UNKNOWN, YES, Truth
from foi_rules.model.working_days import WorkingDays

NO_DAYS = WorkingDays()


def read(name: str, answer: Any, choice: str = "yes", more_than: int | None = None) -> Truth:
    """Return what a test of the fact comes to, given this answer to it (None: not asked)."""
    given = {} if answer is None else {name: answer}
    fact = LAW.facts[whole(name)]
    item = bare_item(given) if fact.per == "item" else bare_item()
    request = case(item, given=given) if fact.per == "request" else case(item)
    leaf = FactIs(fact.id, choice, None if more_than is None else Decimal(more_than))
    return Answers(LAW, request, None, item).value(leaf)


@pytest.mark.parametrize(
    ("name", "answer", "choice", "value"),
    [
        ("on-sale", "yes", "yes", YES),
        ("on-sale", "no", "yes", NO),
        ("on-sale", "no", "no", YES),
        ("on-sale", None, "yes", UNKNOWN),
        ("on-sale", "unsure", "yes", UNKNOWN),
        ("pitch", "exact", "exact", YES),
        ("pitch", "rough", "exact", NO),
        ("pitch", "unsure", "exact", UNKNOWN),
        ("whose-lamp", ("north",), "yes", YES),
        ("whose-lamp", (), "yes", NO),
        ("whose-lamp", "none", "yes", NO),
        ("whose-lamp", "north", "north", YES),
        ("whose-lamp", ("north", "south"), "south", YES),
        ("whose-lamp", (), "north", NO),
        ("harm.named", "the light fails", "yes", YES),
        ("harm.named", "  ", "yes", UNKNOWN),
    ],
)
def test_an_answer_is_read_by_its_kind(name: str, answer: Any, choice: str, value: Truth) -> None:
    assert read(name, answer, choice) is value


@pytest.mark.parametrize(("hours", "value"), [("40", NO), ("40.5", YES), ("41", YES), (None, UNKNOWN)])
def test_a_number_is_compared_with_more_than(hours: str | None, value: Truth) -> None:
    assert read("hours", hours, more_than=40) is value


@pytest.mark.parametrize(
    ("name", "answer", "value"),
    [
        ("nest", {"is": "yes", "reasons": "a path leads there", "source": "the map"}, YES),
        ("nest", {"is": "yes", "reasons": "a path leads there"}, UNKNOWN),
        ("nest", {"is": "yes", "reasons": "a path leads there", "source": "  "}, UNKNOWN),
        ("nest", {"is": "no"}, NO),
        ("rhythm", {"is": "no"}, UNKNOWN),
        ("rhythm", {"is": "no", "reasons": "only the pitch is noted"}, NO),
        ("hours", {"is": "41"}, UNKNOWN),
        ("hours", {"is": "41", "basis": "two boxes a day"}, YES),
    ],
)
def test_an_answer_without_what_it_needs_does_not_count(name: str, answer: Any, value: Truth) -> None:
    assert read(name, answer) is value


@pytest.mark.parametrize(("answer", "value"), [("unsure", NO), (None, UNKNOWN), ("yes", YES)])
def test_not_sure_counts_as_what_is_presumed_and_not_asked_stays_unknown(answer: str | None, value: Truth) -> None:
    assert read("flown", answer) is value


@pytest.mark.parametrize(("answer", "value"), [(None, NO), ("unsure", NO), ("yes", YES)])
def test_a_reserved_answer_that_is_presumed_counts_until_a_named_person_answers(
    answer: str | None, value: Truth
) -> None:
    assert read("tame", answer) is value


@pytest.mark.parametrize(("answer", "value"), [(None, UNKNOWN), ("unsure", UNKNOWN), ("yes", YES), ("no", NO)])
def test_a_reserved_answer_without_a_presumption_is_unknown_until_then(answer: str | None, value: Truth) -> None:
    assert read("sounded", answer) is value


def test_a_fact_has_one_place_by_what_it_is_per() -> None:
    horn, hours = whole("has-horn"), whole("hours")
    answer = {"is": "yes"}
    wrong = Case.model_validate({"answers": {horn: answer}, "items": [{"id": "log", "answers": {hours: answer}}]})
    answers = Answers(LAW, wrong, None, wrong.items[0])
    assert answers.answer(LAW.facts[horn]) is None
    assert answers.answer(LAW.facts[hours]) is None


def test_the_answer_of_a_part_wins_over_that_of_the_request() -> None:
    name = whole("silence")
    request = Case.model_validate(
        {"answers": {name: "no"}, "parts": [{"id": "a", "answers": {name: "yes"}}, {"id": "b"}]}
    )
    found = [Answers(LAW, request, part).value(FactIs(name)) for part in request.parts]
    assert found == [YES, NO]


@pytest.mark.parametrize(("kinds", "value"), [(None, UNKNOWN), ((), NO), (("horn",), NO), (("lamp",), YES)])
def test_a_tick_left_out_of_a_list_that_was_shown_is_no_and_no_list_is_unknown(kinds: Any, value: Truth) -> None:
    item = Item(id="log", kinds=kinds)
    assert Answers(LAW, case(item), None, item).value(FactIs("screening.item", "lamp")) is value


@pytest.mark.parametrize(
    ("made", "seen", "value"),
    [
        ("2000", "2015-12-31", NO),
        ("2000", "2016-01-01", YES),
        ("2000-12-31", "2016-01-01", YES),
        ("2001-01-01", "2016-06-01", NO),
        ("2000", "2016", YES),
        (None, "2016-01-01", UNKNOWN),
        ("2000", None, UNKNOWN),
    ],
)
def test_years_of_protection_run_from_the_january_after_the_record(
    made: str | None, seen: str | None, value: Truth
) -> None:
    inputs = tuple(vague_date(text) if text else None for text in (made, seen))
    assert calendar_years_passed(inputs, 15, NO_DAYS) is value


@pytest.mark.parametrize(
    ("one", "other", "value"),
    [
        ("2020-02-01", "2020-01-31", YES),
        ("2020-01-31", "2020-01-31", NO),
        ("2020", "2019", YES),
        ("2019", "2020", NO),
        ("2020", "2020-06-01", UNKNOWN),
        ("2020-06", "2020", UNKNOWN),
        (None, "2020", UNKNOWN),
    ],
)
def test_a_date_too_vague_to_compare_is_unknown(one: str | None, other: str, value: Truth) -> None:
    assert later_than((vague_date(one) if one else None, vague_date(other)), None, NO_DAYS) is value


def test_a_date_that_lacks_its_source_is_not_compared() -> None:
    bare = bare_item({"sent-on": {"is": "2019"}})
    told = bare_item({"sent-on": "2019"})
    values = [Answers(LAW, case(one), None, one).value(FactIs(whole("gone-before"))) for one in (bare, told)]
    assert values == [UNKNOWN, YES]
