"""Which questions stand together on one page, and the page that lies open: a heading, and one to eight lines.

A page is layout alone. Every line is a question with an answer, a reason and a place in the proof of its own; the
engine decides again after each, and lines that have become needless are not put.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from foi_rules.engine.asking import Question, questions_together
from foi_rules.engine.decide import WHOLE, item_run
from foi_rules.engine.kleene import Evaluation
from foi_rules.engine.missing import BALANCE, can_be_asked, missing_for
from foi_rules.engine.pivot import Pivots
from foi_rules.engine.wording import has_gaps
from foi_rules.interview.facts import AUTHORITY, DUTY, fact_prompt, run_of, source_of
from foi_rules.interview.left import about_left
from foi_rules.interview.offering import offer_of
from foi_rules.interview.opening import PEOPLE
from foi_rules.interview.prompt import Prompt
from foi_rules.interview.standing import further_grounds
from foi_rules.interview.state import State
from foi_rules.model.case import Case, Item
from foi_rules.model.rule import AllOf, AnyOf, Condition, Fact, FactIs, FindingIs, Not
from foi_rules.model.rulebook import Law
from foi_rules.model.truth import UNKNOWN, YES

MOST = 8
"""How many lines a page has at most."""
_CHECKS, _ONCE = "checks", "authority"
_TRIAL = Item(id="?")
FOLLOWING = ("need", "handing", "speaker")
"""What an answer may bring up: it belongs to the line of that answer."""
_SIDES = ("factors", "weight", "conclusion", "balance-reasons")
_TITLES = {
    "pieces": "The pieces of information",
    "year": "The pieces of information",
    "cues": "Looking again",
    "for_disclosure": "Public interest, 1 of 3: what the public would get",
    "for_maintaining": "Public interest, 2 of 3: what would be lost",
    "balance": "Public interest, 3 of 3: which is heavier",
    "weighing": "Public interest: answering under the other law alone",
    "apply": "The same for other pieces",
    "remainder": "What is left of it",
    "note": "A note",
    "instead": "Public interest, 3 of 3: which is heavier",
    "end": "The decision so far",
}


@dataclass(frozen=True, slots=True)
class Page:
    """What is put at one time: `lines`, of which the first waits for its answer, under one heading.

    `id` tells the page from all others; `answered` says how many lines of it have been answered already, `offer` what
    could be taken over from an earlier piece; `left` is about how many lines are still to come, 0 where that cannot
    be said; `listed` are the ids of the lines that it showed when it was opened. `lines` after the first are those
    that can matter as things stand.
    """

    id: str
    title: str
    lines: tuple[Prompt, ...]
    answered: int = 0
    offer: str = ""
    left: int = 0
    listed: tuple[str, ...] = ()

    @property
    def line(self) -> Prompt:
        """Return the line that waits for its answer."""
        return self.lines[0]

    @property
    def number(self) -> int:
        """Return the number of the line that waits: the one under which the page showed it, if it is known."""
        return self.listed.index(self.line.id) + 1 if self.line.id in self.listed else self.answered + 1

    @property
    def count(self) -> int:
        """Return how many lines the page has had so far, with those that an answer brought up."""
        return max(len(self.listed), self.answered + len(self.lines))

    @property
    def fresh(self) -> bool:
        """Return whether nothing on it has been answered."""
        return self.answered == 0


def page_key(law: Law, question: Question) -> str:
    """Return what names the page of a question: questions with the same key share one."""
    fact = law.facts.get(question.name)
    place = question.item if fact is None or fact.per == "item" else question.part.removeprefix(WHOLE.id)
    if question.ground.startswith(DUTY):
        return f"{_CHECKS}@{place}"
    if fact is None:
        return f"{question.name}@{place}"
    if fact.per == "authority":
        return f"{_ONCE}@"
    card = law.card_of.get(fact.id)
    return f"{card.id if card else question.ground}@{place}"


def title_of(law: Law, question: Question) -> str:
    """Return the heading of the page of a question."""
    fact = law.facts.get(question.name)
    if question.ground.startswith(DUTY):
        return "Checks"
    if fact is not None and fact.per == "authority":
        return AUTHORITY
    card = law.card_of.get(question.name)
    if card:
        return card.title
    ground = law.grounds.get(question.ground.removeprefix(BALANCE))
    if ground is None:
        return ""
    told = ground.label or ground.gist
    return f"{told[:1].upper()}{told[1:]}: {ground.cite}"


def questions_now(state: State, *, whole: bool = False) -> tuple[Question, ...]:
    """Return the questions of the engine that are put together now, () if none is left.

    Of a page that lies open only the next, unless the `whole` is wanted: its others were shown when it was opened.

    Before there are any pieces what may matter to some piece is asked: one about which nothing is known stands
    in for them.
    """
    if not state.case.items:
        return _of_the_request(state, whole)
    law, room = state.law, _room(state, whole)
    found = _each_once(questions_together(state.rulebook, state.case, lambda one: page_key(law, one), room))
    if not found:
        return _beyond(state)[:MOST]
    source = source_of(state, found[0])
    return (found[0], *(one for one in found[1:] if not gated(state, one))) if source == found[0] else (source,)


def _each_once(questions: tuple[Question, ...]) -> tuple[Question, ...]:
    """Return the questions without those that stand there already: two checks may wait for one answer."""
    found: dict[Question, Question] = {}
    for one in questions:
        found.setdefault(one._replace(ground=""), one)
    return tuple(found.values())


def _room(state: State, whole: bool) -> Callable[[str], int]:
    open_ = "" if whole else state.memo.page.partition("#")[0]
    return lambda key: 1 if key == open_ and len(state.memo.lines) < MOST else MOST


def gated(state: State, question: Question) -> bool:
    """Return whether the question counts only beside an answer, or can be put only with words, not given yet."""
    gates, fact = state.law.gates.get(question.name, ()), state.law.facts.get(question.name)
    text = fact.question if fact else ""
    ground = state.law.grounds.get(question.ground)
    if not gates and "{" not in text and ground is None:
        return False
    run = run_of(state, question)
    if ground is not None and all([*_later(state.law, run, ground.engaged_if, question.name)] or [False]):
        return True
    shut = bool(gates) and not any(run.prove(gate).value is YES for gate in gates)
    return shut or has_gaps(run.answers, text)


def _later(law: Law, run: Evaluation, condition: Condition, name: str) -> Iterator[bool]:
    """Yield for each place where the condition reads the fact whether another way to meet it is still open there.

    "What is left today?" matters only once "is it over?" is answered, so it does not stand beside it.
    """
    if isinstance(condition, FindingIs):
        yield from _later(law, run, law.findings[condition.finding].met_if, name)
    elif isinstance(condition, Not):
        yield from _later(law, run, condition.child, name)
    elif isinstance(condition, AllOf | AnyOf):
        waiting = False
        for child in condition.children:
            if name in law.facts_read(child):
                places = list(_later(law, run, child, name)) or [False]
                yield from [waiting or place for place in places]
            waiting = waiting or (isinstance(condition, AnyOf) and run.prove(child).value is UNKNOWN)
    elif isinstance(condition, FactIs) and condition.fact == name:
        yield False


def _of_the_request(state: State, whole: bool) -> tuple[Question, ...]:
    """Return the questions about the request itself: those that its steps wait for, and all of its own first page."""
    law, case = state.law, state.case.model_copy(update={"items": (_TRIAL,)})
    room = _room(state, whole)
    found = questions_together(state.rulebook, case, lambda one: page_key(law, one), room)
    own = tuple(_whole(one) for one in found if _per(law, one) not in ("item", ""))
    card = law.card_of.get(own[0].name) if own else None
    turned = _if_it_turned(law, case, {one.name for one in own})
    if not turned or (card and card != law.card_of[turned[0].name]):
        return own
    together = (*own, *turned) if card else turned
    return tuple(sorted(together, key=lambda one: law.screening.index(one.name)))[: room(page_key(law, together[0]))]


def _whole(question: Question) -> Question:
    return question._replace(item="", part=question.part.removeprefix(WHOLE.id))


def _per(law: Law, question: Question) -> str:
    return law.facts[question.name].per if question.name in law.facts else ""


def _if_it_turned(law: Law, case: Case, asked: set[str]) -> tuple[Question, ...]:
    """Return the lines of screening about the request that can matter to a piece once another law decides on it.

    Whether it turns is asked piece by piece, and the page about the request must not wait for that (s.39(2)).
    """
    walk = item_run(law, case, _TRIAL)
    turning = {name: YES for name in law.turning if walk.ground(name).relied_on.value is UNKNOWN}
    waiting = [
        name
        for name in law.screening
        if name in law.card_of and name not in asked and _unanswered_of_request(walk, law.facts[name])
    ]
    if not turning or not waiting:
        return ()
    pivots = Pivots(item_run(law, case, _TRIAL, given=turning))
    return tuple(Question(name) for name in waiting if pivots.matters(name))


def _unanswered_of_request(run: Evaluation, fact: Fact) -> bool:
    return fact.per == "request" and run.answers.answer(fact) is None and can_be_asked(run.answers, fact.id)


def _beyond(state: State) -> tuple[Question, ...]:
    """Return the questions of a further ground of the pieces that are looked at beyond the first sound one."""
    for item in state.case.items:
        run = item_run(state.law, state.case, item) if item.id in state.memo.more else None
        for ground in further_grounds(run) if run else ():
            names = missing_for(run.answers, run.ground(ground)) if run else ()
            asked = [name for name in names if run and _can_be_put(run, name)]
            if asked:
                return tuple(Question(name, item.id, item.part, ground) for name in asked)
    return ()


def _can_be_put(run: Evaluation, name: str) -> bool:
    """Return whether it can be put: the day of the request (`made`) or of deciding is no question of the rules."""
    known = name in run.answers.law.facts or name == "created" or name.startswith(BALANCE)
    return known and can_be_asked(run.answers, name)


def opened(state: State, key: str, title: str, lines: tuple[Prompt, ...]) -> Page:
    """Return the page with these lines: the one that lies open if it has the key and room, else a new one."""
    base, _, number = state.memo.page.partition("#")
    count = len(state.memo.lines)
    if base != key:
        return _page(key, title, lines[:MOST], 0)
    if count >= MOST and lines[0].id not in state.memo.lines and lines[0].topic not in FOLLOWING:
        return _page(f"{key}#{int(number or 1) + 1}", title, lines[:MOST], 0)
    return _page(state.memo.page, title, lines[: max(MOST - count, 1)], count)


def _page(name: str, title: str, lines: tuple[Prompt, ...], count: int) -> Page:
    return Page(name, title, tuple(replace(line, page=name, title=title) for line in lines), count)


def turned_over(state: State, prompt: Prompt) -> State:
    """Return the state in which the prompt counts as answered on its page; `state` is the one after its answer."""
    memo = state.memo
    before = memo.lines if memo.page == prompt.page else ()
    line = () if prompt.topic in FOLLOWING or prompt.id in before else (prompt.id,)
    return replace(state, memo=replace(memo, page=prompt.page, title=prompt.title, lines=(*before, *line)))


def fact_page(state: State, questions: tuple[Question, ...]) -> Page:
    """Return the page with the questions of facts; with what could be taken over, where it has just been opened."""
    lines = tuple(fact_prompt(state, one) for one in questions)
    page = opened(state, page_key(state.law, questions[0]), title_of(state.law, questions[0]), lines)
    offer = offer_of(state, page.lines) if len(state.case.items) > 1 and page.fresh else ""
    return replace(page, offer=offer, left=about_left(state, questions[0]) if page.fresh else 0)


def prompt_page(state: State, prompt: Prompt) -> Page:
    """Return the page with a prompt that stands alone, or that follows from a line of the page that lies open."""
    question = prompt.question
    if prompt.topic in FOLLOWING and question:
        if any(line.startswith(f"{question.name}@") for line in state.memo.lines):
            return opened(state, state.memo.page.partition("#")[0], state.memo.title, (prompt,))
        return opened(state, page_key(state.law, question), title_of(state.law, question), (prompt,))
    if prompt.topic in _SIDES and question:
        part = prompt.text_name.partition("/")[0] or "balance"
        # Which law it is decided under is no weighty matter: all of it stands on one page.
        part = "weighing" if question.name.removeprefix(BALANCE) in state.law.turning else part
        return opened(state, f"{part}@{question.name}@{question.item or question.part}", _TITLES[part], (prompt,))
    if prompt.topic == "instead" and state.memo.page.startswith("balance@"):
        return opened(state, state.memo.page, state.memo.title, (prompt,))
    if prompt.topic == "split":
        people = Question(PEOPLE, prompt.id.partition("@")[2])
        return opened(state, page_key(state.law, people), title_of(state.law, people), (prompt,))
    if prompt.topic in _TITLES:
        place = f"@{question.item}" if question and prompt.topic == "cues" else ""
        return opened(state, f"{prompt.topic}{place}", _TITLES[prompt.topic], (prompt,))
    return opened(state, prompt.topic, "", (prompt,))
