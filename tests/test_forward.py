"""The second engine, and the hazards of durable-rules 2.0.28 that shape it (docs/deciding.md, law 7)."""

import ast
import gc
import os
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from properties.rulebooks import book, fact, ground, says, section
from toy_act import LAW, TOY, bare_item, case, horn, item, lamp, nest

from foi_rules.engine import agree as agreement
from foi_rules.engine import forward, forward_rules
from foi_rules.engine.agree import Disagreement, agree, agree_under, values_of
from foi_rules.engine.decide import item_run, request_run
from foi_rules.engine.forward import EngineFault, Forward, forward_for
from foi_rules.model.case import Case, Item
from foi_rules.model.rule import AllOf, AnyOf, Condition, FactIs, Finding, FindingIs, GroundIs, Not, Section
from foi_rules.model.rulebook import Law
from foi_rules.model.truth import NO, UNKNOWN, YES, Truth

durable = pytest.importorskip("durable.engine")


def law_of(*sections: Section) -> Law:
    """Return the law of these sections."""
    rulebook = book(list(sections), ())
    return rulebook.on(rulebook.order.law_stated_at)


def one_ground(test: Condition, facts: int = 1, **more: Any) -> Law:
    """Return a law with the facts f0, f1, ... and the ground `g` over them."""
    return law_of(section("s", [fact(f"f{n}") for n in range(facts)], [], [ground("g", test, **more)]))


def derived(law: Law, answers: Mapping[str, str] = {}, **more: Any) -> Mapping[str, Truth]:
    """Return what the second engine derives for one item with these answers."""
    one = Item.model_validate({"id": "one", "answers": dict(answers)})
    return Forward(law).derive(item_run(law, Case(items=(one,)), one, **more).answers)


def tree(law: Law, answers: Mapping[str, str] = {}) -> Truth:
    """Return what it derives for the test of the ground `g`."""
    return derived(law, answers)["ground.g.tree"]


# What it derives


def test_every_finding_and_every_stage_of_every_ground_has_a_value() -> None:
    names = set(forward_for(LAW).derive(request_run(LAW, case(), None).answers))
    stages = {f"ground.{g}.{s}" for g in LAW.grounds for s in ("opened", "lapsed", "tree", "engaged", "relied_on")}
    assert names == set(LAW.findings) | stages


@pytest.mark.parametrize("one", [item(), horn(), lamp(), lamp("even"), lamp(created="2001"), nest(), bare_item()])
def test_it_agrees_with_the_engine_of_record_on_the_invented_act(one: Item) -> None:
    found = agree(TOY, case(one, given={"silence": "unsure"}))
    assert (found.agreed, found.single, found.disagreements) == (True, False, ())
    assert found.engines == ("kleene", "durable")
    assert found.compared > 100


def test_a_claim_that_is_dropped_counts_only_where_the_law_lets_it() -> None:
    who = {"by": "the keeper", "on": "2026-01-06", "why": "nobody minds"}
    for one, ground_id in ((horn(), "toy.s3-1"), (nest(), "toy.s4-1")):
        dropped = Item.model_validate(one.model_dump() | {"answers": one.answers, "not_claimed": {ground_id: who}})
        assert agree_under(LAW, case(dropped)).disagreements == ()


@pytest.mark.parametrize(
    ("test", "answers", "value"),
    [
        (FactIs("f0"), {}, UNKNOWN),
        (FactIs("f0"), {"f0": "yes"}, YES),
        (FactIs("f0"), {"f0": "no"}, NO),
        (Not(FactIs("f0")), {"f0": "no"}, YES),
        (Not(Not(FactIs("f0"))), {"f0": "no"}, NO),
        (Not(AllOf((FactIs("f0"), FactIs("f1")))), {"f0": "no"}, YES),
        (Not(AnyOf((FactIs("f0"), FactIs("f1")))), {"f0": "no"}, UNKNOWN),
        (AllOf((FactIs("f0"), FactIs("f1"))), {"f0": "no"}, NO),
        (AnyOf((FactIs("f0"), FactIs("f1"))), {"f1": "yes"}, YES),
        (AllOf((AnyOf((FactIs("f0"), FactIs("f1"))), Not(FactIs("f1")))), {"f0": "yes", "f1": "no"}, YES),
        (AllOf(()), {}, YES),
        (AnyOf(()), {}, NO),
        (Not(AllOf(())), {}, NO),
    ],
)
def test_a_condition_on_two_rails(test: Condition, answers: dict[str, str], value: Truth) -> None:
    assert tree(one_ground(test, 2), answers) is value


