"""The shape of the files about the Act as a whole: the order of analysis, and the public interest."""

from typing import Literal

from pydantic import Field, model_validator

from foi_rules.model.rule import Level
from foi_rules.rulebook.schema import BalanceSpec, Format, SourceSpec
from foi_rules.rulebook.schema_parts import Day, Id, Ids, Name, Spec, Text, Texts, wrong


class StepSpec(Spec):
    """One step: the grounds tried at it (a file's id stands for its grounds of that level), or a finding."""

    id: Name
    level: Level
    grounds: tuple[Id, ...] = ()
    holds: Id | None = Field(None, description="A finding that holds the item here unless it is no.")
    says: Text | None = None
    law: Name | None = Field(None, description="The law whose step it is; every law's if it is left out.")
    turns_to: Name | None = Field(None, description="The law whose steps follow where its ground is relied on.")
    was: Ids = ()


class LawsSpec(Spec):
    """Which law runs: for each the finding that says so for a part, and the one under which all run for an item."""

    runs: dict[Name, Id] = Field(description="Each law, and the finding that says whether it runs for a part.")
    together: Id = Field(description="The finding under which an item is answered under every law.")


class CardSpec(Spec):
    """Questions that stand on one page of the interview under one heading."""

    title: Text
    lines: tuple[Id, ...] = Field(description="Whole ids of facts.")


class OrderSpec(Spec):
    """order-of-analysis.yaml. Its version is that of the rulebook."""

    format: Format
    id: Literal["order-of-analysis"]
    law_stated_at: Day
    version: Text
    title: Text | None = None
    sources: tuple[SourceSpec, ...] = ()
    laws: LawsSpec | None = None
    steps: tuple[StepSpec, ...]
    asking: tuple[Id, ...] = Field((), description="The order in which opened grounds are asked about.")
    cards: dict[Name, CardSpec] = Field(
        default_factory=dict, description="Questions that share a page; any other stands on the page of its ground."
    )

    @model_validator(mode="after")
    def _known_laws(self) -> "OrderSpec":
        known = list(self.laws.runs) if self.laws else []
        for step in self.steps:
            for name in (step.law, step.turns_to):
                if name is not None and name not in known:
                    raise wrong(f"the step '{step.id}' names the law '{name}', and 'laws' does not list it")
        return self


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
