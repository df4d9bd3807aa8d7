"""A case that does not fit the rulebook: every fault, with its exact words and its place."""

from typing import Any

import pytest
from toy_act import LAW, TOY, case, item

from foi_rules.engine.checking import Fault, faults_in, require_sound
from foi_rules.engine.decide import decide
from foi_rules.model.case import Case
from foi_rules.model.problem import Refused

LISTS = "'foi rules facts' lists the facts and 'foi rules list' the grounds."
UNSURE = "Answer 'unsure' if you do not know."


def faults(**given: Any) -> list[Fault]:
    """Return the faults of a case as a file would hold it."""
    return list(faults_in(LAW, Case.model_validate(given)))


def of_item(**given: Any) -> list[Fault]:
    """Return the faults of a case with this one item."""
    return faults(items=[{"id": "log", **given}])


def only(found: list[Fault]) -> tuple[str, str, str, str]:
    """Return the one fault: its name, its words, what to do, and its path."""
    assert len(found) == 1, found
    return found[0].name, found[0].message, found[0].fix, ".".join(map(str, found[0].path))


def test_a_sound_case_has_no_faults() -> None:
    assert list(faults_in(LAW, case(item()))) == []
    require_sound(LAW, case(item()))


def test_an_unknown_fact() -> None:
    assert only(of_item(answers={"toy.s3.pich": "exact"})) == (
        "unknown-fact",
        "no fact is called 'toy.s3.pich'",
        "Did you mean 'toy.s3.pitch'?",
        "items.0.answers.toy.s3.pich",
    )
    assert only(of_item(answers={"zzz": "yes"}))[2] == LISTS


def test_a_computed_fact_is_never_answered() -> None:
    assert only(of_item(answers={"toy.s5.gone-before": "yes"})) == (
        "computed-fact",
        "'toy.s5.gone-before' is worked out and is never answered",
        "Leave it out.",
        "items.0.answers.toy.s5.gone-before",
    )


@pytest.mark.parametrize(
    ("given", "message", "fix", "path"),
    [
        (
            {"answers": {"toy.s3.pitch": "exact"}},
            "'toy.s3.pitch' is answered once for the item, not for the request",
            "Move it to the answers of the item.",
            "answers.toy.s3.pitch",
        ),
        (
            {"items": [{"id": "log", "answers": {"toy.s1.hours": "3"}}]},
            "'toy.s1.hours' is answered once for the request, not for the item",
            "Move it to the answers of the request.",
            "items.0.answers.toy.s1.hours",
        ),
        (
            {"parts": [{"id": "a", "answers": {"toy.s3.has-horn": "yes"}}]},
            "'toy.s3.has-horn' is answered once for the authority, not for the request",
            "Move it to the answers of the authority.",
            "parts.0.answers.toy.s3.has-horn",
        ),
        (
            {"authority": {"answers": {"toy.s3.pitch": "exact"}}},
            "'toy.s3.pitch' is answered once for the item, not for the authority",
            "Move it to the answers of the item.",
            "authority.answers.toy.s3.pitch",
        ),
        (
            {"items": [{"id": "log", "answers": {"screening.item": "lamp"}}]},
            "'screening.item' is answered by 'kinds'",
            "Write the ticks under 'kinds:'.",
            "items.0.answers.screening.item",
        ),
        (
            {"public_interest": {"toy.s2-1": "even"}},
            "Lights Act s.2(1) is weighed for the item, not for the request",
            "Move it to the public_interest of the item.",
            "public_interest.toy.s2-1",
        ),
    ],
)
def test_an_answer_in_the_wrong_place(given: dict[str, Any], message: str, fix: str, path: str) -> None:
    assert only(faults(**given)) == ("answer-in-the-wrong-place", message, fix, path)


@pytest.mark.parametrize(
    ("name", "answer", "message"),
    [
        ("toy.s7.on-sale", "perhaps", "takes yes, no or unsure, not 'perhaps'"),
        ("toy.s7.on-sale", ["yes"], "takes one answer, not a list"),
        ("toy.s3.pitch", "shrill", "takes one of exact, rough, nothing, not 'shrill'"),
        ("toy.s2.whose-lamp", ["west"], "has no choice called 'west'"),
        ("toy.s2.whose-lamp", "west", "has no choice called 'west'"),
        (
            "toy.s5.sent-on",
            "in May",
            "takes a date: 'in May' is not a date; write 2019-06-30, 2019-06 or only the year, 2019",
        ),
        ("toy.s5.sent-on", "2019-02-30", "takes a date: '2019-02-30' is no day of the calendar"),
    ],
)  # fmt: skip
def test_an_answer_that_its_fact_does_not_allow(name: str, answer: Any, message: str) -> None:
    assert only(of_item(answers={name: answer})) == (
        "wrong-answer",
        f"'{name}' {message}",
        UNSURE,
        f"items.0.answers.{name}",
    )


