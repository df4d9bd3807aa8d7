"""A record as a file: .docx, .html or .json. Every format says at its top that it is not for the applicant."""

from typing import Any

from foi_rules.engine.explain import Sentence
from foi_rules.notices.notice import Block, clean, one_line
from foi_rules.notices.record.data import record_json
from foi_rules.notices.record.values import MARK, Record
from foi_rules.notices.record.words import Piece, Tree, full_title, pieces_of

FORMATS = (".docx", ".html", ".json")
_STEP, _DEEPEST = 6, 12  # how far in each level of bullets is, in mm, and after how many there is no more room


def record_file(record: Record, suffix: str) -> bytes:
    """Return the record as the bytes of a file with this suffix; equal records give equal bytes.

    Raises ValueError for another suffix than .docx, .html or .json.
    """
    makers = {".docx": _docx, ".html": _html, ".json": record_json}
    maker = makers.get(suffix.lower())
    if maker is None:
        raise ValueError(f"a record cannot be written as '{suffix}'; use one of {', '.join(FORMATS)}")
    return maker(record)


def _html(record: Record) -> bytes:
    from foi_rules.notices.render.html import page

    parts = tuple({"tree": one} if isinstance(one, Tree) else {"blocks": (one,)} for one in pieces_of(record))
    return page("record.html.j2", title=full_title(record), mark=MARK, author=one_line(record.authority), parts=parts)


def _docx(record: Record) -> bytes:
    from foi_rules.notices.render.docx_blocks import TEXT_WIDTH, Pen
    from foi_rules.notices.render.docx_files import describe, new_document, number_pages, saved
    from foi_rules.notices.render.docx_looks import dress

    document = new_document()
    dress(document)
    describe(document, full_title(record), one_line(record.authority), None)
    document.core_properties.subject = MARK
    document.sections[0].header.paragraphs[0].add_run(MARK).bold = True
    number_pages(document, one_line(record.reference), TEXT_WIDTH)
    pen = Pen(document)
    pen.paragraph("Heading 1").add_run(full_title(record))
    pen.paragraph("Letter lead").add_run(f"{MARK}.").bold = True
    _write(pen, pieces_of(record))
    return saved(document)


def _write(pen: Any, pieces: tuple[Piece, ...]) -> None:
    """Write the pieces, blocks in one go up to each tree."""
    from foi_rules.notices.render.docx_blocks import write_blocks

    waiting: list[Block] = []
    for piece in pieces:
        if isinstance(piece, Tree):
            write_blocks(pen, waiting)
            waiting = []
            pen.paragraph("Letter lead").add_run(piece.lead).bold = True
            for sentence in piece.sentences:
                _tree(pen, sentence, 1)
        else:
            waiting.append(piece)
    write_blocks(pen, waiting)


def _tree(pen: Any, sentence: Sentence, depth: int) -> None:
    """Write a sentence as a bullet, and what it rests on as bullets further in."""
    from docx.shared import Mm, Pt

    paragraph = pen.paragraph("List Bullet")
    form = paragraph.paragraph_format
    form.left_indent, form.first_line_indent = Mm(_STEP * min(depth, _DEEPEST)), Mm(-_STEP)
    form.space_after = Pt(2)
    cite = f" [{sentence.cite}]" if sentence.cite else ""
    pen.run(paragraph, f"{clean(sentence.says)}{cite}")
    for inner in sentence.because:
        _tree(pen, inner, depth + 1)