def test_unknown_is_what_neither_rail_derives() -> None:
    doubt = AnyOf((FactIs("f0"), Not(FactIs("f0"))))
    assert tree(one_ground(doubt)) is UNKNOWN
    assert tree(one_ground(AllOf((FactIs("f0"), Not(FactIs("f0")))))) is UNKNOWN


def test_a_condition_on_several_grounds() -> None:
    grounds = [ground("a", FactIs("f0")), ground("b", FactIs("f1")), ground("g", GroundIs(("a", "b")))]
    law = law_of(section("s", [fact("f0"), fact("f1")], [], grounds))
    assert [tree(law, found) for found in ({"f1": "yes"}, {"f0": "no"}, {"f0": "no", "f1": "no"})] == [YES, UNKNOWN, NO]


def test_a_value_given_from_outside_is_not_derived_again() -> None:
    finding = Finding("c", "Act", FactIs("f0"), says())
    law = law_of(section("s", [fact("f0")], [finding], [ground("g", FindingIs("c")), ground("h", GroundIs(("g",)))]))
    found = derived(law, {"f0": "yes"}, given={"c": NO})
    assert (found["c"], found["ground.g.tree"]) == (NO, NO)
    assert derived(law, {"f0": "yes"}, given={"c": UNKNOWN})["ground.g.relied_on"] is UNKNOWN
    held = derived(law, {"f0": "yes"}, given={"g": NO})
    assert (held["ground.g.engaged"], held["ground.g.relied_on"], held["ground.h.tree"]) == (YES, NO, NO)


def test_what_is_opened_may_be_given_too() -> None:
    law = one_ground(FactIs("f0"), opened_by=FactIs("f0"))
    assert derived(law, {"f0": "yes"}, opened={})["ground.g.opened"] is NO
    assert derived(law, {}, opened={"g": YES})["ground.g.opened"] is YES


# Hazards


def test_wider_than_a_rule_can_join() -> None:
    wide = AllOf(tuple(FactIs(f"f{n}") for n in range(40)))
    law = one_ground(wide, 40)
    every = {f"f{n}": "yes" for n in range(40)}
    assert tree(law, every) is YES
    assert tree(law, every | {"f39": "no"}) is NO
    assert tree(law, {k: v for k, v in every.items() if k != "f17"}) is UNKNOWN
    some = one_ground(AnyOf(wide.children), 40)
    assert [tree(some, {"f33": "yes"}), tree(some, dict.fromkeys(every, "no"))] == [YES, NO]


@pytest.mark.parametrize("width", [forward_rules.MOST_JOINED, forward_rules.MOST_JOINED + 1, 300])
def test_no_rule_joins_more_than_the_engine_can(width: int) -> None:
    law = one_ground(AllOf(tuple(FactIs(f"f{n}") for n in range(width))), width)
    rules = [rule for one in forward_rules.network(law).sets for rule in one]
    assert max(len(rule.when) for rule in rules) <= forward_rules.MOST_JOINED == 16
    assert tree(law, {f"f{n}": "yes" for n in range(width)}) is YES


def test_the_same_test_twice_in_one_condition_still_fires() -> None:
    law = one_ground(AllOf((FactIs("f0"), FactIs("f0"), Not(Not(FactIs("f0"))))))
    assert [tree(law, {"f0": "yes"}), tree(law, {"f0": "no"})] == [YES, NO]


