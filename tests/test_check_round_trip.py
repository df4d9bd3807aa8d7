"""Every letter that foi makes passes `foi check` in every format; each required part that is cut out is missed."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from notices_every_kind import CASES, every_letter
from notices_every_kind import letter as letter_of
from notices_kinds_review import review_invalid
from notices_kinds_tools import answered
from test_notices_every_kind import REQUIRED
from test_notices_world import checklist

from foi_rules import check_letter, check_text
from foi_rules.notices.notice import Notice
from foi_rules.notices.render import FORMATS, render
from foi_rules.notices.render.text import rendered

# The opening of this letter gives the answer to its one part, and so does each of its two sections, word for word.
SAID_AGAIN = {("N00 several-parts, both laws for one item", "c_each_part")}


def _letter(name: str) -> Notice:
    return dict(every_letter())[name]


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("name", CASES)
def test_each_letter_is_sound_in_each_format(name: str, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"letter{suffix}"
    path.write_bytes(render(_letter(name), checklist(), suffix))
    report = check_letter(path)
    assert [(one.item or one.id, one.sentence) for one in report.defects] == []
    assert report.sound


@pytest.mark.parametrize("missing", ["lasting-form", "name-and-address", "which-request", "dissatisfied"])
def test_a_letter_that_tells_why_there_is_no_review_is_not_taken_for_its_outcome(missing: str) -> None:
    data = answered(review_invalid(), **{f"foisa.s20.{missing}": "no"})
    assert check_text(rendered(letter_of(data)).decode()).defects == ()


@pytest.mark.parametrize("name", CASES)
def test_each_part_that_is_cut_out_is_missed(name: str) -> None:
    notice = _letter(name)
    for item in [one for letter, one in REQUIRED if letter == name and (name, one) not in SAID_AGAIN]:
        left = _without(notice, item)
        report = check_text(rendered(left).decode())
        assert report.defects, item
        told = {one.item for one in report.defects if one.item}
        assert not told or told & _alike(item), (item, told)
        assert {one for one in told if one in _shown(left)} <= _alike(item), (item, told)


def _without(notice: Notice, item: str) -> Notice:
    return replace(
        notice,
        blocks=tuple(block for block in notice.blocks if item not in block.ids),
        head=tuple(line for line in notice.head if item not in line.ids),
    )


def _shown(notice: Notice) -> set[str]:
    return {name for place in (*notice.blocks, *notice.head) for name in place.ids}


def _alike(item: str) -> set[str]:
    """Return the items that the same thing shows, in whatever letter: where it is gone, any of them names it."""
    every = list(_items())
    role = next(shown for name, shown in every if name == item)
    together = {"environmental-held": "environmental-exemption", "done": "part", "complied": "part"}
    roles = {role, together.get(role, role)} | ({"done", "complied"} if role == "part" else set())
    return {name for name, shown in every if shown in roles}


def _items() -> Iterator[tuple[str, str | None]]:
    lists = checklist()
    for must in (*lists.common, *(one for letter in lists.letters for one in letter.must)):
        yield must.id, must.shown_by
    for musts in lists.rights.values():
        yield from ((must.id, must.shown_by) for must in musts)
