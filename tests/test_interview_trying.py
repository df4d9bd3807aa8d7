"""What an officer can ask before answering: what if, what is left, what was considered, and what would change it."""

from collections.abc import Callable, Iterable
from functools import cache
from random import Random
from statistics import median
from typing import TypeVar

import pytest
from conftest import DEMO
from decisions import case_of, decisions
from hypothesis import given, settings
from hypothesis import strategies as st
from interview_players import TODAY, Player, at_random, fresh, supposing
from interview_players import played as play

from foi_rules import read_case
from foi_rules.commands.screen import wrapped
from foi_rules.engine.asking import Question
from foi_rules.engine.changing import what_if
from foi_rules.engine.decide import decide_under
from foi_rules.engine.missing import BALANCE
from foi_rules.interview.comparison import ALL, cites_in_a_row, compare_lines
from foi_rules.interview.ending import waiting_for
from foi_rules.interview.left import about_left, left_for, left_lines
from foi_rules.interview.machine import answered, prompt_of
from foi_rules.interview.prompt import Misread, Prompt
from foi_rules.interview.standing import standing_of
from foi_rules.interview.state import State, begin
from foi_rules.interview.trying import tried, what_would_change
from foi_rules.interview.view import Line
from foi_rules.model.case import Case, Item
from foi_rules.model.rulebook import Rulebook
from foi_rules.rulebook.load import load_rulebook

# Decisions that play quickly, on grounds of different kinds under both laws.
SAMPLE = ("219/2025", "067/2005", "017/2015", "292/2025", "193/2018", "135/2012", "128/2025", "054/2014")
PLAIN = {"people": "no", "died": "no", "given": "no", "barred": "no", "danger": "no"}
Result = TypeVar("Result")
REASON = "the panel meets again in May and reads this page first"


def text(lines: Iterable[Line]) -> list[str]:
    return [line.text for line in lines]


def state_with(rulebook: Rulebook, *items: dict[str, object], **more: object) -> State:
    """Return an interview about plain pieces in a plain request."""
    answers = {"environment": "none", "applicant": "none", "say-so": "no", "found": "all"}
    case = {
        "received": "2026-11-02",
        "request": "the papers",
        "kinds": (),
        "answers": {f"screening.{name}": value for name, value in answers.items()},
        "items": items,
    }
    return begin(rulebook, TODAY, Case.model_validate(case | more))


def piece(name: str = "papers", kinds: tuple[str, ...] | None = None, **answers: object) -> dict[str, object]:
    """Return a piece with its outright questions answered no, and what else is given."""
    known = {f"screening.{key}": value for key, value in PLAIN.items()}
    known |= {key.replace("__", "."): value for key, value in answers.items()}
    return {"id": name, "title": f"the {name}", "created": "2025", "kinds": kinds, "answers": known}


@pytest.fixture(scope="module")
def review(rulebook: Rulebook) -> State:
    return begin(rulebook, TODAY, read_case(DEMO / "review.yaml"))


# What if


def test_what_if_none_tells_that_the_piece_goes_out_and_what_falls_away(rulebook: Rulebook) -> None:
    state = state_with(rulebook, piece())
    prompt = prompt_of(state)
    assert prompt.question is not None
    assert prompt.question.name == "screening.item"
    lines = text(tried(state, prompt, "none"))
    assert lines[0] == "Piece 1 would come to: release (now: not settled)."
    assert lines[1].startswith("FOISA s.3(2)(a)(i), FOISA s.17(1), ")
    assert lines[1].endswith(" more fall away.")
    assert lines[-1] == "Nothing is recorded."


def test_what_if_a_tick_tells_what_it_opens_and_what_comes_next(rulebook: Rulebook) -> None:
    state = state_with(rulebook, piece())
    lines = text(tried(state, prompt_of(state), "job"))
    assert "FOISA s.30(c) must be looked at." in lines
    assert any(line.startswith("Next comes on piece 1: ") for line in lines)
    assert not any("would come to" in line for line in lines)


