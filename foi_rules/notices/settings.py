"""What stands in every letter of an authority: its name, its contacts, who signs. Read from one file of its own.

A case file comes first: the settings fill in only what it leaves out.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator

from foi_rules.model.case import Case
from foi_rules.model.problem import Refused
from foi_rules.notices.checklist import Checklist
from foi_rules.notices.notice import Notice, one_line
from foi_rules.rulebook.schema_errors import validated
from foi_rules.rulebook.yaml_text import Marked, read_marked

PLACEHOLDER = re.compile(r"\bPUT [A-Z][A-Z' ]* HERE\b")
"""The one form of what a new settings file leaves to be filled in."""


def _address_of_a_site(value: str) -> str:
    if value and not PLACEHOLDER.search(value) and not re.match(r"https?://\S+$", value):
        raise ValueError(f"'{value}' is not a web address; write it whole, such as https://www.example.org")
    return value


Website = Annotated[str, AfterValidator(_address_of_a_site)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Office(_Part):
    """The authority: its name, its kind, and its address, line by line."""

    name: str = ""
    kind: str = ""
    address: str = ""


class Contact(_Part):
    """Whom to ask for help: a person or a team, a telephone number, an email address (FOISA s.15)."""

    name: str = ""
    phone: str = ""
    email: str = ""

    @property
    def words(self) -> str:
        """Return the contact as a letter tells it, or "" if nothing is given."""
        phone = f"telephone {one_line(self.phone)}" if self.phone.strip() else ""
        email = f"email {one_line(self.email)}" if self.email.strip() else ""
        return ", ".join(part for part in (one_line(self.name), phone, email) if part)


class CommissionerAt(_Part):
    """Where to apply for a decision, if it is no longer what the rules say (FOISA s.47)."""

    website: Website = ""
    address: str = ""


class Settings(_Part):
    """The settings of an authority. Whatever is not given is left to the case file."""

    format: Literal["1"] = Field("1", description="Always 1.")
    authority: Office = Office()
    contact: Contact = Contact()
    review_contact: str = Field("", description="Where a requirement for review is sent (FOISA s.20).")
    complaints: str = Field("", description="The procedure for complaints, or where it is (FOISA s.19(a)).")
    signed: str = Field("", description="Who signs, line by line.")
    commissioner: CommissionerAt = CommissionerAt()
    template: str = Field("", description="A Word document to be filled in; a path beside this file.")
    licence: str = Field("", description="On what terms what is sent may be used again.")

    @field_validator("authority", "contact", "commissioner", mode="before")
    @classmethod
    def _empty(cls, value: object) -> object:
        return {} if value == "" else value  # every line below the key was taken out

    def values(self) -> Mapping[str, str]:
        """Return what is given, by its key in the file, such as "contact.email", in the order of the file."""
        found: dict[str, str] = {}
        for name in Settings.model_fields:
            value = getattr(self, name)
            inner = {f"{name}.{key}": getattr(value, key) for key in type(value).model_fields} if _nested(value) else {}
            found |= inner or {name: value}
        return {key: value for key, value in found.items() if value.strip() and key != "format"}


def _nested(value: object) -> bool:
    return isinstance(value, BaseModel)


@dataclass(frozen=True)
class Loaded:
    """Settings, the file that they came from ("" for none), and the line of each key in it."""

    settings: Settings = field(default_factory=Settings)
    file: str = ""
    lines: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    def place(self, key: str) -> str:
        """Return where a key stands, such as "settings.yaml:7"."""
        return f"{self.file}:{self.lines[key]}" if self.lines.get(key) else self.file


def read_settings(path: Path, name: str = "") -> Loaded:
    """Return the settings in the file at `path`. Raises Refused with every mistake, each in its place."""
    marked = read_marked(path, name or str(path))
    if marked.problems:
        raise Refused(marked.problems)
    settings, _, problems, _ = validated(marked, Settings)
    if problems or settings is None:
        raise Refused(problems)
    return Loaded(settings, marked.name, {key: _line(marked, key) for key in settings.values()})


def _line(marked: Marked, key: str) -> int:
    """Return the line of a key; of a value that still has its placeholder, that of the placeholder."""
    place = marked.place(tuple(key.split(".")), key=True)
    below = enumerate(marked.lines[place.line - 1 :], place.line) if place.line else ()
    value = marked.original(tuple(key.split(".")))
    held = PLACEHOLDER.search(value) if isinstance(value, str) else None
    return next((number for number, line in below if held and held.group() in line), place.line)


# Which settings fill which place of a case: a place is filled where the case leaves it blank.
_OF_AUTHORITY = {
    "name": ("authority.name",),
    "kind": ("authority.kind",),
    "address": ("authority.address",),
    "contact": ("contact.name", "contact.phone", "contact.email"),
    "review_contact": ("review_contact",),
    "complaints": ("complaints",),
}


def filled(case: Case, settings: Settings) -> Case:
    """Return the case with what it leaves out of its authority and its letter filled in from the settings."""
    given = {
        "name": settings.authority.name,
        "kind": settings.authority.kind,
        "address": settings.authority.address,
        "contact": settings.contact.words,
        "review_contact": settings.review_contact,
        "complaints": settings.complaints,
    }
    blank = {key: text.strip() for key, text in given.items() if not getattr(case.authority, key).strip()}
    authority = case.authority.model_copy(update=blank)
    said = {"signed": settings.signed, "reuse": settings.licence}
    unsaid = {key: text.strip() for key, text in said.items() if not getattr(case.letter, key).strip()}
    return case.model_copy(update={"authority": authority, "letter": case.letter.model_copy(update=unsaid)})


def still_to_fill(loaded: Loaded, case: Case | None = None, only: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return a sentence for each placeholder that was left in the settings and would be used for the case.

    What the case says itself is not taken from the settings. Without a case every placeholder is told; with `only`
    no other keys are looked at.
    """
    spared = set(_given_by(case)) if case else set()
    values = {key: value for key, value in loaded.settings.values().items() if not only or key in only}
    found = {key: PLACEHOLDER.search(value) for key, value in values.items() if key not in spared}
    return tuple(
        f"{loaded.place(key)}: '{key}' still says '{held.group()}'; write it there, or take the line out."
        for key, held in found.items()
        if held
    )


