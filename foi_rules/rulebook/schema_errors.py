"""Rule files and case files against their schema: every error of pydantic as a problem in plain words, in its place."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from foi_rules.model.dates import NotADate
from foi_rules.model.problem import Problem
from foi_rules.rulebook.schema_parts import FORM_TAGS
from foi_rules.rulebook.telling import listed, nearest, problem
from foi_rules.rulebook.yaml_text import Marked, Steps

S = TypeVar("S", bound=BaseModel)

_WHAT = {
    "facts": "the fact", "findings": "the finding", "tests": "the test", "factors": "the balance",
    "grounds": "the ground", "duties": "the duty", "cases": "the case", "doors": "the door",
    "cues": "the cue", "carries": "the carry", "steps": "the step", "rejected": "the consideration",
    "items": "the item", "parts": "the part", "answers": "the answer to",
}  # fmt: skip


def validated(marked: Marked, schema: type[S]) -> tuple[S | None, Marked, tuple[Problem, ...], tuple[Steps, ...]]:
    """Return the file in the shape of its schema, and every error as a problem.

    An entry with an error (a fact, a ground, a case) is left out, so that the rest can be checked all
    the same: then the data returned is without it, and its path is in the last value. None is
    returned if the error is in the file as a whole.
    """
    try:
        return schema.model_validate(marked.data), marked, (), ()
    except ValidationError as error:
        errors = _located(marked.data, error)
    found = (_problem(marked, schema, path, one) for path, one in errors)
    problems = tuple(sorted(found, key=lambda one: one.place))
    if not isinstance(marked.data, dict):
        return None, marked, problems, ()
    broken = tuple(dict.fromkeys(path[:2] for path, _ in errors))
    try:
        rest = _without(marked.data, broken)
        return schema.model_validate(rest), marked.without(rest), problems, broken
    except (ValidationError, KeyError, TypeError):
        return None, marked, problems, broken


def _located(data: Any, error: ValidationError) -> list[tuple[Steps, Any]]:
    """Return the errors, each with its path in the data.

    Of the errors for the several forms that one value might have had, the first speaks for all.
    """
    found: dict[tuple[Steps, str], tuple[Steps, Any]] = {}
    for one in error.errors(include_url=False):
        path = _path(one["loc"])
        if one["type"] != "missing":
            path = _within(data, path)
        kind = one["type"] if one["type"] in ("missing", "extra_forbidden") else "value"
        found.setdefault((path, kind), (path, one))
    return list(found.values())


def _within(data: Any, path: Steps) -> Steps:
    """Return the steps of a path that there are in the data: pydantic also names the forms that it tried."""
    found: list[int | str] = []
    for step in path:
        in_list = isinstance(data, list) and isinstance(step, int) and step < len(data)
        if in_list or (isinstance(data, dict) and step in data):
            found.append(step)
            data = data[step]
    return tuple(found)


def _path(loc: tuple[int | str, ...]) -> Steps:
    """Return where pydantic's error is in the data: without the tags of forms, and without '[key]'."""
    return tuple(step for step in loc if step not in FORM_TAGS and step != "[key]")


def _without(data: Any, paths: Iterable[Steps]) -> Any:
    """Return a copy of the data without the entries at the paths, each of one or two steps."""
    gone = set(paths)
    copy = {key: value for key, value in data.items() if (key,) not in gone}
    for key in {path[0] for path in gone if len(path) == 2}:
        entries = data[key]
        if isinstance(entries, dict):
            copy[key] = {name: value for name, value in entries.items() if (key, name) not in gone}
        else:
            copy[key] = [value for index, value in enumerate(entries) if (key, index) not in gone]
    return copy


def _problem(marked: Marked, schema: type[BaseModel], path: Steps, error: Any) -> Problem:
    kind, name = error["type"], str(path[-1]) if path else ""
    if kind == "missing":
        told = f"'{name}' is missing from {_container(marked.data, path)}"
        return problem("missing-key", told, marked.place(path[:-1], key=True), f"Write '{name}: ...' there.")
    if kind == "extra_forbidden":
        return _unknown_key(marked, schema, path, error["input"])
    where = f" ({_owner(marked.data, path)})" if len(path) > 1 else ""
    if kind == "bad-date" or isinstance(error.get("ctx", {}).get("error"), NotADate):
        told = error["msg"].removeprefix("Value error, ")
        return problem("bad-date", told + where, marked.place(path), "Write a day as 2021-09-01.")
    told, fix = _wrong_value(kind, name, error)
    in_key = error["loc"] and error["loc"][-1] == "[key]"
    return problem("wrong-value", told + where, marked.place(path, key=bool(in_key)), fix)


