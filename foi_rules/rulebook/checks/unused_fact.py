"""A question that nothing depends on."""

from collections.abc import Iterable

from foi_rules.model.problem import Problem
from foi_rules.rulebook.shelf import Shelf
from foi_rules.rulebook.telling import problem

NAME = "unused-fact"


def check(shelf: Shelf) -> Iterable[Problem]:
    """Yield a problem for each fact that no condition, computed fact, cue or cite reads."""
    if shelf.broken or shelf.unread:
        return  # what reads it may stand in a part with another mistake: that is told first
    used = {target for one in shelf.references if one.kind == "fact" for target in one.targets}
    fix = "Read it in a condition, or take it out."
    for file in shelf.files:
        for name in file.spec.facts:
            if f"{file.id}.{name}" not in used:
                yield problem(NAME, f"nothing reads the fact '{name}'", file.place(("facts", name), key=True), fix)
        for name, test in file.spec.tests.items():
            uses = [use for use in shelf.uses if use.test.id == f"{file.id}.{name}"]
            for fact in test.facts:
                if not used & {f"{file.id}.{name}.{fact}", *(use.fact_id(fact) for use in uses)}:
                    told = f"nothing reads the fact '{fact}' of the test '{name}'"
                    yield problem(NAME, told, file.place(("tests", name, "facts", fact), key=True), fix)
