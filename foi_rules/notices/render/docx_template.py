"""A letter filled into an authority's own Word document, at placeholders such as {{letter}}."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from foi_rules.notices.notice import Line, Notice, in_words
from foi_rules.notices.render.docx_blocks import TEXT_WIDTH, Pen, write_blocks, write_lines
from foi_rules.notices.render.docx_bullets import bullets_of
from foi_rules.notices.render.docx_files import describe, saved
from foi_rules.notices.render.docx_holes import Hole, empty, fill, holes_in, is_torn, own_paragraphs
from foi_rules.notices.render.docx_looks import styles_for
from foi_rules.notices.render.docx_safety import TemplateRefused, require_safe
from foi_rules.rulebook.telling import listed, nearest

LETTER = "letter"
PLACES = (
    LETTER, "authority", "authority-address", "contact", "addressee", "date", "reference", "salutation", "subject",
    "close", "signature",
)  # fmt: skip
"""The placeholders of a template. Only {{letter}} is needed: what has no place of its own is written there."""

_NEVER_IN_THE_LETTER = ("authority", "authority-address")  # a letterhead has them, in a picture or in words
_HEADERS = ("/header", "/footer")
_SIDES, _LEAST = 2 * 108 * 635, 40 * 36000  # what a cell keeps free at its sides; the least that a table needs
_GAP = 8  # points after a paragraph, where the template leaves none
_MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEMPLATE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """A Word document to fill in: its bytes, what to call it in a message, and the contact of the authority."""

    data: bytes
    name: str
    contact: str = ""


def filled_in(notice: Notice, letterhead: Letterhead) -> bytes:
    """Return the letter in the authority's own document; equal letters in equal documents are equal bytes.

    Raises TemplateRefused, in one sentence, if the document cannot be used, lacks {{letter}}, or has a placeholder
    that there is not.
    """
    require_safe(letterhead.data, letterhead.name)
    document = _opened(letterhead)
    holes = _holes(document, letterhead.name)
    title = f"{notice.title} ({notice.reference})" if notice.reference else notice.title
    describe(document, title, notice.author, notice.issued)
    anchor = _require_anchor(document, holes, letterhead.name)
    words = _words(notice, letterhead)
    for paragraph in dict.fromkeys(hole.paragraph for hole in holes if hole.name != LETTER):
        fill(paragraph, words)
    _write(document, anchor, notice, {hole.name for hole in holes})
    return saved(document)


def require_template(letterhead: Letterhead) -> None:
    """Return if a letter can be filled into the document. Raises TemplateRefused as `filled_in` does."""
    require_safe(letterhead.data, letterhead.name)
    document = _opened(letterhead)
    _require_anchor(document, _holes(document, letterhead.name), letterhead.name)


def _opened(letterhead: Letterhead) -> Any:
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError

    try:
        document = Document(io.BytesIO(_as_document(letterhead.data)))
        if document.element.body is None:
            raise KeyError("body")
        _ = document.sections, document.styles.element, document.core_properties
    except (PackageNotFoundError, SyntaxError, KeyError, ValueError, AttributeError, IndexError) as error:
        told = "this is no Word document, or a broken one; open it in Word and save it as .docx."
        raise TemplateRefused(f"{letterhead.name}: {told}") from error
    return document


def _as_document(data: bytes) -> bytes:
    """Return a template of Word (.dotx) as the document that Word would make of it; a document as it is."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        if _TEMPLATE not in old.read("[Content_Types].xml"):
            return data
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as new:
            for entry in old.infolist():
                part = old.read(entry)
                new.writestr(entry, part.replace(_TEMPLATE, _MAIN) if entry.filename == "[Content_Types].xml" else part)
    return made.getvalue()


def _stories(document: Any) -> Iterator[tuple[str, Any]]:
    """Yield the text of the document, and each header and footer, as an element with the name of its part."""
    yield "/word/document.xml", document.element
    for part in document.part.package.iter_parts():
        name = str(part.partname)
        if any(kind in name for kind in _HEADERS) and hasattr(part, "element"):
            yield name, part.element


def _holes(document: Any, name: str) -> tuple[Hole, ...]:
    """Return every placeholder of the document. Raises TemplateRefused for one that there is not."""
    found: list[Hole] = []
    for part, element in _stories(document):
        for paragraph in own_paragraphs(element):
            found += holes_in(paragraph, part)
            if is_torn(paragraph):
                told = "a line has {{ or }} without its other half; mend the placeholder, or take them out."
                raise TemplateRefused(f"{name}: {told}")
    unknown = dict.fromkeys(hole.text for hole in found if hole.name not in PLACES)
    if unknown:
        close = nearest(next(hole.name for hole in found if hole.name not in PLACES), PLACES)
        meant = f" Did you mean {{{{{close}}}}}?" if close and len(unknown) == 1 else ""
        raise TemplateRefused(f"{name}: there is no placeholder {listed(unknown)}; there are {_places()}.{meant}")
    return tuple(found)


