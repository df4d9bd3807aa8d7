"""What is kept back and why: one passage of the letter for each ground and set of reasons."""

import re

from foi_rules.model.case import Weighed, Weighing
from foi_rules.model.rule import Ground
from foi_rules.notices.checklist import Checklist
from foi_rules.notices.names import Role
from foi_rules.notices.notice import one_line, sentence
from foi_rules.notices.pieces import Claimed, Piece
from foi_rules.notices.writing import Draft, Section, heading, joined, listed, paragraph

OWN_DATA, HEALTH_RECORD = "foisa.s38-1-a", "foisa.s38-1-d"
_WHY: tuple[Role, ...] = ("why", "review-reasons")


def provision(ground: str, cite: str, checklist: Checklist) -> str:
    """Return a cite as a letter writes it: "section 30(c)", or the checklist's own words for the ground."""
    words = checklist.grounds.get(ground)
    return words.provision if words else re.sub(r"(?:FOISA )?\bs\.(?=\d)", "section ", cite)


def withheld(draft: Draft) -> Section:
    """Yield what is kept back, ground by ground, with the reasons and both sides of the public interest."""
    if not draft.claims:
        return
    refused = draft.kind == "refusal" or (draft.kind == "review-outcome" and not draft.sent)
    yield heading(draft.say("withheld.heading-refused" if refused else "withheld.heading"))
    yield paragraph(draft.say("withheld.holds"), "held")
    yield paragraph(draft.say("withheld.claims"), "claims")
    whole = sentence(draft.case.letter.whole)
    if whole:
        yield paragraph(draft.say("withheld.whole", reasons=whole), "whole", "review-reasons")
    for claims in _together(draft.claims):
        yield from _ground(draft, claims)


def _together(claims: tuple[Claimed, ...]) -> tuple[tuple[Claimed, ...], ...]:
    """Return the claims of each ground together, in the order in which the grounds first appear."""
    grouped: dict[tuple[str, str], list[Claimed]] = {}
    for one in claims:
        grouped.setdefault((one.ground.id, one.cite), []).append(one)
    return tuple(tuple(found) for found in grouped.values())


def _ground(draft: Draft, claims: tuple[Claimed, ...]) -> Section:
    """Yield one ground: its name and rule once, and then each set of reasons with the pieces that it keeps back."""
    ground, about = claims[0].ground, tuple(one.key for one in claims)
    label = one_line(ground.label) or sentence(ground.gist).rstrip(".")
    cited = provision(ground.id, claims[0].cite, draft.checklist)
    yield heading(draft.say("withheld.ground", label=label, provision=cited), 3, "exemption", about=about)
    words = draft.checklist.grounds.get(ground.id)
    rule = words.rule if words else draft.say("withheld.rule", gist=one_line(ground.gist))
    last = draft.say("withheld.no-balance") if ground.kind == "absolute" else ""
    yield paragraph(joined(rule, last), *(("no-balance",) if last else ()), about=about)
    for one in claims:
        yield listed(draft.say("withheld.covers"), [_covered(draft, piece) for piece in one.pieces], about=(one.key,))
        yield from _why(draft, one)
        for weighing in one.reasons.weighings:
            yield from _balance(draft, ground, weighing, one.key)
    if ground.id == OWN_DATA:
        yield paragraph(draft.say("withheld.subject-access"), "subject-access", about=about)
    if ground.id == HEALTH_RECORD:
        yield paragraph(draft.say("withheld.records-act"), "records-act", about=about)


def _covered(draft: Draft, piece: Piece) -> str:
    if not piece.replaced_by:
        return piece.title
    return draft.say("withheld.replaced", title=piece.title, replaced=piece.replaced_by)


def _why(draft: Draft, one: Claimed) -> Section:
    """Yield why the ground applies: the officer's words, else what the checklist says where reasons must stop."""
    words, about = draft.checklist.grounds.get(one.ground.id), (one.key,)
    told, lead = list(one.reasons.why), draft.say("withheld.why")
    silent = words.silent if words and (one.reasons.stops_short or not told) else ""
    if told:
        yield listed(lead, told, *_WHY, about=about)
    if silent:
        yield paragraph(silent, *(() if told else _WHY), lead="" if told else lead, about=about)


def _balance(draft: Draft, ground: Ground, weighing: Weighing, key: str) -> Section:
    about = (key,)
    yield paragraph(draft.say("withheld.weighed"), about=about)
    for side, name in ((weighing.for_disclosure, "for-release"), (weighing.for_maintaining, "for-keeping")):
        entries = [_factor(draft, ground, one) for one in side]
        if entries:
            yield listed(draft.say(f"withheld.{name}"), entries, about=about)
    reasons = sentence(weighing.reasons)
    if reasons:
        yield paragraph(draft.say("withheld.conclusion", reasons=reasons), "balance", "review-reasons", about=about)


def _factor(draft: Draft, ground: Ground, one: Weighed) -> str:
    text, why = sentence(one.text or _named(draft, ground, one.id)).rstrip(".:;"), one.why.strip()
    if not why:
        return sentence(text)
    return draft.say("withheld.factor", factor=text, why=sentence(why)) if text else sentence(why)


def _named(draft: Draft, ground: Ground, name: str) -> str:
    """Return the text of a factor of the rules: the ground's own, else a general one."""
    balances = [balance for balance in (ground.balance, draft.law.public_interest.factors) if balance]
    factors = [one for balance in balances for one in (*balance.for_disclosure, *balance.for_maintaining)]
    return next((factor.text for factor in factors if factor.id == name), "")
