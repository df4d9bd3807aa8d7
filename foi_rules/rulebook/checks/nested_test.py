"""A shared test uses another shared test."""

from collections.abc import Iterable

from foi_rules.model.problem import Problem
from foi_rules.rulebook.shelf import Shelf
from foi_rules.rulebook.telling import problem

NAME = "nested-test"


def check(shelf: Shelf) -> Iterable[Problem]:
    """Yield a problem for each `test:` inside a shared test."""
    for one in shelf.references:
        if one.kind == "test" and one.path[0] == "tests":
            told = f"the test '{one.path[1]}' uses another test, '{one.name}'"
            fix = "Use both tests where they are needed, under 'all' or 'any'."
            yield problem(NAME, told, one.file.place(one.path), fix)
