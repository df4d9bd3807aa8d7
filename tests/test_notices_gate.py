"""The gate: take one required thing out of a complete letter, and no format will write it."""

from dataclasses import replace

import pytest
from test_notices_world import (
    AUTHORITY,
    CASES,
    FINDINGS,
    NAMES,
    NOTES,
    OWN,
    RECORD,
    STAFF,
    SUMMARY,
    THEIRS,
    case_data,
    checklist,
    item,
    notice_of,
    review_outcome,
)

from foi_rules.notices.checklist import Must
from foi_rules.notices.gate import lacking, require_complete
from foi_rules.notices.notice import Block, Claim, Notice, NoticeRefused
from foi_rules.notices.render import FORMATS, render

RECORD_ITEM = item("record", "A hospital record", RECORD)
HELD_BACK = item(
    "link",
    "One name",
    STAFF | {"foisa.s38.their-data": "unsure"},
    held_back={"by": "DPO", "on": "2026-10-01", "why": "consulting"},
)
VARIANTS = CASES | {
    "weighed, own data, no commissioner": lambda: case_data(
        NOTES, item("own", "Your file", OWN), authority=AUTHORITY | {"kind": "commissioner"}
    ),
    "not held and late, one piece waiting": lambda: case_data(SUMMARY, HELD_BACK, letter={"on": "2026-10-06"}),
    "a review that keeps all back, no commissioner": lambda: (
        review_outcome() | {"items": [NOTES, RECORD_ITEM], "authority": AUTHORITY | {"kind": "lord-advocate"}}
    ),
    "two parts, whole document": lambda: case_data(
        FINDINGS | {"part": "one"},
        NAMES | {"part": "two"},
        parts=[{"id": "one", "text": "the findings"}, {"id": "two", "text": "who took part"}],
        letter={"whole": "the register is nothing but names"},
    ),
}


def _required(name: str) -> tuple[Notice, list[Must]]:
    notice = notice_of(VARIANTS[name]())
    items = [one for one in checklist().items(notice.kind) if one.level == "block" and one.when in notice.conditions]
    return notice, [one for one in items if applies(one, notice.claims)]


def applies(one: Must, claims: tuple[Claim, ...]) -> bool:
    """Return whether an item that is wanted for some grounds alone is wanted for one of these."""
    return not one.grounds or any(claim.key.startswith(one.grounds) for claim in claims)


REQUIRED = [(name, one.id) for name in VARIANTS for one in _required(name)[1]]


