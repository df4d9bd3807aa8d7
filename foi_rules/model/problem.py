"""A mistake in a file, told so that the reader can mend it: where, what, and how."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A spot in a file: its name as the reader knows it, and line and column counted from 1.

    `text` is the whole source line and `length` the number of characters to underline. Line 0 means
    the file as a whole.
    """

    file: str
    line: int = 0
    column: int = 0
    text: str = ""
    length: int = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: a short stable name, one sentence, and what to do about it.

    `name` is public and never reused; its page is docs/checks/<name>.md. `also` names the other
    places that are party to it.
    """

    name: str
    message: str
    place: Place
    fix: str = ""
    also: tuple[Place, ...] = ()

    def __str__(self) -> str:
        return as_text(self)


def as_text(problem: Problem) -> str:
    """Return the problem as lines of text: place, name and sentence; the source line; the fix."""
    lines = [f"{_where(problem.place)}: {problem.name}: {problem.message}", *_quoted(problem.place)]
    for place in problem.also:
        lines += [f"  see also {_where(place)}", *_quoted(place)]
    if problem.fix:
        lines.append(f"  {problem.fix}")
    return "\n".join(lines)


def _where(place: Place) -> str:
    if not place.line:
        return place.file
    return f"{place.file}:{place.line}:{place.column}"


def _quoted(place: Place) -> list[str]:
    if not place.line or not place.text:
        return []
    gutter = f"  {place.line} | "
    blank = " " * (len(str(place.line)) + 2) + " | "
    caret = "^" * max(1, min(place.length, len(place.text) - place.column + 1))
    return [gutter + place.text.rstrip(), blank + " " * (place.column - 1) + caret]


class Refused(ValueError):
    """Input that cannot be used: carries every problem found, never only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(as_text(problem) for problem in self.problems))
