"""A finding or a ground refers to itself."""

from collections.abc import Iterable

from foi_rules.model.problem import Problem
from foi_rules.rulebook.shelf import Shelf
from foi_rules.rulebook.telling import problem

NAME = "self-reference"


def check(shelf: Shelf) -> Iterable[Problem]:
    """Yield a problem for each finding, ground or computed fact that reads itself."""
    for one, targets in shelf.dependencies.items():
        twice = one in shelf.facts and one in shelf.findings  # told as duplicate-id
        if one in targets and not twice:
            reference = targets[one]
            told = f"'{reference.name}' is defined by itself"
            yield problem(NAME, told, reference.file.place(reference.path), "Say what it depends on instead.")
