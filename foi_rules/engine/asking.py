"""What to ask: what is missing, which questions can still matter, and the next one."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from foi_rules.engine.decide import decide_under, decided_part, law_for, part_name, request_walks, standings_in_turn
from foi_rules.engine.kleene import Evaluation
from foi_rules.engine.leaves import Answers, counted
from foi_rules.engine.missing import BALANCE, NO_CLOSER, can_be_asked, missing_for, missing_in
from foi_rules.engine.pivot import Pivots
from foi_rules.engine.regimes import beside_of, ended_of
from foi_rules.engine.remarks import requirements
from foi_rules.engine.steps import Walk
from foi_rules.model.case import Case
from foi_rules.model.dates import VagueDate
from foi_rules.model.decision import OPEN, ItemDecision, PartDecision
from foi_rules.model.rulebook import Law, Rulebook
from foi_rules.model.truth import UNKNOWN, YES


class Question(NamedTuple):
    """Something to put to the officer: the id of the fact (or `created`, `screening.item`,
    `public_interest.<ground>`), the item or part that it is about ("" for the whole request), and the
    ground on whose account it is asked ("" for screening and duties)."""

    name: str
    item: str = ""
    part: str = ""
    ground: str = ""


def missing(rulebook: Rulebook, case: Case) -> tuple[Question, ...]:
    """Return all that is still needed for an outcome, part by part and item by item."""
    law = law_for(rulebook, case)
    decision = decide_under(law, case, rulebook)
    parts = [Question(name, part=part.id) for part in decision.parts for name in part.missing]
    items = [Question(name, item=item.id) for item in decision.items for name in item.missing]
    return tuple(dict.fromkeys([*parts, *items]))


def pivotal(rulebook: Rulebook, case: Case) -> tuple[Question, ...]:
    """Return those of the missing that can be put to the officer and for which some completion of the
    other answers changes the outcome, or the grounds relied on."""
    found = _candidates(law_for(rulebook, case), case)
    return tuple(one for one, pivots in found if pivots and pivots.matters(one.name))


def next_question(rulebook: Rulebook, case: Case) -> Question | None:
    """Return the next question that can still change something, or None when there is none.

    The steps of the request come first; then, item by item, screening, then grounds in the order of
    asking; warnings and duties once their ground is relied on. A question that only a named person can
    answer, or that was answered "not sure", is never returned.
    """
    return next(iter(questions_together(rulebook, case, lambda _: "", lambda _: 1)), None)


def questions_together(
    rulebook: Rulebook, case: Case, page: Callable[[Question], str], most: Callable[[str], int]
) -> tuple[Question, ...]:
    """Return the next question, and with it others that can still change something and have the same `page`.

    In the order of asking, no more than `most` says for their page; () where nothing is to be asked. Those after
    the first are looked for among what can be asked now: an answer may make them needless, or bring up more.
    """
    found, spare = dict[Question, None](), None
    first, room = "", 1
    for question, pivots in _candidates(law_for(rulebook, case), case):
        # An item that nothing more can change is still undecided while what it misses is not given.
        spare = spare or question
        if found and question.item != next(iter(found)).item:
            break
        if (found and page(question) != first) or question in found:
            continue
        if pivots is None or pivots.matters(question.name):
            first, room = (first, room) if found else (page(question), most(page(question)))
            found[question] = None
        if len(found) == room:
            break
    return tuple(found) or ((spare,) if spare else ())


def _candidates(law: Law, case: Case) -> Iterator[tuple[Question, Pivots | None]]:
    """Yield what can be put to the officer, each with what can matter there; None for warnings and duties."""
    walks = request_walks(law, case)
    for name, (run, ended) in walks.items():
        if ended.outcome in OPEN:
            pivots = Pivots(run)
            if any(_is_screening(fact) and _open(run.answers, fact) for fact in ended.missing):
                yield from _screening_together(law, case, walks, name, pivots)
            for fact in ended.missing:
                if (fact in law.facts or fact.startswith(BALANCE)) and _open(run.answers, fact):
                    yield Question(fact, part=name, ground=_waiting_for(run, ended, fact)), pivots
        yield from ((question, None) for question in _beside(run, name, ended))
        yield from ((question, None) for question in _for_requirements(run, decided_part(run, name, ended)))
    for run, decided in standings_in_turn(law, case, walks):
        if decided.outcome in OPEN:
            pivots = Pivots(run)
            yield from ((question, pivots) for question in _for_item(run, decided))
        yield from ((question, None) for question in _for_requirements(run, decided))


def _screening_together(
    law: Law, case: Case, walks: Mapping[str, tuple[Evaluation, Walk]], part: str, pivots: Pivots
) -> Iterator[tuple[Question, Pivots | None]]:
    """Yield the screening of a part in the order of its file: what its steps wait for, and its first item.

    To the officer the lines of the request are one page, whichever of them the steps of the request read.
    """
    run, ended = walks[part]
    own = {name for name in ended.missing if _is_screening(name) and _open(run.answers, name)}
    first = next(((r, one) for r, one in standings_in_turn(law, case, walks) if part_name(case, r) == part), None)
    shared: dict[str, Pivots] = {}
    if first is not None and first[1].outcome in OPEN:
        missed = [name for name in first[1].missing if name not in own and _is_screening(name)]
        of_item = Pivots(first[0])
        shared = {
            name: of_item for name in missed if law.facts[name].per == "request" and _open(first[0].answers, name)
        }
    for name in law.screening:
        if name in own or name in shared:
            yield Question(name, part=part), shared.get(name, pivots)


def _waiting_for(run: Evaluation, ended: Walk, name: str) -> str:
    """Return the ground on whose account the question is asked: the first that waits for it; "" for screening."""
    if _is_screening(name):
        return ""
    waiting = (proof.ground.id for proof in ended.waiting if name in missing_for(run.answers, proof))
    return next(waiting, "")


def _beside(run: Evaluation, part: str, ended: Walk) -> Iterator[Question]:
    """Yield what grounds wait for that end nothing but change form, fee or time, once a tick has opened them."""
    for proof in beside_of(run, ended, UNKNOWN):
        if proof.opened.value is YES:
            for name in missing_for(run.answers, proof):
                if name in run.answers.law.facts and _open(run.answers, name):
                    yield Question(name, part=part, ground=proof.ground.id)


def _for_item(run: Evaluation, decided: ItemDecision) -> Iterator[Question]:
    """Yield the item's questions: screening as its file lists it, then the waiting grounds in the order of asking."""
    item = run.answers.item
    assert item
    askable = [name for name in decided.missing if _open(run.answers, name)]
    if any(map(_is_screening, askable)):
        yield from (Question(name, item.id, item.part) for name in run.answers.law.screening if name in askable)
    asked: set[str] = set()
    waiting = {proof.ground.id: proof for proof in ended_of(run).waiting}
    for ground in run.answers.law.asking:
        if ground not in waiting or waiting[ground].opened.value is UNKNOWN:
            continue
        for name in missing_for(run.answers, waiting[ground]):
            if name in askable and name not in asked and not _is_screening(name) and _is_question(run, name):
                asked.add(name)
                yield Question(name, item.id, item.part, ground)
    for name in askable:
        if name not in asked and not _is_screening(name) and _is_question(run, name):
            yield Question(name, item.id, item.part)


