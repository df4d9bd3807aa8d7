"""What the YAML parser refuses, said in plain words, with the likely cause."""

import re
from collections.abc import Callable
from typing import Any

import yaml

from foi_rules.model.problem import Place, Problem
from foi_rules.rulebook.telling import problem

_Told = tuple[str, str]
_BRACKETED = re.compile(r"(?:: |- |^)\s*([{\[])[^{}\[\]]*[}\]]\s*,?\s*$")
_QUOTED = re.compile(r"(?:: |- |[{\[,] )\s*(['\"]).*$")
_NOT_TEXT = re.compile("[^\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def syntax_problem(error: yaml.YAMLError, name: str, lines: list[str]) -> Problem:
    """Return the parser's error as a problem, with what has most likely gone wrong."""
    if isinstance(error, yaml.reader.ReaderError):
        return _odd_character(name, lines)
    mark: Any = getattr(error, "problem_mark", None)
    opened: Any = getattr(error, "context_mark", None)
    if mark is None:
        return problem("yaml-syntax", "this is not YAML", Place(name), "Compare it with the other files.")
    line = lines[mark.line] if mark.line < len(lines) else ""
    said = f"{getattr(error, 'context', None) or ''}: {getattr(error, 'problem', None) or ''}"
    told, fix, at_opening = _cause(said, line, mark.column)
    where = opened if at_opening and opened is not None else mark
    text = lines[where.line] if where.line < len(lines) else ""
    return problem("yaml-syntax", told, Place(name, where.line + 1, where.column + 1, text), fix)


def _odd_character(name: str, lines: list[str]) -> Problem:
    for number, line in enumerate(lines):
        if found := _NOT_TEXT.search(line):
            place = Place(name, number + 1, found.start() + 1, line)
            told = f"the character U+{ord(found.group()):04X} is not allowed in a text"
            return problem("yaml-syntax", told, place, "Delete it.")
    return problem("yaml-syntax", "the file holds a character that is not allowed", Place(name), "Delete it.")


def _cause(said: str, line: str, column: int) -> tuple[str, str, bool]:
    """Return what is wrong, what to do, and whether to point at the opening bracket or quotation mark."""
    before = line[:column]
    if "end of stream" in said and "quoted" in said:
        return "the quotation mark that is opened here is never closed", "Close it.", True
    if bracket := _BRACKETED.search(before):
        return f"a text that begins with '{bracket.group(1)}' must be quoted", _QUOTE_IT, False
    for words, told, fix, at_opening in _CAUSES:
        if words in said:
            return told(line, column), fix, at_opening
    if _QUOTED.search(before):
        return (
            "a quoted text ends here, and more follows",
            "Write '' for a quotation mark inside '...'.",
            False,
        )
    return "this line does not fit the lines before it", "Check its indentation, quotes and colons.", False


def _colon(line: str, column: int) -> str:
    if ": " in line[:column]:
        return "a text that holds a colon must be quoted"
    return "this line begins a name where none can stand"


def _start(line: str, column: int) -> str:
    return f"a text that begins with '{line[column : column + 1]}' must be quoted"


def _always(text: str) -> Callable[[str, int], str]:
    return lambda _line, _column: text


_QUOTE_IT = "Put the whole text in double quotes."
_CAUSES: tuple[tuple[str, Callable[[str, int], str], str, bool], ...] = (
    ("mapping values are not allowed", _colon, f"{_QUOTE_IT} If it is a name, check the indentation.", False),
    (
        "flow mapping",
        _always("the '{' that is opened here is not closed, or a text in it needs quotes"),
        "Close it; quote a text that holds a comma, a colon or a bracket.",
        True,
    ),
    (
        "flow sequence",
        _always("the '[' that is opened here is not closed, or a text in it needs quotes"),
        "Close it; quote a text that holds a comma, a colon or a bracket.",
        True,
    ),
    ("flow node", _always("a '{' or '[' that is opened here is never closed"), "Close it.", True),
    ("cannot start any token", _start, _QUOTE_IT, False),
    ("scanning an alias", _always("a text that begins with '*' must be quoted"), _QUOTE_IT, True),
    ("scanning an anchor", _always("a text that begins with '&' must be quoted"), _QUOTE_IT, True),
    (
        "sequence entries are not allowed",
        _always("a list cannot begin on the line of its name"),
        "Put '- ' on a line of its own; quote a text that begins with '- '.",
        False,
    ),
    ("escape", _always("a backslash in double quotes has a meaning of its own"), "Use single quotes.", False),
    (
        "block scalar",
        _always("nothing but a line break may follow '|' or '>'"),
        "Begin the text on the next line, or quote it.",
        True,
    ),
    (
        "could not find expected ':'",
        _always("a name here lacks its colon"),
        "Write the name, a colon and a space.",
        True,
    ),
    ("directive", _always("a text that begins with '%' must be quoted"), _QUOTE_IT, True),
    ("tag", _always("a text that begins with '!' must be quoted"), _QUOTE_IT, True),
)
