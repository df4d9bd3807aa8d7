"""A letter is read alike whatever file it comes in; every line knows its place; what was not seen is said."""

import io
import textwrap
import unicodedata
from collections.abc import Callable, Sequence
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import given, settings
from hypothesis import strategies as st

from foi_rules.notices.reading import SUFFIXES, Line, Page, read_letter, read_text

# --- making letters -------------------------------------------------------------------------------------------------


def pdf_bytes(
    pages: Sequence[Sequence[tuple[float, str]]], page_extra: str = "", objects: Sequence[bytes] = ()
) -> bytes:
    """Return a PDF whose pages hold these lines, each with its height. Further objects start at number 100."""
    numbered: dict[int, bytes] = {1: b"<< /Type /Catalog /Pages 2 0 R >>"}
    kids = " ".join(f"{10 + 2 * at} 0 R" for at in range(len(pages)))
    numbered[2] = f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode()
    numbered[3] = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    for at, lines in enumerate(pages):
        page, content = 10 + 2 * at, 11 + 2 * at
        stream = b"\n".join(
            f"BT /F1 11 Tf 1 0 0 1 60 {height} Tm ({escaped(text)}) Tj ET".encode("cp1252") for height, text in lines
        )
        numbered[page] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R {page_extra or RESOURCES} >>"
        ).encode()
        numbered[content] = b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream)
    numbered.update(enumerate(objects, 100))
    return assembled(numbered)


RESOURCES = "/Resources << /Font << /F1 3 0 R >> >>"


def escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def assembled(numbered: dict[int, bytes]) -> bytes:
    out, places = b"%PDF-1.4\n", {}
    for number, body in sorted(numbered.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start, size = len(out), max(numbered) + 1
    rows = [b"%010d 00000 n \n" % places[at] if at in places else b"0000000000 65535 f \n" for at in range(size)]
    return out + b"xref\n0 %d\n%btrailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        b"".join(rows),
        size,
        start,
    )


def down(lines: Sequence[str], top: float = 780) -> list[tuple[float, str]]:
    """Return the lines one below the other, an empty one as the room of a line."""
    placed, height = [], top
    for line in lines:
        height -= 14 if line else 10
        if line:
            placed.append((height, line))
    return placed


def docx_bytes(fill: Callable[..., None]) -> bytes:
    document = Document()
    fill(document)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def read(tmp_path: Path, name: str, data: bytes | str) -> Page:
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_letter(path)


def seen(page: Page) -> list[tuple[str, str, str]]:
    return [(line.place, line.kind, line.text) for line in page.lines]


def said(lines: Sequence[Line]) -> list[str]:
    """Return the paragraphs, each as one text."""
    joined: dict[int, list[str]] = {}
    for line in lines:
        joined.setdefault(line.paragraph, []).append(line.text)
    return [" ".join(texts) for texts in joined.values()]


# --- the same letter in six formats ---------------------------------------------------------------------------------

LETTER: tuple[tuple[str, str], ...] = (
    ("text", "Dear Ms Orr,"),
    ("heading", "Your request about the harbour survey"),
    (
        "text",
        "Thank you for your request of 3 May 2021, in which you asked for the survey of the harbour wall and for the "
        "letters about it. We have now searched our records, and we set out below what we found.",
    ),
    ("text", "We hold the survey. We are withholding part of it, for these reasons:"),
    ("list", "1. The costs on page 4 are exempt under section 33(1)(b) of the Act, because they would tell others what "
             "our contractor charges."),
    ("list", "2. The names on page 9 are personal data."),
    ("heading", "If you are dissatisfied"),
    ("text", "You may ask us to review our decision within 40 working days. “Review” means that somebody else looks at "
             "it again – and you need not give a reason."),
    ("text", "Yours sincerely"),
)  # fmt: skip


def wrapped(kind: str, text: str) -> list[str]:
    return textwrap.wrap(text, 78, subsequent_indent="   " if kind == "list" else "")


def as_txt() -> bytes:
    return "\n\n".join("\n".join(wrapped(*entry)) for entry in LETTER).encode()


def as_md() -> bytes:
    return "\n\n".join(
        ("## " if kind == "heading" else "") + "\n".join(wrapped(kind, text)) for kind, text in LETTER
    ).encode()


