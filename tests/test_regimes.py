"""Two laws side by side (docs/deciding.md, step 3), on an invented Act of the harbour and Regulations of the river."""

from collections.abc import Mapping
from itertools import product
from typing import Any

import pytest

from foi_rules.engine.asking import next_question, pivotal
from foi_rules.engine.decide import decide
from foi_rules.model.case import Case
from foi_rules.model.decision import Decision
from foi_rules.rulebook.load import read_texts

SAYS = "says: {yes: so it is, no: so it is not, unknown: nobody knows}"


def fact(name: str, per: str = "item", more: str = "") -> str:
    return f"""
  {name}:
    question: Is it so ({name})?
    answer: yes-no
    per: {per}
    cite: s.1
{more}    {SAYS}
"""


def ground(name: str, needs: str, level: str = "item", outcome: str = "withhold") -> str:
    return f"""
  - id: {name}
    cite: {name}
    kind: other
    level: {level}
    outcome: {outcome}
    gist: it is so
    engaged_if: {{fact: {needs}}}
"""


def law(name: str, *facts: str, grounds: tuple[str, ...], cases: str) -> str:
    return f"""format: 1
id: {name}
cite: {name}
title: {name}
in_force: {{from: 2005-01-01}}
facts:{"".join(facts)}
grounds:{"".join(grounds)}
cases:
{cases}
"""


FILES = {
    "harbour-s1.yaml": law(
        "harbour.s1",
        fact("wet"),
        fact("deep"),
        fact("dear", "request"),
        grounds=(
            ground("harbour.turn", "wet", outcome="none"),
            ground("harbour.deep", "deep"),
            ground("harbour.dear", "dear", "request", "refused-cost"),
        ),
        cases="""  - {name: wet, given: {wet: yes}, expect: {harbour.turn: {engaged: yes}}}
  - {name: deep, given: {deep: yes}, expect: {harbour.deep: {engaged: yes}}}
  - {name: dear, given: {dear: yes}, expect: {harbour.dear: {engaged: yes}}}""",
    ),
    "river-r1.yaml": law(
        "river.r1",
        fact("fish"),
        fact("flood", "request"),
        grounds=(ground("river.fish", "fish"), ground("river.flood", "flood", "request", "refused")),
        cases="""  - {name: fish, given: {fish: yes}, expect: {river.fish: {engaged: yes}}}
  - {name: flood, given: {flood: yes}, expect: {river.flood: {engaged: yes}}}""",
    ),
    "screening.yaml": f"""format: 1
id: screening
title: screening
in_force: {{from: 2005-01-01}}
facts:
  river:
    question: Is it about the river?
    answer: {{one-of: {{none: none of it, part: part of it, all: all of it}}}}
    per: request
    cite: s.1
    says: {{given: "{{answer}}", unknown: nobody knows}}
{fact("both", "request", "    reserved: pilot" + chr(10) + "    presumed: no" + chr(10))}
findings:
  harbour:
    cite: s.1
    met_if: {{any: [{{fact: river, is: none}}, {{fact: river, is: part}}, {{finding: at-once}}]}}
    {SAYS}
  stream:
    cite: s.1
    met_if: {{any: [{{fact: river, is: part}}, {{fact: river, is: all}}, {{finding: at-once}}]}}
    {SAYS}
  at-once:
    cite: s.1
    met_if: {{fact: both}}
    {SAYS}
doors:
  - when: {{any: [{{fact: river, is: part}}, {{fact: river, is: all}}]}}
    opens: [harbour.turn]
  - when: {{any: [{{fact: river, is: none}}, {{not: {{fact: river, is: none}}}}, {{finding: at-once}}]}}
    opens: [harbour.deep, harbour.dear, river.fish, river.flood]
""",
    "order-of-analysis.yaml": """format: 1
id: order-of-analysis
version: "1"
law_stated_at: 2026-01-31
laws:
  runs: {harbour: screening.harbour, river: screening.stream}
  together: screening.at-once
steps:
  - {id: dear, law: harbour, level: request, grounds: [harbour.dear]}
  - {id: flood, law: river, level: request, grounds: [river.flood]}
  - {id: turn, law: harbour, level: item, grounds: [harbour.turn], turns_to: river}
  - {id: deep, law: harbour, level: item, grounds: [harbour.deep]}
  - {id: fish, law: river, level: item, grounds: [river.fish]}
""",
}
READING = read_texts({name: text.encode() for name, text in FILES.items()})
BOTH = {"is": "yes", "by": "the pilot"}


