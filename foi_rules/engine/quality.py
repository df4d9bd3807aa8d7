"""Whether a reason says anything about this item: boilerplate is queried, never silently accepted.

Nothing here decides: a thin reason gives a warning, and a person looks again.
"""

import re
from collections.abc import Iterator, Sequence

from foi_rules.engine.leaves import Answers
from foi_rules.model.case import Weighing
from foi_rules.model.decision import ItemDecision, Remark
from foi_rules.model.rule import PublicInterest, Rejected

_WORD = re.compile(r"[a-z0-9']+")
FEWEST_WORDS = 4
# Words that any refusal could use: a reason that holds little else would fit every file.
_FORMULA = frozenset(
    _WORD.findall(
        """
        a an the this that it its is are was be been would will could should may must not no to of in on for and or by
        as at from with we our us they their there here has have had do does so than more very information document
        record report data public interest balance release released releasing disclose disclosed disclosure disclosing
        withhold withheld withholding keep kept maintain maintaining exemption exempt outweigh outweighs outweighed
        favour favours confidential private sensitive harm harmful prejudice substantial significant personal
        commercial commercially because serious seriously damage damaging damages it them
        """
    )
)
FEWEST_OWN_WORDS = 2


def formula_words() -> frozenset[str]:
    """Return the words that any refusal could use, in small letters."""
    return _FORMULA


def fault_of(reason: str, question: str = "") -> str:
    """Return what is wrong with a reason, as a sentence, or "" if it says something of its own."""
    words = _WORD.findall(reason.lower())
    if len(words) < FEWEST_WORDS:
        return "is too short to tell why; name one fact from the papers: a date, a sum, a job, a page"
    if len([word for word in words if word not in _FORMULA]) < FEWEST_OWN_WORDS:
        return "would fit any file; name one fact from the papers: a date, a sum, a job, a page"
    asked = set(_WORD.findall(question.lower()))
    if asked and len([word for word in words if word not in asked]) <= len(words) // 5:
        return "repeats the question; name one fact from the papers instead"
    return ""


def rejected_in(reason: str, side: str, interest: PublicInterest) -> tuple[Rejected, ...]:
    """Return the entries of the reject list that a public interest reason runs into.

    `side` is "disclosure" or "maintaining". Source: FOISA s.2(1)(b).
    """
    text = " ".join(_WORD.findall(reason.lower()))
    return tuple(
        entry
        for entry in interest.rejected
        if entry.side in (side, "both") and any(" ".join(_WORD.findall(w.lower())) in text for w in entry.words)
    )


def thin_reasons(answers: Answers, item: ItemDecision) -> list[Remark]:
    """Return a warning for each thin reason behind the grounds that the item rests on."""
    used = {name for row in item.considered if row.result == "engaged" for name in row.decided_by}
    found = [*_thin_answers(answers, item.id, used)]
    wanted = answers.item
    for reliance in item.grounds:
        weighing = wanted.public_interest.get(reliance.id) if wanted else None
        if weighing:
            found += _thin_weighing(answers, item.id, reliance.id, weighing)
    return found


def _thin_answers(answers: Answers, item: str, used: set[str]) -> Iterator[Remark]:
    for name in sorted(used & answers.law.facts.keys()):
        fact = answers.law.facts[name]
        answer = answers.answer(fact)
        reason = answer.texts.get("reasons", "") if answer else ""
        fault = fault_of(reason, fact.question) if reason else ""
        if fault:
            yield Remark(f"{item}/{name}.reasons", f"{item}: the reason '{reason}' {fault}", fact.cite)


def _thin_weighing(answers: Answers, item: str, ground: str, weighing: Weighing) -> Iterator[Remark]:
    fault = fault_of(weighing.reasons)
    if fault:
        name = f"{item}/public_interest.{ground}.reasons"
        yield Remark(name, f"{item}: the reason for the balance {fault}", "FOISA s.16(2)")
    sides: Sequence[tuple[str, Sequence[str]]] = (
        ("disclosure", [one.why for one in weighing.for_disclosure]),
        ("maintaining", [one.why for one in weighing.for_maintaining]),
    )
    for side, whys in sides:
        for why in whys:
            for entry in rejected_in(why, side, answers.law.public_interest):
                yield Remark(f"{item}/public_interest.{ground}.{entry.id}", f"{item}: {entry.says}", "FOISA s.2(1)(b)")
