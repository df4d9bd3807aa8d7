"""What only the outcome of a review says: the faults of the first answer, and an answer to every point."""

from foi_rules.notices.notice import one_line, sentence
from foi_rules.notices.writing import Draft, Section, heading, listed, paragraph


def faults(draft: Draft) -> Section:
    """Yield what was wrong with the first answer, in the reviewer's words."""
    review = draft.case.review
    found = [sentence(text) for text in review.first_answer.faults if text.strip()] if review else []
    if not found:
        return
    yield heading(draft.say("faults.heading"))
    yield paragraph(draft.say("faults.lead"))
    yield listed("", found, "faults", "review-reasons")
    yield paragraph(draft.say("faults.sorry"), "faults")


def points(draft: Draft) -> Section:
    """Yield each thing that the applicant raised, and the answer to it."""
    review = draft.case.review
    if not review or not any(one_line(point) for point in review.points):
        return
    answers = (*review.answers_to_points, *[""] * len(review.points))
    yield heading(draft.say("points.heading"))
    for number, (point, answer) in enumerate(zip(review.points, answers, strict=False), start=1):
        about = (str(number),)
        yield paragraph(sentence(point), lead=draft.say("points.point"), about=about)
        if answer.strip():
            lead = draft.say("points.answer")
            yield paragraph(sentence(answer), "point", "review-reasons", lead=lead, about=about)
