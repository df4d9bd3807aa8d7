"""The interview as a machine: which prompt comes, and what an answer leaves in the case."""

import re
from random import Random

import pytest
from conftest import DEMO
from interview_players import TODAY, at_random, fresh, from_case, played

from foi_rules.casework.case_file import case_text, read_case
from foi_rules.engine.asking import Question
from foi_rules.engine.checking import require_sound
from foi_rules.engine.decide import decide
from foi_rules.engine.pivot import Pivots
from foi_rules.interview.facts import run_of
from foi_rules.interview.keeping import kept, resumed
from foi_rules.interview.machine import answered, prompt_of
from foi_rules.interview.prompt import Misread, Prompt
from foi_rules.interview.state import State, back, begin
from foi_rules.interview.summary import answers_of, sheet_of
from foi_rules.interview.why import law_behind, reasons_for_asking
from foi_rules.model.case import Answer, Case, Item
from foi_rules.model.rulebook import Rulebook

OPENED = {"environment": "none", "applicant": "none", "say-so": "no", "found": "all"}
SCREENED = {"people": "no", "died": "no", "given": "no", "barred": "no", "danger": "no"}


@pytest.fixture(scope="module")
def review() -> Case:
    """Return the founding case as it was decided at review: what the officer answers in these tests."""
    return read_case(DEMO / "review.yaml")


def said(state: State, *typed: str) -> State:
    """Return the state after these answers."""
    for one in typed:
        state = answered(state, prompt_of(state), one)
    return state


def given(**answers: str) -> dict[str, Answer]:
    return {f"screening.{name.replace('_', '-')}": Answer.model_validate(value) for name, value in answers.items()}


def case(*items: Item, **more: object) -> Case:
    opened = {f"screening.{name}": Answer.model_validate(value) for name, value in OPENED.items()}
    request = {"received": "2026-11-02", "request": "the papers", "kinds": (), "answers": opened}
    return Case.model_validate({**request, **more, "items": items})


def piece(title: str = "papers of the team", kinds: tuple[str, ...] | None = (), **answers: object) -> Item:
    screened = {f"screening.{name}": Answer.model_validate(value) for name, value in SCREENED.items()}
    own = {name: Answer.model_validate(value) for name, value in answers.items()}
    return Item(id="minutes", title=title, created="2025", kinds=kinds, answers={**screened, **own})


def job(rulebook: Rulebook) -> State:
    """Return an interview in which the harm to a job of a public body is shown, and nothing is weighed yet."""
    harm = {
        "foisa.s30.otherwise": "yes",
        "foisa.s30.harm.points-to-words": {"is": "yes", "words": "line 3"},
        "foisa.s30.harm.step-by-step": {"is": "yes", "steps": "bidders could learn who scored them"},
        "foisa.s30.harm.names-one-harm": {"is": "yes", "harm": "the panel could not be filled again"},
        "foisa.s30.harm.real-and-significant": {"is": "yes", "reasons": "three of five members left after 2022"},
        "foisa.s30.harm.how-likely": {"is": "real-chance", "reasons": "three members wrote so on 4 May 2025"},
        "common.harm.any-public": {"is": "no", "looked": "the website, 2 Nov"},
        "common.harm.moved-on": {"is": "no", "reasons": "the panel sits again in March 2027"},
    }
    return begin(rulebook, TODAY, case(piece("minutes", ("job",), **harm)))


# The request


def test_it_begins_with_the_reference_the_day_and_the_words(rulebook: Rulebook) -> None:
    state = fresh(rulebook)
    topics = []
    for typed in ("2026-114", "7 Sep 2026, by email", "the report\nwho wrote it", "none"):
        topics.append(prompt_of(state).topic)
        state = said(state, typed)
    assert topics == ["reference", "received", "words", "fact"]
    assert (state.case.reference, state.case.received, state.case.came_by) == ("2026-114", "2026-09-07", "email")
    assert state.case.request == "the report\nwho wrote it"


def test_every_prompt_tells_where_one_is(rulebook: Rulebook, review: Case) -> None:
    def check(state: State, prompt: Prompt) -> None:
        assert prompt.where, prompt.id
        if prompt.question and prompt.question.item and state.law.facts.get(prompt.question.name):
            fact = state.law.facts[prompt.question.name]
            assert fact.per != "item" or "of 5" in " ".join(prompt.where)

    played(fresh(rulebook), from_case(review), check)


