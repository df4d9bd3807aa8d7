"""Practice: which decisions make an exercise, what an officer is told, and the comparison at the end."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from decisions import case_of, decisions
from hypothesis import given, settings
from hypothesis import strategies as st
from interview_players import TODAY, Player, played, supposing

from foi_rules.casework.case_file import case_text, write_case
from foi_rules.commands.practice import file_of, listed, nearest, number_of, of_the_day, result_lines, run, set_lines
from foi_rules.commands.practice_files.encoded import Encoded, decisions_folder, encoded_decisions, whole_case
from foi_rules.commands.practice_files.exercise import (
    FEWEST,
    Exercise,
    exercise_of,
    exercises,
    is_supposed,
    starting_case,
    unspoilt,
)
from foi_rules.commands.screen import PlainScreen
from foi_rules.engine.alternatives import full_answer, full_weighing
from foi_rules.engine.decide import decide, law_for
from foi_rules.engine.missing import BALANCE
from foi_rules.engine.wording import OUTCOMES
from foi_rules.interview.comparing import Comparison, compare
from foi_rules.interview.machine import answered, prompt_of
from foi_rules.interview.opening import new_id
from foi_rules.interview.state import State, begin
from foi_rules.model.case import Case, Item
from foi_rules.model.decision import OPEN
from foi_rules.model.rulebook import Rulebook
from foi_rules.rulebook.load import load_rulebook

# What the interview asks on the way, and an encoded decision does not tell.
BY_THE_WAY = {
    "apply": "none",
    "instead": "",
    "note": "",
    "remainder": "nothing: each page of it is about the same matter",
}
FERRY = "048/2006"
WEIGHTY = "foisa.s33.harm.real-and-significant"


@cache
def known() -> tuple[Exercise, ...]:
    return exercises(encoded_decisions(), load_rulebook())


def exercise(number: str) -> Exercise:
    return next(one for one in known() if one.number == number)


def encoded(number: str) -> Encoded:
    return next(one for one in encoded_decisions() if one.number == number)


def answering(full: Case) -> Player:
    """Return a player that answers as the case does, and to what no encoded decision tells that there is nothing."""
    player = supposing(full)
    return lambda state, prompt: BY_THE_WAY[prompt.topic] if prompt.topic in BY_THE_WAY else player(state, prompt)


CALMLY = settings(deadline=None)
EVERY = pytest.mark.parametrize("one", known(), ids=lambda one: one.number)


# Which decisions make an exercise


def test_the_decisions_are_read_as_the_tests_of_the_rules_read_them(rulebook: Rulebook) -> None:
    ours, theirs = encoded_decisions(), decisions()
    assert [one.number for one in ours] == [one.id for one in theirs]
    for one, other in zip(ours, theirs, strict=True):
        assert whole_case(one, rulebook) == case_of(other, rulebook), one.number


def test_there_are_enough_exercises_for_a_month_and_each_is_there_once() -> None:
    numbers = [one.number for one in known()]
    assert len(set(numbers)) == len(numbers) >= 31
    assert FERRY in numbers


@EVERY
def test_an_exercise_has_a_settled_result_enough_facts_and_a_reason_that_is_published(one: Exercise) -> None:
    found = one.decision
    assert found.reproduced
    assert "stage_not_visible" not in found.stage
    assert "not named" not in found.authority
    assert all(len(piece.facts) >= FEWEST for piece in one.pieces)
    assert one.pieces or len(one.request) >= FEWEST
    results = {item["title"]: found.expect[item["id"]]["outcome"] for item in found.case["items"] if one.pieces
               and item["title"] in [piece.title for piece in one.pieces]}  # fmt: skip
    assert OPEN.isdisjoint(results.values())
    assert list(results) == [piece.title for piece in one.pieces]
    assert one.pieces or found.expect["request"]["outcome"] not in OPEN


@EVERY
def test_the_expected_case_comes_out_as_was_found(one: Exercise, rulebook: Rulebook) -> None:
    decision = decide(rulebook, one.expected)
    expect = one.decision.expect
    ids = {item["title"]: item["id"] for item in one.decision.case["items"]}
    for item in one.expected.items:
        assert decision.item(item.id).outcome == expect[ids[item.title]]["outcome"]
    if not one.expected.items:
        assert decision.outcome == expect["request"]["outcome"]


@pytest.mark.parametrize(
    "changed",
    [
        {"reproduced": False},
        {"stage": ("stage_not_visible",)},
        {"authority": "not named in the round-up"},
        {"about": "papers that were withheld"},
        {"case": {"stage": "review", "items": []}},
        {"case": {"parts": [{"id": "one"}], "items": []}},
        {"expect": {"results": {"outcome": "undecided"}}},
        {"expect": {"results": {"results": {"foisa.s33-1-b": "engaged"}}}},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_other_decisions_make_no_exercise(changed: dict[str, object], rulebook: Rulebook) -> None:
    one = encoded(FERRY)
    assert exercise_of(one, rulebook)
    assert exercise_of(replace(one, **changed), rulebook) is None


def with_item(one: Encoded, **changed: object) -> Encoded:
    """Return the decision with nothing but its first item, changed."""
    return replace(one, case={**one.case, "items": [{**one.case["items"][0], **changed}]})


@pytest.mark.parametrize(
    "title", ["What was wrongly kept back", "Others", "The rest of it", "Text under no exemption", "What was refused"]
)
def test_a_piece_whose_title_gives_its_result_away_is_left_out(title: str, rulebook: Rulebook) -> None:
    one = encoded(FERRY)
    assert exercise_of(with_item(one, title="The results"), rulebook)
    assert exercise_of(with_item(one, title=title), rulebook) is None


def test_a_piece_with_few_facts_or_with_nothing_left_to_judge_is_left_out(rulebook: Rulebook) -> None:
    one = encoded(FERRY)
    answers = one.case["items"][0]["answers"]
    few = {name: value for name, value in answers.items() if "harm" not in name and "trades" not in name}
    assert exercise_of(with_item(one, answers=few), rulebook) is None
    told = {name: value for name, value in answers.items() if not name.startswith("foisa.s33.trades-in")}
    assert exercise_of(with_item(one, answers=told), rulebook)
    # Nobody trades there, and that is a fact: it comes out so whatever the officer thinks of the harm.
    assert exercise_of(with_item(one, answers={**told, "foisa.s33.trades-in": "no"}), rulebook) is None


def test_a_piece_that_is_tested_as_if_it_were_held_is_left_out(rulebook: Rulebook) -> None:
    assert exercise_of(encoded("122/2012"), rulebook) is None
    one = encoded(FERRY)
    assert exercise_of(with_item(one, hypothetical="yes"), rulebook) is None


def test_the_decisions_are_found_in_a_checkout() -> None:
    assert decisions_folder() == Path(__file__).parent / "decisions"


# What an officer is told


def shown(one: Exercise) -> str:
    """Return what an officer sees before the first question."""
    return "\n".join(line.text for line in set_lines(one, str(file_of(one))))


_RESULTS = re.compile(
    r"\b(releas|withh|disclos|exempt|refus|not held|vexatious|neither confirm|public interest|"
    r"real and significant|outweigh|prevails)", re.I,
)  # fmt: skip


@EVERY
def test_an_exercise_shows_nothing_of_the_result(one: Exercise, rulebook: Rulebook) -> None:
    text = f"{shown(one)}\n{case_text(starting_case(one))}"
    law = law_for(rulebook, one.expected)
    assert not _RESULTS.search(text)
    assert not re.search(r"\b(FOISA|EIRs?)\b|\b(s|ss|reg)\.? ?\d", shown(one))
    assert [ground.id for ground in law.grounds.values() if ground.id in text or ground.cite in text] == []
    decision = decide(rulebook, one.expected)
    closed = {place.outcome for place in (*decision.parts, *decision.items)} - {"disclosed", "partial", "refused"}
    assert [outcome for outcome in closed if OUTCOMES.get(outcome, outcome) in text or outcome in text] == []


@pytest.mark.parametrize("number", ["051/2006", "128/2025"])
def test_the_law_that_is_shown_on_the_way_does_not_tell_of_the_decision(number: str, rulebook: Rulebook) -> None:
    bare, day = unspoilt(rulebook, number), rulebook.order.law_stated_at

    def told(rules: Rulebook) -> list[str]:
        return [found.cite for ground in rules.on(day).grounds.values() for found in ground.precedents]

    assert any(number in cite for cite in told(rulebook))
    assert told(bare) == [cite for cite in told(rulebook) if number not in cite]
    one = exercise(number)
    assert decide(bare, one.expected) == decide(rulebook, one.expected)


@EVERY
def test_no_judgement_of_the_decision_is_among_the_facts(one: Exercise, rulebook: Rulebook) -> None:
    law = law_for(rulebook, one.expected)
    facts = {fact for piece in one.pieces for fact in piece.facts} | set(one.request)
    for place in (one.expected, *one.expected.items):
        for name in place.answers:
            judged = law.facts[name].needs and all("reasons" in needs for needs in law.facts[name].needs.values())
            says = {text[:1].upper() + text[1:] + "." for text in law.facts[name].says.values()}
            assert not (judged and says & facts), name


def test_where_not_all_was_found_it_is_told_of_each_piece() -> None:
    for one in known():
        for piece in one.pieces:
            assert ("This piece was found." in piece.facts) == ("Found: some of it." in one.request), one.number
    assert "Found: some of it." in exercise("087/2006").request


@EVERY
def test_the_interview_begins_at_its_questions(one: Exercise, rulebook: Rulebook) -> None:
    state = begin(rulebook, TODAY, starting_case(one))
    prompt = prompt_of(state)
    assert prompt.question is not None
    assert prompt.topic == "fact"
    assert (state.case.law, state.case.received) == (one.expected.law, one.expected.received)


@EVERY
def test_the_starting_case_answers_nothing_but_what_the_authority_is(one: Exercise) -> None:
    case = starting_case(one)
    assert [item.title for item in case.items] == [piece.title for piece in one.pieces]
    assert all(item == Item(id=item.id, title=item.title, created=item.created) for item in case.items)
    assert (case.answers, case.kinds, case.public_interest, case.stage) == ({}, None, {}, "initial")
    assert all(item.created for item in case.items)
    # In the file of a decision a piece may be called "kept" or "out".
    assert all(item.id == new_id(Case(), item.title) for item in case.items)


def test_facts_are_told_in_the_words_of_the_rules_and_judgements_are_left() -> None:
    (piece,) = exercise(FERRY).pieces
    assert piece.facts == (
        "The information concerns the commercial interests of the ferry company.",
        "The interests are those of trade: carrying passengers and cars.",
        "Feared: The applicant competes there and would set its fares and sailings by each line of them.",
        "Feared: passengers lost to the rival on the route.",
        "None of it is out.",
        "What it is about is still live.",
    )


def test_words_that_judge_or_tell_a_result_do_not_hide_the_fact_they_come_with() -> None:
    assert "It was meant to find out: whether somebody should be prosecuted for an offence." in (
        exercise("008/2019").pieces[0].facts
    )
    # The words are: an agreement not to disclose, which takes in the notes.
    assert "It was given in trust." in exercise("174/2018").pieces[0].facts


def test_what_the_decision_does_not_tell_is_marked_and_never_invented() -> None:
    text = "\n".join(fact for one in known() for piece in one.pieces for fact in piece.facts)
    assert "It passed, or shows what passed, between ... and ...\n" in text
    assert "stands in" not in text
    assert "{" not in text


def test_the_year_of_a_later_practice_does_not_change_the_law(rulebook: Rulebook) -> None:
    late = begin(rulebook, date(2031, 5, 2), starting_case(exercise(FERRY))).case
    assert (late.law, late.as_at) == (exercise(FERRY).expected.law, None)
    soon = begin(rulebook, TODAY, starting_case(exercise(FERRY))).case
    assert (soon.law, soon.as_at) == (late.law, TODAY.isoformat())


# The comparison


@EVERY
def test_who_answers_as_the_decision_does_is_told_the_same(one: Exercise, rulebook: Rulebook) -> None:
    state = played(begin(rulebook, TODAY, starting_case(one)), answering(one.expected))
    both = compare(rulebook, state.case, one.expected)
    assert [comparison.standing for comparison in both] == ["same"] * max(len(one.pieces), 1)
    assert all(comparison.forks == () for comparison in both)


def turned(one: Exercise, place: Case | Item, name: str, rulebook: Rulebook) -> Case | None:
    """Return the expected case with one answer the other way round, or None if it cannot be turned."""
    law = law_for(rulebook, one.expected)
    if name.startswith(BALANCE):
        ground = name.removeprefix(BALANCE)
        other = (
            "even" if place.public_interest[ground].conclusion == "maintaining-outweighs" else "maintaining-outweighs"
        )
        weighings = {**place.public_interest, ground: full_weighing(other, law.grounds[ground].balance)}
        changed = place.model_copy(update={"public_interest": weighings})
    elif name in place.answers and law.facts[name].answer == "yes-no":
        other = {"yes": "no", "no": "yes"}[str(place.answers[name].is_)]
        changed = place.model_copy(update={"answers": {**place.answers, name: full_answer(law.facts[name], other)}})
    else:
        return None
    if isinstance(changed, Case):
        return changed
    items = tuple(changed if item.id == changed.id else item for item in one.expected.items)
    return one.expected.model_copy(update={"items": items})


def turns(one: Exercise, rulebook: Rulebook) -> Iterator[tuple[str, str, Case]]:
    """Yield each answer on which the decision rests, with its piece, and the case in which it is the other way."""
    decision = decide(rulebook, one.expected)
    found = [(item, decision.item(item.id)) for item in one.expected.items]
    for place, decided in found or [(one.expected, decision.parts[0])]:
        rows = [row for row in decided.considered if row.result in ("engaged", "outweighed", "not-engaged")]
        names = {name for row in rows for name in row.decided_by}
        names |= {f"{BALANCE}{ground}" for ground in place.public_interest}
        for name in sorted(names):
            case = turned(one, place, name, rulebook)
            if case is not None:
                yield name, place.title if isinstance(place, Item) else "The whole request", case


@EVERY
def test_an_answer_that_makes_the_difference_is_found_and_named(one: Exercise, rulebook: Rulebook) -> None:
    titles = {piece.title for piece in one.pieces} or {"The whole request"}
    told: set[str] = set()
    for name, title, case in turns(one, rulebook):
        both = {comparison.title: comparison for comparison in compare(rulebook, case, one.expected)}
        assert {other.standing for other in both.values() if other.title != title} <= {"same"}
        if both[title].standing in ("different", "other-grounds"):
            assert both[title].forks[0].name == name, (name, both[title])
            assert both[title].forks[0].mine != both[title].forks[0].found
        else:
            assert both[title].forks == ()
        # One that only brings up further questions is played out below.
        told |= {title} if both[title].standing != "same" else set()
    assert told == titles


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ("316/2025", "foisa.s38.could-be-worked-out"),
        ("183/2025", "foisa.s38.applicant-in-it"),
        ("128/2025", "foisa.s36.acting-as-lawyer"),
        ("157/2013", "foisa.s12.cheapest-way"),
        (FERRY, WEIGHTY),
    ],
)
def test_an_answer_given_in_the_interview_is_found_whatever_was_asked_after_it(
    number: str, name: str, rulebook: Rulebook
) -> None:
    one = exercise(number)
    case = turned(one, one.expected.items[0] if one.expected.items else one.expected, name, rulebook)
    assert case
    state = played(begin(rulebook, TODAY, starting_case(one)), answering(case))
    both = compare(rulebook, state.case, one.expected)[0]
    assert both.standing in ("different", "other-grounds")
    assert both.forks[0].name == name
    assert both.forks[0].mine != both.forks[0].found


def of(number: str, rulebook: Rulebook, **changed: str) -> tuple[Comparison, ...]:
    """Return the comparison of an exercise with one piece, some answers of which are changed."""
    one = exercise(number)
    law = law_for(rulebook, one.expected)
    (item,) = one.expected.items
    answers = {name: full_answer(law.facts[name], value) for name, value in changed.items()}
    mine = item.model_copy(update={"answers": {**item.answers, **answers}})
    return compare(rulebook, one.expected.model_copy(update={"items": (mine,)}), one.expected)


def test_a_fork_tells_the_question_and_both_answers(rulebook: Rulebook) -> None:
    (both,) = of(FERRY, rulebook, **{WEIGHTY: "no"})
    assert both.standing == "different"
    assert both.mine
    assert both.found
    assert (both.mine.outcome, both.mine.cites) == ("disclose", ())
    assert (both.found.outcome, both.found.cites) == ("withhold", ("FOISA s.33(1)(b)",))
    (fork,) = both.forks
    assert (fork.cite, fork.mine, fork.found) == ("FOISA s.33(1)(b)", "no", "yes")
    assert fork.question.startswith("Would that harm be real and weighty")


def test_a_tick_that_was_left_out_is_the_fork_and_not_what_it_would_have_opened(rulebook: Rulebook) -> None:
    one = exercise(FERRY)
    bare = one.expected.items[0].model_copy(update={"kinds": (), "answers": {
        name: answer for name, answer in one.expected.items[0].answers.items() if name.startswith("screening.")
        and name != "screening.which-trade"}})  # fmt: skip
    (both,) = compare(rulebook, one.expected.model_copy(update={"items": (bare,)}), one.expected)
    assert [(fork.name, fork.mine) for fork in both.forks] == [("screening.item", "none of these")]
    assert both.forks[0].found.startswith("Prices, bids, contracts")


def test_the_balance_is_a_fork_like_any_other(rulebook: Rulebook) -> None:
    one = exercise(FERRY)
    law = law_for(rulebook, one.expected)
    (item,) = one.expected.items
    even = {"foisa.s33-1-b": full_weighing("even", law.grounds["foisa.s33-1-b"].balance)}
    mine = one.expected.model_copy(update={"items": (item.model_copy(update={"public_interest": even}),)})
    (both,) = compare(rulebook, mine, one.expected)
    (fork,) = both.forks
    assert fork.question == "Which is heavier under FOISA s.33(1)(b): release, even or keeping?"
    assert (fork.mine, fork.found) == ("even", "keeping")


def test_screening_is_the_fork_before_what_it_led_to(rulebook: Rulebook) -> None:
    one = exercise(FERRY)
    (item,) = one.expected.items
    law = law_for(rulebook, one.expected)
    shut = item.model_copy(
        update={"kinds": (), "answers": {**item.answers, WEIGHTY: full_answer(law.facts[WEIGHTY], "no")}}
    )
    (both,) = compare(rulebook, one.expected, one.expected.model_copy(update={"items": (shut,)}))
    assert [fork.name for fork in both.forks] == ["screening.item", WEIGHTY]


def test_a_ground_that_one_of_the_two_never_came_to_has_no_fork(rulebook: Rulebook) -> None:
    one = exercise(FERRY)
    lawyer = next(item for item in exercise("075/2008").expected.items if "Legal" in item.title)
    (item,) = one.expected.items
    mine = item.model_copy(
        update={
            "kinds": ("lawyer", "trade"),
            "answers": dict(lawyer.answers),
            "public_interest": dict(lawyer.public_interest),
        }
    )
    case = one.expected.model_copy(update={"items": (mine,)})
    rows = {row.id: row.result for row in decide(rulebook, case).items[0].considered}
    assert rows["foisa.s33-1-b"] == "not-reached"
    (both,) = compare(rulebook, case, one.expected)
    assert [(fork.name, fork.cite) for fork in both.forks] == [("screening.item", "FOISA s.36(1)")]


def test_pieces_that_were_named_only_to_go_on_are_not_compared(rulebook: Rulebook) -> None:
    one = exercise("157/2013")
    case = one.expected.model_copy(update={"items": (Item(id="all", title="all", created="2026"),)})
    assert [both.standing for both in compare(rulebook, case, one.expected)] == ["same"]


def test_the_order_of_ticks_is_no_difference(rulebook: Rulebook) -> None:
    one = exercise("290/2024")
    item, weighty = one.expected.items[0], "foisa.s35.function-harm.real-and-significant"
    purposes = item.answers["foisa.s35.purposes"]
    assert len(purposes.is_) > 1
    answers = {
        **item.answers,
        "foisa.s35.purposes": purposes.model_copy(update={"is_": tuple(reversed(purposes.is_))}),
        weighty: full_answer(law_for(rulebook, one.expected).facts[weighty], "no"),
    }
    items = (item.model_copy(update={"answers": answers}), *one.expected.items[1:])
    both = compare(rulebook, one.expected.model_copy(update={"items": items}), one.expected)
    assert [fork.name for fork in both[0].forks] == [weighty]


def test_one_sound_ground_of_several_is_the_same_and_the_others_are_named(rulebook: Rulebook) -> None:
    one = exercise("051/2006")
    state = played(begin(rulebook, TODAY, starting_case(one)), answering(one.expected))
    both = compare(rulebook, state.case, one.expected)
    assert [(comparison.standing, comparison.beside) for comparison in both] == [
        ("same", ("FOISA s.30(b)(i)",)),
        ("same", ("FOISA s.30(b)(ii)",)),
    ]


def test_the_same_outcome_on_another_ground_is_told_apart(rulebook: Rulebook) -> None:
    one = exercise(FERRY)
    (item,) = one.expected.items
    lawyer = next(item for item in exercise("075/2008").expected.items if "Legal" in item.title)
    mine = item.model_copy(
        update={
            "kinds": ("lawyer",),
            "answers": {**lawyer.answers},
            "public_interest": dict(lawyer.public_interest),
        }
    )
    (both,) = compare(rulebook, one.expected.model_copy(update={"items": (mine,)}), one.expected)
    assert both.standing == "other-grounds"
    assert both.mine
    assert both.mine.cites == ("FOISA s.36(1)",)
    assert both.forks[0].name == "screening.item"


def test_what_is_not_settled_is_told_so_and_has_no_fork(rulebook: Rulebook) -> None:
    one = exercise(FERRY)
    (both,) = compare(rulebook, starting_case(one), one.expected)
    assert (both.standing, both.forks) == ("open", ())


def test_pieces_are_matched_by_their_ids(rulebook: Rulebook) -> None:
    one = exercise("075/2008")
    first, second = one.expected.items
    renamed = first.model_copy(update={"title": "The advice"})
    own = Item.model_validate({**second.model_dump(by_alias=True), "id": "own", "title": "My own"})
    both = compare(rulebook, one.expected.model_copy(update={"items": (renamed, own)}), one.expected)
    assert [(comparison.title, comparison.standing) for comparison in both] == [
        (first.title, "same"),
        (second.title, "only-found"),
        ("My own", "only-mine"),
    ]
    assert both[1].mine is None
    assert both[2].found is None


def test_where_the_request_was_refused_the_pieces_have_no_forks_of_their_own(rulebook: Rulebook) -> None:
    one = exercise(FERRY)
    cost = exercise("157/2013").expected
    mine = one.expected.model_copy(update={"kinds": cost.kinds, "answers": {**one.expected.answers, **cost.answers}})
    whole, piece = compare(rulebook, mine, one.expected)
    assert (whole.title, whole.standing) == ("The whole request", "different")
    assert whole.forks[0].name == "screening.request"
    assert (piece.standing, piece.forks) == ("other-grounds", ())


def test_an_estimate_is_compared_by_what_it_comes_to(rulebook: Rulebook) -> None:
    one = exercise("157/2013")

    def with_lines(*lines: dict[str, str], **more: str) -> tuple[Comparison, ...]:
        facts = law_for(rulebook, one.expected).facts
        answers = dict(one.expected.answers) | {
            f"foisa.s12.{n}": full_answer(facts[f"foisa.s12.{n}"], v) for n, v in more.items()
        }
        estimate = {"is": list(lines), "worked-out": "ten were timed"}
        answers["foisa.s12.estimate"] = type(answers["foisa.s12.estimate"]).model_validate(estimate)
        return compare(rulebook, one.expected.model_copy(update={"answers": answers}), one.expected)

    assert with_lines({"what": "reading", "cost": "750"})[0].standing == "same"
    (both,) = with_lines({"what": "reading", "cost": "75"})
    assert [fork.name for fork in both.forks] == ["foisa.s12.estimate"]

    (both,) = with_lines({"what": "reading", "cost": "750"}, **{"cheapest-way": "no"})
    assert [fork.name for fork in both.forks] == ["foisa.s12.cheapest-way"]


def test_an_answer_that_the_file_leaves_out_is_known_to_be_supposed() -> None:
    one = exercise("038/2015")
    assert is_supposed(one, one.pieces[0].title, "screening.barred")
    assert not is_supposed(one, one.pieces[0].title, "screening.applicant")
    assert not is_supposed(one, one.pieces[0].title, "foisa.s38.human")


# Which one is set


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("048/2006", "048/2006"),
        (" 48/2006 ", "048/2006"),
        ("048-2006", "048/2006"),
        ("2006-048", "048/2006"),
        ("Decision 48/2006", "048/2006"),
        ("Shutt/2008", "Shutt/2008"),
        ("cats", "cats"),
    ],
)
def test_a_number_may_be_written_in_several_ways(typed: str, number: str) -> None:
    assert number_of(typed) == number


@CALMLY
@given(st.integers(1, 999), st.integers(2005, 2099))
def test_a_number_is_read_back_as_it_is_written(number: int, year: int) -> None:
    assert number_of(f"{number:03}/{year}") == f"{number:03}/{year}"
    assert number_of(f"{year}-{number:03}") == f"{number:03}/{year}"


@CALMLY
@given(st.integers(1, 999), st.integers(2000, 2030))
def test_no_number_is_nearer_than_those_that_are_named(number: int, year: int) -> None:
    def away(name: str) -> tuple[int, int]:
        count, of = map(int, name.split("/"))
        return abs(of - year), abs(count - number)

    near = nearest(f"{number:03}/{year}", known())
    assert len(near) == 3
    farthest = max(map(away, near))
    assert all(away(one.number) >= farthest for one in known() if one.number not in near)


def never(_: Exercise) -> bool:
    return False


@CALMLY
@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)))
def test_no_exercise_comes_twice_before_all_have_come(first: date) -> None:
    days = [first + timedelta(days=index) for index in range(len(known()))]
    chosen = [one.number for day in days if (one := of_the_day(known(), day, None, never))]
    assert sorted(chosen) == sorted(one.number for one in known())


@CALMLY
@given(st.dates(), st.integers(0, 99), st.sets(st.sampled_from([one.number for one in known()])))
def test_what_is_finished_is_passed_over(day: date, seed: int, finished: set[str]) -> None:
    for chance in (None, seed):
        chosen = of_the_day(known(), day, chance, lambda one: one.number in finished)
        assert (chosen is None) == (len(finished) == len(known()))
        assert chosen is None or chosen.number not in finished


@CALMLY
@given(st.dates(), st.dates())
def test_a_seed_chooses_whatever_the_day(one: date, other: date) -> None:
    assert of_the_day(known(), one, 7, never) == of_the_day(known(), other, 7, never)


def test_seeds_choose_differently() -> None:
    chosen = {one.number for seed in range(40) if (one := of_the_day(known(), TODAY, seed, never))}
    assert len(chosen) > 10


# The command


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rulebook: Rulebook) -> Path:
    """Return the folder in which somebody practises; the rules are not read anew each time."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("foi_rules.commands.practice.load_rules", lambda _: rulebook)
    return tmp_path


