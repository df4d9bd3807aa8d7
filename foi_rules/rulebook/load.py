"""Rule files in, a Rulebook out; and every problem in every file, in order."""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from foi_rules.model.problem import Place, Problem, Refused
from foi_rules.model.rulebook import Rulebook
from foi_rules.rulebook import cache
from foi_rules.rulebook.collecting import no_collecting
from foi_rules.rulebook.home import rules_folder
from foi_rules.rulebook.telling import problem
from foi_rules.rulebook.yaml_text import read_bytes


@dataclass(frozen=True, eq=False)
class Reading:
    """What became of reading rule files: the rulebook, or None and the problems that stand in its way."""

    rulebook: Rulebook | None
    problems: tuple[Problem, ...]


def load_rulebook(folder: Path | None = None, cases: bool = True) -> Rulebook:
    """Return the rulebook in a folder; the one that comes with foi-rules, if none is named.

    Without `cases` the sections come without their test cases, which no decision needs. A rulebook that was read
    without problems before comes from the cache, if that is on (docs/decisions/0009-a-checked-cache.md).
    Raises Refused with every problem in the files, and FileNotFoundError if foi-rules has lost its own.
    """
    folder = folder or rules_folder()
    files, name, problems = _files(folder)
    sha256 = _sha256(files)
    found = cache.kept(sha256, cases) if not problems else None
    if found is not None:
        return found
    reading = read_texts(files, name, problems)
    if reading.rulebook is None:
        raise Refused(reading.problems)
    cache.keep(reading.rulebook)
    return reading.rulebook if cases else cache.without_cases(reading.rulebook)


def read_rules(folder: Path) -> Reading:
    """Return the rulebook in a folder of YAML files, or every problem in them. The cache is not asked."""
    return read_texts(*_files(folder))


def _files(folder: Path) -> tuple[dict[str, bytes], str, tuple[Problem, ...]]:
    """Return the rule files by name, what the reader calls their folder, and the problems of those that are lost."""
    name = folder.resolve().name
    try:
        found_here = [path for path in folder.iterdir() if path.suffix in (".yaml", ".yml")]
    except OSError as error:
        told = f"the folder of rules cannot be read ({os.strerror(error.errno or 0).lower()})"
        return {}, name, (problem("missing-file", told, Place(str(folder)), "Name the folder of the rule files."),)
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for path in sorted(found_here, key=lambda path: path.name):
        data, found = read_bytes(path, f"{name}/{path.name}")
        problems += found
        if not found:
            files[path.name] = data
    return files, name, tuple(problems)


def read_texts(files: Mapping[str, bytes], folder: str = "rules", problems: tuple[Problem, ...] = ()) -> Reading:
    """Return the rulebook in files given by name and content, as `read_rules` does for a folder.

    `problems` are those already found in files that are not among them.
    """
    with no_collecting():
        return _reading(files, folder, problems)


def _reading(files: Mapping[str, bytes], folder: str, problems: tuple[Problem, ...]) -> Reading:
    # Not at the top: a rulebook from the cache needs neither the schema nor the checks, and they are slow to import.
    from foi_rules.rulebook.build import build
    from foi_rules.rulebook.checks import CHECKS
    from foi_rules.rulebook.shelving import shelve

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
