"""docs/deciding.md, step 3: the order of analysis, for the request, its parts, at review, and for each item."""

from typing import Any

from toy_act import answers, bare_item, case, decided, horn, item, lamp, log, nest

from foi_rules.model.case import Case, Part
from foi_rules.model.decision import Decision, PartDecision

LARGE: dict[str, Any] = {"kinds": ("large",), "given": {"hours": "41"}}
NOT_COUNTED: dict[str, Any] = {"kinds": ("large",)}
NO_REASON = {"says-why": "no"}


def test_the_first_step_that_is_yes_ends_it() -> None:
    missing_horn = horn().model_copy(update={"answers": horn().answers | answers({"found": "no", "searched": "yes"})})
    decision = log(missing_horn)
    assert (decision.outcome, [ground.id for ground in decision.grounds]) == ("not-held", ["toy.s5-1"])


def test_an_unknown_step_stops_there_whatever_later_steps_say() -> None:
    unsearched = horn().model_copy(update={"answers": horn().answers | answers({"found": "no"})})
    decision = log(unsearched)
    assert (decision.outcome, decision.missing) == ("undecided", ("toy.s5.searched", "toy.s5.sent-on"))


def test_a_later_yes_in_the_same_step_ends_it_although_another_ground_is_unknown() -> None:
    both = horn().model_copy(update={"kinds": ("horn", "lamp")})
    assert [ground.id for ground in log(both).grounds] == ["toy.s3-1"]


def test_a_finding_that_holds_keeps_the_item_until_it_is_plainly_no() -> None:
    not_shown = item({"found": "no", "searched": "no", "sent-on": "2026-06-01"})
    decision = log(not_shown, made="2026-01-05")
    assert decision.outcome == "undecided"
    assert "toy.s5.searched" in decision.missing


def test_an_item_that_no_step_keeps_goes_out() -> None:
    decision = decided(item())
    assert (decision.outcome, decision.items[0].outcome, decision.missing) == ("disclosed", "disclose", ())


def test_the_steps_of_the_request_come_before_those_of_the_items() -> None:
    decision = decided(horn(), item(name="note"), **LARGE)
    assert decision.outcome == "refused-cost"
    assert [ground.id for ground in decision.grounds] == ["toy.s1-2"]
    for one in decision.items:
        assert [ground.id for ground in one.grounds] == ["toy.s1-2"]
        assert {found.result for found in one.considered} == {"not-reached"}


def test_a_ground_that_gives_none_ends_nothing() -> None:
    decision = decided(item(), given={"other-form": "yes"})
    assert decision.outcome == "disclosed"
    assert [found.result for found in decision.parts[0].considered][:2] == ["not-engaged", "engaged"]


def test_an_item_of_an_open_request_is_no_better_off_but_lists_what_it_misses_itself() -> None:
    decision = decided(horn(), bare_item({"gulls": "no", "found": "yes"}, name="note"), **NOT_COUNTED)
    assert decision.outcome == "undecided"
    assert decision.parts[0].missing == ("toy.s1.hours",)
    assert [(one.outcome, one.missing) for one in decision.items] == [
        ("undecided", ()),
        ("undecided", ("screening.item",)),
    ]


def test_an_item_of_a_request_that_escalates_escalates() -> None:
    decision = decided(horn(), kinds=("large",), given={"hours": "unsure"})
    assert (decision.outcome, decision.items[0].outcome) == ("escalate", "escalate")
    assert decision.items[0].grounds == ()


def review(*, given: dict[str, Any], **more: Any) -> Decision:
    return decided(horn(), stage="review", given=given, **more)


def test_at_review_its_own_steps_come_first() -> None:
    assert review(given=NO_REASON).outcome == "invalid"
    assert review(given={}).parts[0].missing == ("toy.s9.says-why",)


def test_then_all_is_decided_afresh() -> None:
    assert review(given={"says-why": "yes"}).outcome == "refused"
    late = review(kinds=("large",), given={"says-why": "yes", "hours": "41"})
    assert late.outcome == "refused-cost"
    assert [found.id for found in late.parts[0].considered] == ["toy.s9-1", "toy.s1-2", "toy.s1-3", "toy.s8-1"]


def test_the_steps_of_a_review_are_not_tried_at_first() -> None:
    assert decided(horn(), given=NO_REASON).outcome == "refused"


def with_parts(*parts: Part) -> Decision:
    first, second = horn(part="a"), item(name="note", part="b")
    return decided(first, second, parts=parts)


def outcomes(parts: tuple[PartDecision, ...]) -> dict[str, str]:
    return {part.id: part.outcome for part in parts}


def test_each_part_goes_its_own_way() -> None:
    decision = with_parts(Part(id="a", kinds=("large",), answers=answers({"hours": "50"})), Part(id="b"))
    assert outcomes(decision.parts) == {"a": "refused-cost", "b": "disclosed"}
    assert decision.outcome == "partial"
    assert [one.outcome for one in decision.items] == ["withhold", "disclose"]


def test_one_open_part_leaves_the_request_open() -> None:
    decision = with_parts(Part(id="a"), Part(id="b", kinds=("large",)))
    assert outcomes(decision.parts) == {"a": "refused", "b": "undecided"}
    assert decision.outcome == "undecided"


def test_the_outcome_of_the_request_follows_from_its_items() -> None:
    missing = item({"found": "no", "searched": "yes"}, name="map")
    chart = item({"on-sale": "yes"}, ("chart",), name="chart")
    assert decided(horn(), lamp(name="lamp")).outcome == "refused"
    assert decided(horn(), item(name="note")).outcome == "partial"
    assert decided(missing).outcome == "not-held"
    assert decided(missing, item(name="note")).outcome == "partial"
    assert decided(missing, horn()).outcome == "refused"
    assert decided(chart).outcome == "refused"
    assert decided(nest(), bare_item(name="note")).outcome == "undecided"


def test_a_request_without_items_is_undecided() -> None:
    decision = decided()
    assert (decision.outcome, decision.missing) == ("undecided", ("items",))


def test_the_decision_names_its_rulebook_and_its_engines() -> None:
    decision = decided(item(), reference="17")
    assert (decision.reference, decision.version, decision.law_stated_at) == ("17", "3", "2026-01-31")
    assert decision.engines == ("kleene",)
    assert len(decision.sha256) == 64


def test_an_empty_case_is_undecided_and_never_an_error() -> None:
    assert decided(bare_item(), has_horn=None).outcome == "undecided"
    assert case().model_dump() != Case().model_dump()
