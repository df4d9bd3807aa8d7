"""Rule files on a shelf: each file by itself, with its problems; what they are to each other comes after."""

from collections.abc import Mapping
from typing import Any

from foi_rules.model.problem import Problem
from foi_rules.rulebook.names import RuleFile, Whole
from foi_rules.rulebook.schema import SectionSpec
from foi_rules.rulebook.schema_errors import validated
from foi_rules.rulebook.schema_whole import OrderSpec, PublicInterestSpec
from foi_rules.rulebook.shelf import Shelf
from foi_rules.rulebook.telling import problem
from foi_rules.rulebook.yaml_text import Marked, Steps, compose_text

# Rule data with a shape of its own: read for the traps of YAML and part of the hash, but checked elsewhere.
CALENDAR = "calendar-scotland.yaml"
ELSEWHERE = (CALENDAR, "notices.yaml", "letters-in.yaml", "letter-defects.yaml")


def shelve(files: Mapping[str, bytes], folder: str, lost: bool = False) -> tuple[Shelf, tuple[Problem, ...]]:
    """Return what could be read of the files, and the problems of each file by itself.

    `lost` says that there are files that could not even be opened.
    """
    problems: list[Problem] = []
    sections: list[RuleFile] = []
    wholes: dict[str, Whole] = {}
    calendar: Any = None
    broken: set[str] = set()
    unread: set[str] = {""} if lost else set()
    for name, data in files.items():
        marked = compose_text(data, f"{folder}/{name}")
        problems += marked.problems
        if name in ELSEWHERE:
            calendar = marked.data if name == CALENDAR else calendar
            continue
        mine = _id_of(marked, name)
        spec, marked, found, paths = _validated(marked, mine)
        problems += found
        broken |= {label for path in paths for label in _labels(marked, mine, path)}
        if isinstance(spec, SectionSpec):
            sections.append(RuleFile(name, marked, spec))
        elif spec is not None:
            if mine in wholes:
                told = f"'{mine}' is the id of {wholes[mine].file} already"
                problems.append(problem("duplicate-id", told, marked.place(("id",)), "Keep one of the two files."))
            wholes[mine] = Whole(name, marked, spec)
        else:
            unread.add(mine)
    order, interest = wholes.get("order-of-analysis"), wholes.get("public-interest")
    return Shelf(tuple(sections), order, interest, frozenset(broken), frozenset(unread), calendar), tuple(problems)


def _id_of(marked: Marked, name: str) -> str:
    """Return the id that a file gives itself; what cannot be read is known by its name, or not at all."""
    mine = marked.data.get("id") if isinstance(marked.data, dict) else None
    if isinstance(mine, str):
        return mine
    stem = name.removesuffix(".yaml")
    return stem if stem in ("order-of-analysis", "public-interest", "screening") else ""


def _validated(
    marked: Marked, mine: str
) -> tuple[SectionSpec | OrderSpec | PublicInterestSpec | None, Marked, tuple[Problem, ...], tuple[Steps, ...]]:
    if marked.data is None or any(one.name == "anchor-or-alias" for one in marked.problems):
        return None, marked, (), ()
    if mine == "order-of-analysis":
        return validated(marked, OrderSpec)
    if mine == "public-interest":
        return validated(marked, PublicInterestSpec)
    return validated(marked, SectionSpec)


def _labels(marked: Marked, mine: str, path: Steps) -> tuple[str, ...]:
    """Return the names by which other places may refer to an entry that was left out."""
    if len(path) < 2:
        return ()
    name = path[1]
    if isinstance(name, int):
        entry = marked.original(path)
        label = entry.get("id") or entry.get("name") if isinstance(entry, dict) else None
        return (label,) if isinstance(label, str) else ()
    return (name, f"{mine}.{name}")
