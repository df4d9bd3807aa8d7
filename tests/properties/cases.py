"""Random cases for any law: drawn by walking a ground towards YES, after which a few answers are spoiled.

Uniform answers almost never engage a ground, so they would test hardly anything.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from foi_rules.engine.leaves import TICK_LISTS
from foi_rules.model.case import (
    Answer,
    Authority,
    Case,
    CostLine,
    HeldBack,
    Item,
    Part,
    Unclaimed,
    Value,
    Weighed,
    Weighing,
)
from foi_rules.model.rule import (
    AllOf,
    AnyOf,
    Computed,
    Condition,
    Fact,
    FactIs,
    FindingIs,
    Ground,
    GroundIs,
    Not,
)
from foi_rules.model.rulebook import Law

WORDS = "page 4 of the minutes of 3 May"
YEARS = ("2025", "2024", "2011", "2010", "1996", "1995", "1920", "1900", "unsure")
CONCLUSIONS = ("maintaining-outweighs", "even", "disclosure-outweighs", "unsure", None)
SCOPES = ("authority", "request", "item")


@dataclass(eq=False)
class Sheet:
    """What is answered about one item, with what it shares with the other items of its request."""

    law: Law
    rng: Random
    shared: dict[str, dict[str, Answer]]
    item: dict[str, Answer] = field(default_factory=dict)
    created: str | None = None
    weighings: dict[str, Weighing] = field(default_factory=dict)

    def scope(self, fact: Fact) -> dict[str, Answer]:
        """Return the answers among which the one to this fact stands."""
        return self.item if fact.per == "item" else self.shared[fact.per]

    def reach(self, ground: Ground, target: bool = True) -> None:
        """Answer so that the ground can be relied on, or cannot, as far as nothing is answered yet."""
        parts = [AllOf((ground.engaged_if, *([ground.opened_by] if ground.opened_by else [])))]
        lapse: list[Condition] = [Not(FindingIs(ground.lapses))] if ground.lapses else []
        self.walk(AllOf((*lapse, *parts)), target)
        if ground.kind == "qualified":
            self.weighings.setdefault(ground.id, weighing(ground, self.rng, CONCLUSIONS[0] if target else "even"))

    def aim(self, ground: Ground) -> None:
        """Answer so that the steps of the ground's law are come to, and so that it can be relied on there."""
        mine = self.law.law_of.get(ground.id, "")
        for regime in self.law.order.laws:
            if regime.id == mine:
                self.walk(FindingIs(regime.runs), True)
        for step in self.law.order.steps:
            if mine and step.turns_to == mine and step.level == ground.level:
                self.reach(self.law.grounds[self.rng.choice(step.grounds)])
        self.reach(ground)

    def walk(self, condition: Condition, target: bool) -> None:
        """Answer so that the condition is YES (or NO), as far as nothing is answered yet."""
        match condition:
            case AllOf() | AnyOf():
                children = list(condition.children)
                if isinstance(condition, AllOf) != target and children:
                    children = self.rng.sample(children, 1 if self.rng.random() < 0.8 else len(children))
                for child in children:
                    self.walk(child, target)
            case Not():
                self.walk(condition.child, not target)
            case FindingIs():
                self.walk(self.law.findings[condition.finding].met_if, target)
            case GroundIs():
                chosen = condition.grounds if not target else self.rng.sample(condition.grounds, 1)
                for name in chosen:
                    self.reach(self.law.grounds[name], target)
            case FactIs():
                self.answer(condition, target)

    def answer(self, leaf: FactIs, target: bool) -> None:
        """Answer the fact so that the leaf is YES (or NO), unless it is answered already."""
        fact = self.law.facts[leaf.fact]
        if fact.computed:
            self._dates(fact.computed, target)
        elif fact.id not in self.scope(fact):
            self.scope(fact)[fact.id] = given(fact, self._value(fact, leaf, target))

    def _dates(self, computed: Computed, target: bool) -> None:
        if "item.created" in computed.of and self.created is None:
            self.created = self.rng.choice(YEARS[4:] if target else YEARS[:3])
        for place, name in enumerate(computed.of):
            fact = self.law.facts.get(name)
            if fact and not fact.computed and fact.id not in self.scope(fact):
                self.scope(fact)[fact.id] = given(fact, self._input(fact, computed, target, place))

    def _input(self, fact: Fact, computed: Computed, target: bool, place: int) -> Value:
        """Return an answer from which something is worked out: often, but not always, on the wanted side."""
        if fact.answer == "cost-lines":
            above = ("700", "700", "300") if (computed.number or 600) >= 600 else ("300",)
            return estimate(self.rng.choice(above if target else ("50", "300")))
        if fact.answer == "number":
            return "10" if target else "10000"
        usual = "2012-06-01" if target == (place > 0) else "2027-06-01"
        if self.rng.random() < 0.5:
            near = self.law.order.law_stated_at - timedelta(days=self.rng.randrange(-60, 300))
            return near.isoformat()
        return usual if self.rng.random() < 0.7 else self.rng.choice(values(fact))

    def _value(self, fact: Fact, leaf: FactIs, target: bool) -> Value:
        if fact.answer == "cost-lines":
            return estimate(self.rng.choice(("50", "300", "300", "700")))
        if leaf.more_than is not None:
            return str(leaf.more_than + (1 if target else 0))
        if fact.answer == "any-of":
            if leaf.choice != "yes":
                often = 1.0 if target and fact.id not in TICK_LISTS and self.rng.random() < 0.4 else 0.2
                others = [one for one in fact.choices if one != leaf.choice and self.rng.random() < often]
                return tuple([leaf.choice, *others] if target else others)
            return tuple(self.rng.sample(list(fact.choices), 1)) if target else ()
        if fact.answer in ("yes-no", "one-of"):
            known = [one for one in values(fact) if (one == leaf.choice) == target]
            return self.rng.choice(known or values(fact))
        return self.rng.choice(values(fact))

    def spoil(self) -> None:
        """Take back an answer, or change it, or leave out its reasons, or make it not sure."""
        places = [answers for answers in (*self.shared.values(), self.item) if answers]
        if not places:
            return
        place = self.rng.choice(places) if self.rng.random() < 0.2 else (self.item or places[0])
        name = self.rng.choice(sorted(place))
        fact = self.law.facts[name]
        how = self.rng.randrange(4)
        if how == 0:
            del place[name]
        elif how == 1 and name not in TICK_LISTS:
            place[name] = Answer.model_validate({"is": "unsure"})
        elif how == 2:
            place[name] = given(fact, any_value(fact, self.rng))
        else:
            place[name] = Answer.model_validate({"is": place[name].is_, "by": place[name].by})