def test_a_day_to_come_is_queried(rulebook: Rulebook) -> None:
    with pytest.raises(Misread, match=re.escape("1 December 2026 has not come yet; please look at the day again.")):
        said(fresh(rulebook), "1", "1 Dec 2026")


def test_a_day_before_the_rules_is_told(rulebook: Rulebook) -> None:
    with pytest.raises(Misread, match="These rules cannot decide a request of 1 March 2004"):
        said(fresh(rulebook), "1", "1 March 2004")


def test_a_live_request_is_judged_as_on_the_day_of_deciding_and_an_old_one_as_it_was(rulebook: Rulebook) -> None:
    assert said(fresh(rulebook), "1", "2 Nov 2026").case.as_at == "2026-11-24"
    assert said(fresh(rulebook), "1", "1 Sep 2021").case.as_at is None


def test_post_and_speech_are_told_what_counts(rulebook: Rulebook) -> None:
    assert "third day after posting" in said(fresh(rulebook), "1", "2 Nov 2026 by post").said[0]
    assert "in a form that lasts" in said(fresh(rulebook), "1", "2 Nov 2026, by phone").said[0]


def test_an_unknown_day_of_receipt_is_no_dead_end(rulebook: Rulebook) -> None:
    state = said(fresh(rulebook), "1", "unsure")
    assert prompt_of(state).topic == "words"
    assert "No due date" in state.said[0]


def test_found_is_not_asked_where_saying_so_would_tell_something(rulebook: Rulebook) -> None:
    state = said(fresh(rulebook), "1", "2 Nov 2026", "complaints about X", "none", "none", "yes")
    assert "found" not in prompt_of(state).id


# Pieces


def test_pieces_are_named_with_their_years(rulebook: Rulebook) -> None:
    opened = begin(rulebook, TODAY, case())
    state = said(opened, "1. the six findings, June 2019\n- family history (2018)\nbudget for 2019")
    assert [(item.title, item.created) for item in state.case.items] == [
        ("the six findings", "2019-06"),
        ("family history", "2018"),
        ("budget for 2019", None),
    ]
    assert [item.id for item in state.case.items] == ["six-findings", "family-history", "budget-2019"]
    assert prompt_of(state).id == "created@budget-2019"
    assert said(state, "").case.items[2].created == "2018"


def test_two_pieces_of_one_name_get_two_ids(rulebook: Rulebook) -> None:
    state = said(begin(rulebook, TODAY, case()), "letter, 2019\nletter, 2020")
    assert [item.id for item in state.case.items] == ["letter", "letter-2"]


def test_there_must_be_a_piece(rulebook: Rulebook) -> None:
    with pytest.raises(Misread, match="There has to be one piece at least"):
        said(begin(rulebook, TODAY, case()), " . ")


def test_names_in_passing_become_a_piece_of_their_own(rulebook: Rulebook) -> None:
    state = said(begin(rulebook, TODAY, case(Item(id="m", title="minutes", created="2025"))), "only in passing")
    assert prompt_of(state).topic == "split"
    split = said(state, "")
    assert [item.title for item in split.case.items] == ["minutes", "the names in minutes"]
    assert split.case.items[1].created == "2025"
    assert prompt_of(split).id == "screening.died@m"
    assert len(said(state, "none").case.items) == 1


# Answers, their words, and not sure


def test_an_answer_records_how_it_came(rulebook: Rulebook) -> None:
    state = said(begin(rulebook, TODAY, case(Item(id="m", title="x", created="2025"))), "no", "no")
    answers = state.case.items[0].answers
    assert answers["screening.people"].how == "asked"
    assert answers["foisa.s38.shown-dead"].how == "carried"


def test_a_reason_in_the_same_line_is_kept(rulebook: Rulebook) -> None:
    state = job(rulebook)
    question = Question("foisa.s30.harm.real-and-significant", "minutes")
    changed = state.with_answer(focus=(question,))
    after = said(changed, "yes because three of five members left in May 2022")
    texts = after.case.items[0].answers[question.name].texts
    assert texts == {"reasons": "three of five members left in May 2022"}


