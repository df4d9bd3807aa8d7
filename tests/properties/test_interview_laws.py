"""The laws of the interview, on whole interviews at random: answers of every kind, and all else that is done between.

1 it ends; 2 nothing needless is asked; 3 the order does not matter; 4 back undoes; 5 a state is plain data; 6 a case
file goes on where it was left; 8 doubt and silence release nothing and withhold nothing. Pages and what is offered
beside the questions (7, 9) are in test_interview_pages.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from interview_players import LIKELY, MOVES, TODAY, WORDS, Player, Step, at_random, fresh, interview, played, supposing
from toy_act import TOY
from toy_act import case as toy_case
from toy_act import item as toy_item

from foi_rules.casework.case_file import read_case, write_case
from foi_rules.engine.alternatives import alternatives
from foi_rules.engine.alternatives import answered as with_answers
from foi_rules.engine.asking import Question
from foi_rules.engine.checking import faults_in
from foi_rules.engine.decide import decide, item_run, no_table, request_run, standings
from foi_rules.engine.leaves import Answers, counted
from foi_rules.engine.missing import BALANCE, missing_for, missing_in
from foi_rules.engine.pivot import Pivots
from foi_rules.engine.regimes import beside_of, ended_of
from foi_rules.interview.facts import DUTY
from foi_rules.interview.keeping import NotAState, kept, resumed, state_data, state_from
from foi_rules.interview.machine import answered, answered_together, page_of, prompt_of
from foi_rules.interview.pages import questions_now
from foi_rules.interview.prompt import Prompt
from foi_rules.interview.state import State, back, begin
from foi_rules.model.case import Case, Item
from foi_rules.model.decision import OPEN, Decision
from foi_rules.model.rulebook import Law, NotInForce, Rulebook
from foi_rules.model.truth import NO, UNKNOWN, YES

TOYS, SMALL, SHIPPED = range(24), range(6), range(2)
"""The interviews under the invented Act, those of them of which every completion is looked at, and under our rules."""
QUICK = settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


def steps(rulebook: Rulebook = TOY, seeds: range = TOYS) -> Iterator[Step]:
    """Yield the steps of several interviews."""
    for seed in seeds:
        yield from interview(rulebook, seed)


def opened(rulebook: Rulebook) -> State:
    """Return an interview of which the request is answered and a piece is named."""
    state = fresh(rulebook)
    for typed in ("1", "1 Sep 2026", "the papers", "none", "none", "no", "all", "none", "minutes, 2025"):
        state = answered(state, prompt_of(state), typed)
    return state


# 1 Every interview ends


def test_every_interview_ends_whatever_is_done_in_it() -> None:
    done, topics = Counter(step.did for step in steps()), Counter(step.page.line.topic for step in steps())
    assert all(interview(TOY, seed)[-1].page.line.topic == "end" for seed in TOYS)
    assert set(MOVES) <= set(done)
    # What only the shipped rules bring up (names in passing, cues in a title) is met there.
    assert {"need", "handing", "factors", "remainder", "apply", "note", "speaker"} <= set(topics)


@QUICK
@given(st.integers(100, 10_000))
def test_an_interview_at_random_ends(seed: int) -> None:
    last = interview.__wrapped__(TOY, seed)[-1]
    assert last.page.line.topic == "end"


@pytest.mark.parametrize("received", ["unsure", "2026-01-05", "2019-06-01"])
def test_who_knows_no_more_than_a_year_is_not_asked_for_it_for_ever(received: str) -> None:
    def reply(state: State, prompt: Prompt) -> str:
        told = {"received": received, "pieces": "" if state.case.items else "the log", "need": WORDS}
        name = prompt.question.name if prompt.question else ""
        if name == "screening.found" or prompt.topic == "cues":
            return "no"
        return told.get(prompt.topic) or ("2019" if prompt.kind == "date" else supposing(Case())(state, prompt))

    assert played(fresh(TOY), reply).case.items


def test_the_case_fits_the_rules_at_every_step() -> None:
    for step in steps():
        assert list(faults_in(step.after.law, step.after.case)) == []


def test_a_piece_that_is_named_later_belongs_to_a_part() -> None:
    piece = toy_item({}, part="q", created="2024", title="page 4")
    state = begin(
        TOY, TODAY, toy_case(piece, request="it", parts=[{"id": "p"}, {"id": "q"}], given={"other-form": "no"})
    )
    for typed in ("no", "no", "1", "page 5, 2024"):
        state = answered(state, prompt_of(state), typed)
    assert len(state.case.items) == 2
    assert list(faults_in(state.law, state.case)) == []


# 2 Nothing is asked of which every answer leaves the decision and its grounds as they are


class End(NamedTuple):
    """How the analysis ends for one piece and its part, and what could be answered to change it."""

    ends: tuple[object, ...]
    open: tuple[str, ...]
    answers: Answers


def end_of(law: Law, case: Case) -> End:
    """Return how the analysis ends for the single piece of the case."""
    walks, runs, decisions = standings(law, case, no_table)
    run, decided = runs[0], decisions[0]
    part, walk = walks[run.answers.part.id if run.answers.part else next(iter(walks))]
    own = ended_of(run)
    held = own.held_at.id if own.held_at and own.held is YES else ""
    beside = [one.ground.id for one in beside_of(part, walk)]
    ends = (
        walk.outcome, [one.ground.id for one in walk.relied_on], beside,
        decided.outcome if decided.settled else held or "open", [one.id for one in decided.grounds],
    )  # fmt: skip
    waiting = [*(walk.missing if walk.outcome in OPEN else ()), *(() if decided.settled else decided.missing)]
    waiting += [name for one in beside_of(part, walk, UNKNOWN) for name in missing_for(part.answers, one)]
    return End(ends, tuple(name for name in dict.fromkeys(waiting) if _unanswered(run.answers, name)), run.answers)


def _unanswered(answers: Answers, name: str) -> bool:
    """Return whether an answer may still come: "not sure" is none, for a named person may know."""
    if name in ("made", "received"):
        return answers.case.received is None and answers.case.made is None
    if name == "created":
        return answers.item is not None and answers.item.created in (None, "unsure")
    if name.startswith(BALANCE):
        ground = answers.law.grounds[name.removeprefix(BALANCE)]
        place = answers.item if answers.item and ground.level == "item" else answers.case
        weighing = place.public_interest.get(ground.id)
        return weighing is None or weighing.conclusion in (None, "unsure")
    fact = answers.law.facts.get(name)
    return fact is not None and counted(fact, answers.answer(fact)) is None


def _options(answers: Answers, name: str) -> list[object]:
    if name in ("made", "received"):
        return ["2016-06-03", "2025-06-03", "2029-06-03"]
    fact = answers.law.facts.get(name)
    return [*alternatives(answers, name), *(["unsure"] if fact and fact.answer == "text" else [])]


def _put(answers: Answers, name: str, value: object) -> Case:
    after = answers if name in ("made", "received") else with_answers(answers, {name: value})
    received = {"received": value} if after is answers else {}
    return after.case.model_copy(update={**received, "items": (after.item,)})


def differ(law: Law, one: Case, other: Case, done: frozenset[str], ends: Callable[[Law, Case], End] = end_of) -> bool:
    """Return whether some completion of what is not `done` makes the two cases end otherwise: all are looked at."""
    first, second = ends(law, one), ends(law, other)
    name = next((name for name in (*first.open, *second.open) if name not in done), "")
    if not name:
        return first.ends != second.ends
    return any(
        differ(law, _put(first.answers, name, value), _put(second.answers, name, value), done | {name}, ends)
        for value in _options(first.answers, name)
    )


def can_matter(law: Law, case: Case, question: Question, ends: Callable[[Law, Case], End] = end_of) -> bool:
    """Return whether two answers to the question and some completion of all others end differently, for any piece."""
    for item in _pieces_of(case, question):
        alone = case.model_copy(update={"items": (item.model_copy(update={"passage": ""}),)})
        answers = ends(law, alone).answers
        first, *others = [_put(answers, question.name, value) for value in _options(answers, question.name)]
        if any(differ(law, first, other, frozenset({question.name}), ends) for other in others):
            return True
    return False


def _pieces_of(case: Case, question: Question) -> list[Item]:
    """Return the pieces for which a question may matter; of the request also one that may be named yet."""
    if question.item:
        return [item for item in case.items if item.id == question.item]
    parts = [part.id for part in case.parts if question.part in (part.id, "", "request")] or [""]
    return [*(item for item in case.items if item.part in parts), *(Item(id="?", part=part) for part in parts)]


def lines_asked(step: Step) -> list[Prompt]:
    """Return the lines of the page that the engine asks, not those that are only put once more."""
    asked = [line for line in step.page.lines if line.topic in ("fact", "year", "factors") and line.question]
    return [line for line in asked if line.question not in step.before.memo.focus]


@pytest.mark.parametrize("half", range(2))
def test_every_line_of_a_page_can_change_how_it_ends(half: int) -> None:
    tried = 0
    for step in steps(seeds=SMALL[half::2]):
        for line in lines_asked(step) if not step.before.memo.more else ():
            if line.question and not line.question.ground.startswith(DUTY):
                assert can_matter(step.before.law, step.before.case, line.question), line.id
                tried += 1
    assert tried > 40


def test_every_check_is_needed_by_a_requirement_that_is_not_met() -> None:
    tried = 0
    for step in steps():
        for question in [line.question for line in lines_asked(step) if line.question]:
            if question.ground.startswith(DUTY):
                name = question.ground.removeprefix(DUTY)
                assert name in _required(step.before, question), question
                tried += 1
                assert can_matter(step.before.law, step.before.case, question, _met(name)), question
    assert tried > 10


def _required(state: State, question: Question) -> list[str]:
    decision = decide(state.rulebook, state.case)
    remarks = [remark.id for remark in (*decision.duties, *decision.warnings)]
    place = question.item or question.part or "request"
    return [name.removeprefix(f"{place}/") for name in remarks if name.startswith(f"{place}/")]


def _met(name: str) -> Callable[[Law, Case], End]:
    """Return what tells whether the requirement is met, and by which answers it would be."""

    def ends(law: Law, case: Case) -> End:
        run = item_run(law, case, case.items[0])
        every = {f"{one.id}.{due.id}": due for one in law.grounds.values() for due in (*one.duties, *one.warnings)}
        every |= {f"{section}.{due.id}": due for section, due in law.releasing_duties}
        proof = run.prove(every[name].unless)
        return End((proof.value,), missing_in(run.answers, proof), run.answers)

    return ends


def test_what_is_asked_of_the_request_can_matter_under_one_of_the_laws(rulebook: Rulebook) -> None:
    for about in ("none", "part", "all", "unsure"):
        state = fresh(rulebook)
        for typed in ("1", "1 Sep 2026", "the papers", about):
            state = answered(state, prompt_of(state), typed)
        asked = questions_now(state, whole=True)
        assert [one for one in asked if not _matters_under_a_law(state, one)] == []
        assert {"screening.found", "screening.request"} <= {one.name for one in asked}, about


def _matters_under_a_law(state: State, question: Question) -> bool:
    law, piece = state.law, Item(id="?")
    case = state.case.model_copy(update={"items": (piece,)})
    turned = [item_run(law, case, piece, given=dict.fromkeys(law.turning, value)) for value in (YES, NO)]
    return any(Pivots(run).matters(question.name) for run in (request_run(law, case, None), *turned))


# 3 The order does not matter


def steady(seed: int) -> Player:
    """Return a player that has one answer to each question about each piece, whenever it is put; none is not sure."""

    def reply(state: State, prompt: Prompt) -> str:
        question = prompt.question
        name = question.name if question else ""
        shared = question is None or not question.item or getattr(state.law.facts.get(name), "per", "item") != "item"
        place = "it all" if question is None or shared else state.item(question.item).title
        words = f"{WORDS} of {place}, {name} {prompt.text_name}"
        choices = [one.name for one in prompt.choices]
        by_topic = {
            "reference": "", "received": "1 Sep 2026", "words": "the papers", "handing": "", "speaker": "", "split": "",
            "pieces": "" if state.case.items else "the log, 2025\nnotes, 1990", "note": "",
            "apply": "none", "remainder": f"nothing: {words}", "instead": "", "cues": "none" if choices else "no",
            "weight": f"some: {words}", "factors": f"own: {words}",
        }  # fmt: skip
        by_kind = {
            "yes-no": [f"yes: {words}", f"no, because {words}"], "one-of": choices, "any-of": [*choices, "none"],
            "date": ["2026-12-03", "2025-10-05", "1980"], "number": ["0", "1000"],
            "cost-lines": ["find: 10", "find: 900"],
        }  # fmt: skip
        rng = Random(f"{seed} {words}")
        likely = LIKELY.get(name, "") if rng.random() < 0.7 else ""
        if likely in (*choices, "no", "none"):
            return likely
        return by_topic[prompt.topic] if prompt.topic in by_topic else rng.choice(by_kind.get(prompt.kind, [words]))

    return reply


def in_any_order(state: State, player: Player, rng: Random) -> State:
    """Return the state in which the interview ends if the lines of each page are answered in any order."""
    for _ in range(400):
        page = page_of(state)
        if page.line.topic == "end":
            return state
        line = rng.choice(page.lines)
        state = answered(state, line, player(state, line))
    raise AssertionError(f"the interview does not end; it asks {page.line.id}")


def together(state: State, player: Player, rng: Random) -> State:
    """Return the state in which the interview ends if several lines of each page are answered in one go."""
    for _ in range(400):
        page = page_of(state)
        if page.line.topic == "end":
            return state
        lines = page.lines if page.line.topic == "fact" else page.lines[:1]
        typed = [player(state, line) for line in lines[: rng.randint(1, len(lines))]]
        state = answered_together(state, lines, typed) if len(typed) > 1 else answered(state, lines[0], typed[0])
    raise AssertionError(f"the interview does not end; it asks {page.line.id}")


def ends_of(decision: Decision) -> tuple[object, ...]:
    """Return how the request and each piece came out, and on which grounds; pieces by id, whatever their order."""
    places = sorted((*decision.parts, *decision.items), key=lambda one: one.id)
    return decision.outcome, [(one.id, one.outcome, [ground.id for ground in one.grounds]) for one in places]


def check_orders(state: State, player: Player, *others: Callable[[State, Player, Random], State]) -> str:
    """Check that an interview ends alike whatever the order in which it is answered. Return the outcome."""
    whole = decide(state.rulebook, played(state, player).case)
    for other in others:
        assert ends_of(decide(state.rulebook, other(state, player, Random(1)).case)) == ends_of(whole)
    return whole.outcome


def pieces_turned_round(state: State, player: Player, rng: Random) -> State:
    """Return the state in which the interview ends if the pieces are named in the opposite order."""
    del rng

    def reply(state: State, prompt: Prompt) -> str:
        lines = player(state, prompt)
        return "\n".join(reversed(lines.splitlines())) if prompt.topic == "pieces" else lines

    return played(state, reply)


def test_lines_and_pieces_in_any_order_and_in_one_go_come_out_alike() -> None:
    ways = (in_any_order, together, pieces_turned_round)
    outcomes = {check_orders(fresh(TOY), steady(seed), *ways) for seed in range(3, 12)}
    assert {"refused", "partial", "disclosed", "escalate"} <= outcomes


def test_lines_of_the_shipped_rules_in_any_order_and_in_one_go_come_out_alike(rulebook: Rulebook) -> None:
    assert check_orders(opened(rulebook), steady(1), in_any_order, together) == "partial"


def test_the_lines_of_a_page_can_be_filled_in_in_any_order() -> None:
    tried = 0
    for number, step in enumerate(steps()):
        lines = [line for line in step.page.lines if line.topic == "fact"]
        if len(lines) < 2:
            continue
        tried += 1
        player, rng = steady(number), Random(number)
        decisions = []
        for order in (lines, rng.sample(lines, len(lines))):
            state = step.before
            for line in order:
                state = answered(state, line, player(step.before, line))
            decisions.append(decide(TOY, state.case))
        assert decisions[0] == decisions[1], step.page.id
    assert tried > 100


def test_the_first_page_can_be_filled_in_in_one_go() -> None:
    state = fresh(TOY)
    after = answered_together(state, page_of(state).lines, ("2026-7", "5 Jan 2026, by email", "the log"))
    assert (after.case.reference, after.case.received, after.case.request) == ("2026-7", "2026-01-05", "the log")


# 4 Back


def check_back(step: Step) -> None:
    """Check that back undoes whatever was done, and that the same answer again changes nothing."""
    before, after = step.before, step.after
    undone = after
    for _ in range(len(after.past) - len(before.past)):
        undone = back(undone)
    if len(after.past) > len(before.past):
        assert (undone.case, undone.memo, undone.past) == (before.case, before.memo, before.past), step.did
        if step.did == "answer":
            assert page_of(undone) == step.page
            again = answered(undone, step.page.line, step.typed)
            assert (again.case, again.memo, again.past) == (after.case, after.memo, after.past)


def test_back_undoes_whatever_was_done_and_the_same_answer_again_changes_nothing() -> None:
    for step in steps():
        check_back(step)


def test_back_any_number_of_times_leads_to_the_very_case_of_then() -> None:
    for seed in TOYS:
        whole = interview(TOY, seed)
        state = last = whole[-1].after
        for case, memo in reversed(last.past):
            state = back(state)
            assert (state.case, state.memo) == (case, memo)
        assert (state.case, state.memo) == (whole[0].before.case, whole[0].before.memo)


# 5 A state is plain data


def restored(state: State) -> State:
    """Return the state after it was written as JSON and read again."""
    return state_from(state.rulebook, json.loads(json.dumps(state_data(state))))


def check_data(step: Step) -> None:
    """Check that the state is the same after it was JSON, with the page that lies open. Of the way back two steps."""
    state = replace(step.before, past=step.before.past[-2:])
    after = restored(state)
    assert (after.case, after.memo, after.past) == (state.case, state.memo, state.past)
    assert (after.said, after.today) == (state.said, state.today)
    assert page_of(after) == step.page


def test_a_state_is_the_same_after_it_was_json() -> None:
    for step in list(steps())[::3]:
        check_data(step)
    for seed in TOYS:
        last = interview(TOY, seed)[-1].after
        assert restored(last).past == last.past


JUNK: tuple[Any, ...] = (
    None, "", "x", 0, -1, 3.5, True, [], {}, ["x"], {"x": "y"}, [["a", "b", "c"]], "2026-11-24", "unsure", "yes",
    [None], "@", "public_interest.", "cue 1@x",
)  # fmt: skip


def damaged(data: Any, rng: Random) -> Any:
    """Return the data with something left out, added, or other than it was."""
    data = deepcopy(data)
    for _ in range(rng.choice((1, 1, 2))):
        place, key = rng.choice(list(_places(data)))
        junk = deepcopy(rng.choice(JUNK))
        how = rng.randrange(3)
        if how == 0:
            del place[key]
        elif how == 1:
            place[key] = junk
        elif isinstance(place[key], dict):
            place[key][rng.choice(("x", "answers", "screening.gulls", "toy.s2-1", "focus"))] = junk
        elif isinstance(place[key], list):
            place[key].append(junk)
    return data


def _places(data: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every place in the data that holds something; the upper ones are as likely as all that lies in them."""
    keys = list(data) if isinstance(data, dict) else range(len(data)) if isinstance(data, list) else ()
    for key in keys:
        yield data, key
        yield from _places(data[key])


