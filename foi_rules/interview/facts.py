"""Prompts for facts: which is asked next, the question in the rule file's words, and the record of its answer."""

from collections.abc import Iterator, Mapping

from foi_rules.engine.asking import Question
from foi_rules.engine.decide import request_run
from foi_rules.engine.kleene import Evaluation
from foi_rules.engine.leaves import TICK_LISTS, leaf_conditions, ticks
from foi_rules.engine.missing import NO_CLOSER
from foi_rules.engine.pivot import run_for
from foi_rules.engine.quality import fault_of
from foi_rules.engine.wording import answer_text, filled
from foi_rules.interview.estimate import EXAMPLE
from foi_rules.interview.opening import REQUEST, piece_name
from foi_rules.interview.prompt import UNSURE, Kind, Option, Prompt, Reply
from foi_rules.interview.state import State, answer_to, place_of, recorded
from foi_rules.model.case import Answer, Case, Item, Value
from foi_rules.model.dates import vague_date
from foi_rules.model.rule import Fact
from foi_rules.model.truth import UNKNOWN, YES

REASONS, DUTY = "reasons", "duty:"
AUTHORITY = "Your authority, once for all requests"
FEW_WORDS = "a few words, or unsure"
_KINDS: Mapping[str, Kind] = {
    "yes-no": "yes-no",
    "one-of": "one-of",
    "any-of": "any-of",
    "number": "number",
    "cost-lines": "cost-lines",
}
_HINTS: Mapping[Kind, str] = {
    "yes-no": "yes, no or unsure",
    "one-of": "a number or a word of it, or unsure",
    "any-of": "numbers such as 1 3, or none",
    "date": "a day, a month or only the year; or unsure",
    "number": "a number, or unsure",
    "cost-lines": f"lines such as: {EXAMPLE}; or unsure",
    "text": FEW_WORDS,
}
_TRIAL = Item(id="?")


def source_of(state: State, question: Question) -> Question:
    """Return a question about the authority from which the answer may follow once for all, else the question."""
    for carry in state.law.carries:
        if question.name in carry.gives and run_of(state, question).prove(carry.when).value is UNKNOWN:
            for leaf in leaf_conditions(carry.when):
                fact = state.law.facts[leaf.fact]
                if fact.per == "authority" and fact.id not in state.case.authority.answers:
                    return question._replace(name=fact.id)
    return question


def run_of(state: State, question: Question) -> Evaluation:
    """Return the evaluation that the question is about: that of its item, of its part, or of the first item."""
    if question.item:
        return run_for(state.law, state.case, question.item, question.part)
    if not state.case.parts:
        # What is asked of the whole request matters through its pieces, so the first of them stands for it.
        return run_for(state.law, *_with_a_piece(state.case))
    return request_run(state.law, state.case, next((p for p in state.case.parts if p.id == question.part), None))


def _with_a_piece(case: Case) -> tuple[Case, str, str]:
    if case.items:
        return case, case.items[0].id, case.items[0].part
    return case.model_copy(update={"items": (_TRIAL,)}), _TRIAL.id, ""


def where(state: State, question: Question) -> tuple[str, ...]:
    """Return the line that says where one is: the reference, the request or the piece, the provision."""
    law = state.law
    fact = law.facts.get(question.name)
    head = (state.case.reference,) if state.case.reference else ()
    per = fact.per if fact else "item" if question.item else "request"
    place = piece_name(state.case, question.item) if per == "item" else AUTHORITY if per == "authority" else REQUEST
    return (*head, place, cite_for(state, question))


def cite_for(state: State, question: Question) -> str:
    """Return the provision on whose account the question is asked."""
    law = state.law
    if question.ground.startswith(DUTY):
        return "before the letter"
    if question.ground in law.grounds:
        return law.grounds[question.ground].cite
    return law.facts[question.name].cite if question.name in law.facts else ""


def with_ground(state: State, question: Question) -> Question:
    """Return the question with the ground on whose account it is asked: the first open one that reads its fact."""
    law, run = state.law, run_of(state, question)
    for name in law.asking if question.item else ():
        ground = law.grounds[name]
        if run.ground(name).opened.value is YES and question.name in law.facts_read(ground.engaged_if):
            return question._replace(ground=name)
    return question


