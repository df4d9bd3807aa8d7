"""The events of the YAML parser turned into plain data and marks, with the traps of YAML refused.

Events are used rather than composed nodes: they still show an anchor that nobody uses, and nothing
calls itself, so that no file, however deep, can exhaust the stack.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

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

Span = tuple[int, int, int, int]  # first line and column, last line and column, counted from 0
Marks = dict[str | int, "Mark"]
# The place of a mapping or list itself, among its marks: no key of a file is empty, so none is hidden by it.
OWN = ""


class Mark(NamedTuple):
    """Where a value and its key (None in a list) stand. Plain numbers, made a Place only when needed."""

    key: Span | None
    value: Span


class Stop(Exception):
    """The rest of the file cannot be read; the reason is among the problems."""


def lines_of(text: str) -> list[str]:
    """Return the lines of `text` as the YAML parser counts them."""
    return _BREAKS.split(text)


def span_of(event: Any) -> Span:
    """Return where a parser's event stands."""
    start, end = event.start_mark, event.end_mark
    return start.line, start.column, end.line, end.column


def place_of(span: Span, name: str, lines: list[str]) -> Place:
    """Return the place of a span; of several lines, the first is marked to its end."""
    line, column, last, stop = span
    text = lines[line] if line < len(lines) else ""
    end = stop if last == line and stop > column else len(text.rstrip())
    return Place(name, line + 1, column + 1, shown(text), max(1, end - column))


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
            if self._stack:
                self._take(event)
            elif isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._stop("several-documents", "a second document begins here", event, "Keep one in each file.")
            elif isinstance(event, yaml.NodeEvent):
                root = self._begin(event)
        return root

    def _events(self) -> Iterator[Any]:
        # As yaml.parse does, without asking for each event twice.
        parser = _Loader(self._text)
        try:
            event = parser.get_event()
            while type(event) is not yaml.StreamEndEvent:
                yield event
                event = parser.get_event()
        finally:
            parser.dispose()

    def _take(self, event: Any) -> None:
        """Put one event in its place: a value, a key, or the end of a list or mapping."""
        kind = type(event)
        if kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._stack.pop()
            return
        container, marks = self._stack[-1]
        if type(container) is list:
            value = self._begin(event)
            marks[len(container)] = Mark(None, span_of(event))
            container.append(value)
            return
        if self._key is None:
            self._take_key(event, container, marks)
            return
        key, self._key = self._key, None
        value = self._begin(event)
        if key.value not in container:
            marks[key.value] = Mark(span_of(key), span_of(event))
            container[key.value] = value

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
            self._tell("duplicate-key", told, event, fix, also=(self._place(marks[event.value].key or span_of(event)),))
        self._key = event

    def _begin(self, event: Any) -> Any:
        """Return the value that an event begins: a text, or an empty list or mapping that is then filled."""
        kind = type(event)
        if kind is yaml.ScalarEvent and event.anchor is None and event.tag is None:
            return event.value  # nearly always
        self._check(event)
        if kind is yaml.ScalarEvent:
            return event.value
        if kind is yaml.AliasEvent:
            return ""
        value: Any = {} if kind is yaml.MappingStartEvent else []
        marks: Marks = {OWN: Mark(None, span_of(event))}
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

    def _place(self, span: Span) -> Place:
        return place_of(span, self._name, lines_of(self._text))

    def _tell(self, name: str, told: str, event: Any, fix: str, also: tuple[Place, ...] = ()) -> None:
        self.problems.append(problem(name, told, self._place(span_of(event)), fix, also))

    def _stop(self, name: str, told: str, event: Any, fix: str) -> None:
        self._tell(name, told, event, fix)
        raise Stop
