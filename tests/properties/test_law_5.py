"""Law 5, relevant: a question is asked only if some answer to it could still change the outcome or its grounds.

Tried on rulebooks and cases so small that every completion of the answers can be looked at: those too that
leave another question open, for it may come to be answered "not sure".
"""

from itertools import product
from random import Random
from typing import Any

from hypothesis import given as of
from hypothesis import strategies as st

from foi_rules.engine.asking import missing, next_question, pivotal
from foi_rules.engine.decide import decide, item_run
from foi_rules.engine.leaves import counted
from foi_rules.engine.missing import BALANCE, can_be_asked
from foi_rules.engine.steps import walk
from foi_rules.model.case import Case, Item
from foi_rules.model.decision import OPEN
from foi_rules.model.rule import AllOf, AnyOf, Condition, FactIs, FindingIs, Not
from foi_rules.model.rulebook import Law, Rulebook
from foi_rules.model.truth import UNKNOWN, YES
from properties.cases import any_value, random_case, weighing
from properties.cases import given as full
from properties.rulebooks import random_rulebook
from properties.test_laws import QUICK

MOST = 1500
Options = dict[str, tuple[Any, ...]]


def small(seed: int) -> tuple[Rulebook, Law, Case] | None:
    """Return a small rulebook and a case of one item with a few questions open, or None if too many are."""
    rng = Random(seed)
    rulebook = random_rulebook(rng, ("yes-no",), above=False)
    law = rulebook.on(rulebook.order.law_stated_at)
    drawn = random_case(law, rng)
    item = drawn.items[0].model_copy(update={"hypothetical": "no", "part": "", "passage": "", "held_back": None})
    if item.created == "unsure":
        item = item.model_copy(update={"created": None})
    case = drawn.model_copy(update={"items": (item,), "parts": (), "stage": "initial", "kinds": ()})
    for _ in range(rng.randint(0, 3)):
        case = _with_one_open(case, rng)
    count = 1
    for options in open_questions(law, case).values():
        count *= len(options) + 1
    return (rulebook, law, case) if 1 < count <= MOST else None


def _with_one_open(case: Case, rng: Random) -> Case:
    names = sorted(case.items[0].answers)
    if not names:
        return case
    gone = rng.choice(names)
    answers = {name: answer for name, answer in case.items[0].answers.items() if name != gone}
    return case.model_copy(update={"items": (case.items[0].model_copy(update={"answers": answers}),)})


def open_questions(law: Law, case: Case) -> Options:
    """Return all that is unknown about the item, with the answers that can be given to it."""
    item = case.items[0]
    run = item_run(law, case, item)
    facts = [law.facts[name] for name in law.facts if name in facts_read(law) and law.facts[name].answer == "yes-no"]
    facts = [one for one in facts if not one.computed]
    unknown = [one.id for one in facts if counted(one, run.answers.answer(one)) is None]
    found: Options = dict.fromkeys(unknown, ("yes", "no"))
    if item.kinds is None:
        found["screening.item"] = ((), ("lamp",), ("horn",), ("lamp", "horn"))
    if item.created is None:
        found["created"] = ("1950", "2025")
    for ground in law.grounds.values():
        if run.ground(ground.id).balance.value is UNKNOWN:
            found[f"{BALANCE}{ground.id}"] = ("maintaining-outweighs", "even")
    return found


def facts_read(law: Law) -> set[str]:
    """Return the facts that some ground, or what holds at a step, turns on."""
    waiting: list[Condition] = [FindingIs(step.holds) for step in law.order.steps if step.holds]
    for ground in law.grounds.values():
        waiting += [ground.engaged_if, *([ground.opened_by] if ground.opened_by else [])]
    found: set[str] = set()
    while waiting:
        match waiting.pop():
            case FactIs(fact=fact):
                found.add(fact)
            case AllOf(children=children) | AnyOf(children=children):
                waiting += children
            case Not(child=child):
                waiting.append(child)
            case FindingIs(finding=finding):
                waiting.append(law.findings[finding].met_if)
    return found


def completed(law: Law, case: Case, settings: dict[str, Any]) -> Case:
    """Return the case with these answers."""
    item = case.items[0]
    answers: dict[str, dict[str, Any]] = {"item": dict(item.answers), "request": dict(case.answers)}
    answers["authority"] = dict(case.authority.answers)
    weighed, changed = dict(item.public_interest), dict[str, Any]()
    for name, value in settings.items():
        if name.startswith(BALANCE):
            ground = law.grounds[name.removeprefix(BALANCE)]
            weighed[ground.id] = weighing(ground, Random(0), value, spoilt=0)
        elif name in ("created", "screening.item"):
            changed["created" if name == "created" else "kinds"] = value
        else:
            answers[law.facts[name].per][name] = full(law.facts[name], value)
    item = item.model_copy(update={"answers": answers["item"], "public_interest": weighed, **changed})
    authority = case.authority.model_copy(update={"answers": answers["authority"]})
    return case.model_copy(update={"answers": answers["request"], "authority": authority, "items": (item,)})


