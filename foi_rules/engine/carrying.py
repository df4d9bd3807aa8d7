"""Answers that follow from others, recorded as answers of their own and marked `carried`.

Deciding never carries: what a person has not answered stays UNKNOWN there. The interview carries, so that
nobody is asked twice, and shows what it carried.
"""

from collections.abc import Mapping
from typing import TypeVar

from foi_rules.engine.decide import law_for
from foi_rules.engine.kleene import Evaluation
from foi_rules.engine.leaves import Answers
from foi_rules.model.case import Answer, Case, Item, Part
from foi_rules.model.rule import Scope
from foi_rules.model.rulebook import Law, Rulebook
from foi_rules.model.truth import YES

CARRIED = "carried"


def carried(rulebook: Rulebook, case: Case) -> Case:
    """Return the case with every answer that follows by itself; what was answered already stays as it is.

    An answer that was carried and no longer follows is taken out again.
    """
    law = law_for(rulebook, case)
    bare = _bare(case)
    case = _following(case, bare, _given(Evaluation(Answers(law, bare)), "request"))
    case = case.model_copy(update={"parts": tuple(_part(law, case, part) for part in case.parts)})
    return case.model_copy(update={"items": tuple(_item(law, case, item) for item in case.items)})


def _part(law: Law, case: Case, part: Part) -> Part:
    bare = _bare(part)
    changed = case.model_copy(update={"parts": tuple(bare if one.id == part.id else one for one in case.parts)})
    given = _given(Evaluation(Answers(law, changed, bare)), "request")
    # What the whole request says already need not be said again by its parts.
    return _following(part, bare, {name: one for name, one in given.items() if case.answers.get(name) != one})


def _item(law: Law, case: Case, item: Item) -> Item:
    bare = _bare(item)
    given = _given(Evaluation(Answers(law, case, case.part_of(bare), bare)), "item")
    if item.hypothetical == "yes":
        # Of a piece that is taken as if it were held nothing may say whether it is (s.18).
        holding = {f"{ground.section}." for ground in law.grounds.values() if ground.outcome == "not-held"}
        given = {name: one for name, one in given.items() if not name.startswith(tuple(holding))}
    return _following(item, bare, given)


_Place = TypeVar("_Place", Case, Part, Item)


def _bare(place: _Place) -> _Place:
    own = {name: answer for name, answer in place.answers.items() if answer.how != CARRIED}
    return place.model_copy(update={"answers": own})


def _following(place: _Place, bare: _Place, given: Mapping[str, Answer]) -> _Place:
    answers = {**bare.answers, **{name: given[name] for name in given if name not in bare.answers}}
    # The very same value where nothing follows anew, so that nothing is worked out again for it.
    return place if answers == place.answers else bare.model_copy(update={"answers": answers})


def _given(run: Evaluation, scope: Scope) -> Mapping[str, Answer]:
    answers: Answers = run.answers
    found: dict[str, Answer] = {}
    for carry in answers.law.carries:
        if run.prove(carry.when).value is YES:
            for name, value in carry.gives.items():
                if answers.law.facts[name].per == scope:
                    found.setdefault(name, Answer.model_validate({"is": value, "how": CARRIED}))
    return found