def test_words_that_an_answer_needs_are_asked_right_after_it(rulebook: Rulebook) -> None:
    state = said(begin(rulebook, TODAY, case(piece("x", ("job",)))), "yes", "yes")
    prompt = prompt_of(state)
    assert (prompt.topic, prompt.text) == ("need", "Fill the gap: the words that would do harm are ___")
    after = said(state, "finding 3")
    assert after.case.items[0].answers["foisa.s30.harm.points-to-words"].texts == {"words": "finding 3"}


def test_a_thin_reason_is_queried_once_and_then_kept(rulebook: Rulebook) -> None:
    item = piece("x", ("job",), **{"foisa.s30.harm.real-and-significant": "yes"})
    state = begin(rulebook, TODAY, case(item))
    assert prompt_of(state).text == "Why would you say that harm would be real and significant?"
    queried = said(state, "it is bad")
    assert "'it is bad' is too short to tell why" in prompt_of(queried).notes[0]
    reasons = said(queried, "").case.items[0].answers["foisa.s30.harm.real-and-significant"].texts["reasons"]
    assert reasons == "it is bad"
    other = said(queried, "very bad").case.items[0].answers["foisa.s30.harm.real-and-significant"].texts["reasons"]
    assert other == "very bad"


def test_a_reason_that_nobody_has_makes_the_answer_unsure(rulebook: Rulebook) -> None:
    item = piece("x", ("job",), **{"foisa.s30.harm.real-and-significant": "yes"})
    state = said(begin(rulebook, TODAY, case(item)), "unsure")
    assert state.case.items[0].answers["foisa.s30.harm.real-and-significant"].unsure
    assert "does not count" in state.said[0]


def test_not_sure_is_handed_to_somebody(rulebook: Rulebook) -> None:
    state = said(begin(rulebook, TODAY, case(piece("x", ("job",)))), "unsure")
    assert prompt_of(state).text == "Noted as not sure. Who can say?"
    answer = said(state, "Legal").case.items[0].answers["foisa.s30.otherwise"]
    assert (answer.is_, answer.by, answer.on) == ("unsure", "Legal", "2026-11-24")
    assert said(state, "").case.items[0].answers["foisa.s30.otherwise"].by == ""


def test_not_sure_says_what_it_counts_as(rulebook: Rulebook) -> None:
    state = said(begin(rulebook, TODAY, case(Item(id="m", title="x", created="2025"))), "unsure")
    assert state.said == ("Noted as not sure. Here that counts as: yes.",)
    assert prompt_of(state).topic == "fact"


def test_a_list_of_ticks_cannot_be_unsure(rulebook: Rulebook) -> None:
    state = begin(rulebook, TODAY, case(piece("x", None)))
    assert prompt_of(state).id == "screening.item@minutes"
    with pytest.raises(Misread, match=re.escape("This cannot be left unsure.")):
        said(state, "unsure")


def test_what_the_authority_is_is_asked_once_and_for_all(rulebook: Rulebook, review: Case) -> None:
    asked: list[str] = []
    state = played(fresh(rulebook), from_case(review), lambda _, prompt: asked.append(prompt.id.partition("@")[0]))
    assert asked.count("screening.enforcement-body") <= 1
    assert state.case.authority.answers or "screening.enforcement-body" not in asked


def test_the_words_of_an_earlier_piece_are_taken_over(rulebook: Rulebook) -> None:
    first = job(rulebook).case.items[0]
    second = piece("letters", ("job",), **{"foisa.s30.otherwise": "yes"}).model_copy(update={"id": "letters"})
    state = begin(rulebook, TODAY, case(first.model_copy(update={"public_interest": {}}), second))
    state = said(state, "none", "none", "even", "the total is out already since May")
    prompt = prompt_of(state)
    assert prompt.question == Question("foisa.s30.harm.points-to-words", "letters", "", "foisa.s30-c")
    with pytest.raises(Misread, match="There is no earlier piece"):
        said(state, "=")  # which words would do it is said of each piece afresh
    state = said(state, "yes: line 9")
    over = said(state, "=").case.items
    name = "foisa.s30.harm.step-by-step"
    assert over[1].answers[name].texts == over[0].answers[name].texts != {}
    assert over[1].answers[name].how == "as for minutes"


def test_nothing_earlier_to_take_over(rulebook: Rulebook) -> None:
    state = begin(rulebook, TODAY, case(piece("x", ("job",))))
    with pytest.raises(Misread, match="There is no earlier piece"):
        said(state, "=")