def test_damaged_data_is_no_state_or_a_sound_one() -> None:
    rng, ends = Random(1), Counter[str]()
    for step in steps():
        data = damaged(state_data(replace(step.before, past=step.before.past[-2:])), rng)
        try:
            state = state_from(TOY, json.loads(json.dumps(data)))
        except (NotAState, NotInForce) as error:
            ends[type(error).__name__] += 1
            continue
        ends["a state"] += 1
        for _ in range(3):
            assert list(faults_in(state.law, state.case)) == []
            assert page_of(state).lines
            state = back(state)
    assert min(ends["a state"], ends["NotAState"]) > 50


@pytest.mark.parametrize("data", [None, [], "1", {}, {"format": "2"}, {"format": "1"}, {"format": "1", "past": 3}])
def test_anything_else_is_no_state(data: Any) -> None:
    with pytest.raises(NotAState):
        state_from(TOY, data)


# 6 A case file goes on where it was left


def check_resumed(step: Step, path: Path | None = None) -> None:
    """Check that the interview goes on at the very page, from the case as it is kept, or from its file."""
    case = kept(step.before)
    if path:
        write_case(case, path)
        case = read_case(path)
    after = resumed(step.before.rulebook, step.before.today, case)
    assert page_of(after) == step.page
    assert after.case == step.before.case
    assert after.memo == step.before.memo


