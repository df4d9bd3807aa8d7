"""Decisions of the Commissioner as cases: what an officer would have answered, and what should come of it.

Each file of this folder is one decision, in our own words. `case` is a case file (docs/reference/case-file.md) in
which the answers of `PLAIN` may be left out: a request that nothing refuses and items that nothing opens. `expect`
says for each item (or for `request`) what the Commissioner found, in the terms of a decision. A file that has
`not-reproduced` says why it does not come out so; then it must not, for a stale excuse is worse than none.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from foi_rules.engine.alternatives import STAND_IN, full_answer, full_weighing
from foi_rules.engine.decide import decide, law_for
from foi_rules.model.case import Answer, Case, Weighing
from foi_rules.model.decision import Decision
from foi_rules.model.rulebook import Law, Rulebook

FOLDER = Path(__file__).parent
PLAIN_REQUEST: Mapping[str, str] = {
    "screening.environment": "none",
    "screening.applicant": "none",
    "screening.say-so": "no",
    "screening.found": "all",
}
PLAIN_ITEM: Mapping[str, str] = {
    "screening.people": "no",
    "screening.died": "no",
    "screening.given": "no",
    "screening.barred": "no",
    "screening.danger": "no",
    "screening.have-it": "yes",
}


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
    law = law_for(rulebook, Case(law=found.case.get("law", rulebook.order.law_stated_at.isoformat())))
    day = rulebook.order.law_stated_at.isoformat()
    data = {"law": day, "received": day, "kinds": [], "items": [], **found.case}
    data["reference"] = f"Decision {found.id}"
    data["answers"] = _answers(law, {**PLAIN_REQUEST, **data.get("answers", {})}, "request")
    data["authority"] = dict(data.get("authority", {}))
    data["authority"]["answers"] = _answers(law, data["authority"].get("answers", {}), "authority")
    names = [one["id"] for one in (*data.get("parts", []), *data["items"])]
    assert len(names) == len(set(names)), f"{found.file.name}: a part and an item share a name"
    data["parts"] = [_place(law, one, {}, "request") for one in data.get("parts", [])]
    data["items"] = [
        {"kinds": [], "created": data["received"][:4], **_place(law, one, _plain_of(one), "item")}
        for one in data["items"]
    ]
    data["public_interest"] = _weighings(law, data.get("public_interest", {}))
    return Case.model_validate(data)


def _plain_of(item: Mapping[str, Any]) -> Mapping[str, str]:
    # What is held may not be told of an item that is tested as if it were held.
    hypothetical = item.get("hypothetical") == "yes"
    return {name: value for name, value in PLAIN_ITEM.items() if not (hypothetical and name == "screening.have-it")}


def _place(law: Law, place: Mapping[str, Any], plain: Mapping[str, str], scope: str) -> dict[str, Any]:
    done = dict(place)
    done["answers"] = _answers(law, {**plain, **place.get("answers", {})}, scope)
    done["public_interest"] = _weighings(law, place.get("public_interest", {}))
    return done


def _answers(law: Law, given: Mapping[str, Any], scope: str) -> dict[str, Answer]:
    return {name: _answer(law, name, value, scope) for name, value in given.items()}


def _answer(law: Law, name: str, value: Any, scope: str) -> Answer:
    fact = law.facts.get(name)
    assert fact is not None, f"no fact is called '{name}'"
    assert fact.per == scope, f"'{name}' is answered per {fact.per}, not per {scope}"
    if isinstance(value, dict):
        answer = Answer.model_validate(value)
        return answer.model_copy(update={"by": answer.by or STAND_IN}) if fact.reserved else answer
    return full_answer(fact, Answer.model_validate({"is": value}).is_)


def _weighings(law: Law, given: Mapping[str, Any]) -> dict[str, Weighing]:
    return {
        name: full_weighing(value, law.grounds[name].balance)
        if isinstance(value, str)
        else Weighing.model_validate(value)
        for name, value in given.items()
    }


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
