"""Decisions of the Commissioner as cases: what an officer would have answered, and what should come of it.

Each file of this folder is one decision, in our own words. `case` is a case file (docs/reference/case-file.md) in
which plain answers may be left out (foi_rules/commands/practice_files/encoded.py): a request that nothing refuses and
items that nothing opens. `expect` says for each item (or for `request`) what the Commissioner found, in the terms of a
decision. A file that has `not-reproduced` says why it does not come out so; then it must not, for a stale excuse is
worse than none.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from foi_rules.commands.practice_files.encoded import Encoded, whole_case
from foi_rules.engine.decide import decide, law_for
from foi_rules.model.case import Case
from foi_rules.model.decision import Decision
from foi_rules.model.rulebook import Rulebook

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Found:
    """One decision as encoded: its number, what was found, the case, what is expected, and why not if not."""

    id: str
    url: str
    authority: str
    about: str
    stage: tuple[str, ...]
    case: Mapping[str, Any]
    expect: Mapping[str, Mapping[str, Any]]
    not_reproduced: str
    file: Path


def decisions() -> tuple[Found, ...]:
    """Return every decision of the folder, by year and number."""
    found = [_read(path) for path in FOLDER.glob("*.yaml")]
    return tuple(sorted(found, key=lambda one: (one.id.split("/")[1], one.id)))


def _read(path: Path) -> Found:
    # As text throughout, like every file of the project: no is "no".
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    known = {"decision", "url", "authority", "about", "stage", "case", "expect", "not-reproduced"}
    assert set(data) <= known, f"{path.name}: {set(data) - known}"
    return Found(
        data["decision"],
        data["url"],
        data["authority"],
        data["about"],
        tuple(data["stage"]),
        data["case"],
        data["expect"],
        data.get("not-reproduced", ""),
        path,
    )


def case_of(found: Found, rulebook: Rulebook) -> Case:
    """Return the decision's case, whole: plain answers put in, and to bare answers the texts that they need.

    It is decided under today's law unless the file names another day.
    """
    case = whole_case(encoded(found), rulebook)
    law = law_for(rulebook, case)
    names = [one.id for one in (*case.parts, *case.items)]
    assert len(names) == len(set(names)), f"{found.file.name}: a part and an item share a name"
    for scope, places in (("request", (case, *case.parts)), ("item", case.items), ("authority", (case.authority,))):
        for name in [name for place in places for name in place.answers]:
            fact = law.facts[name]
            assert fact.per == scope, f"'{name}' is answered per {fact.per}, not per {scope}"
    return case


def encoded(found: Found) -> Encoded:
    """Return the decision as the exercises of `foi practice` read it."""
    return Encoded(found.id, found.url, found.authority, found.about, found.stage, found.case, found.expect)


def decided(found: Found, rulebook: Rulebook) -> Decision:
    """Return the decision on the case. Raises Refused if an answer does not fit."""
    return decide(rulebook, case_of(found, rulebook))


def differences(found: Found, decision: Decision) -> Iterator[str]:
    """Yield where the decision is not what the Commissioner found, one sentence each.

    Of an item: `outcome`; `grounds`, the ids relied on; `results`, what became of a ground; `by`, ids that must be
    among those that decided it. Of `request`: the same for the whole request.
    """
    for name, wanted in found.expect.items():
        unknown = set(wanted) - {"outcome", "grounds", "results", "by"}
        assert not unknown, f"{found.file.name}: {unknown}"
        one = decision.parts[0] if name == "request" else _part_or_item(decision, name)
        outcome = decision.outcome if name == "request" else one.outcome
        if "outcome" in wanted and outcome != wanted["outcome"]:
            missing = ", ".join(one.missing) or "nothing"
            yield f"{name}: the outcome is {outcome}, not {wanted['outcome']} (missing: {missing})"
        relied = [ground.id for ground in one.grounds]
        if "grounds" in wanted and set(relied) != set(wanted["grounds"]):
            yield f"{name}: it rests on {', '.join(relied) or 'nothing'}, not on {', '.join(wanted['grounds'])}"
        rows = {row.id: row for row in one.considered}
        for ground, result in wanted.get("results", {}).items():
            if rows[ground].result != result:
                yield f"{name}: {ground} is {rows[ground].result}, not {result} ({', '.join(rows[ground].decided_by)})"
        for ground, facts in wanted.get("by", {}).items():
            if not set(facts) <= set(rows[ground].decided_by):
                yield f"{name}: {ground} was decided by {', '.join(rows[ground].decided_by)}, not by {', '.join(facts)}"


def _part_or_item(decision: Decision, name: str) -> Any:
    return next((part for part in decision.parts if part.id == name), None) or decision.item(name)