def test_an_answer_that_changes_nothing_yet_says_so_and_what_comes_next(rulebook: Rulebook) -> None:
    state = state_with(rulebook, piece(kinds=("job",)))
    told, recorded = text(tried(state, prompt_of(state), "yes"))
    assert told.startswith("Nothing changes yet. Next comes on piece 1: ")
    assert recorded == "Nothing is recorded."


def test_a_tried_answer_says_that_its_words_are_taken_as_given(rulebook: Rulebook) -> None:
    state = state_with(rulebook, piece(kinds=("trade",), **{"screening__which-trade": {"is": ["lose-trade"]}}))
    assert text(tried(state, prompt_of(state), "yes"))[-1] == (
        "The words that it needs are taken as given. Nothing is recorded."
    )
    assert text(tried(state, prompt_of(state), "no"))[-1] == "Nothing is recorded."


def test_a_bare_yes_is_tried_as_a_yes_with_its_words(rulebook: Rulebook, review: State) -> None:
    names = review.case.items[3]
    asked = "foisa.s38.less-would-do"
    bare = names.model_copy(update={"answers": {key: one for key, one in names.answers.items() if key != asked}})
    state = begin(rulebook, TODAY, review.case.model_copy(update={"items": (bare,)}))
    prompt = prompt_of(state)
    assert prompt.question is not None
    assert prompt.question.name == asked
    lines = text(tried(state, prompt, "yes"))
    assert "Piece 1 would come to: withhold under FOISA s.38(1)(b) with s.38(2A) (now: not settled)." in lines
    assert standing_of(answered(state, prompt, f"yes because {REASON}"))["names"] == (
        "withhold under FOISA s.38(1)(b) with s.38(2A)"
    )


def test_a_conclusion_is_tried_with_its_reasons(rulebook: Rulebook, review: State) -> None:
    full = review.case.items[0]
    steps = {
        "foisa.s30.harm.step-by-step": {"is": "yes", "steps": "the next panel gets no papers from the agencies"},
        "foisa.s30.harm.names-one-harm": {"is": "yes", "harm": "the next review stops"},
        "foisa.s30.harm.real-and-significant": {
            "is": "yes",
            "reasons": "two reviews stopped in 2018 for want of papers",
        },
        "foisa.s30.harm.how-likely": {"is": "real-chance", "reasons": "the same panel sits again in May"},
        "common.harm.any-public": {"is": "no", "looked": "the press and the site"},
        "common.harm.moved-on": {"is": "no", "reasons": "the same panel still sits"},
    }
    side = ({"text": "how the next child is kept safe", "weight": "some", "why": "finding 3 names the gap"},)
    item = full.model_dump(by_alias=True)
    item["answers"] |= steps
    item["public_interest"] = {"foisa.s30-c": {"for_disclosure": side, "for_maintaining": side}}
    state = begin(rulebook, TODAY, Case.model_validate(review.case.model_dump(by_alias=True) | {"items": [item]}))
    prompt = prompt_of(state)
    assert prompt.topic == "conclusion"
    assert text(tried(state, prompt, "keeping"))[0].startswith("Piece 1 would come to: withhold under FOISA s.30(c)")
    assert text(tried(state, prompt, "even"))[0].startswith("Piece 1 would come to: release")
    assert text(tried(state, prompt, "unsure"))[0].startswith("Piece 1 would come to: waits")


def test_what_if_tells_that_the_whole_request_would_end(rulebook: Rulebook) -> None:
    state = state_with(rulebook, kinds=("missing",), items=())
    prompt = prompt_of(state)
    while prompt.question and prompt.question.name != "foisa.s8.writer":
        if prompt.topic == "end":
            pytest.fail("the request was never asked about")
        lines = text(tried(state, prompt, "no"))
        if any(line.startswith("The request would come to: not a valid request") for line in lines):
            return
        state = answered(state, prompt, "yes")
        prompt = prompt_of(state)
    pytest.fail("no answer would have ended the request")


