"""What each rule file defines, by whole id, and what a name in a file means."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from foi_rules.model.problem import Place
from foi_rules.rulebook.schema import Condition, GroundSpec, SectionSpec
from foi_rules.rulebook.trees import leaves, trees
from foi_rules.rulebook.yaml_text import Marked, Steps

RefKind = Literal["fact", "finding", "ground", "test", "factors"]
_TABLES: Mapping[RefKind, str] = {
    "fact": "facts", "finding": "findings", "ground": "grounds", "test": "tests", "factors": "factors",
}  # fmt: skip
INPUTS = ("item.created", "case.made", "case.received", "case.as-at")


@dataclass(frozen=True, eq=False)
class RuleFile:
    """One section file as it was read."""

    file: str
    marked: Marked
    spec: SectionSpec

    @property
    def id(self) -> str:
        """Return the id of the file, which begins the whole ids of what it holds."""
        return self.spec.id

    def place(self, path: Steps, key: bool = False) -> Place:
        """Return the place of a part of the file."""
        return self.marked.place(path, key)


@dataclass(frozen=True, eq=False)
class Definition:
    """Where a fact, finding, ground, test or balance is defined.

    A fact of a shared test has the `use` that brings it into the file, and `path` leads to that use.
    """

    id: str
    file: RuleFile
    path: Steps
    spec: Any
    use: "Use | None" = None

    def place(self) -> Place:
        """Return the place of the definition's name."""
        return self.file.place((*self.path, "id") if isinstance(self.spec, GroundSpec) else self.path)


@dataclass(frozen=True, eq=False)
class Use:
    """A shared test where it is used: the condition, its path, and the test."""

    file: RuleFile
    path: Steps
    condition: Condition
    test: Definition

    def fact_id(self, name: str) -> str:
        """Return the whole id that a fact of the test has in the file that uses it."""
        return f"{self.file.id}.{self.condition.as_}.{name}"


@dataclass(frozen=True, eq=False)
class Whole:
    """A file about the Act as a whole (order of analysis, public interest) as it was read."""

    file: str
    marked: Marked
    spec: Any

    def place(self, path: Steps, key: bool = False) -> Place:
        """Return the place of a part of the file."""
        return self.marked.place(path, key)


@dataclass(frozen=True, eq=False)
class Names:
    """Every rule file that could be read, and the tables of what they define, by whole id.

    `broken` are ids whose entry had errors, `unread` the ids of files that could not be used ("" if not
    even the id could be read): what refers to them may well be right, so nothing is said about it.
    `calendar` is the plain data of the calendar file, which is checked elsewhere.
    """

    files: tuple[RuleFile, ...]
    order: Whole | None = None
    interest: Whole | None = None
    broken: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()
    calendar: Any = None

    @cached_property
    def tests(self) -> Mapping[str, Definition]:
        """Return the shared tests by whole id, and by their own name, which is unique in the rulebook."""
        found: dict[str, Definition] = {}
        for file in self.files:
            for name, spec in file.spec.tests.items():
                definition = Definition(f"{file.id}.{name}", file, ("tests", name), spec)
                found.setdefault(definition.id, definition)
                found.setdefault(name, definition)
        return found

    @cached_property
    def uses(self) -> tuple[Use, ...]:
        """Return every use of a shared test that exists, in file order."""
        found = []
        for file in self.files:
            for path, tree, _ in trees(file.spec):
                for at, leaf in leaves(tree, path):
                    test = self.test(leaf.test, file) if leaf.test is not None else None
                    if test is not None:
                        found.append(Use(file, at, leaf, test))
        return tuple(found)

    @cached_property
    def _use_at(self) -> Mapping[int, Use]:
        return {id(use.condition): use for use in self.uses}

    @cached_property
    def facts(self) -> Mapping[str, Definition]:
        """Return the facts, those of shared tests included where they are used."""
        found: dict[str, Definition] = {}
        for file in self.files:
            for name, spec in file.spec.facts.items():
                found.setdefault(f"{file.id}.{name}", Definition(f"{file.id}.{name}", file, ("facts", name), spec))
        for use in self.uses:
            for name, spec in use.test.spec.facts.items():
                found.setdefault(use.fact_id(name), Definition(use.fact_id(name), use.file, use.path, spec, use))
        return found

    @cached_property
    def findings(self) -> Mapping[str, Definition]:
        """Return the findings."""
        found: dict[str, Definition] = {}
        for file in self.files:
            for name, spec in file.spec.findings.items():
                found.setdefault(f"{file.id}.{name}", Definition(f"{file.id}.{name}", file, ("findings", name), spec))
        return found

    @cached_property
    def grounds(self) -> Mapping[str, Definition]:
        """Return the grounds."""
        found: dict[str, Definition] = {}
        for file in self.files:
            for index, spec in enumerate(file.spec.grounds):
                found.setdefault(spec.id, Definition(spec.id, file, ("grounds", index), spec))
        return found

    @cached_property
    def factors(self) -> Mapping[str, Definition]:
        """Return the balances that grounds share by name."""
        found: dict[str, Definition] = {}
        for file in self.files:
            for name, spec in file.spec.factors.items():
                found.setdefault(f"{file.id}.{name}", Definition(f"{file.id}.{name}", file, ("factors", name), spec))
        return found

    @cached_property
    def grounds_of(self) -> Mapping[str, tuple[str, ...]]:
        """Return the ids of the grounds of each file, by the file's id (its versions together)."""
        found: dict[str, list[str]] = {}
        for file in self.files:
            mine = found.setdefault(file.id, [])
            mine += [ground.id for ground in file.spec.grounds if ground.id not in mine]
        return {name: tuple(ids) for name, ids in found.items()}

    def table(self, kind: RefKind) -> Mapping[str, Definition]:
        """Return all that is defined of one kind."""
        found: Mapping[str, Definition] = getattr(self, _TABLES[kind])
        return found

    def test(self, name: str, file: RuleFile) -> Definition | None:
        """Return the shared test that a name means in a file, or None."""
        return self.tests.get(f"{file.id}.{name}") or self.tests.get(name)

    def use(self, condition: Condition) -> Use:
        """Return the use of a test that this very condition is. Raises KeyError if its test is unknown."""
        return self._use_at[id(condition)]

    def whole(self, kind: RefKind, name: str, file_id: str) -> str | None:
        """Return the whole id that a name means in a file, or None: local names first, then whole ids."""
        table = self.table(kind)
        local = f"{file_id}.{name}"
        if local in table:
            return local
        return name if name in table else None

    def ground_ids(self, name: str, level: str | None = None) -> tuple[str, ...]:
        """Return the grounds that a name means: itself, or all of a file (of one level), in file order."""
        if name in self.grounds:
            return (name,)
        mine = self.grounds_of.get(name, ())
        return tuple(one for one in mine if level is None or self.grounds[one].spec.level == level)

    def may_exist(self, name: str, file_id: str = "") -> bool:
        """Return whether a name that is not found may stand in a part that could not be read."""
        if {name, f"{file_id}.{name}"} & self.broken:
            return True
        if any(one and (name == one or name.startswith(f"{one}.")) for one in self.unread):
            return True
        known = any(name.startswith(f"{file.id}.") for file in self.files)
        return "" in self.unread and not known
