"""A letter in the authority's own Word document, and what a letter in Word and in HTML is made of."""

import io
import re
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from conftest import DEMO, Ran
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor
from test_notices_formats import docx_lines, squeezed
from test_notices_world import CASES, checklist, notice_of

from foi_rules.notices.notice import Notice
from foi_rules.notices.render import render
from foi_rules.notices.render.docx_safety import TemplateRefused
from foi_rules.notices.render.docx_sample import sample_template
from foi_rules.notices.render.docx_template import PLACES, Letterhead, filled_in, require_template

Foi = Callable[..., Ran]
CONTACT = "Information Team, foi@strathmore.example"


@pytest.fixture(autouse=True)
def _home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOI_SETTINGS", "off")


def document(*paragraphs: str) -> Any:
    made = Document()
    for text in paragraphs:
        made.add_paragraph(text)
    return made


def data_of(made: Any) -> bytes:
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def letter(name: str = "partial-release", **changes: Any) -> Notice:
    return replace(notice_of(CASES[name]()), **changes)


def fill(made: Any, notice: Notice | None = None) -> Any:
    """Return the document with the letter in it, as python-docx reads it back."""
    data = made if isinstance(made, bytes) else data_of(made)
    return Document(io.BytesIO(filled_in(notice or letter(), Letterhead(data, "own.docx", CONTACT))))


def everything(made: Any) -> str:
    """Return all the text of a document: its body, its headers and footers, its text boxes."""
    found = [made.element]
    found += [part.element for part in made.part.package.iter_parts() if re.search("header|footer", str(part.partname))]
    return "\n".join("".join(node.text or "" for node in one.iter(qn("w:t"))) for one in found)


def refused(made: Any) -> str:
    data = made if isinstance(made, bytes) else data_of(made)
    with pytest.raises(TemplateRefused) as told:
        require_template(Letterhead(data, "own.docx"))
    assert "\n" not in str(told.value)
    return str(told.value)


# Filling in


@pytest.mark.parametrize("name", CASES)
def test_the_sample_is_filled_in_with_every_word_of_the_letter(name: str) -> None:
    notice = letter(name)
    made = fill(sample_template(), notice)
    text = squeezed(everything(made).replace("\n", " "))
    assert "{{" not in text
    for words in notice.words:
        for line in words.split("\n"):
            assert squeezed(line) in text
    assert CONTACT in text


def test_the_same_letter_in_the_same_document_is_the_same_bytes() -> None:
    head = Letterhead(sample_template(), "own.docx", CONTACT)
    assert sample_template() == sample_template()
    assert filled_in(letter(), head) == filled_in(letter(), head)
    with zipfile.ZipFile(io.BytesIO(filled_in(letter(), head))) as parts:
        assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_properties_are_those_of_the_letter_and_tell_no_time() -> None:
    own = document("{{letter}}")
    own.core_properties.author, own.core_properties.comments = "Somebody Else", "draft of a letterhead"
    properties = fill(own).core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("Strathmore Council",) * 2 + ("",)
    assert properties.title.endswith("(2026-114)")
    assert properties.created.isoformat()[:19] == properties.modified.isoformat()[:19] == "2026-10-02T00:00:00"


def test_a_document_with_the_letter_alone_holds_all_but_the_letterhead() -> None:
    notice = letter()
    lines = [line for line in docx_lines(data_of(fill(document("Our own head", "{{letter}}", "Our own foot")))) if line]
    assert (lines[0], lines[-1]) == ("Our own head", "Our own foot")
    assert lines[1:6] == [
        "Ms A Brown\n2 Mill Lane\nStrathmore ST2 2BB", "2 October 2026", "Our reference: 2026-114", "Dear Ms Brown",
        notice.title,
    ]  # fmt: skip
    assert lines[-3:-1] == ["Yours sincerely", "J Smith\nInformation Manager\nStrathmore Council"]
    assert "Council House\n1 High Street\nStrathmore ST1 1AA" not in lines


