"""Why a letter that goes out before the answer cannot be made: more time, or a charge. Source: EIRs regs 7, 8."""

from collections.abc import Iterator, Mapping

from foi_rules.model.case import Answer, Case
from foi_rules.model.decision import Decision
from foi_rules.notices.before_the_answer import CHARGED_ON, EXTENDED_ON
from foi_rules.notices.groups import groups_of
from foi_rules.notices.notice import LetterDates, in_words
from foi_rules.notices.whole_request import answers_in, date_in


def reasons_against_interim(case: Case, decision: Decision, dates: LetterDates) -> Iterator[str]:
    """Yield every reason why the letter that `kind:` names cannot go out. The answer itself may still be open."""
    if case.stage == "review":
        yield (
            f"'{case.letter.kind}' is a letter about a first answer, and this is a review; take `kind:` out of "
            "`letter:` (EIRs reg 16(4))."
        )
        return
    groups = groups_of(case, decision, ())
    answers = [answers_in(case, group.part) for group in groups]
    if case.letter.kind == "extension":
        yield from _extension(answers, dates)
    else:
        yield from _charge(answers, dates)


def _extension(answers: list[Mapping[str, Answer]], dates: LetterDates) -> Iterator[str]:
    if not answers:
        yield (
            "The answers do not show that the time can be extended; answer the questions on regulation 7 for this "
            "letter and decide again (EIRs reg 7(1))."
        )
    yield from _same_day(answers, EXTENDED_ON, dates, "EIRs reg 7(2)")


def _charge(answers: list[Mapping[str, Answer]], dates: LetterDates) -> Iterator[str]:
    if not answers:
        yield (
            "The answers do not show that a charge is asked for in writing; answer eirs.r8.asked-for-in-writing with "
            "its sum (EIRs reg 8(4))."
        )
    for one in answers:
        if _is(one, "eirs.r8.free-access") != "no":
            yield (
                "Nothing may be charged for a register, or for looking at the information in a place provided; answer "
                "eirs.r8.free-access with no if it is neither (EIRs reg 8(2))."
            )
        if _is(one, "eirs.r8.counts-staff-time") != "no" and _is(one, "eirs.r8.staff-time-may-count") != "yes":
            yield (
                "Whether the time of staff may be charged is a matter for a solicitor; leave it out of the sum, or "
                "have eirs.r8.staff-time-may-count answered first (EIRs reg 8)."
            )
    yield from _same_day(answers, CHARGED_ON, dates, "EIRs reg 8(6)")


def _is(answers: Mapping[str, Answer], fact: str) -> str:
    answer = answers.get(fact)
    return answer.is_ if answer and isinstance(answer.is_, str) else ""


def _same_day(answers: list[Mapping[str, Answer]], fact: str, dates: LetterDates, cite: str) -> Iterator[str]:
    for day in (date_in(one.get(fact)) for one in answers):
        if day and dates.issued and day != dates.issued:
            yield (
                f"The notice is recorded for {in_words(day)}, and this letter is dated {in_words(dates.issued)}; give "
                f"{fact} and `on:` in `letter:` the same day ({cite})."
            )
