"""docs/deciding.md, step 9: the table of what was considered, each of its results, and what decided it."""

from typing import Any

import pytest
from toy_act import LAW, bare_item, decided, horn, item, lamp, log, nest, row

from foi_rules.model.case import Unclaimed
from foi_rules.model.proof import Proof, deciding
from foi_rules.model.truth import NO, UNKNOWN, YES, Truth

NOBODY = Unclaimed(by="the keeper", on="2026-01-06", why="nobody minds")
HORN = ("toy.s3.has-horn", "toy.s3.pitch")


@pytest.mark.parametrize(
    ("one", "more", "ground", "result", "decided_by"),
    [
        (horn(), {"has_horn": "no"}, "toy.s3-1", "not-available", ("toy.s3.has-horn",)),
        (item(), {"has_horn": "no"}, "toy.s3-1", "not-available", ("toy.s3.has-horn",)),
        (item(), {}, "toy.s3-1", "screened-out", ("screening.item",)),
        (item(), {}, "toy.s4-1", "screened-out", ("screening.gulls",)),
        (lamp(created="2001"), {}, "toy.s2-1", "lapsed", ("created",)),
        (nest({"nest": "no"}), {}, "toy.s4-1", "not-engaged", ("toy.s4.nest",)),
        (horn(not_claimed={"toy.s3-1": NOBODY}), {}, "toy.s3-1", "not-claimed", ()),
        (lamp("even"), {}, "toy.s2-1", "outweighed", ("public_interest.toy.s2-1",)),
        (horn(), {}, "toy.s3-1", "engaged", HORN),
        (item(kinds=("horn",)), {}, "toy.s3-1", "unknown", ("toy.s3.pitch", "toy.s3.rhythm")),
        (horn().model_copy(update={"kinds": ("horn", "lamp")}), {}, "toy.s2-1", "not-reached", ()),
    ],
)
def test_the_first_result_that_fits(
    one: Any, more: dict[str, Any], ground: str, result: str, decided_by: tuple[str, ...]
) -> None:
    found = row(one, ground, **more)
    assert (found.result, found.decided_by) == (result, decided_by)


def test_what_a_closed_request_did_not_reach_is_not_reached() -> None:
    decision = decided(horn(), kinds=("large",), given={"hours": "41"})
    assert {found.result for found in decision.items[0].considered} == {"not-reached"}


def test_of_a_settled_item_an_unknown_ground_is_not_reached_and_of_an_open_one_unknown() -> None:
    both = horn().model_copy(update={"kinds": ("horn", "lamp")})
    assert row(both, "toy.s2-3").result == "not-reached"
    assert row(item(kinds=("lamp",)), "toy.s2-3").result == "unknown"


def test_the_table_has_every_ground_of_the_level_in_the_order_of_the_law() -> None:
    of_items = [ground.id for ground in LAW.grounds.values() if ground.level == "item"]
    assert [found.id for found in log(item()).considered] == of_items
    assert [found.id for found in decided(item()).parts[0].considered] == ["toy.s1-2", "toy.s1-3", "toy.s8-1"]


def test_it_carries_the_cite() -> None:
    assert row(item(), "toy.s2-3").cite == "Lights Act s.2(3)"


def fact(name: str, value: Truth) -> Proof:
    return Proof("fact", name, value)


def all_of(value: Truth, *children: Proof) -> Proof:
    return Proof("all", "", value, children)


def any_of(value: Truth, *children: Proof) -> Proof:
    return Proof("any", "", value, children)


A, B, C, D = (fact(name, YES) for name in "abcd")
NOT_A, NOT_B, NOT_C = (fact(name, NO) for name in "abc")
DOUBT = fact("d", UNKNOWN)


@pytest.mark.parametrize(
    ("proof", "names"),
    [
        (all_of(YES, A, B), "ab"),
        (all_of(NO, A, NOT_B, NOT_C), "b"),
        (any_of(YES, NOT_A, B, C), "b"),
        (any_of(NO, NOT_A, NOT_B), "ab"),
        (any_of(YES, all_of(YES, A, B), C), "c"),
        (any_of(YES, all_of(YES, A, B), all_of(YES, C, D)), "ab"),
        (all_of(NO, any_of(NO, NOT_A, NOT_B), NOT_C), "c"),
        (all_of(UNKNOWN, A, DOUBT), "d"),
        (Proof("not", "", NO, (all_of(YES, A, B),)), "ab"),
    ],
)
def test_every_child_decides_where_all_are_needed_else_the_one_with_the_fewest_answers(
    proof: Proof, names: str
) -> None:
    assert "".join(leaf.ref for leaf in deciding(proof)) == names


def test_a_decision_by_fewest_answers_then_file_order() -> None:
    found = row(nest({"flown": "yes", "nest": "no"}), "toy.s4-1")
    assert found.decided_by == ("toy.s4.flown",)


def test_an_open_ground_lists_its_screening_first() -> None:
    assert row(bare_item({"gulls": "no", "found": "yes"}), "toy.s2-1").decided_by == ("screening.item",)