def _unknown_key(marked: Marked, schema: type[BaseModel], path: Steps, value: Any) -> Problem:
    key, known = str(path[-1]), keys_at(schema, path[:-1])
    close = nearest(key, known)
    if close:
        fix = f"Did you mean '{close}'?"
    elif value == "" and " " in key:
        fix = "A text that holds a comma must be quoted inside { }."
    else:
        fix = f"The keys here are {listed(known, 'and')}."
    told = f"there is no key '{key}' in {_container(marked.data, path)}"
    return problem("unknown-key", told, marked.place(path, key=True), fix)


def _wrong_value(kind: str, name: str, error: Any) -> tuple[str, str]:
    """Return what is wrong with a value, and what to do."""
    value = error["input"]
    if kind == "wrong-value":
        return error["msg"], ""
    if kind == "value_error":
        return str(error["ctx"]["error"]), ""
    if kind == "literal_error":
        return _none_of(name, value, error["ctx"]["expected"])
    if kind == "string_pattern_mismatch":
        return f"'{value}' is not a name", "Names are small letters and digits, with dashes between words."
    if value == "":
        return f"'{name}' is empty", "Write its value, or leave it out."
    wanted = next((wanted for words, wanted in _WANTED if words in kind), "of another kind")
    braces = wanted == "a text" and isinstance(value, dict) and not any(value.values())
    subject = f"'{name}'" if error["loc"] else "the file"
    return f"{subject} must be {wanted}", "A text that begins with { must be quoted." if braces else ""


def _none_of(name: str, value: Any, expected: str) -> tuple[str, str]:
    """Return what is wrong with a value that is none of those expected (as pydantic lists them)."""
    allowed = expected.replace("'", "").replace(" or ", ", ").split(", ")
    if not isinstance(value, str):
        return f"'{name}' must be {listed(allowed)}", ""
    close = nearest(value, allowed)
    return f"'{name}' must be {listed(allowed)}, not '{value}'", f"Did you mean '{close}'?" if close else ""


_WANTED = (
    ("string", "a text"), ("tuple", "a list"), ("list", "a list"), ("dict", "a mapping of names to values"),
    ("model", "a mapping of names to values"), ("decimal", "a number"), ("int", "a whole number"),
    ("date", "a day, such as 2021-09-01"),
)  # fmt: skip


def _container(data: Any, path: Steps) -> str:
    """Return in words the mapping that holds the last key of a path: the file, the fact 'human', 'needs' in it."""
    inner = [step for step in path[2:-1] if isinstance(step, str)]
    if len(path) == 1:
        return "the file"
    return f"'{inner[-1]}' ({_owner(data, path)})" if inner else _owner(data, path)


def _owner(data: Any, path: Steps) -> str:
    """Return in words which part of the file the path leads into: the fact 'human', the case '...'."""
    if len(path) < 2 or path[0] not in _WHAT:
        return f"'{path[0]}'" if len(path) > 1 else "the file"
    what, name = _WHAT[str(path[0])], path[1]
    if isinstance(name, int):
        entry = data[path[0]][name]
        label = (entry.get("id") or entry.get("name")) if isinstance(entry, dict) else None
        return f"{what} '{label}'" if isinstance(label, str) else f"{what} number {name + 1}"
    return f"{what} '{name}'"


def keys_at(schema: type[BaseModel], path: Steps) -> tuple[str, ...]:
    """Return the keys that the schema allows at a path of a file."""
    kinds: list[Any] = [schema]
    for step in path:
        kinds = [found for kind in kinds for found in _inside(kind, step)]
    return tuple(
        dict.fromkeys(
            info.alias or name for kind in kinds if _is_model(kind) for name, info in kind.model_fields.items()
        )
    )


def _inside(kind: Any, step: int | str) -> list[Any]:
    """Return the types that a step leads to from a type, with wrappers and choices taken apart."""
    if _is_model(kind):
        for name, info in kind.model_fields.items():
            if (info.alias or name) == step:
                return _parts(info.annotation, isinstance(step, str))
    return [part for part in _parts(kind, False) if not _is_model(part) or part is not kind]


def _parts(kind: Any, stop: bool) -> list[Any]:
    if _is_model(kind) or not get_args(kind):
        return [kind]
    if stop and getattr(kind, "__origin__", None) in (dict, tuple, Mapping):
        return [kind]
    return [part for arg in get_args(kind) for part in _parts(arg, stop)]


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)
