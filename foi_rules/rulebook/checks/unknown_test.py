"""A shared test is named that does not exist."""

from collections.abc import Iterable

from foi_rules.model.problem import Problem
from foi_rules.rulebook.shelf import Shelf
from foi_rules.rulebook.unknown import unknown

NAME = "unknown-test"


def check(shelf: Shelf) -> Iterable[Problem]:
    """Yield a problem for each `test:` that no file defines."""
    return unknown(shelf, "test", NAME)
