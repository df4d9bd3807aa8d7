"""The head of a letter, its first paragraphs, and what it says of each part of the request."""

from dataclasses import replace

from foi_rules.engine.costs import total
from foi_rules.model.dates import exact_date
from foi_rules.model.decision import PartDecision
from foi_rules.notices.before_the_answer import new_date
from foi_rules.notices.citing import provision
from foi_rules.notices.dear import addressed_as
from foi_rules.notices.groups import NO_REVIEW, ONE_ANSWER, ORDINARY, REVIEWS, ordinary
from foi_rules.notices.names import Role
from foi_rules.notices.notice import Block, Line, clean, in_words, on_weekday, one_line, sentence, uncapital
from foi_rules.notices.parts import part_answer
from foi_rules.notices.pieces import claims_of
from foi_rules.notices.reviewed import complied, too_late
from foi_rules.notices.whole_request import estimate_of, fee_of, pounds
from foi_rules.notices.writing import Draft, Section, Written, joined, paragraph, quote


def head(draft: Draft) -> tuple[tuple[Line, tuple[Role, ...]], ...]:
    """Return the lines above the letter, with what each shows."""
    case, dates = draft.case, draft.dates
    reference = one_line(case.letter.reference or case.reference)
    name = one_line(case.applicant.name)
    addressed: tuple[Role, ...] = ("addressed",) if name and case.applicant.address.strip() else ()
    dated: tuple[Role, ...] = ("dated",) if dates.issued and reference else ()
    lines = [
        (Line("authority", one_line(case.authority.name)), ()),
        (Line("authority-address", clean(case.authority.address)), ()),
        (Line("addressee", clean(f"{name}\n{case.applicant.address}")), addressed),
        (Line("date", in_words(dates.issued) if dates.issued else ""), dated),
        (Line("reference", draft.say("head.reference", reference=reference) if reference else ""), ()),
    ]
    dear = draft.say("head.dear", name=addressed_as(name)) if name else draft.say("head.dear-unnamed")
    return (*((line, shows) for line, shows in lines if line.text), (Line("salutation", dear), ("written",)))


def answer(draft: Draft) -> Section:
    """Yield the answer, in the first paragraph."""
    shows: list[Role] = ["answer"]
    shows += ["done"] if draft.kind in REVIEWS and "act-reviewed" in draft.conditions else []
    shows += ["complied"] if "regulations-reviewed" in draft.conditions else []
    shows += ["not-reviewed"] if draft.kind == "not-reviewed" else []
    shows += ["denied"] if draft.denied and not draft.scope and draft.kind != "review-outcome" else []
    text = _review_answer(draft) if draft.kind in REVIEWS else _first_answer(draft)
    about = _answered(draft)
    yield paragraph(text, *shows, *(("part",) if about else ()), about=about)


def _answered(draft: Draft) -> tuple[str, ...]:
    """Return the parts to which the first paragraph gives the answer: the only one, or all where it is the same."""
    if draft.kind in ONE_ANSWER:
        return tuple(group.part for group in draft.groups)
    alone = len(draft.decision.parts) == 1 and draft.kind != "several-parts"
    return tuple(part.id for part in draft.decision.parts) if alone else ()


def _first_answer(draft: Draft) -> str:
    if draft.kind == "several-parts":
        return draft.say("answer.several") if len(draft.decision.parts) > 1 else _two_laws(draft)
    kind = ordinary(draft.pieces) if draft.kind == "environmental" else draft.kind
    if kind == "full-release":
        return draft.say("answer.full")
    if kind not in ORDINARY:
        return _whole_answer(draft)
    rest = [
        draft.say("answer.some-not-held") if draft.not_held and kind != "not-held" else "",
        draft.say("answer.some-elsewhere") if draft.elsewhere and (kind != "not-held" or draft.not_held) else "",
        draft.say("answer.waiting") if draft.waiting else "",
    ]
    if kind == "partial-release":
        withheld = draft.say("answer.partial-withheld") if draft.kept else ""
        return joined(draft.say("answer.partial"), withheld, *rest)
    if kind == "not-held":
        return joined(draft.say("answer.not-held" if draft.not_held else "answer.elsewhere"), *rest)
    whole = "answer.refused" if not (draft.not_held or draft.waiting or draft.elsewhere) else "answer.refused-some"
    return joined(draft.say(whole, labels=_labels(draft)), *rest)


def _two_laws(draft: Draft) -> str:
    """Return the answer to a request that has no parts, some of which is under the Regulations."""
    told = {group.regime: part_answer(replace(draft, groups=(group,)), group.part) for group in draft.groups}
    act = draft.say("parts.under-act", answer=uncapital(told["foisa"]))
    regulations = draft.say("parts.under-regulations", answer=uncapital(told["eirs"]))
    both = any(len(piece.laws) > 1 for piece in draft.pieces)
    return draft.say("answer.both-laws" if both else "answer.two-laws", act=act, regulations=regulations)


def _whole_answer(draft: Draft) -> str:
    """Return the answer where all ends in one way: not said, too costly, vexatious, repeated, unclear, a fee."""
    named = {"environmental-neither": "neither-eirs", "environmental-own-data": "own-data-eirs"}
    if draft.kind in (*named, "unreasonable"):
        cites = dict.fromkeys(provision(one.ground.id, one.cite, draft.checklist) for one in draft.claims)
        return draft.say(f"answer.{named.get(draft.kind, draft.kind)}", provision=", ".join(cites))
    if draft.kind == "extension":
        day = new_date(draft)
        return draft.say("answer.extension", date=on_weekday(day)) if day else draft.say("answer.extension-undated")
    late = draft.kind == "review-invalid" and too_late(draft)
    if draft.kind in ("not-covered", "unpaid", "review-invalid"):
        name = "review-late" if late else draft.kind
        return draft.say(f"answer.{name}{'-eirs' if draft.regime == 'eirs' else ''}")
    if draft.kind == "cost":
        return draft.say("answer.cost", total=pounds(total(estimate_of(draft))))
    if draft.kind == "fees":
        return draft.say("answer.fees", fee=fee_of(draft))
    return draft.say(f"answer.{draft.kind}")


