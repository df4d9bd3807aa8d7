"""When nothing more can be asked: what waits for a named person, and what can still be done."""

from collections.abc import Iterator

from foi_rules.engine.asking import Question
from foi_rules.engine.carrying import CARRIED
from foi_rules.engine.decide import no_table, request_walks, standings
from foi_rules.engine.missing import BALANCE, can_be_asked
from foi_rules.interview.facts import fact_prompt, in_words, where
from foi_rules.interview.following import speaker_prompt
from foi_rules.interview.opening import REQUEST, year_prompt
from foi_rules.interview.prompt import Option, Prompt, Reply
from foi_rules.interview.state import State, answer_to, dated, with_item
from foi_rules.model.decision import OPEN

MORE, CREATED, RECEIVED, WORDS = "piece", "created", "received", "words"
_DONE = "Nothing more is to be asked. Next comes the letter."
_WAITS = "Nothing more can be asked of you until somebody else has answered."
_STOPS = "Nothing more can be asked as things stand: see above what is still needed. 'change' puts an answer right."
NOBODY = "nobody named yet"
MOST = 12


def end_prompt(state: State) -> Prompt:
    """Return the prompt under the decision: an answer that has come in, another piece, or leave."""
    waiting = waiting_for(state)
    options = [Option(f"waiting-{n}", f"put in the answer: {told}") for n, (_, told) in enumerate(waiting, 1)]
    head = (state.case.reference,) if state.case.reference else ()
    settled = not waiting and all(item.outcome not in OPEN for item in standings(state.law, state.case, no_table)[2])
    return Prompt(
        "end", "end", "one-of",
        _DONE if settled else _WAITS if waiting else _STOPS,
        (*head, REQUEST, "the decision"),
        choices=(*options, Option(MORE, "add another piece of information")),
        empty="save and leave", hint="a number; so far tells why; change puts an answer right", can_be_unsure=False,
    )  # fmt: skip


def request_ended(state: State) -> bool:
    """Return whether the request has ended as a whole, so that nobody need list its pieces: on cost, say."""
    walks = request_walks(state.law, state.case).values()
    return all(ended.outcome and ended.outcome not in OPEN for _, ended in walks)


def waiting_for(state: State) -> list[tuple[Question, str]]:
    """Return the questions that wait for somebody, each with its place and who it is that can say."""
    found: dict[Question, str] = {}
    walks, runs, decisions = standings(state.law, state.case, no_table)
    for part, (run, ended) in walks.items():
        for name in ended.missing if ended.outcome in OPEN else ():
            question = None if can_be_asked(run.answers, name) else _asked_of(state, Question(name, part=part))
            if question:
                found.setdefault(question, f"{_who(state, question)}: {_words(state, question)}")
    for index, (item, run, decided) in enumerate(zip(state.case.items, runs, decisions, strict=True), 1):
        names = decided.missing if decided.outcome in OPEN else ()
        for name in [name for name in names if not can_be_asked(run.answers, name)]:
            fact = state.law.facts.get(name)
            if fact and fact.reserved and decided.outcome != "escalate":
                continue
            question = _asked_of(state, Question(name, item.id, item.part))
            if question:
                place = f", on piece {index}" if question.item else ""
                found.setdefault(question, f"{_who(state, question)}{place}: {_words(state, question)}")
    return list(found.items())[:MOST]


def _asked_of(state: State, question: Question) -> Question | None:
    fact = state.law.facts.get(question.name)
    if fact is None:
        known = question.name == CREATED or question.name.startswith(BALANCE)
        return question if known else None
    return question if fact.per == "item" else question._replace(item="", part=question.part)


def _who(state: State, question: Question) -> str:
    fact = state.law.facts.get(question.name)
    if fact is None:
        return NOBODY
    if fact.reserved:
        return f"a {fact.reserved.replace('-', ' ')}"
    answer = answer_to(state, question)
    return answer.by if answer and answer.by else NOBODY


def _words(state: State, question: Question) -> str:
    fact = state.law.facts.get(question.name)
    if fact:
        return fact.question
    return "the year of the record" if question.name == CREATED else "the public interest"


def take_end(state: State, prompt: Prompt, reply: Reply) -> State:
    """Put again a question that was answered meanwhile, or ask for another piece."""
    del prompt
    if reply.empty:
        return state
    if reply.value == MORE:
        return state.with_answer(adding=True)
    number = int(str(reply.value).removeprefix("waiting-"))
    return put_again(state, waiting_for(state)[number - 1][0])


def put_again(state: State, question: Question) -> State:
    """Return the state in which a question that has an answer is put once more."""
    if question.name.startswith(BALANCE):
        item = state.item(question.item)
        ground = question.name.removeprefix(BALANCE)
        rest = {name: weighing for name, weighing in item.public_interest.items() if name != ground}
        seen = frozenset(name for name in state.memo.seen if not name.endswith(f"{question.name}@{question.item}"))
        return state.with_answer(with_item(state.case, item.model_copy(update={"public_interest": rest})), seen=seen)
    if question.name in (RECEIVED, WORDS):
        field = {RECEIVED: "received", WORDS: "request"}[question.name]
        case = state.case.model_copy(update={field: None if question.name == RECEIVED else ""})
        return state.with_answer(dated(case, state.today), seen=state.memo.seen - {question.name})
    return state.with_answer(focus=(question,))


def focused(state: State) -> Prompt | None:
    """Return the prompt for the question that is put again, or None if there is none."""
    if not state.memo.focus:
        return None
    question = state.memo.focus[0]
    if question.name == CREATED:
        return year_prompt(state, state.item(question.item))
    return speaker_prompt(state, question) or fact_prompt(state, question)


def changeable(state: State) -> Iterator[tuple[Question, str, str]]:
    """Yield every question that the officer answered, with its place, and it with its answer, in words."""
    case = state.case
    if case.received:
        yield Question(RECEIVED), REQUEST, f"The day on which it came: {case.received}"
    if case.request:
        yield Question(WORDS), REQUEST, f"What they are asking for: {case.request}"
    for name in (*case.authority.answers, *case.answers):
        question = Question(name)
        yield question, where(state, question)[-2], _answered(state, question)
    if case.kinds is not None:
        yield Question("screening.request"), REQUEST, _ticked(state, "screening.request", case.kinds)
    for item in case.items:
        place = item.title or item.id
        if item.created:
            yield Question(CREATED, item.id, item.part), place, f"From which year it is: {item.created}"
        if item.kinds is not None:
            question = Question("screening.item", item.id, item.part)
            yield question, place, _ticked(state, "screening.item", item.kinds)
        for name, answer in item.answers.items():
            if answer.how != CARRIED and name in state.law.facts:
                question = Question(name, item.id, item.part)
                yield question, place, _answered(state, question)
        for ground in item.public_interest:
            question = Question(f"{BALANCE}{ground}", item.id, item.part, ground)
            yield question, place, f"The public interest under {state.law.grounds[ground].cite}"


def _answered(state: State, question: Question) -> str:
    fact, answer = state.law.facts[question.name], answer_to(state, question)
    return f"{fact.question} {in_words(fact, answer)}" if answer else fact.question


def _ticked(state: State, name: str, kinds: tuple[str, ...]) -> str:
    fact = state.law.facts[name]
    return f"{fact.question} {'; '.join(fact.choices[kind].text for kind in kinds) or 'none of these'}"
