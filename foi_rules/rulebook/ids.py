"""Everything in the rule files that has an id, with the ids that it had before."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from foi_rules.model.problem import Place
from foi_rules.rulebook.names import RuleFile, Whole
from foi_rules.rulebook.schema import BalanceSpec
from foi_rules.rulebook.shelf import Shelf
from foi_rules.rulebook.yaml_text import Steps


@dataclass(frozen=True, slots=True)
class Labelled:
    """One thing with an id: the kind within which ids are unique, its id, and where it is.

    The kind of what is named inside a file begins with the file's id, so that versions of a file agree.
    """

    kind: str
    id: str
    was: tuple[str, ...]
    home: RuleFile | Whole
    path: Steps

    @property
    def place(self) -> Place:
        """Return the place of its id."""
        return self.home.place(self.path)


def labelled(shelf: Shelf) -> Iterator[Labelled]:
    """Yield everything that has an id, in file order."""
    for file in shelf.files:
        yield Labelled("file", file.id, file.spec.was, file, ("id",))
        for kind in ("facts", "findings", "tests", "factors"):
            # A fact and a finding of one file share their names, for a case may name either; the name of a
            # test is unique in the rulebook.
            group = kind if kind == "tests" else f"{'factors' if kind == 'factors' else 'names'} of {file.id}"
            for name, spec in getattr(file.spec, kind).items():
                yield Labelled(group, name, getattr(spec, "was", ()), file, (kind, name))
        for index, ground in enumerate(file.spec.grounds):
            yield Labelled("grounds", ground.id, ground.was, file, ("grounds", index, "id"))
        yield from _remarks(file)
        yield from _factors(file)
    for whole, key in ((shelf.order, "steps"), (shelf.interest, "rejected")):
        if whole is not None:
            yield from _listed(key, getattr(whole.spec, key), whole, (key,))


def _remarks(file: RuleFile) -> Iterator[Labelled]:
    """Yield warnings and duties: their ids are unique in the file, for a case names them so."""
    kind = f"remarks of {file.id}"
    yield from _listed(kind, file.spec.duties, file, ("duties",))
    for index, ground in enumerate(file.spec.grounds):
        yield from _listed(kind, ground.warnings, file, ("grounds", index, "warnings"))
        yield from _listed(kind, ground.duties, file, ("grounds", index, "duties"))


def _factors(file: RuleFile) -> Iterator[Labelled]:
    """Yield factors: their ids are unique in their balance."""
    balances: list[tuple[str, Steps, BalanceSpec]] = []
    balances += [(name, ("factors", name), balance) for name, balance in file.spec.factors.items()]
    for index, ground in enumerate(file.spec.grounds):
        if isinstance(ground.public_interest, BalanceSpec):
            balances.append((ground.id, ("grounds", index, "public_interest"), ground.public_interest))
    for name, path, balance in balances:
        kind = f"factors of {file.id}: {name}"
        yield from _listed(kind, balance.for_disclosure, file, (*path, "for_disclosure"))
        yield from _listed(kind, balance.for_maintaining, file, (*path, "for_maintaining"))


def _listed(kind: str, specs: tuple[Any, ...], home: RuleFile | Whole, path: Steps) -> Iterator[Labelled]:
    for index, one in enumerate(specs):
        yield Labelled(kind, one.id, one.was, home, (*path, index, "id"))
