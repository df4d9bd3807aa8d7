"""What is still needed: the UNKNOWN leaves reached by going down through UNKNOWN conditions alone."""

from collections.abc import Iterable, Iterator

from foi_rules.engine.balance import weighing_for
from foi_rules.engine.kleene import GroundProof
from foi_rules.engine.leaves import Answers
from foi_rules.model.dates import VagueDate
from foi_rules.model.proof import Proof, deciding
from foi_rules.model.truth import UNKNOWN, YES

BALANCE = "public_interest."
NO_CLOSER = "no more is known"
"""How a date came that was too vague, was asked for once more, and is not known more closely."""


def missing_in(answers: Answers, proof: Proof) -> tuple[str, ...]:
    """Return the ids that the UNKNOWN node waits for, each once, in file order; none if it is settled."""
    leaves = _unknown_leaves(proof)
    return once(name for leaf in leaves for name in names_of(answers, leaf))


def missing_for(answers: Answers, ground: GroundProof) -> tuple[str, ...]:
    """Return what the ground waits for: its screening first, then its test, then its balance.

    The public interest is asked only when the rest is YES (docs/deciding.md, step 1).
    """
    if ground.relied_on.value is not UNKNOWN:
        return ()
    if not ground.relied_on.children:
        return (ground.ground.id,)
    if ground.opened.value is UNKNOWN:
        return missing_in(answers, ground.opened)
    if ground.engaged.value is UNKNOWN:
        return missing_in(answers, ground.engaged)
    return missing_in(answers, ground.balance)


def blocking(answers: Answers, held: Proof) -> tuple[str, ...]:
    """Return what would have to be answered, or answered otherwise, for a step that holds the item to let it go."""
    if held.value is UNKNOWN:
        return missing_in(answers, held)
    return once(name for leaf in deciding(held) for name in names_of(answers, leaf))


def can_be_asked(answers: Answers, name: str) -> bool:
    """Return whether the officer can still answer: not reserved, and not answered "not sure" already."""
    item = answers.item
    if name == "created":
        return item is None or item.created != "unsure"
    if name.startswith(BALANCE):
        weighing = weighing_for(answers, answers.law.grounds[name.removeprefix(BALANCE)])
        return weighing is None or weighing.conclusion != "unsure"
    fact = answers.law.facts.get(name)
    if fact is None:
        return True
    answer = answers.answer(fact)
    return not fact.reserved and not (answer and (answer.unsure or answer.how == NO_CLOSER))


def open_outcome(answers: Answers, missing: Iterable[str]) -> str:
    """Return `undecided` if something can still be put to the officer, else `escalate`."""
    names = list(missing)
    return "escalate" if names and not any(can_be_asked(answers, name) for name in names) else "undecided"


def names_of(answers: Answers, leaf: Proof) -> tuple[str, ...]:
    """Return the ids that a case file would have to hold for the leaf: for a computed fact, its unknown inputs."""
    fact = answers.law.facts.get(leaf.ref)
    if fact is None or not fact.computed:
        return (leaf.ref,) if leaf.op == "fact" or leaf.value is not YES else ()
    unknown = [name for name in fact.computed.of if leaf.value is not UNKNOWN or _vague(answers, name)]
    return tuple(name.removeprefix("item.").removeprefix("case.") for name in unknown)


def _vague(answers: Answers, name: str) -> bool:
    value = answers.input(name)
    return value is None or (isinstance(value, VagueDate) and value.first != value.last)


def _unknown_leaves(proof: Proof) -> Iterator[Proof]:
    if proof.value is not UNKNOWN:
        return
    if not proof.children:
        yield proof
    for child in _in_turn(proof):
        yield from _unknown_leaves(child)


def _in_turn(proof: Proof) -> tuple[Proof, ...]:
    """Return the children to go down: of a ground its test before its balance, and before both its screening."""
    if proof.op == "ground" or proof.ref == "engaged":
        return next(((child,) for child in proof.children if child.value is UNKNOWN), ())
    return proof.children


def once(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names without repetition, in the order in which they first came."""
    return tuple(dict.fromkeys(names))
