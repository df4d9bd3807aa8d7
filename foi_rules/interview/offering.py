"""What is offered beside the questions: the same answers for other pieces, what is left of a document, and notes."""

from dataclasses import replace

from foi_rules.engine.quality import fault_of
from foi_rules.interview import copying, items
from foi_rules.interview.facts import in_words
from foi_rules.interview.opening import piece_name
from foi_rules.interview.prompt import Misread, Option, Prompt, Reply
from foi_rules.interview.state import State, with_item
from foi_rules.model.case import Answer, Item, Note

_NOTHING = {"nothing", "none", "no", "n"}

# The same answers for another piece


def names_of(lines: tuple[str, ...], item: str) -> tuple[str, ...]:
    """Return the ids of the questions in prompt ids such as `screening.people@report` that are about the item."""
    return tuple(line.rpartition("@")[0] for line in lines if line.rpartition("@")[2] == item)


def offer_of(state: State, lines: tuple[Prompt, ...]) -> str:
    """Return what typing = would take over from an earlier piece for these lines, in words, or ""."""
    question = lines[0].question
    if lines[0].topic != "fact" or question is None or not question.item:
        return ""
    names = [line.question.name for line in lines if line.question]
    earlier = copying.earlier_like(state, names, state.item(question.item))
    if earlier is None:
        return ""
    source, given = earlier
    told = [f"{names.index(name) + 1} {_said(state, name, given[name])}" for name in given]
    where = f"'{copying.name_of(source)}'"
    return f"= takes over from {where}: {told[0][2:] if len(names) == 1 else '; '.join(told)}."


def _said(state: State, name: str, answer: Answer) -> str:
    words = in_words(state.law.facts[name], answer)
    return words if len(words) <= 60 else f"{words[:57].rsplit(' ', 1)[0]} ..."


def same(state: State, lines: tuple[Prompt, ...]) -> State:
    """Return the state after the answers of an earlier piece were taken over. Raises Misread if there are none."""
    question = lines[0].question
    names = [line.question.name for line in lines if line.question]
    fitting = question and question.item and lines[0].topic == "fact"
    earlier = copying.earlier_like(state, names, state.item(question.item)) if question and fitting else None
    if earlier is None or question is None:
        raise Misread("There is no earlier piece whose answer could be taken over here.")
    return copying.applied(state, earlier[0], list(earlier[1]), [state.item(question.item)])


def applying(state: State) -> State:
    """Return the state in which it is asked which other pieces get the answers given last.

    Raises Misread if those answers are about no piece, or no other piece waits for them.
    """
    item, names = _last_given(state)
    if not copying.copyable(state, item, names):
        raise Misread("These answers are given for each piece by itself, so they cannot be taken over.")
    if not copying.candidates(state, names, item):
        raise Misread("No other piece waits for these answers.")
    return state.with_answer(applying=(item.id, *names))


def _last_given(state: State) -> tuple[Item, tuple[str, ...]]:
    place = state.memo.page.partition("#")[0].rpartition("@")[2]
    item = next((one for one in state.case.items if one.id == place), None)
    names = names_of(state.memo.lines, place)
    if item is None or not names:
        raise Misread("Answer about a piece first; then 'apply' takes the answers over to others, one tick for each.")
    return item, names


def apply_prompt(state: State) -> Prompt | None:
    """Return the prompt with a line for each piece that could get the same answers, or None."""
    if not state.memo.applying:
        return None
    item = next((one for one in state.case.items if one.id == state.memo.applying[0]), None)
    others = copying.candidates(state, state.memo.applying[1:], item) if item else ()
    if item is None or not others:
        return None
    told = [_line(state, item, name) for name in copying.copyable(state, item, state.memo.applying[1:])]
    return Prompt(
        "apply", f"apply@{item.id}", "any-of",
        "For which other pieces is it the same?",
        (piece_name(state.case, item.id),),
        "Only what you tick is taken over, with its words, and it is kept from which piece it came. What a piece says, "
        "how likely harm is and how the sides are weighed is asked of each again.",
        tuple(told), tuple(Option(one.id, copying.name_of(one)) for one in others),
        hint="numbers such as 1 3, all, or none", can_be_unsure=False,
    )  # fmt: skip


def _line(state: State, item: Item, name: str) -> str:
    fact = state.law.facts.get(name)
    if fact is None:
        return "what the public would get"
    answer = item.answers.get(name)
    return f"{fact.question} {in_words(fact, answer)}" if answer else f"{fact.question} as ticked"


