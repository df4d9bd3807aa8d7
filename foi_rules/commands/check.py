"""`foi check LETTER`: what a letter that somebody wrote lacks, before it goes out."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from foi_rules.commands.common import console, is_plain, load_rules
from foi_rules.commands.shield import UNUSABLE, complain

if TYPE_CHECKING:
    from rich.console import Console

    from foi_rules.notices.checking.defects import Defect
    from foi_rules.notices.checking.report import Report

SOUND, DEFECTS = 0, 1
_NAMES = {"breach": "Breach", "weakness": "Weakness", "advice": "Advice"}
_PLURALS = {"breach": "breaches", "weakness": "weaknesses", "advice": "pieces of advice"}
_STYLES = {"breach": "bold red", "weakness": "bold yellow", "advice": "bold cyan"}
_LAWS = {"foisa": "the Act", "eirs": "the Regulations", "both": "the Act and the Regulations"}
_MOST_IN_STREAM = 2_000_000


@dataclass(frozen=True)
class Wanted:
    """What the person asked for: the format, the day of the letter, the list to write, and how strictly to judge."""

    format: str = "text"
    on: str = ""
    fix: str = ""
    rules: str = ""
    strict: bool = False
    plain: bool = False


def run(letter: str, wanted: Wanted) -> int:
    """Print the report on a letter. Returns 0 if it is sound, 1 if it has defects, 2 if it cannot be read."""
    from foi_rules.model.dates import exact_date
    from foi_rules.notices.checking.api import check_letter, check_text

    day = exact_date(wanted.on) if wanted.on else None
    target = _target(wanted.fix, letter)
    if target is None and wanted.fix:
        return UNUSABLE
    rulebook = load_rules(wanted.rules) if wanted.rules else None
    if letter == "-":
        report = check_text(sys.stdin.read(_MOST_IN_STREAM + 1), on=day, rulebook=rulebook)
    else:
        report = check_letter(Path(letter), on=day, rulebook=rulebook)
    if wanted.format == "json":
        sys.stdout.write(report_json(report, letter))
    else:
        name = "standard input" if letter == "-" else letter
        _show(console(wanted.plain), report, name, plain=is_plain(wanted.plain))
    if target is not None:
        _write_insertions(report, letter, target)
    sound = not report.defects if wanted.strict else report.sound
    return SOUND if sound else DEFECTS


def report_json(report: "Report", letter: str) -> str:
    """Return the report as JSON with fixed keys, the name of the letter first."""
    data = {"letter": Path(letter).name, "sound": report.sound, **report.model_dump(mode="json")}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _target(fix: str, letter: str) -> Path | None:
    """Return where the list of insertions goes; None, with a sentence, if it cannot go there."""
    if not fix:
        return None
    target = Path(fix)
    if target.suffix.lower() not in (".md", ".txt"):
        complain(f"'{fix}' does not say which kind of list: end the name in .md or .txt.")
    elif target.exists() and letter != "-" and target.samefile(letter):
        complain(f"'{fix}' is the letter itself; give the list another name.")
    elif target.exists():
        complain(f"'{fix}' is there already; give the list another name, or move that one away.")
    elif not target.parent.is_dir():
        complain(f"There is no folder '{target.parent}' to write the list to; make it first.")
    else:
        return target
    return None


def _write_insertions(report: "Report", letter: str, target: Path) -> None:
    from foi_rules.casework.case_file import write_private
    from foi_rules.notices.checking.mending import insertions

    write_private(insertions(report, Path(letter).name).encode("utf-8"), target)
    complain(f"Written: {target}")


def _show(screen: "Console", report: "Report", letter: str, *, plain: bool) -> None:
    from rich.padding import Padding
    from rich.text import Text

    screen.print(Text(_headline(report, Path(letter).name), style="" if plain else "bold"))
    screen.print(Text(_summary(report)))
    for one in report.defects:
        screen.print()
        _show_defect(screen, one, plain=plain)
    if report.unseen:
        screen.print()
        screen.print("What was not seen:")
        for told in report.unseen:
            screen.print(Padding(Text(told), (0, 0, 0, 2)))


def _headline(report: "Report", name: str) -> str:
    counts = {grade: sum(1 for one in report.defects if one.severity == grade) for grade in _NAMES}
    told = [
        f"{count} {grade if count == 1 and grade != 'advice' else 'piece of advice' if count == 1 else _PLURALS[grade]}"
        for grade, count in counts.items()
        if count
    ]
    return f"{name}: {', '.join(told) if told else 'nothing to mend was found'}."


def _summary(report: "Report") -> str:
    kind = "The outcome of a review" if report.stage == "review" else "A first answer"
    grounds = (
        f" It relies on {', '.join(report.grounds)}."
        if report.grounds
        else " It relies on no provision."
        if report.withholds
        else ""
    )
    keeps = " It keeps something back." if report.withholds else " It keeps nothing back."
    return f"{kind}, under {_LAWS[report.law]}.{keeps}{grounds}"


def _show_defect(screen: "Console", one: "Defect", *, plain: bool) -> None:
    from rich.padding import Padding
    from rich.text import Text

    line = Text(f"{_NAMES[one.severity]}: ", style="" if plain else _STYLES[one.severity])
    line.append(f"{one.message} ({one.cite})", style="" if plain else "default")
    screen.print(line)
    if one.sentence:
        screen.print(Padding(Text(f"{one.place}: {_short(one.sentence)}", style="" if plain else "dim"), (0, 0, 0, 2)))
    screen.print(Padding(Text(one.mend), (0, 0, 0, 2)))
    screen.print(Padding(Text(f"More: foi explain {one.id}"), (0, 0, 0, 2)))


_LONGEST = 220


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
