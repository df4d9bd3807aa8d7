"""What would change an item, what is still needed, and why: on the founding case and the shipped rules."""

from dataclasses import replace
from datetime import date

import pytest
from conftest import DEMO

from foi_rules import Case, explain, missing, next_question, pivotal, read_case, what_if
from foi_rules.engine.carrying import CARRIED, carried
from foi_rules.engine.decide import decide
from foi_rules.model.rule import Period
from foi_rules.model.rulebook import NotInForce, Rulebook


@pytest.fixture(scope="module")
def review() -> Case:
    return read_case(DEMO / "review.yaml")


def with_answers(case: Case, name: str, **answers: object) -> Case:
    """Return the case with one item alone, some of its answers changed (None takes one away)."""
    item = next(item for item in case.items if item.id == name)
    kept = {key: answer.to_file() for key, answer in item.answers.items()}
    kept |= {key.replace("__", "."): value for key, value in answers.items()}
    data = item.model_dump(exclude={"answers"}) | {"answers": {k: v for k, v in kept.items() if v is not None}}
    return Case.model_validate(case.model_dump(by_alias=True) | {"items": [data]})


def test_a_finished_case_misses_nothing_and_asks_nothing(rulebook: Rulebook, review: Case) -> None:
    assert missing(rulebook, review) == ()
    assert next_question(rulebook, review) is None


def test_what_if_names_the_answer_on_which_a_name_turns(rulebook: Rulebook, review: Case) -> None:
    changes = {(one.name, one.now): one.outcome for one in what_if(rulebook, review, "names")}
    assert changes["foisa.s38.less-would-do", "no"] == "undecided"
    assert changes["screening.people", "no"] == "disclose"
    assert ("foisa.s38.wider-interest", "yes") not in changes


def test_what_if_knows_the_item(rulebook: Rulebook, review: Case) -> None:
    with pytest.raises(KeyError):
        what_if(rulebook, review, "nothing")


def test_every_change_that_what_if_tells_is_what_deciding_gives(rulebook: Rulebook, review: Case) -> None:
    given = review.items[0].answers
    for change in what_if(rulebook, review, "findings"):
        if isinstance(change.now, str) and change.name.startswith("screening.") and change.name in given:
            changed = with_answers(review, "findings", **{change.name.replace(".", "__"): change.now})
            assert decide(rulebook, changed).items[0].outcome == change.outcome


def test_an_unanswered_question_that_cannot_matter_is_not_pivotal(rulebook: Rulebook, review: Case) -> None:
    # One necessary thing is lacking already, so what else could be public is beside the point.
    case = with_answers(review, "names", **{"foisa__s38__enough-is-public": None})
    assert "foisa.s38.enough-is-public" not in {one.name for one in pivotal(rulebook, case)}


def test_taking_an_answer_away_brings_its_question_back(rulebook: Rulebook, review: Case) -> None:
    case = with_answers(review, "names", **{"foisa__s38__less-would-do": None})
    assert {one.name for one in missing(rulebook, case)} >= {"foisa.s38.less-would-do"}
    asked = next_question(rulebook, carried(rulebook, case))
    assert asked is not None
    assert asked.name == "foisa.s38.less-would-do"


def test_an_explanation_ends_in_the_officers_answers(rulebook: Rulebook, review: Case) -> None:
    lines = [line.strip() for one in explain(rulebook, review, "narrative") for line in one.lines()]
    assert "it is withheld under FOISA s.38(1)(b) with s.38(2A)" in lines
    assert "nothing shows that the person has died  [DPA 2018 s.3(2)]" in lines


def test_what_follows_is_carried_marked_and_taken_back(rulebook: Rulebook, review: Case) -> None:
    bare = with_answers(review, "names", **{"foisa__s38__applicant-in-it": None})
    once = carried(rulebook, bare)
    answer = once.items[0].answers["foisa.s38.applicant-in-it"]
    assert (answer.is_, answer.how) == ("no", CARRIED)
    assert carried(rulebook, once) == once
    applicant = {**{k: v.to_file() for k, v in once.answers.items()}, "screening.applicant": "all"}
    changed = Case.model_validate(once.model_dump(by_alias=True) | {"answers": applicant})
    assert "foisa.s38.applicant-in-it" not in carried(rulebook, changed).items[0].answers


def test_carrying_never_overrides_an_answer(rulebook: Rulebook, review: Case) -> None:
    case = with_answers(review, "names", **{"foisa__s38__applicant-in-it": "yes"})
    assert carried(rulebook, case).items[0].answers["foisa.s38.applicant-in-it"].is_ == "yes"


def test_a_section_that_has_ended_is_left_out_of_later_law(rulebook: Rulebook, review: Case) -> None:
    ended = Period(date(2005, 1, 1), date(2020, 12, 31))
    sections = tuple(replace(s, in_force=ended) if s.id == "foisa.s30" else s for s in rulebook.sections)
    later = Rulebook(sections, rulebook.order, rulebook.public_interest)
    assert "foisa.s30-c" in later.on(date(2020, 6, 1)).grounds
    assert "foisa.s30-c" not in later.on(date(2021, 9, 1)).grounds
    findings = review.model_copy(update={"items": (with_answers(review, "place").items[0],)})
    assert decide(later, findings).items[0].outcome == "withhold"


def test_a_section_that_only_begins_later_is_told(rulebook: Rulebook) -> None:
    with pytest.raises(NotInForce, match=r"no version of (EIRs reg 11|FOISA s\.38) in the rulebook"):
        rulebook.on(date(2010, 1, 1))


def test_only_what_protects_somebody_else_may_be_held_back(rulebook: Rulebook, review: Case) -> None:
    full = {
        "foisa__s30__harm__step-by-step": {"is": "yes", "steps": "the next panel gets no papers"},
        "foisa__s30__harm__names-one-harm": {"is": "yes", "harm": "the next review stops"},
        "foisa__s30__harm__real-and-significant": {"is": "yes", "reasons": "two reviews stopped in 2018"},
        "foisa__s30__harm__how-likely": {"is": "real-chance", "reasons": "the same panel sits again in May"},
        "common__harm__any-public": {"is": "no", "looked": "the press"},
        "common__harm__moved-on": {"is": "no", "reasons": "the panel still sits"},
    }
    case = with_answers(review, "findings", **full)
    waits = {"by": "A. Officer", "on": "2021-11-09", "why": "nobody can say"}
    unsure = {"foisa.s30-c": "unsure"}
    item = case.items[0].model_dump(by_alias=True) | {"held_back": waits, "public_interest": unsure}
    names = review.items[3].model_dump(by_alias=True)
    held = Case.model_validate(review.model_dump(by_alias=True) | {"items": [item, names]})
    decision = decide(rulebook, held)
    assert (decision.items[0].outcome, decision.outcome) == ("escalate", "escalate")
    assert "cannot be held back: what is in doubt protects nobody else" in decision.warnings[0].message
