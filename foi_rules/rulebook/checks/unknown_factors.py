"""A balance of factors is named that does not exist."""

from collections.abc import Iterable

from foi_rules.model.problem import Problem
from foi_rules.rulebook.shelf import Shelf
from foi_rules.rulebook.unknown import unknown

NAME = "unknown-factors"


def check(shelf: Shelf) -> Iterable[Problem]:
    """Yield a problem for each `public_interest:` with the name of a balance that no file defines."""
    return unknown(shelf, "factors", NAME)