def test_a_section_with_more_rules_than_a_set_can_hold() -> None:
    findings = [Finding("c0", "Act", FactIs("f0"), says())]
    for n in range(1, 400):
        test = AllOf((FindingIs(f"c{n - 1}"), FactIs(f"f{n}")))
        findings.append(Finding(f"c{n}", "Act", test, says()))
    law = law_of(section("s", [fact(f"f{n}") for n in range(400)], findings, [ground("g", FindingIs("c399"))]))
    sets = forward_rules.network(law).sets
    assert len(sets) > 2
    for one in sets:
        assert len(one) <= forward_rules.MOST_RULES
        assert len({atom for rule in one for atom in rule.when}) <= forward_rules.MOST_ATOMS
    every = {f"f{n}": "yes" for n in range(400)}
    assert [tree(law, every), tree(law, {"f3": "no"}), tree(law, {})] == [YES, NO, UNKNOWN]


def test_sections_run_in_order_of_reference_wherever_they_stand() -> None:
    later = section("z", [fact("f0")], [Finding("z.c", "Act", FactIs("f0"), says())], [])
    law = law_of(section("a", [], [], [ground("g", FindingIs("z.c"))]), later)
    assert tree(law, {"f0": "yes"}) is YES


def test_sections_that_refer_to_each_other_are_derived_all_the_same() -> None:
    # Rule files may not; a rulebook built in memory may, as long as no name turns on itself.
    first = section("a", [fact("f0")], [Finding("a.c", "Act", FactIs("f0"), says())], [ground("g", FindingIs("b.c"))])
    second = section("b", [], [Finding("b.c", "Act", FindingIs("a.c"), says())], [])
    assert tree(law_of(first, second), {"f0": "yes"}) is YES


def test_a_fact_taken_for_another_is_tried_again_with_another_salt(monkeypatch: pytest.MonkeyPatch) -> None:
    law, tries = one_ground(AllOf((FactIs("f0"), FactIs("f1"))), 2), set()
    sound = forward._RuleSet._fact

    def mistaken(self: Any, session: Any, atom: Any) -> dict[str, Any]:
        tries.add(session.salt)
        return sound(self, session, atom) | ({"id": "the same"} if session.salt < 2 else {})

    monkeypatch.setattr(forward._RuleSet, "_fact", mistaken)
    assert tree(law, {"f0": "yes", "f1": "yes"}) is YES
    assert tries == {0, 1, 2}


def test_and_if_no_salt_helps_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    sound = forward._RuleSet._fact
    monkeypatch.setattr(forward._RuleSet, "_fact", lambda *given: sound(*given) | {"id": "the same"})
    with pytest.raises(EngineFault, match=r"^the second engine takes different facts for the same one$"):
        tree(one_ground(AllOf((FactIs("f0"), FactIs("f1"))), 2), {"f0": "yes", "f1": "yes"})


def test_an_exception_in_an_action_comes_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Any, then: Any) -> Callable[[Any], None]:
        def action(_: Any) -> None:
            raise ZeroDivisionError(f"while deriving {then.name}")

        return action

    monkeypatch.setattr(forward._RuleSet, "_action", broken)
    with pytest.raises(EngineFault, match=r"^the second engine failed: exception caught while deriving ground.g.tree"):
        tree(one_ground(FactIs("f0")), {"f0": "yes"})


def test_an_engine_that_stops_half_way_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(durable.Ruleset, "do_actions", lambda *_: None)
    with pytest.raises(EngineFault, match=r"^the second engine stopped before it was done; decide once more$"):
        tree(one_ground(FactIs("f0")), {"f0": "yes"})


