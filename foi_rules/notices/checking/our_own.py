"""Letters that foi made, and somebody edited since: each part that the checklist requires, by its own words.

Such a letter is known by its subject. What it must hold is what the checklist asks of its kind under the conditions
that the letter shows; a part is there if one of the texts of the wording that show it is there, with whatever in
its holes.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

from foi_rules.notices.checking.finding import Found, found
from foi_rules.notices.checking.letter import Letter
from foi_rules.notices.checking.phrases import plain_text
from foi_rules.notices.checking.provisions import Provision, steps_of
from foi_rules.notices.checklist import LetterSpec, Must
from foi_rules.notices.names import Condition, Kind, Rights

_HOLE = re.compile(r"\{[^{}]*\}")
_MOST_IN_A_HOLE = 3000
_HEADED_GROUND = re.compile(r"\((?:section|regulation) \d")
# Letters that join sections, and the letters of which those sections are made.
_JOINED: tuple[Kind, ...] = ("several-parts", "several-review", "environmental-review")
_INNER: tuple[Kind, ...] = (
    "partial-release",
    "cost",
    "vexatious",
    "repeated",
    "neither",
    "environmental",
    "unreasonable",
)
# Sections of a letter that say nothing of its kind.
_COMMON = ("answer", "request", "parts", "help", "rights", "table", "each", "faults", "points")
_ANSWERS = (
    "caption",
    "disclosed",
    "partial",
    "refused",
    "not-held",
    "mixed",
    "neither",
    "cost",
    "waiting",
    "elsewhere",
)
_SHORTEST = 12  # a text of the wording shorter than this could stand anywhere


@dataclass(frozen=True)
class _Own:
    letter: Letter
    spec: LetterSpec

    @cached_property
    def paragraphs(self) -> tuple[str, ...]:
        rows: dict[int, list[str]] = {}
        for one in self.letter.told.page.lines:
            rows.setdefault(one.paragraph, []).append(one.text)
        return tuple(plain_text(" ".join(texts)) for texts in rows.values())

    def has(self, keys: Iterable[str]) -> bool:
        """Return whether any of these texts of the wording stands in the letter, or any such provision is cited."""
        return any(self._has(key) for key in keys)

    def _has(self, key: str) -> bool:
        if key.startswith(("FOISA ", "EIRs ")):
            return any(Provision(law, steps) in self._cited for law, steps in steps_of(key))
        if key == "withheld.ground":
            return any(one.kind == "heading" and _HEADED_GROUND.search(one.plain) for one in self.letter.told.sentences)
        group, _, name = key.partition(".")
        wording = self.letter.checklist.wording[group]
        texts = wording.values() if name == "*" else [wording[name]]
        return any(pattern.search(text) for text in self.paragraphs for pattern in map(_pattern, texts))

    @cached_property
    def _cited(self) -> frozenset[Provision]:
        return frozenset(one.provision for one in self.letter.told.cited if one.sentence.kind == "heading")

    def keys(self, item: Must, spec: LetterSpec) -> tuple[str, ...]:
        """Return the texts that show an item in a letter of this kind: those of its sections, and of its rights."""
        if item.shown_by is None:
            return ()
        groups = _groups(spec) | ({"parts"} if self.spec.kind in _JOINED else set())
        worded = self.letter.told.words.worded.get(item.shown_by, ())
        if spec.kind == "several-parts" and item.shown_by == "part":
            return tuple(f"parts.{name}" for name in _ANSWERS)
        if self.spec.kind in _JOINED:
            other = "eir-" if spec.kind != "environmental" else ""
            worded = tuple(key for key in worded if not _has_twin(key, worded) or key.startswith("eir-") != bool(other))
        return tuple(key for key in worded if spec.kind in _JOINED or key.partition(".")[0] in groups)

    def lacks(self, item: Must, spec: LetterSpec) -> bool:
        """Return whether an item is wanted here, and gone: from the letter, or from a section that its condition
        heads.
        """
        keys = self.keys(item, spec)
        if not keys or (item.grounds and not any(self._relies(name) for name in item.grounds)):
            return False
        each = item.each in ("ground", "qualified-ground") and item.shown_by != "exemption"
        if each and not item.grounds and self._grounds:
            return any(not self._in(section, keys) for section in self._for_each(item, spec))
        if item.when == "always":
            return not self.has(keys)
        signs = self._signs(item.when, spec)
        sections = self._sections(signs, spec) if not item.grounds else ()
        if sections:
            return any(not self._in(section, keys) for section in sections)
        return self.has(signs) and not self.has(keys)

    def _for_each(self, item: Must, spec: LetterSpec) -> tuple[range, ...]:
        """Return the part on each ground that an item is wanted for: each ground's, or those that are weighed."""
        denying = spec.kind in ("neither", "environmental-neither")
        owned = [one for one in self._grounds if self._denies(one) == denying]
        mine = [
            one
            for one in owned
            if (self.paragraphs[one.start].find("(regulation") >= 0) == (spec.kind == "environmental")
        ]
        wanted = mine if self.spec.kind in _JOINED else owned
        weighed = ("withheld.weighed", "eir-withheld.weighed", "unreasonable.weighed")
        return tuple(one for one in wanted if item.each == "ground" or self._in(one, weighed))

    def _denies(self, ground: range) -> bool:
        """Return whether a ground stands under the heading of a part that says neither yes nor no."""
        above = [
            at for at in sorted(self.headed) if at < ground.start and not _HEADED_GROUND.search(self.paragraphs[at])
        ]
        return bool(above) and bool(self._pattern_of("denial.heading").fullmatch(self.paragraphs[above[-1]]))

    @cached_property
    def _grounds(self) -> tuple[range, ...]:
        """Return the paragraphs on each ground: from its heading to the next heading."""
        order = [*sorted(self.headed), len(self.paragraphs)]
        return tuple(range(at, end) for at, end in pairwise(order) if _HEADED_GROUND.search(self.paragraphs[at]))

    def _signs(self, when: Condition, spec: LetterSpec) -> tuple[str, ...]:
        signs = self.letter.told.words.signs.get(when, ())
        if when == "not-held-part" and spec.kind == "environmental" and self.spec.kind in _JOINED:
            return ("eir-not-held.says", "eir-not-held.says-part", "eir-not-held.balance")
        return signs

    def _sections(self, signs: Iterable[str], spec: LetterSpec) -> tuple[range, ...]:
        """Return the paragraphs of each section that one of these headings heads, under the law of the letter's
        kind.
        """
        headings = [self._pattern_of(key) for key in signs if ".heading" in key]
        starts = [
            at
            for at, text in enumerate(self.paragraphs)
            if at in self.headed and any(h.fullmatch(text) for h in headings)
        ]
        found = []
        for start in starts:
            later = [at for at in sorted(self.headed) if at > start and not _HEADED_GROUND.search(self.paragraphs[at])]
            section = range(start, later[0] if later else len(self.paragraphs))
            green = self._in(section, ("eir-withheld.claims", "eir-not-held.says", "eir-not-held.says-part"))
            if self.spec.kind not in _JOINED or green == (spec.kind == "environmental") or "sending.heading" in signs:
                found.append(section)
        return tuple(found)

    def _in(self, section: range, keys: Iterable[str]) -> bool:
        texts = [self.paragraphs[at] for at in section]
        grounds = any(at in self.headed and _HEADED_GROUND.search(self.paragraphs[at]) for at in section)
        return any(
            grounds if key == "withheld.ground" else any(self._pattern_of(key).search(text) for text in texts)
            for key in keys
        )

    def _pattern_of(self, key: str) -> re.Pattern[str]:
        group, _, name = key.partition(".")
        return _pattern(self.letter.checklist.wording[group][name])

    @cached_property
    def headed(self) -> frozenset[int]:
        """Return the numbers of the paragraphs that are headings, as places in `paragraphs`."""
        order = list(dict.fromkeys(one.paragraph for one in self.letter.told.page.lines))
        headings = {one.paragraph for one in self.letter.told.page.lines if one.kind == "heading"}
        return frozenset(at for at, number in enumerate(order) if number in headings)

    @cached_property
    def foreign(self) -> int:
        """Return how many headings the letter has that no letter of its kind has."""
        mine = {plain_text(text) for text in self._headings(_groups(self.spec))}
        every = {plain_text(text) for text in self._headings(self.letter.checklist.wording)}
        if self.spec.kind in _JOINED:
            return 0
        return sum(1 for at in self.headed if self.paragraphs[at] in every - mine)

    def _headings(self, groups: Iterable[str]) -> list[str]:
        wording = self.letter.checklist.wording
        return [
            text
            for group in groups
            if group in wording
            for name, text in wording[group].items()
            if name.startswith("heading")
        ]

    def _relies(self, name: str) -> bool:
        book = self.letter.told.book
        return any(ground.id.startswith(name) for one in self._cited for ground in (*book.at(one), *book.under(one)))


