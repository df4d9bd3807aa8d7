"""Checks on what a letter of its kind must hold: neither-nor, not held, cost, section 14, fees, questions, more
time, review.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from foi_rules.notices.checking.checks_grounds import _capital
from foi_rules.notices.checking.finding import Found, found
from foi_rules.notices.checking.letter import Letter
from foi_rules.notices.checking.phrases import Cue
from foi_rules.notices.checking.provisions import Provision, steps_of
from foi_rules.notices.checking.sentences import Sentence
from foi_rules.notices.names import Kind
from foi_rules.notices.notice import plain

_NEAR = 4
_POUNDS = re.compile(r"£\s?(\d[\d,]*(?:\.\d\d)?)")
_FREE, _SHARE, _LIMIT = Decimal(100), Decimal("0.1"), Decimal(600)
_EXTENDED = Provision("eirs", ("7", "1"))


def neither(letter: Letter) -> Iterator[Found]:
    """Yield what is wrong with a reply that neither confirms nor denies. Source: FOISA s.18; EIRs regs 10(8), 11(6)."""
    relied = letter.holding.of("neither")
    if not relied:
        return
    first = relied[0].sentence
    named = [one for one in letter.denied if one.provision.law in ("foisa", "eirs")]
    if letter.regime != "eirs" and not named and letter.whole and not _described(letter):
        yield found("s18-without-exemption", first)
    for one in named:
        if not _listed(one.provision):
            yield found("s18-outside-list", one.sentence, provision=_capital(one.provision.words))
    if letter.regime != "eirs":
        yield from _wrong_balance(letter)
    if not letter.told.any("not-held") or not letter.holding.of("search"):
        yield from _reveals(letter)


def _described(letter: Letter) -> bool:
    return any("section" in one.plain and letter.told.topics(one) for one in letter.told.that("exempt"))


def _listed(provision: Provision) -> bool:
    """Return whether neither-nor can rest on a provision: the list of section 18(1), or regs 10(5)(a) and 11."""
    allowed = [steps for cite in _UNDER_DENIAL for law, steps in steps_of(cite) if law == provision.law]
    return any(
        provision.steps[: len(steps)] == steps or steps[: len(provision.steps)] == provision.steps for steps in allowed
    )


# FOISA s.18(1); rules/foisa-s18-neither-confirm-nor-deny.yaml has the same list with its history (a test compares
# them).
SECTIONS_OF_18 = ("28", "29", "30", "31", "32", "33", "34", "35", "38", "39(1)", "41")
_UNDER_DENIAL = (*(f"FOISA s.{section}" for section in SECTIONS_OF_18), "EIRs reg 10(5)(a)", "EIRs reg 11")


def _wrong_balance(letter: Letter) -> Iterator[Found]:
    wrong = letter.told.that("denial-wrong-balance")
    if wrong and not letter.told.any("denial-balance"):
        yield found("s18-wrong-balance", wrong[0])


def _reveals(letter: Letter) -> Iterator[Found]:
    """Yield each wording that tells whether it is held, by the words of the checklist for our own letters."""
    kind: Kind = "environmental-neither" if letter.regime == "eirs" else "neither"
    guard = next(item for item in letter.checklist.letter(kind).must if item.check == "tells-if-held")
    allowed = [plain(text) for text in guard.allowed]
    for sentence in letter.told.own:
        if sentence in letter.rights_zone or letter.told.does(sentence, "law", "rule", "neither", "denial-balance"):
            continue
        if _SUPPOSED.search(sentence.plain) and not _DESCRIBED.search(sentence.plain):
            continue
        words = plain(sentence.plain)
        for text in sorted(allowed, key=len, reverse=True):
            words = words.replace(text, " | ")
        hit = next((phrase for phrase in _TELLING if Cue((phrase,)).found_in(words)), "")
        if hit:
            yield found("s18-reveals", sentence, words=Cue((hit,)).found_in(words))


# What is only supposed tells nothing ("if it existed"); what is described in so many words does ("it runs to 40
# pages").
_SUPPOSED = re.compile(r"\b(?:if|whether|were|would|neither|nor|might|any)\b")
_DESCRIBED = re.compile(
    r"\b(?:runs to|was sent to us|came to us|\d+ pages|was written by|is dated|was received on|we received)\b"
)


# In a letter that others wrote the words of the leak guard would meet too much ("the register is held in the
# library"), so here it is what tells of this information.
_TELLING = (
    "(we|i|council|board|authority|service|police|university|department|unit|force|commission) ~ "
    "(hold|holds|held|found|located|have a|have the|have some|have this)",
    "(information|record*|file|files|report|reports|documents|complaint|complaints|it) ~ (is "
    "held|are held|was found|were found|exists|exist|was received|were received|was made)",
    "(runs to|sent to us|came to us|N pages|written by|is dated)",
    "(not|no|nothing|none) ~ (held|found|located|received|recorded|exist*)",
    "(do|does|did) not (hold|have|exist)",
    "(there is|there are|there was|there were) ~ "
    "(record*|complaint*|file*|report*|information|document*|investigation*|no|none|one)",
    "received (a|an|one|two|three|several|some|no|N|complaint*|report*|allegation*)",
    "(dismissed|upheld|investigated|destroyed|deleted|redacted|enclosed|attached)",
)


def not_held(letter: Letter) -> Iterator[Found]:
    """Yield not-held answers without a notice, or called an exemption.

    Source: FOISA s.17(1); EIRs regs 10(4)(a), 13.
    """
    told = letter.told
    search = letter.holding.of("search")
    saying = [
        one
        for one in told.that("not-held")
        if one not in letter.rights_zone and not told.does(one, "neither") and _about_request(letter, one)
    ]
    if saying and not search and letter.whole and not letter.holding.of("neither") and not _on_behalf(letter):
        provision = "regulation 10(4)(a)" if letter.regime == "eirs" else "section 17"
        cite = "EIRs regs 10(4)(a), 13" if letter.regime == "eirs" else ""
        yield found("not-held-without-notice", saying[0], cite, provision=provision)
    for one in search:
        if (
            one.provision.law == "foisa"
            and re.search(r"\bexempt\b|\bexemption\b", one.sentence.plain)
            and not _other_ground_in(letter, one.sentence)
        ):
            yield found("not-held-as-exemption", one.sentence)
    yield from _both(letter, search)


def _about_request(letter: Letter, sentence: Sentence) -> bool:
    """Return whether a sentence says of what was asked for that it is not held, and not of something by the way."""
    words = letter.told.does(sentence, "not-held")
    return bool(
        re.search(
            r"\b(?:hold|holds|held|no (?:information|records?|data)|ha(?:s|ve) no|no such|no longer|be "
            r"found|not have|not something|record(?:s|ed)? no)\b",
            words,
        )
    ) or bool(letter.told.does(sentence, "specific") and "not" in words)


def _on_behalf(letter: Letter) -> bool:
    return any(one.provision.law == "foisa" and one.provision.number == "3" for one in letter.told.relied)


def _other_ground_in(letter: Letter, sentence: Sentence) -> bool:
    return any(
        one.sentence is sentence for one in letter.holding.of("withholds", "elsewhere", "cost", "neither", "request")
    )


def _both(letter: Letter, search: tuple[object, ...]) -> Iterator[Found]:
    if not search or letter.reviewed:
        return
    for one in letter.grounds:
        denied = [place for place in letter.told.beside(one.sentence, 1) if letter.told.does(place, "not-held")]
        conditional = re.search(
            r"\bif (?:we|it|such|this|the)\b.{0,60}\b(?:held|hold|did|were|existed|could)\b", one.sentence.plain
        )
        if denied and conditional:
            yield found("held-and-not-held", one.sentence)


def cost(letter: Letter) -> Iterator[Found]:
    """Yield a refusal on cost without its sum, without advice, or with time that does not count.

    Source: FOISA ss.12, 15.
    """
    told = letter.told
    several = Provision("foisa", ("12", "2", "c"))  # many applicants, and one publication for all of them
    relied = [one for one in letter.holding.of("cost") if one.provision.law == "foisa" and one.provision != several]
    bare = [
        one.sentence
        for one in letter.holding.uncovered
        if told.does(one.sentence, "cost") or _TOO_LONG.search(one.sentence.plain)
    ]
    places = [one.sentence for one in relied] or bare
    if not places or not letter.whole:
        return
    body = [one for one in told.own if one not in letter.rights_zone]
    sums = {Decimal(hit.replace(",", "")) for one in body for hit in _POUNDS.findall(one.plain)} - {_LIMIT, Decimal(15)}
    hours = [one for one in told.that("estimate", among=body) if re.search(r"\d", one.plain)]
    if not hours or not (sums or _product(body)):
        yield found("cost-without-estimate", places[0])
    if not told.that("advice-narrow", among=body):
        yield found("cost-without-advice", places[0])
    for one in told.that("counts-deciding", among=body):
        if told.does(one, "estimate") or told.does(one, "cost"):
            yield found("cost-counts-deciding", one, words=told.does(one, "counts-deciding"))


_TOO_LONG = re.compile(r"\b(?:take|taking|takes) (?:far |much |us )?too (?:long|much time)")


def _product(body: list[Sentence]) -> bool:
    """Return whether both an amount of work and its time or rate are given, so that the sum can be worked out."""
    text = " ".join(one.plain for one in body)
    return bool(
        re.search(r"\d[\d,]* (?:working )?(?:hours|minutes)", text)
        and re.search(r"£1[0-5]\b|per hour|an hour|each", text)
    )


_RECEIVED = re.compile(
    r"^(?:dear|thank you|thanks|i refer|we refer|i write|further to|re:|ref|date|our ref|your "
    r"ref)|^\S+ \S+ \d{4}$|\breceived (?:it|your|on|the request)"
)
_FEW_WORDS = 6


def _dated(letter: Letter) -> list[Sentence]:
    """Return the sentences that say something with a date, a year or a number of times; not the date of the request."""
    said = [
        one for one in letter.told.sentences if one.kind not in ("head", "heading") and one not in letter.rights_zone
    ]
    plain_ = [one for one in said if len(one.plain.split()) >= _FEW_WORDS and not _RECEIVED.search(one.plain)]
    cue = letter.told.words.compiled["history"]
    return [
        one
        for one in plain_
        if cue.found_in(one.plain)
        and re.search(r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|dozen)\b", one.plain)
    ]


def section_14(letter: Letter) -> Iterator[Found]:
    """Yield a section 14 refusal without facts, or with remarks on the person. Source: FOISA s.14."""
    told = letter.told
    relied = letter.holding.of("request")
    if relied:
        dated = _dated(letter)
        repeated = any(one.provision.steps[1:2] == ("2",) for one in relied) or (
            told.any("repeated") and not told.any("vexatious")
        )
        if repeated and not dated and letter.whole:
            yield found("repeated-without-earlier", relied[0].sentence)
        elif not repeated and not dated and letter.whole:
            yield found("vexatious-without-reasons", relied[0].sentence)
    if not (relied or told.any("vexatious")):
        return
    for phrase in next(item.phrases for item in letter.checklist.letter("vexatious").must if item.id == "n05_tone"):
        for one in told.own:
            if plain(phrase) in plain(one.plain):
                yield found("comment-on-person", one, words=phrase)


def fees(letter: Letter) -> Iterator[Found]:
    """Yield a fees notice without its working, or with too high a fee. Source: FOISA s.9; SSI 2004/467 regs 3, 4."""
    told = letter.told
    if not letter.fees or letter.regime == "eirs" or letter.holding.of("cost") or not letter.whole:
        return
    text = " ".join(one.plain for one in told.own if one not in letter.rights_zone)
    sums = [Decimal(hit.replace(",", "")) for hit in _POUNDS.findall(text)]
    working = re.search(r"(?:10 ?%|ten per cent|tenth|10 per cent|first £100|less £100|minus £100)", text)
    when = re.search(r"three months|3 months|by \d|before \d|last day", text)
    if not sums or not working or not when:
        yield found("fee-without-working", letter.fees[0])
    yield from _too_high(letter, sums)


def _too_high(letter: Letter, sums: list[Decimal]) -> Iterator[Found]:
    """Yield the fee that is over a tenth of what the cost exceeds £100, where both can be told apart."""
    others = sorted({one for one in sums if one not in (_FREE, _LIMIT, Decimal(15))})
    if len(others) < 2:
        return
    asked = [
        Decimal(hit.replace(",", ""))
        for one in letter.fees
        for hit in re.findall(r"(?:fee|charge|pay)[^£.]{0,40}£\s?(\d[\d,]*(?:\.\d\d)?)", one.plain)
    ]
    fee, spent = (asked[0] if asked else others[0]), others[-1]
    most = max((spent - _FREE) * _SHARE, Decimal(0))
    if fee < spent <= _LIMIT and fee > most:
        yield found("fee-wrong", letter.fees[0], fee=f"{fee}", cost=f"{spent}", most=f"{most:.2f}")


def clarification(letter: Letter) -> Iterator[Found]:
    """Yield a letter that asks for more without a question. Source: FOISA s.1(3); EIRs reg 9(2)."""
    told = letter.told
    asking = [one for one in told.that("clarify") if one not in letter.rights_zone]
    if (
        not asking
        or letter.holding.withholds
        or told.any("released", "not-held")
        or letter.reviewed
        or not letter.whole
    ):
        return
    questions = [
        one
        for one in told.sentences
        if one.text.rstrip().endswith("?") or re.search(r"\b(?:which|what|whether|who|when|where)\b", one.plain)
    ]
    if not [one for one in questions if one not in letter.rights_zone]:
        yield found("clarification-without-question", asking[0])


def more_time(letter: Letter) -> Iterator[Found]:
    """Yield more time taken under the Act, or under the Regulations without its reasons.

    Source: FOISA s.10; EIRs reg 7.
    """
    told = letter.told
    taken = [
        one for one in told.that("extension") if one not in letter.rights_zone and not told.does(one, "review-right")
    ]
    if not taken:
        return
    if letter.regime == "foisa" and not told.any("environment"):
        yield found("extension-under-the-act", taken[0])
        return
    text = told.text
    lacking = [
        name
        for name, pattern in (
            ("why it is large", r"volum|number of|pages|documents|records|amount|covers|large|how much"),
            ("why it is complex", r"complex"),
            ("the new date", r"\b(?:by|until|before|on|than) (?:\w+ )?\d{1,2}(?:st|nd|rd|th)? \w+"),
        )
        if not re.search(pattern, text)
    ]
    if lacking:
        yield found("extension-without-reasons", taken[0], words=" and ".join(lacking))


def review(letter: Letter) -> Iterator[Found]:
    """Yield the outcome of a review that does not say what was decided. Source: FOISA s.21(4), (5)."""
    told = letter.told
    not_done = any(one.provision.law == "foisa" and one.provision.steps[:2] == ("21", "8") for one in told.relied)
    if letter.reviewed and letter.whole and not (not_done or told.any("review-outcome", "upholds")):
        yield found("review-without-outcome", next(iter(told.that("reviewed"))))


def parts(letter: Letter) -> Iterator[Found]:
    """Yield each number that is missing in the row of answers. Source: FOISA s.1(1)."""
    numbers = [int(one) for one in dict.fromkeys(s.part for s in letter.told.own) if one.isdigit()]
    row = [one for one in numbers if one <= len(numbers) + _NEAR]
    text = letter.told.text
    for before, after in pairwise(row):
        skipped = [str(one) for one in range(before + 1, after)]
        unanswered = [one for one in skipped if not re.search(rf"(?<![\d£.]){one}(?!\d)", text)]
        if before == len(row[: row.index(before) + 1]) and unanswered and len(skipped) <= 2:
            place = next(one for one in letter.told.own if one.part == str(after))
            yield found(
                "part-not-answered", place, before=str(before), after=str(after), words=" and ".join(unanswered)
            )


def manner(letter: Letter) -> Iterator[Found]:
    """Yield what no letter should say: why do you ask, the clock stops, text of the template.

    Source: FOISA ss.8, 10.
    """
    told = letter.told
    for one in told.sentences:
        asks = told.words.compiled["asks-why"].found_in(one.plain) if one.kind not in ("head", "quote") else ""
        if asks and one not in letter.rights_zone and not re.match(r"^you (?:asked|requested)", one.plain):
            yield found("asks-why", one, words=asks)
    for one in told.that("stops-clock"):
        if not letter.fees and not told.any("clarify"):
            yield found("stops-the-clock", one, words=told.does(one, "stops-clock"))
    for one in told.own:
        hit = re.search(
            r"\{\{[^}]*\}?\}?|\[(?:insert|enter|delete|name|date|add|xx)[^\]]{0,60}\]|<(?:insert|name|"
            r"date)[^>]{0,40}>|\bX{3,}\b|\b(?:exemption|section|regulation)s?\(s\)|\bunder of\b|"
            r"\bsections? (?:of|and) FOISA\b",
            one.text,
            re.IGNORECASE,
        )
        if hit:
            yield found("template-text-left", one, words=hit.group())
