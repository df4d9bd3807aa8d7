"""Words in a title or in the request that make the officer look again at what was answered or not ticked."""

import re
from itertools import groupby

from foi_rules.engine.asking import Question
from foi_rules.engine.decide import item_run
from foi_rules.engine.leaves import TICK_LISTS
from foi_rules.interview.opening import piece_name
from foi_rules.interview.prompt import Option, Prompt, Reply
from foi_rules.interview.state import State, with_item
from foi_rules.model.case import Answer, Item
from foi_rules.model.rule import Cue
from foi_rules.model.truth import YES

SCREENING, CUE = "screening.", "cue"


def cue_prompt(state: State, question: Question | None) -> Prompt | None:
    """Return the prompt with all cues that fire for a piece whose screening is done, or None.

    `question` is what the engine asks next. Each cue is put at most once for a piece, and none where the
    questions of a ground have been begun.
    """
    for item in state.case.items:
        if question and question.item == item.id and question.name.startswith(SCREENING):
            return None
        goes_on = question is not None and question.item == item.id
        firing = _firing(state, item, goes_on) if _screened_only(item) else []
        if firing:
            return _prompt(state, item, firing)
        if goes_on:
            return None
    return None


def _screened_only(item: Item) -> bool:
    own = [name for name, answer in item.answers.items() if answer.how != "carried"]
    return bool(own or item.kinds is not None) and all(name.startswith(SCREENING) for name in own)


def _firing(state: State, item: Item, goes_on: bool) -> list[tuple[int, Cue]]:
    run = item_run(state.law, state.case, item)
    return [
        (index, cue)
        for index, cue in enumerate(state.law.cues)
        if _key(item, index) not in state.memo.seen
        and not _looked_at(state, item, cue)
        and _says_one(state, item, cue, index if goes_on else None)
        and run.prove(cue.still).value is YES
    ]


def _says_one(state: State, item: Item, cue: Cue, index: int | None) -> bool:
    """Return whether a word of the cue stands in the title or in the request.

    With the `index` of the cue, words of the request count only until it was denied for some piece: that is for a
    piece about which more is asked anyway. One that would go out as it stands is looked at once more all the same,
    for what the cues bring up protects others (a supplier, a child) from a line that was passed over.
    """
    if any(_says(item.title, word) for word in cue.words):
        return True
    denied = index is not None and any(
        _key(one, index) in state.memo.seen and item_run(state.law, state.case, one).prove(cue.still).value is YES
        for one in state.case.items
    )
    return not denied and any(_says(state.case.request, word) for word in cue.words)


def _looked_at(state: State, item: Item, cue: Cue) -> bool:
    """Return whether the answer to which the cue leads was looked at again because of a cue."""
    answer = item.answers.get(cue.leads_to) or state.case.answers.get(cue.leads_to)
    return answer is not None and answer.how == CUE


def _says(text: str, word: str) -> bool:
    """Return whether the text has the word, alone or in the plural."""
    return re.search(rf"\b{re.escape(word)}(?:s|es|ren)?\b", text, re.I) is not None


def _key(item: Item, index: int) -> str:
    return f"cue {index}@{item.id}"


def _prompt(state: State, item: Item, firing: list[tuple[int, Cue]]) -> Prompt:
    told: list[str] = []
    labels: list[Option] = []
    options: list[Option] = []
    for _, group in groupby(firing, key=lambda one: one[1].words):
        cues = list(group)
        lead = _lead([cue.ask for _, cue in cues])
        told += [f"{lead.rstrip(': ')}. What if this were read?"] if lead else []
        shown = [Option(f"cue-{index}", _capital(cue.ask.removeprefix(lead))) for index, cue in cues]
        labels, options = (labels + shown, options) if lead else (labels, options + shown)
    options = labels + options
    head = (state.case.reference,) if state.case.reference else ()
    alone = len(options) == 1
    return Prompt(
        "cues",
        f"cues@{item.id}",
        "yes-no" if alone else "any-of",
        f"Look once more. {options[0].text}" if alone else "Look once more: is any of these so?",
        (*head, piece_name(state.case, item.id), "looking again"),
        "Words in the title or in the request bring this up, because something is often missed there. A yes shows the "
        "question again, or ticks the line; you say what stands.",
        tuple(told),
        () if alone else tuple(options),
        Question(SCREENING, item.id),
        text_name=" ".join(str(index) for index, _ in firing),
        hint="yes or no" if alone else "numbers such as 1 3, or none",
        can_be_unsure=False,
    )


def _lead(asks: list[str]) -> str:
    """Return what several cues begin with, up to a colon: said once for all of them."""
    lead = asks[0][: asks[0].find(": ") + 2]
    return lead if len(asks) > 1 and ": " in lead and all(ask.startswith(lead) for ask in asks) else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def take_cues(state: State, prompt: Prompt, reply: Reply) -> State:
    """Tick what was missed, and put again the questions to which a cue leads."""
    assert prompt.question
    item = state.item(prompt.question.item)
    shown = [int(index) for index in prompt.text_name.split()]
    ticks = ((f"cue-{shown[0]}",) if reply.value == "yes" else ()) if prompt.kind == "yes-no" else reply.value
    chosen = [state.law.cues[index] for index in shown if f"cue-{index}" in ticks]
    ticked = item.kinds or ()
    ticking = [cue for cue in chosen if _ticks_item(cue) and cue.tick not in ticked]
    said = tuple(_said(state, cue) for cue in ticking)
    kinds = tuple(dict.fromkeys([*ticked, *(cue.tick for cue in ticking)]))
    left = {cue.leads_to for cue in map(state.law.cues.__getitem__, shown)} - {cue.leads_to for cue in chosen}
    answers = {name: _reaffirmed(answer) if name in left else answer for name, answer in item.answers.items()}
    case = with_item(state.case, item.model_copy(update={"answers": answers} | ({"kinds": kinds} if ticking else {})))
    again = tuple(dict.fromkeys(_again(state, item, cue) for cue in chosen if not _ticks_item(cue)))
    seen = state.seen(*(_key(item, index) for index in shown))
    return state.with_answer(case, said, seen=seen, focus=again, cued=bool(again))


def _reaffirmed(answer: Answer) -> Answer:
    return answer.model_copy(update={"how": CUE})


def _ticks_item(cue: Cue) -> bool:
    return TICK_LISTS.get(cue.leads_to) == "item"


def _again(state: State, item: Item, cue: Cue) -> Question:
    fact = state.law.facts[cue.leads_to]
    return Question(cue.leads_to, item.id if fact.per == "item" else "", item.part)


def _said(state: State, cue: Cue) -> str:
    return f"Ticked: {state.law.facts[cue.leads_to].choices[cue.tick].text}. 'back' undoes it."
