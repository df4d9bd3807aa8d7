"""What is looked at before a letter is read: that it is an ordinary file, not too large, of a format that we read."""

import os
import stat
import time
from pathlib import Path

from foi_rules.notices.reading.page import Fault

MOST_BYTES = 20_000_000
DEADLINE = 5.0  # seconds; a letter takes well under one
FORMATS = {
    ".docx": "docx",
    ".txt": "txt",
    ".text": "txt",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
    ".eml": "eml",
}
_ENDINGS = ".docx, .txt, .md, .html, .pdf or .eml"
# What people are likely to have instead, and what they can do with it.
_INSTEAD = {
    **dict.fromkeys((".doc", ".dot", ".rtf", ".odt", ".pages", ".wpd", ".wps"), "open it and save it as .docx."),
    **dict.fromkeys((".docm", ".dotm"), "may hold macros, so it is not opened; save it as .docx without them."),
    ".msg": "open it in Outlook and save it as .eml, .html or .txt.",
}


def bytes_of(path: Path) -> bytes:
    """Return what is in the file. Raises Fault if it is not there, not an ordinary file, empty or too large."""
    try:
        _require_ordinary(path.stat())
        format_of(path.name)
        # Between the two looks the file may have changed into one that never ends: opening must not wait either.
        with open(path, "rb", opener=_without_waiting) as file:
            _require_ordinary(os.fstat(file.fileno()))
            return _within_size(file.read(MOST_BYTES + 1))
    except FileNotFoundError:
        raise Fault("is not there; check the name and the folder.") from None
    except PermissionError:
        raise Fault("may not be opened by you; ask its owner, or copy it to a folder of your own.") from None
    except (OSError, ValueError):  # a name that is too long, a link to itself, a NUL in the name, a broken disk
        raise Fault("cannot be opened; check the name, or copy the file to another folder.") from None


def _without_waiting(name: str, flags: int) -> int:
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0))


def _require_ordinary(found: os.stat_result) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise Fault("is a folder; name the letter in it.")
    if not stat.S_ISREG(found.st_mode):
        raise Fault("is not an ordinary file; save the letter as a file and name that.")
    if found.st_size == 0:
        raise Fault("is empty; save the letter again.")
    if found.st_size > MOST_BYTES:
        raise _too_large()


def _within_size(data: bytes) -> bytes:
    if len(data) > MOST_BYTES:
        raise _too_large()
    return data


def _too_large() -> Fault:
    return Fault("is larger than 20 MB, too large for a letter; save the letter on its own, without large pictures.")


def format_of(name: str) -> str:
    """Return the format that the name of a file promises. Raises Fault if it is none that can be read."""
    suffix = Path(name).suffix.lower()
    if suffix in FORMATS:
        return FORMATS[suffix]
    if suffix in (".docm", ".dotm"):
        raise Fault(_INSTEAD[suffix])
    if suffix in _INSTEAD:
        raise Fault(f"is of a kind that cannot be read; {_INSTEAD[suffix]}")
    raise Fault(f"does not end in {_ENDINGS}; save the letter as one of these.")


class Deadline:
    """A moment after which a reading stops. Readers look at it at every step of work that a letter could multiply."""

    def __init__(self, seconds: float | None = None) -> None:
        self._ends = time.monotonic() + (DEADLINE if seconds is None else seconds)

    def look(self) -> None:
        """Raise Fault if the moment has passed."""
        if time.monotonic() > self._ends:
            raise too_slow()


def too_slow() -> Fault:
    """Return the fault of a letter that takes longer than a letter can."""
    return Fault("takes too long to read, so it was left; save the letter again as .docx or .txt.")


def no_text() -> Fault:
    """Return the fault of a letter in which nothing is written."""
    return Fault("holds no text; choose the letter itself.")
