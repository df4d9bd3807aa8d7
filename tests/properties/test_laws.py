"""The laws of docs/deciding.md on random rulebooks and random cases, each in one short test.

1 cited, 2 reasoned, 3 presumption, 4 stable, 6 explained, 7 agreed, 8 deterministic. Law 5 has a page of its own.
"""

from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foi_rules.engine.agree import agree, runs_of, values_of
from foi_rules.engine.balance import balance_of, unsupported, weighing_for
from foi_rules.engine.checking import faults_in
from foi_rules.engine.decide import decide, item_run, law_for
from foi_rules.engine.kleene import Evaluation, GroundProof
from foi_rules.engine.report import decision_json
from foi_rules.model.case import Case, Item
from foi_rules.model.decision import OPEN, Decision, ItemDecision
from foi_rules.model.proof import deciding, revalue
from foi_rules.model.rule import Fact
from foi_rules.model.rulebook import Law, Rulebook
from foi_rules.model.truth import NO, UNKNOWN, YES
from properties.cases import CONCLUSIONS, any_value, random_case, weighing
from properties.cases import given as full
from properties.rulebooks import random_rulebook

Drawn = tuple[Rulebook, Case, Random]
QUICK = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)


@st.composite
def drawn(draw: st.DrawFn) -> Drawn:
    """Return a random rulebook, a random case under it, and what is left of the luck.

    Drawn from a seed: hypothesis' own randomness shrinks better, but is forty times as slow and spends
    most examples on rulebooks in which nothing can happen.
    """
    rng = Random(draw(st.integers(0, 2**32 - 1)))
    rulebook = random_rulebook(rng)
    return rulebook, random_case(rulebook.on(rulebook.order.law_stated_at), rng), rng


def runs(rulebook: Rulebook, case: Case) -> list[tuple[Evaluation, ItemDecision]]:
    """Return the evaluation of each item with its decision."""
    found = [run for _, run in runs_of(law_for(rulebook, case), case) if run.answers.item]
    return list(zip(found, decide(rulebook, case).items, strict=True))


def own(case: Case) -> Case:
    """Return the case with items that share no passage, so that each stands for itself."""
    return case.model_copy(update={"items": tuple(one.model_copy(update={"passage": ""}) for one in case.items)})


@QUICK
@given(drawn())
def test_a_random_case_fits_its_rulebook(one: Drawn) -> None:
    rulebook, case, _ = one
    assert list(faults_in(law_for(rulebook, case), case)) == []


@QUICK
@given(drawn())
def test_law_1_what_is_refused_is_cited(one: Drawn) -> None:
    rulebook, case, _ = one
    for run, decided in runs(rulebook, own(case)):
        if not decided.refuses:
            # What only turns an item to another law is listed even where the item goes out (s.39(2)).
            assert all(run.answers.law.grounds[one.id].outcome == "none" for one in decided.grounds)
            continue
        assert decided.grounds
        for reliance in decided.grounds:
            ground = run.answers.law.grounds[reliance.id]
            if ground.level == "item":
                assert run.ground(reliance.id).engaged.value is YES
                assert balance_of(run.answers, ground).value is YES


@QUICK
@given(drawn())
def test_law_2_a_judgement_that_is_relied_on_has_its_reasons(one: Drawn) -> None:
    rulebook, case, _ = one
    for run, decided in runs(rulebook, own(case)):
        for reliance in decided.grounds:
            ground = run.answers.law.grounds[reliance.id]
            if ground.level != "item":
                continue
            for fact, answer in _judgements(run, reliance.id):
                assert answer.texts["reasons"] in reliance.reasons, fact.id
            weighed = weighing_for(run.answers, ground)
            if ground.kind == "qualified":
                assert weighed is not None
                assert unsupported(weighed, ground.balance) == ()
                assert weighed.reasons.strip() in reliance.reasons


