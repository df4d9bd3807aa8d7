"""A Word document as bytes that tell no time: the same letter is the same file."""

import io
import zipfile
from datetime import date, datetime, time
from typing import Any

_UNDATED = datetime(2005, 1, 1)  # the day on which the Act came into force, where a letter has no day of its own
_PROPERTY = 255  # the longest that a property of a document may be
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip file can hold
_WORD_2013 = "15"  # the first that opens documents without "Compatibility Mode", and the last that is needed


def new_document() -> Any:
    """Return an empty document on A4, in British English, without what it is not about: a picture of a blank page."""
    from docx import Document
    from docx.oxml.ns import qn
    from docx.shared import Mm

    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin, section.bottom_margin = Mm(22), Mm(22)
    section.header_distance = section.footer_distance = Mm(12)
    settings = document.settings.element
    for one in settings.iter(qn("w:compatSetting")):
        if one.get(qn("w:name")) == "compatibilityMode":
            one.set(qn("w:val"), _WORD_2013)
    for one in settings.iter(qn("w:themeFontLang")):
        one.set(qn("w:val"), "en-GB")
    rels = document.part.package.rels
    for name in [name for name, rel in rels.items() if rel.reltype.endswith("/thumbnail")]:
        del rels[name]
    return document


def describe(document: Any, title: str, author: str, day: date | None) -> None:
    """Say in the properties of a document what it is, whose, and of which day; nothing is left of what was there."""
    properties = document.core_properties
    properties.title = title[:_PROPERTY]
    properties.author = properties.last_modified_by = author[:_PROPERTY]
    properties.subject, properties.comments, properties.keywords = "Freedom of information", "", ""
    properties.language, properties.revision = "en-GB", 1
    properties.created = properties.modified = datetime.combine(day, time()) if day else _UNDATED
    printed = [one for one in properties._element if one.tag.endswith("}lastPrinted")]
    for one in printed:
        properties._element.remove(one)


def number_pages(document: Any, words: str, width: int) -> None:
    """Write a footer: some words on the left, and "Page 1 of 2" on the right."""
    from docx.enum.text import WD_TAB_ALIGNMENT

    stops = document.styles["Footer"].paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    page_number(document.sections[0].footer.paragraphs[0], words)


def page_number(paragraph: Any, words: str) -> None:
    """Write some words and, after a tab, "Page 1 of 2" into a paragraph of a footer."""
    paragraph.add_run(f"{words}\tPage ")
    _field(paragraph, "PAGE")
    paragraph.add_run(" of ")
    _field(paragraph, "NUMPAGES")


def _field(paragraph: Any, name: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def saved(document: Any) -> bytes:
    """Return the document as the bytes of a .docx file, every entry dated alike."""
    file = io.BytesIO()
    document.save(file)
    return _without_clock(file.getvalue())


def _without_clock(data: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 3  # the same bytes on every system
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(entry, old.read(name))
    return made.getvalue()
