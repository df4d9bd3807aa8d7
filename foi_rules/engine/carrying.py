"""Answers that follow from others, recorded as answers of their own and marked `carried`.

Deciding never carries: what a person has not answered stays UNKNOWN there. The interview carries, so that
nobody is asked twice, and shows what it carried.
"""

from collections.abc import Mapping

from foi_rules.engine.decide import item_run, law_for
from foi_rules.engine.kleene import Evaluation
from foi_rules.engine.leaves import Answers
from foi_rules.model.case import Answer, Case, Item
from foi_rules.model.rulebook import Law, Rulebook
from foi_rules.model.truth import YES

CARRIED = "carried"


def carried(rulebook: Rulebook, case: Case) -> Case:
    """Return the case with every answer that follows by itself; what was answered already stays as it is.

    An answer that was carried and no longer follows is taken out again.
    """
    law = law_for(rulebook, case)
    return case.model_copy(update={"items": tuple(_item(law, case, item) for item in case.items)})


def _item(law: Law, case: Case, item: Item) -> Item:
    own = {name: answer for name, answer in item.answers.items() if answer.how != CARRIED}
    bare = item.model_copy(update={"answers": own})
    given = _given(item_run(law, case, bare))
    following = {name: given[name] for name in given if name not in own}
    return bare.model_copy(update={"answers": {**own, **following}}) if following or own != item.answers else item


def _given(run: Evaluation) -> Mapping[str, Answer]:
    answers: Answers = run.answers
    found: dict[str, Answer] = {}
    for carry in answers.law.carries:
        if run.prove(carry.when).value is YES:
            for name, value in carry.gives.items():
                if answers.law.facts[name].per == "item":
                    found.setdefault(name, Answer.model_validate({"is": value, "how": CARRIED}))
    return found
