"""What is shown beside prompts, as values: lines of text, and the decision as a sheet."""

from dataclasses import dataclass
from typing import Literal

Style = Literal["", "heading", "strong", "quiet"]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, indented by steps. The style adds emphasis and never carries meaning alone."""

    text: str
    indent: int = 0
    style: Style = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One piece on the sheet: its number, title, outcome, provisions and how the public interest came out."""

    number: int
    title: str
    outcome: str
    ground: str
    weighed: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A decision to read: a heading, a row for each piece, and what else is to be known, in sections."""

    heading: str
    rows: tuple[Row, ...] = ()
    sections: tuple[tuple[str, tuple[Line, ...]], ...] = ()
