"""The small parts of which the schema of rule files is made: names, texts, days, and the frozen base."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    StringConstraints,
    Tag,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from foi_rules.model.dates import exact_date

_TEXT, _MAPPING = "<text>", "<mapping>"
_NAME = r"[a-z0-9]+(-[a-z0-9]+)*"


class Spec(BaseModel):
    """A part of a rule file as it was read: frozen, and with no keys but its own."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)


def wrong(message: str) -> PydanticCustomError:
    """Return the error that becomes a problem `wrong-value` with this sentence."""
    return PydanticCustomError("wrong-value", "{message}", {"message": message})


def _filled(value: str) -> str:
    if not value.strip():
        raise wrong("there is nothing here")
    return value


def _day(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return exact_date(value)
    except ValueError as error:
        raise PydanticCustomError("bad-date", "{message}", {"message": str(error)}) from error


def one_or_more(value: Any) -> Any:
    """Return a text as a list of one."""
    return [value] if isinstance(value, str) else value


def tag_of(value: Any) -> str:
    """Return which form of a value was written; the tags never reach a path (see schema_errors)."""
    return _TEXT if isinstance(value, str) else _MAPPING


# What an editor's YAML reader makes of `1`, `yes` or `0.5` is not always a text; here it always is.
_ANY_SCALAR = {"type": ["string", "number", "boolean"]}

Text = Annotated[str, AfterValidator(_filled), WithJsonSchema(_ANY_SCALAR)]
Name = Annotated[str, StringConstraints(pattern=rf"^{_NAME}$")]
Id = Annotated[str, StringConstraints(pattern=rf"^{_NAME}(\.{_NAME})*$")]
Number = Annotated[Decimal, WithJsonSchema({"type": ["number", "string"]})]
WholeNumber = Annotated[int, WithJsonSchema({"type": ["integer", "string"]})]
Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Ids = Annotated[
    tuple[Id, ...],
    BeforeValidator(one_or_more),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
Texts = tuple[Text, ...]
EitherForm = Discriminator(tag_of)
AsText = Tag(_TEXT)
AsMapping = Tag(_MAPPING)
FORM_TAGS = (_TEXT, _MAPPING)
