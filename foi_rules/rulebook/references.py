"""Every name in the rule files that refers to something, with what it means."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from foi_rules.rulebook.names import INPUTS, Names, RefKind, RuleFile, Use, Whole
from foi_rules.rulebook.schema import Condition
from foi_rules.rulebook.trees import leaves, trees
from foi_rules.rulebook.yaml_text import Steps


@dataclass(frozen=True, eq=False)
class Reference:
    """A name that refers to something: who says it, where, and the whole ids it means (none if unknown)."""

    file: Any
    kind: RefKind
    name: str
    path: Steps
    targets: tuple[str, ...]
    owner: str = ""
    reads: bool = True
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class _Reader:
    """Makes the references of one file, on behalf of one owner."""

    names: Names
    file: RuleFile
    owner: str = ""
    reads: bool = True

    def to(self, kind: RefKind, name: str, path: Steps, condition: Condition | None = None) -> Reference:
        targets = meant(self.names, self.file, kind, name)
        return Reference(self.file, kind, name, path, targets, self.owner, self.reads, condition)

    def tree(self, tree: Condition, path: Steps) -> Iterator[Reference]:
        for at, leaf in leaves(tree, path):
            if leaf.fact is not None:
                yield self.to("fact", leaf.fact, (*at, "fact"), leaf)
            elif leaf.finding is not None:
                yield self.to("finding", leaf.finding, (*at, "finding"), leaf)
            elif leaf.test is not None:
                yield self.to("test", leaf.test, (*at, "test"), leaf)
            for index, name in enumerate(leaf.ground or ()):
                yield self.to("ground", name, (*at, "ground", index), leaf)


def meant(names: Names, file: RuleFile, kind: RefKind, name: str) -> tuple[str, ...]:
    """Return the whole ids that a name means in a file; none if nothing has that name."""
    if kind == "ground":
        return names.ground_ids(name)
    if kind == "test":
        test = names.test(name, file)
        return (test.id,) if test else ()
    whole = names.whole(kind, name, file.id)
    return (whole,) if whole else ()


def references_in(names: Names) -> tuple[Reference, ...]:
    """Return every reference in every file: those of conditions, and those of single keys."""
    found: list[Reference] = []
    for file in names.files:
        for path, tree, owner in trees(file.spec):
            # What opens a ground or raises a cue is no part of the law that refers to it.
            found += _Reader(names, file, owner, path[0] not in ("doors", "cues", "carries")).tree(tree, path)
        found += _of_facts(names, file)
        found += _of_grounds(names, file)
        found += _of_screening(names, file)
        found += _of_tests(names, file)
    for use in names.uses:
        found += _of_use(names, use)
    return (*found, *(_of_order(names, names.order) if names.order is not None else ()))


def tick_of(file: RuleFile, name: str) -> tuple[str, str] | None:
    """Return the tick list and the choice that a cue's `leads_to` means (trade, item.trade), or None."""
    if name in file.spec.facts:
        return None
    for fact, spec in file.spec.facts.items():
        choice = name.removeprefix(f"{fact}.")
        if spec.kind == "any-of" and choice in spec.choices:
            return fact, choice
    return None


def _of_facts(names: Names, file: RuleFile) -> Iterator[Reference]:
    for name, fact in file.spec.facts.items():
        for index, one in enumerate(fact.of):
            if one not in INPUTS:
                yield _Reader(names, file, f"{file.id}.{name}").to("fact", one, ("facts", name, "of", index))


def _of_grounds(names: Names, file: RuleFile) -> Iterator[Reference]:
    for index, ground in enumerate(file.spec.grounds):
        reader, path = _Reader(names, file, ground.id), ("grounds", index)
        if ground.lapses is not None:
            yield reader.to("finding", ground.lapses, (*path, "lapses"))
        if ground.cites_choice is not None:
            yield reader.to("fact", ground.cites_choice, (*path, "cites_choice"))
        if isinstance(ground.public_interest, str):
            yield reader.to("factors", ground.public_interest, (*path, "public_interest"))


