"""What was said of a piece, what is common to two, and how it is taken over: offered piece by piece, never silently.

Which answers are given afresh for each piece is said by the rules (`reuse: never`): which words, who can be
recognised, how likely, which side wins. What only a named person may answer is never taken
over, and of a public interest test only what the public would gain. A copy is an answer like any other: it is marked
with the piece that it came from, so that the same reason on both is known to be meant.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from foi_rules.engine.carrying import CARRIED
from foi_rules.engine.decide import no_table, standings
from foi_rules.engine.leaves import TICK_LISTS
from foi_rules.engine.missing import BALANCE
from foi_rules.interview.facts import lacking
from foi_rules.interview.prompt import UNSURE, Misread
from foi_rules.interview.state import State, with_item
from foi_rules.model.case import Answer, Case, Item, Weighing
from foi_rules.model.dates import vague_date
from foi_rules.model.rule import Fact
from foi_rules.model.rulebook import Law

AS_FOR = "as for "
"""How an answer came that was taken over from another piece; the id of that piece follows."""
TICKS = next(name for name, level in TICK_LISTS.items() if level == "item")
_FEW = 3
_Given = TypeVar("_Given")


# What was said of a piece


def number_of(case: Case, item: Item) -> int:
    """Return the number by which a piece is spoken of, from 1."""
    return [one.id for one in case.items].index(item.id) + 1


def name_of(item: Item) -> str:
    """Return what a piece is called: its title, or its id if it has none."""
    return item.title or item.id


def own(item: Item) -> Item:
    """Return the piece without the answers that follow from others."""
    answers = {name: answer for name, answer in item.answers.items() if answer.how != CARRIED}
    return item.model_copy(update={"answers": answers})


def said_of(case: Case, item: Item) -> tuple[str, ...]:
    """Return the ids of all that a person said of the piece, beside its title and its year.

    `remainder` is the reason why nothing is left of it, which stands in the words of the letter.
    """
    return (
        *own(item).answers,
        *((TICKS,) if item.kinds is not None else ()),
        *(f"{BALANCE}{ground}" for ground in item.public_interest),
        *(f"not_claimed.{ground}" for ground in item.not_claimed),
        *(name for name in ("held_back", "advice", "replaced_by") if getattr(item, name)),
        *(("remainder",) if line_about(case, item) else ()),
    )


def about_the_rest(item: Item, why: str) -> str:
    """Return the line of the letter that says why nothing is left of the piece."""
    return f"{name_of(item)[:1].upper()}{name_of(item)[1:]}: {why}"


def line_about(case: Case, item: Item) -> str:
    """Return the line of the letter that says why nothing is left of the piece, or ""."""
    start = about_the_rest(item, "")
    return next((line for line in case.letter.whole.splitlines() if line.startswith(start)), "")


def same_words(one: object, other: object) -> bool:
    """Return whether two answers say the same, however and whenever they came."""
    return _bare(one) == _bare(other)


def _bare(given: object) -> object:
    if isinstance(given, tuple):
        return frozenset(given)
    if not isinstance(given, Answer):
        return given
    value = frozenset(given.is_) if isinstance(given.is_, tuple) else given.is_
    return value, {name: text.strip() for name, text in given.texts.items() if text.strip()}, given.by


def counted(number: int) -> str:
    """Return so many answers in words: "1 answer", "3 answers"."""
    return f"{number} answer{'' if number == 1 else 's'}"


def listed(numbers: Sequence[int]) -> str:
    """Return the numbers of pieces in words: "piece 2", "pieces 2, 3 and 5"."""
    *first, last = map(str, numbers)
    return f"pieces {', '.join(first)} and {last}" if first else f"piece {last}"


def in_few(law: Law, names: Sequence[str]) -> str:
    """Return what was asked under these ids, the first of them in words."""
    words = [f"'{_asked(law, name)}'" for name in names[:_FEW]]
    more = len(names) - len(words)
    return f"{', '.join(words)}{f' and {more} more' if more else ''}"


_WORDS = {
    "held_back": "held back until a doubt is settled",
    "advice": "help about it in the letter",
    "replaced_by": "what stands in its place in the copy",
    "remainder": "why nothing of it is left",
}


def _asked(law: Law, name: str) -> str:
    if name in law.facts:
        question = law.facts[name].question
        return question if len(question) <= 70 else f"{question[:67].rsplit(' ', 1)[0]} ..."
    kind, _, ground = name.partition(".")
    cite = law.grounds[ground].cite if ground in law.grounds else ground
    named = {"public_interest": f"the public interest under {cite}", "not_claimed": f"{cite} is not claimed"}
    return named.get(kind, _WORDS.get(name, name))


# What was said of both of two pieces


def joined(law: Law, first: Item, second: Item) -> Item:
    """Return the first piece with what was said of both alike, with the ticks and the words for the letter of each."""
    kinds = None
    if first.kinds is not None and second.kinds is not None:
        ticked = {*first.kinds, *second.kinds}
        kinds = tuple(name for name in law.facts[TICKS].choices if name in ticked) if TICKS in law.facts else ()
    mine, its = own(first), own(second)
    update = {
        "kinds": kinds,
        "answers": _common(mine.answers, its.answers),
        "public_interest": _common(first.public_interest, second.public_interest),
        "not_claimed": _common(first.not_claimed, second.not_claimed),
        "held_back": first.held_back if first.held_back == second.held_back else None,
        "passage": first.passage or second.passage,
        "advice": _both(first.advice, second.advice, "; "),
        "replaced_by": _both(first.replaced_by, second.replaced_by, ", "),
    }
    return first.model_copy(update=update)


def _both(mine: str, its: str, between: str) -> str:
    return between.join(dict.fromkeys(text.strip() for text in (mine, its) if text.strip()))


def _common(mine: Mapping[str, _Given], its: Mapping[str, _Given]) -> dict[str, _Given]:
    return {name: one for name, one in mine.items() if name in its and same_words(one, its[name])}


def newest(first: Item, second: Item) -> str | None:
    """Return the date of papers kept together: that of the newest, or not sure; None while one is not known yet."""
    known = [text for text in (first.created, second.created) if text is not None]
    if len(known) < 2 or UNSURE in known:
        return UNSURE if len(known) == 2 else None
    return max(known, key=lambda text: (vague_date(text).last, -vague_date(text).first.toordinal()))


def mark_of(old: str, new: str) -> str:
    """Return how it is remembered that one piece was split off another."""
    return f"split off {old}@{new}"


def put_back(state: State, first: Item, second: Item) -> Item | None:
    """Return the piece off which the other was split, if neither was touched since: it covers both still."""
    for old, new in ((first, second), (second, first)):
        if mark_of(old.id, new.id) in state.memo.seen and old.created == new.created:
            then = _since(state, new.id)
            return old if all(_untouched(item, then.get(item.id)) for item in (old, new)) else None
    return None


def _untouched(item: Item, then: Item | None) -> bool:
    return then is not None and own(item) == own(then.model_copy(update={"title": item.title}))


def _since(state: State, name: str) -> dict[str, Item]:
    """Return the pieces as they stood when the one with this id came into the case."""
    then = state.case
    for case, _ in reversed(state.past):
        if all(item.id != name for item in case.items):
            break
        then = case
    return {item.id: item for item in then.items}


# What may be taken over, from where, and for which pieces


def taken_from(answer: Answer) -> str:
    """Return the id of the piece from which the answer was taken over, "" if it was given for its own."""
    return answer.how.removeprefix(AS_FOR) if answer.how.startswith(AS_FOR) else ""


def copyable(state: State, source: Item, names: Sequence[str]) -> tuple[str, ...]:
    """Return those of the questions whose answers for this piece may be offered for another.

    `names` are ids of facts, the tick list, or "public_interest.<ground>", of which the gains alone are taken over.
    Left out are answers given afresh for each piece (`reuse: never`), those of named persons, not sure, answers
    without the words that they need, and what follows by itself.
    """
    found = _offered(state.law, source)
    return tuple(name for name in dict.fromkeys(names) if name in found)


def _offered(law: Law, source: Item) -> dict[str, object]:
    """Return what can be taken over from a piece, by id: answers, ticks, and weighings with the gains alone."""
    found: dict[str, object] = {
        name: answer
        for name, answer in own(source).answers.items()
        if (fact := law.facts.get(name)) and _may_be_offered(fact) and not (answer.unsure or lacking(fact, answer))
    }
    if source.kinds is not None and TICKS in law.facts and _may_be_offered(law.facts[TICKS]):
        found[TICKS] = source.kinds
    for ground, weighing in source.public_interest.items():
        if weighing.for_disclosure:
            found[f"{BALANCE}{ground}"] = Weighing(for_disclosure=weighing.for_disclosure)
    return found


def _may_be_offered(fact: Fact) -> bool:
    return fact.per == "item" and fact.reuse == "offer" and not fact.reserved


def candidates(state: State, names: Sequence[str], item: Item) -> tuple[Item, ...]:
    """Return the other pieces for which these answers could be taken over, in the order of the case.

    Those are the pieces that are not settled, and that wait for one of the answers or have it otherwise.
    """
    given = {name: one for name, one in _offered(state.law, state.item(item.id)).items() if name in names}
    decided = zip(state.case.items, standings(state.law, state.case, no_table)[2], strict=True)
    return tuple(
        other
        for other, one in decided
        if other.id != item.id and not one.settled and _wants(state.law, other, given, one.missing)
    )


def _wants(law: Law, other: Item, given: Mapping[str, object], missing: tuple[str, ...]) -> bool:
    """Return whether the piece waits for one of the answers, or has it otherwise."""
    return any(
        _fits(law, other, name) and (name in missing if _is_open(other, name) else _otherwise(other, name, one))
        for name, one in given.items()
    )


def _otherwise(other: Item, name: str, one: object) -> bool:
    standing = _standing(other, name)
    return not isinstance(standing, Weighing) and not same_words(standing, one)


def _standing(item: Item, name: str) -> object:
    """Return what was said of the piece under an id, or None."""
    if name == TICKS:
        return item.kinds
    if name.startswith(BALANCE):
        return item.public_interest.get(name.removeprefix(BALANCE))
    return own(item).answers.get(name)


def _is_open(item: Item, name: str) -> bool:
    """Return whether nothing was said yet under an id; of a public interest test, nothing of what would be gained."""
    standing = _standing(item, name)
    if isinstance(standing, Weighing):
        return not standing.for_disclosure and standing.conclusion is None
    return standing is None


def _fits(law: Law, item: Item, name: str) -> bool:
    """Return whether the piece may have an answer: one taken as if it were held says nothing of whether it is."""
    holding = {ground.section for ground in law.grounds.values() if ground.outcome == "not-held"}
    return item.hypothetical == "no" or not any(name.startswith(f"{section}.") for section in holding)


def earlier_like(state: State, names: Sequence[str], item: Item) -> tuple[Item, dict[str, Answer]] | None:
    """Return the nearest earlier piece that answers most of these questions, with those of its answers that may be
    taken over; None if there is none."""
    places = [one.id for one in state.case.items]
    facts = [state.law.facts[name] for name in dict.fromkeys(names) if name in state.law.facts]
    wanted = [fact.id for fact in facts if _may_be_offered(fact) and _fits(state.law, item, fact.id)]
    for earlier in reversed(state.case.items[: places.index(item.id)]):
        offered = _offered(state.law, earlier)
        found = {name: _as_answer(offered[name]) for name in wanted if name in offered}
        if found and 2 * len(found) > len(wanted):
            return earlier, found
    return None


def _as_answer(given: object) -> Answer:
    return given if isinstance(given, Answer) else Answer.model_validate({"is": given, "how": "list"})


# Taking it over


def applied(state: State, source: Item, names: Sequence[str], targets: Sequence[Item], over: bool = False) -> State:
    """Return the state in which these answers stand for the target pieces as well, with their words.

    What was answered for a target already stays, unless `over` says otherwise; an answer that follows by itself
    gives way. No other piece is touched. Raises Misread if none of the answers may be taken over.
    """
    given = {name: one for name, one in _offered(state.law, state.item(source.id)).items() if name in names}
    if not given:
        raise Misread("None of these answers can be taken over; each piece needs its own here.")
    case, said = state.case, list[str]()
    for target in [one for one in state.case.items if one.id in {one.id for one in targets} - {source.id}]:
        taken, kept = _sorted(state.law, target, given, over)
        case = with_item(case, _with(target, taken, source.id))
        said.append(_told(state.case, target, source, len(taken), len(kept)))
    if case == state.case:
        return replace(state, said=tuple(said) or ("Nothing was taken over.",))
    return state.with_answer(case, tuple(said))


def _sorted(
    law: Law, target: Item, given: Mapping[str, object], over: bool
) -> tuple[dict[str, object], dict[str, object]]:
    """Return what the target takes over, and what it keeps of its own: a public interest test that has begun always."""
    fitting = {name: one for name, one in given.items() if _fits(law, target, name)}
    open_to = {name for name in fitting if _is_open(target, name) or (over and not name.startswith(BALANCE))}
    kept = {name: one for name, one in fitting.items() if name not in open_to}
    return {name: one for name, one in fitting.items() if name in open_to}, kept


def _with(target: Item, taken: Mapping[str, object], source: str) -> Item:
    answers, weighings, kinds = dict(target.answers), dict(target.public_interest), target.kinds
    for name, one in taken.items():
        if isinstance(one, Answer):
            marked = {"how": f"{AS_FOR}{source}", "by": "", "on": ""}
            answers.pop(name, None)
            answers[name] = one.model_copy(update=marked)
        elif isinstance(one, Weighing):
            ground = name.removeprefix(BALANCE)
            before = weighings.get(ground, Weighing())
            weighings[ground] = before.model_copy(update={"for_disclosure": one.for_disclosure})
        elif isinstance(one, tuple):
            kinds = one
    return target.model_copy(update={"answers": answers, "public_interest": weighings, "kinds": kinds})


def _told(case: Case, target: Item, source: Item, taken: int, kept: int) -> str:
    told = f"Piece {number_of(case, target)}: {counted(taken)} as for piece {number_of(case, source)}"
    stays = f"; {counted(kept)} of its own {'stays' if kept == 1 else 'stay'}" if kept else ""
    return f"{told}{stays}."
