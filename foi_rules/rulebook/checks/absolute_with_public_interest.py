"""A balance for a ground that is absolute."""

from collections.abc import Iterable

from foi_rules.model.problem import Problem
from foi_rules.rulebook.shelf import Shelf
from foi_rules.rulebook.telling import problem

NAME = "absolute-with-public-interest"


def check(shelf: Shelf) -> Iterable[Problem]:
    """Yield a problem for each absolute ground with a public interest balance. Source: FOISA s.2(2)."""
    for file in shelf.files:
        for index, ground in enumerate(file.spec.grounds):
            if ground.kind == "absolute" and ground.public_interest is not None:
                told = f"the ground '{ground.id}' is absolute, so nothing is weighed against it"
                place = file.place(("grounds", index, "public_interest"), key=True)
                fix = "Take 'public_interest:' out, or write 'kind: qualified'."
                yield problem(NAME, told, place, fix, [file.place(("grounds", index, "kind"))])
