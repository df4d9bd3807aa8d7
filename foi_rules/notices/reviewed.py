"""What only letters about a review say: faults of the first answer, points, remedies, and why there is no review."""

from foi_rules.engine.decide import WHOLE, request_run
from foi_rules.model.case import Case
from foi_rules.model.truth import YES
from foi_rules.notices.notice import one_line, sentence
from foi_rules.notices.whole_request import answers_of, group_of
from foi_rules.notices.without_answer import objection
from foi_rules.notices.writing import Draft, Section, heading, joined, listed, paragraph

_SECTION_14 = ("vexatious", "repeated")
_LACKING = ("lasting-form", "name-and-address", "which-request", "dissatisfied")


def faults(draft: Draft) -> Section:
    """Yield what was wrong with the first answer, in the reviewer's words."""
    review = draft.case.review
    found = [sentence(text) for text in review.first_answer.faults if text.strip()] if review else []
    if not found:
        return
    yield heading(draft.say("faults.heading"))
    both = {"act-reviewed", "regulations-reviewed"} <= draft.conditions
    law = "-both" if both else "-eirs" if "regulations-reviewed" in draft.conditions else ""
    yield paragraph(draft.say(f"faults.lead{law}"))
    yield listed("", found, "faults", "review-reasons")
    yield paragraph(draft.say("faults.sorry"), "faults")


def points(draft: Draft) -> Section:
    """Yield each thing that the applicant raised, and the answer to it."""
    review = draft.case.review
    if not review or not any(one_line(point) for point in review.points):
        return
    answers = (*review.answers_to_points, *[""] * len(review.points))
    yield heading(draft.say("points.heading"))
    for number, (point, answer) in enumerate(zip(review.points, answers, strict=False), start=1):
        about = (str(number),)
        yield paragraph(sentence(point), lead=draft.say("points.point"), about=about)
        if answer.strip():
            lead = draft.say("points.answer")
            yield paragraph(sentence(answer), "point", "review-reasons", lead=lead, about=about)


def complied(case: Case) -> bool:
    """Return whether the review finds that the Regulations were complied with: all of it stands (EIRs reg 16(3))."""
    review = case.review
    return bool(review and review.did == "confirmed" and not any(text.strip() for text in review.first_answer.faults))


def remedy(draft: Draft) -> Section:
    """Yield what is done at once where the Regulations were not complied with. Source: EIRs reg 16(5)."""
    review = draft.case.review
    if review is None or "not-complied" not in draft.conditions:
        return
    names = {"decided": "remedy.letter-decided", "modified": "remedy.letter-modified", "confirmed": ""}
    name = names.get(review.did, "remedy.letter-sent" if draft.sent else "remedy.letter")
    more = sentence(review.remedy)
    if not (name or more):
        return
    yield heading(draft.say("remedy.heading"))
    if name:
        yield paragraph(draft.say(name), "remedy")
    if more:
        yield paragraph(more, "remedy", lead=draft.say("remedy.more"))


def not_reviewed(draft: Draft) -> Section:
    """Yield why no review is carried out. Source: FOISA s.21(8), (9)."""
    grounds = {ground.id: ground for group in draft.groups for ground in group.grounds}
    yield heading(draft.say("not-reviewed.heading"))
    for ground in grounds.values():
        at_start = ground.id == "foisa.s21-8-b"
        yield paragraph(_refusable(draft) if at_start else draft.say("not-reviewed.vexatious"), "claims")
    told = [sentence(text) for ground in grounds.values() for text in ground.reasons if text.strip()]
    if told:
        yield listed(draft.say("not-reviewed.why"), list(dict.fromkeys(told)), "why")


def _refusable(draft: Draft) -> str:
    """Return that section 14 let us refuse the request, and under which of its rules if the answers settle that."""
    about = {group.part for group in draft.groups if any(ground.id == "foisa.s21-8-b" for ground in group.grounds)}
    parts = [part for part in draft.case.parts if part.id in about] or [WHOLE]
    runs = [request_run(draft.law, draft.case, part) for part in parts]
    true = [name for name in _SECTION_14 if any(run.finding(f"foisa.s14.{name}").value is YES for run in runs)]
    why = "both" if len(true) > 1 else true[0] if true else "either"
    because = draft.say(f"not-reviewed.refusable-{why}")
    note = draft.say("not-reviewed.about-request") if why in ("vexatious", "both") else ""
    return joined(draft.say("not-reviewed.refusable", because=because), note)


def review_gap(draft: Draft) -> Section:
    """Yield why it is no requirement for review, or too late, and what can still be done. Source: ss.15, 20; reg 16."""
    part = group_of(draft).part
    laws = {ground.id.partition(".")[0] for group in draft.groups for ground in group.grounds}
    yield heading(draft.say("review-gap.heading"))
    if "foisa" in laws:
        yield from _gap(draft, "review-gap.lead", _act_gaps(draft))
    if "eirs" in laws:
        yield from _gap(draft, "review-gap.lead-eirs", _regulations_gaps(draft))
    why = draft.told("review-not-accepted", part)
    if why and "foisa" in laws:
        yield paragraph(why, lead=draft.say("review-gap.why-not-accepted"))
    fix = draft.told("review-put-right", part)
    if fix:
        yield paragraph(fix, "advice", lead=draft.say("review-gap.fix"))
    yield from objection(draft)


def _gap(draft: Draft, lead: str, lacking: list[str]) -> Section:
    told = [draft.say(f"review-gap.{name}") for name in lacking]
    if lacking in (["late"], ["late-eirs"]):  # these words name the review themselves
        yield paragraph(sentence(told[0]), "missing")
    elif len(told) == 1:
        yield paragraph(sentence(draft.say(lead, what=told[0])), "missing")
    elif told:
        yield listed(draft.say(lead, what=draft.say("review-gap.several")), told, "missing")


def too_late(draft: Draft) -> bool:
    """Return whether nothing is wrong with the requirement for review but that it came too late."""
    gaps = _regulations_gaps(draft) if draft.regime == "eirs" else _act_gaps(draft)
    return gaps in (["late"], ["late-eirs"])


def _act_gaps(draft: Draft) -> list[str]:
    answers = answers_of(draft)
    found = [name for name in _LACKING for one in [answers.get(f"foisa.s20.{name}")] if one and one.is_ == "no"]
    late = answers.get("foisa.s20.accepted-late")
    return [*found, *(["late"] if late and late.is_ == "no" else [])]


def _regulations_gaps(draft: Draft) -> list[str]:
    written = answers_of(draft).get("eirs.r16.in-writing")
    return ["writing"] if written and written.is_ == "no" else ["late-eirs"]