def _is_question(run: Evaluation, name: str) -> bool:
    """Return whether the officer is asked for it: the day on which a request was made is given with the request."""
    return name in run.answers.law.facts or name == "created" or name.startswith(BALANCE)


def _open(answers: Answers, name: str) -> bool:
    """Return whether the officer can answer and has not done so: a finding that holds an item misses even what was.

    A date too vague to compare can be given again.
    """
    fact = answers.law.facts.get(name)
    answer = counted(fact, answers.answer(fact)) if fact else None
    if fact and answer and fact.answer == "date":
        day = answers.input(name)
        return isinstance(day, VagueDate) and day.first != day.last and answer.how != NO_CLOSER
    return answer is None and can_be_asked(answers, name)


def _is_screening(name: str) -> bool:
    return name.startswith("screening.")


def _for_requirements(run: Evaluation, decided: ItemDecision | PartDecision) -> Iterator[Question]:
    """Yield the unanswered questions of the warnings and duties that now concern the item or the part."""
    item = run.answers.item
    where = (item.id, item.part) if item else ("", decided.id)
    for kind in ("duties", "warnings"):
        for name, one in requirements(run, decided, kind):
            for fact in missing_in(run.answers, run.prove(one.unless)):
                unanswered = fact in run.answers.law.facts and run.answers.answer(run.answers.law.facts[fact]) is None
                if unanswered and can_be_asked(run.answers, fact):
                    yield Question(fact, *where, f"duty:{name}")
