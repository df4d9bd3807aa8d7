"""Days between two versions on which none is in force."""

from collections.abc import Iterable
from datetime import timedelta
from itertools import pairwise

from foi_rules.model.problem import Problem
from foi_rules.rulebook.periods import versions
from foi_rules.rulebook.shelf import Shelf
from foi_rules.rulebook.telling import problem

NAME = "gap-in-versions"


def check(shelf: Shelf) -> Iterable[Problem]:
    """Yield a problem for each gap between two versions of a file or a finding."""
    for name, those in versions(shelf):
        for before, after in pairwise(those):
            if before.last is not None and before.last + timedelta(days=1) < after.first:
                told = f"no version of '{name}' is in force between {before.last} and {after.first}"
                fix = "Let the later one begin on the day after the earlier one ends."
                yield problem(NAME, told, after.place, fix, [before.place])
