"""A case file for every kind of letter under the Regulations, as officers answered; and letters under both laws."""

from notices_kinds import ABOUT_THE_BURN, MINUTES, NONE, ONCE, WATER, Data, green, no, plain, yes
from notices_kinds_act import OWN, PERSON, PHOTOS, WHOLE, cost_answers
from test_notices_more_world import GENERAL, GREEN, UNDER_REGULATIONS, balance
from test_notices_world import AUTHORITY, item


def environmental() -> Data:
    """Return N13: an email within the authority is kept back, and figures go out."""
    emails = item(
        "emails",
        "The emails of June",
        NONE | GREEN | _EMAILS,
        kinds=["frank"],
        public_interest={
            "foisa.s39-2": UNDER_REGULATIONS,
            "eirs.x4e": balance("the work is not finished", "the burn is used"),
        },
    )
    return green(WATER, emails)


_EMAILS: Data = {
    "screening.which-frank": ["advice"],
    "eirs.r10-4.meant-for-a-reader": "yes",
    "eirs.r10-4.stayed-inside": yes(between="the roads team and the planning team"),
    "eirs.r10-4.in-between-people": "none",
    "eirs.r10-4.sent-outside-later": "no",
}


def environmental_form() -> Data:
    """Return N13 with all of it going out in another form (n01_reg6)."""
    answers = {
        "eirs.r6.form-asked-for": yes(form="the files of the model"),
        "eirs.r6.another-form-fair": yes(
            instead="a map of the depths", reasons="the model runs only on our own software"
        ),
        "eirs.r6.told-why-and-rights": "yes",
    }
    return green(WATER, answers=answers, kinds=["form"])


def environmental_own_data() -> Data:
    """Return N16 under the Regulations."""
    answers = NONE | {"screening.people": "yes"} | GREEN | OWN
    file = item(
        "file", "The readings in your garden", answers, kinds=[], public_interest={"foisa.s39-2": UNDER_REGULATIONS}
    )
    letter = WHOLE | {"identity": "a letter that shows your address"}
    return green(file, answers={"screening.applicant": "all"}, letter=letter)


def unreasonable() -> Data:
    """Return N13b: a burden out of all proportion."""
    answers = {
        "eirs.r10-4.clear-burden": yes(
            hours="900 hours of the two ecologists", duties="no licence could be checked till June"
        ),
        "eirs.r10-4.plain-to-anybody": yes(reasons="the list asks for every email of forty officers in five years"),
        "eirs.r10-4.unreasonable-for-its-value": yes(
            reasons="the model is published, and the drafts add nothing to it"
        ),
        "eirs.r10-4.offered-to-narrow": yes(offer="the surveys of 2026 could be sent within a week"),
        "eirs.r10-4.more-time-would-do": no(reasons="forty days would not be enough either"),
        "eirs.r7.voluminous": yes(amount="about 60,000 emails"),
        "eirs.r7.complex": "no",
        "foisa.s14.request.burden": "no",
    }
    return green(
        answers=answers, kinds=["large"], public_interest={"eirs.x4b": balance("services go on", "the burn is used")}
    )


def too_general() -> Data:
    """Return N13b on the ground that it is still too general (regulation 10(4)(c))."""
    answers = GENERAL | {"eirs.r10-4.still-too-general": yes(reply="of 20 September: all of it, with no place or year")}
    return green(
        answers=answers,
        kinds=["unclear"],
        public_interest={"eirs.x4c": balance("no useful answer can be given", "the burn is used")},
    )


def clarification_eirs() -> Data:
    """Return N15, too general: a question under the Regulations (the letter N10)."""
    return green(answers=GENERAL | {"eirs.r10-4.still-too-general": "no"}, kinds=["unclear"])


MORE_TIME: Data = {
    "eirs.r7.voluminous": yes(amount="about 9,000 survey sheets from 14 sites"),
    "eirs.r7.complex": yes(reasons="half of them are in a format that one engineer can read"),
    "eirs.r7.not-in-twenty": yes(reasons="210 hours for three people who can read them"),
    "eirs.r7.only-once": "yes",
    "eirs.r7.notice-on": "2026-10-02",
    "eirs.r7.notice-at-once": "yes",
    "eirs.r7.notice-says-why": "yes",
    "eirs.r7.notice-gives-rights": "yes",
    "eirs.r7.answer-by": "2026-11-02",
}


def extension() -> Data:
    """Return N14: `kind: extension` in `letter:`; nothing about the answer itself need be settled."""
    return green(answers=MORE_TIME, kinds=["large"], letter={"kind": "extension"})


