"""One letter for several parts, and what still has no letter."""

from collections.abc import Callable

import pytest
from test_notices_more_world import (
    Told,
    green,
    refused,
    several,
    text_of,
)
from test_notices_world import case_data, item

# One letter for several parts


def test_the_parts_stand_between_one_opening_one_schedule_and_one_statement_of_rights() -> None:
    notice = several().notice()
    headings = [block.text for block in notice.blocks if block.kind == "heading" and block.level == 2]
    assert [one.split(":")[0] for one in headings] == [
        "Part 1", "Part 2", "Part 3", "Part 4", "Part 5", "Our decision, piece by piece", "How we can help",
        "If you are unhappy with this reply",
    ]  # fmt: skip
    schedule = [block for block in notice.blocks if "n00_schedule" in block.ids]
    assert len(schedule) == 1
    assert [row[1] for row in schedule[0].rows[1:]] == ["1", "2", "2", "3", "4", "4", "4", "5"]
    assert notice.rights == ("foisa", "eirs")
    assert [part.kind for part in notice.within] == ["cost", "partial-release", "not-held", "environmental", "neither"]


def test_parts_under_the_act_alone_give_the_rights_of_the_act_alone() -> None:
    text = text_of(several("four"))
    assert "regulation 16" not in text
    assert "Where this letter names a section, it is a section of the Act." in text


ONE = case_data(item("a", "A", {}))
REFUSED: dict[str, tuple[Callable[[], Told], str]] = {
    "published for all": (
        lambda: Told(case_data(), {}, {"request": ("refused-cost", {"foisa.s12-2-c": []})}),
        "There is no letter yet that cites FOISA s.12(2)(c) with SSI 2004/467 reg 6 (request); write this one by hand.",
    ),
    "not paid": (
        lambda: Told(case_data(), {}, {"request": ("refused", {"foisa.s9-3": []})}),
        "There is no letter yet that cites FOISA s.9(3) (request); write this one by hand.",
    ),
    "manifestly unreasonable": (
        lambda: Told(case_data(), {}, {"request": ("refused", {"eirs.x4b": []})}),
        "There is no letter yet that cites EIRs reg 10(4)(b) (request); write this one by hand.",
    ),
    "outside the Act": (
        lambda: Told(case_data(), {}, {"request": ("not-covered", {"foisa.s3-1": []})}),
        "There is no letter yet for the outcome 'not-covered'; write this one by hand.",
    ),
    "another form": (
        lambda: Told(ONE, {"a": ("disclose", {})}, {"request": ("disclosed", {"foisa.s11-3": []})}),
        "There is no letter yet that cites FOISA s.11(3) (request); write this one by hand.",
    ),
    "both laws": (
        lambda: Told(ONE, {"a": ("withhold", {"foisa.s30-c": [], "eirs.x4e": []})}, {"request": ("refused", {})}),
        "There is no letter yet for a, which is answered under both laws; write this one by hand.",
    ),
    "a review under the Regulations": (
        lambda: green("figures", stage="review", review={"did": "confirmed"}),
        "There is no letter yet that cites FOISA s.39(2) (figures); write this one by hand.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_has_no_letter_is_refused_in_words(name: str) -> None:
    make, message = REFUSED[name]
    assert message in refused(make())
