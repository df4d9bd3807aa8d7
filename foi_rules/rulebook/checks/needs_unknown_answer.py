"""A text is needed for an answer that cannot be given."""

from collections.abc import Iterable

from foi_rules.model.problem import Problem
from foi_rules.rulebook.shelf import Shelf
from foi_rules.rulebook.telling import listed, nearest, problem
from foi_rules.rulebook.wording import facts_of

NAME = "needs-unknown-answer"

_ANSWERS = {"yes-no": ("yes", "no"), "any-of": ("some", "none")}


def check(shelf: Shelf) -> Iterable[Problem]:
    """Yield a problem for each key under `needs` that is no answer of the fact."""
    for file in shelf.files:
        for path, fact in facts_of(file):
            known = (*_ANSWERS.get(fact.kind, ()), *fact.choices, "any")
            for key in fact.needs:
                if key not in known:
                    close = nearest(key, known)
                    fix = f"Did you mean '{close}'?" if close else f"The keys here are {listed(known, 'and')}."
                    place = file.place((*path, "needs", key), key=True)
                    yield problem(NAME, f"'{path[-1]}' has no answer '{key}'", place, fix)
