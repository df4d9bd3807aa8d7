"""decide(rulebook, case) -> Decision: outcomes, grounds, what was considered, what is missing, with proofs.

Design section 4. Nothing here reads a clock, a file or a setting: equal inputs give equal decisions.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from foi_rules.engine.checking import require_sound
from foi_rules.engine.considered import considered
from foi_rules.engine.kleene import Evaluation, GroundProof
from foi_rules.engine.leaves import Answers, law_day
from foi_rules.engine.missing import once, open_outcome
from foi_rules.engine.passages import share_passages
from foi_rules.engine.reasons import cite_of, reasons_for
from foi_rules.engine.regimes import beside_of, ended_of, item_walk
from foi_rules.engine.remarks import duties_of, may_wait, part_remarks, warnings_of
from foi_rules.engine.remembered import evaluation
from foi_rules.engine.steps import Walk
from foi_rules.model.case import Case, Item, Part
from foi_rules.model.decision import OPEN, Considered, Decision, ItemDecision, PartDecision, Reliance
from foi_rules.model.rule import Level
from foi_rules.model.rulebook import Law, Rulebook
from foi_rules.model.truth import Truth

WHOLE = Part(id="request")
Table = Callable[..., tuple[Considered, ...]]


def law_for(rulebook: Rulebook, case: Case) -> Law:
    """Return the law that applies to the case: that of `law:`, else of the day of the request.

    Raises NotInForce if the rulebook has no version of some section for that day.
    """
    return rulebook.on(law_day(case, rulebook.order.law_stated_at))


def decide(rulebook: Rulebook, case: Case, *, engines: tuple[str, ...] = ("kleene",)) -> Decision:
    """Return the decision on the case, with the proof of every ground.

    `engines` names those that derived the findings and agreed; `agree` finds that out. Raises Refused
    if the case holds answers that the rulebook does not know, or in the wrong place, and NotInForce.
    """
    law = law_for(rulebook, case)
    require_sound(law, case)
    return decide_under(law, case, rulebook, engines)


def decide_under(law: Law, case: Case, rulebook: Rulebook, engines: tuple[str, ...] = ("kleene",)) -> Decision:
    """Return the decision under the given law, without checking the case first."""
    walks, runs, items = standings(law, case, considered)
    decided = tuple(_part(case, name, walks[name], items) for name in walks)
    those = [(walks[part.id][0], part) for part in decided]
    return Decision(
        reference=case.reference,
        outcome=_combined([part.outcome for part in decided]),
        law_stated_at=rulebook.order.law_stated_at.isoformat(),
        version=rulebook.version,
        sha256=rulebook.sha256,
        engines=engines,
        parts=decided,
        items=items,
        warnings=(*part_remarks(those, "warnings"), *warnings_of(runs, items)),
        duties=(*part_remarks(those, "duties"), *duties_of(runs, items)),
    )


def standings(
    law: Law, case: Case, table: Table
) -> tuple[dict[str, tuple[Evaluation, Walk]], list[Evaluation], tuple[ItemDecision, ...]]:
    """Return where the steps end for each part by id, the evaluation of each item, and how each item stands.

    `table` makes the table of what was considered; it costs more than all the rest, so `no_table` leaves it out.
    """
    walks = request_walks(law, case)
    runs = [item_run(law, case, item) for item in case.items]
    items = tuple(_item(run, walks[part_name(case, run)], table) for run in runs)
    return walks, runs, share_passages(case, items)


def standings_in_turn(
    law: Law, case: Case, walks: Mapping[str, tuple[Evaluation, Walk]]
) -> Iterator[tuple[Evaluation, ItemDecision]]:
    """Yield how each item stands, without the table; items without a passage are worked out only when asked for."""
    if any(item.passage for item in case.items):
        _, runs, items = standings(law, case, no_table)
        yield from zip(runs, items, strict=True)
        return
    for item in case.items:
        run = item_run(law, case, item)
        yield run, _item(run, walks[part_name(case, run)], no_table)


def request_walks(law: Law, case: Case) -> dict[str, tuple[Evaluation, Walk]]:
    """Return for each part by id ("request" where there are none) its evaluation and where its steps end."""
    parts = {part.id: part for part in case.parts} or {WHOLE.id: WHOLE}
    return {name: _request_walk(law, case, part) for name, part in parts.items()}


def no_table(run: Evaluation, level: Level, settled: bool, ended: Walk | None) -> tuple[Considered, ...]:
    """Return the table of what was considered for those who do not read it: empty."""
    del run, level, settled, ended
    return ()


def item_run(
    law: Law,
    case: Case,
    item: Item,
    given: Mapping[str, Truth] | None = None,
    opened: Mapping[str, Truth] | None = None,
) -> Evaluation:
    """Return the evaluation of one item, ready to be asked for findings and grounds."""
    answers = Answers(law, case, case.part_of(item), item, given or {}, opened)
    return Evaluation(answers) if given or opened is not None else evaluation(answers)


def part_name(case: Case, run: Evaluation) -> str:
    """Return the id of the part to which the item belongs ("request" where there are none)."""
    if not case.parts:
        return WHOLE.id
    return run.answers.part.id if run.answers.part else case.parts[0].id


def request_run(law: Law, case: Case, part: Part | None) -> Evaluation:
    """Return the evaluation of the request, or of one part of it, without an item."""
    return evaluation(Answers(law, case, None if part is WHOLE else part))


def _request_walk(law: Law, case: Case, part: Part) -> tuple[Evaluation, Walk]:
    run = request_run(law, case, part)
    return run, ended_of(run)


def _item(run: Evaluation, request: tuple[Evaluation, Walk], table: Table) -> ItemDecision:
    item = run.answers.item
    assert item
    request_outcome = request[1].outcome
    if request_outcome and request_outcome not in OPEN:
        grounds = reliances(request[0], request[1].relied_on)
        return ItemDecision(item.id, "withhold", grounds, table(run, "item", True, None), ())
    own = item_walk(run, request[1])
    own = _hypothetical(run, own) if item.hypothetical == "yes" else own
    outcome = _no_better(own.outcome or "disclose", request_outcome)
    settled = outcome not in OPEN
    return ItemDecision(
        item.id,
        outcome,
        reliances(run, (*own.beside, *own.relied_on)) if settled else (),
        table(run, "item", settled, own),
        in_file_order(run.answers.law, own.missing),
        own.proofs,
    )


def in_file_order(law: Law, missing: tuple[str, ...]) -> tuple[str, ...]:
    """Return what is missing with the screening first, as its file lists it: whatever step reads it, it is one list."""
    if not any(name.startswith("screening.") for name in missing):
        return missing
    first = tuple(name for name in law.screening if name in missing)
    return (*first, *(name for name in missing if name not in first))


def _hypothetical(run: Evaluation, own: Walk) -> Walk:
    """Return the walk of an item that is tested as if it were held: it can be refused without saying, or nothing."""
    if own.outcome in OPEN or own.outcome == "neither-confirm-nor-deny":
        return own
    return replace(own, outcome=open_outcome(run.answers, ["hypothetical"]), relied_on=(), missing=("hypothetical",))


def _no_better(own: str, request: str) -> str:
    """Return the item's outcome, no better off than the open part to which it belongs."""
    if request not in OPEN or own == "undecided":
        return own
    return "undecided" if request == "undecided" else "escalate"


