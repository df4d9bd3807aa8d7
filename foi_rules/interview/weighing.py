"""The public interest of one qualified ground, in the officer's words: both sides, which is heavier, and why.

The steps follow design section 4: nothing is chosen beforehand, even means release, and only keeping needs
support on both sides. Source: FOISA s.2(1)(b).
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal

from foi_rules.engine.asking import Question
from foi_rules.engine.balance import MAINTAINING, unsupported
from foi_rules.engine.missing import BALANCE
from foi_rules.engine.quality import fault_of, rejected_in
from foi_rules.engine.reasons import reasons_for
from foi_rules.interview.facts import run_of, where
from foi_rules.interview.prompt import UNSURE, Misread, Option, Prompt, Reply
from foi_rules.interview.standing import as_sentence
from foi_rules.interview.state import State, place_of, with_place
from foi_rules.model.case import Case, Part, Weighed, Weighing
from foi_rules.model.rule import Factor, Ground

Side = Literal["for_disclosure", "for_maintaining"]
SIDES: tuple[Side, ...] = ("for_disclosure", "for_maintaining")
_ASKED: Mapping[Side, str] = {
    "for_disclosure": "What would the public get from this being known?",
    "for_maintaining": "What would be lost by it?",
}
_HELP: Mapping[Side, str] = {
    "for_disclosure": "A fact here, not openness at large. Good: 'Shows why the cheaper bid lost'. Poor: "
    "'Transparency'.",
    "for_maintaining": "Only what this ground protects. Good: 'The harm above, in the one tender planned'. Poor: 'Bad "
    "publicity'.",
}
_SIDE_NAMES: Mapping[Side, str] = {"for_disclosure": "disclosure", "for_maintaining": "maintaining"}
_CONCLUSIONS = (
    Option("disclosure-outweighs", "release"),
    Option("even", "even"),
    Option(MAINTAINING, "keeping"),
)
OWN, MOST = "own", 8
"""The choice of one's own words, and how many factors are offered on a side."""
HARM, ABOVE = "the-harm", "the harm is set out above"
"""The general factor that stands for the harm of the ground: it was written already, and is offered as it stands."""


def weighing_prompt(state: State, question: Question) -> Prompt:
    """Return the next prompt of the weighing for the ground of the question."""
    ground = state.law.grounds[question.name.removeprefix(BALANCE)]
    weighing = standing(state, question)
    for side in SIDES:
        if not getattr(weighing, side) and _id(side, question) not in state.memo.seen:
            return _factors(state, question, ground, side)
        wanted = (*getattr(weighing, side), *_forgotten(ground, side, weighing))
        bare = next((one for one in wanted if not one.why.strip()), None)
        if bare is not None:
            return _weight(state, question, ground, side, bare)
    if weighing.conclusion in (None, UNSURE) or _unsupported_sides(weighing):
        return _conclusion(state, question, ground, weighing)
    return _reasons(state, question, weighing)


def _forgotten(ground: Ground, side: Side, weighing: Weighing) -> tuple[Weighed, ...]:
    """Return the factors that must be weighed on a side and are not there (FOISA s.29(3))."""
    there = {one.id for one in getattr(weighing, side)}
    own = getattr(ground.balance, side) if ground.balance else ()
    return tuple(Weighed(id=one.id) for one in own if one.must_weigh and one.id not in there)


def standing(state: State, question: Question) -> Weighing:
    """Return the weighing as far as it has come."""
    ground = question.name.removeprefix(BALANCE)
    return place_of(state.case, question).public_interest.get(ground, Weighing())


def _unsupported_sides(weighing: Weighing) -> bool:
    return weighing.conclusion == MAINTAINING and any(not getattr(weighing, side) for side in SIDES)


def _id(step: str, question: Question) -> str:
    return f"{step} {question.name}@{question.item or question.part}"


def _where(state: State, question: Question, ground: Ground) -> tuple[str, ...]:
    return (*where(state, question)[:-1], f"{ground.cite}, public interest")