def _judgements(run: Evaluation, ground: str) -> Iterator[tuple[Fact, Any]]:
    """Yield the answers that decide a ground and need reasons, not counting what is only presumed."""
    for leaf in deciding(run.ground(ground).tree):
        fact = run.answers.law.facts.get(leaf.ref)
        answer = run.answers.answer(fact) if fact and not fact.computed else None
        if fact and answer and not answer.unsure and "reasons" in fact.needed_for(answer.is_):
            yield fact, answer


@QUICK
@given(drawn())
def test_law_2_an_answer_without_what_it_needs_counts_for_nothing(one: Drawn) -> None:
    rulebook, case, _ = one
    law = law_for(rulebook, case)
    bare = {name: law.facts[name] for name in law.facts if law.facts[name].needs}
    stripped = case.model_copy(
        update={
            "answers": _stripped(case.answers, bare),
            "items": tuple(i.model_copy(update={"answers": _stripped(i.answers, bare)}) for i in case.items),
        }
    )
    without = case.model_copy(
        update={
            "answers": _dropped(stripped.answers, bare),
            "items": tuple(i.model_copy(update={"answers": _dropped(i.answers, bare)}) for i in stripped.items),
        }
    )
    if not any(fact.presumed and fact.reserved for fact in bare.values()):
        for (_, one_run), (_, other) in zip(runs_of(law, stripped), runs_of(law, without), strict=True):
            assert values_of(one_run) == values_of(other)


def _stripped(answers: Any, bare: dict[str, Fact]) -> dict[str, Any]:
    return {k: v.model_copy(update={"texts": {}}) if k in bare else v for k, v in answers.items()}


def _dropped(answers: Any, bare: dict[str, Fact]) -> dict[str, Any]:
    return {k: v for k, v in answers.items() if k not in bare or v.unsure or not bare[k].needed_for(v.is_)}


@QUICK
@given(drawn())
def test_law_3_a_doubt_never_withholds_and_never_releases(one: Drawn) -> None:
    rulebook, case, _ = one
    for run, decided in runs(rulebook, own(case)):
        ending = {law: _ending(run, law) for law in laws_walked(run)}
        if decided.outcome == "disclose":
            assert any(all(proof.relied_on.value is NO for proof in proofs) for proofs in ending.values())
        relied = [any(proof.relied_on.value is YES for proof in proofs) for proofs in ending.values()]
        if decided.outcome not in OPEN and not all(relied):
            assert decided.outcome == "disclose" or any(
                run.answers.law.grounds[ground.id].level != "item" for ground in decided.grounds
            )


def laws_walked(run: Evaluation) -> list[str]:
    """Return the laws under which the item is decided, worked out anew from the order of analysis ("" if it has none).

    Both where a named person says so; else the first, unless a ground that turns to another can be relied on.
    """
    order = run.answers.law.order
    if order.together and run.finding(order.together).value is YES:
        return [one.id for one in order.laws]
    turned = [
        step.turns_to
        for step in order.steps
        if step.turns_to
        and step.level == "item"
        and any(run.ground(one).relied_on.value is YES for one in step.grounds)
    ]
    return [turned[0] if turned else order.laws[0].id if order.laws else ""]


def _ending(run: Evaluation, law: str) -> list[GroundProof]:
    grounds = run.answers.law.grounds
    steps = [one for one in run.answers.law.order.steps if one.level == "item" and one.law in ("", law)]
    names = [name for step in steps if not step.turns_to for name in step.grounds]
    return [run.ground(name) for name in names if grounds[name].outcome != "none"]


@QUICK
@given(drawn())
def test_law_4_what_is_settled_stays_settled_when_another_question_is_answered(one: Drawn) -> None:
    rulebook, case, rng = one
    case = own(case)
    before, law = decide(rulebook, case), law_for(rulebook, case)
    for _ in range(4):
        case = answered_more(law, case, rng)
        after = decide(rulebook, case)
        for was, now in zip(before.items, after.items, strict=True):
            _still(was, now)
        for was, now in zip(before.parts, after.parts, strict=True):
            if not any(one.held_back for one in case.items):
                _still(was, now)
        before = after


