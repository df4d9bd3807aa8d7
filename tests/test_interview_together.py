"""Several lines of a page answered in one go, and answers that are too many to be told apart."""

from datetime import date

import pytest

from foi_rules.interview.prompt import Misread, Option, Prompt
from foi_rules.interview.together import in_one_go

TODAY = date(2026, 11, 24)
PEOPLE = Prompt("fact", "a", "one-of", "Anyone?", choices=(Option("no", "no"), Option("passing", "only in passing")))
YES_NO = Prompt("fact", "b", "yes-no", "Is it so?")
TICKS = Prompt("fact", "c", "any-of", "Which?", choices=(Option("trade", "Prices, bids"), Option("job", "A job")))
WORDS = Prompt("fact", "d", "text", "Where is it?", can_be_unsure=False)
PAGE = (PEOPLE, YES_NO, YES_NO, TICKS)


@pytest.mark.parametrize(
    ("typed", "given"),
    [
        ("n n n none", ("n", "n", "n", "none")),
        ("n, n, y, trade", ("n", "n", "y", "trade")),
        ("no no", ("no", "no")),
        ("no; no because it is only figures; yes; 1", ("no", "no because it is only figures", "yes", "1")),
        ("passing n", ("passing", "n")),
        ("no", None),
        ("no because the totals are out; they were printed", None),
    ],
)
def test_one_answer_for_each_line(typed: str, given: tuple[str, ...] | None) -> None:
    assert in_one_go(PAGE, typed, TODAY) == given


@pytest.mark.parametrize("typed", ["n n n n none", "no; no; no; no; no", "n n n n n n"])
def test_more_answers_than_lines_are_never_guessed_at(typed: str) -> None:
    with pytest.raises(Misread, match=r"^Those are \d answers, and 4 lines are left here"):
        in_one_go(PAGE, typed, TODAY)


@pytest.mark.parametrize(("line", "typed"), [(YES_NO, "n n"), (TICKS, "no; no; trade")])
def test_one_line_takes_one_answer(line: Prompt, typed: str) -> None:
    with pytest.raises(Misread, match=r"^Those are \d answers, and 1 line is left here"):
        in_one_go((line,), typed, TODAY)


@pytest.mark.parametrize(
    ("lines", "typed"),
    [((TICKS,), "trade job"), ((TICKS,), "1, 2"), ((WORDS, YES_NO), "the drive; the post room"), ((WORDS,), "no; no")],
)
def test_ticks_and_words_are_one_answer(lines: tuple[Prompt, ...], typed: str) -> None:
    assert in_one_go(lines, typed, TODAY) is None
