"""The further letters word for word. FOI_RESET_GOLDEN=1 writes them again, and the commit says why."""

import os
from pathlib import Path

import pytest
from test_notices_formats import docx_lines
from test_notices_more_world import LETTERS
from test_notices_world import checklist

from foi_rules.notices.render import render

FOLDER = Path(__file__).parent / "golden" / "letters-more"
FILES = [
    *((name, ".txt") for name in LETTERS),
    *(("several-parts", suffix) for suffix in (".md", ".html", ".docx.txt")),
]


def made(name: str, suffix: str) -> str:
    """Return the letter as its file should be; a Word document by its words, one paragraph a line."""
    notice = LETTERS[name]().notice()
    if suffix == ".docx.txt":
        return "\n".join(docx_lines(render(notice, checklist(), ".docx"))) + "\n"
    return render(notice, checklist(), suffix).decode()


@pytest.mark.parametrize(("name", "suffix"), FILES)
def test_the_letter_is_word_for_word_as_agreed(name: str, suffix: str) -> None:
    path, found = FOLDER / f"{name}{suffix}", made(name, suffix)
    if os.environ.get("FOI_RESET_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8"), f"{path} differs; FOI_RESET_GOLDEN=1 resets it, say why"


def test_no_letter_is_left_over() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {f"{name}{suffix}" for name, suffix in FILES}
