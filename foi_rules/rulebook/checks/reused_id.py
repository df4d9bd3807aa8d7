"""An id that something else had before."""

from collections.abc import Iterable

from foi_rules.model.problem import Problem
from foi_rules.rulebook.ids import labelled
from foi_rules.rulebook.shelf import Shelf
from foi_rules.rulebook.telling import problem

NAME = "reused-id"


def check(shelf: Shelf) -> Iterable[Problem]:
    """Yield a problem for each id that stands in the `was:` of something else."""
    everything = list(labelled(shelf))
    former = {(one.kind, was): one for one in everything for was in one.was}
    for one in everything if former else ():
        earlier = former.get((one.kind, one.id))
        if earlier is not None:
            told = f"the id '{one.id}' was that of '{earlier.id}' before, and old cases still use it so"
            yield problem(NAME, told, one.place, "Give it an id that was never used.", [earlier.place])
