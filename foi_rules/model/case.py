"""A case: a request, its items, and what the officer has answered. docs/reference/case-file.md tells its keys."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from foi_rules.model.dates import exact_date, vague_date

UNSURE = "unsure"
Conclusion = Literal["disclosure-outweighs", "even", "maintaining-outweighs", "unsure"]
Weight = Literal["little", "some", "great"]


def _day(value: Any) -> Any:
    if isinstance(value, str):
        exact_date(value)
    return value


def _vague(value: Any) -> Any:
    if isinstance(value, str) and value != UNSURE:
        vague_date(value)
    return value


Day = Annotated[str, BeforeValidator(_day), Field(description="A day, written 2021-09-01.")]
RecordDate = Annotated[
    str, BeforeValidator(_vague), Field(description="2019-06-30, 2019-06, only the year, or unsure.")
]
Yes = Literal["yes", "no"]


class _Value(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _amount(value: Any) -> Any:
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        raise ValueError(f"'{value}' is not a number; write it in figures, such as 40 or 12.50") from None
    if not found.is_finite() or found < 0:
        raise ValueError(f"'{value}' is no amount of work or money; write it in figures, such as 40 or 12.50")
    return found


Amount = Annotated[Decimal, BeforeValidator(_amount), Field(description="A number in figures, as text.")]


class CostLine(_Value):
    """One line of an estimate: what is done, and its cost in pounds or the work and its rate.

    The work is in `hours`, or so many `records` at so many `minutes` each; `rate` is in pounds an hour.
    """

    what: str = Field(min_length=1)
    records: Amount | None = None
    minutes: Amount | None = None
    hours: Amount | None = None
    rate: Amount | None = None
    cost: Amount | None = None

    @model_validator(mode="after")
    def _whole(self) -> "CostLine":
        work = self.hours is not None or (self.records is not None and self.minutes is not None)
        if (self.cost is None) == (not work) or (work and self.rate is None):
            raise ValueError(
                f"the line '{self.what}' of the estimate needs 'cost', or 'rate' with 'hours' or with "
                "'records' and 'minutes'"
            )
        return self

    def to_file(self) -> dict[str, str]:
        """Return the line as a case file writes it: only what was given, in figures."""
        given = {name: getattr(self, name) for name in type(self).model_fields}
        return {name: str(value) for name, value in given.items() if value is not None}


Value = str | tuple[str, ...] | tuple[CostLine, ...]
"""What an answer may be: a word, ticks, or the lines of an estimate."""


class Answer(_Value):
    """One answer: what it is, the texts given with it, and how it came.

    In a file a bare value is an answer without texts. Any other key is a text that the question asks
    for, such as `source` or `whose`; they are kept in `texts` beside `reasons` and `evidence`.
    """

    is_: Value = Field(alias="is")
    texts: Mapping[str, str] = Field(default_factory=dict)
    by: str = ""
    on: str = ""
    how: str = ""
    queried: Literal["", "yes"] = Field("", description="yes where a thin reason was queried and left as it was.")

    @model_validator(mode="before")
    @classmethod
    def _from_file(cls, data: Any) -> Any:
        if isinstance(data, str | list | tuple):
            return {"is": data}
        if not isinstance(data, Mapping) or "texts" in data:
            return data
        own = {key: value for key, value in data.items() if key in {"is", "by", "on", "how", "queried"}}
        return own | {"texts": {key: value for key, value in data.items() if key not in own}}

    @property
    def unsure(self) -> bool:
        """Return whether the answer is "not sure"."""
        return self.is_ == UNSURE

    def has(self, names: tuple[str, ...]) -> bool:
        """Return whether every one of the named texts was given and is not blank."""
        return all(self.texts.get(name, "").strip() for name in names)

    def to_file(self) -> Any:
        """Return the answer as a case file writes it: bare if it has no texts."""
        value: Any = self.is_
        if isinstance(self.is_, tuple):
            value = [one.to_file() if isinstance(one, CostLine) else one for one in self.is_]
        rest = {k: v for k, v in self._record() if v}
        return {"is": value, **self.texts, **rest} if self.texts or rest else value

    def _record(self) -> tuple[tuple[str, str], ...]:
        return (("by", self.by), ("on", self.on), ("how", self.how), ("queried", self.queried))


class Weighed(_Value):
    """One factor as the officer weighed it: from the rules by `id`, or in own words by `text`."""

    id: str = ""
    text: str = ""
    weight: Weight = "some"
    why: str = ""


class Weighing(_Value):
    """The officer's public interest balance for one qualified ground. The tool never computes it."""

    for_disclosure: tuple[Weighed, ...] = ()
    for_maintaining: tuple[Weighed, ...] = ()
    conclusion: Conclusion | None = None
    reasons: str = ""
    by: str = ""
    on: str = ""

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, data: Any) -> Any:
        return {"conclusion": data} if isinstance(data, str) else data


class Unclaimed(_Value):
    """A ground that is not claimed: who decided so, when, and why."""

    by: str
    on: Day
    why: str


class HeldBack(_Value):
    """An item that waits for a doubt to be settled while the rest goes out: who, when, and why."""

    by: str
    on: Day
    why: str


class _Answered(_Value):
    """What a request, a part and an item have in common."""

    kinds: tuple[str, ...] | None = Field(
        None, description="What was ticked in the screening list; [] is none of these."
    )
    answers: Mapping[str, Answer] = Field(default_factory=dict)
    public_interest: Mapping[str, Weighing] = Field(default_factory=dict)
    not_claimed: Mapping[str, Unclaimed] = Field(default_factory=dict)


