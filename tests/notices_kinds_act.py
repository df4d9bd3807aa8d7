"""A case file for every kind of letter under the Act, N01 to N10, N16 to N18, N21 and N22, as officers answered."""

from notices_kinds import MINUTES, NONE, ONCE, Data, no, plain, yes
from test_notices_more_world import (
    AGAIN,
    COST,
    FEE,
    GAPS,
    NEITHER_REQUEST,
    SAY_NEITHER,
    UNCLEAR,
    WEARING,
    balance,
)
from test_notices_world import AUTHORITY, item


def full_release() -> Data:
    """Return N01: nothing was ticked about the one item, and it goes out."""
    return plain(MINUTES)


def another_form() -> Data:
    """Return N01 with the reason for another form than the one asked for."""
    answers = {
        "foisa.s11.form-asked-for": "copy",
        "foisa.s11.practicable": no(reasons="the drawings are two metres wide, and our scanner takes A3"),
        "foisa.s11.adjustment-needed": "no",
    }
    letter = {"form": "at our office, where you can see it", "reuse": "you may copy it with our name on it"}
    return plain(MINUTES, answers=answers, kinds=["form"], letter=letter)


VALUATIONS = item(
    "roll",
    "The valuation of the hall",
    NONE
    | {
        "screening.which-out": "elsewhere",
        "foisa.s25.all-there": yes(reasons="the roll has all twelve fields that you asked for"),
        "foisa.s25.there-today": yes(seen="opened on 16 September"),
        "foisa.s25.this-applicant-can": yes(reasons="you wrote by email, and cite the page before it"),
        "foisa.s25.unfair-price": no(price="nothing"),
        "foisa.s25.exact-place": yes(place="https://roll.example/04-123"),
    },
    kinds=["out"],
)
BULLETIN = item(
    "tables",
    "Tables 1 to 9 of the autumn bulletin",
    NONE
    | {
        "screening.which-soon": "date-set",
        "foisa.s27.going-to-be-published": yes(publisher="the statistics branch"),
        "foisa.s27.all-of-it-published": yes(shown_by="the proof of 2 September"),
        "foisa.s27.publication-date": "2026-11-24",
        "foisa.s27.planned-before-request": yes(plan="the timetable of 3 May"),
        "foisa.s27.fair-to-wait": yes(reasons="it comes out in five weeks, and every school gets it on the same day"),
        "foisa.s27.told-when-and-where": yes(when_and_where="24 November, on our statistics page"),
    },
    kinds=["soon"],
    public_interest={
        "foisa.s27-1": balance("everybody gets it in good order within weeks", "schools plan their year now")
    },
)
COMPLAINT = item(
    "complaint",
    "A letter of the Ombudsman",
    NONE
    | {
        "screening.barred": "yes",
        "screening.which-bar": ["enactment"],
        "foisa.s26.ban": yes(ban="section 19 of the Scottish Public Services Ombudsman Act 2002"),
        "foisa.s26.ban-in-force": "yes",
        "foisa.s26.ban-binds-us": yes(bound="the Ombudsman and those who work there"),
        "foisa.s26.ban-covers-this": yes(reasons="it was sent for a complaint, and the section is for that"),
        "foisa.s26.ban-lets-it-out": no(reasons="consent was asked for and refused on 9 September"),
        "foisa.s26.only-a-choice": no(forbids="must not be disclosed"),
    },
    kinds=[],
)
WHOLE = {"whole": "each of them is one thing from end to end"}


def partial_release() -> Data:
    """Return N02: one item goes out, and three are kept back under sections 25, 26 and 27."""
    return plain(MINUTES, VALUATIONS, BULLETIN, COMPLAINT, made="2026-09-07")


def refusal() -> Data:
    """Return N03: all that is held is kept back."""
    advice = {"advice": "The roll also has the values of the years before."}
    return plain(VALUATIONS, COMPLAINT, letter=WHOLE | advice)