def test_a_number_that_is_none() -> None:
    assert only(faults(answers={"toy.s1.hours": "a week"}))[1] == "'toy.s1.hours' takes a number, not 'a week'"


@pytest.mark.parametrize("answer", ["none", [], "north", ["north", "south"], "unsure"])
def test_every_way_to_write_a_tick_list_is_allowed(answer: Any) -> None:
    assert of_item(answers={"toy.s2.whose-lamp": answer}) == []


def test_a_reserved_answer_needs_a_name() -> None:
    assert only(of_item(answers={"toy.s3.sounded": "yes"})) == (
        "reserved-answer",
        "'toy.s3.sounded' is for a keeper to answer, and nobody is named",
        "Add 'by:' with the name of the person who answered, and 'on:' with the day.",
        "items.0.answers.toy.s3.sounded",
    )
    assert of_item(answers={"toy.s3.sounded": "unsure"}) == []
    assert of_item(answers={"toy.s3.sounded": {"is": "yes", "by": "J. Tod, keeper"}}) == []


def test_an_unknown_tick() -> None:
    assert only(of_item(kinds=["lamps"])) == (
        "unknown-kind",
        "the screening list has no tick called 'lamps'",
        "Did you mean 'lamp'?",
        "items.0.kinds.0",
    )
    assert only(faults(kinds=["lamp"]))[0] == "unknown-kind"
    assert only(faults(parts=[{"id": "a", "kinds": ["large", "huge"]}]))[3] == "parts.0.kinds.1"


def test_an_unknown_ground() -> None:
    gone = {"by": "the keeper", "on": "2026-01-06", "why": "it was merged"}
    assert only(of_item(public_interest={"toy.s2-9": "even"})) == (
        "unknown-ground",
        "no ground is called 'toy.s2-9'",
        "Did you mean 'toy.s2-3'?",
        "items.0.public_interest.toy.s2-9",
    )
    assert only(of_item(not_claimed={"qqq": gone})) == (
        "unknown-ground",
        "no ground is called 'qqq'",
        LISTS,
        "items.0.not_claimed.qqq",
    )


@pytest.mark.parametrize(
    ("ground", "message"),
    [
        ("toy.s3-1", "Lights Act s.3(1) is not weighed: it is absolute"),
        ("toy.s5-1", "Lights Act s.5(1) is not weighed: it is not an exemption"),
    ],
)
def test_a_ground_that_has_no_balance(ground: str, message: str) -> None:
    assert only(of_item(public_interest={ground: "even"}))[:3] == ("no-balance", message, "Leave it out.")


def test_what_protects_somebody_else_cannot_be_left_unclaimed() -> None:
    who = {"by": "the keeper", "on": "2026-01-06", "why": "they are only gulls"}
    assert only(of_item(not_claimed={"toy.s4-1": who})) == (
        "cannot-be-left-unclaimed",
        "Lights Act s.4(1) protects somebody else, so it cannot be left unclaimed",
        "Let a named person answer its questions, or hold the item back.",
        "items.0.not_claimed.toy.s4-1",
    )
    assert of_item(not_claimed={"toy.s3-1": who}) == []


def test_an_item_of_a_part_that_there_is_not() -> None:
    assert only(faults(parts=[{"id": "first"}], items=[{"id": "log", "part": "frst"}])) == (
        "unknown-part",
        "the request has no part called 'frst'",
        "Did you mean 'first'?",
        "items.0.part",
    )


def test_a_hypothetical_item_must_not_say_whether_it_is_held() -> None:
    assert only(of_item(hypothetical="yes", answers={"toy.s5.searched": "no"})) == (
        "says-whether-it-is-held",
        "'toy.s5.searched' tells whether the item is held, and the item is tested as if it were",
        "Leave it out: the answer must not depend on it.",
        "items.0.answers.toy.s5.searched",
    )


def test_all_the_faults_are_told_at_once_and_nothing_is_decided() -> None:
    bad = Case.model_validate({"answers": {"a": "b"}, "items": [{"id": "log", "kinds": ["oil"]}]})
    with pytest.raises(Refused) as refused:
        decide(TOY, bad)
    assert [problem.name for problem in refused.value.problems] == ["unknown-fact", "unknown-kind"]
    assert str(refused.value).splitlines()[0] == "case answers.a: unknown-fact: no fact is called 'a'"