def test_what_is_no_answer_is_misread_as_it_would_be(rulebook: Rulebook) -> None:
    state = state_with(rulebook, piece(kinds=("job",)))
    with pytest.raises(Misread):
        tried(state, prompt_of(state), "potatoes")


@settings(max_examples=12, deadline=None)
@given(
    seed=st.integers(0, 10_000), steps=st.integers(0, 25), typed=st.sampled_from(["yes", "no", "unsure", "1", "all"])
)
def test_trying_changes_nothing_and_tells_no_more_than_answering_would(seed: int, steps: int, typed: str) -> None:
    state = on_the_way(seed, steps)
    before, prompt = (state.case, state.memo, state.past), prompt_of(state)
    after = unless_misread(lambda: answered(state, prompt, typed))
    lines = unless_misread(lambda: text(tried(state, prompt, typed)))
    assert (state.case, state.memo, state.past) == before
    if isinstance(after, str) or isinstance(lines, str):
        assert after == lines
        return
    assert lines[-1].endswith("Nothing is recorded.")
    if "The words that it needs" not in lines[-1] and len(state.case.items) == len(after.case.items):
        pairs = zip(outcomes(state), outcomes(after), strict=True)
        moved = {number for number, (was, now) in enumerate(pairs, 1) if was != now}
        assert moved == {
            n for n in range(1, 20) if any(line.startswith(f"Piece {n} would come to: ") for line in lines)
        }


def unless_misread(call: Callable[[], Result]) -> Result | str:
    """Return what the call gives, or the sentence with which it was misread."""
    try:
        return call()
    except Misread as error:
        return str(error)


def outcomes(state: State) -> list[tuple[str, tuple[str, ...]]]:
    """Return the outcome of each piece, with the grounds of what does not go out."""
    items = decide_under(state.law, state.case, state.rulebook).items
    return [(one.outcome, tuple(g.cite for g in one.grounds) if one.refuses else ()) for one in items]


@cache
def shipped() -> Rulebook:
    """Return the rules for the tests with drawn examples, whose reports would else print all of them."""
    return load_rulebook()


def on_the_way(seed: int, steps: int) -> State:
    """Return an interview some random answers after its beginning, or where one of them was misread."""
    state, player = fresh(shipped()), at_random(Random(seed))
    for _ in range(steps):
        prompt = prompt_of(state)
        if prompt.topic == "end":
            return state
        try:
            state = answered(state, prompt, player(state, prompt))
        except Misread:
            return state
    return state


# It would change if


def test_what_would_change_a_piece_is_told_as_question_and_answer(review: State) -> None:
    lines = text(what_would_change(review))
    assert lines[0] == "Piece 1, the six findings of the report: it would change if:"
    changes = {
        (state_question(review, one.name), one.outcome) for item in review.case.items
        for one in what_if(review.rulebook, review.case, item.id)
    }  # fmt: skip
    words = {"release": "disclose", "not settled": "undecided", "waits": "escalate", "withhold": "withhold"}
    told = [line for line in lines if line.startswith("- ")]
    assert told
    for line in told:
        head, _, outcome = line.removesuffix(".").rpartition(". Then: ")
        assert any(head.startswith(f"- {asked}") and words[outcome] == to for asked, to in changes)


def state_question(state: State, name: str) -> str:
    if name.startswith(BALANCE):
        return f"The public interest under {state.law.grounds[name.removeprefix(BALANCE)].cite}"
    return state.law.facts[name].question.partition("{")[0] if name in state.law.facts else "From which year"


def test_no_piece_has_more_than_three_changes_and_no_question_twice(review: State) -> None:
    groups: list[list[str]] = []
    for line in text(what_would_change(review)):
        if line.startswith("Piece "):
            groups.append([])
        else:
            groups[-1].append(line.partition("?")[0])
    assert [len(group) for group in groups] == [len(set(group)) for group in groups]
    assert len(groups) == len(review.case.items)
    assert all(1 <= len(group) <= 3 for group in groups)