def as_html() -> bytes:
    made, open_list = [], False
    for kind, text in LETTER:
        made += ["<ol>"] if kind == "list" and not open_list else ["</ol>"] if open_list and kind != "list" else []
        open_list = kind == "list"
        tag = {"heading": "h2", "list": "li", "text": "p"}[kind]
        made.append(f"<{tag}>{text.partition('. ')[2] if kind == 'list' else text}</{tag}>")
    return (
        "<!doctype html><html><head><title>Letter</title></head><body>\n" + "\n".join(made) + "</body></html>"
    ).encode()


def as_docx() -> bytes:
    def fill(document: Any) -> None:
        styles = {"heading": "Heading 2", "list": "List Number", "text": "Normal"}
        for kind, text in LETTER:
            document.add_paragraph(text.partition(". ")[2] if kind == "list" else text, style=styles[kind])

    return docx_bytes(fill)


def as_pdf() -> bytes:
    lines = [line.strip() for kind, text in LETTER for line in (*wrapped(kind, text), "")]
    pages = lines[:12], lines[12:]
    return pdf_bytes(
        [[(810, "Inverallan Council"), *down(page), (40, f"Page {at} of 2")] for at, page in enumerate(pages, 1)]
    )


def as_eml() -> bytes:
    message = EmailMessage()
    message["From"], message["To"] = "FOI Team <foi@inverallan.example>", "A Orr <orr@mail.example>"
    message["Subject"], message["Date"] = "Your request", "Tue, 01 Jun 2021 10:00:00 +0100"
    message.set_content(as_txt().decode())
    message.add_alternative(as_html().decode(), subtype="html")
    return message.as_bytes()


MADE = {".txt": as_txt, ".md": as_md, ".html": as_html, ".docx": as_docx, ".pdf": as_pdf, ".eml": as_eml}


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_one_letter_is_read_alike_in_every_format(tmp_path: Path, suffix: str) -> None:
    page = read(tmp_path, f"letter{suffix}", MADE[suffix]())
    body = [line for line in page.lines if line.kind != "head"]
    assert page.format == suffix[1:]
    assert page.unseen == ()
    assert said(body) == [text for _, text in LETTER]
    kinds = {line.paragraph: line.kind for line in body}
    assert list(kinds.values()) == [kind for kind, _ in LETTER]


@pytest.mark.parametrize("alias", [".htm", ".markdown", ".text", ".TXT", ".Html"])
def test_other_endings_of_the_same_formats_are_read(tmp_path: Path, alias: str) -> None:
    assert said(read(tmp_path, f"letter{alias}", "Dear Ms Orr,").lines) == ["Dear Ms Orr,"]


# --- plain text -----------------------------------------------------------------------------------------------------


def test_text_keeps_the_number_of_each_line_and_joins_what_was_wrapped() -> None:
    text = "\n\nWe hold the survey\nthat you asked for.\r\n\r\n\u00a0 It  is\tlong. \n"
    assert read_text(text).lines == (
        Line(3, "We hold the survey", "text", 1, "line 3"),
        Line(4, "that you asked for.", "text", 1, "line 4"),
        Line(6, "It is long.", "text", 2, "line 6"),
    )


def test_invisible_characters_go_and_quotes_and_dashes_stay() -> None:
    page = read_text("\ufeffIn\u00adfor\u200bmation – “cafe\u0301” ﬁnd\u2060 it’s\x07 here\u202e.")
    assert [line.text for line in page.lines] == ["Information – “café” ﬁnd it’s here."]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Café – “x”".encode(), "Café – “x”"),
        ("Café – “x”".encode("utf-8-sig"), "Café – “x”"),
        ("Café – “x”".encode("utf-16"), "Café – “x”"),
        (b"\xfe\xff" + "Café – “x”".encode("utf-16-be"), "Café – “x”"),
        ("Café – “x”".encode("cp1252"), "Café – “x”"),
    ],
)
def test_text_is_read_in_the_encodings_that_letters_come_in(tmp_path: Path, data: bytes, text: str) -> None:
    assert read(tmp_path, "letter.txt", data).lines[0].text == text