# Back


def test_back_undoes_one_answer_and_stops_at_the_beginning(rulebook: Rulebook) -> None:
    start = fresh(rulebook)
    state = said(start, "2026-114")
    assert prompt_of(back(state)) == prompt_of(start)
    assert back(back(state)).said == ("This is where we began; there is nothing to go back to.",)


def test_back_from_anywhere_gives_the_prompts_in_reverse(rulebook: Rulebook, review: Case) -> None:
    seen: list[str] = []
    state = played(fresh(rulebook), from_case(review), lambda _, prompt: seen.append(prompt.id))
    for expected in reversed(seen[:-1]):
        state = back(state)
        assert prompt_of(state).id == expected


# Cues


def test_confidential_is_a_label_and_not_a_ground(rulebook: Rulebook) -> None:
    state = begin(rulebook, TODAY, case(piece("confidential plan")))
    prompt = prompt_of(state)
    assert prompt.topic == "cues"
    assert prompt.notes == ('"Confidential" is a label, not a ground. What if this were read?',)
    assert [option.text for option in prompt.choices][:2] == [
        "Did somebody give it to us in trust?",
        "Did a lawyer advise on it?",
    ]


@pytest.mark.parametrize(("kinds", "again"), [((), True), (("job",), False)])
def test_a_word_of_the_request_is_looked_at_for_each_piece_that_would_go_out(
    rulebook: Rulebook, kinds: tuple[str, ...], again: bool
) -> None:
    second = piece("rates", kinds).model_copy(update={"id": "rates"})
    both = case(piece("totals"), second).model_copy(update={"request": "the contract for school runs"})
    state = begin(rulebook, TODAY, both)
    assert prompt_of(state).id == "cues@minutes"
    after = prompt_of(said(state, "no"))
    assert after.id.partition("@")[2] == "rates"
    assert (after.topic == "cues") is again


def test_a_cue_ticks_a_line_and_says_so(rulebook: Rulebook) -> None:
    state = said(begin(rulebook, TODAY, case(piece("confidential plan"))), "2")
    assert state.case.items[0].kinds == ("lawyer",)
    assert state.said[0].startswith("Ticked: A lawyer advised on it")


def test_a_cue_puts_a_question_again_and_the_officer_says_what_stands(rulebook: Rulebook) -> None:
    state = said(begin(rulebook, TODAY, case(piece("letter to the panel"))), "1")
    prompt = prompt_of(state)
    assert prompt.id == "screening.people@minutes"
    assert prompt.empty == "it stays as it is: no"
    kept = said(state, "").case.items[0].answers["screening.people"]
    assert (kept.is_, kept.how) == ("no", "cue")
    changed = said(state, "yes").case.items[0].answers["screening.people"]
    assert (changed.is_, changed.how) == ("yes", "cue")


def test_a_cue_is_put_once_also_after_the_case_was_read_again(rulebook: Rulebook) -> None:
    state = said(begin(rulebook, TODAY, case(piece("the email of 3 May"))), "no")
    assert prompt_of(state).topic == "end"
    again = begin(rulebook, TODAY, state.case)
    assert prompt_of(again).topic == "end"


def test_no_cue_for_a_piece_whose_line_was_answered_so(rulebook: Rulebook) -> None:
    state = begin(rulebook, TODAY, case(piece("the email of 3 May", **{"screening.people": "yes"})))
    assert prompt_of(state).topic != "cues"


# The public interest


def test_both_sides_then_which_is_heavier_then_why(rulebook: Rulebook) -> None:
    state = job(rulebook)
    topics = []
    for typed in (
        "2 own: it shows how the bids were scored",
        "some: 1.9m was paid under it in 2025",
        "little",
        "only six suppliers are affected by it",
        "1",
        "great: the panel sits in March 2027",
        "keeping",
        "The panel has to be filled before March 2027, and the total is out.",
    ):
        topics.append(prompt_of(state).topic)
        state = said(state, typed)
    assert topics == ["factors", "weight", "weight", "weight", "factors", "weight", "conclusion", "balance-reasons"]
    weighing = state.case.items[0].public_interest["foisa.s30-c"]
    assert [(one.id, one.text, one.weight) for one in weighing.for_disclosure] == [
        ("spending", "", "some"),
        ("", "it shows how the bids were scored", "little"),
    ]
    assert decide(rulebook, state.case).items[0].outcome == "withhold"


