"""How well `foi check` reads letters: precision and recall for each label, and every error.

    python benchmarks/letters.py [FILE ...] [--each] [--quiet]

A file holds one letter a line, with labels (docs/decisions/0015 tells the sets). Without a file, all the
sets are read that are here: those beside this script, and ../shared/bench/letters-dev.jsonl where there is one. A label
that is "not_visible" is not scored. Letters that break off (`truncated`) are scored for what is there; complete ones
alone are a fair measure of what a letter lacks (--each). Nothing here is a test.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

from foi_rules import Report, check_text

HERE = Path(__file__).parent
SETS = (HERE.parent.parent / "shared" / "bench" / "letters-dev.jsonl", *sorted(HERE.glob("letters_*.jsonl")))
# Letters that hold something back by silence: without the request beside them nobody can tell.
SILENT = ("moray-91351", "moray-151218")


@dataclass
class Score:
    """How often something was found, rightly or not, and what went wrong."""

    right: int = 0
    extra: int = 0
    missed: int = 0
    errors: list[str] = field(default_factory=list)

    def add(self, letter: str, found: frozenset[str], wanted: frozenset[str]) -> None:
        self.right += len(found & wanted)
        self.extra += len(found - wanted)
        self.missed += len(wanted - found)
        self.errors += [f"{letter}: extra {one}" for one in sorted(found - wanted)]
        self.errors += [f"{letter}: missed {one}" for one in sorted(wanted - found)]

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.extra) if self.right + self.extra else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def wanted(self) -> int:
        return self.right + self.missed


def _flag(name: str, holds: bool) -> frozenset[str]:
    return frozenset({name}) if holds else frozenset()


def _provisions(report: Report) -> frozenset[str]:
    return frozenset(one.cite for one in report.provisions if one.cite.startswith(("FOISA", "EIRs")))


# Each label: what the report says of it, and what the labels say; None where that is not to be scored.
LABELS: dict[str, Callable[[Report, dict[str, Any]], tuple[frozenset[str], frozenset[str]] | None]] = {
    "exemptions cited": lambda report, labels: (frozenset(report.grounds), frozenset(labels["exemptions_cited"])),
    "no ground cited": lambda report, labels: (
        _flag("no ground", report.names_no_ground),
        _flag("no ground", labels["cites_no_exemption"] is True),
    ),
    "something withheld": lambda report, labels: (
        _flag("withheld", report.withholds),
        _flag("withheld", labels["withholds"] is True),
    ),
    "public interest addressed": lambda report, labels: _answer(
        "public interest", report.public_interest, labels["public_interest_addressed"]
    ),
    "review right": lambda report, labels: _answer("review", report.review_right, labels["review_rights_stated"]),
    "Commissioner right": lambda report, labels: _answer(
        "Commissioner", report.commissioner_right, labels["commissioner_rights_stated"]
    ),
    "section 17 named": lambda report, labels: (
        _flag("notice", any(one.cite.startswith("FOISA s.17") and one.use == "relied" for one in report.provisions)),
        _flag("notice", labels["not_held_notice"] is True),
    ),
    "said not to be held": lambda report, labels: (
        _flag("not held", report.says_not_held),
        _flag("not held", labels["says_not_held"] is True),
    ),
}


def _answer(name: str, found: str, wanted: object) -> tuple[frozenset[str], frozenset[str]] | None:
    if wanted == "not_visible":
        return None
    return _flag(name, found == "yes"), _flag(name, wanted is True)


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the letters of a set."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def scored(letters: list[dict[str, Any]]) -> dict[str, Score]:
    """Return the score of each label over the letters."""
    found = {name: Score() for name in LABELS}
    for letter in letters:
        report = check_text(letter["text"])
        for name, compare in LABELS.items():
            pair = compare(report, letter["labels"])
            if pair is not None:
                found[name].add(letter["id"], *pair)
    return found


def show(title: str, letters: list[dict[str, Any]], *, quiet: bool) -> None:
    """Print the scores of some letters, and every error."""
    if not letters:
        return
    start = perf_counter()
    scores = scored(letters)
    spent = (perf_counter() - start) / len(letters)
    print(f"\n{title}: {len(letters)} letters, {1000 * spent:.0f} ms each")
    print(f"  {'':28}{'labelled':>9}{'precision':>11}{'recall':>8}{'F1':>7}")
    for name, score in scores.items():
        if score.wanted or score.extra:
            print(f"  {name:28}{score.wanted:9}{score.precision:11.3f}{score.recall:8.3f}{score.f1:7.3f}")
    for name, score in scores.items() if not quiet else ():
        for error in score.errors:
            silent = "  (by silence)" if error.split(":")[0] in SILENT else ""
            print(f"    {name}: {error}{silent}")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--each", action="store_true", help="complete letters and those that break off apart")
    parser.add_argument("--quiet", action="store_true", help="no single errors")
    chosen = parser.parse_args()
    for path in chosen.files or [path for path in SETS if path.is_file()]:
        letters = list(read(path))
        show(path.name, letters, quiet=chosen.quiet)
        if chosen.each:
            show(f"{path.name}, complete", [one for one in letters if not one["truncated"]], quiet=True)
            show(f"{path.name}, broken off", [one for one in letters if one["truncated"]], quiet=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
