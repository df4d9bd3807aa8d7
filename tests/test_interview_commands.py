"""The words that are no answers: each is known wherever something is asked, and no answer is taken for one."""

import re
from typing import get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from interview_players import TODAY

from foi_rules.interview.acting import _ACTIONS
from foi_rules.interview.commanding import (
    COMMANDS,
    HINT,
    Command,
    Typed,
    answer_in,
    command_in,
    help_lines,
    number_in,
    told,
)
from foi_rules.interview.prompt import Kind, Misread, Option, Prompt
from foi_rules.interview.reading import read
from foi_rules.model.rulebook import Rulebook

CHOICES = (Option("part", "part of it"), Option("all", "all of it"))
ANSWERS = ("unsure", "=")
KINDS: tuple[Kind, ...] = get_args(Kind)
FREE = ("text", "lines", "weight", "cost-lines")
VERBS = ("add", "split", "merge", "rename", "remove", "passage")
WORDS = {word: one for one in COMMANDS for word in (one.name, *one.also)}


def prompt(kind: str, **more: object) -> Prompt:
    choices = CHOICES if kind in ("one-of", "any-of") else ()
    return Prompt("fact", f"a {kind}", kind, "What is it?", choices=choices, **more)  # type: ignore[arg-type]


YES_NO, LIST, TEXT, BLANK = prompt("yes-no"), prompt("any-of"), prompt("text"), prompt("yes-no", blank="where")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("word", WORDS)
def test_a_command_is_known_by_each_of_its_words_wherever_something_is_asked(word: str, kind: str) -> None:
    expected = None if WORDS[word].name in ANSWERS else Typed(WORDS[word].name)
    for typed in (word, word.upper(), f"  {word}. ", f"/{word}", f"/ {word}"):
        assert command_in(typed, prompt(kind)) == expected, typed


@pytest.mark.parametrize("one", COMMANDS, ids=lambda one: one.name)
def test_every_command_does_something(one: Command) -> None:
    assert (one.name in _ACTIONS) == (one.name not in ANSWERS)


def test_nothing_is_done_that_no_command_says() -> None:
    assert set(_ACTIONS) <= {one.name for one in COMMANDS}
    assert len(WORDS) == sum(1 + len(one.also) for one in COMMANDS)


WITH_WORDS = [
    ("note ask Anna", Typed("note", "ask Anna")),
    ("NOTE: ask Anna", Typed("note", "ask Anna")),
    ("what if no, because it ended", Typed("what if", "no, because it ended")),
    ("change 3", Typed("change", "3")),
    ("change the year", Typed("change", "the year")),
    ("compare 2", Typed("compare", "2")),
    ("compare all", Typed("compare", "all")),
    ("more 2", Typed("more", "2")),
    ("save mine", Typed("save", "mine")),
    ("save case 7.yaml", None),
    ("items add the letters, 2024", Typed("items", "add the letters, 2024")),
    ("pieces split 2: one; other", Typed("items", "split 2: one; other")),
    ("help personal data", Typed("help", "personal data")),
    ("h s.38", Typed("help", "s.38")),
]


@pytest.mark.parametrize(("typed", "command"), WITH_WORDS)
def test_a_command_has_its_words_where_a_word_or_a_number_is_asked_for(typed: str, command: Typed | None) -> None:
    for kind in set(KINDS) - set(FREE):
        assert command_in(typed, prompt(kind)) == command


@pytest.mark.parametrize(("typed", "command"), [pair for pair in WITH_WORDS if pair[1]])
def test_where_words_are_the_answer_it_has_them_after_a_slash(typed: str, command: Typed) -> None:
    for kind in FREE:
        bare = command if command.name == "items" else None
        assert command_in(f"/{typed}", prompt(kind)) == command
        assert command_in(typed, prompt(kind)) == bare


def test_a_file_can_be_named_anywhere() -> None:
    for kind in KINDS:
        for name in ("mine.yaml", "mine.yml", "folder/mine.json"):
            assert command_in(f"save {name}", prompt(kind)) == Typed("save", name)
    assert command_in("save mine", TEXT) is None


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("lead", ["items", "pieces", "Items"])
def test_the_pieces_can_be_changed_anywhere(lead: str, verb: str) -> None:
    for kind in KINDS:
        assert command_in(f"{lead} {verb} 2", prompt(kind)) == Typed("items", f"{verb} 2")


def test_free_words_that_are_a_yes_are_no_command_but_its_plain_forms_are() -> None:
    for words in ("note 7 of the accounts", "help desk log, May", "change of contractor, note 3"):
        assert command_in(words, BLANK) is None
        assert command_in(f"/{words}", BLANK) is not None
    for plain, command in (("change 3", "change"), ("what if no", "what if"), ("compare 2", "compare"), ("?", "?")):
        assert (command_in(plain, BLANK) or Typed("")).name == command


SENTENCES = (
    "note 7 of the accounts",
    "save money for the council",
    "left in May",
    "more than one",
    "law: section 5",
    "help desk notes",
    "back pages of the report",
    "items 3 and 4",
    "change of contractor",
    "compare the two tables",
    "draft minutes, page 4",
    "challenge by the regulator",
    "same as in 2019",
    "what if the rival reads it",
    "so far as we know",
    "pause in the works",
    "undo the harm",
    "pieces of the contract",
    "? not known to us",
)


@pytest.mark.parametrize("words", SENTENCES)
def test_an_ordinary_answer_is_no_command_where_words_are_the_answer(words: str) -> None:
    for kind in FREE:
        for typed in (words, words.capitalize(), f" {words}. "):
            assert command_in(typed, prompt(kind)) is None


