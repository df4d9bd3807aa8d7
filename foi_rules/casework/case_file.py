"""Case files: read with every mistake in its place, written so that nothing is lost.

A case file holds personal data: it is written for its owner's eyes alone, and whole or not at all.
"""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from foi_rules.engine.checking import faults_in
from foi_rules.model.case import Answer, Authority, Case, Item, Part
from foi_rules.model.problem import Place, Problem, Refused
from foi_rules.model.rulebook import Law
from foi_rules.rulebook.schema_errors import validated
from foi_rules.rulebook.yaml_text import Marked, read_marked


def read_case(path: Path | str) -> Case:
    """Return the case in the file at `path` (YAML or JSON), without asking whether a rulebook knows its facts.

    Raises Refused with every problem found, each with its place and what to do.
    """
    return read_case_marked(Path(path))[0]


def read_case_marked(path: Path) -> tuple[Case, Marked]:
    """Return the case, and the file with the place of every part. Raises Refused."""
    marked = read_marked(path)
    if marked.problems:
        raise Refused(marked.problems)
    if not isinstance(marked.data, dict):
        told = "a case file holds names and values, and this file holds something else"
        raise Refused([Problem("not-a-case", told, Place(marked.name), "See docs/reference/case-file.md.")])
    case, _, problems, _ = validated(marked, Case)
    if problems or case is None:
        raise Refused(problems)
    return case, marked


def require_fits(law: Law, case: Case, marked: Marked) -> None:
    """Raise Refused, with a place for each, if the case has answers that the law does not know or allow."""
    problems = [
        Problem(fault.name, fault.message, marked.place(fault.path, key=_by_key(fault.name)), fault.fix)
        for fault in faults_in(law, case)
    ]
    if problems:
        raise Refused(problems)


def _by_key(name: str) -> bool:
    return name in ("unknown-fact", "unknown-ground", "answer-in-the-wrong-place", "computed-fact")


def case_data(case: Case) -> dict[str, Any]:
    """Return the case as a case file holds it: what was never given is left out, and names come first."""
    return {"format": "1"} | _written(case)


# What a reader looks for first; then the rest as the model has it; the items last.
_FIRST = ("reference", "id", "title", "text", "name", "kind", "stage", "received", "made", "as_at", "law", "created")
_LAST = ("answers", "public_interest", "not_claimed", "parts", "items")


def _written(one: Case | Item | Part | Authority) -> dict[str, Any]:
    """Return a part of the case as plain data, its answers bare where there is nothing but the answer."""
    data = _plain(one.model_dump(exclude_defaults=True, exclude={"answers", "parts", "items", "authority", "format"}))
    if one.answers:
        data["answers"] = _given(one.answers)
    if isinstance(one, Case):
        nested: dict[str, Any] = {
            "authority": _written(one.authority),
            "parts": [_written(part) for part in one.parts],
            "items": [_written(item) for item in one.items],
        }
        data |= {name: value for name, value in nested.items() if value}
    middle = [name for name in data if name not in _FIRST and name not in _LAST]
    return {name: data[name] for name in (*_FIRST, *middle, *_LAST) if name in data}


def _given(answers: Mapping[str, Answer]) -> dict[str, Any]:
    return {name: answer.to_file() for name, answer in answers.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


# The file is written after every answer, and the dumper in C writes the same text ten times as fast.
_Base: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class _Dumper(_Base):  # type: ignore[misc]  # one of two classes of the library, whichever is there
    """Writes every text so that it is read back as the same text."""


def _text(dumper: Any, value: str) -> Any:
    style = "|" if "\n" in value and value == value.strip() and "\t" not in value else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style)


_Dumper.add_representer(str, _text)
_Dumper.ignore_aliases = lambda self, data: True  # noqa: ARG005 - anchors are refused


def case_text(case: Case) -> str:
    """Return the case as the text of a case file; `read_case` gives back an equal case."""
    return yaml.dump(case_data(case), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)


def write_case(case: Case, path: Path) -> None:
    """Write the case to `path`, readable and writable by its owner alone.

    The file is whole at every moment: it is written beside the old one and then takes its place.
    """
    write_private(case_text(case).encode("utf-8"), path)


def write_private(data: bytes, path: Path) -> None:
    """Write bytes to `path` with owner-only access, whole or not at all. Raises OSError."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
