"""build_notice: the letter that follows from a decision, or the reasons why there can be none yet."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from foi_rules.model.case import Case
from foi_rules.model.decision import Decision
from foi_rules.model.rulebook import Law
from foi_rules.notices.checklist import Checklist
from foi_rules.notices.closing import help_section, not_held, rights, sending, table, waiting
from foi_rules.notices.grounds import HEALTH_RECORD, OWN_DATA, provision, withheld
from foi_rules.notices.names import Condition, Kind, Role, SectionName
from foi_rules.notices.notice import Claim, LetterDates, Notice, NoticeRefused, clean, one_line
from foi_rules.notices.opening import answer, head, parts, request
from foi_rules.notices.pieces import claimed, pieces_of, private_texts
from foi_rules.notices.refusing import reasons_against
from foi_rules.notices.reviewed import faults, points
from foi_rules.notices.writing import Draft, Section

_SECTIONS: Mapping[SectionName, Callable[[Draft], Section]] = {
    "answer": answer,
    "request": request,
    "parts": parts,
    "faults": faults,
    "points": points,
    "sending": sending,
    "withheld": withheld,
    "not-held": not_held,
    "waiting": waiting,
    "table": table,
    "help": help_section,
    "rights": rights,
}


def build_notice(case: Case, decision: Decision, law: Law, checklist: Checklist, dates: LetterDates) -> Notice:
    """Return the letter that tells the applicant of the decision.

    `law` is the law under which it was decided. Raises NoticeRefused, with every reason, if the decision is
    open, has open duties, is not about this case, or has an outcome for which there is no letter yet. Whether
    the letter says all that it must is for `gate.require_complete`. Source: FOISA ss.16, 17, 19, 21.
    """
    against = reasons_against(case, decision, law)
    if against:
        raise NoticeRefused(against)
    draft = _draft(case, decision, law, checklist, dates)
    letter = checklist.letter(draft.kind)
    items = checklist.items(draft.kind)

    def ids(shows: tuple[Role, ...]) -> tuple[str, ...]:
        return tuple(item.id for item in items if item.shown_by in shows)

    written = [one for name in letter.sections for one in _SECTIONS[name](draft)]
    return Notice(
        kind=draft.kind,
        title=letter.subject,
        reference=one_line(case.letter.reference or case.reference),
        issued=dates.issued,
        author=one_line(case.authority.name),
        head=tuple(replace(line, ids=ids(shows)) for line, shows in head(draft)),
        blocks=tuple(replace(one.block, ids=ids(one.shows)) for one in written),
        close=checklist.say("head.close"),
        signed=_signed(case),
        conditions=draft.conditions,
        claims=_claims(draft),
        parts=tuple(part.id for part in decision.parts),
        points=_points(case, draft.kind),
        private=_private(draft),
    )


def _draft(case: Case, decision: Decision, law: Law, checklist: Checklist, dates: LetterDates) -> Draft:
    pieces = pieces_of(case, decision, checklist)
    draft = Draft("refusal", case, decision, law, checklist, dates, pieces, claimed(case, pieces, law, checklist))
    draft = replace(draft, kind=_kind(draft))
    return replace(draft, conditions=_conditions(draft))


def _kind(draft: Draft) -> Kind:
    """Return which letter it is, by the stage and by what became of the pieces."""
    if draft.case.stage == "review":
        return "review-outcome"
    if draft.sent:
        return "full-release" if draft.sent == draft.pieces else "partial-release"
    return "refusal" if draft.kept else "not-held"


def _conditions(draft: Draft) -> frozenset[Condition]:
    case, kinds = draft.case, {one.ground.kind for one in draft.claims}
    grounds = {one.ground.id for one in draft.claims}
    review = case.review if draft.kind == "review-outcome" else None
    excluded = case.authority.kind in draft.checklist.no_commissioner_route
    found: dict[Condition, bool] = {
        "always": True,
        "released": bool(draft.sent),
        "newly-released": bool(review and draft.sent and review.did != "confirmed"),
        "withheld": bool(draft.kept),
        "qualified-ground": "qualified" in kinds,
        "absolute-only": kinds == {"absolute"},
        "whole-document": bool(draft.kept and (not draft.sent or case.letter.whole.strip())),
        "own-data": OWN_DATA in grounds,
        "health-record": HEALTH_RECORD in grounds,
        "not-held-part": bool(draft.not_held),
        "waiting": bool(draft.waiting),
        "late": draft.dates.late,
        "points": bool(_points(case, draft.kind)),
        "first-answer-wrong": bool(review and any(text.strip() for text in review.first_answer.faults)),
        "commissioner-route": not excluded,
        "no-commissioner-route": excluded,
    }
    return frozenset(name for name, holds in found.items() if holds)


def _claims(draft: Draft) -> tuple[Claim, ...]:
    return tuple(
        Claim(one.key, one.ground.kind, provision(one.ground.id, one.cite, draft.checklist)) for one in draft.claims
    )


def _private(draft: Draft) -> tuple[str, ...]:
    back = [item for piece in draft.pieces if piece not in draft.sent for item in piece.items]
    return tuple(dict.fromkeys(private_texts(tuple(back), draft.checklist)))


def _points(case: Case, kind: Kind) -> tuple[str, ...]:
    points = case.review.points if case.review and kind == "review-outcome" else ()
    return tuple(str(number) for number, point in enumerate(points, start=1) if one_line(point))


def _signed(case: Case) -> tuple[str, ...]:
    return tuple(line for line in (*clean(case.letter.signed).split("\n"), one_line(case.authority.name)) if line)
