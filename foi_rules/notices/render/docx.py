"""A letter as a Word document: real styles and headings, a table with a header row, pages numbered."""

import io
import zipfile
from datetime import datetime, time
from typing import Any, NamedTuple

from foi_rules.notices.notice import Block, Line, Notice
from foi_rules.notices.render.links import segments

_INK = "1D3557"
_UNDATED = datetime(2005, 1, 1)  # the day on which the Act came into force, where a letter has no day of its own
_TEXT_WIDTH = 160 * 36000  # 160 mm in the units of Word: the width of A4 less its margins
_LETTER, _PADDING = 6 * 12700, 14 * 12700  # room for a letter of a table's text, and beside it, in the same units
_PROPERTY = 255  # the longest that a property of a document may be
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip file can hold


def rendered(notice: Notice) -> bytes:
    """Return the letter as the bytes of a .docx file; equal letters give equal bytes."""
    from docx import Document

    document = Document()
    _page(document)
    _styles(document)
    _properties(document, notice)
    _footer(document, notice)
    for line in notice.head:
        _head_line(document, line)
    document.add_heading(notice.title, 1)
    for before, block in zip((None, *notice.blocks), notice.blocks, strict=False):
        _block(document, block)
        if before and before.kind == "table" and block.kind != "heading":
            _apart(document)
    _lines(document.add_paragraph(style="Letter close"), notice.close)
    _lines(document.add_paragraph(style="Letter signed"), "\n".join(notice.signed))
    saved = io.BytesIO()
    document.save(saved)
    return _without_clock(saved.getvalue())


def _apart(document: Any) -> None:
    """Set the last paragraph apart from the table above it."""
    from docx.shared import Pt

    document.paragraphs[-1].paragraph_format.space_before = Pt(10)


def _page(document: Any) -> None:
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin, section.bottom_margin = Mm(22), Mm(22)
    section.header_distance = section.footer_distance = Mm(12)


class _Look(NamedTuple):
    """How a style looks: points, spaces before and after in points, and whether it stays with what follows."""

    points: float = 11
    before: float = 0
    after: float = 8
    kept: bool = False
    bold: bool = False
    colour: str = ""


_TEMPLATE_STYLES = {
    "Normal": _Look(),
    "Heading 1": _Look(15, 12, 10, kept=True, bold=True, colour=_INK),
    "Heading 2": _Look(13, 16, 6, kept=True, bold=True, colour=_INK),
    "Heading 3": _Look(11.5, 12, 4, kept=True, bold=True, colour=_INK),
    "Heading 4": _Look(11, 10, 4, kept=True, bold=True, colour="000000"),
    "List Bullet": _Look(after=4),
    "Caption": _Look(11, 10, 6, kept=True, bold=True, colour="000000"),
    "Footer": _Look(9, after=0, colour="444444"),
}
_OWN_STYLES = {
    "Letter authority": _Look(18, after=2, kept=True, bold=True, colour=_INK),
    "Letter authority-address": _Look(10, after=18),
    "Letter addressee": _Look(after=12),
    "Letter date": _Look(after=0),
    "Letter reference": _Look(after=18),
    "Letter salutation": _Look(before=12, kept=True),
    "Letter lead": _Look(after=4, kept=True),
    "Letter quote": _Look(),
    "Letter cell": _Look(10, 2, 2),
    "Letter close": _Look(before=18, after=24, kept=True),
    "Letter signed": _Look(after=0),
}


def _styles(document: Any) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Mm

    for name, look in _TEMPLATE_STYLES.items():
        _give(document.styles[name], look)
    for name, look in _OWN_STYLES.items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.quick_style = document.styles["Normal"], True
        _give(style, look)
    document.styles["Normal"].paragraph_format.line_spacing = 1.15
    document.styles["Letter quote"].paragraph_format.left_indent = Mm(8)
    document.styles["Letter cell"].paragraph_format.line_spacing = 1.0
    _language(document)


def _give(style: Any, look: _Look) -> None:
    from docx.shared import Pt, RGBColor

    font, form = style.font, style.paragraph_format
    font.name, font.size, font.bold, font.italic = "Arial", Pt(look.points), look.bold, False
    if look.colour:
        font.color.rgb = RGBColor.from_string(look.colour)
    _fonts(style)
    form.space_before, form.space_after, form.keep_with_next = Pt(look.before), Pt(look.after), look.kept


