"""How long it takes to load the shipped rules, decide, ask the next question, and start; and whether memory grows.

    python benchmarks/deciding.py [--decisions 10000]

Times are medians in milliseconds on this machine, beside a yardstick (reading one YAML file of the rules
with PyYAML alone), so that a slow machine can be told from a slow program. Nothing here is a test.
"""

import argparse
import statistics
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import perf_counter

import yaml

from foi_rules.casework.case_file import read_case
from foi_rules.engine.agree import agree
from foi_rules.engine.asking import next_question
from foi_rules.engine.decide import decide
from foi_rules.model.case import Case
from foi_rules.model.rulebook import Rulebook
from foi_rules.rulebook.home import rules_folder
from foi_rules.rulebook.load import load_rulebook

DEMO = Path(__file__).parent.parent / "foi_rules" / "commands" / "demo_files" / "review.yaml"


def median_ms(work: Callable[[], object], times: int) -> float:
    took = []
    for _ in range(times):
        began = perf_counter()
        work()
        took.append((perf_counter() - began) * 1000)
    return statistics.median(took)


def one_item(case: Case, name: str, answered: bool = True) -> Case:
    item = next(item for item in case.items if item.id == name)
    if not answered:
        item = item.model_copy(update={"answers": {k: v for k, v in item.answers.items() if "screening" in k}})
    return case.model_copy(update={"items": (item,)})


def start_ms(*command: str) -> float:
    return median_ms(lambda: subprocess.run([sys.executable, *command], check=True, capture_output=True), 9)


def memory_growth(rulebook: Rulebook, case: Case, decisions: int) -> tuple[int, int]:
    """Return the bytes in use after a tenth of the decisions and after all of them."""
    tracemalloc.start()
    early = 0
    for number in range(1, decisions + 1):
        decide(rulebook, case)
        if number == decisions // 10:
            early = tracemalloc.get_traced_memory()[0]
    late = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return early, late


def line(what: str, value: float, aim: str = "") -> None:
    print(f"{what:<58}{value:>9.2f} ms{'   aim: ' + aim if aim else ''}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--decisions", type=int, default=10_000)
    decisions = parser.parse_args().decisions
    text = (rules_folder() / "screening.yaml").read_text(encoding="utf-8")
    line("yardstick: PyYAML reads screening.yaml", median_ms(lambda: yaml.safe_load(text), 9))
    line("load the shipped rules", median_ms(load_rulebook, 9))
    rulebook, full = load_rulebook(), read_case(DEMO)
    rulebook.on(date(2021, 9, 1))
    person = one_item(full, "names")
    line("decide one item with full proof (a name, s.38)", median_ms(lambda: decide(rulebook, person), 500), "under 2")
    line("decide the founding case (five items)", median_ms(lambda: decide(rulebook, full), 200))
    asked = one_item(full, "names", answered=False)
    line("next question, one item", median_ms(lambda: next_question(rulebook, asked), 100), "under 5")
    agreement = agree(rulebook, person)
    if agreement.single:
        print("second engine: not installed (single engine)")
    else:
        line("both engines on one item, compared", median_ms(lambda: agree(rulebook, person), 200))
    early, late = memory_growth(rulebook, person, decisions)
    print(f"memory after {decisions // 10:,} decisions: {early / 1024:,.0f} KiB")
    print(f"memory after {decisions:,} decisions: {late / 1024:,.0f} KiB")
    line("foi --help, from start to end", start_ms("-m", "foi_rules.commands", "--help"), "under 150")
    line("yardstick: python -c pass", start_ms("-c", "pass"))


if __name__ == "__main__":
    main()
