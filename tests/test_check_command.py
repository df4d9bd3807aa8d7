"""`foi check`: what it prints, how it exits, what it writes; and letters that want to do harm."""

import io
import json
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import DEMO, Ran

from foi_rules.notices.checking.api import shipped_defects

Foi = Callable[..., Ran]
BAD = "Dear Ms Smith\n\nThe 2019 report cannot be released, as it remains a confidential document.\n\nYours sincerely"
SOUND = (
    "Dear Ms Smith\n\nWe do not hold the report, and this is notice of that under section "
    "17(1).\n\nIf you are unhappy with this "
    "reply you can ask us for a review: write to foi@authority.example within 40 working days "
    "and say what is wrong. After that "
    "you can apply to the Scottish Information Commissioner within six months, www.foi.scot. Our "
    "procedure for complaints is on "
    "our website.\n\nYours sincerely"
)


def _file(folder: Path, text: str, name: str = "letter.txt") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_sound_letter_ends_well(foi: Foi, tmp_path: Path) -> None:
    ran = foi("check", _file(tmp_path, SOUND))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(
        "letter.txt: nothing to mend was found.\nA first answer, under the Act. It keeps nothing back."
    )


def test_a_letter_with_defects_exits_with_1_and_says_where(foi: Foi, tmp_path: Path) -> None:
    ran = foi("check", _file(tmp_path, BAD), "--plain")
    assert ran.code == 1
    assert "Breach: Something is kept back here and no exemption is named for it." in ran.out
    assert "line 3: The 2019 report cannot be released, as it remains a confidential" in ran.out
    assert "More: foi explain no-ground-cited" in ran.out


def test_advice_alone_is_no_defect_unless_it_is_asked_for(foi: Foi, tmp_path: Path) -> None:
    letter = _file(tmp_path, SOUND.replace(" Our procedure for complaints is on our website.", ""))
    assert foi("check", letter).code == 0
    assert foi("check", letter, "--strict").code == 1


def test_json_has_the_same_and_the_same_bytes(foi: Foi, tmp_path: Path) -> None:
    letter = _file(tmp_path, BAD)
    one, two = foi("check", letter, "--format", "json"), foi("check", letter, "--format", "json")
    assert one == two
    data = json.loads(one.out)
    assert (data["letter"], data["sound"], data["names_no_ground"], data["format"]) == ("letter.txt", False, True, "1")
    assert {one["id"] for one in data["defects"]} >= {"no-ground-cited", "bare-label"}


def test_a_letter_can_come_by_a_pipe(foi: Foi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(BAD))
    assert foi("check", "-").out.startswith("standard input: 5 breaches")


def test_the_list_of_insertions_is_for_its_owner_and_nothing_is_written_over(foi: Foi, tmp_path: Path) -> None:
    letter, target = _file(tmp_path, BAD), tmp_path / "mend.md"
    assert foi("check", letter, "--fix", str(target)).err == f"Written: {target}\n"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    text = target.read_text(encoding="utf-8")
    assert "Complete what stands in [square brackets]" in text
    assert "    This is exempt under section [section, subsection and paragraph] because [" in text
    again = foi("check", letter, "--fix", str(target))
    assert (again.code, again.err) == (
        2,
        f"'{target}' is there already; give the list another name, or move that one away.\n",
    )
    assert (
        foi("check", letter, "--fix", letter).err == f"'{letter}' is the letter itself; give the list another name.\n"
    )


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("mend", "'{path}' does not say which kind of list: end the name in .md or .txt.\n"),
        ("nowhere/mend.md", "There is no folder '{folder}' to write the list to; make it first.\n"),
    ],
)
def test_a_list_that_cannot_be_written_is_told_first(foi: Foi, tmp_path: Path, name: str, told: str) -> None:
    path = tmp_path / name
    ran = foi("check", _file(tmp_path, SOUND), "--fix", str(path))
    assert (ran.code, ran.out, ran.err) == (2, "", told.format(path=path, folder=path.parent))


def test_a_day_that_is_none_is_refused(foi: Foi, tmp_path: Path) -> None:
    ran = foi("check", _file(tmp_path, SOUND), "--on", "soon")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert "soon" in ran.err


def test_a_name_among_the_reasons_of_a_letter_that_is_made_is_pointed_out(foi: Foi, tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    text = (DEMO / "review.yaml").read_text(encoding="utf-8")
    named = text.replace("What each did", "As Mr Donald Reid said, what each did")
    case.write_text(named, encoding="utf-8")
    ran = foi("letter", str(case), "-o", str(tmp_path / "letter.txt"))
    assert ran.code == 0
    assert "'Mr Donald Reid' looks like the name of a person among the reasons. (FOISA s.16(3))" in ran.err
    assert foi("letter", str(DEMO / "review.yaml"), "-o", str(tmp_path / "sound.txt")).err == ""


def _bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/document.xml", b"0" * 300_000_000)


def _huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)


def _deep(path: Path) -> None:
    path.write_text("<div>" * 200_000 + "no end", encoding="utf-8")


HOSTILE: dict[str, Callable[[Path], object]] = {
    "bomb.docx": _bomb,
    "huge.txt": _huge,
    "broken.docx": lambda path: path.write_bytes(b"PK\x03\x04 and no more"),
    "empty.txt": lambda path: path.write_bytes(b""),
    "program.txt": lambda path: path.write_bytes(b"\x7fELF" + bytes(range(256)) * 40),
    "picture.pdf": lambda path: path.write_bytes(b"%PDF-1.7\nnothing here\n%%EOF"),
    "old.doc": lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
    "folder.txt": lambda path: path.mkdir(),
    "missing.txt": lambda _: None,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_cannot_be_read_is_one_sentence_and_exit_2(foi: Foi, tmp_path: Path, name: str) -> None:
    HOSTILE[name](tmp_path / name)
    ran = foi("check", str(tmp_path / name))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"'{tmp_path / name}' ")
    assert ran.err.count("\n") == 1
    assert "Traceback" not in ran.err


def test_a_page_nested_as_deep_as_it_likes_is_read(foi: Foi, tmp_path: Path) -> None:
    _deep(tmp_path / "deep.html")
    assert foi("check", str(tmp_path / "deep.html")).code in (0, 2)


def test_every_defect_has_its_page_named(foi: Foi, tmp_path: Path) -> None:
    pages = Path(__file__).parent.parent / "docs" / "defects"
    assert {one.id for one in shipped_defects().defects} <= {page.stem for page in pages.glob("*.md")}
    assert foi("check", _file(tmp_path, BAD)).out.count("More: foi explain ") == 7
