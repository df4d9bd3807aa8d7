"""Why a question is asked, what each answer would do, and the law behind it."""

from collections.abc import Iterator

from foi_rules.engine.alternatives import alternatives, answered
from foi_rules.engine.asking import Question, next_question
from foi_rules.engine.kleene import Evaluation
from foi_rules.engine.leaves import TICK_LISTS, leaf_conditions
from foi_rules.engine.missing import BALANCE
from foi_rules.engine.regimes import ended_of
from foi_rules.interview.facts import requirement_for, run_of
from foi_rules.interview.prompt import Prompt
from foi_rules.interview.state import State
from foi_rules.interview.view import Line
from foi_rules.model.case import Case
from foi_rules.model.rule import AnyOf, Fact, FindingIs, Ground
from foi_rules.model.rulebook import Law
from foi_rules.model.truth import NO, UNKNOWN, YES

_OUTCOMES = {
    "disclose": "it goes out",
    "withhold": "it is withheld",
    "not-held": "it is answered as not held",
    "neither-confirm-nor-deny": "it is neither confirmed nor denied",
    "elsewhere": "it is answered as within easy reach",
}
_FEW = 4


def reasons_for_asking(state: State, prompt: Prompt) -> Iterator[Line]:
    """Yield why the prompt is put, what each answer would do, and its help and examples."""
    question = prompt.question
    if question and (question.name in state.law.facts or question.name.startswith(BALANCE)):
        yield from _purpose(state, question)
        if prompt.topic == "fact":
            yield from _effects(state, question)
    if prompt.help:
        yield Line(prompt.help)
    fact = state.law.facts.get(question.name) if question else None
    if fact and fact.consider:
        yield Line("Think of:")
        yield from (Line(f"- {text}", 1) for text in fact.consider.values())
    if fact and fact.presumed and not fact.reserved and prompt.topic == "fact":
        shown = fact.choices[fact.presumed].text if fact.presumed in fact.choices else fact.presumed
        yield Line(f"Not sure counts here as: {shown}.")


def _purpose(state: State, question: Question) -> Iterator[Line]:
    law = state.law
    if question.ground.startswith("duty:"):
        yield Line(requirement_for(state, question), style="strong")
    elif question.ground in law.grounds:
        ground = law.grounds[question.ground]
        yield Line(f"It helps to decide whether {ground.cite} applies: {ground.gist}.", style="strong")
    else:
        opened = [law.grounds[name] for name in opens(law, question.name)]
        if opened:
            yield Line(f"It opens or closes {listed([one.cite for one in opened])}.", style="strong")
        held = [
            step for step in law.order.steps if step.holds and question.name in law.facts_read(FindingIs(step.holds))
        ]
        for step in held:
            yield Line(f"It can stop a piece. {step.says}", style="" if opened else "strong")
        if not opened and not held and question.name in law.facts:
            yield Line(f"It is needed under {law.facts[question.name].cite}.", style="strong")


def opens(law: Law, fact: str) -> tuple[str, ...]:
    """Return the ids of the grounds whose screening reads the fact."""
    return tuple(g.id for g in law.grounds.values() if g.opened_by and fact in law.facts_read(g.opened_by))


def _effects(state: State, question: Question) -> Iterator[Line]:
    """Yield for each answer what the engine makes of it; of a tick list, what its ticks open."""
    fact = state.law.facts[question.name]
    if fact.id in TICK_LISTS:
        yield from _ticks(state.law, fact)
    if fact.answer not in ("yes-no", "one-of"):
        return
    run = run_of(state, question)
    effects: dict[str, list[str]] = {}
    for option in alternatives(run.answers, question.name):
        label = fact.choices[str(option)].text if option in fact.choices else str(option)
        effects.setdefault(_effect(state, question, run, option), []).append(label)
    for effect, labels in effects.items():
        yield Line(f"If {' or '.join(labels)}: {effect}", 1)


def _ticks(law: Law, fact: Fact) -> Iterator[Line]:
    doors = [
        (ground, leaf) for ground in law.grounds.values() for leaf in leaf_conditions(ground.opened_by or AnyOf(()))
    ]
    for name, choice in fact.choices.items():
        cites = [ground.cite for ground, leaf in doors if (leaf.fact, leaf.choice) == (fact.id, name)]
        if cites:
            yield Line(f"{choice.text}: opens {listed(cites)}", 1)


