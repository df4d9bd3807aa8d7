"""The conversation over any screen: it asks, reads answers and commands, and keeps the case after every answer."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, Protocol

from foi_rules.engine.decide import no_table, standings
from foi_rules.engine.wording import outcome_words
from foi_rules.interview.ending import changeable, put_again
from foi_rules.interview.machine import answered, prompt_of
from foi_rules.interview.prompt import Misread, Prompt
from foi_rules.interview.state import State, back
from foi_rules.interview.summary import answers_of, sheet_of
from foi_rules.interview.view import Line, Sheet
from foi_rules.interview.why import law_behind, reasons_for_asking
from foi_rules.model.case import Case
from foi_rules.model.decision import ItemDecision


class Screen(Protocol):
    """Where a person reads and types."""

    def ask(self, prompt: Prompt) -> str:
        """Show the prompt and return what was typed. Raises EOFError when input ends, KeyboardInterrupt on Ctrl-C."""

    def say(self, lines: Iterable[Line]) -> None:
        """Show some lines."""

    def sheet(self, sheet: Sheet) -> None:
        """Show a decision."""


class Keeper(Protocol):
    """Where the case is kept."""

    named: str
    """The file in which the case is kept, "" until there is one."""

    def keep(self, case: Case, name: str = "") -> str:
        """Keep the case, under another name if one is given; return where it is, or raise OSError or ValueError."""


class Command(NamedTuple):
    """A word that is no answer: its name, other spellings, and what it does."""

    name: str
    also: tuple[str, ...]
    does: str


COMMANDS = (
    Command("?", ("why",), "why this is asked, what each answer would do, and examples"),
    Command("law", (), "the provision: its gist, decisions, evidence and common mistakes"),
    Command("back", (), "one answer back"),
    Command("unsure", ("not sure",), "you do not know; somebody else may"),
    Command("=", ("same",), "the same words as for an earlier piece, where that is offered"),
    Command("summary", ("so far",), "the answers and the decision so far"),
    Command("change", (), "list the answers; with a number, put one of them again"),
    Command("piece", (), "add another piece of information"),
    Command("save", (), "keep the case; with a name, in that file from now on"),
    Command("quit", ("exit", "pause"), "keep the case and leave; you go on from here later"),
    Command("help", ("h",), "this list"),
)
HINT = "? why   law   back   unsure   summary   save   quit   help"
_LEAVE = Prompt(
    "leave", "leave", "yes-no", "Leave now?", empty="yes", default="yes", can_be_unsure=False,
    notes=("Every answer up to here is kept.",), hint="yes, or no to go on",
)  # fmt: skip


def converse(state: State, screen: Screen, keeper: Keeper, due: Callable[[Case], str] = lambda _: "") -> State:
    """Hold the conversation until the person leaves, and return where it stands.

    `due` says in words by when the reply is due, or "".
    """
    return _Conversation(state, screen, keeper, due).run()


class _Conversation:
    """One conversation: the only thing here that changes is which state it is in."""

    def __init__(self, state: State, screen: Screen, keeper: Keeper, due: Callable[[Case], str]) -> None:
        self.state, self.screen, self.keeper, self.due = state, screen, keeper, due
        self.told = {name: one for name, one in _settled(state).items() if one}
        self.received = state.case.received
        self.leaving, self.kept = False, keeper.named

    def run(self) -> State:
        """Ask until the person leaves."""
        prompt, shown_end = prompt_of(self.state), False
        while not self.leaving:
            if prompt.topic == "end" and not shown_end:
                self._sheet(whole=False)
            shown_end = prompt.topic == "end"
            typed = self._ask(prompt)
            if typed is not None and not self._commanded(prompt, typed):
                self._answer(prompt, typed)
            if not self.leaving:
                prompt = prompt_of(self.state)
                self._news(prompt)
        return self.state

    def _ask(self, prompt: Prompt) -> str | None:
        """Return what was typed, or None if the person stopped typing instead."""
        try:
            return self.screen.ask(prompt)
        except EOFError:
            self._leave()
        except KeyboardInterrupt:
            self._interrupted()
        return None

    def _interrupted(self) -> None:
        try:
            stays = self.screen.ask(_LEAVE).strip().lower().startswith("n")
        except (EOFError, KeyboardInterrupt):
            stays = False
        if not stays:
            self._leave()

    def _answer(self, prompt: Prompt, typed: str) -> None:
        if prompt.topic == "end" and not typed.strip():
            self._leave()
            return
        try:
            self.state = answered(self.state, prompt, typed)
        except Misread as error:
            self._say(str(error))
            return
        self._keep()
        self.screen.say(Line(text) for text in self.state.said)

    def _say(self, *texts: str) -> None:
        self.screen.say(Line(text) for text in texts)

    def _keep(self, name: str = "") -> str:
        """Keep the case; return where it is kept, or "" if that did not work."""
        try:
            kept = self.keeper.keep(self.state.case, name)
            if kept != self.kept:
                self._say(f"Every answer is kept in {kept} from now on.")
            self.kept = kept
            return kept
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or str(error)
            self._say(f"The case could not be written ({why}). 'save NAME' keeps it somewhere else.")
            return ""

    def _leave(self) -> None:
        self.leaving = True
        if not (self.state.past or self.kept):
            self._say("Nothing was answered, so nothing is kept.")
            return
        kept = self._keep()
        if kept:
            self._say(f"Your answers are in {kept}. To go on: foi interview {kept}")
            if all(_settled(self.state).values()) and self.state.case.items:
                self._say(f"The letter: foi letter {kept} -o letter.docx")

    def _news(self, prompt: Prompt) -> None:
        """Say when the reply is due once the day is known, and which pieces were settled by the last answer."""
        if self.state.case.received != self.received:
            self.received = self.state.case.received
            self._say(*filter(None, [self.due(self.state.case)]))
        looking = prompt.question.item if prompt.topic == "cues" and prompt.question else ""
        for name, now in _settled(self.state).items():
            if name == looking or now == self.told.get(name, ""):
                continue
            self.told[name] = now
            number = [item.id for item in self.state.case.items].index(name) + 1
            self.screen.say([Line(f"Piece {number}: {now or 'open again'}.", style="strong")])

    # Commands

    def _commanded(self, prompt: Prompt, typed: str) -> bool:
        """Carry out a command; return whether it was one."""
        word, _, rest = typed.strip().partition(" ")
        command = _command(typed.strip(), word, rest)
        if command is None:
            return False
        actions: dict[str, Callable[[], None]] = {
            "?": lambda: self.screen.say(reasons_for_asking(self.state, prompt)),
            "law": lambda: self.screen.say(law_behind(self.state, prompt)),
            "back": self._back,
            "summary": self._summary,
            "change": lambda: self._change(rest),
            "piece": self._piece,
            "save": lambda: self._save(rest),
            "quit": self._leave,
            "help": lambda: self.screen.say(_help()),
        }
        actions[command]()
        return True

    def _back(self) -> None:
        self.state = back(self.state)
        self.screen.say(Line(text) for text in self.state.said)
        self._keep()

    def _summary(self) -> None:
        self.screen.say(answers_of(self.state))
        self._sheet()

    def _sheet(self, *, whole: bool = True) -> None:
        due = self.due(self.state.case)
        if due:
            self._say(due)
        self.screen.sheet(sheet_of(self.state, whole=whole))

    def _change(self, number: str) -> None:
        known = list(changeable(self.state))
        if number.strip().isdigit() and 1 <= int(number) <= len(known):
            self.state = put_again(self.state, known[int(number) - 1][0])
            return
        self.screen.say(_numbered(self.state))
        self._say("'change 3' puts the third of them again." if known else "Nothing has been answered yet.")

    def _piece(self) -> None:
        if self.state.case.items:
            self.state = self.state.with_answer(adding=True)
        else:
            self._say("The pieces are asked for in a moment.")

    def _save(self, name: str) -> None:
        before = self.kept
        if self._keep(name.strip()) == before:
            self._say(f"Kept in {before}.")


def _command(typed: str, word: str, rest: str) -> str | None:
    """Return the name of the command that was typed, or None. Only `save` and `change` take anything after them."""
    for one in COMMANDS:
        if typed.lower() in (one.name, *one.also) and one.name not in ("unsure", "="):
            return one.name
    if word.lower() == "change" and rest.strip().isdigit():
        return "change"
    return "save" if word.lower() == "save" and len(rest.split()) == 1 else None


def _help() -> Iterator[Line]:
    yield Line("Answer in a word, by number, or in your own words. A reason may follow: no, because it ended in May.")
    for one in COMMANDS:
        yield Line(f"{one.name}: {one.does}", 1)


def _numbered(state: State) -> Iterator[Line]:
    where = ""
    for number, (_, place, told) in enumerate(changeable(state), 1):
        if place != where:
            yield Line(place, style="heading")
            where = place
        yield Line(f"{number}  {told}", 1)


def _settled(state: State) -> dict[str, str]:
    """Return for each piece how it came out, in words, or "" while it is open."""
    return {one.id: _news_of(one) for one in standings(state.law, state.case, no_table)[2]}


def _news_of(item: ItemDecision) -> str:
    if not item.settled:
        return ""
    cites = ", ".join(ground.cite for ground in item.grounds)
    return f"{outcome_words(item.outcome, brief=True)}{' under ' + cites if cites else ''}"
