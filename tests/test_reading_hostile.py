"""Whatever a file holds, reading it ends soon, with a letter or with one sentence: never a traceback, never a hang."""

import io
import os
import re
import socket
import struct
import threading
import zipfile
import zlib
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from test_reading_letters import assembled, docx_bytes, down, encrypted, mail, pdf_bytes

from foi_rules.notices.reading import LetterUnreadable, Page, apart, read_letter, read_text, safety

PATIENCE = 60.0  # seconds: far more than any of these takes, so only a hang fails


def in_time(read: Callable[[], Page]) -> Page | str:
    """Return the letter, or the sentence why it was not read. Fails if neither comes, or anything else does."""
    answer: list[Page | str | BaseException] = []

    def run() -> None:
        try:
            answer.append(read())
        except LetterUnreadable as unreadable:
            answer.append(str(unreadable))
        except BaseException as error:
            answer.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(PATIENCE)
    assert answer, "it hangs"
    assert not isinstance(answer[0], BaseException), repr(answer[0])
    return answer[0]


def refused(tmp_path: Path, name: str, data: bytes) -> str:
    """Return what is said after the name of the file, which must be one sentence that begins with it."""
    path = tmp_path / name
    path.write_bytes(data)
    return of(path)


def cases(**made: tuple[Callable[[], bytes], str]) -> pytest.MarkDecorator:
    """Return the cases by name. Each is made when its test runs: some are large, and would be their own names."""
    return pytest.mark.parametrize(("make", "sentence"), list(made.values()), ids=list(made))


def of(path: Path) -> str:
    sentence = in_time(lambda: read_letter(path))
    assert isinstance(sentence, str), "it was read"
    start = f"'{path}' "
    assert sentence.startswith(start)
    rest = sentence.removeprefix(start)
    assert "\n" not in rest
    assert rest.endswith(".")
    return rest


# --- the file -------------------------------------------------------------------------------------------------------


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert of(tmp_path / "letter.txt") == "is not there; check the name and the folder."
    assert of(tmp_path / "no" / "letter.txt") == "is not there; check the name and the folder."


def test_a_folder(tmp_path: Path) -> None:
    assert of(tmp_path) == "is a folder; name the letter in it."


@pytest.mark.parametrize("name", ["letter.txt", "letter.docx", "letter.pdf"])
def test_an_empty_file(tmp_path: Path, name: str) -> None:
    assert refused(tmp_path, name, b"") == "is empty; save the letter again."


@pytest.mark.parametrize("name", ["letter.txt", "letter.md", "letter.html"])
def test_a_file_of_blanks(tmp_path: Path, name: str) -> None:
    assert refused(tmp_path, name, b" \n\t\xc2\xa0\n") == "holds no text; choose the letter itself."


def test_a_file_that_may_not_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "letter.txt"
    path.write_text("Dear Ms Orr,", encoding="utf-8")
    monkeypatch.setattr(safety, "_without_waiting", refuse)
    assert of(path) == "may not be opened by you; ask its owner, or copy it to a folder of your own."


def test_a_file_of_100_mb_is_not_even_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "letter.txt"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    monkeypatch.setattr(safety, "_without_waiting", lambda *_: pytest.fail("it was opened"))
    assert of(path) == (
        "is larger than 20 MB, too large for a letter; save the letter on its own, without large pictures."
    )


NOT_ORDINARY = "is not an ordinary file; save the letter as a file and name that."


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such files here")
def test_files_that_never_end_are_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "letter.txt")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as listening:
        monkeypatch.chdir(tmp_path)  # the name of a socket must be short
        listening.bind("s.txt")
        for name in ("letter.txt", "zero.txt", "s.txt"):
            assert of(tmp_path / name) == NOT_ORDINARY


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such files here")
def test_a_file_that_turns_into_a_pipe_between_two_looks_does_not_block(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "letter.txt")
    ordinary = Path(__file__).stat()
    monkeypatch.setattr(Path, "stat", lambda *_, **__: ordinary)
    assert of(tmp_path / "letter.txt") == NOT_ORDINARY


