"""rules/letter-defects.yaml as frozen values, and a defect of one letter as it is reported."""

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from foi_rules.notices.checking.finding import Found

FILE = "rules/letter-defects.yaml"
Severity = Literal["breach", "weakness", "advice"]
SEVERITIES: tuple[Severity, ...] = ("breach", "weakness", "advice")
_HOLE = re.compile(r"\{(\w+)\}")


class DefectsError(ValueError):
    """The file of defects cannot be used; the message says where and what to do."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, ignored_types=(cached_property,))


class Authority(_Part):
    """A decision on such a fault, and what it says."""

    cite: str = Field(min_length=1)
    says: str = Field(min_length=1)


class DefectSpec(_Part):
    """One thing that can be wrong: how grave, under which provision, what is said, why it matters, how it is mended.

    `bad` and `good` are examples with and without it: a sentence for a letter, or a small letter whole, from "Dear" on.
    """

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    severity: Severity
    cite: str = Field(min_length=1)
    title: str = Field(min_length=1)
    says: str = Field(min_length=1)
    why: str = Field(min_length=1)
    mend: str = Field(min_length=1)
    insert: str = ""
    decisions: tuple[Authority, ...] = ()
    bad: str = ""
    good: str = ""


class Defects(_Part):
    """The whole of rules/letter-defects.yaml."""

    format: str
    id: str
    title: str
    sources: tuple[Mapping[str, str], ...] = ()
    sign_off: Mapping[str, str] = Field(default_factory=dict)
    defects: tuple[DefectSpec, ...]

    @cached_property
    def by_id(self) -> Mapping[str, DefectSpec]:
        """Return the entries by id."""
        return {one.id: one for one in self.defects}


class Defect(_Part):
    """One defect of a letter: `line` and `place` say where, None and "" where something is nowhere in it.

    `sentence` is the sentence as it stands. `mend` says how to put it right, `insert` gives words for it with what
    is to be completed in square brackets, blank where nothing is to be put in. `item` is the id of the item of the
    checklist (rules/notices.yaml) that is missing, where the letter was made with foi; else blank.
    """

    id: str
    severity: Severity
    cite: str
    message: str
    line: int | None
    place: str
    sentence: str
    mend: str
    insert: str
    item: str = ""


def defects_from(data: Mapping[str, object]) -> Defects:
    """Return the defects in `data`: the content of rules/letter-defects.yaml, with every scalar as text.

    Raises DefectsError, of one sentence, for the first thing that is missing, unknown or given twice.
    """
    if data.get("format") != "1":
        raise DefectsError(f"{FILE}: format: this is '{data.get('format')}', and this version reads format 1")
    try:
        defects = Defects.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        raise DefectsError(f"{FILE}: {place}: {first['msg']}") from error
    twice = [
        one.id
        for number, one in enumerate(defects.defects)
        if one.id in {other.id for other in defects.defects[:number]}
    ]
    if twice:
        raise DefectsError(f"{FILE}: defects: '{twice[0]}' is there twice; keep one")
    return defects


def defect(one: Found, spec: DefectSpec) -> Defect:
    """Return what was found as it is reported, with the words of the file filled in."""
    return Defect(
        id=spec.id,
        severity=spec.severity,
        cite=one.cite or spec.cite,
        message=_filled(spec.says, one.values),
        line=one.sentence.line if one.sentence else None,
        place=one.sentence.place if one.sentence else "",
        sentence=one.sentence.text if one.sentence else "",
        mend=_filled(spec.mend, one.values),
        insert=_filled(spec.insert, one.values),
        item=one.values.get("item", ""),
    )


def _filled(text: str, values: Mapping[str, str]) -> str:
    """Return a text with its holes filled, each once: what a letter says is never filled in itself."""
    return " ".join(_HOLE.sub(lambda hole: values.get(hole.group(1), hole.group(0)), text).split())
