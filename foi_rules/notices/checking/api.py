"""The library's calls: check a letter in a file, or one that is at hand as text."""

import re
from datetime import date
from functools import cache
from pathlib import Path

from foi_rules.model.dates import MONTHS
from foi_rules.model.rulebook import Rulebook
from foi_rules.notices.checking.defects import Defects, defects_from
from foi_rules.notices.checking.report import Report, Standards, check_page
from foi_rules.notices.checking.words import LetterWords, words_from
from foi_rules.notices.checklist import Checklist, checklist_from
from foi_rules.notices.reading import read_letter, read_text
from foi_rules.notices.reading.page import Page
from foi_rules.rulebook.home import rules_folder
from foi_rules.rulebook.load import load_rulebook
from foi_rules.rulebook.yaml_text import read_plain

_DATE = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)? (" + "|".join(MONTHS) + r") (\d{4})\b", re.IGNORECASE)
_FIGURES = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")
_FEW_WORDS = 14


def check_letter(path: Path | str, *, on: date | None = None, rulebook: Rulebook | None = None) -> Report:
    """Return what the letter in a file says and lacks.

    `on` is the day of the letter, for exemptions that lapse; by default the date that stands in it. Deterministic: no
    clock, no network. Raises LetterUnreadable, of one sentence, if the file cannot be read as a letter.
    Source: FOISA ss.16-21; EIRs reg 13.
    """
    return checked(read_letter(Path(path)), on=on, rulebook=rulebook)


def check_text(text: str, *, on: date | None = None, rulebook: Rulebook | None = None) -> Report:
    """Return what a letter that is at hand as text says and lacks; see check_letter."""
    return checked(read_text(text), on=on, rulebook=rulebook)


def checked(page: Page, *, on: date | None = None, rulebook: Rulebook | None = None) -> Report:
    """Return what the letter on a page says and lacks; see check_letter."""
    book = rulebook or _rules()
    day = on or date_of(page)
    law = book.on(book.order.law_stated_at)  # old letters too: some sections are here only as they stand today
    report = check_page(page, law, Standards(shipped_checklist(), _words(), shipped_defects()), day)
    return report.model_copy(update={"rulebook": book.version})


def date_of(page: Page) -> date | None:
    """Return the date that a letter bears: the first on a short line of it; None if there is none that can be a day."""
    for line in page.lines:
        if len(line.text.split()) <= _FEW_WORDS and line.kind != "quote":
            found = _day(line.text)
            if found:
                return found
    return None


def _day(text: str) -> date | None:
    words, figures = _DATE.search(text), _FIGURES.search(text)
    try:
        if words:
            return date(int(words[3]), MONTHS.index(words[2].lower()) + 1, int(words[1]))
        return date(int(figures[3]), int(figures[2]), int(figures[1])) if figures else None
    except ValueError:
        return None


@cache
def _rules() -> Rulebook:
    return load_rulebook()


@cache
def shipped_checklist() -> Checklist:
    """Return what each letter must hold, from rules/notices.yaml."""
    return checklist_from(_read("notices.yaml"))


@cache
def _words() -> LetterWords:
    return words_from(_read("letters-in.yaml"))


@cache
def shipped_defects() -> Defects:
    """Return what can be wrong with a letter, from rules/letter-defects.yaml."""
    return defects_from(_read("letter-defects.yaml"))


def _read(name: str) -> dict[str, object]:
    data = read_plain(rules_folder() / name, f"rules/{name}")
    assert isinstance(data, dict)
    return data
