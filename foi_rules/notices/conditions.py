"""Under which conditions the items of the checklist apply to a letter, or to a section of one."""

from dataclasses import replace

from foi_rules.notices.environment import UNFINISHED, other_body
from foi_rules.notices.grounds import HEALTH_RECORD, OWN_DATA_GROUNDS
from foi_rules.notices.groups import FORMS, REVIEWS
from foi_rules.notices.names import Condition, Rights
from foi_rules.notices.notice import one_line
from foi_rules.notices.pieces import DENIED, ENVIRONMENTAL, KEPT, SENT, Group
from foi_rules.notices.reviewed import complied
from foi_rules.notices.without_answer import bound
from foi_rules.notices.writing import Draft

_WITHOUT_RIGHTS = ("clarification", "invalid", "review-invalid")


def with_conditions(draft: Draft) -> Draft:
    """Return the draft with the conditions that hold for it, those that it has already among them."""
    found = {**_general(draft), **_laws(draft), **_reviewed(draft)}
    return replace(draft, conditions=draft.conditions | {name for name, holds in found.items() if holds})


def rights_of(draft: Draft) -> tuple[Rights, ...]:
    """Return the blocks of rights that the letter gives: those of each law under which it refuses something."""
    found: list[Rights] = []
    deciding = [group for group in draft.groups if _has_rights(draft, group)]
    if any(group.regime == "foisa" for group in deciding) or _environmental(draft):
        found.append("after-review" if draft.reviewing else "foisa")
    if any(group.regime == "eirs" for group in deciding):
        found.append("after-review-eirs" if draft.reviewing else "eirs")
    return tuple(found) or ("none",)


def _has_rights(draft: Draft, group: Group) -> bool:
    """Return whether there are rights of review about it: not where nothing is refused, or the law does not bind us."""
    return group.kind not in _WITHOUT_RIGHTS and (group.kind != "not-covered" or bound(draft.case, group))


def point_keys(draft: Draft) -> tuple[str, ...]:
    """Return the numbers of the points that the applicant raised at review."""
    review = draft.case.review
    points = review.points if review and draft.kind in REVIEWS else ()
    return tuple(str(number) for number, point in enumerate(points, start=1) if one_line(point))


def _general(draft: Draft) -> dict[Condition, bool]:
    case, kinds = draft.case, {one.ground.kind for one in draft.claims}
    grounds = {one.ground.id for one in draft.claims if not draft.denied}
    review = case.review if draft.reviewing else None
    excluded = case.authority.kind in draft.checklist.no_commissioner_route
    return {
        "always": True,
        "released": bool(draft.sent),
        "newly-released": bool(review and draft.sent and review.did != "confirmed"),
        "withheld": bool(draft.kept),
        "qualified-ground": "qualified" in kinds,
        "absolute-only": kinds == {"absolute"},
        "whole-document": bool(draft.kept and (not draft.sent or case.letter.whole.strip())),
        "own-data": bool(grounds & OWN_DATA_GROUNDS),
        "health-record": HEALTH_RECORD in grounds,
        "not-held-part": bool(draft.not_held),
        "waiting": bool(draft.waiting),
        "late": draft.dates.late,
        "points": bool(point_keys(draft)),
        "first-answer-wrong": bool(review and any(text.strip() for text in review.first_answer.faults)),
        "another-form": bool(draft.sent and any(one.id in FORMS for group in draft.groups for one in group.beside)),
        "reuse": bool(draft.sent and case.letter.reuse.strip()),
        "commissioner-route": not excluded,
        "no-commissioner-route": excluded,
    }


def _laws(draft: Draft) -> dict[Condition, bool]:
    grounds = {ground.id for piece in draft.pieces for ground in piece.grounds}
    held = [piece for piece in draft.pieces if piece.outcome in (SENT, KEPT)]
    return {
        "denied": any(piece.outcome == DENIED for piece in draft.pieces),
        "nothing-denied": not any(group.kind.endswith("neither") for group in draft.groups),
        "mixed-laws": len({group.regime for group in draft.groups}) > 1,
        "environmental-exemption": _environmental(draft),
        "environmental-held": any(ground.id == ENVIRONMENTAL for piece in held for ground in piece.grounds),
        "unfinished": any(one.ground.id == UNFINISHED for one in draft.claims),
        "other-body": other_body(draft),
        "public-already": bool(draft.elsewhere),
        "balanced-denial": bool(draft.denied) and "eirs.r10-8" in grounds,
    }


def _reviewed(draft: Draft) -> dict[Condition, bool]:
    laws = {group.regime for group in draft.groups} if draft.reviewing else set()
    return {
        "first-answer": not draft.reviewing,
        "under-regulations": draft.regime == "eirs",
        "act-reviewed": draft.reviewing and ("foisa" in laws or _environmental(draft)),
        "regulations-reviewed": "eirs" in laws,
        "not-complied": "eirs" in laws and not complied(draft.case),
    }


def _environmental(draft: Draft) -> bool:
    return any(ground.id == ENVIRONMENTAL for piece in draft.pieces for ground in piece.grounds)
