"""What if: what an answer would change, tried out and never kept; and which single answers would change an outcome."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from foi_rules.engine.alternatives import full_answer, full_weighing
from foi_rules.engine.asking import Question
from foi_rules.engine.balance import unsupported
from foi_rules.engine.carrying import carried
from foi_rules.engine.changing import Change, what_if
from foi_rules.engine.decide import no_table, request_walks, standings
from foi_rules.engine.leaves import TICK_LISTS, Answers
from foi_rules.engine.missing import BALANCE
from foi_rules.engine.pivot import run_for
from foi_rules.engine.wording import filled, outcome_words
from foi_rules.interview.ending import request_ended
from foi_rules.interview.facts import lacking, run_of
from foi_rules.interview.machine import answered, prompt_of
from foi_rules.interview.prompt import Prompt
from foi_rules.interview.state import Memo, State
from foi_rules.interview.view import Line
from foi_rules.interview.why import moved
from foi_rules.model.case import UNSURE, Answer, Authority, Case, Item, Part, Weighing
from foi_rules.model.decision import OPEN
from foi_rules.model.rulebook import Law

MOST = 3
"""How many changes are told of a piece."""
_WEIGHED = {"maintaining-outweighs": "for keeping", "even": "even or for release"}


# One answer, tried


def tried(state: State, prompt: Prompt, typed: str) -> Iterator[Line]:
    """Return what an answer would change, as lines; the state stays as it is. Raises Misread if it is no answer.

    The words that it needs are taken as given, so that a bare yes shows what a yes with its reasons would do.
    """
    after = answered(state, prompt, typed)
    full = _with_words(state, after, prompt.question)
    return iter(_effect(state, prompt, full, supplied=full.case != after.case))


def _effect(state: State, prompt: Prompt, after: State, *, supplied: bool) -> list[Line]:
    told = [*_outcomes(state, after), *_doors(state, after, prompt.question)]
    given = "The words that it needs are taken as given. " if supplied else ""
    recorded = Line(f"{given}Nothing is recorded.", style="quiet")
    if not told:
        return [Line(f"Nothing changes yet. {_next(after)}"), recorded]
    return [*told, Line(_next(after)), recorded]


def _outcomes(before: State, after: State) -> Iterator[Line]:
    """Yield what would come of the request and of each piece, where that is not what comes of it now."""
    was, now = _of_parts(before), _of_parts(after)
    for part in now:
        if was.get(part) != now[part]:
            yield Line(f"{'The request' if part == 'request' else f'Part {part}'} would come to: {now[part]}.")
    pieces = _of_pieces(before)
    for number, (name, told) in enumerate(_of_pieces(after).items(), 1):
        if name not in pieces:
            yield Line(f"A piece would be added: {after.item(name).title or name}.")
        elif told != pieces[name]:
            yield Line(f"Piece {number} would come to: {told} (now: {pieces[name]}).")


def _of_parts(state: State) -> Mapping[str, str]:
    """Return for each part (or the request) how it ends by its own steps; its pieces tell the rest."""
    walks = request_walks(state.law, state.case)
    found = {name: (ended.outcome, [one.ground.cite for one in ended.relied_on]) for name, (_, ended) in walks.items()}
    return {
        name: _under(outcome, cites) if outcome and outcome not in OPEN else "its pieces decide"
        for name, (outcome, cites) in found.items()
    }


def _of_pieces(state: State) -> Mapping[str, str]:
    decided = standings(state.law, state.case, no_table)[2]
    return {one.id: _under(one.outcome, [ground.cite for ground in one.grounds]) for one in decided}


def _under(outcome: str, cites: list[str]) -> str:
    told = outcome_words(outcome, brief=True)
    return f"{told} under {', '.join(cites)}" if cites and outcome != "disclose" else told


def _doors(before: State, after: State, question: Question | None) -> Iterator[Line]:
    """Yield which grounds the answer would open, and which would fall away."""
    if question is None or question.item not in {"", *(item.id for item in before.case.items)}:
        return
    if question.name not in before.law.facts and not question.name.startswith(BALANCE):
        return
    was, now = (run_of(state, question) for state in (before, after))
    yield from (Line(f"{told[:1].upper()}{told[1:]}.") for told in moved(was, now))


def _next(state: State) -> str:
    """Return what would be asked next."""
    # What is on the way between two answers is passed over: nobody has written these words.
    bare = Memo()
    rested = replace(state.memo, drafts=bare.drafts, handing=bare.handing, speaker=bare.speaker)
    prompt = prompt_of(replace(state, memo=rested))
    if prompt.topic == "end":
        return "Nothing more would be asked."
    question = prompt.question
    number = [item.id for item in state.case.items].index(question.item) + 1 if question and question.item else 0
    return f"Next comes{f' on piece {number}' if number else ''}: {prompt.text}"


# The words that an answer needs, taken as given


_Place = TypeVar("_Place", Case, Part, Item, Authority)


def _with_words(before: State, after: State, question: Question | None) -> State:
    """Return the state with a stand-in for each text that the new answers need, and with what follows from them."""
    law, old, case = after.law, before.case, after.case
    asked = question.name if question else ""
    items = {one.id: one for one in old.items}
    parts = {one.id: one for one in old.parts}
    case = _full(law, old, case, asked).model_copy(
        update={
            "authority": _full(law, old.authority, case.authority, asked),
            "parts": tuple(_full(law, parts.get(one.id, one), one, asked) for one in case.parts),
            "items": tuple(_full(law, items.get(one.id, one), one, asked) for one in case.items),
        }
    )
    return replace(after, case=carried(after.rulebook, case)) if case != after.case else after


def _full(law: Law, old: _Place, place: _Place, asked: str) -> _Place:
    changed = {
        name: _full_answer(law, name, answer)
        for name, answer in place.answers.items()
        if name in law.facts and (name == asked or old.answers.get(name) != answer)
    }
    update: dict[str, object] = {"answers": {**place.answers, **changed}}
    if isinstance(place, Case | Part | Item) and isinstance(old, Case | Part | Item):
        weighed = {
            ground: _full_weighing(law, ground, one)
            for ground, one in place.public_interest.items()
            if old.public_interest.get(ground) != one
        }
        update["public_interest"] = {**place.public_interest, **weighed}
    return place.model_copy(update=update)


def _full_answer(law: Law, name: str, answer: Answer) -> Answer:
    fact = law.facts[name]
    if answer.unsure or not lacking(fact, answer):
        return answer
    given = {key: text for key, text in answer.texts.items() if text.strip()}
    return answer.model_copy(update={"texts": {**full_answer(fact, answer.is_).texts, **given}})


def _full_weighing(law: Law, ground: str, weighing: Weighing) -> Weighing:
    balance = law.grounds[ground].balance
    if weighing.conclusion in (None, UNSURE) or not unsupported(weighing, balance):
        return weighing
    return full_weighing(weighing.conclusion, balance)


# What would change a settled piece


def what_would_change(state: State) -> Iterator[Line]:
    """Yield for each settled piece the single answers that would change it, as question and answer."""
    if request_ended(state):
        yield Line("The request as a whole is decided, and its pieces with it; 'change' puts one of its answers again.")
        return
    decided = standings(state.law, state.case, no_table)[2]
    settled = [(number, one.id) for number, one in enumerate(decided, 1) if one.settled]
    if not settled:
        yield Line("No piece is settled yet, so there is nothing that an answer could turn round.")
    for number, name in settled:
        changes = _telling(state, name)
        item = state.item(name)
        if not changes:
            yield Line(f"Piece {number}, {item.title or name}: no single answer would change it.")
            continue
        yield Line(f"Piece {number}, {item.title or name}: it would change if:", style="strong")
        yield from (Line(f"- {_in_words(state, one)}", 1) for one in changes)


def _telling(state: State, item: str) -> list[Change]:
    """Return the changes most worth telling, one for each question: another outcome first, then an open piece."""
    now = next(one.outcome for one in standings(state.law, state.case, no_table)[2] if one.id == item)
    # What stands last in a test is mostly a matter of judgement, and what stands first hardly ever changes.
    tried_out = reversed(what_if(state.rulebook, state.case, item))
    found = [one for one in tried_out if _plain(state, one) and one.outcome != now]
    first: dict[str, Change] = {}
    for one in sorted(found, key=lambda one: (one.outcome in OPEN, *_far(state, one))):
        first.setdefault(one.name, one)
    return list(first.values())[:MOST]


def _far(state: State, change: Change) -> tuple[bool, ...]:
    """Return how far a question is from the piece: of the request, of screening, a list, answered without words."""
    fact = state.law.facts.get(change.name)
    given = state.item(change.item).answers.get(change.name)
    return (
        fact is not None and fact.per != "item",
        change.name.startswith("screening."),
        change.name in TICK_LISTS,
        not change.name.startswith(BALANCE) and not (given and any(given.texts.values())),
    )


def _plain(state: State, change: Change) -> bool:
    """Return whether the change can be said as a question and an answer."""
    if change.name in TICK_LISTS:
        return change.now == ()
    fact = state.law.facts.get(change.name)
    return fact is None or fact.answer in ("yes-no", "one-of")


def _in_words(state: State, change: Change) -> str:
    then = outcome_words(change.outcome, brief=True)
    law = state.law
    if change.name.startswith(BALANCE):
        cite = law.grounds[change.name.removeprefix(BALANCE)].cite
        return f"The public interest under {cite}: {_WEIGHED[str(change.now)]}. Then: {then}."
    if change.name not in law.facts:
        return f"From which year is the record? {change.now}. Then: {then}."
    fact = law.facts[change.name]
    answers: Answers = run_for(law, state.case, change.item, "").answers
    said = "none of these" if change.now == () else str(change.now)
    shown = fact.choices[said].text if said in fact.choices else said
    return f"{filled(answers, fact.question, None)} {shown[:1].upper()}{shown[1:]}. Then: {then}."
