"""What is kept back and why: one passage of the letter for each ground and set of reasons."""

from foi_rules.model.case import Weighing
from foi_rules.model.rule import Ground
from foi_rules.notices.checklist import Beside
from foi_rules.notices.citing import factor_lists, provision
from foi_rules.notices.environment import after_ground
from foi_rules.notices.names import Role
from foi_rules.notices.notice import one_line, sentence
from foi_rules.notices.pieces import Claimed, Piece
from foi_rules.notices.whole_request import day_in
from foi_rules.notices.writing import Draft, Section, heading, joined, listed, paragraph

OWN_DATA, HEALTH_RECORD = "foisa.s38-1-a", "foisa.s38-1-d"
OWN_DATA_GROUNDS = frozenset({OWN_DATA, "eirs.r11-1"})
_WHY: tuple[Role, ...] = ("why", "review-reasons")


def withheld(draft: Draft) -> Section:
    """Yield what is kept back, ground by ground, with the reasons and both sides of the public interest."""
    if not draft.claims:
        return
    refused = draft.kind != "partial-release" and not draft.sent
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
        yield from _beside(draft, one)
        for weighing in one.reasons.weighings:
            yield from _balance(draft, ground, weighing, one.key)
    yield from after_ground(draft, ground.id, tuple(piece for one in claims for piece in one.pieces), about)
    if ground.id in OWN_DATA_GROUNDS:
        yield paragraph(draft.say("withheld.subject-access"), "subject-access", about=about)
        identity = one_line(draft.case.letter.identity).rstrip(".")
        if identity:
            yield paragraph(draft.say("withheld.identity", identity=identity), "identity", about=about)
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


def _beside(draft: Draft, one: Claimed) -> Section:
    """Yield what some grounds need beyond their reasons: where it is, when it comes out, what forbids release."""
    for wanted in draft.checklist.answers.beside:
        if not one.ground.id.startswith(wanted.grounds):
            continue
        told: dict[str, list[str]] = {}
        for piece in one.pieces:
            told.setdefault(_beside_text(draft, wanted, piece), []).append(piece.title)
        known = {text: titles for text, titles in told.items() if text}
        several = len(told) > 1
        entries = [f"{'; '.join(titles)}: {text}" if several else text for text, titles in known.items()]
        shows = (wanted.shows,) if len(known) == len(told) else ()
        if entries:
            yield listed(draft.say(wanted.lead), entries, *shows, about=(one.key,))


def _beside_text(draft: Draft, wanted: Beside, piece: Piece) -> str:
    answers = [item.answers for item in piece.items]
    given = [(one.get(source.fact), source.text) for source in wanted.sources for one in answers]
    texts = [answer.texts.get(name, "") for answer, name in given if answer]
    text = next((sentence(one) for one in texts if one.strip()), "")
    day = next((day_in(one.get(wanted.day)) for one in answers if wanted.day), "")
    return joined(text, draft.say("withheld.planned-on", date=day) if text and day else "")


def _balance(draft: Draft, ground: Ground, weighing: Weighing, key: str) -> Section:
    about = (key,)
    yield paragraph(draft.law_say("withheld.weighed"), about=about)
    for lead, entries in factor_lists(draft, ground, weighing, "withheld.for-release", "withheld.for-keeping"):
        yield listed(lead, entries, about=about, goes_on=True)
    reasons = sentence(weighing.reasons)
    if reasons:
        text = draft.law_say("withheld.conclusion", reasons=reasons)
        yield paragraph(text, "balance", "review-reasons", about=about)
