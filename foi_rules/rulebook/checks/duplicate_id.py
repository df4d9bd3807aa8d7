"""One id for two things."""

from collections.abc import Iterable, Iterator

from foi_rules.model.problem import Problem
from foi_rules.rulebook.ids import Labelled, labelled
from foi_rules.rulebook.shelf import Shelf
from foi_rules.rulebook.telling import problem

NAME = "duplicate-id"


def check(shelf: Shelf) -> Iterable[Problem]:
    """Yield a problem for each id that is given a second time where it must be unique."""
    first: dict[tuple[str, str], Labelled] = {}
    for one in (*labelled(shelf), *_names(shelf)):
        earlier = first.setdefault((one.kind, one.id), one)
        if earlier is not one and not _versions(earlier, one):
            told = f"'{one.id}' is the name of something else already"
            yield problem(NAME, told, one.place, "Give one of them another name.", [earlier.place])


def _names(shelf: Shelf) -> Iterator[Labelled]:
    """Yield what else must be unique in its file: the names of cases, and those given to shared tests."""
    for file in shelf.files:
        for index, case in enumerate(file.spec.cases):
            yield Labelled(f"cases {file.file}", case.name, (), file, ("cases", index, "name"))
    for use in shelf.uses:
        name = use.condition.as_ or ""
        yield Labelled(f"as {use.file.file}", name, (), use.file, (*use.path, "as"))


def _versions(one: Labelled, other: Labelled) -> bool:
    """Return whether two things stand in two versions of one file, where ids are the same on purpose."""
    homes = (one.home, other.home)
    return homes[0] is not homes[1] and homes[0].spec.id == homes[1].spec.id
