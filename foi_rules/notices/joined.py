"""One letter for parts that go different ways: a section for each, between one opening and one statement of rights."""

from collections.abc import Iterator
from dataclasses import replace

from foi_rules.notices.conditions import with_conditions
from foi_rules.notices.names import Condition, Role
from foi_rules.notices.notice import one_line
from foi_rules.notices.parts import group_answer
from foi_rules.notices.pieces import Group, claims_of
from foi_rules.notices.sections import INNER, SECTIONS
from foi_rules.notices.writing import Draft, Section, Written, heading, paragraph


def each(draft: Draft) -> Section:
    """Yield the section of every part, and of every law in it, with headings one step down.

    A single one stands alone: what it answers is in the first paragraph, and its headings are those of the letter.
    """
    seen = ""
    several = len(draft.decision.parts) > 1
    for part in section_drafts(draft):
        if len(draft.groups) == 1:
            yield from (_scoped(one, part) for one in _inner(draft, part))
            return
        group = part.groups[0]
        if several and group.part != seen:
            yield heading(_title(draft, group))
            seen = group.part
        both = sum(one.part == group.part for one in draft.groups) > 1
        if both or not several:
            law = heading(draft.say("each.regulations" if group.regime == "eirs" else "each.act"), 3 if several else 2)
            yield _scoped(law, part)
        shows: tuple[Role, ...] = ("part", "denied") if part.denied else ("part",)
        yield _scoped(paragraph(group_answer(draft, group), *shows, about=(group.part,)), part)
        yield from (_scoped(_lower(one), part) for one in _inner(draft, part))


def _inner(draft: Draft, part: Draft) -> Section:
    for name in draft.checklist.letter(part.kind).sections:
        if name in INNER:
            yield from SECTIONS[name](part)


def section_drafts(draft: Draft) -> Iterator[Draft]:
    """Yield the draft of each section of a joined letter."""
    for number, group in enumerate(draft.groups, start=1):
        claims = claims_of(draft.case, group, draft.law, draft.checklist)
        claims = tuple(replace(one, key=f"{one.key} of {number}") for one in claims)
        yield with_conditions(
            replace(
                draft,
                kind=group.kind,
                pieces=group.pieces,
                claims=claims,
                regime=group.regime,
                groups=(group,),
                scope=f"section {number}",
                conditions=_kept(draft.conditions),
            )
        )


def _kept(conditions: frozenset[Condition]) -> frozenset[Condition]:
    shared: frozenset[Condition] = frozenset({"late", "mixed-laws"})
    return conditions & shared


def _title(draft: Draft, group: Group) -> str:
    text = next((one_line(part.text) for part in draft.case.parts if part.id == group.part), "").rstrip(".")
    number = str(group.number)
    return draft.say("each.part", number=number, text=text) if text else draft.say("each.part-unnamed", number=number)


def _lower(one: Written) -> Written:
    if one.block.kind != "heading":
        return one
    return replace(one, block=replace(one.block, level=one.block.level + 1))


def _scoped(one: Written, part: Draft) -> Written:
    return replace(one, block=replace(one.block, scope=part.scope), kind=part.kind)
