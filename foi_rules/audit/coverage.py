"""What of the Act and the Regulations is in the rules: the master list of grounds against a rulebook."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, get_args

from foi_rules.audit.trees import facts_behind, tables
from foi_rules.model.rule import Ground, Kind, Level, RuleCase, Section
from foi_rules.model.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of the master list: a ground that a notice can cite, as the law has it."""

    id: str
    cite: str
    level: Level
    kind: Kind


@dataclass(frozen=True, slots=True)
class Provision:
    """A section or regulation: what it is about, where it lives besides grounds, and what is not encoded and why."""

    cite: str
    about: str
    elsewhere: str = ""
    not_encoded: str = ""


class Tried(NamedTuple):
    """In how many cases of the rule files a ground is expected to be engaged, not engaged, or unknown."""

    engaged: int = 0
    not_engaged: int = 0
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the master list with what the rules have of it. `cases` is every case that names the ground."""

    listed: Listed
    file: str
    facts: int
    cases: int
    tried: Tried
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A provision with the ids of its listed grounds that the rules have, and how many questions cite it."""

    provision: Provision
    grounds: tuple[str, ...]
    facts: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """The whole comparison. `unlisted` are grounds of the rules that the master list does not know."""

    rows: tuple[Row, ...]
    places: tuple[Place, ...]
    unlisted: tuple[str, ...]

    @property
    def faults(self) -> tuple[str, ...]:
        """Return what is wrong, one sentence each, in the order of the master list."""
        return tuple(fault for row in self.rows for fault in row.faults)


def coverage(rulebook: Rulebook, listed: Iterable[Listed], provisions: Iterable[Provision]) -> Coverage:
    """Return the master list and the provisions of the law against what a rulebook has of them."""
    held = {ground.id: (section, ground) for section in rulebook.sections for ground in section.grounds.values()}
    listed = tuple(listed)
    known, tried = tables(rulebook), _tried(rulebook)
    rows = []
    for one in listed:
        section, ground = held.get(one.id, (None, None))
        facts = facts_behind(known, ground.engaged_if) if ground else ()
        asked = sum(known.facts[name].computed is None for name in facts)
        expected = tried.get(one.id, [])
        faults = tuple(f"{one.id} ({one.cite}): {told}" for told in _faults(one, section, ground, expected))
        counted = Tried(*(expected.count(answer) for answer in ("yes", "no", "unknown")))
        rows.append(Row(one, section.file if section else "", asked, len(expected), counted, faults))
    there = [one for one in listed if one.id in held]
    cites = [fact.cite for fact in known.facts.values() if fact.computed is None]
    places = tuple(_place(one, there, cites) for one in provisions)
    return Coverage(tuple(rows), places, tuple(name for name in held if name not in {one.id for one in listed}))


def _faults(one: Listed, section: Section | None, ground: Ground | None, tried: list[str]) -> Iterator[str]:
    if ground is None or section is None:
        yield "no rule file has this ground"
        return
    for what in ("cite", "level", "kind"):
        if getattr(ground, what) != getattr(one, what):
            yield f"{section.file} says {what} '{getattr(ground, what)}', the master list '{getattr(one, what)}'"
    if not tried:
        yield f"no case of {section.file} tries it"


def _tried(rulebook: Rulebook) -> dict[str, list[str]]:
    """Return, for each ground, what each case that names it expects: yes, no, unknown, or "" if that is not said."""
    found: dict[str, list[str]] = {}
    for section in rulebook.sections:
        for case in section.cases:
            for name, answer in _expected(section, case):
                found.setdefault(name, []).append(answer)
    return found


_OF_RESULT = {"engaged": "yes", "outweighed": "yes", "unknown": "unknown"}


def _expected(section: Section, case: RuleCase) -> Iterator[tuple[str, str]]:
    for name, wanted in case.expect.items():
        if name in section.grounds and isinstance(wanted, Mapping):
            result = wanted.get("result")
            yield name, str(wanted.get("engaged", "")) or (_OF_RESULT.get(str(result), "no") if result else "")


# Provisions


_CITE = re.compile(r"(FOISA|EIRs) (?:ss?\.|regs? )(\d+)[A-Z]*(?:-(\d+)[A-Z]*)?")


def _numbers(cite: str) -> tuple[str, int, int]:
    """Return the law and the first and last number of a cite: FOISA ss.43-46(1) is FOISA, 43 and 46."""
    found = _CITE.match(cite)
    if not found:
        return "", 0, 0
    return found[1], int(found[2]), int(found[3] or found[2])


def _within(cite: str, provision: Provision) -> bool:
    """Return whether a cite begins in a provision."""
    law, number, _ = _numbers(cite)
    of, first, last = _numbers(provision.cite)
    return law == of != "" and first <= number <= last


def _place(provision: Provision, there: list[Listed], cites: list[str]) -> Place:
    grounds = tuple(one.id for one in there if _within(one.cite, provision))
    return Place(provision, grounds, sum(_within(cite, provision) for cite in cites))


# The two lists as they are kept: plain data


def listed_from(rows: Iterable[Mapping[str, str]]) -> tuple[Listed, ...]:
    """Return the master list from its rows. Raises ValueError for a level or kind that there is not."""
    found = []
    for row in rows:
        level, kind = row["level"], row["kind"]
        if level not in get_args(Level) or kind not in get_args(Kind):
            raise ValueError(f"the master list has a row of level '{level}' and kind '{kind}': {row['id']}")
        found.append(Listed(row["id"], row["cite"], level, kind))  # type: ignore[arg-type]
    return tuple(found)


def provisions_from(data: Any) -> tuple[Provision, ...]:
    """Return the provisions from the plain data of their file."""
    return tuple(
        Provision(one["cite"], one["about"], one.get("in", ""), one.get("not_encoded", ""))
        for one in data["provisions"]
    )


def coverage_data(found: Coverage) -> dict[str, Any]:
    """Return a comparison as plain data, for `--format json`. Key order is fixed."""
    rows = [
        {
            "id": row.listed.id,
            "cite": row.listed.cite,
            "level": row.listed.level,
            "kind": row.listed.kind,
            "file": row.file,
            "facts": row.facts,
            "cases": {"all": row.cases, **row.tried._asdict()},
            "faults": list(row.faults),
        }
        for row in found.rows
    ]
    places = [
        {
            "cite": one.provision.cite,
            "about": one.provision.about,
            "grounds": list(one.grounds),
            "facts": one.facts,
            "in": one.provision.elsewhere,
            "not_encoded": one.provision.not_encoded,
        }
        for one in found.places
    ]
    return {"covered": not found.faults, "grounds": rows, "provisions": places, "unlisted": list(found.unlisted)}
