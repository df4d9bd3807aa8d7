"""Whether a case fits the rulebook: known facts, in their one place, with answers that they allow."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import NamedTuple, cast

from foi_rules.engine.leaves import TICK_LISTS
from foi_rules.model.case import UNSURE, Answer, Case, CostLine, Unclaimed, Weighing
from foi_rules.model.dates import vague_date
from foi_rules.model.problem import Place, Problem, Refused
from foi_rules.model.rule import Fact
from foi_rules.model.rulebook import Law

Path = tuple[str | int, ...]


class Fault(NamedTuple):
    """A mistake in a case: a stable name, one sentence, what to do, and the path to it in the file."""

    name: str
    message: str
    fix: str
    path: Path


def require_sound(law: Law, case: Case) -> None:
    """Raise Refused, with every fault, if the case does not fit the law."""
    faults = list(faults_in(law, case))
    if faults:
        raise Refused(Problem(f.name, f.message, Place("case " + ".".join(map(str, f.path))), f.fix) for f in faults)


def faults_in(law: Law, case: Case) -> Iterator[Fault]:
    """Yield every fault of the case, in file order."""
    yield from _place(law, ("authority", "answers"), case.authority.answers, "authority")
    yield from _request_level(law, (), case.kinds, case.answers)
    yield from _grounds(law, (), case.public_interest, case.not_claimed, "request")
    for index, part in enumerate(case.parts):
        yield from _request_level(law, ("parts", index), part.kinds, part.answers)
        yield from _grounds(law, ("parts", index), part.public_interest, part.not_claimed, "request")
    for index, item in enumerate(case.items):
        path: Path = ("items", index)
        yield from _ticks(law, (*path, "kinds"), item.kinds, "screening.item")
        yield from _place(law, (*path, "answers"), item.answers, "item")
        yield from _grounds(law, path, item.public_interest, item.not_claimed, "item")
        if case.parts and not item.part:
            names = ", ".join(part.id for part in case.parts)
            message = "the request has parts, and this item does not say to which it belongs"
            yield Fault("no-part", message, f"Write 'part:' with one of {names}.", path)
        if item.part and not case.part_of(item):
            yield Fault(
                "unknown-part",
                f"the request has no part called '{item.part}'",
                _did_you_mean(item.part, [part.id for part in case.parts]),
                (*path, "part"),
            )
        if item.hypothetical == "yes":
            yield from _holding(law, (*path, "answers"), item.answers)


def _request_level(
    law: Law, path: Path, kinds: tuple[str, ...] | None, answers: Mapping[str, Answer]
) -> Iterator[Fault]:
    yield from _ticks(law, (*path, "kinds"), kinds, "screening.request")
    yield from _place(law, (*path, "answers"), answers, "request")


def _ticks(law: Law, path: Path, kinds: tuple[str, ...] | None, name: str) -> Iterator[Fault]:
    fact = law.facts.get(name)
    for index, kind in enumerate(kinds or ()):
        if fact is None or kind not in fact.choices:
            known = list(fact.choices) if fact else []
            yield Fault(
                "unknown-kind",
                f"the screening list has no tick called '{kind}'",
                _did_you_mean(kind, known),
                (*path, index),
            )


def _place(law: Law, path: Path, answers: Mapping[str, Answer], scope: str) -> Iterator[Fault]:
    for name, answer in answers.items():
        fact = law.facts.get(name)
        here = (*path, name)
        if fact is None:
            yield Fault("unknown-fact", f"no fact is called '{name}'", _did_you_mean(name, list(law.facts)), here)
        elif name in TICK_LISTS:
            yield Fault(
                "answer-in-the-wrong-place", f"'{name}' is answered by 'kinds'", "Write the ticks under 'kinds:'.", here
            )
        elif fact.computed:
            yield Fault("computed-fact", f"'{name}' is worked out and is never answered", "Leave it out.", here)
        elif fact.per != scope:
            yield Fault(
                "answer-in-the-wrong-place",
                f"'{name}' is answered once for {_WHERE[fact.per]}, not for {_WHERE[scope]}",
                f"Move it to the answers of {_WHERE[fact.per]}.",
                here,
            )
        else:
            yield from _allowed(fact, answer, here)


_WHERE = {"item": "the item", "request": "the request", "authority": "the authority"}


def _allowed(fact: Fact, answer: Answer, path: Path) -> Iterator[Fault]:
    message = wrong_answer(fact, answer)
    if message:
        yield Fault("wrong-answer", f"'{fact.id}' {message}", "Answer 'unsure' if you do not know.", path)
    if fact.reserved and not answer.unsure and not answer.by.strip():
        yield Fault(
            "reserved-answer",
            f"'{fact.id}' is for a {fact.reserved.replace('-', ' ')} to answer, and nobody is named",
            "Add 'by:' with the name of the person who answered, and 'on:' with the day.",
            path,
        )


def wrong_answer(fact: Fact, answer: Answer) -> str:
    """Return what is wrong with the answer as the end of a sentence, or "" if the fact allows it."""
    value = answer.is_
    if value == UNSURE:
        return ""
    if fact.answer == "cost-lines":
        return _wrong_lines(value)
    if _has_lines(value):
        return "takes no lines of an estimate"
    if fact.answer == "any-of":
        return _wrong_ticks(fact, cast("str | tuple[str, ...]", value))
    if not isinstance(value, str):
        return "takes one answer, not a list"
    if fact.answer == "yes-no" and value not in ("yes", "no"):
        return f"takes yes, no or unsure, not '{value}'"
    if fact.answer == "one-of" and value not in fact.choices:
        return f"takes one of {', '.join(fact.choices)}, not '{value}'"
    if fact.answer == "number" and not _is_number(value):
        return f"takes a number, not '{value}'"
    return _wrong_date(value) if fact.answer == "date" else ""


def _wrong_ticks(fact: Fact, value: str | tuple[str, ...]) -> str:
    if isinstance(value, str):
        return "" if value == "none" or value in fact.choices else f"has no choice called '{value}'"
    unknown = [name for name in value if name not in fact.choices]
    return f"has no choice called '{unknown[0]}'" if unknown else ""


def _has_lines(value: object) -> bool:
    return isinstance(value, tuple) and any(isinstance(one, CostLine) for one in value)


def _wrong_lines(value: object) -> str:
    if isinstance(value, tuple) and value and _has_lines(value):
        return ""
    return "takes the lines of an estimate, each with 'what', and 'cost' or 'rate' with 'hours'"


def _is_number(value: str) -> bool:
    try:
        float(value)
    except ValueError:
        return False
    return True


def _wrong_date(value: str) -> str:
    try:
        vague_date(value)
    except ValueError as error:
        return f"takes a date: {error}"
    return ""


def _grounds(
    law: Law, path: Path, weighings: Mapping[str, Weighing], dropped: Mapping[str, Unclaimed], scope: str
) -> Iterator[Fault]:
    for name in weighings:
        ground = law.grounds.get(name)
        here = (*path, "public_interest", name)
        if ground is None:
            yield Fault("unknown-ground", f"no ground is called '{name}'", _did_you_mean(name, list(law.grounds)), here)
        elif ground.kind != "qualified":
            yield Fault(
                "no-balance", f"{ground.cite} is not weighed: it is {_KINDS[ground.kind]}", "Leave it out.", here
            )
        elif (ground.level == "item") != (scope == "item"):
            wanted = "item" if ground.level == "item" else "request"
            yield Fault(
                "answer-in-the-wrong-place",
                f"{ground.cite} is weighed for {_WHERE[wanted]}, not for {_WHERE[scope]}",
                f"Move it to the public_interest of {_WHERE[wanted]}.",
                here,
            )
    for name in dropped:
        ground = law.grounds.get(name)
        here = (*path, "not_claimed", name)
        if ground is None:
            yield Fault("unknown-ground", f"no ground is called '{name}'", _did_you_mean(name, list(law.grounds)), here)
        elif ground.hold_back:
            yield Fault(
                "cannot-be-left-unclaimed",
                f"{ground.cite} protects somebody else, so it cannot be left unclaimed",
                "Let a named person answer its questions, or hold the item back.",
                here,
            )


_KINDS = {"absolute": "absolute", "other": "not an exemption"}


def _holding(law: Law, path: Path, answers: Mapping[str, Answer]) -> Iterator[Fault]:
    sections = {ground.section for ground in law.grounds.values() if ground.outcome == "not-held"}
    for name in answers:
        if any(name.startswith(f"{section}.") for section in sections):
            yield Fault(
                "says-whether-it-is-held",
                f"'{name}' tells whether the item is held, and the item is tested as if it were",
                "Leave it out: the answer must not depend on it.",
                (*path, name),
            )


def _did_you_mean(name: str, known: list[str]) -> str:
    close = get_close_matches(name, known, n=1, cutoff=0.6)
    return (
        f"Did you mean '{close[0]}'?"
        if close
        else "'foi rules facts' lists the facts and 'foi rules list' the grounds."
    )