def test_another_outcome_is_told_before_a_piece_that_would_only_be_open(review: State) -> None:
    lines = text(what_would_change(review))
    second = lines[lines.index("Piece 2, a few words in finding 6 that point to one school: it would change if:") + 1 :]
    assert second[0].endswith("? No. Then: release.")


def test_with_nothing_settled_there_is_nothing_to_turn_round(rulebook: Rulebook) -> None:
    assert text(what_would_change(state_with(rulebook, piece()))) == [
        "No piece is settled yet, so there is nothing that an answer could turn round."
    ]


# What is left


def test_left_tells_of_each_piece_what_it_is_about_and_that_one_ground_is_enough(rulebook: Rulebook) -> None:
    trade = {"screening__which-trade": {"is": ["lose-trade"]}}
    state = state_with(rulebook, piece("rates", ("trade",), **trade), piece("notes"), piece("minutes", ()))
    rates, notes, minutes = text(left_lines(state))
    left = left_for(state, prompt_question(state))
    assert rates == f"Piece 1, the rates: about {left.lines} lines, on FOISA s.33(1)(b); then nothing if it stands."
    assert notes.startswith("Piece 2, the notes: about 9 lines: 1 on the list, then what it opens.")
    assert minutes == "Piece 3, the minutes: settled, release."


def prompt_question(state: State) -> Question:
    question = prompt_of(state).question
    assert question is not None
    return question


def test_left_counts_the_list_before_there_are_pieces(rulebook: Rulebook) -> None:
    assert text(left_lines(fresh(rulebook))) == ["The request: about 5 lines, on the list."]


def test_a_request_that_has_ended_has_no_list_left(rulebook: Rulebook) -> None:
    (found,) = [one for one in decisions() if one.id == "157/2013"]
    state = begin(rulebook, TODAY, case_of(found, rulebook))
    assert decide_under(state.law, state.case, rulebook).outcome == "refused-cost"
    bare = {name: answer for name, answer in state.case.answers.items() if name != "screening.applicant"}
    again = begin(rulebook, TODAY, state.case.model_copy(update={"answers": bare, "items": ()}))
    assert left_for(again, Question("")).lists == 0
    assert not any("on the list" in line for line in text(left_lines(again)))


def test_left_names_what_else_is_open(rulebook: Rulebook) -> None:
    state = state_with(rulebook, piece(kinds=(), screening__people="yes"))
    first, more = left_lines(state)
    assert first.text.endswith(" lines, on FOISA s.38(1)(b) with s.38(2A); then nothing if it stands.")
    assert more.text.startswith("Open as well: FOISA s.38(1)(c), ")
    assert more.indent == 1


def test_left_counts_the_checks_of_a_piece_that_stands(rulebook: Rulebook) -> None:
    state = state_with(rulebook, piece(kinds=(), screening__people="in-passing"))
    state = answered(state, prompt_of(state), "none")
    (line,) = [one for one in text(left_lines(state)) if one.startswith("Piece 1")]
    assert line == "Piece 1, the papers: settled, release; 1 check before the letter."
    assert left_for(state, prompt_question(state)).checks == 1


def test_left_tells_who_is_waited_for(rulebook: Rulebook) -> None:
    unsure = {"is": "unsure", "by": "Legal", "on": "2026-11-20", "how": "asked"}
    state = state_with(rulebook, piece(kinds=("job",), **{"foisa__s30__otherwise": unsure}))
    while prompt_of(state).topic != "end":
        state = answered(state, prompt_of(state), "unsure" if prompt_of(state).can_be_unsure else "none")
    lines = text(left_lines(state))
    assert waiting_for(state)
    assert lines[0] == "Piece 1, the papers: nothing to ask of you now; it waits for a named person."
    assert lines[1] == "Waiting for"
    assert any(line.startswith("- Legal, on piece 1: ") for line in lines)