def values(fact: Fact) -> list[str]:
    """Return answers that the fact allows, of those that are one text."""
    if fact.answer in ("one-of", "any-of"):
        return list(fact.choices)
    return {
        "yes-no": ["yes", "no"],
        "number": ["0", "41", "1000.5"],
        "date": ["2010", "2019-06", "2020-02-29", "2026-10-05"],
    }.get(fact.answer, [WORDS])


def estimate(pounds: str) -> tuple[CostLine, ...]:
    """Return the lines of an estimate that comes to so many pounds."""
    return (CostLine.model_validate({"what": WORDS, "cost": pounds}),)


def any_value(fact: Fact, rng: Random) -> Value:
    """Return any answer that the fact allows."""
    if fact.answer == "cost-lines":
        return estimate(rng.choice(("0", "300", "601")))
    if fact.answer == "any-of":
        return tuple(one for one in fact.choices if rng.random() < 0.3)
    return rng.choice(values(fact))


def given(fact: Fact, value: Value) -> Answer:
    """Return the answer with all that it needs."""
    by = "a named person" if fact.reserved else ""
    return Answer.model_validate({"is": value, "texts": dict.fromkeys(fact.needed_for(value), WORDS), "by": by})


def weighing(ground: Ground, rng: Random, conclusion: str | None, spoilt: float = 0.1) -> Weighing:
    """Return a weighing with that conclusion, now and then without some of its support."""
    balance = ground.balance
    sides: dict[str, tuple[Weighed, ...]] = {}
    for side in ("for_disclosure", "for_maintaining"):
        factors = getattr(balance, side) if balance else ()
        chosen = [one for one in factors if one.must_weigh or rng.random() < 0.5]
        weighed = [Weighed(id=one.id, why=WORDS) for one in chosen if rng.random() >= spoilt / 3]
        own = [Weighed(text="own words", why=WORDS)] if rng.random() >= spoilt / 3 else []
        sides[side] = (*weighed, *own)
    reasons = WORDS if rng.random() >= spoilt else " "
    return Weighing.model_validate({"conclusion": conclusion, "reasons": reasons, **sides})


def random_case(law: Law, rng: Random, target: Ground | None = None) -> Case:
    """Return a case of one to three items under the law, each walked towards a ground and then spoiled.

    The first thing that it is walked towards is `target`, if that is named.
    """
    shared: dict[str, dict[str, Answer]] = {"authority": {}, "request": {}}
    above = _above(law, rng, shared, target)
    if law.order.together and rng.random() < 0.12:
        Sheet(law, rng, shared).walk(FindingIs(law.order.together), True)
    first = target if target and target.level == "item" else None
    sheets = [_sheet(law, rng, shared, first if number == 0 else None) for number in range(rng.randint(1, 3))]
    kinds = _take_ticks(shared["request"], "request")
    received = law.order.law_stated_at - timedelta(days=rng.randrange(300))
    parts = _parts(law, rng) if rng.random() < 0.2 else ()
    reviewed = above is not None and above.level == "review"
    return Case(
        received=received.isoformat(),
        stage="review" if rng.random() < (0.9 if reviewed else 0.15) else "initial",
        kinds=kinds,
        authority=Authority(answers=shared["authority"]),
        answers=shared["request"],
        public_interest=_weighings(sheets, "request"),
        parts=parts,
        items=tuple(_item(sheet, f"item-{n}", parts) for n, sheet in enumerate(sheets)),
    )


