"""How much an interview asks: prompts, answers and sentences, for real decisions and the founding case.

    python benchmarks/interview.py [--each] [--only NAME]

Every case of tests/decisions and the founding case is played from an empty page: the player answers as the case
does, and where the case is silent it supposes the plainest answer (none, no). A prompt is one page of at most eight
lines; an answer is one fact, one factor weighed or one conclusion; a sentence is a text that was typed. Where the
answers of an earlier piece are offered and are the same, they are taken over, which is one answer. The fixed order is
a form over the same grounds: the questions about the request, then each question of each opened ground one by one
until the ground is settled, six fields for a weighing, no reasons . Nothing here is a test.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from decisions import case_of, decisions
from interview_players import TODAY, Player, supposing, typed

from foi_rules.casework.case_file import read_case
from foi_rules.engine.alternatives import STAND_IN, full_answer
from foi_rules.engine.alternatives import answered as with_answers
from foi_rules.engine.decide import item_run, law_for
from foi_rules.engine.kleene import Evaluation
from foi_rules.engine.missing import missing_in
from foi_rules.interview.machine import answered, page_of, taken_over
from foi_rules.interview.pages import Page
from foi_rules.interview.state import State, begin
from foi_rules.model.case import Answer, Case, Item
from foi_rules.model.rulebook import Law, Rulebook
from foi_rules.model.truth import UNKNOWN, YES
from foi_rules.rulebook.load import load_rulebook

FOUNDING = Path(__file__).parent.parent / "foi_rules" / "commands" / "demo_files" / "review.yaml"
REQUEST_FIELDS, WEIGHING_FIELDS = 36, 6
"""What a fixed order asks of the request, and for one weighing."""
PAPER = {
    "316/2025": (6, 22), "162/2016": (10, 30), "135/2012": (10, 30), "048/2006": (13, 36), "075/2008": (21, 68),
    "211/2014": (17, 46), "128/2025": (11, 32), "067/2010": (9, 25), "243/2014": (12, 38), "004/2023": (7, 26),
    "157/2013": (4, 15), "290/2024": (17, 50), "292/2025": (12, 37), "037/2025": (8, 26), "founding": (27, 81),
}  # fmt: skip
"""Runs made on paper before the program was written: prompts and answers."""
ANSWERS = ("fact", "weight", "conclusion", "received", "words", "year", "remainder")


@dataclass(frozen=True)
class Played:
    """What one interview came to."""

    name: str
    items: int
    prompts: int
    answers: int
    sentences: int
    fixed: int
    seconds: tuple[float, ...]
    state: State


def play(rulebook: Rulebook, name: str, full: Case) -> Played:
    """Return the counts of the interview that ends in the case."""
    state = begin(rulebook, TODAY, blank_of(full))
    player, pages, answers, sentences = supposing(full), [""], 0, 0
    seconds = []
    while True:
        before = perf_counter()
        page = page_of(state)
        seconds.append(perf_counter() - before)
        line = page.line
        if line.topic == "end":
            return Played(
                name, len(state.case.items), len(pages) - 1, answers, sentences, fixed(rulebook, state), tuple(seconds),
                state,
            )  # fmt: skip
        if len(seconds) > 400:
            raise RuntimeError(f"{name}: the interview does not end; it asks {line.id}")
        pages += [page.id] if page.id != pages[-1] else []
        if page.offer and _all_the_same(state, page, player):
            answers, state = answers + 1, taken_over(state, page.lines)
            continue
        given = player(state, line)
        answers += line.topic in ANSWERS
        answers += len([row for row in given.splitlines() if row.strip()]) if line.topic == "pieces" else 0
        sentences += line.topic in ("need", "words", "balance-reasons", "weight")
        try:
            after = answered(state, line, given)
        except ValueError as error:
            raise RuntimeError(f"{name}: at '{line.id}' the answer '{given}' is not read: {error}") from None
        seconds[-1] += perf_counter() - before - seconds[-1]
        state = after


def _all_the_same(state: State, page: Page, player: Player) -> bool:
    """Return whether the officer would answer these lines as for the earlier piece whose answers are offered."""
    over = taken_over(state, page.lines)
    item = page.line.question.item if page.line.question else ""
    taken = {n: one for n, one in over.item(item).answers.items() if one.how.startswith("as for")}
    return all(
        typed(taken[line.question.name]) == player(state, line)
        for line in page.lines
        if line.question and line.question.name in taken
    )


def blank_of(full: Case) -> Case:
    """Return the case from which the interview starts: nothing but the stage, the authority and the law asked for."""
    return Case(stage=full.stage, authority=full.authority, law=full.law)


def fixed(rulebook: Rulebook, state: State) -> int:
    """Return how many fields a form in a fixed order would have asked for over the grounds that were opened."""
    law = law_for(rulebook, state.case)
    fields = sum(_fixed_item(law, state.case, item) for item in state.case.items)
    return REQUEST_FIELDS + fields + len(state.case.items)


def _fixed_item(law: Law, case: Case, item: Item) -> int:
    run = item_run(law, case, item)
    bare = item.model_copy(update={"answers": {}, "public_interest": {}})
    asked = len([name for name in law.screening if law.facts[name].per == "item"])
    seen: set[str] = set()
    for ground in law.grounds.values():
        if ground.level == "item" and run.ground(ground.id).opened.value is YES:
            asked += len(list(_fixed_ground(law, case, (item, bare), ground.id, seen)))
            if run.ground(ground.id).engaged.value is YES and ground.kind == "qualified":
                asked += WEIGHING_FIELDS
    return asked


def _fixed_ground(law: Law, case: Case, items: tuple[Item, Item], ground: str, seen: set[str]) -> Iterator[str]:
    """Yield the questions of a ground, in its own order, until its test is settled."""
    full, bare = items
    run = Evaluation(with_answers(item_run(law, case, bare).answers, {}))
    given = dict(bare.answers)
    while True:
        now = bare.model_copy(update={"answers": given, "kinds": full.kinds})
        run = item_run(law, case, now)
        proof = run.prove(law.grounds[ground].engaged_if)
        names = [name for name in missing_in(run.answers, proof) if name in law.facts and name not in given]
        if proof.value is not UNKNOWN or not names:
            return
        name = names[0]
        yield from () if name in seen else (name,)
        seen.add(name)
        given[name] = full.answers.get(name) or supposed(law, name)


def supposed(law: Law, name: str) -> Answer:
    """Return the plainest answer to a question on which the case is silent."""
    fact = law.facts[name]
    plain = {"yes-no": "no", "any-of": (), "one-of": next(iter(fact.choices), ""), "number": "0", "date": "2019-01-01"}
    return full_answer(fact, plain.get(fact.answer, STAND_IN))


def cases(rulebook: Rulebook) -> Iterator[tuple[str, Case]]:
    """Yield every case with its name: the founding case first, then the decisions."""
    yield "founding", read_case(FOUNDING)
    for found in decisions():
        if any(told.get("outcome") != "undecided" for told in found.expect.values()):
            yield found.id, case_of(found, rulebook)


def line_of(one: Played) -> str:
    """Return the counts of one interview, beside those of its paper run if there is one."""
    paper = PAPER.get(one.name)
    beside = f"   paper {paper[0]:3} prompts {paper[1]:3} answers" if paper else ""
    return (
        f"{one.name:9} {one.items} items  {one.prompts:3} prompts {one.answers:3} answers "
        f"{one.sentences:3} sentences  fixed order {one.fixed:3}{beside}"
    )


def main() -> None:
    """Play every case and print the counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", action="store_true", help="a line for each case")
    parser.add_argument("--only", default="", help="only the case with this name")
    told = parser.parse_args()
    rulebook = load_rulebook()
    played = []
    for name, case in cases(rulebook):
        if told.only in ("", name):
            played.append(play(rulebook, name, case))
            if told.each or name in PAPER:
                print(line_of(played[-1]), flush=True)
    print(f"\n{len(played)} requests{'':22}median  worst   per item")
    for label, counts in (
        ("prompts", [one.prompts for one in played]),
        ("answers", [one.answers for one in played]),
        ("sentences typed", [one.sentences for one in played]),
        ("answers in a fixed order", [one.fixed for one in played]),
    ):
        each = [count / max(one.items, 1) for count, one in zip(counts, played, strict=True)]
        print(f"  {label:28} {median(counts):6.0f} {max(counts):6} {median(each):10.1f}")
    seconds = sorted(second for one in played for second in one.seconds)
    told_in = [
        f"{what} {second * 1000:.1f} ms" for what, second in (("median", median(seconds)), ("worst", seconds[-1]))
    ]
    print(f"\nfrom Enter to the next question, without the screen and the file: {', '.join(told_in)}")


if __name__ == "__main__":
    main()