def _factors(state: State, question: Question, ground: Ground, side: Side) -> Prompt:
    harm = _harm(state, question, ground) if side == "for_maintaining" else ""
    listed = offered(state, ground, side, harm=bool(harm))
    return Prompt(
        "factors", _id(side, question), "any-of",
        _ASKED[side],
        _where(state, question, ground),
        _HELP[side],
        ("Even means release, and the exemption alone decides nothing.",) if side == "for_disclosure" else
        (f"The harm, as you wrote it: {harm}",) if harm else (),
        (*(Option(one.id, one.text) for one in listed), Option(OWN, "something else, in your own words")),
        question, text_name=side,
        hint="numbers such as 1 3, or none; your own words after own: as in 1 3 own: it shows who scored",
        can_be_unsure=False,
    )  # fmt: skip


def offered(state: State, ground: Ground, side: Side, harm: bool = False) -> tuple[Factor, ...]:
    """Return the ground's own factors for one side, then general ones, none twice, and no more than can be read.

    Where its `harm` has been written, that stands first.
    """
    own = getattr(ground.balance, side) if ground.balance else ()
    general = getattr(state.law.public_interest.factors, side)
    found = {one.id: one for one in (*general, *own)}
    names = list(dict.fromkeys(one.id for one in (*own, *general)))
    if harm and HARM in found:
        names = [HARM, *(name for name in names if name != HARM)]
    return tuple(found[name] for name in names[: max(MOST, len(own))])


def _texts(state: State, ground: Ground, side: Side) -> dict[str, str]:
    own = getattr(ground.balance, side) if ground.balance else ()
    return {one.id: one.text for one in (*getattr(state.law.public_interest.factors, side), *own)}


def take_factors(state: State, prompt: Prompt, reply: Reply) -> State:
    """Note what is to be weighed on one side."""
    question = prompt.question
    assert question
    side: Side = "for_disclosure" if prompt.text_name == "for_disclosure" else "for_maintaining"
    chosen = [name for name in reply.value if name != OWN]
    if OWN in reply.value and not reply.text:
        raise Misread("Say it after a colon, such as 'own: it shows which bid was cheaper'.")
    said = [text.strip() for text in reply.text.split(";") if text.strip()]
    for text in said:
        for entry in rejected_in(text, _SIDE_NAMES[side], state.law.public_interest):
            raise Misread(f"'{text}' does not count. {entry.says}")
    weighed = [*(Weighed(id=name) for name in chosen), *(Weighed(text=text) for text in dict.fromkeys(said))]
    return _kept(state, question, {side: tuple(weighed)}, seen=state.seen(prompt.id))


def _weight(state: State, question: Question, ground: Ground, side: Side, one: Weighed) -> Prompt:
    text = one.text or _texts(state, ground, side).get(one.id, one.id)
    wanted = _id(f"{side}/{one.id or one.text}", question)
    draft = state.memo.draft(wanted)
    own = getattr(ground.balance, side) if ground.balance else ()
    must = any(factor.id == one.id and factor.must_weigh for factor in own)
    way = "for release" if side == "for_disclosure" else "for keeping"
    bare = draft.endswith(":")
    harm = _harm(state, question, ground) if one.id == HARM and not draft else ""
    asked, hint = _how_heavy(draft.rstrip(":") if bare else "", bool(harm), must)
    return Prompt(
        "weight", wanted, "weight",
        f"{text[:1].upper()}{text[1:]} ({way}): {asked}",
        _where(state, question, ground),
        "Little, some or great, then one fact from this piece that shows it.",
        (f"The harm, as you wrote it: {harm}",) if harm else tuple(_queries(state, draft, side)),
        question=question, text_name=f"{side}/{one.id or one.text}",
        default=draft, empty="it stays as it is" if draft and not bare else "",
        hint=hint, can_be_unsure=not must,
    )  # fmt: skip


def _how_heavy(bare: str, written: bool, must: bool) -> tuple[str, str]:
    """Return what is asked of a factor and how to answer: its weight, or why it has the weight that was given."""
    if bare:
        return f"why {bare}?", "One fact from this piece."
    if written:
        return "how heavy is it here?", "little, some or great; what you wrote is the reason"
    left_out = "" if must else "; or unsure, to leave it out"
    return "how heavy is that here, and why?", f"little, some or great, because ...{left_out}"