def ends(law: Law, case: Case) -> tuple[str, tuple[str, ...]]:
    """Return the outcome of the item and the grounds it rests on, or the step at which a finding holds it."""
    ended = walk(item_run(law, case, case.items[0]), "item")
    if ended.held_at and ended.held is YES:
        return "held", (ended.held_at.id,)
    return "open" if ended.outcome in OPEN else ended.outcome, tuple(proof.ground.id for proof in ended.relied_on)


def that_matter(law: Law, case: Case, whole: bool = False) -> set[str]:
    """Return the open questions of which an answer changes how some completion of the others ends.

    A `whole` completion answers them all; else they may stay open too.
    """
    options = {name: (None, *values) for name, values in open_questions(law, case).items()}
    names = list(options)
    table = {}
    for key in product(*options.values()):
        given = {name: value for name, value in zip(names, key, strict=True) if value is not None}
        table[key] = ends(law, completed(law, case, given))
    found: set[str] = set()
    for place, name in enumerate(names):
        groups: dict[Any, set[Any]] = {}
        for key, end in table.items():
            if key[place] is not None and not (whole and None in key):
                groups.setdefault(key[:place] + key[place + 1 :], set()).add(end)
        if any(len(group) > 1 for group in groups.values()):
            found.add(name)
    return found


@QUICK
@of(st.integers(0, 2**32 - 1))
def test_every_question_that_is_pivotal_can_change_the_end_and_none_that_can_is_left_out(seed: int) -> None:
    drawn = small(seed)
    if drawn is None:
        return
    rulebook, law, case = drawn
    answers = item_run(law, case, case.items[0]).answers
    asked = {question.name for question in missing(rulebook, case) if can_be_asked(answers, question.name)}
    found = {question.name for question in pivotal(rulebook, case)}
    assert asked & that_matter(law, case, whole=True) <= found <= asked & that_matter(law, case)


@QUICK
@of(st.integers(0, 2**32 - 1))
def test_the_next_question_can_change_the_end_or_nothing_can(seed: int) -> None:
    drawn = small(seed)
    if drawn is None:
        return
    rulebook, law, case = drawn
    question = next_question(rulebook, case)
    if question is None or question.ground.startswith("duty:"):
        return
    matter = that_matter(law, case)
    answers = item_run(law, case, case.items[0]).answers
    nothing = not any(can_be_asked(answers, name) for name in matter & set(decide(rulebook, case).missing))
    assert question.name in matter or nothing


@QUICK
@of(st.integers(0, 2**32 - 1))
def test_an_interview_ends_with_nothing_left_to_ask(seed: int) -> None:
    rng = Random(seed)
    rulebook = random_rulebook(rng)
    law = rulebook.on(rulebook.order.law_stated_at)
    case = Case(received="2026-01-05", items=(Item(id="log"),))
    for _ in range(40):
        question = next_question(rulebook, case)
        if question is None:
            break
        case = _answered(law, case, question.name, rng)
    else:
        raise AssertionError(f"forty answers were not enough; the last question was {question}")
    decision = decide(rulebook, case)
    answers = item_run(law, case, case.items[0]).answers
    for fact in (law.facts[name] for name in decision.missing if name in law.facts):
        # What holds an item although it was answered is not asked again: somebody has to look again.
        assert counted(fact, answers.answer(fact)) is not None or not can_be_asked(answers, fact.id)


def _answered(law: Law, case: Case, name: str, rng: Random) -> Case:
    if name == "screening.request":
        return case.model_copy(update={"kinds": any_value(law.facts[name], rng)})
    if name == "created":
        value: Any = rng.choice(("1950", "2025", "unsure"))
    elif name.startswith(BALANCE):
        ground = law.grounds[name.removeprefix(BALANCE)]
        if ground.level != "item":
            weighed = weighing(ground, rng, "even", spoilt=0)
            return case.model_copy(update={"public_interest": {**case.public_interest, ground.id: weighed}})
        value = rng.choice(("maintaining-outweighs", "even"))
    else:
        value = "2020-02-29" if law.facts[name].answer == "date" else any_value(law.facts[name], rng)
    return completed(law, case, {name: value})