def _still(was: Any, now: Any) -> None:
    if was.outcome not in OPEN:
        assert now.outcome == was.outcome
        assert {ground.id for ground in was.grounds} <= {ground.id for ground in now.grounds}


def answered_more(law: Law, case: Case, rng: Random) -> Case:
    """Return the case with one more question answered that was not, or for which nothing is presumed."""
    if rng.random() < 0.3 or not case.items:
        open_facts = [one for one in law.facts.values() if one.per == "request" and _open(one, case.answers)]
        if not open_facts:
            return case
        fact = rng.choice(open_facts)
        return case.model_copy(update={"answers": {**case.answers, fact.id: full(fact, any_value(fact, rng))}})
    number = rng.randrange(len(case.items))
    items = list(case.items)
    items[number] = _item_answered_more(law, items[number], rng)
    return case.model_copy(update={"items": tuple(items)})


def _item_answered_more(law: Law, item: Item, rng: Random) -> Item:
    if item.created in (None, "unsure") and rng.random() < 0.2:
        return item.model_copy(update={"created": rng.choice(("1950", "2025"))})
    if item.kinds is None and rng.random() < 0.3:
        return item.model_copy(update={"kinds": any_value(law.facts["screening.item"], rng)})
    weighable = [g for g in law.grounds.values() if g.kind == "qualified" and g.level == "item"]
    unweighed = [g for g in weighable if g.id not in item.public_interest]
    if unweighed and rng.random() < 0.3:
        ground = rng.choice(unweighed)
        weighed = weighing(ground, rng, rng.choice(CONCLUSIONS))
        return item.model_copy(update={"public_interest": {**item.public_interest, ground.id: weighed}})
    holding = {f"{g.section}." for g in law.grounds.values() if g.outcome == "not-held"}
    facts = [one for one in law.facts.values() if one.per == "item" and _open(one, item.answers)]
    facts = [one for one in facts if not one.id.startswith(tuple(holding) if item.hypothetical == "yes" else ("?",))]
    if not facts:
        return item
    fact = rng.choice(facts)
    return item.model_copy(update={"answers": {**item.answers, fact.id: full(fact, any_value(fact, rng))}})


def _open(fact: Fact, answers: Any) -> bool:
    if fact.computed or fact.id in ("screening.item", "screening.request") or (fact.reserved and fact.presumed):
        return False
    return fact.id not in answers or (answers[fact.id].unsure and fact.presumed is None)


@QUICK
@given(drawn())
def test_law_4_a_shared_passage_stays_settled_as_well(one: Drawn) -> None:
    rulebook, case, rng = one
    law, update = law_for(rulebook, case), {"passage": "page 4"}
    case = case.model_copy(update={"items": tuple(item.model_copy(update=update) for item in case.items)})
    before = decide(rulebook, case)
    for _ in range(4):
        case = answered_more(law, case, rng)
        after = decide(rulebook, case)
        for was, now in zip(before.items, after.items, strict=True):
            assert was.outcome in OPEN or now.outcome == was.outcome
        before = after


@QUICK
@given(drawn())
def test_law_4_the_order_of_the_answers_does_not_matter(one: Drawn) -> None:
    rulebook, case, rng = one
    turned = case.model_copy(
        update={
            "answers": _shuffled(case.answers, rng),
            "items": tuple(i.model_copy(update={"answers": _shuffled(i.answers, rng)}) for i in case.items),
        }
    )
    assert decide(rulebook, turned) == decide(rulebook, case)


def _shuffled(answers: Any, rng: Random) -> dict[str, Any]:
    names = sorted(answers)
    rng.shuffle(names)
    return {name: answers[name] for name in names}