def test_the_harm_stands_first_for_keeping_and_is_not_written_again(rulebook: Rulebook) -> None:
    state = said(job(rulebook), "1", "some: 1.9m was paid under it in 2025")
    prompt = prompt_of(state)
    assert prompt.choices[0].name == "the-harm"
    harm = "Bidders could learn who scored them. The panel could not be filled again. Three of five members left after"
    assert harm in prompt.notes[0]
    state = said(state, "1")
    assert harm in prompt_of(state).notes[0]
    (weighed,) = said(state, "great").case.items[0].public_interest["foisa.s30-c"].for_maintaining
    assert (weighed.id, weighed.weight, weighed.why) == ("the-harm", "great", "the harm is set out above")


def test_keeping_is_not_offered_without_a_factor_on_each_side(rulebook: Rulebook) -> None:
    prompt = prompt_of(said(job(rulebook), "none", "1", "some: the panel sits in March 2027"))
    assert [option.name for option in prompt.choices] == ["disclosure-outweighs", "even"]
    assert "Keeping it back would need a factor on each side" in prompt.notes[-1]


def test_even_means_release(rulebook: Rulebook) -> None:
    state = said(job(rulebook), "none", "none", "even")
    assert state.said[0].startswith("Even means release")
    assert prompt_of(state).topic == "balance-reasons"
    done = said(state, "the total is out, and nothing else was shown")
    assert decide(rulebook, done.case).items[0].outcome == "disclose"


def test_a_reason_that_carries_no_weight_is_told_why(rulebook: Rulebook) -> None:
    state = said(job(rulebook), "none", "1", "great: it would bring bad publicity to us all")
    prompt = prompt_of(state)
    assert prompt.topic == "weight"
    assert "Being criticised is what openness is for" in prompt.notes[0]
    weighed = said(state, "").case.items[0].public_interest["foisa.s30-c"].for_maintaining[0]
    assert (weighed.weight, weighed.why) == ("great", "it would bring bad publicity to us all")


def test_a_balance_that_nobody_can_strike_waits(rulebook: Rulebook) -> None:
    state = said(job(rulebook), "none", "none", "unsure")
    assert decide(rulebook, state.case).items[0].outcome == "escalate"
    assert prompt_of(state).choices[0].text == "put in the answer: nobody named yet, on piece 1: the public interest"
    assert prompt_of(said(state, "1")).topic == "factors"


# The end


def advice(rulebook: Rulebook) -> State:
    """Return an interview about legal advice that shows a sign of a serious wrong: a solicitor must speak."""
    told = {
        "foisa.s36.client-and-lawyer": {"is": "yes", "client": "Roads", "lawyer": "Legal Services"},
        "foisa.s36.acting-as-lawyer": {"is": "yes", "reasons": "she was asked for the law"},
        "foisa.s36.to-get-advice": {"is": "yes", "advice-on": "whether the order was valid"},
        "foisa.s36.case-in-view": "no",
        "foisa.s36.kept-private": {"is": "yes", "seen-by": "a team of four"},
        "foisa.s36.relied-on-in-public": {"is": "no", "looked": "the minutes of 2025"},
        "foisa.s36.sign-of-wrong": "yes",
    }
    whole = case(piece("advice", ("lawyer",), **told))
    return begin(rulebook, TODAY, with_authority(whole, **{"foisa.s29.scottish-administration": "no"}))


def with_authority(whole: Case, **answers: str) -> Case:
    given = {name: Answer.model_validate(value) for name, value in answers.items()}
    return whole.model_copy(update={"authority": whole.authority.model_copy(update={"answers": given})})


def test_a_named_person_answers_what_waits(rulebook: Rulebook) -> None:
    state = advice(rulebook)
    prompt = prompt_of(state)
    assert prompt.topic == "end"
    assert "a solicitor, on piece 1" in prompt.choices[0].text
    state = said(state, "1")
    assert prompt_of(state).text == "Which solicitor has answered it? Give the name."
    state = said(state, "S. Stewart", "yes because the advice of 2 May was used to hide the payments")
    answer = state.case.items[0].answers["foisa.s36.wrong-ends-it"]
    assert (answer.by, answer.on) == ("S. Stewart", "2026-11-24")
    assert decide(rulebook, state.case).items[0].outcome == "disclose"


