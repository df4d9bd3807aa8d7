"""One module for each mistake that needs more than one place to be seen; all are in CHECKS."""

from collections.abc import Callable, Iterable

from foi_rules.model.problem import Problem
from foi_rules.rulebook.shelf import Shelf

CHECKS: tuple[Callable[[Shelf], Iterable[Problem]], ...] = ()
