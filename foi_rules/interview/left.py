"""How much is still to be asked of a piece as things stand: an estimate that says "about"."""

from collections.abc import Iterator
from typing import NamedTuple

from foi_rules.engine.asking import Question
from foi_rules.engine.decide import decided_part, item_run, reliances, request_run
from foi_rules.engine.kleene import Evaluation, GroundProof
from foi_rules.engine.leaves import Answers, counted
from foi_rules.engine.missing import can_be_asked, missing_for, missing_in, names_of
from foi_rules.engine.regimes import ended_of
from foi_rules.engine.remarks import Decided, Kind, requirements
from foi_rules.engine.steps import Walk
from foi_rules.interview.ending import waiting_for
from foi_rules.interview.standing import standing_of
from foi_rules.interview.state import State
from foi_rules.interview.view import Line
from foi_rules.interview.why import listed
from foi_rules.model.case import Case, Item
from foi_rules.model.decision import OPEN, ItemDecision
from foi_rules.model.proof import Proof
from foi_rules.model.rule import Ground
from foi_rules.model.truth import UNKNOWN, YES

SCREENING = "screening."
WEIGHING = 3
"""The lines of a weighing: what would be gained, what would be lost, and which is heavier."""
USUAL = 8
"""The lines that a ground usually takes, while what is to be ticked is not; measured on decided cases."""
SHORT = 2
"""A ground of so few lines mostly falls at once, and the next is then asked about."""
_TRIAL = Item(id="?")


class Left(NamedTuple):
    """What is left: lines of the lists, the ground in question, lines of it or of what else waits, and checks.

    `others` are the grounds that are open too, and are asked about only if this one falls.
    """

    lists: int = 0
    ground: Ground | None = None
    lines: int = 0
    checks: int = 0
    others: tuple[Ground, ...] = ()

    @property
    def total(self) -> int:
        """Return how many lines that is together."""
        return self.lists + self.lines + self.checks


def about_left(state: State, question: Question) -> int:
    """Return about how many lines are still to be answered for the piece (or request) of the question, this one too.

    Counted as things stand: the list of screening, then the first ground that waits, with its weighing; of the
    grounds after that none, since one sound ground is enough; and the checks before the letter once it stands.
    """
    return max(1, left_for(state, question).total)


def left_for(state: State, question: Question) -> Left:
    """Return what is left for the piece of the question, or for the request (or the part) if it names no piece."""
    law, case = state.law, state.case
    if not question.item:
        return _of_request(state, question.part)
    run = item_run(law, case, state.item(question.item))
    ended = ended_of(run)
    if (ended.outcome or "disclose") not in OPEN:
        outcome, grounds = ended.outcome or "disclose", reliances(run, (*ended.beside, *ended.relied_on))
        return Left(checks=_checks(run, ItemDecision(question.item, outcome, grounds, (), ())))
    return _of_item(run, ended)


def _of_request(state: State, part: str) -> Left:
    law, case = state.law, state.case
    place = next((one for one in case.parts if one.id == part), None)
    run = request_run(law, case, place)
    ended = ended_of(run)
    case, item = _with_a_piece(case)
    trial = item_run(law, case, item)
    lists = _listed(run, ended) | {n for n in _listed(trial, ended_of(trial)) if law.facts[n].per == "request"}
    settled = ended.outcome and ended.outcome not in OPEN
    if settled or not (lists or ended.outcome):
        return Left(checks=_checks(run, decided_part(run, part, ended)))
    return _with_grounds(run, ended, len(lists))


def _with_a_piece(case: Case) -> tuple[Case, Item]:
    if case.items:
        return case, case.items[0]
    return case.model_copy(update={"items": (_TRIAL,)}), _TRIAL


def _of_item(run: Evaluation, ended: Walk) -> Left:
    lists = _listed(run, ended)
    left = _with_grounds(run, ended, len(lists))
    if left.ground and left.ground.id in run.answers.law.turning:
        after = _turned(run, left.ground)
        return left._replace(lists=left.lists + after.lists, lines=left.lines + after.lines)
    if left.ground:
        return left
    if lists:
        ticks = any(run.answers.law.facts[name].answer == "any-of" for name in lists)
        return left._replace(lines=USUAL if ticks else 0)
    return Left(lines=sum(askable(run.answers, name) for name in ended.missing))


def _turned(run: Evaluation, ground: Ground) -> Left:
    """Return what is left once the ground has turned the piece to the other law."""
    answers = run.answers
    assert answers.item
    turned = item_run(answers.law, answers.case, answers.item, {**answers.given, ground.id: YES})
    return _of_item(turned, ended_of(turned))


