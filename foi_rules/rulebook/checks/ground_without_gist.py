"""A ground that does not say what it is about."""

from collections.abc import Iterable

from foi_rules.model.problem import Problem
from foi_rules.rulebook.shelf import Shelf
from foi_rules.rulebook.telling import problem

NAME = "ground-without-gist"


def check(shelf: Shelf) -> Iterable[Problem]:
    """Yield a problem for each ground without a gist."""
    for file in shelf.files:
        for index, ground in enumerate(file.spec.grounds):
            if not ground.gist.strip():
                told = f"the ground '{ground.id}' has no gist"
                fix = "Write 'gist:', one line that says what has to be so."
                yield problem(NAME, told, file.place(("grounds", index, "id")), fix)
