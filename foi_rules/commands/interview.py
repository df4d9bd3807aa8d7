"""`foi interview [CASE]`: the conversation. It resumes a case, and keeps it after every answer."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from foi_rules.commands.common import load_rules
from foi_rules.commands.letter import draft_of
from foi_rules.commands.screen import ScriptScreen, screen_for
from foi_rules.commands.shield import UNUSABLE

if TYPE_CHECKING:
    from foi_rules.model.case import Case
    from foi_rules.model.rulebook import Rulebook


def run(case_path: str | None, *, plain: bool, answers: str = "") -> int:
    """Hold the interview on a new case, or on the one in the file; with `answers`, without a keyboard.

    Returns 0, or 2 if the last answers could not be written.

    Raises Refused if a file cannot be used or an answer in it does not fit, NotInForce, and OSError.
    """
    from foi_rules.interview.console import converse
    from foi_rules.interview.keeping import resumed
    from foi_rules.interview.view import Line
    from foi_rules.model.case import Case

    rulebook, today = load_rules(""), date.today()
    path = Path(case_path) if case_path else None
    case = _case(rulebook, path) if path and path.exists() else None
    keeper = CaseKeeper(path, today)
    screen = ScriptScreen(Path(answers)) if answers else screen_for(plain)
    state = resumed(rulebook, today, case or Case())
    screen.say(Line(text) for text in _welcome(case, keeper))
    converse(state, screen, keeper, reply_due, lambda one: map(Line, draft_of(rulebook, one, today)))
    return 0 if keeper.whole else UNUSABLE


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
        self.whole = True
        """Whether all that was to be kept has been written."""

    def keep(self, case: "Case", name: str = "") -> str:
        """Write the case and return the name of its file. Raises OSError; the file is then the one it was before."""
        from foi_rules.casework.case_file import write_case

        self.whole = False
        path = self._path_for(case, name)
        write_case(case, path)
        self.path, self.named, self.whole = path, str(path), True
        return self.named

    def _path_for(self, case: "Case", name: str) -> Path:
        if name:
            wanted = Path(name if Path(name).suffix else f"{name}.yaml")
            return wanted if self.path and wanted.resolve() == self.path.resolve() else _fresh(wanted)
        return self.path or _fresh(Path(f"foi-case-{_file_word(case.reference) or self._today.isoformat()}.yaml"))


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


def reply_due(case: "Case", today: date | None = None) -> str:
    """Return by when the reply is due, in words with its section, or "" if that cannot be told.

    On the last day and after it says what follows from that.
    """
    from foi_rules.casework.calendar import CalendarError, OutsideCalendar
    from foi_rules.casework.clock import reply_due as due
    from foi_rules.commands.clock import load_calendar

    if not case.received or case.stage != "initial":
        return ""
    try:
        last = due(date.fromisoformat(case.received), load_calendar())
    except (CalendarError, OutsideCalendar, ValueError):
        return ""
    day, now = f"{last.date:%a} {last.date.day} {last.date:%b %Y}", today or date.today()
    if case.as_at is None or now < last.date:
        return f"Reply due by {day} ({last.cite})."
    if now == last.date:
        return f"The reply is due today, {day} ({last.cite}). What is settled can go out; what waits makes it late."
    return (
        f"The reply was due on {day} ({last.cite}). Whatever is decided, that is late, and the letter says so; the "
        "applicant may ask for a review already. What is settled can go out today."
    )


if __name__ == "__main__":
    from foi_rules.commands.shield import shielded

    arguments = [one for one in sys.argv[1:] if not one.startswith("-")]
    sys.exit(shielded(lambda **_: run(arguments[0] if arguments else None, plain="--plain" in sys.argv)))
