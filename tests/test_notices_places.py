"""Details of letters: the Keeper's days, dates, reasons and places, other forms, and clues to what is private."""

from collections.abc import Callable
from datetime import date

import notices_kinds_act as act
import notices_kinds_regulations as regulations
import notices_kinds_review as review
import pytest
from notices_every_kind import letter
from notices_kinds import NONE, Data, plain, yes
from notices_kinds_tools import answered, ids, item_answered, refused, text_of
from test_notices_more_world import GREEN, UNDER_REGULATIONS, Grounds, Told, balance, rulebook
from test_notices_world import case_data, checklist, item

from foi_rules.commands.letter import letter_dates
from foi_rules.model.case import Case
from foi_rules.model.rule import Ground
from foi_rules.notices.clues import clue
from foi_rules.notices.gate import lacking, require_complete
from foi_rules.notices.notice import LetterDates, NoticeRefused, uncapital
from foi_rules.notices.notice import plain as plain_words

# The Keeper


KEEPER = {"answers": {**plain()["authority"]["answers"], "foisa.s17.we-are-keeper": "yes"}}


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (act.refusal, "We then have 30 working days to answer you, because another authority transferred the records"),
        (act.clarification, "and we have 30 working days from the day on which we get it (section 10(1)(b), (2))"),
        (act.cost, "We will treat it as a new request, with 30 working days of its own (section 10(2))."),
        (act.invalid, "We have 30 working days to answer you, and they start when we get this (section 10(2))."),
        (
            regulations.environmental,
            "20 working days to answer you under the Regulations (regulation 16(4)), and 30 under",
        ),
    ],
)
def test_the_keeper_has_thirty_days_where_the_records_are_not_open(make: Callable[[], Data], said: str) -> None:
    data = make()
    assert said not in text_of(data)
    transferred = data["letter"] | {"transferred": "yes"}
    assert said in text_of(data | {"authority": data["authority"] | KEEPER, "letter": transferred})


# Dates


def _dates(data: Data) -> LetterDates:
    return letter_dates(Case.model_validate(data))


def test_the_dates_of_a_letter_count_what_each_law_gives() -> None:
    extended = _dates(regulations.extension())
    assert (extended.reply_due, extended.eirs_extended_due) == (date(2026, 10, 5), date(2026, 11, 2))
    assert extended.charge_due is None
    assert _dates(regulations.charge()).charge_due == date(2026, 12, 29)
    monday = regulations.charge()
    assert _dates(monday | {"letter": monday["letter"] | {"on": "2026-09-14"}}).charge_due == date(2026, 12, 7)
    assert _dates(monday | {"letter": monday["letter"] | {"on": "2026-09-13"}}).charge_due == date(2026, 12, 7)
    kept = act.full_release()
    kept = kept | {"letter": kept["letter"] | {"transferred": "yes"}}
    assert _dates(kept).reply_due == date(2026, 10, 19)
    assert _dates(review.at_review(kept)).review_due == date(2026, 12, 1)
    undated = review.at_review(kept, review={"received": None})
    assert _dates(undated).commissioner_due == date(2027, 5, 10)
    assert _dates(kept).commissioner_due is None


# Reasons, places and forms


HONOUR = item(
    "panel",
    "The assessment of the panel",
    NONE | {"screening.which-crown": ["honour"], "foisa.s41.honour": yes(honour="the New Year list of 2026")},
    kinds=["crown"],
    created="2026-01-10",
    public_interest={"foisa.s41-b": balance("those who judge have to be frank", "people can trust the system")},
)
RETURN = item(
    "return",
    "A return of 1951",
    NONE | {"screening.people": "yes", "foisa.s38.census": "yes", "foisa.s38.household": "yes"},
    kinds=[],
    created="1951",
)


def test_a_ground_whose_questions_ask_for_no_reasons_gets_what_the_rules_say() -> None:
    text = text_of(plain(HONOUR, letter=act.WHOLE))
    assert (
        "Why this applies here: It relates to the Sovereign's power over honours (the New Year list of 2026)." in text
    )
    census = text_of(plain(RETURN, letter=act.WHOLE))
    assert "Why this applies here: - It was gathered for a census. - It shows a person or household." in census


