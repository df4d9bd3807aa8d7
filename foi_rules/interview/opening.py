"""The first prompts: the reference, the day and the way the request came, its words, and its pieces."""

import re
from datetime import date

from foi_rules.engine.decide import law_for
from foi_rules.interview.dates import vague_in
from foi_rules.interview.prompt import Misread, Prompt, Reply
from foi_rules.interview.state import State, dated, with_item
from foi_rules.model.case import Answer, Case, Item
from foi_rules.model.rulebook import NotInForce

REQUEST = "The whole request"
PEOPLE, IN_PASSING = "screening.people", "in-passing"
"""The line of the screening list that turns names into a piece of their own, and the answer that does so."""
_BY_POST = re.compile(r"\b(post|letter)\b", re.I)
_SPOKEN = re.compile(r"\b(phone|telephone|spoken|person)\b", re.I)
_TAIL = re.compile(r"^(?P<title>.+?)\s*(?:,|\(|;|\s-)\s*(?P<when>[^,;()]*\d{4}(?:-\d{1,2}){0,2})\)?$")
_SMALL = {"the", "a", "an", "of", "in", "on", "and", "to", "that", "for", "with", "at", "by", "from", "about"}
_ID_LENGTH = 28


def opening(state: State) -> tuple[Prompt, ...]:
    """Return the prompts about the request as it came that have not been answered; () when all of it is known."""
    case, seen = state.case, state.memo.seen
    begun = bool(case.received or case.request or case.items)
    wanted = (
        (_reference_prompt, not case.reference and not begun and "reference" not in seen),
        (_received_prompt, not case.received and "received" not in seen),
        (_words_prompt, not case.request and "words" not in seen),
    )
    return tuple(prompt(case) for prompt, asked in wanted if asked)


def _reference_prompt(case: Case) -> Prompt:
    del case
    return Prompt(
        "reference", "reference", "text",
        "What is the reference of this request?",
        where=(REQUEST,),
        help="Your own number or name for it. It goes on the letter and names the case file.",
        empty="none yet", can_be_unsure=False,
    )  # fmt: skip


def _received_prompt(case: Case) -> Prompt:
    return Prompt(
        "received", "received", "day",
        "On what day did it reach anyone here, and how?",
        where=_where(case, "FOISA s.10(1)"),
        help="The first inbox, counter or colleague, not the FOI team. Post counts from the third day after "
        'posting unless you know it came sooner. Good: "5 Dec, by email to the school office". Poor: "Passed to us '
        'on the 9th".',
        hint="The day first, then how: 7 Sep 2026, by email.",
    )  # fmt: skip


def _words_prompt(case: Case) -> Prompt:
    return Prompt(
        "words", "words", "lines",
        "What are they asking for? Paste their words, one part to a line.",
        where=_where(case, "FOISA s.1(1), s.8"),
        help="Read it as a neighbour would. A question counts if the answer is written down somewhere. "
        'Good: "1 the report; 2 who wrote it; 3 its cost". Poor: "Various SCR material".',
        hint="An empty line ends it.",
    )  # fmt: skip


def pieces(state: State) -> Prompt | None:
    """Return the prompt for the pieces of information, or for the year of one, or None when they are known."""
    case = state.case
    if not case.items or state.memo.adding:
        return Prompt(
            "pieces", f"pieces{len(case.items)}", "lines",
            "Is there another piece?" if case.items else
            "What pieces are there? The smallest that make sense, one to a line, each with its year.",
            where=_where(case, "FOISA s.1(4)"),
            help="Split where your answer might differ: findings, family history, names. What was asked for and is not "
            'there is a piece too. Good: "findings 1 to 6, 2019". Poor: "The report".',
            hint="For example: the six findings, 2019. An empty line ends it.",
            empty="no more" if case.items else "", can_be_unsure=False,
        )  # fmt: skip
    without = next((item for item in case.items if item.created is None), None)
    return year_prompt(state, without) if without else None


