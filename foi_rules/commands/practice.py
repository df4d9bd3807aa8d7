"""`foi practice [NUMBER]`: a real decision as an exercise. It is set, decided in the interview, and then compared.

Nothing is kept but the officer's own case file, in the folder in which they practise.
"""

import re
import textwrap
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, cast

from foi_rules.commands.common import load_rules, open_case
from foi_rules.commands.screen import WIDTH, screen_for
from foi_rules.commands.shield import UNUSABLE, complain
from foi_rules.interview.view import Line

if TYPE_CHECKING:
    from foi_rules.commands.practice_files.encoded import Encoded
    from foi_rules.commands.practice_files.exercise import Exercise
    from foi_rules.interview.comparing import Comparison, Verdict
    from foi_rules.interview.console import Screen
    from foi_rules.interview.pages import Page
    from foi_rules.model.case import Case
    from foi_rules.model.rulebook import Rulebook

FACTS = "facts"
"""The word that shows again what is known."""
NEAR, MOST = 3, 3
"""How many numbers are named instead of one that is unknown, and how many differing answers of a piece are shown."""
_NUMBER = re.compile(r"\D*(\d{1,3})\s*[/-]\s*(\d{4})")
_TURNED = re.compile(r"\D*(\d{4})\s*[/-]\s*(\d{1,3})")


def run(decision: str, *, listing: bool, result: str, seed: int | None, plain: bool) -> int:
    """List the exercises, compare a case file with its decision, or set an exercise. Returns 0, or 2 if it cannot.

    Without a number it is the exercise of the day, or with a seed one that the seed alone chooses; those finished in
    this folder are passed over. Raises Refused, NotInForce, and OSError.
    """
    if listing:
        return listed(spoil=False)
    rulebook = load_rules("")
    decisions, known = _known(rulebook)
    if result:
        return _show_result(rulebook, known, result, plain)
    if not decision:
        chosen = of_the_day(known, date.today(), seed, lambda one: _finished(rulebook, one))
        if chosen is None:
            print("Every exercise has been finished in this folder. Name one to see it again: foi practice 048/2006")
            return 0
        return _set(rulebook, chosen, plain)
    number = number_of(decision)
    found = next((one for one in known if one.number == number), None)
    if found is None:
        complain(_unknown(number, known, any(one.number == number for one in decisions)))
        return UNUSABLE
    return _set(rulebook, found, plain)


def listed(*, spoil: bool) -> int:
    """Print the exercises, with `spoil` also the provisions that each decision rests on. Returns 0."""
    rulebook = load_rules("")
    for one in _known(rulebook)[1]:
        print(_hanging(one.number, f"{one.decision.authority}: {one.decision.about}"))
        if spoil:
            print(_hanging("", "; ".join(_provisions(one, rulebook)) or "nothing is kept back"))
    return 0


def _known(rulebook: "Rulebook") -> "tuple[tuple[Encoded, ...], tuple[Exercise, ...]]":
    """Return every decision that comes with foi, and the exercises that they make."""
    from foi_rules.commands.practice_files.encoded import encoded_decisions
    from foi_rules.commands.practice_files.exercise import exercises

    decisions = encoded_decisions()
    return decisions, exercises(decisions, rulebook)


# Which exercise


def number_of(typed: str) -> str:
    """Return the number of a decision as it is written here: '48/2006', '048-2006' and '2006-048' are 048/2006."""
    found, turned = _NUMBER.fullmatch(typed.strip()), _TURNED.fullmatch(typed.strip())
    if found:
        return f"{int(found[1]):03}/{found[2]}"
    return f"{int(turned[2]):03}/{turned[1]}" if turned else typed.strip()


def nearest(number: str, known: "Iterable[Exercise]") -> list[str]:
    """Return the few numbers that stand nearest to an unknown one, by year and then by number; [] if it is none."""
    if not _NUMBER.fullmatch(number):
        return []
    own, year = map(int, number.split("/"))

    def away(name: str) -> tuple[int, int]:
        count, of = map(int, name.split("/"))
        return abs(of - year), abs(count - own)

    near = sorted((one.number for one in known if _NUMBER.fullmatch(one.number)), key=away)[:NEAR]
    return sorted(near, key=lambda name: (name.partition("/")[2], name))


def _unknown(number: str, known: "tuple[Exercise, ...]", encoded: bool) -> str:
    told = f"Decision {number} makes no exercise" if encoded else f"There is no exercise '{number}'"
    near = nearest(number, known)
    instead = f" The nearest are {', '.join(near)}." if near else ""
    return f"{told}.{instead} 'foi practice --list' shows them all."