def _groups(spec: LetterSpec) -> frozenset[str]:
    found = {"head", "rights", "rights-eirs", "rights-both", "after-review", *spec.sections}
    if found & {"denial", "unreasonable"}:
        found.add("withheld")  # their grounds are named, and their reasons led in, in the same words
    if "fees" in found:
        found.add("cost")  # the estimate is the same table
    return frozenset(found | {f"eir-{name}" for name in found})


def _has_twin(key: str, keys: tuple[str, ...]) -> bool:
    """Return whether a text has its like for the other law among the keys: withheld.claims and eir-withheld.claims."""
    return (key.removeprefix("eir-") if key.startswith("eir-") else f"eir-{key}") in keys


@cache
def _pattern(text: str) -> re.Pattern[str]:
    plain = plain_text(_HOLE.sub("\0", text)).replace("\0", "\x01")
    parts = [re.escape(part.strip()) for part in plain.strip("\x01").split("\x01")]  # what fills it may be lines away
    joined = rf".{{1,{_MOST_IN_A_HOLE}}}?".join(parts)
    return re.compile(joined if len(plain) >= _SHORTEST else rf"^{joined}(?!\w)")


def missing_parts(letter: Letter) -> Iterator[Found]:
    """Yield each required part that is gone from a letter that foi made. Source: rules/notices.yaml, by its cites."""
    lines = {plain_text(one.text) for one in letter.told.sentences if one.kind in ("heading", "text")}
    named = [one for one in letter.checklist.letters if plain_text(one.subject) in lines]
    owns = [_Own(letter, spec) for spec in named]
    rows = [(_unlike(own), tuple(_missing(own))) for own in owns]  # where two kinds share a subject, the one that it is
    yield from min(rows, key=lambda row: (row[0], len(row[1])), default=(0, ()))[1]


