"""From checked rule files to the values of foi_rules.model: names made whole, shared tests written out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, cast

from foi_rules.model import rule
from foi_rules.model.dates import exact_date
from foi_rules.model.rulebook import Rulebook
from foi_rules.model.working_days import WorkingDays
from foi_rules.rulebook.build_cases import rule_cases
from foi_rules.rulebook.names import RuleFile, Use
from foi_rules.rulebook.references import tick_of
from foi_rules.rulebook.schema import (
    BalanceSpec,
    ChoiceSpec,
    Condition,
    FactSpec,
    FindingSpec,
    GroundSpec,
    RequirementSpec,
)
from foi_rules.rulebook.schema_whole import OrderSpec, PublicInterestSpec
from foi_rules.rulebook.shelf import Shelf


@dataclass(frozen=True, eq=False)
class _Scope:
    """Where a name is said: in a file, and perhaps inside a shared test that is used by another file."""

    shelf: Shelf
    file: RuleFile
    use: Use | None = None

    def fact(self, name: str) -> str:
        if self.use is not None and name in self.use.test.spec.facts:
            return self.use.fact_id(name)
        return self.shelf.whole("fact", name, self.file.id) or name

    def finding(self, name: str) -> str:
        return self.shelf.whole("finding", name, self.file.id) or name

    def grounds(self, names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one for name in names for one in self.shelf.ground_ids(name)))


def build(shelf: Shelf, sha256: str) -> Rulebook:
    """Return the rulebook. The shelf must be free of problems."""
    opened = _doors(shelf)
    files = sorted(shelf.files, key=lambda file: _in_order_of_the_law(shelf, file.id))
    sections = tuple(_section(shelf, file, opened) for file in files)
    cues = tuple(cue for file in shelf.files for cue in _cues(shelf, file))
    interest = _public_interest(shelf.interest.spec) if shelf.interest else rule.PublicInterest()
    version = shelf.order.spec.version if shelf.order else "0"
    carries = tuple(carry for file in shelf.files for carry in _carries(shelf, file))
    days = working_days(shelf.calendar)
    return Rulebook(sections, _order(shelf), interest, version, sha256, cues, carries, days)


def _in_order_of_the_law(shelf: Shelf, name: str) -> tuple[object, ...]:
    """Return what sorts s.3 before s.12, and one law after the other; what belongs to no law stands first.

    Where the order names no laws, the order of the files stands.
    """
    laws = list(shelf.order.spec.laws.runs) if shelf.order and shelf.order.spec.laws else []
    if not laws:
        return ()
    law, _, rest = name.partition(".")
    chunks = re.findall(r"(\d+)|(\D+)", rest)
    return (laws.index(law) + 1 if law in laws else 0, [(int(number or 0), text) for number, text in chunks], name)


def working_days(calendar: Any) -> WorkingDays:
    """Return the bank holidays in the plain data of the calendar file; none where there is no such file.

    What is wrong in that file is told where it is read for the clock; here it is passed over.
    """
    years = calendar.get("years") if isinstance(calendar, dict) else None
    if not isinstance(years, dict) or not years:
        return WorkingDays()
    found = [_day(one) for listed in years.values() if isinstance(listed, list) for one in listed]
    known = [int(year) for year in years if str(year).isdigit()]
    return WorkingDays(min(known), max(known), frozenset(day for day in found if day)) if known else WorkingDays()


def _day(entry: Any) -> date | None:
    try:
        return exact_date(str(entry.get("date"))) if isinstance(entry, dict) else None
    except ValueError:
        return None


def _section(shelf: Shelf, file: RuleFile, opened: Mapping[str, rule.Condition]) -> rule.Section:
    spec, scope = file.spec, _Scope(shelf, file)
    facts = {f"{file.id}.{name}": _fact(scope, f"{file.id}.{name}", one) for name, one in spec.facts.items()}
    for use in shelf.uses:
        if use.file is file:
            facts |= _facts_of_use(shelf, use)
    period = rule.Period(spec.in_force.first, spec.in_force.last)
    return rule.Section(
        id=spec.id,
        cite=spec.cite or "",
        title=spec.title,
        file=file.file,
        in_force=period,
        facts=MappingProxyType(facts),
        findings=MappingProxyType(
            {f"{file.id}.{name}": _finding(scope, name, one, period) for name, one in spec.findings.items()}
        ),
        grounds=MappingProxyType({one.id: _ground(scope, one, opened) for one in spec.grounds}),
        duties=_requirements(scope, spec.duties),
        cases=rule_cases(shelf, file),
        sign_off=spec.sign_off.status,
    )


def condition(scope: _Scope, spec: Condition) -> rule.Condition:
    """Return a condition with whole names; a shared test becomes its own condition."""
    if spec.all is not None or spec.any is not None:
        children = tuple(condition(scope, child) for child in spec.all or spec.any or ())
        return rule.AllOf(children) if spec.all is not None else rule.AnyOf(children)
    if spec.not_ is not None:
        return rule.Not(condition(scope, spec.not_))
    if spec.fact is not None:
        return rule.FactIs(scope.fact(spec.fact), spec.is_ or "yes", spec.more_than)
    if spec.finding is not None:
        return rule.FindingIs(scope.finding(spec.finding))
    if spec.ground is not None:
        return rule.GroundIs(scope.grounds(spec.ground))
    use = scope.shelf.use(spec)
    return condition(_Scope(scope.shelf, use.test.file, use), use.test.spec.met_if)


def _facts_of_use(shelf: Shelf, use: Use) -> dict[str, rule.Fact]:
    """Return the facts of a shared test as the file that uses it has them: its texts put in, its wording."""
    scope = _Scope(shelf, use.test.file, use)
    texts, wording = use.condition.with_, use.condition.wording
    return {
        use.fact_id(name): _fact(scope, use.fact_id(name), spec, texts, wording.get(name))
        for name, spec in use.test.spec.facts.items()
    }


def filled(text: str, texts: Mapping[str, str]) -> str:
    """Return the text with {name} replaced by texts[name]; other placeholders stay."""
    return re.sub(r"\{([a-z0-9-]+)\}", lambda found: texts.get(found[1], found[0]), text) if texts else text


def _fact(scope: _Scope, whole: str, spec: FactSpec, texts: Mapping[str, str] = rule.EMPTY,
          wording: str | None = None) -> rule.Fact:  # fmt: skip
    def fill(those: Mapping[str, str]) -> Mapping[str, str]:
        return MappingProxyType({key: filled(text, texts) for key, text in those.items()})

    return rule.Fact(
        id=whole,
        cite=spec.cite,
        question=filled(wording or spec.question or "", texts),
        answer=cast(rule.AnswerKind, spec.kind),
        says=fill(spec.says),
        help=filled(spec.help or "", texts),
        choices=MappingProxyType({key: _choice(one, texts) for key, one in spec.choices.items()}),
        per=spec.per,
        needs=MappingProxyType(dict(spec.needs)),
        consider=fill(spec.consider),
        presumed=spec.presumed,
        reserved=spec.reserved,
        computed=_computed(scope, spec),
        reuse=spec.reuse,
    )


def _choice(spec: str | ChoiceSpec, texts: Mapping[str, str]) -> rule.Choice:
    if isinstance(spec, str):
        return rule.Choice(filled(spec, texts))
    return rule.Choice(filled(spec.text, texts), spec.cite)


def _computed(scope: _Scope, spec: FactSpec) -> rule.Computed | None:
    if spec.computed is None:
        return None
    of = tuple(scope.fact(name) for name in spec.of)
    if isinstance(spec.computed, str):
        return rule.Computed(spec.computed, of)
    name, number = next(iter(spec.computed.items()))
    return rule.Computed(name, of, number)


def _finding(scope: _Scope, name: str, spec: FindingSpec, period: rule.Period) -> rule.VersionedFinding:
    whole, says = f"{scope.file.id}.{name}", MappingProxyType(dict(spec.says))
    if spec.met_if is not None:
        only = rule.Finding(whole, spec.cite, condition(scope, spec.met_if), says)
        return rule.VersionedFinding(((period, only),))
    return rule.VersionedFinding(
        tuple(
            (
                rule.Period(one.first or period.first, one.last or period.last),
                rule.Finding(whole, one.cite or spec.cite, condition(scope, one.met_if), says),
            )
            for one in spec.versions
        )
    )


def _ground(scope: _Scope, spec: GroundSpec, opened: Mapping[str, rule.Condition]) -> rule.Ground:
    return rule.Ground(
        id=spec.id,
        cite=spec.cite,
        kind=spec.kind,
        level=spec.level,
        gist=spec.gist,
        engaged_if=condition(scope, spec.engaged_if),
        section=scope.file.id,
        outcome=spec.outcome,
        hold_back=spec.in_doubt is not None,
        lapses=scope.finding(spec.lapses) if spec.lapses else None,
        opened_by=opened.get(spec.id),
        balance=_balance_of(scope, spec),
        cites_choice=scope.fact(spec.cites_choice) if spec.cites_choice else None,
        label=spec.label or "",
        warnings=_requirements(scope, spec.warnings),
        duties=_requirements(scope, spec.duties),
        precedents=tuple(rule.Precedent(one.cite, one.says) for one in spec.precedents),
        evidence=spec.evidence,
        mistakes=spec.mistakes,
    )


def _balance_of(scope: _Scope, spec: GroundSpec) -> rule.Balance | None:
    given: Any = spec.public_interest
    if isinstance(given, str):
        given = scope.shelf.factors[scope.shelf.whole("factors", given, scope.file.id) or given].spec
    return _balance(given) if given is not None else None


def _balance(spec: BalanceSpec) -> rule.Balance:
    sides = [
        tuple(rule.Factor(one.id, one.text, one.must_weigh == "yes") for one in side)
        for side in (spec.for_disclosure, spec.for_maintaining)
    ]
    return rule.Balance(sides[0], sides[1])


def _requirements(scope: _Scope, specs: tuple[RequirementSpec, ...]) -> tuple[rule.Requirement, ...]:
    return tuple(rule.Requirement(one.id, condition(scope, one.unless), one.says, one.cite) for one in specs)


def _doors(shelf: Shelf) -> Mapping[str, rule.Condition]:
    """Return, for each ground that a door opens, the condition: any one of its doors."""
    found: dict[str, list[rule.Condition]] = {}
    for file in shelf.files:
        for door in file.spec.doors:
            when = condition(_Scope(shelf, file), door.when)
            for ground in dict.fromkeys(one for name in door.opens for one in shelf.ground_ids(name)):
                found.setdefault(ground, []).append(when)
    return {ground: rule.AnyOf(tuple(those)) for ground, those in found.items()}


def _cues(shelf: Shelf, file: RuleFile) -> list[rule.Cue]:
    scope, cues = _Scope(shelf, file), []
    for spec in file.spec.cues:
        fact, tick = tick_of(file, spec.leads_to) or (spec.leads_to, "")
        cues.append(rule.Cue(spec.words, condition(scope, spec.still), spec.ask, scope.fact(fact), tick))
    return cues


def _carries(shelf: Shelf, file: RuleFile) -> list[rule.Carry]:
    scope = _Scope(shelf, file)
    return [
        rule.Carry(condition(scope, spec.when), {scope.fact(name): answer for name, answer in spec.gives.items()})
        for spec in file.spec.carries
    ]


def _order(shelf: Shelf) -> rule.Order:
    if shelf.order is None:
        return rule.Order(max(file.spec.in_force.first for file in shelf.files), ())
    spec: OrderSpec = shelf.order.spec
    steps = tuple(
        rule.Step(
            one.id,
            one.level,
            tuple(dict.fromkeys(ground for name in one.grounds for ground in shelf.ground_ids(name, one.level))),
            one.holds,
            one.says or "",
            one.law or "",
            one.turns_to or "",
        )
        for one in spec.steps
    )
    asking = tuple(dict.fromkeys(ground for name in spec.asking for ground in shelf.ground_ids(name)))
    laws = tuple(rule.Regime(name, finding) for name, finding in (spec.laws.runs if spec.laws else {}).items())
    cards = tuple(rule.Card(name, one.title, one.lines) for name, one in spec.cards.items())
    return rule.Order(spec.law_stated_at, steps, asking, laws, spec.laws.together if spec.laws else "", cards)


def _public_interest(spec: PublicInterestSpec) -> rule.PublicInterest:
    rejected = tuple(rule.Rejected(one.id, one.text, one.side, one.words, one.says) for one in spec.rejected)
    return rule.PublicInterest(_balance(spec.factors), rejected)
