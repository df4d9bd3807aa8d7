"""What would be said against a draft: each check raises its point, and a near case does not."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import pytest
from conftest import DEMO
from decisions import Found, case_of, decisions
from hypothesis import given, settings
from hypothesis import strategies as st

from foi_rules.commands.challenge import run
from foi_rules.engine.alternatives import STAND_IN
from foi_rules.engine.decide import decide
from foi_rules.interview.challenge import HEADS, MOST, Due, Point, challenge_lines, points
from foi_rules.model.case import Case
from foi_rules.model.rulebook import Rulebook
from foi_rules.rulebook.load import load_rulebook

Change = Mapping[str, Any]
NOTHING: Change = {}
REAL = decisions()
PLAIN = {
    "screening.people": "no",
    "screening.died": "no",
    "screening.given": "no",
    "screening.barred": "no",
    "screening.danger": "no",
    "screening.have-it": "yes",
}
REQUEST = {
    "screening.environment": "none",
    "screening.applicant": "none",
    "screening.say-so": "no",
    "screening.found": "all",
}
# A piece that is withheld as it should be: each element has a fact from the papers.
LINK, HARM = "foisa.s33.harm.step-by-step", "foisa.s33.harm.names-one-harm"
WEIGHTY, LIKELY = "foisa.s33.harm.real-and-significant", "foisa.s33.harm.how-likely"
PUBLIC, OVER = "common.harm.any-public", "common.harm.moved-on"
SOUND: dict[str, Any] = {
    **PLAIN,
    "screening.which-trade": ["lose-trade"],
    "foisa.s33.commercial-interest": {"is": "yes", "whose": "Alba Buses"},
    "foisa.s33.trades-in": {"is": "yes", "trade": "school runs, against two rivals"},
    "foisa.s33.harm.points-to-words": {"is": "yes", "words": "schedule 3, column C"},
    LINK: {"is": "yes", "steps": "Bidders in March could go just under the rates of Alba."},
    HARM: {"is": "yes", "harm": "Alba would lose the run for which it built its depot."},
    WEIGHTY: {"is": "yes", "reasons": "That run is 40% of its turnover (letter of 11 September)."},
    LIKELY: {"is": "real-chance", "reasons": "Two rivals came within 3% in 2022."},
    PUBLIC: {"is": "no", "looked": "the award notice of 4 May and committee minutes, 16 September"},
    OVER: {"is": "no", "reasons": "The route is let again in March 2027."},
    "foisa.s33.third-party-asked": "yes",
}
MONEY = {"id": "public-money", "weight": "some", "why": "1.9 million a year is spent on it"}
RIVALS = {"id": "competition", "weight": "great", "why": "one round of bids six months away"}
WEIGHED: dict[str, Any] = {
    "for_disclosure": [MONEY],
    "for_maintaining": [RIVALS],
    "conclusion": "maintaining-outweighs",
    "reasons": "The yearly sum is out already; the split would settle the one round of bids left.",
}
# Somebody's name in a file, kept back because a role in its place says as much.
NAME: dict[str, Any] = {
    **PLAIN,
    "screening.people": "yes",
    "foisa.s38.human": "yes",
    "foisa.s38.describes-them": "yes",
    "foisa.s38.points-to-someone": "yes",
    "foisa.s38.shown-dead": "no",
    "foisa.s38.over-100": "no",
    "foisa.s38.applicant-in-it": "no",
    "foisa.s38.asked-for-them": "no",
    "foisa.s38.census": "no",
    "foisa.s38.sensitive": "none",
    "foisa.s38.offence": "none",
    "foisa.s38.applicant-interest": "yes",
    "foisa.s38.nothing-but-bad": "no",
    "foisa.s38.serves-the-interest": "yes",
    "foisa.s38.anonymous-would-do": "no",
    "foisa.s38.enough-is-public": "no",
    "foisa.s38.less-would-do": {"is": "yes", "reasons": "The duty rota of 3 June tells who was in charge by role."},
    "foisa.s38.cut-out": "no",
}
HEALTH = {name: value for name, value in NAME.items() if name not in ("foisa.s38.less-would-do",)} | {
    "foisa.s38.sensitive": ["health"],
    "foisa.s38.said-yes": "no",
    "foisa.s38.published-by-them": {"is": "no", "reasons": "nothing of it is in the press of May 2025"},
    "foisa.s38.anonymous-would-do": "unsure",
}
# A piece that is not there, with its search on record.
MISSING: dict[str, Any] = {
    **PLAIN,
    "screening.have-it": "no",
    "foisa.s17.read-widely": "yes",
    "foisa.s17.looked-everywhere": {"is": "yes", "places": "drive CP/2019 and the mail of two lead officers"},
    "foisa.s17.likely-not-here": {"is": "yes", "reasons": "The brief of 4 May for the review asks for no summary."},
    "foisa.s17.search-noted": {"is": "yes", "terms": "summary", "people": "the two lead officers"},
    "foisa.s17.why-not-here": {"is": "never-made", "reasons": "The method ends in findings (its page 4)."},
    "foisa.s17.told-who-has-it": {"is": "yes", "advice": "the six findings are sent"},
}
ADVICE: dict[str, Any] = {
    **PLAIN,
    "foisa.s36.client-and-lawyer": {"is": "yes", "client": "the housing team", "lawyer": "Legal"},
    "foisa.s36.acting-as-lawyer": {"is": "yes", "reasons": "Paragraph 4 says whether the order could be challenged."},
    "foisa.s36.to-get-advice": {"is": "yes", "advice-on": "the order of 3 May"},
    "foisa.s36.kept-private": {"is": "yes", "seen-by": "the team of four, and Legal"},
    "foisa.s36.relied-on-in-public": {"is": "no", "looked": "press lines of May and the committee's minutes"},
    "foisa.s36.sign-of-wrong": "no",
    "foisa.s29.advice-given": "no",
    "foisa.s29.advice-asked": "no",
}


@cache
def rules() -> Rulebook:
    """Return the shipped rulebook; a fixture would be printed whole by whatever property fails."""
    return load_rulebook()


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return rules()


def piece(name: str = "rates", title: str = "hourly rates, schedule 3", /, **more: Any) -> dict[str, Any]:
    """Return a piece that is withheld as it should be, but for what is given."""
    sound = {
        "id": name,
        "title": title,
        "created": "2025",
        "kinds": ["trade"],
        "answers": SOUND,
        "public_interest": {"foisa.s33-1-b": WEIGHED},
    }
    return {**sound, **more}


def other(answers: Change, kinds: tuple[str, ...] = (), /, **more: Any) -> dict[str, Any]:
    """Return a piece of another kind, with nothing weighed."""
    return piece("other", "entry 4", answers=answers, kinds=list(kinds), **{"public_interest": {}, **more})


def draft(*pieces: Change, **more: Any) -> Case:
    """Return a request with the pieces, in which nothing else is to be decided."""
    whole = {
        "reference": "1",
        "received": "2026-09-07",
        "as_at": "2026-09-20",
        "kinds": [],
        "answers": REQUEST,
        "authority": {"answers": {"screening.enforcement-body": "no"}},
        "items": list(pieces) or [piece()],
    }
    return Case.model_validate({**whole, **more})


def answered(**answers: Any) -> Case:
    """Return the sound draft with other answers, named by what ends their ids."""
    ids = {"steps": LINK, "harm": HARM, "weighty": WEIGHTY, "likely": LIKELY, "public": PUBLIC, "over": OVER}
    ids |= {"adds": "foisa.s33.harm.adds-harm", "today": "foisa.s33.harm.harm-today"}
    ids |= {"asked": "foisa.s33.third-party-asked"}
    return draft(piece(answers={**SOUND, **{ids[name]: value for name, value in answers.items()}}))


def weighed(**weighing: Any) -> Case:
    """Return the sound draft with another weighing."""
    return draft(piece(public_interest={"foisa.s33-1-b": {**WEIGHED, **weighing}}))


def of_kind(rulebook: Rulebook, case: Case, kind: str) -> list[Point]:
    """Return the points of one kind against a case whose pieces are all settled."""
    decision = decide(rulebook, case)
    assert all(one.settled for one in decision.items), [one.missing for one in decision.items]
    return [point for point in points(rulebook, case) if point.kind == kind]


# A sound draft


def test_against_a_sound_draft_there_is_nothing_to_say(rulebook: Rulebook) -> None:
    assert decide(rulebook, draft()).items[0].outcome == "withhold"
    assert points(rulebook, draft()) == ()


@pytest.mark.parametrize("answers", [NAME, MISSING], ids=["a name", "not held"])
def test_nor_against_other_sound_pieces(rulebook: Rulebook, answers: Change) -> None:
    case = draft(other(answers), answers={**REQUEST, "screening.found": "some"})
    assert decide(rulebook, case).items[0].outcome in ("withhold", "not-held")
    assert points(rulebook, case) == ()


# Words


THIN = "It is sensitive"
FITS_ANY = "the release would cause substantial prejudice"


@pytest.mark.parametrize(
    ("case", "kind", "grade"),
    [
        (answered(steps={"is": "yes", "steps": FITS_ANY}), "harm-not-linked", "serious"),
        (answered(steps={"is": "yes", "steps": "somebody could make use of it"}), "", ""),
        (answered(harm={"is": "yes", "harm": THIN}), "harm-not-linked", "serious"),
        (
            answered(harm={"is": "yes", "harm": "release would be likely to do substantial harm to somebody"}),
            "harm-not-linked",
            "serious",
        ),
        (
            answered(harm={"is": "yes", "harm": "Bidders in March could go just under the rates of Alba."}),
            "harm-not-linked",
            "serious",
        ),
        (answered(weighty={"is": "yes", "reasons": THIN}), "thin", "fair"),
        (answered(over={"is": "no", "reasons": THIN}), "thin", "fair"),
        (answered(likely={"is": "real-chance", "reasons": THIN}), "likelihood", "fair"),
        (answered(likely={"is": "more-likely", "reasons": FITS_ANY}), "likelihood", "fair"),
    ],
)
def test_a_reason_that_says_nothing_of_the_piece_is_pressed(
    rulebook: Rulebook, case: Case, kind: str, grade: str
) -> None:
    found = points(rulebook, case)
    assert [(one.kind, one.grade) for one in found] == ([(kind, grade)] if kind else [])


def test_it_is_pressed_in_the_words_that_were_given_and_says_what_would_be_good(rulebook: Rulebook) -> None:
    (point,) = points(rulebook, answered(weighty={"is": "yes", "reasons": THIN}))
    assert point.text.startswith("Piece 1: you say that harm would be real and significant.")
    assert f'"{THIN}"' in point.text
    assert "name one fact from the papers" in point.answer
    assert "40% of its turnover" in point.answer
    assert (point.item, point.ground, point.cite) == ("rates", "foisa.s33-1-b", "FOISA s.33(1)(b)")


def test_several_thin_reasons_of_one_ground_are_told_together(rulebook: Rulebook) -> None:
    case = answered(weighty={"is": "yes", "reasons": THIN}, over={"is": "no", "reasons": "Still sensitive"})
    (point,) = points(rulebook, case)
    assert point.text.endswith("So it is with 1 more.")


@pytest.mark.parametrize("words", [(THIN, FITS_ANY), ("the bids close on 4 June",)], ids=["all thin", "all the same"])
def test_where_nothing_tells_of_the_piece_that_is_one_serious_point(rulebook: Rulebook, words: tuple[str, ...]) -> None:
    given = {"steps": (LINK, "steps"), "harm": (HARM, "harm"), "weighty": (WEIGHTY, "reasons")}
    given |= {"over": (OVER, "reasons"), "likely": (LIKELY, "reasons")}
    value = {"over": "no", "likely": "real-chance"}
    answers = {
        short: {"is": value.get(short, "yes"), text: words[number % len(words)]}
        for number, (short, (_, text)) in enumerate(given.items())
    }
    assert [(one.kind, one.grade) for one in points(rulebook, answered(**answers))] == [("thin-throughout", "serious")]


@pytest.mark.parametrize(
    ("harm", "hit"),
    [
        ("it would embarrass the council's roads team in June", True),
        ("readers of the paper of 4 May would be misled: it could be misread", True),
        ("any rival of Alba could use the rates in column C", False),
    ],
)
def test_a_harm_that_does_not_count_is_told_as_such(rulebook: Rulebook, harm: str, hit: bool) -> None:
    found = points(rulebook, answered(harm={"is": "yes", "harm": harm}))
    assert [(one.kind, one.grade) for one in found] == ([("not-a-harm", "serious")] if hit else [])


def test_the_same_empty_worry_is_told_once_for_harm_and_balance(rulebook: Rulebook) -> None:
    worry = "it would embarrass the council's roads team in June"
    for_keeping = [RIVALS, {"text": "calm", "weight": "some", "why": worry}]
    changed = piece(
        answers={**SOUND, HARM: {"is": "yes", "harm": worry}},
        public_interest={"foisa.s33-1-b": {**WEIGHED, "for_maintaining": for_keeping}},
    )
    assert [one.kind for one in points(rulebook, draft(changed))] == ["not-a-harm"]


def test_a_ground_with_no_words_behind_it_is_said_and_not_shown(rulebook: Rulebook) -> None:
    bare = {
        name: value["is"] if isinstance(value, dict) and name != "foisa.s38.published-by-them" else value
        for name, value in HEALTH.items()
    } | {"foisa.s38.published-by-them": "no"}
    assert [one.grade for one in of_kind(rulebook, draft(other(bare)), "no-words")] == ["minor"]
    assert of_kind(rulebook, draft(other(NAME)), "no-words") == []


@pytest.mark.parametrize(
    ("looked", "hit"),
    [
        ("Not to my knowledge", True),
        ("we looked everywhere", True),
        ("n/a", True),
        ("the website", False),
        ("committee papers of 3 May", False),
    ],
)
def test_a_search_of_no_place_is_no_search(rulebook: Rulebook, looked: str, hit: bool) -> None:
    found = points(rulebook, answered(public={"is": "no", "looked": looked}))
    assert [(one.kind, one.grade) for one in found] == ([("no-place", "fair")] if hit else [])


def not_held(**changed: Any) -> Case:
    answers = {**MISSING, **{f"foisa.s17.{name.replace('_', '-')}": value for name, value in changed.items()}}
    return draft(
        other({name: value for name, value in answers.items() if value is not None}),
        answers={**REQUEST, "screening.found": "some"},
    )


def test_not_held_without_a_place_or_a_record_of_the_search_is_serious(rulebook: Rulebook) -> None:
    nowhere = not_held(looked_everywhere={"is": "yes", "places": "searched our systems"})
    assert [(one.kind, one.grade) for one in points(rulebook, nowhere)] == [("no-place", "serious")]
    unnoted = points(rulebook, not_held(search_noted=None))
    assert [(one.kind, one.grade, one.cite) for one in unnoted] == [("not-done", "serious", "FOISA s.17(1)")]
    assert "it is not recorded how the search was made" in unnoted[0].text


def test_not_held_without_a_reason_or_help_is_pressed_less_hard(rulebook: Rulebook) -> None:
    assert [one.grade for one in points(rulebook, not_held(why_not_here="no-reason"))] == ["fair"]
    assert [one.grade for one in points(rulebook, not_held(told_who_has_it=None))] == ["minor"]


def test_not_sure_that_was_counted_is_told(rulebook: Rulebook) -> None:
    case = not_held()
    unsure = {**MISSING, "screening.have-it": "unsure"}
    guessed = draft(other(unsure), answers={**REQUEST, "screening.found": "some"})
    assert of_kind(rulebook, case, "presumed") == []
    (point,) = of_kind(rulebook, guessed, "presumed")
    assert point.grade == "fair"
    assert "counted as if this piece was not found" in point.text


def test_a_doubt_that_protects_somebody_is_only_worth_a_look(rulebook: Rulebook) -> None:
    guessed = draft(other({**NAME, "foisa.s38.shown-dead": "unsure"}))
    assert [one.grade for one in of_kind(rulebook, guessed, "presumed")] == ["minor"]


def test_a_ground_of_which_nothing_was_asked_is_told(rulebook: Rulebook) -> None:
    asked = of_kind(rulebook, draft(other(ADVICE, ("lawyer",), public_interest=LEGAL)), "never-asked")
    taken_over = {name: _carried(value) if name.startswith("foisa") else value for name, value in ADVICE.items()}
    case = draft(other(taken_over, ("lawyer",), public_interest=LEGAL))
    assert asked == []
    assert [one.grade for one in of_kind(rulebook, case, "never-asked")] == ["fair"]


def _carried(value: Any) -> dict[str, Any]:
    return {**(value if isinstance(value, dict) else {"is": value}), "how": "carried"}


# Time, and what is out


LEGAL = {
    "foisa.s36-1": {
        "for_disclosure": [{"id": "stale", "weight": "some", "why": "the order was carried out in June"}],
        "for_maintaining": [{"id": "relied-on", "weight": "great", "why": "the appeal of 4 May is still open"}],
        "conclusion": "maintaining-outweighs",
        "reasons": "The appeal of 4 May turns on the two paragraphs.",
    }
}
ENDED = {"is": "yes", "ended": "the route was let on 3 June"}
STILL = "Rivals bid on the same run again in the spring of 2027."


@pytest.mark.parametrize(("today", "grade"), [(STILL, "fair"), (THIN, "serious")])
def test_what_is_over_is_pressed_and_harder_if_nothing_shows_what_is_left(
    rulebook: Rulebook, today: str, grade: str
) -> None:
    case = answered(over=ENDED, today={"is": "yes", "reasons": today})
    (point,) = of_kind(rulebook, case, "time-passed")
    assert point.grade == grade
    assert "over or has changed (the route was let on 3 June)" in point.text


def test_what_nobody_knows_to_be_live_is_pressed(rulebook: Rulebook) -> None:
    case = answered(over="unsure", today={"is": "yes", "reasons": STILL})
    assert "you do not know whether it is over" in of_kind(rulebook, case, "time-passed")[0].text


def test_what_is_over_is_pressed_in_a_balance_that_was_told_nothing_of_it(rulebook: Rulebook) -> None:
    case = draft(other({**ADVICE, OVER: ENDED}, ("lawyer",), public_interest=LEGAL))
    live = draft(other({**ADVICE, OVER: SOUND[OVER]}, ("lawyer",), public_interest=LEGAL))
    assert "in the balance" in of_kind(rulebook, case, "time-passed")[0].answer
    assert of_kind(rulebook, live, "time-passed") == []


def test_a_person_is_not_over(rulebook: Rulebook) -> None:
    assert of_kind(rulebook, draft(other({**NAME, OVER: ENDED})), "time-passed") == []


@pytest.mark.parametrize(
    ("created", "kind", "grade"),
    [
        ("2023", "", ""),
        ("2022", "old", "minor"),
        ("2018", "old", "fair"),
        ("2013", "old", "fair"),
        ("2012", "soon-over", "fair"),
        ("2011", "soon-over", "fair"),
    ],
)
def test_an_old_record_is_pressed_and_one_that_is_about_to_be_open_by_its_day(
    rulebook: Rulebook, created: str, kind: str, grade: str
) -> None:
    found = points(rulebook, draft(piece(created=created)))
    assert [(one.kind, one.grade) for one in found] == ([(kind, grade)] if kind else [])
    if kind == "soon-over":
        assert f"1 January {int(created) + 16}" in found[0].text
        assert found[0].cite == "FOISA s.57(1A), s.58(1)"


def test_old_advice_is_worth_a_look_though_its_test_asks_nothing_of_time(rulebook: Rulebook) -> None:
    old = draft(other(ADVICE, ("lawyer",), public_interest=LEGAL, created="2016"))
    new = draft(other(ADVICE, ("lawyer",), public_interest=LEGAL, created="2020"))
    assert [one.grade for one in of_kind(rulebook, old, "old")] == ["minor"]
    assert of_kind(rulebook, new, "old") == []


def test_an_old_name_is_as_private_as_a_new_one(rulebook: Rulebook) -> None:
    assert points(rulebook, draft(other(NAME, created="1996"))) == ()


OUT = {"is": "yes", "where": "the award notice of 4 May has the yearly sum"}


@pytest.mark.parametrize(
    ("adds", "grade"), [("The notice of 4 May has no hourly rate in it.", "fair"), (THIN, "serious")]
)
def test_what_is_out_in_part_is_pressed(rulebook: Rulebook, adds: str, grade: str) -> None:
    case = answered(public=OUT, adds={"is": "yes", "reasons": adds})
    (point,) = of_kind(rulebook, case, "already-public")
    assert (point.grade, point.ground) == (grade, "foisa.s33-1-b")
    assert "the award notice of 4 May" in point.text


def test_what_nobody_has_looked_for_may_be_out(rulebook: Rulebook) -> None:
    case = answered(public="unsure", adds={"is": "yes", "reasons": "No notice has an hourly rate."})
    assert "you do not know whether any of it is out already" in of_kind(rulebook, case, "already-public")[0].text


# What was not done


@pytest.mark.parametrize("asked", ["no", "unsure"])
def test_those_whose_trade_it_is_should_have_been_asked(rulebook: Rulebook, asked: str) -> None:
    (point,) = points(rulebook, answered(asked=asked))
    assert (point.kind, point.grade, point.cite) == ("not-asked", "fair", "Section 60 Code")
    assert "put on file what they see" in point.answer


def test_the_right_to_the_rest_is_serious(rulebook: Rulebook) -> None:
    uncut = {name: value for name, value in NAME.items() if name != "foisa.s38.cut-out"}
    (point,) = points(rulebook, draft(other(uncut)))
    assert (point.kind, point.grade, point.cite) == ("not-done", "serious", "FOISA s.1(1)")


def test_a_clean_copy_is_no_concern_of_the_applicant(rulebook: Rulebook) -> None:
    assert len(decide(rulebook, draft(other(NAME))).warnings) > 1
    assert of_kind(rulebook, draft(other(NAME)), "not-done") == []


def test_data_that_may_not_go_out_might_go_out_in_another_form(rulebook: Rulebook) -> None:
    silent = {name: value for name, value in HEALTH.items() if name != "foisa.s38.anonymous-would-do"}
    found = of_kind(rulebook, draft(other(silent)), "less-would-do")
    assert [(one.grade, one.cite) for one in found] == [("minor", "FOISA s.1(1)")]
    assert of_kind(rulebook, draft(other(silent, replaced_by="a pupil")), "less-would-do") == []
    assert of_kind(rulebook, draft(other(HEALTH)), "less-would-do") == []


# Documents kept back whole


@pytest.mark.parametrize(
    ("title", "grade"),
    [
        ("the whole contract", "serious"),
        ("All correspondence with Alba Buses", "serious"),
        ("The rest of the documents, which had been withheld whole", "serious"),
        ("the 2019 report", "fair"),
        ("Minutes of the panel, 2025", "fair"),
        ("The agreement", "fair"),
        ("minutes of 3 June, para 7", ""),
        ("hourly rates in the whole contract", ""),
        ("names in the report", ""),
        ("report numbers", ""),
        ("totals for the whole council", ""),
    ],
)
def test_a_document_kept_back_whole_is_told_by_its_title(rulebook: Rulebook, title: str, grade: str) -> None:
    found = of_kind(rulebook, draft(piece("rates", title)), "whole-document")
    assert [(one.grade, one.cite) for one in found] == ([(grade, "FOISA s.1(1)")] if grade else [])


def test_where_the_rest_goes_out_a_report_may_be_what_is_left(rulebook: Rulebook) -> None:
    out = other(PLAIN)
    assert of_kind(rulebook, draft(piece("rates", "the 2019 report"), out), "whole-document") == []
    apart = draft(
        piece("rates", "the 2019 report", part="one"),
        {**out, "part": "two"},
        parts=[{"id": "one"}, {"id": "two"}],
    )
    assert len(of_kind(rulebook, apart, "whole-document")) == 1


def test_it_is_enough_that_the_letter_says_why_nothing_can_be_taken_out(rulebook: Rulebook) -> None:
    case = draft(piece("rates", "the whole contract"), letter={"whole": "Each of its two pages is a table of rates."})
    assert of_kind(rulebook, case, "whole-document") == []


# The public interest


@pytest.mark.parametrize(
    ("weighing", "kind", "grade"),
    [
        ({"reasons": "on balance we withhold it"}, "balance-thin", "serious"),
        ({"for_maintaining": [{**RIVALS, "why": "it may attract press attention in June"}]}, "not-counting", "serious"),
        (
            {"for_maintaining": [RIVALS, {"text": "calm", "why": "it may attract press attention in June"}]},
            "not-counting",
            "fair",
        ),
        ({"reasons": "The applicant wants the rates of 2025 for a claim of May."}, "not-counting", "fair"),
        ({"for_disclosure": [{**MONEY, "why": "the applicant wants the rates of 2025"}]}, "", ""),
        ({"for_maintaining": [{**RIVALS, "weight": "little"}]}, "one-sided", "fair"),
        ({"for_maintaining": [RIVALS, {**RIVALS, "id": "frank-bids", "why": "a rival left in 2022"}]}, "", ""),
        (
            {
                "for_maintaining": [
                    RIVALS,
                    {"id": "frank-bids", "weight": "some", "why": "a rival left the round of 2022"},
                    {"id": "bargaining", "weight": "some", "why": "the talks of October are with one bidder"},
                ]
            },
            "one-sided",
            "fair",
        ),
        (
            {
                "for_disclosure": [
                    {**MONEY, "weight": "little"},
                    {"id": "fair-dealing", "weight": "little", "why": "the losing bid of 2022 was lower"},
                ]
            },
            "one-sided",
            "fair",
        ),
        ({"for_disclosure": [{**MONEY, "why": "transparency"}]}, "factor-thin", "minor"),
        (
            {
                "for_disclosure": [{**MONEY, "why": "transparency"}],
                "for_maintaining": [{**RIVALS, "why": "confidential"}],
            },
            "factor-thin",
            "fair",
        ),
        ({"for_disclosure": [{"id": "taking-part", "weight": "some", "why": "a vote on 4 June"}]}, "factor-passed-over",
         "minor"),
        ({"for_disclosure": [{"text": "who was paid", "weight": "some", "why": "the money is of the fund of 2024"}]},
         "", ""),
    ],
)  # fmt: skip
def test_a_balance_that_cannot_be_followed_is_pressed(
    rulebook: Rulebook, weighing: Change, kind: str, grade: str
) -> None:
    found = points(rulebook, weighed(**weighing))
    assert [(one.kind, one.grade) for one in found] == ([(kind, grade)] if kind else [])


# Grounds and pieces together


def piled(answers: Change, grounds: tuple[str, ...]) -> dict[str, Any]:
    weighing = {
        **WEIGHED,
        "for_disclosure": [{"text": "spending, failings, decided", "why": "1.9 million a year is spent on it"}],
    }
    return piece(answers=answers, kinds=["trade", "frank", "job"], public_interest=dict.fromkeys(grounds, weighing))


INHIBITED: dict[str, Any] = {
    **SOUND,
    "screening.which-frank": ["views"],
    "foisa.s30.weighing-up": {"is": "yes", "matter": "which bid to take"},
    "foisa.s30.shows-views": "yes",
    "foisa.s30.views.points-to-words": {"is": "yes", "words": "page 2, the remarks"},
    "foisa.s30.views.step-by-step": {"is": "yes", "steps": "The panel of four would note scores and no remarks."},
    "foisa.s30.views.names-who": {"is": "yes", "who": "the panel that meets in March"},
    "foisa.s30.views.real-and-significant": {"is": "yes", "reasons": "After 2022 two of four wrote none at all."},
    "foisa.s30.views.how-likely": {"is": "real-chance", "reasons": "The head of roads said so on 3 June."},
    "foisa.s30.otherwise": "no",
}
OTHERWISE: dict[str, Any] = {
    **INHIBITED,
    "foisa.s30.otherwise": "yes",
    "foisa.s30.fits-elsewhere": "no",
    "foisa.s30.harm.points-to-words": {"is": "yes", "words": "page 3"},
    "foisa.s30.harm.step-by-step": {"is": "yes", "steps": "Drivers would plan round the checks on page 3."},
    "foisa.s30.harm.names-one-harm": {"is": "yes", "harm": "The spot checks of May would find nobody."},
    "foisa.s30.harm.real-and-significant": {"is": "yes", "reasons": "In 2024 they found 31 faults."},
    "foisa.s30.harm.how-likely": {"is": "real-chance", "reasons": "It came about in 2023 after a leak."},
}
TWO, THREE = ("foisa.s33-1-b", "foisa.s30-b-ii"), ("foisa.s33-1-b", "foisa.s30-b-ii", "foisa.s30-c")


def test_more_than_two_grounds_for_one_piece_are_piled_up(rulebook: Rulebook) -> None:
    assert of_kind(rulebook, draft(piled(INHIBITED, TWO)), "piled-up") == []
    (point,) = of_kind(rulebook, draft(piled(OTHERWISE, THREE)), "piled-up")
    assert (point.grade, "3 grounds at once" in point.text) == ("minor", True)


def test_a_weak_ground_beside_a_sound_one_is_pressed_harder(rulebook: Rulebook) -> None:
    weak = {**OTHERWISE, "foisa.s30.harm.names-one-harm": {"is": "yes", "harm": THIN}}
    assert [one.grade for one in of_kind(rulebook, draft(piled(weak, THREE)), "piled-up")] == ["fair"]


def second(**changed: Any) -> dict[str, Any]:
    """Return a second piece with words of its own throughout, but for what is given by the ids of its answers."""
    words = {
        LINK: {"is": "yes", "steps": "Buyers in June could see what the yard pays for steel."},
        HARM: {"is": "yes", "harm": "The yard would pay 8% more for steel."},
        WEIGHTY: {"is": "yes", "reasons": "Steel was 2.1 million of its costs in 2025."},
        LIKELY: {"is": "real-chance", "reasons": "It happened in the round of 2021."},
    }
    weighing = {**WEIGHED, "reasons": "The costs of 2025 are known; the rest would fix the talks of June."}
    answers = {**SOUND, **words, **changed.pop("answers", {})}
    return piece("steel", "steel, row 9", answers=answers, public_interest={"foisa.s33-1-b": weighing}, **changed)


def test_two_pieces_with_words_of_their_own_are_not_alike(rulebook: Rulebook) -> None:
    assert of_kind(rulebook, draft(piece(), second()), "same-words") == []


@pytest.mark.parametrize(("fact", "grade"), [(LINK, "fair"), (WEIGHTY, "minor")])
def test_the_same_words_for_two_pieces_are_told_and_count_more_for_the_harm(
    rulebook: Rulebook, fact: str, grade: str
) -> None:
    (point,) = of_kind(rulebook, draft(piece(), second(answers={fact: SOUND[fact]})), "same-words")
    assert (point.grade, point.item) == (grade, "rates")
    assert point.text.startswith("Piece 1 is kept back in the same words as piece 2:")


def test_the_same_words_for_three_pieces_are_a_blanket(rulebook: Rulebook) -> None:
    twice = [{**second(answers={LINK: SOUND[LINK]}), "id": name} for name in ("steel", "wood")]
    same = [one for one in of_kind(rulebook, draft(piece(), *twice), "same-words") if "piece 2 and piece 3" in one.text]
    assert [one.grade for one in same] == ["serious"]


def test_what_was_looked_up_once_may_be_said_of_every_piece(rulebook: Rulebook) -> None:
    case = draft(piece(), second(answers={PUBLIC: SOUND[PUBLIC], OVER: SOUND[OVER]}))
    assert of_kind(rulebook, case, "same-words") == []


def test_where_nothing_at_all_goes_out_that_is_told_of_the_request(rulebook: Rulebook) -> None:
    (point,) = points(rulebook, draft(piece(), second()))
    assert (point.kind, point.grade, point.item) == ("nothing-goes-out", "minor", "")
    assert points(rulebook, draft(piece(), second(), other(PLAIN))) == ()


def test_it_is_enough_that_the_letter_says_why_nothing_goes_out(rulebook: Rulebook) -> None:
    whole = {"whole": "Both are tables of rates and of nothing else."}
    assert points(rulebook, draft(piece(), second(), letter=whole)) == ()


def test_a_common_mistake_is_told_where_the_words_come_near_it_and_once_for_a_ground(rulebook: Rulebook) -> None:
    near = [piece("rates", "prices of the buses"), {**second(), "title": "prices of the steel"}]
    found = of_kind(rulebook, draft(*near, other(PLAIN)), "common-mistake")
    assert [(one.grade, one.item) for one in found] == [("minor", "rates")]
    assert "relying on prices that are out of date" in found[0].text


# Those who are not asking


PUBLISHED: dict[str, Any] = {
    **{name: value for name, value in NAME.items() if name not in ("foisa.s38.less-would-do", "foisa.s38.cut-out")},
    "foisa.s38.less-would-do": "no",
    "foisa.s38.whose-side-wins": {"is": "publishing", "reasons": "She signed the award of 3 March and answers for it."},
    "foisa.s38.fair": "yes",
    "foisa.s38.accurate": "yes",
    "foisa.s38.no-more-than-needed": "yes",
    "foisa.s38.fits-its-purpose": "yes",
    "foisa.s38.objected": "no",
    "foisa.s38.kept-from-them": "no",
    "foisa.s38.kept-by-enforcement": "no",
    "foisa.s38.only-for-enforcement": "no",
    "foisa.s38.child": "no",
}


def test_somebody_whose_data_goes_out_would_say_that_they_were_not_looked_at(rulebook: Rulebook) -> None:
    case = draft(other(PUBLISHED))
    assert decide(rulebook, case).items[0].outcome == "disclose"
    assert [(one.kind, one.grade) for one in points(rulebook, case)] == [("somebody-else", "minor")]
    thin = draft(other({**PUBLISHED, "foisa.s38.whose-side-wins": {"is": "publishing", "reasons": THIN}}))
    assert [(one.kind, one.grade) for one in points(rulebook, thin)] == [("somebody-else", "serious")]


def test_a_child_would_ask_who_looked_at_its_interest(rulebook: Rulebook) -> None:
    found = of_kind(rulebook, draft(other({**PUBLISHED, "foisa.s38.child": "yes"})), "somebody-else")
    assert "child's best interest" in " ".join(one.text for one in found if one.grade == "fair")


def test_where_nothing_personal_goes_out_the_decision_cannot_be_challenged(rulebook: Rulebook) -> None:
    case = draft(other(PLAIN))
    assert points(rulebook, case) == ()
    assert [line.text for line in challenge_lines(rulebook, case)] == [
        "Nothing in this decision can be challenged by the applicant: all that was asked for goes out."
    ]


# The request, and its day


def test_what_is_late_is_late_whatever_it_says(rulebook: Rulebook) -> None:
    due = Due(date(2026, 9, 18), "FOISA s.10(1)")
    (point,) = points(rulebook, draft(), due)
    assert (point.kind, point.grade, point.cite, point.item) == ("late", "fair", "FOISA s.10(1)", "")
    assert "by 18 September 2026" in point.text
    assert points(rulebook, draft(), Due(date(2026, 9, 20), "FOISA s.10(1)")) == ()


def test_a_request_that_ends_as_a_whole_is_challenged_as_a_whole(rulebook: Rulebook) -> None:
    found = next(one for one in REAL if one.id == "276/2016")
    names = {one.text.partition(":")[0] for one in points(rulebook, case_of(found, rulebook))}
    assert names == {"The request"}


def test_of_a_piece_that_is_open_it_is_only_said_that_it_is(rulebook: Rulebook) -> None:
    case = draft(piece(), {"id": "report", "title": "the whole report"})
    assert points(rulebook, case) == ()
    assert "Piece 2 is still open, so nothing is said of it yet." in [
        line.text for line in challenge_lines(rulebook, case)
    ]


def test_where_nothing_is_decided_there_is_nothing_to_challenge(rulebook: Rulebook) -> None:
    (line,) = challenge_lines(rulebook, Case())
    assert line.text == "Nothing is decided yet, so there is nothing to challenge."


def test_the_lines_are_graded_in_words_and_each_point_has_what_would_answer_it(rulebook: Rulebook) -> None:
    case = answered(steps={"is": "yes", "steps": FITS_ANY}, asked="no")
    lines = list(challenge_lines(rulebook, case))
    assert [line.text for line in lines if line.style == "heading"] == [HEADS["serious"], HEADS["fair"]]
    assert [line.indent for line in lines] == [0, 1, 2, 0, 1, 2]
    assert all(line.text.startswith("To answer it: ") for line in lines if line.indent == 2)
    assert all(line.text.endswith("]") for line in lines if line.indent == 1)


# Real decisions: what an authority lost on, as it would have drafted it


def as_claimed(rulebook: Rulebook, number: str, item: str, claimed: Change, weighing: Change = NOTHING) -> Case:
    """Return the case of a decision with one piece as the authority claimed it, and words for all that needs them."""
    found = next(one for one in REAL if one.id == number)
    (before,) = (one for one in found.case["items"] if one["id"] == item)
    after = {
        **before,
        "answers": {**before["answers"], **claimed},
        "public_interest": {**before.get("public_interest", {}), **weighing},
    }
    items = [after if one is before else one for one in found.case["items"]]
    return worded(case_of(_with(found, items), rulebook))


def _with(found: Found, items: list[Any]) -> Found:
    return Found(
        **{
            **{name: getattr(found, name) for name in Found.__dataclass_fields__},
            "case": {**found.case, "items": items},
        }
    )


def worded(
    case: Case, words: Callable[[int], str] = lambda n: f"p{n} ({n % 28 + 1} May) gave {n} pounds to depot d{n}"
) -> Case:
    """Return the case with other words wherever words only stand in for the officer's."""
    number = count(1)

    def put(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: put(one) for name, one in value.items()}
        if isinstance(value, list):
            return [put(one) for one in value]
        return words(next(number)) if value == STAND_IN else value

    return Case.model_validate(put(case.model_dump(mode="json", by_alias=True)))


