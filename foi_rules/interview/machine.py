"""The interview as a machine: a state gives its prompt, and a prompt with a reply gives the next state.

    state = begin(rulebook, today)
    prompt = prompt_of(state)
    state = answered(state, prompt, "no, because it ended in May")

No I/O, no clock. Which prompt comes follows from the case: first what the last answer left open, then the
request, its pieces, and for each piece what the engine asks.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from foi_rules.engine.asking import Question
from foi_rules.engine.missing import BALANCE
from foi_rules.interview import cues, ending, facts, following, offering, opening, weighing
from foi_rules.interview.facts import DUTY
from foi_rules.interview.pages import Page, fact_page, opened, prompt_page, questions_now, turned_over
from foi_rules.interview.prompt import Prompt, Reply
from foi_rules.interview.reading import read
from foi_rules.interview.state import State, answer_to

Take = Callable[[State, Prompt, Reply], State]
SAME = ("=", "same")


def prompt_of(state: State) -> Prompt:
    """Return what is put next: the line of the page that waits. At the end, the prompt under the decision."""
    return page_of(state).line


def page_of(state: State) -> Page:
    """Return the page that is put now: with all its lines where it is opened, later with the one that waits."""
    for source in _BEFORE:
        prompt = source(state)
        if prompt:
            return prompt_page(state, prompt)
    begun = opening.opening(state)
    if begun:
        return opened(state, "start", "The request", begun)
    prompt = opening.pieces(state) if state.case.items else None
    return prompt_page(state, prompt) if prompt else _asked(state)


def _asked(state: State) -> Page:
    """Return the page with the questions of the engine, or what stands before or after them."""
    questions = questions_now(state)
    question = questions[0] if questions else None
    if not state.case.items and not questions:
        ended = ending.request_ended(state)
        return prompt_page(state, ending.end_prompt(state) if ended else _must(opening.pieces(state)))
    beside = _beside(state, question)
    if beside or question is None:
        return prompt_page(state, beside or ending.end_prompt(state))
    if question.name == "created":
        return prompt_page(state, opening.year_prompt(state, state.item(question.item)))
    if question.name.startswith(BALANCE):
        return prompt_page(state, weighing.weighing_prompt(state, question))
    return fact_page(state, questions)


def _beside(state: State, question: Question | None) -> Prompt | None:
    """Return what is put before the engine's question: what is left of a document, or what words bring up."""
    left = offering.remainder_prompt(state)
    if left and not (question and left.id.endswith(f"@{question.item}") and not question.ground.startswith(DUTY)):
        return left
    return cues.cue_prompt(state, question) if state.case.items else None


def _weighing(state: State) -> Prompt | None:
    question = weighing.weighing_open(state)
    return weighing.weighing_prompt(state, question) if question else None


def _must(prompt: Prompt | None) -> Prompt:
    assert prompt
    return prompt


_BEFORE: tuple[Callable[[State], Prompt | None], ...] = (
    offering.note_prompt,
    offering.apply_prompt,
    following.handing_prompt,
    following.needed,
    opening.split_prompt,
    ending.focused,
    _weighing,
    offering.instead_prompt,
)


def answered(state: State, prompt: Prompt, typed: str) -> State:
    """Return the state after an answer as a person types it. Raises Misread with one kind sentence if it is none."""
    if typed.strip().lower() in SAME and prompt.topic == "fact":
        return taken_over(state, (prompt,))
    reply = read(prompt, typed, state.today)
    after = taken(state, prompt, reply)
    return replace(after, said=(reply.doubt, *after.said)) if reply.doubt else after


def answered_together(
    state: State, lines: Sequence[Prompt], typed: Sequence[str], numbers: Sequence[int] = ()
) -> State:
    """Return the state after several lines of a page were answered in one go, as many as there are answers.

    `numbers` are those under which the lines are shown; else they are counted from 1. A line that an answer before
    it has made needless is left out, and said so. A list of ticks is answered once it has been seen, so the first
    time it waits for its turn. Raises Misread for the first answer that does not fit; those before it are then not
    kept either.
    """
    understood, said = list[str](), list[str]()
    for index, (line, answer) in enumerate(zip(lines, typed, strict=False)):
        number = numbers[index] if index < len(numbers) else index + 1
        if index and line.kind == "any-of" and facts.shown(line) not in state.memo.seen:
            said.append(f"Please look at the list for line {number} before you answer it.")
            break
        if index and line.question and not _still_asked(state, line.question):
            understood.append(f"{number} is no longer needed")
            continue
        state = answered(state, line, answer)
        understood.append(f"{number} {facts.told(state, line)}")
        said += state.said
    return replace(state, said=(f"{'; '.join(understood)}.", *said))


def _still_asked(state: State, question: Question) -> bool:
    """Return whether the question can still change something: mostly it is the next one, which is found soonest."""
    wanted = question._replace(ground="")
    return any(
        wanted == one._replace(ground="") for whole in (False, True) for one in questions_now(state, whole=whole)
    )


def taken_over(state: State, lines: Sequence[Prompt]) -> State:
    """Return the state after the answers of an earlier piece were taken over for these lines. Raises Misread."""
    after = offering.same(state, tuple(lines))
    for line in lines:
        if line.question and answer_to(after, line.question) != answer_to(state, line.question):
            after = turned_over(after, line)
    return after


def taken(state: State, prompt: Prompt, reply: Reply) -> State:
    """Return the state after a reply. Raises Misread if it does not fit."""
    after = _TAKES[prompt.topic](replace(state, said=()), prompt, reply)
    return after if after.case == state.case and after.memo == state.memo else turned_over(after, prompt)


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
    "apply": offering.take_apply,
    "note": offering.take_note,
    "remainder": offering.take_remainder,
    "instead": offering.take_instead,
    "end": ending.take_end,
}
