"""Exercises: which decisions make one, what an officer is told, and the case in which the interview begins. Pure.

Told is what stands in the papers. Left to the officer is what they must see or judge for themselves: which lines of
the screening lists fit, every question that asks for reasons, and whatever a sentence says would, could or may be.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from foi_rules.commands.practice_files.encoded import PLAIN_ITEM, PLAIN_REQUEST, Encoded, whole_case
from foi_rules.engine.alternatives import STAND_IN
from foi_rules.engine.decide import law_for, no_table, standings
from foi_rules.engine.leaves import Answers
from foi_rules.engine.wording import answer_text, fact_sentence
from foi_rules.interview.opening import new_id
from foi_rules.model.case import Answer, Authority, Case, Item
from foi_rules.model.decision import OPEN
from foi_rules.model.rule import Fact, Ground
from foi_rules.model.rulebook import Rulebook

FEWEST = 3
"""How many facts a piece must have, so that there is something to judge by."""
REQUEST = "request"
PREFIX = "practice "
UNNAMED, UNSEEN, SCREENING = "not named", "stage_not_visible", "screening."
FOUND, HAVE_IT = "screening.found", "screening.have-it"
# Of the screening lists the papers show these; the other lines are for the officer to see.
_SHOWN = frozenset((FOUND, HAVE_IT, f"{SCREENING}applicant", f"{SCREENING}died"))
# What speaks of the result, or names the law: nothing of an exercise may.
_RESULT = re.compile(
    r"\b(releas\w*|withh\w*|disclos\w*|exempt\w*|refus\w*|not held|public interest|blacked out|vexatious|"
    r"FOISA|EIRs?|ss?\.\s*\d|reg\.?\s*\d)",
    re.I,
)
# A sentence with one of these is a judgement and no fact.
_JUDGED = re.compile(
    r"\b(would|could|can|cannot|might|should|must|likely|possibl[ey]|(un)?reasonabl[ey]|enough|fair|publishing it)\b",
    re.I,
)
# Titles by which a piece was told from its neighbours only once it had been decided.
_AFTERWARDS = re.compile(
    r"^(some|most|others?|the (rest|others?)|a (little|small|passage)|anything further|one of)\b|"
    r"\b(kept|could|wrong\w*|rightly|claimed|said to|given up|stood|never|left|already|no|none|found|after all)\b",
    re.I,
)
_LEFT_OPEN = re.compile(rf"\s*\([^()]*{re.escape(STAND_IN)}[^()]*\)")
_FEARED = ("steps", "harm")
_NAMES = ("who", "whose")
_LIKELIHOOD = ".how-likely"


@dataclass(frozen=True, slots=True)
class Told:
    """What an officer is told of one piece: its title, and the facts as sentences."""

    title: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Exercise:
    """One decision as an exercise: the case that is expected, with the pieces that are set, and what is told.

    `request` and `authority` are facts about the whole request and about the authority. `more` says that the decision
    dealt with more than is set.
    """

    decision: Encoded
    expected: Case
    authority: tuple[str, ...]
    request: tuple[str, ...]
    pieces: tuple[Told, ...]
    more: bool

    @property
    def number(self) -> str:
        """Return the number of the decision."""
        return self.decision.number

    @property
    def reference(self) -> str:
        """Return the reference of the case in which the officer answers."""
        return f"{PREFIX}{self.number}"


def exercises(decisions: tuple[Encoded, ...], rulebook: Rulebook) -> tuple[Exercise, ...]:
    """Return the exercises that can be set, in the order of the decisions."""
    made = (exercise_of(one, rulebook) for one in decisions)
    return tuple(one for one in made if one)


def exercise_of(one: Encoded, rulebook: Rulebook) -> Exercise | None:
    """Return the exercise that the decision makes, or None if it makes none.

    It makes one if the rules come to what was found, the authority is named, it is told why it was decided so, it
    was one request at first instance and its summary does not give the result away; and if at least one piece, or
    the request as a whole, has a settled result, enough facts, and a judgement left to make.
    """
    if not _can_be_set(one):
        return None
    whole = whole_case(one, rulebook)
    if one.expect.get(REQUEST, {}).get("outcome", "undecided") not in OPEN:
        return _of_the_request(one, whole, rulebook)
    items = [item for item in whole.items if _good(one, whole, item, rulebook)]
    titles = [item.title for item in items]
    if not items or len(set(titles)) < len(titles):
        return None
    return _made(one, whole, tuple(items), rulebook)


def _can_be_set(one: Encoded) -> bool:
    plain = not one.case.get("parts") and one.case.get("stage", "initial") == "initial"
    visible = UNSEEN not in one.stage and not one.authority.startswith(UNNAMED)
    return one.reproduced and plain and visible and not _gives_away(one.about)


def _gives_away(text: str) -> bool:
    return bool(_RESULT.search(text) or _AFTERWARDS.search(text))


def _of_the_request(one: Encoded, whole: Case, rulebook: Rulebook) -> Exercise | None:
    """Return the exercise about a request that was refused as a whole, or None: no piece of it need be looked at."""
    case = whole.model_copy(update={"items": ()})
    answers = Answers(law_for(rulebook, case), case)
    known = _known(answers, case.answers, PLAIN_REQUEST)
    settled = _settled(case.model_copy(update={"answers": known, "public_interest": {}}), rulebook)
    few = len(_facts(answers, case.answers, PLAIN_REQUEST)) < FEWEST
    return None if few or settled else _made(one, whole, (), rulebook)


def _good(one: Encoded, whole: Case, item: Item, rulebook: Rulebook) -> bool:
    """Return whether the piece can be set: its result is settled, and it has facts and a judgement left to make."""
    outcome = one.expect.get(item.id, {}).get("outcome", "undecided")
    if outcome in OPEN or item.hypothetical == "yes" or _gives_away(item.title):
        return False
    answers = _answers(whole, item, rulebook)
    if len(_facts(answers, item.answers, PLAIN_ITEM)) < FEWEST:
        return False
    known = _known(answers, item.answers, PLAIN_ITEM)
    bare = item.model_copy(update={"answers": known, "public_interest": {}})
    return not _settled(whole.model_copy(update={"items": (bare,)}), rulebook)


def _known(answers: Answers, given: Mapping[str, Answer], plain: Mapping[str, str]) -> dict[str, Answer]:
    """Return the answers that are told, and those of screening: what an officer has before they judge."""
    told = _told(answers, given, plain)
    return {name: answer for name, answer in given.items() if name in told or name.startswith(SCREENING)}


def _settled(case: Case, rulebook: Rulebook) -> bool:
    walks, _, items = standings(law_for(rulebook, case), case, no_table)
    return all(one.settled for one in items) if items else all(w.outcome not in OPEN for _, w in walks.values())


def _answers(case: Case, item: Item, rulebook: Rulebook) -> Answers:
    return Answers(law_for(rulebook, case), case, None, item)


def _made(one: Encoded, whole: Case, items: tuple[Item, ...], rulebook: Rulebook) -> Exercise:
    case = whole.model_copy(update={"items": ()})
    for item in items:
        # The names in a file of a decision tell its result: "kept", "out".
        renamed = item.model_copy(update={"id": new_id(case, item.title)})
        case = case.model_copy(update={"items": (*case.items, renamed)})
    of_request = Answers(law_for(rulebook, case), case)
    plain = _plain_of(case)
    pieces = [Told(item.title, _facts(_answers(case, item, rulebook), item.answers, plain)) for item in case.items]
    return Exercise(
        one,
        case,
        _facts(of_request, case.authority.answers, {}),
        _facts(of_request, case.answers, PLAIN_REQUEST),
        tuple(pieces),
        len(items) < len(whole.items),
    )


def _plain_of(case: Case) -> Mapping[str, str]:
    """Return what goes without saying of a piece; that it was found does so only where everything was."""
    everything = case.answers[FOUND].is_ == PLAIN_REQUEST[FOUND]
    return PLAIN_ITEM if everything else {name: value for name, value in PLAIN_ITEM.items() if name != HAVE_IT}


# What is told


def _told(answers: Answers, given: Mapping[str, Answer], plain: Mapping[str, str]) -> dict[str, str]:
    """Return by the id of its fact each sentence that the papers bear out; what is plain goes without saying."""
    named = (name for name, answer in given.items() if plain.get(name) != answer.is_)
    facts = (answers.law.facts[name] for name in named if _is_fact(answers.law.facts[name]))
    told = {fact.id: _sentence(answers, fact, given[fact.id]) for fact in facts}
    return {name: text for name, text in told.items() if text}


def _sentence(answers: Answers, fact: Fact, answer: Answer) -> str:
    """Return what the answer says, "" if that is a judgement, speaks of the result or is nothing but gaps.

    Words given with it may judge; where they speak of the result, or are not published, they are left out.
    """
    text = fact_sentence(answers, fact)
    bare = text.replace(answer_text(fact, answer), "") if fact.choices else text
    for words in answer.texts.values():
        bare = bare.replace(words, "")
        text = text.replace(words, STAND_IN) if _RESULT.search(words) else text
    text = _LEFT_OPEN.sub("", text).replace(STAND_IN, "...")
    told = re.search(r"\w", text) and not (_JUDGED.search(bare) or _RESULT.search(text))
    return text if told else ""


def _is_fact(fact: Fact) -> bool:
    """Return whether papers can show the answer: a question that asks for reasons with every answer is a judgement."""
    if fact.id.startswith(SCREENING):
        return fact.id in _SHOWN
    texts = list(fact.needs.values())
    return not any(name in _FEARED for names in texts for name in names) and not (
        texts and all("reasons" in names for names in texts)
    )


def _facts(answers: Answers, given: Mapping[str, Answer], plain: Mapping[str, str]) -> tuple[str, ...]:
    """Return the facts as sentences: what is told, and the words with answers that are left to the officer."""
    told = _told(answers, given, plain)
    found: list[str] = []
    for name, answer in given.items():
        found += [told[name]] if name in told else _words(answers.law.facts[name], answer)
    return tuple(dict.fromkeys(map(_as_sentence, found)))


def _words(fact: Fact, answer: Answer) -> Iterator[str]:
    """Yield the words that came with an answer which is not told itself."""
    for name, text in answer.texts.items():
        if text == STAND_IN or name in _NAMES or fact.id.endswith(_LIKELIHOOD) or _RESULT.search(text):
            continue
        if name in _FEARED:
            yield f"feared: {text}"
        elif not _JUDGED.search(text):
            yield text if name == "reasons" else f"{name.replace('-', ' ')}: {text}"


def _as_sentence(text: str) -> str:
    text = text.strip()
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith('.') else '.'}"


# Where the interview begins


def starting_case(one: Exercise) -> Case:
    """Return the case with which the interview begins at its questions: the request and its pieces, unanswered."""
    expected = one.expected
    items = (Item(id=item.id, title=item.title, created=item.created) for item in expected.items)
    return Case(
        reference=one.reference,
        authority=Authority(name=one.decision.authority, answers=expected.authority.answers),
        received=expected.received,
        made=expected.made,
        as_at=expected.as_at,
        law=expected.law,
        request=one.decision.about,
        items=tuple(items),
    )


def unspoilt(rulebook: Rulebook, number: str) -> Rulebook:
    """Return the same rules without what they tell of the decision itself: 'law' would give the result away."""

    def bare(ground: Ground) -> Ground:
        return replace(ground, precedents=tuple(found for found in ground.precedents if number not in found.cite))

    sections = (
        replace(section, grounds={name: bare(ground) for name, ground in section.grounds.items()})
        for section in rulebook.sections
    )
    return replace(rulebook, sections=tuple(sections))


def is_supposed(one: Exercise, title: str, name: str) -> bool:
    """Return whether the file of the decision states no such answer for the piece of that title: it was left out."""
    stated = set(one.decision.case.get("answers", {}))
    for item in one.decision.case.get("items", ()):
        stated |= set(item.get("answers", {})) if item["title"] == title else set()
    return (name in PLAIN_REQUEST or name in PLAIN_ITEM) and name not in stated


def is_basis(one: Exercise, title: str, name: str) -> bool:
    """Return whether the decision is known to rest on the answer to the fact: its file says so, for that piece."""
    ids = {item["id"] for item in one.decision.case.get("items", ()) if item["title"] == title} or {REQUEST}
    found = (one.decision.expect.get(place, {}).get("by", {}) for place in ids)
    return any(name in names for by in found for names in by.values())
