"""Small things that a reader sees: the salutation, one hour, sums of one form, which of two, a sentence and no list."""

import io
from typing import Any

import notices_kinds_act as act
import notices_kinds_review as review
import pytest
from docx import Document
from notices_every_kind import letter
from notices_kinds import Data, green, yes
from notices_kinds_tools import answered, text_of
from test_notices_more_world import GREEN_ITEMS, rulebook
from test_notices_more_world import green as told_green
from test_notices_more_world import text_of as told_text
from test_notices_world import checklist

from foi_rules.engine.decide import item_run, law_for
from foi_rules.engine.wording import fact_sentence
from foi_rules.model.case import Case
from foi_rules.notices.checking.api import check_text
from foi_rules.notices.dear import addressed_as
from foi_rules.notices.notice import Notice
from foi_rules.notices.render import render
from foi_rules.notices.render.text import rendered

# The salutation


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Ms A Brown", "Ms Brown"),
        ("Ms A. Applicant", "Ms Applicant"),
        ("Mr. John Smith", "Mr. Smith"),
        ("Dr J.R. Hay", "Dr Hay"),
        ("Prof Anna B Hay", "Prof Hay"),
        ("Professor Élodie Hay", "Professor Hay"),
        ("Cllr Jean Mac-Hay", "Cllr Mac-Hay"),
        ("Mx Ann O'Neil", "Mx O'Neil"),
        ("Lady Ann Hay", "Lady Hay"),
        ("Sir John Hay", "Sir John"),
        ("Dame Mary Hay", "Dame Mary"),
    ],
)
def test_a_title_and_a_first_name_are_greeted_by_the_title_and_the_surname(name: str, said: str) -> None:
    assert addressed_as(name) == said


@pytest.mark.parametrize(
    "name",
    [
        "", "A Brown", "Ann Brown", "Ms Brown", "Sir Hay", "Dame J Hay", "Mr van Dijk", "Ms De Souza", "Mr St John",
        "Mr A van Dijk", "Ms Ann Mary Brown", "Mr and Mrs Brown", "Mr & Mrs Brown", "Lord Provost Brown",
        "Lord Brown of Eaton", "Prof Sir John Hay", "Rev Dr Brown", "Ms Brown MSP", "Mr Brown Jr", "Mr J Smith, Chair",
        "Mr Brown A", "The Burn Trust",
    ],
)  # fmt: skip
def test_any_other_name_is_greeted_as_it_was_given(name: str) -> None:
    assert addressed_as(name) == name


# The estimate


def _estimated(*lines: Data) -> Notice:
    return letter(answered(act.cost(), **{"foisa.s12.estimate": {"is": list(lines), "worked-out": "ten were timed"}}))


def _table(notice: Notice) -> tuple[tuple[str, ...], ...]:
    return next(block.rows for block in notice.blocks if block.kind == "table")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({"hours": "1"}, "1 hour"),
        ({"hours": "1.5"}, "1.5 hours"),
        ({"records": "1", "minutes": "1"}, "1 record at 1 minute"),
        ({"records": "1", "minutes": "9"}, "1 record at 9 minutes"),
        ({"records": "60", "minutes": "1"}, "60 records at 1 minute each"),
        ({"records": "60", "minutes": "2"}, "60 records at 2 minutes each"),
    ],
)
def test_one_of_anything_is_told_in_the_singular(line: Data, said: str) -> None:
    rows = _table(
        _estimated({"what": "find it", "rate": "12", **line}, {"what": "copy it", "hours": "60", "rate": "15"})
    )
    assert rows[1][1] == said


def test_the_sums_of_a_table_have_one_form() -> None:
    whole = _table(_estimated({"what": "find", "hours": "60", "rate": "15"}, {"what": "post", "cost": "14"}))
    assert [row[2:] for row in whole[1:]] == [("£15 an hour", "£900"), ("", "£14"), ("", "£914")]
    pence = _table(_estimated({"what": "find", "hours": "60", "rate": "15"}, {"what": "post", "cost": "14.50"}))
    assert [row[2:] for row in pence[1:]] == [("£15.00 an hour", "£900.00"), ("", "£14.50"), ("", "£914.50")]


def test_the_total_stands_out() -> None:
    notice = letter(act.cost())
    assert '<tr class="total"><th scope="row">Total</th>' in render(notice, checklist(), ".html").decode()
    rows = Document(io.BytesIO(render(notice, checklist(), ".docx"))).tables[0].rows
    bold = [[run.bold for cell in row.cells for one in cell.paragraphs for run in one.runs] for row in rows]
    assert all(bold[0])
    assert all(bold[-1])
    assert not any(one for row in bold[1:-1] for one in row)