def take_apply(state: State, prompt: Prompt, reply: Reply) -> State:
    """Take the answers over to the ticked pieces."""
    del prompt
    source, *names = state.memo.applying
    done = replace(state, memo=replace(state.memo, applying=()))
    if not reply.value:
        return state.with_answer(said=("Nothing was taken over.",), applying=())
    targets = [item for item in state.case.items if item.id in reply.value]
    after = copying.applied(done, state.item(source), names, targets)
    return replace(after, past=(*state.past, (state.case, state.memo)))


# What is left of a document


def remainder_prompt(state: State) -> Prompt | None:
    """Return the prompt for what is left of a document that is withheld whole, or None (FOISA s.1(1))."""
    if not any(map(items.whole_document, state.case.items)):
        return None
    item = items.remainder_open(state)
    if item is None or f"remainder@{item.id}" in state.memo.seen:
        return None
    return Prompt(
        "remainder", f"remainder@{item.id}", "text",
        "Take out the words this covers: what is left that makes sense?",
        (piece_name(state.case, item.id), "FOISA s.1(1)"),
        "Headings, facts, what is out already, other pages. It becomes a piece of its own and goes out unless "
        "something is claimed for it. If nothing is left, say why, page by page: 'nothing: every line names a child'. "
        "That goes in the letter.",
        (f"You are keeping all of '{copying.name_of(item)}'.",),
        empty="the rest of it becomes a piece of its own",
        hint="what is left, such as: all but column C; or nothing: and why",
    )  # fmt: skip


def take_remainder(state: State, prompt: Prompt, reply: Reply) -> State:
    """Make what is left a piece of its own, or keep why nothing is left."""
    item = state.item(prompt.id.partition("@")[2])
    if reply.unsure:
        return state.with_answer(said=("Noted. The challenge will ask for it again.",), seen=state.seen(prompt.id))
    text = "" if reply.empty else " ".join(str(reply.value).split())
    head, _, why = text.partition(":")
    if head.strip().lower() in _NOTHING or text.lower().startswith("nothing because"):
        reason = why.strip() or text[len("nothing because") :].strip(" :,")
        if fault_of(reason):
            raise Misread("Please say why nothing is left, page by page: 'nothing: every line names a child'.")
        return items.nothing_left(state, item, reason)
    return items.remainder(state, item, text)


# Notes


def note_prompt(state: State) -> Prompt | None:
    """Return the prompt for a note that is to be written, or None."""
    if not state.memo.noting:
        return None
    return Prompt(
        "note", "note", "text", "What is to be noted?", ("A note",),
        "It is kept with the case, with the day and the question at which you wrote it. It decides nothing.",
        empty="no note", can_be_unsure=False, text_name=state.memo.noting,
    )  # fmt: skip


def take_note(state: State, prompt: Prompt, reply: Reply) -> State:
    """Keep a note."""
    text = " ".join(str(reply.value).split())
    return noted(state, text, prompt.text_name) if text else state.with_answer(noting="")


def noted(state: State, text: str, about: str) -> State:
    """Return the state with a note, kept with the day and what it is about."""
    note = Note(text=text, on=state.today.isoformat(), about=about)
    case = state.case.model_copy(update={"notes": (*state.case.notes, note)})
    return state.with_answer(case, ("Noted.",), noting="")


# What could go out instead


def instead_prompt(state: State) -> Prompt | None:
    """Return the prompt for what could go out in the place of a piece that was just weighed for keeping, or None."""
    item = next((one for one in state.case.items if one.id in state.memo.instead), None)
    if item is None:
        return None
    return Prompt(
        "instead", f"instead@{item.id}", "text",
        "What could go out instead?",
        (piece_name(state.case, item.id), "FOISA s.15(1)"),
        "A cut version, a summary, a later date. It is offered to the applicant in the letter.",
        empty="nothing", hint="such as: the yearly total for each route", can_be_unsure=False,
    )  # fmt: skip


def take_instead(state: State, prompt: Prompt, reply: Reply) -> State:
    """Keep what is offered instead, as help about the piece."""
    item = state.item(prompt.id.partition("@")[2])
    text = " ".join(str(reply.value).split())
    asked = state.memo.instead - {item.id}
    if not text:
        return state.with_answer(instead=asked)
    return state.with_answer(with_item(state.case, item.model_copy(update={"advice": text})), instead=asked)
