"""docs/deciding.md, step 8: warnings and duties; and reasons that say nothing, which are queried."""

from typing import Any

import pytest
from toy_act import TOY, WEIGHED, bare_item, decided, horn, item, lamp, nest

from foi_rules.engine.quality import fault_of, rejected_in
from foi_rules.model.case import Item

OIL = {"whose-lamp": ["north"], "oil-trader": "yes"}


def trader(given: dict[str, Any] | None = None) -> Item:
    """Return an item withheld for the oil trader's sake."""
    return item(OIL | (given or {}), ("lamp",), created="2024", public_interest={"toy.s2-3": WEIGHED})


def ids(remarks: Any) -> list[str]:
    return [one.id for one in remarks]


@pytest.mark.parametrize(("answer", "warned"), [(None, True), ("no", True), ("unsure", True), ("yes", False)])
def test_a_warning_is_shown_unless_its_condition_is_yes(answer: str | None, warned: bool) -> None:
    given = {} if answer is None else {"trader-asked": answer}
    assert ids(decided(trader(given)).warnings) == (["log/toy.s2-3.ask-trader"] if warned else [])


def test_it_says_what_is_wrong_and_where_that_stands() -> None:
    found = decided(trader()).warnings[0]
    assert (found.message, found.cite) == ("log: the oil trader has not been asked", "Lights Code para 3")


def test_only_a_ground_that_is_relied_on_warns() -> None:
    assert decided(item(OIL, ("lamp",), created="2024", public_interest={"toy.s2-3": "even"})).warnings == ()


@pytest.mark.parametrize(("answer", "open_"), [(None, True), ("yes", False)])
def test_a_duty_of_a_ground_waits_until_its_condition_is_yes(answer: str | None, open_: bool) -> None:
    given = {} if answer is None else {"covered": answer}
    assert ids(decided(nest(given)).duties) == (["log/toy.s4-1.cover-nest"] if open_ else [])


def test_a_duty_of_a_file_concerns_items_that_go_out() -> None:
    out = {"gulls": "yes", "flown": "no", "nest": "no", "chicks": "yes"}
    assert ids(decided(item(out)).duties) == ["log/toy.s4.chicks-second-look"]
    assert decided(item(out | {"second-look": "yes"})).duties == ()
    assert decided(item(out | {"chicks": "no"})).duties == ()
    assert ids(decided(nest({"chicks": "yes", "covered": "yes"})).duties) == []


def test_an_open_item_has_no_duties_yet() -> None:
    assert decided(bare_item()).duties == ()


def test_remarks_name_their_item() -> None:
    decision = decided(trader().model_copy(update={"id": "a"}), trader().model_copy(update={"id": "b"}))
    assert ids(decision.warnings) == ["a/toy.s2-3.ask-trader", "b/toy.s2-3.ask-trader"]


@pytest.mark.parametrize(
    ("reason", "question", "fault"),
    [
        ("see file", "", "is too short to tell why; name one fact from the papers: a date, a sum, a job, a page"),
        ("n/a", "", "is too short to tell why; name one fact from the papers: a date, a sum, a job, a page"),
        (
            "a nest could be found with it",
            "Could a nest be found with it?",
            "repeats the question; name one fact from the papers instead",
        ),
        (
            "on balance we withhold it",
            "",
            "would fit any file; name one fact from the papers: a date, a sum, a job, a page",
        ),
        ("the map on page 4 shows the cliff", "Could a nest be found with it?", ""),
        ("the bids close on 4 June", "", ""),
    ],
)
def test_a_reason_that_says_nothing_is_queried(reason: str, question: str, fault: str) -> None:
    assert fault_of(reason, question) == fault


@pytest.mark.parametrize(
    ("reason", "side", "found"),
    [
        ("It would look bad.", "maintaining", ["embarrassing"]),
        ("It WOULD, look bad for him", "maintaining", ["embarrassing"]),
        ("It would look bad", "disclosure", []),
        ("people are curious about it", "disclosure", ["curious"]),
        ("people are curious about it", "maintaining", ["curious"]),
        ("the bids are open until June", "maintaining", []),
    ],
)
def test_a_consideration_that_does_not_count_is_recognised(reason: str, side: str, found: list[str]) -> None:
    assert [one.id for one in rejected_in(reason, side, TOY.public_interest)] == found


def test_thin_reasons_warn_and_decide_nothing() -> None:
    thin = horn().model_copy(update={"answers": horn().answers | _pitch("it would help")})
    decision = decided(thin)
    assert decision.items[0].outcome == "withhold"
    assert [(one.id, one.message) for one in decision.warnings] == [
        (
            "log/toy.s3.pitch.reasons",
            "log: the reason 'it would help' is too short to tell why; "
            "name one fact from the papers: a date, a sum, a job, a page",
        )
    ]


def _pitch(reasons: str) -> dict[str, Any]:
    return dict(item({"pitch": {"is": "exact", "reasons": reasons}}).answers)


def test_a_balance_that_rests_on_what_does_not_count_warns() -> None:
    weak = WEIGHED | {
        "for_maintaining": [{"text": "the keeper's name", "why": "the answer would look bad in the harbour"}],
        "reasons": "see above",
    }
    decision = decided(lamp(weak))
    assert decision.items[0].outcome == "withhold"
    assert [(one.id, one.message, one.cite) for one in decision.warnings] == [
        (
            "log/public_interest.toy.s2-1.reasons",
            "log: the reason for the balance is too short to tell why; "
            "name one fact from the papers: a date, a sum, a job, a page",
            "FOISA s.16(2)",
        ),
        (
            "log/public_interest.toy.s2-1.embarrassing",
            "log: embarrassment does not count; say what would suffer",
            "FOISA s.2(1)(b)",
        ),
    ]
