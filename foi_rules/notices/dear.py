"""How a letter speaks to the applicant: "Dear Ms Brown" for Ms A Brown, and any other name as it was given."""

import re

_KNOWN_TITLES = "mr mrs ms miss mx dr prof professor rev councillor cllr lord lady"
# What stands second in a name and is no first name: the start of a surname, or an office.
_SECOND = """
abu al and ap bin da dal de del della den der di do dos du el fitz ibn la le mac mc o san st ten ter van von
advocate chancellor chief convener deacon dean justice lieutenant lyon mayor president principal provost
"""
# What stands last in a name and is no surname.
_LAST = "ba bsc cbe esq esquire frs jnr jr junior kc llb ma mbe msc msp mp obe phd qc senior snr sr"
_TITLES, _NO_FIRST_NAMES, _NO_SURNAMES = (frozenset(text.split()) for text in (_KNOWN_TITLES, _SECOND, _LAST))
_WITH_FIRST_NAME = frozenset({"sir", "dame"})
_INITIALS = re.compile(r"(?:[^\W\d_]\.?){1,3}")
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|['\u2019-])*")


def addressed_as(name: str) -> str:
    """Return the name for the salutation: title and surname, or Sir or Dame and the first name.

    Only where the name is plainly a title, a first name or initials, and a surname; any other is as it was given.
    """
    words = name.split()
    title = words[0].rstrip(".").casefold() if words else ""
    if len(words) < 3 or not _plain(words[1:]):
        return name
    if title in _TITLES:
        return f"{words[0]} {words[-1]}"
    if title in _WITH_FIRST_NAME and not _initials(words[1]):
        return f"{words[0]} {words[1]}"
    return name


def _plain(names: list[str]) -> bool:
    """Return whether the names are one first name, or initials, or both in this order, and a surname of one word."""
    *first, last = names
    given = first if _initials(first[0]) else first[1:]
    return _is_first(first[0]) and all(map(_initials, given)) and _is_surname(last)


def _initials(word: str) -> bool:
    return bool(_INITIALS.fullmatch(word)) and word == word.upper()


def _is_first(word: str) -> bool:
    known = word.rstrip(".").casefold()
    named = bool(_NAME.fullmatch(word)) and word[0].isupper() and known not in _NO_FIRST_NAMES
    return _initials(word) or (named and known not in _TITLES | _WITH_FIRST_NAME)


def _is_surname(word: str) -> bool:
    return bool(_NAME.fullmatch(word)) and len(word) > 1 and word.casefold() not in _NO_SURNAMES