def year_prompt(state: State, item: Item) -> Prompt:
    """Return the prompt for the date of a record."""
    dated = [one.created for one in state.case.items if one.created and one.created != "unsure" and one is not item]
    known = dated[-1] if dated else ""
    standing = item.created if item.created and state.memo.focus else ""
    again = item.created not in (None, "unsure") and not standing
    kept = f"it stays as it is: {standing}" if standing else f"the same as before: {known}" if known else ""
    return Prompt(
        "year", f"created@{item.id}", "date",
        "When exactly was the record made?" if again else "From which year is the record?",
        where=(*_where(state.case), piece_name(state.case, item.id), "FOISA ss.57-58"),
        help="Exemptions end with time. Papers kept together take the date of the newest of them. The year will do.",
        default=standing or known, empty="" if again else kept,
        hint="A year will do: 2019. Or unsure.",
    )  # fmt: skip


def _where(case: Case, cite: str = "") -> tuple[str, ...]:
    head = (case.reference,) if case.reference else ()
    return (*head, REQUEST, cite) if cite else head


def piece_name(case: Case, item: str) -> str:
    """Return how a piece is spoken of: "Piece 2 of 4: hourly rates"."""
    number = next(index for index, one in enumerate(case.items, 1) if one.id == item)
    return f"Piece {number} of {len(case.items)}: {case.items[number - 1].title or item}"


def take_reference(state: State, prompt: Prompt, reply: Reply) -> State:
    """Keep the reference, if there is one."""
    del prompt
    reference = " ".join(str(reply.value).split())
    return state.with_answer(state.case.model_copy(update={"reference": reference}), seen=state.seen("reference"))


def take_received(state: State, prompt: Prompt, reply: Reply) -> State:
    """Keep the day of receipt and the way it came. Raises Misread for a day that is to come or before the rules."""
    del prompt
    if reply.unsure:
        said = ("Noted. No due date can be shown until the day is known; 'change' brings you back to it.",)
        return state.with_answer(said=said, seen=state.seen("received"))
    day = date.fromisoformat(str(reply.value))
    if day > state.today:
        raise Misread(f"{_spoken_day(day)} has not come yet; please look at the day again.")
    case = state.case.model_copy(update={"received": day.isoformat(), "as_at": None})
    try:
        law_for(state.rulebook, case)
    except NotInForce as error:
        raise Misread(f"These rules cannot decide a request of {_spoken_day(day)}: {error}.") from None
    way = _way(reply.text)
    case = dated(case.model_copy(update={"came_by": way} if way else {}), state.today)
    return state.with_answer(case, _about_the_way(way), seen=state.seen("received"))


def _way(text: str) -> str:
    words = " ".join(text.removeprefix("by ").removeprefix("in ").strip(" .,").split())
    return words if len(words) <= 80 else ""


def _about_the_way(way: str) -> tuple[str, ...]:
    if _BY_POST.search(way):
        return ("Post counts from the third day after posting unless you know it came sooner.",)
    if _SPOKEN.search(way):
        return ("A spoken request counts once it is in a form that lasts (section 8(1)(a)): help them to put it down.",)
    return ()


def _spoken_day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def take_words(state: State, prompt: Prompt, reply: Reply) -> State:
    """Keep the words of the request."""
    del prompt
    if reply.unsure:
        raise Misread("Their own words are needed here, or what you noted of them. An empty line ends it.")
    words = "\n".join(line.strip() for line in str(reply.value).splitlines() if line.strip())
    return state.with_answer(state.case.model_copy(update={"request": words}), seen=state.seen("words"))


def take_pieces(state: State, prompt: Prompt, reply: Reply) -> State:
    """Add a piece for each line: its title, and its date where the line ends in one."""
    del prompt
    case = state.case
    lines = [] if reply.empty else [line.strip(" .;") for line in str(reply.value).splitlines()]
    for line in [line for line in lines if line]:
        case = with_piece(case, line, state.today)
    if not case.items:
        raise Misread("There has to be one piece at least, even if it is only what was asked for and is not there.")
    added = len(case.items) - len(state.case.items)
    said = (f"{added} piece{'s' if added != 1 else ''}.",) if added else ()
    return state.with_answer(case, said, adding=False)


