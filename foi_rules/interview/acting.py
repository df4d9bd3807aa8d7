"""What each command does in a conversation."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from foi_rules.engine.decide import item_run
from foi_rules.interview import items, offering
from foi_rules.interview.challenge import challenge_lines
from foi_rules.interview.commanding import Typed, help_lines, number_in, told
from foi_rules.interview.comparison import ALL, compare_lines
from foi_rules.interview.ending import changeable, put_again
from foi_rules.interview.left import left_lines
from foi_rules.interview.pages import Page
from foi_rules.interview.prompt import Misread
from foi_rules.interview.searching import search_lines
from foi_rules.interview.standing import further_grounds
from foi_rules.interview.state import State, back
from foi_rules.interview.summary import answers_of
from foi_rules.interview.trying import tried
from foi_rules.interview.view import Line
from foi_rules.interview.why import law_behind, reasons_for_asking

if TYPE_CHECKING:
    from foi_rules.interview.console import Conversation

_NUMBERS = re.compile(r"\d+")
_WITH_TITLES = re.compile(r"(?P<numbers>\d+(?:[\s,]+(?:and\s+)?\d+)*)\s*(?::|\s)\s*(?P<rest>.*)")
_HOW = (
    "'items add TITLE' names another, 'items split 2: one; other' makes several of one, 'items merge 2 3' makes one of "
    "two, 'items rename 2: TITLE', 'items remove 2', and 'items passage 2 3: NAME' has them go out only if all may."
)


def acted(talk: "Conversation", page: Page, command: Typed) -> None:
    """Carry out a command at the page that lies open."""
    try:
        _ACTIONS[command.name](talk, page, command.rest)
    except Misread as error:
        talk.screen.misread(str(error))


def _why(talk: "Conversation", page: Page, rest: str) -> None:
    del rest
    talk.screen.say(reasons_for_asking(talk.state, page.line))


def _law(talk: "Conversation", page: Page, rest: str) -> None:
    del rest
    talk.screen.say(law_behind(talk.state, page.line))


def _back(talk: "Conversation", page: Page, rest: str) -> None:
    del page, rest
    talk.moved_to(back(talk.state))


def _apply(talk: "Conversation", page: Page, rest: str) -> None:
    del page, rest
    talk.moved_to(offering.applying(talk.state))


def _change(talk: "Conversation", page: Page, rest: str) -> None:
    del page
    known = list(changeable(talk.state))
    words = rest.lower().split()
    found = [one for one in known if words and all(word in f"{one[1]} {one[2]}".lower() for word in words)]
    number = number_in(rest) or 0
    if 1 <= number <= len(known):
        found = [known[number - 1]]
    if len(found) == 1:
        talk.moved_to(put_again(talk.state, found[0][0]))
        return
    talk.screen.say(_numbered([(known.index(one) + 1, one[1], one[2]) for one in found or known]))
    talk.say("'change 3' puts the third of them again." if known else "Nothing has been answered yet.")


def _numbered(rows: list[tuple[int, str, str]]) -> list[Line]:
    lines: list[Line] = []
    where = ""
    for number, place, text in rows:
        lines += [Line(place, style="heading")] if place != where else []
        where = place
        lines.append(Line(f"{number}  {text}", 1))
    return lines


def _what_if(talk: "Conversation", page: Page, rest: str) -> None:
    if not rest:
        raise Misread("Say which answer: 'what if no' tells what a no would change. Nothing is recorded.")
    talk.screen.say(tried(talk.state, page.line, rest))


def _so_far(talk: "Conversation", page: Page, rest: str) -> None:
    del page, rest
    talk.screen.say(answers_of(talk.state))
    talk.show_sheet()


def _left(talk: "Conversation", page: Page, rest: str) -> None:
    del page, rest
    talk.screen.say(left_lines(talk.state))


def _items(talk: "Conversation", page: Page, rest: str) -> None:
    del page
    word, _, given = rest.partition(" ")
    if not word:
        if not talk.state.case.items:
            raise Misread("The pieces are asked for in a moment.")
        talk.screen.say(items.described(talk.state))
        talk.say(_HOW)
        return
    talk.moved_to(_PIECES[word.lower()](talk.state, given.strip()))


def _split(state: State, given: str) -> State:
    number, titles = _numbers_and_words(given)
    return items.split(state, number[0], [one.strip() for one in titles.split(";") if one.strip()])


def _merge(state: State, given: str) -> State:
    numbers = [int(one) for one in _NUMBERS.findall(given.partition(":")[0])]
    if len(numbers) != 2:
        raise Misread("Give the numbers of the two pieces: items merge 2 3.")
    return items.merged(state, numbers[0], numbers[1], given.partition(":")[2].strip())


def _rename(state: State, given: str) -> State:
    numbers, title = _numbers_and_words(given)
    return items.renamed(state, numbers[0], title)


def _remove(state: State, given: str) -> State:
    number = number_in(given)
    if number is None:
        raise Misread("Give the number of the piece: items remove 2.")
    return items.removed(state, number)


def _passage(state: State, given: str) -> State:
    numbers, name = _numbers_and_words(given if ":" in given else f"{given}:")
    return items.moved_to_passage(state, numbers, name)


def _numbers_and_words(given: str) -> tuple[list[int], str]:
    found = _WITH_TITLES.fullmatch(given)
    if not found:
        raise Misread("Give the number of the piece, then a colon and the words: items rename 2: the rates.")
    return [int(one) for one in _NUMBERS.findall(found["numbers"])], found["rest"].strip()


_PIECES: dict[str, Callable[[State, str], State]] = {
    "add": items.added,
    "split": _split,
    "merge": _merge,
    "rename": _rename,
    "remove": _remove,
    "passage": _passage,
}


def _note(talk: "Conversation", page: Page, rest: str) -> None:
    question = page.line.question
    about = f"{question.name}@{question.item or question.part}" if question else ""
    if rest:
        talk.moved_to(offering.noted(talk.state, rest, about))
        return
    talk.moved_to(talk.state.with_answer(noting=about or "the request"))


def _compare(talk: "Conversation", page: Page, rest: str) -> None:
    number, here = number_in(rest), page.line.question.item if page.line.question else ""
    which = ALL if rest else here
    talk.screen.say(compare_lines(talk.state, which if number is None else _piece(talk.state, number)))


def _piece(state: State, number: int) -> str:
    """Return the id of the piece with the number. Raises Misread if there is none."""
    known = state.case.items
    if not 1 <= number <= len(known):
        raise Misread(f"There {'are' if len(known) != 1 else 'is'} {len(known)} of them; 'items' shows which.")
    return known[number - 1].id


def _challenge(talk: "Conversation", page: Page, rest: str) -> None:
    del page, rest
    talk.screen.say(challenge_lines(talk.state.rulebook, talk.state.case))


def _draft(talk: "Conversation", page: Page, rest: str) -> None:
    del page, rest
    talk.screen.say(talk.office.draft(talk.state.case))


def _more(talk: "Conversation", page: Page, rest: str) -> None:
    del page
    state = talk.state
    open_ = [item for item in state.case.items if further_grounds(item_run(state.law, state.case, item))]
    settled = [item for item in open_ if talk.told.get(item.id)]
    if rest:
        wanted = _piece(state, number_in(rest) or 0)
        settled = [item for item in settled if item.id == wanted]
    if not settled:
        raise Misread("No settled piece has a ground that was opened and not asked about.")
    talk.moved_to(state.with_answer(more=state.memo.more | {item.id for item in settled[-1:]}))


def _save(talk: "Conversation", page: Page, rest: str) -> None:
    del page
    before = talk.kept
    where = talk.keep(rest)
    if where and where == before:
        talk.say(f"Kept in {where}.")


def _pause(talk: "Conversation", page: Page, rest: str) -> None:
    del page, rest
    talk.leave(if_kept=True)


def _help(talk: "Conversation", page: Page, rest: str) -> None:
    del page
    talk.screen.say(search_lines(talk.state, rest, told()) if rest else help_lines())


_ACTIONS: dict[str, Callable[["Conversation", Page, str], None]] = {
    "?": _why,
    "law": _law,
    "back": _back,
    "apply": _apply,
    "change": _change,
    "what if": _what_if,
    "so far": _so_far,
    "left": _left,
    "items": _items,
    "note": _note,
    "compare": _compare,
    "challenge": _challenge,
    "draft": _draft,
    "more": _more,
    "save": _save,
    "pause": _pause,
    "help": _help,
}
