"""Rule files and case files against their schema: every error of pydantic as a problem in plain words, in its place."""

from collections.abc import Iterable
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from foi_rules.model.problem import Problem
from foi_rules.rulebook.schema_parts import FORM_TAGS
from foi_rules.rulebook.telling import listed, nearest, problem
from foi_rules.rulebook.yaml_text import Marked, Steps

S = TypeVar("S", bound=BaseModel)

_WHAT = {
    "facts": "the fact", "findings": "the finding", "tests": "the test", "factors": "the balance",
    "grounds": "the ground", "duties": "the duty", "cases": "the case", "doors": "the door",
    "cues": "the cue", "steps": "the step", "rejected": "the consideration", "items": "the item",
    "parts": "the part",
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
        errors = [(_path(one["loc"]), one) for one in error.errors(include_url=False)]
    problems = tuple(_problem(marked, schema, path, one) for path, one in errors)
    broken = tuple(dict.fromkeys(path[:2] for path, _ in errors))
    try:
        rest = _without(marked.data, broken)
        return schema.model_validate(rest), marked.without(rest), problems, broken
    except (ValidationError, KeyError, TypeError):
        return None, marked, problems, broken


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
    kind, name = error["type"], str(path[-1]) if path else "file"
    where = _owner(marked.data, path)
    if kind == "missing":
        told = f"'{name}' is missing from {where}"
        return problem("missing-key", told, marked.place(path[:-1], key=True), f"Write '{name}: ...' there.")
    if kind == "extra_forbidden":
        return _unknown_key(marked, schema, path, where, error["input"])
    if kind == "bad-date":
        fix = "Write the day as year, month, day: 2021-09-01."
        return problem("bad-date", f"{error['msg']} ({where})", marked.place(path), fix)
    told, fix = _wrong_value(kind, name, error)
    in_key = error["loc"] and error["loc"][-1] == "[key]"
    return problem("wrong-value", f"{told} ({where})", marked.place(path, key=bool(in_key)), fix)


def _unknown_key(marked: Marked, schema: type[BaseModel], path: Steps, where: str, value: Any) -> Problem:
    key, known = str(path[-1]), keys_at(schema, path[:-1])
    close = nearest(key, known)
    if close:
        fix = f"Did you mean '{close}'?"
    elif value == "" and " " in key:
        fix = "A text that holds a comma must be quoted inside { }."
    else:
        fix = f"The keys here are {listed(known, 'and')}."
    return problem("unknown-key", f"there is no key '{key}' in {where}", marked.place(path, key=True), fix)


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
    wanted = next((wanted for words, wanted in _WANTED if words in kind), "something else")
    braces = wanted == "a text" and isinstance(value, dict) and not any(value.values())
    return f"'{name}' must be {wanted}", "A text that begins with { must be quoted." if braces else ""


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
)  # fmt: skip


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
    if stop and getattr(kind, "__origin__", None) in (dict, tuple):
        return [kind]
    return [part for arg in get_args(kind) for part in _parts(arg, stop)]


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)