def reliances(run: Evaluation, grounds: tuple[GroundProof, ...]) -> tuple[Reliance, ...]:
    """Return the grounds as a decision cites them, with the officer's reasons."""
    return tuple(
        Reliance(
            id=proof.ground.id,
            cite=cite_of(run.answers, proof.ground),
            kind=proof.ground.kind,
            engaged=proof.engaged.value if proof.relied_on.children else proof.relied_on.value,
            public_interest="maintaining-outweighs" if proof.ground.kind == "qualified" else "",
            reasons=reasons_for(run.answers, proof),
        )
        for proof in grounds
    )


def decided_part(run: Evaluation, name: str, ended: Walk) -> PartDecision:
    """Return the part with the grounds of its own alone, for its warnings and duties: without items and table."""
    settled = ended.outcome not in OPEN
    relied = ended.relied_on if ended.outcome and settled else ()
    outcome = ended.outcome or "undecided"
    return PartDecision(name, outcome, reliances(run, (*relied, *beside_of(run, ended))), (), ended.missing)


def _part(case: Case, name: str, request: tuple[Evaluation, Walk], items: tuple[ItemDecision, ...]) -> PartDecision:
    run, ended = request
    mine = [one for one, item in zip(items, case.items, strict=True) if name in (WHOLE.id, _part_id(case, item))]
    missing = ended.missing
    outcome = ended.outcome
    if not outcome:
        outcome, missing = _from_items(run.answers.law, case, mine)
    settled = outcome not in OPEN
    if not settled and not mine:
        missing = once((*missing, "items"))
    level = considered(run, "request", settled, ended)
    if case.stage == "review":
        level = (*considered(run, "review", settled, ended), *level)
    return PartDecision(name, outcome, decided_part(run, name, ended).grounds, level, missing, ended.proofs)


def _part_id(case: Case, item: Item) -> str:
    part = case.part_of(item)
    return part.id if part else case.parts[0].id if case.parts else WHOLE.id


def _from_items(law: Law, case: Case, items: list[ItemDecision]) -> tuple[str, tuple[str, ...]]:
    """Return the outcome that follows from the items, those held back left aside, and what is missing."""
    if not items:
        return "undecided", ("items",)
    held = {item.id for item in case.items if item.held_back}
    counting = [one for one in items if not (one.id in held and may_wait(law, one))]
    if not counting:
        return "escalate", ()
    return _combined([_REQUEST.get(one.outcome, one.outcome) for one in counting]), ()


_REQUEST = {"disclose": "disclosed", "withhold": "refused", "elsewhere": "refused"}


def _combined(outcomes: list[str]) -> str:
    """Return one outcome for several: the open ones first, then the common one, else partial or refused."""
    kinds = set(outcomes)
    for name in ("undecided", "escalate"):
        if name in kinds:
            return name
    if len(kinds) == 1:
        return outcomes[0]
    return "partial" if kinds & {"disclosed", "partial"} else "refused"
