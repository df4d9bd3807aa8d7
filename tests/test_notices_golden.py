"""The letters word for word: one of each kind, and the smallest, in every format.

Whoever changes a letter on purpose writes them again with FOI_RESET_GOLDEN=1, and the commit says why.
"""

import os
from pathlib import Path
from typing import Any

import pytest
from test_notices_formats import docx_lines
from test_notices_world import CASES, FINDINGS, NAMES, checklist, notice_of

from foi_rules.notices.notice import LetterDates, Notice
from foi_rules.notices.render import render

LETTERS = Path(__file__).parent / "golden" / "letters"
SUFFIXES = (".txt", ".md", ".html", ".docx.txt")


def _notice(name: str) -> Notice:
    if name == "smallest":
        bare: dict[str, Any] = {"items": [FINDINGS, NAMES | {"replaced_by": ""}]}
        return notice_of(bare, LetterDates())
    return notice_of(CASES[name]())


def made(name: str, suffix: str) -> str:
    """Return the letter as its file should be; a Word document by its words, one paragraph a line."""
    notice = _notice(name)
    if suffix == ".docx.txt":
        return "\n".join(docx_lines(render(notice, checklist(), ".docx"))) + "\n"
    return render(notice, checklist(), suffix).decode()


@pytest.mark.parametrize("name", [*CASES, "smallest"])
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_letter_is_word_for_word_as_agreed(name: str, suffix: str) -> None:
    path, found = LETTERS / f"{name}{suffix}", made(name, suffix)
    if os.environ.get("FOI_RESET_GOLDEN"):
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8"), f"{path} differs; FOI_RESET_GOLDEN=1 resets it, say why"


def test_no_letter_is_left_over() -> None:
    assert {path.name for path in LETTERS.iterdir()} == {
        f"{name}{s}" for name in [*CASES, "smallest"] for s in SUFFIXES
    }
