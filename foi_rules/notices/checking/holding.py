"""What a letter holds back, and whether a ground is named for it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from foi_rules.notices.checking.names import CueName
from foi_rules.notices.checking.provisions import Provision, steps_of
from foi_rules.notices.checking.sentences import Sentence
from foi_rules.notices.checking.told import Cited, Told

# What a provision is cited for: to keep back; because it is too much work; because of the request; to say neither yes
# nor no; because it is not held; because it can be had elsewhere; because the Regulations apply.
Class = Literal["withholds", "cost", "request", "neither", "search", "elsewhere", "scope", "other"]
REFUSING: tuple[Class, ...] = ("withholds", "cost", "request", "neither")

_ON_THE_LAW: tuple[CueName, ...] = ("subject-to-balance", "no-balance", "rule")
_CLAIMS = re.compile(
    r"\b(?:is|are|was|were|and|be) (?:also |therefore |accordingly |considered |deemed )*exempt "
    r"(?:from|under|in|because|as)\b"
)
_SUMMARY = re.compile(
    r"[(\[]\s*(?:then |also )?(?:refuses|withholds|declines|redacts|cites|relies|claims|applies|says|states|explains)\b"
)
_TAG = re.compile(
    r"\b(item|appendix|annexe?|document|doc|part|question|paragraph|para|page|table|sheet|column|"
    r"row|attachment|enclosure|point|file|schedule) ([a-z]|\d{1,3})\b"
)
_ALSO = re.compile(r"\b(?:also|too|as well|further|other|another|remaining|second|final|last)\b")
_BELONGS = re.compile(
    r"(?:it|they|these|those|this|that) (?:is|are|was|were|belong|come|has|have|would|relate|concern)"
)
_OWN_REASON = re.compile(
    r"\b(?:as|because|since|due to|owing to) (?!(?:an |the |of )?(?:exemption|section|it is exempt))(?:\w+ ){2,}"
)
# A ground that is named for "some of the information", or for redactions at large, may be for any of them.
_GENERAL = re.compile(
    r"\b(?:some of|certain|parts? of (?:it|the information)|the (?:rest|remainder|remaining|information)"
    r"|(?:this|that|such) information|exemptions? (?:under|at|in|has|have)|the following|redactions?"
    r"|it is|they are|this is|these are)\b"
)
_SAME = re.compile(
    r"\b(?:the|this|that|these|such) (?:information|data|material|details)\b|^(?:it|this|they|"
    r"these|that)\b|\btherefore\b|\baccordingly\b"
)
_FIRST, _PERSONAL, _LAST = 26, 38, 41
_REACH = 2


def class_of(provision: Provision) -> Class:
    """Return what a provision is cited for in letters."""
    number = int("".join(char for char in provision.number if char.isdigit()) or 0)
    if provision.law in ("eirs", "uk-eirs"):
        return _class_of_regulation(number, provision.steps)
    if provision.law == "foia":
        return (
            "withholds"
            if 21 < number < 45
            else "elsewhere"
            if number == 21
            else "cost"
            if number == 12
            else "request"
            if number == 14
            else "other"
        )
    if provision.law != "foisa":
        return "other"
    named: dict[int, Class] = {12: "cost", 14: "request", 17: "search", 18: "neither", 25: "elsewhere"}
    if number in named:
        return named[number]
    if provision.steps[:2] == ("39", "2"):
        return "scope"
    if number == _PERSONAL and provision.steps[1:2] not in ((), ("1",), ("2",)):
        return "other"  # the conditions of section 38(1)(b), and its definitions
    return "withholds" if _FIRST <= number <= _LAST else "other"


def _class_of_regulation(number: int, steps: tuple[str, ...]) -> Class:
    if number == 10 and steps[1:2] in (("4",), ("5",)):
        return "search" if steps[2:3] == ("a",) and steps[1] == "4" else "withholds"
    if (number, steps[1:2]) in ((10, ("8",)), (11, ("6",))):
        return "neither"
    if number == 11:
        return "withholds"
    return "elsewhere" if steps[:3] == ("6", "1", "b") else "other"


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A sentence that holds something back: the words that say so, whether a ground covers it, and if that is
    certain.
    """

    sentence: Sentence
    words: str
    covered: bool
    certain: bool


