"""A ground that no test case of its file tries."""

from collections.abc import Iterable

from foi_rules.model.problem import Problem
from foi_rules.rulebook.shelf import Shelf
from foi_rules.rulebook.telling import problem

NAME = "ground-without-case"


def check(shelf: Shelf) -> Iterable[Problem]:
    """Yield a problem for each ground of which no case in its file expects anything."""
    for file in shelf.files:
        tried = {key for case in file.spec.cases for key in case.expect}
        if file.marked.has_lost("cases"):
            continue
        for index, ground in enumerate(file.spec.grounds):
            if ground.id not in tried:
                told = f"no case in this file says what becomes of '{ground.id}'"
                fix = f"Add a case that expects {ground.id}: {{engaged: yes}}, and one that does not."
                yield problem(NAME, told, file.place(("grounds", index, "id")), fix)
