"""build_notice: the letter that follows from a decision, or the reasons why there can be none yet."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from foi_rules.model.case import Case
from foi_rules.model.decision import Decision
from foi_rules.model.rulebook import Law
from foi_rules.notices.checklist import Checklist, Must
from foi_rules.notices.citing import provision
from foi_rules.notices.conditions import point_keys, rights_of, with_conditions
from foi_rules.notices.grounds import OWN_DATA_GROUNDS
from foi_rules.notices.groups import MORE_TIME, NO_REVIEW, ONE_ANSWER, ORDINARY, groups_of, is_joined, ordinary
from foi_rules.notices.joined import each, section_drafts
from foi_rules.notices.names import Kind, Role, SectionName
from foi_rules.notices.notice import Claim, LetterDates, Notice, NoticeRefused, Within, clean, one_line
from foi_rules.notices.opening import head
from foi_rules.notices.pieces import KEPT, Claimed, Group, Piece, claimed, claims_of, pieces_of, private_texts
from foi_rules.notices.refusing import reasons_against
from foi_rules.notices.sections import SECTIONS
from foi_rules.notices.writing import Draft, Section

# Letters that are made of a section for each part, and of what is common to all.
_JOINED: frozenset[Kind] = frozenset({"several-parts", "environmental-review", "several-review"})
# The letter where all that was asked for is the applicant's own personal data.
_OWN: Mapping[Kind, Kind] = MappingProxyType({"refusal": "own-data", "environmental": "environmental-own-data"})
_SECTIONS: Mapping[SectionName, Callable[[Draft], Section]] = MappingProxyType({**SECTIONS, "each": each})


def build_notice(case: Case, decision: Decision, law: Law, checklist: Checklist, dates: LetterDates) -> Notice:
    """Return the letter that tells the applicant of the decision.

    `law` is the law under which it was decided. Raises NoticeRefused, with every reason, if the decision is
    open, has open duties, is not about this case, or gives two answers at once. Whether the letter says all
    that it must is for `gate.require_complete`. Source: FOISA ss.16, 17, 19, 21; EIRs regs 7, 8, 13, 16.
    """
    against = reasons_against(case, decision, law, dates)
    if against:
        raise NoticeRefused(against)
    draft = _draft(case, decision, law, checklist, _extended(case, decision, dates))
    within = tuple(section_drafts(draft)) if draft.kind in _JOINED else ()
    written = [one for name in checklist.letter(draft.kind).sections for one in _SECTIONS[name](draft)]
    every = _items(draft, within)
    frame = checklist.letter(draft.kind).must
    of_kind = {part.kind: (*_items(part), *frame) for part in within}
    return Notice(
        kind=draft.kind,
        title=checklist.letter(draft.kind).subject,
        reference=one_line(case.letter.reference or case.reference),
        issued=dates.issued,
        author=one_line(case.authority.name),
        head=tuple(replace(line, ids=_ids(every, shows)) for line, shows in head(draft)),
        blocks=tuple(
            replace(one.block, ids=_ids(of_kind[one.kind] if one.kind else every, one.shows)) for one in written
        ),
        close=checklist.say("head.close"),
        signed=_signed(case),
        conditions=draft.conditions,
        claims=_claims(draft),
        parts=_parts(draft),
        points=point_keys(draft),
        private=_private(draft),
        rights=draft.rights,
        within=tuple(_within(part) for part in within),
        asked=" ".join((case.request, *(part.text for part in case.parts))),
        law=tuple(text for part in (draft, *within) for one in part.claims for text in _law_words(one, checklist)),
        unsaid=tuple(dict.fromkeys(one_line(item.title) for one in draft.denied for item in one.items if item.title)),
    )


def _extended(case: Case, decision: Decision, dates: LetterDates) -> LetterDates:
    """Return the dates of the letter, with the last day for it moved where the time was extended (EIRs reg 7(1))."""
    more = any(ground.id == MORE_TIME for part in decision.parts for ground in part.grounds)
    due = dates.eirs_extended_due
    if not (more and due) or case.letter.kind or case.stage == "review":
        return dates
    return replace(dates, reply_due=due, late=bool(dates.issued and dates.issued > due))


def _parts(draft: Draft) -> tuple[str, ...]:
    """Return the parts to which the letter must give an answer."""
    if draft.kind in ONE_ANSWER:
        return tuple(group.part for group in draft.groups)
    return tuple(part.id for part in draft.decision.parts)


def _law_words(one: Claimed, checklist: Checklist) -> tuple[str, ...]:
    words = checklist.grounds.get(one.ground.id)
    own = (words.rule, words.silent) if words else ()
    return tuple(text for text in map(one_line, (one.ground.gist, one.ground.label, *own)) if text)


def _within(part: Draft) -> Within:
    number = str(part.groups[0].number) if len(part.case.parts) > 1 else ""
    return Within(part.scope, part.kind, part.conditions, _claims(part), number)


def _items(draft: Draft, within: tuple[Draft, ...] = ()) -> tuple[Must, ...]:
    inner = [item for part in within for item in draft.checklist.letter(part.kind).must]
    return (*draft.checklist.items(draft.kind, draft.rights), *inner)


def _ids(items: tuple[Must, ...], shows: tuple[Role, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.id for item in items if item.shown_by in shows))


def _draft(case: Case, decision: Decision, law: Law, checklist: Checklist, dates: LetterDates) -> Draft:
    pieces = pieces_of(case, decision, checklist)
    groups = groups_of(case, decision, pieces)
    found = {piece.number: piece for group in groups for piece in group.pieces}
    pieces = tuple(found[number] for number in sorted(found))
    kind = _kind(case, groups, pieces)
    regime = "eirs" if kind != "several-parts" and all(group.regime == "eirs" for group in groups) else "foisa"
    draft = Draft(kind, case, decision, law, checklist, dates, pieces, (), frozenset(), regime, groups)
    draft = replace(draft, claims=_relied_on(draft))
    draft = with_conditions(replace(draft, kind=_OWN.get(kind, kind) if _is_own(draft) else kind))
    return replace(draft, rights=rights_of(draft))


def _is_own(draft: Draft) -> bool:
    """Return whether all that was asked for is kept back as the applicant's own data, and for no other reason."""
    kept = all(piece.outcome == KEPT for piece in draft.pieces)
    return bool(draft.claims) and kept and {one.ground.id for one in draft.claims} <= OWN_DATA_GROUNDS


