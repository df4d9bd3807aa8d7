"""The test cases of a rule file, with what each takes over from the case that it is like."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from foi_rules.model.rule import RuleCase
from foi_rules.rulebook.names import RuleFile
from foi_rules.rulebook.schema import CaseSpec
from foi_rules.rulebook.shelf import Shelf


def rule_cases(shelf: Shelf, file: RuleFile) -> tuple[RuleCase, ...]:
    """Return the cases of a file. Only what is given is taken over from the case that one is `like`."""
    by_name = {case.name: case for case in file.spec.cases}
    return tuple(
        RuleCase(
            name=case.name,
            given=MappingProxyType(given(shelf, file, case, by_name)),
            expect=MappingProxyType(dict(case.expect)),
            source=case.source or "",
            line=file.place(("cases", index)).line,
        )
        for index, case in enumerate(file.spec.cases)
    )


def given(shelf: Shelf, file: RuleFile, case: CaseSpec, by_name: Mapping[str, CaseSpec]) -> dict[str, Any]:
    """Return all that is given in a case. A fact may be written short in one case and whole in another."""
    chain: list[CaseSpec] = []
    one: CaseSpec | None = case
    while one is not None and one not in chain:
        chain.append(one)
        one = by_name.get(one.like) if one.like else None
    found: dict[str, tuple[str, Any]] = {}
    for link in reversed(chain):
        for key, value in link.given.items():
            found[shelf.whole("fact", key, file.id) or key] = (key, value)
    return dict(found.values())
