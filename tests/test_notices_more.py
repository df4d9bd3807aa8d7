"""The further letters: what each must say, from answers under the shipped rules too."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from test_notices_gate import applies
from test_notices_more_world import (
    COST,
    DATES,
    FEE,
    GREEN_ITEMS,
    LETTERS,
    NEITHER_REQUEST,
    SAY_NEITHER,
    Told,
    green,
    refused,
    rulebook,
    several,
    text_of,
    whole,
)
from test_notices_world import AUTHORITY, case_data, checklist, item

from foi_rules.engine.decide import decide, law_for
from foi_rules.model.case import Case
from foi_rules.model.rulebook import Rulebook
from foi_rules.notices.build import build_notice
from foi_rules.notices.checklist import Must
from foi_rules.notices.gate import lacking, require_complete
from foi_rules.notices.notice import LetterDates, Notice, NoticeRefused
from foi_rules.notices.render import render

KINDS = {
    "clarification-eirs": "clarification",
    "environmental-refusal": "environmental",
    "environmental-release": "environmental",
    "several-parts-no-commissioner": "several-parts",
}


# What each letter must say


def _blocking(notice: Notice) -> Iterator[Must]:
    items = checklist().items(notice.kind, notice.rights)
    blocking = [one for one in items if one.level == "block" and one.when in notice.conditions]
    yield from (one for one in blocking if applies(one, notice.claims))
    for part in notice.within:
        own = checklist().letter(part.kind).must
        blocking = [one for one in own if one.level == "block" and one.when in part.conditions]
        yield from (one for one in blocking if applies(one, part.claims))


REQUIRED = [(name, one) for name in LETTERS for one in dict.fromkeys(m.id for m in _blocking(LETTERS[name]().notice()))]


def _without(notice: Notice, name: str) -> Notice:
    def bare(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(one for one in ids if one != name)

    head = tuple(replace(line, ids=bare(line.ids)) for line in notice.head)
    return replace(notice, head=head, blocks=tuple(replace(block, ids=bare(block.ids)) for block in notice.blocks))


@pytest.mark.parametrize("name", LETTERS)
def test_each_letter_is_of_its_kind_and_complete(name: str) -> None:
    notice = LETTERS[name]().notice()
    assert notice.kind == KINDS.get(name, name)
    require_complete(notice, checklist())
    assert {one.id for one in lacking(notice, checklist())} <= {"n10_help", "n07_elsewhere"}


@pytest.mark.parametrize(("letter", "name"), REQUIRED)
def test_a_required_thing_that_is_gone_is_named_alone(letter: str, name: str) -> None:
    notice = LETTERS[letter]().notice()
    cites = {one.cite for one in _blocking(notice) if one.id == name}
    with pytest.raises(NoticeRefused) as caught:
        render(_without(notice, name), checklist(), ".txt")
    assert {reason.split(":")[0] for reason in caught.value.reasons} == {name}
    assert all(f"({cites.copy().pop()})" in reason for reason in caught.value.reasons)


@pytest.mark.parametrize(("letter", "name"), REQUIRED)
def test_a_block_that_is_cut_out_is_missed(letter: str, name: str) -> None:
    notice = LETTERS[letter]().notice()
    blocks = tuple(block for block in notice.blocks if name not in block.ids)
    head = tuple(line for line in notice.head if name not in line.ids)
    with pytest.raises(NoticeRefused, match=f"{name}: the letter must say "):
        require_complete(replace(notice, blocks=blocks, head=head), checklist())


def test_everything_that_blocks_in_the_new_letters_was_tried() -> None:
    tried = {name for _, name in REQUIRED}
    new = (
        "cost",
        "vexatious",
        "repeated",
        "neither",
        "fees",
        "clarification",
        "environmental",
        "environmental-neither",
    )
    own = {one.id for kind in new for one in checklist().letter(kind).must if one.level == "block"}  # type: ignore[arg-type]
    assert own - tried == {"n13_sar", "n01_reg6"}
    rights = {one.id for one in checklist().rights["eirs"] if one.level == "block"}
    assert rights <= tried


def test_what_the_letters_take_from_answers_is_in_the_law() -> None:
    law = rulebook().on(rulebook().order.law_stated_at)
    used = checklist().answers
    for source in (*used.request.values(), *used.denial, *used.environment):
        fact = law.facts[source.fact]
        texts = {text for given in fact.needs.values() for text in given}
        assert source.text in texts or fact.answer == "date", source


# Cost, section 14, and the rest of what ends a request as a whole


def test_the_estimate_is_a_table_with_its_total_and_no_hour_over_fifteen_pounds() -> None:
    table = next(block for block in whole("cost").notice().blocks if block.kind == "table")
    assert [row[-1] for row in table.rows] == ["Cost", "\u00a3857.34", "\u00a345.00", "\u00a314.50", "\u00a3916.84"]
    assert table.rows[2][2] == "\u00a315.00 an hour"


@pytest.mark.parametrize(
    ("gone", "item_id"), [("foisa.s12.estimate", "n04_estimate"), ("foisa.s12.told-what-fits", "n04_advice")]
)
def test_a_refusal_on_cost_needs_its_estimate_and_its_help(gone: str, item_id: str) -> None:
    told = whole("cost", answers={name: one for name, one in COST.items() if name != gone})
    assert [one.split(":")[0] for one in refused(told)] == [item_id]


FORBIDDEN = {
    "n04_forbid": ("cost", "A smaller request would stop the clock"),
    "n05_tone": ("vexatious", "This is part of a campaign"),
    "n06_tone": ("repeated", "You are obsessed with this"),
    "n10_forbid": ("clarification", "Please narrow your request"),
    "n18_forbid": ("invalid", "We cannot help with this"),
    "c_no_identity": ("cost", "Tell us why you want it"),
}


@pytest.mark.parametrize("name", FORBIDDEN)
def test_what_is_forbidden_stops_the_letter(name: str) -> None:
    letter, words = FORBIDDEN[name]
    told = whole(letter, letter={"advice": words})
    assert [one.split(":")[0] for one in refused(told)] == [name]


def test_the_answers_of_a_part_come_before_those_of_the_request() -> None:
    other = COST | {"foisa.s12.told-what-fits": {"is": "yes", "advice": "the wrong advice"}}
    text = text_of(several(answers=other))
    assert "The files of 2025 alone would take 11 hours." in text
    assert "wrong advice" not in text


def test_a_fee_has_its_last_day_three_months_on() -> None:
    assert "The last day to pay is Friday 1 January 2027 (section 9(3))." in text_of(whole("fees"))
    told = whole("fees", answers={name: one for name, one in FEE.items() if name != "foisa.s9.fee"})
    assert any(one.startswith("n09_amount") for one in refused(told))


def test_a_question_and_a_gap_refuse_nothing_and_give_no_rights() -> None:
    for name in ("clarification", "invalid"):
        assert "Commissioner" not in text_of(whole(name))


# Under the Regulations


def test_a_mixed_answer_under_the_regulations_says_all_that_it_must() -> None:
    text = text_of(green())
    for said in (
        "exempt under the Act, and we have dealt with it under the Regulations alone (section "
        "39(2)). We hold it, apart",
        "Nothing would be gained by a second answer.",
        "We expect it to be finished by Tuesday 15 December 2026 (regulation 13(d)).",
        "(regulation 10(4)(d))",
        "regulation 11(2)(a), first condition",
        "We do not hold (regulation 10(4)(a)): A map of drains.",
        "Strathmore Water, 1 Dam Street, Strathmore.",
        "https://register.example/burn",
        "the last day is Friday 27 November 2026 (regulation 16(2))",
        "the last day to ask for a review is Tuesday 1 December 2026 (section 20(5))",
        "Court of Session",
    ):
        assert said.casefold() in text.casefold(), said


def test_without_dates_both_times_are_told_in_words() -> None:
    text = text_of(green(), LetterDates())
    assert "within 40 working days of getting this letter (regulation 16(2))" in text
    assert "within 40 working days of the last day that we had for this reply" in text


def test_without_section_39_the_rights_are_those_of_the_regulations_alone() -> None:
    told = green("draft", letter={"whole": "a draft that is cut up would mislead"})
    outcome, grounds = GREEN_ITEMS["draft"][1]
    told.items["draft"] = (outcome, {name: why for name, why in grounds.items() if name != "foisa.s39-2"})
    notice = told.notice()
    assert notice.rights == ("eirs",)
    assert "section 20" not in text_of(notice)
    require_complete(notice, checklist())


LACKS: dict[str, tuple[Callable[[], Told], str]] = {
    "no day": (lambda: _answerless("draft", "eirs.r10-4.finished-by"), "n13_finish"),
    "nowhere": (lambda: _answerless("register", "eirs.r6.all-of-it-public"), "n13_reg6"),
    "no reason why environmental": (
        lambda: _answerless("figures", *("eirs.r2.subject", "eirs.r2.really-about")),
        "n13_environment",
    ),
    "no word on splitting": (lambda: green("draft"), "n13_separate"),
}


def _answerless(name: str, *facts: str) -> Told:
    told = green(name, letter={"whole": "a draft that is cut up would mislead"})
    one = told.data["items"][0]
    one["answers"] = {fact: answer for fact, answer in one["answers"].items() if fact not in facts}
    return told


@pytest.mark.parametrize("name", LACKS)
def test_what_the_case_does_not_give_is_asked_for(name: str) -> None:
    make, item_id = LACKS[name]
    assert [one.split(":")[0] for one in refused(make())] == [item_id]


def test_a_request_without_parts_under_two_laws_gives_one_letter() -> None:
    plain = item("minutes", "The minutes of May", {})
    told = green("draft", letter={"whole": "a draft that is cut up would mislead"})
    told.data["items"].append(plain)
    told.items["minutes"] = ("disclose", {})
    told.parts["request"] = ("partial", {})
    text = text_of(told)
    assert (
        "Under the Act: we are sending you this. Under the Regulations: we hold this and are keeping it back." in text
    )
    assert text.index("What we have decided under the Act") < text.index("What we have decided under the Regulations")


# With the shipped rules, from the answers to the letter

ONCE = AUTHORITY | {
    "answers": {
        "screening.enforcement-body": "no", "foisa.s3.listed": "yes", "foisa.s3.limited": "no",
        "eirs.r3.makes-law-or-judges": "no",
    }
}  # fmt: skip
LISTS = {
    "screening.environment": "none",
    "screening.say-so": "no",
    "screening.applicant": "none",
    "screening.found": "all",
}
NONE = dict.fromkeys((f"screening.{name}" for name in ("given", "barred", "danger", "died")), "no")
PERSON = NONE | {"screening.people": "yes"} | {
    f"foisa.s38.{name}": answer
    for answer, names in {
        "yes": "human describes-them points-to-someone applicant-interest wider-interest serves-the-interest",
        "no": "shown-dead over-100 applicant-in-it asked-for-them only-for-enforcement nothing-but-bad cut-out"
        " anonymous-would-do enough-is-public less-would-do",
        "none": "sensitive offence",
    }.items()
    for name in names.split()
} | {
    "foisa.s38.whose-side-wins": {"is": "person", "reasons": "nobody in such a place expects to be named"},
    "foisa.s38.other-basis": {"is": "no", "by": "A Solicitor", "on": "2026-09-20"},
}  # fmt: skip
EMAILS = NONE | {
    "screening.people": "no",
    "eirs.r10-4.meant-for-a-reader": "yes",
    "eirs.r10-4.stayed-inside": {"is": "yes", "between": "the roads team and the planning team"},
    "eirs.r10-4.in-between-people": "none",
    "eirs.r10-4.sent-outside-later": "no",
}


def _from_rules(rules: Rulebook, data: dict[str, Any]) -> Notice:
    case = Case.model_validate(data)
    decision = decide(rules, case, engines=("kleene", "durable"))
    return build_notice(case, decision, law_for(rules, case), checklist(), DATES)


def test_a_refusal_on_cost_from_the_rules() -> None:
    answers = LISTS | COST | {
        "foisa.s12.only-what-counts": "yes", "foisa.s12.one-body": {"is": "yes", "subject": "school transport"},
        "foisa.s12.no-other-request": "yes",
    }  # fmt: skip
    notice = _from_rules(rulebook(), case_data(kinds=["large"], answers=answers))
    assert notice.kind == "cost"
    require_complete(notice, checklist())


def test_neither_yes_nor_no_from_the_rules() -> None:
    hidden = item("hidden", "Two letters of May", SAY_NEITHER | PERSON, hypothetical="yes", kinds=[])
    answers = LISTS | {"screening.say-so": "yes"}
    letter = {"summary": "any complaints about Councillor Reid"}
    data = case_data(hidden, kinds=[], answers=answers, authority=ONCE, request=NEITHER_REQUEST, letter=letter)
    text = text_of(_from_rules(rulebook(), data))
    assert "Why that would apply, in general terms: Nobody in such a place expects to be named." in text
    for found in ("nothing", "some", "not-looked"):
        assert text_of(_from_rules(rulebook(), data | {"answers": answers | {"screening.found": found}})) == text


def test_an_exception_from_the_rules_with_section_39() -> None:
    weighed = GREEN_ITEMS["figures"][0]["public_interest"] | {
        "eirs.x4e": GREEN_ITEMS["draft"][0]["public_interest"]["eirs.x4d"]
    }
    answers = GREEN_ITEMS["figures"][0]["answers"] | EMAILS
    emails = item("emails", "The emails of June", answers, public_interest=weighed, kinds=["frank"])
    asked = LISTS | {
        "screening.environment": "all",
        "foisa.s39.answered-there": "yes",
        "foisa.s39.named-in-reply": "yes",
    }
    data = case_data(
        emails, kinds=[], answers=asked, authority=ONCE, letter={"whole": "each is one thought from end to end"}
    )
    text = text_of(_from_rules(rulebook(), data))
    assert "Messages within the authority (regulation 10(4)(e))" in text
    assert "Why this applies here: It stayed within the authority (the roads team and the planning team)." in text
    assert "We hold it." in text
