"""One letter for several parts, and what still has no letter."""

from collections.abc import Callable
from typing import Any

import pytest
from test_notices_more_world import (
    Grounds,
    Told,
    balance,
    neither,
    neither_eirs,
    refused,
    several,
    text_of,
)
from test_notices_world import case_data, checklist, item

from foi_rules.notices.gate import require_complete

# One letter for several parts


def test_the_parts_stand_between_one_opening_one_schedule_and_one_statement_of_rights() -> None:
    notice = several().notice()
    headings = [block.text for block in notice.blocks if block.kind == "heading" and block.level == 2]
    assert [one.split(":")[0] for one in headings] == [
        "Part 1", "Part 2", "Part 3", "Part 4", "Part 5", "Our decision, piece by piece", "How we can help",
        "If you are unhappy with this reply",
    ]  # fmt: skip
    schedule = [block for block in notice.blocks if "n00_schedule" in block.ids]
    assert len(schedule) == 1
    assert [row[1] for row in schedule[0].rows[1:]] == ["1", "2", "2", "3", "4", "4", "4", "5"]
    assert notice.rights == ("foisa", "eirs")
    assert [part.kind for part in notice.within] == ["cost", "partial-release", "not-held", "environmental", "neither"]


def test_parts_under_the_act_alone_give_the_rights_of_the_act_alone() -> None:
    text = text_of(several("four"))
    assert "regulation 16" not in text
    assert "Where this letter names a section, it is a section of the Act." in text


ONE = case_data(item("a", "A", {}))


def _whole(outcome: str, *grounds: str, **more: Any) -> Told:
    return Told(case_data(**more), {}, {"request": (outcome, {name: [] for name in grounds})})


REFUSED: dict[str, tuple[Callable[[], Told], str]] = {
    "cost in two ways": (
        lambda: _whole("refused-cost", "foisa.s12-1", "foisa.s12-2-c"),
        "The request is refused in different ways at once (FOISA s.12(1) and FOISA s.12(2)(c) with SSI 2004/467 reg 6),"
        " and a letter gives one answer; record that one of them is not claimed, or make what is about the environment"
        " a part of its own.",
    ),
    "each law in its own way": (
        lambda: _whole("refused", "foisa.s12-1", "eirs.x4b"),
        "The request is refused in different ways at once (FOISA s.12(1) and EIRs reg 10(4)(b)), and a letter gives one"
        " answer; record that one of them is not claimed, or make what is about the environment a part of its own.",
    ),
    "all of it for a fee": (
        lambda: _whole("refused-cost", "foisa.s12-1", "foisa.s13-1"),
        "The applicant has agreed to a fee for all of the request (FOISA s.13(1)), so it is answered and not refused:"
        " record that FOISA s.12(1) is not claimed, and decide again.",
    ),
    "an item that is not held under one law, and kept back under the other": (
        lambda: Told(ONE, {"a": ("not-held", {"foisa.s17-1": [], "eirs.x4e": []})}, {"request": ("not-held", {})}),
        "a is answered under both laws, and each refuses it in a way of its own; the answer to it would be two, so"
        " settle under which law it is answered (FOISA s.39(2)).",
    ),
    "a question at a review": (
        lambda: _whole("clarify", "foisa.s1-3", stage="review", review={"did": "confirmed"}),
        "A review confirms the first answer, changes it or gives one, and FOISA s.1(3) (request) leaves the request"
        " open; settle that first, or record that it is not claimed (FOISA s.21(4), EIRs reg 16(3)).",
    ),
    "a review of one part alone": (
        lambda: Told(
            case_data(stage="review", parts=[{"id": "one"}, {"id": "two"}]),
            {},
            {"one": ("vexatious", {"foisa.s21-8-a": []}), "two": ("refused-cost", {"foisa.s12-1": []})},
        ),
        "A review is carried out for one part and not for another; make a case of each, so that each gets its own"
        " letter (FOISA s.21(5), (9)).",
    ),
    "thirty days for a council": (
        lambda: Told(case_data(item("a", "A", {}), letter={"transferred": "yes"}), {"a": ("disclose", {})}, _DISCLOSED),
        "Only the Keeper of the Records of Scotland has 30 working days; answer foisa.s17.we-are-keeper with yes, or"
        " take `transferred:` out of `letter:` (FOISA ss.10(2), 21(2), 22).",
    ),
}  # fmt: skip
_DISCLOSED: dict[str, tuple[str, Grounds]] = {"request": ("disclosed", {})}


@pytest.mark.parametrize("name", REFUSED)
def test_what_has_no_letter_is_refused_in_words(name: str) -> None:
    make, message = REFUSED[name]
    assert message in refused(make())


# Parts that end in the further ways, and reviews of several parts