def test_what_has_a_place_of_its_own_is_not_written_twice() -> None:
    own = document("{{date}}", "{{ Subject }}", "{{letter}}", "{{close}}")
    text = "\n".join(docx_lines(data_of(fill(own))))
    assert [text.count(words) for words in ("2 October 2026", letter().title, "Yours sincerely")] == [1, 1, 1]
    assert text.index("2 October 2026") < text.index(letter().title) < text.index("Dear Ms Brown")


def test_a_placeholder_that_word_has_split_over_runs_is_found_and_keeps_its_format() -> None:
    own = document("{{letter}}")
    paragraph = own.paragraphs[0].insert_paragraph_before()
    for text, bold in (("Ref {", False), ("{refe", True), ("rence", False), ("}} of ", False), ("{{date}}.", False)):
        paragraph.add_run(text).bold = bold
    paragraph.alignment = 2
    found = fill(own).paragraphs[0]
    assert found.text == "Ref 2026-114 of 2 October 2026."
    assert found.alignment == 2
    assert [run.text for run in found.runs if run.bold] == [""]


def test_headers_footers_tables_and_content_controls_are_filled_in() -> None:
    own = document("{{letter}}")
    section = own.sections[0]
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = "{{reference}} again"
    section.first_page_header.paragraphs[0].text = "{{authority}}"
    section.footer.paragraphs[0].text = "{{contact}}"
    cell = own.add_table(1, 1).cell(0, 0)
    cell.text = "{{authority-address}}"
    control = parse_xml(
        f'<w:sdt {nsdecls("w")}><w:sdtPr><w:showingPlcHdr/><w:dataBinding w:xpath="/x"/></w:sdtPr><w:sdtContent>'
        "<w:p><w:r><w:t>{{date}}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    own.element.body.insert(0, control)
    made = fill(own)
    assert made.sections[0].header.paragraphs[0].text == "2026-114 again"
    assert made.sections[0].first_page_header.paragraphs[0].text == "Strathmore Council"
    assert made.sections[0].footer.paragraphs[0].text == CONTACT
    assert made.tables[-1].cell(0, 0).text == "Council House\n1 High Street\nStrathmore ST1 1AA"
    assert made.element.body[0].tag == qn("w:sdt")
    assert "2 October 2026" in "".join(node.text or "" for node in made.element.body[0].iter(qn("w:t")))
    assert not list(made.element.iter(qn("w:dataBinding"), qn("w:showingPlcHdr")))


def boxed(text: str) -> Any:
    """Return a document with a text box, in its two forms as Word writes it."""
    own = document("{{letter}}")
    box = f"<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"
    holder = own.paragraphs[0].insert_paragraph_before("Beside the box")
    run = parse_xml(
        f'<w:r {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent><mc:Choice Requires="wps">'
        f"<w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}"
        "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    holder._p.append(run)
    return own


def test_a_text_box_is_filled_in_in_both_its_forms() -> None:
    made = fill(boxed("{{reference}}"))
    found = ["".join(node.text or "" for node in one.iter(qn("w:t"))) for one in made.element.iter(qn("w:txbxContent"))]
    assert found == ["2026-114", "2026-114"]
    assert "Beside the box" in everything(made)


def test_a_placeholder_without_words_leaves_no_empty_line() -> None:
    own = document("Before", "{{reference}}", "{{authority-address}}", "Ref: {{reference}}", "{{letter}}")
    head = tuple(line for line in letter().head if line.role not in ("reference", "authority-address"))
    lines = docx_lines(data_of(fill(own, letter(reference="", head=head))))
    assert lines[:2] == ["Before", "Ref: "]


def test_what_is_filled_in_is_not_read_for_placeholders_again() -> None:
    own = document("{{subject}}", "{{letter}}")
    made = fill(own, letter(title="About {{date}} and <b>{{letter}}</b>", blocks=letter().blocks))
    assert made.paragraphs[0].text == "About {{date}} and <b>{{letter}}</b>"


def test_the_letter_can_stand_in_the_cell_of_a_table() -> None:
    own = Document()
    own.add_table(1, 2).cell(0, 1).text = "{{letter}}"
    made = fill(own)
    cell = made.tables[0].cell(0, 1)
    assert cell.paragraphs[0].text.startswith("Ms A Brown")
    assert len(cell.tables) == 1
    assert cell._tc[-1].tag == qn("w:p")


def test_a_section_break_on_the_line_of_the_letter_stays() -> None:
    own = document("{{letter}}", "Second section")
    own.paragraphs[0]._p.get_or_add_pPr().append(parse_xml(f"<w:sectPr {nsdecls('w')}/>"))
    made = fill(own)
    assert len(made.sections) == 2
    assert "{{" not in everything(made)


# Styles


def test_the_styles_of_the_document_are_used() -> None:
    own = document("{{letter}}")
    own.styles["Heading 2"].font.color.rgb = RGBColor(0x80, 0, 0)
    own.styles["Normal"].font.name = "Georgia"
    made = fill(own)
    styles = {paragraph.style.name for paragraph in made.paragraphs}
    assert {"Heading 1", "Heading 2", "Heading 3", "List Bullet", "Caption"} <= styles
    assert made.styles["Heading 2"].font.color.rgb == RGBColor(0x80, 0, 0)
    assert made.styles["Letter addressee"].font.name is None
    assert made.styles["Letter addressee"].base_style.name == "Normal"
    assert made.tables[0].style.name == "Table Grid"


def bare() -> Any:
    """Return a document that has no styles but its plain one, and no lists."""
    own = document("{{letter}}")
    for style in list(own.styles.element.iter(qn("w:style"))):
        if style.get(qn("w:default")) != "1":
            style.getparent().remove(style)
    rels = own.part.rels
    for name in [name for name, rel in rels.items() if rel.reltype.endswith("/numbering")]:
        del rels[name]
    return own


def test_styles_that_the_document_lacks_are_made() -> None:
    made = fill(bare())
    heading = made.styles["Heading 2"]
    assert heading.element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}").get(qn("w:val")) == "1"
    assert heading.paragraph_format.keep_with_next
    bullets = [one for one in made.paragraphs if one.style.name == "List Bullet"]
    assert bullets
    number = bullets[0]._p.pPr.numPr.numId.val
    kinds = made.part.numbering_part.element
    assert [one.get(qn("w:numId")) for one in kinds.iter(qn("w:num"))] == [str(number)]
    assert made.tables[0].style.name == "Table Grid"
    assert made.tables[0].style.element.find(f".//{qn('w:tblBorders')}") is not None


def test_a_style_of_another_kind_with_the_name_is_left_alone() -> None:
    own = bare()
    own.styles.add_style("Caption", WD_STYLE_TYPE.CHARACTER)
    made = fill(own)
    assert "Letter Caption" in {paragraph.style.name for paragraph in made.paragraphs}
    assert made.styles["Caption"].type == WD_STYLE_TYPE.CHARACTER


def test_a_style_is_found_however_the_document_writes_its_name() -> None:
    own = document("{{letter}}")
    for name in own.styles.element.iter(qn("w:name")):
        if name.get(qn("w:val")) == "heading 2":
            name.set(qn("w:val"), "Heading 2")  # as LibreOffice has it
    made = fill(own)
    names = [name.get(qn("w:val")) for name in made.styles.element.iter(qn("w:name"))]
    assert [name for name in names if name.lower() == "heading 2"] == ["Heading 2"]


def test_a_table_is_no_wider_than_the_cell_that_it_stands_in() -> None:
    own = Document()
    own.add_table(1, 2).cell(0, 1).text = "{{letter}}"
    cell = fill(own).tables[0].cell(0, 1)
    assert sum(column.width for column in cell.tables[0].columns) <= cell.width


def test_the_letter_looks_as_its_placeholder_does() -> None:
    own = document()
    paragraph = own.add_paragraph()
    run = paragraph.add_run("{{letter}}")
    run.font.name, run.font.size = "Georgia", Pt(12)
    paragraph.paragraph_format.left_indent = Pt(20)
    made = fill(own)
    first = next(one for one in made.paragraphs if one.text.startswith(letter().blocks[0].text[:20]))
    assert (first.runs[0].font.name, first.runs[0].font.size) == ("Georgia", Pt(12))
    assert first.paragraph_format.left_indent == Pt(20)
    heading = next(one for one in made.paragraphs if one.style.name == "Heading 2")
    assert heading.runs[0].font.name is None


def test_paragraphs_stand_apart_where_the_document_leaves_no_room() -> None:
    def after(own: Any) -> Any:
        made = fill(own)
        text = letter().blocks[0].text[:20]
        return next(one for one in made.paragraphs if one.text.startswith(text)).paragraph_format.space_after

    none, some = document("{{letter}}"), document("{{letter}}")
    for spacing in none.styles.element.iterfind(f"{qn('w:docDefaults')}//{qn('w:spacing')}"):
        spacing.set(qn("w:after"), "0")
    some.styles["Normal"].paragraph_format.space_after = Pt(6)
    assert after(none) == Pt(8)
    assert after(some) is None


def test_a_template_of_word_becomes_a_document() -> None:
    main = b"application/vnd.openxmlformats-officedocument.wordprocessingml."
    data = repacked(
        sample_template(), "[Content_Types].xml", lambda xml: xml.replace(main + b"document", main + b"template")
    )
    assert "Strathmore Council" in everything(fill(data))


# What is refused


def test_a_document_without_the_letter_is_refused_with_what_it_has() -> None:
    assert refused(document("{{date}}", "{{subject}}")) == (
        "own.docx: {{letter}} is missing, where the letter goes; write it on a line of its own "
        "(found: {{date}}, {{subject}})."
    )
    assert refused(document("nothing")).endswith("(found: none).")


def test_a_placeholder_that_there_is_not_is_refused_with_those_that_there_are() -> None:
    every = ", ".join(f"{{{{{name}}}}}" for name in PLACES[:-1]) + " and {{signature}}"
    assert refused(document("{{letter}}", "{{adressee}}")) == (
        f"own.docx: there is no placeholder {{{{adressee}}}}; there are {every}. Did you mean {{{{addressee}}}}?"
    )
    assert refused(document("{{letter}}", "{{one}} {{ two words }}")) == (
        f"own.docx: there is no placeholder {{{{one}}}} or {{{{ two words }}}}; there are {every}."
    )


def in_header() -> Any:
    own = document()
    own.sections[0].header.paragraphs[0].text = "{{letter}}"
    return own


def box_alone() -> Any:
    own = boxed("{{letter}}")
    own.paragraphs[-1].text = ""
    for one in list(own.element.iter(qn("w:pict"))):
        one.getparent().remove(one)
    return own


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (document("{{letter}}", "{{letter}}"), "own.docx: {{letter}} stands there 2 times; leave one."),
        (
            document("Dear you, {{letter}}"),
            "own.docx: {{letter}} must stand on a line of its own; put what is beside it elsewhere.",
        ),
        (
            in_header(),
            "own.docx: {{letter}} must stand in the text of the document, not in a header, a footer or a text box.",
        ),
        (
            box_alone(),
            "own.docx: {{letter}} must stand in the text of the document, not in a header, a footer or a text box.",
        ),
        (
            document("{{letter}}", "{{date}"),
            "own.docx: a line has {{ or }} without its other half; mend the placeholder, or take them out.",
        ),
    ],
)
def test_a_letter_that_has_no_place_is_refused(made: Any, told: str) -> None:
    assert refused(made) == told