def of_the_day(
    known: "tuple[Exercise, ...]", today: date, seed: int | None, finished: "Callable[[Exercise], bool]"
) -> "Exercise | None":
    """Return the exercise whose turn it is, the next one if it is finished, or None if all are.

    The turns are shuffled once, and each day begins one further on; a seed shuffles anew and begins at the first.
    """
    turns = list(known)
    Random(0 if seed is None else seed).shuffle(turns)  # noqa: S311 - nothing secret hangs on it
    start = today.toordinal() % len(turns) if seed is None and turns else 0
    return next((one for one in (*turns[start:], *turns[:start]) if not finished(one)), None)


def file_of(one: "Exercise") -> Path:
    """Return the file in which the officer's answers are kept, in the folder in which they practise."""
    return Path(f"foi-practice-{one.number.replace('/', '-')}.yaml")


def _finished(rulebook: "Rulebook", one: "Exercise") -> bool:
    from foi_rules.model.problem import Refused

    try:
        return file_of(one).exists() and _settled(rulebook, one, open_case(rulebook, str(file_of(one))))
    except Refused:
        return True  # whatever that file is, it is not to be written over


def _settled(rulebook: "Rulebook", one: "Exercise", case: "Case") -> bool:
    """Return whether all that is set has been decided."""
    from foi_rules.interview.comparing import compare

    return all(both.standing != "open" for both in compare(rulebook, case, one.expected))


# The list


def _hanging(number: str, text: str) -> str:
    return textwrap.fill(
        text, WIDTH, initial_indent=f"{number:<10}", subsequent_indent=" " * 10, break_on_hyphens=False
    )


def _provisions(one: "Exercise", rulebook: "Rulebook") -> tuple[str, ...]:
    from foi_rules.engine.decide import decide

    found = decide(rulebook, one.expected)
    places = (*found.parts, *found.items)
    return tuple(dict.fromkeys(ground.cite for place in places for ground in place.grounds))


# Setting one


def _set(rulebook: "Rulebook", one: "Exercise", plain: bool) -> int:
    """Hold the interview on the exercise, and compare once all of it is settled. Returns 0, or 2 for another's file."""
    from foi_rules.commands.interview import CaseKeeper
    from foi_rules.commands.practice_files.exercise import starting_case, unspoilt
    from foi_rules.interview.console import converse
    from foi_rules.interview.state import begin

    path, today, screen = file_of(one), date.today(), screen_for(plain)
    case = open_case(rulebook, str(path)) if path.exists() else starting_case(one)
    if case.reference != one.reference:
        complain(f"{path} is no exercise on decision {one.number}; please move it away and try again.")
        return UNUSABLE
    keeper = CaseKeeper(path, today)
    if not path.exists():
        keeper.named = ""
    elif _settled(rulebook, one, case):
        screen.say(result_lines(rulebook, one, case, str(path)))
        return 0
    screen.say(set_lines(one, str(path), begun=path.exists()))
    asking = cast("Screen", WithFacts(screen, tuple(fact_lines(one))))
    state = converse(begin(unspoilt(rulebook, one.number), today, case), asking, keeper)
    if _settled(rulebook, one, state.case):
        screen.say([Line("")])
        screen.say(result_lines(rulebook, one, state.case, keeper.named))
    elif keeper.named:
        screen.say([Line(f"The comparison comes when every piece is settled. To go on: foi practice {one.number}")])
    return 0


class WithFacts:
    """A screen on which one word shows again what is known; for all else it is the screen that it was given."""

    def __init__(self, screen: "Screen", facts: tuple[Line, ...]) -> None:
        self._screen, self._facts = screen, facts

    def ask(self, page: "Page") -> str:
        """Show the page and return what was typed, once that is something else than the word for the facts."""
        while (typed := self._screen.ask(page)).strip().lower() == FACTS:
            self._screen.say(self._facts)
        return typed

    def __getattr__(self, name: str) -> Any:
        return getattr(self._screen, name)


