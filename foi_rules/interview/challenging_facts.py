"""What can be said against a draft decision for what has become of a piece: time, what is out, what was not done."""

import re
from collections.abc import Iterator

from foi_rules.engine.decide import item_run
from foi_rules.engine.leaves import leaf_conditions
from foi_rules.engine.remarks import requirements
from foi_rules.interview.challenging import (
    OVER,
    PUBLIC,
    REST,
    Grade,
    Look,
    Point,
    Relied,
    example,
    faults_of,
    is_link,
    salient,
)
from foi_rules.model.case import UNSURE
from foi_rules.model.dates import vague_date
from foi_rules.model.rule import Fact, Requirement
from foi_rules.model.truth import YES

_LESS = (".less-would-do", ".anonymous-would-do")
MISTAKE = "common-mistake"
_CODE, _HELP, _SEARCH = "Section 60 Code", ("FOISA s.15", "EIRs reg 9(1)"), "search-on-record"
_AGEING, _OLD = 4, 8
"""From how many years on a record's age is worth a word, and from how many it weighs."""


def over(look: Look) -> Iterator[Point]:
    """Yield a point where what it is about is over, or nobody knows whether it is: what is left to protect?"""
    found = look.answered(OVER) if look.withheld else None
    relied = _fading(look, found[0]) if found else None
    if not found or relied is None or found[1].is_ == "no":
        return
    fact, answer = found
    says = "you do not know whether it is over" if answer.unsure else f"you say that {look.says(fact, 130)}"
    unshown = any(one.fact.id.endswith(".harm-today") for one in faults_of(look, relied))
    yield look.point(
        "time-passed", "serious" if unshown else "fair", relied,
        f"{look.name}: {says}. What could still be done with it today?",
        "Say who could still do what with it, with a date from the papers, in the reasons and in the balance."
        if look.reads(relied, fact) else
        "Say in the balance what it still protects, now that this is so, with a date from the papers.",
    )  # fmt: skip


def _fading(look: Look, fact: Fact) -> Relied | None:
    """Return the first ground against which the fact counts: its test asks about it, or it is weighed."""
    return next((one for one in look.relied if look.reads(one, fact) or one.ground.kind == "qualified"), None)


def aged(look: Look) -> Iterator[Point]:
    """Yield a point where the ground is about to end, or the record is old for what is said of it (ss.57, 58)."""
    case, item = look.run.answers.case, look.item
    seen = case.as_at or case.received or case.made
    if item is None or not look.withheld or not seen or not item.created or item.created == UNSURE:
        return
    year, made = vague_date(seen).last.year, vague_date(item.created).last.year
    found = (_soon_over(look, one, year, made) or _old(look, one, made, year - made) for one in look.relied)
    yield from [point for point in found if point][:1]


def _soon_over(look: Look, relied: Relied, year: int, made: int) -> Point | None:
    lapse = relied.ground.lapses
    ends = next((one for one in (year + 1, year + 2) if lapse and _over_by(look, lapse, one)), None)
    if not lapse or not ends:
        return None
    return look.point(
        "soon-over", "fair", relied,
        f"{look.name} is of {made}. On 1 January {ends} {relied.cite} ends for it, and anybody need only ask again.",
        "Check the year, and say in the reasons why it still matters until then.",
    ).under(look.law.findings[lapse].cite)  # fmt: skip


def _over_by(look: Look, lapse: str, year: int) -> bool:
    answers = look.run.answers
    case = answers.case.model_copy(update={"as_at": f"{year}-01-01"})
    assert answers.item
    return item_run(answers.law, case, answers.item).finding(lapse).value is YES


def _old(look: Look, relied: Relied, made: int, years: int) -> Point | None:
    grade = _staleness(look, relied, years)
    if not grade:
        return None
    return look.point(
        "old", grade, relied,
        f"{look.name} is of {made}, {years} years before this decision. What in it is still live?",
        "Name what is still live, with a date from the papers.",
    )  # fmt: skip