def test_own_data_without_a_word_on_identity_is_told_and_beside_other_things_it_is_no_letter_of_its_own() -> None:
    data = act.own_data()
    bare = letter(data | {"letter": data["letter"] | {"identity": ""}})
    assert [one.id for one in lacking(bare, checklist())] == ["n16_identity"]
    other = letter(data | {"items": [*data["items"], *act.refusal()["items"]]})
    assert other.kind == "refusal"
    assert "We are treating your request as one under that law as well" in text_of(other)


def test_two_pieces_in_two_places_are_told_apart() -> None:
    other = act.VALUATIONS | {
        "id": "other",
        "title": "The valuation of the mill",
        "answers": act.VALUATIONS["answers"] | {"foisa.s25.exact-place": yes(place="https://roll.example/04-124")},
    }
    text = text_of(act.refusal() | {"items": [act.VALUATIONS, other]})
    assert "Where exactly you can get it: - The valuation of the hall: https://roll.example/04-123" in text
    one = item_answered(act.refusal() | {"items": [act.VALUATIONS, other]}, "other", {"foisa.s25.exact-place": None})
    assert ids(refused(one)) == ["n03_place"]


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("digest", "You asked for a digest or a summary of it, and we cannot reasonably make one (section 11(3))."),
        ("inspection", "You asked to come and look at it, and we cannot reasonably arrange that (section 11(3))."),
    ],
)
def test_the_form_that_was_asked_for_is_named(form: str, said: str) -> None:
    needs = {
        "foisa.s11.adjustment-needed": "yes",
        "foisa.s11.adjustment-made": yes(what="we will read it to you on Friday"),
    }
    text = text_of(answered(act.another_form(), **{"foisa.s11.form-asked-for": form}, **needs))
    assert said in text
    assert "What we have agreed with you: We will read it to you on Friday." in text


def test_the_whole_job_is_offered_for_no_more_than_may_be_charged() -> None:
    offer = "We could also do all of it if you tell us first that you will pay"
    assert f"{offer} \u00a3300 for it (section 13)." in text_of(act.cost())
    for fee in ("400", "0"):
        assert offer not in text_of(answered(act.cost(), **{"foisa.s13.fee": fee}))


def test_a_body_that_the_act_does_not_bind_gives_no_rights() -> None:
    data = act.not_covered()
    once = data["authority"]["answers"] | {"foisa.s3.designated": "no", "foisa.s3.limited": "no"}
    notice = letter(data | {"authority": data["authority"] | {"answers": once}})
    assert notice.rights == ("none",)
    assert "and we are not one of those that it covers (section 3(1))" in text_of(notice)


# Clues


SOURCE = "the Northern Courier of 3 March, and only one school in town has such a unit"


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("It was in the Northern Courier", ["Northern Courier"]),
        ("There is only one school in town.", ["one school in town"]),
        ("There is one school in town.", ["one school in town"]),
        ("The school has no such thing in March.", []),
        ("The Courier of Perth", []),
    ],
)
def test_a_piece_of_what_is_private_is_found(said: str, found: list[str]) -> None:
    assert list(clue(SOURCE, [plain_words(said)], "")) == found


def test_what_the_applicant_or_the_law_said_already_is_no_clue() -> None:
    known = plain_words("What did the Northern Courier say?")
    assert list(clue(SOURCE, [plain_words("It was in the Northern Courier")], known)) == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The report", "the report"),
        ("Perth is near", "Perth is near"),
        ("A-roads", "A-roads"),
        ("It's so", "It's so"),
        ("", ""),
    ],
)
def test_only_words_that_are_never_names_lose_their_capital(text: str, shown: str) -> None:
    assert uncapital(text) == shown


COURT_ORDER = {
    "screening.which-bar": ["order-or-case"],
    "foisa.s26.order": yes(order="the order of 3 May of the High Court"),
    "foisa.s26.order-in-force": "yes",
    "foisa.s26.breaks-order": yes(
        reasons="it could identify somebody", how_readers_tell="paragraph 4 leaves one person"
    ),
    "foisa.s26.case-active": "no",
    "foisa.s26.under-compulsion": "no",
}


