"""What the letters of single kinds say and refuse: extensions, charges, and reviews."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import notices_kinds_act as act
import notices_kinds_regulations as regulations
import notices_kinds_review as review
import pytest
from notices_every_kind import letter
from notices_kinds import DATES, REVIEW_DATES, Data, yes
from notices_kinds_tools import answered, ids, item_answered, refused, text_of
from test_notices_world import AUTHORITY

from foi_rules.notices.notice import LetterDates

# More time, and a charge


def test_an_extension_needs_nothing_of_the_answer_but_its_own_questions() -> None:
    text = text_of(regulations.extension())
    assert "You will have it by Monday 2 November 2026 at the latest (regulation 7(1))." in text
    assert "We had until Monday 5 October 2026 to answer you (regulation 5(2))" in text
    assert "This covers" not in text


LATE = replace(DATES, issued=date(2026, 10, 6))
EXTENSION: dict[str, tuple[Callable[[], Data], LetterDates, str]] = {
    "not voluminous": (
        lambda: answered(regulations.extension(), **{"eirs.r7.voluminous": "no"}),
        DATES,
        "The answers do not show that the time can be extended; answer the questions on regulation 7 for this letter"
        " and decide again (EIRs reg 7(1)).",
    ),
    "another day": (
        lambda: answered(regulations.extension(), **{"eirs.r7.notice-on": "2026-10-01"}),
        DATES,
        "The notice is recorded for 1 October 2026, and this letter is dated 2 October 2026; give eirs.r7.notice-on and"
        " `on:` in `letter:` the same day (EIRs reg 7(2)).",
    ),
    "at a review": (
        lambda: review.at_review(regulations.extension()),
        REVIEW_DATES,
        "'extension' is a letter about a first answer, and this is a review; take `kind:` out of `letter:` (EIRs reg"
        " 16(4)).",
    ),
    "no charge in writing": (
        lambda: answered(regulations.charge(), **{"eirs.r8.asked-for-in-writing": "no"}),
        DATES,
        "The answers do not show that a charge is asked for in writing; answer eirs.r8.asked-for-in-writing with its"
        " sum (EIRs reg 8(4)).",
    ),
    "a register": (
        lambda: answered(regulations.charge(), **{"eirs.r8.free-access": "yes"}),
        DATES,
        "Nothing may be charged for a register, or for looking at the information in a place provided; answer"
        " eirs.r8.free-access with no if it is neither (EIRs reg 8(2)).",
    ),
    "staff time": (
        lambda: answered(regulations.charge(), **{"eirs.r8.counts-staff-time": "yes"}),
        DATES,
        "Whether the time of staff may be charged is a matter for a solicitor; leave it out of the sum, or have"
        " eirs.r8.staff-time-may-count answered first (EIRs reg 8).",
    ),
    "the charge on another day": (
        lambda: answered(regulations.charge(), **{"eirs.r8.notice-on": "2026-10-01"}),
        DATES,
        "The notice is recorded for 1 October 2026, and this letter is dated 2 October 2026; give eirs.r8.notice-on and"
        " `on:` in `letter:` the same day (EIRs reg 8(6)).",
    ),
}


@pytest.mark.parametrize("name", EXTENSION)
def test_a_letter_before_the_answer_is_refused_in_words(name: str) -> None:
    make, dates, message = EXTENSION[name]
    assert refused(make(), dates) == (message,)


LACKS: dict[str, tuple[Callable[[], Data], LetterDates, str]] = {
    "a promise past the 40th day": (
        lambda: answered(regulations.extension(), **{"eirs.r7.answer-by": "2026-11-03"}),
        DATES,
        "n14_new_date",
    ),
    "no promise": (
        lambda: answered(regulations.extension(), **{"eirs.r7.answer-by": None}),
        DATES,
        "n14_new_date",
    ),
    "no day of the letter": (regulations.extension, replace(DATES, issued=None), "n14_when"),
    "no published charges": (
        lambda: answered(regulations.charge(), **{"eirs.r8.schedule-published": None}),
        DATES,
        "n15_schedule",
    ),
    "nobody to pay to": (
        lambda: regulations.charge() | {"authority": AUTHORITY | {"contact": ""}},
        DATES,
        "n15_60",
    ),
    "no help with what is too general": (
        lambda: (
            act.refusal()
            | {"items": [act.VALUATIONS | {"answers": {**act.VALUATIONS["answers"], "foisa.s25.exact-place": "no"}}]}
        ),
        DATES,
        "n03_place",
    ),
    "no day of publication": (
        lambda: item_answered(act.partial_release(), "tables", {"foisa.s27.told-when-and-where": "no"}),
        DATES,
        "n02_planned",
    ),
    "no place at a review": (
        lambda: item_answered(review.review_outcome(), "roll", {"foisa.s25.exact-place": None}),
        REVIEW_DATES,
        "n11_place",
    ),
    "a fault without a remedy": (
        lambda: review.review_faults_only() | {"review": review.review_faults_only()["review"] | {"remedy": ""}},
        REVIEW_DATES,
        "n19_remedy",
    ),
    "a late letter to those who asked": (
        act.published_for_all,
        replace(DATES, issued=date(2026, 10, 3)),
        "n17_notify",
    ),
}


@pytest.mark.parametrize("name", LACKS)
def test_what_the_case_does_not_give_is_asked_for(name: str) -> None:
    make, dates, item_id = LACKS[name]
    assert ids(refused(make(), dates)) == [item_id]


def test_an_answer_after_an_extension_is_late_only_after_the_new_day() -> None:
    more = regulations.MORE_TIME | {"eirs.r10-4.clear-burden": "no", "foisa.s14.request.on-balance": "no"}
    data = regulations.environmental()
    data = data | {"kinds": ["large"], "answers": data["answers"] | more}
    for day, late in ((date(2026, 11, 2), False), (date(2026, 11, 3), True)):
        dates = replace(DATES, issued=day, late=True)
        told = "We should have answered you by 2 November 2026." in text_of(data, dates)
        assert told == late
    assert "We should have answered you by 5 October 2026." in text_of(
        regulations.environmental(), replace(LATE, late=True)
    )


# Reviews


def test_a_review_under_the_regulations_says_whether_they_were_complied_with_and_what_is_done() -> None:
    text = text_of(review.environmental_review())
    assert "we did not deal with it as the Regulations require (regulation 16(3))." in text
    assert "what we should have sent you goes with it (regulation 16(5))." in text
    complied = text_of(review.review_complied())
    assert "We have also decided that we dealt with it as the Regulations require (regulation 16(3))." in complied
    assert "How we are putting this right" not in complied
    assert "As our first answer said, you can have: The figures of June." in complied
    fault = text_of(review.review_faults_only())
    assert "What we are doing at once: We have asked for a second officer who can answer such requests." in fault


def test_without_section_39_a_review_speaks_of_the_regulations_alone() -> None:
    data = review.at_review(
        regulations.unreasonable(), review={"did": "confirmed", "first_answer": {"on": "2026-10-02"}}
    )
    notice = letter(data)
    assert (notice.kind, notice.rights) == ("environmental-review", ("after-review-eirs",))
    text = text_of(notice)
    assert "that we dealt with it as the Regulations require (regulation 16(3))." in text
    assert "section 21" not in text
    assert "as the Regulations require (regulation 17; section 47(1))" in text


def test_no_first_answer_and_nothing_to_send_change_the_remedy() -> None:
    decided = review.environmental_review()
    decided = decided | {"review": decided["review"] | {"did": "decided"}}
    assert "This letter gives you the answer that you should have had (regulation 16(5))." in text_of(decided)
    modified = decided | {"review": decided["review"] | {"did": "modified"}}
    assert "This letter changes our first answer where it fell short, and anything that" in text_of(modified)
    refusing = review.at_review(regulations.unreasonable())
    assert "This letter takes the place of our first answer (regulation 16(5))." in text_of(refusing)


def test_where_section_48_shuts_the_way_no_review_letter_promises_the_commissioner() -> None:
    for make in (
        review.not_reviewed,
        review.environmental_review,
        review.mixed_review,
        act.own_data,
        regulations.extension,
    ):
        data = make()
        text = text_of(data | {"authority": data["authority"] | {"kind": "procurator-fiscal"}})
        assert "section 48" in text
        assert "You can apply at" not in text


def test_a_requirement_for_review_that_lacks_something_can_still_be_put_right() -> None:
    lacking_ = {"screening.review": ["incomplete"], "foisa.s20.which-request": {"is": "no", "reasons": "there are two"}}
    text = text_of(answered(review.review_invalid(), **lacking_, **{"foisa.s20.accepted-late": yes()}))
    assert "We cannot do that yet, because something that the law asks for is missing (section 20(3))." in text
    assert "we need to know which request you mean" in text.lower()
    asked = {
        "screening.review": ["late"],
        "eirs.r16.in-writing": "yes",
        "foisa.s20.dissatisfied": "yes",
        "foisa.s20.asked-on": "2026-11-17",
        "foisa.s20.reply-due": "2026-10-05",
        "foisa.s20.replied": "yes",
        "foisa.s20.reply-reached-on": "2026-09-21",
        "foisa.s20.told-what-is-missing": yes(advice="you can ask again today"),
    }
    text = text_of(review.at_review(regulations.environmental(), answers=asked))
    assert "because the time for it is over (regulation 16(2))" in text
    assert "the 40 working days in which you could ask for a review under the regulations are over" in text.lower()
    spoken = answered(review.at_review(regulations.environmental(), answers=asked), **{"eirs.r16.in-writing": "no"})
    assert "because the law asks you to put it in writing (regulation 16(2))" in text_of(spoken)