def test_a_case_that_was_kept_goes_on_at_the_very_page(tmp_path: Path) -> None:
    for number, step in enumerate(steps()):
        check_resumed(step, tmp_path / "case.yaml" if number % 12 == 0 else None)


@QUICK
@given(st.text(min_size=1, max_size=40))
def test_whatever_was_typed_is_kept(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    state = begin(TOY, TODAY, Case(received="2026-01-05", request="it", items=(Item(id="log", created="2025"),)))
    state = state.with_answer(drafts=(("basis of toy.s1.hours@", text),), noting=text)
    assert restored(state).memo == state.memo
    path = tmp_path_factory.getbasetemp() / "typed.yaml"
    write_case(kept(state), path)
    assert resumed(TOY, TODAY, read_case(path)).memo == state.memo


# 8 Doubt and silence release nothing, and withhold nothing

PEOPLE, PERSONAL = "screening.people", ("foisa.s38.", "eirs.r11.")


def check_doubt(step: Step) -> None:
    """Check that no piece goes out while nobody has said whether it is about people, outright or in the questions of
    personal data (to which "not sure" leads): these may have been settled in a case that was begun elsewhere."""
    state = step.after
    for item, decided in zip(state.case.items, standings(state.law, state.case, no_table)[2], strict=True):
        people = item.answers.get(PEOPLE)
        told = [one for name, one in item.answers.items() if name.startswith(PERSONAL) and one.how != "carried"]
        if (people is None or people.unsure) and all(one.unsure for one in told):
            assert decided.outcome != "disclose", item.id


def doubting(inner: Player, *about: str) -> Player:
    """Return a player that is not sure of any fact whose id begins so, and answers the rest as the other one does."""

    def reply(state: State, prompt: Prompt) -> str:
        name = prompt.question.name if prompt.question else ""
        doubts = prompt.can_be_unsure and name.startswith(about) and prompt.topic in ("fact", "need")
        return "unsure" if doubts else inner(state, prompt)

    return reply


@pytest.mark.parametrize("seed", range(2))
def test_who_is_not_sure_about_people_releases_nothing(rulebook: Rulebook, seed: int) -> None:
    player = doubting(at_random(Random(seed)), PEOPLE, *PERSONAL)
    state = played(opened(rulebook), player)
    assert all(item.answers[PEOPLE].unsure for item in state.case.items if PEOPLE in item.answers)
    assert [item.id for item in decide(rulebook, state.case).items if item.outcome == "disclose"] == []


@pytest.mark.parametrize("seed", range(8))
def test_who_is_not_sure_about_gulls_releases_nothing(seed: int) -> None:
    state = played(fresh(TOY), doubting(steady(seed), "screening.gulls", "toy.s4."))
    assert [item.id for item in decide(TOY, state.case).items if item.outcome == "disclose"] == []


@pytest.mark.parametrize("seed", range(2))
def test_who_is_never_sure_withholds_and_releases_nothing(rulebook: Rulebook, seed: int) -> None:
    for book, state in ((TOY, fresh(TOY)), (rulebook, opened(rulebook))):
        decision = decide(book, played(state, doubting(at_random(Random(seed)), "")).case)
        assert {item.outcome for item in decision.items} <= OPEN
        assert [ground for item in decision.items for ground in item.grounds] == []


# The shipped rules


@pytest.mark.parametrize("seed", SHIPPED)
def test_interviews_under_the_shipped_rules_keep_the_laws(rulebook: Rulebook, seed: int, tmp_path: Path) -> None:
    whole = interview(rulebook, seed)
    assert whole[-1].page.line.topic == "end"
    for number, step in enumerate(whole):
        check_doubt(step)
        check_back(step)
        if number % 4 == 0:
            check_data(step)
        if number % 4 == 1:
            check_resumed(step, tmp_path / "case.yaml" if number % 8 == 1 else None)
