"""record_of: everything that stands behind a decision, gathered from the case, the law and the proofs."""

from collections.abc import Iterable, Mapping

from foi_rules.engine.decide import WHOLE, item_run, law_for, request_run
from foi_rules.engine.explain import Sentence, explain, ground_sentence
from foi_rules.engine.kleene import Evaluation
from foi_rules.engine.leaves import law_day
from foi_rules.engine.wording import fact_sentence, outcome_words
from foi_rules.model.case import Case, Item, Part, Unclaimed
from foi_rules.model.decision import Considered, Decision, ItemDecision, PartDecision, Reliance
from foi_rules.model.rulebook import Law, Rulebook
from foi_rules.notices.checklist import Checklist
from foi_rules.notices.record.answers import answers_of, balances_of, notes_of, searches_of
from foi_rules.notices.record.points import points_of
from foi_rules.notices.record.values import Clock, LeftOut, Record, Relied, Row, Thing, Wanted

_TOLD_ELSEWHERE = ("screened-out", "not-available", "not-reached")
_BALANCE = "public_interest."
_SPECIAL = {
    "created": "when was the record made?",
    "items": "which pieces of information are there?",
    "hypothetical": "is the item held at all?",
    "received": "on which day was the request received?",
}


def record_of(
    rulebook: Rulebook, case: Case, decision: Decision, checklist: Checklist, clocks: Iterable[Clock]
) -> Record:
    """Return the record of a decision, settled or not. Raises NotInForce as deciding does.

    `clocks` are the time limits, worked out by the caller. Where engines disagree the caller adds it.
    """
    law = law_for(rulebook, case)
    return Record(
        reference=case.letter.reference or case.reference,
        authority=case.authority.name,
        authority_kind=case.authority.kind,
        stage=case.stage,
        request=case.request,
        parts_asked=tuple((part.id, part.text) for part in case.parts),
        received=case.received or "",
        came_by=case.came_by,
        made=case.made or "",
        proposed=case.proposed,
        clocks=tuple(clocks),
        outcome=decision.outcome,
        settled=decision.settled,
        parts=tuple(_part(law, case, one) for one in decision.parts),
        items=tuple(_item(rulebook, law, case, one) for one in decision.items),
        answers=answers_of(law, case),
        balances=balances_of(law, case),
        searches=searches_of(case, checklist),
        points=points_of(law, decision),
        notes=notes_of(case),
        law_on=law_day(case, rulebook.order.law_stated_at).isoformat(),
        law_stated_at=decision.law_stated_at,
        version=decision.version,
        sha256=decision.sha256,
        engines=decision.engines,
    )


def _part(law: Law, case: Case, decided: PartDecision) -> Thing:
    part: Part | None = next((one for one in case.parts if one.id == decided.id), None)
    run = request_run(law, case, part if part else WHOLE)
    left = {**case.not_claimed, **(part.not_claimed if part else {})}
    return Thing(
        id=decided.id,
        title=(part.text if part else "") or "the whole request",
        part="",
        created="",
        outcome=decided.outcome,
        settled=decided.settled,
        grounds=tuple(_relied(one) for one in decided.grounds),
        because=_because_of_part(run, decided),
        considered=tuple(_row(law, run, one) for one in decided.considered),
        missing=_missing(law, decided.missing),
        not_claimed=_left(law, left),
    )


def _because_of_part(run: Evaluation, decided: PartDecision) -> tuple[Sentence, ...]:
    grounds = [one.cite for one in decided.grounds]
    says = outcome_words(decided.outcome) + (f" under {', '.join(grounds)}" if grounds else "")
    rows = [row for row in decided.considered if row.result not in _TOLD_ELSEWHERE]
    return (Sentence(says), *(ground_sentence(run, run.ground(row.id), row) for row in rows))


def _item(rulebook: Rulebook, law: Law, case: Case, decided: ItemDecision) -> Thing:
    item: Item = next(one for one in case.items if one.id == decided.id)
    run = item_run(law, case, item)
    held = item.held_back
    return Thing(
        id=item.id,
        title=item.title or item.id,
        part=item.part,
        created=item.created or "",
        outcome=decided.outcome,
        settled=decided.settled,
        grounds=tuple(_relied(one) for one in decided.grounds),
        because=explain(rulebook, case, item.id),
        considered=tuple(_row(law, run, one) for one in decided.considered),
        missing=_missing(law, decided.missing),
        not_claimed=_left(law, item.not_claimed),
        held_back=LeftOut("held back", held.by, held.on, held.why) if held else None,
    )


def _relied(one: Reliance) -> Relied:
    return Relied(one.id, one.cite, one.kind, one.reasons, one.public_interest)


def _row(law: Law, run: Evaluation, row: Considered) -> Row:
    said = [fact_sentence(run.answers, law.facts[name]) for name in row.decided_by if name in law.facts]
    said += ["the age of the record"] if "created" in row.decided_by else []
    said += ["the public interest was weighed"] if any(name.startswith(_BALANCE) for name in row.decided_by) else []
    return Row(row.id, row.cite, row.result, row.decided_by, tuple(text for text in said if text))


def _missing(law: Law, names: tuple[str, ...]) -> tuple[Wanted, ...]:
    return tuple(Wanted(name, _question(law, name)) for name in names)


def _question(law: Law, name: str) -> str:
    if name in law.facts:
        fact = law.facts[name]
        who = f" (for a {fact.reserved.replace('-', ' ')} to answer)" if fact.reserved else ""
        return f"{fact.question}{who}"
    if name.startswith(_BALANCE):
        return f"which weighs more, the public interest in releasing it or in maintaining {_cite(law, name)}?"
    return _SPECIAL.get(name, name)


def _cite(law: Law, name: str) -> str:
    ground = name.removeprefix(_BALANCE)
    return law.grounds[ground].cite if ground in law.grounds else ground


def _left(law: Law, not_claimed: Mapping[str, Unclaimed]) -> tuple[LeftOut, ...]:
    return tuple(LeftOut(_cite(law, name), one.by, one.on, one.why) for name, one in not_claimed.items())
