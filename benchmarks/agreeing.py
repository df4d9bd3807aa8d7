"""Whether both engines derive the same for many random cases, and whether every refusal has an engaged ground.

    python benchmarks/agreeing.py [--cases 10000] [--seed 0] [--jobs 1] [--rules FOLDER]

The cases are those of the tests (`tests/properties/cases.py`): walked towards a ground, then spoiled. Each
disagreement, and each refusal without an engaged ground, is printed with the seed that draws its case again.
Nothing here is a test.
"""

import argparse
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from properties.cases import random_case

from foi_rules.engine.agree import agree_under
from foi_rules.engine.decide import decide_under, item_run
from foi_rules.model.case import Case
from foi_rules.model.decision import Decision, ItemDecision
from foi_rules.model.rulebook import Law, Rulebook
from foi_rules.model.truth import YES
from foi_rules.rulebook.load import load_rulebook


@dataclass(eq=False)
class Tally:
    """What was counted so far."""

    compared: int = 0
    runs: int = 0
    disagreements: int = 0
    uncited: int = 0
    seconds: Counter[str] = field(default_factory=Counter)
    items: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Tally") -> None:
        """Count in what another process counted."""
        self.compared += other.compared
        self.runs += other.runs
        self.disagreements += other.disagreements
        self.uncited += other.uncited
        self.seconds.update(other.seconds)
        self.items.update(other.items)


def main() -> None:
    """Draw the cases, compare, and print what was counted."""
    parser = argparse.ArgumentParser(description="Compare both engines on random cases.")
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--rules", type=Path)
    given = parser.parse_args()
    began, tally = perf_counter(), Tally()
    every = range(given.seed, given.seed + given.cases)
    shares = [every[start :: given.jobs] for start in range(given.jobs)]
    if given.jobs == 1:
        tally = _share(given.rules, every)
    else:
        with ProcessPoolExecutor(given.jobs) as pool:
            for one in pool.map(_share, [given.rules] * given.jobs, shares):
                tally.add(one)
    rulebook = load_rulebook(given.rules)
    _print(given.cases, rulebook.on(rulebook.order.law_stated_at), tally, perf_counter() - began)


def _share(rules: Path | None, seeds: range) -> Tally:
    """Return what was counted of the cases of these seeds."""
    rulebook = load_rulebook(rules)
    law = rulebook.on(rulebook.order.law_stated_at)
    tally = Tally()
    for seed in seeds:
        _one(rulebook, law, seed, tally)
    return tally


def _one(rulebook: Rulebook, law: Law, seed: int, tally: Tally) -> None:
    case = random_case(law, Random(seed))
    began = perf_counter()
    decision = decide_under(law, case, rulebook)
    decided = perf_counter()
    agreement = agree_under(law, case)
    tally.seconds.update({"deciding": decided - began, "comparing": perf_counter() - decided})
    if agreement.single:
        sys.exit("durable-rules is not installed; there is nothing to compare")
    tally.runs += len(case.items) + max(1, len(case.parts))
    tally.compared += agreement.compared
    tally.disagreements += len(agreement.disagreements)
    for one in agreement.disagreements:
        print(f"seed {seed}: {one.item}: {one.name} is {one.kleene} and {one.durable}")
    _refusals(law, case, decision, seed, tally)


def _refusals(law: Law, case: Case, decision: Decision, seed: int, tally: Tally) -> None:
    for one in decision.items:
        tally.items[one.outcome] += 1
        if one.refuses and not _cited(law, case, one):
            tally.uncited += 1
            print(f"seed {seed}: {one.id} is refused ({one.outcome}) without an engaged ground")


def _cited(law: Law, case: Case, one: ItemDecision) -> bool:
    """Return whether a ground that is cited is engaged, worked out again for every item that could lend it."""
    runs = [item_run(law, case, item) for item in case.items]
    return bool(one.grounds) and all(
        any(run.ground(ground.id).engaged.value is YES for run in runs) for ground in one.grounds
    )


def _print(cases: int, law: Law, tally: Tally, took: float) -> None:
    refused = sum(n for outcome, n in tally.items.items() if outcome not in ("disclose", "undecided", "escalate"))
    print(f"grounds                                {len(law.grounds)}, findings {len(law.findings)}")
    print(f"cases                                  {cases}")
    print(f"items                                  {sum(tally.items.values())}")
    print(f"findings and stages compared           {tally.compared}")
    print(f"disagreements                          {tally.disagreements}")
    print(f"refusals                               {refused}")
    print(f"refusals without an engaged ground     {tally.uncited}")
    print(f"outcomes                               {dict(tally.items.most_common())}")
    print(f"cases a second                         {cases / took:.1f}")
    for name, seconds in tally.seconds.items():
        per = seconds / tally.runs * 1000
        print(f"seconds {name:<30} {seconds:.1f} ({per:.2f} ms an item or request)")


if __name__ == "__main__":
    main()
