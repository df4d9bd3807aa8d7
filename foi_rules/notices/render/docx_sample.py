"""A letterhead to start from: a Word document with every placeholder in its place."""

from typing import Any

from foi_rules.notices.render.docx_blocks import TEXT_WIDTH
from foi_rules.notices.render.docx_files import describe, new_document, number_pages, page_number, saved
from foi_rules.notices.render.docx_looks import GREY, dress


def sample_template() -> bytes:
    """Return a letterhead as the bytes of a .docx file, always the same."""
    document = new_document()
    dress(document)
    describe(document, "Letterhead for answers to requests", "", None)
    _headers(document)
    _body(document)
    return saved(document)


def _headers(document: Any) -> None:
    """Write the head of the first page, that of the pages after it, and their footers."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    first = section.first_page_header.paragraphs[0]
    first.style = "Letter authority"
    first.add_run("{{authority}}")
    address = section.first_page_header.add_paragraph("{{authority-address}}", style="Letter authority-address")
    _rule_below(address)
    later = section.header.paragraphs[0]
    later.add_run("{{authority}}, {{reference}}")
    number_pages(document, "{{contact}}", TEXT_WIDTH)
    page_number(section.first_page_footer.paragraphs[0], "{{contact}}")
    section.first_page_footer.paragraphs[0].style = "Footer"


def _body(document: Any) -> None:
    for style, words in (
        ("Letter addressee", "{{addressee}}"),
        ("Letter date", "{{date}}"),
        ("Letter reference", "Our reference: {{reference}}"),
        ("Letter salutation", "{{salutation}}"),
        ("Heading 1", "{{subject}}"),
        ("Normal", "{{letter}}"),
        ("Letter close", "{{close}}"),
        ("Letter signed", "{{signature}}"),
    ):
        document.add_paragraph(words, style=style)


def _rule_below(paragraph: Any) -> None:
    from docx.oxml.ns import nsdecls
    from docx.oxml.parser import parse_xml

    line = f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="6" w:space="6" w:color="{GREY}"/></w:pBdr>'
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        parse_xml(line), "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )
