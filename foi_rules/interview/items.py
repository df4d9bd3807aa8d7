"""The pieces of a request: added, split, merged, named anew, taken out, put into one passage; and what is left of one.

Each operation returns a new state, which `back` undoes, and says what became of the answers: none is lost unsaid.
What was said of one thing is never taken for an answer about another: a piece
that is new starts with its year alone, and two that become one keep what was said of both.
"""

import re
from collections.abc import Iterator, Sequence

from foi_rules.engine.decide import no_table, part_name, standings
from foi_rules.engine.wording import outcome_words
from foi_rules.interview.copying import (
    about_the_rest,
    counted,
    in_few,
    joined,
    line_about,
    listed,
    mark_of,
    name_of,
    newest,
    number_of,
    put_back,
    said_of,
)
from foi_rules.interview.opening import with_piece
from foi_rules.interview.prompt import UNSURE, Misread
from foi_rules.interview.state import State, with_item
from foi_rules.interview.view import Line
from foi_rules.model.case import Case, Item
from foi_rules.model.decision import OPEN, ItemDecision

# Which piece is meant, and what it is called


def _at(state: State, number: int) -> Item:
    items = state.case.items
    if not items:
        raise Misread("There are no pieces yet; they are asked for in a moment.")
    if not 1 <= number <= len(items):
        raise Misread(f"There is no piece {number}; please give a number from 1 to {len(items)}.")
    return items[number - 1]


def _titled(title: str) -> str:
    words = " ".join(title.split()).strip(" .;")
    if not words:
        raise Misread("The piece needs a name: a few words that tell it from the others.")
    return words


def _alike(title: str, other: str) -> bool:
    return title.casefold().split() == other.casefold().split()


def _require_unlike(case: Case, *new: Item) -> None:
    """Raise Misread if another piece has the title of one of these: a letter tells them apart by nothing else."""
    for item in new:
        if any(_alike(name_of(one), name_of(item)) for one in case.items if one.id != item.id):
            raise Misread(f"Two pieces would be called '{name_of(item)}'; please add a word that tells them apart.")


# What is remembered beside the case, once its pieces are others


def _after(
    state: State, case: Case, said: Sequence[str], *, anew: Sequence[Item] = (), marks: Sequence[str] = ()
) -> State:
    """Return the state with other pieces: nothing that was on the way concerns one that is gone."""
    gone = {one.id for one in state.case.items} - {one.id for one in case.items}
    fresh, memo = gone | {one.id for one in anew}, state.memo
    focus = tuple(one for one in memo.focus if one.item not in gone)
    return state.with_answer(
        case,
        tuple(said),
        focus=focus,
        handing=tuple(one for one in memo.handing if one.item not in gone),
        speaker=memo.speaker if focus else "",
        cued=memo.cued and bool(focus),
        seen=frozenset((*(name for name in memo.seen if not any(_about(name, one) for one in fresh)), *marks)),
        more=memo.more - gone,
        adding=False, page="", title="", lines=(),
    )  # fmt: skip


def _about(seen: str, item: str) -> bool:
    return seen.endswith(f"@{item}") or seen.startswith(mark_of(item, ""))


# The operations


def added(state: State, line: str) -> State:
    """Return the state with one more piece, named by the line; a date at its end is its year.

    Raises Misread for an empty line, or a title that another piece has.
    """
    case = with_piece(state.case, _titled(line), state.today)
    new = case.items[-1]
    _require_unlike(case, new)
    where = f", in the part '{new.part}'" if new.part else ""
    return _after(state, case, [f"Piece {len(case.items)} is '{new.title}'{where}."])


def split(state: State, number: int, titles: Sequence[str]) -> State:
    """Return the state in which a piece has become several, in its place.

    A piece that keeps the title keeps the id and every answer. The others start with the year, the part and the
    passage alone: one splits where the answers may differ, so even a no to an outright line is asked again of each.
    Raises Misread for fewer than two titles, or for a title that another piece has.
    """
    old = _at(state, number)
    if len(titles) < 2:
        raise Misread(f"Please name at least two pieces that '{name_of(old)}' is to become.")
    made = _made(state, old, titles)
    case = state.case.model_copy(update={"items": (*state.case.items[: number - 1], *made, *state.case.items[number:])})
    _require_unlike(case, *made)
    stays = any(one.id == old.id for one in made)
    new = [one for one in made if one.id != old.id]
    said = list(_split_said(state, old, case, made))
    case = case if stays else _with_line(case, old, "")
    return _after(state, case, said, anew=new, marks=[mark_of(old.id, one.id) for one in new if stays])