def _staleness(look: Look, relied: Relied, years: int) -> Grade | None:
    """Return how much a record's age speaks against the ground; None where it does not, or was told already."""
    found = look.answered(OVER)
    if found and look.reads(relied, found[0]):
        return None if found[1].is_ != "no" or years < _AGEING else "fair" if years >= _OLD else "minor"
    # A ground that the law itself ends with time, and in whose test nobody asks about it.
    return "minor" if relied.ground.kind == "qualified" and relied.ground.lapses and years >= _OLD else None


def public(look: Look) -> Iterator[Point]:
    """Yield a point where some of it is out already, or nobody knows."""
    found = look.answered(PUBLIC) if look.withheld else None
    relied = _fading(look, found[0]) if found else None
    if not found or relied is None or found[1].is_ == "no":
        return
    fact, answer = found
    says = (
        "you do not know whether any of it is out already" if answer.unsure else f"you say that {look.says(fact, 130)}"
    )
    unshown = any(one.fact.id.endswith((".adds-harm", ".adds-risk")) for one in faults_of(look, relied))
    yield look.point(
        "already-public", "serious" if unshown else "fair", relied,
        f"{look.name}: {says}. What would the rest add to that?",
        f"Look, and write down where.{example(fact)}" if answer.unsure else
        "Set what is out beside what is kept, line by line, and say what would be new.",
    )  # fmt: skip


def less(look: Look) -> Iterator[Point]:
    """Yield a point where somebody's data is kept and nobody has said whether a version without them would do."""
    stands_in = look.item is not None and (look.item.replaced_by or look.item.advice).strip()
    asked = any(look.answered(ending) for ending in _LESS)
    for relied in look.relied if look.withheld and not stands_in and not asked else ():
        if any(name.endswith(_LESS) for name in look.law.facts_read(relied.ground.engaged_if)):
            yield look.point(
                "less-would-do", "minor", relied,
                f"{look.name}: could it be had in summary, or with a role for a name, a band for a figure?",
                "Say what stands in its place or could be had instead, or why nothing can.",
            ).under(relied.rest)  # fmt: skip
            return


def undone(look: Look) -> Iterator[Point]:
    """Yield points for the duties and warnings of the grounds that are not met, and that an applicant could press."""
    for relied in look.relied:
        for kind in ("duties", "warnings"):
            for name, one in requirements(look.run, look.decided, kind):
                grade = _press(relied, one, kind == "duties")
                if grade and name == f"{relied.ground.id}.{one.id}":
                    yield look.point(
                        "not-asked" if one.cite == _CODE else "not-done", grade, relied,
                        f"{look.name}: {open_question(look, one, relied)}",
                        "Ask them, and put on file what they see and why; or why asking would give the request away."
                        if one.cite == _CODE else f"Put the answer on file; {one.says}.",
                    ).under(one.cite)  # fmt: skip


def _press(relied: Relied, one: Requirement, duty: bool) -> Grade | None:
    """Return how hard an unmet duty or warning can be pressed; None where the applicant has no part in it."""
    if one.cite == _CODE:
        return "fair"
    if one.cite in _HELP:
        return "minor"
    if duty:
        return "serious" if one.cite in REST.values() else "fair"
    # What is seen to for the sake of those whom the ground protects, such as a clean copy.
    if relied.ground.hold_back or one.cite.partition(" ")[0] not in REST:
        return None
    return "serious" if one.id == _SEARCH else "fair" if one.cite.startswith(relied.ground.cite) else "minor"


def open_question(look: Look, one: Requirement, relied: Relied | None = None) -> str:
    """Return the question behind a requirement and what is recorded of it; what it says if it has none of its own."""
    facts = [look.law.facts[leaf.fact] for leaf in leaf_conditions(one.unless)]
    own = [fact for fact in facts if relied is None or not look.reads(relied, fact)]
    if not own:
        return f"{one.says}."
    # What would be enough stands last: before it stands where nothing need be done.
    question = look.asks(own[-1], 160)
    return f"{question[:1].lower()}{question[1:]} So far, {look.says(own[-1], 100)}."