CHARGE: Data = {
    "eirs.r8.asked-for-in-writing": yes(sum="18 pounds for nine plans"),
    "eirs.r8.notice-on": "2026-10-02",
    "eirs.r8.paid": "no",
    "eirs.r8.free-access": "no",
    "eirs.r8.counts-staff-time": "no",
    "eirs.r8.schedule-published": yes(where="https://strathmore.example/charges"),
    "eirs.r8.within-cost": yes(reasons="two pounds a plan, which is what the print shop asks"),
}


def charge() -> Data:
    """Return N15, advance payment: `kind: charge` in `letter:`."""
    return green(answers=CHARGE, kinds=["charge"], letter={"kind": "charge"})


def charge_unpaid() -> Data:
    """Return N22 under the Regulations: the 60 working days are over."""
    return green(answers=CHARGE, kinds=["charge"], as_at="2027-01-11", letter={"on": "2027-01-11"})


def court_work() -> Data:
    """Return N21 under the Regulations: notes of a tribunal."""
    answers = {"eirs.r3.in-that-capacity": yes(reasons="they are the notes of the panel in case 14")}
    once = ONCE | {"eirs.r3.makes-law-or-judges": "yes"}
    advice = {"advice": "The decision of the panel is on our website."}
    return green(answers=answers, kinds=["outside"], authority=AUTHORITY | {"answers": once}, letter=advice)


def environmental_neither() -> Data:
    """Return N20: a yes or a no would itself give out personal data (regulation 11(6))."""
    reported = {
        "person": "the farmer",
        "reasons": "anybody could find out who was reported by asking about name after name",
    }
    answers = {
        "foisa.s18.what-it-tells": "yes would say that he was reported, no that he was not",
        "eirs.r11.answer-gives-out-data": yes(**reported),
        "foisa.s18.already-confirmed": no(looked="the papers of the committee"),
        "foisa.s18.same-every-time": "yes",
        "foisa.s18.tied-to-named-people": "yes",
    }
    hidden = item(
        "hidden",
        "Two letters of May",
        NONE | {"screening.people": "yes"} | GREEN | PERSON | answers,
        hypothetical="yes",
        kinds=[],
        public_interest={"foisa.s39-2": UNDER_REGULATIONS},
    )
    letter = {"summary": "any reports of slurry from the farm of Mr Ross"}
    request = "Has anybody reported slurry from the farm of Mr Ross?"
    return green(hidden, answers={"screening.say-so": "yes"}, request=request, letter=letter)


def several_parts() -> Data:
    """Return N00: one part costs too much, one goes out in part under the Act, one is under the Regulations."""
    told = {"one": cost_answers(), "two": {"screening.found": "some"}, "three": ABOUT_THE_BURN}
    texts = {"one": "every file on school transport since 2005", "two": "the opening of the hall", "three": "the burn"}
    kinds = {"one": ["large"], "two": [], "three": []}
    parts = [{"id": name, "text": text, "answers": told[name], "kinds": kinds[name]} for name, text in texts.items()]
    held = {"screening.have-it": "yes"}
    minutes = MINUTES | {"part": "two", "answers": MINUTES["answers"] | held}
    items = (minutes, PHOTOS | {"part": "two"}, WATER | {"part": "three"})
    return plain(*items, parts=parts, letter={"summary": "", "advice": "The files of 2025 alone can be had at once."})


def both_laws() -> Data:
    """Return N00: one item that both laws refuse, in a section under each."""
    emails = item(
        "emails",
        "The emails of June",
        NONE | GREEN | _EMAILS | _ADVICE,
        kinds=["frank"],
        created="2026-06-10",
        public_interest={
            "foisa.s30-b-i": balance("advice would be given in fewer words", "the burn is used"),
            "eirs.x4e": balance("the work is not finished", "the burn is used"),
        },
    )
    both = {
        "screening.both-laws": yes(
            reasons="nobody can say whether it is about the burn", by="A Solicitor", on="2026-09-20"
        )
    }
    answers = {"screening.environment": "part"} | both
    return plain(emails, answers=answers, letter=WHOLE | {"advice": "The final report comes out in December."})


_ADVICE: Data = {
    "foisa.s30.advice.points-to-words": yes(words="the second paragraph"),
    "foisa.s30.advice.step-by-step": yes(steps="an engineer would write the next warning in fewer words"),
    "foisa.s30.advice.names-who": yes(who="the engineers of the roads team"),
    "foisa.s30.advice.real-and-significant": yes(reasons="two of them said so in August, and gave examples"),
    "foisa.s30.advice.how-likely": {"is": "real-chance", "reasons": "it happened after the release of 2018"},
    "foisa.s30.advice.adds-harm": yes(reasons="nothing of it is known"),
    "common.harm.moved-on": no(reasons="the burn is still being cleaned"),
    "common.harm.any-public": "no",
    "foisa.s30.advice.harm-today": yes(reasons="the same engineers write such warnings today"),
}
