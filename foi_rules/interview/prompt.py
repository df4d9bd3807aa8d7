"""What is put to a person, as values that any front end can show, and what comes back."""

from dataclasses import dataclass, field
from typing import Literal

from foi_rules.engine.asking import Question
from foi_rules.model.case import Value

Kind = Literal["text", "lines", "day", "date", "yes-no", "one-of", "any-of", "number", "weight", "cost-lines"]
UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: its name in a case file, and its text."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """One thing to answer.

    `topic` says what it is about (`fact`, `need`, `piece`, ...) and `id` tells it from all others. `where`
    is the line that tells where one is: the request, the piece, the provision. `question` is what the engine
    asks, if it is that which is put. `default` is what an empty answer stands for ("" if it stands for
    nothing), and `empty` says so in words. `can_be_unsure` is False where "not sure" means nothing.
    `blank` names the text that yes needs and that free words fill: typing "schedule 3" is a yes with its words.
    `page` is the id of the page that it stands on, `title` its heading.
    """

    topic: str
    id: str
    kind: Kind
    text: str
    where: tuple[str, ...] = ()
    help: str = ""
    notes: tuple[str, ...] = ()
    choices: tuple[Option, ...] = ()
    question: Question | None = None
    text_name: str = ""
    default: str = ""
    empty: str = ""
    hint: str = ""
    can_be_unsure: bool = True
    blank: str = ""
    page: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer, read: the value as a case file holds it, and words given with it ("no, because ...").

    `empty` marks that nothing was typed where that has a meaning. `doubt` says what was understood where the
    meaning was guessed ("Understood as no."), and is "" where it was plain.
    """

    value: Value
    text: str = ""
    empty: bool = field(default=False)
    doubt: str = ""

    @property
    def unsure(self) -> bool:
        """Return whether the answer is "not sure"."""
        return self.value == UNSURE


class Misread(ValueError):
    """An answer that does not fit the question: one kind sentence that says what would."""
