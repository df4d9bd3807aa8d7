"""The state of an interview as plain data that JSON holds, and back; and what of it is kept in the case file.

A case file keeps the answers, and beside them what is on the way between two of them, so that an interview that
was cut off, even by a power cut, goes on at the very question. `state_data` keeps the way back as well.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from pydantic import TypeAdapter, ValidationError

from foi_rules.engine.asking import Question
from foi_rules.engine.checking import faults_in
from foi_rules.engine.decide import law_for
from foi_rules.interview.ending import CREATED
from foi_rules.interview.state import Memo, State, begin
from foi_rules.model.case import Case
from foi_rules.model.rulebook import Law, Rulebook

_MEMO: TypeAdapter[Memo] = TypeAdapter(Memo)
_FORMAT = "1"


class NotAState(ValueError):
    """Data that is no state of an interview: one sentence that says what is wrong."""


def state_data(state: State) -> dict[str, Any]:
    """Return the whole state as JSON can hold it: the day, the case, what is on the way, and the way back."""
    return {
        "format": _FORMAT,
        "today": state.today.isoformat(),
        "case": _case_data(state.case),
        "memo": _memo_data(state.memo),
        "past": [{"case": _case_data(case), "memo": _memo_data(memo)} for case, memo in state.past],
        "said": list(state.said),
    }


def state_from(rulebook: Rulebook, data: Mapping[str, Any]) -> State:
    """Return the state that `state_data` gave as plain data. Raises NotAState for anything else, and NotInForce."""
    if not isinstance(data, Mapping) or data.get("format") != _FORMAT:
        raise NotAState("This is no state of an interview of format 1; begin with the case file instead.")
    try:
        read = [(Case.model_validate(one["case"]), _MEMO.validate_python(one["memo"])) for one in (*data["past"], data)]
        today, said = date.fromisoformat(data["today"]), tuple(str(one) for one in data["said"])
    except (ValidationError, KeyError, TypeError, ValueError) as error:
        raise NotAState(f"This state of an interview is damaged ({type(error).__name__}); use the case file.") from None
    *past, (case, memo) = [(one, _sound(then, one, _law_of(rulebook, one))) for one, then in read]
    return State(rulebook, case, today, memo, tuple(past), said)


def _law_of(rulebook: Rulebook, case: Case) -> Law:
    """Return the law of the case. Raises NotAState if the case does not fit it, and NotInForce."""
    law = law_for(rulebook, case)
    fault = next(faults_in(law, case), None)
    if fault:
        raise NotAState(f"This state of an interview does not fit these rules: {fault.message}; use the case file.")
    return law


def _case_data(case: Case) -> dict[str, Any]:
    return case.model_dump(mode="json", by_alias=True)


def _memo_data(memo: Memo) -> dict[str, Any]:
    """Return what is on the way, without what stands as it does at the start; sets in order, so that equal is equal."""
    data: dict[str, Any] = _MEMO.dump_python(memo, mode="json", exclude_defaults=True)
    return {name: sorted(one) if isinstance(getattr(memo, name), frozenset) else one for name, one in data.items()}


def kept(state: State) -> Case:
    """Return the case as its file keeps it: with what is on the way between two answers."""
    return state.case.model_copy(update={"interview": _memo_data(state.memo)})


def resumed(rulebook: Rulebook, today: date, case: Case) -> State:
    """Return the interview about a case from its file, at the question where it was left. Raises NotInForce.

    What a file says to be on the way and does not fit its answers is passed over: every answer stands in the case.
    """
    state = begin(rulebook, today, case.model_copy(update={"interview": {}}))
    try:
        memo = _MEMO.validate_python(case.interview)
    except ValidationError:
        return state
    return replace(state, memo=_sound(memo, state.case, state.law))


def _sound(memo: Memo, case: Case, law: Law) -> Memo:
    """Return the memo with those of its questions alone that are about something in the case and the law."""
    items, parts = {item.id for item in case.items}, {part.id for part in case.parts} | {"", "request"}

    def known(one: Question) -> bool:
        fact = law.facts.get(one.name)
        asked = not fact.computed if fact else one.name == CREATED
        per_item = fact.per == "item" if fact else True
        place = one.item in items if one.item else not per_item
        return asked and place and one.part in parts | {item.part for item in case.items}

    return replace(
        memo,
        handing=tuple(one for one in memo.handing if known(one) and one.name in law.facts),
        focus=tuple(filter(known, memo.focus)),
        more=memo.more & items,
    )
