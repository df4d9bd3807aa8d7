"""A ground is named that does not exist."""

from collections.abc import Iterable, Iterator

from foi_rules.model.problem import Problem
from foi_rules.rulebook.names import RuleFile
from foi_rules.rulebook.shelf import Shelf
from foi_rules.rulebook.unknown import unknown, unknown_name
from foi_rules.rulebook.yaml_text import Steps

NAME = "unknown-ground"


def check(shelf: Shelf) -> Iterable[Problem]:
    """Yield a problem for each name that no ground, and no file that holds grounds, has."""
    yield from unknown(shelf, "ground", NAME)
    for file, name, path in _in_cases(shelf):
        if name not in shelf.grounds and not shelf.may_exist(name, file.id):
            yield unknown_name(shelf, ("ground",), NAME, name, file.place(path, key=True), file)


def _in_cases(shelf: Shelf) -> Iterator[tuple[RuleFile, str, Steps]]:
    """Yield the names of grounds that are weighed, or not claimed, in a case."""
    for entry in shelf.given:
        if entry.key in ("public_interest", "not_claimed") and isinstance(entry.value, dict):
            yield from ((entry.file, name, (*entry.path, name)) for name in entry.value)
    for file in shelf.files:
        for index, case in enumerate(file.spec.cases):
            missing = case.expect.get("missing")
            for number, name in enumerate(missing if isinstance(missing, list) else ()):
                if isinstance(name, str) and name.startswith("public_interest."):
                    path = ("cases", index, "expect", "missing", number)
                    yield file, name.removeprefix("public_interest."), path
