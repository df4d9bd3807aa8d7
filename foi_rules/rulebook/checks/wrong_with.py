"""A shared test is not given exactly the texts that it takes."""

from collections.abc import Iterable

from foi_rules.model.problem import Problem
from foi_rules.rulebook.shelf import Shelf
from foi_rules.rulebook.telling import listed, problem

NAME = "wrong-with"


def check(shelf: Shelf) -> Iterable[Problem]:
    """Yield a problem for each text that a use of a shared test leaves out, or gives in vain."""
    for use in shelf.uses:
        takes, given = use.test.spec.takes, use.condition.with_
        wanted = f"It takes {listed(takes, 'and')}." if takes else "It takes no texts."
        for name in takes:
            if name not in given:
                place = use.file.place((*use.path, "test"))
                yield problem(NAME, f"the test '{use.condition.test}' needs the text '{name}'", place, wanted)
        for name in given:
            if name not in takes:
                place = use.file.place((*use.path, "with", name), key=True)
                yield problem(NAME, f"the test '{use.condition.test}' takes no text '{name}'", place, wanted)
