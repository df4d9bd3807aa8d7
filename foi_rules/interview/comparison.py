"""What was considered: every ground with what became of it, and the answers that decided it, in words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from textwrap import shorten
from typing import Literal, NamedTuple

from foi_rules.engine.balance import weighing_for
from foi_rules.engine.decide import WHOLE, decide_under, item_run, request_run
from foi_rules.engine.kleene import Evaluation
from foi_rules.engine.leaves import TICK_LISTS, Answers
from foi_rules.engine.missing import BALANCE
from foi_rules.engine.regimes import ended_of
from foi_rules.engine.wording import filled, outcome_words
from foi_rules.interview.facts import in_words
from foi_rules.interview.opening import REQUEST, piece_name
from foi_rules.interview.state import State
from foi_rules.interview.view import Line
from foi_rules.model.case import Unclaimed
from foi_rules.model.decision import Considered, Decision, ItemDecision, PartDecision, Result
from foi_rules.model.truth import UNKNOWN

ALL = "all"
"""The word that has every piece shown, and every ground named."""
FEW, QUESTION, ANSWER = 3, 90, 110
"""How many answers are told of a ground, and how long a question and an answer are shown."""
_HEADS: Mapping[Result, str] = {
    "engaged": "Engaged",
    "outweighed": "Outweighed: the test is met, and the public interest favours release or is even",
    "not-engaged": "Not engaged",
    "unknown": "Not settled",
    "not-claimed": "Not claimed",
    "lapsed": "Lapsed: the record is too old",
    "not-available": "Not available to your authority",
    "not-reached": "Not reached: what stands is enough",
}
_HEAVIER = {"maintaining-outweighs": "keeping", "even": "even", "disclosure-outweighs": "release", "unsure": "not sure"}
Why = Literal["list", "answer", "act", "regulations"]
_SHUT: Mapping[Why, str] = {
    "list": "not chosen on the list",
    "answer": "shut by an answer there",
    "act": "of the Act, which does not decide here",
    "regulations": "of the Regulations, which do not decide here",
}


class _Table(NamedTuple):
    """What became of the grounds of one piece, or of the request or a part of it."""

    run: Evaluation
    name: str
    decided: ItemDecision | PartDecision

    @property
    def answers(self) -> Answers:
        return self.run.answers


def compare_lines(state: State, item: str = "") -> Iterator[Line]:
    """Yield what was considered for the piece with this id; for every piece if none is named.

    What was never chosen is only counted; with `ALL` in place of an id it is named, and the request is shown too.
    Raises KeyError if there is no such piece.
    """
    if item not in ("", ALL):
        state.item(item)
    decision = decide_under(state.law, state.case, state.rulebook)
    for table in _tables(state, decision, item):
        yield from _lines(table, named=item == ALL)
    if item != ALL:
        yield Line("'compare all' names every ground.", style="quiet")


def _tables(state: State, decision: Decision, item: str) -> Iterator[_Table]:
    case = state.case
    if item == ALL or not case.items:
        parts = {part.id: part for part in case.parts}
        for decided in decision.parts:
            name = REQUEST if decided.id == WHOLE.id else f"Part {decided.id}"
            yield _Table(request_run(state.law, case, parts.get(decided.id)), name, decided)
    for one in case.items:
        if item in ("", ALL, one.id):
            yield _Table(item_run(state.law, case, one), piece_name(case, one.id), decision.item(one.id))


def _lines(table: _Table, *, named: bool) -> Iterator[Line]:
    yield Line(f"{table.name}: {outcome_words(table.decided.outcome, brief=True)}", style="heading")
    rows = table.decided.considered
    shut = [row for row in rows if row.result == "unknown" and table.run.ground(row.id).opened.value is UNKNOWN]
    for result, head in _HEADS.items():
        those = [row for row in rows if row.result == result and row not in shut]
        if those:
            yield Line(head, style="strong")
            yield from _group(table, result, those)
    if shut:
        told = cites_in_a_row([row.cite for row in shut]) if named else f"{len(shut)} grounds"
        yield Line(f"The list is not finished; on it hang: {told}.")
    yield from _shut(table, [row for row in rows if row.result == "screened-out"], named=named)


def _group(table: _Table, result: Result, rows: Sequence[Considered]) -> Iterator[Line]:
    """Yield the grounds of one result; those that the same answers decided stand together."""
    for _, those in groupby(rows, key=lambda row: (row.decided_by, row.id if result == "engaged" else "")):
        group = list(those)
        cites = cites_in_a_row([row.cite for row in group])
        told = _told(table, result, group[0])
        if len(told) == 1:
            yield Line(f"{cites}: {told[0]}", 1)
            continue
        yield Line(f"{cites}." if not told else f"{cites}:", 1)
        yield from (Line(f"- {one}", 2) for one in told)


def _told(table: _Table, result: Result, row: Considered) -> list[str]:
    """Return what decided the ground, in words."""
    if result == "not-claimed":
        return _claims(table, row)
    if result == "unknown":
        return _waits(table, row.decided_by)
    weighed = table.answers.law.grounds[row.id].kind == "qualified" and result == "engaged"
    balance = _answer(table, f"{BALANCE}{row.id}") if weighed else None
    return [*_decided(table, row.decided_by), *([balance[0]] if balance else [])]


def _waits(table: _Table, names: Sequence[str]) -> list[str]:
    told = [one[0] for one in (_answer(table, name) for name in names[:1]) if one]
    more = f" And {len(names) - 1} more." if len(names) > 1 else ""
    return [f"{one}{more}" for one in told]


def _decided(table: _Table, names: Sequence[str]) -> list[str]:
    """Return the answers that decided, in words: those that say why first, and no more than can be read."""
    found = [one for one in (_answer(table, name) for name in names) if one]
    ranked = sorted(found, key=lambda one: not one[1])
    shown = [told for told, _ in ranked[:FEW]]
    more = len(ranked) - len(shown)
    return [*shown, f"and {more} more answer{'s' if more != 1 else ''}"] if more else shown


def _answer(table: _Table, name: str) -> tuple[str, bool] | None:
    """Return the question in short with its answer, and whether words were given with it."""
    answers = table.answers
    if name.startswith(BALANCE):
        weighing = weighing_for(answers, answers.law.grounds[name.removeprefix(BALANCE)])
        if weighing is None or weighing.conclusion is None:
            return "The public interest has not been weighed.", False
        told = f"The public interest: {_HEAVIER[weighing.conclusion]}. {weighing.reasons}".strip()
        return shorten(told, ANSWER, placeholder=" ..."), bool(weighing.reasons)
    if name == "created":
        created = answers.item.created if answers.item else None
        return f"The record is of {created}." if created else "The year of the record is not known.", False
    fact = answers.law.facts.get(name)
    if fact is None:
        return None
    asked = shorten(f"{filled(answers, fact.question, None).partition('?')[0]}?", QUESTION, placeholder=" ...?")
    given = answers.answer(fact)
    if given is None:
        return f"{asked} Not answered yet.", False
    said = shorten(in_words(fact, given), ANSWER, placeholder=" ...")
    return f"{asked} {_capital(said)}{'' if said.endswith('.') else '.'}", any(given.texts.values())


def _claims(table: _Table, row: Considered) -> list[str]:
    places = (table.answers.item, table.answers.part, table.answers.case)
    found: list[Unclaimed] = [place.not_claimed[row.id] for place in places if place and row.id in place.not_claimed]
    return [f"{one.by}, {one.on}: {one.why}" for one in found[:1]]


# What screening closed


def _shut(table: _Table, rows: Sequence[Considered], *, named: bool) -> Iterator[Line]:
    by_why: dict[Why, list[Considered]] = {why: [] for why in _SHUT}
    laws = ended_of(table.run).laws
    for row in rows:
        by_why[_why_shut(table, row, laws)].append(row)
    if named:
        for why, those in by_why.items():
            if those:
                yield Line(f"{_capital(_SHUT[why])}", style="strong")
                yield Line(f"{cites_in_a_row([row.cite for row in those])}.", 1)
    elif rows:
        counted = [f"{len(those)} {_SHUT[why]}" for why, those in by_why.items() if those]
        yield Line(f"Screened out: {'; '.join(counted)}.")


def _why_shut(table: _Table, row: Considered, laws: Sequence[str]) -> Why:
    """Return why the ground was never tried: another law, a line left out of a list, or an answer of its own."""
    law = table.answers.law
    mine = law.law_of.get(row.id, "")
    if mine and laws and mine not in laws and row.id not in law.turning:
        return "regulations" if row.cite.startswith("EIRs") else "act"
    facts = [law.facts[name] for name in row.decided_by if name in law.facts]
    return "list" if any(fact.id in TICK_LISTS or fact.answer == "any-of" for fact in facts) else "answer"


def cites_in_a_row(cites: Iterable[str]) -> str:
    """Return the cites in a row, the name of the law before the first of each law alone."""
    row: list[str] = []
    last = ""
    for cite in cites:
        law, _, place = cite.partition(" ")
        row.append(place if law == last and law in ("FOISA", "EIRs") else cite)
        last = law
    return ", ".join(row)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