def test_a_bullet_or_a_number_starts_an_entry_of_a_list() -> None:
    text = (
        "We refuse:\n- the costs, which are\n  on page 4\n• the names\n1. one\n2) two\na) three\n(ii) four\n1.1 Five\n"
    )
    page = read_text(text)
    assert said(page.lines) == [
        "We refuse:",
        "the costs, which are on page 4",
        "the names",
        "1. one",
        "2) two",
        "a) three",
        "(ii) four",
        "1.1 Five",
    ]
    assert {line.kind for line in page.lines[1:]} == {"list"}


def test_a_number_that_wrapping_moved_to_the_start_of_a_line_is_no_list() -> None:
    text = (
        "We refuse to give you the costs, because they are exempt under section\n33. They would tell others a price.\n"
    )
    assert [line.kind for line in read_text(text + "\nNext.").lines] == ["text"] * 3
    assert len(said(read_text(text + "\nNext.").lines)) == 2


def test_text_without_blank_lines_is_joined_only_if_it_was_wrapped() -> None:
    wrapped_text = "Dear Ms Orr,\n" + textwrap.fill(
        "We looked for the survey in the files of two teams and found it there " * 3, 70
    )
    assert len(said(read_text(wrapped_text).lines)) == 2
    assert said(read_text("Inverallan Council\n1 Shore Street\nOur file: 12\n").lines) == [
        "Inverallan Council",
        "1 Shore Street",
        "Our file: 12",
    ]


def test_long_lines_are_paragraphs_of_their_own() -> None:
    line = "This sentence goes on for longer than any line that a person would have wrapped by hand, so it is whole. "
    assert len(said(read_text(f"{line * 2}\n{line * 2}\n\nEnd.").lines)) == 3


def test_headings_of_plain_text_are_underlined_or_in_capitals_or_stand_alone() -> None:
    text = (
        "Moray House\n\n12 May 2021\n\nDear Ms Orr,\n\nREFUSAL NOTICE\n\nOur decision\n============\n\nWe refuse.\n\n"
        "Why we refuse\n\nIt is exempt under section 33 of the Act, as we say below.\n\nYours sincerely\n\nA Reid\n\n"
        "Officer for requests"
    )
    kinds = {line.text: line.kind for line in read_text(text).lines}
    headings = [words for words, kind in kinds.items() if kind == "heading"]
    assert headings == ["REFUSAL NOTICE", "Our decision", "Why we refuse"]
    assert not any(set(words) <= set("=") for words in kinds)


def test_a_short_line_on_top_of_a_long_one_is_a_paragraph_of_its_own() -> None:
    text = "Dear Ms Orr\n\nResponse\nThe council holds the survey that you have asked us for, and it is exempt.\n"
    assert said(read_text(text).lines)[1] == "Response"


def test_quoted_lines_are_quotes_without_their_mark() -> None:
    assert seen(read_text("We reply:\n> Please send me\n>> the survey\nHere it is.")) == [
        ("line 1", "text", "We reply:"),
        ("line 2", "quote", "Please send me"),
        ("line 3", "quote", "the survey"),
        ("line 4", "text", "Here it is."),
    ]


def test_a_hyphen_at_the_end_of_a_line_of_text_is_the_writers_own() -> None:
    assert said(read_text("It would harm a third-\nparty contractor, pre-\nand post-tender.").lines) == [
        "It would harm a third-party contractor, pre- and post-tender."
    ]


@settings(max_examples=50, deadline=None)
@given(st.text(min_size=1, max_size=300).filter(lambda text: any(map(str.isalnum, text))))
def test_any_text_is_read_and_every_line_is_tidy(text: str) -> None:
    page = read_text("Letter " + text)
    assert page.lines
    numbers = [line.number for line in page.lines]
    assert numbers == sorted(numbers)
    paragraphs = [line.paragraph for line in page.lines]
    assert sorted(set(paragraphs)) == list(range(1, max(paragraphs) + 1))
    for line in page.lines:
        assert line.text == " ".join(line.text.split()) != ""
        assert unicodedata.is_normalized("NFC", line.text) or len(line.text) > 1000


# --- Markdown -------------------------------------------------------------------------------------------------------