@dataclass(frozen=True)
class Holding:
    """What a letter holds back and on which grounds."""

    told: Told

    @cached_property
    def grounds(self) -> tuple[Cited, ...]:
        """Return the citations relied on for holding back, without those that only name the section of another."""
        cited = [one for one in self.told.relied if class_of(one.provision) != "other" and not one.citation.beside]
        limbs = {one.provision for one in cited}
        return tuple(one for one in cited if not _only_heads(one.provision, limbs))

    def of(self, *classes: Class) -> tuple[Cited, ...]:
        """Return the grounds of these classes."""
        return tuple(one for one in self.grounds if class_of(one.provision) in classes)

    @cached_property
    def held_back(self) -> tuple[HeldBack, ...]:
        """Return every sentence that holds something back."""
        return tuple(found for one in self.told.own if (found := self._held_back(one)))

    @property
    def withholds(self) -> bool:
        """Return whether anything is held back: kept, too costly, vexatious, or neither confirmed nor denied."""
        return bool(self.of(*REFUSING) or self.held_back)

    @property
    def uncovered(self) -> tuple[HeldBack, ...]:
        """Return what is certainly held back without a ground."""
        return tuple(one for one in self.held_back if not one.covered and one.certain)

    def _held_back(self, sentence: Sentence) -> HeldBack | None:
        told = self.told
        if told.general(sentence) or told.does(sentence, "review-right", "commissioner"):
            return None
        cited = [one for one in told.cited if one.sentence is sentence and not one.citation.beside]
        grounds = [one for one in cited if one.use == "relied" and class_of(one.provision) in REFUSING]
        strong, weak = told.does(sentence, "withheld", "exempt"), told.does(sentence, "unable")
        cost = told.does(sentence, "cost")
        if not grounds and not told.does(sentence, "withheld") and self._on_the_law(sentence):
            return None
        if not (strong or weak or cost or (grounds and told.does(sentence, "neither"))):
            return None
        if not grounds and self._explained(sentence, cited, bool(strong)):
            return None
        words = strong or weak or cost or told.does(sentence, "neither")
        covered = bool(grounds) or any(one.use == "relied" for one in cited) or self._covered(sentence)
        return HeldBack(sentence, words, covered, self._certain(sentence))

    def _on_the_law(self, sentence: Sentence) -> bool:
        """Return whether a sentence speaks of the test, or of the balance, and claims nothing for this information."""
        told = self.told
        if told.does(sentence, "unable") or _CLAIMS.search(sentence.plain):
            return False
        weighs = told.does(sentence, "weighs") and "because" not in sentence.plain
        return bool(weighs or told.does(sentence, *_ON_THE_LAW))

    def _explained(self, sentence: Sentence, cited: list[Cited], strong: bool) -> bool:
        """Return whether the sentence holds nothing back: it is not held, can be had elsewhere, or waits for
        something.
        """
        told = self.told
        classes = {class_of(one.provision) for one in cited}
        if any(one.use == "not-relied" for one in cited) and not any(one.use == "relied" for one in cited):
            return True
        if classes & {"search", "elsewhere", "scope"}:
            return not (strong and "elsewhere" in classes and self._misfits(sentence))
        if told.does(sentence, "invalid", "clarify", "fee", "extension", "not-held", "elsewhere"):
            return not (strong and self._says_held(sentence))
        if strong or told.does(sentence, "cost") or told.topics(sentence):
            return False
        near = told.beside(sentence, _REACH)
        nearby = {class_of(one.provision) for one in told.relied if one.sentence in near}
        return bool(nearby & {"search"} or told.that("not-held", "invalid", "clarify", "transfer", among=near))

    def _misfits(self, sentence: Sentence) -> bool:
        """Return whether section 25 is cited for something that is not said to be anywhere else, but has another
        reason.
        """
        told = self.told
        return bool(told.topics(sentence)) and not told.that("elsewhere", among=told.beside(sentence))

    def _says_held(self, sentence: Sentence) -> bool:
        return bool(self.told.does(sentence, "held", "exempt"))

    def _covered(self, sentence: Sentence) -> bool:
        """Return whether a ground that is cited elsewhere in the letter covers what this sentence holds back."""
        told = self.told
        grounds = self.of(*REFUSING)
        topics = told.topics(sentence)
        if told.does(sentence, "refers-on", "weighs"):
            return bool(grounds or self.of("elsewhere"))
        if told.does(sentence, "cost") and not told.does(sentence, "exempt"):
            return any(
                class_of(one.provision) == "cost" or one.provision.steps[:3] == ("10", "4", "b") for one in grounds
            )
        if topics:
            about = any(self._about(one.provision, topics) for one in grounds)
            return about or any(self._named_next(one.sentence, sentence) for one in (*grounds, *self.of("elsewhere")))
        if self._for_a_reason_of_its_own(sentence, grounds):
            return False
        named = (*grounds, *self.of("elsewhere"))  # what is already accessible is exempt too (s.25)
        return any(_same_thing(one.sentence, sentence) for one in named)

    def _for_a_reason_of_its_own(self, sentence: Sentence, grounds: tuple[Cited, ...]) -> bool:
        """Return whether a sentence gives a reason, and every ground is named for some other thing in so many words."""
        following = self.told.sentences[sentence.index + 1 : sentence.index + 2]
        told_why = any(_BELONGS.match(one.plain) for one in following) and bool(_ALSO.search(sentence.plain))
        if not grounds or not (told_why or _OWN_REASON.search(sentence.plain)):
            return False
        if any(self._named_next(one.sentence, sentence) for one in grounds):
            return False
        return all(
            self.told.does(one.sentence, "withheld", "exempt") and not _GENERAL.search(one.sentence.plain)
            for one in grounds
        )

    def _named_next(self, ground: Sentence, sentence: Sentence) -> bool:
        """Return whether the ground stands in the sentence before or after, which speaks of the same thing."""
        return (
            ground in self.told.beside(sentence) and bool(_SAME.search(ground.plain)) and _same_thing(ground, sentence)
        )

    def _about(self, provision: Provision, topics: Iterable[str]) -> bool:
        if class_of(provision) != "withholds":
            return class_of(provision) in ("neither", "request")
        if provision.law not in ("foisa", "eirs"):
            return True
        wanted = [
            place for name in topics for text in self.told.words.topics[name].provisions for place in steps_of(text)
        ]
        return any(
            law == provision.law
            and (provision.steps[: len(steps)] == steps or steps[: len(provision.steps)] == provision.steps)
            for law, steps in wanted
        )

    def _certain(self, sentence: Sentence) -> bool:
        """Return whether what follows cannot name a ground: the letter does not break off in this answer, and the words
        are its own and no summary of it.
        """
        told = self.told
        if any(is_summary(one) for one in told.own):
            return False
        if not told.cut:
            return True
        last = told.sentences[-1]
        if sentence is last:
            return False
        complete = bool(told.does(sentence, "exempt")) and any(place is sentence for place, _ in told.mentions)
        after = last.index - sentence.index
        argued = (after > 1 and bool(told.does(sentence, "exempt"))) or (
            after > _REACH and bool(told.does(sentence, "withheld"))
        )
        same = (
            sentence.part == last.part
            if sentence.part
            else sentence.paragraph == last.paragraph or not _later(told, sentence)
        )
        return complete or argued or not same


def is_summary(sentence: Sentence) -> bool:
    """Return whether somebody tells in brackets what the letter does ("(Refuses the rest as personal data.)"), as in a
    log of answers or a newspaper: the provisions may stand in what was left out.
    """
    return bool(_SUMMARY.match(sentence.plain))


def _same_thing(ground: Sentence, held: Sentence) -> bool:
    """Return whether a ground may be about what a sentence holds back: not named for another answer or piece alone."""
    if ground.part and held.part and ground.part != held.part:
        return False
    theirs, mine = _tags(ground), _tags(held)
    return not theirs or not mine or bool(theirs & mine)


def _tags(sentence: Sentence) -> frozenset[tuple[str, str]]:
    return frozenset(_TAG.findall(sentence.plain))


def _later(told: Told, sentence: Sentence) -> bool:
    """Return whether a new paragraph begins after the sentence."""
    return any(one.paragraph != sentence.paragraph for one in told.sentences[sentence.index :])


def _only_heads(provision: Provision, others: set[Provision]) -> bool:
    size = len(provision.steps)
    return any(
        other.law == provision.law and len(other.steps) > size and other.steps[:size] == provision.steps
        for other in others
    )
