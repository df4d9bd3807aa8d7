"""Every kind of letter from the shipped rules: complete, refused without each thing that it must say, word for word."""

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from notices_every_kind import CASES, every_letter
from test_notices_gate import applies
from test_notices_world import checklist

from foi_rules.notices.checklist import Must
from foi_rules.notices.gate import lacking, require_complete
from foi_rules.notices.notice import Notice, NoticeRefused
from foi_rules.notices.render import render

FOLDER = Path(__file__).parent / "golden" / "letters-every"


def _letter(name: str) -> Notice:
    return dict(every_letter())[name]


def _file(name: str) -> str:
    return f"{re.sub(r'[^a-z0-9]+', '-', name.lower())}.txt"


def _blocking(notice: Notice) -> Iterator[Must]:
    items = checklist().items(notice.kind, notice.rights)
    yield from (
        one for one in items if one.level == "block" and one.when in notice.conditions and applies(one, notice.claims)
    )
    for part in notice.within:
        own = checklist().letter(part.kind).must
        yield from (
            one for one in own if one.level == "block" and one.when in part.conditions and applies(one, part.claims)
        )


REQUIRED = [(name, one) for name in CASES for one in dict.fromkeys(must.id for must in _blocking(_letter(name)))]


def _without(notice: Notice, name: str) -> Notice:
    def bare(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(one for one in ids if one != name)

    head = tuple(replace(line, ids=bare(line.ids)) for line in notice.head)
    return replace(notice, head=head, blocks=tuple(replace(block, ids=bare(block.ids)) for block in notice.blocks))


@pytest.mark.parametrize("name", CASES)
def test_each_letter_is_of_its_kind_complete_and_lacks_no_nicety(name: str) -> None:
    notice, number = _letter(name), name.split(maxsplit=1)[0]
    asked = {"N15": "clarification"} if name == "N15 too general" else {}
    assert checklist().letter(notice.kind).id == number or notice.kind == asked[number]
    require_complete(notice, checklist())
    assert lacking(notice, checklist()) == ()


def test_there_is_a_letter_of_every_kind() -> None:
    assert {notice.kind for _, notice in every_letter()} == {letter.kind for letter in checklist().letters}


@pytest.mark.parametrize(("letter", "name"), REQUIRED)
def test_a_required_thing_that_is_gone_is_named_alone(letter: str, name: str) -> None:
    notice = _letter(letter)
    cites = {one.cite for one in _blocking(notice) if one.id == name}
    with pytest.raises(NoticeRefused) as caught:
        require_complete(_without(notice, name), checklist())
    assert {reason.split(":")[0] for reason in caught.value.reasons} == {name}
    assert all(f"({cites.copy().pop()})" in reason for reason in caught.value.reasons)


@pytest.mark.parametrize(("letter", "name"), REQUIRED)
def test_a_block_that_is_cut_out_is_missed(letter: str, name: str) -> None:
    notice = _letter(letter)
    blocks = tuple(block for block in notice.blocks if name not in block.ids)
    head = tuple(line for line in notice.head if name not in line.ids)
    with pytest.raises(NoticeRefused, match=f"{name}: the letter must say "):
        require_complete(replace(notice, blocks=blocks, head=head), checklist())


def test_everything_that_blocks_was_tried() -> None:
    """What is left over is for letters of several parts with those grounds, which `test_notices_more.py` tries."""
    tried = {name for _, name in REQUIRED}
    blocking = {one.id for letter in checklist().letters for one in letter.must if one.level == "block"}
    left = {"n13_finish", "n13_reg6", "n13_not_held", "n13_not_held_pi", "n13_transfer", "n13_sar", "n20_pi"}
    assert {one for one in blocking - tried if not one.startswith(("n02_", "n03_", "n11_"))} == left | {
        "n07_written_time"
    }
    assert {"n02_place", "n02_planned", "n02_forbidden_by", "n03_place", "n03_forbidden_by", "n11_place"} <= tried
    rights = {one.id for items in checklist().rights.values() for one in items if one.level == "block"}
    assert rights - tried == {"rf_s48", "ra_48", "re_48", "rae_48"}


@pytest.mark.parametrize("name", CASES)
def test_the_letter_is_word_for_word_as_agreed(name: str) -> None:
    path, found = FOLDER / _file(name), render(_letter(name), checklist(), ".txt").decode()
    if os.environ.get("FOI_RESET_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8"), f"{path} differs; FOI_RESET_GOLDEN=1 resets it, say why"


def test_no_letter_is_left_over() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {_file(name) for name in CASES}
