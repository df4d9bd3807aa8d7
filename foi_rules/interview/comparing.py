"""An officer's case beside the same case as it was decided: piece by piece, and where the answers part. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from foi_rules.engine.alternatives import STAND_IN
from foi_rules.engine.balance import weighing_for
from foi_rules.engine.costs import line_cost
from foi_rules.engine.decide import decide_under, item_run, law_for, request_run
from foi_rules.engine.leaves import Answers, counted, ticks
from foi_rules.engine.missing import BALANCE, once
from foi_rules.engine.wording import filled
from foi_rules.interview.facts import in_words
from foi_rules.interview.opening import REQUEST
from foi_rules.model.case import Answer, Case, CostLine, Item
from foi_rules.model.decision import OPEN, Considered, Decision, ItemDecision, PartDecision
from foi_rules.model.rulebook import Law, Rulebook

Standing = Literal["same", "other-grounds", "different", "open", "only-mine", "only-found"]
CREATED = "created"
PIECE_BY_PIECE = "piece-by-piece"
"""The outcome of a request that is not refused as a whole: each piece has its own."""
_UNREACHED, _PIECES, _SCREENING = "not-reached", "items", "screening."
_HEAVIER: Mapping[str | None, str] = {
    "maintaining-outweighs": "keeping",
    "even": "even",
    "disclosure-outweighs": "release",
    "unsure": "not sure",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """How something came out: its outcome, and the provisions that it rests on."""

    outcome: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fork:
    """An answer that differs and counts: its id, the provision it decided, the question, and what either said."""

    name: str
    cite: str
    question: str
    mine: str
    found: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """One piece, or the whole request, as the officer decided it and as it was found.

    `forks` are the answers by which they part, the first to matter first. `beside` are provisions that it was found
    to rest on as well, about which the officer was not asked: one sound ground is enough.
    """

    title: str
    standing: Standing
    mine: Verdict | None
    found: Verdict | None
    forks: tuple[Fork, ...] = ()
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two cases, as far as a piece or the request is concerned."""

    answers: Answers
    decided: ItemDecision | PartDecision

    @property
    def rows(self) -> Mapping[str, Considered]:
        return {row.id: row for row in self.decided.considered}

    @property
    def grounds(self) -> Mapping[str, str]:
        return {ground.id: ground.cite for ground in self.decided.grounds}

    @property
    def verdict(self) -> Verdict:
        outcome = self.decided.outcome
        goes_on = isinstance(self.decided, PartDecision) and not self.decided.refuses and not self.open
        return Verdict(PIECE_BY_PIECE if goes_on else outcome, tuple(self.grounds.values()))

    @property
    def open(self) -> bool:
        """Return whether something is still to be answered; of the request, whatever becomes of its pieces."""
        if isinstance(self.decided, PartDecision):
            return self.decided.outcome in OPEN and bool({*self.decided.missing} - {_PIECES})
        return self.decided.outcome in OPEN


@dataclass(frozen=True, slots=True)
class _Both:
    """The officer's case and the case as it was decided, each with its decision, under one law."""

    law: Law
    mine: Case
    found: Case
    own: Decision
    theirs: Decision

    def request(self) -> tuple[_Side, _Side]:
        return (
            _Side(request_run(self.law, self.mine, None).answers, self.own.parts[0]),
            _Side(request_run(self.law, self.found, None).answers, self.theirs.parts[0]),
        )

    def of_mine(self, item: Item) -> _Side:
        return _Side(item_run(self.law, self.mine, item).answers, self.own.item(item.id))

    def of_found(self, item: Item) -> _Side:
        return _Side(item_run(self.law, self.found, item).answers, self.theirs.item(item.id))


def compare(rulebook: Rulebook, mine: Case, found: Case) -> tuple[Comparison, ...]:
    """Return how the officer's case compares with the case as it was decided: the pieces of the latter, in order.

    Pieces are matched by their ids. The whole request comes first where one of the two rests on it. Raises NotInForce.
    """
    law = law_for(rulebook, found)
    both = _Both(law, mine, found, decide_under(law, mine, rulebook), decide_under(law, found, rulebook))
    own, theirs = both.request()
    on_request = own.decided.refuses or theirs.decided.refuses or not found.items
    whole = [_compared(law, REQUEST, own, theirs)] if on_request else []
    pieces = [_piece(both, item) for item in found.items]
    ids = {item.id for item in found.items}
    # Where nothing but the request was decided, pieces were named only to go on.
    further = [item for item in mine.items if item.id not in ids] if ids else []
    return (*whole, *pieces, *(Comparison(one.title, "only-mine", both.of_mine(one).verdict, None) for one in further))


