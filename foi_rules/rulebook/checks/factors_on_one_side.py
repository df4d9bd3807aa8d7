"""A qualified ground without factors on both sides of its balance."""

from collections.abc import Iterable

from foi_rules.model.problem import Problem
from foi_rules.rulebook.schema import BalanceSpec
from foi_rules.rulebook.shelf import Shelf
from foi_rules.rulebook.telling import problem

NAME = "factors-on-one-side"


def check(shelf: Shelf) -> Iterable[Problem]:
    """Yield a problem for each balance that offers nothing on a side. Source: FOISA s.2(1)(b)."""
    for file in shelf.files:
        for name, balance in file.spec.factors.items():
            for side in _empty_sides(balance):
                told = f"the balance '{name}' has no factors under '{side}'"
                yield problem(NAME, told, file.place(("factors", name), key=True), "Name at least one on each side.")
        for index, ground in enumerate(file.spec.grounds):
            given, path = ground.public_interest, ("grounds", index)
            if ground.kind == "qualified" and given is None:
                told = f"the ground '{ground.id}' is qualified, and has no factors to weigh"
                fix = "Write 'public_interest:' with factors on both sides."
                yield problem(NAME, told, file.place((*path, "kind")), fix)
            for side in _empty_sides(given) if isinstance(given, BalanceSpec) else ():
                told = f"the ground '{ground.id}' has no factors under '{side}'"
                place = file.place((*path, "public_interest"), key=True)
                yield problem(NAME, told, place, "Name at least one on each side.")


def _empty_sides(balance: BalanceSpec) -> list[str]:
    return [side for side in ("for_disclosure", "for_maintaining") if not getattr(balance, side)]
