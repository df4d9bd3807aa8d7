"""Web addresses in the words of a letter, so that a format can make links of them."""

import re

_LINK = re.compile(r"https?://[^\s<>\"']*[^\s<>\"'.,;:!?)\]]")


def segments(text: str) -> tuple[tuple[str, bool], ...]:
    """Return the text in pieces, each with whether it is a web address; joined, they are the text."""
    found, end = [], 0
    for link in _LINK.finditer(text):
        found += [(text[end : link.start()], False), (link.group(), True)]
        end = link.end()
    return tuple(piece for piece in (*found, (text[end:], False)) if piece[0])
