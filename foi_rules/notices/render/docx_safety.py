"""Whether a Word document from outside may be opened: nothing that runs, nothing fetched, nothing that swells."""

import io
import re
import zipfile
import zlib
from xml.sax.saxutils import unescape

MAX_FILE = 20 * 1024 * 1024
MAX_PARTS = 2000
MAX_WHOLE = 100 * 1024 * 1024
MAX_XML = 20 * 1024 * 1024

_BEFORE_XML = b"\xef\xbb\xbf \t\r\n"
_RELATIONSHIP = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(r"([\w:]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_FIELD = re.compile(
    rb"<(?:\w+:)?instrText\b[^>]*>\s*(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|LINK|IMPORT|MACROBUTTON)\b"
    rb"|\binstr\s*=\s*[\"']\s*(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|LINK|IMPORT|MACROBUTTON)\b",
    re.IGNORECASE,
)
_RUNS = re.compile(r"vbaproject|vbadata|activex|oleobject|\.exe$|\.bin$", re.IGNORECASE)
# Word keeps the settings of a printer beside a document; they are numbers and run nothing.
_HARMLESS = re.compile(r"printersettings\d*\.bin$", re.IGNORECASE)


class TemplateRefused(ValueError):
    """A Word document cannot be filled in: one sentence, with what to do."""


def require_safe(data: bytes, name: str) -> None:
    """Return if the bytes are those of a Word document without macros that fetches nothing and has a decent size.

    Raises TemplateRefused, in one sentence with what to do, for anything else. Nothing in it is run or parsed.
    """
    if len(data) > MAX_FILE:
        raise TemplateRefused(f"{name}: this file is larger than 20 MB; make its pictures smaller.")
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        told = "this is an old Word document or has a password; in Word, save it as .docx without one."
        raise TemplateRefused(f"{name}: {told}")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            _require_decent(parts, name)
            for entry in parts.infolist():
                part = parts.read(entry)
                if entry.filename.lower().endswith((".xml", ".rels")) or part[:64].lstrip(_BEFORE_XML)[:1] == b"<":
                    _require_harmless(part, entry.filename, name)
            if "[Content_Types].xml" not in parts.namelist() or "word/document.xml" not in parts.namelist():
                raise _broken(name)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise _broken(name) from error


def _broken(name: str) -> TemplateRefused:
    return TemplateRefused(f"{name}: this is no Word document, or a broken one; open it in Word and save it as .docx.")


def _require_decent(parts: zipfile.ZipFile, name: str) -> None:
    """Look at the list of what is in the file, before any of it is unpacked."""
    entries = parts.infolist()
    xml = sum(one.file_size for one in entries if one.filename.lower().endswith((".xml", ".rels")))
    if len(entries) > MAX_PARTS or sum(one.file_size for one in entries) > MAX_WHOLE or xml > MAX_XML:
        raise TemplateRefused(f"{name}: this file unpacks to far more than a letter; start from another document.")
    names = [one.filename for one in entries]
    odd = any(one.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for one in entries)
    odd = odd or any(".." in one.split("/") or one.startswith("/") or "\\" in one for one in names)
    if odd or len(set(names)) != len(names) or any(one.flag_bits & 1 for one in entries):
        raise _broken(name)
    if any(_RUNS.search(one) and not _HARMLESS.search(one) for one in names):
        raise _has_macros(name)


def _has_macros(name: str) -> TemplateRefused:
    told = "this document holds macros or embedded objects; in Word, save it as a .docx without them."
    return TemplateRefused(f"{name}: {told}")


def _require_harmless(xml: bytes, part: str, name: str) -> None:
    if xml[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in xml:
        raise _broken(name)
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        told = "this document has a DOCTYPE in it, as no document of Word has; start from another document."
        raise TemplateRefused(f"{name}: {told}")
    if part == "[Content_Types].xml" and re.search(rb"macroEnabled|vbaProject", xml, re.IGNORECASE):
        raise _has_macros(name)
    if part.endswith(".rels"):
        for found in _RELATIONSHIP.finditer(xml):
            _require_inside(found.group().decode("utf-8", "replace"), name)
    field = _FIELD.search(xml)
    if field:
        kind = (field[1] or field[2]).decode().upper()
        told = f"this document has a field of the kind {kind}, which fetches or starts something; take it out in Word."
        raise TemplateRefused(f"{name}: {told}")


def _require_inside(relationship: str, name: str) -> None:
    """Return unless a part of the document lies outside it. A link that a reader may follow is no part."""
    found = {key: unescape(one or other) for key, one, other in _ATTRIBUTE.findall(relationship)}
    if found.get("TargetMode", "").lower() != "external":
        return
    kind, target = found.get("Type", "").rsplit("/", 1)[-1], found.get("Target", "")
    if kind == "hyperlink" and re.match(r"(https?://|mailto:)", target, re.IGNORECASE):
        return
    if kind == "attachedTemplate":
        told = "this document is tied to another template; in Word, under Developer > Document Template, attach Normal."
    else:
        told = f"this document fetches something from elsewhere ({kind or 'unknown'}); put it into the document itself."
    raise TemplateRefused(f"{name}: {told}")