def test_markdown_is_read_as_it_would_be_shown(tmp_path: Path) -> None:
    text = (
        "# Our *decision*\n\nDear Ms Orr\\\nSee [the Act](https://law.example/act) and <https://x.example>,\n**now**.\n\n"
        "3. three\n4. four\n   goes on\n\n- a\n\n| Part | Why |\n|---|---|\n| Costs | s.33 |\n| Names |  |\n\n"
        "> Please send\n> it.\n\n```\ncode here\n```\n\n![plan](p.png)\n\n<p>In a page</p>\n<!-- unseen -->\n"
    )
    page = read(tmp_path, "letter.md", text)
    assert seen(page) == [
        ("line 1", "heading", "Our decision"),
        ("line 3", "text", "Dear Ms Orr"),
        ("line 4", "text", "See the Act (https://law.example/act) and https://x.example,"),
        ("line 5", "text", "now."),
        ("line 7", "list", "3. three"),
        ("line 8", "list", "4. four"),
        ("line 9", "list", "goes on"),
        ("line 11", "list", "a"),
        ("line 13", "cell", "Part | Why"),
        ("line 15", "cell", "Costs | s.33"),
        ("line 16", "cell", "Names"),
        ("line 18", "quote", "Please send"),
        ("line 19", "quote", "it."),
        ("line 22", "text", "code here"),
        ("line 27", "text", "In a page"),
    ]
    assert page.unseen == ("Picture 1 on line 25 was not read.",)


# --- web pages ------------------------------------------------------------------------------------------------------


def test_a_web_page_is_read_as_a_browser_would_show_it(tmp_path: Path) -> None:
    text = """<html><head><title>No</title><style>p {}</style><script>var no = "<p>no</p>";</script></head><body>
<h1>Our decision</h1><p>Dear Ms Orr,<br>we hold
 <b>it</b>. See <a href="https://law.example/act">the Act</a>, <a href="mailto:foi@x.example">foi@x.example</a>
 or <a href="javascript:no()">this</a>.
<p hidden>Hidden<p>Shown &amp; seen
<div style="display: none">No</div><span aria-hidden="true">no</span>
<ul><li>bullet</ul><ol start="2"><li>two<li>three</ol>
<table><tr><th>Part<th>Why<tr><td><p>Costs<td>s.33<td></table>
<blockquote><p>Please send it.</blockquote>
<pre>one
two</pre><img src="data:image/png;base64,AAAA"><img src="x" width="1" height="1"><iframe src="x">no</iframe>
"""
    page = read(tmp_path, "letter.html", text)
    assert seen(page) == [
        ("line 2", "heading", "Our decision"),
        ("line 2", "text", "Dear Ms Orr,"),
        ("line 2", "text", "we hold it. See the Act (https://law.example/act), foi@x.example or this."),
        ("line 5", "text", "Shown & seen"),
        ("line 7", "list", "bullet"),
        ("line 7", "list", "2. two"),
        ("line 7", "list", "3. three"),
        ("table 1, row 1", "cell", "Part | Why"),
        ("table 1, row 2", "cell", "Costs | s.33"),
        ("line 9", "quote", "Please send it."),
        ("line 10", "text", "one"),
        ("line 11", "text", "two"),
    ]
    assert page.unseen == (
        "Hidden text was not read.",
        "Picture 1 on line 11 was not read.",
        "What is embedded on line 11 was not read.",
    )


def test_a_page_that_is_laid_out_in_tables_is_read_as_paragraphs(tmp_path: Path) -> None:
    text = "<table><tr><td><p>Dear Ms Orr,</p><p>We refuse.</p><table><tr><td>A<td>B</table></td></tr></table>"
    assert [(kind, words) for _, kind, words in seen(read(tmp_path, "letter.html", text))] == [
        ("text", "Dear Ms Orr,"),
        ("text", "We refuse."),
        ("cell", "A | B"),
    ]


@pytest.mark.parametrize(
    "data",
    [
        '<meta charset="windows-1252"><p>Café'.encode("cp1252"),
        '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><p>Café'.encode("latin-1"),
        "<p>Café".encode("utf-16"),
        '<meta charset="no-such"><p>Café'.encode(),
    ],
)
def test_a_web_page_is_read_in_the_charset_that_it_names(tmp_path: Path, data: bytes) -> None:
    assert read(tmp_path, "letter.html", data).lines[0].text == "Café"


