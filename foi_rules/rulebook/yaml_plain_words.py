"""What the YAML parser refuses, said in plain words, with the likely cause."""

import re
from typing import Any, NamedTuple

import yaml

from foi_rules.model.problem import Place, Problem
from foi_rules.rulebook.telling import problem
from foi_rules.rulebook.yaml_reader import FLATTEN, TOO_DEEP, shown

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
    cause = _cause(said, line, mark.column)
    where = opened if cause.opening and opened is not None else mark
    text = lines[where.line] if where.line < len(lines) else ""
    return problem(cause.name, cause.told, Place(name, where.line + 1, where.column + 1, shown(text)), cause.fix)


def _odd_character(name: str, lines: list[str]) -> Problem:
    for number, line in enumerate(lines):
        if found := _NOT_TEXT.search(line):
            place = Place(name, number + 1, found.start() + 1, shown(line))
            told = f"the character U+{ord(found.group()):04X} is not allowed in a text"
            return problem("yaml-syntax", told, place, "Delete it.")
    return problem("yaml-syntax", "the file holds a character that is not allowed", Place(name), "Delete it.")


class _Cause(NamedTuple):
    """What the parser's words mean: {char} is the character there; `opening` points at where it began."""

    words: str
    told: str
    fix: str
    opening: bool = False
    name: str = "yaml-syntax"


def _cause(said: str, line: str, column: int) -> _Cause:
    """Return what has most likely gone wrong at a column of a line of which the parser said so."""
    before = line[:column]
    if "end of stream" in said and "quoted" in said:
        return _Cause("", "the quotation mark that is opened here is never closed", "Close it.", True)
    if bracket := _BRACKETED.search(before):
        return _Cause("", f"a text that begins with '{bracket.group(1)}' must be quoted", _QUOTE_IT)
    if "mapping values" in said and ": " in before:
        return _Cause("", "a text that holds a colon must be quoted", _QUOTE_IT)
    for cause in _CAUSES:
        if cause.words in said:
            return cause._replace(told=cause.told.replace("{char}", line[column : column + 1]))
    if _QUOTED.search(before):
        told = "a quoted text ends here, and more follows"
        return _Cause("", told, "Write '' for a quotation mark inside '...'.")
    return _Cause("", "this line does not fit the lines before it", "Check its indentation, quotes and colons.")


_QUOTE_IT = "Put the whole text in double quotes."
_CLOSE_IT = "Close it; quote a text that holds a comma, a colon or a bracket."
_CAUSES = (
    _Cause("maximum nesting", TOO_DEEP, FLATTEN, name="too-deep"),
    _Cause("mapping values", "this line begins a name where none can stand", "Check the indentation."),
    _Cause("flow mapping", "the '{' here is not closed, or a text in it must be quoted", _CLOSE_IT, True),
    _Cause("flow sequence", "the '[' here is not closed, or a text in it must be quoted", _CLOSE_IT, True),
    _Cause("flow node", "the bracket here is never closed", "Close it.", True),
    _Cause("cannot start any token", "a text that begins with '{char}' must be quoted", _QUOTE_IT),
    _Cause("scanning an alias", "a text that begins with '*' must be quoted", _QUOTE_IT, True),
    _Cause("scanning an anchor", "a text that begins with '&' must be quoted", _QUOTE_IT, True),
    _Cause("sequence entries", "a list cannot begin on the line of its name", "Begin it on the next line."),
    _Cause("escape", "a backslash in double quotes has a meaning of its own", "Use single quotes."),
    _Cause("block scalar", "only a line break may follow '|' or '>'", "Begin the text on the next line.", True),
    _Cause("expected ':'", "a name here lacks its colon", "Write the name, a colon and a space.", True),
    _Cause("directive", "a text that begins with '%' must be quoted", _QUOTE_IT, True),
    _Cause("tag", "a text that begins with '!' must be quoted", _QUOTE_IT, True),
)
