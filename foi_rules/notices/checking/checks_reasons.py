"""Checks on what is said: reasons, the public interest on both sides, holding, blanket refusals, names."""

import re
from collections.abc import Iterator

from foi_rules.engine.quality import rejected_in
from foi_rules.notices.checking.checks_grounds import _capital, _of_other_act
from foi_rules.notices.checking.finding import Found, found
from foi_rules.notices.checking.letter import Letter
from foi_rules.notices.checking.sentences import Sentence
from foi_rules.notices.checking.told import Cited

_UNNAMED = "No exemption is named here, so that it may be one that is not absolute"
_MUCH = 14  # words of their own around a refusal that may well hold a reason
_FEWEST = 3  # words of their own that a reason, or a side of a balance, must have
_NAMED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof(?:essor)?|Councillor|Cllr|Sir|Dame|Sheriff|Rev|PC|Sgt|Sergeant|"
    r"Inspector|Constable)\.?\s+(?:[A-Z]\.?\s+)?[A-Z][a-z'’]+(?:[ -][A-Z][a-z'’]+)?"
)
_LABEL = re.compile(
    r"\b(?:as|because|since|it|this|that|they|which) (?:it |this |that |they )?(?:is|are|was|were|remains?|stays?) "
    r"(?:an? )?(?:strictly |highly |very |considered |deemed )?"
    r"(confidential|commercially sensitive|commercial in confidence|sensitive|private|internal|restricted|draft)"
    r"(?: (?:document|information|material|paper|report|file|record|data)s?)?\s*(?:[.,;]|and\b|$)"
)


def reasons(letter: Letter) -> Iterator[Found]:
    """Yield each ground for which nothing says why it applies, or only the words of the law do.

    Source: FOISA s.16(1)(d).
    """
    if not letter.whole:
        return
    for one in letter.grounds:
        if one.provision.law not in ("foisa", "eirs") or _of_other_act(letter, one) is not None:
            continue
        saying = [place for place in letter.passage(one) if _reasons(letter, place)]
        if not saying:
            name = _capital(one.provision.words)
            yield found("no-reason", one.sentence, provision=name, what=f"{name} is named for this information")
        elif letter.substance(*saying) < _FEWEST:
            yield _no_facts(one, saying)


def bare_refusals(letter: Letter) -> Iterator[Found]:
    """Yield what else is wrong where something is kept back without a ground: a label, no reason, no public interest.

    Source: FOISA s.16(1)(d), (2). Personal data and cost are not weighed against the public interest.
    """
    for one in letter.holding.uncovered:
        near = [
            place
            for place in letter.told.beside(one.sentence, 1)
            if place not in letter.rights_zone and not place.theirs
        ]
        label = next((hit.group(1) for place in near for hit in [_LABEL.search(place.plain)] if hit), "")
        topics = letter.told.topics(one.sentence)
        if label:
            yield found("bare-label", one.sentence, words=label)
        elif not letter.told.that("why", among=near) and letter.substance(*near) < _MUCH and not topics:
            yield found("no-reason", one.sentence, provision="the exemption", what="Something is kept back here")
    open_ = [one for one in letter.holding.uncovered if not _never_weighed(letter, one.sentence)]
    if open_ and not letter.told.any("weighs") and letter.whole:
        yield found("no-public-interest", open_[0].sentence, what=_UNNAMED)


def _never_weighed(letter: Letter, sentence: Sentence) -> bool:
    return "personal" in letter.told.topics(sentence) or bool(letter.told.does(sentence, "cost"))


def _no_facts(one: Cited, saying: list[Sentence]) -> Found:
    label = next((hit.group(1) for place in saying for hit in [_LABEL.search(place.plain)] if hit), "")
    if label:
        return found("bare-label", one.sentence, words=label)
    return found("statute-repeated", saying[0], provision=one.provision.words)


