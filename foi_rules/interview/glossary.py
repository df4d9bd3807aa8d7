"""Words: the glossary, which is the page docs/glossary.md, and what officers say for the words of the rules."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

_LINK = re.compile(r"\[([^]]*)\]\([^)]*\)")
_MARKS = re.compile(r"[*`]")
_HEADS = ("Word", "---")
_WORD = re.compile(r"[a-z0-9]+")

SMALL = frozenset(
    _WORD.findall(
        """
    a about all already also an and any anybody anyone are as ask asks at be because been but by can could did do does
    for from get give go had has have he her here him his how i if in into is it its just let may maybe me might mine
    more most much must my no nor of on one only or other our out over own perhaps please s she should so some
    somebody someone such tell than that the their them then there these they thing things this those to too under up
    us use very was we were what when where which who whom whose why will with would yes you your
        """
    )
)
# What officers say, and the words of the rules for it. Each is tried in place of what was typed.
SYNONYMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("how long", ("working day", "time for reply")),
    ("deadline", ("working day", "time for reply")),
    ("time limit", ("working day", "time for reply")),
    ("not held", ("do not hold",)),
    ("do not have", ("do not hold", "not held")),
    ("redact", ("taken out left", "smallest separated")),
    ("legal privilege", ("legal advice",)),
    ("privileged", ("legal advice",)),
    ("solicitor", ("lawyer",)),
    ("dead", ("died",)),
    ("dead person", ("died",)),
    ("deceased", ("died",)),
    ("cctv", ("photo face recognised",)),
    ("email address", ("other people personal details", "name recognised")),
    ("phone number", ("other people personal details", "name recognised")),
    ("names of staff", ("other people personal details", "name recognised")),
    ("staff names", ("other people personal details", "name recognised")),
    ("gdpr", ("data protection", "personal details")),
    ("dpa", ("data protection", "personal details")),
    ("child protection", ("children hearing", "child case review")),
    ("teacher", ("named person", "professional disciplinary")),
    ("online", ("published", "public register")),
    ("website", ("published", "public register")),
    ("web page", ("published", "public register")),
    ("draft", ("unfinished", "draft exempt being draft")),
    ("draft report", ("unfinished document", "draft exempt being draft")),
    ("price", ("prices bids contracts",)),
    ("tender", ("bids contracts",)),
    ("supplier", ("told harm they see trade", "bidder")),
    ("contractor", ("told harm they see trade", "bidder")),
    ("diary", ("private office",)),
    ("staff", ("personal details",)),
    ("salary", ("personal details",)),
    ("emails between", ("internal messages",)),
    ("internal email", ("internal messages",)),
    ("planning application", ("planning buildings",)),
    ("too expensive", ("cost too much",)),
    ("too long to find", ("cost too much",)),
    ("council tax", ("tax rates",)),
    ("house damp", ("damp boiler flats",)),
    ("housing", ("buildings",)),
    ("police", ("crime",)),
    ("appeal", ("requirement for review", "commissioner")),
    ("commercial", ("trade",)),
    ("confidential", ("given in confidence",)),
    ("in confidence", ("given in confidence",)),
    ("ncnd", ("neither confirm nor deny",)),
    ("glomar", ("neither confirm nor deny",)),
    ("embarrassing", ("embarrassment",)),
    ("pit", ("public interest",)),
)


class Entry(NamedTuple):
    """One word, what it means, and the provision that it comes from ("" for our own words)."""

    word: str
    meaning: str
    where: str = ""


@cache
def glossary() -> tuple[Entry, ...]:
    """Return every entry, in the order of the page; none if the installation has lost the page.

    Without it the rules can still be searched, so its loss stops nobody.
    """
    package = Path(__file__).resolve().parent.parent
    for page in (package / "glossary.md", package.parent / "docs" / "glossary.md"):
        if page.is_file():
            return entries_of(page.read_text(encoding="utf-8"))
    return ()


def entries_of(page: str) -> tuple[Entry, ...]:
    """Return the entries that stand in the tables of a page, without the marks of its markup."""
    rows = (_cells(line) for line in page.splitlines() if line.startswith("| "))
    return tuple(Entry(*cells) for cells in rows if not cells[0].startswith(_HEADS))


def _cells(line: str) -> list[str]:
    return [_MARKS.sub("", _LINK.sub(r"\1", cell)).strip() for cell in line.strip().strip("|").split("|")]


def stems_in(text: str) -> tuple[str, ...]:
    """Return the words that count, cut to their stems."""
    return tuple(token for token in tokens_in(text) if token not in SMALL)


def tokens_in(text: str) -> tuple[str, ...]:
    """Return all words, those that count cut to their stems."""
    return tuple(word if word in SMALL else _stem(word) for word in _WORD.findall(text.lower()))


def _stem(word: str) -> str:
    """Return a word without its ending: "prices" and "price" are one, "withheld" and "withhold" are not."""
    if len(word) < 4:
        return word
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("ss", "ss"), ("us", "us"), ("s", "")):
        if word.endswith(ending):
            word = word[: -len(ending)] + instead
            break
    for ending in ("ality", "ingly", "ation", "ally", "ing", "ed", "ly", "er", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)] + ("al" if ending in ("ality", "ally") else "")
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "ls" else word