def _without(notice: Notice, name: str) -> Notice:
    """Return the letter without what meets the item, and nothing else changed."""

    def bare(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(one for one in ids if one != name)

    head = tuple(replace(line, ids=bare(line.ids)) for line in notice.head)
    return replace(notice, head=head, blocks=tuple(replace(block, ids=bare(block.ids)) for block in notice.blocks))


@pytest.mark.parametrize("kind", CASES)
def test_the_letters_are_complete_and_lack_no_nicety(kind: str) -> None:
    notice = notice_of(CASES[kind]())
    assert notice.kind == kind
    require_complete(notice, checklist())
    assert lacking(notice, checklist()) == ()


def test_enough_is_required_of_each_letter() -> None:
    assert [sum(one == name for one, _ in REQUIRED) for name in VARIANTS] == [9, 15, 12, 9, 13, 13, 11, 10, 14]
    demanded = {name for _, name in REQUIRED}
    blocking = {one.id for kind in CASES for one in checklist().items(kind) if one.level == "block"}
    beside = {f"n{letter}_{name}" for letter in ("02", "03", "11") for name in ("place", "planned", "forbidden_by")}
    forms = {"n01_s11", "n02_s11", "n11_s11"}
    assert blocking - demanded == {"n02_sar", "n11_sar", "n03_not_held"} | beside | forms


@pytest.mark.parametrize(("letter", "name"), REQUIRED)
def test_a_required_thing_that_is_gone_is_named_alone_whatever_the_format(letter: str, name: str) -> None:
    notice, items = _required(letter)
    one = next(found for found in items if found.id == name)
    for suffix in FORMATS:
        with pytest.raises(NoticeRefused) as caught:
            render(_without(notice, name), checklist(), suffix)
        assert {reason.split(":")[0] for reason in caught.value.reasons} == {name}
        assert all(f"({one.cite})" in reason for reason in caught.value.reasons)


@pytest.mark.parametrize(("letter", "name"), REQUIRED)
def test_a_block_that_is_cut_out_or_emptied_is_missed(letter: str, name: str) -> None:
    notice, _ = _required(letter)
    kept = tuple(block for block in notice.blocks if name not in block.ids)
    emptied = tuple(
        replace(block, text=" ", lead="", rows=()) if name in block.ids else block for block in notice.blocks
    )
    head = tuple(line for line in notice.head if name not in line.ids)
    for changed in (kept, emptied):
        with pytest.raises(NoticeRefused, match=f"{name}: the letter must say "):
            require_complete(replace(notice, blocks=changed, head=head), checklist())


def test_each_ground_needs_its_own_reasons_and_its_own_balance() -> None:
    other = item("more", "Minutes of the steering group", NOTES["answers"], public_interest=_other_weighing())
    notice = notice_of(case_data(NOTES, other, NAMES))
    assert [claim.key for claim in notice.claims] == ["foisa.s30-c #1", "foisa.s30-c #2", "foisa.s38-1-b-first #3"]
    for claim in notice.claims[:2]:
        for name in ("n03_why", "n03_pit"):
            kept = tuple(one for one in notice.blocks if not (name in one.ids and claim.key in one.about))
            with pytest.raises(NoticeRefused) as caught:
                require_complete(replace(notice, blocks=kept), checklist())
            assert len(caught.value.reasons) == 1
            assert ", for section 30(c) (FOISA s.16(" in caught.value.reasons[0]


def _other_weighing() -> dict[str, object]:
    weighing = dict(NOTES["public_interest"]["foisa.s30-c"])
    return {"foisa.s30-c": weighing | {"reasons": "the group still meets, and its minutes will be published"}}


def test_the_exact_provision_must_stand_where_the_reasons_are() -> None:
    notice = notice_of(CASES["partial-release"]())
    vague = tuple(
        replace(block, text="Other people's personal details (section 38)") if "n02_exemption" in block.ids else block
        for block in notice.blocks
    )
    with pytest.raises(NoticeRefused) as caught:
        require_complete(replace(notice, blocks=vague), checklist())
    assert caught.value.reasons[0] == (
        "The letter must name section 38(1)(b), first condition where it gives the reasons for it (FOISA s.16(1)(c))."
    )


@pytest.mark.parametrize("hole", ["{reasons}", "{{ reasons }}", "[[if late]]", "{applicant-name}"])
@pytest.mark.parametrize("suffix", FORMATS)
def test_a_placeholder_that_is_left_stops_every_format(hole: str, suffix: str) -> None:
    notice = notice_of(CASES["full-release"]())
    left = replace(notice, blocks=(*notice.blocks, Block("paragraph", f"We are sorry that {hole}.")))
    with pytest.raises(NoticeRefused) as caught:
        render(left, checklist(), suffix)
    assert caught.value.reasons == (
        f"The letter still has '{hole}' in it; put the words in its place, or take it out.",
    )


def test_braces_that_are_no_placeholder_are_an_officers_own() -> None:
    notice = notice_of(case_data(item("a", 'The setting {"retention": 7} of the archive', NAMES["answers"])))
    assert b'{"retention": 7}' in render(notice, checklist(), ".txt")


LABEL = "it remains a Confidential document"
ONE_WORD = THEIRS | {
    "foisa.s38.could-be-worked-out": {"is": "yes", "source": "Seaview", "reasons": "ok"},
    "foisa.s38.less-would-do": {
        "is": "yes",
        "reasons": "the lesson is the same whether it was seaview or another school",
    },
}
FORBIDDEN = {
    "the label alone": (
        case_data(item("a", "The report", THEIRS | {"foisa.s38.less-would-do": {"is": "yes", "reasons": LABEL}})),
        "c_label: the letter must not give as a reason only that something is confidential, or another label of that"
        " kind (FOISA s.16(1)(d)); reword 'It remains a Confidential document.'.",
    ),
    "asking why": (
        case_data(NAMES, letter={"advice": "Tell us why you want it"}),
        "c_no_identity: the letter must not ask why the information is wanted (FOISA s.8(1)); reword 'why you want'.",
    ),
    "a clue to a person": (
        case_data(item("a", "The school", THEIRS, advice="look at the Northern Courier of 3 March")),
        "n03_personal: the letter must not repeat what would show who somebody is or what is private about them"
        " (FOISA s.16(3)); reword 'the Northern Courier of 3 March'.",
    ),
    "a clue in one word": (
        case_data(item("a", "The school", ONE_WORD)),
        "n03_personal: the letter must not repeat what would show who somebody is or what is private about them"
        " (FOISA s.16(3)); reword 'Seaview'.",
    ),
    "an exemption for what is not held": (
        case_data(SUMMARY | {"advice": "It would be exempt in any case"}),
        "n07_forbid: the letter must not claim an exemption for what we do not hold (FOISA s.16(1)); reword 'exempt'.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FORBIDDEN)
@pytest.mark.parametrize("suffix", FORMATS)
def test_what_is_forbidden_stops_every_format(name: str, suffix: str) -> None:
    data, message = FORBIDDEN[name]
    with pytest.raises(NoticeRefused) as caught:
        render(notice_of(data), checklist(), suffix)
    assert caught.value.reasons == (message,)


def test_a_reason_that_says_more_than_a_label_passes() -> None:
    reasons = "the charity was promised in writing that it would stay confidential until the inquiry ends"
    answers = NAMES["answers"] | {"foisa.s38.less-would-do": {"is": "yes", "reasons": reasons}}
    require_complete(notice_of(case_data(item("a", "The report", answers))), checklist())


def test_the_applicants_own_words_are_not_held_against_the_authority() -> None:
    data = case_data(item("a", "The school", THEIRS), letter={"summary": ""})
    data["request"] = "What did the Northern Courier of 3 March mean? Say why you want to hide it: {reasons}"
    assert data["request"].encode() in render(notice_of(data), checklist(), ".html")


def test_what_a_letter_would_be_better_for_is_told() -> None:
    bare = {"items": [NAMES, SUMMARY], "request": "", "received": "2026-09-07", "authority": {"name": "A Council"}}
    told = {remark.id: remark.message for remark in lacking(notice_of(bare), checklist())}
    assert set(told) == {
        "c_address", "c_ref", "c_request", "c_contact", "rf_complaints_where", "rf_review_where", "n03_partial_tried",
    }  # fmt: skip
    assert told["c_contact"] == "c_contact: the letter should say whom to ask for help (FOISA s.15)."


def test_a_point_without_an_answer_is_told() -> None:
    data = review_outcome()
    data["review"] = data["review"] | {"answers_to_points": ["you are right"]}
    assert [remark.message for remark in lacking(notice_of(data), checklist())] == [
        "n11_points: the letter should say what the answer is to each thing that the applicant raised (point 2)"
        " (practice)."
    ]
