"""`foi interview [CASE]`: the conversation. It resumes a case, and keeps it after every answer."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from foi_rules.commands.common import load_rules
from foi_rules.commands.screen import screen_for

if TYPE_CHECKING:
    from foi_rules.model.case import Case
    from foi_rules.model.rulebook import Rulebook


def run(case_path: str | None, *, plain: bool) -> int:
    """Hold the interview on a new case, or on the one in the file. Returns 0.

    Raises Refused if the file cannot be used, NotInForce, and OSError if it cannot be read.
    """
    from foi_rules.interview.console import converse
    from foi_rules.interview.state import begin
    from foi_rules.interview.view import Line

    rulebook, today = load_rules(""), date.today()
    path = Path(case_path) if case_path else None
    case = _case(rulebook, path) if path and path.exists() else None
    keeper = CaseKeeper(path, today)
    screen = screen_for(plain)
    state = begin(rulebook, today, case)
    screen.say(Line(text) for text in _welcome(case, keeper))
    converse(state, screen, keeper, reply_due)
    return 0


def _case(rulebook: "Rulebook", path: Path) -> "Case":
    from foi_rules.commands.common import open_case

    return open_case(rulebook, str(path))


def _welcome(case: "Case | None", keeper: "CaseKeeper") -> list[str]:
    if case:
        return [f"Going on with {keeper.named}. Every answer is kept there. 'help' lists what you can say."]
    kept = keeper.named or "foi-case-<reference>.yaml in this folder"
    return [
        "A request under the Freedom of Information (Scotland) Act 2002. No refusal without a cited, reasoned ground.",
        f"Every answer is kept in {kept}; nothing leaves this machine. 'help' lists what you can say.",
    ]


class CaseKeeper:
    """Keeps a case in its file, whole and for its owner's eyes alone."""

    def __init__(self, path: Path | None, today: date) -> None:
        self.path, self._today = path, today
        self.named = str(path) if path else ""

    def keep(self, case: "Case", name: str = "") -> str:
        """Write the case and return the name of its file. Raises OSError."""
        from foi_rules.casework.case_file import write_case

        if name:
            self.path = _fresh(Path(name if Path(name).suffix else f"{name}.yaml"))
        elif self.path is None:
            self.path = _fresh(Path(f"foi-case-{_file_word(case.reference) or self._today.isoformat()}.yaml"))
        write_case(case, self.path)
        self.named = str(self.path)
        return self.named


def _file_word(reference: str) -> str:
    """Return the reference with only what a file name can hold everywhere."""
    kept = "".join(char if char.isalnum() or char in "-_" else "-" for char in reference.strip())
    return "-".join(part for part in kept.split("-") if part)[:60]


def _fresh(path: Path) -> Path:
    """Return the path, or the first with a number after it if another file has that name."""
    found, number = path, 1
    while found.exists():
        number += 1
        found = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return found


def reply_due(case: "Case") -> str:
    """Return by when the reply is due, in words with its section, or "" if that cannot be told."""
    from foi_rules.casework.calendar import CalendarError, OutsideCalendar
    from foi_rules.casework.clock import reply_due as due
    from foi_rules.commands.clock import load_calendar

    if not case.received or case.stage != "initial":
        return ""
    try:
        last = due(date.fromisoformat(case.received), load_calendar())
    except (CalendarError, OutsideCalendar, ValueError):
        return ""
    return f"Reply due by {last.date:%a} {last.date.day} {last.date:%b %Y} ({last.cite})."


if __name__ == "__main__":
    from foi_rules.commands.shield import shielded

    arguments = [one for one in sys.argv[1:] if not one.startswith("-")]
    sys.exit(shielded(lambda **_: run(arguments[0] if arguments else None, plain="--plain" in sys.argv)))