def case(request: Mapping[str, Any], item: Mapping[str, Any] | None = None) -> Case:
    """Return a case with one item, its answers named short."""
    whole = {"river": "screening.river", "both": "screening.both", "dear": "harbour.s1.dear", "flood": "river.r1.flood"}
    of_item = {"wet": "harbour.s1.wet", "deep": "harbour.s1.deep", "fish": "river.r1.fish"}
    items = [{"id": "log", "kinds": [], "answers": {of_item[k]: v for k, v in (item or {}).items()}}]
    answers = {whole[k]: v for k, v in request.items()}
    return Case.model_validate({"received": "2026-01-05", "kinds": [], "answers": answers, "items": items})


def decided(request: Mapping[str, Any], item: Mapping[str, Any] | None = None) -> Decision:
    assert READING.rulebook, READING.problems
    return decide(READING.rulebook, case(request, item))


NOTHING = {"dear": "no", "flood": "no"}


@pytest.mark.parametrize(
    ("request_", "outcome", "grounds"),
    [
        ({"river": "none", "dear": "yes"}, "refused-cost", ["harbour.dear"]),
        ({"river": "none", "dear": "no", "flood": "yes"}, None, []),
        ({"river": "all", "dear": "yes", "flood": "no"}, None, []),
        ({"river": "all", "flood": "yes"}, "refused", ["river.flood"]),
        # A mixed part is under both laws, and ends only if both end it.
        ({"river": "part", "dear": "yes", "flood": "no"}, None, []),
        ({"river": "part", "dear": "yes", "flood": "yes"}, "refused", ["harbour.dear", "river.flood"]),
        # In doubt about the law nothing is refused.
        ({"river": "unsure", "dear": "yes", "flood": "yes"}, "escalate", []),
        ({"dear": "yes", "flood": "yes"}, "undecided", []),
        ({"river": "unsure", "dear": "yes", "flood": "yes", "both": BOTH}, "refused", ["harbour.dear", "river.flood"]),
    ],
)
def test_a_part_ends_under_its_own_law(request_: dict[str, Any], outcome: str | None, grounds: list[str]) -> None:
    part = decided(request_, {"wet": "no", "deep": "no", "fish": "no"}).parts[0]
    assert [one.id for one in part.grounds] == grounds
    if outcome:
        assert part.outcome == outcome
    else:
        assert part.outcome in ("disclosed", "undecided")


@pytest.mark.parametrize(
    ("item", "outcome", "grounds"),
    [
        ({"wet": "no", "deep": "no"}, "disclose", []),
        ({"wet": "no", "deep": "yes"}, "withhold", ["harbour.deep"]),
        ({"wet": "no", "deep": "no", "fish": "yes"}, "disclose", []),
        ({"wet": "yes", "fish": "no"}, "disclose", ["harbour.turn"]),
        ({"wet": "yes", "deep": "yes", "fish": "no"}, "disclose", ["harbour.turn"]),
        ({"wet": "yes", "fish": "yes"}, "withhold", ["harbour.turn", "river.fish"]),
        ({"wet": "yes"}, "undecided", []),
        ({"deep": "yes", "fish": "yes"}, "undecided", []),
        ({"wet": "unsure", "deep": "yes", "fish": "yes"}, "escalate", []),
    ],
)
def test_an_item_turns_to_the_other_law(item: dict[str, str], outcome: str, grounds: list[str]) -> None:
    one = decided({"river": "all", **NOTHING}, item).items[0]
    assert (one.outcome, [ground.id for ground in one.grounds]) == (outcome, grounds)


