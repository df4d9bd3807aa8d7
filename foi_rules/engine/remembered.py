"""Evaluations that were made a moment ago, so that one more answer about one item costs no more than that item.

A conversation asks again after every answer, and of most items nothing has changed. Only proofs are remembered, for
values that are frozen: the same answers give the same proofs, whoever asks. No more than the last few are kept.
"""

from collections import deque
from threading import Lock
from typing import NamedTuple

from foi_rules.engine.kleene import Evaluation
from foi_rules.engine.leaves import Answers

FEW = 24
_READ = ("stage", "received", "made", "as_at", "law", "kinds", "answers", "public_interest", "not_claimed", "parts")
"""What a proof can read of a case, beside the item that it is about."""


class _Kept(NamedTuple):
    answers: Answers
    run: Evaluation


_recent: deque[_Kept] = deque(maxlen=FEW)
_lock = Lock()


def evaluation(answers: Answers) -> Evaluation:
    """Return the evaluation of the answers, with the proofs that were worked out for equal ones a moment ago."""
    with _lock:
        found = next((kept for kept in _recent if _same(kept.answers, answers)), None)
        if found is not None:
            return found.run.about(answers)
        run = Evaluation(answers)
        _recent.appendleft(_Kept(answers, run))
    return run


def _same(one: Answers, other: Answers) -> bool:
    """Return whether a proof can tell no difference. Items are compared as values that were not copied since."""
    return (
        one.law is other.law
        and one.item is other.item
        and one.part == other.part
        and _alike(one.case.authority.answers, other.case.authority.answers)
        and all(_alike(getattr(one.case, name), getattr(other.case, name)) for name in _READ)
    )


def _alike(one: object, other: object) -> bool:
    return one is other or one == other
