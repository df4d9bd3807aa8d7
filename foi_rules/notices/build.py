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
from foi_rules.notices.groups import ORDINARY, groups_of, is_joined, ordinary
from foi_rules.notices.joined import each, section_drafts
from foi_rules.notices.names import Kind, Role, SectionName
from foi_rules.notices.notice import Claim, LetterDates, Notice, NoticeRefused, Within, clean, one_line
from foi_rules.notices.opening import head
from foi_rules.notices.pieces import Claimed, Group, Piece, claimed, pieces_of, private_texts
from foi_rules.notices.refusing import reasons_against
from foi_rules.notices.sections import SECTIONS
from foi_rules.notices.writing import Draft, Section

_SECTIONS: Mapping[SectionName, Callable[[Draft], Section]] = MappingProxyType({**SECTIONS, "each": each})


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
    within = tuple(section_drafts(draft)) if draft.kind == "several-parts" else ()
    written = [one for name in checklist.letter(draft.kind).sections for one in _SECTIONS[name](draft)]
    every = _items(draft, within)
    of_kind = {part.kind: _items(part) for part in within}
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
        parts=tuple(part.id for part in decision.parts),
        points=point_keys(draft),
        private=_private(draft),
        rights=draft.rights,
        within=tuple(_within(part) for part in within),
        asked=" ".join((case.request, *(part.text for part in case.parts))),
        law=tuple(text for part in (draft, *within) for one in part.claims for text in _law_words(one)),
        unsaid=tuple(dict.fromkeys(one_line(item.title) for one in draft.denied for item in one.items if item.title)),
    )


def _law_words(one: Claimed) -> tuple[str, ...]:
    return tuple(text for text in (one_line(one.ground.gist), one_line(one.ground.label)) if text)


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
    pieces = pieces if case.stage == "review" else tuple(piece for group in groups for piece in group.pieces)
    pieces = tuple(sorted(pieces, key=lambda piece: piece.number))
    kind = _kind(case, groups, pieces)
    claims = () if kind == "several-parts" else claimed(case, pieces, law, checklist)
    eirs = kind != "several-parts" and all(group.regime == "eirs" for group in groups)
    draft = Draft(kind, case, decision, law, checklist, dates, pieces, claims, frozenset(), "eirs" if eirs else "foisa")
    draft = with_conditions(replace(draft, groups=groups))
    return replace(draft, rights=rights_of(draft))


def _kind(case: Case, groups: tuple[Group, ...], pieces: tuple[Piece, ...]) -> Kind:
    """Return which letter it is, by the stage and by what became of the parts and pieces."""
    if case.stage == "review":
        return "review-outcome"
    if is_joined(groups):
        return "several-parts"
    kinds = {group.kind for group in groups}
    return groups[0].kind if len(kinds) == 1 and not kinds <= ORDINARY else ordinary(pieces)


def _claims(draft: Draft) -> tuple[Claim, ...]:
    return tuple(
        Claim(one.key, one.ground.kind, provision(one.ground.id, one.cite, draft.checklist)) for one in draft.claims
    )


def _private(draft: Draft) -> tuple[str, ...]:
    back = [item for piece in draft.pieces if piece not in draft.sent for item in piece.items]
    return tuple(dict.fromkeys(private_texts(tuple(back), draft.checklist)))


def _signed(case: Case) -> tuple[str, ...]:
    return tuple(line for line in (*clean(case.letter.signed).split("\n"), one_line(case.authority.name)) if line)
