"""The rule files' own cases, run as tests.

A case opens only the grounds that it names (all of its file if none), under its file's own law, on a
record just made. A bare answer has all that it needs; one written as a mapping has what it says.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from foi_rules.engine.alternatives import STAND_IN, full_answer, full_weighing
from foi_rules.engine.considered import considered
from foi_rules.engine.decide import item_run, reliances
from foi_rules.engine.missing import missing_for, open_outcome
from foi_rules.engine.remarks import requirements
from foi_rules.engine.steps import Walk
from foi_rules.model.case import Answer, Authority, Case, Item, Weighing
from foi_rules.model.dates import exact_date
from foi_rules.model.decision import Considered, ItemDecision, PartDecision
from foi_rules.model.rule import Fact, Ground, Level, RuleCase, Section
from foi_rules.model.rulebook import Law, Rulebook
from foi_rules.model.truth import UNKNOWN, YES, Truth

DATES = ("received", "made", "as_at")
"""Names under `given` that are dates of the case, not answers."""
LEVELS: tuple[Level, ...] = ("review", "request", "item")


@dataclass(frozen=True, slots=True)
class Result:
    """One case of a rule file: where it stands, and each expectation that failed, as a sentence."""

    file: str
    line: int
    name: str
    failures: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Return whether every expectation held."""
        return not self.failures


def run_cases(rulebook: Rulebook) -> Iterator[Result]:
    """Yield the result of every case of every file, in file order."""
    for section in rulebook.sections:
        for case in section.cases:
            yield run_case(rulebook, section, case)


def run_case(rulebook: Rulebook, section: Section, case: RuleCase) -> Result:
    """Return the result of one case. Unknown names in it are the business of the checks."""
    trial = _Trial(rulebook, section, case)
    return Result(section.file, case.line, case.name, tuple(trial.failures()))


class _Trial:
    """One case set up: its law, its evaluation, and the grounds that it opens."""

    def __init__(self, rulebook: Rulebook, section: Section, case: RuleCase) -> None:
        self.section, self.expect = section, case.expect
        given = dict(case.given)
        day = _day(given, section, rulebook)
        self.law = rulebook.on(day, anyhow=True)
        self.opened = dict.fromkeys(self._grounds_named() or section.grounds, YES)
        item, request, authority, fixed = self._sorted(given, day)
        moment = {name: str(given[name]) for name in DATES if name in given}
        built = Case().model_copy(
            update={
                "received": day.isoformat(),
                **moment,
                "items": (item,),
                "answers": request,
                "public_interest": item.public_interest,
                "authority": Authority().model_copy(update={"answers": authority}),
            }
        )
        self.case = _with_ticks(built, given)
        self.run = item_run(self.law, self.case, self.case.items[0], fixed, self.opened)

    def _grounds_named(self) -> list[str]:
        return [name for name in self.expect if name in self.section.grounds]

    def _sorted(
        self, given: Mapping[str, object], day: date
    ) -> tuple[Item, dict[str, Answer], dict[str, Answer], dict[str, Truth]]:
        """Return what is given, each in its place: the item, the request, the authority, and fixed values."""
        places: dict[str, dict[str, Answer]] = {"item": {}, "request": {}, "authority": {}}
        fixed: dict[str, Truth] = {}
        for name, value in given.items():
            whole = self._whole(name)
            if whole in self.law.facts:
                fact = self.law.facts[whole]
                places[fact.per][whole] = _answer(fact, value)
            elif whole in self.law.findings or whole in self.law.grounds:
                fixed[whole] = Truth(str(value))
        item = Item(id="item", created=str(given.get("created", day.year)), answers={})
        weighed = _weighings(given.get("public_interest"), self.law)
        item = item.model_copy(update={"answers": places["item"], "public_interest": weighed})
        return item, places["request"], places["authority"], fixed

    def _whole(self, name: str) -> str:
        local = f"{self.section.id}.{name}"
        known = local in self.law.facts or local in self.law.findings or local in self.law.grounds
        return local if known else name

    def failures(self) -> Iterator[str]:
        rows = {row.id: row for level in LEVELS for row in considered(self.run, level, False, Walk(""))}
        outcome, missing, decided = self._outcome()
        for key, wanted in self.expect.items():
            if key == "outcome":
                yield from _compared("outcome", wanted, outcome)
            elif key in ("missing", "warnings", "duties"):
                found = missing if key == "missing" else self._requirements(decided, key)
                yield from self._contains(key, wanted, found)
            elif self._whole(key) in self.law.grounds:
                yield from self._ground(self._whole(key), wanted, rows)
            else:
                value = self.run.finding(self._whole(key)).value
                yield from _compared(key, wanted, str(value))

    def _outcome(self) -> tuple[str, tuple[str, ...], ItemDecision]:
        """Return the outcome of the opened grounds alone, what is missing, and it as a decision on the item."""
        proofs = [self.run.ground(name) for name in self.opened]
        relied = tuple(proof for proof in proofs if proof.relied_on.value is YES)
        waiting = [proof for proof in proofs if proof.relied_on.value is UNKNOWN]
        if relied:
            outcome: str = relied[0].ground.outcome
            missing: tuple[str, ...] = ()
        else:
            missing = tuple(dict.fromkeys(n for proof in waiting for n in missing_for(self.run.answers, proof)))
            outcome = open_outcome(self.run.answers, missing) if waiting else "disclose"
        cited = reliances(self.run, relied) if relied else ()
        return outcome, missing, ItemDecision("item", outcome, cited, (), missing)

    def _requirements(self, decided: ItemDecision, kind: str) -> tuple[str, ...]:
        both: tuple[ItemDecision | PartDecision, ...] = (
            decided,
            PartDecision("request", "undecided", decided.grounds, (), ()),
        )
        due = [
            one for each in both for one in requirements(self.run, each, "duties" if kind == "duties" else "warnings")
        ]
        mine = f"{self.section.id}."
        return tuple(one.id for name, one in due if name.startswith((mine, *self.section.grounds)))

    def _contains(self, key: str, wanted: object, found: tuple[str, ...]) -> Iterator[str]:
        names = [self._whole(str(name)) if key == "missing" else str(name) for name in _listed(wanted)]
        if not names and found:
            yield f"{key}: expected none, found {', '.join(found)}"
        for name in names:
            if name not in found:
                yield f"{key}: expected {name}, found {', '.join(found) or 'none'}"

    def _ground(self, name: str, wanted: object, rows: Mapping[str, Considered]) -> Iterator[str]:
        row = rows[name]
        proof = self.run.ground(name)
        for key, value in wanted.items() if isinstance(wanted, Mapping) else ():
            if key == "engaged":
                yield from _compared(f"{name} engaged", value, str(proof.engaged.value))
            elif key == "result":
                yield from _compared(f"{name} result", value, row.result)
            elif key == "decided_by":
                names = tuple(self._whole(str(one)) for one in _listed(value))
                if names != row.decided_by:
                    yield f"{name} decided_by: expected {', '.join(names)}, found {', '.join(row.decided_by)}"


