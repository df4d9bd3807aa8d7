"""The versions of files and findings, with the days on which each is in force."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from foi_rules.model.problem import Place
from foi_rules.rulebook.names import RuleFile
from foi_rules.rulebook.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Version:
    """One version: its first day, its last (None if it is in force without end), and its place."""

    first: date
    last: date | None
    place: Place


def versions(shelf: Shelf) -> Iterator[tuple[str, list[Version]]]:
    """Yield the versions of each file and of each finding, in the order of their first days."""
    files: dict[str, list[Version]] = {}
    for file in shelf.files:
        period = file.spec.in_force
        mine = Version(period.first, period.last, file.place(("in_force",), key=True))
        files.setdefault(file.id, []).append(mine)
    for name, those in files.items():
        yield name, sorted(those, key=lambda one: one.first)
    for file in shelf.files:
        yield from _of_findings(file)


def _of_findings(file: RuleFile) -> Iterator[tuple[str, list[Version]]]:
    whole = file.spec.in_force
    for name, finding in file.spec.findings.items():
        found = [
            Version(
                one.first or whole.first,
                one.last or whole.last,
                file.place(("findings", name, "versions", index)),
            )
            for index, one in enumerate(finding.versions)
        ]
        yield name, sorted(found, key=lambda one: one.first)
