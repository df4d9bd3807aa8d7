"""docs/deciding.md, step 6: what is missing, and whether that is undecided or escalates."""

from typing import Any

import pytest
from toy_act import LAW, bare_item, case, horn, item, lamp, log, nest, run, whole

from foi_rules.engine.missing import can_be_asked, missing_in
from foi_rules.model.case import Item
from foi_rules.model.truth import UNKNOWN


def without(one: Item, *names: str) -> Item:
    """Return the item with these questions not asked."""
    kept = {k: v for k, v in one.answers.items() if k not in {whole(name) for name in names}}
    return one.model_copy(update={"answers": kept})


def test_a_settled_item_misses_nothing() -> None:
    assert (log(item()).missing, log(horn()).missing) == ((), ())


def test_what_is_missing_is_reached_through_unknown_conditions_alone() -> None:
    # The pitch is settled as no help to smugglers, so only the rhythm is missing, and only behind an unknown ground.
    one = without(item({"pitch": "nothing", "rhythm": "yes"}, ("horn",)), "rhythm")
    assert log(one).missing == ("toy.s3.rhythm", "toy.s3.sounded")
    assert log(without(nest({"flown": "yes"}), "nest")).missing == ()


def test_a_finding_that_is_settled_hides_what_is_unknown_below_it() -> None:
    one = item({"pitch": "exact"}, ("horn",))
    assert "toy.s3.rhythm" not in missing_in(run(one).answers, run(one).finding("toy.s3.recognisable"))


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (None, "undecided"),
        ("unsure", "escalate"),
        ({"is": "yes"}, "undecided"),
    ],
)
def test_undecided_while_the_officer_can_still_answer_else_it_escalates(answer: Any, outcome: str) -> None:
    one = without(nest(), "nest") if answer is None else nest({"nest": answer})
    assert (log(one).outcome, log(one).missing) == (outcome, ("toy.s4.nest",))


def test_a_reserved_question_escalates_at_once() -> None:
    one = item({"pitch": "nothing", "rhythm": "yes"}, ("horn",))
    decision = log(one, has_horn="no")
    assert (decision.outcome, decision.missing) == ("escalate", ("toy.s3.sounded",))


def test_one_question_that_can_still_be_asked_keeps_it_undecided() -> None:
    one = without(nest({"flown": "yes"}), "flown", "nest")
    assert log(one.model_copy(update={"kinds": ("horn",)})).outcome == "undecided"


@pytest.mark.parametrize(("conclusion", "outcome"), [(None, "undecided"), ("unsure", "escalate")])
def test_the_balance_is_named_after_its_ground(conclusion: str | None, outcome: str) -> None:
    decision = log(lamp(conclusion))
    assert (decision.outcome, decision.missing) == (outcome, ("public_interest.toy.s2-1",))


@pytest.mark.parametrize(("created", "outcome"), [(None, "undecided"), ("unsure", "escalate"), ("2010", "disclose")])
def test_of_a_computed_fact_what_is_missing_is_the_date(created: str | None, outcome: str) -> None:
    decision = log(lamp(created=created))
    assert (decision.outcome, decision.missing) == (outcome, () if outcome == "disclose" else ("created",))


def test_of_a_computed_fact_over_answers_they_are_missing_themselves() -> None:
    one = item({"found": "no", "searched": "no"})
    assert log(one).missing == ("toy.s5.sent-on",)
    assert log(item({"found": "no", "searched": "no", "sent-on": "unsure"})).outcome == "escalate"


def test_a_date_too_vague_to_compare_is_missing_as_well() -> None:
    one = item({"found": "no", "searched": "no", "sent-on": "2026"})
    assert log(one, made="2026-01-02").missing == ("toy.s5.sent-on",)


def test_what_can_be_asked() -> None:
    one = bare_item({"nest": "unsure", "flown": "no"}, created="unsure")
    answers = run(one).answers
    names = ("nest", "flown", "rhythm", "sounded")
    assert [can_be_asked(answers, whole(name)) for name in names] == [False, True, True, False]
    assert not can_be_asked(answers, "created")
    assert can_be_asked(run(bare_item()).answers, "created")


def test_the_unknown_leaves_alone_are_missing() -> None:
    for name in LAW.findings:
        proof = run(bare_item()).finding(name)
        assert bool(missing_in(run(bare_item()).answers, proof)) is (proof.value is UNKNOWN)


def test_the_missing_of_a_case_are_those_of_its_parts_and_items_each_once() -> None:
    from toy_act import TOY

    from foi_rules.engine.decide import decide

    twice = case(without(nest(), "nest"), without(nest(name="other"), "nest"), kinds=("large",))
    assert decide(TOY, twice).missing == ("toy.s1.hours", "toy.s4.nest")
