"""YAML files read as text, with the place of every part. For rule files and for case files alike."""

import os
import stat
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from foi_rules.model.problem import Place, Problem, Refused
from foi_rules.rulebook.telling import problem
from foi_rules.rulebook.yaml_plain_words import syntax_problem
from foi_rules.rulebook.yaml_reader import OWN, Mark, Marks, Reader, Stop, lines_of, place_of, shown

MAX_BYTES = 1024 * 1024

Steps = tuple[str | int, ...]
_NOTHING = object()


@dataclass(frozen=True, eq=False)
class Marked:
    """A YAML file as plain data (dict, list and str only) with the place of every part of it.

    `data` is None if the file could not be read. `problems` are the traps found in it, in the order of
    the file; some of them (a key given twice) leave the rest readable.
    """

    name: str
    data: Any
    problems: tuple[Problem, ...] = ()
    source: str = field(default="", repr=False)
    _marks: dict[int, Marks] = field(default_factory=dict, repr=False)
    _whole: Any = field(default=None, repr=False)

    @cached_property
    def lines(self) -> list[str]:
        """Return the lines of the file, without their ends."""
        return lines_of(self.source)

    def place(self, path: Steps, key: bool = False) -> Place:
        """Return the place of the value at `path`, such as ("facts", "human", "needs", 0), or of its key.

        A mapping, a list and an empty value are shown by their key. Where the path leads nowhere, the
        last part of it that exists is meant; the empty path is the file as a whole.
        """
        value, mark = self.data, None
        for step in path:
            found = _child(value, step)
            if found is _NOTHING:
                break
            value, mark = found, self._mark(value, step, found)
        if mark is None:
            return Place(self.name)
        by_key = key or value == "" or not isinstance(value, str)
        return place_of((mark.key if by_key else None) or mark.value, self.name, self.lines)

    def without(self, data: Any) -> "Marked":
        """Return the same file with `data`, a copy from which parts were left out, and no problems."""
        return Marked(self.name, data, (), self.source, self._marks, self._whole or self.data)

    def has_lost(self, *keys: str) -> bool:
        """Return whether an entry was left out of any of the lists or mappings at the top of the file."""
        return any(len(self.original((key,)) or ()) != len(self.data.get(key) or ()) for key in keys)

    def original(self, path: Steps) -> Any:
        """Return the value at `path` as it was before parts were left out; None if there is none."""
        value = self._whole
        for step in path:
            value = _child(value, step)
        return None if value is _NOTHING else value

    def _mark(self, container: Any, step: str | int, found: Any) -> Mark | None:
        # Entries may have been left out of a list since it was read; a mapping in it knows its own place.
        own = None if isinstance(found, str) else self._marks.get(id(found), {}).get(OWN)
        if own is not None and isinstance(step, int):
            return own
        return self._marks.get(id(container), {}).get(step, own)


def _child(container: Any, step: str | int) -> Any:
    if isinstance(container, dict):
        return container.get(step, _NOTHING)
    if isinstance(container, list) and isinstance(step, int) and step < len(container):
        return container[step]
    return _NOTHING


def read_marked(path: Path, name: str = "") -> Marked:
    """Return the YAML file at `path`. Mistakes are in its `problems`; nothing is raised.

    `name` is what the reader calls the file: the path, if not given.
    """
    data, problems = read_bytes(path, name or str(path))
    return compose_text(data, name or str(path)) if not problems else Marked(name or str(path), None, problems)


def read_plain(path: Path, name: str = "") -> object:
    """Return the data of the YAML file at `path` as dict, list and str.

    Raises Refused with every problem found.
    """
    marked = read_marked(path, name)
    if marked.problems:
        raise Refused(marked.problems)
    return marked.data


def read_bytes(path: Path, name: str) -> tuple[bytes, tuple[Problem, ...]]:
    """Return the bytes of a file, or the problem that stands in the way. No more than 1 MiB is ever read."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            told = "this is a folder" if stat.S_ISDIR(found.st_mode) else "this is not an ordinary file"
            return b"", (problem("not-a-file", told, Place(name), "Name a YAML file."),)
        data = b""
        if found.st_size <= MAX_BYTES:
            with path.open("rb") as opened:
                data = opened.read(MAX_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        fix = "Check the name and the folder."
        return b"", (problem("missing-file", "there is no such file", Place(name), fix),)
    except (OSError, ValueError) as error:
        why = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else "not a file name"
        told = f"the file cannot be opened ({why.lower()})"
        return b"", (problem("unreadable-file", told, Place(name), "Check that you may read it."),)
    if max(found.st_size, len(data)) > MAX_BYTES:
        told = "the file is larger than 1 MiB, and no rule or case needs that"
        return b"", (problem("too-large", told, Place(name), "Check that it is the right file, or split it."),)
    return data, ()


def compose_text(data: bytes, name: str) -> Marked:
    """Return the YAML in `data` with the place of every part. Mistakes are in its `problems`."""
    text, problems = _decoded(data, name)
    if problems:
        return Marked(name, None, problems)
    if text.lstrip()[:1] in ("{", "["):
        text = text.replace("\t", " ")  # JSON may be indented by tabs, and cannot hold a bare one in a text
    reader = Reader(name, text)
    root: Any = None
    try:
        root = reader.read()
        if root is None:
            reader.problems.append(_empty(name, "the file holds only comments"))
    except Stop:
        pass
    except yaml.YAMLError as error:
        reader.problems.append(syntax_problem(error, name, lines_of(text)))
        root = None
    found = tuple(sorted(reader.problems, key=lambda one: one.place))
    return Marked(name, root, found, text, reader.marks, root)


def _empty(name: str, told: str) -> Problem:
    return problem("empty-file", told, Place(name), "Fill it, or remove it.")


def _decoded(data: bytes, name: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the text in `data`, or what is wrong: UTF-16, NUL bytes, other bytes not UTF-8, nothing."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "", (problem("not-utf-8", "the file is saved as UTF-16", Place(name), "Save it as UTF-8."),)
    if b"\0" in data:
        told = "this is not a text: it holds NUL bytes"
        return "", (problem("binary-file", told, Place(name), "Name a YAML file, saved as UTF-8."),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        text = data.splitlines()[line - 1].decode("utf-8", "replace") if line <= len(data.splitlines()) else ""
        told = f"byte {data[error.start]:#04x} is not UTF-8"
        place = Place(name, line, text.find("\ufffd") + 1 or 1, shown(text))
        return "", (problem("not-utf-8", told, place, "Save the file as UTF-8."),)
    return (text, ()) if text.strip() else ("", (_empty(name, "the file is empty"),))
