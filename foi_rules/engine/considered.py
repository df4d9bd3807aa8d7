"""The table of what was considered: every ground of the level, its result, and what decided it."""

from foi_rules.engine.kleene import Evaluation, GroundProof
from foi_rules.engine.missing import missing_for, names_of, once
from foi_rules.engine.steps import Walk
from foi_rules.model.decision import Considered, Result
from foi_rules.model.proof import Proof, deciding
from foi_rules.model.rule import Ground, Level
from foi_rules.model.truth import NO, UNKNOWN, YES


def considered(run: Evaluation, level: Level, settled: bool, ended: Walk | None) -> tuple[Considered, ...]:
    """Return the table for the grounds of one level, in the order of the law.

    `ended` is where the steps of that level ended; None if they were not reached, as the part had ended.
    """
    rows = []
    for ground in run.answers.law.grounds.values():
        if ground.level == level:
            result, decided = ("not-reached", ()) if ended is None else _row(run, ground, settled, ended)
            rows.append(Considered(ground.id, ground.cite, result, decided))
    return tuple(rows)


def _row(run: Evaluation, ground: Ground, settled: bool, ended: Walk) -> tuple[Result, tuple[str, ...]]:
    """Return the first result that fits (docs/deciding.md, step 9)."""
    other = _other_law(run, ground, ended)
    if other is not None:
        return "screened-out", _names(run, other)
    proof = run.ground(ground.id)
    tree = _tree_at_all(run, proof)
    if tree.value is NO and _authority_alone(run, tree):
        return "not-available", _names(run, tree)
    if proof.opened.value is NO:
        return "screened-out", _names(run, proof.opened)
    if proof.engaged.value is NO and proof.tree.value is not NO:
        return "lapsed", _names(run, proof.engaged)
    if proof.tree.value is NO:
        return "not-engaged", _names(run, proof.tree)
    if proof.claimed.value is NO:
        return "not-claimed", ()
    if proof.balance.value is NO:
        return "outweighed", (proof.balance.ref,)
    if proof.relied_on.value is YES:
        return "engaged", _names(run, proof.tree)
    if settled:
        return "not-reached", ()
    return "unknown", missing_for(run.answers, proof) if proof.relied_on.value is UNKNOWN else ()


def _other_law(run: Evaluation, ground: Ground, ended: Walk) -> Proof | None:
    """Return what shut the ground out because another law decides; None if it was this law's to try."""
    law = run.answers.law
    mine = law.law_of.get(ground.id, "")
    if not mine or not ended.laws or mine in ended.laws or ground.id in law.turning:
        return None
    if ended.turned is not None:
        return ended.turned.relied_on
    turning = [run.ground(name).relied_on for name, level in law.turning.items() if level == ground.level]
    runs = [run.finding(regime.runs) for regime in law.order.laws if regime.id == mine]
    return next((proof for proof in (*turning, *runs) if proof.value is NO), None)


def _tree_at_all(run: Evaluation, proof: GroundProof) -> Proof:
    """Return the test of the ground also where screening closed it: what the authority is comes before any list."""
    law = run.answers.law
    closed = proof.opened.value is NO and proof.ground.id in law.of_the_authority and run.answers.case.authority.answers
    return run.prove(proof.ground.engaged_if) if closed else proof.tree


def _authority_alone(run: Evaluation, tree: Proof) -> bool:
    facts = [run.answers.law.facts.get(leaf.ref) for leaf in deciding(tree)]
    return bool(facts) and all(fact is not None and fact.per == "authority" for fact in facts)


def _names(run: Evaluation, proof: Proof) -> tuple[str, ...]:
    return once(name for leaf in deciding(proof) if leaf.op == "fact" for name in _shown(run, leaf))


def _shown(run: Evaluation, leaf: Proof) -> tuple[str, ...]:
    names = names_of(run.answers, leaf)
    # Of a computed fact only what can be answered is named: the date of the record, not today's.
    return tuple(name for name in names if name not in ("as-at", "made", "received")) or names