def _given_by(case: Case) -> Iterator[str]:
    """Yield the keys of the settings that this case has no use for, as it says the same itself."""
    for name, keys in _OF_AUTHORITY.items():
        if getattr(case.authority, name).strip():
            yield from keys
    yield from (key for key, text in (("signed", case.letter.signed), ("licence", case.letter.reuse)) if text.strip())


def unfilled_in(notice: Notice) -> tuple[str, ...]:
    """Return a sentence for each placeholder of a settings file that stands in the letter, whoever wrote it there."""
    texts = [text for text in notice.words if text not in _quoted(notice)]
    found = dict.fromkeys(held.group() for text in texts for held in PLACEHOLDER.finditer(text))
    return tuple(f"The letter still has '{held}' in it; put the words in its place, or take it out." for held in found)


def _quoted(notice: Notice) -> set[str]:
    return {block.text for block in notice.blocks if block.kind == "quote"}


def with_commissioner(checklist: Checklist, settings: Settings) -> Checklist:
    """Return the checklist with the Commissioner's website and address from the settings, where they give them."""
    given = {key: getattr(settings.commissioner, key).strip() for key in ("website", "address")}
    known = {key: one_line(value) for key, value in given.items() if value}
    return checklist.model_copy(update={"commissioner": checklist.commissioner.model_copy(update=known)})


# What letters lack

_ROLES = {"contact": "contact", "review-where": "review_contact", "complaints-where": "complaints"}


@dataclass(frozen=True, slots=True)
class Lack:
    """What letters would not say: the key that gives it, what it is, its source, and the titles of the letters."""

    key: str
    says: str
    cite: str
    letters: tuple[str, ...]


def lacks(settings: Settings, checklist: Checklist) -> tuple[Lack, ...]:
    """Return what the letters would leave out because the settings do not give it, unless a case file does."""
    blank = {"contact": settings.contact.words, "review_contact": settings.review_contact}
    blank |= {"complaints": settings.complaints}
    found: dict[tuple[str, str, str], list[str]] = {}
    for letter in checklist.letters:
        for item in checklist.items(letter.kind):
            key = _ROLES.get(item.shown_by or "", "")
            if key and not blank[key].strip():
                found.setdefault((key, item.says, item.cite), []).append(letter.title)
    return tuple(Lack(*one, tuple(dict.fromkeys(titles))) for one, titles in found.items())


def new_settings(checklist: Checklist) -> str:
    """Return the text of a new settings file, with a placeholder for everything that an authority must say."""
    to = checklist.commissioner
    return _NEW.replace("{website}", to.website).replace("{address}", to.address)


_NEW = """\
# The settings of your authority: what stands in all of its letters. 'foi letter', 'foi record' and 'foi schedule'
# read this file. 'foi settings' shows what is in force.
#
# Write your own words where a line says PUT ... HERE, or take the line out. No letter is written while one is left.
# A case file that says something itself comes first.
format: 1

authority:
  name: PUT THE NAME OF YOUR AUTHORITY HERE
  # Such as local-authority, health-board, college or police. It matters for three: about a procurator-fiscal, the
  # lord-advocate and the commissioner nobody can apply to the Commissioner (section 48), and the letter says so.
  kind: PUT THE KIND OF YOUR AUTHORITY HERE
  address: |
    PUT THE ADDRESS OF YOUR AUTHORITY HERE

# Whom applicants can ask for help (section 15): a person or a team, a telephone number, an email address.
contact:
  name: PUT THE PERSON OR TEAM TO ASK HERE
  phone: PUT THE TELEPHONE NUMBER HERE
  email: PUT THE EMAIL ADDRESS HERE

# Where a requirement for review is sent (section 20).
review_contact: PUT THE ADDRESS FOR REVIEWS HERE

# Your procedure for complaints about how requests are dealt with, or the link to it (section 19(a)).
complaints: PUT THE COMPLAINTS PROCEDURE OR ITS LINK HERE

# Who signs: a name and a job, or a team. Several lines may follow "signed: |".
signed: PUT WHO SIGNS HERE

# Where to apply to the Commissioner. The rules say it already; if it has changed, take the # away and put it right.
# commissioner:
#   website: {website}
#   address: {address}

# Your own Word document, into which every letter in .docx is filled. The path begins at the folder of this file.
# 'foi settings --new-template letterhead.docx' makes one to start from.
# template: letterhead.docx

# On what terms what you send may be used again, if you say so in your letters.
# licence: under the Open Government Licence, version 3.0
"""
