"""`foi demo`: the case that started the project, end to end, from the files in the package.

Every line of it is worked out by the same code that an officer uses; nothing is a recording.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from foi_rules.commands.common import console, decide_with_both, is_plain, load_rules, open_case
from foi_rules.commands.sheet import question_words, say, show_decision
from foi_rules.commands.shield import complain
from foi_rules.engine.asking import Question, next_question
from foi_rules.engine.carrying import carried
from foi_rules.engine.decide import law_for
from foi_rules.engine.wording import answer_text, outcome_words
from foi_rules.model.case import Answer, Case, Item, Letter
from foi_rules.model.rulebook import Rulebook

if TYPE_CHECKING:
    from rich.console import Console

FILES = Path(__file__).parent / "demo_files"
FORMATS = (".docx", ".html", ".md", ".txt")
FOLDER = "demo-letters"


def run(out: str, *, plain: bool) -> int:
    """Tell the story and write its letters. Returns 0, or 1 if a letter could not be written."""
    rulebook = load_rules("")
    screen = console(plain)
    _part(screen, "The case that started this program")
    for line in STORY:
        say(screen, line)
    _first_answer(screen, rulebook)
    _conversation(screen, rulebook)
    decided = _decision(screen, rulebook, plain)
    wrote = _letters(screen, rulebook, Path(out or FOLDER))
    _rule(screen, rulebook)
    return 0 if decided and wrote else 1


STORY = (
    "In 2021 a person asked Moray Council for the executive summary and recommendations of a report on a "
    "child protection case review. The council answered that the document 'remains a confidential document'. "
    "It cited no exemption, and at review it had to reverse its decision and release the findings.",
    "What was published about the case is retold here. Days of receipt, answers and reasons that were not "
    "published are supposed.",
)


def _part(screen: "Console", title: str) -> None:
    screen.print()
    screen.rule(title, style="dim", align="left", characters="-")


def _first_answer(screen: "Console", rulebook: Rulebook) -> None:
    _part(screen, "1. The first answer, offered as a decision")
    case = open_case(rulebook, str(FILES / "first-answer.yaml"))
    decision, _ = decide_with_both(rulebook, case)
    law = law_for(rulebook, case)
    say(screen, f'It says: "{case.proposed}"')
    say(
        screen,
        f"The decision stays open: {outcome_words(decision.outcome)}. Confidential is a label, not a ground.",
        style="bold",
    )
    say(screen, "No ground is cited, so nothing can be withheld. Somebody must first answer, among others:")
    asked = [name for name in decision.missing if name in law.facts and not law.facts[name].reserved]
    for name in [name for name in asked if law.facts[name].per == "item"][:5]:
        say(screen, f"- {question_words(law, name)}", 2)
    from foi_rules.commands.letter import refusal_of

    say(screen, "A letter is refused as well:")
    for reason in refusal_of(rulebook, case, decision):
        say(screen, f"- {reason}", 2)
    _first_letter(screen)


def _first_letter(screen: "Console") -> None:
    from foi_rules.notices.checking.api import check_letter

    say(screen, "And the letter, written by hand in words like those of the time, would not have passed `foi check`:")
    for one in check_letter(FILES / "first-letter.txt").defects:
        say(screen, f"- {one.message} ({one.cite})", 2)


def _conversation(screen: "Console", rulebook: Rulebook) -> None:
    _part(screen, "2. The report in pieces, and the questions asked")
    full = open_case(rulebook, str(FILES / "review.yaml"))
    say(screen, "A report is not exempt as a document. The reviewers look at five pieces:")
    for item in full.items:
        say(screen, f"- {item.title}", 2)
    said, where = 0, ""
    for question, answer in replayed(rulebook, full):
        heading = _about(rulebook, full, question)
        if heading != where:
            screen.print()
            say(screen, heading, style="bold")
            where = heading
        said += 1
        for text, indent, style in _shown(rulebook, full, question, answer):
            say(screen, text, indent, style)
    screen.print()
    say(screen, f"{said} questions were enough for five pieces; the rest of the rules were never asked about.")


def _about(rulebook: Rulebook, case: Case, question: Question) -> str:
    fact = law_for(rulebook, case).facts.get(question.name)
    if not question.item or (fact and fact.per == "request"):
        return "The whole request"
    index, item = next((i, item) for i, item in enumerate(case.items, 1) if item.id == question.item)
    return f"Piece {index} of {len(case.items)}: {item.title}"


def replayed(rulebook: Rulebook, full: Case) -> Iterator[tuple[Question, object]]:
    """Yield each question that the engine asks, with the answer that the finished case gives to it.

    The case starts without an answer; what the engine never asks is never shown. Screening is put as the
    interview puts it: every line that is asked outright, for each item.
    """
    case = full.model_copy(update={"answers": {}, "kinds": None, "items": tuple(_blank(i) for i in full.items)})
    asked: set[Question] = set()
    while question := next_question(rulebook, case := carried(rulebook, case)):
        if question in asked:
            raise ValueError(f"the demo's answer to {question.name} for {question.item} lacks words that it needs")
        asked.add(question)
        answer, case = _answer(full, case, question)
        yield question, answer


def _blank(item: Item) -> Item:
    return item.model_copy(update={"answers": {}, "kinds": None, "public_interest": {}})


def _answer(full: Case, case: Case, question: Question) -> tuple[object, Case]:
    """Return the finished case's answer to the question, and the case with it. Raises KeyError if it has none."""
    name = question.name
    if name == "screening.request":
        return full.kinds, case.model_copy(update={"kinds": full.kinds})
    if not question.item or name in full.answers:
        return full.answers[name], case.model_copy(update={"answers": {**case.answers, name: full.answers[name]}})
    index = next(i for i, item in enumerate(full.items) if item.id == question.item)
    whole, item = full.items[index], case.items[index]
    if name == "screening.item":
        answer: object = whole.kinds
        item = item.model_copy(update={"kinds": whole.kinds})
    else:
        answer = whole.answers[name]
        item = item.model_copy(update={"answers": {**item.answers, name: whole.answers[name]}})
    items = (*case.items[:index], item, *case.items[index + 1 :])
    return answer, case.model_copy(update={"items": items})


