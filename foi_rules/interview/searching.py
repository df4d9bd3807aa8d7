"""Free words, looked up: in the help, the glossary, the lists of screening, the questions and the rules.

A small match of our own, because what is searched is small: every word that was typed counts by how rare it is and
where it stands, words that stand together count more, and a cite in any spelling is found by its numbers.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from itertools import islice, pairwise
from math import log, sqrt
from operator import itemgetter
from textwrap import shorten
from typing import Literal, NamedTuple

from foi_rules.engine.leaves import TICK_LISTS, leaf_conditions
from foi_rules.engine.wording import fill
from foi_rules.interview.glossary import SMALL, SYNONYMS, glossary, stems_in, tokens_in
from foi_rules.interview.state import State
from foi_rules.interview.view import Line
from foi_rules.model.rule import AnyOf, Fact, Ground
from foi_rules.model.rulebook import Law

Kind = Literal["command", "word", "ground", "question", "list", "caution"]
Commands = tuple[tuple[str, str], ...]
"""What can be typed at any prompt, as pairs of the name and what it does."""
Path = tuple[str, ...]
"""The steps to a provision: s, 33, 1 and b for s.33(1)(b); reg, 10 and 8 for reg 10(8)."""

_SENTENCE = re.compile(r'(?<=[.?!"]) (?=[A-Z"])')
_LAW = re.compile(r"FOISA|EIRs|DPA|UK GDPR|SSI|SI|Code|practice|Part")
_CITE = re.compile(
    r"\b(?:(?P<law>foisa|eirs?)\b[\s,]*)?(?P<lead>sections?|regulations?|regs?|ss?|r)?[.\s]*"
    r"(?P<first>\d{1,2}[a-z]?)\b(?P<rest>(?:\s*\(\w{1,4}\))*)(?![\w(])",
    re.I,
)
_PLACE = re.compile(r"(?P<lead>\bss?\.|\bregs? |^\s*)(?P<first>\d{1,2}[A-Z]?)(?P<rest>(?:\(\w{1,4}\))*)")

WIDTH, MOST_WORDS = 78, 9
"""How wide a line is, and how many words that count a search may have: what is longer is a sentence, not a search."""
ENOUGH, FAR_LESS = 0.5, 0.35
"""How much of what was typed, by weight, must be found in one place; and how far behind the best is no longer shown."""

ALIKE, MEANT = 0.8, 1.3
"""How much a word of the rules counts that stands for one that was typed, and for a whole phrase."""


class Hit(NamedTuple):
    """One thing found: its name (a cite, a word, a command), what it says, its kind and its id in the rules."""

    name: str
    says: str
    kind: Kind
    ref: str


class Field(NamedTuple):
    """One text of an entry and how much it counts.

    `lead` is what leads to it where it is shown as what was found; None where the entry speaks for itself.
    """

    text: str
    weight: float
    lead: str | None = None


@dataclass(frozen=True, slots=True)
class _Entry:
    """What can be found: the hit that it gives when nothing else is to be said, its texts, and its provisions."""

    hit: Hit
    fields: tuple[Field, ...]
    stems: tuple[tuple[str, ...], ...]
    paths: tuple[Path, ...]


class _Match(NamedTuple):
    """How well an entry fits, and which of its texts fits best."""

    position: int
    score: float
    field: int = 0


_NOTHING = _Match(-1, 0)


@dataclass(frozen=True, slots=True)
class _Index:
    entries: tuple[_Entry, ...]
    places: dict[str, frozenset[int]]
    """For each stem the entries in which it stands."""
    rarity: dict[str, float]


def hits(law: Law, words: str, limit: int = 5, commands: Commands = ()) -> tuple[Hit, ...]:
    """Return what fits the words best, the best first; none if nothing fits or they are no search at all.

    `commands` are what can be typed at any prompt, each with what it does.
    """
    index = _index(law, commands)
    paths, rest = _cited(words)
    found = _by_cite(index, paths) if paths else []
    if not paths or stems_in(rest):
        by_words = _by_words(index, rest)
        there = {one.position for one in found}
        found = [one for one in by_words if one.position in there] or found or by_words
    return tuple(islice(_different(_shown(index, one) for one in found), limit))


def search_lines(state: State, words: str, commands: Commands = ()) -> Iterator[Line]:
    """Yield what was found for the words, one line each; one sentence if nothing was."""
    found = hits(state.law, words, commands=commands)
    typed = shorten(words, 40, placeholder=" ...")
    if not found:
        yield Line(f"Nothing was found for '{typed}'. One or two plain words do best, or a section such as s.38.")
        return
    yield Line(f"Found for '{typed}':", style="strong")
    yield from map(hit_line, found)


def hit_line(hit: Hit) -> Line:
    """Return what was found as one line: its name, and as much of what it says as fits."""
    return Line(f"{hit.name}: {shorten(hit.says, max(20, WIDTH - len(hit.name) - 6), placeholder=' ...')}", 1)


# What can be found


@lru_cache(maxsize=4)
def _index(law: Law, commands: Commands) -> _Index:
    entries = tuple(_entry(*one) for one in _all(law, commands))
    places: dict[str, set[int]] = {}
    for position, entry in enumerate(entries):
        for stem in {stem for stems in entry.stems for stem in stems}:
            places.setdefault(stem, set()).add(position)
    rarity = {stem: log(1 + len(entries) / len(where)) for stem, where in places.items()}
    return _Index(entries, {stem: frozenset(where) for stem, where in places.items()}, rarity)


def _entry(hit: Hit, fields: Sequence[Field], cite: str) -> _Entry:
    kept = tuple(field for field in fields if field.text)
    return _Entry(hit, kept, tuple(stems_in(one.text) for one in kept), tuple(_paths(cite)))


Found = tuple[Hit, Sequence[Field], str]
"""What can be found, its texts, and the provisions at which it stands."""


def _all(law: Law, commands: Commands) -> Iterator[Found]:
    for name, does in commands:
        yield Hit(name, does, "command", name), (Field(name, 5), Field(does, 2)), ""
    for one in glossary():
        yield Hit(one.word, one.meaning, "word", one.word), (Field(one.word, 5), Field(one.meaning, 2)), one.where
    opened = _openings(law)
    yield from (_ground(law, ground, opened) for ground in law.grounds.values())
    for fact in law.facts.values():
        if not fact.computed:
            yield _fact(law, fact)
            if fact.id in TICK_LISTS:
                yield from _ticks(law, fact, opened)
    for entry in law.public_interest.rejected:
        fields = (Field(entry.text, 3), Field(entry.says, 1.5), *(Field(words, 1) for words in entry.words))
        yield Hit("Counts for little", f"{entry.text}. {entry.says}", "caution", entry.id), fields, ""


def _openings(law: Law) -> dict[tuple[str, str], list[Ground]]:
    """Return the grounds that each answer of screening opens."""
    found: dict[tuple[str, str], list[Ground]] = {}
    for ground in law.grounds.values():
        for leaf in leaf_conditions(ground.opened_by or AnyOf(())):
            found.setdefault((leaf.fact, leaf.choice), []).append(ground)
    return found


def _ground(law: Law, ground: Ground, opened: dict[tuple[str, str], list[Ground]]) -> Found:
    doors = [
        law.facts[fact].choices[choice].text
        for (fact, choice), grounds in opened.items()
        if ground in grounds and choice in law.facts[fact].choices
    ]
    fields = (
        Field(ground.label, 4),
        Field(ground.gist, 4),
        Field(law.sections[ground.section].title, 2),
        *(Field(text, 2) for text in doors),
        *(Field(one.says, 1.5, "before the letter: ") for one in (*ground.duties, *ground.warnings)),
        *(Field(text, 1.2, "not enough: ") for text in ground.mistakes),
        *(Field(one.says, 1, f"{one.cite}: ") for one in ground.precedents),
        *(Field(text, 1, "evidence: ") for text in ground.evidence),
    )
    return Hit(ground.cite, ground.gist, "ground", ground.id), fields, ground.cite


def _fact(law: Law, fact: Fact) -> Found:
    asked = fill(fact.question, {})
    led = [cue for cue in law.cues if cue.leads_to == fact.id and not cue.tick]
    choices = [] if fact.id in TICK_LISTS else [choice.text for choice in fact.choices.values()]
    fields = (
        Field(asked, 3),
        *(Field(text, 2, f"{asked} ") for text in choices),
        *(Field(text, 1.2, _helping(text)) for text in (*_SENTENCE.split(fact.help), *fact.consider.values())),
        *(Field(cue.ask, 1.5) for cue in led),
        *(Field(word, 2) for cue in led for word in cue.words),
    )
    return Hit(fact.cite, asked, "question", fact.id), fields, fact.cite


def _helping(text: str) -> str | None:
    """Return what leads to a sentence of the help; examples of answers lead to the question instead."""
    return None if text.startswith(("Good:", "Poor:")) else ""


def _ticks(law: Law, fact: Fact, opened: dict[tuple[str, str], list[Ground]]) -> Iterator[Found]:
    for name, choice in fact.choices.items():
        led = [cue for cue in law.cues if cue.leads_to == fact.id and cue.tick == name]
        cites = [ground.cite for ground in opened.get((fact.id, name), [])]
        opens = f" (opens {', '.join(cites[:2])}{f' and {len(cites) - 2} more' if len(cites) > 2 else ''})"
        fields = (
            Field(choice.text, 4),
            *(Field(cue.ask, 1.5) for cue in led),
            *(Field(word, 2) for cue in led for word in cue.words),
        )
        place = "On the list for a piece" if TICK_LISTS[fact.id] == "item" else "On the list for the request"
        yield Hit(place, f"{choice.text}{opens if cites else ''}", "list", f"{fact.id}.{name}"), fields, ""


# Provisions


def _cited(words: str) -> tuple[list[Path], str]:
    """Return the provisions that are named, without a law where none is named, and what else was typed."""
    rest = _CITE.sub(" ", words)
    alone = not stems_in(rest)
    found = [
        one
        for one in _CITE.finditer(words)
        if one["lead"] or one["law"] or one["rest"] or (alone and len(one["first"]) > 1)
    ]
    if not found:
        return [], words  # a number in a sentence, such as "20 working days", or that of a line
    return [_path(one) for one in found], rest


def _path(found: re.Match[str]) -> Path:
    lead, law = (found["lead"] or "").lower(), (found["law"] or "").lower()
    kind = "reg" if lead.startswith("r") or law.startswith("eir") else "s" if lead or law else ""
    return (kind, *_steps(found["first"], found["rest"]))


def _steps(first: str, rest: str) -> Path:
    return (first.lower(), *re.findall(r"\w+", rest.lower()))


def _paths(cite: str) -> Iterator[Path]:
    """Yield the provisions of a cite that are of the Act or of the Regulations; a glossary names no law for the Act."""
    law = "s"
    for part in re.split(r",| with ", cite):
        named = _LAW.search(part)
        law = {"FOISA": "s", "EIRs": "reg"}.get(named[0], "") if named else law
        found = _PLACE.search(part)
        if law and found and (named is None or found["lead"]):
            yield (law, *_steps(found["first"], found["rest"]))


def _by_cite(index: _Index, paths: Sequence[Path]) -> list[_Match]:
    """Return what stands at the first provision or below it, the nearest first; above it if there is nothing there.

    Of those, the ones at the other provisions as well stand before the rest.
    """
    path, *others = paths
    for steps in range(len(path), 1, -1):
        found = [
            _Match(position, -_LATER[entry.hit.kind] - min(len(one) for one in below))
            for position, entry in enumerate(index.entries)
            if (below := [one for one in entry.paths if _is_below(one, path[:steps])])
        ]
        if found:
            return sorted(found, key=lambda one: (_beside(index, one, others), -one.score, one.position))
    return []


def _beside(index: _Index, found: _Match, others: Sequence[Path]) -> int:
    """Return how many of the other provisions the entry does not stand at."""
    own = index.entries[found.position].paths
    return sum(not any(_is_below(one, path) for one in own) for path in others)


def _is_below(one: Path, path: Path) -> bool:
    return one[1 : len(path)] == path[1:] and path[0] in ("", one[0])


_LATER: dict[str, int] = {"ground": 0, "word": 10, "question": 20}


# Words


def _by_words(index: _Index, words: str) -> list[_Match]:
    """Return what fits the words, the best first, without what fits far less well than the best."""
    best: dict[int, _Match] = {}
    for stems, share in _variants(index, words):
        weights = {stem: index.rarity.get(stem, log(1 + len(index.entries))) for stem in stems}
        for position, part in _holding(index, weights):
            fits = _fits(index.entries[position], stems, weights)
            found = _Match(position, share * part**2 * fits[0], fits[1])
            if found.score > best.get(position, _NOTHING).score:
                best[position] = found
    least = FAR_LESS * max((one.score for one in best.values()), default=0)
    return sorted((one for one in best.values() if one.score >= least), key=lambda one: (-one.score, one.position))


def _variants(index: _Index, words: str) -> Iterator[tuple[tuple[str, ...], float]]:
    """Yield the search as it was typed, then with words of the rules in place of what officers say."""
    typed = tokens_in(words)
    meant = tuple(_spelt(index, stem) for stem in typed if stem not in SMALL)
    if not 0 < len(meant) <= MOST_WORDS or all(stem.isdigit() for stem in meant):
        return
    yield meant, 1
    for phrase, others in SYNONYMS:
        said = tokens_in(phrase)
        ends = [at + len(said) for at in range(len(typed)) if typed[at : at + len(said)] == said]
        for end in ends[:1]:
            rest = [stem for stem in (*typed[: end - len(said)], *typed[end:]) if stem not in SMALL]
            yield from (((*stems_in(other), *rest), MEANT if len(said) > 1 else ALIKE) for other in others)


def _spelt(index: _Index, stem: str) -> str:
    """Return the stem, or the one most like it that is known: a slip of the finger should still find something."""
    if stem in index.places or len(stem) < 5:
        return stem
    alike = [one for one in index.places if one[0] == stem[0] and abs(len(one) - len(stem)) < 3]
    return next(iter(get_close_matches(stem, alike, 1, 0.8)), stem)


def _holding(index: _Index, weights: dict[str, float]) -> Iterator[tuple[int, float]]:
    """Yield the entries in which enough of the words stand, with how much of them that is."""
    whole = sum(weights.values())
    held: dict[int, float] = {}
    for stem, weight in weights.items():
        for position in index.places.get(stem, ()):
            held[position] = held.get(position, 0) + weight / whole
    return ((position, part) for position, part in held.items() if part >= ENOUGH)


def _fits(entry: _Entry, stems: tuple[str, ...], weights: dict[str, float]) -> tuple[float, int]:
    """Return how well the words fit and by which text: each counts, and more where they stand together."""
    best = (0.0, 0)
    for number, own in enumerate(entry.stems):
        there = [stem for stem in weights if stem in own]
        if there:
            pairs = set(pairwise(own))
            together = sum(weights[b] for a, b in pairwise(stems) if (a, b) in pairs)
            score = (sum(weights[stem] for stem in there) + together) / sum(weights.values())
            best = max(best, (entry.fields[number].weight * score / sqrt(4 + len(own)), number), key=itemgetter(0))
    return best


def _shown(index: _Index, found: _Match) -> Hit:
    """Return the hit, saying what was found where that is not what it is about."""
    entry = index.entries[found.position]
    field = entry.fields[found.field]
    return entry.hit if field.lead is None else entry.hit._replace(says=f"{field.lead}{field.text}")


def _different(found: Iterable[Hit]) -> Iterator[Hit]:
    """Yield the hits without those that would say the same again."""
    said: set[str] = set()
    for hit in found:
        if hit.says not in said:
            said.add(hit.says)
            yield hit