def _listed(run: Evaluation, ended: Walk) -> set[str]:
    """Return the lines of screening still to come; a line behind a tick comes only once that is ticked."""
    missed = {name for name in ended.missing if name.startswith(SCREENING) and askable(run.answers, name)}
    opened = [proof.opened for proof in ended.waiting if proof.opened.value is UNKNOWN]
    read = {name for proof in opened for name in missing_in(run.answers, proof)}
    first = {name for proof in opened for name in _to_come(run, proof, one_of=True)}
    return missed - (read - first)


def _with_grounds(run: Evaluation, ended: Walk, lists: int) -> Left:
    """Return what is left with the ground that is asked about in earnest, and a line for each short one before it."""
    waiting = _in_turn(run, ended)
    for before, proof in enumerate(waiting):
        lines = _lines_of(run, proof)
        if lines > SHORT or proof is waiting[-1]:
            others = tuple(one.ground for one in waiting if one is not proof)
            return Left(lists, proof.ground, before + lines, others=others)
    return Left(lists)


def _in_turn(run: Evaluation, ended: Walk) -> list[GroundProof]:
    """Return the open grounds that wait for something the officer can answer, in the order of asking."""
    waiting = {proof.ground.id: proof for proof in ended.waiting if proof.opened.value is not UNKNOWN}
    named = [waiting[name] for name in run.answers.law.asking if name in waiting]
    return [one for one in named if any(askable(run.answers, name) for name in missing_for(run.answers, one))]


def _lines_of(run: Evaluation, proof: GroundProof) -> int:
    names = {name for name in _to_come(run, proof.engaged) if askable(run.answers, name)}
    weighing = WEIGHING if proof.ground.kind == "qualified" and proof.balance.value is UNKNOWN else 0
    return len(names) + weighing


def _to_come(run: Evaluation, proof: Proof, *, one_of: bool = False, turned: bool = False) -> Iterator[str]:
    """Yield what will be asked under a condition: every element, but of each of several ways only how it begins.

    `one_of` says that the condition is one of several ways, `turned` that it stands under a "not".
    """
    if proof.value is not UNKNOWN:
        return
    if not proof.children:
        yield from names_of(run.answers, proof)
        return
    turned = turned != (proof.op == "not")
    waiting = [child for child in proof.children if child.value is UNKNOWN]
    ways = (proof.op == "any") != turned if len(waiting) > 1 else one_of
    if len(waiting) > 1 and one_of and not ways:
        waiting = waiting[:1]
    for child in waiting:
        yield from _to_come(run, child, one_of=ways, turned=turned)


def _checks(run: Evaluation, decided: Decided) -> int:
    """Return how many lines the duties and warnings still ask, now that the outcome stands."""
    due = [one for kind in _KINDS for _, one in requirements(run, decided, kind)]
    names = {name for one in due for name in missing_in(run.answers, run.prove(one.unless))}
    return sum(askable(run.answers, name) for name in names)


_KINDS: tuple[Kind, ...] = ("duties", "warnings")


def askable(answers: Answers, name: str) -> bool:
    """Return whether the officer can still answer it and has not done so."""
    fact = answers.law.facts.get(name)
    return not (fact and counted(fact, answers.answer(fact))) and can_be_asked(answers, name)


# The lines of the command


def left_lines(state: State) -> Iterator[Line]:
    """Yield what is still to be asked as things stand, piece by piece; then what waits for somebody."""
    yield from _request_line(state)
    standing = standing_of(state)
    for number, item in enumerate(state.case.items, 1):
        left = left_for(state, Question("", item.id, item.part))
        yield Line(f"Piece {number}, {item.title or item.id}: {_told(standing[item.id], left)}")
        if left.others and not standing[item.id]:
            yield Line(f"Open as well: {listed([one.cite for one in left.others])}.", 1)
    waiting = waiting_for(state)
    if waiting:
        yield Line("Waiting for", style="heading")
        yield from (Line(f"- {told}", 1) for _, told in waiting)


def _request_line(state: State) -> Iterator[Line]:
    for part in state.case.parts or (None,):
        left = left_for(state, Question("", part=part.id if part else ""))
        name = f"Part {part.id}" if part else "The request"
        if left.total:
            yield Line(f"{name}: {_about(left)}")
        elif not state.case.items:
            yield Line(f"{name}: nothing more to ask about it. The pieces come next, if there are to be any.")


def _told(standing: str, left: Left) -> str:
    if standing:
        checks = f"; {_lines(left.checks, 'check')} before the letter" if left.checks else ""
        return f"settled, {standing}{checks}."
    return _about(left) if left.total else "nothing to ask of you now; it waits for a named person."


def _about(left: Left) -> str:
    if left.checks:
        return f"{_lines(left.checks, 'check')} before the letter."
    told = f"about {_lines(left.total, 'line')}"
    if left.lists:
        then = f"then {left.ground.cite}" if left.ground else "then what it opens"
        return f"{told}: {left.lists} on the list, {then}." if left.lines else f"{told}, on the list."
    return f"{told}, on {left.ground.cite}; then nothing if it stands." if left.ground else f"{told}."


def _lines(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
