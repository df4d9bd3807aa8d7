"""The shape of the files about the Act as a whole: the order of analysis, and the public interest."""

from typing import Literal

from pydantic import Field

from foi_rules.model.rule import Level
from foi_rules.rulebook.schema import BalanceSpec, Format, SourceSpec
from foi_rules.rulebook.schema_parts import Day, Id, Ids, Name, Spec, Text, Texts


class StepSpec(Spec):
    """One step: the grounds tried at it (a file's id stands for its grounds of that level), or a finding."""

    id: Name
    level: Level
    grounds: tuple[Id, ...] = ()
    holds: Id | None = Field(None, description="A finding that holds the item here unless it is no.")
    says: Text | None = None
    was: Ids = ()


class OrderSpec(Spec):
    """order-of-analysis.yaml. Its version is that of the rulebook."""

    format: Format
    id: Literal["order-of-analysis"]
    law_stated_at: Day
    version: Text
    title: Text | None = None
    sources: tuple[SourceSpec, ...] = ()
    steps: tuple[StepSpec, ...]
    asking: tuple[Id, ...] = Field((), description="The order in which opened grounds are asked about.")


class RejectedSpec(Spec):
    """A consideration that does not count."""

    id: Name
    text: Text
    side: Literal["disclosure", "maintaining", "both"]
    words: Texts
    says: Text
    was: Ids = ()


class PublicInterestSpec(Spec):
    """public-interest.yaml: factors that any balance may use, and what carries no weight."""

    format: Format
    id: Literal["public-interest"]
    title: Text
    sources: tuple[SourceSpec, ...] = ()
    factors: BalanceSpec = BalanceSpec()
    rejected: tuple[RejectedSpec, ...] = ()
