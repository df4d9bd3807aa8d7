"""rules/notices.yaml as frozen values: what each letter must contain, and the words in which it says so."""

import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from foi_rules.notices.names import (
    PLACEHOLDERS,
    Check,
    Condition,
    Each,
    Kind,
    Level,
    Rights,
    Role,
    SectionName,
)

_FILE = "rules/notices.yaml"
_HOLE = re.compile(r"\{([^{}]*)\}")


class ChecklistError(ValueError):
    """The checklist's data cannot be used; the message says where and what to do."""


def _filled(value: str) -> str:
    if not value.strip():
        raise ValueError("there is no text here")
    return value


Text = Annotated[str, AfterValidator(_filled)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)


class Must(_Part):
    """One thing that a letter must show, or must not: in plain words, with its source.

    `says` ends the sentence "The letter must say ..." ("must not ..." where it is forbidden). A thing that
    is forbidden is found by a named `check`, or by any of the `phrases`; where one of the `allowed` wordings
    holds a phrase, that is no fault. With `grounds` an item for each ground is wanted for those alone whose ids
    begin so.
    """

    id: Text
    says: Text
    cite: Text
    level: Level
    when: Condition = "always"
    each: Each = "letter"
    grounds: tuple[Text, ...] = ()
    shown_by: Role | None = None
    check: Check | None = None
    phrases: tuple[Text, ...] = ()
    allowed: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _can_be_found(self) -> "Must":
        if self.level == "forbid" and not (self.check or self.phrases):
            raise ValueError(f"`{self.id}` forbids something and needs `check:` or `phrases:` to find it by")
        if self.level != "forbid" and self.shown_by is None:
            raise ValueError(f"`{self.id}` needs `shown_by:`, what in the letter shows it")
        return self


class LetterSpec(_Part):
    """One kind of letter: its subject line, the order of its sections, and what it must show."""

    id: Text
    kind: Kind
    title: Text
    subject: Text
    rights: Rights
    sections: tuple[SectionName, ...]
    must: tuple[Must, ...]


class Source(_Part):
    """Where words come from that the officer gave with an answer: the fact, and the name of the text."""

    fact: Text
    text: Text


class KeptOut(_Part):
    """Texts of one fact that never reach a letter. Source: FOISA s.16(3)."""

    fact: Text
    texts: tuple[Text, ...]


class Beside(_Part):
    """What the letter says of some grounds beyond why they apply, such as where the information is (s.25).

    `grounds` are named by how their ids begin; the first of the texts in `from` that was given is used, and `lead`
    names the words before it in the wording.
    """

    grounds: tuple[Text, ...]
    shows: Role
    lead: Text
    sources: tuple[Source, ...] = Field(alias="from")
    day: Text = ""


class AnswersUsed(_Part):
    """Which of the officer's words go into a letter, and which never do."""

    told: tuple[Text, ...]
    places: Source
    terms: Source
    people: Source
    why_not_here: Source = Field(alias="why-not-here")
    elsewhere: Source
    kept_out: tuple[KeptOut, ...] = ()
    request: Mapping[str, Source] = Field(default_factory=dict)
    denial: tuple[Source, ...] = ()
    environment: tuple[Source, ...] = ()
    beside: tuple[Beside, ...] = ()


class GroundWords(_Part):
    """The letter's words for one ground: how it is cited, the rule, and what is said where reasons must stop."""

    provision: Text
    rule: Text
    silent: Text


class Commissioner(_Part):
    """Where to apply for a decision."""

    name: Text
    website: Text
    address: Text


class Checklist(_Part):
    """The whole of rules/notices.yaml."""

    format: Text
    id: Text
    title: Text
    sources: tuple[Mapping[str, str], ...] = ()
    sign_off: Mapping[str, str] = Field(default_factory=dict)
    commissioner: Commissioner
    no_commissioner_route: tuple[Text, ...] = ()
    answers: AnswersUsed
    grounds: Mapping[str, GroundWords] = Field(default_factory=dict)
    common: tuple[Must, ...]
    rights: Mapping[Rights, tuple[Must, ...]]
    letters: tuple[LetterSpec, ...]
    wording: Mapping[str, Mapping[str, Text]]

    def letter(self, kind: Kind) -> LetterSpec:
        """Return the letter of this kind."""
        return next(letter for letter in self.letters if letter.kind == kind)

    def items(self, kind: Kind, rights: tuple[Rights, ...] = ()) -> tuple[Must, ...]:
        """Return all that a letter of this kind must show: what is common, its own, and its rights.

        `rights` are the blocks of rights that a letter gives where they are not the usual one of its kind.
        """
        letter = self.letter(kind)
        given = [item for name in rights or (letter.rights,) for item in self.rights[name]]
        return (*self.common, *letter.must, *given)

    def say(self, name: str, /, **values: str) -> str:
        """Return the text `group.name` of the wording with its placeholders filled, each exactly once.

        Braces in a value are left as they are: what an officer wrote is never filled in itself.
        """
        group, _, text = name.partition(".")
        return _HOLE.sub(lambda hole: values[hole.group(1)], self.wording[group][text])


