"""Rulebooks that were read without problems, kept so that the next start need not read them again.

Nothing depends on the cache: whatever is wrong with it, the rule files are read. A kept rulebook is one line that
says what it is, one line of JSON for the law and one for the test cases. It is found by the hash of the rule files
and of everything that could make something else of them, and it is built again by the types of the model alone
(foi_rules/rulebook/plain.py): a file that somebody has changed cannot run anything.
"""

import hashlib
import json
import os
import stat
import sys
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from foi_rules.model.rule import RuleCase
from foi_rules.model.rulebook import Rulebook
from foi_rules.rulebook.collecting import no_collecting
from foi_rules.rulebook.plain import codec

FORMAT = "1"
KEPT = 8
"""How many rulebooks are kept; the ones that were written first go first."""
MAX_BYTES = 64 * 1024 * 1024

_CASES = tuple[tuple[RuleCase, ...], ...]


def kept(sha256: str, cases: bool = True) -> Rulebook | None:
    """Return the rulebook that was made of rule files with this hash, or None if there is none to be trusted.

    Without `cases` its sections have no test cases. Nothing is raised.
    """
    folder, key = cache_folder(), _key(sha256)
    if folder is None or not key:
        return None
    # RecursionError: JSON that was made as deep as possible on purpose.
    with suppress(OSError, ValueError, RecursionError), no_collecting():
        law, trials = _lines(_trusted(folder, _name(key)), key)
        rulebook: Rulebook = codec(Rulebook).unpack(json.loads(law))
        if rulebook.sha256 == sha256:
            return _with_cases(rulebook, codec(_CASES).unpack(json.loads(trials))) if cases else rulebook
    return None


def keep(rulebook: Rulebook) -> None:
    """Keep a rulebook, with its test cases, for the next time. Nothing is raised if that cannot be done."""
    folder, key = cache_folder(), _key(rulebook.sha256)
    if folder is None or not key:
        return
    with suppress(OSError, ValueError), no_collecting():
        law = _json(codec(Rulebook).pack(without_cases(rulebook)))
        body = law + b"\n" + _json(codec(_CASES).pack(tuple(section.cases for section in rulebook.sections)))
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _make_private(folder)
        _write(folder / _name(key), b"%s\n%s" % (_head(key, body), body))
        _forget_the_oldest(folder)


def without_cases(rulebook: Rulebook) -> Rulebook:
    """Return the rulebook with no test cases in its sections."""
    return replace(rulebook, sections=tuple(replace(section, cases=()) for section in rulebook.sections))


def _with_cases(rulebook: Rulebook, cases: tuple[tuple[RuleCase, ...], ...]) -> Rulebook:
    pairs = zip(rulebook.sections, cases, strict=True)
    return replace(rulebook, sections=tuple(replace(section, cases=those) for section, those in pairs))


# Where


def cache_folder() -> Path | None:
    """Return the folder of kept rulebooks under the user's cache folder; None if FOI_NO_CACHE says that it is off.

    The cache folder is $XDG_CACHE_HOME if that is set, else the one that the system has for it.
    """
    if os.environ.get("FOI_NO_CACHE", "") not in ("", "0"):
        return None
    try:
        return _users_folder() / "foi-rules"
    except RuntimeError:  # nobody's home can be found
        return None


def _users_folder() -> Path:
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if named.is_absolute():
        return named
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", ""))
        return local if local.is_absolute() else Path.home() / "AppData" / "Local"
    return Path.home() / "Library" / "Caches" if sys.platform == "darwin" else Path.home() / ".cache"


def _name(key: str) -> str:
    return f"rules-{key}.json"


def _key(sha256: str) -> str:
    """Return the key of a rulebook: of its rule files, and of what reads them. "" if that cannot be told."""
    found = hashlib.sha256(f"{FORMAT} {sys.version} {sha256}".encode())
    try:
        for path in _readers():
            data = path.read_bytes()
            found.update(b"%s %d " % (path.name.encode(), len(data)) + data)
    except OSError:  # the library is in an archive
        return ""
    return found.hexdigest()


def _readers() -> list[Path]:
    """Return the modules that make a rulebook, and the one that says the version of the library.

    The version alone would not do: in a checkout the modules change and it does not.
    """
    library = Path(__file__).parent.parent
    folders = (library / "model", library / "rulebook", library / "rulebook" / "checks")
    return [library / "__init__.py", *(path for folder in folders for path in sorted(folder.glob("*.py")))]


# What


def _json(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _head(key: str, body: bytes) -> bytes:
    return f"foi-rules {FORMAT} {key} {hashlib.sha256(body).hexdigest()}".encode()


def _lines(data: bytes, key: str) -> tuple[bytes, bytes]:
    """Return the line of the law and the line of the cases. Raises ValueError if the file is not what it says."""
    head, _, body = data.partition(b"\n")
    if head != _head(key, body):
        raise ValueError("not a rulebook of this key")
    law, _, trials = body.partition(b"\n")
    return law, trials


# How


def _trusted(folder: Path, name: str) -> bytes:
    """Return the bytes of a file that only its owner can have written. Raises OSError or ValueError otherwise."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    _require_own(folder.stat())
    with os.fdopen(os.open(folder / name, flags), "rb") as file:
        about = os.fstat(file.fileno())
        _require_own(about)
        if not stat.S_ISREG(about.st_mode) or about.st_size > MAX_BYTES:
            raise ValueError("not a kept rulebook")
        return file.read(MAX_BYTES)


def _require_own(about: os.stat_result) -> None:
    """Raise ValueError for what somebody else owns or may write. Windows keeps a user's folders from others itself."""
    if hasattr(os, "geteuid") and (about.st_uid != os.geteuid() or about.st_mode & 0o022):
        raise ValueError("somebody else may have written this")


def _make_private(folder: Path) -> None:
    if stat.S_IMODE(folder.stat().st_mode) != 0o700:
        folder.chmod(0o700)


def _write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, for its owner alone. Raises OSError."""
    number, name = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _forget_the_oldest(folder: Path) -> None:
    files = sorted(folder.glob("rules-*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in files[KEPT:]:
        path.unlink(missing_ok=True)