KEPT, BEDS = "maintaining-outweighs", "eirs.r10-5.environment-harm"
IN_CONFIDENCE = {
    "common.harm.any-public": "no",
    "foisa.s36.obtained": "yes",
    "foisa.s36.trivial": "no",
    "foisa.s36.given-in-trust": "yes",
    "foisa.s36.further-than-agreed": "yes",
    "foisa.s36.worse-off": "yes",
    "foisa.s36.somebody-could-sue": "yes",
    "foisa.s36.stronger-reason": "no",
}


@pytest.mark.parametrize(
    ("draft_of", "kind"),
    [
        # The tender had been called off.
        (("162/2019", "tender", {"foisa.s33.harm.harm-today": "yes"}, {"foisa.s33-1-b": KEPT}), "time-passed"),
        # The report was nearly seven years old.
        (("042/2015", "comments", {"foisa.s30.views.harm-today": "yes"}, {"foisa.s30-b-ii": KEPT}), "time-passed"),
        # Whole documents, where only the places of the beds could be kept.
        (("073/2010", "rest", {f"{BEDS}.real-and-significant": "yes"}, {"eirs.x5g": KEPT}), "whole-document"),
        # A contract of thousands of pages, said to have been given in confidence as a whole.
        (("190/2007", "contract", IN_CONFIDENCE), "whole-document"),
        # Searches that could not be shown to have been enough.
        (("158/2010", "policy", {"foisa.s17.looked-everywhere": "yes"}), "not-done"),
    ],
)
def test_what_an_authority_lost_on_is_among_the_points_before(
    rulebook: Rulebook, draft_of: tuple[Any, ...], kind: str
) -> None:
    item = draft_of[1]
    case = as_claimed(rulebook, *draft_of)
    assert decide(rulebook, case).item(item).refuses
    found = [one for one in points(rulebook, case) if one.item == item and one.grade != "minor"]
    assert kind in [one.kind for one in found]