def with_piece(case: Case, line: str, today: date) -> Case:
    """Return the case with one more item, named by the line; a date at its end is that of the record."""
    line = re.sub(r"^\s*(?:\d{1,2}[.)]|[-*\N{BULLET}])\s+", "", line)
    title, created = _dated_title(line, today)
    # In a request with parts a piece belongs to one: the first, until somebody says otherwise.
    item = Item(id=new_id(case, title), title=title, created=created, part=case.parts[0].id if case.parts else "")
    return case.model_copy(update={"items": (*case.items, item)})


def _dated_title(line: str, today: date) -> tuple[str, str | None]:
    """Return the title and the date at its end, if the line ends in one."""
    found = _TAIL.match(line)
    if not found:
        return line, None
    try:
        return found["title"], vague_in(found["when"], today)
    except ValueError:
        return line, None


def new_id(case: Case, title: str) -> str:
    """Return a short id made of the first words that say something, unlike those of all other items."""
    words = [word for word in re.findall(r"[a-z0-9]+", title.lower()) if word not in _SMALL] or ["piece"]
    name = str(words[0])[:_ID_LENGTH]
    for word in words[1:4]:
        name = f"{name}-{word}" if len(name) + len(word) < _ID_LENGTH else name
    taken, number, wanted = {item.id for item in case.items}, 1, name
    while name in taken:
        number += 1
        name = f"{wanted}-{number}"
    return name


def take_year(state: State, prompt: Prompt, reply: Reply) -> State:
    """Keep the date of the record."""
    item = state.item(prompt.id.removeprefix("created@"))
    created = "unsure" if reply.unsure else str(reply.value)
    # Asked for once more because it was too vague, and no more is known: who goes on asking never ends.
    again = created == item.created and not state.memo.focus
    said = ("No more is known of its date, so it counts as not sure.",) if again else ()
    changed = item.model_copy(update={"created": "unsure" if again else created})
    return state.with_answer(with_item(state.case, changed), said, focus=())


def split_prompt(state: State) -> Prompt | None:
    """Return the prompt that makes a piece of the names that stand in another only in passing."""
    item = next((one for one in state.case.items if _to_split(state, one)), None)
    if item is None:
        return None
    name = _names_in(item)
    return Prompt(
        "split", _split_id(item), "text",
        "The names become a piece of their own, and this one goes on without them. What shall that piece be called?",
        where=(*_where(state.case), piece_name(state.case, item.id), "FOISA s.38(1)"),
        help="One piece for each group of people, for all documents at once.",
        default=name, empty=f"'{name}'", hint="Or: none, if there is such a piece already.", can_be_unsure=False,
    )  # fmt: skip


def _names_in(item: Item) -> str:
    return f"the names in {item.title or item.id}"


def _to_split(state: State, item: Item) -> bool:
    """Return whether names are in the piece only in passing, and it was not asked yet what becomes of them."""
    people = item.answers.get(PEOPLE)
    there = any(one.title == _names_in(item) for one in state.case.items)
    return people is not None and people.is_ == IN_PASSING and not there and _split_id(item) not in state.memo.seen


def _split_id(item: Item) -> str:
    return f"split@{item.id}"


def take_split(state: State, prompt: Prompt, reply: Reply) -> State:
    """Add the piece with the names, unless there is one."""
    seen = state.seen(prompt.id)
    if str(reply.value).strip().lower() in ("none", "no", "n"):
        return state.with_answer(seen=seen)
    item = state.item(prompt.id.removeprefix("split@"))
    title = str(reply.value).strip()
    known = {PEOPLE: Answer.model_validate({"is": "yes", "how": f"split off {item.id}"})}
    new = Item(id=new_id(state.case, title), title=title, created=item.created, part=item.part, answers=known)
    case = state.case.model_copy(update={"items": (*state.case.items, new)})
    return state.with_answer(case, (f"Piece {len(case.items)} will be '{title}'.",), seen=seen)
