"""A fact is named that does not exist."""

from collections.abc import Iterable, Iterator

from foi_rules.model.problem import Problem
from foi_rules.rulebook.case_names import SPECIAL, facts_named
from foi_rules.rulebook.shelf import Shelf
from foi_rules.rulebook.unknown import unknown, unknown_name

NAME = "unknown-fact"


def check(shelf: Shelf) -> Iterable[Problem]:
    """Yield a problem for each name, in a condition or a case, that no fact has."""
    yield from unknown(shelf, "fact", NAME)
    yield from _in_wording(shelf)
    for entry in shelf.given:
        if not entry.meaning and not shelf.may_exist(entry.key, entry.file.id):
            place = entry.file.place(entry.path, key=True)
            yield unknown_name(shelf, ("fact",), NAME, entry.key, place, entry.file)
    for entry, name, path in facts_named(shelf):
        known = name in SPECIAL or name.startswith("public_interest.")
        known = known or any(shelf.whole(kind, name, entry.file.id) for kind in ("fact", "finding", "ground"))
        if not known and not shelf.may_exist(name, entry.file.id):
            yield unknown_name(shelf, ("fact",), NAME, name, entry.file.place(path), entry.file)


def _in_wording(shelf: Shelf) -> Iterator[Problem]:
    for use in shelf.uses:
        for name in use.condition.wording:
            if name not in use.test.spec.facts:
                place = use.file.place((*use.path, "wording", name), key=True)
                yield unknown_name(shelf, ("fact",), NAME, name, place, use.file)
