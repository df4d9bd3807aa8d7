"""Problems told alike: the page of the check at the end of the fix, and names that come near."""

from collections.abc import Iterable
from difflib import get_close_matches

from foi_rules.model.problem import Place, Problem


def problem(name: str, message: str, place: Place, fix: str = "", also: Iterable[Place] = ()) -> Problem:
    """Return the problem, its fix followed by the page that explains it."""
    page = f"docs/checks/{name}.md"
    return Problem(name, message, place, f"{fix}  {page}" if fix else page, tuple(also))


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name that `name` is most likely a slip for, or "" if none comes near."""
    found = get_close_matches(name, list(known), n=1, cutoff=0.6)
    return found[0] if found else ""


def listed(names: Iterable[str], last: str = "or") -> str:
    """Return the names as words: 'yes', 'yes or no', 'yes, no or unsure'."""
    parts = list(names)
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"