def test_a_ground_that_turns_to_the_other_law_has_its_list_after_it(rulebook: Rulebook) -> None:
    answers = {"environment": "all", "applicant": "none", "say-so": "no", "found": "all"}
    plan = {"id": "plan", "title": "the plan", "created": "2025"}
    state = state_with(rulebook, plan, answers={f"screening.{name}": value for name, value in answers.items()})
    state = answered_until_a_piece(state)
    left = left_for(state, prompt_question(state))
    assert left.ground is not None
    assert left.ground.cite == "FOISA s.39(2)"
    assert left.lists >= 6
    assert left.total > left.lists + 5


def answered_until_a_piece(state: State) -> State:
    while not prompt_question(state).item:
        state = answered(state, prompt_of(state), "yes")
    return state


@pytest.mark.parametrize("part", ["", "one"])
def test_about_left_is_one_at_least_for_any_place(rulebook: Rulebook, part: str) -> None:
    state = state_with(rulebook, piece(kinds=()), parts=[{"id": part, "text": "the papers"}] if part else [])
    assert left_for(state, Question("", part=part)).total == 0
    assert about_left(state, Question("", part=part)) == 1


def lines_given(case: Case, item: str) -> int:
    """Return how many lines a piece has had: its answers, its list, its year, and up to three of a weighing."""
    place: Item = next(one for one in case.items if one.id == item)
    weighed = sum(
        bool(one.for_disclosure) + bool(one.for_maintaining) + bool(one.conclusion)
        for one in place.public_interest.values()
    )
    own = sum(answer.how != "carried" for answer in place.answers.values())
    return own + (place.kinds is not None) + (place.created is not None) + weighed


def answering(full: Case) -> Player:
    """Return a player that answers as the case does, and makes nothing new of what is left of a piece."""
    known = supposing(full)
    beside = {"instead": "", "remainder": "unsure"}
    return lambda state, prompt: beside[prompt.topic] if prompt.topic in beside else known(state, prompt)


def test_about_left_is_about_what_is_then_asked(rulebook: Rulebook) -> None:
    errors: list[int] = []
    for found in decisions():
        if found.id in SAMPLE:
            told: list[tuple[str, int, int]] = []

            def seen(state: State, prompt: Prompt, told: list[tuple[str, int, int]] = told) -> None:
                question = prompt.question
                if question and question.item and prompt.topic in ("fact", "factors", "conclusion"):
                    given = lines_given(state.case, question.item)
                    told.append((question.item, given, about_left(state, question)))

            end = play(fresh(rulebook), answering(case_of(found, rulebook)), seen)
            errors += [abs(left - (lines_given(end.case, item) - given)) for item, given, left in told]
    assert len(errors) > 100
    assert median(errors) <= 3
    assert max(errors) <= 20


# What was considered


def test_compare_groups_the_grounds_by_what_became_of_them(review: State) -> None:
    lines = text(compare_lines(review, "narrative"))
    assert lines[0] == "Piece 3 of 5: the account of the children and their family: withhold"
    heads = [line for line in lines if line.startswith(("Engaged", "Not engaged", "Not reached"))]
    assert heads == ["Engaged", "Not engaged", "Not reached: what stands is enough"]
    assert "FOISA s.36(2): Did somebody outside your authority give this to you? No." in lines
    assert "FOISA s.38(1)(b) with s.38(2B), s.38(1)(b) with s.38(3A)." in lines


def test_what_was_not_chosen_is_counted_and_named_only_where_all_is_wanted(review: State) -> None:
    short, whole = text(compare_lines(review, "names")), text(compare_lines(review, ALL))
    counted = next(line for line in short if line.startswith("Screened out: "))
    assert " not chosen on the list; " in counted
    assert short[-1] == "'compare all' names every ground."
    assert not any("s.41(b)" in line for line in short)
    assert sum("s.41(b)" in line for line in whole) == len(review.case.items)
    assert whole[0] == "The whole request: part goes out"


