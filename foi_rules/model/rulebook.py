"""The whole rulebook, and the law as it stood on one day."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from foi_rules.model.rule import (
    AllOf,
    AnyOf,
    Card,
    Carry,
    Condition,
    Cue,
    Fact,
    FactIs,
    Finding,
    FindingIs,
    Ground,
    GroundIs,
    Level,
    Not,
    Order,
    PublicInterest,
    Requirement,
    Section,
)
from foi_rules.model.working_days import WorkingDays

MOST_DAYS = 512
"""For how many days a rulebook remembers which law was in force."""


class NotInForce(ValueError):
    """No version of a section is in force on the day that was asked for: a fact about the data, not a verdict."""


@dataclass(frozen=True, eq=False)
class Law:
    """The rules in force on one day, by whole id. Made by `Rulebook.on`; compared by identity."""

    facts: Mapping[str, Fact]
    findings: Mapping[str, Finding]
    grounds: Mapping[str, Ground]
    sections: Mapping[str, Section]
    order: Order
    public_interest: PublicInterest
    cues: tuple[Cue, ...] = ()
    carries: tuple[Carry, ...] = ()
    working_days: WorkingDays = field(default_factory=WorkingDays)

    @cached_property
    def releasing_duties(self) -> tuple[tuple[str, Requirement], ...]:
        """Return the duties that hold up an item that goes out, each with the id of its section."""
        return tuple((s.id, duty) for s in self.sections.values() for duty in s.duties)

    @cached_property
    def law_of(self) -> Mapping[str, str]:
        """Return for each ground the law at whose steps it is tried ("" for every law)."""
        return {ground: step.law for step in self.order.steps for ground in step.grounds}

    @cached_property
    def screening(self) -> tuple[str, ...]:
        """Return the ids of the facts of screening, in the order of their file."""
        return tuple(name for name in self.facts if name.startswith("screening."))

    @cached_property
    def turning(self) -> Mapping[str, Level]:
        """Return each ground by which the analysis turns to another law, with its level."""
        return {ground: step.level for step in self.order.steps if step.turns_to for ground in step.grounds}

    @cached_property
    def of_the_authority(self) -> frozenset[str]:
        """Return the grounds whose test reads what the authority is: they may not be open to it at all."""
        return frozenset(
            name
            for name, one in self.grounds.items()
            if any(self.facts[fact].per == "authority" for fact in self.facts_read(one.engaged_if))
        )

    def facts_read(self, condition: Condition) -> frozenset[str]:
        """Return the ids of all facts that the condition reads, through its findings but not through other grounds."""
        if isinstance(condition, FactIs):
            return frozenset((condition.fact,))
        if isinstance(condition, FindingIs):
            return self.facts_read(self.findings[condition.finding].met_if)
        children = condition.children if isinstance(condition, AllOf | AnyOf) else ()
        children = (condition.child,) if isinstance(condition, Not) else children
        return frozenset[str]().union(*map(self.facts_read, children))

    @cached_property
    def beside(self) -> tuple[Ground, ...]:
        """Return the grounds that end nothing and turn to no other law: they change only form, fee or time."""
        stepped = {name for step in self.order.steps for name in step.grounds}
        those = [one for one in self.grounds.values() if one.id in stepped and one.id not in self.turning]
        return tuple(one for one in those if one.outcome == "none")

    @cached_property
    def asking(self) -> tuple[str, ...]:
        """Return every ground, those that the order of asking names first, then in the order of the steps."""
        stepped = [ground for step in self.order.steps for ground in step.grounds]
        named = [ground for ground in self.order.asking if ground in self.grounds]
        return tuple(dict.fromkeys([*named, *stepped, *self.grounds]))

    @cached_property
    def gates(self) -> Mapping[str, tuple[FactIs, ...]]:
        """Return for each question of screening that counts only beside another what has to be said first.

        "Which of these is it?" opens a ground only where its tick was given as well.
        """
        alone: set[str] = set()
        found: dict[str, dict[FactIs, None]] = {}
        for ground in self.grounds.values():
            for door in _doors(ground.opened_by):
                leaves = [one for one in door.children if isinstance(one, FactIs)] if isinstance(door, AllOf) else []
                alone |= {door.fact} if isinstance(door, FactIs) else set()
                for index, leaf in enumerate(leaves[1:], 1):
                    found.setdefault(leaf.fact, {}).update(dict.fromkeys(leaves[:index]))
        return {name: tuple(gates) for name, gates in found.items() if name not in alone}

    @cached_property
    def card_of(self) -> Mapping[str, Card]:
        """Return for each fact that shares a page with others its card."""
        return {fact: card for card in self.order.cards for fact in card.lines}


def _doors(condition: Condition | None) -> tuple[Condition, ...]:
    """Return the single doors of a ground: what any of opens it."""
    if isinstance(condition, AnyOf):
        return tuple(door for child in condition.children for door in _doors(child))
    return (condition,) if condition else ()


@dataclass(frozen=True, eq=False)
class Rulebook:
    """Every version of every section, as read from files or built in memory.

    `sha256` is the hash of the rule files' bytes ("" for a rulebook built in memory).
    """

    sections: tuple[Section, ...]
    order: Order
    public_interest: PublicInterest = field(default_factory=PublicInterest)
    version: str = "0"
    sha256: str = ""
    cues: tuple[Cue, ...] = ()
    carries: tuple[Carry, ...] = ()
    working_days: WorkingDays = field(default_factory=WorkingDays)
    _laws: dict[tuple[int, ...], Law] = field(default_factory=dict, init=False, repr=False)
    _days: dict[tuple[date, bool], Law] = field(default_factory=dict, init=False, repr=False)

    def on(self, day: date, anyhow: bool = False) -> Law:
        """Return the law in force on `day`.

        A section that has ended with nothing in its place is left out. Raises NotInForce, naming the section
        and its days, if a section only begins later or has a gap then; with `anyhow` it is left out as well.
        """
        if (day, anyhow) not in self._days:
            if len(self._days) >= MOST_DAYS:
                self._days.clear()
            self._days[day, anyhow] = self._on(day, anyhow)
        return self._days[day, anyhow]

    def _on(self, day: date, anyhow: bool) -> Law:
        chosen = tuple(index for index, section in enumerate(self.sections) if section.in_force.covers(day))
        if not anyhow:
            self._require_every_section(day, {self.sections[index].id for index in chosen})
        versions = tuple(
            number
            for index in chosen
            for finding in self.sections[index].findings.values()
            for number, (period, _) in enumerate(finding.versions)
            if period.covers(day)
        )
        key = (*chosen, -1, *versions)
        if key not in self._laws:
            self._laws[key] = _law([self.sections[index] for index in chosen], day, self)
        return self._laws[key]

    def _require_every_section(self, day: date, found: set[str]) -> None:
        for section in self.sections:
            periods = [s.in_force for s in self.sections if s.id == section.id]
            ended = all(period.last is not None and period.last < day for period in periods)
            if section.id not in found and not ended:
                known = ", ".join(f"{p.first} to {p.last or 'now'}" for p in periods)
                raise NotInForce(
                    f"no version of {section.cite} in the rulebook is in force on {day} (it has: {known}); "
                    "to decide under the rules of another day, say so with 'law:'"
                )


def _law(sections: list[Section], day: date, rulebook: Rulebook) -> Law:
    findings = {
        name: version
        for section in sections
        for name, finding in section.findings.items()
        for period, version in finding.versions
        if period.covers(day)
    }
    grounds = {name: ground for section in sections for name, ground in section.grounds.items()}
    leaves: dict[FactIs, FactIs] = {}
    findings = {name: _finding_in_force(one, grounds, leaves) for name, one in findings.items()}
    grounds = {name: _ground_in_force(one, grounds, leaves) for name, one in grounds.items()}
    return Law(
        facts={name: fact for section in sections for name, fact in section.facts.items()},
        findings=findings,
        grounds=grounds,
        sections={section.id: section for section in sections},
        order=_order_of(rulebook.order, grounds, findings),
        public_interest=rulebook.public_interest,
        cues=rulebook.cues,
        carries=rulebook.carries,
        working_days=rulebook.working_days,
    )


def _finding_in_force(finding: Finding, grounds: Mapping[str, Ground], leaves: dict[FactIs, FactIs]) -> Finding:
    return replace(finding, met_if=_shared(_in_force(finding.met_if, grounds), leaves))


def _ground_in_force(ground: Ground, grounds: Mapping[str, Ground], leaves: dict[FactIs, FactIs]) -> Ground:
    door = _shared(ground.opened_by, leaves) if ground.opened_by else None
    return replace(ground, engaged_if=_shared(_in_force(ground.engaged_if, grounds), leaves), opened_by=door)


def _shared(condition: Condition, leaves: dict[FactIs, FactIs]) -> Condition:
    """Return the condition with equal leaves as one value, so that each is proved once."""
    if isinstance(condition, FactIs):
        return leaves.setdefault(condition, condition)
    if isinstance(condition, Not):
        return Not(_shared(condition.child, leaves))
    if isinstance(condition, AllOf | AnyOf):
        return type(condition)(tuple(_shared(child, leaves) for child in condition.children))
    return condition


def _in_force(condition: Condition, grounds: Mapping[str, Ground]) -> Condition:
    """Return the condition without grounds that are not in force: nobody can rely on them."""
    if isinstance(condition, GroundIs):
        known = tuple(name for name in condition.grounds if name in grounds)
        return condition if known == condition.grounds else GroundIs(known) if known else AnyOf(())
    if isinstance(condition, Not):
        child = _in_force(condition.child, grounds)
        return condition if child is condition.child else Not(child)
    if isinstance(condition, AllOf | AnyOf):
        children = tuple(_in_force(child, grounds) for child in condition.children)
        same = all(one is other for one, other in zip(children, condition.children, strict=True))
        return condition if same else type(condition)(children)
    return condition


def _order_of(order: Order, grounds: Mapping[str, Ground], findings: Mapping[str, Finding]) -> Order:
    """Return the order without the steps' grounds and findings that are not in force."""
    steps = tuple(
        replace(step, grounds=tuple(name for name in step.grounds if name in grounds))
        for step in order.steps
        if step.holds is None or step.holds in findings
    )
    return replace(order, steps=steps)