def _fonts(style: Any) -> None:
    """Name the font for every script, so that the theme's fonts of the template do not return."""
    from docx.oxml.ns import qn

    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), "Arial")


def _language(document: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for found in document.styles.element.iter(qn("w:lang")):
        found.getparent().remove(found)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    language.set(qn("w:eastAsia"), "en-GB")
    document.styles["Normal"].element.get_or_add_rPr().append(language)


def _properties(document: Any, notice: Notice) -> None:
    day = datetime.combine(notice.issued, time()) if notice.issued else _UNDATED
    properties = document.core_properties
    title = f"{notice.title} ({notice.reference})" if notice.reference else notice.title
    properties.title = title[:_PROPERTY]
    properties.author = properties.last_modified_by = notice.author[:_PROPERTY]
    properties.subject, properties.comments, properties.keywords = "Freedom of information", "", ""
    properties.language, properties.revision = "en-GB", 1
    properties.created = properties.modified = day


def _footer(document: Any, notice: Notice) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT

    stops = document.styles["Footer"].paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(_TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.add_run(f"{notice.reference}\tPage ")
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


def _head_line(document: Any, line: Line) -> None:
    _lines(document.add_paragraph(style=f"Letter {line.role}"), line.text)


def _lines(paragraph: Any, text: str) -> None:
    for number, line in enumerate(text.split("\n")):
        if number:
            paragraph.add_run().add_break()
        for piece, is_link in segments(line):
            if is_link:
                _link(paragraph, piece)
            else:
                paragraph.add_run(piece)


def _link(paragraph: Any, address: str) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(address)
    run.font.underline = True
    link.append(run._r)
    paragraph._p.append(link)


def _block(document: Any, block: Block) -> None:
    if block.kind == "heading":
        document.add_heading(block.text, block.level)
    elif block.kind == "list":
        if block.lead:
            document.add_paragraph(style="Letter lead").add_run(block.lead).bold = True
        for row in block.rows:
            _lines(document.add_paragraph(style="List Bullet"), row[0])
    elif block.kind == "table":
        _table(document, block)
    else:
        paragraph = document.add_paragraph(style="Letter quote" if block.kind == "quote" else "Normal")
        if block.lead:
            paragraph.add_run(f"{block.lead} ").bold = True
        _lines(paragraph, block.text)


def _table(document: Any, block: Block) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    _lines(document.add_paragraph(style="Caption"), block.text)
    table = document.add_table(rows=0, cols=len(block.rows[0]), style="Table Grid")
    described = OxmlElement("w:tblCaption")
    described.set(qn("w:val"), block.text)
    table._tbl.tblPr.append(described)
    for number, row in enumerate(block.rows):
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.style = "Letter cell"
            _lines(paragraph, text)
            if number == 0:
                _shade(cell)
    for number, made in enumerate(table.rows):
        properties = made._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))
    _widths(table, block)


def _shade(cell: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:fill"), "E6EBF2")
    cell._tc.get_or_add_tcPr().append(shading)
    for run in cell.paragraphs[0].runs:
        run.font.bold = True


def _widths(table: Any, block: Block) -> None:
    """Give each column room for its longest word, and share the rest by the length of what stands in each."""
    table.autofit = False
    columns = [[row[column] for row in block.rows] for column in range(len(block.rows[0]))]
    words = [max((len(word) for text in texts for word in text.split()), default=0) for texts in columns]
    least = [min(word * _LETTER + _PADDING, _TEXT_WIDTH // len(columns)) for word in words]
    shares = [min(max(len(text) for text in texts), 40) or 1 for texts in columns]
    for column, share in enumerate(shares):
        width = least[column] + (_TEXT_WIDTH - sum(least)) * share // sum(shares)
        table.columns[column].width = width
        for cell in table.columns[column].cells:
            cell.width = width


def _without_clock(data: bytes) -> bytes:
    """Return the same zip file with every entry dated alike, so that the same letter is the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(entry, old.read(name))
    return made.getvalue()