def test_every_ground_of_the_table_is_counted_or_named(review: State) -> None:
    decision = decide_under(review.law, review.case, review.rulebook)
    for item in decision.items:
        lines = text(compare_lines(review, item.id))
        counted = sum(
            int(word) for line in lines if line.startswith("Screened out") for word in line.split() if word.isdigit()
        )
        shown = [row for row in item.considered if row.result != "screened-out"]
        assert counted + len(shown) == len(item.considered)
        joined = " ".join(lines)
        assert all(row.cite.partition(" ")[2] in joined for row in shown)


def test_what_is_not_settled_says_what_it_waits_for(rulebook: Rulebook) -> None:
    trade = {"screening__which-trade": {"is": ["lose-trade"]}}
    lines = text(compare_lines(state_with(rulebook, piece("rates", ("trade",), **trade)), "rates"))
    waits = lines[lines.index("Not settled") + 1]
    asked = "Does this information concern the commercial interests of anyone you can name? Not answered yet."
    assert waits.startswith(f"FOISA s.33(1)(b): {asked} And ")


def test_an_unfinished_list_is_told_in_one_line(rulebook: Rulebook) -> None:
    lines = text(compare_lines(state_with(rulebook, piece()), "papers"))
    assert sum(line.startswith("The list is not finished; on it hang: ") for line in lines) == 1
    assert "Not settled" not in lines


def test_who_did_not_claim_a_ground_is_told(rulebook: Rulebook) -> None:
    held = piece(
        kinds=("job",),
        foisa__s30__otherwise="yes",
    ) | {"not_claimed": {"foisa.s30-c": {"by": "A. Officer", "on": "2026-11-10", "why": "it would not stand"}}}
    state = state_with(rulebook, held)
    row = next(r for r in decide_under(state.law, state.case, rulebook).items[0].considered if r.id == "foisa.s30-c")
    lines = text(compare_lines(state, "papers"))
    assert row.result == "not-claimed"
    assert lines[lines.index("Not claimed") + 1] == "FOISA s.30(c): A. Officer, 2026-11-10: it would not stand"


def test_a_weighing_is_told_with_the_ground_that_it_decided(rulebook: Rulebook) -> None:
    (found,) = [one for one in decisions() if one.id == "048/2006"]
    state = begin(rulebook, TODAY, case_of(found, rulebook))
    lines = text(compare_lines(state, "results"))
    assert any(line.startswith("- The public interest: keeping. ") for line in lines)


def test_grounds_of_the_other_law_are_not_said_to_be_left_out_of_a_list(review: State) -> None:
    lines = text(compare_lines(review, ALL))
    other = lines[lines.index("Of the Regulations, which do not decide here") + 1]
    assert other.startswith("EIRs reg ")
    assert " reg 2(1), " in other
    assert "FOISA" not in other


def test_compare_knows_the_piece_and_shows_all_where_none_is_named(review: State) -> None:
    with pytest.raises(KeyError):
        list(compare_lines(review, "nothing"))
    lines = text(compare_lines(review))
    assert sum(line.startswith("Piece ") for line in lines) == len(review.case.items)


def test_before_there_are_pieces_the_request_is_compared(rulebook: Rulebook) -> None:
    lines = text(compare_lines(fresh(rulebook)))
    assert lines[0] == "The whole request: not settled"


def test_cites_name_their_law_once() -> None:
    cites = ["FOISA s.26(a)", "FOISA s.26(b)", "EIRs reg 6(1)(b)", "EIRs reg 10(8)", "FOISA s.36(1)"]
    assert cites_in_a_row(cites) == "FOISA s.26(a), s.26(b), EIRs reg 6(1)(b), reg 10(8), FOISA s.36(1)"


@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 10_000), steps=st.integers(0, 40))
def test_wherever_one_is_everything_can_be_looked_up_in_80_columns(seed: int, steps: int) -> None:
    state = on_the_way(seed, steps)
    for lines in (left_lines(state), compare_lines(state), compare_lines(state, ALL), what_would_change(state)):
        shown = list(lines)
        assert shown or not state.case.items
        assert all(len(row) <= 80 for line in shown for row in wrapped(line, 80))
        assert not any("  " in line.text or "{" in line.text for line in shown)
