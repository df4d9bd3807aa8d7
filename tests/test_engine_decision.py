"""Law 1 by construction: a decision that refuses without a ground cannot be built."""

from typing import Any

import pytest
from toy_act import decided, horn, item

from foi_rules.model.decision import ItemDecision, PartDecision, Reliance, UncitedRefusal
from foi_rules.model.truth import NO, UNKNOWN, YES, Truth

SOUND: dict[str, Any] = {"id": "toy.s3-1", "cite": "Lights Act s.3(1)", "kind": "absolute", "engaged": YES}


def reliance(**change: Any) -> Reliance:
    """Return a ground that is relied on, but for the change."""
    return Reliance(**{**SOUND, "public_interest": "", "reasons": ()} | change)


@pytest.mark.parametrize("outcome", ["withhold", "not-held", "neither-confirm-nor-deny", "elsewhere"])
def test_an_item_cannot_be_refused_without_a_ground(outcome: str) -> None:
    with pytest.raises(UncitedRefusal) as raised:
        ItemDecision("log", outcome, (), (), ())
    assert str(raised.value) == f"'log' cannot be refused: no ground is cited (outcome {outcome})"
    assert ItemDecision("log", outcome, (reliance(),), (), ()).refuses


@pytest.mark.parametrize("outcome", ["disclose", "undecided", "escalate"])
def test_what_is_not_refused_needs_none(outcome: str) -> None:
    assert not ItemDecision("log", outcome, (), (), ()).refuses


@pytest.mark.parametrize("outcome", ["refused-cost", "vexatious", "repeated", "invalid", "not-covered", "clarify"])
def test_a_part_cannot_be_refused_as_a_whole_without_a_ground(outcome: str) -> None:
    with pytest.raises(UncitedRefusal):
        PartDecision("request", outcome, (), (), ())


@pytest.mark.parametrize("engaged", [NO, UNKNOWN])
def test_a_ground_that_is_not_engaged_cannot_be_relied_on(engaged: Truth) -> None:
    with pytest.raises(UncitedRefusal) as raised:
        reliance(engaged=engaged)
    assert str(raised.value) == "Lights Act s.3(1) is not engaged and cannot be relied on"


@pytest.mark.parametrize("conclusion", ["", "even", "disclosure-outweighs"])
def test_a_qualified_ground_needs_a_balance_for_maintaining(conclusion: str) -> None:
    with pytest.raises(UncitedRefusal) as raised:
        reliance(kind="qualified", public_interest=conclusion)
    assert str(raised.value) == (
        "Lights Act s.3(1) is qualified and its public interest does not favour maintaining it"
    )
    assert reliance(kind="qualified", public_interest="maintaining-outweighs").kind == "qualified"


def test_an_item_is_found_by_its_id() -> None:
    decision = decided(horn(), item(name="note"))
    assert decision.item("note").outcome == "disclose"
    with pytest.raises(KeyError):
        decision.item("nothing")