def _made(state: State, old: Item, titles: Sequence[str]) -> list[Item]:
    case, made = state.case, list[Item]()
    for title in titles:
        case = with_piece(case, _titled(title), state.today)
        new = case.items[-1]
        if _alike(new.title, name_of(old)) and old.id not in [one.id for one in made]:
            made.append(old)
            continue
        # What is taken as if it were held stays so, or the pieces would tell whether it is (FOISA s.18).
        shared = {"part": old.part, "passage": old.passage, "hypothetical": old.hypothetical}
        made.append(new.model_copy(update={"created": new.created or old.created, **shared}))
    return made


def _split_said(state: State, old: Item, case: Case, made: Sequence[Item]) -> Iterator[str]:
    count = len(said_of(state.case, old))
    stays = [number_of(case, one) for one in made if one.id == old.id]
    new = [number_of(case, one) for one in made if one.id != old.id]
    yield f"'{name_of(old)}' is now {listed(sorted((*stays, *new)))}."
    if stays and count:
        yield (
            f"Piece {stays[0]} keeps what was said of it ({counted(count)}); please look again at what was about the "
            f"words that now stand apart. Of {listed(new)} everything is asked."
        )
    elif count:
        yield (
            f"What was said of the whole ({counted(count)}) goes with it and is asked again of each piece. To keep it, "
            "go 'back' and give one of them the old name."
        )


def merged(state: State, one: int, other: int, title: str = "") -> State:
    """Return the state in which two pieces are one, in the place and with the id of the first.

    What was said of both alike is kept; what differs, or was said of one alone, is asked again: silence about one
    is unknown, and the other must not settle it. Ticks are united. Of the years the newest governs, and not sure
    before any. A piece that was split off a while ago goes back without loss, if neither was touched since.
    Raises Misread where the two cannot be one.
    """
    if one == other:
        raise Misread("Please give the numbers of two different pieces.")
    first, second = (_at(state, number) for number in sorted((one, other)))
    _require_joinable(state.case, first, second)
    unsplit = put_back(state, first, second)
    name = _titled(title) if title.strip() else f"{name_of(first)} and {name_of(second)}"
    named = {"id": (unsplit or first).id, "title": name, "created": newest(first, second)}
    whole = (unsplit or joined(state.law, first, second)).model_copy(update=named)
    items = tuple(whole if item.id == first.id else item for item in state.case.items if item.id != second.id)
    case = state.case.model_copy(update={"items": items})
    _require_unlike(case, whole)
    for item in (first, second) if not unsplit else ():
        case = _with_line(case, item, "")
    return _after(state, case, list(_merge_said(state, (first, second), case, whole)), anew=() if unsplit else (whole,))


def _require_joinable(case: Case, first: Item, second: Item) -> None:
    """Raise Misread if two pieces are answered apart, so that neither one piece nor one passage can hold them."""
    parts = [item.part or (case.parts[0].id if case.parts else "") for item in (first, second)]
    if parts[0] != parts[1]:
        raise Misread("These belong to different parts of the request, which are answered apart; please leave them so.")
    if first.hypothetical != second.hypothetical:
        raise Misread("One of them is answered as if it were held, so please let it stand by itself.")
    if first.passage and second.passage and first.passage != second.passage:
        raise Misread("They stand in different passages; please put them into one passage first.")


def _merge_said(state: State, pair: tuple[Item, Item], case: Case, whole: Item) -> Iterator[str]:
    before = dict.fromkeys(name for item in pair for name in said_of(state.case, item))
    kept = [name for name in before if name in said_of(case, whole)]
    lost = [name for name in before if name not in kept]
    numbers = listed([number_of(state.case, item) for item in pair])
    yield f"{numbers.capitalize()} are now piece {number_of(case, whole)}, '{whole.title}'."
    if kept:
        yield f"{counted(len(kept)).capitalize()} {'stands' if len(kept) == 1 else 'stand'} for both."
    if lost:
        what = in_few(state.law, lost)
        yield f"{counted(len(lost)).capitalize()} not the same for both, so asked again where it matters: {what}."
    if pair[0].created != pair[1].created:
        yield f"{_year(whole).capitalize()}: of papers kept together the newest governs, and not sure before any."


def renamed(state: State, number: int, title: str) -> State:
    """Return the state in which a piece has another title. Its id stays, and with it every answer and link.

    Raises Misread for an empty title, or one that another piece has.
    """
    item = _at(state, number)
    new = item.model_copy(update={"title": _titled(title)})
    case = with_item(state.case, new)
    _require_unlike(case, new)
    line = line_about(case, item)
    case = _with_line(case, item, about_the_rest(new, line.partition(": ")[2])) if line else case
    return _after(state, case, [f"Piece {number} is now called '{new.title}'."])