Said = Callable[[], tuple[str, str]]


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    """Return what was printed since the last time, with each paragraph in one line, and what was complained of."""

    def read() -> tuple[str, str]:
        captured = capsys.readouterr()
        return re.sub(r"\s+", " ", captured.out), captured.err

    return read


def practise(number: str = "", *, result: str = "", seed: int | None = None) -> int:
    return run(number, listing=False, result=result, seed=seed, plain=True)


def type_in(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    left = iter(lines)

    def ask(_: str) -> str:
        for line in left:
            return line
        raise EOFError

    monkeypatch.setattr("builtins.input", ask)


def script(one: Exercise, expected: Case, rulebook: Rulebook) -> list[str]:
    """Return what is typed in an interview on the exercise by somebody who answers as the case does."""
    state: State = begin(rulebook, date.today(), starting_case(one))
    player, lines = answering(expected), list[str]()
    while (prompt := prompt_of(state)).topic != "end":
        lines.append(player(state, prompt))
        state = answered(state, prompt, lines[-1])
    return lines


def test_the_list_fits_80_columns_and_gives_nothing_away(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("", listing=True, result="", seed=None, plain=True) == 0
    out = capsys.readouterr().out
    assert max(map(len, out.splitlines())) <= 80
    assert [line[:8] for line in out.splitlines() if not line.startswith(" ")] == [one.number for one in known()]
    assert "FOISA" not in out
    assert "EIRs" not in out
    words = re.sub(r"\s+", " ", out)
    assert all(f"{one.number} {one.decision.authority}: {one.decision.about}" in words for one in known())


def test_the_list_names_provisions_only_to_those_who_want_it_spoilt(said: Said) -> None:
    assert listed(spoil=True) == 0
    out, _ = said()
    assert "which is competed for FOISA s.33(1)(b)" in out or "competed for FOISA s.33(1)(b)" in out
    assert "two years nothing is kept back" in out


@pytest.mark.usefixtures("here")
def test_an_unknown_number_is_told_gently_with_the_nearest(said: Said) -> None:
    assert practise("049/2006") == 2
    out, err = said()
    assert out == ""
    assert err == (
        "There is no exercise '049/2006'. The nearest are 048/2006, 051/2006, 087/2006. "
        "'foi practice --list' shows them all.\n"
    )
    assert practise("230/2006") == 2
    assert said()[1].startswith("Decision 230/2006 makes no exercise. The nearest are ")
    assert practise("cats") == 2
    assert said()[1] == "There is no exercise 'cats'. 'foi practice --list' shows them all.\n"


def test_it_is_set_decided_and_compared(
    here: Path, monkeypatch: pytest.MonkeyPatch, said: Said, rulebook: Rulebook
) -> None:
    one = exercise(FERRY)
    type_in(monkeypatch, *script(one, one.expected, rulebook), "")
    assert practise("48/2006") == 0
    out, _ = said()
    assert "Practice on decision 048/2006 You answer for: Caledonian MacBrayne Asked for: five years of" in out
    assert "Take it as received on 22 November 2026" in out
    assert "You: withhold, FOISA s.33(1)(b) The Commissioner: withhold, FOISA s.33(1)(b) The same." in out
    assert "Where the published decision is silent, an answer was supposed" in out
    assert out.count("https://www.itspublicknowledge.info/decision-0482006") == 1
    assert out.index("Practice on") < out.index("The Commissioner:") < out.index("https://")
    kept = here / "foi-practice-048-2006.yaml"
    assert [path.name for path in here.iterdir()] == [kept.name]
    assert kept.stat().st_mode & 0o777 == 0o600


@pytest.mark.usefixtures("here")
def test_a_differing_answer_is_named(monkeypatch: pytest.MonkeyPatch, said: Said, rulebook: Rulebook) -> None:
    one = exercise(FERRY)
    other = turned(one, one.expected.items[0], WEIGHTY, rulebook)
    assert other
    type_in(monkeypatch, *script(one, other, rulebook), "")
    assert practise(FERRY) == 0
    out, _ = said()
    assert "You: release The Commissioner: withhold, FOISA s.33(1)(b) Different. They part here, for FOISA" in out
    assert "embarrassing? You said: no The decision, as encoded here: yes " in out


def test_nothing_of_the_result_is_shown_before_the_last_answer(
    here: Path, monkeypatch: pytest.MonkeyPatch, said: Said, rulebook: Rulebook
) -> None:
    one = exercise(FERRY)
    lines = script(one, one.expected, rulebook)
    type_in(monkeypatch, *lines[:5], "facts", "law", "quit")
    assert practise(FERRY) == 0
    out, _ = said()
    assert "The Commissioner:" not in out
    assert one.decision.url not in out
    assert out.count("Feared: passengers lost to the rival on the route.") == 2
    assert "The comparison comes when every piece is settled. To go on: foi practice 048/2006" in out
    type_in(monkeypatch, *lines[5:], "")
    assert practise(FERRY) == 0
    out, _ = said()
    assert "Going on with practice on decision 048/2006" in out
    assert "The same." in out
    assert len(list(here.iterdir())) == 1


def test_leaving_without_an_answer_keeps_nothing(here: Path, monkeypatch: pytest.MonkeyPatch, said: Said) -> None:
    type_in(monkeypatch)
    assert practise(FERRY) == 0
    assert "Nothing was answered, so nothing is kept." in said()[0]
    assert list(here.iterdir()) == []


def test_what_is_finished_is_compared_at_once(here: Path, said: Said) -> None:
    one = exercise(FERRY)
    write_case(one.expected.model_copy(update={"reference": one.reference}), here / file_of(one))
    assert practise(FERRY) == 0
    out, _ = said()
    assert out.startswith("Decision 048/2006, Caledonian MacBrayne: yours and the Commissioner's")
    assert practise(result=str(file_of(one))) == 0
    assert said()[0] == out


def test_the_result_of_what_is_not_finished_can_be_asked_for(here: Path, said: Said) -> None:
    one = exercise(FERRY)
    write_case(starting_case(one), here / "mine.yaml")
    assert practise(result="mine.yaml") == 0
    out, _ = said()
    assert "The Commissioner: withhold, FOISA s.33(1)(b) You have not settled it yet." in out


def test_an_answer_that_is_only_supposed_is_marked(here: Path, said: Said) -> None:
    one = exercise(FERRY)
    ban = exercise("049/2025").expected.items[0]
    (item,) = one.expected.items
    mine = item.model_copy(update={"answers": {**item.answers, **ban.answers}})
    case = one.expected.model_copy(update={"reference": one.reference, "items": (mine,)})
    write_case(case, here / "mine.yaml")
    assert practise(result="mine.yaml") == 0
    out, _ = said()
    assert "The same outcome, on other grounds. They part here, for FOISA s.26(a): Does an Act" in out
    assert "You said: yes Supposed of the decision: no " in out


def test_an_answer_on_which_the_decision_is_known_to_rest_is_told_so(rulebook: Rulebook) -> None:
    one = exercise("316/2025")
    name = "foisa.s38.could-be-worked-out"
    assert one.decision.expect["totals"]["by"]["foisa.s38-1-b-first"] == [name]
    case = turned(one, one.expected.items[0], name, rulebook)
    assert case
    state = played(begin(rulebook, TODAY, starting_case(one)), answering(case))
    told = [line.text for line in result_lines(rulebook, one, state.case, "mine.yaml")]
    assert "The decision rests on: no" in told


def test_no_more_than_three_answers_of_a_piece_are_shown(rulebook: Rulebook) -> None:
    one = exercise(FERRY)
    (item,) = one.expected.items
    facts = law_for(rulebook, one.expected).facts
    names = [name for name in item.answers if name.startswith("foisa.s33.") and facts[name].answer == "yes-no"]
    assert len(names) > 4
    no = {name: full_answer(facts[name], "no") for name in names}
    found = one.expected.model_copy(update={"items": (item.model_copy(update={"answers": {**item.answers, **no}}),)})
    assert len(compare(rulebook, one.expected, found)[0].forks) == len(names)
    told = [line.text for line in result_lines(rulebook, replace(one, expected=found), one.expected, "mine.yaml")]
    assert len([text for text in told if text.startswith("You said:")]) == 3
    assert len([text for text in told if text.startswith("They part here")]) == 1


@pytest.mark.usefixtures("here")
def test_the_interview_is_held_under_rules_that_do_not_tell_of_the_decision(monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[State] = []

    def converse(state: State, *_: object) -> State:
        held.append(state)
        return state

    monkeypatch.setattr("foi_rules.interview.console.converse", converse)
    assert practise("128/2025") == 0
    told = [found.cite for ground in held[0].law.grounds.values() for found in ground.precedents]
    assert told
    assert not any("128/2025" in cite for cite in told)


def test_no_comparison_gives_a_score_or_praise(here: Path, said: Said) -> None:
    one = exercise(FERRY)
    write_case(one.expected.model_copy(update={"reference": one.reference}), here / "mine.yaml")
    practise(result="mine.yaml")
    assert not re.search(r"\b(score|points|correct|right|wrong|well done|good|mistake|%)", said()[0], re.I)


def test_another_case_is_no_exercise_and_is_left_alone(here: Path, said: Said) -> None:
    write_case(Case(reference="2026-114", request="the papers"), here / "foi-practice-048-2006.yaml")
    before = (here / "foi-practice-048-2006.yaml").read_bytes()
    assert practise(FERRY) == 2
    assert said()[1] == (
        "foi-practice-048-2006.yaml is no exercise on decision 048/2006; please move it away and try again.\n"
    )
    assert practise(result="foi-practice-048-2006.yaml") == 2
    assert "is no exercise: its reference is '2026-114'" in said()[1]
    assert (here / "foi-practice-048-2006.yaml").read_bytes() == before


def test_without_a_number_another_is_set_once_one_is_finished(
    here: Path, monkeypatch: pytest.MonkeyPatch, said: Said
) -> None:
    numbers = []
    for _ in range(3):
        type_in(monkeypatch)
        assert practise(seed=5) == 0
        found = re.search(r"Practice on decision (\S+)", said()[0])
        assert found
        numbers.append(found[1])
        one = exercise(found[1])
        write_case(one.expected.model_copy(update={"reference": one.reference}), here / file_of(one))
    assert len(set(numbers)) == 3
    assert numbers[0] == getattr(of_the_day(known(), TODAY, 5, never), "number", "")


def test_a_file_that_cannot_be_read_is_passed_over(here: Path, monkeypatch: pytest.MonkeyPatch, said: Said) -> None:
    first = of_the_day(known(), TODAY, 5, never)
    assert first
    (here / file_of(first)).write_text("no: case\n", encoding="utf-8")
    type_in(monkeypatch)
    assert practise(seed=5) == 0
    assert f"Practice on decision {first.number}" not in said()[0]


def test_when_all_are_finished_that_is_said(here: Path, said: Said) -> None:
    for one in known():
        write_case(one.expected.model_copy(update={"reference": one.reference}), here / file_of(one))
    assert practise() == 0
    assert said()[0].startswith("Every exercise has been finished in this folder.")


@EVERY
def test_what_is_shown_fits_80_columns(one: Exercise, rulebook: Rulebook, capsys: pytest.CaptureFixture[str]) -> None:
    screen = PlainScreen()
    screen.say(set_lines(one, str(file_of(one))))
    for _, _, case in turns(one, rulebook):
        screen.say(result_lines(rulebook, one, case, str(file_of(one))))
        break
    lines = [line for line in capsys.readouterr().out.splitlines() if "://" not in line]
    assert max(map(len, lines)) <= 80
    assert lines[-1].endswith("opens them again.")
