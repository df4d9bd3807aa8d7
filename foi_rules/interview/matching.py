"""Which of some choices a few words mean: by name, text or number, or by words that only one of them has."""

import re
from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from foi_rules.interview.prompt import Misread, Option
from foi_rules.interview.words import NEGATION, lowered

Options = tuple[Option, ...]
Fits = Callable[[str, str], bool]
_ALIKE = (
    ("none", "nothing", "neither", "nobody", "no", "none of it", "none of them", "none of these", "none at all", "nil"),
    ("part", "some", "partly", "in part", "part of it", "some of it", "parts of it", "parts", "bits", "bits of it",
     "a bit", "a bit of it", "most", "most of it"),
    ("all", "everything", "all of it", "all of them", "the lot", "the whole", "the whole of it", "every bit", "whole"),
)  # fmt: skip
"""Words that stand for one another where exactly one of them is the name of a choice."""
_EITHER_MEANT = {"likely": ("more-likely", "real-chance")}
"""A word of the Act that may mean either of two choices, whichever of their texts has it."""
_SAYS_NO = re.compile(rf"\b(?:nothing|nobody)\b|{NEGATION.pattern}")
_SMALL = frozenset((
    "a", "an", "the", "it", "its", "it's", "is", "are", "was", "were", "be", "been", "of", "in", "on", "at", "to", "by",
    "for", "from", "with", "and", "or", "that", "this", "they", "we", "i", "there", "has", "have", "had", "would",
    "could", "so", "very", "quite", "rather", "just", "as", "one",
))  # fmt: skip
_SHOWN, _NAMED = 48, 3
_SHORTEST, _CLOSE, _WIDE = 3, 0.8, 0.75


class Found(NamedTuple):
    """The choices that some words may mean, and whether a slip was put right to find them."""

    options: Sequence[Option]
    guessed: bool = False


def label_at(options: Options, lower: str, start: int) -> tuple[Option, int] | None:
    """Return the choice whose whole name or text stands there, the longest first, and where it ends."""
    for label, one in _labels(options):
        end = start + len(label)
        if lower.startswith(label, start) and not (label[-1].isalnum() and re.match(r"['-]?\w", lower[end : end + 2])):
            return one, end
    return None


@lru_cache(maxsize=64)
def _labels(options: Options) -> tuple[tuple[str, Option], ...]:
    labels = [(label, one) for one in options for label in (_label(one.name), _label(one.text)) if label]
    return tuple(sorted(labels, key=lambda pair: -len(pair[0])))


def _label(text: str) -> str:
    return " ".join(lowered(text).split()).rstrip(" .")


def numbered(options: Options, figures: str) -> Option | None:
    """Return the choice with the number, or None."""
    number = int(figures) if re.fullmatch(r"[0-9]{1,3}", figures) else 0
    return options[number - 1] if 1 <= number <= len(options) else None


def exactly(options: Options, text: str) -> Option | None:
    """Return the choice of which the whole name or text was typed, or the number alone, or None."""
    lower = lowered(text)
    label = label_at(options, lower, 0)
    if label and not lower[label[1] :].strip(" ."):
        return label[0]
    return numbered(options, lower.strip(" .()"))


def alike(options: Options, words: str) -> Option | None:
    """Return the choice that is called by a word like these: "nothing" for none, "partly" for part; or None."""
    if words == "no" and len(denying(options)) > 1:
        return None
    for group in _ALIKE:
        named = [one for one in options if lowered(one.name) in group]
        if words in group and len(named) == 1:
            return named[0]
    return None


def denying(options: Options) -> list[Option]:
    """Return the choices that say no in one way or another: "none of it", "not looked yet"."""
    return [one for one in options if _SAYS_NO.search(lowered(f"{one.name} {one.text}"))]


def begun(options: Options, word: str) -> list[Option]:
    """Return the choices whose name or text begins so."""
    return [one for one in options if word and any(_label(part).startswith(word) for part in (one.name, one.text))]


def tokens(lower: str) -> list[str]:
    """Return the words of a text in small letters."""
    return re.findall(r"[\w']+", lower)


def by_words(options: Options, said: Sequence[str]) -> Found:
    """Return the choices that have all these words anywhere in their name or text.

    Words as they are go before beginnings of words, and these before slips. Words that deny something
    must stand in the choice as they were said, so that "not likely" is never "more likely than not".
    """
    words = [word for word in said if word not in _SMALL]
    if not words:
        return Found(())
    if len(words) == 1 and words[0] in _EITHER_MEANT:
        both = [one for one in options if one.name in _EITHER_MEANT[words[0]]]
        if len(both) > 1:
            return Found(both)
    negated = any(map(NEGATION.fullmatch, words))
    for fits in (str.__eq__, _begins, _close):
        found = [one for one in options if _has(one, words, fits) and not (negated and not _holds(one, said, fits))]
        if found:
            return Found(_narrowed(found, said), guessed=fits is _close)
    return Found(())


def _has(option: Option, words: Sequence[str], fits: Fits) -> bool:
    own = {word for label in _spellings(option) for word in label}
    # Beside a word that is right, a slip may be a wider one: "reel chance".
    right = len(words) > 1 and any(word in own for word in words)
    return all(
        any(fits(word, one) or (right and fits is _close and _close(word, one, _WIDE)) for one in own) for word in words
    )


def _spellings(option: Option) -> tuple[list[str], list[str]]:
    return tokens(lowered(option.name)), tokens(lowered(option.text))


def _begins(word: str, whole: str) -> bool:
    return len(word) >= _SHORTEST and whole.startswith(word)


def _close(word: str, whole: str, least: float = _CLOSE) -> bool:
    """Return whether the word is a slip for the other. A slip keeps the first letter: "unlikely" is not "likely"."""
    if word == whole:
        return True
    if len(word) < _SHORTEST or word[0] != whole[0] or NEGATION.fullmatch(word) or NEGATION.fullmatch(whole):
        return False
    return SequenceMatcher(None, word, whole).ratio() >= least


def _holds(option: Option, said: Sequence[str], fits: Fits) -> bool:
    """Return whether the choice has these words side by side."""
    return any(
        all(map(fits, said, label[start:]))
        for label in _spellings(option)
        for start in range(len(label) - len(said) + 1)
    )


def _narrowed(found: Sequence[Option], said: Sequence[str]) -> Sequence[Option]:
    """Return the only one of them that begins with these words, else all."""
    first = [one for one in found if begins(one, said)]
    return first if len(first) == 1 else found


def begins(option: Option, said: Sequence[str]) -> bool:
    """Return whether the name or the text of the choice begins with these words."""
    return any(label[: len(said)] == list(said) for label in _spellings(option))


def shown(options: Options, option: Option) -> str:
    """Return a choice as it is spoken of: 2 (a real chance, before long)."""
    text = " ".join(option.text.split()).rstrip(".")
    if len(text) > _SHOWN:
        text = f"{text[:_SHOWN].rsplit(' ', 1)[0].rstrip(' ,;:')}..."
    return f"{options.index(option) + 1} ({text})"


def understood(options: Options, chosen: Iterable[Option]) -> str:
    """Return the sentence that tells back which choices were understood."""
    return f"Understood as {' and '.join(shown(options, one) for one in chosen)}."


def which_of(options: Options, found: Sequence[Option]) -> Misread:
    """Return the complaint that what was typed may mean any of these."""
    named = [shown(options, one) for one in options if one in found]
    if len(named) > _NAMED:
        return Misread(f"That fits {len(named)} lines; please give the number of one, 1 to {len(options)}.")
    return Misread(f"Do you mean {', '.join(named[:-1])} or {named[-1]}?")