def test_nobody_has_answered_yet(rulebook: Rulebook) -> None:
    state = said(advice(rulebook), "1", "")
    assert prompt_of(state).topic == "end"


def test_a_piece_can_be_added_at_the_end(rulebook: Rulebook) -> None:
    state = said(begin(rulebook, TODAY, case(piece())), "1")
    assert prompt_of(state).text == "Is there another piece?"
    assert [item.title for item in said(state, "a letter, 2024").case.items][1] == "a letter"
    assert prompt_of(said(state, "")).topic == "end"


def test_a_search_to_be_made_again_is_told(rulebook: Rulebook) -> None:
    missing = {"screening.have-it": "no", "foisa.s17.read-widely": "no"}
    answers = {name: Answer.model_validate(value) for name, value in missing.items()}
    found = {**case().answers, "screening.found": Answer.model_validate("some")}
    state = begin(
        rulebook, TODAY, case(Item(id="s", title="a summary", created="2019", answers=answers), answers=found)
    )
    assert "as things stand" in prompt_of(state).text
    assert any("Search again" in line.text for _, lines in sheet_of(state).sections for line in lines)


# The founding case


@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4), (4, 2, 0, 3, 1)])
def test_the_founding_case_comes_out_alike_in_any_order_of_its_pieces(
    rulebook: Rulebook, review: Case, order: tuple[int, ...]
) -> None:
    state = played(fresh(rulebook), from_case(review, order))
    require_sound(state.law, state.case)
    outcomes = {
        item.title: decided for item, decided in zip(state.case.items, decide(rulebook, state.case).items, strict=True)
    }
    assert [outcomes[item.title].outcome for item in review.items] == [
        "disclose", "withhold", "withhold", "withhold", "not-held",
    ]  # fmt: skip
    cites = [ground.cite for item in review.items for ground in outcomes[item.title].grounds]
    assert cites == [*["FOISA s.38(1)(b) with s.38(2A)"] * 3, "FOISA s.17(1)"]


def test_an_interview_that_was_cut_off_goes_on_where_it_was(
    rulebook: Rulebook, review: Case, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("kept") / "case.yaml"

    def check(state: State, prompt: Prompt) -> None:
        path.write_text(case_text(kept(state)), encoding="utf-8")
        again = resumed(rulebook, TODAY, read_case(path))
        assert again.case == state.case
        assert prompt_of(again).id == prompt.id

    played(said(fresh(rulebook), review.reference), from_case(review), check)


def test_why_law_and_summary_can_be_had_at_every_prompt(rulebook: Rulebook, review: Case) -> None:
    def check(state: State, prompt: Prompt) -> None:
        for lines in (reasons_for_asking(state, prompt), law_behind(state, prompt), answers_of(state)):
            assert all("{" not in line.text for line in lines)
        assert sheet_of(state).heading.startswith("Decision so far")

    played(fresh(rulebook), from_case(review, (1, 4)), check)


# Laws


@pytest.mark.parametrize("seed", range(40))
def test_an_interview_always_ends_whatever_is_answered(rulebook: Rulebook, seed: int) -> None:
    state = played(fresh(rulebook), at_random(Random(seed)))
    require_sound(state.law, state.case)
    for item in decide(rulebook, state.case).items:
        run = run_of(state, Question("", item.id))
        pivots = Pivots(run)
        assert item.settled or not any(pivots.matters(name) for name in item.missing if _open(state, item.id, name)), (
            item.missing
        )


def _open(state: State, item: str, name: str) -> bool:
    fact = state.law.facts.get(name)
    if fact is None or fact.reserved:
        return False
    return run_of(state, Question("", item)).answers.answer(fact) is None


@pytest.mark.parametrize("seed", range(12))
def test_every_question_asked_can_still_change_something(rulebook: Rulebook, seed: int) -> None:
    def check(state: State, prompt: Prompt) -> None:
        question = prompt.question
        if prompt.topic == "fact" and question and question.item and not question.ground.startswith("duty:"):
            name = question.name
            if state.law.facts[name].per == "item" and question not in state.memo.focus:
                assert Pivots(run_of(state, question)).matters(name), prompt.id

    played(fresh(rulebook), at_random(Random(1000 + seed)), check)