def _effect(state: State, question: Question, run: Evaluation, option: object) -> str:
    after = Evaluation(answered(run.answers, {question.name: option}))
    ended = ended_of(after)
    if ended.held_at and ended.outcome == "escalate":
        return _lower(ended.held_at.says or "it stops here until a named person has answered.")
    if question.item and (ended.outcome or "disclose") in _OUTCOMES:
        told = _OUTCOMES[ended.outcome or "disclose"]
        grounds = ", ".join(proof.ground.cite for proof in ended.relied_on)
        return f"{told}{' under ' + grounds if grounds else ''}."
    parts = [*moved(run, after), *_next(state, question, after)]
    told = "; ".join(parts) or "the other questions go on"
    return told if told.endswith("?") else f"{told}."


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def moved(run: Evaluation, after: Evaluation) -> Iterator[str]:
    """Yield what the answer closes and opens."""
    before = {name: run.ground(name) for name in run.answers.law.grounds}
    gone = [
        proof.ground.cite
        for name, proof in before.items()
        if proof.opened.value is not NO
        and proof.relied_on.value is UNKNOWN
        and after.ground(name).relied_on.value is NO
    ]
    new = [
        p.ground.cite for n, p in before.items() if p.opened.value is not YES and after.ground(n).opened.value is YES
    ]
    if new:
        yield f"{listed(new)} must be looked at"
    if gone:
        yield f"{listed(gone)} {'falls' if len(gone) == 1 else 'fall'} away"


def _next(state: State, question: Question, after: Evaluation) -> Iterator[str]:
    case = _case_of(after, state.case)
    follows = next_question(state.rulebook, case)
    if follows and follows.item == question.item and follows.name in state.law.facts and follows.name != question.name:
        asked = state.law.facts[follows.name].question.rstrip("?.")
        yield f"then: {asked}?"


def _case_of(run: Evaluation, case: Case) -> Case:
    item = run.answers.item
    if item is None:
        return run.answers.case
    items = tuple(item if one.id == item.id else one for one in case.items)
    return run.answers.case.model_copy(update={"items": items})


def law_behind(state: State, prompt: Prompt) -> Iterator[Line]:
    """Yield the provision in question: its gist, precedents, evidence and common mistakes."""
    question = prompt.question
    grounds = _grounds_for(state, question) if question else []
    if not grounds:
        cite = prompt.where[-1] if prompt.where else ""
        yield Line(f"{cite}." if any(char.isdigit() for char in cite) else "No provision stands behind this one.")
        return
    fact = state.law.facts.get(question.name) if question else None
    if fact and fact.cite not in [ground.cite for ground in grounds]:
        yield Line(f"This question: {fact.cite}.")
    if len(grounds) > 1:
        yield Line("It concerns these grounds:")
        yield from (Line(f"- {ground.cite}: {ground.gist}.", 1) for ground in grounds)
        return
    yield from _ground(grounds[0])


def _grounds_for(state: State, question: Question) -> list[Ground]:
    law = state.law
    name = question.ground.removeprefix("duty:")
    if question.name.startswith(BALANCE):
        name = question.name.removeprefix(BALANCE)
    if name in law.grounds:
        return [law.grounds[name]]
    if name:
        return [ground for ground in law.grounds.values() if name.startswith(f"{ground.id}.")]
    return [law.grounds[one] for one in opens(law, question.name)]


_KINDS = {
    "absolute": "An absolute exemption: no public interest test follows.",
    "qualified": "A qualified exemption: the public interest is weighed as well.",
    "other": "Not an exemption, but a ground of its own.",
}


def _ground(ground: Ground) -> Iterator[Line]:
    yield Line(f"{ground.cite}: {ground.gist}.", style="strong")
    yield Line(_KINDS[ground.kind])
    told = (
        ("Decisions and judgments", [f"{one.cite}: {one.says}" for one in ground.precedents]),
        ("Evidence to keep", list(ground.evidence)),
        ("Common mistakes", list(ground.mistakes)),
    )
    for title, lines in told:
        if lines:
            yield Line(title, style="heading")
            yield from (Line(f"- {line}", 1) for line in lines)


def listed(cites: list[str]) -> str:
    """Return the cites in a row, with how many more there are than fit."""
    return ", ".join(cites) if len(cites) <= _FEW else f"{', '.join(cites[:_FEW])} and {len(cites) - _FEW} more"
