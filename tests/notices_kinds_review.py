"""A case file for every kind of letter about a review, as officers answered."""

from typing import Any

from notices_kinds import MINUTES, NONE, WATER, Data, green, no, plain, yes
from notices_kinds_act import VALUATIONS, cost, neither, wearing
from notices_kinds_regulations import environmental

REVIEW: Data = {
    "received": "2026-10-19",
    "points": ["the figures were left out"],
    "answers_to_points": ["you are right, and they are with this letter"],
    "reviewer": "a panel of five officers, none of whom took part in the first decision",
    "did": "substituted",
    "first_answer": {"on": "2026-10-02", "faults": ["it named no provision"]},
}
ASKED_ON: Data = {"screening.review": "none"}


def at_review(data: Data, **more: Any) -> Data:
    """Return the case as one at review, with a requirement for review that came in time."""
    answers = data["answers"] | ASKED_ON | more.pop("answers", {})
    letter = data["letter"] | {"on": "2026-11-10"} | more.pop("letter", {})
    return (
        data
        | {"stage": "review", "answers": answers, "letter": letter, "review": REVIEW | more.pop("review", {})}
        | more
    )


def review_outcome() -> Data:
    """Return N11: the outcome of a review under the Act."""
    return at_review(plain(MINUTES, VALUATIONS))


def review_of_cost() -> Data:
    """Return N11b: a refusal on cost stands after a review."""
    return at_review(cost(), review={"did": "confirmed", "first_answer": {"on": "2026-10-02"}})


def review_of_silence() -> Data:
    """Return N11b: neither yes nor no, as before."""
    points = {"points": ["you should say so"], "answers_to_points": ["to say so would itself tell people something"]}
    return at_review(neither(), review=points | {"did": "confirmed", "first_answer": {"on": "2026-10-02"}})


def not_reviewed() -> Data:
    """Return N12: the requirement for review is itself vexatious."""
    answers = wearing("foisa.s21.review") | {"screening.review": ["wearing"]}
    data = at_review(plain(MINUTES), answers=answers)
    return data | {"review": {"received": "2026-10-19"}}


def review_invalid() -> Data:
    """Return N18b: it came too late, and no exception is made."""
    answers = {
        "screening.review": ["late"],
        "foisa.s20.lasting-form": "yes",
        "foisa.s20.name-and-address": "yes",
        "foisa.s20.which-request": "yes",
        "foisa.s20.dissatisfied": "yes",
        "foisa.s20.asked-on": "2026-12-02",
        "foisa.s20.reply-due": "2026-10-05",
        "foisa.s20.replied": "yes",
        "foisa.s20.reply-reached-on": "2026-09-21",
        "foisa.s20.accepted-late": no(reasons="the papers have gone back to the archive, and nothing kept you"),
        "foisa.s20.told-what-is-missing": yes(advice="you can make the same request again today"),
    }
    return at_review(plain(MINUTES), answers=answers, letter={"on": "2026-12-04"}, review={"received": "2026-12-02"})


def environmental_review() -> Data:
    """Return N19: the outcome of a review under the Regulations, which finds that they were not complied with."""
    return at_review(environmental())


def mixed_review() -> Data:
    """Return N11b under both laws: one item under each."""
    asked = {"screening.environment": "part"}
    return at_review(green(MINUTES | {"answers": NONE | _NOT_GREEN}, WATER, answers=asked))


_NOT_GREEN: Data = {"eirs.r2.subject": "none"}


def review_complied() -> Data:
    """Return N19 where the first answer stands."""
    review = {
        "did": "confirmed",
        "first_answer": {"on": "2026-10-02"},
        "answers_to_points": ["they were with our letter"],
    }
    return at_review(environmental(), review=review)


def review_faults_only() -> Data:
    """Return N19 where the answer stands and it was late: what is done at once is said in `remedy:`."""
    review = {
        "did": "confirmed",
        "first_answer": {"on": "2026-10-12", "faults": ["it came a week late"]},
        "remedy": "we have asked for a second officer who can answer such requests",
    }
    return at_review(environmental(), review=review)
