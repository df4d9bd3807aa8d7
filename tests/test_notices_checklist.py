"""rules/notices.yaml: what it says of the shipped law holds, and each mistake in it is told in one sentence."""

from copy import deepcopy
from typing import Any

import pytest
from test_notices_world import checklist, checklist_data

from foi_rules.model.rulebook import Rulebook
from foi_rules.notices.checklist import ChecklistError, checklist_from
from foi_rules.notices.grounds import HEALTH_RECORD, OWN_DATA
from foi_rules.notices.groups import BESIDE, WHOLE
from foi_rules.notices.names import PLACEHOLDERS
from foi_rules.rulebook.yaml_text import read_marked

from test_notices_world import RULES  # isort: skip


def test_the_file_has_no_traps_of_yaml() -> None:
    assert read_marked(RULES / "notices.yaml").problems == ()


def test_the_letters_are_those_of_the_law() -> None:
    assert [(letter.id, letter.kind, letter.rights) for letter in checklist().letters] == [
        ("N01", "full-release", "foisa"),
        ("N02", "partial-release", "foisa"),
        ("N03", "refusal", "foisa"),
        ("N04", "cost", "foisa"),
        ("N05", "vexatious", "foisa"),
        ("N06", "repeated", "foisa"),
        ("N07", "not-held", "foisa"),
        ("N08", "neither", "foisa"),
        ("N09", "fees", "foisa"),
        ("N10", "clarification", "none"),
        ("N11", "review-outcome", "after-review"),
        ("N11b", "several-review", "after-review"),
        ("N12", "not-reviewed", "after-review"),
        ("N13", "environmental", "eirs"),
        ("N13b", "unreasonable", "eirs"),
        ("N14", "extension", "eirs"),
        ("N15", "charge", "eirs"),
        ("N16", "own-data", "foisa"),
        ("N16b", "environmental-own-data", "eirs"),
        ("N17", "published-for-all", "foisa"),
        ("N18", "invalid", "none"),
        ("N18b", "review-invalid", "none"),
        ("N19", "environmental-review", "after-review-eirs"),
        ("N20", "environmental-neither", "eirs"),
        ("N21", "not-covered", "foisa"),
        ("N22", "unpaid", "foisa"),
        ("N00", "several-parts", "foisa"),
    ]


# What the cross-check table of the law makes blocking, by the source that demands it.
BLOCKED_BY_LAW = {
    "partial-release": {"s.1(1)", "s.16(1)(a)", "s.16(1)(b)", "s.16(1)(c)", "s.16(1)(d)", "s.16(2)", "s.19(a)"},
    "refusal": {"s.16(1)(a)", "s.16(1)(b)", "s.16(1)(c)", "s.16(1)(d)", "s.16(2)", "s.19(a)", "s.19(b)"},
    "not-held": {"s.17(1)", "s.19(a)", "s.19(b)", "s.20(3)", "s.20(5)", "s.47(4)"},
    "review-outcome": {"s.21(4)", "s.21(5)", "s.16(1)(c)", "s.16(2)", "s.21(10)", "s.47(1)", "s.56"},
    "full-release": {"s.1(1)", "ss.1(1)"},
    "not-reviewed": {"s.21(9)", "s.21(10)", "s.47(1)", "s.56"},
    "own-data": {"s.16(1)(a)", "s.16(1)(b)", "s.16(1)(c)", "s.16(1)(d)", "s.19(a)", "s.19(b)"},
    "extension": {"reg 7(1)", "reg 7(2)", "reg 7(3)(b)", "regs 13(e)", "reg 16(2)"},
    "charge": {"reg 8(6)", "reg 8(8)"},
    "unreasonable": {"reg 13(b)", "regs 10(1)(b)", "reg 9(1)"},
    "environmental-review": {"reg 16(3)", "reg 16(5)", "reg 17"},
}


@pytest.mark.parametrize("kind", BLOCKED_BY_LAW)
def test_what_the_act_demands_blocks(kind: Any) -> None:
    cites = " ".join(f" {item.cite}," for item in checklist().items(kind) if item.level == "block")
    assert [cite for cite in BLOCKED_BY_LAW[kind] if cite not in cites] == []


def test_every_fact_and_ground_that_letters_know_is_in_the_law(rulebook: Rulebook) -> None:
    law = rulebook.on(rulebook.order.law_stated_at)
    used = checklist().answers
    sources = [used.places, used.terms, used.people, used.why_not_here, used.elsewhere]
    for source in sources:
        assert source.text in {text for texts in law.facts[source.fact].needs.values() for text in texts}, source
    assert [kept.fact for kept in used.kept_out if kept.fact not in law.facts] == []
    assert [name for name in (*checklist().grounds, OWN_DATA, HEALTH_RECORD) if name not in law.grounds] == []
    for source in (source for one in used.beside for source in one.sources):
        assert source.text in {text for texts in law.facts[source.fact].needs.values() for text in texts}, source
    assert [one.day for one in used.beside if one.day and law.facts[one.day].answer != "date"] == []
    begun = {name for letter in checklist().letters for item in letter.must for name in item.grounds}
    begun |= {name for one in used.beside for name in one.grounds}
    assert [name for name in begun if not any(ground.startswith(name) for ground in law.grounds)] == []
    texts = {text for fact in law.facts.values() for given in fact.needs.values() for text in given}
    assert set(used.told) <= texts | {"reasons"}


