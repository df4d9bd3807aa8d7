"""What the test cases of rule files name, and what it means there."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from foi_rules.rulebook.names import Definition, Names, RefKind, RuleFile
from foi_rules.rulebook.schema import CaseSpec
from foi_rules.rulebook.yaml_text import Steps

if TYPE_CHECKING:
    from foi_rules.rulebook.shelf import Shelf

# Of the case file (docs/reference/case-file.md): what a case may give beside answers.
DAYS = ("received", "made", "as_at", "law")
CASE_KEYS = (
    *DAYS,
    "created",
    "stage",
    "kinds",
    "hypothetical",
    "held_back",
    "not_claimed",
    "public_interest",
)
# What `missing` and `decided_by` may name beside facts.
SPECIAL = ("created", "hypothetical", "screening.item", "screening.request")
LISTS = ("missing", "warnings", "duties")
Meaning = Literal["input", "outcome", "list", "fact", "finding", "ground", ""]


@dataclass(frozen=True, eq=False)
class Entry:
    """One thing that a case gives or expects: its key, its value and where they stand; what the key means."""

    file: RuleFile
    case: CaseSpec
    path: Steps
    key: str
    value: Any
    meaning: Meaning
    found: Definition | None = None


def given_in(names: Names) -> Iterator[Entry]:
    """Yield everything that is given in a case, in file order."""
    for file in names.files:
        for index, case in enumerate(file.spec.cases):
            for key, value in case.given.items():
                meaning, found = _meaning(names, file, key, CASE_KEYS, ("fact", "finding", "ground"))
                yield Entry(file, case, ("cases", index, "given", key), key, value, meaning, found)


def expected_in(names: Names) -> Iterator[Entry]:
    """Yield everything that a case expects, in file order."""
    for file in names.files:
        for index, case in enumerate(file.spec.cases):
            for key, value in case.expect.items():
                meaning, found = _meaning(names, file, key, (), ("finding", "ground", "fact"))
                if key == "outcome" or key in LISTS:
                    meaning, found = "outcome" if key == "outcome" else "list", None
                yield Entry(file, case, ("cases", index, "expect", key), key, value, meaning, found)


def _meaning(
    names: Names, file: RuleFile, key: str, inputs: tuple[str, ...], kinds: tuple[RefKind, ...]
) -> tuple[Meaning, Definition | None]:
    if key in inputs:
        return "input", None
    for kind in kinds:
        whole = names.whole(kind, key, file.id)
        if whole is not None and kind in ("fact", "finding", "ground"):
            return kind, names.table(kind)[whole]
    return "", None


def facts_named(shelf: "Shelf") -> Iterator[tuple[Entry, str, Steps]]:
    """Yield each name in a `missing` or `decided_by` that is to be a fact, with its entry and path."""
    for entry in shelf.expected:
        names: Any = None
        path = entry.path
        if entry.key == "missing":
            names = entry.value
        elif entry.meaning == "ground" and isinstance(entry.value, dict):
            names, path = entry.value.get("decided_by"), (*path, "decided_by")
        for index, name in enumerate(names if isinstance(names, list) else ()):
            if isinstance(name, str):
                yield entry, name, (*path, index)
