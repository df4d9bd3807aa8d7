"""What a letter says under the Environmental Information (Scotland) Regulations 2004 alone."""

from foi_rules.model.case import Item, Weighing
from foi_rules.notices.checklist import Source
from foi_rules.notices.citing import factor_lists, provision
from foi_rules.notices.notice import one_line, sentence, uncapital
from foi_rules.notices.pieces import ENVIRONMENTAL, NOT_HELD, Piece
from foi_rules.notices.whole_request import day_in
from foi_rules.notices.writing import Draft, Section, heading, joined, listed, paragraph

UNFINISHED, NOT_HELD_GROUND = "eirs.x4d", "eirs.x4a"


def environment(draft: Draft) -> Section:
    """Yield why the Regulations apply, and section 39(2) with its public interest. Source: FOISA ss.16, 39(2)."""
    yield heading(draft.say("environment.heading"))
    about = [text for source in draft.checklist.answers.environment for text in _texts(draft.pieces, source)]
    if about:
        yield listed(draft.say("environment.about"), list(dict.fromkeys(about)), "environment")
    if "environmental-exemption" not in draft.conditions:
        return
    name = "environment.held-but" if draft.not_held else "environment.held"
    held = draft.say(name) if "environmental-held" in draft.conditions else ""
    shows = ("environmental-exemption", "environmental-held") if held else ("environmental-exemption",)
    yield paragraph(joined(draft.say("environment.exemption"), held), *shows)
    for weighing in _weighings(draft):
        yield from _balance(draft, weighing)


def _texts(pieces: tuple[Piece, ...], source: Source) -> list[str]:
    answers = [item.answers.get(source.fact) for piece in pieces for item in piece.items]
    return [sentence(one.texts[source.text]) for one in answers if one and one.texts.get(source.text, "").strip()]


def _weighings(draft: Draft) -> tuple[Weighing, ...]:
    found = [
        item.public_interest[ENVIRONMENTAL]
        for piece in draft.pieces
        for item in piece.items
        if ENVIRONMENTAL in item.public_interest
    ]
    supported = [one for one in found if one.conclusion == "maintaining-outweighs"]
    return tuple({repr(one): one for one in supported}.values())


def _balance(draft: Draft, weighing: Weighing) -> Section:
    yield paragraph(draft.say("environment.balance"))
    ground = draft.law.grounds[ENVIRONMENTAL]
    for name, entries in factor_lists(draft, ground, weighing, "environment.for-act", "environment.for-regulations"):
        yield listed(name, entries, goes_on=True)
    reasons = sentence(weighing.reasons)
    if reasons:
        yield paragraph(draft.say("environment.conclusion", reasons=reasons), "environmental-balance")


def after_ground(draft: Draft, ground: str, pieces: tuple[Piece, ...], about: tuple[str, ...]) -> Section:
    """Yield by when what is unfinished is expected to be finished. Source: EIRs reg 13(d)."""
    if ground != UNFINISHED:
        return
    source = draft.checklist.answers.request["finished-by"]
    for piece in pieces:
        for item in piece.items:
            day = day_in(item.answers.get(source.fact))
            if day:
                text = draft.say("eir-withheld.finish", date=day)
                yield paragraph(joined(f"{piece.title}:" if len(pieces) > 1 else "", text), "finish", about=about)


def not_held_balance(draft: Draft) -> Section:
    """Yield the public interest about what is not held, and who may hold it. Source: EIRs regs 10(4)(a), 14."""
    reasons = [
        sentence(item.public_interest[NOT_HELD_GROUND].reasons)
        for piece in draft.not_held
        for item in piece.items
        if NOT_HELD_GROUND in item.public_interest
    ]
    told = " ".join(dict.fromkeys(text for text in reasons if text))
    yield paragraph(joined(draft.say("eir-not-held.balance"), told), "not-held-balance")
    found = [_passed_on(draft, item) for piece in draft.not_held for item in piece.items]
    for text in dict.fromkeys(text for text in found if text):
        yield paragraph(text, "transfer", "elsewhere")


def _passed_on(draft: Draft, item: Item) -> str:
    """Return which body is believed to hold an item, and which of the two things was done about it; else blank."""
    used = draft.checklist.answers.request
    source, at = used["other-body"], used["other-body-address"]
    believed, done = item.answers.get(source.fact), item.answers.get(at.fact)
    body = uncapital(one_line(believed.texts.get(source.text, ""))).rstrip(".:; ") if believed else ""
    if not (believed and believed.is_ == "yes" and body):
        return ""
    told = draft.say("eir-not-held.transfer", body=body)
    if done and done.is_ == "transferred":
        return joined(told, draft.say("eir-not-held.passed-on"))
    address = sentence(done.texts.get(at.text, "")) if done and done.is_ == "address-given" else ""
    return joined(told, draft.say("eir-not-held.address", address=address) if address else "")


def other_body(draft: Draft) -> bool:
    """Return whether another authority is believed to hold something that this one does not."""
    source = draft.checklist.answers.request["other-body"]
    return any(
        answer.is_ == "yes"
        for piece in draft.pieces
        if piece.outcome == NOT_HELD
        for item in piece.items
        for answer in [item.answers.get(source.fact)]
        if answer
    )


def elsewhere(draft: Draft) -> Section:
    """Yield what is public already: exactly where, and why it can easily be reached. Source: EIRs reg 6(1)(b), (2)."""
    if not draft.elsewhere:
        return
    used = draft.checklist.answers.request
    yield heading(draft.say("elsewhere.heading"))
    for piece in draft.elsewhere:
        cites = {provision(one.id, one.cite, draft.checklist) for one in piece.grounds if one.id.startswith("eirs.r6")}
        cited = draft.say("elsewhere.provision", provision=", ".join(sorted(cites)))
        yield paragraph(joined(sentence(one_line(piece.title)), cited), lead=draft.say("elsewhere.lead"))
        where, reach = (_texts((piece,), used[name]) for name in ("public-where", "public-reach"))
        if where and reach:
            yield paragraph(where[0], "public-place", lead=draft.say("elsewhere.where"))
            yield paragraph(reach[0], lead=draft.say("elsewhere.reach"))
