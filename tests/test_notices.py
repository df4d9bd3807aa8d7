"""build_notice: which letter it is, what it says and never says, and when there can be none."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from test_notices_world import (
    APPLICANT,
    AUTHORITY,
    CASES,
    CLOSED,
    CONFIDED,
    FINDINGS,
    HARM,
    NAMES,
    NOTES,
    OWN,
    PRIVATE,
    RECORD,
    SEARCHED,
    STAFF,
    SUMMARY,
    THEIRS,
    WORDS,
    case_data,
    checklist,
    dates_of,
    decided,
    item,
    notice_of,
    review_outcome,
    rulebook,
)

from foi_rules.engine.decide import law_for
from foi_rules.model.case import Case
from foi_rules.model.decision import Decision, Reliance, Remark
from foi_rules.model.truth import YES
from foi_rules.notices.build import build_notice
from foi_rules.notices.notice import LetterDates, Notice, NoticeRefused
from foi_rules.notices.render import FORMATS, render

NO_DATES = LetterDates()


def text_of(notice: Notice) -> str:
    """Return the whole letter as text, unwrapped."""
    return " ".join(render(notice, checklist(), ".txt").decode().split())


def refused(case: Case, decision: Decision) -> tuple[str, ...]:
    """Return why there is no letter."""
    with pytest.raises(NoticeRefused) as caught:
        build_notice(case, decision, law_for(rulebook(), case), checklist(), dates_of(case))
    return caught.value.reasons


# Which letter it is


WAITING = item(
    "link", "One name", STAFF | {"foisa.s38.their-data": "unsure"},
    held_back={"by": "the data protection officer", "on": "2026-10-01", "why": "they are asking"},
)  # fmt: skip
KINDS: dict[str, tuple[list[dict[str, Any]], str, str]] = {
    "all of it": ([FINDINGS], "full-release", "we are sending you all of it"),
    "some of it kept back": ([FINDINGS, NAMES], "partial-release", "We are keeping other parts back"),
    "some of it not held": ([FINDINGS, SUMMARY], "partial-release", "We do not have part of what you asked for."),
    "some of it waiting": (
        [FINDINGS, WAITING],
        "partial-release",
        "We have not yet decided about part of what you asked for.",
    ),
    "none of it": ([NAMES, NOTES], "refusal", "but we are not sending it to you"),
    "kept back or not held": ([NAMES, SUMMARY], "refusal", "We hold part of it and are keeping that back."),
    "not held": ([SUMMARY], "not-held", "We do not have the information that you asked for."),
}


@pytest.mark.parametrize("name", KINDS)
def test_the_outcome_gives_the_letter_and_its_first_sentence(name: str) -> None:
    items, kind, says = KINDS[name]
    notice = notice_of(case_data(*items))
    assert notice.kind == kind
    assert says in notice.blocks[0].text


def test_a_letter_that_leaves_something_out_never_says_all() -> None:
    for items in ([FINDINGS, WAITING], [FINDINGS, SUMMARY], [FINDINGS, NAMES]):
        assert "This is everything" not in text_of(notice_of(case_data(*items)))
    assert "This is everything that we hold of what you asked for." in text_of(notice_of(case_data(FINDINGS)))


DID = {
    "confirmed": (
        [NAMES],
        "our first answer was right (section 21(4)(a)). We are not sending you the information.",
    ),
    "modified": ([FINDINGS, NAMES], "with changes (section 21(4)(a)). We are sending you part of the information"),
    "substituted": ([FINDINGS], "(section 21(4)(b)). We are sending you the information that you asked for."),
    "decided": ([SUMMARY], "This letter gives you one (section 21(4)(c)). We do not have the information"),
}


@pytest.mark.parametrize("did", DID)
def test_the_outcome_of_a_review_says_what_was_done_under_section_21(did: str) -> None:
    items, says = DID[did]
    data = review_outcome() | {"items": items}
    data["review"] = data["review"] | {"did": did}
    notice = notice_of(data)
    assert notice.kind == "review-outcome"
    assert says in notice.blocks[0].text


def test_a_confirmed_answer_gives_nothing_as_new() -> None:
    data = review_outcome() | {"items": [FINDINGS, NAMES]}
    confirmed = notice_of(data | {"review": data["review"] | {"did": "confirmed"}})
    assert "As our first answer said, you can have: The six findings" in text_of(confirmed)
    assert "Nothing in the Act lets us keep this from you." not in text_of(confirmed)
    assert "As our first answer said" not in text_of(notice_of(data))


# What it says


def test_a_ground_is_named_in_plain_words_with_its_provision_after_them() -> None:
    headings = [block.text for block in notice_of(CASES["partial-release"]()).blocks if block.level == 3]
    assert headings == [
        "Other people's personal details (section 38(1)(b), first condition)",
        "Harm to how a public body does its work (section 30(c))",
    ]


def test_a_cite_that_choices_complete_is_written_out() -> None:
    case, decision = decided(case_data(NOTES))
    ground = replace(decision.items[0].grounds[0], cite="FOISA s.30(c) with FOISA s.35(2)(a), FOISA s.35(2)(b)")
    changed = replace(decision, items=(replace(decision.items[0], grounds=(ground,)),))
    notice = build_notice(case, changed, law_for(rulebook(), case), checklist(), dates_of(case))
    assert "(section 30(c) with section 35(2)(a), section 35(2)(b))" in text_of(notice)


def test_harm_is_told_in_the_officers_words_step_by_step_and_never_said_twice() -> None:
    why = next(block for block in notice_of(case_data(NOTES)).blocks if "n03_why" in block.ids)
    assert [row[0] for row in why.rows] == [
        "Staff of other bodies would not speak to the next review.",
        "The review now under way would lose its main source.",
        "Two bodies withdrew after the release of 2018.",
    ]


def test_both_sides_of_the_public_interest_are_told_with_their_reasons() -> None:
    text = text_of(notice_of(case_data(NOTES)))
    assert (
        "For releasing it: - failings in a public service come to light; the report found gaps in how referrals were"
        " passed on. - people can see why it was decided so; the committee's decision of May rests on it."
    ) in text
    assert (
        "For keeping it back: - others go on co-operating; the next review depends on eight other bodies."
        " - the review ends in six months; its report will be published."
    ) in text
    assert "the public interest in keeping it back is the stronger. The findings are out, and what is left" in text


def test_only_the_balance_that_keeps_a_passage_back_is_told() -> None:
    open_side = dict(NOTES["public_interest"]["foisa.s30-c"]) | {
        "conclusion": "disclosure-outweighs",
        "reasons": "the second person runs the service",
    }
    other = item("other", "", HARM, passage="p", public_interest={"foisa.s30-c": open_side})
    text = text_of(notice_of(case_data(NOTES | {"passage": "p"}, other)))
    assert "the second person runs the service" not in text.lower()
    assert text.count("For keeping it back:") == 1


def test_pieces_with_the_same_ground_and_reasons_are_told_together_and_others_apart() -> None:
    chair = item("chair", "The name of the chair", STAFF)
    notice = notice_of(case_data(NAMES, WORDS, chair))
    covers = [[row[0] for row in block.rows] or [block.text] for block in notice.blocks if block.lead == "This covers:"]
    assert covers == [
        ["The names of practitioners (in its place the copy shows: the role of each)", "The name of the chair"],
        ["A few words in finding 6 (in its place the copy shows: [...])."],
    ]
    assert sum(block.level == 3 for block in notice.blocks) == 1


def test_a_passage_is_one_piece_however_many_people_are_in_it() -> None:
    one = item("a", "The passage on two pupils", THEIRS, passage="p")
    other = item("b", "", STAFF, passage="p")
    notice = notice_of(case_data(one, other, FINDINGS | {"passage": "q"}))
    table = next(block for block in notice.blocks if block.kind == "table")
    assert [row[1] for row in table.rows[1:]] == ["The passage on two pupils", FINDINGS["title"]]
    text = text_of(notice)
    assert text.count("The passage on two pupils") == 2
    assert "The finding reads as well without these words. - The role shows who did what." in text


def test_one_person_keeps_a_shared_passage_back_for_all() -> None:
    notice = notice_of(
        case_data(item("a", "The passage", CLOSED, passage="p"), item("b", "The passage", STAFF, passage="p"))
    )
    assert notice.kind == "refusal"
    assert len(notice.claims) == 1


def test_a_piece_without_a_title_is_called_by_its_number() -> None:
    notice = notice_of(case_data(FINDINGS, item("secret-id", "", STAFF)))
    assert "This covers: Item 2." in text_of(notice)
    assert "secret-id" not in " ".join(notice.words)


def test_the_search_is_told_with_what_may_help() -> None:
    text = text_of(notice_of(case_data(SUMMARY)))
    assert "Where we looked: The case review drive and the papers of the committee." in text
    assert "The words we searched for: 'summary' and 'recommendations'. Whom we asked: Both lead officers." in text
    assert (
        "Why we do not have it: The report follows a method that ends in findings. No summary was ever written." in text
    )
    assert "What may help: The findings stand in its place, and we are sending them." in text


def test_two_pieces_that_are_not_held_for_different_reasons_are_told_apart() -> None:
    other = SEARCHED | {"foisa.s17.looked-everywhere": {"is": "yes", "places": "the archive"}}
    text = text_of(notice_of(case_data(SUMMARY, item("minutes", "Minutes of 2018", other))))
    assert "We do not hold (section 17(1)): An executive summary and recommendations. Where we looked: The case" in text
    assert "We do not hold (section 17(1)): Minutes of 2018. Where we looked: The archive." in text


def test_each_part_of_a_request_gets_its_answer() -> None:
    data = case_data(
        FINDINGS | {"part": "a"}, NAMES | {"part": "b"}, SUMMARY | {"part": "b"},
        parts=[{"id": "a", "text": "the findings"}, {"id": "b"}],
    )  # fmt: skip
    tables = [block.rows for block in notice_of(data).blocks if block.kind == "table"]
    assert tables[0] == (
        ("Part", "You asked for", "Our answer"),
        ("1", "the findings", "We are sending you this."),
        ("2", "Part 2", "We are keeping some of this back, and we do not have the rest."),
    )
    assert [row[:2] for row in tables[1]] == [("Item", "Part"), ("1", "1"), ("2", "2"), ("3", "2")]


def test_own_data_and_the_records_of_the_dead_come_with_the_way_to_them() -> None:
    text = text_of(notice_of(case_data(item("own", "Your file", OWN), item("record", "A hospital record", RECORD))))
    assert "We are treating your request as one under that law as well" in text
    assert "under the Access to Health Records Act 1990" in text


def test_a_late_letter_says_so_and_is_sorry() -> None:
    data = case_data(FINDINGS, letter={"on": "2026-10-06"})
    assert "We should have answered you by 5 October 2026. We did not, and we are sorry." in text_of(notice_of(data))
    undated = replace(NO_DATES, late=True)
    assert "This letter is late, and we are sorry." in text_of(notice_of(data, undated))
    review = review_outcome()
    review["letter"] = review["letter"] | {"on": "2026-11-17"}
    assert "We should have answered you by 16 November 2026." in text_of(notice_of(review))


def test_where_section_48_shuts_the_way_to_the_commissioner_the_letter_says_why() -> None:
    for data in (case_data(NAMES), review_outcome()):
        text = text_of(notice_of(data | {"authority": AUTHORITY | {"kind": "procurator-fiscal"}}))
        assert "section 48 rules that out" in text
        assert "You can apply at" not in text


def test_a_link_is_told_as_a_link() -> None:
    data = case_data(FINDINGS, letter={"form": "https://strathmore.example/2026-114"})
    assert "You can find it here: https://strathmore.example/2026-114" in text_of(notice_of(data))


# What it never says


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
def test_what_shows_who_somebody_is_and_the_old_answer_stay_out(name: str, suffix: str) -> None:
    letter = render(notice_of(CASES[name]()), checklist(), suffix).decode()
    for private in (*PRIVATE.values(), "confidential", "withhold it"):
        assert private not in letter


def test_what_goes_with_a_plain_no_or_with_what_is_sent_is_not_private() -> None:
    sent = item("figures", "Figures", CLOSED | {"foisa.s38.could-be-worked-out": {"is": "yes", **PRIVATE}})
    plain_no = STAFF | {"foisa.s38.shown-dead": {"is": "no", "source": "the register of deaths"}}
    assert notice_of(case_data(sent, item("names", "Names", plain_no))).private == ()
    assert notice_of(case_data(sent, WORDS)).private == tuple(PRIVATE.values())


def test_a_passage_that_is_partly_not_held_claims_no_exemption_for_that() -> None:
    one, other = item("a", "A page", STAFF, passage="p"), item("b", "A page", SEARCHED, passage="p")
    notice = notice_of(case_data(one, other))
    assert [claim.provision for claim in notice.claims] == ["section 38(1)(b), first condition"]


def test_reasons_that_must_stop_short_say_so() -> None:
    text = text_of(notice_of(case_data(WORDS)))
    assert "We cannot say more here without giving away what the exemption protects (section 16(3))." in text
    assert "section 16(3)" not in text_of(notice_of(case_data(NAMES)))


def test_a_ground_decided_by_plain_answers_still_has_a_reason() -> None:
    bare = STAFF | {"foisa.s38.less-would-do": "yes"}
    why = next(block for block in notice_of(case_data(item("a", "Names", bare))).blocks if "n03_why" in block.ids)
    assert why.text.startswith("Somebody could be recognised from it, and giving it to everyone would break")


def test_a_ground_without_reasons_or_words_of_its_own_is_refused_at_the_gate() -> None:
    case, decision = decided(case_data(item("a", "A statement", CONFIDED)))
    bare = replace(decision.items[0], grounds=(replace(decision.items[0].grounds[0], reasons=()),), proofs=())
    notice = build_notice(
        case, replace(decision, items=(bare,)), law_for(rulebook(), case), checklist(), dates_of(case)
    )
    with pytest.raises(NoticeRefused) as caught:
        render(notice, checklist(), ".txt")
    assert caught.value.reasons == (
        "n03_why: the letter must say why the exemption applies to this content, for section 36(2)"
        " (FOISA s.16(1)(d), (3)).",
    )


def test_texts_that_are_not_for_the_letter_stay_out() -> None:
    given = HARM | {"foisa.s30.harm.steps": {"is": "yes", "steps": "staff would not speak", "words": "paragraph 14"}}
    assert "paragraph 14" not in " ".join(notice_of(case_data(NOTES | {"answers": given})).words)


# The smallest case


def test_the_smallest_case_file_gives_a_letter() -> None:
    notice = notice_of({"items": [FINDINGS, NAMES]}, NO_DATES)
    text = text_of(notice)
    assert text.startswith("Dear applicant Your request: what we are sending, and what we are not")
    for says in (
        "You can send it by replying to this letter.",
        "please reply to this letter.",
        "Asking for a review, as described here, is our procedure for complaints",
        "Please ask within 40 working days of the last day that we had for this reply",
    ):
        assert says in text
    for suffix in FORMATS:
        assert render(notice, checklist(), suffix)


def test_the_last_day_for_a_review_is_given_even_without_a_day_of_issue() -> None:
    data = case_data(NAMES, letter={"on": None})
    notice = notice_of(data, LetterDates(received=date(2026, 9, 7), review_request_due=date(2026, 12, 1)))
    assert "The last day to ask for a review is Tuesday 1 December 2026 (section 20(5))." in text_of(notice)
    assert [line.role for line in notice.head] == [
        "authority", "authority-address", "addressee", "reference", "salutation",
    ]  # fmt: skip


def test_a_review_without_dates_still_gives_six_months() -> None:
    notice = notice_of(review_outcome(), NO_DATES)
    assert "You must apply within six months of getting this letter (section 47(4))." in text_of(notice)


def test_a_name_without_an_address_is_greeted_by_name() -> None:
    notice = notice_of(case_data(FINDINGS, applicant={"name": APPLICANT["name"]}))
    assert [line.text for line in notice.head if line.role in ("addressee", "salutation")] == [
        "Ms A Brown",
        "Dear Ms Brown",
    ]


def test_the_request_is_quoted_where_nobody_summed_it_up() -> None:
    notice = notice_of(case_data(FINDINGS, letter={"summary": ""}))
    quoted = next(block for block in notice.blocks if block.kind == "quote")
    assert quoted.text == "Please send me the executive summary and recommendations of the 2019 case review."


# When there is no letter


def test_withhold_it_is_confidential_gives_no_letter() -> None:
    case, decision = decided(case_data(item("report", "The report", {})))
    assert decision.outcome == "undecided"
    assert (
        refused(case, decision)
        == (
            "The decision is still open (undecided): answer what is missing (foisa.s17.looked-everywhere,"
            " foisa.s17.likely-not-here) and decide again (FOISA s.16(1)).",
            "report is still open (undecided): settle it (FOISA s.1(1)).",
        )[:1]
    )


def test_a_doubt_gives_no_letter() -> None:
    case, decision = decided(case_data(item("a", "Names", STAFF | {"foisa.s38.their-data": "unsure"})))
    assert refused(case, decision)[0] == (
        "The decision is still open (escalate): a named person has to answer (foisa.s38.their-data)"
        " and decide again (FOISA s.16(1))."
    )


def test_open_duties_are_named_with_their_source() -> None:
    case, decision = decided(case_data(SUMMARY))
    duty = Remark("summary/x", "summary: tell the applicant who may have it", "FOISA s.15")
    assert refused(case, replace(decision, duties=(duty,))) == (
        "Still to be done, and recorded, before there is a letter: summary: tell the applicant who may have it"
        " (FOISA s.15).",
    )


def test_a_decision_behind_which_no_engine_stands_gives_no_letter() -> None:
    case, decision = decided(case_data(FINDINGS))
    assert refused(case, replace(decision, engines=())) == (
        "No engine stands behind the decision, or the engines disagree; decide again and compare the traces.",
    )


def test_a_decision_on_another_case_gives_no_letter() -> None:
    case, _ = decided(case_data(FINDINGS))
    _, other = decided(case_data(NAMES))
    assert refused(case, other) == ("The decision is not about the items of this case; decide the case again.",)


NOT_LAW = "which is not a ground of the law for this day; decide the case again (FOISA s.16(1)(c))."


def test_a_ground_that_is_not_in_the_law_and_an_outcome_without_one_are_named() -> None:
    case, decision = decided(case_data(NAMES))
    cost = Reliance("foisa.s12-1", "FOISA s.12(1)", "other", YES, "", ("433 files",))
    ended = replace(decision.parts[0], outcome="refused-cost", grounds=(cost,))
    kept = replace(decision.items[0], grounds=(cost,))
    assert refused(case, replace(decision, outcome="refused-cost", parts=(ended,), items=(kept,))) == (
        f"No letter can cite FOISA s.12(1) (request), {NOT_LAW}",
    )
    unheard = replace(ended, outcome="deferred", grounds=(replace(cost, id="foisa.s99-1", cite="FOISA s.99(1)"),))
    odd = replace(kept, outcome="deferred", grounds=(cost,))
    assert refused(case, replace(decision, outcome="deferred", parts=(unheard,), items=(odd,))) == (
        f"No letter can cite FOISA s.99(1) (request), {NOT_LAW}",
        "The outcome 'deferred' (request) rests on no ground that a letter could cite; decide the case again"
        " (FOISA s.16(1)).",
        "The outcome 'deferred' (names) is none that a letter can tell; decide the case again.",
        f"No letter can cite FOISA s.12(1) (names), {NOT_LAW}",
    )


def test_a_ground_of_the_regulations_where_there_are_none_is_named() -> None:
    case, decision = decided(case_data(NAMES))
    ground = Reliance("eirs.x5e", "EIRs reg 10(5)(e)", "qualified", YES, "maintaining-outweighs", ("a reason",))
    kept = replace(decision.items[0], grounds=(ground,))
    assert refused(case, replace(decision, items=(kept,))) == (
        f"No letter can cite EIRs reg 10(5)(e) (names), {NOT_LAW}",
    )


def test_a_review_must_be_there_and_say_what_it_did() -> None:
    data = review_outcome()
    case, decision = decided({key: value for key, value in data.items() if key != "review"})
    assert refused(case, decision) == (
        "This is the outcome of a review, and the case says nothing of the review; add `review:` (FOISA s.21).",
    )
    case, decision = decided(data | {"review": data["review"] | {"did": ""}})
    assert refused(case, decision) == (
        "The case does not say what the review did; give `did:` in `review:` as confirmed, modified, substituted or"
        " decided (FOISA s.21(4)).",
    )


def test_every_reason_against_a_letter_is_told_at_once() -> None:
    data = review_outcome() | {"items": [SUMMARY]}
    case, decision = decided(data | {"review": data["review"] | {"did": ""}})
    duty = Remark("summary/x", "summary: say who may have it", "FOISA s.15")
    assert len(refused(case, replace(decision, duties=(duty,), engines=()))) == 3