def test_both_rails_at_once_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    sound = forward._atoms

    def both(values: Mapping[str, Truth]) -> Any:
        for atom in sound(values):
            yield from (atom, atom.swapped())

    monkeypatch.setattr(forward, "_atoms", both)
    with pytest.raises(EngineFault, match=r"^the second engine derived both yes and no for 'ground.g.opened'$"):
        tree(one_ground(FactIs("f0"), opened_by=FactIs("f0")), {"f0": "yes"})


def test_it_starts_no_threads() -> None:
    before = threading.active_count()
    tree(one_ground(FactIs("f0")), {"f0": "yes"})
    assert threading.active_count() == before


def test_nothing_is_left_of_a_session() -> None:
    engine = Forward(LAW)
    answers = item_run(LAW, case(horn()), horn()).answers
    first = engine.derive(answers)
    assert engine.derive(answers) == first
    assert [one._sessions for one in engine._sets] == [{} for _ in engine._sets]


@pytest.mark.skipif(sys.platform != "linux", reason="the C library of Linux can fill fresh memory with rubbish")
def test_a_session_in_which_nothing_is_derived_does_not_end_the_process() -> None:
    # durable-rules frees a pointer of the session that it sets only when a rule fires.
    program = (
        "from toy_act import LAW, bare_item, case\n"
        "from foi_rules.engine.agree import agree_under\n"
        "print(agree_under(LAW, case(bare_item(), has_horn=None)).agreed)\n"
    )
    path = os.pathsep.join([str(Path(__file__).parent), str(Path(__file__).parent.parent)])
    ran = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": path, "MALLOC_PERTURB_": "85"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "True\n", "")


# Its own engine, made once and let go


def test_it_shares_no_evaluation_with_the_engine_of_record() -> None:
    for module in (forward, forward_rules):
        source = Path(str(module.__file__)).read_text(encoding="utf-8")
        imported = {
            (node.module, name.name)
            for node in ast.walk(ast.parse(source))
            if isinstance(node, ast.ImportFrom) and node.module
            for name in node.names
        }
        modules = {name for name, _ in imported if name.startswith("foi_rules.engine")}
        own = {"forward_rules", "leaves", "balance"}
        assert modules <= {f"foi_rules.engine.{name}" for name in own}
        assert not {name for _, name in imported} & {"all_of", "any_of", "negated"}


def test_the_rules_of_a_law_are_compiled_once_and_let_go_with_it() -> None:
    law = one_ground(FactIs("f0"))
    engine = forward_for(law)
    assert forward_for(law) is engine
    handles, gone = [one.handle for one in engine._sets], weakref.ref(engine)
    delete = durable.durable_rules_engine.delete_ruleset
    del law, engine
    gc.collect()
    assert gone() is None
    for handle in handles:
        with pytest.raises(durable.durable_rules_engine.error, match="111"):
            delete(handle)


def test_the_same_law_gives_the_same_rules() -> None:
    assert forward_rules.network(LAW).sets == forward_rules.network(TOY.on(TOY.order.law_stated_at)).sets


# Whether they agree


def test_a_disagreement_keeps_both_values(monkeypatch: pytest.MonkeyPatch) -> None:
    class Liar:
        def derive(self, answers: Any) -> dict[str, Truth]:
            run = item_run(LAW, answers.case, answers.item) if answers.item else request_run(LAW, answers.case, None)
            return dict(values_of(run)) | ({"ground.toy.s3-1.engaged": NO} if answers.item else {})

    monkeypatch.setattr(agreement, "forward_for", lambda _: Liar())
    found = agree(TOY, case(horn()))
    assert not found.agreed
    assert found.disagreements == (Disagreement("log", "ground.toy.s3-1.engaged", YES, NO),)


def test_the_request_its_parts_and_every_item_are_compared() -> None:
    parts = Case.model_validate({"parts": [{"id": "a"}, {"id": "b"}], "items": [{"id": "x", "part": "a"}]})
    assert [name for name, _ in agreement.runs_of(LAW, parts)] == ["part a", "part b", "x"]
    assert [name for name, _ in agreement.runs_of(LAW, case(item()))] == ["request", "log"]