def set_lines(one: "Exercise", kept: str, *, begun: bool = False) -> Iterator[Line]:
    """Yield the exercise as it is put: what came in, what is known, and how it is meant."""
    yield Line(f"{'Going on with practice' if begun else 'Practice'} on decision {one.number}", style="heading")
    yield from fact_lines(one)
    yield Line("")
    yield Line(
        "What is not told here did not arise: answer no, or none of these. All that was asked for has been found, "
        "unless something else is told. What would come of it, how likely it is, how heavy: that is for you to judge. "
        "Where words are wanted that are not here, suppose some; ... stands for words that are not published."
    )
    yield Line(f"Type '{FACTS}' to see this again. Your answers are kept in {kept}; 'quit' pauses.")


def fact_lines(one: "Exercise") -> Iterator[Line]:
    """Yield what an officer has before them: the authority, the request, its pieces, and what is known of each."""
    case = one.expected
    yield Line(f"You answer for: {one.decision.authority}")
    yield Line(f"Asked for: {one.decision.about}")
    if case.received:
        yield Line(f"Take it as received on {_day(case.received)}, and decide it under the law of that day.")
    yield from _facts("About the authority", one.authority)
    yield from _facts("About the request", one.request)
    for number, (item, piece) in enumerate(zip(case.items, one.pieces, strict=True), 1):
        yield from _facts(f"Piece {number}: {piece.title} ({item.created})", piece.facts)


def _facts(heading: str, facts: tuple[str, ...]) -> Iterator[Line]:
    if facts:
        yield Line("")
        yield Line(heading, style="strong")
        yield from (Line(f"- {fact}", 1) for fact in facts)


def _day(text: str) -> str:
    day = date.fromisoformat(text)
    return f"{day.day} {day:%B %Y}"


# The comparison


def _show_result(rulebook: "Rulebook", known: "tuple[Exercise, ...]", name: str, plain: bool) -> int:
    case = open_case(rulebook, name)
    one = next((one for one in known if one.reference == case.reference), None)
    if one is None:
        complain(f"{name} is no exercise: its reference is '{case.reference}', and not 'practice' with a number.")
        return UNUSABLE
    screen_for(plain).say(result_lines(rulebook, one, case, name))
    return 0


def result_lines(rulebook: "Rulebook", one: "Exercise", case: "Case", kept: str) -> Iterator[Line]:
    """Yield what the officer decided beside what the Commissioner found, piece by piece, and where they part."""
    from foi_rules.interview.comparing import compare

    yield Line(f"Decision {one.number}, {one.decision.authority}: yours and the Commissioner's", style="heading")
    for comparison in compare(rulebook, case, one.expected):
        yield Line("")
        yield from _compared(one, comparison)
    yield Line("")
    if one.more:
        yield Line("More was decided there than is set here.")
    yield Line(
        "Where the published decision is silent, an answer was supposed, and it was made under the law of its day. "
        "Read it before you rely on any of this:"
    )
    yield Line(one.decision.url, 1)
    yield Line(f"Your answers stay in {kept}; 'foi interview {kept}' opens them again.")


def _compared(one: "Exercise", both: "Comparison") -> Iterator[Line]:
    yield Line(both.title, style="strong")
    if both.mine:
        yield Line(f"You: {_verdict(both.mine)}", 1)
    if both.found:
        yield Line(f"The Commissioner: {_verdict(both.found)}", 1)
    yield Line(_STANDINGS[both.standing], 1)
    if both.beside:
        told = " and ".join(both.beside)
        yield Line(f"It was found to rest on {told} as well; one sound ground is enough, so you were not asked.", 1)
    for index, fork in enumerate(both.forks[:MOST]):
        start = "Also answered otherwise" if index else "They part here"
        yield Line(f"{start}, for {fork.cite}: {fork.question}", 1)
        yield Line(f"You said: {fork.mine}", 2)
        yield Line(f"{_source(one, both.title, fork.name)}: {fork.found}", 2)


def _source(one: "Exercise", title: str, name: str) -> str:
    """Return whose answer it is: the decision's own where that is known, else that of whoever encoded it."""
    from foi_rules.commands.practice_files.exercise import is_basis, is_supposed

    if is_basis(one, title, name):
        return "The decision rests on"
    return "Supposed of the decision" if is_supposed(one, title, name) else "The decision, as encoded here"


_STANDINGS = {
    "same": "The same.",
    "other-grounds": "The same outcome, on other grounds.",
    "different": "Different.",
    "open": "You have not settled it yet.",
    "only-mine": "This piece is your own; it is not among those that are compared.",
    "only-found": "This piece is no longer among yours.",
}


def _verdict(one: "Verdict") -> str:
    from foi_rules.engine.wording import outcome_words

    return ", ".join((outcome_words(one.outcome), *one.cites))
