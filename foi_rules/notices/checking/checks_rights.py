"""Checks on what the applicant can do next: review, Commissioner, court, complaints, and their time limits."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from foi_rules.model.dates import MONTHS
from foi_rules.notices.checking.durations import SPAN, amount
from foi_rules.notices.checking.finding import Found, found
from foi_rules.notices.checking.letter import Letter
from foi_rules.notices.checking.sentences import Sentence

_BACK = 3
_DATE = re.compile(
    rf"\b(?:by|until|before|than|is|last day)\b.{{0,30}}\b\d{{1,2}}(?:st|nd|rd|th)? (?:{'|'.join(MONTHS)})"
)
_ASKS = re.compile(r"\b(?:ask|request|require|seek|want)\w* (?:for |us for )?(?:a |an )?(?:internal )?review")
_REVIEW, _ANSWER, _COMMISSIONER = "40 working days", "20 working days", "six months"
_OURS = re.compile(
    r"\b(?:we (?:will|shall|then|have|must|aim|are|should|try)|(?:will|shall|to|must) (?:reply|"
    r"respond|answer|be answered|issue|let you know|write|complete|provide|review\b(?!@)|"
    r"consider)|respond to|response to|reply to|"
    r"receive (?:a|our|the|its) |our (?:answer|reply|response)|answered (?:in|within)|replies|"
    r"responds|answers|it has|has \d+ working|review(?:er)? (?:will|takes)|will be (?:completed|"
    r"carried|considered|reviewed|dealt|sent)|outcome)"
)


@dataclass(frozen=True, slots=True)
class _Limit:
    sentence: Sentence
    words: str
    what: str  # review: time to ask for one; answer: ours to answer it; commissioner: to apply


def missing(letter: Letter) -> Iterator[Found]:
    """Yield each right of which the letter does not tell. Source: FOISA ss.19, 21(10); EIRs regs 13(e), 17."""
    if not letter.refuses and not letter.reviewed:
        return
    told = letter.told
    if not letter.whole:
        return
    if letter.reviewed:
        yield from _after_review(letter)
        return
    cite = "EIRs reg 13(e)" if letter.regime == "eirs" else ""
    asked = letter.review_told
    if not asked:
        yield found("no-review-right", None, cite)
    else:
        if not _timed(letter, "review", asked):
            yield found("review-without-limit", asked[0])
        if not told.that("review-how", among=_close(letter, asked)):
            yield found("review-without-how", asked[0])
    if letter.regime != "eirs" and not told.that("complaints"):
        yield found("no-complaints-procedure")
    yield from _commissioner(letter)


def _after_review(letter: Letter) -> Iterator[Found]:
    yield from _commissioner(letter)
    if not letter.told.any("court") and not letter.told.any("no-commissioner"):
        yield found("no-court")


def _commissioner(letter: Letter) -> Iterator[Found]:
    told = letter.told
    wrong = told.that("ico")
    right = letter.commissioner_told
    if wrong and not _is_scottish(letter):
        yield found("wrong-appeal-body", wrong[0], words=told.does(wrong[0], "ico"))
    elif not right and not told.any("no-commissioner"):
        yield found("no-commissioner-right", None, "EIRs regs 13(e), 17" if letter.regime == "eirs" else "")
    elif right and not told.any("no-commissioner") and not _timed(letter, "commissioner", right):
        yield found("commissioner-without-limit", right[0])


def _timed(letter: Letter, what: str, told: tuple[Sentence, ...]) -> bool:
    """Return whether a time is given for a right: as a span of time, or as a date close to where the right is told."""
    if any(one.what == what for one in _limits(letter)):
        return True
    return any(_DATE.search(one.plain) for one in _close(letter, told))


def _close(letter: Letter, told: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    near = {one.index + step for one in told for step in range(-1, _BACK + 1)}
    return tuple(one for one in letter.told.own if one.index in near)


def _is_scottish(letter: Letter) -> bool:
    return any("scottish information commissioner" in one.plain for one in letter.commissioner_told)


def limits(letter: Letter) -> Iterator[Found]:
    """Yield each time limit for a review or for the Commissioner that is not the law's.

    Source: FOISA ss.20(5), 21(1), 47(4).
    """
    told = list(_limits(letter))
    kept = {one.what for one in told if _is_right(one)}
    for one in told:
        if not _is_right(one) and one.what not in kept:
            right = {"review": f"{_REVIEW} to ask for a review", "answer": f"{_ANSWER} to answer it"}.get(
                one.what, f"{_COMMISSIONER} to apply to the Commissioner"
            )
            yield found("wrong-time-limit", one.sentence, words=one.words, right=right)


def _limits(letter: Letter) -> Iterator[_Limit]:
    for sentence in letter.told.own:
        more_time = letter.told.does(sentence, "extension") and not letter.told.does(sentence, "review-right")
        if more_time or not _on_rights(letter, sentence):
            continue
        for start, clause in _clauses(sentence.plain):
            for hit in SPAN.finditer(clause):
                yield _Limit(
                    sentence, hit.group(), _what(letter, sentence, sentence.plain, start + hit.start(), clause)
                )


def _on_rights(letter: Letter, sentence: Sentence) -> bool:
    """Return whether a sentence tells of a right, or stands close after one that does."""
    told = {one.index for one in (*letter.review_told, *letter.commissioner_told)}
    near = sentence in letter.headed_rights or any(sentence.index - back in told for back in range(_BACK))
    return near and bool(letter.told.does(sentence, "review-word", "review-when", "commissioner-when", "court"))


def _clauses(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for hit in re.finditer(
        r"[;:,()]|\band (?:then|after|we|must|should|can|may|has|have|will)\b|\bwho\b|\bthen\b|\. ", text
    ):
        yield start, text[start : hit.start()]
        start = hit.end()
    yield start, text[start:]


def _what(letter: Letter, sentence: Sentence, text: str, at: int, clause: str) -> str:
    """Return what a time is for: by its clause, else by what was spoken of last before it."""
    if re.search(r"\bcommissioner\b|\bappeal\b|\bosic\b", clause):
        return "commissioner"
    before = " ".join(one.plain for one in letter.told.own if sentence.index - _BACK <= one.index < sentence.index)
    before = f"{before} {text[:at]}"
    if "month" in clause and "commissioner" in f"{before} {text}" and not _ASKS.search(clause):
        return "commissioner"
    if _OURS.search(clause) and "month" not in clause:
        return "answer"
    if (
        re.search(r"\b(?:ask|request|review|unhappy|dissatisf|disappointed|submit|require|write)\w*", clause)
        and "review answer" not in clause
    ):
        return "review"
    last = max((before.rfind(word), what) for word, what in (("commissioner", "commissioner"), ("review", "review")))
    return last[1] if last[0] >= 0 else "review"


def _is_right(one: _Limit) -> bool:
    number, unit, working = amount(one.words)
    if one.what == "commissioner":
        return unit == "month" and number == 6
    if one.what == "answer":
        return unit == "day" and working and number in (20, 30)
    return unit == "day" and working and number == 40
