"""Answers that might be given: what the search for questions that matter, and what-if, try out."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import cast

from foi_rules.engine.leaves import TICK_LISTS, Answers
from foi_rules.engine.missing import BALANCE
from foi_rules.model.case import Answer, Case, Conclusion, CostLine, Item, Weighed, Weighing
from foi_rules.model.dates import vague_date
from foi_rules.model.rule import Balance, Fact, FactIs
from foi_rules.model.truth import YES, Truth

STAND_IN = "stands in for words that the officer would write"
CONCLUSIONS = ("maintaining-outweighs", "even")
YEARS_BACK = (0, 20, 40, 70, 120)
ESTIMATES = tuple(
    (CostLine.model_construct(what=STAND_IN, records=None, minutes=None, hours=None, rate=None, cost=Decimal(pounds)),)
    for pounds in (0, 300, 1_000_000)
)


def alternatives(answers: Answers, name: str) -> list[object]:
    """Return the different answers that could be given to `name`, as `answered` takes them."""
    if name.startswith(BALANCE):
        return list(CONCLUSIONS)
    if name == "created":
        return [_year(answers, back) for back in YEARS_BACK]
    fact = answers.law.facts.get(name)
    return list(_options(answers, fact)) if fact else []


def _year(answers: Answers, back: int) -> str:
    text = answers.case.as_at or answers.case.received or answers.law.order.law_stated_at.isoformat()
    return str(vague_date(text).first.year - back)


def _options(answers: Answers, fact: Fact) -> tuple[object, ...]:
    if fact.answer == "yes-no":
        return ("yes", "no")
    if fact.answer == "one-of":
        return tuple(fact.choices)
    if fact.answer == "any-of":
        return ((), *((choice,) for choice in fact.choices))
    if fact.answer == "date":
        return _days(answers)
    if fact.answer == "cost-lines":
        return ESTIMATES
    return ("0", "1000000") if fact.answer == "number" else (STAND_IN,)


def _days(answers: Answers) -> tuple[str, ...]:
    """Return days long before, soon after and long after the request: between them every comparison can turn."""
    text = answers.case.received or answers.case.made
    day = vague_date(text).first if text else answers.law.order.law_stated_at
    return tuple((day + timedelta(days=away)).isoformat() for away in (3, -900, 900, -2500))


def options_for(answers: Answers, name: str, read: tuple[str, ...]) -> tuple[object, ...]:
    """Return answers to `name` between which a rule can tell, if it reads the choices in `read`.

    For a text, None stands for leaving it out; of a tick list only the ticks that are read differ.
    """
    fact = answers.law.facts.get(name)
    if fact is None or fact.answer not in ("any-of", "text"):
        return tuple(alternatives(answers, name))
    if fact.answer == "text":
        return (STAND_IN, None)
    ticks = [choice for choice in fact.choices if choice in read] or list(fact.choices)[:1]
    together = (tuple(ticks),) if len(ticks) > 1 else ()
    return ((), *((tick,) for tick in ticks), *together)


def answer_for(answers: Answers, leaf: FactIs, name: str, target: Truth) -> object:
    """Return an answer to `name` that brings the leaf to `target`."""
    if name == "created":
        return _year(answers, YEARS_BACK[-1] if target is YES else 0)
    fact = answers.law.facts[name]
    options = _options(answers, fact)
    if leaf.more_than is not None:
        return "1000000" if target is YES else "0"
    if fact.answer == "any-of":
        return options[1] if leaf.choice == "yes" and target is YES else ((leaf.choice,) if target is YES else ())
    if fact.answer in ("yes-no", "one-of"):
        others = [option for option in options if option != leaf.choice]
        return leaf.choice if target is YES or not others else others[0]
    return options[0]


def answered(answers: Answers, settings: Mapping[str, object]) -> Answers:
    """Return the answers with more given: each name from `alternatives`, with every text that it needs."""
    case, item = answers.case, answers.item
    for name, value in settings.items():
        case, item = _with(answers, case, item, name, value)
    part = answers.part
    if part and item is None:
        part = next((one for one in case.parts if one.id == part.id), part)
    return replace(answers, case=case, item=item, part=part)


def _with(answers: Answers, case: Case, item: Item | None, name: str, value: object) -> tuple[Case, Item | None]:
    if item is not None and name == "created":
        return case, item.model_copy(update={"created": value})
    if name.startswith(BALANCE):
        return _weighed(answers, case, item, name.removeprefix(BALANCE), cast(Conclusion, value))
    fact = answers.law.facts[name]
    if name in TICK_LISTS:
        level = TICK_LISTS[name]
        if level == "item" and item:
            return case, item.model_copy(update={"kinds": value})
        return case.model_copy(update={"kinds": value}), item
    answer = full_answer(fact, value)
    if fact.per == "authority":
        own = case.authority.model_copy(update={"answers": {**case.authority.answers, name: answer}})
        return case.model_copy(update={"authority": own}), item
    if fact.per == "item" and item:
        return case, item.model_copy(update={"answers": {**item.answers, name: answer}})
    return case.model_copy(update={"answers": {**case.answers, name: answer}}), item


def full_answer(fact: Fact, value: object) -> Answer:
    """Return the answer with every text that it needs, for trying out."""
    assert isinstance(value, str | tuple)
    texts = dict.fromkeys(fact.needed_for(value), STAND_IN)
    return Answer.model_construct(is_=value, texts=texts, by=STAND_IN if fact.reserved else "", on="", how="")


def _weighed(
    answers: Answers, case: Case, item: Item | None, ground: str, conclusion: Conclusion
) -> tuple[Case, Item | None]:
    weighing = full_weighing(conclusion, answers.law.grounds[ground].balance)
    if item:
        return case, item.model_copy(update={"public_interest": {**item.public_interest, ground: weighing}})
    return case.model_copy(update={"public_interest": {**case.public_interest, ground: weighing}}), item


def full_weighing(conclusion: Conclusion, balance: Balance | None) -> Weighing:
    """Return a weighing with that conclusion and all the support that it could need."""
    must = [f for f in (*balance.for_disclosure, *balance.for_maintaining) if f.must_weigh] if balance else []
    one = Weighed.model_construct(id="", text=STAND_IN, weight="some", why=STAND_IN)
    return Weighing.model_construct(
        for_disclosure=(one, *(Weighed.model_construct(id=f.id, text="", weight="some", why=STAND_IN) for f in must)),
        for_maintaining=(one,),
        conclusion=conclusion,
        reasons=STAND_IN,
        by="",
        on="",
    )
