"""Who answers in the tests of the interview: one from a finished case, one at random."""

from collections.abc import Callable
from datetime import date
from random import Random

from foi_rules.interview.machine import answered, prompt_of
from foi_rules.interview.prompt import Prompt
from foi_rules.interview.state import State, begin
from foi_rules.model.case import Answer, Case
from foi_rules.model.rulebook import Rulebook

TODAY = date(2026, 11, 24)
MOST = 400
WORDS = "page 4 of the minutes of 3 May says so"
# What most requests answer, without which an interview at random hardly ever comes to an exemption.
LIKELY = {
    "screening.environment": "none",
    "screening.say-so": "no",
    "screening.request": "none",
    "screening.item": "job",
}
Player = Callable[[State, Prompt], str]


def played(state: State, player: Player, seen: Callable[[State, Prompt], None] | None = None) -> State:
    """Return the state in which the interview ends when the player answers. Fails if it does not end."""
    for _ in range(MOST):
        prompt = prompt_of(state)
        if seen:
            seen(state, prompt)
        if prompt.topic == "end":
            return state
        state = answered(state, prompt, player(state, prompt))
    raise AssertionError(f"the interview does not end; it asks {prompt.id}")


def fresh(rulebook: Rulebook) -> State:
    """Return an interview that has not begun."""
    return begin(rulebook, TODAY)


def from_case(full: Case, order: tuple[int, ...] | None = None) -> Player:
    """Return a player that answers as the finished case does; what it does not say is answered no, with words."""
    pieces = [full.items[index] for index in order or range(len(full.items))]
    by_title = {item.title: item for item in full.items}

    def reply(state: State, prompt: Prompt) -> str:
        fixed = {
            "reference": full.reference,
            "received": "1 Sep 2021, by email",
            "words": full.request,
            "pieces": "\n".join(f"{item.title}, {item.created}" for item in pieces),
            "cues": "none" if prompt.choices else "no",
        }
        if prompt.topic in fixed:
            return fixed[prompt.topic]
        question = prompt.question
        assert question
        item = by_title[state.item(question.item).title] if question.item else None
        if question.name in ("screening.item", "screening.request"):
            kinds = item.kinds if item and question.name == "screening.item" else full.kinds
            return " ".join(kinds or ()) or "none"
        answer = (item.answers if item else {}).get(question.name) or full.answers.get(question.name)
        if prompt.topic == "need":
            return answer.texts.get(prompt.text_name, WORDS) if answer else WORDS
        return typed(answer) if answer else "no"

    return reply


def typed(answer: Answer) -> str:
    """Return an answer as a person types it."""
    return answer.is_ if isinstance(answer.is_, str) else " ".join(answer.is_) or "none"


def at_random(rng: Random) -> Player:
    """Return a player that answers anything that the prompt allows, not sure included."""

    def reply(_: State, prompt: Prompt) -> str:
        if prompt.empty and rng.random() < 0.3:
            return ""
        if prompt.can_be_unsure and prompt.topic not in ("words", "received") and rng.random() < 0.08:
            return "unsure"
        names = [one.name for one in prompt.choices]
        if prompt.question and prompt.question.name in LIKELY and rng.random() < 0.9:
            return LIKELY[prompt.question.name]
        if prompt.kind == "any-of":
            return " ".join(name for name in names if name != "own" and rng.random() < 0.15) or "none"
        by_kind = {
            "yes-no": lambda: rng.choice(["yes", "no", f"no because {WORDS}", "y", "n"]),
            "one-of": lambda: rng.choice(names),
            "weight": lambda: f"{rng.choice(['little', 'some', 'great'])}: {rng.choice([WORDS, 'transparency'])}",
            "day": lambda: rng.choice(["1 Sep 2026, by post", "3/3/2026"]),
            "date": lambda: rng.choice(["2025", "June 2010", "1990", "1920"]),
            "number": lambda: rng.choice(["0", "40", "1000"]),
            "cost-lines": lambda: rng.choice(
                ["find the files: 433 x 9 min at 13.20; postage: 12", "copying: 3 h at 12"]
            ),
        }
        texts = {"pieces": "minutes of the panel, 2025\nconfidential letter about a child"}
        return by_kind.get(prompt.kind, lambda: texts.get(prompt.topic, rng.choice([WORDS, "short"])))()

    return reply
