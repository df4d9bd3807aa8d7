"""Who answers in the tests of the interview: one from a finished case, one at random."""

from collections.abc import Callable
from datetime import date
from random import Random

from foi_rules.engine.alternatives import STAND_IN
from foi_rules.engine.leaves import TICK_LISTS
from foi_rules.engine.missing import BALANCE
from foi_rules.interview.machine import answered, prompt_of
from foi_rules.interview.prompt import Prompt
from foi_rules.interview.state import State, begin
from foi_rules.model.case import Answer, Case, CostLine, Weighing
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


def supposing(full: Case) -> Player:
    """Return a player that answers as the case does, whatever is asked; where it is silent, with the plainest answer."""
    by_title = {item.title or item.id: item for item in full.items}

    def reply(state: State, prompt: Prompt) -> str:
        fixed = {
            "note": "",
            "apply": "none",
            "reference": full.reference,
            "received": f"{full.received or '2021-09-01'} by email",
            "words": full.request or "what is asked for",
            "pieces": "\n".join(f"{item.title or item.id}, {item.created or '2019'}" for item in full.items) or "all",
            "split": "none",
            "handing": "",
            "speaker": "",
            "cues": "none" if prompt.choices else "no",
            "remainder": f"nothing: all of it is what {WORDS}",
            "instead": "",
        }
        if prompt.topic in fixed:
            return "" if prompt.topic == "pieces" and state.case.items else fixed[prompt.topic]
        question = prompt.question
        title = state.item(question.item).title if question and question.item else ""
        item = by_title.get(title)
        if prompt.topic in ("factors", "weight", "conclusion", "balance-reasons"):
            assert question
            place = item or full
            return weighed(prompt, place.public_interest.get(question.name.removeprefix(BALANCE)))
        if prompt.topic == "year":
            return (item.created if item else "") or "2019"
        assert question
        if question.name in TICK_LISTS:
            kinds = (item.kinds if item else ()) if question.item else full.kinds
            return " ".join(kinds or ()) or "none"
        answer = (item.answers if item else {}).get(question.name) or full.answers.get(question.name)
        if prompt.topic == "need":
            text = answer.texts.get(prompt.text_name, "") if answer else ""
            return (text if text and text != STAND_IN else "") or f"{WORDS}, {question.name} {prompt.text_name} {title}"
        return typed(answer) if answer and not answer.unsure else plainest(prompt)

    return reply


def plainest(prompt: Prompt) -> str:
    """Return the plainest answer to a question of which a case says nothing."""
    plain = {"any-of": "none", "number": "0", "date": "2019", "cost-lines": "find: 10", "text": WORDS}
    if prompt.kind == "one-of":
        names = [one.name for one in prompt.choices]
        return next((name for name in ("none", "no") if name in names), names[0])
    return plain.get(prompt.kind, "no")


def weighed(prompt: Prompt, weighing: Weighing | None) -> str:
    """Return what a weighing says at one of its prompts."""
    weighing = weighing or Weighing(conclusion="even")
    side = "for_disclosure" if prompt.text_name.startswith("for_disclosure") else "for_maintaining"
    factors = getattr(weighing, side)
    if prompt.topic == "factors":
        names = [one.id for one in factors if one.id and any(one.id == choice.name for choice in prompt.choices)]
        own = [one.text.replace(":", ",").replace(";", ",") or one.id for one in factors if one.id not in names]
        return " ".join(names) + (f" own: {'; '.join(own)}" if own else "") or "own: what is at stake here"
    if prompt.topic == "weight":
        name = prompt.text_name.partition("/")[2]
        one = next((one for one in factors if name in (one.id, one.text)), None)
        why = one.why if one and one.why and one.why != STAND_IN else f"{WORDS}, {name}"
        return f"{one.weight if one else 'some'}: {why}"
    if prompt.topic == "conclusion":
        return weighing.conclusion or "even"
    return weighing.reasons if weighing.reasons and weighing.reasons != STAND_IN else f"{WORDS}, and it tipped it"


def typed(answer: Answer) -> str:
    """Return an answer as a person types it."""
    if isinstance(answer.is_, str):
        return answer.is_
    lines = [one for one in answer.is_ if isinstance(one, CostLine)]
    if lines:
        return "; ".join(map(_cost_line, lines))
    return " ".join(one for one in answer.is_ if isinstance(one, str)) or "none"


def _cost_line(one: CostLine) -> str:
    if one.cost is not None:
        return f"{one.what}: {one.cost}"
    work = f"{one.hours} h" if one.hours is not None else f"{one.records} x {one.minutes} min"
    return f"{one.what}: {work} at {one.rate}"


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
