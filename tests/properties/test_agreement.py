"""Law 7 on the shipped rules and on the invented Act: random cases, walked towards a ground and then spoiled."""

from collections import Counter
from random import Random

import pytest
from properties.cases import random_case
from toy_act import LAW as TOY_LAW
from toy_act import TOY

from foi_rules.engine.agree import agree_under
from foi_rules.engine.checking import faults_in
from foi_rules.engine.decide import decide_under
from foi_rules.model.decision import OPEN
from foi_rules.model.rulebook import Law, Rulebook

CASES = 300


def compare(rulebook: Rulebook, law: Law, seeds: range) -> Counter[str]:
    """Compare both engines on cases drawn from these seeds; return how often each outcome came up."""
    pytest.importorskip("durable.engine")
    seen: Counter[str] = Counter()
    for seed in seeds:
        case = random_case(law, Random(seed))  # noqa: S311
        assert list(faults_in(law, case)) == [], seed
        assert agree_under(law, case).disagreements == (), seed
        decision = decide_under(law, case, rulebook)
        seen.update(one.outcome for one in decision.items)
        assert all(one.grounds for one in decision.items if one.outcome not in OPEN and one.outcome != "disclose")
    return seen


def test_both_engines_agree_on_the_shipped_rules(rulebook: Rulebook) -> None:
    seen = compare(rulebook, rulebook.on(rulebook.order.law_stated_at), range(CASES))
    assert min(seen[one] for one in ("withhold", "disclose", "undecided", "escalate")) > CASES // 20, seen


def test_both_engines_agree_on_the_invented_act() -> None:
    seen = compare(TOY, TOY_LAW, range(CASES))
    wanted = ("withhold", "disclose", "undecided", "escalate", "not-held", "elsewhere", "neither-confirm-nor-deny")
    assert min(seen[one] for one in wanted) > CASES // 20, seen


def test_the_random_cases_reach_every_result(rulebook: Rulebook) -> None:
    for book, law in ((rulebook, rulebook.on(rulebook.order.law_stated_at)), (TOY, TOY_LAW)):
        found: set[tuple[str, str]] = set()
        for seed in range(CASES):
            for item in decide_under(law, random_case(law, Random(seed)), book).items:  # noqa: S311
                found |= {(row.id, row.result) for row in item.considered}
        items = [ground for ground in law.grounds.values() if ground.level == "item"]
        for result in ("engaged", "not-engaged", "unknown", "screened-out"):
            assert {ground.id for ground in items if (ground.id, result) not in found} == set(), result
        for ground in items:
            assert not ground.lapses or (ground.id, "lapsed") in found
            assert ground.kind != "qualified" or (ground.id, "outweighed") in found
