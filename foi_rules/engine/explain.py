"""explain: from proofs to sentences in the rule file's own words, nested, each with its cite."""

from collections.abc import Iterator
from dataclasses import dataclass

from foi_rules.engine.decide import decide_under, item_run, law_for
from foi_rules.engine.kleene import Evaluation, GroundProof
from foi_rules.engine.wording import sentence
from foi_rules.model.case import Case
from foi_rules.model.decision import Considered, ItemDecision
from foi_rules.model.proof import Proof
from foi_rules.model.rulebook import Rulebook
from foi_rules.model.truth import NO, UNKNOWN, YES


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an explanation, its cite, and the sentences that it rests on."""

    says: str
    cite: str = ""
    because: tuple["Sentence", ...] = ()

    def lines(self, depth: int = 0) -> Iterator[str]:
        """Yield the sentences as indented lines, two spaces a level."""
        cite = f"  [{self.cite}]" if self.cite else ""
        yield f"{'  ' * depth}{self.says}{cite}"
        for one in self.because:
            yield from one.lines(depth + 1)


def explain(rulebook: Rulebook, case: Case, item: str) -> tuple[Sentence, ...]:
    """Return why the item came out as it did: one sentence for the outcome, then one for each ground that was tried.

    Grounds that screening closed are told in one sentence each. Raises KeyError for an unknown item.
    """
    law = law_for(rulebook, case)
    decided = decide_under(law, case, rulebook).item(item)
    wanted = next(one for one in case.items if one.id == item)
    run = item_run(law, case, wanted)
    rows = [row for row in decided.considered if row.result not in ("screened-out", "not-available", "not-reached")]
    return (_outcome(decided), *(ground_sentence(run, run.ground(row.id), row) for row in rows))


_OUTCOMES = {
    "disclose": "it goes out: nothing was found that keeps it back",
    "withhold": "it is withheld",
    "not-held": "it is not held",
    "neither-confirm-nor-deny": "it is neither confirmed nor denied that it is held",
    "elsewhere": "the applicant has it within easy reach",
    "undecided": "it is not decided: answers are missing",
    "escalate": "it waits for a named person",
}


def _outcome(decided: ItemDecision) -> Sentence:
    says = _OUTCOMES[decided.outcome]
    return Sentence(f"{says} under {', '.join(g.cite for g in decided.grounds)}" if decided.grounds else says)


_RESULTS = {
    "engaged": "{cite} applies: {gist}",
    "outweighed": "{cite} applies, but the public interest does not favour maintaining it",
    "not-engaged": "{cite} does not apply",
    "not-claimed": "{cite} is not claimed",
    "lapsed": "{cite} has lapsed: the record is too old",
    "unknown": "whether {cite} applies is not settled",
}


def ground_sentence(run: Evaluation, proof: GroundProof, row: Considered) -> Sentence:
    """Return what became of one ground, and why."""
    says = _RESULTS[row.result].format(cite=row.cite, gist=proof.ground.gist)
    if row.result == "lapsed":
        return Sentence(says, "", _because(run, proof.lapsed))
    if row.result == "outweighed":
        return Sentence(says, "", _sentences(run, proof.balance))
    if row.result == "unknown" and proof.opened.value is UNKNOWN:
        return Sentence(says, "", _because(run, proof.opened))
    balance = _sentences(run, proof.balance) if proof.ground.kind == "qualified" and proof.tree.value is YES else ()
    return Sentence(says, "", (*_because(run, proof.tree), *balance))


def _because(run: Evaluation, proof: Proof) -> tuple[Sentence, ...]:
    """Return the sentences on which the node rests: the children that agree with it, or that it waits for."""
    if proof.op in ("fact", "finding", "given", "ground"):
        return _sentences(run, proof)
    children = [child for child in proof.children if proof.op == "not" or child.value is proof.value]
    if (proof.op == "any" and proof.value is YES) or (proof.op == "all" and proof.value is NO):
        children = children[:1]
    return _once(one for child in children for one in _because(run, child))


def _sentences(run: Evaluation, proof: Proof) -> tuple[Sentence, ...]:
    says = sentence(run.answers, proof)
    inner = _because(run, proof.children[0]) if proof.op == "finding" else ()
    if not says:
        return inner
    return (Sentence(says, _cite(run, proof), inner),)


def _cite(run: Evaluation, proof: Proof) -> str:
    law = run.answers.law
    if proof.op == "finding" and proof.ref in law.findings:
        return law.findings[proof.ref].cite
    if proof.ref.startswith("public_interest."):
        return "FOISA s.2(1)(b)"
    return law.facts[proof.ref].cite if proof.ref in law.facts else ""


def _once(sentences: Iterator[Sentence]) -> tuple[Sentence, ...]:
    return tuple(dict.fromkeys(sentences))
