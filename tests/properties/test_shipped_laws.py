"""The laws of docs/deciding.md over the whole shipped rulebook: both laws, every level, parts, what is tested as held.

The checks are those of `test_laws`, on cases drawn for the shipped rules; what those cases reach is counted here.
"""

from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from foi_rules.engine.alternatives import alternatives, answered
from foi_rules.engine.asking import missing, next_question, pivotal
from foi_rules.engine.decide import decide, decided_part, item_run, no_table, request_run, standings
from foi_rules.engine.leaves import counted
from foi_rules.engine.missing import BALANCE, can_be_asked
from foi_rules.engine.report import decision_json
from foi_rules.model.case import Case, Item
from foi_rules.model.decision import OPEN, Decision
from foi_rules.model.rulebook import Law, Rulebook
from properties import test_laws
from properties.cases import any_value, random_case, weighing
from properties.cases import given as full
from properties.test_laws import laws_walked, own

CASES = 40
DRAWN = 300
WITHIN = 400
"""How many cases are drawn towards a ground until one relies on it; most take fewer than ten."""
CHECKS = [
    test_laws.test_a_random_case_fits_its_rulebook,
    test_laws.test_law_1_what_is_refused_is_cited,
    test_laws.test_law_2_a_judgement_that_is_relied_on_has_its_reasons,
    test_laws.test_law_2_an_answer_without_what_it_needs_counts_for_nothing,
    test_laws.test_law_3_a_doubt_never_withholds_and_never_releases,
    test_laws.test_law_4_what_is_settled_stays_settled_when_another_question_is_answered,
    test_laws.test_law_4_a_shared_passage_stays_settled_as_well,
    test_laws.test_law_4_the_order_of_the_answers_does_not_matter,
    test_laws.test_law_6_every_value_follows_from_the_leaves_of_its_proof,
    test_laws.test_law_6_the_outcome_follows_from_the_proofs_of_the_decision_alone,
    test_laws.test_law_6_every_ground_of_the_level_is_in_the_table_once,
    test_laws.test_a_decision_does_not_depend_on_the_other_items,
]


@pytest.fixture(scope="module")
def law(rulebook: Rulebook) -> Law:
    return rulebook.on(rulebook.order.law_stated_at)


@pytest.mark.parametrize("check", CHECKS, ids=[check.__name__.removeprefix("test_") for check in CHECKS])
def test_the_shipped_rules_keep(rulebook: Rulebook, law: Law, check: Any) -> None:
    first = CHECKS.index(check) * CASES
    for seed in range(first, first + CASES):
        rng = Random(seed)
        case = random_case(law, rng)
        check.hypothesis.inner_test((rulebook, case, rng))


def test_law_7_is_tried_in_test_agreement() -> None:
    from properties import test_agreement

    assert test_agreement.CASES >= 100


def test_law_8_the_same_case_gives_the_same_bytes(rulebook: Rulebook, law: Law) -> None:
    for seed in range(10):
        one, other = (decision_json(decide(rulebook, random_case(law, Random(seed)))) for _ in range(2))
        assert one == other


# Law 5: nothing is asked that is not missing, what settles an item by itself is asked, and asking ends


def test_law_5_what_is_pivotal_is_missing_and_can_be_asked(rulebook: Rulebook, law: Law) -> None:
    for seed in range(12):
        case = random_case(law, Random(seed))
        asked = missing(rulebook, case)
        for question in pivotal(rulebook, case):
            assert (question.name, question.item) in {(one.name, one.item) for one in asked}
            assert can_be_asked(_answers(law, case, question.item, question.part), question.name)


def test_law_5_a_question_that_settles_an_item_by_itself_is_pivotal(rulebook: Rulebook, law: Law) -> None:
    tried = 0
    for seed in range(150):
        case = own(random_case(law, Random(seed)))
        alone = case.items[0].model_copy(update={"part": ""})
        case = case.model_copy(update={"items": (alone,), "parts": (), "stage": "initial"})
        before = decide(rulebook, case)
        item = case.items[0]
        names = [name for name in before.items[0].missing if can_be_asked(_answers(law, case, item.id, ""), name)]
        if before.parts[0].missing or item.hypothetical == "yes" or not 0 < len(names) <= 4:
            continue
        found = {question.name for question in pivotal(rulebook, case)}
        for name in names:
            ends = {_ended(decide(rulebook, after)) for after in _all_answers(law, case, name)}
            settled = {end for end in ends if end[0] not in OPEN}
            tried += len(settled) > 1
            assert len(settled) < 2 or name in found, (seed, name)
    assert tried > 5


def _answers(law: Law, case: Case, item: str, part: str) -> Any:
    if item:
        return item_run(law, case, next(one for one in case.items if one.id == item)).answers
    return request_run(law, case, next((one for one in case.parts if one.id == part), None)).answers


def _all_answers(law: Law, case: Case, name: str) -> Iterator[Case]:
    answers = _answers(law, case, case.items[0].id, "")
    for option in alternatives(answers, name):
        after = answered(answers, {name: option})
        assert after.item
        yield after.case.model_copy(update={"items": (after.item,)})


def _ended(decision: Decision) -> tuple[str, tuple[str, ...]]:
    return decision.items[0].outcome, tuple(ground.id for ground in decision.items[0].grounds)