def test_an_exemption_laid_over_the_papers_like_a_blanket_is_told(rulebook: Rulebook) -> None:
    claimed = {"foisa.s30.advice.real-and-significant": "yes"}
    case = as_claimed(rulebook, "083/2024", "other-advice", claimed, {"foisa.s30-b-i": KEPT})
    first, rest = case.items[:2]
    blanket = case.model_copy(update={"items": (first, rest.model_copy(update={"answers": first.answers}))})
    assert not any(one.kind == "same-words" for one in points(rulebook, case))
    assert any(one.kind == "same-words" and one.item == first.id for one in points(rulebook, blanket))


# Laws


WORDINGS: tuple[Callable[[int], str], ...] = (
    lambda n: f"p{n} ({n % 28 + 1} May) gave {n} pounds to depot d{n}",
    lambda n: (THIN, FITS_ANY, "it would embarrass the council", "Not to my knowledge")[n % 4],
    lambda _: "the bids close on 4 June at the depot",
    lambda n: f"word{n} " * 120,
)


@cache
def _real(index: int, wording: int) -> Case:
    return worded(case_of(REAL[index], rules()), WORDINGS[wording])


cases = st.tuples(st.integers(0, len(REAL) - 1), st.integers(0, len(WORDINGS) - 1))


@settings(max_examples=80, deadline=None)
@given(which=cases)
def test_every_point_can_be_read_and_looked_up(which: tuple[int, int]) -> None:
    case = _real(*which)
    for one in points(rules(), case):
        assert 0 < len(one.text) <= 300
        assert 0 < len(one.answer) <= 300
        assert one.cite.strip()
        assert one.kind
        assert one.grade in HEADS
        assert one.text.startswith(("Piece ", "The request", "Part "))
        assert not re.search(r"[{}]|  |\b(?:foisa|eirs|screening|common)\.\w", f"{one.text} {one.answer}")