def _shown(rulebook: Rulebook, case: Case, question: Question, answer: object) -> Iterator[tuple[str, int, str]]:
    """Yield the question and its answer as lines: text, indent, style."""
    law = law_for(rulebook, case)
    fact = law.facts.get(question.name)
    yield question_words(law, question.name), 2, ""
    if fact is None or isinstance(answer, tuple):
        texts = [fact.choices[name].text for name in answer] if fact and isinstance(answer, tuple) else []
        yield f"> {'; '.join(texts) or 'none of these'}", 4, "bold"
        return
    assert isinstance(answer, Answer)
    yield f"> {answer_text(fact, answer) or 'none of these'}", 4, "bold"
    for text in answer.texts.values():
        yield text, 6, "italic"


def _decision(screen: "Console", rulebook: Rulebook, plain: bool) -> bool:
    _part(screen, "3. The decision, with its reasons and what was considered")
    case = open_case(rulebook, str(FILES / "review.yaml"))
    decision, disagreements = decide_with_both(rulebook, case)
    show_decision(screen, rulebook, case, decision, plain=is_plain(plain))
    for told in disagreements:
        complain(told)
    return not disagreements


def _letters(screen: "Console", rulebook: Rulebook, folder: Path) -> bool:
    from foi_rules.commands.letter import write_letter

    _part(screen, "4. The letters")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    review = open_case(rulebook, str(FILES / "review.yaml"))
    for name, what, case in (
        ("review-outcome", "the review outcome, with what was wrong with the first answer", review),
        ("first-reply", "the reply that should have gone out first", _first_reply(review)),
    ):
        for suffix in FORMATS:
            refused = write_letter(rulebook, case, folder / f"{name}{suffix}")
            if refused:
                complain("\n".join(refused))
                return False
        say(screen, f"{name}.docx, .html, .md, .txt: {what}", 2)
    say(screen, f"They are in the folder {os.path.relpath(folder)}{os.sep}")
    return True


def _first_reply(review: Case) -> Case:
    """Return the same answers as a reply to the request itself, sent in time."""
    letter: Letter = review.letter.model_copy(update={"on": "2021-09-29"})
    return review.model_copy(update={"stage": "initial", "review": None, "as_at": "2021-09-29", "letter": letter})


def _rule(screen: "Console", rulebook: Rulebook) -> None:
    from foi_rules.commands.explain import ground_lines, show

    _part(screen, "5. The rule that should have been cited")
    law = rulebook.on(rulebook.order.law_stated_at)
    show(screen, list(ground_lines(law, law.grounds["foisa.s38-1-b-first"], deepest=5)))
    screen.print()
    say(
        screen,
        "'foi explain \"FOISA s.38(1)(b)\"' shows it whole. Your turn: 'foi' asks about your own request.",
        style="bold",
    )
