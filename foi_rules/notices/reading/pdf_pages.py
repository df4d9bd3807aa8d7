"""The lines of a PDF, page by page, with the room above each. This runs in a process of its own (see apart.py)."""

import io
from typing import Any, NamedTuple

from foi_rules.notices.reading.page import MOST_CHARACTERS, Fault, cleaned, require_short, shown

_MOST_PAGES = 300
_LOCKED = "is locked with a password; save a copy without the password."
_DAMAGED = "is damaged and cannot be read as a PDF; save the letter again, or save it as .docx or .txt."
_SCAN = (
    "holds no text that can be read and may be a scan; save the letter as text, or choose the file it was made from."
)
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_MOST_ANNOTATIONS = 2000


class _Chunk(NamedTuple):
    text: str
    height: float


def extracted(data: bytes) -> dict[str, Any]:
    """Return the pages, each a list of [text, height], and what was not seen. Raises Fault if nothing can be read."""
    reader = _reader(data)
    try:
        count = len(reader.pages)
    except (MemoryError, RecursionError):
        raise
    except Exception:
        raise Fault(_DAMAGED) from None
    if count > _MOST_PAGES:
        raise Fault(f"has more than {_MOST_PAGES} pages, too many for a letter; save the letter on its own.")
    pages: list[list[list[Any]]] = []
    unseen: list[str] = []
    characters = 0
    for number in range(1, count + 1):
        lines, missing = _page(reader, number)
        unseen += missing
        characters += sum(len(text) for text, _ in lines)
        require_short(characters, sum(map(len, pages)))
        pages.append([list(line) for line in lines])
    if not any(pages):
        is_scan = count and not any("damaged" in sentence for sentence in unseen)
        raise Fault(_SCAN if is_scan else _DAMAGED)
    return {"pages": pages, "unseen": unseen + _attached(reader)}


def _reader(data: bytes) -> Any:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError

    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        # Many are locked only against changes: those open with the empty password.
        locked = reader.is_encrypted and not reader.decrypt("")
    except (DependencyError, FileNotDecryptedError):
        raise Fault(_LOCKED) from None
    except (MemoryError, RecursionError):
        raise
    except Exception:
        raise Fault(_DAMAGED) from None
    if locked:
        raise Fault(_LOCKED)
    return reader


def _page(reader: Any, number: int) -> tuple[list[_Chunk], list[str]]:
    """Return the lines of a page, and what was not seen on it. A page that is broken is not seen."""
    try:
        page = reader.pages[number - 1]
        lines = _lines(page)
    except (MemoryError, RecursionError):
        raise
    except Exception as error:
        if type(error).__name__ == "DependencyError":  # a lock that needs a library which is not here
            raise Fault(_LOCKED) from None
        if type(error).__name__ == "LimitReachedError":  # it unpacks to more than the library lets it
            raise MemoryError from None
        return [], [f"Page {number} is damaged and was not read."]
    missing = [] if lines else [f"Page {number} holds no text that can be read; it may be a scan."]
    return lines, missing + _not_read(page, number)


def _lines(page: Any) -> list[_Chunk]:
    """Return the lines of a page, in order, with the height at which each stands."""
    chunks: list[_Chunk] = []

    def visit(text: str, outer: Any, matrix: Any, *_: Any) -> None:
        height = float(matrix[4] * outer[1] + matrix[5] * outer[3] + outer[5])
        chunks.append(_Chunk(text, height))

    whole = page.extract_text(visitor_text=visit)
    if "".join(chunk.text for chunk in chunks).split() != whole.split():
        chunks = [_Chunk(whole, 0.0)]
    return _split(chunks)


def _split(chunks: list[_Chunk]) -> list[_Chunk]:
    """Return the lines that the chunks make up: the height of a line is that of the first words in it."""
    lines: list[_Chunk] = []
    text, height = list[str](), 0.0
    for chunk in chunks:
        for at, piece in enumerate(chunk.text[:MOST_CHARACTERS].split("\n")):
            if at:
                lines.append(_Chunk("".join(text), height))
                text = []
            if piece.strip() and not text:
                height = chunk.height
            if piece.strip() or text:
                text.append(piece)
    lines.append(_Chunk("".join(text), height))
    tidy = [_Chunk(cleaned(line.text.translate(_LIGATURES)), line.height) for line in lines]
    return [line for line in tidy if line.text]


def _not_read(page: Any, number: int) -> list[str]:
    """Return a sentence for each thing on the page that is not text. Whatever is broken about them is passed over."""
    found: list[str] = []
    try:
        drawn = page.get("/Resources", {}).get_object().get("/XObject", {}).get_object()
        pictures = sum(each.get_object().get("/Subtype") == "/Image" for each in list(drawn.values())[:100])
        found += [f"Picture {at} on page {number} was not read." for at in range(1, pictures + 1)]
        notes = list(page.get("/Annots", []).get_object() if "/Annots" in page else [])[:_MOST_ANNOTATIONS]
        kinds = {str(note.get_object().get("/Subtype")) for note in notes}
        if kinds & {"/Text", "/FreeText", "/Popup"}:
            found.append(f"The comments on page {number} were not read.")
        if "/Widget" in kinds:
            found.append(f"What was filled into the form on page {number} was not read.")
        if "/Link" in kinds:
            found.append(f"The addresses behind the links on page {number} were not read.")
    except (MemoryError, RecursionError):
        raise
    except Exception:
        return found
    return found


def _attached(reader: Any) -> list[str]:
    try:
        names = [str(name) for name in list(reader.attachments)[:100]]
    except (MemoryError, RecursionError):
        raise
    except Exception:
        return []
    return [f"The attachment '{shown(name)}' was not read." for name in names]
