"""A sentence is written for an answer that cannot be given."""

from collections.abc import Iterable

from foi_rules.model.problem import Problem
from foi_rules.rulebook.shelf import Shelf
from foi_rules.rulebook.telling import listed, nearest, problem
from foi_rules.rulebook.wording import SENTENCES, facts_of

NAME = "says-unknown-answer"


def check(shelf: Shelf) -> Iterable[Problem]:
    """Yield a problem for each key under `says` that is no answer of the fact or finding."""
    for file in shelf.files:
        spoken = [(path, (*SENTENCES[fact.kind], *fact.choices), fact.says) for path, fact in facts_of(file)]
        spoken += [(("findings", name), SENTENCES["yes-no"], one.says) for name, one in file.spec.findings.items()]
        for path, known, says in spoken:
            for key in says:
                if key not in known:
                    close = nearest(key, known)
                    fix = f"Did you mean '{close}'?" if close else f"The answers are {listed(known, 'and')}."
                    place = file.place((*path, "says", key), key=True)
                    yield problem(NAME, f"'{path[-1]}' has no answer '{key}'", place, fix)
