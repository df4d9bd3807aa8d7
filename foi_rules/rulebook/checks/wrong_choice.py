"""A condition asks for an answer that its fact does not have."""

from collections.abc import Iterable, Iterator

from foi_rules.model.problem import Problem
from foi_rules.rulebook.names import RuleFile
from foi_rules.rulebook.references import Reference
from foi_rules.rulebook.schema import Condition, FactSpec
from foi_rules.rulebook.shelf import Shelf
from foi_rules.rulebook.telling import listed, nearest, problem
from foi_rules.rulebook.wording import facts_of

NAME = "wrong-choice"


def check(shelf: Shelf) -> Iterable[Problem]:
    """Yield a problem for each `is`, `more_than`, `presumed` and `cites_choice` that its fact cannot meet."""
    for one in shelf.references:
        if one.kind == "fact" and one.targets and one.condition is not None:
            yield from _in_condition(one, one.condition, _spec(shelf, one))
        elif one.path[-1] == "cites_choice" and one.targets and not _spec(shelf, one).choices:
            told = f"the fact '{one.name}' has no choices that could complete the cite"
            yield problem(NAME, told, one.file.place(one.path), "Name a fact with one-of or any-of.")
    for file in shelf.files:
        for path, fact in facts_of(file):
            known = (*answers(fact), *(["none"] if fact.kind == "any-of" else []))
            if fact.presumed is not None and fact.presumed not in known:
                told = f"'{path[-1]}' has no answer '{fact.presumed}'"
                yield problem(NAME, told, file.place((*path, "presumed")), _meant(fact.presumed, known))


def answers(fact: FactSpec) -> tuple[str, ...]:
    """Return the answers that a condition can ask of a fact."""
    if fact.kind in ("yes-no", "any-of"):
        return ("yes", "no", *fact.choices)
    return tuple(fact.choices) if fact.kind == "one-of" else ("yes",)


def _spec(shelf: Shelf, one: Reference) -> FactSpec:
    if one.targets[0] in shelf.facts:
        spec: FactSpec = shelf.facts[one.targets[0]].spec
        return spec
    file: RuleFile = one.file  # a fact of a shared test, seen from inside the test
    return file.spec.tests[str(one.path[1])].facts[one.name]


def _in_condition(one: Reference, condition: Condition, fact: FactSpec) -> Iterator[Problem]:
    if condition.more_than is not None:
        if fact.kind != "number":
            told = f"'{one.name}' is no number, so it cannot be compared by 'more_than'"
            yield problem(NAME, told, one.file.place(_beside(one, "more_than")), "Ask for an answer with 'is'.")
        return
    wanted, known = condition.is_ or "yes", answers(fact)
    if wanted in known:
        return
    if condition.is_ is None:
        told = f"'{one.name}' has no answer 'yes', and the condition names no other"
        yield problem(NAME, told, one.file.place(one.path), f"Add 'is:', with {listed(known)}.")
        return
    told = f"'{one.name}' has no answer '{wanted}'"
    yield problem(NAME, told, one.file.place(_beside(one, "is")), _meant(wanted, known))


def _beside(one: Reference, key: str) -> tuple[str | int, ...]:
    return (*one.path[:-1], key)


def _meant(wanted: str, known: Iterable[str]) -> str:
    close = nearest(wanted, known)
    return f"Did you mean '{close}'?" if close else f"Its answers are {listed(known, 'and')}."