@settings(max_examples=60, deadline=None)
@given(which=cases, seed=st.integers(0, 1000))
def test_the_order_of_the_answers_changes_no_point(which: tuple[int, int], seed: int) -> None:
    case = _real(*which)
    shuffled = case.model_copy(
        update={
            "answers": _shuffled(case.answers, seed),
            "items": tuple(
                item.model_copy(
                    update={
                        "answers": _shuffled(item.answers, seed),
                        "public_interest": _shuffled(item.public_interest, seed),
                    }
                )
                for item in case.items
            ),
        }
    )
    assert points(rules(), shuffled) == points(rules(), case)


def test_nor_does_it_where_two_answers_have_a_text_of_one_name() -> None:
    thin = {**SOUND, HARM: {"is": "yes", "harm": THIN}}
    twice = {**thin, "foisa.s17.only-for-another": {"is": "no", "whose": "the pension fund"}}
    first = points(rules(), draft(piece(answers=twice)))
    assert first == points(rules(), draft(piece(answers=dict(reversed(twice.items())))))
    assert first[0].answer.startswith("What would Alba Buses lose by that?")


def _shuffled(given: Mapping[str, Any], seed: int) -> dict[str, Any]:
    names = list(given)
    Random(seed).shuffle(names)
    return {name: given[name] for name in names}