@pytest.mark.parametrize("name", ["x" * 5000 + ".txt", "a\0b.txt"])
def test_a_name_that_no_file_can_have(tmp_path: Path, name: str) -> None:
    sentence = in_time(lambda: read_letter(tmp_path / name))
    assert str(sentence).endswith("' cannot be opened; check the name, or copy the file to another folder.")
    assert len(str(sentence)) < 250


def test_a_name_with_codes_for_the_terminal_is_shown_without_them(tmp_path: Path) -> None:
    sentence = in_time(lambda: read_letter(tmp_path / "a\x1b[31m\nb.txt"))
    assert sentence == f"'{tmp_path / 'a [31m b.txt'}' is not there; check the name and the folder."


# --- what the name says and what the file is ------------------------------------------------------------------------

ENDINGS = "does not end in .docx, .txt, .md, .html, .pdf or .eml; save the letter as one of these."


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("letter.doc", "is of a kind that cannot be read; open it and save it as .docx."),
        ("letter.RTF", "is of a kind that cannot be read; open it and save it as .docx."),
        ("letter.odt", "is of a kind that cannot be read; open it and save it as .docx."),
        ("letter.pages", "is of a kind that cannot be read; open it and save it as .docx."),
        ("letter.docm", "may hold macros, so it is not opened; save it as .docx without them."),
        ("mail.msg", "is of a kind that cannot be read; open it in Outlook and save it as .eml, .html or .txt."),
        ("letter.xyz", ENDINGS),
        ("letter", ENDINGS),
        (".txt", ENDINGS),
    ],
)
def test_an_ending_that_is_not_read(tmp_path: Path, name: str, sentence: str) -> None:
    assert refused(tmp_path, name, b"Dear Ms Orr,") == sentence