WAYS: dict[str, tuple[str, str, str]] = {
    "one": ("refused-cost", "foisa.s12-2-c", "Several people asked for this, and we are publishing it for everyone."),
    "two": ("refused", "foisa.s9-3", "We have closed this, because it was not paid for in time."),
    "three": ("refused", "eirs.x4b", "We are not going to answer this as it stands."),
    "four": ("not-covered", "eirs.r3-2", "The law does not cover this."),
    "five": ("refused", "eirs.r8-6", "We have closed this, because it was not paid for in time."),
    "six": ("vexatious", "foisa.s14-1", "We are not going to answer this."),
}
PART_ANSWERS: dict[str, dict[str, Any]] = {
    "one": {
        "foisa.s12.public-on": {"is": "2026-10-05", "where": "https://strathmore.example/bridge"},
        "foisa.s12.all-told-on": "2026-10-02",
    },
    "three": {"eirs.r10-4.offered-to-narrow": {"is": "yes", "offer": "the surveys of 2026 could be sent at once"}},
}


def _ways(*left_out: str, **more: Any) -> Told:
    parts = [
        {
            "id": name,
            "text": f"the matter of part {name}",
            "answers": PART_ANSWERS.get(name, {}),
            "public_interest": {"eirs.x4b": balance("services go on", "the burn is used")} if name == "three" else {},
        }
        for name in WAYS
        if name not in left_out
    ]
    ends = {
        name: (outcome, {ground: ["a reason that was written for it"]})
        for name, (outcome, ground, _) in WAYS.items()
        if name not in left_out
    }
    return Told(case_data(parts=parts, letter={"summary": "six things"}, **more), {}, ends)


def test_parts_that_end_in_the_further_ways_stand_in_one_letter() -> None:
    told = _ways()
    text = text_of(told)
    for _, _, answer in WAYS.values():
        assert text.count(answer) >= 2
    notice = told.notice()
    require_complete(notice, checklist())
    assert notice.rights == ("foisa", "eirs")
    kinds = ["published-for-all", "unpaid", "unreasonable", "not-covered", "unpaid", "vexatious"]
    assert [part.kind for part in notice.within] == kinds
    schedule = next(block for block in notice.blocks if "n00_schedule" in block.ids)
    decisions = [row[3] for row in schedule.rows[1:]]
    assert decisions == [
        "Published for everyone",
        "Closed",
        "Not answered",
        "Outside the law",
        "Closed",
        "Not answered",
    ]


REVIEW: dict[str, Any] = {
    "did": "confirmed",
    "points": ["one"],
    "answers_to_points": ["an answer"],
    "received": "2026-10-19",
}


def test_a_review_of_several_parts_answers_each_and_says_once_what_it_did() -> None:
    told = _ways("one", stage="review", review=REVIEW)
    notice, text = told.notice(), text_of(told)
    assert (notice.kind, notice.rights) == ("several-review", ("after-review", "after-review-eirs"))
    require_complete(notice, checklist())
    assert "Our answers to its parts differ." in text
    assert text.count("(section 21(4)(a))") == 1
    assert "You can ask us for a review, as we explain below" not in text
    alone = _ways("one", "two", "six", stage="review", review=REVIEW).notice()
    assert (alone.kind, alone.rights) == ("environmental-review", ("after-review-eirs",))


def test_a_review_that_says_neither_yes_nor_no_is_as_silent_as_the_first_letter() -> None:
    for told, name in ((neither(stage="review", review=REVIEW), "n08_no_hold"), (neither_eirs(), "n20_no_hold")):
        told.data |= {"stage": "review", "review": REVIEW}
        require_complete(told.notice(), checklist())
        told.data["review"] = REVIEW | {"answers_to_points": ["we searched for it and found nothing"]}
        assert {one.split(":")[0] for one in refused(told)} == {name}


def test_a_request_that_section_14_let_us_refuse_is_not_reviewed() -> None:
    told = _whole("vexatious", "foisa.s21-8-b", stage="review", review={"received": "2026-10-19"})
    told.parts["request"] = ("vexatious", {"foisa.s21-8-b": ["it asked for the same three years as in August"]})
    notice, text = told.notice(), text_of(told)
    assert notice.kind == "not-reviewed"
    assert (
        "or repeated too soon (section 14). In that case the law does not require us to carry out a review (section"
        in text
    )
    assert "You asked us on 19 October 2026 to look again at our answer." in text


def test_two_parts_whose_form_differs_are_told_apart() -> None:
    answers = {
        "foisa.s11.form-asked-for": "digest",
        "foisa.s11.practicable": {"is": "no", "reasons": "it would take a week"},
    }
    told = Told(
        case_data(
            item("a", "A", {}, part="one"),
            item("b", "B", {}, part="two"),
            parts=[{"id": "one", "answers": answers}, {"id": "two"}],
        ),
        {"a": ("disclose", {}), "b": ("disclose", {})},
        {"one": ("disclosed", {"foisa.s11-3": []}), "two": ("disclosed", {})},
    )
    text = text_of(told)
    assert text.count("we cannot reasonably make one (section 11(3))") == 1
    assert "Why it comes in another form: It would take a week." in text
