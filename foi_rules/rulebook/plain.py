"""The frozen values of the model as plain data that JSON can hold, and back: by their types, and by nothing else.

What is read back is either a value of exactly the type that was asked for or NotThatType. No name in the data is
ever looked up, so that data from a stranger can do no more than be of the wrong shape.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints


class NotThatType(ValueError):
    """Data does not have the shape of the type that was asked for."""


class Codec(NamedTuple):
    """The two directions for one type: a value to plain data, and plain data to a value (or NotThatType)."""

    pack: Callable[[Any], Any]
    unpack: Callable[[Any], Any]


@cache
def codec(kind: Any) -> Codec:
    """Return the codec of a type: a dataclass, a union, a tuple, a mapping of texts, a Literal, or a scalar.

    A dataclass is the list of its fields, without the last ones that have their defaults; one of a union has its
    number in the union before them. Raises TypeError for a type that the model does not use.
    """
    origin = get_origin(kind)
    if kind in _SCALARS:
        return _SCALARS[kind]
    if origin is Literal:
        return Codec(_same, _one_of(frozenset(get_args(kind))))
    if origin in (Union, UnionType):
        return _union(tuple(get_args(kind)))
    if origin is tuple:
        return _tuple(get_args(kind))
    if origin is frozenset:
        return _set(get_args(kind)[0])
    if origin is Mapping:
        return _mapping(get_args(kind)[1])
    if isinstance(kind, type) and is_dataclass(kind):
        return _dataclass(kind)
    raise TypeError(f"{kind} has no plain form")


def _same(value: Any) -> Any:
    return value


def _exactly(kind: type) -> Callable[[Any], Any]:
    def unpack(data: Any) -> Any:
        if type(data) is not kind:
            raise NotThatType(f"{type(data).__name__} where {kind.__name__} should be")
        return data

    return unpack


def _one_of(values: frozenset[Any]) -> Callable[[Any], Any]:
    def unpack(data: Any) -> Any:
        if type(data) is not str or data not in values:
            raise NotThatType("a word that is none of those expected")
        return data

    return unpack


def _read(kind: Callable[[str], Any]) -> Callable[[Any], Any]:
    def unpack(data: Any) -> Any:
        try:
            return kind(_TEXT(data))
        except (ValueError, ArithmeticError) as error:
            raise NotThatType(str(error)) from error

    return unpack


def _list(data: Any) -> list[Any]:
    if type(data) is not list:
        raise NotThatType(f"{type(data).__name__} where a list should be")
    return data


def _tuple(kinds: tuple[Any, ...]) -> Codec:
    """Return the codec of `tuple[X, ...]`, or of a tuple with a type for each place."""
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        each = codec(kinds[0])
        return Codec(
            lambda value: [each.pack(one) for one in value],
            lambda data: tuple([each.unpack(one) for one in _list(data)]),
        )
    places = tuple(codec(kind) for kind in kinds)

    def unpack(data: Any) -> Any:
        if len(_list(data)) != len(places):
            raise NotThatType("a list of another length")
        return tuple([place.unpack(one) for place, one in zip(places, data, strict=True)])

    return Codec(lambda value: [place.pack(one) for place, one in zip(places, value, strict=True)], unpack)


def _set(kind: Any) -> Codec:
    each = codec(kind)
    return Codec(
        lambda value: sorted(each.pack(one) for one in value),
        lambda data: frozenset([each.unpack(one) for one in _list(data)]),
    )


def _mapping(kind: Any) -> Codec:
    each = codec(kind)

    def unpack(data: Any) -> Any:
        if type(data) is not dict:
            raise NotThatType(f"{type(data).__name__} where a mapping should be")
        return MappingProxyType(data if kind is object else {name: each.unpack(one) for name, one in data.items()})

    return Codec(lambda value: {name: each.pack(one) for name, one in value.items()}, unpack)


def _union(kinds: tuple[Any, ...]) -> Codec:
    """Return the codec of a type or None, or of several dataclasses."""
    if NoneType in kinds:
        rest = tuple(kind for kind in kinds if kind is not NoneType)
        inner = codec(rest[0]) if len(rest) == 1 else _union(rest)
        return Codec(
            lambda value: None if value is None else inner.pack(value),
            lambda data: None if data is None else inner.unpack(data),
        )
    numbers = {kind: number for number, kind in enumerate(kinds)}

    def pack(value: Any) -> Any:
        number = numbers[type(value)]
        return [number, *codec(kinds[number]).pack(value)]

    def unpack(data: Any) -> Any:
        number = _list(data)[0] if data else None
        if type(number) is not int or not 0 <= number < len(kinds):
            raise NotThatType("a number that is none of the union's")
        return codec(kinds[number]).unpack(data[1:])

    return Codec(pack, unpack)


def _dataclass(kind: type[Any]) -> Codec:
    shown = tuple(one for one in fields(kind) if one.init)
    hints = get_type_hints(kind)
    least = sum(_default(one) is MISSING for one in shown)

    @cache
    def parts() -> tuple[tuple[str, Codec, Any], ...]:
        # Not before it is needed: conditions hold conditions.
        return tuple((one.name, codec(hints[one.name]), _default(one)) for one in shown)

    def pack(value: Any) -> Any:
        given = [(part, getattr(value, name), default) for name, part, default in parts()]
        while given and given[-1][1] == given[-1][2]:
            given.pop()
        return [part.pack(one) for part, one, _ in given]

    def unpack(data: Any) -> Any:
        if not least <= len(_list(data)) <= len(shown):
            raise NotThatType(f"a list of another length where {kind.__name__} should be")
        return kind(*[part.unpack(one) for (_, part, _), one in zip(parts(), data, strict=False)])

    return Codec(pack, unpack)


def _default(one: Field[Any]) -> Any:
    """Return what a field is if it is not given; MISSING if it must be."""
    return one.default_factory() if one.default_factory is not MISSING else one.default


_TEXT = _exactly(str)
_SCALARS: Mapping[Any, Codec] = {
    str: Codec(_same, _TEXT),
    int: Codec(_same, _exactly(int)),
    bool: Codec(_same, _exactly(bool)),
    date: Codec(date.isoformat, _read(date.fromisoformat)),
    Decimal: Codec(str, _read(Decimal)),
    object: Codec(_same, _same),  # what a test case gives is plain already
}
