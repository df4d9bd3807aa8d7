"""docs/deciding.md, steps 5 and 7: hypothetical items, items held back, grounds not claimed; and shared passages."""

from typing import Any

import pytest
from toy_act import answers, bare_item, decided, horn, item, lamp, log, nest

from foi_rules.model.case import HeldBack, Item
from foi_rules.model.decision import Decision

SILENT: dict[str, Any] = {"given": {"silence": "yes"}}
WAITS = HeldBack(by="the warden", on="2026-01-20", why="the nest is being looked at")


def silent(given: dict[str, Any], **more: Any) -> Item:
    """Return a hypothetical item about the fog horn."""
    one = horn(hypothetical="yes", **more)
    kept = {k: v for k, v in one.answers.items() if not k.startswith("toy.s5.")}
    return one.model_copy(update={"answers": kept | answers(given)})


def test_a_hypothetical_item_is_tested_as_if_it_were_held() -> None:
    decision = log(silent({"smugglers": "yes"}), **SILENT)
    assert decision.outcome == "neither-confirm-nor-deny"
    # The notice names the exemption that would apply (FOISA s.18(1), s.16(1)(c)).
    assert [ground.id for ground in decision.grounds] == ["toy.s6-1", "toy.s3-1"]


def test_if_that_fails_what_is_missing_is_whether_it_is_held() -> None:
    decision = log(silent({"smugglers": "no"}), **SILENT)
    assert (decision.outcome, decision.missing, decision.grounds) == ("undecided", ("hypothetical",), ())


def test_while_it_is_open_it_waits_for_its_own_answers() -> None:
    decision = log(silent({}), **SILENT)
    assert (decision.outcome, decision.missing) == ("undecided", ("toy.s6.smugglers",))


def test_silence_needs_a_ground_that_could_be_relied_on() -> None:
    nothing = silent({"smugglers": "yes", "pitch": "nothing", "rhythm": "no"})
    assert log(nothing, **SILENT).missing == ("hypothetical",)


def doubtful(**more: Any) -> Item:
    """Return an item about gulls on which only a named person can say more."""
    return nest({"nest": "unsure"}, **more)


def test_a_doubt_about_somebody_else_escalates() -> None:
    decision = decided(doubtful(), item(name="note"))
    assert (decision.outcome, decision.items[0].missing) == ("escalate", ("toy.s4.nest",))


def test_an_item_held_back_stays_escalated_and_the_rest_goes_on() -> None:
    decision = decided(doubtful(held_back=WAITS), item(name="note"))
    assert [one.outcome for one in decision.items] == ["escalate", "disclose"]
    assert decision.outcome == "disclosed"
    assert [one.id for one in decision.warnings] == ["log/held-back"]
    assert decision.warnings[0].cite == "FOISA s.10(1)"


def test_if_every_item_is_held_back_the_request_waits() -> None:
    assert decided(doubtful(held_back=WAITS)).outcome == "escalate"


def test_holding_back_an_item_that_is_settled_or_can_be_asked_about_changes_nothing() -> None:
    assert decided(item(held_back=WAITS)).outcome == "disclosed"
    assert decided(bare_item(held_back=WAITS), item(name="note")).outcome == "undecided"


def passage(*items: Item) -> Decision:
    """Return the decision on these items as one passage, each named by its place."""
    together = [one.model_copy(update={"id": str(n), "passage": "page-4"}) for n, one in enumerate(items)]
    return decided(*together)


NOT_HELD = item({"found": "no", "searched": "yes"})


@pytest.mark.parametrize(
    ("items", "outcomes"),
    [
        ((item(), item()), ["disclose", "disclose"]),
        ((item(), horn()), ["withhold", "withhold"]),
        ((item(), bare_item()), ["undecided", "undecided"]),
        ((item(), doubtful()), ["escalate", "escalate"]),
        ((item(), doubtful(), bare_item()), ["undecided", "escalate", "undecided"]),
        ((horn(), doubtful(), bare_item()), ["withhold", "withhold", "withhold"]),
        ((horn(), NOT_HELD), ["withhold", "withhold"]),
        ((NOT_HELD, item()), ["not-held", "disclose"]),
        ((NOT_HELD, bare_item()), ["undecided", "undecided"]),
    ],
)
def test_items_that_share_a_passage_go_out_only_if_all_may(items: tuple[Item, ...], outcomes: list[str]) -> None:
    assert [one.outcome for one in passage(*items).items] == outcomes


def test_what_a_passage_keeps_back_cites_the_grounds_of_the_others() -> None:
    decision = passage(item(), horn(), lamp())
    assert [ground.id for ground in decision.items[0].grounds] == ["toy.s3-1", "toy.s2-1"]
    assert [ground.id for ground in decision.items[1].grounds] == ["toy.s3-1"]


def test_what_a_passage_keeps_open_lists_what_the_others_miss() -> None:
    assert passage(item(), doubtful()).items[0].missing == ("toy.s4.nest",)
