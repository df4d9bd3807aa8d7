"""Words that the end of a line cut in two."""

import re
from collections.abc import Sequence
from dataclasses import replace

from foi_rules.notices.reading.page import Line

_CUT = re.compile(r"([A-Za-z\u00c0-\u024f]{2,})[-\u2010]$")
_WORD = re.compile(r"[a-z\u00df-\u024f]+(?:-[a-z\u00df-\u024f]+)*")
_HANGING = ("and", "or", "to")  # "pre- and post-war": the hyphen belongs to the word before
# First halves of words that are written with a hyphen wherever they stand.
_WITH_HYPHEN = (
    " all anti co cost cross decision e ex fact follow full half high in inter long low mid multi non off on one out "
    "over part post pre pro public real right second self semi short so sub third two up well year "
)


def mended(lines: Sequence[Line], *, broken: bool) -> tuple[Line, ...]:
    """Return the lines with every word in one piece: its second half moves up to the line where it begins.

    `broken` says that the letter was set by a program that breaks words (a PDF): then the hyphen goes, unless the
    letter writes the word with a hyphen elsewhere or its first half always takes one. Otherwise the hyphen is the
    writer's, and stays.
    """
    known = _known(lines) if broken else frozenset()
    kept: list[Line] = []
    for line in lines:
        moved = _moved(kept[-1], line, broken=broken, known=known) if kept else None
        if moved is None:
            kept.append(line)
            continue
        kept[-1], rest = moved
        if rest.text:
            kept.append(rest)
    return tuple(kept)


def _known(lines: Sequence[Line]) -> frozenset[str]:
    return frozenset(word for line in lines for word in _WORD.findall(line.text.lower()))


def _moved(before: Line, line: Line, *, broken: bool, known: frozenset[str]) -> tuple[Line, Line] | None:
    cut = _CUT.search(before.text[-60:])
    if not cut or before.paragraph != line.paragraph or not line.text[0].islower():
        return None
    second, _, rest = line.text.partition(" ")
    if second.strip(",;") in _HANGING:
        return None
    first = cut[1].lower()
    letters = _WORD.match(second)
    word = letters[0] if letters else second
    keeps = not broken or f"{first}-{word}" in known or (f" {first} " in _WITH_HYPHEN and f"{first}{word}" not in known)
    whole = before.text if keeps else before.text[:-1]
    return replace(before, text=whole + second), replace(line, text=rest)