def zipped(**members: bytes | str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/"), data)
    return out.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
DOCX = docx_bytes(lambda document: document.add_paragraph("Dear Ms Orr,") and None)


MISNAMED = [
    ("a.docx", pdf_bytes([[]]), "ends in .docx but looks like a PDF; give its name the ending .pdf."),
    ("a.pdf", DOCX, "ends in .pdf but looks like a Word document; give its name the ending .docx."),
    ("a.TXT", DOCX, "ends in .TXT but looks like a Word document; give its name the ending .docx."),
    (
        "a.txt",
        zipped(a="x"),
        "ends in .txt but looks like a zip archive; unpack it and choose the letter in it.",
    ),
    ("a.docx", zipped(xl__x="x"), "ends in .docx but looks like a spreadsheet; choose the letter itself."),
    ("a.docx", zipped(ppt__x="x"), "ends in .docx but looks like a presentation; choose the letter itself."),
    (
        "a.docx",
        zipped(mimetype="x", **{"content.xml": "x"}),
        "ends in .docx but looks like an OpenDocument text (.odt); open it and save it as .docx.",
    ),
    (
        "a.docx",
        OLE + "WordDocument".encode("utf-16-le"),
        "ends in .docx but looks like an old Word document (.doc); open it and save it as .docx.",
    ),
    (
        "a.docx",
        OLE + "EncryptedPackage".encode("utf-16-le"),
        "ends in .docx but looks like a document that is locked with a password; save a copy without the password.",
    ),
    ("a.docx", OLE, "ends in .docx but looks like an old Office file; open it and save it as .docx."),
    (
        "a.eml",
        OLE + "__substg1.0_1".encode("utf-16-le"),
        "ends in .eml but looks like a message of Outlook (.msg); open it in Outlook and save it as .eml, .html "
        "or .txt.",
    ),
    ("a.docx", b"{\\rtf1 x}", "ends in .docx but looks like rich text (.rtf); open it and save it as .docx."),
    ("a.txt", b"{\\rtf1 x}", "ends in .txt but looks like rich text (.rtf); open it and save it as .docx."),
    ("a.docx", b"Dear Ms Orr,", "ends in .docx but looks like plain text; give its name the ending .txt."),
    ("a.pdf", b"Dear Ms Orr,", "ends in .pdf but looks like plain text; give its name the ending .txt."),
    ("a.eml", b"Dear Ms Orr,", "ends in .eml but looks like plain text; give its name the ending .txt."),
    ("a.txt", b"<!DOCTYPE html><p>x", "ends in .txt but looks like a web page; give its name the ending .html."),
    ("a.docx", b"<html><p>x", "ends in .docx but looks like a web page; give its name the ending .html."),
    ("a.txt", b"MZ\x90\x00\x03", "ends in .txt but looks like a program; choose the letter itself."),
    ("a.docx", b"\x7fELF\x02", "ends in .docx but looks like a program; choose the letter itself."),
    (
        "a.pdf",
        b"\x89PNG\r\n\x1a\n",
        "ends in .pdf but looks like a picture; choose the letter as text, not as a picture of it.",
    ),
    ("a.html", b"<p>a\x00b", "ends in .html but looks like something other than text; choose the letter itself."),
    (
        "a.txt",
        bytes(range(1, 32)) * 9,
        "ends in .txt but looks like something other than text; choose the letter itself.",
    ),
    ("a.md", b"\x1f\x8b\x08", "ends in .md but looks like an archive; unpack it and choose the letter in it."),
]


# The bytes of a zip hold the time of day, so they cannot be the name of a test.
@pytest.mark.parametrize(("name", "data", "sentence"), MISNAMED, ids=map(str, range(len(MISNAMED))))
def test_a_file_that_is_not_what_its_name_says(tmp_path: Path, name: str, data: bytes, sentence: str) -> None:
    assert refused(tmp_path, name, data) == sentence


# --- too much text --------------------------------------------------------------------------------------------------

TOO_LONG = "holds more than 2,000,000 characters, too many for a letter; save the letter on its own."
TOO_MANY_LINES = "holds more than 100,000 lines, too many for a letter; save the letter on its own."


@pytest.mark.parametrize("name", ["letter.txt", "letter.md", "letter.html"])
def test_a_line_of_19_mb(tmp_path: Path, name: str) -> None:
    assert refused(tmp_path, name, b"words " * 3_200_000) == TOO_LONG


@pytest.mark.parametrize("name", ["letter.txt", "letter.md"])
def test_a_million_lines(tmp_path: Path, name: str) -> None:
    assert refused(tmp_path, name, b"a\n" * 999_000) == TOO_MANY_LINES


def test_a_text_in_memory_is_refused_by_its_name_if_it_is_no_letter() -> None:
    assert in_time(lambda: read_text("x" * 2_000_001, "pasted")) == f"'pasted' {TOO_LONG}"
    assert in_time(lambda: read_text(" \u200b\n")) == "'letter.txt' holds no text; choose the letter itself."


def test_a_long_run_of_combining_marks_is_composed_in_time() -> None:
    page = in_time(lambda: read_text("a" + "\u0316\u0301" * 990_000))
    assert isinstance(page, Page)


# --- web pages and Markdown -----------------------------------------------------------------------------------------

TOO_SLOW = "takes too long to read, so it was left; save the letter again as .docx or .txt."


def test_tags_that_nest_100_000_deep_are_read(tmp_path: Path) -> None:
    path = tmp_path / "letter.html"
    for tag in ("div", "b", "table", "td", "blockquote", "ol"):
        path.write_bytes(f"<{tag}>".encode() * 100_000 + b"Dear Ms Orr," + f"</{tag}>".encode() * 100_000)
        page = in_time(lambda: read_letter(path))
        assert isinstance(page, Page)
        assert [line.text for line in page.lines] == ["Dear Ms Orr,"]


@cases(
    only_tags=(
        lambda: b"<div>" * 3_800_000,
        "holds more than 500,000 tags, too many for a letter; save the letter on its own.",
    ),
    a_tag_of_attributes=(
        lambda: b"<a " * 6_000_000,
        "holds a tag that is too long to be read; save the letter again as .docx or .txt.",
    ),
    a_tag_of_quotes=(
        lambda: b"<p " + b"a='>' " * 3_000_000 + b">x",
        "holds a tag that is too long to be read; save the letter again as .docx or .txt.",
    ),
    a_script=(lambda: b"<script>" + b"x" * 15_000_000, "holds no text; choose the letter itself."),
    hidden=(lambda: b"<p hidden>" + b"x " * 5_000_000, "holds no text; choose the letter itself."),
)
def test_web_pages_that_are_no_letters(tmp_path: Path, make: Callable[[], bytes], sentence: str) -> None:
    slow = "takes too long to read, so it was left; save the letter again as .docx or .txt."  # on a busy machine
    assert refused(tmp_path, "letter.html", make()) in (sentence, slow)


@pytest.mark.parametrize("piece", [b"<!--", b"</", b"<?", b"<![CDATA[", b"&#", b"<a x='"])
def test_what_is_opened_and_never_closed_does_not_take_for_ever(
    tmp_path: Path, piece: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(safety, "DEADLINE", 1.0)
    path = tmp_path / "letter.html"
    path.write_bytes(b"Dear" + piece * (19_000_000 // len(piece)))
    in_time(lambda: read_letter(path))


def test_a_long_way_to_the_end_is_cut_short(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = iter(range(1000))
    monkeypatch.setattr(safety.time, "monotonic", lambda: next(ticks))
    deadline = safety.Deadline(2.0)
    deadline.look()
    deadline.look()
    with pytest.raises(Exception, match=re.escape(TOO_SLOW)):
        deadline.look()


@pytest.mark.parametrize(
    "piece", ["[", "![", "**a ", "`a", "<!--", "[a](", "> ", "- ", "| ", "&", "_a", "[a]: b\n", "#", "1. "]
)
def test_markdown_that_multiplies_ends_in_time(tmp_path: Path, piece: str) -> None:
    path = tmp_path / "letter.md"
    path.write_text("Dear Ms Orr, " + piece * 90_000, encoding="utf-8")
    in_time(lambda: read_letter(path))


def test_markdown_with_more_marks_than_a_letter(tmp_path: Path) -> None:
    assert refused(tmp_path, "letter.md", b"**a** " * 200_000) == (
        "holds more than 100,000 marks of Markdown, too many for a letter; save it as .txt."
    )


# --- Word -----------------------------------------------------------------------------------------------------------

DAMAGED = "is damaged and cannot be read as a Word document; open it in Word and save it again."
UNSAFE = "unpacks to far more than a letter holds, so it was not opened; ask for the letter in another form."
ENTITIES = "holds definitions that no letter needs and that can do harm, so it was not read; save it again in Word."
MACROS = "holds macros, so it was not opened; save it as .docx without them."


def changed(changes: dict[str, bytes | None], *more: tuple[str, bytes]) -> bytes:
    """Return a good Word document with some parts changed, or left out (None), and more parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(DOCX)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = changes.get(name, old.read(name))
            if data is not None:
                new.writestr(name, data)
        for name, data in more:
            new.writestr(name, data)
    return out.getvalue()


BODY = "word/document.xml"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def document(inside: str, prolog: str = "") -> bytes:
    return f'{prolog}<w:document xmlns:w="{W}"><w:body>{inside}</w:body></w:document>'.encode()


BILLION = (
    "<!DOCTYPE x [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {chr(98 + i)} '{('&' + chr(97 + i) + ';') * 10}'>" for i in range(9))
    + "]>"
)


@cases(
    cut_short=(lambda: DOCX[: len(DOCX) // 2], DAMAGED),
    cut_shorter=(lambda: DOCX[:60], DAMAGED),
    no_document=(lambda: changed({BODY: None}), DAMAGED),
    not_closed=(lambda: changed({BODY: b"<w:document"}), DAMAGED),
    empty_document=(lambda: changed({BODY: b""}), DAMAGED),
    broken_types=(lambda: changed({"[Content_Types].xml": b"<a"}), DAMAGED),
    too_deep=(lambda: changed({BODY: document("<w:p>" * 5000 + "</w:p>" * 5000)}), DAMAGED),
    no_text=(lambda: changed({BODY: document("<w:p/>")}), "holds no text; choose the letter itself."),
    billion_laughs=(lambda: changed({BODY: document("&j;", BILLION)}), ENTITIES),
    outside_file=(lambda: changed({BODY: document("x", "<!DOCTYPE x SYSTEM 'file:///etc/passwd'>")}), ENTITIES),
    doctype_in_utf16=(lambda: changed({BODY: document("x", "<!DOCTYPE x []>").decode().encode("utf-16")}), ENTITIES),
    entity_in_links=(lambda: changed({"_rels/.rels": b"<!ENTITY x>"}), ENTITIES),
    bomb=(lambda: changed({BODY: b"<a>" + b" " * 60_000_000 + b"</a>"}), UNSAFE),
    too_many_elements=(lambda: changed({BODY: document("<w:p/>" * 1_600_000)}), UNSAFE),
    too_many_parts=(lambda: changed({}, *((f"word/{at}.xml", b"") for at in range(2001))), UNSAFE),
    large_picture=(lambda: changed({}, ("word/media/a.bmp", bytes(40_000_000))), UNSAFE),
    macros=(lambda: changed({}, ("word/vbaProject.bin", b"x")), MACROS),
    macros_by_another_path=(lambda: changed({}, ("word\\VBAPROJECT.BIN", b"x")), MACROS),
    macros_by_type=(
        lambda: changed(
            {"[Content_Types].xml": b'<T><Default ContentType="application/vnd.ms-word.document.macroEnabled"/></T>'}
        ),
        MACROS,
    ),
)
def test_word_documents_that_are_broken_or_harmful(tmp_path: Path, make: Callable[[], bytes], sentence: str) -> None:
    assert refused(tmp_path, "letter.docx", make()) == sentence


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_not_chosen_from(tmp_path: Path) -> None:
    assert refused(tmp_path, "letter.docx", changed({}, (BODY, document("x")))) == DAMAGED


def test_a_table_of_contents_that_lies_about_the_size_of_a_part(tmp_path: Path) -> None:
    data = bytearray(changed({BODY: document("x" * 30_000_000)}))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        info = archive.getinfo(BODY)
    true, false = struct.pack("<L", info.file_size), struct.pack("<L", 900)
    assert refused(tmp_path, "letter.docx", bytes(data.replace(true, false))) == DAMAGED


def test_parts_that_are_locked_or_packed_in_an_odd_way(tmp_path: Path) -> None:
    data = bytearray(DOCX)
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    assert refused(tmp_path, "letter.docx", bytes(data)) == (
        "is locked with a password; save a copy without the password."
    )
    data[at + 8] &= 0xFE
    data[at + 10] = 14
    assert refused(tmp_path, "letter.docx", bytes(data)) == DAMAGED


def test_paths_out_of_the_document_lead_nowhere_and_nothing_is_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "socket", lambda *_, **__: pytest.fail("it went to the network"))
    (tmp_path / "stolen.xml").write_bytes(document("stolen"))
    kinds = ("styles", "numbering", "footnotes", "header", "attachedTemplate", "image")
    links = "".join(
        f'<Relationship Id="x{at}" Type="http://x/{kind}" Target="{target}"{mode}/>'
        for at, (kind, (target, mode)) in enumerate(
            (kind, aim)
            for kind in kinds
            for aim in (("../../stolen.xml", ""), ("/stolen.xml", ""), ("http://x.example/", ' TargetMode="External"'))
        )
    )
    rels = (
        f"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>{links}</Relationships>"
    )
    data = changed({"word/_rels/document.xml.rels": rels.encode()}, ("../../evil.xml", b"x"), ("/abs.zip", DOCX))
    path = tmp_path / "letter.docx"
    path.write_bytes(data)
    before = sorted(tmp_path.iterdir())
    page = in_time(lambda: read_letter(path))
    assert isinstance(page, Page)
    assert [line.text for line in page.lines] == ["Dear Ms Orr,"]
    assert sorted(tmp_path.iterdir()) == before


def test_tables_in_tables_are_read_as_deep_as_word_files_go(tmp_path: Path) -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 70 + "<w:p><w:r><w:t>Deep.</w:t></w:r></w:p>" + "</w:tc></w:tr></w:tbl>" * 70
    path = tmp_path / "letter.docx"
    path.write_bytes(changed({BODY: document(deep)}))
    page = in_time(lambda: read_letter(path))
    assert isinstance(page, Page)
    assert [line.text for line in page.lines] == ["Deep."]


# --- PDF ------------------------------------------------------------------------------------------------------------

PDF_DAMAGED = "is damaged and cannot be read as a PDF; save the letter again, or save it as .docx or .txt."
PDF_SCAN = (
    "holds no text that can be read and may be a scan; save the letter as text, or choose the file it was made from."
)
TOO_MUCH = "takes more memory to read than a letter can, so it was left; save the letter again as .docx or .txt."
PDF = pdf_bytes([down(["Dear Ms Orr,"])])


def one_page(content: bytes, entries: bytes = b"") -> bytes:
    return assembled(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R "
            b"/Resources << /Font << /F1 5 0 R >> >> >>",
            4: b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(content), entries, content),
            5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        }
    )


@cases(
    only_a_head=(lambda: b"%PDF-1.7\n", PDF_DAMAGED),
    noise=(lambda: b"%PDF-1.7\n" + bytes(range(256)) * 200, PDF_DAMAGED),
    empty_pages=(lambda: pdf_bytes([[], []]), PDF_SCAN),
    too_many_pages=(
        lambda: pdf_bytes([[]] * 301),
        "has more than 300 pages, too many for a letter; save the letter on its own.",
    ),
    locked=(lambda: encrypted("secret"), "is locked with a password; save a copy without the password."),
)
def test_pdfs_that_cannot_be_read(
    tmp_path: Path, make: Callable[[], bytes], sentence: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert refused(tmp_path, "letter.pdf", make()) == sentence
    assert capfd.readouterr() == ("", "")


def test_a_pdf_with_a_broken_table_of_contents_is_read_all_the_same(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(re.sub(rb"startxref\n\d+", b"startxref\n7", PDF))
    page = in_time(lambda: read_letter(path))
    assert isinstance(page, Page)
    assert [line.text for line in page.lines] == ["Dear Ms Orr,"]
    assert capfd.readouterr() == ("", "")


def test_pages_of_a_pdf_that_go_round_in_circles(tmp_path: Path) -> None:
    loop = assembled(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9999999 /Parent 2 0 R >>",
        }
    )
    assert refused(tmp_path, "letter.pdf", loop) in (PDF_DAMAGED, PDF_SCAN, TOO_MUCH, TOO_SLOW)


def test_a_pdf_that_unpacks_to_gigabytes(tmp_path: Path) -> None:
    once = zlib.compress(b"(a) Tj " * 20_000_000, 9)
    twice = one_page(zlib.compress(once, 9), b"/Filter [/FlateDecode /FlateDecode]")
    wide = one_page(zlib.compress(b" " * 1_000_000_000, 9), b"/Filter /FlateDecode")
    for data in (twice, wide):
        assert len(data) < 2_000_000
        assert refused(tmp_path, "letter.pdf", data) in (PDF_SCAN, TOO_MUCH, TOO_SLOW)


def test_work_that_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "DEADLINE", 0.01)
    assert refused(tmp_path, "letter.pdf", PDF) == TOO_SLOW


def test_work_that_breaks_its_process_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_START", "import os; os._exit(9)")
    assert refused(tmp_path, "letter.pdf", PDF) == TOO_MUCH


def test_without_another_process_the_work_is_done_here_and_as_quietly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.executable", "")
    path = tmp_path / "letter.pdf"
    path.write_bytes(re.sub(rb"startxref\n\d+", b"startxref\n7", PDF))
    page = in_time(lambda: read_letter(path))
    assert isinstance(page, Page)
    assert refused(tmp_path, "broken.pdf", b"%PDF-1.7\n") == PDF_DAMAGED
    assert capfd.readouterr() == ("", "")


# --- e-mail ---------------------------------------------------------------------------------------------------------

MANY = "holds more parts than a letter can, so it was left; save the letter on its own."
LONG_HEADER = "has a header that is too long to be read; save the letter as .docx or .txt."


def nested(depth: int) -> bytes:
    opened = "".join(f'Content-Type: multipart/mixed; boundary="b{at}"\n\n--b{at}\n' for at in range(depth))
    return f"From: a@x.example\n{opened}Content-Type: text/plain\n\nDear Ms Orr,\n".encode()


@cases(
    nested=(lambda: nested(2000), MANY),
    many_parts=(lambda: b"From: a\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 1_000_000, MANY),
    some_parts=(lambda: b"From: a\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 4000, MANY),
    many_lines=(lambda: b"From: a\n\n" + b"\n" * 1_500_000 + b"x", MANY),
    many_parameters=(lambda: b"From: a\nContent-Type: text/plain; " + b"a=b; " * 3_000_000 + b"\n\nx", LONG_HEADER),
    folded_for_ever=(lambda: b"From: a\nX-A: b\n" + b" c\n" * 3_000_000 + b"\nx", MANY),
    folded=(lambda: b"From: a\nX-A: b\n" + b" c\n" * 30_000 + b"\nx", LONG_HEADER),
    long_line=(lambda: b"From: a\n\n" + b"x" * 15_000_000, TOO_LONG),
    no_body=(lambda: b"From: a\n\n", "holds no text; choose the letter itself."),
    sealed=(
        lambda: b"From: a\nContent-Type: application/pkcs7-mime; name=smime.p7m\n\nAAAA",
        "is encrypted or sealed, so its text cannot be seen; open it and save the letter as .docx or .txt.",
    ),
)
def test_emails_that_are_no_letters(tmp_path: Path, make: Callable[[], bytes], sentence: str) -> None:
    assert refused(tmp_path, "mail.eml", make()) == sentence


@pytest.mark.parametrize(
    "data",
    [
        nested(40),
        b"From: " + b"a@x.example, " * 100_000 + b"\n\nDear Ms Orr,",
        b"Subject: =?utf-8?q?" + b"=20" * 500 + b"?=\nDate: no\nTo: <<<>>>((\n\nDear Ms Orr,",
        b"From: a\nContent-Type: text/plain; charset=no-such\n\nDear Ms Orr,",
        b"From: a\nContent-Transfer-Encoding: base64\n\n!!!RGVhciBNcyBPcnIs",
        b"From: a\nContent-Type: multipart/mixed\n\nDear Ms Orr,",
    ],
    ids=["nested", "many_senders", "odd_headers", "odd_charset", "odd_base64", "no_boundary"],
)
def test_emails_that_are_odd_are_read(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "mail.eml"
    path.write_bytes(data)
    page = in_time(lambda: read_letter(path))
    assert isinstance(page, Page), page
    assert "Dear Ms Orr," in [line.text for line in page.lines]


def test_an_attachment_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    message = mail("Attached.")
    message.add_attachment(b"MZ\x00", maintype="application", subtype="pdf", filename="../re\tply.pdf")
    assert refused(tmp_path, "mail.eml", message.as_bytes()) == (
        "has an attachment, 're ply.pdf', that ends in .pdf but looks like a program; choose the letter itself."
    )
    empty = EmailMessage()
    empty["From"] = "a@x.example"
    empty.add_attachment(b"", maintype="application", subtype="pdf", filename="reply.pdf")
    assert refused(tmp_path, "mail.eml", empty.as_bytes()) == (
        "has an attachment, 'reply.pdf', that holds no text; choose the letter itself."
    )


# --- anything -------------------------------------------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(at=st.integers(0, 2000), bits=st.integers(1, 255), cut=st.integers(1, len(DOCX)))
def test_a_word_document_that_was_damaged_anywhere_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, at: int, bits: int, cut: int
) -> None:
    data = bytearray(DOCX)
    data[at % len(data)] ^= bits
    path = tmp_path_factory.mktemp("damaged") / "letter.docx"
    for broken in (bytes(data), DOCX[:cut]):
        path.write_bytes(broken)
        in_time(lambda: read_letter(path))


@settings(max_examples=40, deadline=None)
@given(data=st.binary(max_size=300), name=st.sampled_from(["a.docx", "a.txt", "a.md", "a.html"]), start=st.booleans())
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str, start: bool
) -> None:
    path = tmp_path_factory.mktemp("any") / name
    path.write_bytes((b"<html>" if start else b"") + data)
    in_time(lambda: read_letter(path))


@settings(max_examples=10, deadline=None)
@given(at=st.integers(0, len(PDF) - 1), bits=st.integers(1, 255))
def test_a_pdf_that_was_damaged_anywhere_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, at: int, bits: int
) -> None:
    data = bytearray(PDF)
    data[at] ^= bits
    path = tmp_path_factory.mktemp("pdf") / "letter.pdf"
    path.write_bytes(data)
    in_time(lambda: read_letter(path))


def test_the_document_that_the_others_are_made_from_is_sound(tmp_path: Path) -> None:
    (tmp_path / "letter.docx").write_bytes(changed({}))
    assert [line.text for line in read_letter(tmp_path / "letter.docx").lines] == ["Dear Ms Orr,"]
    assert Document(io.BytesIO(DOCX)).paragraphs[0].text == "Dear Ms Orr,"
