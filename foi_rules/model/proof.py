"""A proof tree: why a condition is YES, NO or UNKNOWN. Enough, alone, to work the value out again."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from foi_rules.model.truth import Truth, all_of, any_of, negated

Op = Literal["all", "any", "not", "fact", "finding", "ground", "given"]


class Proof(NamedTuple):
    """One node of a proof.

    `op` says how the value follows from the children; `ref` is the id of the fact, finding or ground
    (or a name such as "lapse"); `choice` the answer that a fact was tested for. A node "finding" or
    "ground" has one child, the condition; "given" is a value supplied from outside.
    """

    op: Op
    ref: str
    value: Truth
    children: "tuple[Proof, ...]" = ()
    choice: str = ""


def revalue(proof: Proof) -> Truth:
    """Return the value worked out again from the leaves of the proof alone."""
    if proof.op in ("fact", "given") or not proof.children:
        return proof.value
    values = [revalue(child) for child in proof.children]
    if proof.op == "any":
        return any_of(values)
    if proof.op == "not":
        return negated(values[0])
    return all_of(values)


def leaves(proof: Proof) -> Iterator[Proof]:
    """Yield the leaves under the node, in order."""
    if not proof.children:
        yield proof
    for child in proof.children:
        yield from leaves(child)


def deciding(proof: Proof) -> tuple[Proof, ...]:
    """Return the leaves that decide the value, in file order.

    Every child counts where all are needed for the value; else the child with the fewest answers
    behind it, and of those the first (docs/deciding.md, step 9).
    """
    if not proof.children:
        return (proof,) if proof.op in ("fact", "given") else ()
    if proof.value is Truth.UNKNOWN:
        parts = [deciding(child) for child in proof.children if child.value is Truth.UNKNOWN]
    else:
        matching = [child for child in proof.children if proof.op == "not" or child.value is proof.value]
        one_will_do = proof.op == ("any" if proof.value is Truth.YES else "all")
        if one_will_do and not matching[0].children and matching[0].op in ("fact", "given"):
            return (matching[0],)  # no child has fewer answers behind it
        parts = [deciding(child) for child in matching]
        if one_will_do:
            return min(parts, key=len)
    if len(parts) == 1:
        return parts[0]
    return tuple(dict.fromkeys(leaf for part in parts for leaf in part))
