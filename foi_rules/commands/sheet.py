"""A decision as a sheet to read: rows that any front end can draw, and their drawing with rich or as lines."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foi_rules.engine.decide import item_run, law_for, request_run
from foi_rules.engine.kleene import Evaluation
from foi_rules.engine.missing import can_be_asked
from foi_rules.engine.wording import fact_sentence, outcome_words
from foi_rules.model.case import Case
from foi_rules.model.decision import Considered, Decision, ItemDecision, PartDecision
from foi_rules.model.rulebook import Law, Rulebook

if TYPE_CHECKING:
    from rich.console import Console

_SPECIAL = {
    "created": "when the record was made (the year will do)",
    "items": "the items: what pieces of information there are",
    "hypothetical": "whether the item is held: it cannot be refused without saying",
    "received": "the day on which the request was received",
}
# Rows that a reader wants to see first: what was tried, before what was closed.
MOST_NAMED = 8
"""How many closed grounds are named one by one; of more only the number is told."""
SHOWN = ("engaged", "outweighed", "not-engaged", "not-claimed", "lapsed", "unknown", "not-reached", "not-available")


def question_words(law: Law, name: str) -> str:
    """Return what is asked under a missing id, in the rule file's words."""
    if name in law.facts:
        return law.facts[name].question
    if name.startswith("public_interest."):
        ground = law.grounds[name.removeprefix("public_interest.")]
        return f"which is heavier: the public interest in releasing it, or in maintaining {ground.cite}"
    return _SPECIAL.get(name, name)


def show_decision(console: "Console", rulebook: Rulebook, case: Case, decision: Decision, *, plain: bool) -> None:
    """Print the whole sheet: outcome, items, what is missing, what was considered, warnings and duties."""
    law = law_for(rulebook, case)
    head = f"Decision{' on ' + decision.reference if decision.reference else ''}: {outcome_words(decision.outcome)}"
    console.print(head, style="bold", markup=False)
    console.print(_small_print(decision), markup=False, style="dim")
    console.print()
    titles = {item.id: item.title or item.id for item in case.items} | _part_titles(case, decision)
    if plain:
        for row in _plain_items(decision, titles):
            console.print(row, markup=False)
    else:
        _items_table(console, decision, titles)
    _show_reasons(console, decision, titles)
    _show_missing(console, law, case, decision)
    _show_considered(console, law, case, decision)
    _show_remarks(console, decision)


def _small_print(decision: Decision) -> str:
    engines = "two engines agree" if len(decision.engines) > 1 else "single engine"
    return f"rulebook {decision.version}, law stated as at {decision.law_stated_at}; {engines}"


def _part_titles(case: Case, decision: Decision) -> dict[str, str]:
    texts = {part.id: part.text for part in case.parts}
    return {part.id: texts.get(part.id) or "the whole request" for part in decision.parts if part.grounds}


def _rows(decision: Decision) -> tuple[PartDecision | ItemDecision, ...]:
    """Return what has a row of its own: each item, and before them each part that rests on grounds of its own."""
    return (*(part for part in decision.parts if part.grounds), *decision.items)


def _cites(item: ItemDecision | PartDecision) -> str:
    return "; ".join(ground.cite for ground in item.grounds) or "-"


def _plain_items(decision: Decision, titles: dict[str, str]) -> Iterator[str]:
    for item in _rows(decision):
        cites = f", {_cites(item)}" if item.grounds else ""
        yield f"{item.id} ({titles[item.id]}): {outcome_words(item.outcome)}{cites}"


