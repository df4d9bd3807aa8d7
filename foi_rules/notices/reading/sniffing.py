"""What a file looks like, whatever it is called."""

import io
import re
import zipfile
from typing import NamedTuple

from foi_rules.notices.reading.page import Fault

MOST_MEMBERS = 2000  # a Word document holds about twenty
CENTRAL = b"PK\x01\x02"  # stands before each entry of a zip's table of contents


class Look(NamedTuple):
    """What a file looks like: its format if it can be read (or ""), in words, and what to do if it is not wanted."""

    format: str
    words: str
    advice: str


def _named(format_: str, words: str, suffix: str) -> Look:
    return Look(format_, words, f"give its name the ending {suffix}.")


PDF, DOCX = _named("pdf", "a PDF", ".pdf"), _named("docx", "a Word document", ".docx")
HTML, TEXT = _named("html", "a web page", ".html"), _named("txt", "plain text", ".txt")
_SAVE = "open it and save it as .docx."
_CHOOSE = "choose the letter itself."
RTF = Look("", "rich text (.rtf)", _SAVE)
OLD_WORD, OLD = Look("", "an old Word document (.doc)", _SAVE), Look("", "an old Office file", _SAVE)
LOCKED = Look("", "a document that is locked with a password", "save a copy without the password.")
OUTLOOK = Look("", "a message of Outlook (.msg)", "open it in Outlook and save it as .eml, .html or .txt.")
SPREADSHEET, PRESENTATION = Look("", "a spreadsheet", _CHOOSE), Look("", "a presentation", _CHOOSE)
OPEN_TEXT, ZIP = (
    Look("", "an OpenDocument text (.odt)", _SAVE),
    Look("", "a zip archive", "unpack it and choose the letter in it."),
)
PROGRAM, PICTURE = (
    Look("", "a program", _CHOOSE),
    Look("", "a picture", "choose the letter as text, not as a picture of it."),
)
ARCHIVE, BINARY = (
    Look("", "an archive", "unpack it and choose the letter in it."),
    Look("", "something other than text", _CHOOSE),
)

_STARTS = (
    (b"{\\rtf", RTF),
    (b"\x89PNG\r\n", PICTURE),
    (b"\xff\xd8\xff", PICTURE),
    (b"GIF8", PICTURE),
    (b"II*\x00", PICTURE),
    (b"MM\x00*", PICTURE),
    (b"\x7fELF", PROGRAM),
    (b"\x1f\x8b", ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", ARCHIVE),
    (b"Rar!\x1a", ARCHIVE),
)
_OLD_PARTS = (("EncryptedPackage", LOCKED), ("WordDocument", OLD_WORD), ("__substg1.0_", OUTLOOK))
_ZIP_PARTS = (("word/", DOCX), ("xl/", SPREADSHEET), ("ppt/", PRESENTATION))
_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\x0b\x0c\r\x1a\x1b")
_PAGE = re.compile(rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S)
_HEADER = re.compile(rb"\s*(?:From [^\n]*\n)?[!-9;-~]+:")
_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")  # byte order marks: what follows is text


def require_format(data: bytes, format_: str, suffix: str) -> None:
    """Raise Fault, saying what the file looks like, unless it can be what its name says."""
    look = looks_like(data)
    if look.format != format_ and not _passes(look, data, format_):
        raise Fault(f"ends in {suffix} but looks like {look.words}; {look.advice}")


def _passes(look: Look, data: bytes, format_: str) -> bool:
    """Return whether text may go by the name of another format of text: anything is Markdown, and may be a page."""
    if format_ == "eml":
        return look in (TEXT, HTML) and _HEADER.match(data) is not None
    return look is TEXT and format_ in ("md", "html")


def looks_like(data: bytes) -> Look:
    """Return what the file looks like, from its first bytes and, for a container, from the names of its parts."""
    if b"%PDF-" in data[:1024] and not _HEADER.match(data[:1024].partition(b"%PDF-")[0]):
        return PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _container(data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return next((look for name, look in _OLD_PARTS if name.encode("utf-16-le") in data), OLD)
    for start, look in _STARTS:
        if data.startswith(start):
            return look
    if data.startswith(_MARKS):
        return HTML if _PAGE.match(data.replace(b"\x00", b"")[2:5000].lstrip(b"\xbf")) else TEXT
    if _is_binary(data):
        return PROGRAM if data.startswith(b"MZ") else BINARY
    return HTML if _PAGE.match(data[:5000]) else TEXT


def _is_binary(data: bytes) -> bool:
    if b"\x00" in data:
        return True
    controls = len(data) - len(data.translate(None, _CONTROLS))
    return controls * 100 > len(data)


def _container(data: bytes) -> Look:
    if data.count(CENTRAL) > MOST_MEMBERS:
        return DOCX if b"word/" in data else ZIP
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        # A Word document that was cut short still begins as one.
        return DOCX if b"[Content_Types].xml" in data[:200] or b"word/" in data else ZIP
    if "mimetype" in names and "content.xml" in names:
        return OPEN_TEXT
    for start, look in _ZIP_PARTS:
        if any(name.startswith(start) for name in names):
            return look
    return DOCX if "[Content_Types].xml" in names else ZIP