def repacked(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return the file with one of its parts changed, or added to an empty one."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        for one in [*names, *([] if name in names else [name])]:
            part = old.read(one) if one in names else b""
            new.writestr(one, change(part) if one == name else part)
    return made.getvalue()


def related(kind: str, target: str) -> bytes:
    """Return a letterhead with one more relationship, to something outside it."""
    one = (
        f'<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
        f'Target="{target}" TargetMode="External"/></Relationships>'
    )
    change = lambda xml: xml.replace(b"</Relationships>", one.encode())  # noqa: E731
    return repacked(sample_template(), "word/_rels/document.xml.rels", change)


def with_field(code: str) -> bytes:
    own = document("{{letter}}")
    xml = f'<w:fldSimple {nsdecls("w")} w:instr=" {code} "/>'
    own.paragraphs[0].insert_paragraph_before()._p.append(parse_xml(xml))
    return data_of(own)


def big() -> bytes:
    return repacked(sample_template(), "word/media/big.bmp", lambda _: b"\0" * (101 * 1024 * 1024))


BROKEN = "own.docx: this is no Word document, or a broken one; open it in Word and save it as .docx."
MACROS = "own.docx: this document holds macros or embedded objects; in Word, save it as a .docx without them."
DOCTYPE = "own.docx: this document has a DOCTYPE in it, as no document of Word has; start from another document."
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "text": (lambda: b"Dear you, {{letter}}", BROKEN),
    "empty": (lambda: b"", BROKEN),
    "cut off": (lambda: sample_template()[:-300], BROKEN),
    "torn inside": (lambda: sample_template().replace(b"PK\x01\x02", b"PK\x01\x03", 1), BROKEN),
    "another zip": (lambda: repacked(_zip({"a.txt": b"x"}), "b.txt", lambda _: b"y"), BROKEN),
    "not xml": (lambda: repacked(sample_template(), "word/document.xml", lambda _: b"<w:document"), BROKEN),
    "no body": (
        lambda: repacked(sample_template(), "word/document.xml", lambda _: f"<w:document {nsdecls('w')}/>".encode()),
        BROKEN,
    ),
    "utf-16": (
        lambda: repacked(sample_template(), "word/document.xml", lambda xml: xml.decode().encode("utf-16")), BROKEN
    ),
    "climbing": (lambda: repacked(sample_template(), "../evil.xml", lambda _: b"<a/>"), BROKEN),
    "old word": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        "own.docx: this is an old Word document or has a password; in Word, save it as .docx without one.",
    ),
    "macros": (lambda: repacked(sample_template(), "word/vbaProject.bin", lambda _: b"x"), MACROS),
    "named as if not": (
        lambda: repacked(
            sample_template(),
            "[Content_Types].xml",
            lambda xml: xml.replace(
                b"openxmlformats-officedocument.wordprocessingml.document.main", b"ms-word.document.macroEnabled.main"
            ),
        ),
        MACROS,
    ),
    "object": (lambda: repacked(sample_template(), "word/embeddings/oleObject1.bin", lambda _: b"x"), MACROS),
    "doctype": (
        lambda: repacked(
            sample_template(),
            "word/document.xml",
            lambda xml: b'<!DOCTYPE a [<!ENTITY b "c">]>' + xml[xml.find(b"<w:") :],
        ),
        DOCTYPE,
    ),
    "doctype elsewhere": (lambda: repacked(sample_template(), "word/x.foo", lambda _: b" <!DOCTYPE a>"), DOCTYPE),
    "bomb": (
        big, "own.docx: this file unpacks to far more than a letter; start from another document.",
    ),
    "large": (
        lambda: b"PK" + b"x" * (20 * 1024 * 1024),
        "own.docx: this file is larger than 20 MB; make its pictures smaller.",
    ),
    "picture from elsewhere": (
        lambda: related("image", "https://example.org/pixel.png"),
        "own.docx: this document fetches something from elsewhere (image); put it into the document itself.",
    ),
    "link to a file": (
        lambda: related("hyperlink", "file:///etc/passwd"),
        "own.docx: this document fetches something from elsewhere (hyperlink); put it into the document itself.",
    ),
    "template from elsewhere": (
        lambda: related("attachedTemplate", "https://example.org/x.dotm"),
        "own.docx: this document is tied to another template; in Word, under Developer > Document Template, "
        "attach Normal.",
    ),
    "field": (
        lambda: with_field("DDEAUTO c:\\\\x"),
        "own.docx: this document has a field of the kind DDEAUTO, which fetches or starts something; take it out in "
        "Word.",
    ),
}  # fmt: skip