@pytest.mark.parametrize("words", [words for words in SENTENCES if not words.startswith("what if")])
def test_an_ordinary_answer_is_no_command_where_it_is_a_yes_with_its_words(words: str) -> None:
    assert command_in(words, BLANK) is None


@pytest.mark.parametrize("words", SENTENCES)
def test_where_yes_or_no_is_asked_for_a_sentence_is_never_taken_for_one(words: str) -> None:
    command = command_in(words, YES_NO)
    if command:
        assert command.name in ("note", "help", "change", "what if")
        assert command.rest in words
        return
    with pytest.raises(Misread) as caught:
        read(YES_NO, words, TODAY)
    assert str(caught.value).startswith("Please answer yes, no or unsure.")


COST = ("help desk: 3 h at 12", "note taking: 2 h at 15", "change of system: 4 h at 12; save costs: 12")


@pytest.mark.parametrize("words", COST)
def test_a_line_of_an_estimate_is_no_command(words: str) -> None:
    assert command_in(words, prompt("cost-lines")) is None


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("/unsure", "unsure"),
        ("/unsure, ask Legal", "unsure, ask Legal"),
        ("/not sure", "not sure"),
        ("/=", "="),
        (" / same ", "same"),
        ("/sameness", "/sameness"),
        ("/srv/files/unsure", "/srv/files/unsure"),
        ("see /same", "see /same"),
        ("no", "no"),
    ],
)
def test_a_slash_before_a_word_that_is_an_answer_does_no_harm(typed: str, answer: str) -> None:
    assert answer_in(typed) == answer


def test_what_begins_with_a_slash_and_is_no_command_is_looked_up() -> None:
    for one in (YES_NO, LIST, TEXT):
        assert command_in("/personal data", one) == Typed("help", "personal data")
        assert command_in("/items 3 and 4", one) == Typed("help", "items 3 and 4")
    assert command_in("/", TEXT) is None


@pytest.mark.parametrize(
    ("text", "number"), [("3", 3), ("007", 7), ("", None), ("-1", None), ("²", None), ("٣", None), ("9" * 5000, None)]
)
def test_a_number_is_plain_figures(text: str, number: int | None) -> None:
    assert number_in(text) == number


# Laws

LEADS = st.sampled_from([*WORDS, "/", "items :", "more ²", "save ", "items add", "note:", "/items", "\n", ""])
ANYTHING = st.builds(lambda lead, gap, rest: f"{lead}{gap}{rest}", LEADS, st.sampled_from(["", " ", ":"]), st.text())


def _may_be_a_command(typed: str) -> bool:
    text = typed.strip()
    on_pieces = re.match(rf"(?:items|pieces)\s+(?:{'|'.join(VERBS)})\b", text, re.I)
    named = re.fullmatch(r"save\s+\S+\.(?:yaml|yml|json)", text, re.I)
    return text.startswith("/") or text.lower().rstrip(".") in WORDS or bool(on_pieces or named)


@given(ANYTHING, st.sampled_from(FREE))
@example("note 7 of the accounts", "text")
@example("items add the letters", "text")
@example("/note ask Anna", "text")
def test_where_words_are_the_answer_they_are_one_unless_they_are_plainly_a_command(typed: str, kind: str) -> None:
    if not _may_be_a_command(typed):
        assert command_in(typed, prompt(kind)) is None


@given(ANYTHING, st.sampled_from(KINDS), st.booleans())
@example("items :", "yes-no", False)
@example("more ²", "yes-no", False)
@example("save :", "any-of", False)
def test_whatever_is_typed_is_a_command_that_is_known_or_an_answer(typed: str, kind: str, blank: bool) -> None:
    found = command_in(typed, prompt(kind, blank="where" if blank else ""))
    if found:
        assert found.name in _ACTIONS
        assert found.rest == found.rest.strip()
        assert found.rest in typed


@given(ANYTHING, st.sampled_from(KINDS))
def test_a_command_with_a_slash_is_the_same_command_everywhere(typed: str, kind: str) -> None:
    if typed.strip() and not typed.strip().startswith("/"):
        assert command_in(f"/{typed}", prompt(kind)) == command_in(f"/{typed}", YES_NO)


def test_no_choice_of_the_rules_is_taken_for_a_command(rulebook: Rulebook) -> None:
    facts = rulebook.on(rulebook.order.law_stated_at).facts.values()
    offered = [(fact.answer, one) for fact in facts for pair in fact.choices.items() for one in (pair[0], pair[1].text)]
    assert len(offered) > 100
    for kind, text in offered:
        assert command_in(text, prompt(kind)) is None, text


def test_no_example_of_a_good_answer_is_taken_for_a_command(rulebook: Rulebook) -> None:
    facts = rulebook.on(rulebook.order.law_stated_at).facts.values()
    examples = [words for fact in facts for words in re.findall(r'"([^"]+)"', fact.help)]
    assert len(examples) > 50
    for words in examples:
        assert command_in(words, TEXT) is None, words
        assert command_in(words, BLANK) is None, words


# What is said of them


def test_help_names_every_command_with_its_other_words() -> None:
    lines = [line.text for line in help_lines()]
    for one in COMMANDS:
        mine = [line for line in lines if line.startswith((f"{one.name}: ", f"{one.name} {one.takes}: "))]
        assert len(mine) == 1, one.name
        assert one.does in mine[0]
        assert all(word in mine[0] for word in one.also)
    assert dict(told()) == {one.name: one.does for one in COMMANDS}


def test_the_reminder_under_the_prompt_names_commands_alone() -> None:
    words = re.split(r"\s{2,}", HINT.replace("? why", "?  why"))
    assert set(words) <= set(WORDS)
    assert len(HINT) < 80