def removed(state: State, number: int) -> State:
    """Return the state without a piece. Raises Misread if it is the only one."""
    item = _at(state, number)
    if len(state.case.items) == 1:
        raise Misread("It is the only piece, and there has to be one; please add another first, or give it a new name.")
    case = state.case.model_copy(update={"items": tuple(one for one in state.case.items if one.id != item.id)})
    count = len(said_of(state.case, item))
    gone = f", and what was said of it ({counted(count)})" if count else ""
    said = f"'{name_of(item)}' is taken out{gone}. If it was asked for it must still be answered; 'back' undoes it."
    return _after(state, _with_line(case, item, ""), [said, *_freed(case, item.passage)])


def moved_to_passage(state: State, numbers: Sequence[int], name: str) -> State:
    """Return the state in which pieces share a passage, so that they go out only if all may; "" takes them out of it.

    Raises Misread where they cannot share one: it would be alone in it, or they are answered apart.
    """
    moving = [_at(state, number).id for number in numbers]
    passage = " ".join(name.split())
    there = [one for one in state.case.items if one.id in moving or (passage and one.passage == passage)]
    if not moving or (passage and len(there) < 2):
        raise Misread("A passage is shared by two pieces at least; please give the numbers of all that stand in it.")
    plain = [one.model_copy(update={"passage": passage}) for one in there]
    for other in plain[1:] if passage else ():
        _require_joinable(state.case, plain[0], other)
    case = state.case
    for one in plain:
        case = with_item(case, one)
    left = dict.fromkeys(one.passage for one in there if one.passage not in ("", passage))
    told = listed([number_of(case, one) for one in there]).capitalize()
    alone = f"{told} {'stands' if len(there) == 1 else 'stand'} in no passage now."
    shared = f"{told} share the passage '{passage}': it goes out only if each of them may."
    return _after(state, case, [shared if passage else alone, *(line for one in left for line in _freed(case, one))])


def _freed(case: Case, passage: str) -> Iterator[str]:
    """Yield that a passage goes on without a piece that held it back, perhaps."""
    rest = [number_of(case, one) for one in case.items if passage and one.passage == passage]
    if rest:
        yield f"The passage '{passage}' now hangs on {listed(rest)} alone."


# What is left of a piece, once the words are out that a ground covers

_DOCUMENT = re.compile(
    r"\b(?:reports?|reviews?|minutes?|e-?mails?|chain|thread|correspondence|letters?|messages?|memos?|memorandum|notes?|"
    r"briefings?|submissions?|papers?|documents?|files?|folders?|records?|logs?|diary|diaries|transcripts?|recordings?|"
    r"contracts?|agreements?|leases?|tenders?|bids?|proposals?|plans?|policy|policies|spreadsheets?|databases?|slides|"
    r"presentations?|statements?|forms?|complaints?|assessments?|dossiers?|invoices?)$",
    re.I,
)
_WHOLE = re.compile(r"(?:the )?(?:whole|entire(?:ty)?)\b|(?:all (?:of )?(?:the )?)?\d+ pages\b|everything\b", re.I)
_PART = re.compile(
    r"\b(?:without|except|excluding|apart from|redacted)\b|\b(?:pages?|pp?|para(?:graph)?s?|lines?|sections?|"
    r"schedules?|annex|appendix|clauses?|chapters?|columns?|rows?|cells?|findings?)\.? (?:\d|[A-Z]\b)",
    re.I,
)
_HEAD = re.compile(r"[,;:(]| - | (?:of|about|on|from|to|in|with|between|for|by|dated|at|and) ", re.I)
_DATE = re.compile(
    r"(?:\W+(?:\d\S*|jan\w*|feb\w*|mar(?:ch)?|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*))+$", re.I
)
_ARTICLE = re.compile(
    r"^(?:(?:(?:the|all(?: of)?)\s+)?(?:whole|entire|full|complete)(?:\s+of)?\s+|all(?:\s+of)?\s+)?(the|an?)?\s*\b",
    re.I,
)
_OWNED = re.compile(r"(?:his|her|their|our|its|my|your|\S+'s?) ", re.I)


def whole_document(item: Item) -> bool:
    """Return whether the title names a whole document: "the whole report", "minutes of the panel", "all 46 pages".

    A page, a schedule, the names in it or all but something is no whole. Source: FOISA s.1(1), each piece by itself.
    """
    title = " ".join(name_of(item).split())
    if _PART.search(title):
        return False
    head = _DATE.sub("", _HEAD.split(_ARTICLE.sub("", title), maxsplit=1)[0]).strip()
    return bool(_WHOLE.match(title) or _DOCUMENT.search(head))


