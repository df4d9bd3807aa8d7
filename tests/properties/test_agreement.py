"""Law 7 on the shipped rules and on the invented Act: random cases, walked towards a ground and then spoiled."""

from collections import Counter
from random import Random

import pytest
from toy_act import LAW as TOY_LAW
from toy_act import TOY

from foi_rules.engine.agree import agree_under
from foi_rules.engine.checking import faults_in
from foi_rules.engine.decide import decide_under
from foi_rules.model.decision import OPEN
from foi_rules.model.rulebook import Law, Rulebook
from properties.cases import random_case

CASES = 300
SHIPPED = 80
"""Fewer for the shipped rules, on which the second engine takes its time; `benchmarks/agreeing.py` takes thousands."""


def compare(rulebook: Rulebook, law: Law, seeds: range) -> Counter[str]:
    """Compare both engines on cases drawn from these seeds; return how often each outcome came up."""
    pytest.importorskip("durable.engine")
    seen: Counter[str] = Counter()
    for seed in seeds:
        case = random_case(law, Random(seed))
        assert list(faults_in(law, case)) == [], seed
        assert agree_under(law, case).disagreements == (), seed
        decision = decide_under(law, case, rulebook)
        seen.update(one.outcome for one in decision.items)
        assert all(one.grounds for one in decision.items if one.outcome not in OPEN and one.outcome != "disclose")
    return seen


def test_both_engines_agree_on_the_shipped_rules(rulebook: Rulebook) -> None:
    seen = compare(rulebook, rulebook.on(rulebook.order.law_stated_at), range(SHIPPED))
    assert min(seen[one] for one in ("withhold", "disclose", "undecided")) > SHIPPED // 20, seen
    assert min(seen[one] for one in ("escalate", "not-held", "neither-confirm-nor-deny")) > 0, seen


def test_both_engines_agree_on_the_invented_act() -> None:
    seen = compare(TOY, TOY_LAW, range(CASES))
    wanted = ("withhold", "disclose", "undecided", "escalate", "not-held", "elsewhere", "neither-confirm-nor-deny")
    assert min(seen[one] for one in wanted) > CASES // 20, seen


def results(rulebook: Rulebook, law: Law) -> set[tuple[str, str]]:
    """Return every ground of an item with every result that it came to in random cases."""
    cases = [random_case(law, Random(seed)) for seed in range(CASES)]
    items = [item for case in cases for item in decide_under(law, case, rulebook).items]
    return {(row.id, row.result) for item in items for row in item.considered}


def test_the_random_cases_of_the_invented_act_reach_every_result() -> None:
    found = results(TOY, TOY_LAW)
    for ground in (one for one in TOY_LAW.grounds.values() if one.level == "item"):
        wanted = {"engaged", "not-engaged", "unknown", "screened-out", "not-reached"}
        wanted |= ({"lapsed"} if ground.lapses else set()) | ({"outweighed"} if ground.kind == "qualified" else set())
        assert wanted <= {result for name, result in found if name == ground.id}, ground.id


def test_the_random_cases_of_the_shipped_rules_engage_nearly_every_ground(rulebook: Rulebook) -> None:
    law = rulebook.on(rulebook.order.law_stated_at)
    items = [ground.id for ground in law.grounds.values() if ground.level == "item"]
    found = results(rulebook, law)
    engaged = [name for name in items if (name, "engaged") in found]
    assert len(engaged) >= 0.8 * len(items), set(items) - set(engaged)