class Item(_Answered):
    """One item of information: the smallest piece that can sensibly be separated."""

    id: str = Field(min_length=1)
    title: str = ""
    created: RecordDate | None = None
    part: str = ""
    passage: str = Field("", description="Items that share one go out only if all may.")
    hypothetical: Yes = "no"
    held_back: HeldBack | None = None
    advice: str = Field("", description="Help about this item for the letter (s.15): what could be had instead.")
    replaced_by: str = Field("", description="What stands in its place in the copy: a role, or [...].")


class Part(_Answered):
    """A part of a request that goes its own way."""

    id: str = Field(min_length=1)
    text: str = ""


class Authority(_Value):
    """The authority: its name and kind, what was settled about it once, and what its letters say of it."""

    name: str = ""
    kind: str = ""
    answers: Mapping[str, Answer] = Field(default_factory=dict)
    address: str = ""
    contact: str = Field("", description="A team, an email address or a telephone number, for help.")
    review_contact: str = Field("", description="Where a requirement for review is sent.")
    complaints: str = Field(
        "", description="The procedure for complaints about handling requests, or where it is (s.19(a))."
    )


class Applicant(_Value):
    """The applicant as the letter addresses them."""

    name: str = ""
    address: str = ""


class FirstAnswer(_Value):
    """The answer under review: its day, what it said, and what was wrong with it in the reviewer's words."""

    on: Day | None = None
    said: str = ""
    faults: tuple[str, ...] = ()


class Review(_Value):
    """A requirement for review: when it came, what it says, who looked again, and the first answer."""

    received: Day | None = None
    points: tuple[str, ...] = Field((), description="Each thing that the applicant is unhappy about.")
    answers_to_points: tuple[str, ...] = Field((), description="The answer to each point, in the same order.")
    reviewer: str = Field("", description="Who reviewed, by role, and that they took no part in the first decision.")
    did: Literal["", "confirmed", "modified", "substituted", "decided"] = ""
    remedy: str = Field(
        "", description="What is done at once where the Regulations were not complied with (EIRs reg 16(5))."
    )
    first_answer: FirstAnswer = FirstAnswer()


class Letter(_Value):
    """What only the officer can say in the letter."""

    kind: Literal["", "extension", "charge"] = Field(
        "",
        description="The letter that goes out before the answer: 'extension', more time under regulation 7; 'charge', "
        "payment beforehand under regulation 8. Blank for the answer itself.",
    )
    on: Day | None = Field(None, description="The day of issue.")
    signed: str = ""
    reference: str = ""
    summary: str = Field("", description="The request in a few words.")
    form: str = Field("", description="How the information is sent: 'with this letter', a link.")
    advice: str = ""
    whole: str = Field("", description="Why nothing could be separated, where a whole document is withheld.")
    identity: str = Field("", description="What shows that the applicant's own data goes to the applicant (N16).")
    reuse: str = Field("", description="On what terms what is sent may be used again.")
    transferred: Yes = Field(
        "no",
        description="The Keeper alone: yes where the records were transferred and are not open, so that there are 30 "
        "working days (ss.10(2), 21(2), 22).",
    )


class Note(_Value):
    """Something to remember: the words, the day, and what it is about (the id of an item, a fact, or nothing)."""

    text: str = Field(min_length=1)
    on: Day | None = None
    about: str = ""


class Case(_Value):
    """A request and all that was answered about it. Published as docs/reference/case.schema.json."""

    format: Literal["1"] = Field("1", description="Always 1.")
    reference: str = ""
    authority: Authority = Authority()
    stage: Literal["initial", "review"] = "initial"
    received: Day | None = None
    came_by: str = Field("", description="How the request came: by email, by post.")
    made: Day | None = None
    as_at: Day | None = None
    law: Day | None = None
    request: str = ""
    proposed: str = Field("", description="An answer that somebody has offered already. Recorded; it decides nothing.")
    kinds: tuple[str, ...] | None = None
    answers: Mapping[str, Answer] = Field(default_factory=dict)
    public_interest: Mapping[str, Weighing] = Field(default_factory=dict)
    not_claimed: Mapping[str, Unclaimed] = Field(default_factory=dict)
    parts: tuple[Part, ...] = ()
    items: tuple[Item, ...] = ()
    applicant: Applicant = Applicant()
    review: Review | None = None
    letter: Letter = Letter()
    notes: tuple[Note, ...] = Field((), description="What the officer noted on the way. It decides nothing.")
    interview: Mapping[str, Any] = Field(
        default_factory=dict, description="Where the conversation stands, so that it can go on. It decides nothing."
    )

    @field_validator("format", mode="before")
    @classmethod
    def _format(cls, value: Any) -> Any:
        return str(value)

    @model_validator(mode="after")
    def _unique_ids(self) -> "Case":
        for what, ids in (("item", [i.id for i in self.items]), ("part", [p.id for p in self.parts])):
            twice = [name for name in dict.fromkeys(ids) if ids.count(name) > 1]
            if twice:
                raise ValueError(f"two {what}s are called '{twice[0]}'; give each {what} an id of its own")
        return self

    def part_of(self, item: Item) -> Part | None:
        """Return the part to which the item belongs, or None if the request has no such part."""
        return next((part for part in self.parts if part.id == item.part), None)
