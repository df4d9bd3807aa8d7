"""A case expects what no answers can give."""

from collections.abc import Iterable, Iterator
from typing import Any, get_args

from foi_rules.model.decision import Result
from foi_rules.model.problem import Problem
from foi_rules.rulebook.case_names import SPECIAL, Entry, facts_named
from foi_rules.rulebook.graph import reached
from foi_rules.rulebook.names import RuleFile
from foi_rules.rulebook.schema import GroundSpec
from foi_rules.rulebook.shelf import Shelf
from foi_rules.rulebook.telling import listed, nearest, problem
from foi_rules.rulebook.yaml_text import Steps

NAME = "unreachable-expectation"

_TRUTHS = ("yes", "no", "unknown")
_GROUND_KEYS = ("engaged", "result", "decided_by")
_ITEM = ("disclose", "undecided", "escalate")
_REQUEST = ("disclosed", "partial", "refused")


def check(shelf: Shelf) -> Iterable[Problem]:
    """Yield a problem for each expectation that cannot come true, whatever is given."""
    for entry in shelf.expected:
        if entry.meaning == "outcome":
            yield from _outcome(entry)
        elif entry.meaning == "ground" and entry.found is not None:
            yield from _ground(entry, entry.found.spec, entry.found.file)
        elif entry.meaning == "finding" and entry.value not in _TRUTHS:
            yield _tell(entry, f"a finding is {listed(_TRUTHS)}, and nothing else", "Expect one of them.")
        elif entry.meaning == "fact":
            yield _tell(
                entry,
                f"'{entry.key}' is a fact: a case gives it, and cannot expect it",
                "Move it to 'given'.",
            )
        elif entry.key in ("warnings", "duties"):
            yield from _remarks(entry)
    yield from _facts(shelf)


def _tell(entry: Entry, told: str, fix: str, path: Steps = ()) -> Problem:
    return problem(NAME, told, entry.file.place((*entry.path, *path)), fix)


def _outcome(entry: Entry) -> Iterator[Problem]:
    spec = entry.file.spec
    known = [*_ITEM, *(ground.outcome for ground in spec.grounds if ground.outcome != "none")]
    if not spec.grounds or any(ground.level != "item" for ground in spec.grounds):
        known += _REQUEST
    known = list(dict.fromkeys(known))
    if entry.value not in known and not entry.file.marked.has_lost("grounds"):
        yield _tell(entry, f"no answers give the outcome '{entry.value}' here", f"Expect {listed(known)}.")


def _ground(entry: Entry, ground: GroundSpec, home: RuleFile) -> Iterator[Problem]:
    if home.id != entry.file.id:
        told = f"the ground '{ground.id}' is held by {home.file}, so no case here can try it"
        yield problem(NAME, told, entry.file.place(entry.path, key=True), "Move the case there.")
        return
    if not isinstance(entry.value, dict):
        yield _tell(entry, "what is expected of a ground is a mapping", "Write {engaged: yes}.")
        return
    for key, value in entry.value.items():
        if key not in _GROUND_KEYS:
            close = nearest(key, _GROUND_KEYS)
            fix = f"Did you mean '{close}'?" if close else f"Expect {listed(_GROUND_KEYS)}."
            place = entry.file.place((*entry.path, key), key=True)
            yield problem(NAME, f"nothing called '{key}' can be expected of a ground", place, fix)
        elif wrong := _impossible(ground, key, value):
            yield _tell(entry, *wrong, (key,))


def _impossible(ground: GroundSpec, key: str, value: Any) -> tuple[str, str] | None:
    """Return why a ground can never have this value, and what to do; None if it can."""
    results = get_args(Result)
    if key == "engaged" and value not in _TRUTHS:
        return f"'engaged' is {listed(_TRUTHS)}, and nothing else", "Expect one of them."
    if key == "decided_by" and not isinstance(value, list):
        return "'decided_by' is a list of facts", "Write [one, another]."
    if key == "result" and value not in results:
        return f"'{value}' is no result of a ground", f"Expect {listed(results)}."
    if key == "result" and value == "outweighed" and ground.kind != "qualified":
        return f"'{ground.id}' is {ground.kind}: no balance can outweigh it", "Expect engaged or not-engaged."
    if key == "result" and value == "lapsed" and ground.lapses is None:
        return f"'{ground.id}' never lapses", "Expect another result, or say 'lapses:' in the ground."
    return None


def _remarks(entry: Entry) -> Iterator[Problem]:
    """Yield the warnings or duties expected that the file does not have."""
    spec = entry.file.spec
    known = [one.id for ground in spec.grounds for one in getattr(ground, entry.key)]
    known += [one.id for one in spec.duties] if entry.key == "duties" else []
    if not isinstance(entry.value, list):
        yield _tell(entry, f"'{entry.key}' is a list", "Write [one, another], or [] for none.")
        return
    for index, name in enumerate(entry.value):
        if name not in known and not entry.file.marked.has_lost("grounds", "duties"):
            close = nearest(str(name), known)
            fix = f"Did you mean '{close}'?" if close else "Name one of this file."
            yield _tell(entry, f"this file has no {_SINGULAR[entry.key]} '{name}'", fix, (index,))


_SINGULAR = {"warnings": "warning", "duties": "duty"}


def _facts(shelf: Shelf) -> Iterator[Problem]:
    """Yield the facts expected in `missing` or `decided_by` that nothing in question reads."""
    doors = _doors_of(shelf)
    everything: dict[str, frozenset[str]] = {}
    for entry, name, path in facts_named(shelf):
        whole = next(
            (found for kind in ("fact", "finding", "ground") if (found := shelf.whole(kind, name, entry.file.id))),
            None,
        )
        if whole is None or name in SPECIAL or entry.file.marked.has_lost("facts", "findings", "grounds", "doors"):
            continue
        if entry.file.file not in everything:
            everything[entry.file.file] = _read_by(shelf, entry.file) | doors
        if entry.meaning == "ground" and entry.found is not None:
            read = reached(shelf.dependencies, [entry.found.id]) | doors
            reader = f"the ground '{entry.found.id}'"
        else:
            read, reader = everything[entry.file.file], "no condition of this file"
        if whole not in read:
            told = f"{reader} does not read '{name}'" if entry.meaning == "ground" else f"{reader} reads '{name}'"
            yield problem(NAME, told, entry.file.place(path), "Name a fact that it reads.")


def _read_by(shelf: Shelf, file: RuleFile) -> frozenset[str]:
    start = {target for one in shelf.references if one.file is file for target in one.targets}
    return reached(shelf.dependencies, start)


def _doors_of(shelf: Shelf) -> frozenset[str]:
    doors = {t for one in shelf.references if one.path[:1] == ("doors",) and one.kind != "ground" for t in one.targets}
    return reached(shelf.dependencies, doors)