def _day(given: Mapping[str, Any], section: Section, rulebook: Rulebook) -> date:
    text = given.get("received") or given.get("made") or given.get("law")
    if text:
        return exact_date(str(text))
    last = section.in_force.last
    stated = rulebook.order.law_stated_at
    return min(stated, last) if last else stated


def _answer(fact: Fact, value: object) -> Answer:
    if isinstance(value, Mapping):
        answer = Answer.model_validate(dict(value))
        return answer.model_copy(update={"by": answer.by or STAND_IN}) if fact.reserved else answer
    return full_answer(fact, Answer.model_validate({"is": value}).is_)


def _weighings(given: object, law: Law) -> dict[str, Weighing]:
    found: dict[str, Weighing] = {}
    for name, value in given.items() if isinstance(given, Mapping) else ():
        ground: Ground = law.grounds[name]
        found[name] = (
            Weighing.model_validate(value) if isinstance(value, Mapping) else full_weighing(str(value), ground.balance)  # type: ignore[arg-type]
        )
    return found


def _with_ticks(case: Case, given: Mapping[str, object]) -> Case:
    """Return the case with the tick lists that were given under their fact's name."""
    ticks = {name: tuple(str(one) for one in _listed(given[key])) for key, name in _LISTS.items() if key in given}
    item = case.items[0].model_copy(update={"kinds": ticks["item"]}) if "item" in ticks else case.items[0]
    changed: dict[str, object] = {"items": (item,)}
    if "request" in ticks:
        changed["kinds"] = ticks["request"]
    return case.model_copy(update=changed)


_LISTS = {"screening.item": "item", "item": "item", "screening.request": "request", "request": "request"}


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else [] if value in ("", "none", None) else [value]


def _compared(what: str, wanted: object, found: str) -> Iterator[str]:
    if str(wanted) != found:
        yield f"{what}: expected {wanted}, found {found}"