def remainder_open(state: State) -> Item | None:
    """Return the first piece that is withheld as a whole document, of which nobody said what is left without the words
    that its grounds cover; None if there is none. Of a passage the first piece stands for all."""
    walks, runs, decisions = standings(state.law, state.case, no_table)
    passages: set[str] = set()
    for item, run, decided in zip(state.case.items, runs, decisions, strict=True):
        ended = walks[part_name(state.case, run)][1].outcome
        own_ground = decided.outcome == "withhold" and (not ended or ended in OPEN)
        asked = own_ground and item.passage not in passages and item.hypothetical == "no" and whole_document(item)
        passages |= {item.passage} - {""}
        if asked and not line_about(state.case, item):
            return item
    return None


def remainder(state: State, item: Item, title: str = "") -> State:
    """Return the state in which what is left of a whole document is a piece of its own, which follows it.

    The rest has the year and the part of the whole; every question is asked of it. The piece that is withheld is
    then only parts of the document, and is called so. Raises Misread for a title that another piece has.
    """
    item = _withheld(state, item)
    name = _titled(title) if title.strip() else f"the rest of {_the(item)}"
    new = with_piece(state.case, name, state.today).items[-1]
    new = new.model_copy(update={"title": name, "created": item.created, "part": item.part})
    kept = item.model_copy(update={"title": f"parts of {_the(item)}" if whole_document(item) else item.title})
    number = number_of(state.case, item)
    items = (*state.case.items[: number - 1], kept, new, *state.case.items[number:])
    case = _with_line(state.case.model_copy(update={"items": items}), item, "")
    _require_unlike(case, kept, new)
    said = f"Piece {number} is now '{name_of(kept)}'; what is left is piece {number + 1}, '{name}', and is asked about."
    return _after(state, case, [said], anew=[new], marks=[mark_of(kept.id, new.id)])


def nothing_left(state: State, item: Item, why: str) -> State:
    """Return the state in which it is kept for the letter why nothing is left of a whole document.

    It stands in `letter.whole`, one line for each such piece. Raises Misread if no reason is given.
    """
    item, words = _withheld(state, item), " ".join(why.split()).rstrip(".")
    if not words:
        raise Misread("Please say why nothing is left, page by page if need be; the letter tells it.")
    case = _with_line(state.case, item, about_the_rest(item, f"{words}."))
    return state.with_answer(case, ("Kept for the letter, which says why no part of it can go out.",))


def _withheld(state: State, item: Item) -> Item:
    """Return the piece as it stands. Raises Misread if a letter may not tell that it is there (FOISA s.18)."""
    item = state.item(item.id)
    if item.hypothetical == "yes":
        raise Misread("This piece is answered as if it were held, so the letter can say nothing of what is left of it.")
    return item


def _the(item: Item) -> str:
    """Return the document as one speaks of it: "the report" for "the whole report"."""
    found = _ARTICLE.match(name_of(item))
    rest = name_of(item)[found.end() :] if found else name_of(item)
    return rest if _OWNED.match(rest) and not (found and found[1]) else f"the {rest}"


def _with_line(case: Case, item: Item, line: str) -> Case:
    """Return the case with this line in the letter in the place of the one about the piece; without one if it is ""."""
    old, lines = line_about(case, item), case.letter.whole.splitlines()
    changed = [line if one == old else one for one in lines] if old else [*lines, line]
    if not (old or line):
        return case
    letter = case.letter.model_copy(update={"whole": "\n".join(one for one in changed if one)})
    return case.model_copy(update={"letter": letter})


# What pieces there are


def described(state: State) -> Iterator[Line]:
    """Yield for each piece its number, title and year, and under it how it stands and in which passage it is."""
    decisions = standings(state.law, state.case, no_table)[2]
    for number, (item, decided) in enumerate(zip(state.case.items, decisions, strict=True), 1):
        yield Line(f"{number}  {name_of(item)} ({_year(item)})", style="strong")
        passage = f", in the passage '{item.passage}'" if item.passage else ""
        yield Line(f"{_stands(state.case, item, decided)}{passage}", 1)


def _year(item: Item) -> str:
    if item.created is None:
        return "no year yet"
    return "year not known" if item.created == UNSURE else item.created


def _stands(case: Case, item: Item, decided: ItemDecision) -> str:
    told = outcome_words(decided.outcome, brief=True)
    cites = ", ".join(ground.cite for ground in decided.grounds)
    if decided.settled:
        return f"{told}{' under ' + cites if cites else ''}"
    count = len(said_of(case, item))
    return f"{told}{', held back' if item.held_back else ''}, {counted(count) if count else 'nothing answered'} so far"
