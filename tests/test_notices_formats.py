"""Every format holds every block, whatever was typed; equal letters are equal bytes; the files are accessible."""

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from test_notices_world import CASES, FINDINGS, NAMES, RULES, case_data, checklist, item, notice_of

from foi_rules.notices.notice import Block, Notice, clean, sentence
from foi_rules.notices.render import FORMATS, render


def squeezed(text: str) -> str:
    """Return the text with every run of blanks as one space."""
    return " ".join(text.split())


class _Page(HTMLParser):
    """The words, tags and attributes of a page of HTML."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._silent = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._silent += tag in ("style", "title")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("style", "title")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(data)


def html_text(data: bytes) -> str:
    return squeezed("".join(_Page(data.decode()).words))


def markdown_text(data: bytes) -> str:
    return html_text(MarkdownIt("commonmark").enable("table").render(data.decode()).encode())


def docx_lines(data: bytes) -> list[str]:
    """Return the paragraphs of a Word document, those of its tables among them."""
    body = Document(io.BytesIO(data)).element.body
    return ["".join(node.text or "\n" for node in one.iter(qn("w:t"), qn("w:br"))) for one in body.iter(qn("w:p"))]


def docx_text(data: bytes) -> str:
    return squeezed(" ".join(docx_lines(data)))


READ: dict[str, Callable[[bytes], str]] = {
    ".txt": lambda data: squeezed(data.decode()),
    ".md": markdown_text,
    ".html": html_text,
    ".docx": docx_text,
}


def lost(notice: Notice, suffix: str) -> list[str]:
    """Return the texts of the letter that cannot be found in its file, in order, each after the one before."""
    read, place, missing = READ[suffix](render(notice, checklist(), suffix)), 0, []
    for text in _in_order(notice):
        found = read.find(squeezed(text), place)
        if found < 0:
            missing.append(text)
        else:
            place = found + len(squeezed(text))
    return missing


def _in_order(notice: Notice) -> list[str]:
    head = sorted(notice.head, key=lambda line: line.role == "salutation")
    body = [text for block in notice.blocks for text in block.words]
    return [*(line.text for line in head), notice.title, *body, notice.close, *notice.signed]


def _as_read_aloud(notice: Notice) -> Notice:
    """Return the letter with each row of a table as plain text has it: cell by cell, each after its heading."""
    blocks = []
    for block in notice.blocks:
        rows = block.rows
        if block.kind == "table":
            names = [name.rstrip(".") for name in rows[0]]
            rows = tuple(tuple(f"{name}: {cell}" for name, cell in zip(names, row, strict=True)) for row in rows[1:])
        blocks.append(replace(block, rows=rows))
    return replace(notice, blocks=tuple(blocks))


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("suffix", FORMATS)
def test_no_format_loses_a_block(name: str, suffix: str) -> None:
    notice = notice_of(CASES[name]())
    wanted = _as_read_aloud(notice) if suffix == ".txt" else notice
    read = READ[suffix](render(notice, checklist(), suffix))
    assert [text for text in _in_order(wanted) if squeezed(text) not in read] == []
    if suffix != ".txt":
        assert lost(notice, suffix) == []


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("suffix", FORMATS)
def test_the_same_letter_is_the_same_bytes(name: str, suffix: str) -> None:
    assert render(notice_of(CASES[name]()), checklist(), suffix) == render(
        notice_of(CASES[name]()), checklist(), suffix
    )


def test_a_suffix_may_be_in_capitals_and_another_is_told() -> None:
    notice = notice_of(CASES["not-held"]())
    assert render(notice, checklist(), ".MD") == render(notice, checklist(), ".md")
    with pytest.raises(
        ValueError, match=r"a letter cannot be written as '\.pdf'; use one of \.docx, \.html, \.md, \.txt"
    ):
        render(notice, checklist(), ".pdf")


# Whatever was typed


HOSTILE = [
    "<script>alert(1)</script> & <b>bold</b> &amp; &copy;",
    "# not a heading\n- not a list\n1. nor this\n> nor a quotation\n***\n---",
    "*stars* _under_ `code` [link](https://x.example) ![image](y) ~~struck~~ | a | b |",
    "a_b_c snake_case 2*3*4 \\ back\\slash \\* C:\\temp\\new",
    "</p></main> ]]> <!-- --> {% raw %} {{ 7*7 }}"[:-9] + "{# x #}",
    "\x00\x07\x1b[31mred\x1b[0m \u202egnal\u202c \ufeff\ud800 \uffff end",
    "\u00e9\u00e8 \u00a312 \u2013 Gàidhlig \u4e2d\u6587 \U0001f600",
    "https://x.example/a_b*c?d=1&e=<f>. (see https://y.example/)",
    "1) first\t\ttab  and   spaces\r\nnext\rlast",
    "= + - > at the start",
    "[[redacted]] and so on #",
    "word " * 60,
    "x" * 300,
]


def typed(text: str) -> Notice:
    """Return a letter in which everything that a person can type is this text."""
    answers = NAMES["answers"] | {"foisa.s38.less-would-do": {"is": "yes", "reasons": f"why: {text}"}}
    data = case_data(
        item("a", f"T {text}", answers, replaced_by=text, advice=text),
        FINDINGS,
        letter={"summary": "", "signed": text, "advice": text, "form": text, "whole": text},
    )
    data |= {"request": text, "reference": text, "applicant": {"name": text, "address": text}}
    return notice_of(data | {"authority": {"name": text, "address": text, "contact": text, "complaints": text}})


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("suffix", [".md", ".html", ".docx"])
def test_what_was_typed_stands_in_every_format_as_it_was_typed(text: str, suffix: str) -> None:
    assert lost(typed(text), suffix) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_no_line_of_plain_text_is_wider_than_78(text: str) -> None:
    for line in render(typed(text), checklist(), ".txt").decode().split("\n"):
        assert len(line) <= 78 or len(line.strip("- ").split()) <= 2


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=60).filter(lambda text: "{" not in text))
@example("- [x] <a href='javascript:alert(1)'>x</a>")
@example("&#x41; &lt; \\&amp;")
@example("__0__ _a_ a__b")
@example("#")
@example("a ##\n# b")
def test_any_text_at_all_stands_in_markdown_and_html(text: str) -> None:
    notice = replace(notice_of(CASES["full-release"]()), title=f"About {clean(text)}".strip())
    extra = tuple(Block(kind, clean(text)) for kind in ("paragraph", "quote"))  # type: ignore[arg-type]
    more = (
        *extra,
        Block("list", rows=((sentence(text) or "none",),)),
        Block("table", "t", rows=(("h",), (clean(text),))),
    )
    notice = replace(notice, blocks=(*notice.blocks, *more))
    for suffix in (".md", ".html"):
        assert lost(notice, suffix) == []


def test_markup_that_was_typed_never_becomes_markup() -> None:
    for text in HOSTILE:
        page = _Page(render(typed(text), checklist(), ".html").decode())
        assert {tag for tag, _ in page.tags} & {"script", "b", "img", "iframe", "em"} == set()
        links = [attributes["href"] for tag, attributes in page.tags if tag == "a"]
        assert all(link and re.match(r"https?://", link) for link in links)
        made = MarkdownIt("commonmark").enable("table").render(render(typed(text), checklist(), ".md").decode())
        known = "p br h1 h2 h3 ul li strong blockquote table thead tbody tr th td"
        assert {tag for tag, _ in _Page(made).tags} <= set(known.split())


def test_what_is_cleaned_away_is_only_what_no_letter_needs() -> None:
    assert clean("a\x00b\u202ec\ud800d\uffffe\ufdd0") == "abcde"
    assert clean(" a\t b \r\n\r\n\r\n\r\n c\u00a0d ") == "a b\n\nc d"
    assert clean("é £ – Gàidhlig 中文 😀") == "é £ – Gàidhlig 中文 😀"


@pytest.mark.parametrize(
    ("typed_text", "told"),
    [
        ("the role shows it", "The role shows it."),
        ("Is it so?", "Is it so?"),
        ("two lines\nof it", "Two lines of it."),
        ("see https://x.example", "See https://x.example"),
        ("https://x.example", "https://x.example"),
        ("write to foi@x.example", "Write to foi@x.example"),
        ("in brackets (its letter)", "In brackets (its letter)."),
        ("a panel, none of whom decided before,", "A panel, none of whom decided before."),
        ("eBay sold it", "eBay sold it."),
        ("a", "A."),
        (" ", ""),
        (" ,", ""),
    ],
)
def test_an_officers_words_become_a_sentence(typed_text: str, told: str) -> None:
    assert sentence(typed_text) == told


def test_nothing_heavy_is_imported_before_a_format_needs_it() -> None:
    heavy = "{'docx', 'jinja2', 'lxml'}"
    code = f"import sys, foi_rules.notices.build, foi_rules.notices.render; sys.exit(bool({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=RULES.parent).returncode == 0


# What each format is


@pytest.mark.parametrize("name", CASES)
def test_the_page_is_accessible_and_stands_alone(name: str) -> None:
    data = render(notice_of(CASES[name]()), checklist(), ".html").decode()
    page = _Page(data)
    tags = [tag for tag, _ in page.tags]
    assert page.tags[0] == ("html", {"lang": "en-GB"})
    assert tags.count("h1") == tags.count("main") == tags.count("title") == 1
    levels = [int(tag[1]) for tag in tags if re.fullmatch(r"h\d", tag)]
    assert all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False))
    assert tags.count("table") == tags.count("caption") == tags.count("thead")
    assert all(attributes.get("scope") in ("col", "row") for tag, attributes in page.tags if tag == "th")
    assert not {"script", "link", "img", "iframe"} & set(tags)
    assert not re.search(r"url\(|@import|\bon\w+=", data)


def _contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_every_colour_of_words_can_be_read_on_every_ground() -> None:
    style = render(notice_of(CASES["not-held"]()), checklist(), ".html").decode()
    words = set(re.findall(r"[{ ;]color: (#[0-9a-f]{6})", style))
    assert len(words) >= 3
    assert all(_contrast(word, ground) >= 7 for word in words for ground in ("#ffffff", "#e6ebf2"))


def _docx(name: str) -> Any:
    return Document(io.BytesIO(render(notice_of(CASES[name]()), checklist(), ".docx")))


def test_the_document_has_real_styles_headings_and_a_header_row() -> None:
    document = _docx("partial-release")
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert styles.count("Heading 1") == 1
    assert {"Heading 2", "Heading 3", "List Bullet", "Caption", "Letter authority", "Letter signed"} <= set(styles)
    rows = document.tables[0].rows
    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in rows] == [True] + [False] * (len(rows) - 1)
    assert [cell.text for cell in rows[0].cells] == ["Item", "Information", "Our decision", "Section of the Act"]


ESTIMATE = Block(
    "table",
    "Our estimate",
    rows=(("Work", "Rate", "Cost"), ("Find", "\u00a315", "\u00a345"), ("All", "", "\u00a31,045.50")),
)


def _with_table(rows: int) -> Notice:
    notice = notice_of(CASES["not-held"]())
    extra = Block("table", "Long", rows=(("Item",), *((str(number),) for number in range(rows))))
    return replace(notice, blocks=(*notice.blocks, ESTIMATE, extra))


@pytest.mark.parametrize(("rows", "kept"), [(9, True), (10, False)])
def test_a_short_table_stays_on_one_page_and_a_long_one_may_go_over_two(rows: int, kept: bool) -> None:
    notice = _with_table(rows)
    table = Document(io.BytesIO(render(notice, checklist(), ".docx"))).tables[-1]
    stays = [bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in table.rows]
    assert stays == [True, *[kept] * (rows - 1), False]
    page = _Page(render(notice, checklist(), ".html").decode())
    assert [attributes.get("class") == "short" for tag, attributes in page.tags if tag == "table"][-1] == kept


def test_sums_of_money_stand_one_under_another_and_nothing_else_does() -> None:
    notice = _with_table(1)
    table = Document(io.BytesIO(render(notice, checklist(), ".docx"))).tables[-2]
    aligned = [[cell.paragraphs[0].alignment for cell in row.cells] for row in table.rows]
    assert aligned == [[None, None, WD_ALIGN_PARAGRAPH.RIGHT]] * 3
    page = render(notice, checklist(), ".html").decode()
    assert re.findall(r'class="amount">([^<]*)<', page) == ["Cost", "\u00a345", "\u00a31,045.50"]


def test_the_document_knows_its_language_its_pages_and_its_day() -> None:
    document = _docx("review-outcome")
    assert {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))} == {"en-GB"}
    properties = document.core_properties
    assert (properties.title, properties.author) == ("Our review of your request (2026-114)", "Strathmore Council")
    assert properties.created.isoformat()[:10] == properties.modified.isoformat()[:10] == "2026-11-10"
    footer = document.sections[0].footer._element
    assert [one.get(qn("w:instr")) for one in footer.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]


def test_nothing_in_the_document_tells_the_time() -> None:
    data = render(notice_of(CASES["not-held"]()), checklist(), ".docx")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
