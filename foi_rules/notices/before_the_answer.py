"""Letters that go out before the answer: more time, and a charge to be paid first. Source: EIRs regs 7, 8."""

from datetime import date

from foi_rules.notices.names import Role
from foi_rules.notices.notice import on_weekday, one_line, sentence
from foi_rules.notices.pieces import Group
from foi_rules.notices.whole_request import answers_in, date_in
from foi_rules.notices.writing import Draft, Section, heading, joined, paragraph

NEW_DATE, EXTENDED_ON, CHARGED_ON = "eirs.r7.answer-by", "eirs.r7.notice-on", "eirs.r8.notice-on"


def new_date(draft: Draft) -> date | None:
    """Return the day by which the answer is promised; None if none is, or one past the 40th working day (reg 7(1))."""
    days = [date_in(answers_in(draft.case, group.part).get(NEW_DATE)) for group in draft.groups]
    day, last = max((one for one in days if one), default=None), draft.dates.eirs_extended_due
    return day if day and last and day <= last and all(days) else None


def extension(draft: Draft) -> Section:
    """Yield why more time is needed, and the new day. Source: EIRs reg 7."""
    yield heading(draft.say("extension.heading"))
    first, issued = draft.dates.reply_due, draft.dates.issued
    if first and issued and issued <= first:
        yield paragraph(draft.say("extension.had", date=on_weekday(first)), "in-time")
    yield paragraph(draft.say("extension.rule"))
    for group in draft.groups:
        yield from _why_extended(draft, group)
    day = new_date(draft)
    if day:
        yield paragraph(
            joined(draft.say("extension.by", date=on_weekday(day)), draft.say("extension.promise")), "new-date"
        )


def _why_extended(draft: Draft, group: Group) -> Section:
    if len(draft.decision.parts) > 1:
        text = next((sentence(part.text) for part in draft.case.parts if part.id == group.part), "")
        yield heading(text or draft.say("parts.unnamed", number=str(group.number)), 3)
    shown: dict[str, tuple[Role, ...]] = {"voluminous": ("voluminous",), "complex": ("complex",), "why": ()}
    for name, shows in shown.items():
        text = draft.told(f"extension-{name}", group.part)
        if text:
            yield paragraph(text, *shows, lead=draft.say(f"extension.{name}"))


def charge(draft: Draft) -> Section:
    """Yield the charge, how it was worked out, and how and by when to pay. Source: EIRs reg 8."""
    part = draft.groups[0].part
    yield heading(draft.say("charge.heading"))
    roles: tuple[tuple[str, Role], ...] = (("sum", "charge"), ("worked", "working"), ("schedule", "schedule"))
    for name, shows in roles:
        text = draft.told(f"charge-{name}", part)
        if text:
            yield paragraph(text, shows, lead=draft.say(f"charge.{name}"))
    due, contact = draft.dates.charge_due, one_line(draft.case.authority.contact)
    when = draft.say("charge.pay", date=on_weekday(due)) if due else draft.say("charge.pay-undated")
    how = draft.say("charge.pay-how", contact=sentence(contact)) if contact else ""
    yield paragraph(joined(when, how), *(("pay",) if how else ()))
    yield paragraph(draft.say("charge.effect"), "clock")
