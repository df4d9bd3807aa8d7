"""The answers so far, and the decision so far."""

from collections.abc import Iterator, Mapping

from foi_rules.engine.asking import Question
from foi_rules.engine.carrying import CARRIED
from foi_rules.engine.decide import decide_under, item_run, request_run
from foi_rules.engine.leaves import Answers
from foi_rules.engine.missing import BALANCE, can_be_asked
from foi_rules.engine.regimes import ended_of
from foi_rules.engine.wording import filled, outcome_words
from foi_rules.interview.ending import waiting_for
from foi_rules.interview.facts import in_words
from foi_rules.interview.opening import REQUEST
from foi_rules.interview.pages import gated
from foi_rules.interview.state import State
from foi_rules.interview.trying import what_would_change
from foi_rules.interview.view import Line, Row, Sheet
from foi_rules.model.case import Answer, Case, Item
from foi_rules.model.decision import Decision, ItemDecision, Remark

_WEIGHED = {
    "maintaining-outweighs": "keeping",
    "even": "even",
    "disclosure-outweighs": "release",
    "unsure": "not sure",
    None: "not yet",
}
_SHOWN = ("outweighed", "not-engaged", "not-claimed", "lapsed")


def sheet_of(state: State, *, whole: bool = True) -> Sheet:
    """Return the decision so far; without the reasons and what else was considered unless the whole is wanted."""
    decision = decide_under(state.law, state.case, state.rulebook)
    reference = f" on {state.case.reference}" if state.case.reference else ""
    sections = (
        ("Why", tuple(_reasons(state, decision)) if whole else ()),
        ("Also considered", tuple(_considered(state, decision)) if whole else ()),
        ("It would change if", tuple(what_would_change(state)) if whole else ()),
        ("Still needed", tuple(_missing(state, decision))),
        ("Waiting for", tuple(Line(f"{told}", 1) for _, told in waiting_for(state))),
        ("Warnings", tuple(_remark(state, one) for one in decision.warnings)),
        ("To do before the letter", tuple(_remark(state, one) for one in decision.duties)),
    )
    return Sheet(
        f"Decision so far{reference}: {outcome_words(decision.outcome, brief=True)}",
        tuple(_rows(state, decision)),
        tuple((title, lines) for title, lines in sections if lines),
    )


def _remark(state: State, one: Remark) -> Line:
    item = one.id.partition("/")[0]
    told = one.message.removeprefix(f"{item}: ")
    return Line(f"{_number(state, item)}: {told} [{one.cite}]", 1)


def _rows(state: State, decision: Decision) -> Iterator[Row]:
    for number, (item, decided) in enumerate(zip(state.case.items, decision.items, strict=True), 1):
        grounds = ", ".join(one.cite for one in decided.grounds) or _maybe(decided) or "-"
        yield Row(
            number, item.title or item.id, outcome_words(decided.outcome, brief=True), grounds, _weighed(item, decided)
        )


def _maybe(decided: ItemDecision) -> str:
    """Return the grounds that are still open on an unsettled piece, marked as such, if they are few."""
    rows = [] if decided.settled else [row.cite for row in decided.considered if row.result == "unknown"]
    return ", ".join(f"{cite}?" for cite in rows) if len(rows) <= 2 else ""


def _weighed(item: Item, decided: ItemDecision) -> str:
    if any(ground.kind == "qualified" for ground in decided.grounds):
        return "keeping"
    if any(ground.kind == "absolute" for ground in decided.grounds):
        return "not needed"
    said = [_WEIGHED[weighing.conclusion] for weighing in item.public_interest.values()]
    return said[-1] if said else "-"


def _number(state: State, item: str) -> str:
    number = next(index for index, one in enumerate(state.case.items, 1) if one.id == item)
    return f"Piece {number}"


def _reasons(state: State, decision: Decision) -> Iterator[Line]:
    for decided in decision.items:
        for ground in decided.grounds:
            gist = state.law.grounds[ground.id].gist
            yield Line(f"{_number(state, decided.id)}, {ground.cite}: {gist}.", 1)
            yield from (Line(reason, 2) for reason in ground.reasons)