def test_every_ground_of_the_law_has_its_place_in_a_letter(rulebook: Rulebook) -> None:
    law = rulebook.on(rulebook.order.law_stated_at)
    assert {name for name, one in law.grounds.items() if one.level != "item"} == set(WHOLE) | BESIDE
    outcomes = {one.outcome for one in law.grounds.values() if one.level == "item"}
    assert outcomes == {"withhold", "not-held", "neither-confirm-nor-deny", "elsewhere", "none"}


def test_every_ground_of_section_38_on_personal_data_has_words_of_its_own(rulebook: Rulebook) -> None:
    law = rulebook.on(rulebook.order.law_stated_at)
    personal = {name for name in law.grounds if name.startswith(("foisa.s38-1-a", "foisa.s38-1-b"))}
    assert personal <= set(checklist().grounds)


def test_placeholders_are_filled_once_and_never_in_what_an_officer_wrote() -> None:
    assert checklist().say("request.asked", summary="{date} and {summary}") == "You asked for {date} and {summary}."


def test_the_wording_never_calls_anything_confidential() -> None:
    texts = [text for named in checklist().wording.values() for text in named.values()]
    assert [text for text in texts if "confidential" in text.lower()] == []
    assert len(texts) == len(PLACEHOLDERS)


def _with(path: str, value: Any) -> dict[str, Any]:
    data = deepcopy(checklist_data())
    *steps, last = path.split("/")
    place: Any = data
    for step in steps:
        place = place[int(step)] if isinstance(place, list) else place[step]
    if value is None:
        del place[last]
    else:
        place[int(last) if isinstance(place, list) else last] = value
    return data


MISTAKES = {
    "unknown placeholder": (
        ("wording/head/dear", "Dear {nmae}"),
        "wording, head.dear: there is no placeholder {nmae} here; it has: {name}",
    ),
    "missing placeholder": (
        ("wording/head/dear", "Dear reader"),
        "wording, head.dear: the placeholder {name} is missing; it has: {name}",
    ),
    "placeholder where there is none": (
        ("wording/head/close", "Yours, {name}"),
        "wording, head.close: there is no placeholder {name} here; it has: none",
    ),
    "missing text": (("wording/head/dear", None), "wording: the text `head.dear` is missing"),
    "unknown text": (
        ("wording/head/deer", "Dear"),
        "wording: no text is called `head.deer`; check the spelling, or take it out",
    ),
    "blank text": (("wording/head/close", " "), "wording, head, close: there is no text here"),
    "unknown key": (
        ("letters/0/must/0/whn", "late"),
        "letters, N01, must, n01_given, whn: nothing is called `whn:` here; check the spelling, or take it out",
    ),
    "missing key": (("letters/0/subject", None), "letters, N01, subject: `subject:` is missing"),
    "not found by anything": (
        ("letters/0/must/0/shown_by", None),
        "letters, N01, must, n01_given: `n01_given` needs `shown_by:`, what in the letter shows it",
    ),
    "forbidden, and no way to see it": (
        ("letters/6/must/5/check", None),
        "letters, N07, must, n07_forbid: `n07_forbid` forbids something and needs `check:` or `phrases:` to find it by",
    ),
    "an id twice": (("letters/0/must/0/id", "n01_all"), "two items are called 'n01_all'; give each an id of its own"),
    "a letter twice": (
        ("letters/0/kind", "refusal"),
        "letters: two letters are of the kind 'refusal'; keep one",
    ),
    "rights missing": (("rights/after-review", None), "rights: `after-review:` is missing"),
    "another format": (("format", "2"), "format: this is '2', and this version reads format 1"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_each_mistake_is_told_in_one_sentence_with_its_place(name: str) -> None:
    (path, value), message = MISTAKES[name]
    with pytest.raises(ChecklistError) as caught:
        checklist_from(_with(path, value))
    assert str(caught.value) == f"rules/notices.yaml: {message}"


def test_an_unknown_condition_is_named_with_those_that_there_are() -> None:
    with pytest.raises(
        ValueError, match="n01_given, when: nothing is called 'sometimes'; use one of always, rel"
    ) as caught:
        checklist_from(_with("letters/0/must/0/when", "sometimes"))
    assert "\n" not in str(caught.value)
