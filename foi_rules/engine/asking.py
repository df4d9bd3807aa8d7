"""What to ask: what is missing, which questions can still matter, and the next one."""

from collections.abc import Iterator
from typing import NamedTuple

from foi_rules.engine.decide import decide_under, item_run, law_for, request_run
from foi_rules.engine.kleene import Evaluation
from foi_rules.engine.missing import can_be_asked, missing_for, missing_in
from foi_rules.engine.pivot import can_matter
from foi_rules.engine.remarks import requirements
from foi_rules.engine.steps import walk
from foi_rules.model.case import Case
from foi_rules.model.decision import OPEN, ItemDecision
from foi_rules.model.rulebook import Law, Rulebook
from foi_rules.model.truth import UNKNOWN


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
    law = law_for(rulebook, case)
    return tuple(
        q for q in _candidates(law, case, rulebook) if not q.ground.startswith("duty:") and _matters(law, case, q)
    )


def next_question(rulebook: Rulebook, case: Case) -> Question | None:
    """Return the next question that can still change something, or None when there is none.

    The steps of the request come first; then, item by item, screening, then grounds in the order of
    asking; warnings and duties once their ground is relied on. A question that only a named person can
    answer, or that was answered "not sure", is never returned.
    """
    law = law_for(rulebook, case)
    return next((q for q in _candidates(law, case, rulebook) if _matters(law, case, q)), None)


def _matters(law: Law, case: Case, question: Question) -> bool:
    return question.ground.startswith("duty:") or can_matter(law, case, question.name, question.item, question.part)


def _candidates(law: Law, case: Case, rulebook: Rulebook) -> Iterator[Question]:
    decision = decide_under(law, case, rulebook)
    for part in decision.parts:
        if part.outcome not in OPEN:
            continue
        run = request_run(law, case, next((p for p in case.parts if p.id == part.id), None))
        yield from (Question(n, part=part.id) for n in part.missing if n in law.facts and can_be_asked(run.answers, n))
    for item, decided in zip(case.items, decision.items, strict=True):
        run = item_run(law, case, item)
        if decided.outcome in OPEN:
            yield from _for_item(run, decided)
        yield from _for_requirements(run, decided)


def _for_item(run: Evaluation, decided: ItemDecision) -> Iterator[Question]:
    """Yield the item's questions: screening as its file lists it, then the waiting grounds in the order of asking."""
    item = run.answers.item
    assert item
    askable = [name for name in decided.missing if can_be_asked(run.answers, name)]
    for name in sorted(filter(_is_screening, askable), key=list(run.answers.law.facts).index):
        yield Question(name, item.id, item.part)
    asked: set[str] = set()
    waiting = {proof.ground.id: proof for proof in walk(run, "item").waiting}
    for ground in run.answers.law.asking:
        if ground not in waiting or waiting[ground].opened.value is UNKNOWN:
            continue
        for name in missing_for(run.answers, waiting[ground]):
            if name in askable and name not in asked and not _is_screening(name):
                asked.add(name)
                yield Question(name, item.id, item.part, ground)
    for name in askable:
        if name not in asked and not _is_screening(name) and (name in run.answers.law.facts or name == "created"):
            yield Question(name, item.id, item.part)


def _is_screening(name: str) -> bool:
    return name.startswith("screening.")


def _for_requirements(run: Evaluation, decided: ItemDecision) -> Iterator[Question]:
    """Yield the unanswered questions of the warnings and duties that now concern the item."""
    item = run.answers.item
    assert item
    for kind in ("duties", "warnings"):
        for name, one in requirements(run, decided, kind):
            for fact in missing_in(run.answers, run.prove(one.unless)):
                unanswered = fact in run.answers.law.facts and run.answers.answer(run.answers.law.facts[fact]) is None
                if unanswered and can_be_asked(run.answers, fact):
                    yield Question(fact, item.id, item.part, f"duty:{name}")
