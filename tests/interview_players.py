"""Who answers in the tests of the interview: one from a finished case, one at random, and one who does all one can."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from random import Random
from typing import NamedTuple

from properties.cases import random_case

from foi_rules.engine.alternatives import STAND_IN
from foi_rules.engine.decide import item_run
from foi_rules.engine.leaves import TICK_LISTS
from foi_rules.engine.missing import BALANCE
from foi_rules.interview import items, offering
from foi_rules.interview.ending import changeable, put_again
from foi_rules.interview.machine import answered, answered_together, page_of, prompt_of, taken_over
from foi_rules.interview.pages import Page
from foi_rules.interview.prompt import Misread, Prompt
from foi_rules.interview.standing import further_grounds, standing_of
from foi_rules.interview.state import State, back, begin
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
    """Return a player that answers as the case does, whatever is asked; of what it does not say, the plainest."""
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
        likely = LIKELY.get(prompt.question.name, "") if prompt.question else ""
        if likely in (*names, "no", "none") and rng.random() < 0.9:
            return likely
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
        texts = {
            "pieces": "minutes of the panel, 2025\nconfidential letter about a child",
            "remainder": f"what is left of it, part {rng.random()}",
            "split": f"the names in part {rng.random()}",
        }
        return by_kind.get(prompt.kind, lambda: texts.get(prompt.topic, rng.choice([WORDS, "short"])))()

    return reply


# One who does all that one can do: answers anyhow, goes back, changes, notes, splits, takes over, looks further

TITLES = ("minutes of the panel", "letter of 3 May", "page 4 of the report", "the whole report", "emails")


def officer(rng: Random, full: Case) -> Player:
    """Return a player that mostly answers as the case does, and else with not sure, thin words, or anything."""
    as_in_case, anyhow = supposing(full), at_random(rng)

    def reply(state: State, prompt: Prompt) -> str:
        count = len(state.case.items)
        more = f"{rng.choice(TITLES)} {count}, 2025\n{rng.choice(TITLES)} {count + 1}"
        own = {
            "received": ["1 Sep 2026 by email", "3 March 2021", "unsure"],
            "pieces": [more, "" if prompt.empty else more],
            "split": ["", "none"],
            "note": ["", WORDS],
            "apply": ["all", "1", "none"],
            "handing": ["", "Legal"],
            "speaker": ["", "S. Stewart"],
            "instead": ["", WORDS],
            "remainder": [f"all but page {rng.randrange(9999)}", "nothing: every line names a child", "unsure"],
        }
        if prompt.topic in own:
            return rng.choice(own[prompt.topic])
        if prompt.can_be_unsure and prompt.topic != "words" and rng.random() < 0.06:
            return rng.choice(["unsure", "unsure, ask Legal"])
        if prompt.topic in ("need", "weight", "balance-reasons") and rng.random() < 0.15:
            return "some: bad" if prompt.topic == "weight" else "bad"
        return (as_in_case if prompt.topic != "cues" and rng.random() < 0.85 else anyhow)(state, prompt)

    return reply


class Step(NamedTuple):
    """One step of an interview: how it stood, the page that lay open, what was done, with which words, what came."""

    before: State
    page: Page
    did: str
    typed: str
    after: State


@cache
def interview(rulebook: Rulebook, seed: int) -> tuple[Step, ...]:
    """Return a whole interview at random: from the beginning, or from a case of which some answers are there already.

    It is drawn towards a ground, or nothing that is worth a look would ever come up.
    """
    rng, law = Random(seed), rulebook.on(rulebook.order.law_stated_at)
    level = "item" if rng.random() < 0.8 else "request"
    drawn = random_case(law, rng, rng.choice([one for one in law.grounds.values() if one.level == level]))
    titled = [
        one.model_copy(update={"title": title, "hypothetical": "no"})
        for one, title in zip(drawn.items, rng.sample(TITLES, len(drawn.items)), strict=True)
    ]
    full = drawn.model_copy(update={"items": tuple(titled)})
    state = fresh(rulebook) if seed % 3 == 0 else begin(rulebook, TODAY, _begun(full, rng))
    return tuple(wandering(state, rng, officer(rng, full)))


def _begun(full: Case, rng: Random) -> Case:
    """Return the case with some of its answers, at random."""
    begun = []
    for one in full.items:
        answers = {name: answer for name, answer in one.answers.items() if rng.random() < 0.3}
        kinds = one.kinds if rng.random() < 0.3 else None
        begun.append(one.model_copy(update={"answers": answers, "kinds": kinds, "public_interest": {}}))
    known = {name: answer for name, answer in full.answers.items() if rng.random() < 0.5}
    return full.model_copy(update={"items": tuple(begun), "answers": known})


def wandering(state: State, rng: Random, player: Player, moves: int = 12) -> Iterator[Step]:
    """Yield the steps of an interview with so many moves that are no plain answers. Fails if it does not end."""
    for _ in range(MOST):
        turn = Turn(state, page_of(state), rng, player)
        step = _moved(turn) if moves and rng.random() < 0.25 else None
        moves -= step is not None
        if step is None and turn.page.line.topic == "end":
            yield Step(state, turn.page, "end", "", state)
            return
        step = step or _said(turn)
        yield step
        state = step.after
    raise AssertionError(f"the interview does not end; it asks {turn.page.line.id}")


class Turn(NamedTuple):
    """Whose turn it is: where the interview stands, the page that lies open, luck, and the player."""

    state: State
    page: Page
    rng: Random
    player: Player


Done = tuple[str, State] | None
"""What was typed and what came of it; None where the move cannot be made."""


def _said(turn: Turn) -> Step:
    player = turn.player
    for _ in range(9):
        words = player(turn.state, turn.page.line)
        try:
            return Step(turn.state, turn.page, "answer", words, answered(turn.state, turn.page.line, words))
        except Misread:
            player = at_random(turn.rng)
    raise AssertionError(f"nothing that is typed fits {turn.page.line.id}")


def _moved(turn: Turn) -> Step | None:
    names = turn.rng.sample(list(MOVES), len(MOVES))
    for name in ["at the end", *names] if turn.page.line.topic == "end" else names:
        try:
            done = MOVES[name](turn)
        except Misread:
            continue
        if done:
            return Step(turn.state, turn.page, name, *done)
    return None


def _back(turn: Turn) -> Done:
    return ("", back(turn.state)) if turn.state.past else None


def _change(turn: Turn) -> Done:
    known = [question for question, _, _ in changeable(turn.state)]
    question = turn.rng.choice(known) if known and not turn.state.memo.focus else None
    return (f"{question.name}@{question.item}", put_again(turn.state, question)) if question else None


def _together(turn: Turn) -> Done:
    lines = [line for line in turn.page.lines if line.topic == "fact"]
    if len(lines) < 2:
        return None
    words = [turn.player(turn.state, line) for line in lines[: turn.rng.randint(2, len(lines))]]
    return "; ".join(words), answered_together(turn.state, lines, words)


def _other_line(turn: Turn) -> Done:
    if len(turn.page.lines) < 2:
        return None
    line = turn.rng.choice(turn.page.lines[1:])
    words = turn.player(turn.state, line)
    return words, answered(turn.state, line, words)


def _same(turn: Turn) -> Done:
    return ("=", taken_over(turn.state, turn.page.lines)) if turn.page.offer else None


def _apply(turn: Turn) -> Done:
    return None if turn.state.memo.applying else ("", offering.applying(turn.state))


def _note(turn: Turn) -> Done:
    asked = turn.state.with_answer(noting="the request")
    return turn.rng.choice([("", asked), (WORDS, offering.noted(turn.state, WORDS, "the request"))])


def _more(turn: Turn) -> Done:
    state, stands = turn.state, standing_of(turn.state)
    settled = [item for item in state.case.items if stands[item.id] and item.id not in state.memo.more]
    further = [item for item in settled if further_grounds(item_run(state.law, state.case, item))]
    return (further[0].id, state.with_answer(more=state.memo.more | {further[0].id})) if further else None


def _pieces(turn: Turn) -> Done:
    state, rng, known = turn.state, turn.rng, turn.state.case.items
    if not known:
        return None
    one, other = rng.randint(1, len(known)), rng.randint(1, len(known))
    new, old = f"{rng.choice(TITLES)} {rng.randrange(9999)}", known[one - 1].title or "papers"
    operations: dict[str, Callable[[], State]] = {
        "rename": lambda: items.renamed(state, one, new),
        "merge": lambda: items.merged(state, one, other),
        "remove": lambda: items.removed(state, one),
        "passage": lambda: items.moved_to_passage(state, [one, other], rng.choice(["", "p"])),
        "add": lambda: items.added(state, f"{new}, 2024"),
        "split": lambda: items.split(state, one, [old, new]),
    }
    name = rng.choice(list(operations)[: 6 if len(known) < 5 else 4])
    return name, operations[name]()


def _at_the_end(turn: Turn) -> Done:
    if turn.page.line.topic != "end" or len(turn.state.case.items) > 4:
        return None
    choice = turn.rng.choice(turn.page.line.choices).name
    return choice, answered(turn.state, turn.page.line, choice)


MOVES: dict[str, Callable[[Turn], Done]] = {
    "back": _back,
    "change": _change,
    "together": _together,
    "other line": _other_line,
    "=": _same,
    "apply": _apply,
    "note": _note,
    "more": _more,
    "pieces": _pieces,
    "at the end": _at_the_end,
}