# Who else may have it


def _told(passed_on: Any) -> str:
    told = told_green("map")
    answers = {name: one for name, one in GREEN_ITEMS["map"][0]["answers"].items() if name != "eirs.r10-4.passed-on"}
    answers |= {"eirs.r10-4.passed-on": passed_on} if passed_on else {}
    told.data["items"] = [GREEN_ITEMS["map"][0] | {"answers": answers}]
    return told_text(told)


def test_the_letter_says_what_was_done_about_the_other_body() -> None:
    believed = "We believe that this body holds it: the water authority."
    assert f"{believed} We have passed your request on to it." in _told({"is": "transferred"})
    given = _told({"is": "address-given", "address": "Strathmore Water, 1 Dam Street"})
    assert f"{believed} You can ask it yourself. Its name and address: Strathmore Water, 1 Dam Street." in given
    for one in (None, {"is": "neither"}, {"is": "unsure"}):
        text = _told(one)
        assert believed in text
        assert "passed your request on" not in text
        assert "Its name and address" not in text


# A review that is not carried out


def _at_start(*data: Data) -> Data:
    answers: Data = {"screening.review": ["at-start"]}
    for one in data:
        answers |= {name: value for name, value in one["answers"].items() if name.startswith("foisa.s14.")}
    made = review.at_review(data[0], answers=answers)
    return made | {"review": {"received": "2026-10-19"}, "kinds": [kind for one in data for kind in one["kinds"]]}


NOT_BOTH = {"foisa.s14.asked-before": "no"}


def test_a_review_refused_for_the_first_request_says_which_rule_of_section_14_it_was() -> None:
    vexatious = text_of(answered(_at_start(act.vexatious()), **NOT_BOTH))
    assert "because it was vexatious in the legal sense of that word (section 14(1)). In that case" in vexatious
    assert "(section 21(8)(b)). Vexatious is a word about the request, and not about you." in vexatious
    repeated = text_of(_at_start(act.repeated()))
    assert "and not enough time had passed since then (section 14(2)). In that case the law does not" in repeated
    assert "exatious" not in repeated
    both = text_of(_at_start(act.vexatious(), act.repeated()))
    assert "and repeated too soon as well (section 14(1) and (2)). In that case" in both
    assert all("or repeated too soon" not in text for text in (vexatious, repeated, both))


# What stands in the way of a review

SOUND: Data = {f"foisa.s20.{name}": "yes" for name in ("lasting-form", "name-and-address", "which-request")}


GAPS = [
    ("lasting-form", "we need you to ask in writing, or in another form that can be kept."),
    ("name-and-address", "we need your name and an address for our answer; an email address is enough."),
    ("which-request", "we need to know which request you mean."),
    ("dissatisfied", "we need to know what you are unhappy about."),
]


@pytest.mark.parametrize(("name", "said"), GAPS)
def test_one_thing_that_is_missing_is_told_in_a_sentence(name: str, said: str) -> None:
    lacks = {"screening.review": ["incomplete"], **SOUND, "foisa.s20.dissatisfied": "yes"}
    lacks |= {
        f"foisa.s20.{name}": {"is": "no", "reasons": "it says only that it came"},
        "foisa.s20.accepted-late": yes(),
    }
    made = letter(answered(review.review_invalid(), **lacks))
    assert f"For a review under the Act (section 20), {said}" in text_of(made)
    found = {one.id for one in check_text(rendered(made).decode()).defects}
    assert "standard-part-gone" not in found


def test_a_review_that_came_too_late_is_told_in_a_sentence() -> None:
    text = text_of(review.review_invalid())
    assert "The 40 working days in which you could ask for a review under the Act are over (section 20(5)), and" in text
    assert "For a review under the Act (section 20)" not in text


# The record


@pytest.mark.parametrize("what", ["it measures the water of the burn", "the height of the river wall"])
def test_the_record_says_what_is_environmental_in_a_sentence(what: str) -> None:
    case = Case.model_validate(green({"id": "a", "answers": {"eirs.r2.subject": {"is": ["reports"], "what": what}}}))
    law = law_for(rulebook(), case)
    assert fact_sentence(item_run(law, case, case.items[0]).answers, law.facts["eirs.r2.subject"]) == (
        "it is about something in the definition of environmental information: a report on how environmental law is"
        f" carried out ({what})"
    )