def _zip(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as new:
        for name, part in parts.items():
            new.writestr(name, part)
    return made.getvalue()


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_or_broken_document_is_refused_in_one_sentence(kind: str) -> None:
    make, told = HOSTILE[kind]
    assert refused(make()) == told


def test_a_link_that_a_reader_may_follow_is_no_harm() -> None:
    for target in ("https://strathmore.example", "mailto:foi@strathmore.example"):
        require_template(Letterhead(related("hyperlink", target), "own.docx"))


@pytest.mark.parametrize("code", ["PAGE", "NUMPAGES", "DATE"])
def test_a_field_that_fetches_nothing_is_no_harm(code: str) -> None:
    require_template(Letterhead(with_field(code), "own.docx"))


# The command


def test_a_letter_is_filled_into_the_document_that_is_named(foi: Foi, tmp_path: Path) -> None:
    own, out = tmp_path / "own.docx", tmp_path / "letter.docx"
    made = foi("settings", "--new-template", str(own))
    assert made.code == 0
    assert made.out.startswith(f"Written: {own}\nIts placeholders: {{{{letter}}}}, ")
    assert own.read_bytes() == sample_template()
    ran = foi("letter", str(DEMO / "review.yaml"), "-o", str(out), "--template", str(own))
    assert (ran.code, ran.err) == (0, "")
    text = everything(Document(str(out)))
    assert "{{" not in text
    assert "Information Governance Team" in text


def test_the_template_of_the_settings_is_used_for_word_alone(foi: Foi, tmp_path: Path) -> None:
    (tmp_path / "own.docx").write_bytes(data_of(document("Strathard in pictures", "{{letter}}")))
    settings = tmp_path / "settings.yaml"
    settings.write_text("template: own.docx\n", encoding="utf-8")
    for name in ("letter.docx", "letter.html"):
        out = str(tmp_path / name)
        assert foi("letter", str(DEMO / "review.yaml"), "-o", out, "--settings", str(settings)).code == 0
    assert "Strathard in pictures" in everything(Document(str(tmp_path / "letter.docx")))
    assert "Strathard in pictures" not in (tmp_path / "letter.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "template", "told"),
    [
        (
            "letter.html",
            "own.docx",
            "A template is for a letter in Word, and '{out}' is none; end the name in .docx.\n",
        ),
        (
            "letter.docx",
            "none.docx",
            "{folder}/none.docx: there is no such Word document; check the name and the folder.\n",
        ),
        (
            "letter.docx",
            "own.docm",
            "{folder}/own.docm: a document with macros is not filled in; in Word, save it as .docx.\n",
        ),
    ],
)
def test_a_template_that_cannot_be_used_is_told(foi: Foi, tmp_path: Path, name: str, template: str, told: str) -> None:
    out = tmp_path / name
    ran = foi("letter", str(DEMO / "review.yaml"), "-o", str(out), "--template", str(tmp_path / template))
    assert (ran.code, ran.err) == (2, told.format(out=out, folder=tmp_path))
    assert not out.exists()


def test_a_new_template_never_takes_the_place_of_another_file(foi: Foi, tmp_path: Path) -> None:
    own = tmp_path / "own.docx"
    own.write_bytes(b"mine")
    ran = foi("settings", "--new-template", str(own))
    assert (ran.code, ran.err) == (2, f"'{own}' is there already and was left as it is; name another file.\n")
    odd = foi("settings", "--new-template", "own.odt")
    assert (odd.code, odd.err) == (2, "'own.odt' is not the name of a Word document; end it in .docx.\n")
    assert own.read_bytes() == b"mine"


# What a letter of our own is made of


def plain(name: str = "partial-release") -> Any:
    return Document(io.BytesIO(render(letter(name), checklist(), ".docx")))


def test_a_table_says_which_row_is_its_header_and_breaks_no_row() -> None:
    for table in plain().tables:
        marks = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
        assert marks == [True, *[False] * (len(marks) - 1)]
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
        assert all(cell.paragraphs[0].paragraph_format.keep_with_next for cell in table.rows[0].cells)
        assert table._tbl.tblPr.find(qn("w:tblCaption")) is not None
        assert table._tbl.tblPr.find(qn("w:tblLook")).get(qn("w:firstRow")) in ("1", "on")


def test_headings_and_captions_stay_with_what_follows() -> None:
    made = plain()
    kept = [made.styles[name] for name in ("Heading 1", "Heading 2", "Heading 3", "Caption", "Letter lead")]
    assert all(style.paragraph_format.keep_with_next for style in kept)
    close = next(index for index, one in enumerate(made.paragraphs) if one.style.name == "Letter close")
    assert made.paragraphs[close - 1].paragraph_format.keep_with_next


def test_word_opens_it_without_compatibility_mode_and_it_holds_no_picture() -> None:
    made = plain()
    modes = {one.get(qn("w:name")): one.get(qn("w:val")) for one in made.settings.element.iter(qn("w:compatSetting"))}
    assert modes["compatibilityMode"] == "15"
    with zipfile.ZipFile(io.BytesIO(render(letter(), checklist(), ".docx"))) as parts:
        assert not [name for name in parts.namelist() if name.endswith((".jpeg", ".png"))]


# What a page is made of


class Page(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def require_accessible(data: bytes) -> None:
    """Require what WCAG 2.2 AA asks of the structure of a page that is one document."""
    page = Page(data.decode())
    tags = [tag for tag, _ in page.tags]
    assert page.tags[0] == ("html", {"lang": "en-GB"})
    assert tags.count("h1") == tags.count("main") == tags.count("title") == 1
    levels = [int(tag[1]) for tag in tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert tags.count("table") == tags.count("caption") == tags.count("thead")
    assert all(attributes.get("scope") in ("col", "row") for tag, attributes in page.tags if tag == "th")
    # A table that is wider than a phone scrolls by itself: it can be reached by keyboard, and has a name.
    boxes = [attributes for tag, attributes in page.tags if attributes.get("class") == "table"]
    assert len(boxes) == tags.count("table")
    assert all(box["tabindex"] == "0" and box["role"] == "region" and box["aria-label"] for box in boxes)
    assert not {"script", "link", "img", "iframe", "form", "font"} & set(tags)
    require_style(data.decode())


def require_style(text: str) -> None:
    assert not re.search(r"url\(|@import|\bon\w+=|!important|outline: *(?:0|none)", text)
    assert "width=device-width, initial-scale=1" in text
    assert "maximum-scale" not in text
    assert re.search(r":focus-visible[^{]*\{ outline: \.2rem solid #1d3557", text)
    assert "@media print" in text
    width = re.search(r"main \{[^}]*max-width: (\d+)rem", text)
    assert width
    assert int(width[1]) <= 46
    sizes: Iterable[str] = re.findall(r"font-size: ([\d.]+)rem", text)
    assert all(float(size) >= 1 for size in sizes)


@pytest.mark.parametrize("name", CASES)
def test_a_letter_in_html_keeps_the_rules_of_accessible_pages(name: str) -> None:
    require_accessible(render(letter(name), checklist(), ".html"))
