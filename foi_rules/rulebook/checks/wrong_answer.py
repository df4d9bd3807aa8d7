"""A case gives an answer that its fact does not allow."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from pydantic import ValidationError

from foi_rules.model.case import CostLine
from foi_rules.model.dates import exact_date, vague_date
from foi_rules.model.problem import Problem
from foi_rules.rulebook.case_names import DAYS, Entry
from foi_rules.rulebook.schema import FactSpec
from foi_rules.rulebook.shelf import Shelf
from foi_rules.rulebook.telling import listed, nearest, problem
from foi_rules.rulebook.yaml_text import Steps

NAME = "wrong-answer"

_TRUTHS = ("yes", "no", "unknown")
_CONCLUSIONS = ("disclosure-outweighs", "even", "maintaining-outweighs", "unsure")
_CHOSEN: Mapping[str, tuple[str, ...]] = {"stage": ("initial", "review"), "hypothetical": ("yes", "no")}
# What comes with any answer: how it came (docs/reference/case-file.md), and the reasons and evidence for it.
_ALWAYS = ("is", "reasons", "evidence", "by", "on", "how")


def check(shelf: Shelf) -> Iterable[Problem]:
    """Yield a problem for each value given in a case that an officer could not give."""
    for entry in shelf.given:
        if entry.meaning == "fact" and entry.found is not None:
            yield from _of_fact(entry, entry.found.spec)
        elif entry.meaning in ("finding", "ground") and entry.found is not None:
            yield from _outright(entry)
        elif entry.meaning == "input":
            yield from _of_input(entry)


def _tell(entry: Entry, told: str, fix: str, path: Steps = ()) -> Problem:
    return problem(NAME, told, entry.file.place((*entry.path, *path)), fix)


def _of_fact(entry: Entry, fact: FactSpec) -> Iterator[Problem]:
    value = entry.value
    if not isinstance(value, dict):
        yield from _value(entry, fact, value, ())
        return
    if "is" not in value:
        yield _tell(entry, f"the answer to '{entry.key}' lacks its 'is'", "Write {is: yes, reasons: ...}.")
    else:
        yield from _value(entry, fact, value["is"], ("is",))
    asked = [text for texts in fact.needs.values() for text in texts]
    known = tuple(dict.fromkeys([*_ALWAYS, *asked, *fact.consider]))
    for key, text in value.items():
        if key not in known:
            told = f"'{entry.key}' asks for no text called '{key}'"
            place = entry.file.place((*entry.path, key), key=True)
            yield problem(NAME, told, place, _meant(key, known))
        elif key != "is" and not isinstance(text, str):
            yield _tell(entry, f"'{key}' must be a text", "Write it in one piece.", (key,))


def _value(entry: Entry, fact: FactSpec, value: Any, path: Steps) -> Iterator[Problem]:
    if value == "unsure":
        return
    wrong = _not_an_answer(fact, value)
    if wrong:
        yield _tell(entry, f"'{entry.key}' {wrong[0]}", wrong[1], path)
        return
    for index, tick in enumerate(value if isinstance(value, list) and fact.kind == "any-of" else ()):
        if not isinstance(tick, str) or tick not in fact.choices:
            told = f"'{entry.key}' has no choice '{tick}'"
            yield _tell(entry, told, _meant(str(tick), tuple(fact.choices)), (*path, index))


def _not_an_answer(fact: FactSpec, value: Any) -> tuple[str, str] | None:
    """Return what is wrong with a value as the answer to a fact, and what to do; None if nothing is."""
    if fact.kind == "any-of":
        return _not_a_tick_list(fact, value)
    if fact.kind == "cost-lines":
        return _not_an_estimate(value)
    if not isinstance(value, str):
        return "takes one answer, not a list or mapping", "Write one answer."
    if fact.kind in ("yes-no", "one-of"):
        known = tuple(fact.choices) or ("yes", "no")
        known = (*known, "unsure")
        return None if value in known else (f"has no answer '{value}'", _meant(value, known))
    if fact.kind == "date":
        return _failing(vague_date, value)
    if fact.kind == "number":
        return _failing(_number, value)
    return None


def _not_a_tick_list(fact: FactSpec, value: Any) -> tuple[str, str] | None:
    if value in ("none", []):
        return None
    if not isinstance(value, list):
        return (
            "is a list of ticks",
            f"Write [{value}]." if value in fact.choices else "Write [one, another] or none.",
        )
    return None


def _not_an_estimate(value: Any) -> tuple[str, str] | None:
    fix = "Write [{what: find the files, hours: 12, rate: 13.20}, {what: postage, cost: 8}]."
    if not isinstance(value, list) or not value:
        return "takes the lines of an estimate", fix
    for line in value:
        try:
            CostLine.model_validate(line)
        except ValidationError as error:
            return f"is wrong: {error.errors()[0]['msg'].removeprefix('Value error, ')}", fix
    return None


def _number(value: str) -> None:
    try:
        Decimal(value)
    except InvalidOperation as error:
        raise ValueError(f"'{value}' is not a number") from error


def _failing(read: Any, value: str) -> tuple[str, str] | None:
    try:
        read(value)
    except ValueError as error:
        return f"is wrong: {error}", "Write another answer, or unsure."
    return None


def _outright(entry: Entry) -> Iterator[Problem]:
    """Yield what is wrong with a finding or a ground that is given as it stands."""
    if entry.found is not None and entry.found.file.id == entry.file.id:
        told = f"'{entry.key}' is worked out from this file, so a case cannot give it"
        place = entry.file.place(entry.path, key=True)
        yield problem(NAME, told, place, "Give the answers to the facts that it reads.")
    elif entry.value not in _TRUTHS:
        yield _tell(entry, f"'{entry.key}' must be {listed(_TRUTHS)}", "Give one of them.")


def _of_input(entry: Entry) -> Iterator[Problem]:
    key, value = entry.key, entry.value
    known = _CHOSEN.get(key)
    if known and value not in known:
        yield _tell(entry, f"'{key}' must be {listed(known)}", "Give one of them.")
    elif key in DAYS or (key == "created" and value != "unsure"):
        read = exact_date if key in DAYS else vague_date
        wrong = _failing(read, value) if isinstance(value, str) else ("must be a date", "Write 2019-06-30.")
        if wrong:
            yield _tell(entry, f"'{key}' {wrong[0]}", "Write a day, such as 2019-06-30.")
    elif key == "public_interest":
        yield from _weighed(entry)


def _weighed(entry: Entry) -> Iterator[Problem]:
    if not isinstance(entry.value, dict):
        yield _tell(entry, "'public_interest' maps grounds to what was concluded", "Write {foisa.s30-c: even}.")
        return
    for ground, weighing in entry.value.items():
        whole = isinstance(weighing, dict)
        conclusion = weighing.get("conclusion", "unsure") if whole else weighing
        if conclusion not in _CONCLUSIONS:
            told = f"'{conclusion}' is no conclusion of a balance"
            path: Steps = (ground, "conclusion") if whole else (ground,)
            yield _tell(entry, told, _meant(str(conclusion), _CONCLUSIONS), path)


def _meant(value: str, known: tuple[str, ...]) -> str:
    close = nearest(value, known)
    return f"Did you mean '{close}'?" if close else f"It may be {listed(known)}."
