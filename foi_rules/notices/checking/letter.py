"""A letter as the checks see it: what it is, what it refuses, and which of its sentences stand where."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from foi_rules.engine.quality import formula_words
from foi_rules.model.rulebook import Law
from foi_rules.notices.checking.durations import times_in
from foi_rules.notices.checking.holding import Class, Holding, class_of, is_summary
from foi_rules.notices.checking.names import CueName
from foi_rules.notices.checking.provisions import Provision
from foi_rules.notices.checking.sentences import Sentence
from foi_rules.notices.checking.told import Cited, Told
from foi_rules.notices.checklist import Checklist

Regime = Literal["foisa", "eirs", "both"]
_WORD = re.compile(r"[a-z0-9'£]+")
_RIGHTS: tuple[CueName, ...] = ("court", "ico", "no-commissioner")
_ON_RIGHTS = re.compile(
    r"\b(?:unhappy|dissatisfied|complain|appeal|your rights?|rights? (?:of|to)|what next|do next|"
    r"disagree|not satisfied|ask(?:ing)? for a review)"
)
_NEAR = 3
# The few sections whose subsections nobody needs to tell which exemption is meant.
_ONE_GROUND = ("12", "17", "18", "25")


@dataclass(frozen=True)
class Letter:
    """Everything that a check can ask of a letter."""

    told: Told
    holding: Holding
    law: Law
    checklist: Checklist

    @cached_property
    def reviewed(self) -> bool:
        """Return whether the letter is the outcome of a review: not one that tells why there is none."""
        stopped = self.told.any("review-stopped")
        return not stopped and any(one not in self.rights_zone for one in self.told.that("reviewed"))

    @cached_property
    def whole(self) -> bool:
        """Return whether what the letter does not say is not in it: it does not break off, and is no summary."""
        return not self.told.cut and not self.retold

    @cached_property
    def retold(self) -> bool:
        """Return whether a passage tells what the letter does, instead of its own words."""
        return any(is_summary(one) for one in self.told.own)

    @cached_property
    def regime(self) -> Regime:
        """Return under which law it answers, by what it says and by what it cites."""
        laws = {
            one.provision.law
            for one in self.told.relied
            if class_of(one.provision) in ("withholds", "search", "neither", "elsewhere", "cost")
        }
        green = "eirs" in laws or self._answers_under_regulations
        plain = "foisa" in laws
        return "both" if green and plain else "eirs" if green else "foisa"

    @property
    def _answers_under_regulations(self) -> bool:
        named = [place for place, law in self.told.mentions if law.law == "eirs" and not place.theirs]
        scope = [one for one in self.told.relied if class_of(one.provision) == "scope"]
        return bool(scope) or any(
            re.search(r"\b(?:under|with|dealt|handled|respond|answer|review|regulation)", one.plain) for one in named
        )

    @cached_property
    def review_told(self) -> tuple[Sentence, ...]:
        """Return the sentences that tell of the right to a review: in the usual words, or a review with a time for
        it.
        """
        return self._with_time("review-right", ("review-word",), "day")

    @cached_property
    def commissioner_told(self) -> tuple[Sentence, ...]:
        """Return the sentences that tell of the Commissioner: in the usual words, or by name with a time."""
        told = self._with_time("commissioner", (), "month")
        return tuple(one for one in told if "scottish" in one.plain or not self.told.does(one, "ico"))

    def _with_time(self, usual: CueName, words: tuple[CueName, ...], unit: str) -> tuple[Sentence, ...]:
        found: list[Sentence] = []
        for one in self.told.own:
            named = self.told.does(one, *words) if words else "scottish information com" in one.plain
            near = self.told.beside(one)
            if (self.told.does(one, usual) and not (words and self._elsewhere(one))) or (
                named and any(unit in span for place in near for span in times_in(place.plain))
            ):
                found.append(one)
        return tuple(found)

    def _elsewhere(self, one: Sentence) -> bool:
        """Return whether a sentence sends the applicant to somebody else and speaks of no review."""
        return bool(re.search(r"\b(?:commissioner|ombudsman|tribunal)\b", one.plain)) and not self.told.does(
            one, "review-word"
        )

    @cached_property
    def rights_zone(self) -> frozenset[Sentence]:
        """Return the sentences on what the applicant can do next, with those close to them."""
        own = self.told.own
        told = {*self.review_told, *self.commissioner_told}
        hits = [number for number, one in enumerate(own) if one in told or self.told.does(one, *_RIGHTS)]
        ends = {number for hit in hits for number in range(hit, hit + _NEAR)}
        zone = {own[number] for number in ends if number < len(own)}
        first = {own[hit].paragraph: hit for hit in reversed(hits) if not self._acts(own[hit])}
        beside = {
            one
            for number, one in enumerate(own)
            if one.paragraph in first and (number >= first[one.paragraph] or not self.told.does(one, "weighs"))
        }  # the answer may stand in the same paragraph, before the rights
        return frozenset(zone | self.headed_rights | beside)

    @cached_property
    def headed_rights(self) -> frozenset[Sentence]:
        """Return the sentences under a heading such as "If you are unhappy with this reply"."""
        under = {one.index for one in self.told.sentences if one.kind == "heading" and _ON_RIGHTS.search(one.plain)}
        return frozenset(one for one in self.told.own if self.headings[one.index] in under)

    @cached_property
    def headings(self) -> dict[int, int]:
        """Return, for each sentence, the number of the heading under which it stands; -1 before the first."""
        found: dict[int, int] = {}
        current = -1
        for one in self.told.sentences:
            current = one.index if one.kind == "heading" else current
            found[one.index] = current
        return found

    def _acts(self, sentence: Sentence) -> bool:
        return bool(self.told.does(sentence, "withheld", "exempt", "unable", "not-held"))

    @cached_property
    def refuses(self) -> bool:
        """Return whether the letter is a notice that has to tell of rights: it refuses, is not held, or asks for a
        fee.
        """
        held = self.holding
        classes: tuple[Class, ...] = ("withholds", "cost", "request", "neither", "search", "elsewhere")
        return bool(held.of(*classes) or held.held_back or self.fees)

    @cached_property
    def fees(self) -> tuple[Sentence, ...]:
        """Return the sentences that ask for a fee."""
        return self.told.that("fee")

    @cached_property
    def grounds(self) -> tuple[Cited, ...]:
        """Return what is relied on to keep something back, each provision once, where it is first cited."""
        first: dict[Provision, Cited] = {}
        for one in self.holding.of("withholds"):
            first.setdefault(one.provision, one)
        return tuple(first.values())

    def kinds_of(self, provision: Provision) -> frozenset[str]:
        """Return the kinds (absolute, qualified) of the grounds under a provision; none if no ground is."""
        kinds = {ground.kind for ground in self.told.book.at(provision) or self.told.book.under(provision)}
        if provision.law == "foisa" and provision.number == "38":
            return frozenset({"absolute"}) & kinds or frozenset(kinds)
        if provision.law == "eirs" and provision.number == "11":
            return frozenset({"absolute"})
        return frozenset(kinds)

    @cached_property
    def denied(self) -> tuple[Cited, ...]:
        """Return the grounds that only would apply, in a reply that neither confirms nor denies (s.18)."""
        if not self.holding.of("neither"):
            return ()
        would = [one for one in self.grounds if self.told.that("would-be-exempt", among=self._before_and_in(one))]
        return tuple(would) or self.grounds

    def _before_and_in(self, cited: Cited) -> tuple[Sentence, ...]:
        return (*self.told.beside(cited.sentence, _NEAR), *self.passage(cited))

    @cached_property
    def qualified(self) -> tuple[Cited, ...]:
        """Return the grounds for which the public interest has to be weighed."""
        weighed = [one for one in self.grounds if one not in self.denied]
        return tuple(one for one in weighed if self.kinds_of(one.provision) == {"qualified"})

    @cached_property
    def regions(self) -> dict[int, frozenset[Provision]]:
        """Return, for each sentence under a heading that cites provisions, which those are; by its number."""
        found: dict[int, frozenset[Provision]] = {}
        current: frozenset[Provision] = frozenset()
        for one in self.told.sentences:
            if one.kind == "heading":
                current = frozenset(cited.provision for cited in self.told.cited if cited.sentence is one)
            found[one.index] = current
        return found

    def passage(self, cited: Cited) -> tuple[Sentence, ...]:
        """Return the sentences that may say why a ground applies: under its heading, or around where it is cited."""
        headed = tuple(
            one for one in self.told.own if cited.provision in self.regions[one.index] and one.kind != "heading"
        )
        return headed or tuple(dict.fromkeys(self._around(cited.provision)))

    def _around(self, provision: Provision) -> Iterator[Sentence]:
        places = sorted({one.sentence.index for one in self.told.relied if one.provision == provision})
        others = {one.sentence.index for one in self.holding.of("withholds") if one.provision != provision}
        for at in places:
            part = self.told.sentences[at].part
            first = max(at - _NEAR + 1, 0)
            for one in self.told.sentences[first:]:
                apart = one.part != part or one in self.rights_zone
                if one.index > at and (apart or one.index in others - set(places)):
                    break
                if not apart and not one.theirs and not (one.index < at and one.index in others):
                    yield one

    def substance(self, *sentences: Sentence) -> int:
        """Return how many words of their own the sentences hold, beside those that any refusal could use."""
        formula = self.told.words.formula | formula_words()
        words = {word for one in sentences for word in _WORD.findall(one.plain) if not word.isdigit()}
        return len({word for word in words if word not in formula and len(word) > 1})

    def one_ground(self, provision: Provision) -> bool:
        """Return whether a bare section says enough."""
        if provision.law == "eirs":
            return provision.steps == ("11", "2")
        return provision.law == "foisa" and provision.number in _ONE_GROUND
