"""The Commissioner's decisions as they are encoded by hand: package data in a wheel, `tests/decisions` in a checkout.

Each file is one decision, in our own words: a case that leaves out what is plain, and what was found for each item.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from foi_rules.engine.alternatives import STAND_IN, full_answer, full_weighing
from foi_rules.engine.decide import law_for
from foi_rules.model.case import Answer, Case, Conclusion, Weighing
from foi_rules.model.rulebook import Law, Rulebook

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
"""What a file may leave out, and means: a request that nothing refuses, and items that nothing opens."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """One decision: its number, where it was published, whose it was, what was asked for, the case, what was found.

    `stage` says at which stage it was decided; `reproduced` whether the rules come to what was found.
    """

    number: str
    url: str
    authority: str
    about: str
    stage: tuple[str, ...]
    case: Mapping[str, Any]
    expect: Mapping[str, Mapping[str, Any]]
    reproduced: bool = True


def decisions_folder() -> Path:
    """Return the folder that holds the encoded decisions.

    Raises FileNotFoundError, in one sentence, if the installation has lost them.
    """
    package = Path(__file__).resolve().parent.parent.parent
    for folder in (package / "decisions", package.parent / "tests" / "decisions"):
        if any(folder.glob("*.yaml")):
            return folder
    raise FileNotFoundError(f"the encoded decisions are missing from {package}; install foi-rules again")


def encoded_decisions() -> tuple[Encoded, ...]:
    """Return every decision that comes with foi, by year and number. Raises FileNotFoundError, or Refused."""
    found = [_read(path) for path in decisions_folder().glob("*.yaml")]
    return tuple(sorted(found, key=lambda one: (one.number.rpartition("/")[2], one.number)))


def _read(path: Path) -> Encoded:
    from foi_rules.rulebook.yaml_text import read_plain

    data: Any = read_plain(path)
    return Encoded(
        data["decision"],
        data["url"],
        data["authority"],
        data["about"],
        tuple(data["stage"]),
        data["case"],
        data["expect"],
        "not-reproduced" not in data,
    )


def whole_case(one: Encoded, rulebook: Rulebook) -> Case:
    """Return the decision's case, whole: plain answers put in, and to bare answers the texts that they need.

    It is decided under the law as the rulebook states it, unless the file names another day.
    """
    day = rulebook.order.law_stated_at.isoformat()
    law = law_for(rulebook, Case(law=one.case.get("law", day)))
    data = {"law": day, "received": day, "kinds": [], "items": [], **one.case}
    data["reference"] = f"Decision {one.number}"
    data["answers"] = _answers(law, {**PLAIN_REQUEST, **data.get("answers", {})})
    data["authority"] = dict(data.get("authority", {}))
    data["authority"]["answers"] = _answers(law, data["authority"].get("answers", {}))
    data["parts"] = [_place(law, part, {}) for part in data.get("parts", [])]
    data["items"] = [
        {"kinds": [], "created": data["received"][:4], **_place(law, item, _plain_of(item))} for item in data["items"]
    ]
    data["public_interest"] = _weighings(law, data.get("public_interest", {}))
    return Case.model_validate(data)


def _plain_of(item: Mapping[str, Any]) -> Mapping[str, str]:
    # What is held may not be told of an item that is tested as if it were held.
    as_if_held = item.get("hypothetical") == "yes"
    return {name: value for name, value in PLAIN_ITEM.items() if not (as_if_held and name == "screening.have-it")}


def _place(law: Law, place: Mapping[str, Any], plain: Mapping[str, str]) -> dict[str, Any]:
    answers = _answers(law, {**plain, **place.get("answers", {})})
    return {**place, "answers": answers, "public_interest": _weighings(law, place.get("public_interest", {}))}


def _answers(law: Law, given: Mapping[str, Any]) -> dict[str, Answer]:
    return {name: _answer(law, name, value) for name, value in given.items()}


def _answer(law: Law, name: str, value: Any) -> Answer:
    fact = law.facts[name]
    if isinstance(value, dict):
        answer = Answer.model_validate(value)
        return answer.model_copy(update={"by": answer.by or STAND_IN}) if fact.reserved else answer
    return full_answer(fact, Answer.model_validate({"is": value}).is_)


def _weighings(law: Law, given: Mapping[str, Any]) -> dict[str, Weighing]:
    return {
        name: full_weighing(cast(Conclusion, value), law.grounds[name].balance)
        if isinstance(value, str)
        else Weighing.model_validate(value)
        for name, value in given.items()
    }