def fact_prompt(state: State, question: Question) -> Prompt:
    """Return the prompt that puts the question of a fact."""
    fact = state.law.facts[question.name]
    kind: Kind = _KINDS.get(fact.answer, "date" if fact.answer == "date" else "text")
    ticking = fact.id in TICK_LISTS
    standing = _standing(state, question)
    return Prompt(
        "fact",
        f"{fact.id}@{question.item or question.part}",
        kind,
        filled(run_of(state, question).answers, fact.question, None),
        where(state, question),
        fact.help,
        tuple(_notes(state, question, fact)),
        tuple(Option(name, choice.text) for name, choice in fact.choices.items()),
        question,
        empty=f"it stays as it is: {in_words(fact, standing)}" if standing else "",
        hint="numbers such as 1 3, or none of these" if ticking else _hint(fact, kind),
        can_be_unsure=not ticking,
        blank=_blank(fact),
    )


def _blank(fact: Fact) -> str:
    """Return the text that free words fill: the first that yes needs, where no needs no words of its own."""
    needed = fact.needed_for("yes") if fact.answer == "yes-no" and not fact.needed_for("no") else ()
    return needed[0] if needed and REASONS not in needed else ""


def _hint(fact: Fact, kind: Kind) -> str:
    """Return how to answer; which answer wants words is told, so that they can come with it."""
    if _blank(fact):
        return "in your own words, which is a yes; or no, or unsure"
    if kind != "yes-no" or not any(map(fact.needed_for, ("yes", "no"))):
        return _HINTS[kind]
    return "; ".join(f"{value}{_with_words(fact.needed_for(value))}" for value in ("yes", "no")) + "; or unsure"


def _with_words(names: tuple[str, ...]) -> str:
    if not names:
        return ""
    return ", because ..." if REASONS in names else ": ..."


def requirement_for(state: State, question: Question) -> str:
    """Return what must be done or seen to before the letter, for which the question is asked."""
    name = question.ground.removeprefix(DUTY)
    of_grounds = [(f"{g.id}.{one.id}", one) for g in state.law.grounds.values() for one in (*g.duties, *g.warnings)]
    of_sections = [(f"{section}.{one.id}", one) for section, one in state.law.releasing_duties]
    found = next((one for whole, one in (*of_grounds, *of_sections) if whole == name), None)
    return f"Before the letter: {found.says} [{found.cite}]." if found else "It is needed before the letter."


def _standing(state: State, question: Question) -> Answer | None:
    """Return the answer that stands, where the question is put again and may be left as it is."""
    if question not in state.memo.focus:
        return None
    if question.name in TICK_LISTS:
        kinds = state.item(question.item).kinds if question.item else state.case.kinds
        return None if kinds is None else new_answer(kinds, {}, how="list")
    answer = answer_to(state, question)
    return None if answer is None or answer.unsure else answer


def _notes(state: State, question: Question, fact: Fact) -> Iterator[str]:
    if question.ground.startswith(DUTY):
        yield requirement_for(state, question)
    if fact.reserved:
        yield f"This is for a {fact.reserved.replace('-', ' ')} to answer."


def in_words(fact: Fact, answer: Answer) -> str:
    """Return an answer as a person would say it: the text of the choice, with the words given."""
    said = "not sure" if answer.unsure else answer_text(fact, answer) or "none of these"
    texts = [text for name, text in answer.texts.items() if text.strip()]
    return f"{said} ({'; '.join(texts)})" if texts else said


def take_fact(state: State, prompt: Prompt, reply: Reply) -> State:
    """Record the answer to a fact, and words given with it."""
    question = prompt.question
    assert question
    fact = state.law.facts[question.name]
    how = "cue" if state.memo.cued else NO_CLOSER if _no_closer(state, question, reply) else "asked"
    if reply.empty:
        standing = _standing(state, question)
        assert standing
        kept = standing if question.name in TICK_LISTS else standing.model_copy(update={"how": how})
        return _stepped(state, question, recorded(state, question, kept))
    if reply.unsure:
        return not_sure(state, question, fact, who=reply.text)
    draft, texts = _words_given(state, question, fact, reply)
    by, on = state.memo.speaker, today_of(state) if state.memo.speaker else ""
    case = recorded(state, question, new_answer(reply.value, texts, how=how, by=by, on=on))
    drafts = state.memo.drafted(*draft) if draft else state.memo.drafts
    seen = state.seen(shown(prompt)) if prompt.kind == "any-of" else state.memo.seen
    return _stepped(state, question, case, drafts=drafts, seen=seen)