@settings(max_examples=60, deadline=None)
@given(which=cases)
def test_the_strongest_come_first_and_no_piece_has_more_than_can_be_read(which: tuple[int, int]) -> None:
    found = points(rules(), _real(*which))
    ranks = [list(HEADS).index(one.grade) for one in found]
    assert ranks == sorted(ranks)
    assert all([one.item for one in found].count(name) <= MOST for name in {one.item for one in found})
    assert len(set(found)) == len(found)


@settings(max_examples=60, deadline=None)
@given(which=cases)
def test_only_what_is_settled_is_challenged(which: tuple[int, int]) -> None:
    case = _real(*which)
    decision = decide(rules(), case)
    open_ = {one.id for one in decision.items if not one.settled}
    assert not open_ & {one.item for one in points(rules(), case)}


# The command


def test_the_command_prints_plain_lines_of_eighty_columns(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(DEMO / "review.yaml"), "text", "", plain=True) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("Minor: worth a look before the letter\n")
    assert "Piece 3: could it be had in summary" in printed
    assert "\x1b" not in printed
    assert max(map(len, printed.splitlines())) <= 80


def test_the_command_prints_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(DEMO / "review.yaml"), "json", "", plain=True) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["format"], data["reference"], data["open"]) == (1, "101002900167", [])
    assert set(data["points"][0]) == {"grade", "item", "ground", "cite", "text", "answer", "kind"}


def test_the_command_says_what_is_open_and_what_is_late(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("received: 2026-09-07\nas_at: 2026-10-06\nrequest: the report\nitems: [{id: a, title: report}]\n")
    assert run(str(path), "text", "", plain=True) == 0
    printed = capsys.readouterr().out
    assert "the answer was due by 5 October 2026" in printed
    assert "Piece 1 is still open" in printed


def test_a_review_is_late_by_its_own_day(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    told = "stage: review\nreceived: 2026-09-07\nas_at: {day}\nrequest: the report\nreview: {{received: 2026-10-12}}\n"
    for day, late in (("2026-11-09", False), ("2026-11-10", True)):
        path.write_text(told.format(day=day))
        assert run(str(path), "json", "", plain=True) == 0
        data = json.loads(capsys.readouterr().out)
        assert [one["cite"] for one in data["points"]] == (["FOISA s.21(1)"] if late else [])
