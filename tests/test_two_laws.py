"""Two laws side by side, looked at whole: every set of answers under the invented pair of `test_regimes`.

Law 4 (what is settled stays settled) and law 5 (what is asked can matter, and what can matter is asked), by
enumeration; and parts of one request that go under different laws.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from typing import Any

import pytest
from test_regimes import BOTH, NOTHING, READING, case, decided

from foi_rules.engine.asking import pivotal
from foi_rules.engine.decide import decide
from foi_rules.model.case import Case
from foi_rules.model.decision import OPEN

REQUEST = {"river": ("none", "part", "all"), "dear": ("yes", "no"), "flood": ("yes", "no")}
ITEM = {"wet": ("yes", "no"), "deep": ("yes", "no"), "fish": ("yes", "no")}
CHOICES = REQUEST | ITEM
IDS = {"river": "screening.river", "dear": "harbour.s1.dear", "flood": "river.r1.flood"}
IDS |= {"wet": "harbour.s1.wet", "deep": "harbour.s1.deep", "fish": "river.r1.fish"}
Key = tuple[str | None, ...]
End = tuple[str, tuple[str, ...]]


def keys() -> Iterator[Key]:
    """Yield every set of answers, each question answered in every way or not at all."""
    yield from product(*((None, *choices) for choices in CHOICES.values()))


def built(key: Key, both: bool) -> Case:
    given = {name: value for name, value in zip(CHOICES, key, strict=True) if value}
    request: dict[str, Any] = {name: value for name, value in given.items() if name in REQUEST}
    return case(request | ({"both": BOTH} if both else {}), {name: v for name, v in given.items() if name in ITEM})


@cache
def ends(key: Key, both: bool) -> tuple[End, End]:
    """Return how the part and how the item ends: outcome and grounds, "open" whatever it waits for."""
    assert READING.rulebook
    decision = decide(READING.rulebook, built(key, both))
    part, item = decision.parts[0], decision.items[0]
    return tuple(  # type: ignore[return-value]
        ("open" if one.outcome in OPEN else one.outcome, tuple(ground.id for ground in one.grounds))
        for one in (part, item)
    )


def more(key: Key, place: int) -> list[Key]:
    """Return the same answers with the one at this place given, in every way."""
    return [(*key[:place], value, *key[place + 1 :]) for value in list(CHOICES.values())[place]]


@pytest.mark.parametrize("both", [False, True])
def test_law_4_what_is_settled_stays_settled_whatever_is_answered_next(both: bool) -> None:
    settled = 0
    for key in keys():
        for place in (place for place, value in enumerate(key) if value is None):
            for after in more(key, place):
                for was, now in zip(ends(key, both), ends(after, both), strict=True):
                    settled += was[0] != "open"
                    assert was[0] == "open" or (now[0] == was[0] and set(was[1]) <= set(now[1])), (key, after)
    assert settled > 1000


def matter(key: Key, place: int, both: bool, which: int, whole: bool) -> bool:
    """Return whether an answer at this place changes how the part (0) or item (1) ends in some completion of the rest.

    A `whole` completion answers everything; else the rest may stay open.
    """
    options = [
        (value,) if value is not None else (*([] if whole else [None]), *list(CHOICES.values())[number])
        for number, value in enumerate(key)
    ]
    options[place] = (None,)
    return any(len({ends(after, both)[which] for after in more(rest, place)}) > 1 for rest in product(*options))


@pytest.mark.parametrize("both", [False, True])
@pytest.mark.parametrize("river", [None, "none", "part", "all"])
def test_law_5_what_is_pivotal_is_what_enumeration_finds(river: str | None, both: bool) -> None:
    assert READING.rulebook
    asked = 0
    for key in (key for key in keys() if key[0] == river):
        one = built(key, both)
        decision, questions = decide(READING.rulebook, one), pivotal(READING.rulebook, one)
        anywhere = {question.name for question in questions}
        for which, missing in enumerate((decision.parts[0].missing, decision.items[0].missing)):
            found = {question.name for question in questions if bool(question.item) == bool(which)}
            for place, name in enumerate(CHOICES):
                if key[place] is not None or IDS[name] not in missing:
                    continue
                asked += 1
                # A question about the request that an item waits for is asked of the request.
                if matter(key, place, both, which, whole=True):
                    assert IDS[name] in anywhere, (key, name)
                if IDS[name] in found:
                    assert matter(key, place, both, which, whole=False), (key, name)
    assert asked > 10


def test_under_both_laws_what_is_refused_is_refused_by_both() -> None:
    seen = set()
    for key in keys():
        outcome, grounds = ends(key, True)[1]
        seen.add(outcome)
        assert outcome != "withhold" or {ground.split(".")[0] for ground in grounds} == {"harbour", "river"}, key
    assert seen == {"disclose", "withhold", "open"}


def in_parts(river: Mapping[str, str], items: Mapping[str, Mapping[str, str]]) -> Case:
    """Return a request in parts, each with its answer about the river and one item of the same name."""
    of_item = {name: {IDS[short]: value for short, value in given.items()} for name, given in items.items()}
    return Case.model_validate(
        {
            "received": "2026-01-05",
            "kinds": [],
            "answers": {IDS[short]: value for short, value in NOTHING.items()} | {IDS["dear"]: "yes"},
            "parts": [{"id": name, "answers": {IDS["river"]: value}} for name, value in river.items()],
            "items": [{"id": name, "part": name, "kinds": [], "answers": given} for name, given in of_item.items()],
        }
    )


def test_each_part_goes_under_its_own_law() -> None:
    assert READING.rulebook
    river = {"land": "none", "water": "all", "mixed": "part"}
    items = {name: {"wet": "no", "deep": "no", "fish": "no"} for name in river}
    decision = decide(READING.rulebook, in_parts(river, items))
    assert {part.id: part.outcome for part in decision.parts} == {
        "land": "refused-cost",
        "water": "disclosed",
        "mixed": "disclosed",
    }
    assert [item.outcome for item in decision.items] == ["withhold", "disclose", "disclose"]
    assert decision.outcome == "partial"


def test_an_open_answer_about_one_part_holds_up_no_other() -> None:
    assert READING.rulebook
    items = {"water": {"wet": "no", "deep": "no"}, "mist": {"wet": "no", "deep": "no"}}
    decision = decide(READING.rulebook, in_parts({"water": "all", "mist": "unsure"}, items))
    assert {part.id: part.outcome for part in decision.parts} == {"water": "disclosed", "mist": "escalate"}
    assert [item.outcome for item in decision.items] == ["disclose", "escalate"]


def test_a_ground_that_turns_is_listed_and_ends_nothing_by_itself() -> None:
    item = decided({"river": "all", **NOTHING}, {"wet": "yes", "fish": "no"}).items[0]
    assert (item.outcome, [ground.id for ground in item.grounds], item.refuses) == ("disclose", ["harbour.turn"], False)
