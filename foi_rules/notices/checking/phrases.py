"""Phrases: the small language in which rules/letters-in.yaml says by which words something is recognised.

A phrase is words in small letters. `(a|b)` is a choice, `[not]` may be left out, `redact*` is any word that begins
so, `N` any number, `~` stands for none to four words and `~~` for none to twelve. Between two words any blanks and
marks may stand, so that "would, or would be likely to," is met by `would or would be likely to`. A phrase never
reaches past its sentence.
"""

import re
from dataclasses import dataclass
from functools import cached_property

_TOKEN = re.compile(r"~~|~|[()|\[\]]|[\w'£%]+\*?|\S")
_GAP = r"[^\w'£%]{1,6}"
_WORD = r"[\w'£%]{1,40}"  # shares no character with what parts words, so that there is one way to read a text
_FEW, _MORE = 4, 12
# Short forms are written out, in letters and in phrases alike: what is said does not hang on an apostrophe.
_CONTRACTED = tuple(
    (re.compile(short), whole)
    for short, whole in (
        (r"\bcan't\b|\bcannot\b", "can not"),
        (r"\bwon't\b", "will not"),
        (r"\bshan't\b", "shall not"),
        (r"n't\b", " not"),
        (r"'re\b", " are"),
        (r"'ve\b", " have"),
        (r"'ll\b", " will"),
        (r"'d\b", " would"),
        (r"\bi'm\b", "i am"),
        (r"\b(it|that|there|he|she|what|which|nothing|none|everything|here)'s\b", r"\1 is"),
    )
)
_AROUND = re.compile(r"(?<!\w)'|'(?!\w)|\"")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\u2011": "-"})


class PhraseError(ValueError):
    """A phrase cannot be read; the message says which and why."""


def plain_text(text: str) -> str:
    """Return a text as phrases are looked for in it: small letters, no quotation marks, single blanks."""
    low = text.translate(_QUOTES).lower()
    for short, whole in _CONTRACTED if "'" in low or "cannot" in low else ():
        low = short.sub(whole, low)
    return " ".join(_AROUND.sub(" ", low).split())


def compiled(phrase: str) -> re.Pattern[str]:
    """Return the pattern of one phrase. Raises PhraseError if its brackets do not close."""
    tokens = _TOKEN.findall(re.sub(r"\bcannot\b|\bcan't\b", "can not", phrase))
    pattern, rest = _sequence(tokens, phrase)
    if rest:
        raise PhraseError(f"the phrase '{phrase}' closes a bracket that it did not open")
    return re.compile(rf"(?<![\w'])(?:{pattern})(?![\w])")


def _sequence(tokens: list[str], phrase: str, close: str = "") -> tuple[str, list[str]]:
    """Return the pattern of the tokens up to a closing bracket, and the tokens after it."""
    choices: list[str] = []
    parts: list[tuple[str, bool]] = []
    while tokens:
        word, *tokens = tokens
        if word == close:
            return "|".join([*choices, _joined(parts)]), tokens
        if word == "|" and close:
            choices.append(_joined(parts))
            parts = []
        elif word in ("(", "["):
            inner, tokens = _sequence(tokens, phrase, ")" if word == "(" else "]")
            parts.append((f"(?:{inner})", word == "["))
        elif word in (")", "]", "|"):
            return _joined(parts), [word, *tokens]
        else:
            parts.append((_word(word), word in ("~", "~~")))
    if close:
        raise PhraseError(f"the phrase '{phrase}' opens a bracket that it does not close")
    return _joined(parts), tokens


def _word(word: str) -> str:
    if word in ("~", "~~"):
        most = _FEW if word == "~" else _MORE
        return rf"{_WORD}(?:{_GAP}{_WORD}){{0,{most - 1}}}?"
    if word == "N":
        return r"£?\d[\d,]*(?:\.\d+)?"
    if word.endswith("*"):
        return re.escape(word[:-1]) + r"[\w'-]*"
    return re.escape(word)


def _joined(parts: list[tuple[str, bool]]) -> str:
    """Return the parts one after the other, each optional one with the blanks that go with it."""
    pattern, started, lead = "", False, ""
    for part, optional in parts:
        if not optional:
            pattern += (_GAP if started else "") + lead + part
            started, lead = True, ""
        elif started:
            pattern += f"(?:{_GAP}{part})?"
        else:
            lead += f"(?:{part}{_GAP})?"
    return pattern + (lead if not started else "")


@dataclass(frozen=True)
class Cue:
    """What something is recognised by: any of the phrases, unless the words stand in one of the exceptions."""

    phrases: tuple[str, ...]
    unless: tuple[str, ...] = ()

    @cached_property
    def _wanted(self) -> tuple[re.Pattern[str], ...]:
        return tuple(compiled(phrase) for phrase in self.phrases)

    @cached_property
    def _any(self) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{pattern.pattern})" for pattern in self._wanted))

    @cached_property
    def _unwanted(self) -> tuple[re.Pattern[str], ...]:
        return tuple(compiled(phrase) for phrase in self.unless)

    def found_in(self, text: str) -> str:
        """Return the words by which it is recognised in a plain text, or "" if it is not there."""
        if not self._any.search(text):
            return ""  # most sentences do not do most things
        text = self._without(text)
        for pattern in self._wanted:
            hit = pattern.search(text)
            if hit:
                return hit.group()
        return ""

    def taken_out_of(self, text: str) -> str:
        """Return a plain text without the words by which this is recognised in it."""
        for pattern in self._wanted:
            text = pattern.sub(" | ", text)
        return text

    def _without(self, text: str) -> str:
        for pattern in self._unwanted:
            text = pattern.sub(" | ", text)
        return text