def cost_answers() -> Data:
    """Return what is answered on a request, or a part of one, that would cost too much."""
    return COST | {
        "foisa.s12.only-what-counts": "yes",
        "foisa.s12.one-body": yes(subject="school transport"),
        "foisa.s12.no-other-request": "yes",
    }


def cost() -> Data:
    """Return N04: the estimate is over the limit, and the whole job is offered for a fee."""
    return plain(answers=cost_answers() | {"foisa.s13.fee": "300"}, kinds=["large"])


FACTORS = dict.fromkeys(("burden", "no-purpose", "disrupts", "unreasonable"), "no")


def wearing(of: str) -> Data:
    """Return the answers on a vexatious request, or requirement for review (`of`)."""
    return {
        **{f"{of}.{name}": answer for name, answer in FACTORS.items()},
        f"{of}.harasses": yes(reasons="eleven messages in March named one clerk and her street"),
        f"{of}.value-outweighs": no(reasons="the clerk answered all of it in April"),
        f"{of}.on-balance": yes(reasons="nothing is left in it that has not been answered"),
        f"{of}.history-on-file": yes(history="eleven letters between 3 and 28 March 2026"),
        f"{of}.gentler-way": no(reasons="a talk was offered in April, and was not wanted"),
    }


def vexatious() -> Data:
    """Return N05."""
    return plain(answers=WEARING | wearing("foisa.s14.request"), kinds=["wearing"])


def repeated() -> Data:
    """Return N06."""
    answers = AGAIN | {
        "foisa.s14.pointed-to-earlier": "yes",
        "foisa.s14.similar": yes(reasons="it asks for the same three years of the same contract"),
        "foisa.s14.too-soon": yes(reasons="three weeks have passed, and the contract runs until 2028"),
        "foisa.s14.anything-new": no(reasons="nothing has been paid or changed since"),
    }
    return plain(answers=answers, kinds=["again"])


PHOTOS = item(
    "photos",
    "Photographs of the opening",
    NONE
    | {
        "screening.have-it": "no",
        "foisa.s17.read-widely": "yes",
        "foisa.s17.looked-everywhere": yes(places="the press office's drive"),
        "foisa.s17.likely-not-here": yes(reasons="no photographer was there"),
        "foisa.s17.told-who-has-it": yes(advice="the local paper may have some"),
        "foisa.s17.search-noted": yes(terms="'opening' and 'ribbon'", people="the press officer"),
    },
    kinds=[],
)


def not_held() -> Data:
    """Return N07."""
    return plain(PHOTOS, answers={"screening.found": "nothing"})


PERSON = {
    f"foisa.s38.{name}": answer
    for answer, names in {
        "yes": "human describes-them points-to-someone applicant-interest wider-interest serves-the-interest",
        "no": "shown-dead over-100 applicant-in-it asked-for-them only-for-enforcement nothing-but-bad cut-out"
        " anonymous-would-do enough-is-public less-would-do",
        "none": "sensitive offence",
    }.items()
    for name in names.split()
} | {
    "foisa.s38.whose-side-wins": {"is": "person", "reasons": "nobody in such a place expects to be named"},
    "foisa.s38.other-basis": {"is": "no", "by": "A Solicitor", "on": "2026-09-20"},
}


def neither() -> Data:
    """Return N08."""
    silent = {"foisa.s18.same-every-time": "yes", "foisa.s18.tied-to-named-people": "yes"}
    answers = NONE | {"screening.people": "yes"} | SAY_NEITHER | PERSON | silent
    hidden = item("hidden", "Two letters of May", answers, hypothetical="yes", kinds=[])
    letter = {"summary": "any complaints about Councillor Reid"}
    return plain(hidden, answers={"screening.say-so": "yes"}, request=NEITHER_REQUEST, letter=letter)


