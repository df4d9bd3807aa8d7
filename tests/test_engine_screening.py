"""docs/deciding.md, step 2: screening holds facts like any other."""

import pytest
from toy_act import bare_item, decided, horn, item, log, nest, row


def test_what_was_not_ticked_on_a_list_that_was_shown_is_screened_out() -> None:
    found = row(item(), "toy.s3-1")
    assert (found.result, found.decided_by) == ("screened-out", ("screening.item",))


def test_without_a_list_nothing_goes_out() -> None:
    decision = log(bare_item({"gulls": "no", "found": "yes"}))
    assert (decision.outcome, decision.missing) == ("undecided", ("screening.item",))


def test_a_tick_opens_the_grounds_behind_its_door() -> None:
    assert [row(item(kinds=("lamp",)), name).result for name in ("toy.s2-1", "toy.s2-3", "toy.s3-1")] == [
        "unknown",
        "unknown",
        "screened-out",
    ]


def test_the_two_lists_are_apart() -> None:
    assert decided(item(), kinds=("again",), given={"same-person": "yes"}).missing == ("toy.s8.answered-on",)
    assert decided(item(), kinds=None).parts[0].missing == ("screening.request", "toy.s1.hours")


@pytest.mark.parametrize("answer", ["yes", "unsure"])
def test_asked_outright_not_sure_opens_as_yes_does(answer: str) -> None:
    assert log(nest({"gulls": answer})).outcome == "withhold"


def test_and_silence_is_unknown() -> None:
    one = item()
    silent = one.model_copy(update={"answers": {k: v for k, v in one.answers.items() if k != "screening.gulls"}})
    assert log(silent).missing == ("screening.gulls",)


def test_an_answer_to_a_closed_ground_counts_for_nothing() -> None:
    closed = horn().model_copy(update={"kinds": ("lamp",)})
    assert row(closed, "toy.s3-1").result == "screened-out"


def test_while_a_step_waits_for_screening_alone_the_screening_of_later_steps_is_listed_too() -> None:
    searching = ("toy.s5.searched", "toy.s5.sent-on")
    screening = {"screening.found", "screening.item", "screening.gulls"}
    missing = log(bare_item()).missing
    assert (set(missing[:3]), missing[3:]) == (screening, searching)
