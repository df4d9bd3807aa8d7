"""Neither yes nor no: nothing in the letter, beside it, or in its name may tell which of them it is."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_notices_more_world import (
    DATES,
    NEITHER_GROUNDS,
    SAY_NEITHER,
    Told,
    neither,
    neither_eirs,
    refused,
    rulebook,
    several,
    text_of,
    whole,
)
from test_notices_world import AUTHORITY, checklist, item

from foi_rules.notices.gate import require_complete, require_silent_name
from foi_rules.notices.notice import Block, LetterDates, NoticeRefused
from foi_rules.notices.render import FORMATS, render

# Neither yes nor no: nothing tells

LEAKS = (
    "we hold it", "We do not hold it", "it was found in May", "we searched the drive", "a copy is attached",
    "no record of this kind", "it does not exist", "there are no complaints", "we have nothing", "it was destroyed",
    "as we hol\u00add it",
    "section 17", "regulation 10(4)(a)", "it is exempt", "section 2(1)(b)", "the public interest in keeping it",
    "Two letters of May",
)  # fmt: skip
PLACES: dict[str, Callable[[Told, str], Told]] = {
    "under 'How we can help'": lambda told, text: _letter(told, advice=text),
    "where the letter says what was asked for": lambda told, text: _letter(told, summary=text),
    "in the signature": lambda told, text: _letter(told, signed=text),
    "in the reference": lambda told, text: _letter(told, reference=text),
}


def _letter(told: Told, **more: str) -> Told:
    told.data["letter"] = told.data["letter"] | more
    return told


@pytest.mark.parametrize("leak", LEAKS)
@pytest.mark.parametrize("place", PLACES)
def test_a_word_that_tells_stops_the_letter_and_its_place_is_named(place: str, leak: str) -> None:
    reasons = refused(PLACES[place](neither(), leak))
    assert all(
        one.startswith("n08_no_hold: the letter must not say or hint whether the information is held")
        for one in reasons
    )
    assert any(place in one for one in reasons)


NO_HOLD = "n08_no_hold: the letter must not say or hint whether the information is held (FOISA s.18(2))"


def test_a_refusal_of_what_tells_is_one_sentence() -> None:
    assert refused(_letter(neither(), advice="We hold other papers on this")) == (
        f"{NO_HOLD}; reword 'hold' under 'How we can help'.",
    )
    told = _letter(neither(), advice="You could ask about the two letters of May")
    assert refused(told) == (
        f"{NO_HOLD}; reword 'Two letters of May' under 'How we can help', which is the name of the item in the case.",
    )


@pytest.mark.parametrize("leak", LEAKS)
def test_a_reason_that_tells_stops_the_letter(leak: str) -> None:
    told = neither()
    told.items["hidden"] = (
        told.items["hidden"][0],
        {**NEITHER_GROUNDS, "foisa.s34-1-a-i": [f"As {leak}, it would apply"]},
    )
    assert any("n08_no_hold" in one for one in refused(told))
    for source, make in (
        ("foisa.s18.reveals-against-public-interest", neither),
        ("eirs.r10-8.answer-does-harm", neither_eirs),
    ):
        told = make()
        told.data["items"][0]["title"] = "Two letters of May"
        told.data["items"][0]["answers"] |= {source: {"is": "yes", "reasons": f"As {leak}, we cannot say"}}
        assert any("_no_hold" in one for one in refused(told))


@pytest.mark.parametrize("leak", LEAKS)
@pytest.mark.parametrize("make", [neither, neither_eirs])
def test_a_block_that_somebody_put_in_afterwards_stops_every_format(make: Callable[[], Told], leak: str) -> None:
    notice = make().notice()
    notice = replace(notice, unsaid=("Two letters of May",), blocks=(*notice.blocks, Block("paragraph", f"{leak}.")))
    for suffix in FORMATS:
        with pytest.raises(NoticeRefused, match="_no_hold"):
            render(notice, checklist(), suffix)


@pytest.mark.parametrize(
    "leak", ["a reply - nothing held", "Reid_found.docx", "reid-not-held.docx", "two letters of may.docx"]
)
def test_the_name_of_the_file_may_not_tell_either(leak: str) -> None:
    for told in (neither(), several()):
        notice = told.notice()
        require_silent_name(notice, checklist(), "reply 2026-114.docx")
        with pytest.raises(NoticeRefused, match="in the name of the file"):
            require_silent_name(notice, checklist(), leak)
    require_silent_name(whole("cost").notice(), checklist(), leak)


def test_the_applicants_own_words_tell_nothing() -> None:
    request = "Do you hold two letters of May about Councillor Reid?"
    told = _letter(neither(request=request), summary="whether you hold two letters of May about Councillor Reid")
    assert "You asked for whether you hold two letters of May" in text_of(told)


def test_the_letter_names_the_exemption_and_says_nothing_of_holding() -> None:
    text = text_of(neither())
    assert "section 34(1)(a)(i)" in text
    assert "section 38(1)(b), first condition" in text
    assert "Such information would be exempt under the Act if it existed and we held it." in text
    for never in ("We hold", "do not hold", "Two letters", "He was accused", "yes would say", "section 16(1)"):
        assert never not in text
    told = neither()
    told.items["hidden"] = ("neither-confirm-nor-deny", {"foisa.s18-1": ["a reason"]})
    assert {one.split(":")[0] for one in refused(told)} == {"n08_named"}


WORDS = st.sampled_from(
    ["", "Two letters of May", "The file of Councillor Reid", "Nothing was found", "Box 7, held since 2019"]
)
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "screening.found": st.sampled_from(["all", "some", "nothing", "not-looked"]),
        "foisa.s17.looked-everywhere": st.sampled_from(["yes", "no", "unsure"]),
    },
)


ITEM = st.fixed_dictionaries(
    {"title": WORDS, "advice": WORDS, "replaced_by": WORDS, "created": st.sampled_from(["2019", "2026-01", None])}
)


@settings(max_examples=15, deadline=None)
@given(changed=ITEM, said=WORDS, form=WORDS, elsewhere=ANSWERS)
def test_the_letter_is_the_same_bytes_whatever_is_recorded_about_holding(
    changed: dict[str, Any], said: str, form: str, elsewhere: dict[str, Any]
) -> None:
    letter = neither().data["letter"] | {"form": form, "whole": said}
    told = neither(item=changed, letter=letter, proposed=said, answers=elsewhere)
    for suffix in (".docx", ".txt"):
        assert render(told.notice(), checklist(), suffix) == render(neither().notice(), checklist(), suffix)


@settings(max_examples=6, deadline=None)
@given(title=WORDS, searched=ANSWERS, more=st.integers(0, 3))
def test_the_section_of_a_joined_letter_is_the_same_too(title: str, searched: dict[str, Any], more: int) -> None:
    told = several(answers=searched)
    for number in range(more):
        told.data["items"].append(item(f"more-{number}", title, SAY_NEITHER, hypothetical="yes", part="five"))
        told.items[f"more-{number}"] = ("neither-confirm-nor-deny", NEITHER_GROUNDS)
    assert render(told.notice(), checklist(), ".docx") == render(several().notice(), checklist(), ".docx")


def test_it_stands_in_a_part_of_its_own() -> None:
    told = several()
    told.data["items"][-1]["part"] = "three"
    told.parts.pop("five")
    told.data["parts"].pop()
    assert refused(told) == (
        "In part 'three' something is answered without saying whether it is held, and something else in another way;"
        " make each a part of its own, so that neither tells the other (FOISA s.18, EIRs reg 10(8)).",
    )


def test_the_other_parts_may_say_what_they_hold_and_the_silent_one_may_not() -> None:
    notice = several().notice()
    section = next(part.scope for part in notice.within if part.kind == "neither")
    other = next(part.scope for part in notice.within if part.kind == "not-held")
    for scope, stopped in ((section, True), ("", True), (other, False)):
        more = replace(notice, blocks=(*notice.blocks, Block("paragraph", "We searched and found it.", scope=scope)))
        if stopped:
            with pytest.raises(NoticeRefused, match="n08_no_hold"):
                require_complete(more, checklist())
        else:
            require_complete(more, checklist())


def test_under_the_regulations_no_other_exception_is_named() -> None:
    told = _letter(neither_eirs(), advice="See regulation 10(5)(e)")
    assert refused(told) == (
        "n20_other: the letter must not name another exception (EIRs reg 10(8)); reword 'regulation 10(5)(e)'.",
    )


def test_every_exemption_of_the_list_can_be_named_without_telling() -> None:
    law = rulebook().on(rulebook().order.law_stated_at)
    listed = [one for one in law.grounds if re.match(r"foisa\.s(28|29|3[0-58]|39-1|41)", one)]
    assert len(listed) > 40
    for name in listed:
        told = neither()
        told.items["hidden"] = (
            "neither-confirm-nor-deny",
            {"foisa.s18-1": [], name: ["it would harm what it protects"]},
        )
        assert "if it existed and we held it" in text_of(told), name


@pytest.mark.parametrize("make", [neither, neither_eirs])
def test_no_fixed_wording_trips_the_guard(make: Callable[[], Told]) -> None:
    for more in ({"kind": "commissioner"}, {"contact": "", "review_contact": "", "complaints": ""}):
        told = make()
        told.data["authority"] = AUTHORITY | more
        for dates in (LetterDates(), replace(DATES, late=True)):
            text_of(told, dates)