def fees() -> Data:
    """Return N09: a fee of 20 pounds for 20 hours."""
    return plain(answers=FEE | _FEE_NOTICE, kinds=["charge"], as_at="2026-10-02")


_FEE_NOTICE: Data = {
    "foisa.s9.wants-to-charge": "yes",
    "foisa.s12.only-what-counts": "yes",
    "foisa.s12.one-body": yes(subject="the files of the hall"),
    "foisa.s9.other-fee-law": "no",
    "foisa.s9.notice-on": "2026-10-02",
    "foisa.s9.reply-due": "2026-10-05",
    "foisa.s9.notice-says": ["amount", "working", "pay-by", "rights"],
    "foisa.s9.fee-paid": "no",
}


def unpaid() -> Data:
    """Return N22 under the Act: the three months are over."""
    answers = FEE | _FEE_NOTICE | {"foisa.s9.told-can-ask-again": "yes"}
    return plain(answers=answers, kinds=["charge"], as_at="2027-01-04", letter={"on": "2027-01-04"})


def clarification() -> Data:
    """Return N10."""
    answers = UNCLEAR | {
        "foisa.s1.only-to-find": yes(reasons="the three schemes are in three offices"),
        "foisa.s1.clear-part": "no",
        "foisa.s1.offers-choices": "yes",
    }
    return plain(answers=answers, kinds=["unclear"], letter={"advice": "The scheme of 2025 is the one about the hall."})


def published_for_all() -> Data:
    """Return N17."""
    answers = {
        "foisa.s12.different-people": "yes",
        "foisa.s12.shared-subject": yes(reasons="all forty ask why the bridge was closed"),
        "foisa.s12.estimate-together": {
            "is": [{"what": "answer forty letters", "cost": "900"}],
            "worked-out": "ten tried",
        },
        "foisa.s12.sensible-to-publish": yes(reasons="one page answers all of them"),
        "foisa.s12.will-publish": "yes",
        "foisa.s12.first-received": "2026-09-07",
        "foisa.s12.all-told-on": "2026-10-02",
        "foisa.s12.public-on": {"is": "2026-10-05", "where": "https://strathmore.example/bridge"},
    }
    return plain(answers=answers, kinds=["many"])


def invalid() -> Data:
    """Return N18."""
    answers = GAPS | {"foisa.s8.lasting-form": "yes", "foisa.s8.real-name": "yes", "foisa.s8.understands": "yes"}
    return plain(answers=answers, kinds=["missing"])


def own_data() -> Data:
    """Return N16: the applicant's own file, with what is needed to be sure who is asking."""
    answers = NONE | {"screening.people": "yes"} | OWN
    file = item("file", "Your file", answers, kinds=[])
    letter = WHOLE | {"identity": "a copy of your passport or driving licence"}
    return plain(file, answers={"screening.applicant": "all"}, letter=letter)


OWN: Data = {
    "foisa.s38.human": "yes",
    "foisa.s38.describes-them": "yes",
    "foisa.s38.points-to-someone": "yes",
    "foisa.s38.shown-dead": "no",
    "foisa.s38.over-100": "no",
    "foisa.s38.applicant-in-it": "yes",
    "foisa.s38.as-subject-access": "yes",
    "foisa.s38.sure-who-asks": "yes",
}


def not_covered() -> Data:
    """Return N21: the order covers the landlord's housing, and this is its cafe."""
    answers = {
        "foisa.s3.inside": no(reasons="the order covers our housing services, and this is the cafe"),
        "foisa.s3.regulations-checked": "yes",
        "foisa.s3.told-whom-to-ask": yes(advice="the firm that runs the cafe may tell you"),
    }
    once = ONCE | {
        "foisa.s3.listed": "no",
        "foisa.s3.designated": "yes",
        "foisa.s3.wholly-owned": "no",
        "foisa.s3.limited": "yes",
    }
    return plain(answers=answers, kinds=["outside"], authority=AUTHORITY | {"answers": once})