def checklist_from(data: Mapping[str, object]) -> Checklist:
    """Return the checklist in `data`: the content of rules/notices.yaml, with every scalar as text.

    Raises ChecklistError, a ValueError of one sentence, for the first thing that is missing, unknown,
    misspelt or given twice, a condition and a placeholder among them.
    """
    if data.get("format") != "1":
        raise ChecklistError(f"{_FILE}: format: this is '{data.get('format')}', and this version reads format 1")
    try:
        checklist = Checklist.model_validate(data)
    except ValidationError as error:
        raise ChecklistError(_told(error, data)) from error
    for wrong in (*_repeated(checklist), *_incomplete(checklist), *_misworded(checklist.wording)):
        raise ChecklistError(f"{_FILE}: {wrong}")
    return checklist


def _told(error: ValidationError, data: Mapping[str, object]) -> str:
    first = error.errors()[0]
    place, kind = _place(first["loc"], data), first["type"]
    if kind == "extra_forbidden":
        why = f"nothing is called `{first['loc'][-1]}:` here; check the spelling, or take it out"
    elif kind == "missing":
        why = f"`{first['loc'][-1]}:` is missing"
    elif kind == "literal_error":
        expected = first["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
        why = f"nothing is called '{first['input']}'; use one of {expected}"
    else:
        why = first["msg"].removeprefix("Value error, ")
    return ": ".join(part for part in (_FILE, place, why) if part)


def _place(steps: tuple[int | str, ...], data: object) -> str:
    """Return the place as a reader finds it: an entry of a list by its own id, not by its number."""
    shown = []
    for step in steps:
        data = _child(data, step)
        own = data.get("id") if isinstance(step, int) and isinstance(data, Mapping) else None
        shown.append(str(own or (step + 1 if isinstance(step, int) else step)))
    return ", ".join(shown)


def _child(data: object, step: int | str) -> Any:
    if isinstance(data, Mapping):
        return data.get(step)
    if isinstance(data, list | tuple) and isinstance(step, int) and step < len(data):
        return data[step]
    return None


def _repeated(checklist: Checklist) -> Iterable[str]:
    rights = [item for items in checklist.rights.values() for item in items]
    own = [item for letter in checklist.letters for item in letter.must]
    ids = [item.id for item in (*checklist.common, *rights, *own)]
    yield from (f"two items are called '{name}'; give each an id of its own" for name in _twice(ids))
    kinds = [letter.kind for letter in checklist.letters]
    yield from (f"letters: two letters are of the kind '{kind}'; keep one" for kind in _twice(kinds))


def _twice(names: list[Any]) -> list[str]:
    return [name for name in dict.fromkeys(names) if names.count(name) > 1]


def _incomplete(checklist: Checklist) -> Iterable[str]:
    there = {letter.kind for letter in checklist.letters}
    yield from (f"letters: there is no letter of the kind '{kind}'" for kind in get_args(Kind) if kind not in there)
    yield from (f"rights: `{name}:` is missing" for name in get_args(Rights) if name not in checklist.rights)


def _misworded(wording: Mapping[str, Mapping[str, str]]) -> Iterable[str]:
    texts = {f"{group}.{name}": text for group, named in wording.items() for name, text in named.items()}
    for name in PLACEHOLDERS:
        if name not in texts:
            yield f"wording: the text `{name}` is missing"
    for name, text in texts.items():
        if name not in PLACEHOLDERS:
            yield f"wording: no text is called `{name}`; check the spelling, or take it out"
            continue
        found, expected = _HOLE.findall(text), PLACEHOLDERS[name]
        known = ", ".join(f"{{{one}}}" for one in sorted(expected)) or "none"
        for one in found:
            if one not in expected:
                yield f"wording, {name}: there is no placeholder {{{one}}} here; it has: {known}"
        for one in sorted(expected - set(found)):
            yield f"wording, {name}: the placeholder {{{one}}} is missing; it has: {known}"