def _relied_on(draft: Draft) -> tuple[Claimed, ...]:
    """Return the grounds on which the whole letter relies; those of a joined one are relied on in its sections."""
    if draft.kind in _JOINED:
        return ()
    if len(draft.groups) == 1:
        return claims_of(draft.case, draft.groups[0], draft.law, draft.checklist)
    return claimed(draft.case, draft.pieces, draft.law, draft.checklist, draft.groups[0].regime)


def _kind(case: Case, groups: tuple[Group, ...], pieces: tuple[Piece, ...]) -> Kind:
    """Return which letter it is, by the stage and by what became of the parts and pieces."""
    kinds = {group.kind for group in groups}
    if case.stage == "review" and not kinds <= NO_REVIEW:
        return "review-outcome" if kinds <= ORDINARY else _framed(groups)
    if is_joined(groups):
        return "several-parts"
    return groups[0].kind if len(kinds) == 1 and not kinds <= ORDINARY else ordinary(pieces)


def _framed(groups: tuple[Group, ...]) -> Kind:
    return "environmental-review" if {group.regime for group in groups} == {"eirs"} else "several-review"


def _claims(draft: Draft) -> tuple[Claim, ...]:
    return tuple(
        Claim(one.key, one.ground.kind, provision(one.ground.id, one.cite, draft.checklist)) for one in draft.claims
    )


def _private(draft: Draft) -> tuple[str, ...]:
    back = [item for piece in draft.pieces if piece not in draft.sent for item in piece.items]
    return tuple(dict.fromkeys(private_texts(tuple(back), draft.checklist)))


def _signed(case: Case) -> tuple[str, ...]:
    return tuple(line for line in (*clean(case.letter.signed).split("\n"), one_line(case.authority.name)) if line)
