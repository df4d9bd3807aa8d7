"""What the checks for unknown names share: which names there are, and which one was meant."""

from collections.abc import Iterable, Iterator, Mapping

from foi_rules.model.problem import Place, Problem
from foi_rules.rulebook.names import Definition, RefKind, RuleFile
from foi_rules.rulebook.references import Reference
from foi_rules.rulebook.shelf import Shelf
from foi_rules.rulebook.telling import nearest, problem

NOUNS: Mapping[RefKind, str] = {
    "fact": "fact",
    "finding": "finding",
    "ground": "ground",
    "test": "test",
    "factors": "balance",
}


def unknown(shelf: Shelf, kind: RefKind, check: str) -> Iterator[Problem]:
    """Yield a problem for each reference of one kind that leads nowhere."""
    for one in shelf.references:
        if one.kind == kind and not one.targets and not may_exist(shelf, one):
            file = one.file if isinstance(one.file, RuleFile) else None
            yield unknown_name(shelf, (kind,), check, one.name, one.file.place(one.path), file)


def may_exist(shelf: Shelf, reference: Reference) -> bool:
    """Return whether the name may stand in a part of the rules that could not be read."""
    return shelf.may_exist(reference.name, reference.file.id if isinstance(reference.file, RuleFile) else "")


def unknown_name(  # noqa: PLR0913, PLR0917 - one of each, and all of them needed
    shelf: Shelf, kinds: tuple[RefKind, ...], check: str, name: str, place: Place, file: RuleFile | None
) -> Problem:
    """Return the problem of a name that nothing has, with the name that was most likely meant."""
    nouns = " or ".join(NOUNS[kind] for kind in kinds)
    fix = _other_kind(shelf, kinds, name, file) or _did_you_mean(shelf, kinds, name, file)
    return problem(check, f"no {nouns} is called '{name}'", place, fix)


def _other_kind(shelf: Shelf, kinds: tuple[RefKind, ...], name: str, file: RuleFile | None) -> str:
    others: tuple[RefKind, ...] = ("fact", "finding", "ground")
    for kind in others:
        if kind not in kinds and shelf.whole(kind, name, file.id if file else ""):
            return f"'{name}' is a {kind}: write '{kind}: {name}'."
    return ""


def _did_you_mean(shelf: Shelf, kinds: tuple[RefKind, ...], name: str, file: RuleFile | None) -> str:
    known = {label: found for kind in kinds for label, found in _known(shelf, kind, file)}
    close = nearest(name, known)
    if not close:
        return "Define it, or use the name of one that exists."
    return f"Did you mean '{close}' ({line_of(known[close], file)})?"


def _known(shelf: Shelf, kind: RefKind, file: RuleFile | None) -> Iterable[tuple[str, Definition]]:
    for whole, found in shelf.table(kind).items():
        local = file is not None and found.file.id == file.id and kind != "ground"
        yield whole.removeprefix(f"{file.id}.") if local and file else whole, found
    if kind == "ground":
        yield from ((name, shelf.grounds[ids[0]]) for name, ids in shelf.grounds_of.items() if ids)


def line_of(found: Definition, file: RuleFile | None) -> str:
    """Return where something is defined, as seen from a file: line 39, or other-file.yaml line 39."""
    line = f"line {found.place().line}"
    return line if found.file is file else f"{found.file.file} {line}"
