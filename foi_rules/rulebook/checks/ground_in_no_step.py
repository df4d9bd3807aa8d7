"""A ground that no step of the analysis tries."""

from collections.abc import Iterable

from foi_rules.model.problem import Problem
from foi_rules.rulebook.shelf import Shelf
from foi_rules.rulebook.telling import problem

NAME = "ground-in-no-step"


def check(shelf: Shelf) -> Iterable[Problem]:
    """Yield a problem for each ground that the order of analysis leaves out: its items would go out."""
    order = shelf.order
    if order is None or order.marked.has_lost("steps"):
        return
    named = [(step.level, name) for step in order.spec.steps for name in step.grounds]
    if any(not shelf.ground_ids(name) for _, name in named):
        return  # a name that is unknown may well be the one: that is told first
    stepped = {ground for level, name in named for ground in shelf.ground_ids(name, level)}
    for ground, found in shelf.grounds.items():
        if ground not in stepped:
            told = f"no step of {order.file} tries the ground '{ground}'"
            fix = f"Add it, or '{found.file.id}', to a step of level {found.spec.level}."
            yield problem(NAME, told, found.place(), fix)
