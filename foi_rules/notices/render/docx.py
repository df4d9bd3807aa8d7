"""A letter as a Word document: real styles and headings, a table with a header row, pages numbered."""

from typing import Any

from foi_rules.notices.notice import Line, Notice
from foi_rules.notices.render.docx_blocks import TEXT_WIDTH, Pen, write_blocks, write_lines
from foi_rules.notices.render.docx_files import describe, new_document, number_pages, saved
from foi_rules.notices.render.docx_looks import dress


def rendered(notice: Notice) -> bytes:
    """Return the letter as the bytes of a .docx file; equal letters give equal bytes."""
    document = new_document()
    dress(document)
    describe(document, full_title(notice), notice.author, notice.issued)
    words = ", ".join(text for text in (notice.author, notice.reference) if text)
    number_pages(document, words, TEXT_WIDTH)
    pen = Pen(document)
    for before, line in zip((None, *notice.head), notice.head, strict=False):
        _head_line(pen, before, line)
    pen.paragraph("Heading 1").add_run(notice.title)
    write_blocks(pen, notice.blocks)
    _end(pen, notice)
    return saved(document)


def full_title(notice: Notice) -> str:
    """Return the title of the document, with the reference."""
    return f"{notice.title} ({notice.reference})" if notice.reference else notice.title


def _head_line(pen: Pen, before: Line | None, line: Line) -> None:
    from docx.shared import Pt

    paragraph = pen.paragraph(f"Letter {line.role}")
    write_lines(pen, paragraph, line.text)
    if before is not None and before.role == "authority" and line.role != "authority-address":
        paragraph.paragraph_format.space_before = Pt(18)  # no address keeps the name of the authority apart


def _end(pen: Pen, notice: Notice) -> None:
    """Write the close and the signature, on one page with the last words of the letter."""
    last: Any = pen.document.paragraphs[-1]
    last.paragraph_format.keep_with_next = True
    write_lines(pen, pen.paragraph("Letter close"), notice.close)
    write_lines(pen, pen.paragraph("Letter signed"), "\n".join(notice.signed))
