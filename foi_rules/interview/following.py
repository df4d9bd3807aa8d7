"""What follows an answer: the texts that it needs, who can say if nobody is sure, who said it if not the officer."""

import re
from collections.abc import Iterator
from dataclasses import replace

from foi_rules.engine.asking import Question
from foi_rules.engine.wording import answer_text, filled
from foi_rules.interview.facts import (
    FEW_WORDS,
    REASONS,
    fault_in,
    in_words,
    lacking,
    need_id,
    new_answer,
    not_sure,
    run_of,
    today_of,
    where,
    with_ground,
)
from foi_rules.interview.prompt import UNSURE, Prompt, Reply
from foi_rules.interview.state import State, answer_to, recorded
from foi_rules.model.case import Answer
from foi_rules.model.rule import Fact

_BECAUSE = re.compile(r"^(?:(?:yes|no)[,:]?\s+)?because[,:]?\s+", re.I)
_WHY = "one or two sentences, naming a fact from the papers; or unsure"


# Who can say, if the officer is not sure; and who has said it, where only a named person may.


def handing_prompt(state: State) -> Prompt | None:
    """Return the prompt for the person who can say what the officer is not sure of."""
    if not state.memo.handing:
        return None
    question = state.memo.handing[0]
    return Prompt(
        "handing", f"handing {question.name}@{question.item}", "text",
        "Noted as not sure. Who can say?",
        where(state, question),
        "A name, or a job such as Legal. It is kept with the question, and shown as waiting at the end.",
        tuple(f"{number} is {name}." for number, name in enumerate(_named(state), 1)),
        empty="nobody yet", can_be_unsure=False, question=question,
        hint="a name, or the number of one named before" if _named(state) else "a name",
    )  # fmt: skip


def _named(state: State) -> tuple[str, ...]:
    """Return who was named so far for what nobody was sure of, each once."""
    names = [answer.by for _, answer in _given(state) if answer.unsure and answer.by]
    return tuple(dict.fromkeys(names))


def take_handing(state: State, prompt: Prompt, reply: Reply) -> State:
    """Keep who can say, with today's date."""
    question = prompt.question
    assert question
    who, named = " ".join(str(reply.value).split()), _named(state)
    who = named[int(who) - 1] if who.isdigit() and 1 <= int(who) <= len(named) else who
    rest = tuple(one for one in state.memo.handing if one != question)
    if not who:
        return state.with_answer(handing=rest)
    answer = new_answer(UNSURE, {}, how="asked", by=who, on=today_of(state))
    said = (f"Waiting for {who}. The rest goes on.",)
    return state.with_answer(recorded(state, question, answer), said, handing=rest)


def speaker_prompt(state: State, question: Question) -> Prompt | None:
    """Return the prompt for who has answered a question that only a named person may answer."""
    fact = state.law.facts[question.name]
    if not fact.reserved or state.memo.speaker:
        return None
    who = fact.reserved.replace("-", " ")
    return Prompt(
        "speaker", f"speaker {question.name}@{question.item}", "text",
        f"Which {who} has answered it? Give the name.",
        where(state, question),
        fact.question,
        empty="nobody has yet", can_be_unsure=False, question=question,
    )  # fmt: skip


def take_speaker(state: State, prompt: Prompt, reply: Reply) -> State:
    """Remember who has answered; without a name the question goes on waiting."""
    del prompt
    name = " ".join(str(reply.value).split())
    return state.with_answer(speaker=name) if name else state.with_answer(focus=state.memo.focus[1:])


# The texts that an answer needs


def needed(state: State) -> Prompt | None:
    """Return the prompt for the first text that an answer lacks, or None."""
    for question, answer in _given(state):
        fact = state.law.facts.get(question.name)
        if fact and not fact.computed and not answer.unsure:
            for name in lacking(fact, answer):
                return _need_prompt(state, with_ground(state, question), fact, answer, name)
    return None


def _given(state: State) -> Iterator[tuple[Question, Answer]]:
    case = state.case
    for name, answer in (*case.authority.answers.items(), *case.answers.items()):
        yield Question(name), answer
    for part in case.parts:
        yield from ((Question(name, part=part.id), answer) for name, answer in part.answers.items())
    for item in case.items:
        yield from ((Question(name, item.id, item.part), answer) for name, answer in item.answers.items())


def _need_prompt(state: State, question: Question, fact: Fact, answer: Answer, name: str) -> Prompt:
    wanted = need_id(question, name)
    draft = state.memo.draft(wanted)
    notes = (_queried(state, question, answer, name, draft),) if draft else ()
    return Prompt(
        "need", wanted, "text",
        _need_text(state, question, fact, answer, name),
        where(state, question),
        f"{fact.question} You said: {in_words(fact, answer)}. {fact.help}",
        notes,
        question=question, text_name=name,
        default=draft, empty="it stays as it is" if draft else "",
        hint=_WHY if name == REASONS else FEW_WORDS,
    )  # fmt: skip


def _queried(state: State, question: Question, answer: Answer, name: str, draft: str) -> str:
    return f"'{draft}' {fault_in(state, question, name, answer.is_, draft)}."


def _need_text(state: State, question: Question, fact: Fact, answer: Answer, name: str) -> str:
    template = _sentence_for(fact, answer)
    if name == REASONS:
        said = filled(run_of(state, question).answers, template, answer, fact)
        plain = fact.answer == "yes-no" and said
        return (
            f"Why would you say {'' if said.startswith('that ') else 'that '}{said}?"
            if plain
            else f"Why '{answer_text(fact, answer)}'?"
        )
    if template.strip() == f"{{{name}}}" or f"{{{name}}}" not in template:
        return fact.question if template.strip() == f"{{{name}}}" else f"{name.replace('-', ' ').capitalize()}:"
    known = {key: text for key, text in answer.texts.items() if text.strip()}
    gap = answer.model_copy(update={"texts": known | {name: "___"}})
    sentence = filled(run_of(state, question).answers, template, gap, fact)
    return f"Fill the gap: {sentence}"


def _sentence_for(fact: Fact, answer: Answer) -> str:
    if isinstance(answer.is_, str) and answer.is_ in fact.says:
        return fact.says[answer.is_]
    return fact.says.get("some" if fact.answer == "any-of" else "given", "")


def take_need(state: State, prompt: Prompt, reply: Reply) -> State:
    """Record a text. A thin reason is queried once; what is then typed stands."""
    question = prompt.question
    assert question
    fact, answer = state.law.facts[question.name], answer_to(state, question)
    assert answer
    if reply.unsure:
        said = ("An answer without its words does not count, so this one is noted as not sure.",)
        return replace(not_sure(state, question, fact), said=said)
    text = _BECAUSE.sub("", str(reply.value).strip())
    fault = fault_in(state, question, prompt.text_name, answer.is_, text)
    if fault and not state.memo.draft(prompt.id):
        return state.with_answer(drafts=state.memo.drafted(prompt.id, text))
    update = {"texts": {**answer.texts, prompt.text_name: text}, "queried": "yes" if fault else answer.queried}
    case = recorded(state, question, answer.model_copy(update=update))
    return state.with_answer(case, drafts=state.memo.drafted(prompt.id, ""))
