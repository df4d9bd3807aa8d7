"""The events of the YAML parser turned into plain data and marks, with the traps of YAML refused.

Events are used rather than composed nodes: they still show an anchor that nobody uses, and nothing
calls itself, so that no file, however deep, can exhaust the stack.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from foi_rules.model.problem import Place, Problem
from foi_rules.rulebook.telling import problem

MAX_DEPTH = 40
MAX_SHOWN = 500
TOO_DEEP = f"lists and mappings stand more than {MAX_DEPTH} deep in each other here"
FLATTEN = "Flatten it: nothing in a rule or a case needs this."

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_UNSHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_CORE = "tag:yaml.org,2002:"
_BREAKS = re.compile("\r\n|[\n\r\x85\u2028\u2029]")

Marks = dict[str | int, "Mark"]
# The place of a mapping or list itself, among its marks: no key of a file is empty, so none is hidden by it.
OWN = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a value and its key (None in a list) stand: the parser's events, made a Place when needed."""

    key: Any
    value: Any


class Stop(Exception):
    """The rest of the file cannot be read; the reason is among the problems."""


def lines_of(text: str) -> list[str]:
    """Return the lines of `text` as the YAML parser counts them."""
    return _BREAKS.split(text)


def place_of(event: Any, name: str, lines: list[str]) -> Place:
    """Return the place of a parser's event; of several lines, the first is marked to its end."""
    start, end = event.start_mark, event.end_mark
    text = lines[start.line] if start.line < len(lines) else ""
    within = end.line == start.line and end.column > start.column
    stop = end.column if within else len(text.rstrip())
    return Place(name, start.line + 1, start.column + 1, shown(text), max(1, stop - start.column))


def shown(line: str) -> str:
    """Return a line of a file as it may be shown: as wide as it is, with nothing that a terminal would obey.

    A line too long to be of help (JSON in one piece) is not shown at all.
    """
    if len(line) > MAX_SHOWN:
        return ""
    return _UNSHOWN.sub("\ufffd", line.replace("\t", " "))


class Reader:
    """One reading of one file. It is used up by `read`, and left with `problems` and `marks`."""

    def __init__(self, name: str, text: str) -> None:
        self.problems: list[Problem] = []
        self.marks: dict[int, Marks] = {}
        self._name, self._text = name, text
        self._stack: list[tuple[Any, Marks]] = []
        self._key: Any = None
        # A list or mapping that is dropped (a duplicate) is kept alive: marks are found by id().
        self._kept: list[Any] = []

    def read(self) -> Any:
        """Return the data as dict, list and str; None if there is none.

        Raises yaml.YAMLError for what is no YAML, and Stop where it makes no sense to go on.
        """
        self._refuse_tabs()
        root: Any = None
        documents = 0
        for event in self._events():
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._stop("several-documents", "a second document begins here", event, "Keep one in each file.")
            elif isinstance(event, yaml.NodeEvent) or self._stack:
                value = self._take(event)
                root = value if root is None else root
        return root

    def _events(self) -> Iterator[Any]:
        return iter(yaml.parse(self._text, _Loader))

    def _take(self, event: Any) -> Any:
        """Put one event in its place. Returns the value that it begins, or None where it ends one."""
        kind = type(event)
        if kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._stack.pop()
            return None
        if not self._stack:
            return self._begin(event)
        container, marks = self._stack[-1]
        if type(container) is list:
            value = self._begin(event)
            marks[len(container)] = Mark(None, event)
            container.append(value)
            return value
        if self._key is None:
            self._take_key(event, container, marks)
            return None
        key, self._key = self._key, None
        value = self._begin(event)
        if key.value not in container:
            marks[key.value] = Mark(key, event)
            container[key.value] = value
        return value

    def _take_key(self, event: Any, container: dict[str, Any], marks: Marks) -> None:
        if type(event) is not yaml.ScalarEvent or event.value == "":
            fix = "Write a plain name; a text that begins with { or [ must be quoted."
            self._stop("unnamed-key", "there is no name before the colon here", event, fix)
        self._check(event)
        if event.value == "<<":
            self._tell("anchor-or-alias", "'<<' would merge another mapping into this one", event, "Write it out.")
        elif event.value in container:
            told = f"'{event.value}' is given twice"
            fix = "Keep one of the two."
            self._tell("duplicate-key", told, event, fix, also=(self._place(marks[event.value].key),))
        self._key = event

    def _begin(self, event: Any) -> Any:
        """Return the value that an event begins: a text, or an empty list or mapping that is then filled."""
        self._check(event)
        kind = type(event)
        if kind is yaml.ScalarEvent:
            return event.value
        if kind is yaml.AliasEvent:
            return ""
        value: Any = {} if kind is yaml.MappingStartEvent else []
        marks: Marks = {OWN: Mark(None, event)}
        self.marks[id(value)] = marks
        self._kept.append(value)
        self._stack.append((value, marks))
        if len(self._stack) > MAX_DEPTH:
            self._stop("too-deep", TOO_DEEP, event, FLATTEN)
        return value

    def _check(self, event: Any) -> None:
        """Tell of anchors, aliases and tags."""
        if event.anchor is not None:
            what = f"'*{event.anchor}'" if type(event) is yaml.AliasEvent else f"'&{event.anchor}'"
            told = f"{what} refers to another part of the file"
            self._tell("anchor-or-alias", told, event, "Write the value out; quote a text that begins with & or *.")
        elif type(event) is not yaml.AliasEvent and event.tag is not None:
            told = f"'{event.tag.replace(_CORE, '!!')}' is a tag, and every value here is plain text"
            self._tell("yaml-tag", told, event, "Take the tag away; quote a text that begins with !.")

    def _refuse_tabs(self) -> None:
        if "\t" not in self._text:
            return
        tabbed = [(number, line) for number, line in enumerate(lines_of(self._text)) if "\t" in line]
        number, line = tabbed[0]
        told = "there is a tab here" + (f", and on {len(tabbed) - 1} more lines" if len(tabbed) > 1 else "")
        place = Place(self._name, number + 1, line.index("\t") + 1, shown(line))
        self.problems.append(problem("tab", told, place, "Use spaces instead."))
        raise Stop

    def _place(self, event: Any) -> Place:
        return place_of(event, self._name, lines_of(self._text))

    def _tell(self, name: str, told: str, event: Any, fix: str, also: tuple[Place, ...] = ()) -> None:
        self.problems.append(problem(name, told, self._place(event), fix, also))

    def _stop(self, name: str, told: str, event: Any, fix: str) -> None:
        self._tell(name, told, event, fix)
        raise Stop
