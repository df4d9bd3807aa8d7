"""Rule files in, a Rulebook out; and every problem in every file, in order."""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from foi_rules.model.problem import Place, Problem, Refused
from foi_rules.model.rulebook import Rulebook
from foi_rules.rulebook.build import build
from foi_rules.rulebook.checks import CHECKS
from foi_rules.rulebook.home import rules_folder
from foi_rules.rulebook.names import RuleFile, Whole
from foi_rules.rulebook.schema import SectionSpec
from foi_rules.rulebook.schema_errors import validated
from foi_rules.rulebook.schema_whole import OrderSpec, PublicInterestSpec
from foi_rules.rulebook.shelf import Shelf
from foi_rules.rulebook.telling import problem
from foi_rules.rulebook.yaml_text import Marked, Steps, compose_text, read_bytes

# Rule data with a shape of its own: read for the traps of YAML and part of the hash, but checked elsewhere.
CALENDAR = "calendar-scotland.yaml"
ELSEWHERE = (CALENDAR, "notices.yaml")


@dataclass(frozen=True, eq=False)
class Reading:
    """What became of reading rule files: the rulebook, or None and the problems that stand in its way."""

    rulebook: Rulebook | None
    problems: tuple[Problem, ...]


def load_rulebook(folder: Path | None = None) -> Rulebook:
    """Return the rulebook in a folder; the one that comes with foi-rules, if none is named.

    Raises Refused with every problem in the files, and FileNotFoundError if foi-rules has lost its own.
    """
    reading = read_rules(folder or rules_folder())
    if reading.rulebook is None:
        raise Refused(reading.problems)
    return reading.rulebook


def read_rules(folder: Path) -> Reading:
    """Return the rulebook in a folder of YAML files, or every problem in them."""
    name = folder.resolve().name
    try:
        found_here = [path for path in folder.iterdir() if path.suffix in (".yaml", ".yml")]
    except OSError as error:
        told = f"the folder of rules cannot be read ({os.strerror(error.errno or 0).lower()})"
        return Reading(None, (problem("missing-file", told, Place(str(folder)), "Name the folder of the rule files."),))
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for path in sorted(found_here, key=lambda path: path.name):
        data, found = read_bytes(path, f"{name}/{path.name}")
        problems += found
        if not found:
            files[path.name] = data
    return read_texts(files, name, tuple(problems))


def read_texts(files: Mapping[str, bytes], folder: str = "rules", problems: tuple[Problem, ...] = ()) -> Reading:
    """Return the rulebook in files given by name and content, as `read_rules` does for a folder.

    `problems` are those already found in files that are not among them.
    """
    shelf, found = shelve({name: files[name] for name in sorted(files)}, folder, bool(problems))
    problems = (*problems, *found)
    if not shelf.files and not problems:
        told = "there are no rule files here"
        problems = (problem("missing-file", told, Place(folder), "Name the folder of the rule files."),)
    problems = (*problems, *(one for check in CHECKS for one in check.check(shelf)))
    if problems:
        return Reading(None, tuple(sorted(dict.fromkeys(problems), key=lambda one: (one.place, one.name))))
    return Reading(build(shelf, _sha256(files)), ())


def _sha256(files: Mapping[str, bytes]) -> str:
    """Return the hash of the files: of each name and content, in the order of the names."""
    found = hashlib.sha256()
    for name in sorted(files):
        found.update(b"%s\0%d\0%s" % (name.encode(), len(files[name]), files[name]))
    return found.hexdigest()


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