def _unlike(own: _Own) -> int:
    """Return how much speaks against a letter being of a kind: headings of other kinds, the other law."""
    green = own.has(["request.regime-eirs", "request.looked-eirs"])
    plain = own.has(["request.regime", "request.looked"])
    under = own.spec.rights in ("eirs", "after-review-eirs")
    joined = own.spec.kind == "several-review" and not own.has(
        ["each.act", "each.regulations", "cost.heading", "denial.heading"]
    )
    return own.foreign + int((green and not under) or (plain and under)) + int(joined)


def _missing(own: _Own) -> Iterator[Found]:
    for kind, item in dict.fromkeys((*_of_kind(own), *_of_rights(own))):
        if item.level == "block" and own.lacks(item, kind):
            keys = own.keys(item, kind)
            values = {"letter": own.spec.title, "part": item.says, "item": item.id}
            yield found("standard-part-gone", None, item.cite, words=_words(own.letter, keys[0]), **values)


def _words(letter: Letter, key: str) -> str:
    group, _, name = key.partition(".")
    text = letter.checklist.wording[group].get(name, "")
    return _HOLE.sub(lambda hole: f"[{hole.group()[1:-1]}]", text)


def _of_kind(own: _Own) -> Iterator[tuple[LetterSpec, Must]]:
    checklist = own.letter.checklist
    yield from ((own.spec, one) for one in (*checklist.common, *own.spec.must))
    for kind in _INNER if own.spec.kind in _JOINED else ():
        refused = kind == "partial-release" and not own.has(["sending.heading"])
        spec = checklist.letter("refusal" if refused else kind)
        if _is_there(own, spec):
            yield from ((spec, one) for one in spec.must)


def _is_there(own: _Own, spec: LetterSpec) -> bool:
    """Return whether a joined letter has a section of this kind: something that only such a section says."""
    sections: set[str] = set(spec.sections)
    groups = (
        sections
        - {*_COMMON}
        - {
            "withheld",
            "not-held",
            "waiting",
            "sending",
            "elsewhere",
        }
    )
    if spec.kind in ("partial-release", "refusal"):
        plain = own.has(("withheld.holds", "withheld.claims", "not-held.says", "not-held.says-part"))
        empty = own.has(("not-held.heading", "not-held.heading-all"))
        return plain or (empty and not own.has(("eir-not-held.says", "eir-not-held.says-part", "eir-not-held.balance")))
    if spec.kind == "environmental":
        groups = {*groups, "eir-withheld", "eir-not-held"}
    keys = [key for item in spec.must for key in own.keys(item, spec)]
    return own.has(key for key in keys if key.partition(".")[0] in groups)


def _of_rights(own: _Own) -> Iterator[tuple[LetterSpec, Must]]:
    checklist = own.letter.checklist
    excluded = own.has(["rights.no-commissioner", "rights-eirs.no-commissioner"])
    for name in _rights(own):
        for item in checklist.rights[name]:
            shut = item.when == "no-commissioner-route"
            if item.when not in ("commissioner-route", "no-commissioner-route") or shut == excluded:
                yield own.spec, item.model_copy(update={"when": "always"})


def _rights(own: _Own) -> tuple[Rights, ...]:
    """Return the blocks of rights that a letter of its kind gives, by the law under which it says that it answers."""
    kind = own.spec.rights
    act, green = own.has(["request.regime", "request.looked"]), own.has(["request.regime-eirs", "request.looked-eirs"])
    both = own.has(["request.regime-both", "request.looked-both", "rights-both.review"]) or (
        green and own.has(["environment.exemption", "environment.neither"])
    )
    if kind == "none" or not (act or green or both):
        return (kind,)
    if kind.startswith("after-review"):
        return ("after-review", "after-review-eirs") if both else ("after-review",) if act else ("after-review-eirs",)
    return ("foisa", "eirs") if both else ("foisa",) if act else ("eirs",)
