"""Several lines of a page answered in one go: "n n y n n none", or "none; no because ...; all"."""

from collections.abc import Sequence
from datetime import date

from foi_rules.interview.prompt import Misread, Prompt
from foi_rules.interview.reading import read, several

_SHORT = frozenset({"y", "yes", "n", "no", "u", "unsure", "none", "skip"})
_LISTS = ("one-of", "any-of")


def in_one_go(lines: Sequence[Prompt], typed: str, today: date) -> tuple[str, ...] | None:
    """Return one answer for each line from the first on, or None if it is one answer to the first line alone.

    Raises Misread if it is more answers than there are lines: which is for which could only be guessed.
    """
    words = typed.replace(",", " ").split()
    if 1 < len(words) <= len(lines) and all(_fits(*pair, today) for pair in zip(lines, words, strict=False)):
        return tuple(words)
    found = several(lines, typed) if len(lines) > 1 else None
    if found is None and lines[0].kind in ("yes-no", *_LISTS):
        _require_not_more(lines, typed)
        _require_all_read(lines, typed, today)
    return found


def _fits(line: Prompt, word: str, today: date) -> bool:
    """Return whether a single word is by itself an answer to the line, and nothing else.

    A number may be one of several ticks of a list, so it is none there.
    """
    named = line.kind in _LISTS and word in _names(line)
    known = word.lower() in _SHORT or named or (line.kind == "one-of" and word.isdigit())
    if not known or line.kind not in ("yes-no", *_LISTS):
        return False
    try:
        read(line, word, today)
    except Misread:
        return False
    return True


def _names(line: Prompt) -> frozenset[str]:
    return frozenset(choice.name for choice in line.choices)


def _require_not_more(lines: Sequence[Prompt], typed: str) -> None:
    known = _SHORT.union(*(_names(line) for line in lines))
    for parts in (typed.split(";"), typed.replace(",", " ").split()):
        bare = [part.strip().lower() for part in parts if part.strip()]
        # Ticks of one list may be as many as they like; yes and no are no ticks.
        ticks = lines[0].kind == "any-of" and not _SHORT.intersection(bare)
        if len(bare) > max(len(lines), 1) and all(part in known for part in bare) and not ticks:
            left = "1 line is" if len(lines) == 1 else f"{len(lines)} lines are"
            raise Misread(f"Those are {len(bare)} answers, and {left} left here; please give one for each line.")


def _require_all_read(lines: Sequence[Prompt], typed: str, today: date) -> None:
    """Raise Misread for the first of several answers that does not fit its line, where they are meant for several."""
    parts = [part.strip() for part in typed.split(";") if part.strip()]
    if len(parts) < 2 or len(lines) < 2 or any(part.lower() not in _SHORT for part in parts[:2]):
        return
    for number, (line, part) in enumerate(zip(lines, parts, strict=False), 1):
        try:
            read(line, part, today)
        except Misread as error:
            raise Misread(f"The {_ORDINALS[number - 1]} of these answers does not fit its line. {error}") from None


_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
