"""A step names a ground of another level."""

from collections.abc import Iterable

from foi_rules.model.problem import Problem
from foi_rules.rulebook.shelf import Shelf
from foi_rules.rulebook.telling import listed, problem

NAME = "step-of-another-level"


def check(shelf: Shelf) -> Iterable[Problem]:
    """Yield a problem for each step with a ground, or a file's grounds, that belong to another level."""
    order = shelf.order
    for index, step in enumerate(order.spec.steps if order else ()):
        for number, name in enumerate(step.grounds):
            levels = {shelf.grounds[ground].spec.level for ground in shelf.ground_ids(name)}
            if order is not None and levels and step.level not in levels:
                level = listed(sorted(levels))
                told = f"'{name}' is of level {level}, and the step '{step.id}' of level {step.level}"
                fix = f"Name it in a step of level {level}."
                yield problem(NAME, told, order.place(("steps", index, "grounds", number)), fix)
