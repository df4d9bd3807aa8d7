"""The pieces of a letter written into a Word document: at its end, or where a template has room for them."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from foi_rules.notices.notice import Block
from foi_rules.notices.render.docx_looks import HEADER
from foi_rules.notices.render.links import segments
from foi_rules.notices.render.tables import amount_columns, is_short

TEXT_WIDTH = 160 * 36000  # 160 mm in the units of Word: the width of A4 less its margins
_LETTER, _PADDING = 6 * 12700, 14 * 12700  # room for a letter of a table's text, and beside it, in the same units


@dataclass(frozen=True)
class Pen:
    """Where the next paragraph or table goes, and how it looks.

    Without an `anchor` that is the end of the document; with one, before that paragraph. `styles` are the styles
    of this document that stand for those of a letter. `plain` and `runs` are the formats of the anchor's own
    paragraph and of its words, taken over into ordinary paragraphs; `gap` is a space after a paragraph, in
    points, where its style leaves none. `bullets` is the list of the document that bullets belong to, where their
    style does not say.
    """

    document: Any
    anchor: Any = None
    styles: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    plain: Any = None
    runs: Any = None
    gap: float = 0
    bullets: int = 0
    width: int = TEXT_WIDTH

    def paragraph(self, style: str) -> Any:
        """Return a new paragraph in the style."""
        wanted = self.styles.get(style, style)
        if self.anchor is None:
            return self.document.add_paragraph(style=wanted)
        made = self.anchor.insert_paragraph_before(style=None if style == "Normal" else wanted)
        if style == "Normal":
            self._as_the_anchor(made)
        elif style == "List Bullet" and self.bullets:
            numbered = made._p.get_or_add_pPr().get_or_add_numPr()
            numbered.get_or_add_ilvl().val, numbered.get_or_add_numId().val = 0, self.bullets
        return made

    def _as_the_anchor(self, paragraph: Any) -> None:
        from docx.shared import Pt

        if self.plain is not None:
            paragraph._p.insert(0, deepcopy(self.plain))
        if self.gap:
            paragraph.paragraph_format.space_after = Pt(self.gap)

    def table(self, columns: int) -> Any:
        """Return a new table without rows."""
        table = self.document.add_table(0, columns, self.styles.get("Table Grid", "Table Grid"))
        if self.anchor is not None:
            self.anchor._p.addprevious(table._tbl)
        return table

    def run(self, paragraph: Any, text: str) -> Any:
        """Return a new run of words at the end of a paragraph, in the format of the template's own words."""
        run = paragraph.add_run(text)
        if self.runs is not None and not _is_heading(paragraph):
            run._r.insert(0, deepcopy(self.runs))
        return run


def _is_heading(paragraph: Any) -> bool:
    name = (paragraph.style.name or "") if paragraph.style is not None else ""
    return name.lower().removeprefix("letter ").startswith(("heading", "caption"))


def write_lines(pen: Pen, paragraph: Any, text: str) -> None:
    """Write a text at the end of a paragraph, with its line breaks, and web addresses as links."""
    for number, line in enumerate(text.split("\n")):
        if number:
            pen.run(paragraph, "").add_break()
        for piece, is_link in segments(line):
            if is_link:
                _link(pen, paragraph, piece)
            else:
                pen.run(paragraph, piece)


def _link(pen: Pen, paragraph: Any, address: str) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = pen.run(paragraph, address)
    run.font.underline = True
    link.append(run._r)
    paragraph._p.append(link)


def write_blocks(pen: Pen, blocks: Iterable[Block]) -> None:
    """Write the blocks of a letter, in order."""
    before: Block | None = None
    for block in blocks:
        first = _write(pen, block)
        if before is not None and before.kind == "table" and block.kind != "heading":
            _apart(first)
        before = block


def _apart(paragraph: Any) -> None:
    """Set a paragraph apart from the table above it."""
    from docx.shared import Pt

    paragraph.paragraph_format.space_before = Pt(10)


def _write(pen: Pen, block: Block) -> Any:
    """Write one block. Returns its first paragraph."""
    if block.kind == "table":
        return _table(pen, block)
    if block.kind == "list":
        return _list(pen, block)
    if block.kind == "heading":
        paragraph = pen.paragraph(f"Heading {block.level}")
        pen.run(paragraph, block.text)
        return paragraph
    paragraph = pen.paragraph("Letter quote" if block.kind == "quote" else "Normal")
    if block.lead:
        pen.run(paragraph, f"{block.lead} ").bold = True
    write_lines(pen, paragraph, block.text)
    return paragraph


def _list(pen: Pen, block: Block) -> Any:
    from docx.shared import Pt

    made = []
    if block.lead:
        made.append(pen.paragraph("Letter lead"))
        pen.run(made[0], block.lead).bold = True
    for row in block.rows:
        made.append(pen.paragraph("List Bullet"))
        write_lines(pen, made[-1], row[0])
    made[-1].paragraph_format.space_after = Pt(8)
    return made[0]


def _table(pen: Pen, block: Block) -> Any:
    """Write a table: its caption above it, a header row that is repeated, no row broken over two pages."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    caption = pen.paragraph("Caption")
    write_lines(pen, caption, block.text)
    caption.paragraph_format.keep_with_next = True
    table = pen.table(len(block.rows[0]))
    described = OxmlElement("w:tblCaption")
    described.set(qn("w:val"), block.text)
    table._tbl.tblPr.append(described)
    amounts, last = amount_columns(block), len(block.rows) - 1
    for number, row in enumerate(block.rows):
        made = table.add_row()
        _row(made, header=number == 0)
        kept = number == 0 or (is_short(block) and number < last)
        for column, (cell, text) in enumerate(zip(made.cells, row, strict=True)):
            _cell(pen, cell, text, kept=kept, right=column in amounts)
            if number == 0:
                _shade(cell)
            elif block.total and number == last:
                _embolden(cell)
    _widths(table, block, pen.width)
    return caption


def _row(row: Any, *, header: bool) -> None:
    from docx.oxml import OxmlElement

    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if header:
        properties.append(OxmlElement("w:tblHeader"))


def _cell(pen: Pen, cell: Any, text: str, *, kept: bool, right: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph = cell.paragraphs[0]
    paragraph.style = pen.styles.get("Letter cell", "Letter cell")
    write_lines(pen, paragraph, text)
    if kept:
        paragraph.paragraph_format.keep_with_next = True
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _embolden(cell: Any) -> None:
    for run in cell.paragraphs[0].runs:
        run.font.bold = True


def _shade(cell: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", HEADER)):
        shading.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shading)
    _embolden(cell)
    for run in cell.paragraphs[0].runs:
        run.font.color.rgb = RGBColor(0, 0, 0)  # on the light ground, whatever the template's words look like


def _widths(table: Any, block: Block, width: int) -> None:
    """Give each column room for its longest word, and share the rest by the length of what stands in each."""
    table.autofit = False
    columns = [[row[column] for row in block.rows] for column in range(len(block.rows[0]))]
    words = [max((len(word) for text in texts for word in text.split()), default=0) for texts in columns]
    least = [min(word * _LETTER + _PADDING, width // len(columns)) for word in words]
    shares = [_share([len(text) for text in texts]) for texts in columns]
    for column, share in enumerate(shares):
        wide = least[column] + (width - sum(least)) * share // sum(shares)
        table.columns[column].width = wide
        for cell in table.columns[column].cells:
            cell.width = wide


def _share(lengths: list[int]) -> int:
    """Return what a column weighs beside the others: by its longest text, and by what stands in most of its rows."""
    return min(max(lengths), 40) + min(sum(lengths) // len(lengths), 80) or 1