def _of_screening(names: Names, file: RuleFile) -> Iterator[Reference]:
    reader = _Reader(names, file, reads=False)
    for index, door in enumerate(file.spec.doors):
        for number, name in enumerate(door.opens):
            yield reader.to("ground", name, ("doors", index, "opens", number))
    for index, cue in enumerate(file.spec.cues):
        if tick_of(file, cue.leads_to) is None:
            yield reader.to("fact", cue.leads_to, ("cues", index, "leads_to"))
    for index, carry in enumerate(file.spec.carries):
        for name in carry.gives:
            yield reader.to("fact", name, ("carries", index, "gives", name))


def _of_tests(names: Names, file: RuleFile) -> Iterator[Reference]:
    """Yield the references inside shared tests as written; a fact of the test itself is FILE.TEST.FACT."""
    reader = _Reader(names, file)
    for name, test in file.spec.tests.items():
        for at, leaf in leaves(test.met_if, ("tests", name, "met_if")):
            if leaf.fact in test.facts:
                own = (f"{file.id}.{name}.{leaf.fact}",)
                yield Reference(file, "fact", leaf.fact or "", (*at, "fact"), own, condition=leaf)
            else:
                yield from reader.tree(leaf, at)
        for fact, spec in test.facts.items():
            for index, one in enumerate(spec.of):
                path = ("tests", name, "facts", fact, "of", index)
                if one in test.facts:
                    yield Reference(file, "fact", one, path, (f"{file.id}.{name}.{one}",))
                elif one not in INPUTS:
                    yield reader.to("fact", one, path)


def _of_use(names: Names, use: Use) -> Iterator[Reference]:
    """Yield what is read through a shared test by the one who uses it, each shown where it is used."""
    owner, own = _owner_of(use), use.test.spec.facts

    def targets(kind: RefKind, name: str) -> tuple[str, ...]:
        return (use.fact_id(name),) if kind == "fact" and name in own else meant(names, use.test.file, kind, name)

    for _, leaf in leaves(use.test.spec.met_if, ()):
        if leaf.fact is not None:
            yield Reference(use.file, "fact", leaf.fact, use.path, targets("fact", leaf.fact), owner)
        if leaf.finding is not None:
            yield Reference(use.file, "finding", leaf.finding, use.path, targets("finding", leaf.finding), owner)
        for name in leaf.ground or ():
            yield Reference(use.file, "ground", name, use.path, targets("ground", name), owner)
    for fact, spec in own.items():
        for name in spec.of:
            if name not in INPUTS:
                yield Reference(use.file, "fact", name, use.path, targets("fact", name), use.fact_id(fact))


def _owner_of(use: Use) -> str:
    spec, path = use.file.spec, use.path
    if path[0] == "findings":
        return f"{use.file.id}.{path[1]}"
    if path[0] == "grounds" and path[2] == "engaged_if" and isinstance(path[1], int):
        return spec.grounds[path[1]].id
    return ""


def _of_order(names: Names, order: Whole) -> Iterator[Reference]:
    for index, step in enumerate(order.spec.steps):
        for number, name in enumerate(step.grounds):
            path = ("steps", index, "grounds", number)
            yield Reference(order, "ground", name, path, names.ground_ids(name), reads=False)
        if step.holds is not None:
            targets = (step.holds,) if step.holds in names.findings else ()
            yield Reference(order, "finding", step.holds, ("steps", index, "holds"), targets, reads=False)
    laws = order.spec.laws
    for name, finding in (laws.runs if laws else {}).items():
        targets = (finding,) if finding in names.findings else ()
        yield Reference(order, "finding", finding, ("laws", "runs", name), targets, reads=False)
    if laws:
        targets = (laws.together,) if laws.together in names.findings else ()
        yield Reference(order, "finding", laws.together, ("laws", "together"), targets, reads=False)
    for index, name in enumerate(order.spec.asking):
        yield Reference(order, "ground", name, ("asking", index), names.ground_ids(name), reads=False)
    for card, one in order.spec.cards.items():
        for index, name in enumerate(one.lines):
            targets = (name,) if name in names.facts else ()
            yield Reference(order, "fact", name, ("cards", card, "lines", index), targets, reads=False)
