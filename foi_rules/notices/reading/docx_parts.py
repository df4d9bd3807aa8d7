"""The parts of a Word document: a zip file that is not trusted, opened in memory and never unpacked."""

import io
import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import Any

from foi_rules.notices.reading.page import Fault
from foi_rules.notices.reading.sniffing import CENTRAL, MOST_MEMBERS

_MOST_UNPACKED = 100_000_000  # bytes of all parts together, by what the table of contents says
_MOST_OF_A_PART = 20_000_000  # bytes of one part that is read, whatever the table of contents says
_MOST_MARKS = 1_000_000  # elements and attributes of one part: each takes some 100 bytes of memory
_RATIO, _RATIO_FROM = 200, 1_000_000  # how far a part may have been packed, if it is of any size
_DAMAGED = "is damaged and cannot be read as a Word document; open it in Word and save it again."
_UNSAFE = "unpacks to far more than a letter holds, so it was not opened; ask for the letter in another form."


@dataclass(frozen=True)
class Link:
    """What a part points at: another part, or an address outside of the document (which is never fetched)."""

    kind: str
    target: str
    outside: bool


@dataclass
class Parts:
    """The parts of a document that is open. Raises Fault wherever a part is broken or too large."""

    archive: zipfile.ZipFile
    names: dict[str, zipfile.ZipInfo]
    _roots: dict[str, Any] = field(default_factory=dict)

    def root(self, name: str) -> Any:
        """Return the root element of a part, or None if there is no such part."""
        if name not in self._roots:
            info = self.names.get(name)
            self._roots[name] = None if info is None else _parsed(self._bytes(info))
        return self._roots[name]

    def links(self, name: str) -> dict[str, Link]:
        """Return what the part points at, by id."""
        folder, base = posixpath.split(name)
        root = self.root(posixpath.join(folder, "_rels", f"{base}.rels"))
        found = () if root is None else root.iter("{*}Relationship")
        return {each.get("Id", ""): _link(each, folder) for each in found}

    def main(self) -> str:
        """Return the name of the part that holds the letter."""
        kinds = [link for link in self.links("").values() if link.kind == "officeDocument" and not link.outside]
        name = kinds[0].target if kinds else "word/document.xml"
        if name not in self.names:
            raise Fault(_DAMAGED)
        return name

    def _bytes(self, info: zipfile.ZipInfo) -> bytes:
        try:
            with self.archive.open(info) as part:
                data = part.read(_MOST_OF_A_PART + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
            raise Fault(_DAMAGED) from None
        if len(data) > _MOST_OF_A_PART or data.count(b"<") + data.count(b'="') + data.count(b"='") > _MOST_MARKS:
            raise Fault(_UNSAFE)
        return data


def parts_of(data: bytes) -> Parts:
    """Return the parts of the document. Raises Fault for a damaged, locked or dangerous one, or one with macros."""
    if data.count(CENTRAL) > MOST_MEMBERS:
        raise Fault(_UNSAFE)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        infos = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise Fault(_DAMAGED) from None
    _require_safe(infos)
    parts = Parts(archive, {info.filename: info for info in infos})
    if len(parts.names) != len(infos):  # two parts of one name: programs differ in which of them they show
        raise Fault(_DAMAGED)
    _require_no_macros(parts)
    return parts


def _require_safe(infos: list[zipfile.ZipInfo]) -> None:
    if any(info.flag_bits & 1 for info in infos):
        raise Fault("is locked with a password; save a copy without the password.")
    if any(info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for info in infos):
        raise Fault(_DAMAGED)
    too_far = any(info.file_size > max(_RATIO_FROM, _RATIO * info.compress_size) for info in infos)
    if too_far or sum(info.file_size for info in infos) > _MOST_UNPACKED:
        raise Fault(_UNSAFE)


def _require_no_macros(parts: Parts) -> None:
    types = parts.root("[Content_Types].xml")
    named = any(posixpath.basename(name.replace("\\", "/")).lower() in _MACRO_PARTS for name in parts.names)
    typed = types is not None and any(
        "macroenabled" in (each.get("ContentType") or "").lower() for each in types.iter("{*}*")
    )
    if named or typed:
        raise Fault("holds macros, so it was not opened; save it as .docx without them.")


_MACRO_PARTS = ("vbaproject.bin", "vbadata.xml")


def _parsed(data: bytes) -> Any:
    from docx.oxml.parser import parse_xml

    # No program writes entities into a Word document; whoever does wants them to multiply, or to fetch something.
    # The first look is at the bytes; the second, at what was parsed, is for encodings that hide them.
    if re.search(rb"<!\s*(?:DOCTYPE|ENTITY)", data, re.I) or b"\x00" in data:
        raise Fault(_ENTITIES)
    try:
        root = parse_xml(data)
    except (SyntaxError, ValueError, LookupError):  # the first is what lxml raises for XML that is not well formed
        raise Fault(_DAMAGED) from None
    if root.getroottree().docinfo.doctype:
        raise Fault(_ENTITIES)
    return root


_ENTITIES = "holds definitions that no letter needs and that can do harm, so it was not read; save it again in Word."


def _link(each: Any, folder: str) -> Link:
    target, outside = each.get("Target") or "", each.get("TargetMode") == "External"
    # A target is only ever looked up among the names in the zip, so no path leads anywhere else.
    name = target if outside else posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Link((each.get("Type") or "").rpartition("/")[2], name, outside)