def _harm(state: State, question: Question, ground: Ground) -> str:
    """Return the harm of the ground as the officer wrote it, which the letter gives as the reason; "" if none is."""
    if not any(state.law.facts[name].alone() for name in state.law.facts_read(ground.engaged_if)):
        return ""
    run = run_of(state, question)
    return " ".join(map(as_sentence, reasons_for(run.answers, run.ground(ground.id))))


def _queries(state: State, draft: str, side: Side) -> list[str]:
    """Return what speaks against a reason: that it carries no weight here, or that it tells nothing."""
    why = draft.partition(":")[2].strip() if draft else ""
    if not why:
        return []
    told = [f"'{why}': {entry.says}" for entry in rejected_in(why, _SIDE_NAMES[side], state.law.public_interest)]
    fault = fault_of(why)
    return [*told, *([f"'{why}' {fault}."] if fault and not told else [])]


def take_weight(state: State, prompt: Prompt, reply: Reply) -> State:
    """Record how heavy a factor is and why. A reason that carries no weight, or is thin, is queried once."""
    question = prompt.question
    assert question
    side: Side = "for_disclosure" if prompt.text_name.startswith("for_disclosure/") else "for_maintaining"
    name = prompt.text_name.partition("/")[2]
    if reply.unsure:
        rest = tuple(one for one in getattr(standing(state, question), side) if (one.id or one.text) != name)
        return _kept(state, question, {side: rest}, seen=state.seen(_id(side, question)))
    weight, why = str(reply.value), reply.text.strip()
    if reply.empty:
        weight, _, why = (part.strip() for part in str(reply.value).partition(":"))
    ground = state.law.grounds[question.name.removeprefix(BALANCE)]
    # The letter has the harm above the weighing; a copy of it would be read twice, and go stale when it is changed.
    why = why or (ABOVE if name == HARM and _harm(state, question, ground) else "")
    if not why:
        return state.with_answer(drafts=state.memo.drafted(prompt.id, f"{weight}:"))
    draft = f"{weight}: {why}"
    before = state.memo.draft(prompt.id)
    if (not before or before.endswith(":")) and _queries(state, draft, side):
        return state.with_answer(drafts=state.memo.drafted(prompt.id, draft))
    weighed = getattr(standing(state, question), side)
    if all((one.id or one.text) != name for one in weighed):
        weighed = (*weighed, Weighed(id=name))
    changed = tuple(
        one.model_copy(update={"weight": weight, "why": why}) if (one.id or one.text) == name else one
        for one in weighed
    )
    return _kept(state, question, {side: changed}, drafts=state.memo.drafted(prompt.id, ""))


def _conclusion(state: State, question: Question, ground: Ground, weighing: Weighing) -> Prompt:
    can_keep = all(getattr(weighing, side) for side in SIDES)
    options = _CONCLUSIONS if can_keep else _CONCLUSIONS[:2]
    notes = _columns(state, ground, weighing)
    lacking = (
        _one_sided(weighing)
        if can_keep
        else ("Keeping it back would need a factor on each side; 'back' leads to them.",)
    )
    return Prompt(
        "conclusion", _id("conclusion", question), "one-of",
        "Even means release. Which is heavier: release, even or keeping?",
        _where(state, question, ground),
        "Set one side against the other; the number of lines says nothing. Not sure? Then a named person decides.",
        (*notes, *lacking), options, question,
        hint="release, even, keeping, or unsure; a reason may follow",
    )  # fmt: skip


def _one_sided(weighing: Weighing) -> tuple[str, ...]:
    """Return that much more was said for one side, if it was: it decides nothing, and may be an oversight."""
    release, keeping = len(weighing.for_disclosure), len(weighing.for_maintaining)
    if min(release, keeping) > 1 or abs(release - keeping) < 2:
        return ()
    thin = "release" if release < keeping else "keeping"
    return (
        f"One line stands for {thin}, and {max(release, keeping)} against it. Is something missing? 'back' adds it.",
    )


def _columns(state: State, ground: Ground, weighing: Weighing) -> tuple[str, ...]:
    def lines(side: Side) -> list[str]:
        texts = _texts(state, ground, side)
        return [
            f"  - {one.weight}: {one.text or texts.get(one.id, one.id)}, {one.why}" for one in getattr(weighing, side)
        ]

    return ("For release:", *(lines("for_disclosure") or ["  - nothing"]),
            "For keeping:", *(lines("for_maintaining") or ["  - nothing"]))  # fmt: skip


