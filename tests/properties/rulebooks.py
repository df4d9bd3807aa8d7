"""Small random rulebooks, built in memory: two to four sections with facts, findings and grounds of every kind."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from foi_rules.model.rule import (
    AllOf,
    AnyOf,
    Balance,
    Choice,
    Computed,
    Condition,
    Fact,
    FactIs,
    Factor,
    Finding,
    FindingIs,
    Ground,
    GroundIs,
    Not,
    Order,
    Period,
    Requirement,
    Section,
    Step,
    VersionedFinding,
)
from foi_rules.model.rulebook import Rulebook

ALWAYS = Period(date(2000, 1, 1))
STATED = date(2026, 1, 31)
TICKS = ("lamp", "horn")
ANSWERS = ("yes-no", "yes-no", "yes-no", "one-of", "any-of", "text", "number", "date")
OUTCOMES = ("withhold", "withhold", "withhold", "not-held", "neither-confirm-nor-deny", "elsewhere", "none")
REQUEST_OUTCOMES = ("refused-cost", "vexatious", "invalid", "none")


def says() -> Mapping[str, str]:
    """Return sentences for a fact or finding, whatever its answer."""
    return {key: f"it is {key}" for key in ("yes", "no", "unknown", "given", "some", "none")}


def fact(name: str, answer: Any = "yes-no", **more: Any) -> Fact:
    """Return a fact with this id."""
    choices = {one: Choice(one) for one in ("red", "green", "blue")} if answer in ("one-of", "any-of") else {}
    return Fact(name, "Act", f"Is it {name}?", answer, says(), **{"choices": choices} | more)


def book(
    sections: list[Section],
    steps: tuple[Step, ...],
    asking: tuple[str, ...] = (),
) -> Rulebook:
    """Return the rulebook of these sections."""
    return Rulebook(tuple(sections), Order(STATED, steps, asking), version="1")


def section(name: str, facts: list[Fact], findings: list[Finding], grounds: list[Ground], **more: Any) -> Section:
    """Return a section that is always in force."""
    return Section(
        id=name,
        cite=f"Act {name}",
        title=name,
        file=f"{name}.yaml",
        in_force=ALWAYS,
        facts={one.id: one for one in facts},
        findings={one.id: VersionedFinding(((ALWAYS, one),)) for one in findings},
        grounds={one.id: replace(one, section=name) for one in grounds},
        **more,
    )


def ground(name: str, test: Condition, **more: Any) -> Ground:
    """Return an absolute ground at the level of an item, unless said otherwise."""
    return Ground(**{"id": name, "cite": f"Act {name}", "kind": "absolute", "level": "item", "gist": name} | more,
                  engaged_if=test)  # fmt: skip


@dataclass(eq=False)
class Pool:
    """What conditions may be made of so far, at one level."""

    facts: list[Fact] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)
    grounds: list[str] = field(default_factory=list)


def random_rulebook(rng: Random, kinds: tuple[str, ...] = ANSWERS, above: bool = True) -> Rulebook:
    """Return a rulebook of two to four small sections, behind screening, with steps for all its grounds.

    `kinds` are the kinds of answers that its facts take; without `above` all its grounds are those of items.
    """
    request, item = Pool(), Pool()
    sections = [_screening(rng, request), _lapse()]
    item.facts += sections[0].facts.values()
    steps: list[Step] = []
    for number in range(rng.randint(2, 4)):
        per = rng.choice(("item", "item", "item", "request")) if above else "item"
        pools = (item,) if per == "item" else (request, item)
        facts = _facts(rng, f"s{number}", per, kinds)
        sections.append(_section(rng, f"s{number}", facts, pools, steps))
    order = {"review": 0, "request": 1, "item": 2}
    steps.sort(key=lambda step: order[step.level])
    return book(sections, tuple(steps))


def _screening(rng: Random, request: Pool) -> Section:
    lists = {one: Choice(one) for one in TICKS}
    outright = fact("screening.outright", presumed=rng.choice(("yes", None)))
    silence = fact("screening.silence", per="request", presumed=rng.choice(("yes", None)))
    request.facts.append(silence)
    facts = [
        fact("screening.item", "any-of", choices=lists),
        fact("screening.request", "any-of", choices=lists, per="request"),
        outright,
        silence,
    ]
    return section("screening", facts, [], [])


def _lapse() -> Section:
    years = Computed("calendar-years-passed", ("item.created", "case.as-at"), 15)
    old = fact("lapse.old", computed=years)
    return section("lapse", [old], [Finding("lapse.lapsed", "Act", FactIs(old.id), says())], [])


def _facts(rng: Random, name: str, per: str, kinds: tuple[str, ...]) -> list[Fact]:
    facts = [_fact(rng, f"{name}.f{n}", per, kinds) for n in range(rng.randint(1, 3))]
    return [*facts, _fact(rng, f"{name}.place", "authority", kinds)] if rng.random() < 0.3 else facts


def _section(rng: Random, name: str, facts: list[Fact], pools: tuple[Pool, ...], steps: list[Step]) -> Section:
    """Return a section over the first pool. What is said of the request may be read for an item, not the other way."""
    for pool in pools:
        pool.facts += facts
    per = facts[0].per
    pool = pools[0]
    findings = []
    for n in range(rng.randint(0, 2)):
        findings.append(Finding(f"{name}.c{n}", "Act", condition(rng, pool, 3), says()))
        for one in pools:
            one.findings.append(findings[-1].id)
    grounds: list[Ground] = []
    for n in range(rng.randint(1, 2)):
        grounds.append(_ground(rng, f"{name}-{n}", pool, per))
        for one in pools:
            one.grounds.append(grounds[-1].id)
    steps += _steps(rng, name, grounds, findings)
    duties = (Requirement("look", condition(rng, pool, 2), "look", "Act"),) if rng.random() < 0.3 else ()
    return section(name, facts, findings, grounds, duties=duties)


def _fact(rng: Random, name: str, per: str, kinds: tuple[str, ...]) -> Fact:
    answer = rng.choice(kinds)
    first = {"yes-no": "yes", "one-of": "red", "any-of": "some"}.get(answer, "any")
    needs = {first: ("reasons",)} if rng.random() < 0.4 else {}
    presumed = rng.choice(("yes", "no")) if answer == "yes-no" and rng.random() < 0.25 else None
    reserved = "solicitor" if rng.random() < 0.15 else None
    return fact(name, answer, per=per, needs=needs, presumed=presumed, reserved=reserved)


def _ground(rng: Random, name: str, pool: Pool, per: str) -> Ground:
    level = "item" if per == "item" else rng.choice(("request", "request", "review"))
    kind = rng.choice(("absolute", "qualified", "qualified", "other"))
    outcome = rng.choice(OUTCOMES if level == "item" else REQUEST_OUTCOMES)
    must = Factor("weighty", "weighty", must_weigh=True)
    door = AnyOf((FactIs("screening.item", rng.choice(TICKS)), FactIs("screening.outright")))
    return ground(
        name,
        condition(rng, pool, 3),
        kind=kind,
        level=level,
        outcome=outcome,
        hold_back=rng.random() < 0.2,
        lapses="lapse.lapsed" if level == "item" and rng.random() < 0.3 else None,
        opened_by=AnyOf(rng.sample(door.children, rng.randint(1, 2))) if level == "item" else None,
        balance=Balance((Factor("light", "light"),), (must,)) if kind == "qualified" else None,
        warnings=(Requirement("ask", FactIs(rng.choice(pool.facts).id), "ask", "Act"),),
    )


def _steps(rng: Random, name: str, grounds: list[Ground], findings: list[Finding]) -> list[Step]:
    """Return a step for each ground, or one for those that give the same; sometimes a finding that holds."""
    steps: list[Step] = []
    for one in grounds:
        last = steps[-1] if steps else None
        first = next(g for g in grounds if last and g.id in last.grounds) if last else None
        if last and first and (first.outcome, first.level) == (one.outcome, one.level):
            steps[-1] = replace(last, grounds=(*last.grounds, one.id))
        else:
            steps.append(Step(f"{name}-{one.id}", one.level, (one.id,)))
    if findings and grounds[0].level == "item" and rng.random() < 0.2:
        steps.append(Step(f"{name}-hold", "item", (), findings[0].id, "wait"))
    return steps


def condition(rng: Random, pool: Pool, depth: int) -> Condition:
    """Return a random condition over the pool."""
    shape = rng.randrange(10) if depth else 0
    if shape >= 6:
        children = tuple(condition(rng, pool, depth - 1) for _ in range(rng.randint(1, 3)))
        return AllOf(children) if shape >= 8 else AnyOf(children)
    if shape == 5:
        return Not(condition(rng, pool, depth - 1))
    if shape == 4 and pool.findings:
        return FindingIs(rng.choice(pool.findings))
    if shape == 3 and pool.grounds:
        return GroundIs(tuple(rng.sample(pool.grounds, min(2, len(pool.grounds)))))
    return leaf(rng, rng.choice(pool.facts))


def leaf(rng: Random, one: Fact) -> FactIs:
    """Return a test of the fact."""
    if one.answer == "number":
        return FactIs(one.id, more_than=Decimal(40))
    if one.answer in ("one-of", "any-of"):
        choices = list(one.choices) + (["yes"] if one.answer == "any-of" else [])
        return FactIs(one.id, rng.choice(choices))
    return FactIs(one.id, rng.choice(("yes", "no")) if one.answer == "yes-no" else "yes")
