"""Answers in the officer's own words: what is typed, and what is read from it. Guesses are told back."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from foi_rules.interview.dates import dated_in, vague_in
from foi_rules.interview.estimate import amount_in, lines_in
from foi_rules.interview.prompt import UNSURE, Misread, Option, Prompt, Reply
from foi_rules.interview.reading import read, several
from foi_rules.model.case import CostLine
from foi_rules.model.dates import exact_date, vague_date
from foi_rules.model.rulebook import Rulebook

TODAY = date(2026, 11, 24)  # a Tuesday


def prompt(kind: str, *choices: tuple[str, str], **more: object) -> Prompt:
    options = tuple(Option(name, text) for name, text in choices)
    return Prompt("fact", "x", kind, "Well?", choices=options, **more)  # type: ignore[arg-type]


YES_NO = prompt("yes-no")
BLANK = prompt("yes-no", blank="which")
LIKELY = prompt(
    "one-of",
    ("more-likely", "more likely than not"),
    ("real-chance", "a real chance, before long"),
    ("only-possible", "possible, and no more"),
)
PEOPLE = prompt("one-of", ("no", "no"), ("in-passing", "only in passing"), ("yes", "yes"))
SHARE = prompt("one-of", ("none", "none of it"), ("part", "part of it"), ("all", "all of it"))
FOUND = prompt(
    "one-of", ("all", "all of it"), ("some", "some of it"), ("nothing", "nothing"), ("not-looked", "not looked yet")
)
BALANCE = prompt("one-of", ("disclosure-outweighs", "release"), ("even", "even"), ("maintaining-outweighs", "keeping"))
TICKS = prompt(
    "any-of",
    ("out", "Already published, on sale, on a public register, or in the applicant's hands"),
    ("lawyer", "A lawyer advised on it, or it was made for a court or tribunal case"),
    ("trade", "Prices, bids, contracts, trade secrets, or work that someone owns"),
    ("ministers", "Scottish Ministers: policy in the making, Cabinet, their messages, their private offices"),
    ("kept-for", "We only store it for somebody else"),
    ("job", "It would spoil a job that a public body does, in a way no line above covers"),
)
REAL_CHANCE = "Understood as 2 (a real chance, before long)."


def misread(one: Prompt, text: str) -> str:
    """Return the sentence with which the text is refused."""
    with pytest.raises(Misread) as error:
        read(one, text, TODAY)
    return str(error.value)


# Yes, no and not sure


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("yes.", Reply("yes")),
        ("Yes - it was in the minutes", Reply("yes", "it was in the minutes")),
        ("Yes \N{EM DASH} it was in the minutes", Reply("yes", "it was in the minutes")),
        ("no (it ended in May)", Reply("no", "it ended in May")),
        ("no it ended in May", Reply("no", "it ended in May")),
        ("nope", Reply("no")),
        ("no no no", Reply("no")),
        ("yes, it is", Reply("yes")),
        ("of course", Reply("yes")),
        ("definitely not", Reply("no")),
        ("never, it was read aloud in 2019", Reply("no", "it was read aloud in 2019")),
        ("none", Reply("no")),
        ("no way", Reply("no")),
    ],
)
def test_a_plain_answer_is_taken_as_it_is(text: str, reply: Reply) -> None:
    assert read(YES_NO, text, TODAY) == reply


@pytest.mark.parametrize(
    ("value", "text"),
    [
        *(("no", one) for one in (
            "it is not", "it isn't", "It\N{RIGHT SINGLE QUOTATION MARK}s not", "there isn't any", "there is none",
            "we don't", "we do not hold it", "I don't think so", "I don't think it is", "I think not", "probably not",
            "I doubt it", "unlikely", "not really", "not that I know of",
        )),
        *(("yes", one) for one in (
            "we do", "it certainly is", "there are some", "I think so", "probably", "I think it is", "likely", "yes?",
            "no doubt", "think so",
            "yes, it isn't",
        )),
    ],
)  # fmt: skip
def test_a_guess_is_told_back(text: str, value: str) -> None:
    assert read(YES_NO, text, TODAY) == Reply(value, doubt=f"Understood as {value}.")


def test_a_no_that_belongs_to_its_sentence_is_kept_with_it() -> None:
    told = "Understood as no."
    assert read(YES_NO, "no rival has seen them", TODAY) == Reply("no", "no rival has seen them", doubt=told)
    assert read(YES_NO, "no one could tell", TODAY) == Reply("no", "no one could tell", doubt=told)
    assert read(YES_NO, "it is not, because it ended", TODAY) == Reply("no", "it ended", doubt=told)


@pytest.mark.parametrize(
    "text",
    [
        "it is published",
        "it is not only in our files",
        "we don't doubt it at all now",
        "not no",
        "isn't it",
        "no/yes",
        "no, maybe",
        "yes, not sure",
        "n y",
    ],
)
def test_what_may_mean_either_is_asked_again(text: str) -> None:
    assert misread(YES_NO, text).startswith("Please answer yes, no or unsure.")


@pytest.mark.parametrize(
    "text", ["not sure", "I'm not sure.", "I don't know", "dunno", "no idea", "maybe", "perhaps", "skip", "pass",
             "later", "u", "unknown", "can't tell"]
)  # fmt: skip
@pytest.mark.parametrize("one", [YES_NO, BLANK, LIKELY, TICKS, prompt("date"), prompt("text"), prompt("weight")])
def test_not_knowing_is_an_answer_everywhere(one: Prompt, text: str) -> None:
    assert read(one, text, TODAY) == Reply(UNSURE)


@pytest.mark.parametrize("text", ["possibly", "it depends", "sort of", "yes and no", "it might be", "50/50", "n/a"])
@pytest.mark.parametrize("one", [YES_NO, BLANK, PEOPLE, LIKELY, TICKS])
def test_what_may_mean_either_is_not_sure_and_told_back(one: Prompt, text: str) -> None:
    assert read(one, text, TODAY) == Reply(UNSURE, doubt="Understood as not sure.")


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("not sure, ask Legal", "Legal"),
        ("unsure: ask Anna Reid in Legal", "Anna Reid in Legal"),
        ("Don't know - Anna Reid would know", "Anna Reid"),
        ("not sure; I'd check with the records team.", "the records team"),
        ("unsure (Anna Reid)", "Anna Reid"),
        ("maybe, Legal", "Legal"),
    ],
)
@pytest.mark.parametrize("one", [YES_NO, BLANK, LIKELY, TICKS, prompt("date"), prompt("text"), prompt("number")])
def test_who_can_say_may_follow_not_sure(one: Prompt, text: str, who: str) -> None:
    assert read(one, text, TODAY) == Reply(UNSURE, who)


@pytest.mark.parametrize(
    "text", ["not sure because the file is torn", "maybe yes", "I'm not sure it is", "unsure, it is torn"]
)
def test_words_that_name_nobody_are_not_taken_for_a_name(text: str) -> None:
    doubt = "Understood as not sure; to name who can say, write: unsure, ask Legal."
    assert read(YES_NO, text, TODAY) == Reply(UNSURE, doubt=doubt)


def test_who_can_say_may_stand_alone() -> None:
    assert read(YES_NO, "I'll ask Anna Reid", TODAY) == Reply(UNSURE, "Anna Reid", doubt="Understood as not sure.")


def test_where_not_sure_is_no_answer_that_is_said_with_what_would_be() -> None:
    ticks = prompt("any-of", ("out", "Already published"), can_be_unsure=False, hint="numbers such as 1 3, or none")
    assert misread(ticks, "maybe") == "This cannot be left unsure. Numbers such as 1 3, or none"
    who = prompt("text", can_be_unsure=False, empty="nobody yet")
    assert misread(who, "dunno") == "This cannot be left unsure. Enter alone stands for: nobody yet."


@pytest.mark.parametrize("text", ["Not sure whom to ask, but what did it cost?", "I don't know. What did it cost?"])
def test_pasted_words_may_begin_with_not_sure(text: str) -> None:
    assert read(prompt("lines"), text, TODAY) == Reply(text)


# Free words that fill a blank


@pytest.mark.parametrize(
    "text",
    ["schedule 3, column C", "Right-hand column", "later bids", "pass rates", "We do the run for Alba",
     "of course, column C", "see schedule 3", "nothing but column C", "True cost of the run"],
)  # fmt: skip
def test_free_words_fill_a_blank(text: str) -> None:
    assert read(BLANK, text, TODAY) == Reply("yes", text)


@pytest.mark.parametrize(
    "text", ["nothing", "none", "no one", "no-one", "nobody", "none can be", "no", "Never.", "naw"]
)
def test_nothing_in_a_blank_is_no(text: str) -> None:
    assert read(BLANK, text, TODAY) == Reply("no")


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("yes: column C", Reply("yes", "column C")),
        ("nothing, all of it is out", Reply("no", "all of it is out")),
        ("no, because it is out", Reply("no", "it is out")),
        ("nobody at Alba would bid", Reply("no", "nobody at Alba would bid", doubt="Understood as no.")),
        ("it is not", Reply("no", doubt="Understood as no.")),
        ("N Smith, caretaker", Reply("yes", "N Smith, caretaker", doubt="Understood as yes: N Smith, caretaker.")),
    ],
)
def test_a_blank_may_be_answered_yes_or_no(text: str, reply: Reply) -> None:
    assert read(BLANK, text, TODAY) == reply


@pytest.mark.parametrize(
    ("text", "begun"),
    [("it is not in there at all", "no"), ("I don't think anyone could", "no"), ("not one word of it", "no"),
     ("we hardly use it", "no"), ("No. 7 in the list", "yes"), ("no 3", "yes")],
)  # fmt: skip
def test_a_sentence_that_denies_never_fills_a_blank(text: str, begun: str) -> None:
    assert misread(BLANK, text) == f"Is that a yes or a no? Please begin with one of them: {begun}, {text}."


def test_marks_alone_fill_no_blank() -> None:
    assert misread(BLANK, "...").startswith("Please answer yes, no or unsure.")


# One choice


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("2 because two rivals were within 3%", Reply("real-chance", "two rivals were within 3%")),
        ("real chance: same two rivals", Reply("real-chance", "same two rivals")),
        ("2) same two rivals", Reply("real-chance", "same two rivals")),
        ("2, 3 rivals bid", Reply("real-chance", "3 rivals bid")),
        ("number 2", Reply("real-chance")),
        ("it's 2", Reply("real-chance")),
        ("the second", Reply("real-chance")),
        ("last", Reply("only-possible")),
        ("before long", Reply("real-chance")),
        ("no more", Reply("only-possible")),
        ("2 two rivals were near", Reply("real-chance", "two rivals were near", doubt=REAL_CHANCE)),
        ("a real chance since 2022", Reply("real-chance", "since 2022", doubt=REAL_CHANCE)),
        ("probably 2", Reply("real-chance", doubt=REAL_CHANCE)),
        ("2?", Reply("real-chance", doubt=REAL_CHANCE)),
        ("reel chance", Reply("real-chance", doubt=REAL_CHANCE)),
        ("raeal chance: same two rivals", Reply("real-chance", "same two rivals", doubt=REAL_CHANCE)),
    ],
)
def test_one_choice_in_ones_own_words(text: str, reply: Reply) -> None:
    assert read(LIKELY, text, TODAY) == reply


@pytest.mark.parametrize("text", ["likely", "very likely", "it is likely"])
def test_likely_may_mean_two_of_the_choices(text: str) -> None:
    assert misread(LIKELY, text) == "Do you mean 1 (more likely than not) or 2 (a real chance, before long)?"


@pytest.mark.parametrize("text", ["2 or 3", "2 and 3", "3, 2", "real chance or possible, and no more"])
def test_two_choices_where_one_is_wanted_are_named(text: str) -> None:
    assert misread(LIKELY, text) == "Do you mean 2 (a real chance, before long) or 3 (possible, and no more)?"


@pytest.mark.parametrize(
    "text",
    [
        "unlikely",
        "not likely",
        "impossible",
        "not a real chance",
        "2 not 3",
        "more than one bidder",
        "50%",
        "1.5",
        "22",
    ],
)
def test_a_choice_is_never_read_against_what_was_said(text: str) -> None:
    assert misread(LIKELY, text) == "Please give the number of a line, 1 to 3, or its first words."


@pytest.mark.parametrize(
    ("one", "text", "reply"),
    [
        (PEOPLE, "nope, only figures", Reply("no", "only figures")),
        (PEOPLE, "I don't think so", Reply("no", doubt="Understood as no.")),
        (PEOPLE, "passing", Reply("in-passing")),
        (SHARE, "no", Reply("none")),
        (SHARE, "no, it is all about pay", Reply("none", "it is all about pay")),
        (SHARE, "nothing", Reply("none")),
        (SHARE, "partly", Reply("part")),
        (SHARE, "some of it: page 4", Reply("part", "page 4")),
        (SHARE, "everything", Reply("all")),
        (SHARE, "it is not", Reply("none", doubt="Understood as 1 (none of it).")),
        (SHARE, "all but page 4", Reply("all", "but page 4", doubt="Understood as 3 (all of it).")),
        (FOUND, "part of it", Reply("some")),
        (BALANCE, "keeping: one tender is left", Reply("maintaining-outweighs", "one tender is left")),
        (BALANCE, "disclose", Reply("disclosure-outweighs", doubt="Understood as 1 (release).")),
    ],
)
def test_words_that_mean_a_choice(one: Prompt, text: str, reply: Reply) -> None:
    assert read(one, text, TODAY) == reply


@pytest.mark.parametrize("text", ["no", "not yet", "n"])
def test_no_where_two_choices_say_no_is_asked_again(text: str) -> None:
    assert misread(FOUND, text) == "Do you mean 3 (nothing) or 4 (not looked yet)?"


@pytest.mark.parametrize("text", ["keeping is not heavier", "keeping isn't right", "withhold", "neither"])
def test_the_heavier_side_is_never_guessed_from_a_denial(text: str) -> None:
    assert misread(BALANCE, text) == "Please give the number of a line, 1 to 3, or its first words."


@pytest.mark.parametrize("text", ["2, not sure", "2 maybe", "real chance: maybe", "before long, not sure"])
def test_a_choice_that_is_doubted_is_asked_again(text: str) -> None:
    told = "Is it 2 (a real chance, before long), or are you not sure? Please give one of them."
    assert misread(LIKELY, text) == told


def test_yes_taken_back_is_asked_again() -> None:
    assert misread(PEOPLE, "yes but only in passing") == "Do you mean 2 (only in passing) or 3 (yes)?"


# Several choices


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("1,3", ("out", "trade")),
        ("1 and 3", ("out", "trade")),
        ("1 & 3", ("out", "trade")),
        ("3.", ("trade",)),
        ("1-3", ("out", "lawyer", "trade")),
        ("3 to 1", ("out", "lawyer", "trade")),
        ("1-2, job", ("out", "lawyer", "job")),
        ("only 2", ("lawyer",)),
        ("none but 2", ("lawyer",)),
        ("all but 2", ("out", "trade", "ministers", "kept-for", "job")),
        ("everything except 2 and the trade", ("out", "ministers", "kept-for", "job")),
        ("all", ("out", "lawyer", "trade", "ministers", "kept-for", "job")),
        ("Scottish Ministers", ("ministers",)),
        ("prices, tribunal", ("lawyer", "trade")),
        ("kept-for out", ("out", "kept-for")),
        ("none", ()),
        ("none of these apply", ()),
        ("nothing", ()),
        ("0", ()),
    ],
)
def test_ticks_as_people_give_them(text: str, names: tuple[str, ...]) -> None:
    assert read(TICKS, text, TODAY) == Reply(names)


def test_a_tick_that_was_guessed_is_told_back() -> None:
    told = "Understood as 2 (A lawyer advised on it, or it was made for a...)."
    assert read(TICKS, "lawyr, 1", TODAY) == Reply(("out", "lawyer"), doubt=told)


def test_words_may_follow_the_ticks() -> None:
    assert read(TICKS, "2, 3: the line on her depression; and the rates", TODAY) == Reply(
        ("lawyer", "trade"), "the line on her depression; and the rates"
    )
    assert read(TICKS, "2 because counsel wrote it", TODAY) == Reply(("lawyer",), "counsel wrote it")
    assert read(TICKS, "none, they are figures", TODAY) == Reply((), "they are figures")


def test_words_of_two_ticks_are_named() -> None:
    assert misread(TICKS, "public") == (
        "Do you mean 1 (Already published, on sale, on a public...) "
        "or 6 (It would spoil a job that a public body does...)?"
    )


@pytest.mark.parametrize(
    "text",
    ["1 9", "1-9", "not 2", "no prices in it", "both", "13", "purple", ",", "1 but not 3", "none, 2", "no, 1 and 3",
     "all, none"],
)  # fmt: skip
def test_ticks_that_cannot_be_read_are_asked_again(text: str) -> None:
    assert misread(TICKS, text) == ("Please give the numbers of the lines that apply (1 to 6, such as 1 3), or none.")


# Dates


@pytest.mark.parametrize(
    "text",
    ["7/9/26", "07.09.2026", "7-9-2026", "7 9 2026", "7 Sept 2026", "Sep 7th 2026", "7th of September 2026",
     "7-Sep-2026", "Monday 7 September 2026", "7 September 2026, Monday", "2026-09-07", "2026/9/7", "on 7 Sep '26"],
)  # fmt: skip
def test_a_whole_day_is_plain(text: str) -> None:
    assert read(prompt("day"), text, TODAY) == Reply("2026-09-07")
    assert read(prompt("date"), text, TODAY) == Reply("2026-09-07")


@pytest.mark.parametrize(
    ("text", "written", "spoken"),
    [
        ("7th of September", "2026-09-07", "7 September 2026"),
        ("7/9", "2026-09-07", "7 September 2026"),
        ("Fri 20 Nov", "2026-11-20", "20 November 2026"),
        ("Friday 4 December", "2026-12-04", "4 December 2026"),
        ("last Friday", "2026-11-20", "20 November 2026"),
        ("on Friday", "2026-11-20", "20 November 2026"),
        ("Friday past", "2026-11-20", "20 November 2026"),
        ("last Tuesday", "2026-11-17", "17 November 2026"),
        ("next Friday", "2026-11-27", "27 November 2026"),
        ("3 weeks ago", "2026-11-03", "3 November 2026"),
        ("a fortnight ago", "2026-11-10", "10 November 2026"),
        ("in two days", "2026-11-26", "26 November 2026"),
        ("20260907", "2026-09-07", "7 September 2026"),
        ("7 Setpember 2026", "2026-09-07", "7 September 2026"),
        ("1/9/98", "1998-09-01", "1 September 1998"),
        ("early 2019", "2019", "2019"),
        ("spring 2019", "2019", "2019"),
        ("in the summer of 2019", "2019", "2019"),
        ("mid-2019", "2019", "2019"),
        ("c. 2019", "2019", "2019"),
        ("about 2019", "2019", "2019"),
        ("2019 or so", "2019", "2019"),
        ("end of June 2019", "2019-06", "June 2019"),
        ("two months ago", "2026-09", "September 2026"),
        ("last year", "2025", "2025"),
        ("2009-10", "2009-10", "October 2009"),
        ("2091", "2091", "2091"),
    ],
)
def test_a_date_that_was_guessed_is_told_back(text: str, written: str, spoken: str) -> None:
    assert read(prompt("date"), text, TODAY) == Reply(written, doubt=f"Understood as {spoken}.")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("June 2019", "2019-06"),
        ("June '19", "2019-06"),
        ("9/2019", "2019-09"),
        ("2019-06", "2019-06"),
        ("in 2019", "2019"),
    ],
)
def test_a_month_or_a_year_is_enough_for_a_record(text: str, written: str) -> None:
    assert read(prompt("date"), text, TODAY) == Reply(written)


@pytest.mark.parametrize(
    ("text", "written", "spoken"),
    [
        ("2019/20", "2020", "2020"),
        ("2019-20", "2020", "2020"),
        ("2009/10", "2010", "2010"),
        ("1999/00", "2000", "2000"),
        ("financial year 2019-20", "2020", "2020"),
        ("between 2018 and 2020", "2020", "2020"),
        ("June to August 2019", "2019-08", "August 2019"),
        ("7-9 September 2026", "2026-09-09", "9 September 2026"),
    ],
)
def test_papers_of_two_dates_take_the_later(text: str, written: str, spoken: str) -> None:
    assert read(prompt("date"), text, TODAY) == Reply(written, doubt=f"Understood as {spoken}, the later of the two.")
    with pytest.raises(ValueError, match="does not read as a date"):
        vague_in(text, TODAY)


def test_the_day_comes_before_the_month() -> None:
    assert read(prompt("day"), "3/4/2026", TODAY) == Reply("2026-04-03")
    assert misread(prompt("day"), "9/25/2026") == (
        "'9/25/2026' is no day of the calendar; please look at it again, the day comes first: 25/9/2026."
    )
    assert misread(prompt("day"), "13/25/2026") == "'13/25/2026' is no day of the calendar; please look at it again."


@pytest.mark.parametrize("text", ["Tuesday 7 September 2026", "7 September 2026, Tuesday", "Tue 7/9/26, by email"])
def test_a_weekday_that_does_not_fit_its_date_is_told(text: str) -> None:
    told = "7 September 2026 is a Monday, not a Tuesday; please look at the day again."
    assert misread(prompt("day"), text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Tuesday", "Today is a Tuesday; please write today, or last Tuesday."),
        ("1990s", "'1990s' is ten years; please give one of them, or unsure."),
        ("the early 1990s", "'the early 1990s' is ten years; please give one of them, or unsure."),
        ("before 2019", "'before 2019' is open at one end; please give one date, or unsure."),
        ("2020-2019", "'2020-2019' does not read as a date; write it as 7 Sep 2026, 7/9/2026 or 2026-09-07; the year "
                      "alone will do."),
    ],
)  # fmt: skip
def test_a_time_that_is_no_one_date_is_asked_again(text: str, told: str) -> None:
    assert misread(prompt("date"), text) == told


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("by email on 7 September 2026", "by email"),
        ("It came by post to the school office on 7 Sep 2026", "by post to the school office"),
        ("7 Sep 2026 (by email)", "by email"),
        ("7 Sep 2026; web form", "web form"),
        ("7 Sep 2026 10:30 by email", "10:30 by email"),
    ],
)
def test_how_it_came_may_stand_on_either_side_of_the_day(text: str, way: str) -> None:
    assert read(prompt("day"), text, TODAY) == Reply("2026-09-07", way)


# Numbers and amounts


@pytest.mark.parametrize(
    ("text", "figures", "doubt"),
    [
        ("£1,200", "1200", ""),
        ("1.2k", "1200", ""),
        ("3 hundred", "300", ""),
        ("12.50 pounds", "12.50", ""),
        ("forty", "40", ""),
        ("forty-two", "42", ""),
        ("about 40", "40", "Understood as 40."),
        ("40 or so", "40", "Understood as 40."),
        ("over 40", "40", "Understood as 40."),
        ("40 hours", "40", "Understood as 40."),
        ("about forty hours", "40", "Understood as 40."),
        ("40?", "40", "Understood as 40."),
    ],
)
def test_numbers_as_people_write_them(text: str, figures: str, doubt: str) -> None:
    assert read(prompt("number"), text, TODAY) == Reply(figures, doubt=doubt)


@pytest.mark.parametrize(
    "text",
    ["12,50", "50p", "40%", "-5", "1/2", "1 and a half", "2 hours 30 minutes", "40 not counting drafts", "2 million"],
)
def test_what_is_no_number_is_asked_again(text: str) -> None:
    assert misread(prompt("number"), text) == f"'{text}' is not a number; figures will do, such as 40 or 12.50."


def test_of_two_numbers_one_is_asked_for() -> None:
    assert misread(prompt("number"), "40 to 50") == "'40 to 50' gives two numbers; please give one of them."


def test_a_reason_may_follow_a_number() -> None:
    assert amount_in("40, because we counted")[:2] == ("40", "we counted")


@pytest.mark.parametrize(
    "text",
    ["find: 433 x 9 min at 13.20", "find: 433 files, 9 minutes each, £13.20 an hour",
     "find: 433 \N{MULTIPLICATION SIGN} 9 min @ £13.20/hr", "find: 433 emails at 9 min at 13.20."],
)  # fmt: skip
def test_a_line_of_an_estimate_as_people_write_it(text: str) -> None:
    assert lines_in(text) == (
        CostLine.model_validate({"what": "find", "records": "433", "minutes": "9", "rate": "13.20"}),
    )


def test_a_pound_sign_tells_where_the_cost_begins() -> None:
    assert lines_in("postage £12; copying: 3 hours at £12 an hour") == (
        CostLine.model_validate({"what": "postage", "cost": "12"}),
        CostLine.model_validate({"what": "copying", "hours": "3", "rate": "12"}),
    )
    with pytest.raises(Misread, match="is not a line of an estimate"):
        lines_in("copying 3 hours at £12")
    assert misread(prompt("cost-lines"), ";").startswith("There is no line of an estimate yet")


# Weights


def test_a_reason_that_begins_like_a_weight_stays_whole_where_the_weight_is_given() -> None:
    given_before = prompt("weight", default="great:")
    assert read(given_before, "some rivals never saw these", TODAY) == Reply("great", "some rivals never saw these")
    assert read(given_before, "so that rivals never see it", TODAY) == Reply("great", "so that rivals never see it")
    assert read(given_before, "little: it is out", TODAY) == Reply("little", "it is out")


def test_a_slip_in_a_weight_is_told_back() -> None:
    assert read(prompt("weight"), "graet: one tender", TODAY) == Reply(
        "great", "one tender", doubt="Understood as great."
    )
    assert read(prompt("weight"), "a little, it is out", TODAY) == Reply("little", "it is out")


# Several lines in one go

SHEET = (SHARE, SHARE, YES_NO, FOUND)
HARM = (BLANK, BLANK, BLANK, LIKELY)
OUTRIGHT = (PEOPLE, YES_NO, YES_NO, YES_NO, YES_NO)


@pytest.mark.parametrize(
    ("lines", "typed", "pieces"),
    [
        (SHEET, "none; none; no because it is only figures; all",
         ("none", "none", "no because it is only figures", "all")),
        (SHEET, "none; none; no, \"a; b\" says so; all", ("none", "none", 'no, "a; b" says so', "all")),
        (SHEET, "none; part: the flood;", ("none", "part: the flood")),
        (SHEET, "n n n all", ("n", "n", "n", "all")),
        (SHEET, "1 1 y 1", ("1", "1", "y", "1")),
        (OUTRIGHT, "n n y n n", ("n", "n", "y", "n", "n")),
        (OUTRIGHT, "nnynn", ("n", "n", "y", "n", "n")),
        (OUTRIGHT, "n,n,y", ("n", "n", "y")),
        (OUTRIGHT, "no, no, u", ("no", "no", "u")),
        (OUTRIGHT, "unsure, ask Anna; no", ("unsure, ask Anna", "no")),
        (HARM, "column C; yes: bidders in March; no; 2 because two bid", ("column C", "yes: bidders in March", "no",
                                                                         "2 because two bid")),
        (HARM, "none; none", ("none", "none")),
        ((TICKS, YES_NO, YES_NO), "none n y", ("none", "n", "y")),
        ((TICKS, YES_NO, YES_NO), "1 3; n; y", ("1 3", "n", "y")),
        ((YES_NO, prompt("date")), "n; 2019", ("n", "2019")),
    ],
)  # fmt: skip
def test_several_lines_are_answered_in_one_go(lines: tuple[Prompt, ...], typed: str, pieces: tuple[str, ...]) -> None:
    assert several(lines, typed) == pieces


@pytest.mark.parametrize(
    ("lines", "typed"),
    [
        (SHEET, "no"),
        (SHEET, "none of it"),
        (SHEET, "no because it ended; the depot was sold"),
        (OUTRIGHT, "no because we asked; no one knew"),
        (OUTRIGHT, "no, it ended; it is not there"),
        (OUTRIGHT, "n n n n n n"),
        (OUTRIGHT, "only in passing"),
        (OUTRIGHT, "not sure; ask Legal"),
        (HARM, "column C; bidders in March; Alba would lose; 2"),
        ((YES_NO, prompt("text")), "no; it ended"),
        ((prompt("text"), YES_NO), "the rates; no"),
        ((prompt("cost-lines"), YES_NO), "find: 3 h at 12; no"),
        ((TICKS, YES_NO, YES_NO), "1 3"),
        ((TICKS, prompt("any-of", ("out", "Already out"), ("job", "A job"))), "out job"),
        ((YES_NO,), "n; n"),
        (SHEET, "  "),
    ],
)
def test_one_answer_is_never_cut(lines: tuple[Prompt, ...], typed: str) -> None:
    assert several(lines, typed) is None


# Laws

LAW = settings(deadline=None)
VOCABULARY = st.sampled_from((
    "yes", "no", "not", "sure", "maybe", "unsure", "because", "ask", "Legal", "1", "2", "3", "1-3", "all", "but",
    "none", "of", "these", "nothing", "nobody", "it", "is", "isn't", "probably", "I", "think", "so", "don't", "know",
    ",", ";",
    ":", "-", ".", "(", ")", "?", "'", '"', "£", "7", "September", "2026", "Friday", "last", "ago", "weeks", "about",
    "40", "hours", "k", "2019/20", "31/2/2021", "real", "chance", "likely", "possible", "keeping", "release", "even",
    "out", "lawyer", "trade", "great", "some", "x", "min", "at", "13.20", "postage:", "twelve", "and", "or", "the",
    "\N{RIGHT SINGLE QUOTATION MARK}", "\N{EM DASH}", "\N{SUPERSCRIPT TWO}", "\N{ARABIC-INDIC DIGIT TWO}",
    "\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}",
))  # fmt: skip
TYPED = st.one_of(st.text(max_size=60), st.lists(VOCABULARY, max_size=9).map(" ".join))
ASKED = st.sampled_from(
    [YES_NO, BLANK, LIKELY, PEOPLE, SHARE, FOUND, BALANCE, TICKS, *map(prompt, (
        "text", "lines", "day", "date", "number", "weight", "cost-lines", "one-of", "any-of")),
     prompt("weight", default="great:"), prompt("yes-no", can_be_unsure=False), prompt("one-of", ("a", "b"), empty="a")]
)  # fmt: skip


def fits(one: Prompt, reply: Reply) -> bool:
    """Return whether a reply is one that a case file can hold for such a prompt."""
    value = reply.value
    names = [option.name for option in one.choices]
    if reply.empty:
        return value == one.default
    if reply.unsure:
        return one.can_be_unsure or one.kind in ("text", "lines")
    checks: dict[str, Callable[[], bool]] = {
        "yes-no": lambda: value in ("yes", "no"),
        "one-of": lambda: value in names,
        "any-of": lambda: isinstance(value, tuple) and list(value) == [name for name in names if name in value],
        "day": lambda: exact_date(str(value)).isoformat() == value,
        "date": lambda: str(vague_date(str(value))) == value,
        "number": lambda: re.fullmatch(r"\d+(\.\d+)?", str(value)) is not None,
        "weight": lambda: value in ("little", "some", "great"),
        "cost-lines": lambda: (
            isinstance(value, tuple) and all(isinstance(line, CostLine) for line in value) and value != ()
        ),
    }
    return checks.get(one.kind, lambda: bool(str(value).strip()))()


@settings(max_examples=600, deadline=None)
@given(ASKED, TYPED)
def test_whatever_is_typed_is_a_fitting_reply_or_one_kind_sentence(one: Prompt, typed: str) -> None:
    try:
        reply = read(one, typed, TODAY)
    except Misread as error:
        told = str(error)
    else:
        assert fits(one, reply)
        told = reply.doubt or "Understood."
    assert told[-1] in ".?"


@LAW
@given(st.sampled_from(["not sure", "I don't know", "unsure", "maybe", "perhaps", "no idea"]), TYPED,
       st.sampled_from([YES_NO, BLANK, LIKELY, PEOPLE, SHARE, BALANCE, TICKS]))  # fmt: skip
def test_what_begins_with_not_sure_is_never_more_than_that(lead: str, rest: str, one: Prompt) -> None:
    assert read(one, f"{lead}, {rest}", TODAY).unsure


@LAW
@given(st.sampled_from(["not", "isn't", "hardly", "never"]), st.sampled_from(LIKELY.choices + BALANCE.choices))
def test_a_choice_that_is_denied_is_not_made(word: str, option: Option) -> None:
    one = LIKELY if option in LIKELY.choices else BALANCE
    for text in (f"{word} {option.text}", f"it is {word} {option.text}", f"{option.text} {word}"):
        with pytest.raises(Misread):
            read(one, text, TODAY)


WORDS = st.lists(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=7), min_size=1, max_size=6)
LABELS = st.tuples(WORDS.map("-".join), WORDS.map(" ".join).flatmap(
    lambda text: st.sampled_from([text, text.title(), f"{text}, and more", f"{text}: this", f"no {text}.", f"({text})"])
))  # fmt: skip


@LAW
@given(st.lists(LABELS, min_size=1, max_size=6), st.data())
def test_what_is_shown_always_gives_that_choice(labels: list[tuple[str, str]], data: st.DataObject) -> None:
    spelled = [part.lower().rstrip(".") for label in labels for part in label]
    assume(len(set(spelled)) == len(spelled))
    index = data.draw(st.integers(0, len(labels) - 1))
    name, text = labels[index]
    typed = data.draw(st.sampled_from([name, text, text.upper(), f" {text}. ", str(index + 1), f"{index + 1}."]))
    assert read(prompt("one-of", *labels), typed, TODAY) == Reply(name)
    assert read(prompt("any-of", *labels), typed, TODAY) == Reply((name,))


def test_every_choice_of_the_rules_can_be_typed_as_it_is_shown(rulebook: Rulebook) -> None:
    facts = [fact for fact in rulebook.on(TODAY).facts.values() if fact.choices]
    assert len(facts) > 50
    for fact in facts:
        one = prompt(fact.answer, *((name, choice.text) for name, choice in fact.choices.items()))
        for number, (name, choice) in enumerate(fact.choices.items(), 1):
            for typed in (
                name,
                choice.text,
                str(number),
                f"{number}, because page 4 says so",
                f"{choice.text}: page 4",
            ):
                reply = read(one, typed, TODAY)
                assert reply.value == (name if fact.answer == "one-of" else (name,)), (fact.id, typed)
                assert not reply.doubt


@LAW
@given(st.dates(date(1900, 1, 1), date(2026, 11, 24)), st.sampled_from(
    ["%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%A %d %B %Y", "%Y-%m-%d", "%dth of %B %Y",
     "%a %d/%m/%Y"]
))  # fmt: skip
def test_every_day_is_read_back_however_it_is_written(day: date, shape: str) -> None:
    assert read(prompt("day"), f"{day:{shape}}", TODAY) == Reply(day.isoformat())


@LAW
@given(st.dates(date(1900, 1, 1), date(2031, 12, 31)), st.sampled_from(["%Y", "%Y-%m", "%Y-%m-%d"]))
def test_a_date_as_a_case_file_writes_it_stands_as_it_is(day: date, shape: str) -> None:
    written = f"{day:{shape}}"
    assert dated_in(written, TODAY).written == written


PIECES = st.sampled_from((
    "n", "y", "no", "none", "all", "1", "2", "u", "not sure", "no because it ended", "column C", "it is not", "yes",
    "the depot was sold", "part", "none of it", "no, \"a; b\" says so", "probably", "nny",
))  # fmt: skip


@LAW
@given(
    st.lists(st.sampled_from([*OUTRIGHT[:2], *SHEET, *HARM[2:]]), min_size=2, max_size=8),
    st.lists(PIECES, min_size=2, max_size=6),
    st.sampled_from(["; ", ";", " ", ", "]),
)
def test_what_is_cut_answers_its_lines_and_nothing_is_lost(lines: list[Prompt], typed: list[str], between: str) -> None:
    text = between.join(typed)
    pieces = several(lines, text)
    if pieces is not None:
        assert 2 <= len(pieces) <= len(lines)
        for line, piece in zip(lines, pieces, strict=False):
            read(line, piece, TODAY)
        assert re.findall(r"\w", "".join(pieces)) == re.findall(r"\w", text)


@LAW
@given(st.lists(st.sampled_from([YES_NO, BLANK, PEOPLE, SHARE]), min_size=2, max_size=8), TYPED)
def test_a_reason_is_never_cut_where_free_words_follow(lines: list[Prompt], words: str) -> None:
    assert several(lines, f"no, because they said so; and then {words}") is None


@LAW
@given(st.data(), st.lists(st.sampled_from([YES_NO, PEOPLE, SHARE, FOUND, LIKELY]), min_size=2, max_size=8))
def test_bare_answers_with_semicolons_always_come_apart(data: st.DataObject, lines: list[Prompt]) -> None:
    typed = tuple(
        data.draw(st.sampled_from(["yes", "no", "u", *(option.text for option in line.choices)] if line is YES_NO
                                  else ["u", *(option.text for option in line.choices)]))
        for line in lines
    )  # fmt: skip
    assert several(lines, "; ".join(typed)) == typed
