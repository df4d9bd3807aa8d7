"""The state of an interview: the case so far, what is remembered beside it, and the way back. Immutable, no I/O.

What has been answered stands in the case alone, so that the next prompt follows from the case file and an
interview that was cut off goes on where it was. `Memo` holds only what is on the way between two answers.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any, TypeVar

from foi_rules.engine.asking import Question
from foi_rules.engine.carrying import carried
from foi_rules.engine.decide import law_for
from foi_rules.engine.leaves import TICK_LISTS
from foi_rules.model.case import Answer, Case, Item, Part
from foi_rules.model.dates import exact_date
from foi_rules.model.rulebook import Law, Rulebook

LIVE = timedelta(days=366)
"""How far back the day of a request that is being answered now may lie; an older one is looked at again as it was."""


@dataclass(frozen=True, slots=True)
class Memo:
    """What is on the way between two answers, and is not worth a place in the case file.

    `drafts` are texts that were queried once, by the ids of their prompts; `handing` the questions answered
    "not sure", for which nobody is named yet; `focus` questions that are put again, `speaker` who answered
    the first and `cued` whether a cue led to them; `adding` that another piece is to be named; `seen` what is
    not put twice; `page` and `title` the page that lies open, and `lines` the prompts answered on it; `more` the
    pieces that are looked at beyond the first sound ground; `applying` the piece and the questions whose answers
    are to be taken over to others, `noting` what a note is about, `instead` pieces of which it is asked what
    could go out in their place.
    """

    drafts: tuple[tuple[str, str], ...] = ()
    handing: tuple[Question, ...] = ()
    focus: tuple[Question, ...] = ()
    speaker: str = ""
    cued: bool = False
    adding: bool = False
    seen: frozenset[str] = frozenset()
    page: str = ""
    title: str = ""
    lines: tuple[str, ...] = ()
    more: frozenset[str] = frozenset()
    applying: tuple[str, ...] = ()
    noting: str = ""
    instead: frozenset[str] = frozenset()

    def draft(self, prompt: str) -> str:
        """Return the text that was queried at the prompt with this id, or ""."""
        return dict(self.drafts).get(prompt, "")

    def drafted(self, prompt: str, text: str) -> tuple[tuple[str, str], ...]:
        """Return the drafts with this one, or without the one of the prompt if the text is ""."""
        rest = tuple(pair for pair in self.drafts if pair[0] != prompt)
        return (*rest, (prompt, text)) if text else rest


@dataclass(frozen=True)
class State:
    """An interview at one moment. `said` are the messages that follow from the last answer."""

    rulebook: Rulebook
    case: Case
    today: date
    memo: Memo = Memo()
    past: tuple[tuple[Case, Memo], ...] = field(default=(), repr=False)
    said: tuple[str, ...] = ()

    @cached_property
    def law(self) -> Law:
        """Return the law that applies to the request."""
        return law_for(self.rulebook, self.case)

    def item(self, name: str) -> Item:
        """Return the item with this id. Raises KeyError if there is none."""
        for one in self.case.items:
            if one.id == name:
                return one
        raise KeyError(name)

    def with_answer(self, case: Case | None = None, said: tuple[str, ...] = (), **memo: Any) -> "State":
        """Return the state after an answer: a new case, or changes to what is remembered; the old one lies behind.

        Answers that follow from the new ones are carried.
        """
        following = carried(self.rulebook, case) if case else self.case
        past = (*self.past, (self.case, self.memo))
        return replace(self, case=following, memo=replace(self.memo, **memo), past=past, said=said)

    def seen(self, *names: str) -> frozenset[str]:
        """Return what was seen, with more."""
        return self.memo.seen | set(names)


def begin(rulebook: Rulebook, today: date, case: Case | None = None) -> State:
    """Return an interview about a new case, or about one that was begun.

    Raises NotInForce if the rulebook has no law for the day of the request.
    """
    return State(rulebook, carried(rulebook, dated(case or Case(), today)), today)


def dated(case: Case, today: date) -> Case:
    """Return the case with the day of deciding, if it is being decided now. Source: FOISA ss.57-58, by `as_at`."""
    live = case.received is None or today - exact_date(case.received) <= LIVE
    return case.model_copy(update={"as_at": today.isoformat()}) if live else case


def back(state: State) -> State:
    """Return the state before the last answer; the same state, saying so, if there is none."""
    if not state.past:
        return replace(state, said=("This is where we began; there is nothing to go back to.",))
    case, memo = state.past[-1]
    return replace(state, case=case, memo=memo, past=state.past[:-1], said=())


def answer_to(state: State, question: Question) -> Answer | None:
    """Return the answer that stands in the case, or None."""
    return _place_of(state, question).get(question.name)


def _place_of(state: State, question: Question) -> Mapping[str, Answer]:
    fact, case = state.law.facts[question.name], state.case
    if fact.per == "authority":
        return case.authority.answers
    if fact.per == "item":
        return state.item(question.item).answers
    part = next((one for one in case.parts if one.id == question.part), None)
    return part.answers if part and question.name in part.answers else case.answers


def recorded(state: State, question: Question, answer: Answer) -> Case:
    """Return the case with the answer in its one place."""
    fact, case = state.law.facts[question.name], state.case
    if fact.per == "authority":
        own = case.authority.model_copy(update={"answers": {**case.authority.answers, fact.id: answer}})
        return case.model_copy(update={"authority": own})
    if fact.per == "item":
        return with_item(case, _answered(state.item(question.item), fact.id, answer))
    if any(part.id == question.part for part in case.parts):
        parts = tuple(_answered(one, fact.id, answer) if one.id == question.part else one for one in case.parts)
        return case.model_copy(update={"parts": parts})
    return _answered(case, fact.id, answer)


_Place = TypeVar("_Place", Case, Part, Item)


def _answered(place: _Place, name: str, answer: Answer) -> _Place:
    if name in TICK_LISTS:
        kinds = answer.is_ if isinstance(answer.is_, tuple) else ()
        return place.model_copy(update={"kinds": kinds})
    return place.model_copy(update={"answers": {**place.answers, name: answer}})


def place_of(case: Case, question: Question) -> Item | Part | Case:
    """Return what the question is about: its item, its part, or the case where it has no such part."""
    if question.item:
        return next(one for one in case.items if one.id == question.item)
    return next((one for one in case.parts if one.id == question.part), case)


def with_place(case: Case, changed: Item | Part | Case) -> Case:
    """Return the case with the changed item or part in the place of the one with its id, or the changed case."""
    if isinstance(changed, Item):
        return with_item(case, changed)
    if isinstance(changed, Part):
        parts = tuple(changed if one.id == changed.id else one for one in case.parts)
        return case.model_copy(update={"parts": parts})
    return changed


def with_item(case: Case, item: Item) -> Case:
    """Return the case with the item in the place of the one with its id."""
    return case.model_copy(update={"items": tuple(item if one.id == item.id else one for one in case.items)})
