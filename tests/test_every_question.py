"""Every question of the shipped rules can be reached and can matter, every ground relied on, every tick opens one.

Proved for all answers at once (`foi_rules.audit.reach`), and each proof tried again on the engine itself.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import islice

import pytest
from properties.rulebooks import book, fact, ground, says, section

from foi_rules.audit.reach import Reach, Read, Verdict
from foi_rules.audit.reach_logic import Settings
from foi_rules.engine.alternatives import answered, full_weighing
from foi_rules.engine.decide import item_run
from foi_rules.engine.kleene import Evaluation
from foi_rules.engine.leaves import Answers
from foi_rules.engine.missing import BALANCE, missing_for
from foi_rules.model.case import Case, Item
from foi_rules.model.rule import (
    AllOf,
    AnyOf,
    Computed,
    Condition,
    Fact,
    FactIs,
    Finding,
    FindingIs,
    Ground,
    GroundIs,
    Not,
)
from foi_rules.model.rulebook import Law, Rulebook
from foi_rules.model.truth import NO, UNKNOWN, YES
from foi_rules.rulebook.home import rules_folder

pytest.importorskip("z3")

# Questions that a ground reads and that cannot change it, each with the reason for which it stands.
IDLE = {
    ("foisa.s3-2-a-i", "foisa.s17.from-uk-government"): "read in a shared finding: only-for-another settles it first",
    ("foisa.s3-2-a-ii", "foisa.s17.only-for-another"): "read in a shared finding: from-uk-government settles it first",
    ("foisa.s30-a", "common.harm.any-public"): "read in the shared test of harm: adds-harm is wanted in any event",
}
# Ticks that open nothing of their own, each with the reason for which it stands.
SHUT = {
    ("screening.which-soon", "unfinished"): "opens no exemption of the Act; the exception stands open behind the tick",
}


@pytest.fixture(scope="module")
def law(rulebook: Rulebook) -> Law:
    """Return the shipped law in which nothing is presumed and anybody may answer: that is no matter of the trees."""
    law = rulebook.on(rulebook.order.law_stated_at)
    facts = {name: replace(fact, presumed=None, reserved=None) for name, fact in law.facts.items()}
    return replace(law, facts=facts)


@pytest.fixture(scope="module")
def reach(law: Law) -> Reach:
    return Reach(law)


@pytest.fixture(scope="module")
def verdicts(law: Law, reach: Reach) -> list[Verdict]:
    """Return a verdict on every leaf that a ground reads."""
    return [verdict for name in law.grounds for verdict in reach.ground(name)]


@pytest.fixture(scope="module")
def demanded(law: Law, reach: Reach) -> list[Verdict]:
    """Return a verdict on every leaf that a warning or a duty reads and its ground does not."""
    due = [(ground, one) for ground in law.grounds.values() for one in (*ground.warnings, *ground.duties)]
    released = [verdict for name, one in law.releasing_duties for verdict in reach.condition(name, one.unless)]
    return [*(verdict for ground, one in due for verdict in reach.requirement(ground, one)), *released]


@cache
def _lines(path: str) -> tuple[str, ...]:
    return tuple((rules_folder() / path).read_text(encoding="utf-8").splitlines())


def line_of(law: Law, name: str) -> str:
    """Return the file and the line where the fact or ground of this whole id is written, as far as it is found."""
    owner = law.grounds[name].section if name in law.grounds else name.split(".")
    known = [one for one in law.sections.values() if one.id == owner or name.startswith(f"{one.id}.")]
    local = name if name in law.grounds else name.removeprefix(f"{known[-1].id}.") if known else name
    pattern = re.compile(rf"  (- id: )?{re.escape(local)}:?( .*)?$")
    for one in known:
        file = one.file.rsplit("/", 1)[-1]
        for number, line in enumerate(_lines(file), 1):
            if pattern.fullmatch(line):
                return f"{file}:{number}"
    return known[-1].file if known else "?"


def told(law: Law, reads: list[Read]) -> str:
    """Return one line for each: the ground, the question, and the line where it is written."""
    return "\n".join(f"{read} ({line_of(law, read.leaf.fact)})" for read in reads)


def test_the_place_of_a_question_is_told_by_file_and_line(law: Law) -> None:
    file, number = line_of(law, "screening.people").split(":")
    assert _lines(file)[int(number) - 1] == "  people:"
    file, number = line_of(law, "foisa.s36-2").split(":")
    assert _lines(file)[int(number) - 1] == "  - id: foisa.s36-2"


# The shipped rules


def test_every_question_of_every_ground_can_be_asked(law: Law, verdicts: list[Verdict]) -> None:
    assert len({verdict.read.by for verdict in verdicts}) == len(law.grounds)
    never = [verdict.read for verdict in verdicts if None in verdict.reached]
    assert never == [], told(law, never)


def test_every_question_of_every_ground_can_matter(law: Law, verdicts: list[Verdict]) -> None:
    idle = [verdict.read for verdict in verdicts if verdict.matters is None]
    unknown = [read for read in idle if (read.by, read.name) not in IDLE]
    assert unknown == [], told(law, unknown)
    assert {(read.by, read.name) for read in idle} == set(IDLE), "take out of IDLE what matters by now"


def test_every_question_of_a_warning_or_duty_can_be_asked_and_can_matter(law: Law, demanded: list[Verdict]) -> None:
    assert len(demanded) > 50
    bad = [verdict.read for verdict in demanded if None in verdict.reached or verdict.matters is None]
    assert bad == [], told(law, bad)


def test_every_ground_can_be_relied_on_and_the_engine_agrees(law: Law, reach: Reach) -> None:
    for name in law.grounds:
        witness = reach.relied_on(name)
        assert witness is not None, f"{name} ({line_of(law, name)}) can never be relied on"
        proof = evaluated(law, witness.settings).ground(name)
        assert (proof.opened.value, proof.lapsed.value, proof.relied_on.value) == (YES, NO, YES), name


def test_the_engine_agrees_that_each_question_is_asked(law: Law, verdicts: list[Verdict]) -> None:
    for verdict in few(verdicts):
        for witness in filter(None, verdict.reached):
            run = evaluated(law, witness.settings)
            missing = missing_for(run.answers, run.ground(verdict.read.by))
            assert run.answers.value(verdict.read.leaf) is UNKNOWN, verdict.read
            assert behind(law, verdict.read) & set(missing), verdict.read


def test_the_engine_agrees_that_each_question_matters(law: Law, verdicts: list[Verdict]) -> None:
    for verdict in few(verdicts):
        if verdict.matters is None:
            continue
        one, other = (witness.settings for witness in verdict.matters)
        differ = {key for key in {*one, *other} if one.get(key) != other.get(key)}
        assert differ == {asked(verdict.read.name)}, verdict.read
        found = {evaluated(law, settings).ground(verdict.read.by).engaged.value is YES for settings in (one, other)}
        assert found == {True, False}, verdict.read


def few(verdicts: list[Verdict]) -> Iterator[Verdict]:
    """Yield the verdicts on each ground; of one that goes through half of the law every twelfth."""
    for name in dict.fromkeys(verdict.read.by for verdict in verdicts):
        mine = [verdict for verdict in verdicts if verdict.read.by == name]
        yield from islice(mine, 0, None, 12 if len(mine) > 100 else 1)


def behind(law: Law, read: Read) -> set[str]:
    """Return the answers behind a leaf, as `missing` names them: of a computed fact one or more may be unknown."""
    computed = law.facts[read.leaf.fact].computed
    return {asked(name) for name in computed.of} if computed else {read.leaf.fact}


def asked(name: str) -> str:
    return "created" if name == "item.created" else name


def evaluated(law: Law, settings: Settings) -> Evaluation:
    """Return the evaluation of an item with these answers, each with all the words that it needs."""
    day = law.order.law_stated_at.isoformat()
    item = Item(id="item")
    above = {
        name.removeprefix(BALANCE): full_weighing(str(value), law.grounds[name.removeprefix(BALANCE)].balance)  # type: ignore[arg-type]
        for name, value in settings.items()
        if name.startswith(BALANCE)
    }
    case = Case(received=day, made=day, as_at=day, items=(item,)).model_copy(update={"public_interest": above})
    filled = answered(Answers(law, case, None, item), settings)
    assert filled.item
    return item_run(law, filled.case, filled.item)


def test_every_tick_and_every_choice_of_a_first_line_opens_a_ground(law: Law, reach: Reach) -> None:
    lists = [one for one in law.facts.values() if one.id.startswith("screening.") and one.answer == "any-of"]
    assert len(lists) > 10
    shut = {(one.id, choice) for one in lists for choice in one.choices if not reach.opens(FactIs(one.id, choice))}
    assert shut == set(SHUT), [f"{fact} is {choice} ({line_of(law, fact)})" for fact, choice in shut ^ set(SHUT)]


def test_every_line_of_a_door_opens_a_ground(law: Law, reach: Reach) -> None:
    doors = [one.opened_by for one in law.grounds.values() if one.opened_by]
    lines = dict.fromkeys(leaf for door in doors for leaf in leaves(law, door))
    assert {leaf.fact for leaf in lines} >= {"screening.people", "screening.say-so", "screening.environment"}
    shut = [leaf for leaf in lines if not reach.opens(leaf)]
    assert shut == []


def leaves(law: Law, condition: Condition) -> Iterator[FactIs]:
    match condition:
        case FactIs():
            yield condition
        case AllOf() | AnyOf():
            for child in condition.children:
                yield from leaves(law, child)
        case Not():
            yield from leaves(law, condition.child)
        case FindingIs():
            yield from leaves(law, law.findings[condition.finding].met_if)
        case GroundIs():
            return


def test_every_fact_is_read_by_something_to_which_it_matters(
    law: Law, reach: Reach, verdicts: list[Verdict], demanded: list[Verdict]
) -> None:
    steps = [step.holds for step in law.order.steps if step.holds]
    used = [*steps, *(one.runs for one in law.order.laws), *([law.order.together] if law.order.together else [])]
    others = [verdict for name in used for verdict in reach.condition(name, FindingIs(name))]
    others += [verdict for one in law.cues for verdict in reach.condition("cue", one.still)]
    others += [verdict for one in law.carries for verdict in reach.condition("carry", one.when)]
    read = [verdict.read for verdict in [*verdicts, *demanded, *others] if verdict.matters]
    idle = set(law.facts) - {read.leaf.fact for read in read} - {read.name for read in read}
    assert idle == set(), [f"{name} ({line_of(law, name)})" for name in sorted(idle)]


@pytest.mark.parametrize("wanted", [YES, NO])
def test_what_holds_at_a_step_and_what_runs_can_be_yes_and_no(law: Law, reach: Reach, wanted: object) -> None:
    for name in [*(one.holds for one in law.order.steps if one.holds), *(one.runs for one in law.order.laws)]:
        witness = reach.finding(name, wanted is YES)
        assert witness is not None, name
        assert evaluated(law, witness.settings).finding(name).value is wanted


# What would be found: a small law with a fault in it


def law_of(facts: list[Fact], findings: list[Finding], grounds: list[Ground]) -> Law:
    rulebook = book([section("s", facts, findings, grounds)], ())
    return rulebook.on(rulebook.order.law_stated_at)


def found(law: Law, name: str = "g") -> tuple[set[str], set[str]]:
    """Return what cannot be asked and what cannot matter."""
    verdicts = list(Reach(law).ground(name))
    return (
        {verdict.read.leaf.fact for verdict in verdicts if None in verdict.reached},
        {verdict.read.leaf.fact for verdict in verdicts if verdict.matters is None},
    )


A, B, C = FactIs("s.a"), FactIs("s.b"), FactIs("s.c")
YES_NO = [fact("s.a"), fact("s.b"), fact("s.c")]


@pytest.mark.parametrize(
    ("test", "never_asked", "idle"),
    [
        (AllOf((A, B)), set(), set()),
        (AnyOf((A, AllOf((A, B)))), set(), {"s.b"}),  # asked while a is open, and no answer changes anything
        (AllOf((A, AnyOf((B, Not(B))))), set(), {"s.b"}),
        (AnyOf((A, AllOf((B, Not(B), C)))), set(), {"s.b", "s.c"}),
        (AnyOf((A, Not(A), B)), set(), {"s.a", "s.b"}),
    ],
)
def test_a_question_that_changes_nothing_is_found(test: Condition, never_asked: set[str], idle: set[str]) -> None:
    assert found(law_of(YES_NO, [], [ground("g", test)])) == (never_asked, idle)


def test_a_question_behind_a_settled_branch_is_found() -> None:
    never = AllOf((FactIs("s.one", "red"), FactIs("s.one", "blue")))
    law = law_of([*YES_NO, fact("s.one", "one-of")], [], [ground("g", AnyOf((A, AllOf((never, B)))))])
    assert found(law) == (set(), {"s.one", "s.b"})


def test_a_question_that_the_door_has_asked_is_not_asked_again() -> None:
    law = law_of(YES_NO, [], [ground("g", AllOf((A, AnyOf((FactIs("s.a", "no"), B)))), opened_by=A)])
    assert found(law) == (set(), set())


def test_a_question_behind_a_door_that_never_opens_is_found() -> None:
    shut = ground("g", B, opened_by=AllOf((A, Not(A))))
    law = law_of(YES_NO, [], [shut])
    assert found(law) == ({"s.b"}, {"s.a", "s.b"})
    assert Reach(law).relied_on("g") is None


def test_a_lapse_and_a_ground_that_is_read_are_looked_into() -> None:
    lapsed = Finding("s.old", "Act", A, says())
    inner = ground("inner", B, kind="qualified")
    outer = ground("g", AllOf((GroundIs(("inner",)), C)), lapses="s.old")
    assert found(law_of(YES_NO, [lapsed], [inner, outer])) == (set(), set())
    idle = ground("g", AnyOf((GroundIs(("inner",)), B)), lapses="s.old")
    assert found(law_of(YES_NO, [lapsed], [inner, idle])) == (set(), set())


def test_facts_computed_from_one_answer_are_only_what_they_can_be_together() -> None:
    estimate = fact("s.estimate", "cost-lines")
    sums = {pounds: Computed("cost-more-than", (estimate.id,), pounds) for pounds in (1, 6)}
    facts = [*YES_NO, estimate, *(fact(f"s.over-{pounds}", computed=one) for pounds, one in sums.items())]
    possible = AllOf((FactIs("s.over-1"), FactIs("s.over-6", "no")))
    assert found(law_of(facts, [], [ground("g", possible)])) == (set(), set())
    impossible = AllOf((FactIs("s.over-6"), FactIs("s.over-1", "no")))
    assert Reach(law_of(facts, [], [ground("g", impossible)])).relied_on("g") is None


def test_lists_take_one_choice_or_several() -> None:
    both = AllOf((FactIs("s.list", "red"), FactIs("s.list", "blue")))
    for kind, never in (("any-of", False), ("one-of", True)):
        law = law_of([fact("s.list", kind)], [], [ground("g", both)])
        assert (Reach(law).relied_on("g") is None) is never


def test_a_tick_that_opens_nothing_is_found() -> None:
    door = AnyOf((FactIs("s.list", "red"), AllOf((FactIs("s.list", "red"), FactIs("s.list", "blue")))))
    law = law_of([*YES_NO, fact("s.list", "any-of")], [], [ground("g", A, opened_by=door)])
    opened = {choice: Reach(law).opens(FactIs("s.list", choice)) for choice in ("red", "green", "blue")}
    assert opened == {"red": ("g",), "green": (), "blue": ()}


def test_a_number_is_tried_on_both_sides_of_the_line() -> None:
    more = ground("g", FactIs("s.sum", more_than=Decimal(40)))
    assert found(law_of([fact("s.sum", "number")], [], [more])) == (set(), set())