def _no_closer(state: State, question: Question, reply: Reply) -> bool:
    """Return whether a date that was too vague is given no more closely when it is asked for again."""
    before = answer_to(state, question)
    known = before is not None and not before.unsure and question not in state.memo.focus
    if not known or state.law.facts[question.name].answer != "date" or reply.unsure or reply.empty:
        return False
    day = vague_date(str(reply.value))
    return day.first != day.last


def _stepped(state: State, question: Question, case: Case, said: tuple[str, ...] = (), **memo: object) -> State:
    focus = tuple(one for one in state.memo.focus if one != question)
    cued = state.memo.cued and bool(focus)
    return state.with_answer(case, said, focus=focus, speaker="", cued=cued, **memo)


def _words_given(
    state: State, question: Question, fact: Fact, reply: Reply
) -> tuple[tuple[str, str] | None, dict[str, str]]:
    """Return a text that is to be looked at once more, by the id of its prompt, and the texts that stand."""
    if not reply.text:
        return None, {}
    needed = fact.needed_for(reply.value)
    name = REASONS if REASONS in needed or not needed else needed[0]
    if name in needed and fault_in(state, question, name, reply.value, reply.text):
        return (need_id(question, name), reply.text), {}
    return None, {name: reply.text}


def fault_in(state: State, question: Question, name: str, value: Value, text: str) -> str:
    """Return what is wrong with a text that has to tell something about this very piece, or "".

    Those are reasons, and texts that stand in the letter as they are. A place, a name or a date is neither.
    """
    fact = state.law.facts[question.name]
    if name not in (REASONS, fact.alone(str(value))):
        return ""
    return fault_of(text, fact.question) or _said_before(state, question, name, text)


def _said_before(state: State, question: Question, name: str, text: str) -> str:
    """Return that the same words stand at another piece, if they do."""
    words = " ".join(text.lower().split())
    for item in state.case.items if question.item else ():
        answer = item.answers.get(question.name) if item.id != question.item else None
        if answer and " ".join(answer.texts.get(name, "").lower().split()) == words:
            title = item.title or item.id
            return f"stands word for word at '{title}' as well; say what is the same kind of words here, or keep it"
    return ""


def new_answer(value: Value, texts: Mapping[str, str], how: str, by: str = "", on: str = "") -> Answer:
    """Return an answer as a case holds it."""
    given = {"is": value, "texts": dict(texts), "how": how, "by": by, "on": on}
    return Answer.model_validate(given)


def today_of(state: State) -> str:
    """Return the day of the interview as a case file writes it."""
    return state.today.isoformat()


def not_sure(state: State, question: Question, fact: Fact, who: str = "") -> State:
    """Record "not sure": what is presumed counts, else somebody is asked for who can say, unless one is named."""
    by, on = who, today_of(state) if who else ""
    case = recorded(state, question, new_answer(UNSURE, {}, how="asked", by=by, on=on))
    waits = f"Waiting for {who}. The rest goes on." if who else ""
    if fact.presumed is not None:
        shown = fact.choices[fact.presumed].text if fact.presumed in fact.choices else fact.presumed
        said = f"Noted as not sure. Here that counts as: {shown}."
        return _stepped(state, question, case, (said, waits) if waits else (said,))
    if who:
        return _stepped(state, question, case, (waits,))
    return _stepped(state, question, case, handing=(*state.memo.handing, question))


def shown(prompt: Prompt) -> str:
    """Return by what it is remembered that the list of a prompt has been before the officer."""
    return f"shown {prompt.question.name}" if prompt.question else ""


def told(state: State, prompt: Prompt) -> str:
    """Return the answer that stands to the question of a prompt, in words."""
    question = prompt.question
    answer = answer_to(state, question) if question else None
    if question and question.name in TICK_LISTS:
        kinds = place_of(state.case, question).kinds
        answer = new_answer(kinds or (), {}, how="list")
    return in_words(state.law.facts[question.name], answer) if question and answer else "noted"


def need_id(question: Question, name: str) -> str:
    """Return the id of the prompt for a text."""
    return f"{name} of {question.name}@{question.item or question.part}"


def lacking(fact: Fact, answer: Answer) -> list[str]:
    """Return the texts that the answer lacks, the reasons last."""
    found = [name for name in fact.needed_for(ticks(fact, answer)) if not answer.texts.get(name, "").strip()]
    return sorted(found, key=lambda name: name == REASONS)
