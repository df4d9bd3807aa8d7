"""What the applicant can do next: review, the Commissioner and the Court of Session, under each law that was used."""

from foi_rules.notices.names import Rights
from foi_rules.notices.notice import clean, in_words, on_weekday, one_line, sentence
from foi_rules.notices.writing import Draft, Section, heading, joined, paragraph


def rights(draft: Draft) -> Section:
    """Yield the particulars of review and appeal. Source: FOISA s.19, or s.21(10) after a review; EIRs reg 13(e)."""
    given = draft.rights or (draft.checklist.letter(draft.kind).rights,)
    if "after-review" in given or "after-review-eirs" in given:
        yield from _after_review(draft, given)
    elif "foisa" in given and "eirs" in given:
        yield from _both(draft)
    elif "eirs" in given:
        yield from _regulations(draft)
    elif "foisa" in given:
        yield from _review(draft)
        yield from _commissioner(draft)
        yield from _complaints(draft)


def _both(draft: Draft) -> Section:
    """Yield one statement for both laws: the steps are the same, and the last days to ask may differ."""
    yield heading(draft.say("rights.heading"))
    yield paragraph(draft.say("rights-both.review"), "review-right", "eirs-review")
    yield paragraph(draft.say("rights.review-how"), "review-how")
    yield from _where(draft, "rights")
    act, regulations = draft.dates.review_request_due, draft.dates.eirs_review_request_due
    if act:
        yield paragraph(draft.say("rights-both.when-act", date=on_weekday(act)), "review-when", "review-date")
    else:
        yield paragraph(draft.say("rights-both.when-act-undated"), "review-when")
    if regulations:
        text = draft.say("rights-both.when-regulations", date=on_weekday(regulations))
        yield paragraph(text, "eirs-review-when", "eirs-review-date")
    else:
        yield paragraph(draft.say("rights-both.when-regulations-undated"), "eirs-review-when")
    yield paragraph(draft.days_say("rights-both.review-answer"))
    if "no-commissioner-route" in draft.conditions:
        yield paragraph(draft.say("rights-eirs.no-commissioner"), "no-commissioner", "eirs-no-appeal")
    else:
        to = draft.checklist.commissioner
        yield paragraph(draft.say("rights-both.commissioner", name=to.name), "commissioner")
        yield paragraph(draft.say("rights-both.commissioner-when"), "commissioner-when", "eirs-appeal-when")
        yield from _address(draft)
        yield paragraph(draft.say("rights-eirs.court"), "eirs-appeal")
    yield from _complaints(draft)


def _regulations(draft: Draft) -> Section:
    """Yield review and appeal under the Regulations alone. Source: EIRs regs 13(e), 16, 17."""
    yield heading(draft.say("rights-eirs.heading"))
    yield paragraph(draft.say("rights-eirs.review"), "eirs-review")
    yield paragraph(draft.say("rights-eirs.review-how"))
    yield from _where(draft, "rights-eirs")
    due, answered = draft.dates.eirs_review_request_due, draft.say("rights-eirs.review-answer")
    if due:
        text = draft.say("rights-eirs.review-when", date=on_weekday(due))
        yield paragraph(joined(text, answered), "eirs-review-when", "eirs-review-date")
    else:
        yield paragraph(joined(draft.say("rights-eirs.review-when-undated"), answered), "eirs-review-when")
    if "no-commissioner-route" in draft.conditions:
        yield paragraph(draft.say("rights-eirs.no-commissioner"), "eirs-no-appeal")
        return
    to = draft.checklist.commissioner
    yield paragraph(draft.say("rights-eirs.commissioner", name=to.name))
    yield paragraph(draft.say("rights-eirs.commissioner-when"), "eirs-appeal-when")
    yield from _address(draft)
    yield paragraph(draft.say("rights-eirs.court"), "eirs-appeal")


def _where(draft: Draft, group: str) -> Section:
    where = one_line(draft.case.authority.review_contact)
    if where:
        yield paragraph(draft.say(f"{group}.review-where", contact=sentence(where)), "review-where")
    else:
        yield paragraph(draft.say(f"{group}.review-where-reply"))


def _address(draft: Draft) -> Section:
    to = draft.checklist.commissioner
    yield paragraph(
        draft.say("rights.commissioner-where", website=to.website, name=to.name, address=sentence(to.address))
    )


def _review(draft: Draft) -> Section:
    yield heading(draft.say("rights.heading"))
    yield paragraph(draft.say("rights.review"), "review-right")
    yield paragraph(draft.say("rights.review-how"), "review-how")
    where = one_line(draft.case.authority.review_contact)
    if where:
        yield paragraph(draft.say("rights.review-where", contact=sentence(where)), "review-where")
    else:
        yield paragraph(draft.say("rights.review-where-reply"))
    due, answered = draft.dates.review_request_due, draft.days_say("rights.review-answer")
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


def _after_review(draft: Draft, given: tuple[Rights, ...]) -> Section:
    """Yield what follows a review. Source: FOISA ss.21(10), 47, 56, and reg 17, which applies them as well."""
    law = "-both" if len(given) > 1 else "-eirs" if "after-review-eirs" in given else ""
    yield heading(draft.say("after-review.heading"))
    if "no-commissioner-route" in draft.conditions:
        name = "rights-eirs.no-commissioner" if law else "rights.no-commissioner"
        yield paragraph(draft.say(name), "no-commissioner")
        return
    to, dates = draft.checklist.commissioner, draft.dates
    yield paragraph(draft.say(f"after-review.commissioner{law}", name=to.name), "commissioner")
    if dates.issued and dates.commissioner_due:
        issued, due = in_words(dates.issued), on_weekday(dates.commissioner_due)
        text = draft.say("after-review.when-dated", issued=issued, date=due)
        yield paragraph(text, "commissioner-when", "commissioner-date")
    else:
        yield paragraph(draft.say("after-review.when"), "commissioner-when")
    yield paragraph(draft.say("after-review.where", website=to.website, name=to.name, address=sentence(to.address)))
    yield paragraph(draft.say(f"after-review.court{law}"), "court")
