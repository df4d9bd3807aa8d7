"""Whether the two engines agree on a case. Before a letter goes out they must (docs/deciding.md, law 7)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from foi_rules.engine.decide import item_run, law_for, request_run
from foi_rules.engine.forward import EngineMissing, forward_for
from foi_rules.engine.kleene import Evaluation, GroundProof
from foi_rules.model.case import Case
from foi_rules.model.rulebook import Law, Rulebook
from foi_rules.model.truth import NO, Truth


class Disagreement(NamedTuple):
    """One value on which the engines differ: where (request, part <id> or the item's id), which, and both values."""

    item: str
    name: str
    kleene: Truth
    durable: Truth


@dataclass(frozen=True, slots=True)
class Agreement:
    """Which engines derived the findings of a case, how many values were compared, and where they differ."""

    engines: tuple[str, ...]
    disagreements: tuple[Disagreement, ...] = ()
    compared: int = 0

    @property
    def agreed(self) -> bool:
        """Return whether nothing speaks against the decision. A single engine has nobody to disagree with."""
        return not self.disagreements

    @property
    def single(self) -> bool:
        """Return whether only the engine of record could be asked; the decision is marked so."""
        return len(self.engines) == 1


def agree(rulebook: Rulebook, case: Case) -> Agreement:
    """Return whether both engines derive the same for the request, each of its parts and each item.

    Without durable-rules only the engine of record is named. Raises NotInForce as `decide` does, and
    EngineFault if the second engine fails: then nothing has been checked.
    """
    return agree_under(law_for(rulebook, case), case)


def agree_under(law: Law, case: Case) -> Agreement:
    """Return the same as `agree` for a law that is known already."""
    try:
        second = forward_for(law)
    except EngineMissing:
        return Agreement(("kleene",))
    compared = 0
    found: list[Disagreement] = []
    for name, run in runs_of(law, case):
        values = second.derive(run.answers)
        first = values_of(run)
        compared += len(first)
        found += [Disagreement(name, key, mine, values[key]) for key, mine in first.items() if mine is not values[key]]
    return Agreement(("kleene", "durable"), tuple(found), compared)


def runs_of(law: Law, case: Case) -> Iterator[tuple[str, Evaluation]]:
    """Yield the evaluation of the request (or of each of its parts) and of each item, with its name."""
    if not case.parts:
        yield "request", request_run(law, case, None)
    for part in case.parts:
        yield f"part {part.id}", request_run(law, case, part)
    for item in case.items:
        yield item.id, item_run(law, case, item)


def values_of(run: Evaluation) -> Mapping[str, Truth]:
    """Return what the engine of record derives: each finding by its id, each stage as `ground.<id>.<stage>`.

    The bare tree of a ground is left out where screening has closed it: the engine of record does not try it.
    """
    values = {name: run.finding(name).value for name in run.answers.law.findings}
    for name in run.answers.law.grounds:
        values |= {f"ground.{name}.{stage}": value for stage, value in _stages(run.ground(name))}
    return values


def _stages(proof: GroundProof) -> Iterator[tuple[str, Truth]]:
    yield "opened", proof.opened.value
    yield "lapsed", proof.lapsed.value
    if proof.opened.value is not NO:
        yield "tree", proof.tree.value
    yield "engaged", proof.engaged.value
    yield "relied_on", proof.relied_on.value