def _items_table(console: "Console", decision: Decision, titles: dict[str, str]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column("item", no_wrap=True)
    table.add_column("what it is", ratio=3)
    table.add_column("outcome")
    table.add_column("ground", ratio=2)
    for item in _rows(decision):
        style = "" if item.settled else "bold"
        table.add_row(item.id, titles[item.id], outcome_words(item.outcome), _cites(item), style=style)
    console.print(table)


def say(console: "Console", text: str, indent: int = 0, style: str = "") -> None:
    """Print a text, wrapped, with every line indented and list items hanging; nothing in it is read as markup."""
    from textwrap import wrap

    pad = " " * indent
    hang = pad + "  " if text.startswith("- ") else pad
    width = max(30, console.width)
    lines = wrap(
        text, width, initial_indent=pad, subsequent_indent=hang, break_long_words=False, break_on_hyphens=False
    )
    for line in lines or [""]:
        console.print(line, style=style, markup=False, overflow="ignore", no_wrap=True, crop=False)


def _heading(console: "Console", text: str) -> None:
    console.print()
    say(console, text, style="bold")


def _show_reasons(console: "Console", decision: Decision, titles: dict[str, str]) -> None:
    for item in _rows(decision):
        for ground in item.grounds:
            if ground.reasons:
                _heading(console, f"Why {titles[item.id]}: {outcome_words(item.outcome)} ({ground.cite})")
                for reason in ground.reasons:
                    say(console, f"- {reason}", 2)


def _show_missing(console: "Console", law: Law, case: Case, decision: Decision) -> None:
    if not decision.missing:
        return
    _heading(console, "Still needed")
    for part in decision.parts:
        run = request_run(law, case, next((p for p in case.parts if p.id == part.id), None))
        for name in part.missing:
            say(console, _needed(law, run, name), 2)
    for item, wanted in zip(decision.items, case.items, strict=True):
        if item.missing:
            say(console, f"for {item.id} ({wanted.title or item.id})", 2)
        for name in item.missing:
            say(console, _needed(law, item_run(law, case, wanted), name), 4)


def _needed(law: Law, run: Evaluation, name: str) -> str:
    fact = law.facts.get(name)
    if fact and fact.reserved:
        who = f" (for a {fact.reserved.replace('-', ' ')} to answer)"
    else:
        who = "" if can_be_asked(run.answers, name) else " (answered: not sure)"
    return f"{name}: {question_words(law, name)}{who}"


def _show_considered(console: "Console", law: Law, case: Case, decision: Decision) -> None:
    if not decision.items:
        return
    _heading(console, "Considered")
    for item, wanted in zip(decision.items, case.items, strict=True):
        say(console, wanted.title or item.id, 2)
        run = item_run(law, case, wanted)
        for result in SHOWN:
            for row in item.considered:
                if row.result == result:
                    say(console, f"{row.cite}: {result.replace('-', ' ')}{_why(law, run, row)}", 4)
        closed = [row.cite for row in item.considered if row.result == "screened-out"]
        if closed:
            say(console, f"closed by screening: {_few(closed)}", 4)


def _few(cites: list[str]) -> str:
    """Return the cites, or how many of each law there are where nobody would read them all."""
    if len(cites) <= MOST_NAMED:
        return ", ".join(cites)
    laws = dict.fromkeys(cite.partition(" ")[0] for cite in cites)
    counted = [f"{sum(cite.startswith(f'{law} ') for cite in cites)} of the {_LAWS.get(law, law)}" for law in laws]
    return f"{' and '.join(counted)} ('--format json' names each with the answer that closed it)"


_LAWS = {"FOISA": "Act's grounds", "EIRs": "Regulations'"}


def _why(law: Law, run: Evaluation, row: Considered) -> str:
    """Return the answers that decided the row, in the rule file's words; none where they are told elsewhere."""
    if row.result not in ("not-engaged", "lapsed", "not-available"):
        return ""
    said = [fact_sentence(run.answers, law.facts[name]) for name in row.decided_by if name in law.facts]
    said += ["the age of the record"] if "created" in row.decided_by else []
    return f": {'; '.join(said)}" if said else ""


def _show_remarks(console: "Console", decision: Decision) -> None:
    for title, remarks in (("Warnings", decision.warnings), ("To do before the letter", decision.duties)):
        if remarks:
            _heading(console, title)
        for one in remarks:
            say(console, f"- {one.message} [{one.cite}]", 2)
