"""Every name in the rule files that refers to something, with what it means."""

from collections.abc import Iterable, Iterator
from typing import Any

from foi_rules.rulebook.schema import Condition, FactSpec, GroundSpec
from foi_rules.rulebook.shelf import INPUTS, Reference, RefKind, RuleFile, Shelf, Use, Whole, leaves, trees
from foi_rules.rulebook.yaml_text import Steps


def references_in(shelf: Shelf) -> tuple[Reference, ...]:
    """Return every reference in every file: those of conditions, and those of single keys."""
    found: list[Reference] = []
    for file in shelf.files:
        for path, tree, owner in trees(file.spec):
            found += _of_tree(shelf, file, path, tree, owner)
        found += _of_keys(shelf, file)
        found += _of_tests(shelf, file)
    for use in shelf.uses:
        found += _of_use(shelf, use)
    if shelf.order is not None:
        found += _of_order(shelf, shelf.order)
    return tuple(found)


def _one(shelf: Shelf, file: RuleFile, kind: RefKind, name: str, path: Steps, owner: str = "",
         condition: Condition | None = None, reads: bool = True) -> Reference:  # fmt: skip
    if kind == "ground":
        targets = shelf.ground_ids(name)
    elif kind == "test":
        test = shelf.test(name, file)
        targets = (test.id,) if test else ()
    else:
        whole = shelf.whole(kind, name, file.id)
        targets = (whole,) if whole else ()
    return Reference(file, kind, name, path, targets, owner, reads, condition)


def _of_tree(shelf: Shelf, file: RuleFile, path: Steps, tree: Condition, owner: str) -> Iterator[Reference]:
    for at, leaf in leaves(tree, path):
        # What opens a ground or raises a cue is no part of the law that refers to it.
        reads = path[0] not in ("doors", "cues")
        if leaf.fact is not None:
            yield _one(shelf, file, "fact", leaf.fact, (*at, "fact"), owner, leaf, reads)
        elif leaf.finding is not None:
            yield _one(shelf, file, "finding", leaf.finding, (*at, "finding"), owner, leaf, reads)
        elif leaf.test is not None:
            yield _one(shelf, file, "test", leaf.test, (*at, "test"), owner, leaf, reads)
        for index, name in enumerate(leaf.ground or ()):
            yield _one(shelf, file, "ground", name, (*at, "ground", index), owner, leaf, reads)


def _of_keys(shelf: Shelf, file: RuleFile) -> Iterator[Reference]:
    for name, fact in file.spec.facts.items():
        yield from _of_fact(shelf, file, ("facts", name), fact, f"{file.id}.{name}")
    for index, ground in enumerate(file.spec.grounds):
        yield from _of_ground(shelf, file, ("grounds", index), ground)
    for index, door in enumerate(file.spec.doors):
        for number, name in enumerate(door.opens):
            yield _one(shelf, file, "ground", name, ("doors", index, "opens", number), reads=False)
    for index, cue in enumerate(file.spec.cues):
        if tick_of(file, cue.leads_to) is None:
            yield _one(shelf, file, "fact", cue.leads_to, ("cues", index, "leads_to"), reads=False)


def tick_of(file: RuleFile, name: str) -> tuple[str, str] | None:
    """Return the tick list and the choice that a cue's `leads_to` means (trade, item.trade), or None."""
    if name in file.spec.facts:
        return None
    for fact, spec in file.spec.facts.items():
        choice = name.removeprefix(f"{fact}.")
        if spec.kind == "any-of" and choice in spec.choices:
            return fact, choice
    return None


def _of_fact(shelf: Shelf, file: RuleFile, path: Steps, fact: FactSpec, owner: str) -> Iterator[Reference]:
    for index, name in enumerate(fact.of):
        if name not in INPUTS:
            yield _one(shelf, file, "fact", name, (*path, "of", index), owner)


def _of_ground(shelf: Shelf, file: RuleFile, path: Steps, ground: GroundSpec) -> Iterator[Reference]:
    if ground.lapses is not None:
        yield _one(shelf, file, "finding", ground.lapses, (*path, "lapses"), ground.id)
    if ground.cites_choice is not None:
        yield _one(shelf, file, "fact", ground.cites_choice, (*path, "cites_choice"), ground.id)
    if isinstance(ground.public_interest, str):
        yield _one(shelf, file, "factors", ground.public_interest, (*path, "public_interest"), ground.id)


def _of_tests(shelf: Shelf, file: RuleFile) -> Iterator[Reference]:
    """Yield the references inside shared tests, as they are written: a fact of the test means itself."""
    for name, test in file.spec.tests.items():
        own = set(test.facts)
        for at, leaf in leaves(test.met_if, ("tests", name, "met_if")):
            if leaf.fact in own:
                targets = (f"{file.id}.{name}.{leaf.fact}",)
                yield Reference(file, "fact", str(leaf.fact), (*at, "fact"), targets, condition=leaf)
            else:
                yield from _of_tree(shelf, file, at, leaf, "")
        for fact, spec in test.facts.items():
            rest = [one for one in spec.of if one not in own]
            yield from _of_fact(
                shelf, file, ("tests", name, "facts", fact), spec.model_copy(update={"of": rest}), ""
            )


def _of_use(shelf: Shelf, use: Use) -> Iterator[Reference]:
    """Yield what the owner of a condition reads through a shared test, each shown where the test is used."""
    owner = _owner_of(use)
    own = use.test.spec.facts
    for _, leaf in leaves(use.test.spec.met_if, ()):
        if leaf.fact is not None and leaf.fact in own:
            yield Reference(
                use.file, "fact", leaf.fact, use.path, (use.fact_id(leaf.fact),), owner, condition=leaf
            )
        elif leaf.fact is not None or leaf.finding is not None:
            kind: RefKind = "fact" if leaf.fact is not None else "finding"
            found = _one(shelf, use.test.file, kind, leaf.fact or leaf.finding or "", use.path)
            yield Reference(use.file, kind, found.name, use.path, found.targets, owner, condition=leaf)
    for name, spec in own.items():
        for one in spec.of:
            targets = (
                (use.fact_id(one),) if one in own else _one(shelf, use.test.file, "fact", one, ()).targets
            )
            yield Reference(use.file, "fact", one, use.path, targets, use.fact_id(name))


def _owner_of(use: Use) -> str:
    spec, path = use.file.spec, use.path
    if path[0] == "findings":
        return f"{use.file.id}.{path[1]}"
    if path[0] == "grounds" and path[2] == "engaged_if" and isinstance(path[1], int):
        return spec.grounds[path[1]].id
    return ""


def _of_order(shelf: Shelf, order: Whole) -> Iterator[Reference]:
    for index, step in enumerate(order.spec.steps):
        for number, name in enumerate(step.grounds):
            yield _whole(order, "ground", name, ("steps", index, "grounds", number), shelf.ground_ids(name))
        if step.holds is not None:
            targets = [step.holds] if step.holds in shelf.findings else []
            yield _whole(order, "finding", step.holds, ("steps", index, "holds"), targets)
    for index, name in enumerate(order.spec.asking):
        yield _whole(order, "ground", name, ("asking", index), shelf.ground_ids(name))


def _whole(order: Whole, kind: RefKind, name: str, path: Steps, targets: Iterable[Any]) -> Reference:
    return Reference(order, kind, name, path, tuple(targets), reads=False)
