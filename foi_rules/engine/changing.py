"""What if: which single changed answer would change the outcome of an item, and to what."""

from collections.abc import Iterator
from typing import NamedTuple

from foi_rules.engine.alternatives import alternatives, answered
from foi_rules.engine.balance import weighing_for
from foi_rules.engine.decide import item_run, law_for
from foi_rules.engine.kleene import Evaluation
from foi_rules.engine.leaves import Answers
from foi_rules.engine.missing import BALANCE
from foi_rules.engine.pivot import verdict
from foi_rules.engine.regimes import ended_of
from foi_rules.model.case import Case
from foi_rules.model.proof import Proof, leaves
from foi_rules.model.rulebook import Rulebook


class Change(NamedTuple):
    """One answer that would change an item: which, from what to what, and the outcome and grounds it would give."""

    item: str
    name: str
    was: object
    now: object
    outcome: str
    grounds: tuple[str, ...]


def what_if(rulebook: Rulebook, case: Case, item: str) -> tuple[Change, ...]:
    """Return every single change of a given answer that would change the item's outcome or its grounds.

    Only answers that stand in the item's proofs are tried; other answers stay as they are. An outcome
    of `undecided` says that the change would open questions. Raises KeyError for an unknown item.
    """
    law = law_for(rulebook, case)
    wanted = next((one for one in case.items if one.id == item), None)
    if wanted is None:
        raise KeyError(item)
    run = item_run(law, case, wanted)
    before = verdict(run)
    return tuple(change for change in _changes(run, item) if (change.outcome, change.grounds) != before)


def _changes(run: Evaluation, item: str) -> Iterator[Change]:
    for name in _given_names(run):
        was = _given(run.answers, name)
        for option in alternatives(run.answers, name):
            if option != was:
                outcome, grounds = verdict(Evaluation(answered(run.answers, {name: option})))
                yield Change(item, name, was, option, outcome or "disclose", grounds)


def _given_names(run: Evaluation) -> list[str]:
    proofs: list[Proof] = list(ended_of(run).proofs)
    refs = dict.fromkeys(leaf.ref for proof in proofs for leaf in leaves(proof) if leaf.op == "fact")
    return [name for name in refs if _given(run.answers, name) is not None]


def _given(answers: Answers, name: str) -> object:
    if name.startswith(BALANCE):
        weighing = weighing_for(answers, answers.law.grounds[name.removeprefix(BALANCE)])
        return weighing.conclusion if weighing else None
    fact = answers.law.facts[name]
    answer = None if fact.computed or fact.reserved else answers.answer(fact)
    return answer.is_ if answer else None
