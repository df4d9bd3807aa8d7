"""What changing an earlier answer did: every other answer stands, and what it opened again is told."""

from collections.abc import Iterator

from foi_rules.interview.facts import in_words
from foi_rules.interview.machine import page_of
from foi_rules.interview.prompt import Prompt
from foi_rules.interview.state import State, answer_to
from foi_rules.interview.view import Line
from foi_rules.model.case import Answer, Case

_FEW = 3


def reopened(before: State, after: State, prompt: Prompt) -> Iterator[Line]:
    """Yield what changed when an answer that stood already was given otherwise; nothing where none stood."""
    question = prompt.question
    if prompt.topic != "fact" or question is None or question not in before.memo.focus:
        return
    was, now = answer_to(before, question), answer_to(after, question)
    if was is None or now is None or (was.is_, was.texts) == (now.is_, now.texts):
        return
    fact = after.law.facts[question.name]
    yield Line(f"Changed: {in_words(fact, now)} (before: {in_words(fact, was)}). {_others(after.case)} stand.")
    page = page_of(after)
    asked = [line.text for line in page.lines[:_FEW] if line.topic != "end"]
    if asked:
        yield Line(f"Asked next: {' / '.join(asked)}", 1)
    yield Line("'back' undoes it.", 1)


def _others(case: Case) -> str:
    places: tuple[dict[str, Answer], ...] = (dict(case.answers), *(dict(item.answers) for item in case.items))
    count = sum(answer.how != "carried" for answers in places for answer in answers.values()) - 1
    return f"{count} other answer{'s' if count != 1 else ''}"
