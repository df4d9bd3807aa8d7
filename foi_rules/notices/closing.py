"""The rest of a letter: what is sent, what is not held, the table, help, and the rights of the applicant."""

import re

from foi_rules.model.case import Item
from foi_rules.notices.checklist import Source
from foi_rules.notices.grounds import provision
from foi_rules.notices.names import Role
from foi_rules.notices.notice import Block, clean, in_words, on_weekday, one_line, sentence
from foi_rules.notices.pieces import NOT_HELD, Piece
from foi_rules.notices.writing import Draft, Section, Written, heading, joined, listed, paragraph


def sending(draft: Draft) -> Section:
    """Yield what is given, and how."""
    if not draft.sent:
        return
    review = draft.kind == "review-outcome"
    yield heading(draft.say("sending.heading"))
    told_before = review and "newly-released" not in draft.conditions
    lead = "sending.already" if told_before else "sending.list"
    titles = [piece.title for piece in draft.sent]
    yield listed(draft.say(lead), titles, "given")
    everything = draft.say("sending.all") if draft.pieces == draft.sent else ""
    yield paragraph(joined(_how(draft), everything), "given", *(("all-given",) if everything else ()))
    if review and not told_before:
        yield paragraph(draft.say("sending.review-reason"), "review-reasons")


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
        yield paragraph(draft.say("not-held.says"), "not-held", "review-reasons")
    for words, pieces in grouped.items():
        if not (alone and len(grouped) == len(draft.pieces) == 1):
            yield listed(draft.say("not-held.says-part"), [one.title for one in pieces], "not-held", "review-reasons")
        yield from _looked(draft, words)


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


def table(draft: Draft) -> Section:
    """Yield the table of every piece, what became of it, and under which provision."""
    if len(draft.pieces) < 2 and draft.kind != "partial-release":
        return
    several = len(draft.case.parts) > 1
    names = ("number", "part", "information", "decision", "provision")
    header = tuple(draft.say(f"table.{name}") for name in names if several or name != "part")
    rows = tuple(_row(draft, piece, several) for piece in draft.pieces)
    yield heading(draft.say("table.heading"))
    yield Written(Block("table", draft.say("table.caption"), rows=(header, *rows)), ("table",))


def _row(draft: Draft, piece: Piece, several: bool) -> tuple[str, ...]:
    parts = [part.id for part in draft.case.parts]
    place = (str(parts.index(piece.part) + 1),) if several else ()
    cites = dict.fromkeys(provision(ground.id, ground.cite, draft.checklist) for ground in piece.grounds)
    outcome = draft.say(f"table.{piece.outcome}")
    return (str(piece.number), *place, piece.title, outcome, "; ".join(cites) or draft.say("table.none"))


def help_section(draft: Draft) -> Section:
    """Yield advice and assistance, and whom to ask. Source: FOISA s.15."""
    yield heading(draft.say("help.heading"))
    for advice in clean(draft.case.letter.advice).split("\n\n"):
        if advice:
            yield paragraph(sentence(advice), "advice", "elsewhere")
    about = [
        draft.say("help.about", title=piece.title, advice=piece.advice)
        for piece in draft.pieces
        if piece.advice and piece.outcome != NOT_HELD
    ]
    if about:
        yield listed("", about, "advice")
    contact = sentence(draft.case.authority.contact)
    if contact:
        yield paragraph(draft.say("help.contact", contact=contact), "contact")
    else:
        yield paragraph(draft.say("help.contact-reply"))


def rights(draft: Draft) -> Section:
    """Yield the particulars of review and appeal. Source: FOISA s.19, or s.21(10) after a review."""
    if draft.checklist.letter(draft.kind).rights == "after-review":
        yield from _after_review(draft)
    else:
        yield from _review(draft)
        yield from _commissioner(draft)
        yield from _complaints(draft)


def _review(draft: Draft) -> Section:
    yield heading(draft.say("rights.heading"))
    yield paragraph(draft.say("rights.review"), "review-right")
    yield paragraph(draft.say("rights.review-how"), "review-how")
    where = one_line(draft.case.authority.review_contact)
    if where:
        yield paragraph(draft.say("rights.review-where", contact=sentence(where)), "review-where")
    else:
        yield paragraph(draft.say("rights.review-where-reply"))
    due, answered = draft.dates.review_request_due, draft.say("rights.review-answer")
    if due:
        text = draft.say("rights.review-when", date=on_weekday(due))
        yield paragraph(joined(text, answered), "review-when", "review-date")
    else:
        yield paragraph(joined(draft.say("rights.review-when-undated"), answered), "review-when")


def _commissioner(draft: Draft) -> Section:
    to = draft.checklist.commissioner
    if "no-commissioner-route" in draft.conditions:
        yield paragraph(draft.say("rights.no-commissioner"), "no-commissioner")
        return
    yield paragraph(draft.say("rights.commissioner", name=to.name), "commissioner")
    yield paragraph(draft.say("rights.commissioner-when"), "commissioner-when")
    yield paragraph(
        draft.say("rights.commissioner-where", website=to.website, name=to.name, address=sentence(to.address))
    )


def _complaints(draft: Draft) -> Section:
    procedure = clean(draft.case.authority.complaints)
    if procedure:
        text = draft.say("rights.complaints", complaints=sentence(procedure))
        yield paragraph(text, "complaints", "complaints-where")
    else:
        yield paragraph(draft.say("rights.complaints-unsaid"), "complaints")


def _after_review(draft: Draft) -> Section:
    yield heading(draft.say("after-review.heading"))
    if "no-commissioner-route" in draft.conditions:
        yield paragraph(draft.say("rights.no-commissioner"), "no-commissioner")
        return
    to, dates = draft.checklist.commissioner, draft.dates
    yield paragraph(draft.say("after-review.commissioner", name=to.name), "commissioner")
    if dates.issued and dates.commissioner_due:
        issued, due = in_words(dates.issued), on_weekday(dates.commissioner_due)
        text = draft.say("after-review.when-dated", issued=issued, date=due)
        yield paragraph(text, "commissioner-when", "commissioner-date")
    else:
        yield paragraph(draft.say("after-review.when"), "commissioner-when")
    yield paragraph(draft.say("after-review.where", website=to.website, name=to.name, address=sentence(to.address)))
    yield paragraph(draft.say("after-review.court"), "court")
