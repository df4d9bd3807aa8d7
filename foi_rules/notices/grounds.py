"""What is kept back and why: one passage of the letter for each ground and set of reasons."""

from foi_rules.model.case import Weighing
from foi_rules.model.rule import Ground
from foi_rules.notices.citing import factor_lists, provision
from foi_rules.notices.environment import after_ground
from foi_rules.notices.names import Role
from foi_rules.notices.notice import one_line, sentence
from foi_rules.notices.pieces import Claimed, Piece
from foi_rules.notices.writing import Draft, Section, heading, joined, listed, paragraph

OWN_DATA, HEALTH_RECORD = "foisa.s38-1-a", "foisa.s38-1-d"
OWN_DATA_GROUNDS = frozenset({OWN_DATA, "eirs.r11-1"})
_WHY: tuple[Role, ...] = ("why", "review-reasons")


def withheld(draft: Draft) -> Section:
    """Yield what is kept back, ground by ground, with the reasons and both sides of the public interest."""
    if not draft.claims:
        return
    refused = draft.kind in ("refusal", "environmental", "review-outcome") and not draft.sent
    yield heading(draft.law_say("withheld.heading-refused" if refused else "withheld.heading"))
    if draft.regime == "foisa":
        yield paragraph(draft.say("withheld.holds"), "held")
    yield paragraph(draft.law_say("withheld.claims"), "claims", "presumption")
    whole = sentence(draft.case.letter.whole)
    if whole:
        yield paragraph(draft.law_say("withheld.whole", reasons=whole), "whole", "separated", "review-reasons")
    elif draft.regime == "eirs" and draft.sent:
        yield paragraph(draft.say("eir-withheld.separated"), "separated")
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
    rule = words.rule if words else draft.law_say("withheld.rule", gist=one_line(ground.gist))
    last = draft.law_say("withheld.no-balance") if ground.kind == "absolute" else ""
    yield paragraph(joined(rule, last), *(("no-balance",) if last else ()), about=about)
    for one in claims:
        yield listed(draft.say("withheld.covers"), [_covered(draft, piece) for piece in one.pieces], about=(one.key,))
        yield from _why(draft, one)
        for weighing in one.reasons.weighings:
            yield from _balance(draft, ground, weighing, one.key)
    yield from after_ground(draft, ground.id, tuple(piece for one in claims for piece in one.pieces), about)
    if ground.id in OWN_DATA_GROUNDS:
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
    yield paragraph(draft.law_say("withheld.weighed"), about=about)
    for lead, entries in factor_lists(draft, ground, weighing, "withheld.for-release", "withheld.for-keeping"):
        yield listed(lead, entries, about=about)
    reasons = sentence(weighing.reasons)
    if reasons:
        text = draft.law_say("withheld.conclusion", reasons=reasons)
        yield paragraph(text, "balance", "review-reasons", about=about)
