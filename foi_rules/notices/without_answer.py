"""Letters, or sections of one, about a request that ends without an answer: outside the law, unpaid, for everyone."""

from foi_rules.model.case import Case, Weighing
from foi_rules.notices.citing import factor_lists, provision
from foi_rules.notices.notice import one_line, sentence
from foi_rules.notices.pieces import Claimed, Group
from foi_rules.notices.whole_request import answers_of, date_in, day_in, group_of
from foi_rules.notices.writing import Draft, Section, heading, joined, listed, paragraph

_AUTHORITY = ("foisa.s3.listed", "foisa.s3.designated", "foisa.s3.wholly-owned")
_NOTICES = {"foisa.s9-3": "foisa.s9.notice-on", "eirs.r8-6": "eirs.r8.notice-on"}


def objection(draft: Draft) -> Section:
    """Yield what to do for whoever thinks that this is wrong."""
    contact = one_line(draft.case.authority.review_contact)
    text = draft.say("object.contact", contact=sentence(contact)) if contact else draft.say("object.reply")
    yield paragraph(text, "object")


def bound(case: Case, group: Group) -> bool:
    """Return whether the law binds the authority and leaves out only this work of it. Source: FOISA s.7; reg 3(2)."""
    names = {ground.id for ground in group.grounds}
    return ("eirs.r3-2" in names and "eirs.r2-1" not in names) or ("foisa.s3-1" in names and _is_authority(case))


def _is_authority(case: Case) -> bool:
    answers = [case.authority.answers.get(name) for name in _AUTHORITY]
    return any(one is not None and one.is_ == "yes" for one in answers)


def not_covered(draft: Draft) -> Section:
    """Yield why the law does not cover the body, or this work of it, and who may help. Source: FOISA ss.3, 7, 15."""
    group = group_of(draft)
    names = {ground.id for ground in group.grounds}
    yield heading(draft.say("not-covered.heading"))
    if "foisa.s3-1" in names:
        yield paragraph(draft.say("not-covered.work" if _is_authority(draft.case) else "not-covered.body"), "outside")
    if "eirs.r2-1" in names:
        yield paragraph(draft.say("not-covered.body-eirs"), "outside")
    if "eirs.r3-2" in names:
        yield paragraph(draft.say("not-covered.work-eirs"), "outside")
    yield from _reasons(draft, "not-covered.why")
    instead = draft.told("who-may-have-it", group.part)
    if instead:
        yield paragraph(instead, "advice", lead=draft.say("not-covered.instead"))
    yield from objection(draft)


def _reasons(draft: Draft, lead: str) -> Section:
    told = [sentence(text) for ground in group_of(draft).grounds for text in ground.reasons if text.strip()]
    if told:
        yield listed(draft.say(lead), list(dict.fromkeys(told)), "why", "review-reasons")


def unpaid(draft: Draft) -> Section:
    """Yield that the request is closed, because nothing was paid in time. Source: FOISA s.9(3); EIRs reg 8(6)."""
    answers = answers_of(draft)
    yield heading(draft.say("unpaid.heading"))
    for ground in group_of(draft).grounds:
        day = day_in(answers.get(_NOTICES[ground.id]))
        asked = draft.say("unpaid.asked", date=day) if day else draft.say("unpaid.asked-undated")
        rule = draft.say("unpaid.rule-regulations" if ground.id.startswith("eirs.") else "unpaid.rule-act")
        yield paragraph(joined(asked, rule), "unpaid", "review-reasons")
    yield paragraph(draft.say("unpaid.again"), "advice")
    yield from objection(draft)


def published(draft: Draft) -> Section:
    """Yield where and when everyone can read it. Source: FOISA s.12(2)(c); SSI 2004/467 reg 6."""
    part, answers = group_of(draft).part, answers_of(draft)
    yield heading(draft.say("published.heading"))
    yield paragraph(draft.say("published.claims"), "claims")
    where, day = draft.told("published-where", part), day_in(answers.get("foisa.s12.public-on"))
    if where and day:
        yield paragraph(where, "published", lead=draft.say("published.where"))
        yield paragraph(draft.say("published.on", date=day))
    told = date_in(answers.get("foisa.s12.all-told-on"))
    issued = draft.dates.issued
    if told and (not issued or issued <= told):
        yield paragraph(draft.say("published.told-all", date=day_in(answers["foisa.s12.all-told-on"])), "told-all")
    for name in ("shared", "sensible"):
        text = draft.told(f"published-{name}", part)
        if text:
            yield paragraph(text, lead=draft.say(f"published.{name}"))


def unreasonable(draft: Draft) -> Section:
    """Yield why a whole request is refused, with both sides of the balance. Source: EIRs regs 10(4)(b), (c), 13."""
    yield heading(draft.say("unreasonable.heading"))
    yield paragraph(draft.say("unreasonable.claims"), "claims", "presumption")
    for one in draft.claims:
        yield from _exception(draft, one)


def _exception(draft: Draft, one: Claimed) -> Section:
    about, part = (one.key,), group_of(draft).part
    cited = provision(one.ground.id, one.cite, draft.checklist)
    title = draft.say("withheld.ground", label=one_line(one.ground.label), provision=cited)
    yield heading(title, 3, "exemption", about=about)
    yield paragraph(draft.say("unreasonable.rule", gist=one_line(one.ground.gist)), about=about)
    burden = one.ground.id == "eirs.x4b"
    for name in ("burden", "meanwhile") if burden else ("asked-more", "helped", "came-back"):
        text = draft.told(f"unreasonable-{name}", part)
        if text:
            yield paragraph(text, lead=draft.say(f"unreasonable.{name}"), about=about)
    if one.reasons.why:
        yield listed(draft.say("withheld.why"), one.reasons.why, "why", "review-reasons", about=about)
    for weighing in one.reasons.weighings:
        yield from _weighed(draft, one, weighing)
    offer = draft.told("unreasonable-offer", part) if burden else ""
    if offer:
        yield paragraph(offer, "narrowing", "advice", lead=draft.say("unreasonable.offer"), about=about)


def _weighed(draft: Draft, one: Claimed, weighing: Weighing) -> Section:
    about, names = (one.key,), ("unreasonable.for-answer", "unreasonable.against")
    yield paragraph(draft.say("unreasonable.weighed"), about=about)
    for lead, entries in factor_lists(draft, one.ground, weighing, *names):
        yield listed(lead, entries, about=about, goes_on=True)
    reasons = sentence(weighing.reasons)
    if reasons:
        text = draft.say("unreasonable.conclusion", reasons=reasons)
        yield paragraph(text, "balance", "review-reasons", about=about)
