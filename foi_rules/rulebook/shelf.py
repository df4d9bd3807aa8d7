"""The rule files side by side: what they define, every reference among them, and what depends on what."""

from dataclasses import dataclass
from functools import cached_property

from foi_rules.rulebook.case_names import Entry, expected_in, given_in
from foi_rules.rulebook.graph import Graph, dependencies
from foi_rules.rulebook.names import Names
from foi_rules.rulebook.references import Reference, references_in


@dataclass(frozen=True, eq=False)
class Shelf(Names):
    """The rule files with all that the checks need; each table is made once, when it is first asked for."""

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """Return every reference in every file, in file order."""
        return references_in(self)

    @cached_property
    def given(self) -> tuple[Entry, ...]:
        """Return everything that is given in a case, in file order."""
        return tuple(given_in(self))

    @cached_property
    def expected(self) -> tuple[Entry, ...]:
        """Return everything that a case expects, in file order."""
        return tuple(expected_in(self))

    @cached_property
    def dependencies(self) -> Graph:
        """Return, for each finding, ground and computed fact, what it reads."""
        return dependencies(self.references)
