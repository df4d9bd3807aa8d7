"""The closed lists of the checklist: what rules/notices.yaml may say, and the texts that it must have."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

Kind = Literal[
    "full-release",
    "partial-release",
    "refusal",
    "cost",
    "vexatious",
    "repeated",
    "not-held",
    "neither",  # neither confirming nor denying, under the Act
    "fees",
    "clarification",
    "review-outcome",
    "environmental",
    "invalid",
    "environmental-neither",
    "several-parts",  # one letter that joins parts, or laws, which go different ways
    "not-reviewed",  # no review is carried out (FOISA s.21(8), (9))
    "extension",  # more time under the Regulations
    "charge",  # payment beforehand under the Regulations
    "own-data",  # all that was asked for is the applicant's own personal data
    "environmental-own-data",
    "published-for-all",  # several people asked, and it is published for everyone
    "environmental-review",  # the outcome of a review under the Regulations
    "several-review",  # the outcome of a review under both laws, or of a request that ended as a whole
    "unreasonable",  # a whole request refused under regulation 10(4)(b) or (c)
    "not-covered",
    "unpaid",  # closed, because a fee or a charge was not paid in time
    "review-invalid",  # what came is no requirement for review, or came too late
]
Level = Literal["block", "warn", "forbid"]
Each = Literal["letter", "ground", "qualified-ground", "part", "point"]
Rights = Literal["foisa", "after-review", "eirs", "after-review-eirs", "none"]
Check = Literal["bare-label", "private-words", "exemption-named", "tells-if-held"]

# When an item of the checklist applies.
Condition = Literal[
    "always",
    "released",  # something is given
    "newly-released",  # at review, something is given that the first answer did not give
    "withheld",  # something that is held is kept back
    "qualified-ground",  # a ground is relied on for which the public interest was weighed
    "absolute-only",  # every ground relied on is absolute
    "whole-document",  # nothing that is held is given, or the officer says that a whole document is kept back
    "own-data",  # the applicant's own personal data is kept back
    "health-record",  # the health record of someone who has died is kept back
    "not-held-part",  # something that was asked for is not held
    "waiting",  # something is held back until a doubt is settled
    "late",  # the letter goes out after the last day for it
    "points",  # the applicant raised points at review, and they are in the case
    "first-answer-wrong",  # the reviewer found something wrong with the first answer
    "commissioner-route",  # the applicant can go to the Commissioner
    "no-commissioner-route",  # section 48 shuts that way
    "denied",  # something is answered without saying whether it is held
    "nothing-denied",  # nothing is
    "mixed-laws",  # the letter answers under the Act and under the Regulations
    "environmental-exemption",  # section 39(2) is relied on beside the Regulations
    "environmental-held",  # and what it covers is held
    "unfinished",  # regulation 10(4)(d) is relied on
    "other-body",  # another authority is believed to hold what is not held
    "public-already",  # regulation 6(1)(b) is relied on
    "balanced-denial",  # not saying whether it is held rests on a balance (reg 10(8))
    "first-answer",  # it is no review
    "under-regulations",  # the letter, or the section of one, answers under the Regulations
    "another-form",  # something is given in another form than the one asked for (s.11(3), reg 6(1)(a))
    "reuse",  # the officer says on what terms it may be used again
    "act-reviewed",  # a review, and something in it is under the Act
    "regulations-reviewed",  # a review, and something in it is under the Regulations
    "not-complied",  # the review finds that the Regulations were not complied with (reg 16(5))
]

# What a block of a letter shows; an item of the checklist is met by the blocks that show what it names.
Role = Literal[
    "written",
    "addressed",
    "dated",
    "received",
    "request",
    "regime",
    "answer",
    "part",
    "contact",
    "late",
    "waiting",
    "given",
    "all-given",
    "held",
    "claims",
    "exemption",
    "why",
    "balance",
    "no-balance",
    "whole",
    "subject-access",
    "records-act",
    "table",
    "advice",
    "not-held",
    "searched",
    "not-held-why",
    "elsewhere",
    "done",
    "review-reasons",
    "faults",
    "point",
    "reviewer",
    "review-right",
    "review-how",
    "review-where",
    "review-when",
    "review-date",
    "commissioner",
    "commissioner-when",
    "commissioner-date",
    "no-commissioner",
    "court",
    "complaints",
    "complaints-where",
    "denied",
    "general-reason",
    "denial-balance",
    "consistent",
    "estimate",
    "excludes",
    "narrowing",
    "review-note",
    "earlier",
    "needed",
    "questions",
    "meanwhile",
    "clock",
    "object",
    "missing",
    "fee",
    "working",
    "pay",
    "pay-less",
    "environment",
    "environmental-exemption",
    "environmental-held",
    "environmental-balance",
    "presumption",
    "separated",
    "finish",
    "not-held-balance",
    "transfer",
    "public-place",
    "eirs-review",
    "eirs-review-when",
    "eirs-review-date",
    "eirs-appeal",
    "eirs-appeal-when",
    "eirs-no-appeal",
    "place",
    "planned",
    "forbidden-by",
    "identity",
    "form-reason",
    "reuse",
    "not-reviewed",
    "in-time",
    "voluminous",
    "complex",
    "new-date",
    "charge",
    "schedule",
    "published",
    "told-all",
    "outside",
    "unpaid",
    "complied",
    "remedy",
]

# The sections of which a letter is made; each letter of the checklist puts them in order.
SectionName = Literal[
    "answer",
    "request",
    "parts",
    "faults",
    "points",
    "sending",
    "withheld",
    "not-held",
    "waiting",
    "table",
    "help",
    "rights",
    "each",  # of a letter for several parts: a section for each
    "denial",
    "cost",
    "vexatious",
    "repeated",
    "fees",
    "clarification",
    "invalid",
    "environment",
    "elsewhere",
    "not-reviewed",
    "review-gap",
    "remedy",
    "extension",
    "charge",
    "published",
    "unreasonable",
    "not-covered",
    "unpaid",
]

_TEXTS = {
    "head": "reference(reference) dear(name) dear-unnamed close",
    "answer": (
        "full partial partial-withheld refused(labels) refused-some(labels) some-not-held not-held waiting"
        " review-confirmed review-modified review-substituted review-decided review-all review-part"
        " review-withheld review-refused(labels) review-not-held elsewhere some-elsewhere neither"
        " neither-eirs(provision) cost(total) vexatious repeated clarification invalid fees(fee) several"
        " two-laws(act,regulations) both-laws(act,regulations) own-data own-data-eirs(provision) published-for-all"
        " unreasonable(provision) not-covered not-covered-eirs unpaid unpaid-eirs extension(date) extension-undated"
        " charge not-reviewed review-invalid review-invalid-eirs review-late review-late-eirs complied complied-not"
        " complied-both complied-not-both review-several"
    ),
    "request": (
        "asked(summary) words received(date) review-asked review-received(date) first-answer(date)"
        " reviewer regime late(date) late-undated regime-eirs regime-both looked looked-eirs"
        " looked-both"
    ),
    "parts": "caption number asked answer unnamed(number) disclosed partial refused not-held mixed"
    " waiting neither cost vexatious repeated clarification invalid fees elsewhere some-not-held some-waiting"
    " some-elsewhere under-act(answer) under-regulations(answer) unreasonable published-for-all not-covered unpaid",
    "each": "part(number,text) part-unnamed(number) act regulations",
    "faults": "heading lead lead-eirs lead-both sorry",
    "remedy": "heading letter letter-sent letter-modified letter-decided more",
    "points": "heading point answer",
    "sending": (
        "heading how(form) how-unsaid link(form) all all-part list review-reason review-reason-eirs already"
        " form-copy form-digest form-inspection form-eirs(asked,instead) form-why form-agreed reuse"
    ),
    "withheld": (
        "heading heading-refused holds claims ground(label,provision) covers replaced(title,replaced) rule(gist)"
        " why no-balance weighed for-release for-keeping factor(factor,why)"
        " conclusion(reasons) whole(reasons) subject-access records-act place planned planned-on(date) forbidden-by"
        " forbidden-by-court identity(identity)"
    ),
    "not-held": ("heading heading-all says says-part places terms people why elsewhere"),
    "waiting": "heading lead promise",
    "table": (
        "heading caption number part information decision provision unnamed(number) disclose withhold not-held"
        " waiting none elsewhere neither cost vexatious repeated clarification invalid fees whole-request denied"
        " provision-both provision-eirs unreasonable published-for-all not-covered unpaid"
    ),
    "help": "heading about(title,advice) contact(contact) contact-reply",
    "rights": (
        "heading review review-how review-where(contact) review-where-reply review-when(date) review-when-undated"
        " review-answer review-answer-keeper commissioner(name) commissioner-when"
        " commissioner-where(website,name,address)"
        " no-commissioner complaints(complaints) complaints-unsaid"
    ),
    "eir-withheld": (
        "heading heading-refused claims rule(gist) no-balance weighed conclusion(reasons) whole(reasons) separated"
        " finish(date)"
    ),
    "eir-not-held": "says says-part balance transfer(body) passed-on address(address)",
    "environment": "heading about exemption held held-but balance for-act for-regulations conclusion(reasons) neither",
    "elsewhere": "heading lead where reach provision(provision)",
    "denial": (
        "heading would-act would-regulations rule(gist) why tells-act tells-regulations(provision) tells-why"
        " balance silent consistent"
    ),
    "cost": (
        "heading claims caption work amount rate sum total records(records,minutes)"
        " records-minute(records) record(minutes) record-minute hours(hours) hour hourly(rate)"
        " fixed capped worked cheapest excludes instead-heading instead again again-keeper all-for-a-fee(fee)"
    ),
    "vexatious": "heading claims about-request why history review-note instead",
    "repeated": "heading claims earlier answered why review-note instead",
    "fees": ("heading cost(cost) share(cost,fee) pay(date) pay-undated pay-how(contact) effect less"),
    "clarification": (
        "heading needed needed-eirs needed-why questions examples meanwhile clock clock-eirs"
        " clock-keeper"
        " object(contact) object-reply"
    ),
    "invalid": "heading lead lasting-form real-name address describes understands fix clock clock-keeper",
    "not-reviewed": (
        "heading vexatious refusable(because) refusable-vexatious refusable-repeated refusable-both refusable-either"
        " about-request why"
    ),
    "review-gap": (
        "heading lead(what) lead-eirs(what) several lasting-form name-and-address which-request dissatisfied late"
        " writing late-eirs why-not-accepted fix"
    ),
    "object": "contact(contact) reply",
    "extension": "heading had(date) rule voluminous complex why by(date) promise",
    "charge": "heading sum worked schedule pay(date) pay-undated pay-how(contact) effect",
    "published": "heading claims shared sensible told-all(date) where on(date)",
    "unreasonable": (
        "heading claims rule(gist) burden meanwhile asked-more helped came-back offer weighed for-answer against"
        " conclusion(reasons)"
    ),
    "not-covered": "heading body work body-eirs work-eirs why instead",
    "unpaid": "heading asked(date) asked-undated rule-act rule-regulations again",
    "rights-eirs": (
        "heading review review-how review-where(contact) review-where-reply review-when(date) review-when-undated"
        " review-answer commissioner(name) commissioner-when court no-commissioner"
    ),
    "rights-both": (
        "review when-act(date) when-act-undated when-regulations(date) when-regulations-undated review-answer"
        " review-answer-keeper"
        " commissioner(name) commissioner-when"
    ),
    "after-review": (
        "heading commissioner(name) commissioner-eirs(name) commissioner-both(name) when when-dated(issued,date)"
        " where(website,name,address) court court-eirs court-both"
    ),
}


def _placeholders() -> Mapping[str, frozenset[str]]:
    found = {}
    for group, texts in _TEXTS.items():
        for entry in texts.split():
            name, _, inside = entry.rstrip(")").partition("(")
            found[f"{group}.{name}"] = frozenset(inside.split(",")) if inside else frozenset()
    return MappingProxyType(found)


# Every text of the wording, as "group.name", with the placeholders that it has.
PLACEHOLDERS = _placeholders()
