"""What is sent, what is not held, what waits, and help."""

import re
from functools import partial

from foi_rules.model.case import Item
from foi_rules.notices.checklist import Source
from foi_rules.notices.environment import not_held_balance
from foi_rules.notices.groups import FORMS
from foi_rules.notices.names import Role
from foi_rules.notices.notice import clean, one_line, sentence, uncapital
from foi_rules.notices.pieces import DENIED, NOT_HELD, SENT, Group, Piece
from foi_rules.notices.whole_request import answers_in
from foi_rules.notices.writing import Draft, Section, heading, joined, listed, paragraph


def sending(draft: Draft) -> Section:
    """Yield what is given, and how."""
    if not draft.sent:
        return
    review = draft.reviewing
    yield heading(draft.say("sending.heading"))
    told_before = review and "newly-released" not in draft.conditions
    lead = "sending.already" if told_before else "sending.list"
    titles = [piece.title for piece in draft.sent]
    yield listed(draft.say(lead), titles, "given")
    everything = draft.say("sending.all-part" if draft.scope else "sending.all") if draft.pieces == draft.sent else ""
    yield paragraph(joined(_how(draft), everything), "given", *(("all-given",) if everything else ()))
    for group in draft.groups:
        if any(piece.outcome == SENT for piece in group.pieces):
            yield from _another_form(draft, group)
    reuse = sentence(draft.case.letter.reuse)
    if reuse:
        yield paragraph(reuse, "reuse", lead=draft.say("sending.reuse"))
    if review and not told_before:
        name = "sending.review-reason-eirs" if draft.regime == "eirs" else "sending.review-reason"
        yield paragraph(draft.say(name), "review-reasons")


def _another_form(draft: Draft, group: Group) -> Section:
    """Yield why something does not come in the form that was asked for. Source: FOISA s.11(3); EIRs reg 6(2)."""
    for ground in group.beside:
        if ground.id not in FORMS:
            continue
        told, law = partial(draft.told, part=group.part), ground.id.startswith("eirs.")
        if law:
            asked, instead = (uncapital(told(one).rstrip(".")) for one in ("form-asked-eirs", "form-instead-eirs"))
            yield paragraph(draft.say("sending.form-eirs", asked=asked, instead=instead))
        else:
            yield paragraph(draft.say(f"sending.form-{_form_asked(draft, group)}"))
        why, agreed = told("form-why-eirs" if law else "form-why"), told("form-agreed")
        if why:
            yield paragraph(why, "form-reason", lead=draft.say("sending.form-why"))
        if agreed and not law:
            yield paragraph(agreed, lead=draft.say("sending.form-agreed"))


def _form_asked(draft: Draft, group: Group) -> str:
    answer = answers_in(draft.case, group.part).get("foisa.s11.form-asked-for")
    return str(answer.is_) if answer and answer.is_ in ("digest", "inspection") else "copy"


def _how(draft: Draft) -> str:
    form = one_line(draft.case.letter.form)
    if not form:
        return draft.say("sending.how-unsaid")
    if re.match(r"https?://", form):
        return draft.say("sending.link", form=form)
    return draft.say("sending.how", form=form.rstrip("."))


def not_held(draft: Draft) -> Section:
    """Yield what is not held, with the search and the help for it; pieces with the same words stand together."""
    if not draft.not_held:
        return
    alone = draft.kind == "not-held" or len(draft.not_held) == len(draft.pieces)
    yield heading(draft.say("not-held.heading-all" if alone else "not-held.heading"))
    grouped: dict[tuple[str, ...], list[Piece]] = {}
    for piece in draft.not_held:
        grouped.setdefault(_search(draft, piece), []).append(piece)
    if alone and len(grouped) == 1:
        yield paragraph(draft.law_say("not-held.says"), "not-held", "review-reasons")
    for words, pieces in grouped.items():
        if not (alone and len(grouped) == len(draft.pieces) == 1):
            lead = draft.law_say("not-held.says-part")
            yield listed(lead, [one.title for one in pieces], "not-held", "review-reasons")
        yield from _looked(draft, words)
    if draft.regime == "eirs":
        yield from not_held_balance(draft)


def _search(draft: Draft, piece: Piece) -> tuple[str, ...]:
    """Return for one piece: places, words searched for, people asked, why it is not there, what may help."""
    used = draft.checklist.answers
    found = [_text(piece.items, source) for source in (used.places, used.terms, used.people)]
    reasons = [text for ground in piece.grounds for text in ground.reasons]
    why = dict.fromkeys(sentence(text) for text in (*reasons, _text(piece.items, used.why_not_here)) if text.strip())
    advice = dict.fromkeys(text for text in (sentence(_text(piece.items, used.elsewhere)), piece.advice) if text)
    return (*(sentence(text) for text in found), " ".join(why), " ".join(advice))


def _text(items: tuple[Item, ...], source: Source) -> str:
    answers = [item.answers[source.fact] for item in items if source.fact in item.answers]
    return next((one.texts[source.text] for one in answers if one.texts.get(source.text, "").strip()), "")


def _looked(draft: Draft, words: tuple[str, ...]) -> Section:
    places, terms, people, why, advice = words
    searched: tuple[Role, ...] = ("searched",)
    for name, text, shows in (
        ("places", places, searched),
        ("terms", terms, searched),
        ("people", people, searched),
        ("why", why, ("not-held-why", "review-reasons")),
        ("elsewhere", advice, ("elsewhere", "advice")),
    ):
        if text:
            yield paragraph(text, *shows, lead=draft.say(f"not-held.{name}"))


def waiting(draft: Draft) -> Section:
    """Yield what is held back until a doubt is settled."""
    if not draft.waiting:
        return
    yield heading(draft.say("waiting.heading"))
    yield listed(draft.say("waiting.lead"), [piece.title for piece in draft.waiting], "waiting")
    yield paragraph(draft.say("waiting.promise"), "waiting")


def help_section(draft: Draft) -> Section:
    """Yield advice and assistance, and whom to ask. Source: FOISA s.15."""
    yield heading(draft.say("help.heading"))
    for advice in clean(draft.case.letter.advice).split("\n\n"):
        if advice:
            yield paragraph(sentence(advice), "advice", "elsewhere")
    about = [
        draft.say("help.about", title=piece.title, advice=piece.advice)
        for piece in draft.pieces
        if piece.advice and piece.outcome not in (NOT_HELD, DENIED)
    ]
    if about:
        yield listed("", about, "advice")
    contact = sentence(draft.case.authority.contact)
    if contact:
        yield paragraph(draft.say("help.contact", contact=contact), "contact")
    else:
        yield paragraph(draft.say("help.contact-reply"))