def _review_answer(draft: Draft) -> str:
    review = draft.case.review
    assert review
    done = draft.say(f"answer.review-{review.did}")
    if draft.kind != "review-outcome":
        return _framed_answer(draft, done)
    whole = not (draft.kept or draft.not_held or draft.waiting)
    parts = [
        (draft.say("answer.review-all" if whole else "answer.review-part")) if draft.sent else "",
        draft.say("answer.review-withheld") if draft.kept and draft.sent else "",
        draft.say("answer.review-refused", labels=_labels(draft)) if draft.kept and not draft.sent else "",
        draft.say("answer.some-not-held") if draft.not_held and (draft.kept or draft.sent) else "",
        draft.say("answer.review-not-held") if draft.not_held and not (draft.kept or draft.sent) else "",
        draft.say("answer.waiting") if draft.waiting else "",
    ]
    return joined(done, *parts)


def _framed_answer(draft: Draft, done: str) -> str:
    """Return what the review decided under each law that it is about, and the answer that follows."""
    act, regulations = ("act-reviewed" in draft.conditions, "regulations-reviewed" in draft.conditions)
    name = f"answer.{'complied' if complied(draft.case) else 'complied-not'}{'-both' if act else ''}"
    opening = joined(done if act else "", draft.say(name) if regulations else "")
    if len(draft.groups) > 1:
        several = len(draft.decision.parts) > 1
        return joined(opening, draft.say("answer.review-several") if several else _two_laws(draft))
    (group,) = draft.groups
    claims = claims_of(draft.case, group, draft.law, draft.checklist)
    return joined(opening, _first_answer(replace(draft, kind=group.kind, regime=group.regime, claims=claims)))


def _labels(draft: Draft) -> str:
    """Return what is relied on in plain words: "other people's personal details; ...", each once."""
    labels = dict.fromkeys(one.ground.label or one.ground.gist for one in draft.claims)
    return "; ".join(_lower(one_line(label)) for label in labels)


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


def request(draft: Draft) -> Section:
    """Yield what was asked for and when, who reviewed it, the law, and a word of regret if the letter is late."""
    review = draft.case.review if draft.reviewing else None
    if review:
        yield from _review_request(draft)
    yield from _asked(draft)
    if review and review.reviewer.strip() and draft.kind not in NO_REVIEW:
        yield paragraph(sentence(review.reviewer), "reviewer", lead=draft.say("request.reviewer"))
    yield paragraph(draft.say(_regime(draft)), "regime")
    if draft.dates.late:
        due = draft.dates.review_due if review else draft.dates.reply_due
        text = draft.say("request.late", date=in_words(due)) if due else draft.say("request.late-undated")
        yield paragraph(text, "late")


def _regime(draft: Draft) -> str:
    """Return the name of the text that says under which law it is; "looked" where the law gives no answer here."""
    laws = {group.regime for group in draft.groups}
    looked = "looked" if draft.kind in (*ONE_ANSWER, "not-covered") else "regime"
    return f"request.{looked}-both" if len(laws) > 1 else f"request.{looked}{'-eirs' if laws == {'eirs'} else ''}"


def _review_request(draft: Draft) -> Section:
    review = draft.case.review
    assert review
    day = day_of(review.received)
    asked = draft.say("request.review-received", date=day) if day else draft.say("request.review-asked")
    first = day_of(review.first_answer.on)
    yield paragraph(joined(asked, draft.say("request.first-answer", date=first) if first else ""))


def day_of(text: str | None) -> str:
    """Return a day of the case file as letters write it; blank for none."""
    return in_words(exact_date(text)) if text else ""


def _asked(draft: Draft) -> Section:
    received = draft.say("request.received", date=in_words(draft.dates.received)) if draft.dates.received else ""
    shows: list[Role] = ["received"] if received else []
    summary, words = one_line(draft.case.letter.summary).rstrip("."), clean(draft.case.request)
    if summary:
        yield paragraph(joined(received, draft.say("request.asked", summary=summary)), *shows, "request")
    elif words:
        yield paragraph(joined(received, draft.say("request.words")), *shows)
        yield quote(words, "request")
    elif received:
        yield paragraph(received, *shows)


def parts(draft: Draft) -> Section:
    """Yield the answer to each part of a request that has several."""
    decided = draft.decision.parts
    if len(decided) < 2:
        return
    texts = {part.id: one_line(part.text) for part in draft.case.parts}
    header = tuple(draft.say(f"parts.{name}") for name in ("number", "asked", "answer"))
    rows = tuple(
        (str(number), texts.get(part.id) or draft.say("parts.unnamed", number=str(number)), _part_answer(draft, part))
        for number, part in enumerate(decided, start=1)
    )
    about = tuple(part.id for part in decided)
    yield Written(Block("table", draft.say("parts.caption"), rows=(header, *rows), about=about), ("part",))


def _part_answer(draft: Draft, part: PartDecision) -> str:
    if draft.kind in ("several-parts", "environmental", "environmental-review", "several-review"):
        return part_answer(draft, part.id)
    mine = {piece.outcome for piece in draft.pieces if piece.part == part.id}
    if part.outcome == "refused" and "not-held" in mine:
        return draft.say("parts.mixed")
    return draft.say(f"parts.{part.outcome}")