def test_the_order_of_a_court_is_named_and_what_readers_could_tell_is_not() -> None:
    data = act.refusal()
    data = item_answered(data | {"items": data["items"][1:]}, "complaint", COURT_ORDER)
    text = text_of(data)
    said = "The order, the case or the duty to a court that stands in the way: The order of 3 May of the High Court."
    assert said in text
    assert "paragraph 4" not in text


def test_a_body_that_neither_law_binds_is_told_of_both() -> None:
    once = {
        "foisa.s3.designated": "no",
        "foisa.s3.limited": "no",
        "foisa.s3.wholly-owned": "no",
        "foisa.s3.listed": "no",
        "eirs.r2.devolved-work": {"is": "no", "reasons": "its one job is reserved"},
        "eirs.r2.controlled-work": {"is": "no", "reasons": "nobody controls it"},
    }
    data = regulations.court_work()
    data = data | {
        "authority": data["authority"] | {"answers": data["authority"]["answers"] | once, "review_contact": ""}
    }
    data = answered(data, **{"screening.environment": "part", "foisa.s3.regulations-checked": "yes"})
    text = text_of(data)
    assert "we are not one of those that it covers (section 3(1))" in text
    assert "we are not one of those that they cover (regulation 2(1))" in text
    assert "If you think that this is wrong, please tell us why by replying to this letter." in text
    assert "Commissioner" not in text


def test_without_dates_a_charge_and_its_rights_are_told_in_words() -> None:
    text = text_of(regulations.charge(), LetterDates())
    assert "Please pay within 60 working days, which begin with the day of this letter (regulation 8(6))." in text
    assert "You have 40 working days from getting this letter (regulation 16(2))." in text


def test_each_thing_that_a_requirement_for_review_lacks_is_named() -> None:
    lacks = {
        "screening.review": ["incomplete"],
        "foisa.s20.lasting-form": "no",
        "foisa.s20.name-and-address": "no",
        "foisa.s20.dissatisfied": {"is": "no", "reasons": "it says only that the letter came"},
        "foisa.s20.accepted-late": yes(),
    }
    text = text_of(answered(review.review_invalid(), **lacks))
    assert (
        "For a review under the Act (section 20), more than one thing stands in the way:"
        " - we need you to ask in writing, or in another form that can be kept"
        " - we need your name and an address for our answer; an email address is enough"
        " - we need to know what you are unhappy about"
    ) in text


# Every ground


NEEDS_MORE = {"foisa.s25": "place", "foisa.s26": "forbidden_by", "foisa.s27-1": "planned", "eirs.x4d": "finish"}


@pytest.mark.parametrize("stage", ["initial", "review"])
def test_every_ground_that_keeps_something_back_can_stand_in_a_letter(stage: str) -> None:
    law = rulebook().on(rulebook().order.law_stated_at)
    kept = [one for one in law.grounds.values() if one.level == "item" and one.outcome == "withhold"]
    assert len(kept) > 70
    for ground in kept:
        wanted = next((item_id for name, item_id in NEEDS_MORE.items() if ground.id.startswith(name)), "")
        lacks = [reason.partition(":")[0] for reason in _why_not(_kept_back(ground, stage))]
        assert [one.partition("_")[2] for one in lacks] == ([wanted] if wanted else []), ground.id


def _kept_back(ground: Ground, stage: str) -> Told:
    green = ground.id.startswith("eirs.")
    weighed = {"foisa.s39-2": UNDER_REGULATIONS} if green else {}
    weighed |= {ground.id: balance("one thing", "another")} if ground.kind == "qualified" else {}
    grounds: Grounds = {"foisa.s39-2": []} if green else {}
    one = item("a", "A paper", GREEN if green else {}, public_interest=weighed)
    review_of = {"did": "confirmed"} if stage == "review" else None
    data = case_data(one, letter={"whole": "it is one thing"}, stage=stage, review=review_of)
    reasons = {**grounds, ground.id: ["it was written for this and for nothing else"]}
    return Told(data, {"a": ("withhold", reasons)}, {"request": ("refused", {})})


def _why_not(told: Told) -> tuple[str, ...]:
    try:
        require_complete(told.notice(), checklist())
    except NoticeRefused as refusal:
        return refusal.reasons
    return ()
