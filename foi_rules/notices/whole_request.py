"""Letters, or sections of one, about a part that ends as a whole: cost, section 14, a question, a fee, a gap."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from foi_rules.engine.costs import RATE_CAP, excess_fee_cap, line_cost, total
from foi_rules.model.case import Answer, Case, CostLine
from foi_rules.model.dates import add_months, exact_date
from foi_rules.notices.names import Role
from foi_rules.notices.notice import Block, on_weekday, one_line, sentence
from foi_rules.notices.pieces import Group
from foi_rules.notices.writing import Draft, Section, Written, heading, joined, listed, paragraph

_PENNY = Decimal("0.01")
_ESTIMATE, _FEE, _WHOLE_FEE = "foisa.s12.estimate", "foisa.s9.fee", "foisa.s13.fee"
_MISSING = ("lasting-form", "real-name", "address", "describes", "understands")


def group_of(draft: Draft) -> Group:
    """Return what this section (or this letter) is about."""
    return draft.groups[0]


def answers_of(draft: Draft) -> Mapping[str, Answer]:
    """Return the answers on the request that the section is about: those of the part before those of the whole."""
    return answers_in(draft.case, group_of(draft).part)


def answers_in(case: Case, name: str) -> Mapping[str, Answer]:
    """Return the answers on a part of the request, before those of the whole."""
    mine = [part.answers for part in case.parts if part.id == name]
    return {**case.answers, **(mine[0] if mine else {})}


def pounds(amount: Decimal, *, pence: bool = False) -> str:
    """Return a sum as letters write it, such as "£857.34"; whole pounds without pence, unless `pence` wants them."""
    rounded = amount.quantize(_PENNY, ROUND_HALF_UP)
    return f"\u00a3{rounded:,.2f}" if pence or _has_pence(rounded) else f"\u00a3{rounded:,.0f}"


def _has_pence(amount: Decimal) -> bool:
    rounded = amount.quantize(_PENNY, ROUND_HALF_UP)
    return rounded != rounded.to_integral_value()


def estimate_of(draft: Draft) -> tuple[CostLine, ...]:
    """Return the lines of the estimate; none if there is no estimate."""
    answer = answers_of(draft).get(_ESTIMATE)
    lines = answer.is_ if answer and isinstance(answer.is_, tuple) else ()
    return tuple(line for line in lines if isinstance(line, CostLine))


def fee_of(draft: Draft) -> str:
    """Return the fee as letters write it; blank if none is given."""
    answer = answers_of(draft).get(_FEE)
    try:
        return pounds(Decimal(str(answer.is_))) if answer else ""
    except ArithmeticError:
        return ""


def date_in(answer: Answer | None) -> date | None:
    """Return the day that an answer gives; None for none, or for one that is not known to the day."""
    try:
        return exact_date(str(answer.is_)) if answer else None
    except ValueError:
        return None


def day_in(answer: Answer | None) -> str:
    """Return the day that an answer gives as letters write it; blank for none, or for one not known to the day."""
    day = date_in(answer)
    return on_weekday(day) if day else ""


def cost(draft: Draft) -> Section:
    """Yield the refusal on cost: the estimate in a table, what could be done instead. Source: FOISA ss.12, 16(4)."""
    part = group_of(draft).part
    yield heading(draft.say("cost.heading"))
    yield paragraph(draft.say("cost.claims"), "claims")
    yield from _estimate(draft, "estimate")
    yield paragraph(draft.say("cost.excludes"), "excludes")
    told = draft.told("cheapest", part)
    if told:
        yield paragraph(told, "review-reasons", lead=draft.say("cost.cheapest"))
    narrowing = draft.told("narrowing", part)
    if narrowing:
        yield heading(draft.say("cost.instead-heading"), 3)
        yield paragraph(joined(draft.say("cost.instead"), narrowing), "narrowing", "advice")
        yield paragraph(draft.days_say("cost.again"))
    offer = _for_a_fee(draft)
    if offer:
        yield paragraph(draft.say("cost.all-for-a-fee", fee=offer))


def _for_a_fee(draft: Draft) -> str:
    """Return the fee for which the whole job is offered; blank if none is, or more than may be charged (s.13)."""
    answer, most = answers_of(draft).get(_WHOLE_FEE), excess_fee_cap(total(estimate_of(draft)))
    try:
        fee = Decimal(str(answer.is_)) if answer else Decimal(0)
    except ArithmeticError:
        return ""
    return pounds(fee) if most is not None and 0 < fee <= most else ""


def _estimate(draft: Draft, shows: Role) -> Section:
    lines = estimate_of(draft)
    if not lines:
        return
    header = tuple(draft.say(f"cost.{name}") for name in ("work", "amount", "rate", "sum"))
    rates = [min(line.rate, RATE_CAP) for line in lines if line.rate is not None]
    pence = any(map(_has_pence, [*rates, *map(line_cost, lines), total(lines)]))  # one form for all sums of a table
    rows = tuple(_line(draft, line, pence=pence) for line in lines)
    last = (draft.say("cost.total"), "", "", pounds(total(lines), pence=pence))
    yield Written(Block("table", draft.say("cost.caption"), rows=(header, *rows, last), total=True), (shows,))
    capped = any(line.rate is not None and line.rate > RATE_CAP for line in lines)
    worked = draft.told("worked-out", group_of(draft).part)
    if worked:
        yield paragraph(worked, lead=draft.say("cost.worked"))
    if capped:
        yield paragraph(draft.say("cost.capped"))


def _line(draft: Draft, line: CostLine, *, pence: bool) -> tuple[str, ...]:
    what, cost_of = sentence(line.what).rstrip("."), pounds(line_cost(line), pence=pence)
    if line.cost is not None:
        return what, draft.say("cost.fixed"), "", cost_of
    assert line.rate is not None
    rate = draft.say("cost.hourly", rate=pounds(min(line.rate, RATE_CAP), pence=pence))
    if line.hours is not None:
        hours = draft.say("cost.hour") if line.hours == 1 else draft.say("cost.hours", hours=_figure(line.hours))
        return what, hours, rate, cost_of
    assert line.records is not None
    assert line.minutes is not None
    return what, _records(draft, line.records, line.minutes), rate, cost_of


def _records(draft: Draft, records: Decimal, minutes: Decimal) -> str:
    """Return so many records at so many minutes, each of them one or several."""
    if records == 1:
        alone = draft.say("cost.record-minute")
        return alone if minutes == 1 else draft.say("cost.record", minutes=_figure(minutes))
    if minutes == 1:
        return draft.say("cost.records-minute", records=_figure(records))
    return draft.say("cost.records", records=_figure(records), minutes=_figure(minutes))


def _figure(number: Decimal) -> str:
    return f"{number.normalize():,f}"


def vexatious(draft: Draft) -> Section:
    """Yield why the request is vexatious: about the request, never the person. Source: FOISA ss.14(1), 16(5)."""
    group = group_of(draft)
    yield heading(draft.say("vexatious.heading"))
    yield paragraph(joined(draft.say("vexatious.claims"), draft.say("vexatious.about-request")), "claims")
    yield from _reasons(draft, "vexatious")
    history = draft.told("history", group.part)
    if history:
        yield paragraph(history, lead=draft.say("vexatious.history"))
    yield from _section_14_end(draft, "vexatious")


def repeated(draft: Draft) -> Section:
    """Yield which earlier request it repeats, and what has not changed. Source: FOISA ss.14(2), 16(5)."""
    part = group_of(draft).part
    yield heading(draft.say("repeated.heading"))
    yield paragraph(draft.say("repeated.claims"), "claims")
    earlier, answered = draft.told("earlier", part), draft.told("answered", part)
    if earlier and answered:
        yield paragraph(earlier, "earlier", lead=draft.say("repeated.earlier"))
        yield paragraph(answered, "earlier", lead=draft.say("repeated.answered"))
    yield from _reasons(draft, "repeated")
    yield from _section_14_end(draft, "repeated")


def _reasons(draft: Draft, name: str) -> Section:
    told = [sentence(text) for ground in group_of(draft).grounds for text in ground.reasons if text.strip()]
    if told:
        yield listed(draft.say(f"{name}.why"), list(dict.fromkeys(told)), "why", "review-reasons")


def _section_14_end(draft: Draft, name: str) -> Section:
    help_ = draft.told("would-help", group_of(draft).part)
    if help_:
        yield paragraph(help_, "advice", lead=draft.say(f"{name}.instead"))
    if not draft.reviewing:
        yield paragraph(draft.say(f"{name}.review-note"), "review-note")


def clarification(draft: Draft) -> Section:
    """Yield what must be known before it can be found, and what follows. Source: FOISA s.1(3); EIRs reg 9(2)."""
    group, law = group_of(draft), draft.regime == "eirs"
    part = group.part
    yield heading(draft.say("clarification.heading"))
    needed = draft.told("needed-eirs" if law else "needed", part)
    yield paragraph(draft.say("clarification.needed-eirs" if law else "clarification.needed"))
    if needed:
        yield paragraph(needed, "needed", lead=draft.say("clarification.needed-why"))
    questions = draft.told("questions-eirs" if law else "questions", part)
    if questions:
        yield paragraph(questions, "questions", lead=draft.say("clarification.questions"))
    examples = draft.told("help-eirs", part) if law else ""
    if examples:
        yield paragraph(examples, "advice", lead=draft.say("clarification.examples"))
    meanwhile = draft.told("meanwhile", part)
    if meanwhile and not law:
        yield paragraph(meanwhile, "meanwhile", lead=draft.say("clarification.meanwhile"))
    yield paragraph(draft.say("clarification.clock-eirs") if law else draft.days_say("clarification.clock"), "clock")
    contact = one_line(draft.case.authority.review_contact)
    text = draft.say("clarification.object", contact=sentence(contact)) if contact else ""
    yield paragraph(text or draft.say("clarification.object-reply"), "object")


def invalid(draft: Draft) -> Section:
    """Yield what is missing from the request, and how to put it right. Source: FOISA ss.8, 15."""
    answers = answers_of(draft)
    lacking = [name for name in _MISSING for one in [answers.get(f"foisa.s8.{name}")] if one and one.is_ == "no"]
    yield heading(draft.say("invalid.heading"))
    if lacking:
        yield listed(draft.say("invalid.lead"), [draft.say(f"invalid.{name}") for name in lacking], "missing")
    fix = draft.told("put-right", group_of(draft).part)
    if fix:
        yield paragraph(fix, "advice", lead=draft.say("invalid.fix"))
    yield paragraph(draft.days_say("invalid.clock"), "clock")


def fees(draft: Draft) -> Section:
    """Yield how the fee was worked out, and how and by when to pay. Source: FOISA s.9; SSI 2004/467 regs 3, 4."""
    part, lines, fee = group_of(draft).part, estimate_of(draft), fee_of(draft)
    yield heading(draft.say("fees.heading"))
    yield from _estimate(draft, "working")
    if lines and fee:
        spent = pounds(total(lines))
        share = draft.say("fees.share", cost=spent, fee=fee)
        yield paragraph(joined(draft.say("fees.cost", cost=spent), share), "working", "fee")
    contact, issued = sentence(draft.case.authority.contact), draft.dates.issued
    last = add_months(issued, 3) - timedelta(days=1) if issued else None
    when = draft.say("fees.pay", date=on_weekday(last)) if last else draft.say("fees.pay-undated")
    yield paragraph(joined(when, draft.say("fees.pay-how", contact=contact) if contact else ""), *_pay(contact))
    yield paragraph(draft.say("fees.effect"), "clock")
    less = draft.told("pay-less", part)
    if less:
        yield paragraph(less, "pay-less", "advice", lead=draft.say("fees.less"))


def _pay(contact: str) -> tuple[Role, ...]:
    return ("pay",) if contact else ()
