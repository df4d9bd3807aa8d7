"""The pieces of a request: what operations on them keep, ask again and say, and what one takes over from another."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random

import pytest
from interview_players import TODAY
from properties.cases import random_case

from foi_rules.engine.asking import Question
from foi_rules.engine.checking import faults_in
from foi_rules.engine.decide import decide, no_table, standings
from foi_rules.engine.missing import BALANCE
from foi_rules.interview import copying, items
from foi_rules.interview.copying import applied, candidates, copyable, earlier_like, own, said_of, taken_from
from foi_rules.interview.machine import prompt_of
from foi_rules.interview.prompt import Misread
from foi_rules.interview.state import State, back, begin, recorded
from foi_rules.model.case import Answer, Case, HeldBack, Item, Letter, Part, Unclaimed, Weighed, Weighing
from foi_rules.model.decision import Decision
from foi_rules.model.rulebook import Rulebook

SEEDS = range(30)
OPENED = {"environment": "none", "applicant": "none", "say-so": "no", "found": "all"}
SCREENED = {"people": "no", "died": "no", "given": "no", "barred": "no", "danger": "no"}
HARM = "foisa.s30.harm."
STEPS, WORDS, LIKELY = f"{HARM}step-by-step", f"{HARM}points-to-words", f"{HARM}how-likely"
JOB = "foisa.s30-c"
AFRESH = ("points-to-words", "how-likely", "adds-harm", "harm-today")


@pytest.fixture(scope="module")
def rules(rulebook: Rulebook) -> Rulebook:
    """Return the shipped rules in which some questions at least are marked as answered afresh for each piece."""
    sections = tuple(
        replace(
            section,
            facts={
                name: replace(fact, reuse="never") if name.endswith(AFRESH) else fact
                for name, fact in section.facts.items()
            },
        )
        for section in rulebook.sections
    )
    return replace(rulebook, sections=sections)


def given(**answers: object) -> dict[str, Answer]:
    return {f"screening.{name.replace('_', '-')}": Answer.model_validate(value) for name, value in answers.items()}


def piece(
    title: str, kinds: tuple[str, ...] | None = (), created: str | None = "2025", more: object = (), **answers: object
) -> Item:
    """Return a piece whose outright lines are answered no, unless said otherwise."""
    said = given(**{**SCREENED, **answers}) | {name: Answer.model_validate(one) for name, one in dict(more).items()}  # type: ignore[call-overload]
    return Item(id=title.split(maxsplit=1)[0], title=title, kinds=kinds, created=created, answers=said)


def bare(title: str, created: str | None = "2025") -> Item:
    return Item(id=title.split(maxsplit=1)[0], title=title, created=created)


def state_of(rulebook: Rulebook, *pieces: Item, **more: object) -> State:
    request = {"received": "2026-11-02", "request": "the papers", "kinds": (), "answers": given(**OPENED)}
    return begin(rulebook, TODAY, Case.model_validate({**request, **more, "items": pieces}))


def outcomes(state: State) -> list[str]:
    return [one.outcome for one in standings(state.law, state.case, no_table)[2]]


def decided(state: State) -> Decision:
    return decide(state.rulebook, state.case)


@pytest.fixture(scope="module")
def drawn(rules: Rulebook) -> tuple[State, ...]:
    """Return random states. What follows by itself may not fit a piece taken as if it were held; those are left out."""
    law = rules.on(rules.order.law_stated_at)
    states = [begin(rules, TODAY, random_case(law, Random(seed))) for seed in SEEDS]
    return tuple(one for one in states if not list(faults_in(law, one.case)))


def harm(**texts: object) -> dict[str, object]:
    """Return the harm to a job of a public body, shown in full."""
    full = {
        "foisa.s30.otherwise": "yes",
        WORDS: {"is": "yes", "words": "line 3"},
        STEPS: {"is": "yes", "steps": "bidders could learn who scored them"},
        f"{HARM}names-one-harm": {"is": "yes", "harm": "the panel could not be filled again"},
        f"{HARM}real-and-significant": {"is": "yes", "reasons": "three of five members left after 2022"},
        LIKELY: {"is": "real-chance", "reasons": "three members wrote so on 4 May 2025"},
        "common.harm.any-public": {"is": "no", "looked": "the website, 2 Nov"},
        "common.harm.moved-on": {"is": "no", "reasons": "the panel sits again in March 2027"},
    }
    return full | texts


def weighing() -> Weighing:
    one = (Weighed(text="who scored", why="page 4 of the minutes of 3 May tells it"),)
    reasons = "two members left over it in May, and the panel sits again in March"
    return Weighing(for_disclosure=one, for_maintaining=one, conclusion="maintaining-outweighs", reasons=reasons)


def withheld(title: str) -> Item:
    return piece(title, ("job",), more=harm()).model_copy(update={"public_interest": {JOB: weighing()}})


# Every operation


def _merge_possible(state: State) -> bool:
    pair = state.case.items[:2]
    same = all(len({getattr(one, name) for one in pair}) == 1 for name in ("part", "hypothetical"))
    return len(pair) == 2 and same and len({one.passage for one in pair} - {""}) < 2


OPERATIONS: dict[str, Callable[[State], State]] = {
    "added": lambda state: items.added(state, "minutes of the panel, 2019"),
    "split, the name kept": lambda state: items.split(state, 1, ["item-0", "the names in it"]),
    "split, new names": lambda state: items.split(state, 1, ["the findings", "the names in it"]),
    "renamed": lambda state: items.renamed(state, 1, "the findings"),
    "passage": lambda state: items.moved_to_passage(state, [1], ""),
    "remainder": lambda state: items.remainder(state, state.case.items[0], "what is left"),
}
SEVERAL: dict[str, Callable[[State], State]] = {
    "merged": lambda state: items.merged(state, 1, 2, "both together"),
    "removed": lambda state: items.removed(state, 1),
}


def _tried(name: str, drawn: tuple[State, ...]) -> Iterator[tuple[State, State]]:
    """Yield states with what the operation makes of them."""
    operation = (OPERATIONS | SEVERAL)[name]
    for state in drawn:
        if name == "remainder" and state.case.items[0].hypothetical == "yes":
            continue
        if name in SEVERAL and len(state.case.items) < 2:
            continue
        if name != "merged" or _merge_possible(state):
            yield state, operation(state)


def _lost(before: State, after: State) -> int:
    """Return how many questions were answered for the first two pieces and are answered for no piece now."""
    now = {one.id: set(said_of(after.case, one)) for one in after.case.items}
    gone = [one for one in before.case.items if one.id not in now]
    changed = [one for one in before.case.items if one.id in now and set(said_of(before.case, one)) != now[one.id]]
    kept: set[str] = set().union(*(now[one.id] for one in changed)) if changed else set()
    return len({name for one in (*gone, *changed) for name in said_of(before.case, one)} - kept)


@pytest.mark.parametrize("name", [*OPERATIONS, *SEVERAL])
def test_no_answer_is_lost_unsaid(drawn: tuple[State, ...], name: str) -> None:
    tried = 0
    for before, after in _tried(name, drawn):
        lost = _lost(before, after)
        tried += 1
        assert not lost or re.search(rf"\b{lost} answers?\b", " ".join(after.said)), (lost, after.said)
    assert tried >= 10


@pytest.mark.parametrize("name", ["added", "split, the name kept", "renamed", "passage", "remainder"])
def test_what_only_adds_or_names_keeps_every_answer(drawn: tuple[State, ...], name: str) -> None:
    for before, after in _tried(name, drawn):
        assert _lost(before, after) == 0


@pytest.mark.parametrize("name", [*OPERATIONS, *SEVERAL])
def test_the_case_fits_the_rules_afterwards_and_back_undoes_it(drawn: tuple[State, ...], name: str) -> None:
    for before, after in _tried(name, drawn):
        assert not list(faults_in(after.law, after.case))
        assert after.said
        assert (back(after).case, back(after).memo) == (before.case, before.memo)


@pytest.mark.parametrize("name", [*OPERATIONS, *SEVERAL])
def test_the_other_pieces_stay_as_they_are(drawn: tuple[State, ...], name: str) -> None:
    for before, after in _tried(name, drawn):
        for one in before.case.items[2 if name == "merged" else 1 :]:
            assert after.item(one.id) == one


@pytest.mark.parametrize("name", [*OPERATIONS, *SEVERAL])
def test_a_new_piece_never_goes_out_unasked(drawn: tuple[State, ...], name: str) -> None:
    for before, after in _tried(name, drawn):
        known = {one.id for one in before.case.items}
        new = [outcome for one, outcome in zip(after.case.items, outcomes(after), strict=True) if one.id not in known]
        assert "disclose" not in new


@pytest.mark.parametrize("number", [0, 3, -1])
def test_a_piece_that_is_not_there_is_told(rulebook: Rulebook, number: int) -> None:
    state = state_of(rulebook, bare("minutes"), bare("letter"))
    for operation in (
        lambda: items.renamed(state, number, "x"),
        lambda: items.removed(state, number),
        lambda: items.split(state, number, ["a", "b"]),
        lambda: items.merged(state, 1, number),
        lambda: items.moved_to_passage(state, [number, 1], "page 4"),
    ):
        with pytest.raises(Misread, match=f"There is no piece {number}; please give a number from 1 to 2"):
            operation()


def test_without_pieces_nothing_can_be_done_to_them(rulebook: Rulebook) -> None:
    with pytest.raises(Misread, match="There are no pieces yet"):
        items.renamed(state_of(rulebook), 1, "minutes")


@pytest.mark.parametrize("title", ["Letter", "  letter ", "LETTER."])
def test_two_pieces_never_have_one_name(rulebook: Rulebook, title: str) -> None:
    state = state_of(rulebook, bare("minutes"), bare("letter"), bare("report"))
    for operation in (
        lambda: items.added(state, title),
        lambda: items.renamed(state, 1, title),
        lambda: items.split(state, 1, ["the findings", title]),
        lambda: items.merged(state, 1, 3, title),
        lambda: items.remainder(state, state.case.items[0], title),
    ):
        with pytest.raises(Misread, match="please add a word that tells them apart"):
            operation()


def test_a_piece_may_keep_its_own_name(rulebook: Rulebook) -> None:
    state = state_of(rulebook, bare("minutes"), bare("letter"))
    assert items.renamed(state, 1, "Minutes").case.items[0].title == "Minutes"
    assert items.merged(state, 1, 2, "letter").case.items[0].title == "letter"


@pytest.mark.parametrize("title", ["", "  ", " . "])
def test_a_piece_needs_a_name(rulebook: Rulebook, title: str) -> None:
    state = state_of(rulebook, bare("minutes"), bare("letter"))
    for operation in (
        lambda: items.added(state, title),
        lambda: items.renamed(state, 1, title),
        lambda: items.split(state, 1, ["minutes", title]),
    ):
        with pytest.raises(Misread, match="The piece needs a name"):
            operation()


def test_what_was_on_the_way_about_a_piece_that_is_gone_is_dropped(rulebook: Rulebook) -> None:
    state = state_of(rulebook, bare("minutes"), bare("letter"))
    about = (Question("screening.people", "minutes"), Question("screening.people", "letter"))
    seen = frozenset({"cue 1@minutes", "cue 1@letter"})
    state = replace(state, memo=replace(state.memo, focus=about, handing=about, cued=True, seen=seen))
    after = items.removed(state, 1)
    assert (after.memo.focus, after.memo.handing, after.memo.cued) == (about[1:], about[1:], True)
    assert after.memo.seen == {"cue 1@letter"}
    assert prompt_of(after)
    assert not items.removed(after := items.added(after, "report"), 1).memo.cued
    assert prompt_of(items.removed(after, 1))


def test_a_page_that_lies_open_is_closed(rulebook: Rulebook) -> None:
    state = state_of(rulebook, bare("minutes"), bare("letter"))
    state = replace(state, memo=replace(state.memo, page="outright@minutes", title="The outright lines", lines=("x",)))
    after = items.removed(state, 1)
    assert (after.memo.page, after.memo.title, after.memo.lines) == ("", "", ())


# Added


def test_a_line_adds_a_piece_with_its_year(rulebook: Rulebook) -> None:
    after = items.added(state_of(rulebook, bare("minutes")), "hourly rates, 2019")
    new = after.case.items[-1]
    assert (new.id, new.title, new.created) == ("hourly-rates", "hourly rates", "2019")
    assert after.said == ("Piece 2 is 'hourly rates'.",)


def test_in_a_request_of_parts_an_added_piece_belongs_to_the_first(rulebook: Rulebook) -> None:
    parts = (Part(id="p", kinds=()), Part(id="q", kinds=()))
    state = state_of(rulebook, bare("minutes").model_copy(update={"part": "q"}), parts=parts)
    after = items.added(state, "hourly rates")
    assert after.case.items[-1].part == "p"
    assert after.said == ("Piece 2 is 'hourly rates', in the part 'p'.",)


# Split


def test_the_piece_that_keeps_the_name_keeps_what_was_said(rulebook: Rulebook) -> None:
    state = state_of(rulebook, bare("letter"), withheld("minutes of the panel"))
    after = items.split(state, 2, ["the names in the minutes", "Minutes  of the panel"])
    assert [one.id for one in after.case.items] == ["letter", "names-minutes", "minutes"]
    assert after.case.items[2] == state.case.items[1]
    assert after.said[0] == "'minutes of the panel' is now pieces 2 and 3."
    assert after.said[1].startswith("Piece 3 keeps what was said of it (15 answers)")
    assert "Of piece 2 everything is asked" in after.said[1]


def test_a_new_piece_starts_with_the_year_the_part_and_the_passage_alone(rulebook: Rulebook) -> None:
    parts = (Part(id="p", kinds=()), Part(id="q", kinds=()))
    old = withheld("minutes").model_copy(update={"part": "q", "passage": "page 4", "hypothetical": "yes"})
    after = items.split(state_of(rulebook, old, parts=parts), 1, ["minutes", "the names", "the annex, 2019"])
    names, annex = after.case.items[1:]
    assert own(names) == Item(
        id="names", title="the names", created="2025", part="q", passage="page 4", hypothetical="yes"
    )
    assert annex.created == "2019"


def test_even_a_no_to_an_outright_line_is_asked_again_of_a_new_piece(rulebook: Rulebook) -> None:
    state = state_of(rulebook, piece("minutes"))
    assert outcomes(state) == ["disclose"]
    after = items.split(state, 1, ["minutes", "the names of those who came"])
    assert outcomes(after) == ["disclose", "undecided"]


def test_where_no_piece_keeps_the_name_everything_is_asked_again_and_that_is_said(rulebook: Rulebook) -> None:
    after = items.split(state_of(rulebook, piece("minutes")), 1, ["the findings", "the names"])
    assert [said_of(after.case, one) for one in after.case.items] == [(), ()]
    assert after.said[1].startswith("What was said of the whole (6 answers) goes with it")
    assert "go 'back' and give one of them the old name" in after.said[1]


def test_a_piece_of_which_nothing_was_said_is_split_without_ado(rulebook: Rulebook) -> None:
    after = items.split(state_of(rulebook, bare("minutes")), 1, ["the findings", "the names"])
    assert after.said == ("'minutes' is now pieces 1 and 2.",)


@pytest.mark.parametrize("titles", [[], ["the findings"]])
def test_one_piece_is_no_split(rulebook: Rulebook, titles: list[str]) -> None:
    with pytest.raises(Misread, match="name at least two pieces that 'minutes' is to become"):
        items.split(state_of(rulebook, bare("minutes")), 1, titles)


# Merged


def test_a_split_that_is_put_back_untouched_changes_nothing(drawn: tuple[State, ...]) -> None:
    for before in drawn:
        after = items.split(before, 1, ["the names in it", "item-0", "the annex"])
        after = items.merged(after, 3, 2, "item-0")
        after = items.merged(after, 2, 1, "item-0")
        assert [own(one).answers for one in after.case.items] == [own(one).answers for one in before.case.items]
        assert decided(after) == decided(before)


def test_a_split_of_what_nothing_was_said_of_is_put_back_under_any_name(rulebook: Rulebook) -> None:
    before = state_of(rulebook, bare("minutes"), piece("letter"))
    after = items.merged(items.split(before, 1, ["the findings", "the names"]), 1, 2, "minutes")
    assert decided(after).outcome == decided(before).outcome
    assert [one.title for one in after.case.items] == ["minutes", "letter"]


@pytest.mark.parametrize("touched", [0, 1])
def test_a_split_that_was_touched_since_is_not_put_back_unasked(rulebook: Rulebook, touched: int) -> None:
    state = items.split(state_of(rulebook, piece("minutes")), 1, ["minutes", "the names"])
    item = state.case.items[touched]
    answer = Answer.model_validate("unsure")
    state = state.with_answer(recorded(state, Question("screening.died", item.id), answer))
    after = items.merged(state, 1, 2)
    assert "screening.people" not in after.case.items[0].answers
    assert outcomes(after) == ["undecided"]


def test_a_piece_that_was_added_is_never_taken_for_one_that_was_split_off(rulebook: Rulebook) -> None:
    state = items.split(state_of(rulebook, piece("minutes")), 1, ["minutes", "the names"])
    state = items.added(items.removed(state, 2), "the names, 2025")
    assert state.case.items[1].id == "names"
    assert outcomes(items.merged(state, 1, 2)) == ["undecided"]


def test_silence_about_one_piece_is_not_settled_by_the_other(rulebook: Rulebook) -> None:
    state = state_of(rulebook, piece("minutes"), bare("letter about a child"))
    after = items.merged(state, 1, 2)
    assert said_of(after.case, after.case.items[0]) == ()
    assert outcomes(after) == ["undecided"]
    assert after.said[:1] == ("Pieces 1 and 2 are now piece 1, 'minutes and letter about a child'.",)
    assert after.said[1].startswith("6 answers not the same for both, so asked again where it matters: 'Could anyone")
    assert after.said[1].endswith(" and 3 more.")


@pytest.mark.parametrize(("one", "other"), [("yes", "no"), ("no", "yes"), ("no", "in-passing"), ("no", "unsure")])
def test_a_person_in_one_piece_is_never_let_out_by_a_no_for_the_other(rulebook: Rulebook, one: str, other: str) -> None:
    state = state_of(rulebook, piece("minutes", people=one), piece("letter", people=other))
    after = items.merged(state, 1, 2)
    assert "screening.people" not in after.case.items[0].answers
    assert after.case.items[0].answers["screening.died"].is_ == "no"
    assert outcomes(after) == ["undecided"]


def _twins(drawn: tuple[State, ...]) -> Iterator[State]:
    """Yield states with a piece and one almost like it: merged, they are settled far more often than any two."""
    for seed, state in enumerate(drawn):
        rng, one = Random(seed), own(state.case.items[0]).model_copy(update={"passage": ""})
        answers = {name: answer for name, answer in one.answers.items() if rng.random() > 0.02}
        other = one.model_copy(update={"id": "twin", "answers": answers, "created": rng.choice([one.created, "2011"])})
        yield begin(state.rulebook, TODAY, state.case.model_copy(update={"items": (one, other)}))


def _pairs(rulebook: Rulebook) -> Iterator[State]:
    """Yield states with two pieces whose outright lines and ticks are drawn, most of them alike."""
    for seed in range(120):
        rng = Random(seed)
        pair = [
            piece(
                title,
                rng.choice([(), (), (), ("job",), None]),
                more=harm() if rng.random() < 0.3 else (),
                **{line: rng.choice(["no"] * 12 + ["yes", "unsure"]) for line in SCREENED},
            )
            for title in ("minutes", "letter")
        ]
        yield state_of(rulebook, *pair)


def test_a_merge_releases_nothing_that_did_not_go_out_already(drawn: tuple[State, ...], rules: Rulebook) -> None:
    seen = Counter[str]()
    for before in (*_twins(drawn), *_pairs(rules)):
        [whole] = outcomes(items.merged(before, 1, 2))
        seen[whole] += 1
        if whole == "disclose":
            assert outcomes(before) == ["disclose", "disclose"]
    assert min(seen[name] for name in ("disclose", "withhold", "undecided")) >= 6


def test_the_same_words_of_both_are_kept_however_they_came(rulebook: Rulebook) -> None:
    state = state_of(rulebook, withheld("minutes"), withheld("letter"))
    cued = {name: one.model_copy(update={"how": "cue"}) for name, one in own(state.case.items[1]).answers.items()}
    state = replace(state, case=state.case.model_copy(update={"items": (
        state.case.items[0], state.case.items[1].model_copy(update={"answers": cued}),
    )}))  # fmt: skip
    after = items.merged(state, 1, 2, "minutes and letter of May")
    assert after.said == (
        "Pieces 1 and 2 are now piece 1, 'minutes and letter of May'.",
        "15 answers stand for both.",
    )
    assert outcomes(after) == ["withhold"]


def test_other_words_for_one_reason_are_asked_again(rulebook: Rulebook) -> None:
    other = harm(**{WORDS: {"is": "yes", "words": "page 9"}})
    state = state_of(rulebook, piece("minutes", ("job",), more=harm()), piece("letter", ("job",), more=other))
    after = items.merged(state, 1, 2)
    assert WORDS not in after.case.items[0].answers
    assert "1 answer not the same for both, so asked again where it matters: 'Which words or figures" in after.said[2]


def test_ticks_are_united_if_the_list_was_shown_for_both(rulebook: Rulebook) -> None:
    def united(one: tuple[str, ...] | None, other: tuple[str, ...] | None) -> tuple[str, ...] | None:
        return items.merged(state_of(rulebook, piece("minutes", one), piece("letter", other)), 1, 2).case.items[0].kinds

    assert united(("job",), ("trade", "job")) == ("trade", "job")
    assert united((), ()) == ()
    assert united(("job",), None) is None
    assert united((), None) is None


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ("2019", "2020", "2020"),
        ("2020-03", "2020-12-01", "2020-12-01"),
        ("2020", "2020-12-31", "2020"),
        ("unsure", "2020", "unsure"),
        ("2020", "unsure", "unsure"),
        ("2020", None, None),
        (None, "unsure", None),
        (None, None, None),
        ("2020", "2020", "2020"),
    ],
)
def test_of_papers_kept_together_the_newest_governs(
    rulebook: Rulebook, one: str | None, other: str | None, both: str | None
) -> None:
    after = items.merged(state_of(rulebook, bare("minutes", one), bare("letter", other)), 1, 2)
    assert after.case.items[0].created == both
    assert any("the newest governs" in line for line in after.said) is (one != other)


def test_what_is_not_claimed_or_held_back_of_one_alone_is_not_so_of_both(rulebook: Rulebook) -> None:
    who = {"by": "Jo Roe", "on": "2026-11-03", "why": "nobody relies on it"}
    both = {"not_claimed": {JOB: Unclaimed(**who)}, "held_back": HeldBack(**who)}
    one, other = piece("minutes", ("job",)), piece("letter", ("job",))
    alike = items.merged(state_of(rulebook, one.model_copy(update=both), other.model_copy(update=both)), 1, 2)
    assert (alike.case.items[0].not_claimed, alike.case.items[0].held_back) == tuple(both.values())
    alone = items.merged(state_of(rulebook, one.model_copy(update=both), other), 1, 2)
    assert (alone.case.items[0].not_claimed, alone.case.items[0].held_back) == ({}, None)
    assert "FOISA s.30(c) is not claimed" in alone.said[2]


def test_the_words_for_the_letter_of_both_are_kept(rulebook: Rulebook) -> None:
    one = bare("minutes").model_copy(update={"advice": "Ask the archive.", "replaced_by": "Officer A"})
    other = bare("letter").model_copy(update={"advice": "Ask the board.", "replaced_by": "Officer A"})
    whole = items.merged(state_of(rulebook, one, other), 1, 2).case.items[0]
    assert (whole.advice, whole.replaced_by) == ("Ask the archive.; Ask the board.", "Officer A")


@pytest.mark.parametrize(
    ("update", "told"),
    [
        ({"part": "q"}, "different parts of the request"),
        ({"hypothetical": "yes"}, "answered as if it were held"),
        ({"passage": "page 9"}, "different passages"),
    ],
)
def test_what_is_answered_apart_stays_apart(rulebook: Rulebook, update: dict[str, str], told: str) -> None:
    parts = (Part(id="p", kinds=()), Part(id="q", kinds=()))
    one, other, third = (bare(name).model_copy(update={"part": "p"}) for name in ("minutes", "letter", "report"))
    one, third = (item.model_copy(update={"passage": "page 4"}) for item in (one, third))
    state = state_of(rulebook, one, other.model_copy(update=update), third, parts=parts)
    with pytest.raises(Misread, match=told):
        items.merged(state, 1, 2)
    if "passage" not in update:
        with pytest.raises(Misread, match=told):
            items.moved_to_passage(state, [1, 2], "page 4")


def test_a_piece_cannot_be_merged_with_itself(rulebook: Rulebook) -> None:
    with pytest.raises(Misread, match="two different pieces"):
        items.merged(state_of(rulebook, bare("minutes")), 1, 1)


# Named anew, taken out


def test_another_name_changes_no_decision(drawn: tuple[State, ...]) -> None:
    for before, after in _tried("renamed", drawn):
        assert decided(after) == decided(before)
        assert [one.id for one in after.case.items] == [one.id for one in before.case.items]


def test_the_only_piece_stays(rulebook: Rulebook) -> None:
    with pytest.raises(Misread, match="It is the only piece"):
        items.removed(state_of(rulebook, bare("minutes")), 1)


def test_who_takes_a_piece_out_is_told_what_goes_with_it(rulebook: Rulebook) -> None:
    after = items.removed(state_of(rulebook, piece("minutes"), bare("letter")), 1)
    assert after.said == (
        "'minutes' is taken out, and what was said of it (6 answers). If it was asked for it must still be answered; "
        "'back' undoes it.",
    )


# Passages


def test_a_passage_is_held_to_its_strictest_piece(rulebook: Rulebook) -> None:
    state = state_of(rulebook, piece("minutes"), withheld("letter"), piece("report"))
    assert outcomes(state) == ["disclose", "withhold", "disclose"]
    after = items.moved_to_passage(state, [1, 2], "page 4")
    assert outcomes(after) == ["withhold", "withhold", "disclose"]
    assert after.said == ("Pieces 1 and 2 share the passage 'page 4': it goes out only if each of them may.",)
    assert outcomes(items.moved_to_passage(after, [3], "page 4")) == ["withhold"] * 3
    apart = items.moved_to_passage(after, [2], "")
    assert outcomes(apart) == outcomes(state)
    assert apart.said == ("Piece 2 stands in no passage now.", "The passage 'page 4' now hangs on piece 1 alone.")


def test_who_takes_a_piece_out_of_a_passage_is_told_on_what_it_hangs(rulebook: Rulebook) -> None:
    state = items.moved_to_passage(state_of(rulebook, piece("minutes"), withheld("letter")), [1, 2], "page 4")
    assert "The passage 'page 4' now hangs on piece 1 alone." in items.removed(state, 2).said


@pytest.mark.parametrize("numbers", [[], [1], [1, 1]])
def test_a_passage_is_shared(rulebook: Rulebook, numbers: list[int]) -> None:
    state = state_of(rulebook, bare("minutes"), bare("letter"))
    with pytest.raises(Misread, match="shared by two pieces at least"):
        items.moved_to_passage(state, numbers, "page 4")


# What is left


@pytest.mark.parametrize(
    "title",
    [
        "the whole report", "Report 2019", "draft audit report, 2019", "minutes of the panel", "minutes 3 June 2021",
        "confidential letter about a child", "email chain", "e-mails between A and B", "all 46 pages", "46 pages",
        "all of the emails", "the entire file", "her letter", "whole of the file", "the contract with Alba Buses",
    ],
)  # fmt: skip
def test_a_title_can_name_a_whole_document(title: str) -> None:
    assert items.whole_document(Item(id="x", title=title))


@pytest.mark.parametrize(
    "title",
    [
        "minute 3 June, para 7", "contract without schedules 2 to 4", "hourly rates, schedule 3", "all names in it",
        "schedule 3 of the contract", "the names in the whole report", "executive summary of the report",
        "findings 1 to 6 of the report", "history pp 4-9", "pages 4 to 9", "page 4 of the letter", "email addresses",
        "parts of the report", "the rest of the report", "report, section 3", "report, Annex B", "full names of staff",
    ],
)  # fmt: skip
def test_a_part_of_a_document_is_no_whole(title: str) -> None:
    assert not items.whole_document(Item(id="x", title=title))


def test_a_whole_document_that_is_withheld_raises_what_is_left(rulebook: Rulebook) -> None:
    names, report, letter = withheld("names of those who scored"), withheld("the whole report"), piece("letter")
    state = state_of(rulebook, names, report, letter)
    assert items.remainder_open(state) == state.case.items[1]


@pytest.mark.parametrize("update", [{"kinds": None}, {"hypothetical": "yes"}, {"title": "page 4 of the report"}])
def test_what_is_left_is_not_asked_of_other_pieces(rulebook: Rulebook, update: dict[str, object]) -> None:
    report = withheld("the whole report").model_copy(update=update)
    assert items.remainder_open(state_of(rulebook, report)) is None


def test_of_a_passage_what_is_left_is_asked_once(rulebook: Rulebook) -> None:
    pair = [withheld(one).model_copy(update={"passage": "p"}) for one in ("report about A", "minutes about B")]
    state = state_of(rulebook, *pair)
    assert items.remainder_open(state) == state.case.items[0]
    assert items.remainder_open(items.nothing_left(state, state.case.items[0], "A is on every page")) is None


def test_what_is_left_becomes_a_piece_of_its_own(rulebook: Rulebook) -> None:
    state = state_of(rulebook, withheld("the whole report"), bare("letter"))
    after = items.remainder(state, state.case.items[0])
    kept, rest, letter = after.case.items
    assert (kept.title, rest.title, letter.title) == ("parts of the report", "the rest of the report", "letter")
    assert own(rest) == Item(id=rest.id, title="the rest of the report", created="2025")
    assert outcomes(after) == ["withhold", "undecided", "undecided"]
    assert items.remainder_open(after) is None
    assert after.said == (
        "Piece 1 is now 'parts of the report'; what is left is piece 2, 'the rest of the report', and is asked about.",
    )


def test_what_is_left_can_be_called_otherwise_and_be_put_back(rulebook: Rulebook) -> None:
    state = state_of(rulebook, withheld("the whole report"))
    after = items.remainder(state, state.case.items[0], "the tables, 2 to 4")
    assert after.case.items[1].title == "the tables, 2 to 4"
    assert decided(items.merged(after, 1, 2, "the whole report")) == decided(state)


def test_where_nothing_is_left_the_letter_says_why(rulebook: Rulebook) -> None:
    state = state_of(rulebook, withheld("the whole report"), withheld("letter"), letter=Letter(whole="We tried."))
    state = items.nothing_left(state, state.case.items[0], "every page  names who scored")
    assert state.case.letter.whole == "We tried.\nThe whole report: every page names who scored."
    assert items.remainder_open(state) == state.case.items[1]
    assert "remainder" in said_of(state.case, state.case.items[0])
    again = items.nothing_left(state, state.case.items[0], "each line does.")
    assert again.case.letter.whole == "We tried.\nThe whole report: each line does."


def test_the_reason_in_the_letter_follows_the_piece(rulebook: Rulebook) -> None:
    state = state_of(rulebook, withheld("the whole report"), bare("letter"))
    state = items.nothing_left(state, state.case.items[0], "every page names who scored")
    whole = items.renamed(state, 1, "the file").case.letter.whole
    assert whole == "The file: every page names who scored."
    for after in (
        items.removed(state, 1),
        items.merged(state, 1, 2),
        items.split(state, 1, ["the findings", "the names"]),
        items.remainder(state, state.case.items[0]),
    ):
        assert after.case.letter.whole == ""
    assert items.split(state, 1, ["the whole report", "the names"]).case.letter.whole == state.case.letter.whole
    assert "16 answers" in items.removed(state, 1).said[0]


def test_nothing_left_needs_a_reason(rulebook: Rulebook) -> None:
    state = state_of(rulebook, withheld("the whole report"))
    with pytest.raises(Misread, match="Please say why nothing is left"):
        items.nothing_left(state, state.case.items[0], " . ")


def test_what_is_neither_confirmed_nor_denied_has_no_rest_that_a_letter_could_tell(rulebook: Rulebook) -> None:
    state = state_of(rulebook, withheld("the whole report").model_copy(update={"hypothetical": "yes"}))
    for operation in (
        lambda: items.remainder(state, state.case.items[0]),
        lambda: items.nothing_left(state, state.case.items[0], "every page"),
    ):
        with pytest.raises(Misread, match="answered as if it were held"):
            operation()


# What pieces there are


def test_pieces_are_listed_with_their_year_and_how_they_stand(rulebook: Rulebook) -> None:
    who = {"by": "Jo Roe", "on": "2026-11-03", "why": "the school is asked"}
    state = state_of(
        rulebook,
        piece("minutes"),
        withheld("letter"),
        bare("report", None),
        bare("names", "unsure").model_copy(update={"held_back": HeldBack(**who), "passage": "page 4"}),
    )
    assert [line.text for line in items.described(state)] == [
        "1  minutes (2025)",
        "release",
        "2  letter (2025)",
        "withhold under FOISA s.30(c)",
        "3  report (no year yet)",
        "not settled, nothing answered so far",
        "4  names (year not known)",
        "not settled, held back, 1 answer so far, in the passage 'page 4'",
    ]


def test_without_pieces_nothing_is_listed(rulebook: Rulebook) -> None:
    assert list(items.described(state_of(rulebook))) == []


# Taking answers over


ALL = (WORDS, STEPS, LIKELY, "common.harm.any-public", "screening.people", "screening.item", f"{BALANCE}{JOB}")


def test_what_is_given_afresh_for_each_piece_is_never_offered(rules: Rulebook) -> None:
    state = state_of(rules, withheld("minutes"), bare("letter"))
    offered = copyable(state, state.case.items[0], [*ALL, STEPS])
    assert offered == (STEPS, "common.harm.any-public", "screening.people", "screening.item", f"{BALANCE}{JOB}")


def test_not_sure_and_answers_without_their_words_are_not_offered(rules: Rulebook) -> None:
    said = harm(**{STEPS: "yes", "common.harm.any-public": "unsure"})
    state = state_of(rules, piece("minutes", None, more=said), bare("letter"))
    assert copyable(state, state.case.items[0], ALL) == ("screening.people",)


def test_what_a_named_person_answered_or_what_follows_is_not_offered(rules: Rulebook) -> None:
    law = rules.on(rules.order.law_stated_at)
    reserved = next(
        one for one in law.facts.values() if one.reserved and one.per == "item" and not one.needed_for("no")
    )
    said = {
        reserved.id: {"is": "no", "by": "Jo Roe", "on": "2026-11-03"},
        "foisa.s30.otherwise": {"is": "yes", "how": "carried"},
    }
    one = bare("minutes").model_copy(update={"answers": {k: Answer.model_validate(v) for k, v in said.items()}})
    state = state_of(rules, bare("letter"))
    state = replace(state, case=state.case.model_copy(update={"items": (one, bare("letter"))}))
    assert copyable(state, one, list(said)) == ()


def test_an_answer_that_is_taken_over_says_from_where(rules: Rulebook) -> None:
    state = state_of(rules, withheld("minutes"), bare("letter"), bare("report"))
    source, target, other = state.case.items
    after = applied(state, source, ALL, [target])
    copied = after.case.items[1]
    assert copied.answers[STEPS].texts == source.answers[STEPS].texts
    assert taken_from(copied.answers[STEPS]) == "minutes"
    assert taken_from(source.answers[STEPS]) == ""
    assert copied.kinds == ("job",)
    assert copied.public_interest == {JOB: Weighing(for_disclosure=weighing().for_disclosure)}
    assert WORDS not in copied.answers
    assert after.case.items[0] == source
    assert after.case.items[2] == other
    assert after.said == ("Piece 2: 5 answers as for piece 1.",)


def test_an_answer_of_its_own_is_never_overwritten_unasked(rules: Rulebook) -> None:
    state = state_of(rules, piece("minutes"), piece("letter", None, people="yes"))
    source, target = state.case.items
    after = applied(state, source, ["screening.people", "screening.item"], [target])
    assert after.case.items[1].answers["screening.people"] == target.answers["screening.people"]
    assert after.said == ("Piece 2: 1 answer as for piece 1; 1 answer of its own stays.",)
    over = applied(state, source, ["screening.people"], [target], over=True)
    assert over.case.items[1].answers["screening.people"].is_ == "no"
    assert over.said == ("Piece 2: 1 answer as for piece 1.",)


def test_a_public_interest_test_that_has_begun_is_left_alone(rules: Rulebook) -> None:
    begun = {JOB: Weighing(conclusion="even", reasons="both sides weigh the same in May")}
    state = state_of(rules, withheld("minutes"), bare("letter").model_copy(update={"public_interest": begun}))
    after = applied(state, state.case.items[0], [f"{BALANCE}{JOB}"], [state.case.items[1]], over=True)
    assert after.case == state.case
    assert after.said == ("Piece 2: 0 answers as for piece 1; 1 answer of its own stays.",)


def test_without_a_tick_nothing_is_taken_over(rules: Rulebook) -> None:
    state = state_of(rules, withheld("minutes"), bare("letter"))
    for targets in ([], [state.case.items[0]]):
        after = applied(state, state.case.items[0], ALL, targets)
        assert after.case == state.case
        assert after.said == ("Nothing was taken over.",)
        assert after.past == state.past


def test_where_nothing_may_be_taken_over_that_is_said(rules: Rulebook) -> None:
    state = state_of(rules, withheld("minutes"), bare("letter"))
    with pytest.raises(Misread, match="each piece needs its own here"):
        applied(state, state.case.items[0], [WORDS, LIKELY], [state.case.items[1]])


def test_taking_over_is_the_same_as_typing(drawn: tuple[State, ...]) -> None:
    compared = 0
    for state in drawn:
        source, *others = state.case.items
        names = copyable(state, source, [*own(source).answers, copying.TICKS])
        if not (others and names):
            continue
        target = others[0]
        after = applied(state, source, names, [target])
        typed = state
        for name in names:
            mine = own(typed.item(target.id))
            ticks = name == copying.TICKS
            told = {"is": list(source.kinds or ())} if ticks else source.answers[name]
            if (mine.kinds is not None if ticks else name in mine.answers) or not _allowed(state, target, name):
                continue
            answer = Answer.model_validate(told).model_copy(update={"how": "asked"})
            typed = typed.with_answer(recorded(typed, Question(name, target.id), answer))
        compared += after.case != state.case
        assert decided(after) == decided(typed)
        assert [one for one in after.case.items if one.id != target.id] == [source, *others[1:]]
        assert not list(faults_in(after.law, after.case))
    assert compared >= 10


def _allowed(state: State, target: Item, name: str) -> bool:
    """Return whether the rules allow the answer on the piece at all."""
    holding = {f"{ground.section}." for ground in state.law.grounds.values() if ground.outcome == "not-held"}
    return target.hypothetical == "no" or not name.startswith(tuple(holding))


def test_back_takes_back_what_was_taken_over(rules: Rulebook) -> None:
    state = state_of(rules, withheld("minutes"), bare("letter"))
    assert back(applied(state, state.case.items[0], ALL, state.case.items[1:])).case == state.case


# For which pieces


def test_answers_are_offered_for_pieces_that_wait_for_them_or_have_them_otherwise(rules: Rulebook) -> None:
    pieces = (
        piece("minutes", ("trade",)),
        bare("letter"),
        piece("report", None, people="unsure"),
        piece("names", None),
        piece("tables"),
    )
    state = state_of(rules, *pieces)
    offered = candidates(state, ["screening.people"], state.case.items[0])
    assert [one.id for one in offered] == ["letter", "report"]
    assert [one.id for one in candidates(state, ["screening.item"], state.case.items[0])] == [
        "letter",
        "report",
        "names",
    ]


def test_answers_are_not_offered_for_a_piece_to_which_the_question_is_not_open(rules: Rulebook) -> None:
    state = state_of(rules, piece("minutes", ("job",), more=harm()), piece("letter", ("job",)), piece("report", None))
    assert [one.id for one in candidates(state, [STEPS], state.case.items[0])] == ["letter"]
    assert candidates(state, [WORDS], state.case.items[0]) == ()


def test_the_gains_are_offered_where_the_weighing_has_not_begun(rules: Rulebook) -> None:
    begun = piece("report", ("job",), more=harm()).model_copy(
        update={"public_interest": {JOB: Weighing(for_disclosure=weighing().for_disclosure)}}
    )
    state = state_of(rules, withheld("minutes"), piece("letter", ("job",), more=harm()), begun)
    assert [one.id for one in candidates(state, [f"{BALANCE}{JOB}"], state.case.items[0])] == ["letter"]


def test_a_piece_taken_as_if_it_were_held_takes_over_nothing_about_that(rules: Rulebook) -> None:
    looked = {"foisa.s17.read-widely": "yes"}
    hidden = bare("letter").model_copy(update={"hypothetical": "yes"})
    state = state_of(rules, piece("minutes", more=looked), hidden)
    after = applied(state, state.case.items[0], ["foisa.s17.read-widely", "screening.died"], [hidden])
    assert set(own(after.case.items[1]).answers) == {"screening.died"}


# Same as an earlier piece


def test_the_nearest_earlier_piece_that_answers_most_of_a_page_is_offered(rules: Rulebook) -> None:
    page = [f"screening.{name}" for name in SCREENED]
    some = bare("report").model_copy(update={"answers": given(people="no", died="no")})
    state = state_of(rules, piece("minutes", died="yes"), piece("letter"), some, bare("names"), piece("tables"))
    found = earlier_like(state, page, state.case.items[3])
    assert found is not None
    assert (found[0].id, set(found[1])) == ("letter", set(page))
    assert earlier_like(state, page, state.case.items[0]) is None
    nearest = earlier_like(state, page[:2], state.case.items[3])
    assert nearest is not None
    assert nearest[0].id == "report"


def test_what_is_given_afresh_does_not_count_towards_most(rules: Rulebook) -> None:
    state = state_of(rules, piece("minutes", ("job",), more=harm()), piece("letter", ("job",)))
    found = earlier_like(state, [WORDS, LIKELY, f"{HARM}adds-harm", STEPS], state.case.items[1])
    assert found is not None
    assert list(found[1]) == [STEPS]
    assert earlier_like(state, [WORDS, LIKELY], state.case.items[1]) is None
