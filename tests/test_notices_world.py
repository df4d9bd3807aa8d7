"""What the tests of letters share: a small law with the ids of the real one, cases for each letter, and their dates."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from foi_rules.engine.decide import decide, law_for
from foi_rules.model.case import Case
from foi_rules.model.decision import Decision
from foi_rules.model.rule import (
    AllOf,
    Balance,
    Choice,
    Fact,
    FactIs,
    Factor,
    Ground,
    Order,
    Period,
    PublicInterest,
    Section,
    Step,
)
from foi_rules.model.rulebook import Rulebook
from foi_rules.notices.build import build_notice
from foi_rules.notices.checklist import Checklist, checklist_from
from foi_rules.notices.notice import LetterDates, Notice
from foi_rules.rulebook.yaml_text import read_plain

RULES = Path(__file__).parent.parent / "rules"
SAYS = {"yes": "it is so", "no": "it is not so", "unknown": "it is not settled", "given": "it is {answer}"}


def _fact(name: str, *needs: str) -> Fact:
    return Fact(name, "FOISA", f"{name}?", "yes-no", SAYS, needs={"yes": needs} if needs else {})


def _ground(name: str, cite: str, label: str, gist: str, facts: list[str], **more: Any) -> Ground:
    tests = AllOf(tuple(FactIs(fact) for fact in facts))
    return Ground(name, cite, more.pop("kind", "absolute"), "item", gist, tests, label=label, **more)


BALANCE = Balance(
    (Factor("failings", "failings in a public service come to light"),),
    (Factor("co-operation", "others go on co-operating"),),
)
PERSON = ["foisa.s38.their-data", "foisa.s38.could-be-worked-out", "foisa.s38.less-would-do"]
SEARCH = ["foisa.s17.looked-everywhere", "foisa.s17.likely-not-here"]
GROUNDS = (
    _ground(
        "foisa.s17-1", "FOISA s.17(1)", "Information that we do not hold", "the authority does not hold it", SEARCH,
        kind="other", outcome="not-held",
    ),
    _ground(
        "foisa.s38-1-a", "FOISA s.38(1)(a)", "Your own personal details", "it is the applicant's own personal data",
        ["foisa.s38.own"],
    ),
    _ground(
        "foisa.s38-1-b-first", "FOISA s.38(1)(b) with s.38(2A)", "Other people's personal details",
        "publishing somebody else's personal data would break a data protection principle", PERSON, hold_back=True,
    ),
    _ground(
        "foisa.s38-1-d", "FOISA s.38(1)(d)", "The health record of someone who has died",
        "it is the health record of somebody who has died", ["foisa.s38.record"],
    ),
    _ground(
        "foisa.s36-2", "FOISA s.36(2)", "Information given to us in confidence",
        "somebody else gave it in confidence and could go to court if it were released", ["foisa.s36.in-trust"],
    ),
    _ground(
        "foisa.s30-c", "FOISA s.30(c)", "Harm to how a public body does its work",
        "release would, or would be likely to, do other substantial harm to how a public body does its work",
        ["foisa.s30.harm.steps", "foisa.s30.harm.names", "foisa.s30.harm.weight"],
        kind="qualified", balance=BALANCE,
    ),
)  # fmt: skip
FACTS = (
    _fact("foisa.s17.looked-everywhere", "places"),
    _fact("foisa.s17.likely-not-here", "reasons"),
    _fact("foisa.s17.search-noted"),
    _fact("foisa.s17.told-who-has-it"),
    Fact(
        "foisa.s17.why-not-here", "FOISA s.17(1)", "Why?", "one-of", SAYS,
        choices={"never-made": Choice("it was never made")},
    ),
    _fact("foisa.s38.own"),
    _fact("foisa.s38.their-data"),
    _fact("foisa.s38.could-be-worked-out"),
    _fact("foisa.s38.shown-dead"),
    _fact("foisa.s38.less-would-do"),
    _fact("foisa.s38.record", "reasons"),
    _fact("foisa.s36.in-trust", "reasons"),
    _fact("foisa.s30.harm.steps", "steps"),
    _fact("foisa.s30.harm.names", "harm"),
    _fact("foisa.s30.harm.weight", "reasons"),
)  # fmt: skip


@cache
def rulebook() -> Rulebook:
    """Return the small law: six grounds with few questions each, under the ids that letters know."""
    section = Section(
        "foisa", "FOISA", "A small law", "small.yaml", Period(date(2005, 1, 1)),
        {fact.id: fact for fact in FACTS}, {}, {ground.id: ground for ground in GROUNDS},
    )  # fmt: skip
    held, exempt = GROUNDS[:1], GROUNDS[1:]
    steps = (
        Step("held", "item", tuple(one.id for one in held)),
        Step("exemptions", "item", tuple(one.id for one in exempt)),
    )
    general = Balance((Factor("reasons", "people can see why it was decided so"),), ())
    return Rulebook((section,), Order(date(2026, 11, 22), steps), PublicInterest(general))


@cache
def checklist() -> Checklist:
    """Return the shipped checklist."""
    return checklist_from(checklist_data())


def checklist_data() -> dict[str, Any]:
    """Return the content of rules/notices.yaml, read afresh."""
    data = read_plain(RULES / "notices.yaml")
    assert isinstance(data, dict)
    return data


# Answers with which an item goes out, or rests on one ground.

NO = (
    "foisa.s17.looked-everywhere foisa.s38.own foisa.s38.their-data foisa.s38.record foisa.s36.in-trust"
    " foisa.s30.harm.steps"
)
CLOSED: dict[str, Any] = dict.fromkeys(NO.split(), "no")
SEARCHED = CLOSED | {
    "foisa.s17.looked-everywhere": {"is": "yes", "places": "the case review drive and the papers of the committee"},
    "foisa.s17.likely-not-here": {"is": "yes", "reasons": "the report follows a method that ends in findings"},
    "foisa.s17.search-noted": {"is": "yes", "terms": "'summary' and 'recommendations'", "people": "both lead officers"},
    "foisa.s17.why-not-here": {"is": "never-made", "reasons": "no summary was ever written"},
    "foisa.s17.told-who-has-it": {"is": "yes", "advice": "the findings stand in its place, and we are sending them"},
}
PRIVATE = {"source": "the Northern Courier of 3 March", "reasons": "only one school in town has such a unit"}
THEIRS = CLOSED | {
    "foisa.s38.their-data": "yes",
    "foisa.s38.could-be-worked-out": {"is": "yes", **PRIVATE},
    "foisa.s38.less-would-do": {"is": "yes", "reasons": "the finding reads as well without these words"},
}
STAFF = CLOSED | {
    "foisa.s38.their-data": "yes",
    "foisa.s38.could-be-worked-out": "yes",
    "foisa.s38.less-would-do": {"is": "yes", "reasons": "the role shows who did what"},
}
HARM = CLOSED | {
    "foisa.s30.harm.steps": {"is": "yes", "steps": "staff of other bodies would not speak to the next review"},
    "foisa.s30.harm.names": {"is": "yes", "harm": "the review now under way would lose its main source"},
    "foisa.s30.harm.weight": {"is": "yes", "reasons": "two bodies withdrew after the release of 2018"},
}
WEIGHED = {
    "foisa.s30-c": {
        "for_disclosure": [
            {"id": "failings", "weight": "great", "why": "the report found gaps in how referrals were passed on"},
            {"id": "reasons", "why": "the committee's decision of May rests on it"},
        ],
        "for_maintaining": [
            {"id": "co-operation", "weight": "great", "why": "the next review depends on eight other bodies"},
            {"text": "the review ends in six months", "weight": "some", "why": "its report will be published"},
        ],
        "conclusion": "maintaining-outweighs",
        "reasons": "the findings are out, and what is left would cost the review its sources",
    }
}
CONFIDED = CLOSED | {
    "foisa.s36.in-trust": {"is": "yes", "reasons": "the charity gave it for the review alone, by its letter of 4 May"}
}
RECORD = CLOSED | {"foisa.s38.record": {"is": "yes", "reasons": "the hospital made it in the course of treatment"}}
OWN = CLOSED | {"foisa.s38.own": "yes"}

AUTHORITY = {
    "name": "Strathmore Council",
    "kind": "local-authority",
    "address": "Council House\n1 High Street\nStrathmore ST1 1AA",
    "contact": "Information Team, foi@strathmore.example, 01234 567890",
    "review_contact": "Information Team, Council House, 1 High Street, Strathmore ST1 1AA, or foi@strathmore.example",
    "complaints": "https://strathmore.example/foi/complaints",
}
APPLICANT = {"name": "Ms A Brown", "address": "2 Mill Lane\nStrathmore ST2 2BB"}


def item(name: str, title: str, answers: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """Return an item as a case file has it."""
    return {"id": name, "title": title, "answers": dict(answers), **more}


FINDINGS = item("findings", "The six findings, with the questions for the committee", CLOSED)
WORDS = item("words", "A few words in finding 6", THEIRS, replaced_by="[...]")
NAMES = item("names", "The names of practitioners", STAFF, replaced_by="the role of each")
SUMMARY = item("summary", "An executive summary and recommendations", SEARCHED)
NOTES = item("notes", "Notes of what other bodies told the review", HARM, public_interest=WEIGHED)


def case_data(*items: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """Return a case as its file has it, with all that a letter can use."""
    letter = {
        "on": "2026-10-02",
        "signed": "J Smith\nInformation Manager",
        "summary": "the executive summary and recommendations of the 2019 case review",
    }
    data: dict[str, Any] = {
        "reference": "2026-114",
        "authority": AUTHORITY,
        "applicant": APPLICANT,
        "received": "2026-09-07",
        "request": "Please send me the executive summary and recommendations of the 2019 case review.",
        "proposed": "withhold it, as a confidential document",
        "letter": letter | more.pop("letter", {}),
        "items": [dict(one) for one in items],
    }
    return data | more


def full_release() -> dict[str, Any]:
    """Return a case in which everything goes out."""
    return case_data(FINDINGS, item("brief", "The brief for the review", CLOSED))


def partial_release() -> dict[str, Any]:
    """Return a case in which part goes out, three grounds keep parts back, and one piece is not held."""
    return case_data(
        FINDINGS,
        item("pupil", "The passage on two pupils", THEIRS, passage="p"),
        item("brother", "The passage on two pupils", THEIRS, passage="p"),
        WORDS,
        NAMES,
        NOTES,
        SUMMARY,
        letter={"advice": "The next review will publish its report in spring 2027.", "form": "attached to this letter"},
    )


def refusal() -> dict[str, Any]:
    """Return a case in which all that is held is kept back, and the letter is late."""
    return case_data(
        item("statement", "The statement of a charity", CONFIDED, advice="the charity has published a summary"),
        item("record", "A hospital record", RECORD),
        letter={"on": "2026-10-20", "whole": "Each page is part of the statement or of the record, and nothing else."},
    )


def not_held() -> dict[str, Any]:
    """Return a case in which nothing is held."""
    return case_data(SUMMARY)


def review_outcome() -> dict[str, Any]:
    """Return the outcome of a review that replaces a refusal without a ground."""
    return case_data(
        FINDINGS,
        WORDS,
        NAMES,
        SUMMARY,
        stage="review",
        letter={"on": "2026-11-10"},
        review={
            "received": "2026-10-19",
            "points": ["the exemptions are narrow, and none was named", "names can be removed"],
            "answers_to_points": ["you are right, and each one is named below", "we have done that"],
            "reviewer": "a panel of five officers, none of whom took part in the first decision",
            "did": "substituted",
            "first_answer": {
                "on": "2026-10-02",
                "said": "it remains a confidential document",
                "faults": ["it named no exemption", "it gave no reasons", "it did not look at parts of the report"],
            },
        },
    )


CASES = {
    "full-release": full_release,
    "partial-release": partial_release,
    "refusal": refusal,
    "not-held": not_held,
    "review-outcome": review_outcome,
}


def dates_of(case: Case) -> LetterDates:
    """Return the dates of a test letter; in use the clock works them out."""
    issued = date.fromisoformat(case.letter.on) if case.letter.on else None
    review = case.stage == "review"
    due = date(2026, 11, 16) if review else date(2026, 10, 5)
    return LetterDates(
        received=date(2026, 9, 7),
        reply_due=date(2026, 10, 5),
        issued=issued,
        review_request_due=date(2026, 12, 1),
        review_due=date(2026, 11, 16) if review else None,
        commissioner_due=date(2027, 5, 10) if review else None,
        late=bool(issued and issued > due),
    )


def decided(data: Mapping[str, Any]) -> tuple[Case, Decision]:
    """Return the case of a file's data, and the decision on it under the small law."""
    case = Case.model_validate(data)
    return case, decide(rulebook(), case, engines=("kleene", "durable"))


def notice_of(data: Mapping[str, Any], dates: LetterDates | None = None) -> Notice:
    """Return the letter on a case of a file's data."""
    case, decision = decided(data)
    return build_notice(case, decision, law_for(rulebook(), case), checklist(), dates or dates_of(case))


def test_the_cases_of_the_letters_decide_as_they_are_called() -> None:
    outcomes = {name: decided(data())[1].outcome for name, data in CASES.items()}
    assert outcomes == {
        "full-release": "disclosed",
        "partial-release": "partial",
        "refusal": "refused",
        "not-held": "not-held",
        "review-outcome": "partial",
    }
