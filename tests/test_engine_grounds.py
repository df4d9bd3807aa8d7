"""docs/deciding.md, step 1: when a ground is engaged, and when it can be relied on."""

from typing import Any

import pytest
from toy_act import LAW, WEIGHED, WORDS, bare_item, horn, item, lamp, log, nest, row, run

from foi_rules.engine.balance import unsupported
from foi_rules.engine.decide import item_run
from foi_rules.model.case import Unclaimed, Weighing
from foi_rules.model.truth import NO, UNKNOWN, YES, Truth

NOT_CLAIMED = Unclaimed(by="the keeper", on="2026-01-06", why="nobody minds")


def stages(one: Any, ground: str, **more: Any) -> tuple[Truth, ...]:
    """Return the stages of the ground for the item: opened, lapsed, tree, engaged, relied on."""
    found = run(one, **more).ground(ground)
    return tuple(proof.value for proof in (found.opened, found.lapsed, found.tree, found.engaged, found.relied_on))


def test_an_opened_ground_that_has_not_lapsed_and_whose_tree_is_yes_is_engaged() -> None:
    assert stages(lamp(), "toy.s2-1") == (YES, NO, YES, YES, YES)


def test_a_ground_that_screening_does_not_open_is_not_engaged() -> None:
    closed = horn().model_copy(update={"kinds": ()})
    assert stages(closed, "toy.s3-1") == (NO, NO, UNKNOWN, NO, NO)


def test_a_ground_that_has_lapsed_is_not_engaged() -> None:
    assert stages(lamp(created="2001"), "toy.s2-1") == (YES, YES, YES, NO, NO)


def test_a_record_of_unknown_age_leaves_it_unknown() -> None:
    assert stages(lamp(created=None), "toy.s2-1") == (YES, UNKNOWN, YES, UNKNOWN, UNKNOWN)


def test_an_absolute_ground_needs_no_balance() -> None:
    assert log(horn()).grounds[0].public_interest == ""


def test_a_qualified_ground_cannot_be_relied_on_before_it_is_weighed() -> None:
    assert stages(lamp(None), "toy.s2-1") == (YES, NO, YES, YES, UNKNOWN)


@pytest.mark.parametrize("conclusion", ["even", "disclosure-outweighs"])
def test_an_even_balance_and_one_for_disclosure_count_at_once_and_disclose(conclusion: str) -> None:
    decision = log(lamp(conclusion))
    assert decision.outcome == "disclose"
    assert row(lamp(conclusion), "toy.s2-1").result == "outweighed"


@pytest.mark.parametrize("conclusion", [None, "unsure"])
def test_no_conclusion_is_unknown(conclusion: str | None) -> None:
    assert run(lamp(WEIGHED | {"conclusion": conclusion})).ground("toy.s2-1").balance.value is UNKNOWN


@pytest.mark.parametrize(
    ("change", "lacking"),
    [
        ({}, ()),
        (
            {"for_disclosure": []},
            ("a factor for disclosure with its reason", "a weight for 'wrecks are avoided'"),
        ),
        ({"for_maintaining": []}, ("a factor for maintaining with its reason",)),
        ({"for_maintaining": [{"id": "trade"}]}, ("a factor for maintaining with its reason",)),
        ({"for_maintaining": [{"why": "because"}]}, ("a factor for maintaining with its reason",)),
        ({"for_disclosure": [{"id": "cost", "why": WORDS}]}, ("a weight for 'wrecks are avoided'",)),
        ({"reasons": " "}, ("reasons for the conclusion",)),
    ],
)
def test_a_conclusion_for_maintaining_needs_its_support(change: dict[str, Any], lacking: tuple[str, ...]) -> None:
    weighing = WEIGHED | change
    assert unsupported(Weighing.model_validate(weighing), LAW.grounds["toy.s2-1"].balance) == lacking
    assert run(lamp(weighing)).ground("toy.s2-1").balance.value is (UNKNOWN if lacking else YES)


def test_the_balance_is_asked_only_when_the_rest_is_yes() -> None:
    assert log(lamp(None, given={"harm.likely": "unsure"})).missing == ("toy.s2.harm.likely",)
    assert log(lamp(None)).missing == ("public_interest.toy.s2-1",)


def test_a_ground_that_is_not_claimed_cannot_be_relied_on() -> None:
    dropped = horn(not_claimed={"toy.s3-1": NOT_CLAIMED})
    assert stages(dropped, "toy.s3-1") == (YES, NO, YES, YES, NO)
    assert log(dropped).outcome == "disclose"


def test_a_ground_may_be_left_unclaimed_for_the_whole_request() -> None:
    assert log(horn(), not_claimed={"toy.s3-1": NOT_CLAIMED}).outcome == "disclose"


def test_a_ground_that_protects_somebody_else_stays_claimed_whatever_is_recorded() -> None:
    dropped = nest(not_claimed={"toy.s4-1": NOT_CLAIMED})
    assert run(dropped).ground("toy.s4-1").relied_on.value is YES


def test_a_condition_on_a_ground_is_yes_when_any_of_them_can_be_relied_on() -> None:
    silent = horn().model_copy(update={"answers": {**horn().answers, **bare_item({"smugglers": "yes"}).answers}})
    nothing = item({"smugglers": "yes"})
    found = [run(one, given={"silence": "yes"}).ground("toy.s6-1").tree.value for one in (silent, nothing)]
    assert found == [YES, NO]


def test_a_value_given_from_outside_stands_whatever_the_answers_say() -> None:
    one = horn()
    answers = run(one).answers
    fixed = item_run(LAW, answers.case, one, {"toy.s3.recognisable": NO, "toy.s3-2": YES}, {"toy.s3-1": YES})
    assert fixed.finding("toy.s3.recognisable").value is NO
    assert fixed.ground("toy.s3-1").engaged.value is NO
    assert fixed.ground("toy.s3-2").relied_on.value is YES
    assert fixed.ground("toy.s2-1").opened.value is NO


def test_the_cite_is_completed_by_the_choices_that_were_ticked() -> None:
    both = lamp(given={"whose-lamp": ["north", "south"]})
    assert log(both).grounds[0].cite == "Lights Act s.2(1) with s.2(2)(a), s.2(2)(b)"


def test_the_reasons_are_the_officers_own_words_those_of_the_balance_last() -> None:
    assert log(lamp()).grounds[0].reasons == ("the north light", WORDS, WEIGHED["reasons"])
