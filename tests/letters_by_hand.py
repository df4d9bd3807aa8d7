"""Letters as people write them, put together from sentences: sound ones, and the same with one thing left out.

Each thing that a letter needs has several wordings, none of them those of rules/notices.yaml. `Planted` names the
defect that leaving it out has to raise. The letters of one kind differ in the authority, the order of small parts
and the words.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from hypothesis import strategies as st


@dataclass(frozen=True)
class Slot:
    """One part of a letter: its wordings, and the defects of which at least one is raised where it is gone.

    `bare` are wordings that stand in its place then: what is kept back, without the section.
    """

    name: str
    wordings: tuple[str, ...]
    defects: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()


@dataclass(frozen=True)
class Planted:
    """A letter, and the slot that was left out of it; "" for none."""

    text: str
    gone: str
    defects: tuple[str, ...]


AUTHORITIES = ("Strathmore Council", "NHS Glenbeg", "Kinbrae College", "Lomond Ports Authority", "Northern Water Board")
OPENINGS = (
    "Dear Ms Brown\n\nThank you for your request of 3 August 2026, which we received on 4 August 2026.",
    "Dear Mr Patel\n\nI refer to your email of 12 May 2026 asking for information about the contract.",
    "Dear Sir or Madam\n\nWe have now considered your request under the Freedom of Information "
    "(Scotland) Act 2002 (FOISA).",
)
HELD = (
    "We hold the information that you asked for.",
    "I can confirm that the report is held by us.",
    "The information is held in our property files.",
)
REVIEW = (
    "If you are dissatisfied with this response you may ask us to carry out a review. Please "
    "write to the Head of Governance, "
    "High Street, Strathmore, within 40 working days of receiving this letter, saying why you are dissatisfied.",
    "You have the right to request a review of our decision. Your request should be made in writing to "
    "review@authority.example no later than 40 working days after you get this reply, and tell "
    "us what you are unhappy about.",
    "Should you be unhappy with how we have handled your request, you can require us to review it: email "
    "foi@authority.example within 40 working days, explaining your reasons. We then have 20 working days to respond.",
)
COMMISSIONER = (
    "If you remain dissatisfied after our review, you can appeal to the Scottish Information "
    "Commissioner within six months "
    "(www.foi.scot).",
    "Thereafter you may apply to the Scottish Information Commissioner, Kinburn Castle, St "
    "Andrews, for a decision. You have 6 "
    "months from receiving our review response to do so.",
    "You then have a right to apply for a decision to the Scottish Information Commissioner, "
    "within six months of our answer.",
)
CLOSINGS = (
    "Yours sincerely\n\nInformation Officer",
    "Yours faithfully\n\nFreedom of Information Team",
    "Kind regards\n\nA Officer",
)
COMPLAINTS = (
    "Our procedure for complaints about requests for information is on our website.",
    "How we deal with complaints about information requests is set out in the enclosed leaflet.",
)

# For each limb: how it is named, why it applies, and why keeping it back serves the public better (blank if absolute).
GROUNDS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "33(1)(b)": (
        (
            "We are withholding the unit prices under section 33(1)(b) of FOISA.",
            "The unit prices are exempt from release under S.33(1)(b).",
        ),
        (
            "The supplier is bidding for two similar contracts this autumn, and a rival who saw its "
            "prices would undercut it.",
            "This is because the firm uses the same rates with four other clients, who would press it to match them.",
        ),
        (
            "We recognise the public interest in seeing how money is spent. Against that, fewer firms "
            "would bid if prices came out "
            "in the middle of a tender, and the public would pay more. On balance the public interest "
            "favours withholding the prices.",
            "There is a public interest in openness about contracts, and the total sum is published for "
            "that reason. It is "
            "outweighed by the public interest in real competition for this work next spring.",
        ),
    ),
    "30(b)(i)": (
        (
            "The two advice notes are exempt under section 30(b)(i) of the Act.",
            "We have withheld both advice notes under s.30(b)(i) of FOISA.",
        ),
        (
            "Officers wrote them while three options were open; if such notes came out within weeks, "
            "they would stop writing them.",
            "The notes name weak points of each option before the committee chose, and officers told us "
            "that they would put "
            "nothing like it on paper again.",
        ),
        (
            "For release there is the public's wish to know why the hall was closed. On the other side "
            "is the need for full advice "
            "before the vote in October, and we find that the public interest in keeping the notes back is stronger.",
            "We weighed the interest of residents in the decision against the need for plain advice "
            "until the vote, and concluded "
            "that the public interest lies in maintaining the exemption.",
        ),
    ),
    "36(1)": (
        (
            "The opinion of counsel is exempt under section 36(1) of FOISA.",
            "We rely on s36(1) of the Act for the opinion of counsel, which we are withholding.",
        ),
        (
            "Our solicitor asked for it to learn whether the lease could be ended, and it has been shown "
            "to nobody else.",
            "It was given by an advocate to our legal team for the action about the lease, and nobody "
            "outside has seen it.",
        ),
        (
            "Taxpayers have an interest in how the lease was handled. Against it stands the need to take "
            "legal advice in private "
            "while the action is running; in our view the public interest in that is greater.",
            "We accept that there is some public interest in release. It is outweighed by the strong "
            "public interest in a body "
            "being able to speak openly with its lawyers during a case.",
        ),
    ),
    "38(1)(b)": (
        (
            "The names of junior staff are exempt under section 38(1)(b) of FOISA.",
            "We have removed the names of two tenants under Section 38(1)(b) of the Act.",
        ),
        (
            "They do not deal with the public and were told that their names would stay internal, so "
            "that release would be unfair; "
            "nothing in your request needs the names.",
            "Neighbours could tell from a name which household fell behind with its rent, and the people "
            "concerned never expected "
            "that; your interest in the figures is met without it.",
        ),
        (),
    ),
}


# The same, without the section.
BARE: Mapping[str, tuple[str, ...]] = {
    "33(1)(b)": ("We are withholding the unit prices.", "The unit prices will not be released."),
    "30(b)(i)": ("We are not able to release the two advice notes.", "Both advice notes have been withheld."),
    "36(1)": ("We are unable to provide the opinion of counsel.", "The opinion of counsel is being withheld."),
    "38(1)(b)": ("We have removed the names of two tenants.", "The names of junior staff have been redacted."),
}


def _withheld(limb: str) -> tuple[Slot, ...]:
    cites, reasons, balance = GROUNDS[limb]
    slots = [
        Slot("held", HELD),
        Slot("ground", cites, ("no-ground-cited",), BARE[limb]),
        Slot("reason", reasons, ("no-reason", "statute-repeated")),
    ]
    if balance:
        slots.append(Slot("balance", balance, ("no-public-interest", "balance-without-conclusion")))
    slots.append(Slot("parts", ("The rest of the report is enclosed.", "Everything else in the file is attached.")))
    return (*slots, *RIGHTS)


RIGHTS = (
    Slot("review", REVIEW, ("no-review-right",)),
    Slot("commissioner", COMMISSIONER, ("no-commissioner-right",)),
    Slot("complaints", COMPLAINTS, ("no-complaints-procedure",)),
)
NOT_HELD = (
    Slot(
        "notice",
        (
            "We do not hold this information. This is notice under section 17(1) of FOISA.",
            "In terms of section 17 of the Act, this is notice that the information is not held by us.",
        ),
    ),
    Slot(
        "why",
        ("No form that we use asks for it.", "The stadium is run by a company that does not report its sales to us."),
    ),
    *RIGHTS,
)
COST = (
    Slot(
        "claim",
        (
            "Answering your request would cost more than £600, and we are refusing it under section 12(1) of FOISA.",
            "The cost of complying would exceed the £600 limit, so section 12(1) of the Act applies and "
            "we refuse the request.",
        ),
    ),
    Slot(
        "estimate",
        (
            "There are 1,200 paper files; each takes 5 minutes to check, which is 100 hours at £15 an "
            "hour, £1,500 in all.",
            "We estimate 62 hours of searching in 310 boxes, at 12 minutes each and £14 an hour: £868.",
        ),
        ("cost-without-estimate",),
    ),
    Slot(
        "advice",
        (
            "If you narrow your request to the last year alone, we could answer it within the limit.",
            "We could give you a sample of 200 files instead, which would take about 17 hours.",
        ),
        ("cost-without-advice",),
    ),
    *RIGHTS,
)
KINDS: Mapping[str, tuple[Slot, ...]] = {
    **{f"withheld under {limb}": _withheld(limb) for limb in GROUNDS},
    "not held": NOT_HELD,
    "cost": COST,
}


def _texts(draw: st.DrawFn, slot: Slot, gone: Slot | None) -> list[str]:
    wordings = slot.bare if slot is gone else slot.wordings
    return [draw(st.sampled_from(wordings))] if wordings else []


@st.composite
def planted(draw: st.DrawFn, drop: bool) -> Planted:
    """Draw a letter: sound, or with one of the things left out for which there is a defect."""
    slots = KINDS[draw(st.sampled_from(sorted(KINDS)))]
    gone = draw(st.sampled_from([slot for slot in slots if slot.defects])) if drop else None
    texts = [text for slot in slots for text in _texts(draw, slot, gone)]
    head = f"{draw(st.sampled_from(AUTHORITIES))}\n\n{draw(st.sampled_from(OPENINGS))}"
    parts = "\n\n".join([head, *texts, draw(st.sampled_from(CLOSINGS))])
    return Planted(parts, gone.name if gone else "", gone.defects if gone else ())
