"""The conversation over any screen: it asks, reads answers and commands, and keeps the case after every answer."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple, Protocol

from foi_rules.interview.acting import acted
from foi_rules.interview.changed import reopened
from foi_rules.interview.commanding import answer_in, command_in, told
from foi_rules.interview.keeping import kept
from foi_rules.interview.machine import SAME, answered, answered_together, page_of, taken_over
from foi_rules.interview.pages import FOLLOWING, Page
from foi_rules.interview.prompt import Misread, Prompt
from foi_rules.interview.searching import hit_line, hits
from foi_rules.interview.standing import news_of, standing_of
from foi_rules.interview.state import State
from foi_rules.interview.summary import sheet_of
from foi_rules.interview.together import in_one_go
from foi_rules.interview.view import Line, Sheet
from foi_rules.model.case import Case


class Screen(Protocol):
    """Where a person reads and types."""

    def ask(self, page: Page) -> str:
        """Show the page, or the line of it that waits; return what was typed.

        Raises EOFError when input ends, KeyboardInterrupt on Ctrl-C.
        """

    def say(self, lines: Iterable[Line]) -> None:
        """Show some lines."""

    def misread(self, text: str) -> None:
        """Show that an answer was not understood, and what would be."""

    def sheet(self, sheet: Sheet) -> None:
        """Show a decision."""


class Keeper(Protocol):
    """Where the case is kept."""

    named: str
    """The file in which the case is kept, "" until there is one."""

    def keep(self, case: Case, name: str = "") -> str:
        """Keep the case, under another name if one is given; return where it is, or raise OSError or ValueError."""


def _no_due(case: Case) -> str:
    del case
    return ""


def _no_draft(case: Case) -> Iterable[Line]:
    del case
    return (Line("There is no letter here; 'foi letter' writes it."),)


class Office(NamedTuple):
    """What is done outside the conversation: by when the reply is due, in words or "", and the letter as it stands."""

    due: Callable[[Case], str] = _no_due
    draft: Callable[[Case], Iterable[Line]] = _no_draft


_LEAVE = Prompt(
    "leave", "leave", "yes-no", "Leave now?", empty="yes", default="yes", can_be_unsure=False,
    notes=("Every answer up to here is kept.",), hint="yes, or no to go on",
)  # fmt: skip
_NOT_KEPT = ("The last answers could not be written; 'no', and then 'save NAME', keeps them somewhere else.",)


def converse(
    state: State,
    screen: Screen,
    keeper: Keeper,
    due: Callable[[Case], str] = _no_due,
    draft: Callable[[Case], Iterable[Line]] = _no_draft,
) -> State:
    """Hold the conversation until the person leaves, and return where it stands.

    `due` says in words by when the reply is due, or ""; `draft` shows the letter as it would be now.
    """
    return Conversation(state, screen, keeper, Office(due, draft)).run()


class Conversation:
    """One conversation: the only thing here that changes is which state it is in."""

    def __init__(self, state: State, screen: Screen, keeper: Keeper, office: Office) -> None:
        self.state, self.screen, self.keeper, self.office = state, screen, keeper, office
        self.told = {name: one for name, one in standing_of(state).items() if one}
        self.received = state.case.received
        self.leaving, self.kept, self.whole = False, keeper.named, True
        self.page: Page | None = None
        self._opened: State | None = None

    def run(self) -> State:
        """Ask until the person leaves."""
        shown_end = False
        while not self.leaving:
            page = self._open()
            if page.line.topic == "end" and not shown_end:
                self.show_sheet(whole=False)
            shown_end = page.line.topic == "end"
            typed = self._ask(page)
            if typed is not None:
                self._heard(page, typed)
        return self.state

    def _open(self) -> Page:
        """Return the page that lies open; the lines after the first are those with which it was opened."""
        if self.page is not None and self._opened is self.state:
            return self.page
        page, before = page_of(self.state), self.page
        done = self.state.memo.lines if page.id == self.state.memo.page else ()
        if before is not None and not page.fresh and page.id == before.id and page.line.topic == "fact":
            rest = (line for line in before.lines if line.id not in (*done, page.line.id))
            page, done = replace(page, lines=(page.line, *rest)), before.listed
        now = [line.id for line in page.lines if line.topic not in FOLLOWING]
        page = replace(page, listed=tuple(dict.fromkeys((*done, *now))))
        self.page, self._opened = page, self.state
        return page

    def _ask(self, page: Page) -> str | None:
        """Return what was typed, or None if the person stopped typing instead."""
        try:
            return self.screen.ask(page)
        except EOFError:
            self.leave()
        except KeyboardInterrupt:
            self._interrupted()
        return None

    def _interrupted(self) -> None:
        line = _LEAVE if self.whole else replace(_LEAVE, notes=_NOT_KEPT)
        try:
            stays = self.screen.ask(Page("leave", "", (line,))).strip().lower().startswith("n")
        except (EOFError, KeyboardInterrupt):
            stays = False
        if not stays:
            self.leave()

    def _heard(self, page: Page, typed: str) -> None:
        command = command_in(typed, page.line)
        if command:
            acted(self, page, command)
        else:
            self._answer(page, answer_in(typed))
        if not self.leaving:
            self._news()

    def _answer(self, page: Page, typed: str) -> None:
        if page.line.topic == "end" and not typed.strip():
            self.leave(if_kept=True)
            return
        before = self.state
        try:
            self.state = self._read(page, typed)
        except Misread as error:
            self.screen.misread(str(error))
            self.screen.say(self._perhaps(typed))
            return
        self.keep()
        self.say(*self.state.said)
        self.screen.say(reopened(before, self.state, page.line))

    def _read(self, page: Page, typed: str) -> State:
        if typed.strip().lower() in SAME and page.line.topic == "fact":
            return taken_over(self.state, page.lines if page.offer else page.lines[:1])
        pieces = in_one_go(page.lines, typed, self.state.today) if page.line.topic == "fact" else None
        if pieces and len(pieces) > 1:
            numbers = [page.listed.index(line.id) + 1 for line in page.lines if line.id in page.listed]
            return answered_together(self.state, page.lines, pieces, numbers)
        return answered(self.state, page.line, typed)

    def _perhaps(self, typed: str) -> Iterator[Line]:
        """Yield what the help, the glossary and the rules have on words that were neither an answer nor a command."""
        found = hits(self.state.law, typed, limit=3, commands=told())
        if found:
            yield Line("Or did you look for one of these? 'help WORDS' shows more.")
        yield from map(hit_line, found)

    # What commands use

    def say(self, *texts: str) -> None:
        """Show some texts."""
        self.screen.say(Line(text) for text in texts)

    def moved_to(self, state: State) -> None:
        """Go on from another state: it is kept, and what it says is shown."""
        changed = state.case is not self.state.case or state.memo != self.state.memo
        self.state, self.page = state, None
        if changed:
            self.keep()
        self.say(*state.said)

    def keep(self, name: str = "") -> str:
        """Keep the case; return where it is kept, or "" if that did not work."""
        try:
            where = self.keeper.keep(kept(self.state), name)
            if where != self.kept:
                self.say(f"Every answer is kept in {where} from now on.")
            self.kept, self.whole = where, True
            return where
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or str(error)
            self.say(f"The case could not be written ({why}). 'save NAME' keeps it somewhere else.")
            self.whole = False
            return ""

    def leave(self, *, if_kept: bool = False) -> None:
        """Keep the case and stop asking; with `if_kept` only if it could be kept, so that no answer is lost."""
        self.leaving = True
        if not (self.state.past or self.kept):
            self.say("Nothing was answered, so nothing is kept.")
            return
        where = self.keep()
        self.leaving = bool(where) or not if_kept
        if not self.leaving:
            self.say("So you are still here. To leave without keeping the last answers: Ctrl-D, or Ctrl-C twice.")
        if where:
            self.say(f"Your answers are in {where}. To go on: foi interview {where}")
            if all(standing_of(self.state).values()) and self.state.case.items:
                self.say(f"The letter: foi letter {where} -o letter.docx")

    def show_sheet(self, *, whole: bool = True) -> None:
        """Show the decision so far, under the day on which the reply is due."""
        due = self.office.due(self.state.case)
        if due:
            self.say(due)
        self.screen.sheet(sheet_of(self.state, whole=whole))

    def _news(self) -> None:
        """Say when the reply is due once the day is known, and how pieces stand since the last answer."""
        if self.state.case.received != self.received:
            self.received = self.state.case.received
            self.say(*filter(None, [self.office.due(self.state.case)]))
        self.screen.say(self._pieces())

    def _pieces(self) -> Iterator[Line]:
        prompt = self._open().line
        looking = prompt.question.item if prompt.topic == "cues" and prompt.question else ""
        for name, now in standing_of(self.state).items():
            if name != looking and now != self.told.get(name, ""):
                self.told[name] = now
                yield from news_of(self.state, name, now)
