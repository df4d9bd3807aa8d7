"""Pages, and what is offered beside the questions: what is left of a document, notes, more grounds, the same again."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest
import toy_act
from interview_players import TODAY, fresh, interview, played
from interview_players import Step as Asked
from properties.rulebooks import book, fact, ground, section
from properties.test_interview_laws import steady
from toy_act import TOY

from foi_rules.engine.decide import decide
from foi_rules.interview import offering
from foi_rules.interview.machine import answered, page_of, prompt_of, taken_over
from foi_rules.interview.pages import MOST, questions_now
from foi_rules.interview.prompt import Misread
from foi_rules.interview.state import Memo, State, back, begin
from foi_rules.model.case import Answer, Case, Item
from foi_rules.model.rule import FactIs, Requirement, Step
from foi_rules.model.rulebook import Rulebook

TOYS, SHIPPED = range(24), range(1)
REASON = "ships 4 and 9 were lured by it in 2019"
# Under the shipped rules: the first line behind a tick, or behind a line that is asked outright.
TICKED = {
    "out": "out", "soon": "soon", "court": "court", "frank": "frank", "trade": "trade", "economy": "economy",
    "crime": "crime", "case": "case", "cause": "cause", "state-job": "state-jobs", "audit": "audit", "nation": "nation",
    "abroad": "abroad", "ministers": "ministers", "crown": "crown",
}  # fmt: skip
OUTRIGHT = {"given": "screening.given", "bar": "screening.barred"}


def steps(rulebook: Rulebook, seeds: range) -> Iterator[Asked]:
    """Yield the steps of several interviews."""
    for seed in seeds:
        yield from interview(rulebook, seed)


def said(state: State, *typed: str) -> State:
    """Return the state after these answers."""
    for one in typed:
        state = answered(state, prompt_of(state), one)
    return state


def about(*pieces: Item) -> State:
    """Return an interview about these pieces of 2024 under the invented Act, of which the request is known."""
    dated = [piece.model_copy(update={"created": "2024"}) for piece in pieces]
    return begin(TOY, TODAY, toy_act.case(*dated, request="the papers", given={"other-form": "no"}))


def outcome(state: State, number: int = 0) -> tuple[str, list[str]]:
    """Return how a piece came out, and on which grounds."""
    decided = decide(state.rulebook, state.case).items[number]
    return decided.outcome, [ground.id for ground in decided.grounds]


# Pages


def check_page(step: Asked) -> None:
    """Check that the page has few lines, all about one place, none twice, none answered on it already."""
    page, state = step.page, step.before
    assert 1 <= len(page.lines) <= MOST
    assert len({line.id for line in page.lines}) == len(page.lines)
    assert len({line.id.rpartition("@")[2] for line in page.lines if line.question}) <= 1
    assert {line.page for line in page.lines} == {page.id}
    again = {line.id for line in page.lines if line.topic == "fact" and line.question not in state.memo.focus}
    if page.id == state.memo.page:
        assert page.answered == len(state.memo.lines)
        assert {name for name in again & set(state.memo.lines) if not _vague(state, name)} == set()
    if page.line.topic == "fact" and page.fresh and not state.memo.focus:
        assert page.left > 0


def _vague(state: State, line: str) -> bool:
    """Return whether the line asks for a date: one that is too vague to compare can be given again."""
    return state.law.facts[line.rpartition("@")[0]].answer == "date"


def test_a_page_has_few_lines_of_one_place_none_of_them_twice() -> None:
    for step in steps(TOY, TOYS):
        check_page(step)


def test_a_page_of_the_shipped_rules_has_few_lines_and_none_behind_a_tick_that_is_not_set(rulebook: Rulebook) -> None:
    for step in steps(rulebook, SHIPPED):
        check_page(step)
        check_first_lines(step)


def check_first_lines(step: Asked) -> None:
    """Check that no first line of a tick stands there before its tick, unless its answer is being changed."""
    state = step.before
    lines = [line.id for line in step.page.lines if line.question not in state.memo.focus]
    for name, _, place in (line.partition("@") for line in lines):
        first = name.removeprefix("screening.which-") if name.startswith("screening.which-") else ""
        if not first:
            continue
        item = state.item(place)
        ticked = TICKED.get(first, "") in (item.kinds or ())
        answer = item.answers.get(OUTRIGHT.get(first, ""))
        assert ticked or (answer is not None and answer.is_ in ("yes", "unsure")), name


def test_every_first_line_is_known_here(rulebook: Rulebook) -> None:
    law = rulebook.on(rulebook.order.law_stated_at)
    known = {f"screening.which-{name}" for name in (*TICKED, *OUTRIGHT)}
    assert {name for name in law.facts if name.startswith("screening.which-")} == known


def test_first_lines_come_once_their_tick_is_set(rulebook: Rulebook) -> None:
    named = ("environment", "applicant", "say-so", "found", "people", "died", "given", "barred", "danger")
    given = {f"screening.{name}": Answer.model_validate("no") for name in named}
    given |= {f"screening.{name}": Answer.model_validate("none") for name in ("environment", "applicant")}
    given |= {"screening.found": Answer.model_validate("all")}
    request = {name: given.pop(name) for name in list(given) if rulebook_per(rulebook, name) == "request"}
    piece = Item(id="m", title="figures", created="2025", answers=given)
    whole = Case(received="2026-11-02", request="the papers", kinds=(), answers=request, items=(piece,))
    state = begin(rulebook, TODAY, whole)
    assert [line.id for line in page_of(state).lines] == ["screening.item@m"]
    asked = [one.name for one in questions_now(said(state, "trade crime"), whole=True)]
    assert asked == ["screening.which-trade", "screening.which-crime"]


def rulebook_per(rulebook: Rulebook, name: str) -> str:
    """Return whether a fact is about the request or about a piece."""
    return rulebook.on(rulebook.order.law_stated_at).facts[name].per


def test_a_request_all_about_the_environment_is_asked_about_as_a_whole_before_its_pieces(rulebook: Rulebook) -> None:
    state = said(fresh(rulebook), "1", "1 Sep 2026", "the bridge", "all")
    names = [f"screening.{name}" for name in ("applicant", "say-so", "found", "request")]
    assert [one.name for one in questions_now(state, whole=True)] == names
    for typed in ("none", "no", "all", "none"):
        assert prompt_of(state).page == "request-sheet@"
        state = said(state, typed)
    assert prompt_of(state).topic == "pieces"


def test_what_does_not_fit_on_a_page_stands_on_the_next() -> None:
    state = about(toy_act.item({"gulls": "yes"}))
    page = page_of(state)
    assert (page.id, len(page.lines)) == ("toy.s4-1@log", 2)
    full = replace(state, memo=Memo(page=page.id, title=page.title, lines=tuple(map(str, range(MOST)))))
    assert (page_of(full).id, page_of(full).answered) == ("toy.s4-1@log#2", 0)


def test_what_two_checks_wait_for_stands_on_the_page_once() -> None:
    checks = tuple(Requirement(name, FactIs("s.asked"), "ask", "Act") for name in ("one", "other"))
    own = section("s", [fact("s.secret"), fact("s.asked")], [], [ground("s-1", FactIs("s.secret"), warnings=checks)])
    rulebook = book([own], (Step("exempt", "item", ("s-1",)),), ("s-1",))
    piece = Item.model_validate({"id": "line", "created": "2024", "answers": {"s.secret": "yes"}})
    state = begin(rulebook, TODAY, Case(received="2026-01-05", request="the log", items=(piece,)))
    assert [line.id for line in page_of(state).lines] == ["s.asked@line"]


# What is left of a document


def test_what_is_left_of_a_whole_document_becomes_a_piece_that_is_asked_about() -> None:
    state = about(toy_act.horn(title="the whole report"))
    assert prompt_of(state).topic == "remainder"
    after = said(state, "all but page 4")
    assert [item.title for item in after.case.items] == ["parts of the report", "all but page 4"]
    assert outcome(after)[0] == "withhold"
    assert outcome(after, 1)[0] == "undecided"
    question = prompt_of(after).question
    assert question is not None
    assert question.item == after.case.items[1].id


def test_why_nothing_is_left_goes_into_the_letter_and_is_asked_once() -> None:
    state = about(toy_act.horn(title="the whole report"))
    with pytest.raises(Misread, match="Please say why nothing is left"):
        said(state, "nothing")
    after = said(state, f"nothing: {REASON}")
    assert REASON in after.case.letter.whole
    assert prompt_of(after).topic == "end"
    assert outcome(after) == outcome(state)


@pytest.mark.parametrize("title", ["page 4 of the report", "the names in it"])
def test_of_what_is_no_whole_document_nothing_is_left_to_ask(title: str) -> None:
    assert prompt_of(about(toy_act.horn(title=title))).topic == "end"


def test_who_cannot_say_what_is_left_is_not_asked_for_ever() -> None:
    assert prompt_of(said(about(toy_act.horn(title="the whole report")), "unsure")).topic == "end"


# Instead, and notes


def weighed(conclusion: str, *reasons: str) -> State:
    """Return an interview about the lamp in which the public interest was weighed so."""
    state = about(toy_act.lamp(None))
    for _ in range(12):
        prompt = prompt_of(state)
        if prompt.topic == "conclusion":
            return said(state, conclusion, *reasons)
        typed = {"factors": "trade" if "for_maintaining" in prompt.id else "wrecks"}
        state = said(state, typed.get(prompt.topic, f"some: {REASON}"))
    raise AssertionError("nothing is weighed")


def test_what_could_go_out_instead_is_kept_as_help_about_the_piece() -> None:
    state = weighed("keeping", "the bids close in June, and two ships were not lost for want of light")
    assert prompt_of(state).topic == "instead"
    after = said(state, "the yearly total for each lamp")
    assert after.case.items[0].advice == "the yearly total for each lamp"
    assert prompt_of(after).topic != "instead"
    assert prompt_of(said(state, "")).topic != "instead"
    assert outcome(after) == outcome(state)


@pytest.mark.parametrize("conclusion", ["even", "release"])
def test_of_what_goes_out_nothing_is_offered_instead(conclusion: str) -> None:
    state = weighed(conclusion, "the bids close in June, and two ships were not lost for want of light")
    assert prompt_of(state).topic != "instead"
    assert outcome(state)[0] == "disclose"


def test_a_note_is_kept_with_the_day_and_what_it_is_about_and_decides_nothing() -> None:
    state = about(toy_act.item({"gulls": "yes"}))
    asked = state.with_answer(noting="toy.s4.flown@log")
    assert prompt_of(asked).topic == "note"
    after = said(asked, "ask Anna on Monday")
    note = after.case.notes[0]
    assert (note.text, note.on, note.about) == ("ask Anna on Monday", "2026-11-24", "toy.s4.flown@log")
    assert page_of(after).line.id == page_of(state).line.id
    assert decide(TOY, after.case) == decide(TOY, state.case)
    assert said(asked, "").case == state.case


# The same for other pieces


def test_only_what_is_ticked_is_taken_over_and_nothing_that_is_given_afresh_for_each_piece() -> None:
    taken = 0
    for number, step in enumerate(steps(TOY, TOYS)):
        try:
            asked = offering.applying(replace(step.before, memo=replace(step.before.memo, noting="")))
        except Misread:
            continue
        prompt, source = prompt_of(asked), asked.item(asked.memo.applying[0])
        ticked = [place for place in range(len(prompt.choices)) if (number >> place) % 2]
        after = said(asked, " ".join(str(place + 1) for place in ticked) or "none")
        chosen = {prompt.choices[place].name for place in ticked}
        for was, now in zip(asked.case.items, after.case.items, strict=True):
            new = {name for name in now.answers if now.answers[name] != was.answers.get(name)}
            assert was.id in chosen or now == was
            assert not [name for name in new if _afresh(asked, name)]
            assert {name: _bare(now.answers[name]) for name in new} == {
                name: _bare(source.answers[name]) for name in new
            }
            taken += len(new)
    assert taken > 10


def _afresh(state: State, name: str) -> bool:
    return state.law.facts[name].reuse == "never" or state.law.facts[name].reserved is not None


def _bare(one: Answer) -> tuple[object, object]:
    return one.is_, one.texts


def test_how_likely_harm_is_and_which_words_do_it_are_never_taken_over(rulebook: Rulebook) -> None:
    harm = "foisa.s30.harm."
    told = {
        "foisa.s30.otherwise": "yes",
        f"{harm}points-to-words": {"is": "yes", "words": "line 3"},
        f"{harm}step-by-step": {"is": "yes", "steps": "bidders could learn who scored them"},
        f"{harm}how-likely": {"is": "real-chance", "reasons": "three members wrote so on 4 May 2025"},
    }
    screened = dict.fromkeys(("people", "died", "given", "barred", "danger"), "no")
    outright = {f"screening.{name}": Answer.model_validate(value) for name, value in screened.items()}
    answers = {name: Answer.model_validate(value) for name, value in told.items()}
    first = Item(id="one", title="page 1", created="2025", kinds=("job",), answers={**outright, **answers})
    others = [Item(id=name, title=name, created="2025", kinds=("job",), answers=outright) for name in ("two", "three")]
    request = {"environment": "none", "applicant": "none", "say-so": "no", "found": "all"}
    whole = Case(
        received="2026-11-02", request="the papers", kinds=(), items=(first, *others),
        answers={f"screening.{name}": Answer.model_validate(value) for name, value in request.items()},
    )  # fmt: skip
    begun = begin(rulebook, TODAY, whole)
    lines = tuple(f"{name}@one" for name in told)
    state = offering.applying(replace(begun, memo=replace(begun.memo, page="foisa.s30-c@one", lines=lines)))
    never = {name for name in told if state.law.facts[name].reuse == "never"}
    assert never
    after = said(state, "1")
    assert after.case.items[2] == whole.items[2].model_copy(update={"answers": after.case.items[2].answers})
    assert not set(told) & set(after.case.items[2].answers)
    assert set(told) & set(after.case.items[1].answers) == set(told) - never
    assert back(after).case == state.case


def test_a_page_offers_the_answers_of_an_earlier_piece_and_takes_them_over_in_one_go() -> None:
    later = toy_act.item({}, ("lamp",), name="later", title="page 5")
    state = about(toy_act.lamp(name="first", title="page 4"), later)
    page = page_of(state)
    assert page.id == "toy.s2-1@later"
    assert page.offer.startswith("= takes over from 'page 4': 1 the northern lamp; 2 ")
    over = taken_over(state, page.lines).case.items
    names = [line.question.name for line in page.lines if line.question]
    assert [_bare(over[1].answers[name]) for name in names] == [_bare(over[0].answers[name]) for name in names]
    assert {over[1].answers[name].how for name in names} == {"as for first"}
    one = taken_over(state, page.lines[:1]).case.items[1].answers
    assert names[0] in one
    assert not set(names[1:]) & set(one)


# More grounds of a piece that is settled


def test_more_grounds_are_asked_about_and_change_nothing_if_none_stands() -> None:
    ends = Counter[bool]()
    for seed in range(16):
        piece = toy_act.item({"pitch": "exact", "rhythm": "no"}, ("horn", "lamp"), title="page 4")
        state = about(piece)
        assert (prompt_of(state).topic, outcome(state)) == ("end", ("withhold", ["toy.s3-1"]))
        looking = state.with_answer(more=frozenset({piece.id}))
        after = played(looking, steady(seed))
        assert "toy.s2.whose-lamp" in after.case.items[0].answers
        found = outcome(after)
        stands = any(ground.startswith("toy.s2") for ground in found[1])
        assert (found == outcome(state)) is not stands
        assert (found[0], "toy.s3-1" in found[1]) == ("withhold", True)
        ends[stands] += 1
    assert min(ends[True], ends[False]) > 0


# Thin reasons


def horn_asked(*others: Item) -> State:
    """Return an interview that asks about the pitch of a horn, in a piece beside others."""
    return about(*others, toy_act.item({"rhythm": "no"}, ("horn",), name="new", title="page 4"))


def pitch_of(state: State, item: str = "new") -> Answer:
    """Return the answer that says what a piece tells about the pitch."""
    return state.item(item).answers["toy.s3.pitch"]


def test_a_thin_reason_is_queried_once_and_that_is_kept() -> None:
    state = said(horn_asked(), "exact")
    assert prompt_of(state).topic == "need"
    queried = said(state, "bad")
    assert "'bad' is too short to tell why" in prompt_of(queried).notes[0]
    for typed, stands in (("", "bad"), ("very bad", "very bad")):
        after = said(queried, typed)
        assert (pitch_of(after).texts, pitch_of(after).queried) == ({"reasons": stands}, "yes")
        assert prompt_of(after).topic == "end"
    mended = said(queried, REASON)
    assert (pitch_of(mended).texts, pitch_of(mended).queried) == ({"reasons": REASON}, "")


def test_the_same_words_at_two_pieces_are_queried_once_and_that_is_kept() -> None:
    first = toy_act.horn(name="old", title="page 3")
    words = first.answers["toy.s3.pitch"].texts["reasons"]
    state = said(horn_asked(first), f"exact because {words}")
    assert "stands word for word at 'page 3' as well" in prompt_of(state).notes[0]
    after = said(state, "")
    assert (pitch_of(after).texts, pitch_of(after).queried) == ({"reasons": words}, "yes")
    assert prompt_of(after).topic == "end"
    assert pitch_of(after, "old").queried == ""


def test_no_words_are_queried_twice_in_a_row() -> None:
    for seed in TOYS:
        row = [step for step in interview(TOY, seed) if step.did == "answer"]
        asked = [step.page.line.id for step in row if step.page.line.topic in ("need", "weight", "balance-reasons")]
        thrice = [one for one, two, three in zip(asked, asked[1:], asked[2:], strict=False) if one == two == three]
        assert thrice == []