def _reasons(letter: Letter, sentence: Sentence) -> bool:
    """Return whether a sentence gives a reason: not the law, not the balance, not what is covered."""
    told = letter.told
    lead = _lead(letter, sentence)
    if lead is not None:
        return bool(told.does(lead, "why")) and not told.does(lead, "weighs", "covers")
    if sentence.plain.startswith("why"):
        return True
    if told.does(sentence, "covers", "rule", "law", "no-balance", "subject-to-balance") or _after_balance(
        letter, sentence
    ):
        return False
    return bool(told.does(sentence, "why")) or (
        letter.substance(sentence) >= 2 * _FEWEST and not told.does(sentence, "released")
    )


def _lead(letter: Letter, sentence: Sentence) -> Sentence | None:
    """Return the sentence that leads in the list of which this one is an entry; None if it is no entry."""
    if sentence.kind != "list":
        return None
    before = [one for one in letter.told.own if one.index < sentence.index and one.kind != "list"]
    return before[-1] if before and before[-1].text.rstrip().endswith(":") else None


def _after_balance(letter: Letter, sentence: Sentence) -> bool:
    """Return whether a sentence is part of the balance: it weighs, or stands under the same heading after one that
    does.
    """
    if letter.told.does(sentence, "weighs"):
        return True
    region = letter.regions[sentence.index]
    before = [one for one in letter.told.own if one.index < sentence.index]
    under = [one for one in before if region and letter.regions[one.index] == region]
    beside = [one for one in before if one.paragraph == sentence.paragraph and "public" in one.plain]
    return bool(letter.told.that("weighs", among=[*under, *beside]))


def public_interest(letter: Letter) -> Iterator[Found]:
    """Yield each ground whose public interest is not weighed, or is only asserted.

    Source: FOISA s.16(2); EIRs reg 13(b).
    """
    if not letter.whole:
        return
    for one in letter.qualified:
        if one.provision.law not in ("foisa", "eirs") or _of_other_act(letter, one) is not None:
            continue
        weighing = _weighing(letter, one)
        cite = "EIRs regs 10(1)(b), 13(b)" if one.provision.law == "eirs" else ""
        if not weighing:
            yield found(
                "no-public-interest", one.sentence, cite, what=f"{_capital(one.provision.words)} is not absolute"
            )
        elif not letter.told.that("concludes", among=_close(letter, weighing)):
            yield found("balance-without-conclusion", weighing[0], cite, provision=one.provision.words)
        elif not _weighed(letter, weighing):
            yield found("public-interest-asserted", weighing[0], cite)


def for_nothing(letter: Letter) -> Iterator[Found]:
    """Yield a balance of the public interest where nothing is kept back, or no ground is named.

    Source: FOISA s.16(1)(c), (2).
    """
    told, held = letter.told, letter.holding
    weighing = [one for one in told.that("weighs") if "public" in one.plain and one not in letter.rights_zone]
    concluded = [one for one in weighing if told.that("concludes", among=told.beside(one))]
    if concluded and letter.whole and not told.cited_grounds and not held.held_back and letter.regime == "foisa":
        yield found("public-interest-for-nothing", concluded[0])


def _weighing(letter: Letter, one: Cited) -> tuple[Sentence, ...]:
    """Return the sentences that weigh the public interest for a ground: under its heading, or under no ground's
    heading.
    """
    headed = any(one.provision in provisions for provisions in letter.regions.values())
    own = (
        letter.told.own
        if not headed
        else [place for place in letter.told.own if one.provision in letter.regions[place.index]]
    )
    general = [
        place for place in letter.told.own if not letter.regions[place.index] and place not in letter.rights_zone
    ]
    found_in = letter.told.that("weighs", among=own)
    return found_in or letter.told.that("weighs", among=[place for place in general if "public" in place.plain])


def _weighed(letter: Letter, weighing: tuple[Sentence, ...]) -> bool:
    """Return whether a balance names anything: words of its own, in the weighing or in what stands close to it."""
    near = _close(letter, weighing)
    sides = [one for one in near if letter.told.does(one, "for-release", "for-keeping", "weighs")]
    return letter.substance(*sides) >= 2 * _FEWEST


