"""What a person types, read: dates, yes and no with a reason, choices by number or name, ticks, weights."""

import re
from datetime import date

import pytest

from foi_rules.interview.dates import Dated, day_in, vague_in
from foi_rules.interview.prompt import Misread, Option, Prompt, Reply
from foi_rules.interview.reading import read

TODAY = date(2026, 11, 24)
CHOICES = (Option("no", "no"), Option("in-passing", "only in passing"), Option("yes", "yes"))
TICKS = (
    Option("out", "Already published"),
    Option("lawyer", "A lawyer advised"),
    Option("job", "It would spoil a job"),
)


def prompt(kind: str, **more: object) -> Prompt:
    return Prompt("fact", "x", kind, "Well?", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    ["1 Sep 2021", "1st September 2021", "Wed 1 Sept 2021", "1/9/2021", "01.09.21", "2021-09-01", "Sept 1, 2021"],
)
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    assert day_in(text, TODAY) == Dated("2021-09-01")


def test_a_day_without_a_year_is_the_last_such_day() -> None:
    assert day_in("3 November", TODAY) == Dated("2026-11-03", "Understood as 3 November 2026.")
    assert day_in("25 December", TODAY) == Dated("2025-12-25", "Understood as 25 December 2025.")
    assert day_in("29 February", TODAY) == Dated("2024-02-29", "Understood as 29 February 2024.")
    assert day_in("yesterday", TODAY) == Dated("2026-11-23")


@pytest.mark.parametrize(
    ("text", "found"), [("2019", "2019"), ("c. 2019", "2019"), ("June 2019", "2019-06"), ("2019-6", "2019-06")]
)
def test_a_record_may_be_dated_by_its_month_or_year(text: str, found: str) -> None:
    assert vague_in(text, TODAY) == found


@pytest.mark.parametrize("text", ["Tuesday", "31 Feb 2021", "the ninth", "13/13/2021", "1 Sep 20211"])
def test_what_is_no_day_is_refused_in_one_kind_sentence(text: str) -> None:
    with pytest.raises(Misread) as error:
        read(prompt("day"), text, TODAY)
    assert str(error.value).endswith(".")
    assert text in str(error.value)


def test_a_month_is_not_a_day() -> None:
    with pytest.raises(
        Misread, match=re.escape("I need the whole day here; write it as 7 Sep 2026, 7/9/2026 or 2026-09-07.")
    ):
        read(prompt("day"), "September 2021", TODAY)


def test_how_it_came_may_follow_the_day() -> None:
    assert read(prompt("day"), "1 Sep 2021, by email", TODAY) == Reply("2021-09-01", "by email")


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("y", Reply("yes")),
        ("No.", Reply("no")),
        ("aye", Reply("yes")),
        ("no because the contract ended in May", Reply("no", "the contract ended in May")),
        ("yes: schedule 3, column C", Reply("yes", "schedule 3, column C")),
        ("no, it ended in May", Reply("no", "it ended in May")),
        ("not sure", Reply("unsure")),
        ("I don't know", Reply("unsure")),
        ("don't know", Reply("unsure")),
        ("perhaps", Reply("unsure")),
    ],
)
def test_yes_and_no(text: str, reply: Reply) -> None:
    assert read(prompt("yes-no"), text, TODAY) == reply


@pytest.mark.parametrize("text", ["purple", "y n", "yes/no", "2", "nothing but names", "not never"])
def test_what_is_neither_yes_nor_no_is_asked_again(text: str) -> None:
    with pytest.raises(
        Misread, match=re.escape("Please answer yes, no or unsure. A reason may follow: no, because it ended")
    ):
        read(prompt("yes-no"), text, TODAY)


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("2", Reply("in-passing")),
        ("only in passing", Reply("in-passing")),
        ("in-passing: two social workers", Reply("in-passing", "two social workers")),
        ("n", Reply("no")),
        ("only", Reply("in-passing")),
    ],
)
def test_one_choice_by_number_name_or_first_words(text: str, reply: Reply) -> None:
    assert read(prompt("one-of", choices=CHOICES), text, TODAY) == reply


@pytest.mark.parametrize("text", ["4", "0", "purple", "not by name"])
def test_a_choice_that_is_not_there(text: str) -> None:
    with pytest.raises(Misread, match=re.escape("Please give the number of a line, 1 to 3, or its first words.")):
        read(prompt("one-of", choices=CHOICES), text, TODAY)


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("3 1", Reply(("out", "job"))),
        ("lawyer, job", Reply(("lawyer", "job"))),
        ("1 and 2", Reply(("out", "lawyer"))),
        ("a lawyer advised", Reply(("lawyer",))),
        ("none", Reply(())),
        ("None of these.", Reply(())),
        ("2: the line on her depression", Reply(("lawyer",), "the line on her depression")),
    ],
)
def test_ticks_by_number_or_name(text: str, reply: Reply) -> None:
    assert read(prompt("any-of", choices=TICKS), text, TODAY) == reply


def test_ticks_that_are_not_there() -> None:
    with pytest.raises(Misread, match=r"numbers of the lines that apply \(1 to 3, such as 1 3\), or none"):
        read(prompt("any-of", choices=TICKS), "1 9", TODAY)


def test_an_empty_page_of_ticks_is_no_answer() -> None:
    with pytest.raises(Misread):
        read(prompt("any-of", choices=TICKS), "  ", TODAY)


def test_a_weight_comes_with_its_reason() -> None:
    assert read(prompt("weight"), "great: one tender, six months away", TODAY) == Reply(
        "great", "one tender, six months away"
    )
    assert read(prompt("weight"), "s because rivals never saw these rates", TODAY) == Reply(
        "some", "rivals never saw these rates"
    )
    with pytest.raises(Misread, match="Begin with little, some or great"):
        read(prompt("weight"), "very heavy", TODAY)


def test_a_number_is_read_with_pounds_and_commas() -> None:
    assert read(prompt("number"), "£1,250.50", TODAY) == Reply("1250.50")
    with pytest.raises(Misread, match="is not a number"):
        read(prompt("number"), "weeks", TODAY)


def test_nothing_typed_counts_only_where_it_means_something() -> None:
    assert read(prompt("text", default="as before", empty="as before"), "", TODAY) == Reply("as before", empty=True)
    with pytest.raises(Misread, match="'unsure' is an answer too"):
        read(prompt("text"), "", TODAY)
