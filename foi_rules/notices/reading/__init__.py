"""Reading a letter that somebody else wrote: from the bytes of a file to lines of text with their places.

A letter may come from anywhere, so nothing in it is trusted: it is never run, unpacked to disk or fetched from, and
whatever it holds, reading it ends within seconds with a Page or with one sentence (LetterUnreadable).
"""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from foi_rules.notices.reading.page import Fault, Kind, Line, Page, shown

__all__ = ["SUFFIXES", "Kind", "LetterUnreadable", "Line", "Page", "read_letter", "read_text"]

SUFFIXES = (".docx", ".txt", ".md", ".html", ".pdf", ".eml")
# Each format is a module with a function `read(data) -> Page`, imported when it is first used.
_MODULES = MappingProxyType(
    {"docx": "docx", "txt": "plain", "md": "markdown", "html": "html", "pdf": "pdf", "eml": "email"}
)


class LetterUnreadable(ValueError):
    """A letter that cannot be read. Its text is one sentence: the file, what is wrong, and what to do."""


def read_letter(path: Path) -> Page:
    """Return the letter in the file. Raises LetterUnreadable, and nothing else, if it cannot be read."""
    from foi_rules.notices.reading.safety import bytes_of, format_of
    from foi_rules.notices.reading.sniffing import require_format

    try:
        data = bytes_of(path)
        format_ = format_of(path.name)
        require_format(data, format_, path.suffix)
        return _page(format_, data)
    except Fault as fault:
        raise LetterUnreadable(f"'{shown(str(path))}' {fault}") from None


def read_text(text: str, name: str = "letter.txt") -> Page:
    """Return the letter in a text that is at hand, read as plain text.

    Raises LetterUnreadable, with `name` as the name of the letter, if the text is empty or too long for a letter.
    """
    from foi_rules.notices.reading.plain import page_of

    try:
        return page_of(text)
    except Fault as fault:
        raise LetterUnreadable(f"'{shown(name)}' {fault}") from None


def _page(format_: str, data: bytes) -> Page:
    read: Callable[[bytes], Page] = import_module(f"{__name__}.{_MODULES[format_]}").read
    return read(data)
