"""What was answered, weighed and searched, as the case has it: each with who, when and how."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from foi_rules.engine.decide import item_run, request_run
from foi_rules.engine.leaves import TICK_LISTS, Answers
from foi_rules.engine.wording import answer_text, filled
from foi_rules.model.case import Answer, Case, Item, Part, Weighed, Weighing
from foi_rules.model.rule import Fact
from foi_rules.model.rulebook import Law
from foi_rules.notices.checklist import Checklist, Source
from foi_rules.notices.record.values import Balanced, Noted, Said, Search, Weight

REQUEST, AUTHORITY = "request", "authority"
_PLAIN = {"unsure": "not sure", "none": "none of these"}


class _Place(NamedTuple):
    """Where answers stand: what it is called, how the rules read it, its answers, its ticks and their list."""

    about: str
    answers: Answers
    given: Mapping[str, Answer]
    kinds: tuple[str, ...] | None = None
    level: str = "request"


def answers_of(law: Law, case: Case) -> tuple[Said, ...]:
    """Return every answer of the case: of the authority, the request, its parts and its items, in that order."""
    return tuple(one for place in _places(law, case) for one in _said(law, place))


def _places(law: Law, case: Case) -> Iterator[_Place]:
    whole = request_run(law, case, None).answers
    yield _Place(AUTHORITY, whole, case.authority.answers)
    yield _Place(REQUEST, whole, case.answers, case.kinds)
    for part in case.parts:
        yield _Place(part.id, request_run(law, case, part).answers, part.answers, part.kinds)
    for item in case.items:
        yield _Place(item.id, item_run(law, case, item).answers, item.answers, item.kinds, "item")


def _said(law: Law, place: _Place) -> Iterator[Said]:
    if place.kinds is not None:
        name = next((fact for fact, of in TICK_LISTS.items() if of == place.level), "")
        if name in law.facts:
            ticked = Answer.model_construct(is_=tuple(place.kinds), texts={}, by="", on="", how="", queried="")
            yield _one(place, law.facts[name], ticked)
    for name, answer in place.given.items():
        if name in law.facts:
            yield _one(place, law.facts[name], answer)


def _one(place: _Place, fact: Fact, answer: Answer) -> Said:
    told = answer_text(fact, answer)
    return Said(
        place.about,
        fact.id,
        fact.cite,
        filled(place.answers, fact.question, None),
        _PLAIN.get(told, told) or "none of these",
        tuple(answer.texts.items()),
        answer.by,
        answer.on,
        answer.how,
        bool(answer.queried),
    )


def balances_of(law: Law, case: Case) -> tuple[Balanced, ...]:
    """Return every balance of the case, both sides of it, whatever came of its ground."""
    places: list[tuple[str, Case | Part | Item]] = [(REQUEST, case), *((part.id, part) for part in case.parts)]
    places += [(item.id, item) for item in case.items]
    return tuple(
        _balance(law, about, ground, weighing)
        for about, place in places
        for ground, weighing in place.public_interest.items()
    )


def _balance(law: Law, about: str, name: str, weighing: Weighing) -> Balanced:
    ground = law.grounds.get(name)
    general = law.public_interest.factors
    known = [*general.for_disclosure, *general.for_maintaining]
    if ground is not None and ground.balance:
        known += [*ground.balance.for_disclosure, *ground.balance.for_maintaining]
    texts = {factor.id: factor.text for factor in known}
    return Balanced(
        about,
        name,
        ground.cite if ground else name,
        _weights(weighing.for_disclosure, texts),
        _weights(weighing.for_maintaining, texts),
        weighing.conclusion or "",
        weighing.reasons,
        weighing.by,
        weighing.on,
    )


def _weights(weighed: tuple[Weighed, ...], texts: Mapping[str, str]) -> tuple[Weight, ...]:
    return tuple(Weight(one.id, one.text or texts.get(one.id, one.id), one.weight, one.why) for one in weighed)


def searches_of(case: Case, checklist: Checklist) -> tuple[Search, ...]:
    """Return the search for each item for which one is written down. Source: FOISA s.17(1)."""
    used = checklist.answers
    sources = (used.places, used.terms, used.people, used.why_not_here, used.elsewhere)
    found = []
    for item in case.items:
        places, terms, people, why, elsewhere = (_text(item, source) for source in sources)
        if places or terms or people:
            given = [item.answers[one.fact] for one in sources[:3] if one.fact in item.answers]
            who = next((one for one in given if one.by or one.on), None)
            by, on = (who.by, who.on) if who else ("", "")
            found.append(Search(item.id, places, terms, people, why, elsewhere, by, on))
    return tuple(found)


def _text(item: Item, source: Source) -> str:
    answer = item.answers.get(source.fact)
    return answer.texts.get(source.text, "").strip() if answer else ""


def notes_of(case: Case) -> tuple[Noted, ...]:
    """Return the notes of the conversation, in order."""
    return tuple(Noted(note.text, note.on or "", note.about) for note in case.notes)
