"""A ground that no answer in the screening lists opens."""

from collections.abc import Iterable

from foi_rules.model.problem import Problem
from foi_rules.rulebook.shelf import Shelf
from foi_rules.rulebook.telling import problem

NAME = "ground-behind-no-door"


def check(shelf: Shelf) -> Iterable[Problem]:
    """Yield a problem for each ground of an item that no door opens, if there are doors at all.

    The grounds of a request are looked at for every request, so they need no door.
    """
    doors = [(file, door) for file in shelf.files for door in file.spec.doors]
    lost = any(file.marked.has_lost("doors") for file in shelf.files)
    named = {name for _, door in doors for name in door.opens}
    if not doors or lost or any(not shelf.ground_ids(name) for name in named):
        return
    opened = {ground for name in named for ground in shelf.ground_ids(name)}
    for ground, found in shelf.grounds.items():
        if found.spec.level == "item" and ground not in opened:
            told = f"no door of {doors[0][0].file} opens the ground '{ground}'"
            yield problem(NAME, told, found.place(), "Add it under 'opens:' of a door.")
