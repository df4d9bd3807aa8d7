"""A case starts from another one that does not exist."""

from collections.abc import Iterable

from foi_rules.model.problem import Problem
from foi_rules.rulebook.shelf import Shelf
from foi_rules.rulebook.telling import nearest, problem

NAME = "unknown-case"


def check(shelf: Shelf) -> Iterable[Problem]:
    """Yield a problem for each `like:` that names no case of its file."""
    for file in shelf.files:
        names = {case.name: index for index, case in enumerate(file.spec.cases)}
        for index, case in enumerate(file.spec.cases):
            if case.like is None or case.like in names or shelf.may_exist(case.like, file.id):
                continue
            close = nearest(case.like, names)
            line = file.place(("cases", names[close], "name")).line if close else 0
            fix = f"Did you mean '{close}' (line {line})?" if close else "Name a case of this file."
            told = f"no case in this file is called '{case.like}'"
            yield problem(NAME, told, file.place(("cases", index, "like")), fix)