def test_what_the_other_law_shut_out_says_so() -> None:
    stayed = {
        row.id: row for row in decided({"river": "all", **NOTHING}, {"wet": "no", "deep": "no"}).items[0].considered
    }
    assert (stayed["river.fish"].result, stayed["river.fish"].decided_by) == ("screened-out", ("harbour.s1.wet",))
    turned = {
        row.id: row for row in decided({"river": "all", **NOTHING}, {"wet": "yes", "fish": "no"}).items[0].considered
    }
    assert (turned["harbour.deep"].result, turned["harbour.turn"].result) == ("screened-out", "engaged")
    part = {row.id: row for row in decided({"river": "none", **NOTHING}).parts[0].considered}
    assert part["river.flood"].result == "screened-out"
    assert part["river.flood"].decided_by == ("screening.river", "screening.both")


@pytest.mark.parametrize(("deep", "fish"), list(product(("yes", "no", "unsure", None), repeat=2)))
def test_under_both_laws_an_item_is_refused_only_if_both_refuse_it(deep: str | None, fish: str | None) -> None:
    item = {name: value for name, value in (("deep", deep), ("fish", fish)) if value}
    one = decided({"river": "unsure", "both": BOTH, **NOTHING}, item).items[0]
    if "no" in (deep, fish):
        assert one.outcome == "disclose"
    elif (deep, fish) == ("yes", "yes"):
        assert (one.outcome, [ground.id for ground in one.grounds]) == ("withhold", ["harbour.deep", "river.fish"])
    else:
        assert one.outcome in ("undecided", "escalate")


def test_under_both_laws_a_request_that_one_law_ends_still_needs_the_other() -> None:
    request = {"river": "unsure", "both": BOTH, "dear": "yes", "flood": "no"}
    refused = decided(request, {"fish": "yes"}).items[0]
    assert (refused.outcome, [one.id for one in refused.grounds]) == ("withhold", ["harbour.dear", "river.fish"])
    assert decided(request, {"fish": "no"}).items[0].outcome == "disclose"


NAMES = {"screening.river": ("none", "part", "all"), "harbour.s1.dear": ("yes", "no"), "river.r1.flood": ("yes", "no")}


@pytest.mark.parametrize(
    "given",
    [
        dict(zip(NAMES, values, strict=True))
        for values in product((None, "none", "part", "all"), *[(None, "yes", "no")] * 2)
    ],
)
def test_what_is_pivotal_for_a_part_is_what_enumeration_finds(given: dict[str, str | None]) -> None:
    assert READING.rulebook
    short = {"screening.river": "river", "harbour.s1.dear": "dear", "river.r1.flood": "flood"}
    known = {short[name]: value for name, value in given.items() if value}
    found = {one.name for one in pivotal(READING.rulebook, case(known)) if not one.item}
    assert found <= set(NAMES) - {name for name, value in given.items() if value}
    assert found == {name for name in NAMES if given[name] is None and _can_matter(known, name, short)} & _missing(
        known
    )


def _missing(known: dict[str, str]) -> set[str]:
    return set(decided(known).parts[0].missing)


def _can_matter(known: dict[str, str], name: str, short: dict[str, str]) -> bool:
    rest = [one for one in NAMES if short[one] not in known and one != name]
    for values in product(*(NAMES[one] for one in rest)):
        full = known | {short[one]: value for one, value in zip(rest, values, strict=True)}
        ends = {_ended(full | {short[name]: value}) for value in NAMES[name]}
        if len(ends) > 1:
            return True
    return False


def _ended(known: dict[str, str]) -> tuple[str, ...]:
    part = decided(known, {"wet": "no", "deep": "no", "fish": "no"}).parts[0]
    return tuple(one.id for one in part.grounds)


def test_the_law_is_asked_for_when_a_refusal_waits_for_it() -> None:
    assert READING.rulebook
    asked = next_question(READING.rulebook, case({"dear": "yes", "flood": "no"}))
    assert asked is not None
    assert asked.name == "screening.river"
