"""A ground that a notice could not cite."""

from collections.abc import Iterable

from foi_rules.model.problem import Problem
from foi_rules.rulebook.shelf import Shelf
from foi_rules.rulebook.telling import problem

NAME = "ground-without-cite"


def check(shelf: Shelf) -> Iterable[Problem]:
    """Yield a problem for each ground without a provision. Source: FOISA s.16(1)(c)."""
    for file in shelf.files:
        for index, ground in enumerate(file.spec.grounds):
            if not ground.cite.strip():
                told = f"the ground '{ground.id}' has no provision that a notice could cite"
                fix = "Write 'cite:', such as FOISA s.33(1)(b)."
                yield problem(NAME, told, file.place(("grounds", index, "id")), fix)