@pytest.mark.parametrize("seed", range(6))
def test_law_5_an_interview_ends_and_leaves_nothing_to_ask(rulebook: Rulebook, law: Law, seed: int) -> None:
    rng = Random(seed)
    stage = "review" if seed % 3 == 2 else "initial"
    case = Case.model_validate({"received": "2026-09-07", "stage": stage, "items": [{"id": "log"}]})
    for _ in range(200):
        question = next_question(rulebook, case)
        if question is None:
            break
        case = _one_more(law, case, question.name, rng)
    else:
        raise AssertionError(f"two hundred answers were not enough; the last question was {question}")
    answers = _answers(law, case, "log", "")
    for fact in (law.facts[name] for name in decide(rulebook, case).missing if name in law.facts):
        assert counted(fact, answers.answer(fact)) is not None or not can_be_asked(answers, fact.id)


def _one_more(law: Law, case: Case, name: str, rng: Random) -> Case:
    if name.startswith(BALANCE):
        ground = law.grounds[name.removeprefix(BALANCE)]
        weighed = {ground.id: weighing(ground, rng, rng.choice(("maintaining-outweighs", "even")), spoilt=0)}
        if ground.level != "item":
            return case.model_copy(update={"public_interest": {**case.public_interest, **weighed}})
        return _with_item(case, {"public_interest": {**case.items[0].public_interest, **weighed}})
    if name == "created":
        return _with_item(case, {"created": rng.choice(("1950-06-01", "2025-06-01"))})
    fact = law.facts[name]
    value = "2026-10-05" if fact.answer == "date" else any_value(fact, rng)
    if name == "screening.item":
        return _with_item(case, {"kinds": value})
    if name == "screening.request":
        return case.model_copy(update={"kinds": value})
    if fact.per == "item":
        return _with_item(case, {"answers": {**case.items[0].answers, name: full(fact, value)}})
    if fact.per == "authority":
        own_answers = {**case.authority.answers, name: full(fact, value)}
        return case.model_copy(update={"authority": case.authority.model_copy(update={"answers": own_answers})})
    return case.model_copy(update={"answers": {**case.answers, name: full(fact, value)}})


def _with_item(case: Case, changed: dict[str, Any]) -> Case:
    item: Item = case.items[0].model_copy(update=changed)
    return case.model_copy(update={"items": (item,)})


# What the cases reach


def test_every_kind_of_case_is_drawn(rulebook: Rulebook, law: Law) -> None:
    seen: Counter[str] = Counter()
    for seed in range(DRAWN):
        case = random_case(law, Random(seed))
        seen.update(set(_kinds(law, case, decide(rulebook, case))))
    wanted = {
        "review": 20, "refused in review": 1, "refused as a whole": 20, "parts": 20, "parts under different laws": 3,
        "hypothetical": 20, "not said whether held": 2, "turned": 20, "an exception of the Regulations": 10,
        "beside": 3, "both laws": 10, "both laws, refused": 1, "both laws, disclosed": 1, "withheld": 50,
        "disclosed": 30, "not held": 10, "undecided": 50, "escalated": 5, "held back": 10, "shared passage": 10,
        "not claimed": 10,
    }  # fmt: skip
    assert {kind: seen[kind] for kind in wanted if seen[kind] < wanted[kind]} == {}


def _kinds(law: Law, case: Case, decision: Decision) -> Iterator[str]:
    yield from ["review"] if case.stage == "review" else []
    yield from ["parts"] if case.parts else []
    for part in decision.parts:
        levels = {law.grounds[ground.id].level for ground in part.grounds}
        ends = [law.grounds[ground.id].outcome != "none" for ground in part.grounds]
        yield from ["refused as a whole"] if any(ends) else []
        yield from ["beside"] if ends and not all(ends) else []
        yield from ["refused in review"] if "review" in levels else []
    under = {
        tuple(run.finding(one.runs).value for one in law.order.laws)
        for run in (request_run(law, case, part) for part in case.parts)
    }
    yield from ["parts under different laws"] if len(under) > 1 else []
    for item, decided in zip(case.items, decision.items, strict=True):
        yield from _kinds_of_item(law, case, item, decided)


def _kinds_of_item(law: Law, case: Case, item: Item, decided: Any) -> Iterator[str]:
    walked = laws_walked(item_run(law, case, item))
    laws = {law.law_of[ground.id] for ground in decided.grounds if law.grounds[ground.id].level == "item"}
    told = {"neither-confirm-nor-deny": "not said whether held", "withhold": "withheld", "disclose": "disclosed"}
    told |= {"not-held": "not held", "escalate": "escalated"}
    yield told.get(decided.outcome, decided.outcome)
    yield from ["hypothetical"] if item.hypothetical == "yes" else []
    yield from ["held back"] if item.held_back else []
    yield from ["shared passage"] if item.passage else []
    yield from ["not claimed"] if item.not_claimed else []
    yield from ["turned"] if walked == [law.order.laws[1].id] else []
    yield from ["an exception of the Regulations"] if walked == ["eirs"] and "eirs" in laws else []
    if len(walked) > 1:
        yield "both laws"
        yield from ["both laws, refused"] if decided.refuses else []
        yield from ["both laws, disclosed"] if decided.outcome == "disclose" else []


def test_every_ground_is_relied_on_in_a_case_that_was_drawn_towards_it(law: Law) -> None:
    never = [name for name in law.grounds if not any(name in _relied_on(law, name, seed) for seed in range(WITHIN))]
    assert never == []


def _relied_on(law: Law, towards: str, seed: int) -> set[str]:
    """Return the grounds on which the decision rests in a case drawn towards a ground; without the table, for speed."""
    case = random_case(law, Random(seed), law.grounds[towards])
    walks, _, items = standings(law, case, no_table)
    parts = [decided_part(run, name, ended) for name, (run, ended) in walks.items()]
    return {ground.id for one in (*parts, *items) for ground in one.grounds}
