"""Two versions that are in force on one day."""

from collections.abc import Iterable
from itertools import pairwise

from foi_rules.model.problem import Problem
from foi_rules.rulebook.periods import Version, versions
from foi_rules.rulebook.shelf import Shelf
from foi_rules.rulebook.telling import problem

NAME = "overlapping-versions"


def check(shelf: Shelf) -> Iterable[Problem]:
    """Yield a problem for each pair of neighbouring versions, of a file or a finding, that share a day."""
    for name, those in versions(shelf):
        for before, after in pairwise(those):
            if before.last is None or before.last >= after.first:
                yield _problem(name, before, after)


def _problem(name: str, before: Version, after: Version) -> Problem:
    told = f"two versions of '{name}' are in force on {after.first}"
    fix = "End the earlier one, with 'until:', on the day before the later one begins."
    return problem(NAME, told, after.place, fix, [before.place])