def _close(letter: Letter, weighing: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """Return the sentences of a balance with those close to them that are no part of the law or of the rights."""
    near = dict.fromkeys(
        place for one in weighing for place in letter.told.beside(one, 2) if place not in letter.rights_zone
    )
    regions = {letter.regions[one.index] for one in weighing}
    return tuple(place for place in near if letter.regions[place.index] in regions and not place.theirs)


def not_needed(letter: Letter) -> Iterator[Found]:
    """Yield the sentence that weighs the public interest for an absolute exemption. Source: FOISA s.2(2)."""
    absolute = [
        one
        for one in (*letter.grounds, *letter.holding.of("elsewhere"))
        if letter.kinds_of(one.provision) == {"absolute"}
    ]
    if not absolute or letter.qualified:
        subject = letter.told.that("subject-to-balance")
        for sentence in subject:
            mine = [one for one in letter.told.relied if one.sentence.index in (sentence.index, sentence.index - 1)]
            if mine and all(letter.kinds_of(one.provision) == {"absolute"} for one in mine):
                yield found("public-interest-not-needed", sentence, provision=_capital(mine[0].provision.words))
        return
    weighing = [
        one
        for one in letter.told.that("weighs", "subject-to-balance")
        if "public" in one.plain and one not in letter.rights_zone
    ]
    other = letter.holding.of("neither", "scope", "cost", "request") or letter.told.any("not-held")
    if weighing and not other and letter.regime == "foisa":
        yield found("public-interest-not-needed", weighing[0], provision=_capital(absolute[0].provision.words))


def irrelevant(letter: Letter) -> Iterator[Found]:
    """Yield each thing weighed against release that does not count. Source: FOISA s.2(1)(b)."""
    if not letter.holding.withholds:
        return
    for sentence in letter.told.own:
        if sentence in letter.rights_zone or not _argues(letter, sentence):
            continue
        labelled = bool(_LABEL.search(sentence.plain))
        for entry in rejected_in(sentence.plain, "maintaining", letter.law.public_interest):
            if labelled and any("confidential" in word for word in entry.words):
                continue  # told as a label in place of a reason
            yield found("irrelevant-factor", sentence, words=entry.text, told=entry.says)


def _argues(letter: Letter, sentence: Sentence) -> bool:
    return bool(letter.told.does(sentence, "why", "weighs", "for-keeping", "withheld", "unable", "exempt"))


def holding(letter: Letter) -> Iterator[Found]:
    """Yield the refusal that nowhere says that the information is held. Source: FOISA s.16(1)(a)."""
    told = letter.told
    if letter.regime == "eirs" or not letter.grounds or letter.holding.of("neither") or letter.reviewed:
        return
    if not told.any("held", "released"):
        yield found("holding-not-stated")


def blanket(letter: Letter) -> Iterator[Found]:
    """Yield the sentence that keeps the whole back where nothing speaks of parts.

    Source: FOISA s.1(1); EIRs reg 10(7).
    """
    told = letter.told
    kept = [one.sentence for one in letter.holding.held_back if one.sentence not in letter.rights_zone]
    whole = [one for one in told.that("blanket") if one in kept]
    if not kept or not letter.whole or letter.holding.of("neither", "cost", "request") or told.any("part-tried"):
        return
    if whole:
        yield found("blanket", whole[0], words=told.does(whole[0], "blanket"))
    elif not told.any("released", "elsewhere", "not-held"):
        yield found("parts-not-considered", kept[0])


def harm(letter: Letter) -> Iterator[Found]:
    """Yield a harm that only could or might come about. Source: FOISA s.16(1)(d)."""
    for one in letter.qualified:
        saying = [place for place in letter.passage(one) if letter.told.does(place, "harm-low")]
        if saying and not letter.told.that("harm-right", among=letter.passage(one)):
            yield found("harm-too-low", saying[0], words=letter.told.does(saying[0], "harm-low"))


def names(letter: Letter) -> Iterator[Found]:
    """Yield each name of a person among the reasons. Source: FOISA s.16(3)."""
    for one in letter.grounds:
        for place in letter.passage(one):
            hit = _NAMED.search(place.text)
            if hit and not re.match(r"Dear\b", place.text):
                yield found("names-in-reasons", place, words=hit.group())
