"""One step whose grounds give different outcomes."""

from collections.abc import Iterable

from foi_rules.model.problem import Problem
from foi_rules.rulebook.shelf import Shelf
from foi_rules.rulebook.telling import problem

NAME = "mixed-step"


def check(shelf: Shelf) -> Iterable[Problem]:
    """Yield a problem for each step in which a later answer could change a settled outcome."""
    order = shelf.order
    for index, step in enumerate(order.spec.steps if order else ()):
        grounds = [one for name in step.grounds for one in shelf.ground_ids(name)]
        first: dict[str, str] = {}
        for ground in grounds:
            spec = shelf.grounds[ground].spec
            # What gives none ends nothing, so it can stand beside any other.
            if spec.level == step.level and spec.outcome != "none":
                first.setdefault(spec.outcome, ground)
        if len(first) > 1 and order is not None:
            each = ", ".join(f"{outcome} ({ground})" for outcome, ground in first.items())
            told = f"the grounds of the step '{step.id}' give different outcomes: {each}"
            place = order.place(("steps", index, "grounds"), key=True)
            places = [shelf.grounds[ground].place() for ground in first.values()]
            yield problem(NAME, told, place, "Make a step for each outcome.", places)
