"""What stands behind a condition: the questions, in the order in which a rule file has them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from foi_rules.model.rule import AllOf, AnyOf, Condition, Fact, FactIs, Finding, FindingIs, GroundIs, Not
from foi_rules.model.rulebook import Rulebook


@dataclass(frozen=True, eq=False)
class Tables:
    """Every fact of a rulebook and every version of every finding, by whole id, whichever day it is for."""

    facts: Mapping[str, Fact]
    findings: Mapping[str, tuple[Finding, ...]]


def tables(rulebook: Rulebook) -> Tables:
    """Return the facts and findings of all versions of all sections. Of two versions of a fact the later counts."""
    findings: dict[str, tuple[Finding, ...]] = {}
    for section in rulebook.sections:
        for name, finding in section.findings.items():
            findings[name] = (*findings.get(name, ()), *(version for _, version in finding.versions))
    return Tables({name: fact for section in rulebook.sections for name, fact in section.facts.items()}, findings)


def facts_behind(known: Tables, condition: Condition) -> tuple[str, ...]:
    """Return the whole ids of the facts that a condition reads, each once, in file order.

    Findings are opened, and a computed fact is followed by what it is computed from. Another ground that the
    condition asks about is not opened: its questions are its own.
    """
    return tuple(dict.fromkeys(_facts(known, condition, frozenset())))


def _facts(known: Tables, condition: Condition, opened: frozenset[str]) -> Iterator[str]:
    match condition:
        case AllOf() | AnyOf():
            for child in condition.children:
                yield from _facts(known, child, opened)
        case Not():
            yield from _facts(known, condition.child, opened)
        case FactIs():
            yield from _fact(known, condition.fact)
        case FindingIs() if condition.finding not in opened:
            for version in known.findings.get(condition.finding, ()):
                yield from _facts(known, version.met_if, opened | {condition.finding})
        case FindingIs() | GroundIs():
            pass


def _fact(known: Tables, name: str) -> Iterator[str]:
    """Yield a fact and, if it is computed, the facts that it is computed from; inputs such as a date are none."""
    if name not in known.facts:
        return
    yield name
    computed = known.facts[name].computed
    for one in computed.of if computed else ():
        yield from _fact(known, one)