def _above(law: Law, rng: Random, shared: dict[str, dict[str, Answer]], target: Ground | None = None) -> Ground | None:
    """Return a ground of the whole request that the case was walked towards, if it was."""
    targets = [one for one in law.grounds.values() if one.level != "item"]
    if target or not targets or rng.random() >= 0.25:
        targets = [target] if target and target.level != "item" else []
    if not targets:
        return None
    ground = rng.choice(targets)
    Sheet(law, rng, shared).aim(ground)
    return ground


def _parts(law: Law, rng: Random) -> tuple[Part, ...]:
    """Return two parts; one of them may be under another law than the rest of the request, or may be seen otherwise."""
    own: dict[str, dict[str, Answer]] = {"authority": {}, "request": {}}
    if law.order.laws and rng.random() < 0.7:
        Sheet(law, rng, own).walk(FindingIs(rng.choice(law.order.laws).runs), rng.random() < 0.8)
    elif rng.random() < 0.5:
        _above(law, rng, own)
    kinds = _take_ticks(own["request"], "request")
    kinds = rng.choice([(), None]) if kinds is None else kinds
    return Part(id="p", kinds=kinds, answers=own["request"]), Part(id="q")


def _sheet(law: Law, rng: Random, shared: dict[str, dict[str, Answer]], target: Ground | None = None) -> Sheet:
    sheet = Sheet(law, rng, shared)
    targets = [target] if target else [one for one in law.grounds.values() if one.level == "item"]
    if law.order.laws and not target and rng.random() < 0.4:
        mine = rng.choice(law.order.laws).id
        targets = [one for one in targets if law.law_of.get(one.id) == mine] or targets
    if targets and (target or rng.random() < 0.75):
        sheet.aim(rng.choice(targets))
    rest = list(law.grounds.values())
    rng.shuffle(rest)
    for ground in rest if rng.random() < 0.9 else rest[: len(rest) // 2]:
        sheet.reach(ground, target=rng.random() < 0.1)
    for step in law.order.steps:
        if step.holds:
            sheet.walk(FindingIs(step.holds), rng.random() < 0.1)
    for _ in range(rng.choice((0, 0, 1, 1, 2, 5))):
        sheet.spoil()
    if rng.random() < 0.1:
        sheet.created = rng.choice(YEARS)
    for name in list(sheet.weighings):
        if rng.random() < 0.1:
            sheet.weighings[name] = weighing(law.grounds[name], rng, rng.choice(CONCLUSIONS))
    return sheet


def _take_ticks(answers: dict[str, Answer], level: str) -> tuple[str, ...] | None:
    """Return the ticks of a screening list, taken out of the answers, for `kinds`."""
    name = next(one for one, where in TICK_LISTS.items() if where == level)
    answer = answers.pop(name, None)
    if answer is None:
        return None
    return (answer.is_,) if isinstance(answer.is_, str) else answer.is_


def _weighings(sheets: list[Sheet], level: str) -> Mapping[str, Weighing]:
    found = {name: one for sheet in sheets for name, one in sheet.weighings.items()}
    return {
        name: one for name, one in found.items() if (sheets[0].law.grounds[name].level == "item") == (level == "item")
    }


def _item(sheet: Sheet, name: str, parts: tuple[Part, ...]) -> Item:
    rng, law = sheet.rng, sheet.law
    free = [one.id for one in law.grounds.values() if not one.hold_back]
    who = {"by": "the keeper", "on": "2026-01-05", "why": WORDS}
    dropped = rng.sample(free, 1) if free and rng.random() < 0.1 else []
    holding = tuple(f"{one.section}." for one in law.grounds.values() if one.outcome == "not-held")
    hypothetical = rng.random() < 0.1
    answers = {k: v for k, v in sheet.item.items() if not (hypothetical and k.startswith(holding))}
    return Item(
        id=name,
        kinds=_take_ticks(answers, "item"),
        answers=answers,
        created=sheet.created,
        part=rng.choice(parts).id if parts else "",
        passage="together" if rng.random() < 0.1 else "",
        hypothetical="yes" if hypothetical else "no",
        held_back=HeldBack(**who) if rng.random() < 0.1 else None,
        public_interest=_weighings([sheet], "item"),
        not_claimed={one: Unclaimed(**who) for one in dropped},
    )