def take_conclusion(state: State, prompt: Prompt, reply: Reply) -> State:
    """Record which side is heavier, and the reasons if they came with it."""
    question = prompt.question
    assert question
    said: tuple[str, ...] = ()
    if reply.unsure:
        return _kept(state, question, {"conclusion": UNSURE}, ("Noted as not sure. A named person decides.",))
    if reply.value == "even":
        said = (
            "Even means release: section 2(1)(b) keeps something back only if keeping is the heavier side. "
            "If you meant keeping, go 'back' and say which fact tips it.",
        )
    reasons = {"reasons": reply.text} if reply.text and not fault_of(reply.text) else {}
    drafts = state.memo.drafted(_id("reasons", question), reply.text if reply.text and not reasons else "")
    after = _kept(state, question, {"conclusion": reply.value, **reasons}, said, drafts=drafts)
    return replace(after, memo=replace(after.memo, instead=_instead(after, question))) if reasons else after


def _reasons(state: State, question: Question, weighing: Weighing) -> Prompt:
    ground = state.law.grounds[question.name.removeprefix(BALANCE)]
    wanted = _id("reasons", question)
    draft = state.memo.draft(wanted)
    lacking = [] if draft else [f"Still needed: {one}." for one in unsupported(weighing, ground.balance)[1:]]
    return Prompt(
        "balance-reasons", wanted, "text",
        "Which facts tipped it?",
        _where(state, question, ground),
        "Two or three sentences for somebody who has not seen the piece. Good: 'The total already shows what is "
        "paid; the split would decide the one tender left'. Poor: 'On balance we withhold'.",
        (f"'{draft}' {fault_of(draft)}.",) if draft else tuple(lacking),
        question=question, default=draft, empty="it stays as it is" if draft else "",
        hint="Two or three sentences; or unsure.",
    )  # fmt: skip


def take_reasons(state: State, prompt: Prompt, reply: Reply) -> State:
    """Record why one side is heavier. Thin reasons are queried once."""
    question = prompt.question
    assert question
    if reply.unsure:
        return _kept(state, question, {"conclusion": UNSURE}, ("Noted as not sure. A named person decides.",))
    text = str(reply.value).strip()
    if fault_of(text) and not state.memo.draft(prompt.id):
        return state.with_answer(drafts=state.memo.drafted(prompt.id, text))
    return _kept(
        state, question, {"reasons": text}, drafts=state.memo.drafted(prompt.id, ""), instead=_instead(state, question)
    )


def _instead(state: State, question: Question) -> frozenset[str]:
    """Return the pieces of which it is asked what could go out instead: with this one, if it is kept back."""
    turning = question.name.removeprefix(BALANCE) in state.law.turning
    keeping = standing(state, question).conclusion == MAINTAINING and not turning
    asked = keeping and question.item and not state.item(question.item).advice
    return state.memo.instead | {question.item} if asked else state.memo.instead


def _kept(
    state: State, question: Question, update: Mapping[str, Any], said: tuple[str, ...] = (), **memo: Any
) -> State:
    ground = question.name.removeprefix(BALANCE)
    # Rebuilt, not copied, so that what is written is what a case file allows.
    data = {**standing(state, question).model_dump(), **update}
    weighing = Weighing.model_validate(data)
    place = place_of(state.case, question)
    changed = place.model_copy(update={"public_interest": {**place.public_interest, ground: weighing}})
    return state.with_answer(with_place(state.case, changed), said, **memo)


def weighing_open(state: State) -> Question | None:
    """Return a weighing that was begun and lacks its reasons, so that it is finished before anything else."""
    for item in state.case.items:
        for ground, weighing in item.public_interest.items():
            if weighing.conclusion not in (None, UNSURE) and not weighing.reasons.strip():
                return Question(f"{BALANCE}{ground}", item.id, item.part, ground)
    places: tuple[Part | Case, ...] = (*state.case.parts, state.case)
    for place in places:
        for ground, weighing in place.public_interest.items():
            if weighing.conclusion not in (None, UNSURE) and not weighing.reasons.strip():
                return Question(f"{BALANCE}{ground}", part=place.id if isinstance(place, Part) else "", ground=ground)
    return None