def _places() -> str:
    return listed((f"{{{{{one}}}}}" for one in PLACES), "and")


def _require_anchor(document: Any, holes: Iterable[Hole], name: str) -> Any:
    """Return the paragraph of {{letter}}: one, alone in its line, in the text of the document."""
    there = [hole for hole in holes if hole.name == LETTER]
    if not there:
        known = ", ".join(dict.fromkeys(hole.text for hole in holes)) or "none"
        told = f"{{{{letter}}}} is missing, where the letter goes; write it on a line of its own (found: {known})."
        raise TemplateRefused(f"{name}: {told}")
    if len(there) > 1:
        raise TemplateRefused(f"{name}: {{{{letter}}}} stands there {len(there)} times; leave one.")
    hole = there[0]
    if hole.part != "/word/document.xml" or hole.boxed:
        told = "{{letter}} must stand in the text of the document, not in a header, a footer or a text box."
        raise TemplateRefused(f"{name}: {told}")
    if not hole.alone:
        raise TemplateRefused(
            f"{name}: {{{{letter}}}} must stand on a line of its own; put what is beside it elsewhere."
        )
    return _proxy(document, hole.paragraph)


def _proxy(document: Any, element: Any) -> Any:
    from docx.text.paragraph import Paragraph

    return Paragraph(element, document._body)


def _words(notice: Notice, letterhead: Letterhead) -> Mapping[str, str]:
    lines: dict[str, str] = {line.role: line.text for line in notice.head}
    return {
        "authority": notice.author,
        "authority-address": lines.get("authority-address", ""),
        "contact": letterhead.contact,
        "addressee": lines.get("addressee", ""),
        "date": in_words(notice.issued) if notice.issued else "",
        "reference": notice.reference,
        "salutation": lines.get("salutation", ""),
        "subject": notice.title,
        "close": notice.close,
        "signature": "\n".join(notice.signed),
    }


def _write(document: Any, anchor: Any, notice: Notice, placed: set[str]) -> None:
    """Write the letter before the paragraph of {{letter}}, and take that out."""
    styles, element = styles_for(document), anchor._p
    first = next(iter(anchor.runs), None)
    plain = deepcopy(element.pPr) if element.pPr is not None else None
    if plain is not None:
        for one in [one for one in plain if one.tag.endswith(("}sectPr", "}numPr", "}rPr", "}framePr"))]:
            plain.remove(one)
    words = deepcopy(first._r.rPr) if first is not None and first._r.rPr is not None else None
    gap = 0 if _leaves_room(document, anchor) else _GAP
    pen = Pen(
        document,
        anchor,
        styles,
        plain,
        words,
        gap,
        bullets_of(document, styles["List Bullet"]),
        _width(document, element),
    )
    for line in notice.head:
        if line.role not in placed and line.role not in _NEVER_IN_THE_LETTER:
            _head_line(pen, line)
    if "subject" not in placed:
        pen.run(pen.paragraph("Heading 1"), notice.title)
    write_blocks(pen, notice.blocks)
    if "close" not in placed:
        write_lines(pen, pen.paragraph("Letter close"), notice.close)
    if "signature" not in placed:
        write_lines(pen, pen.paragraph("Letter signed"), "\n".join(notice.signed))
    empty(element)


def _head_line(pen: Pen, line: Line) -> None:
    write_lines(pen, pen.paragraph(f"Letter {line.role}"), line.text)


def _leaves_room(document: Any, paragraph: Any) -> bool:
    """Return whether the template sets a space after the paragraphs of a letter, itself or by a style."""
    from docx.oxml.ns import qn

    found, style = [paragraph.paragraph_format.space_after], paragraph.style
    while style is not None and len(found) < 20:
        found.append(style.paragraph_format.space_after)
        style = style.base_style
    for spacing in document.styles.element.iterfind(f"{qn('w:docDefaults')}/{qn('w:pPrDefault')}//{qn('w:spacing')}"):
        after = spacing.get(qn("w:after"), "")
        found.append(int(after) if after.isdigit() else None)
    return bool(next((one for one in found if one is not None), 0))


def _width(document: Any, paragraph: Any) -> int:
    """Return the width of a line of text, in the units of Word: that of the cell, or of the page less its margins."""
    from docx.oxml.ns import qn

    cell = next(paragraph.iterancestors(qn("w:tc")), None)
    if cell is not None and cell.width:
        return max(int(cell.width) - _SIDES, _LEAST)
    section = document.sections[0]
    sides = (section.page_width or 0, section.left_margin or 0, section.right_margin or 0)
    wide = int(sides[0]) - int(sides[1]) - int(sides[2])
    return wide if wide > _LEAST else TEXT_WIDTH
