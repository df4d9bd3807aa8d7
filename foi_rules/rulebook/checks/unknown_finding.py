"""A finding is named that does not exist."""

from collections.abc import Iterable

from foi_rules.model.problem import Problem
from foi_rules.rulebook.shelf import Shelf
from foi_rules.rulebook.unknown import unknown, unknown_name

NAME = "unknown-finding"


def check(shelf: Shelf) -> Iterable[Problem]:
    """Yield a problem for each name, in a condition or in what a case expects, that no finding has."""
    yield from unknown(shelf, "finding", NAME)
    for entry in shelf.expected:
        if not entry.meaning and not shelf.may_exist(entry.key, entry.file.id):
            place = entry.file.place(entry.path, key=True)
            yield unknown_name(shelf, ("finding", "ground"), NAME, entry.key, place, entry.file)