def _considered(state: State, decision: Decision) -> Iterator[Line]:
    for decided in decision.items:
        rows = [row for row in decided.considered if row.result in _SHOWN]
        if rows:
            told = "; ".join(f"{row.cite} {row.result.replace('-', ' ')}" for row in rows)
            yield Line(f"{_number(state, decided.id)}: {told}.", 1)


def _missing(state: State, decision: Decision) -> Iterator[Line]:
    for item, decided in zip(state.case.items, decision.items, strict=True):
        run = item_run(state.law, state.case, item)
        held = ended_of(run).held_at if not decided.settled else None
        asked = [name for name in decided.missing if can_be_asked(run.answers, name)]
        asked = [name for name in asked if not gated(state, Question(name, item.id, item.part))] or asked
        if held and held.says and not any(_unanswered(run.answers, name) for name in asked):
            yield Line(f"{_number(state, item.id)}: {held.says}", 1)
        elif asked:
            rest = f" and {len(asked) - 1} more" if len(asked) > 1 else ""
            yield Line(f"{_number(state, item.id)}: {_question(run.answers, asked[0])}{rest}", 1)


def _unanswered(answers: Answers, name: str) -> bool:
    fact = answers.law.facts.get(name)
    return fact is None or answers.answer(fact) is None


def _question(answers: Answers, name: str) -> str:
    if name in answers.law.facts:
        return filled(answers, answers.law.facts[name].question, None)
    if name.startswith(BALANCE):
        return f"the public interest under {answers.law.grounds[name.removeprefix(BALANCE)].cite}"
    return {"created": "the year of the record", "hypothetical": "whether it is held"}.get(name, name)


def answers_of(state: State) -> Iterator[Line]:
    """Yield the answers so far, place by place: the question, and what was said."""
    case = state.case
    yield Line(REQUEST, style="heading")
    yield from _opening(case)
    yield from _given(state, {**case.authority.answers, **case.answers}, case.kinds)
    for number, item in enumerate(case.items, 1):
        created = f" ({item.created})" if item.created else ""
        yield Line(f"Piece {number}: {item.title or item.id}{created}", style="heading")
        yield from _given(state, item.answers, item.kinds, item)
        for ground, weighing in item.public_interest.items():
            cite = state.law.grounds[ground].cite
            yield Line(f"Public interest, {cite}: {_WEIGHED[weighing.conclusion]}. {weighing.reasons}".strip(), 1)
    if case.notes:
        yield Line("Notes", style="heading")
    for note in case.notes:
        yield Line(f"{note.on}: {note.text}" if note.on else note.text, 1)


def _opening(case: Case) -> Iterator[Line]:
    if case.received:
        yield Line(f"Received {case.received}{', ' + case.came_by if case.came_by else ''}", 1)
    for line in case.request.splitlines():
        yield Line(f"Asked for: {line}", 1)


def _given(
    state: State, answers: Mapping[str, Answer], kinds: tuple[str, ...] | None, item: Item | None = None
) -> Iterator[Line]:
    given, ticks = dict(answers), "screening.item" if item else "screening.request"
    answers_ = (item_run(state.law, state.case, item) if item else request_run(state.law, state.case, None)).answers
    if kinds is not None and ticks in state.law.facts:
        given = {ticks: Answer.model_validate({"is": list(kinds)}), **given}
    for name, answer in given.items():
        fact = state.law.facts.get(name)
        if fact and answer.how != CARRIED:
            yield Line(f"{_short(filled(answers_, fact.question, None))} {in_words(fact, answer)}", 1)
    count = sum(answer.how == CARRIED for answer in given.values())
    if count:
        yield Line(f"{count} more answer{'s follow' if count > 1 else ' follows'} from these.", 1)


def _short(question: str) -> str:
    """Return the question, cut to what tells it from others."""
    return question if len(question) <= 110 else f"{question[:107].rsplit(' ', 1)[0]} ..."