def test_a_stray_closing_tag_does_not_close_the_cell_it_stands_in(tmp_path: Path) -> None:
    text = "<div><font><table><tr><td>A</font></div></td><td>B</td></tr></table></b></p>end"
    assert [words for *_, words in seen(read(tmp_path, "letter.html", text))] == ["A | B", "end"]


# --- Word -----------------------------------------------------------------------------------------------------------


def word(xml: str) -> object:
    return parse_xml(xml.replace(">", f" {nsdecls('w', 'r', 'wp', 'a', 'pic')}>", 1))


def run_xml(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_a_word_document_is_read_in_its_order_with_tables_boxes_controls_and_links(tmp_path: Path) -> None:
    def fill(document: Any) -> None:
        section = document.sections[0]
        section.header.paragraphs[0].text, section.footer.paragraphs[0].text = "Inverallan Council", "In confidence"
        document.add_heading("Our decision", 0)
        document.add_paragraph("Dear Ms Orr,").add_run().add_break()
        document.paragraphs[-1].add_run("hello")
        document.add_paragraph()
        table = document.add_table(2, 2)
        for at, text in enumerate(("Part", "Why", "Costs", "s.33")):
            table.cell(at // 2, at % 2).text = text
        inner = document.add_table(1, 1).cell(0, 0)
        inner.text = "Laid out."
        inner.add_table(1, 2).cell(0, 0).text = "A"
        inner.tables[0].cell(0, 1).text = "B"
        document.add_paragraph("Quoted.", style="Intense Quote")
        document.add_paragraph("bullet", style="List Bullet")
        paragraph = document.add_paragraph("See ")
        link = OxmlElement("w:hyperlink")
        reltype = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
        link.set(qn("r:id"), paragraph.part.relate_to("https://law.example/act", reltype, is_external=True))
        link.append(word(run_xml("the Act").replace("<w:r>", "<w:r>", 1)))
        paragraph._p.append(link)
        paragraph.add_run(".")
        body = document.element.body
        body.insert(
            len(body) - 1, word(f"<w:sdt><w:sdtContent><w:p>{run_xml('Control.')}</w:p></w:sdtContent></w:sdt>")
        )
        box = f"<w:p><w:r><w:pict><w:txbxContent><w:p>{run_xml('Box.')}</w:p></w:txbxContent></w:pict></w:r></w:p>"
        body.insert(len(body) - 1, word(box))

    page = read(tmp_path, "letter.docx", docx_bytes(fill))
    assert seen(page) == [
        ("header", "head", "Inverallan Council"),
        ("paragraph 1", "heading", "Our decision"),
        ("paragraph 2", "text", "Dear Ms Orr,"),
        ("paragraph 2", "text", "hello"),
        ("table 1, row 1", "cell", "Part | Why"),
        ("table 1, row 2", "cell", "Costs | s.33"),
        ("paragraph 5", "text", "Laid out."),
        ("table 3, row 1", "cell", "A | B"),
        ("paragraph 7", "quote", "Quoted."),
        ("paragraph 8", "list", "bullet"),
        ("paragraph 9", "text", "See the Act (https://law.example/act)."),
        ("paragraph 10", "text", "Control."),
        ("paragraph 11", "text", "Box."),
        ("footer", "head", "In confidence"),
    ]
    assert page.unseen == ()


def test_what_a_word_document_hides_is_not_read_and_said(tmp_path: Path) -> None:
    def fill(document: Any) -> None:
        body = document.element.body
        tracked = (
            f'<w:p><w:ins w:id="1" w:author="x">{run_xml("New ")}</w:ins><w:del w:id="2" w:author="x"><w:r>'
            f"<w:delText>old</w:delText></w:r></w:del>{run_xml('text.')}{run_xml(' Secret.', '<w:vanish/>')}"
            f"{run_xml(' Shown.', '<w:vanish w:val=&quot;0&quot;/>'.replace('&quot;', chr(34)))}</w:p>"
        )
        body.insert(0, word(tracked))
        picture = (
            '<w:p><w:r><w:drawing><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="rId99"/>'
            "</pic:blipFill></pic:pic></a:graphicData></a:graphic></w:drawing></w:r></w:p>"
        )
        body.insert(1, word(picture))
        paragraph = document.add_paragraph("Noted.")
        document.add_comment(paragraph.runs, text="A comment", author="x")

    page = read(tmp_path, "letter.docx", docx_bytes(fill))
    assert said(page.lines) == ["New text. Shown.", "Noted."]
    assert page.unseen == (
        "Tracked deletions were not read.",
        "Hidden text was not read.",
        "Picture 1 (near paragraph 1) was not read.",
        "Comments were not read.",
    )


def test_links_in_fields_and_drawings_that_are_told_twice_are_read_once(tmp_path: Path) -> None:
    def field(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    def fill(document: Any) -> None:
        body = document.element.body
        code = "<w:r><w:instrText> HYPERLINK &quot;https://law.example/act&quot; </w:instrText></w:r>"
        link = field("begin") + code + field("separate") + run_xml("the Act") + field("end")
        body.insert(0, word(f"<w:p>{run_xml('See ')}{link}{run_xml('.')}</w:p>"))
        box = f"<w:txbxContent><w:p>{run_xml('Box.')}</w:p></w:txbxContent>"
        twice = (
            f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
        )
        names = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        body.insert(
            1,
            word(f"<w:p><w:r>{twice.replace('<mc:AlternateContent', f'<mc:AlternateContent {names}', 1)}</w:r></w:p>"),
        )

    page = read(tmp_path, "letter.docx", docx_bytes(fill))
    assert said(page.lines) == ["See the Act (https://law.example/act).", "Box."]
    assert page.unseen == ()


def test_text_that_a_style_hides_is_hidden(tmp_path: Path) -> None:
    def fill(document: Any) -> None:
        document.styles["Caption"].font.hidden = True
        document.add_paragraph("Secret.", style="Caption")
        document.add_paragraph("Dear Ms Orr,")

    page = read(tmp_path, "letter.docx", docx_bytes(fill))
    assert seen(page) == [("paragraph 1", "text", "Dear Ms Orr,")]
    assert page.unseen == ("Hidden text was not read.",)


def test_automatic_numbers_are_counted(tmp_path: Path) -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        for at, (form, pattern) in enumerate((("decimal", "%1."), ("lowerLetter", "(%2)"), ("lowerRoman", "%1.%3")))
    )

    def fill(document: Any) -> None:
        numbering = document.part.numbering_part.element
        numbering.insert(0, word(f'<w:abstractNum w:abstractNumId="90">{levels}</w:abstractNum>'))
        numbering.append(word('<w:num w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
        for level in (0, 1, 1, 2, 0, 1):
            paragraph = document.add_paragraph("x")
            paragraph._p.get_or_add_pPr().append(
                word(f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="90"/></w:numPr>')
            )

    lines = read(tmp_path, "letter.docx", docx_bytes(fill)).lines
    assert [line.text for line in lines] == ["1. x", "(a) x", "(b) x", "1.i x", "2. x", "(a) x"]
    assert {line.kind for line in lines} == {"list"}


def test_footnotes_are_read_after_the_letter(tmp_path: Path) -> None:
    import zipfile

    plain = docx_bytes(lambda document: document.add_paragraph("Exempt.") and None)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                data = data.replace(b"</w:p>", b'<w:r><w:footnoteReference w:id="2"/></w:r></w:p>', 1)
            if name == "word/_rels/document.xml.rels":
                link = b'<Relationship Id="n1" Type="http://x/relationships/footnotes" Target="footnotes.xml"/>'
                data = data.replace(b"</Relationships>", link + b"</Relationships>")
            new.writestr(name, data)
        note = f"<w:footnote w:id='2'><w:p>{run_xml('Section 33.')}</w:p></w:footnote>"
        new.writestr("word/footnotes.xml", f"<w:footnotes {nsdecls('w')}>{note}</w:footnotes>")
    assert seen(read(tmp_path, "letter.docx", out.getvalue())) == [
        ("paragraph 1", "text", "Exempt."),
        ("footnote 1", "text", "Section 33."),
    ]


# --- PDF ------------------------------------------------------------------------------------------------------------


def test_a_pdf_is_read_with_the_place_of_each_line_and_what_stands_around_it(tmp_path: Path) -> None:
    first = [
        (810.0, "Inverallan Council"),
        *down(["Dear Ms Orr,", "", "We are sorry that the infor-", "mation is exempt, and third-", "party costs"]),
    ]
    second = [(810.0, "Inverallan Council"), *down(["are withheld.", "", "Yours sincerely"]), (40.0, "2")]
    page = read(tmp_path, "letter.pdf", pdf_bytes([[*first, (40.0, "1")], second]))
    assert seen(page) == [
        ("page 1, line 1", "head", "Inverallan Council"),
        ("page 1, line 2", "text", "Dear Ms Orr,"),
        ("page 1, line 3", "text", "We are sorry that the information"),
        ("page 1, line 4", "text", "is exempt, and third-party"),
        ("page 1, line 5", "text", "costs"),
        ("page 2, line 2", "text", "are withheld."),
        ("page 1, line 6", "head", "1"),
        ("page 2, line 1", "head", "Inverallan Council"),
        ("page 2, line 3", "text", "Yours sincerely"),
        ("page 2, line 4", "head", "2"),
    ]
    assert said([line for line in page.lines if line.kind == "text"])[1] == (
        "We are sorry that the information is exempt, and third-party costs are withheld."
    )


def test_the_name_under_a_letter_is_not_taken_for_the_header_above_it(tmp_path: Path) -> None:
    pages = [
        down(["Inverallan Council", "", "Dear Ms Orr,"]),
        down(["It is exempt.", "", "Yours sincerely", "Inverallan Council"]),
    ]
    page = read(tmp_path, "letter.pdf", pdf_bytes(pages))
    assert [line.text for line in page.lines if line.kind == "head"] == []
    assert page.lines[0].text == page.lines[-1].text == "Inverallan Council"


def test_ligatures_and_lines_of_a_pdf_that_break_words_are_made_whole() -> None:
    from foi_rules.notices.reading.page import Piece, laid_out
    from foi_rules.notices.reading.pdf_pages import _Chunk, _split
    from foi_rules.notices.reading.words import mended

    assert _split([_Chunk(" \n", 9.0), _Chunk("suﬃcient", 8.0), _Chunk(" ﬁles\nnext", 8.0)]) == [
        _Chunk("sufficient files", 8.0),
        _Chunk("next", 8.0),
    ]
    texts = ("a follow-", "up by co-", "operation, in work-", "ing groups (co-operation)")
    lines = laid_out(Piece(text, "text", at, "", at == 0) for at, text in enumerate(texts))
    assert said(mended(lines, broken=True)) == ["a follow-up by co-operation, in working groups (co-operation)"]


def test_pages_and_pictures_of_a_pdf_that_hold_no_text_are_said(tmp_path: Path) -> None:
    image = b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /Length 1 >>\nstream\n0\nendstream"
    note = b"<< /Type /Annot /Subtype /Text /Rect [0 0 1 1] /Contents (no) >>"
    link = b"<< /Type /Annot /Subtype /Link /Rect [0 0 1 1] /A << /S /URI /URI (https://x.example) >> >>"
    extra = "/Resources << /Font << /F1 3 0 R >> /XObject << /I 100 0 R >> >> /Annots [101 0 R 102 0 R]"
    page = read(tmp_path, "letter.pdf", pdf_bytes([down(["Dear Ms Orr,"]), []], extra, [image, note, link]))
    assert page.unseen == (
        "Picture 1 on page 1 was not read.",
        "The comments on page 1 were not read.",
        "The addresses behind the links on page 1 were not read.",
        "Page 2 holds no text that can be read; it may be a scan.",
        "Picture 1 on page 2 was not read.",
        "The comments on page 2 were not read.",
        "The addresses behind the links on page 2 were not read.",
    )


def test_a_pdf_that_is_locked_only_against_changes_is_read(tmp_path: Path) -> None:
    assert said(read(tmp_path, "letter.pdf", encrypted("")).lines) == ["Dear Ms Orr,"]


def encrypted(password: str) -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_bytes([down(["Dear Ms Orr,"])]))))
    # The old cipher is all that works without a further library; it is enough to be locked.
    writer.encrypt(password, "owner", algorithm="RC4-128")
    saved = io.BytesIO()
    writer.write(saved)
    return saved.getvalue()


# --- e-mail ---------------------------------------------------------------------------------------------------------

LONG = "We have searched our records with care and we found the survey that you asked us for in May. " * 4


def mail(text: str, **headers: str) -> EmailMessage:
    message = EmailMessage()
    for name, said_there in {"From": "FOI <foi@x.example>", "Subject": "Réply", **headers}.items():
        message[name] = said_there
    message.set_content(text)
    return message


@pytest.mark.parametrize(
    "earlier",
    [
        "> Please send it.",
        "-----Original Message-----\nPlease send it.",
        "From: A Orr\nSent: 3 May 2021\nPlease send it.",
        "On Mon, 3 May 2021 at 10:00, A Orr <orr@mail.example> wrote:\nPlease send it.",
        "On Mon, 3 May 2021 at 10:00, A Orr\n<orr@mail.example> wrote:\n\nPlease send it.",
    ],
)
def test_what_an_email_quotes_is_a_quote(tmp_path: Path, earlier: str) -> None:
    page = read(tmp_path, "mail.eml", mail(f"{LONG}\n\n{earlier}\n").as_bytes())
    assert seen(page)[:3] == [
        ("the 'From' line", "head", "From: FOI <foi@x.example>"),
        ("the 'Subject' line", "head", "Subject: Réply"),
        ("line 1", "text", LONG.strip()),
    ]
    assert page.lines[-1].text.endswith("Please send it.")
    assert {line.kind for line in page.lines[3:]} == {"quote"}


def test_an_email_that_only_passes_a_letter_on_is_that_letter(tmp_path: Path) -> None:
    head = "-----Original Message-----\nFrom: A Reid\nSent: 3 May 2021\nTo: B Orr\n\n"
    page = read(tmp_path, "mail.eml", mail(f"{head}{LONG}\n\n{head}Please send it.\n").as_bytes())
    kinds = {line.text: line.kind for line in page.lines}
    assert kinds[LONG.strip()] == "text"
    assert kinds["Please send it."] == "quote"


def test_an_email_in_html_alone_is_read_with_its_attachments_named(tmp_path: Path) -> None:
    message = EmailMessage()
    message["From"] = "foi@x.example"
    message.set_content(f"<p>{LONG}</p><blockquote>Please</blockquote>", subtype="html")
    message.add_attachment(b"x", maintype="application", subtype="octet-stream", filename="schedule.xlsx")
    page = read(tmp_path, "mail.eml", message.as_bytes())
    assert [line.kind for line in page.lines] == ["head", "text", "quote"]
    assert page.unseen == ("The attachment 'schedule.xlsx' was not read.",)


@pytest.mark.parametrize("suffix", [".docx", ".pdf", ".html", ".txt", ".md"])
def test_the_one_letter_that_a_short_email_carries_is_read_instead(tmp_path: Path, suffix: str) -> None:
    message = mail("Please find our reply attached.\n")
    message.add_attachment(MADE[suffix](), maintype="application", subtype="octet-stream", filename=f"reply{suffix}")
    message.add_attachment(b"x", maintype="image", subtype="png", filename="logo.png")
    page = read(tmp_path, "mail.eml", message.as_bytes())
    assert page.format == "eml"
    assert said([line for line in page.lines if line.kind != "head"]) == [text for _, text in LETTER]
    assert all(line.place.startswith("attachment, ") for line in page.lines[2:])
    assert page.unseen == (
        f"The e-mail says little, so its attachment 'reply{suffix}' was read as the letter; its own text was not read.",
        "The attachment 'logo.png' was not read.",
    )


def test_an_attachment_of_a_long_email_is_not_opened(tmp_path: Path) -> None:
    message = mail(LONG)
    message.add_attachment(b"not a PDF", maintype="application", subtype="pdf", filename="reply.pdf")
    page = read(tmp_path, "mail.eml", message.as_bytes())
    assert page.unseen == ("The attachment 'reply.pdf' was not read.",)