@QUICK
@given(drawn())
def test_law_6_every_value_follows_from_the_leaves_of_its_proof(one: Drawn) -> None:
    rulebook, case, _ = one
    law = law_for(rulebook, case)
    for _, run in runs_of(law, case):
        for name in law.findings:
            assert revalue(run.finding(name)) is run.finding(name).value
        for name in law.grounds:
            proof = run.ground(name)
            for stage in (proof.opened, proof.lapsed, proof.tree, proof.balance, proof.engaged, proof.relied_on):
                assert revalue(stage) is stage.value


@QUICK
@given(drawn())
def test_law_6_the_outcome_follows_from_the_proofs_of_the_decision_alone(one: Drawn) -> None:
    rulebook, case, _ = one
    decision = decide(rulebook, own(case))
    parts = {part.id: part for part in decision.parts}
    for item, decided in zip(case.items, decision.items, strict=True):
        part = parts[item.part or "request"] if (item.part or "request") in parts else decision.parts[0]
        run = item_run(law_for(rulebook, case), case, item)
        whole = any(run.answers.law.grounds[one.id].outcome != "none" for one in part.grounds)
        if item.hypothetical == "no" and part.outcome not in OPEN and not whole and len(laws_walked(run)) == 1:
            assert decided.outcome in _outcomes_by(rulebook, decided)


def _outcomes_by(rulebook: Rulebook, decided: ItemDecision, law: str = "") -> set[str]:
    """Return the outcomes that the proofs allow: those of the first step that is not NO, under the law turned to."""
    order, grounds = rulebook.order, rulebook.on(rulebook.order.law_stated_at).grounds
    values = {proof.ref: revalue(proof) for proof in decided.proofs}
    law = law or (order.laws[0].id if order.laws else "")
    for step in (one for one in order.steps if one.level == "item" and one.law in ("", law)):
        names = (
            [step.holds] if step.holds else [n for n in step.grounds if step.turns_to or grounds[n].outcome != "none"]
        )
        found = [values[name] for name in names]
        if step.holds and found != [NO]:
            return set(OPEN)
        if YES in found:
            return (
                _outcomes_by(rulebook, decided, step.turns_to)
                if step.turns_to
                else {grounds[step.grounds[found.index(YES)]].outcome}
            )
        if UNKNOWN in found:
            return set(OPEN)
    return {"disclose"}


@QUICK
@given(drawn())
def test_law_6_every_ground_of_the_level_is_in_the_table_once(one: Drawn) -> None:
    rulebook, case, _ = one
    law, decision = law_for(rulebook, case), decide(rulebook, case)
    for decided in decision.items:
        assert [row.id for row in decided.considered] == [g.id for g in law.grounds.values() if g.level == "item"]
    for part in decision.parts:
        levels = ("review", "request") if case.stage == "review" else ("request",)
        assert [row.id for row in part.considered] == [
            g.id for level in levels for g in law.grounds.values() if g.level == level
        ]


@QUICK
@given(drawn())
def test_law_7_both_engines_derive_the_same(one: Drawn) -> None:
    pytest.importorskip("durable.engine")
    rulebook, case, _ = one
    agreement = agree(rulebook, case)
    assert agreement.disagreements == ()
    assert agreement.engines == ("kleene", "durable")


@QUICK
@given(st.integers(0, 10_000))
def test_law_8_the_same_rulebook_and_case_give_the_same_bytes(seed: int) -> None:
    def one() -> tuple[Decision, str]:
        rng = Random(seed)
        rulebook = random_rulebook(rng)
        decision = decide(rulebook, random_case(rulebook.on(rulebook.order.law_stated_at), rng))
        return decision, decision_json(decision)

    assert one() == one()


@QUICK
@given(drawn())
def test_a_decision_does_not_depend_on_the_other_items(one: Drawn) -> None:
    rulebook, case, _ = one
    together = decide(rulebook, own(case))
    for item, decided in zip(own(case).items, together.items, strict=True):
        alone = decide(rulebook, case.model_copy(update={"items": (item,)}))
        assert replace(alone.items[0]) == decided
