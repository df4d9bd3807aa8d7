"""Clues: a piece of what is private that stands in a letter, though the whole of it does not. Source: FOISA s.16(3)."""

import re
from collections.abc import Iterator

from foi_rules.notices.notice import plain

_NAME = re.compile(r"\b[A-Z][\w\u2019'-]+(?:\s+[A-Z][\w\u2019'-]+)+")
_RUN = 4
_EVERYDAY = """
about above after again against also among back because been before being below between could does doing down during
each even every from have having here into itself just like made make many more most much must only other others over
same shall should some such than that their theirs them themselves then there these they this those through under until
upon used very well were what when where which while whom whose will with would your
people person persons information release released public private applicant authority section regulation
"""
_PLAIN = frozenset(_EVERYDAY.split())


def clue(private: str, texts: list[str], known: str) -> Iterator[str]:
    """Yield the first piece of a private text that a letter repeats: a name of two words, or four words in a row.

    `texts` are those of the letter and `known` what tells nothing new (the request, the authority, the law), as
    `plain` gives them. Four words in a row count if two of them say something; those of everyday use do not.
    """
    for piece in (*_names(private), *_runs(private)):
        words = plain(piece)
        if words not in known and any(words in text for text in texts):
            yield piece
            return


def _names(private: str) -> list[str]:
    """Return the names in a text: capitals in a row, but for the first word of it, which has one anyway."""
    return [found.group() for found in _NAME.finditer(private) if found.start() > 0]


def _runs(private: str) -> list[str]:
    words = plain(private).split()
    runs = [words[start : start + _RUN] for start in range(len(words) - _RUN + 1)]
    return [" ".join(run) for run in runs if sum(len(word) > 3 and word not in _PLAIN for word in run) > 1]