def mistake(look: Look) -> Iterator[Point]:
    """Yield for each ground the common mistake that this piece comes nearest to, by its own words."""
    for relied in look.relied:
        told = [text for _, answer in look.rested(relied.proof.tree) for text in answer.texts.values()]
        own = salient(" ".join([look.item.title if look.item else "", *told]))
        nearest = max(relied.ground.mistakes, key=lambda one: len(own & salient(one)), default="")
        if own & salient(nearest):
            yield look.point(
                MISTAKE, "minor", relied,
                f"{look.name}: a common mistake under {relied.cite} is {nearest}. Is it so here?",
                "If it is not, let the reasons show it; if it is, put it right.",
            )  # fmt: skip


# A document as a whole, and what is said of a passage in it.
_NOUN = (
    r"(?:reports?|documents?|files?|minutes|contracts?|agreements?|tenders?|bids?|correspondence|e-?mails|papers|"
    r"records?|dossiers?|submissions?|reviews?|transcripts?|surveys?|spreadsheets?|databases?|letters|messages)"
)
_WHOLE = re.compile(
    rf"^(?:(?!\b(?:in|from|of)\b).)*\b(?:whole|entire|complete|all|every)\s+(?:of\s+)?(?:the\s+|our\s+|its\s+)?"
    rf"(?:[\w'-]+\s+){{0,2}}?{_NOUN}\b|\b{_NOUN}\b.*\b(?:whole|entire)\b",
    re.I,
)
_DOCUMENT = re.compile(
    rf"^(?:[\w'-]+\s+){{0,3}}?{_NOUN}\s*(?:$|[\d,;:(.]|\b(?:of|on|about|for|from|to|by|with|between|in|into|and)\b)",
    re.I,
)
_PASSAGE = re.compile(
    r"\b(?:paras?|paragraphs?|pages?|sections?|parts?|lines?|clauses?|schedules?|passages?|columns?|rows?|cells?|"
    r"tables?|names?|words?|figures?|annex|appendix|some|few|most|rest|other|others|what|how|why|who|which|where)\b",
    re.I,
)


def whole(look: Look, something_goes_out: bool) -> Iterator[Point]:
    """Yield a point where a document is kept back whole, by its title, and nobody says why nothing can be separated."""
    item = look.item
    relied = next((one for one in look.relied if _in_words(look, one)), None)
    if item is None or relied is None or not look.withheld or look.run.answers.case.letter.whole:
        return
    by_name = _WHOLE.search(item.title) is not None
    if by_name or (_DOCUMENT.match(item.title) and not _PASSAGE.search(item.title) and not something_goes_out):
        yield look.point(
            "whole-document", "serious" if by_name and _narrow(look, relied) else "fair", relied,
            f"{look.name} is kept back whole. {relied.cite} covers certain words, and not the document around them."
            if _narrow(look, relied) else
            f"{look.name} is kept back whole. Is there nothing in it that {relied.cite} does not cover?",
            "Take out what it covers: what is left is a piece of its own. If nothing is left, say why, page by page.",
        ).under(relied.rest)  # fmt: skip


def _in_words(look: Look, relied: Relied) -> bool:
    """Return whether the ground covers words rather than documents as such: harm, a balance, or somebody in it."""
    return relied.ground.kind == "qualified" or relied.ground.hold_back or _narrow(look, relied)


def _narrow(look: Look, relied: Relied) -> bool:
    """Return whether the ground reaches no further than certain words, by its test, its duties or its mistakes."""
    ground = relied.ground
    harm = any(is_link(look.law.facts[name]) for name in look.law.facts_read(ground.engaged_if))
    return harm or any(duty.cite == relied.rest for duty in ground.duties) or any("whole" in m for m in ground.mistakes)
