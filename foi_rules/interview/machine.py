"""The interview as a machine: a state gives its prompt, and a prompt with a reply gives the next state.

    state = begin(rulebook, today)
    prompt = prompt_of(state)
    state = answered(state, prompt, "no, because it ended in May")

No I/O, no clock. Which prompt comes follows from the case: first what the last answer left open, then the
request, its pieces, and for each piece what the engine asks.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from foi_rules.engine.missing import BALANCE
from foi_rules.interview import cues, ending, facts, following, opening, weighing
from foi_rules.interview.prompt import Prompt, Reply
from foi_rules.interview.reading import read
from foi_rules.interview.state import State

Take = Callable[[State, Prompt, Reply], State]
SAME = ("=", "same")


def prompt_of(state: State) -> Prompt:
    """Return what is put next. When nothing more can be asked, that is the prompt under the decision."""
    for source in _BEFORE:
        prompt = source(state)
        if prompt:
            return prompt
    if not state.case.items:
        question = facts.request_fact(state)
        if question is None and ending.request_ended(state):
            return ending.end_prompt(state)
        return facts.fact_prompt(state, question) if question else _must(opening.pieces(state))
    question = facts.next_fact(state)
    cue = cues.cue_prompt(state, question)
    if cue or question is None:
        return cue or ending.end_prompt(state)
    if question.name == "created":
        return opening.year_prompt(state, state.item(question.item))
    if question.name.startswith(BALANCE):
        return weighing.weighing_prompt(state, question)
    return facts.fact_prompt(state, question)


def _pieces(state: State) -> Prompt | None:
    return opening.pieces(state) if state.case.items else None


def _weighing(state: State) -> Prompt | None:
    question = weighing.weighing_open(state)
    return weighing.weighing_prompt(state, question) if question else None


def _must(prompt: Prompt | None) -> Prompt:
    assert prompt
    return prompt


_BEFORE: tuple[Callable[[State], Prompt | None], ...] = (
    following.handing_prompt,
    following.needed,
    opening.split_prompt,
    ending.focused,
    _weighing,
    opening.opening,
    _pieces,
)


def answered(state: State, prompt: Prompt, typed: str) -> State:
    """Return the state after an answer as a person types it. Raises Misread with one kind sentence if it is none."""
    if typed.strip() in SAME and prompt.topic == "fact":
        return facts.repeated(state, prompt)
    return taken(state, prompt, read(prompt, typed, state.today))


def taken(state: State, prompt: Prompt, reply: Reply) -> State:
    """Return the state after a reply. Raises Misread if it does not fit."""
    return _TAKES[prompt.topic](replace(state, said=()), prompt, reply)


_TAKES: Mapping[str, Take] = {
    "reference": opening.take_reference,
    "received": opening.take_received,
    "words": opening.take_words,
    "pieces": opening.take_pieces,
    "year": opening.take_year,
    "split": opening.take_split,
    "fact": facts.take_fact,
    "need": following.take_need,
    "handing": following.take_handing,
    "speaker": following.take_speaker,
    "cues": cues.take_cues,
    "factors": weighing.take_factors,
    "weight": weighing.take_weight,
    "conclusion": weighing.take_conclusion,
    "balance-reasons": weighing.take_reasons,
    "end": ending.take_end,
}