def _piece(both: _Both, item: Item) -> Comparison:
    theirs = both.of_found(item)
    own = next((one for one in both.mine.items if one.id == item.id), None)
    if own is None:
        return Comparison(item.title, "only-found", None, theirs.verdict)
    return _compared(both.law, item.title, both.of_mine(own), theirs)


def _compared(law: Law, title: str, mine: _Side, found: _Side) -> Comparison:
    standing = _standing(mine, found)
    apart = standing in ("other-grounds", "different")
    forks = tuple(_forks(law, mine, found)) if apart else ()
    beside = [cite for name, cite in found.grounds.items() if name not in mine.grounds] if standing == "same" else []
    return Comparison(title, standing, mine.verdict, found.verdict, forks, tuple(beside))


def _standing(mine: _Side, found: _Side) -> Standing:
    if mine.open:
        return "open"
    if mine.verdict.outcome != found.verdict.outcome:
        return "different"
    rows = mine.rows
    lacking = [name for name in found.grounds if name not in mine.grounds]
    unasked = all(name in rows and rows[name].result == _UNREACHED for name in lacking)
    return "same" if set(mine.grounds) <= set(found.grounds) and unasked else "other-grounds"


# Where they part


def _forks(law: Law, mine: _Side, found: _Side) -> Iterator[Fork]:
    """Yield the answers that made a ground come out otherwise on which one of the two rests, in the order of analysis.

    What only one of the two was asked is left out where something both answered differs: it followed from that.
    """
    told: set[str] = set()
    for ground, names in _rows_apart(law, mine, found):
        apart = [name for name in names if name not in told and _value(mine, name) != _value(found, name)]
        by_both = [name for name in apart if None not in (_value(mine, name), _value(found, name))]
        for name in by_both or apart:
            told.add(name)
            yield Fork(name, ground, _question(mine, name), _said(mine, name), _said(found, name))


def _rows_apart(law: Law, mine: _Side, found: _Side) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the cite of each ground that counts and came out otherwise, with the answers that decided it for either.

    Screening comes first, as it is asked first.
    """
    counting = {*mine.grounds, *found.grounds}
    own, theirs = mine.rows, found.rows
    for name in (ground for step in law.order.steps for ground in step.grounds if ground in counting):
        results = {rows[name].result for rows in (own, theirs) if name in rows}
        if len(results) < 2 or _UNREACHED in results:  # the same, or one of the two never came to it
            continue
        names = once((*own[name].decided_by, *theirs[name].decided_by))
        yield law.grounds[name].cite, tuple(sorted(names, key=lambda one: not one.startswith(_SCREENING)))


def _value(side: _Side, name: str) -> object:
    """Return what was answered, so that it can be compared; None if nothing that counts was."""
    answers = side.answers
    if name == CREATED:
        return answers.item.created if answers.item else None
    if name.startswith(BALANCE):
        return _conclusion(answers, name)
    fact = answers.law.facts.get(name)
    answer = counted(fact, answers.answer(fact)) if fact else None
    if fact is None or answer is None:
        return None
    value = ticks(fact, answer)
    if isinstance(value, str):
        return value
    lines = [one for one in value if isinstance(one, CostLine)]
    return sum(map(line_cost, lines)) if lines else frozenset(value)


def _conclusion(answers: Answers, name: str) -> str | None:
    weighing = weighing_for(answers, answers.law.grounds[name.removeprefix(BALANCE)])
    return weighing.conclusion if weighing else None


def _question(side: _Side, name: str) -> str:
    law = side.answers.law
    if name in law.facts:
        return filled(side.answers, law.facts[name].question, None)
    if name.startswith(BALANCE):
        cite = law.grounds[name.removeprefix(BALANCE)].cite
        return f"Which is heavier under {cite}: release, even or keeping?"
    return "From which year is the record?"


def _said(side: _Side, name: str) -> str:
    """Return what was said, with the words that were given."""
    answers = side.answers
    if name.startswith(BALANCE):
        return _HEAVIER.get(_conclusion(answers, name), "nothing yet")
    fact = answers.law.facts.get(name)
    if fact is None:
        return str(_value(side, name) or "nothing")
    answer = answers.answer(fact) or counted(fact, None)
    return in_words(fact, _own_words(answer)) if answer else "nothing: it was not asked"


def _own_words(answer: Answer) -> Answer:
    """Return the answer without words that only stand in for those of an officer."""
    return answer.model_copy(update={"texts": {name: text for name, text in answer.texts.items() if text != STAND_IN}})
