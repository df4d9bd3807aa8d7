"""The shape of a rule file, as it is written: names are short, and nothing is resolved.

Published as docs/reference/rule-file.schema.json.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from foi_rules.model.rule import Kind, Level, Reuse, Scope
from foi_rules.rulebook.schema_parts import (
    AsMapping,
    AsText,
    Day,
    EitherForm,
    Id,
    Ids,
    Name,
    Number,
    Spec,
    Text,
    Texts,
    WholeNumber,
    wrong,
)
from foi_rules.rulebook.telling import listed

Format = Annotated[Literal["1"], Field(description="Always 1.")]
TICKS = ("all", "any", "not", "fact", "finding", "ground", "test")


class PeriodSpec(Spec):
    """The first day in force and, if there is one, the last."""

    first: Day = Field(alias="from", description="The first day in force.")
    last: Day | None = Field(None, alias="until", description="The last day in force, if it has ended.")

    @model_validator(mode="after")
    def _in_order(self) -> "PeriodSpec":
        if self.last is not None and self.last < self.first:
            raise wrong(f"it ends on {self.last}, before it begins on {self.first}")
        return self


class SourceSpec(Spec):
    """Where the law was read, and when somebody last looked."""

    url: Text | None = None
    cite: Text | None = None
    says: Text | None = None
    seen: Day | None = None


class SignOffSpec(Spec):
    """Who has read the rule. `signed` needs the name, the day, and the hash of what was read."""

    status: Literal["draft", "signed"]
    by: Text | None = None
    on: Day | None = None
    hash: Text | None = None

    @model_validator(mode="after")
    def _complete(self) -> "SignOffSpec":
        if self.status == "signed" and not (self.by and self.on and self.hash):
            raise wrong("a rule that is signed names who signed it, on which day, and the hash that was read")
        return self


class Condition(Spec):
    """One condition: exactly one of all, any, not, fact, finding, ground and test."""

    all: tuple["Condition", ...] | None = Field(None, description="Met when each of these is met.")
    any: tuple["Condition", ...] | None = Field(None, description="Met when at least one of these is met.")
    not_: "Condition | None" = Field(None, alias="not", description="Met when this is not met.")
    fact: Id | None = Field(None, description="Met when the answer is yes, or what `is` says.")
    is_: Text | None = Field(None, alias="is", description="With `fact`: an answer other than yes, or a choice.")
    more_than: Number | None = Field(None, description="With `fact`: met when the number is larger.")
    finding: Id | None = Field(None, description="Met when the finding is.")
    ground: Ids | None = Field(None, description="Met when any of the grounds can be relied on.")
    test: Id | None = Field(None, description="A shared block of questions.")
    as_: Name | None = Field(None, alias="as", description="With `test`: what its facts are called in this file.")
    with_: dict[Name, Text] = Field(
        default_factory=dict, alias="with", description="With `test`: the texts that it takes."
    )
    wording: dict[Name, Text] = Field(
        default_factory=dict, description="With `test`: questions to be asked in other words."
    )

    @model_validator(mode="after")
    def _exactly_one(self) -> "Condition":
        given = self.model_fields_set
        kinds = [k for k in TICKS if ("not_" if k == "not" else k) in given]
        if len(kinds) != 1:
            found = " and ".join(f"'{kind}'" for kind in kinds)
            what = f"this one has {found}" if kinds else "this one has none of them"
            raise wrong(f"a condition is one of all, any, not, fact, finding, ground and test, and {what}")
        _belongs(self, "fact", kinds[0], {"is_", "more_than"})
        _belongs(self, "test", kinds[0], {"as_", "with_", "wording"})
        if kinds[0] == "test" and self.as_ is None:
            raise wrong("a shared test needs 'as', the name of its facts in this file")
        if self.is_ is not None and self.more_than is not None:
            raise wrong("a fact is compared by 'is' or by 'more_than', not by both")
        return self


def _belongs(condition: Condition, owner: str, kind: str, keys: set[str]) -> None:
    stray = sorted(key.rstrip("_") for key in keys & condition.model_fields_set)
    if stray and kind != owner:
        raise wrong(f"'{stray[0]}' goes with '{owner}', and this condition is one of '{kind}'")


class ChoiceSpec(Spec):
    """A choice with the provision that completes a ground's cite."""

    text: Text
    cite: Text


Choices = dict[Name, Annotated[Annotated[Text, AsText] | Annotated[ChoiceSpec, AsMapping], EitherForm]]


class ListSpec(Spec):
    """The choices of a list: one of them, or as many as apply."""

    one_of: Choices | None = Field(None, alias="one-of")
    any_of: Choices | None = Field(None, alias="any-of")

    @model_validator(mode="after")
    def _one_list(self) -> "ListSpec":
        if (self.one_of is None) == (self.any_of is None):
            raise wrong("a list of answers is one-of or any-of")
        if not (self.one_of or self.any_of):
            raise wrong("a list of answers needs a choice")
        return self


AnswerSpec = Annotated[
    Annotated[Literal["yes-no", "text", "date", "number", "cost-lines"], AsText] | Annotated[ListSpec, AsMapping],
    EitherForm,
]
ComputedSpec = Annotated[Annotated[Name, AsText] | Annotated[dict[Name, WholeNumber], AsMapping], EitherForm]


class FactSpec(Spec):
    """A question for a person, or a fact that is worked out."""

    cite: Text
    question: Text | None = None
    help: Text | None = None
    answer: AnswerSpec | None = Field(None, description="yes-no, text, date, number, cost-lines, one-of or any-of.")
    per: Scope = "item"
    needs: dict[Name, tuple[Name, ...]] = Field({}, description="Texts without which that answer does not count.")
    consider: dict[Name, Text] = Field(default_factory=dict, description="Prompts that are kept with the answer.")
    presumed: Name | None = Field(None, description="What 'not sure' counts as.")
    reserved: Name | None = Field(None, description="Who alone may answer, such as a solicitor.")
    computed: ComputedSpec | None = Field(None, description="The function that works it out.")
    of: tuple[Id, ...] = Field((), description="What it is worked out from.")
    says: dict[Name, Text] = Field(default_factory=dict, description="A sentence for each answer.")
    reuse: Reuse = Field("offer", description="never: given afresh for each item, not taken over from another.")
    was: Ids = ()

    @model_validator(mode="after")
    def _asked_or_computed(self) -> "FactSpec":
        if self.computed is None and self.of:
            raise wrong("'of' goes with 'computed'")
        if isinstance(self.computed, dict) and len(self.computed) != 1:
            raise wrong("'computed' is the name of one function, or one name with its number")
        if self.computed is None and self.question is None:
            raise wrong("a fact needs a question, unless it is computed")
        if self.computed is None and self.answer is None:
            kinds = "yes-no, text, date, number, cost-lines, one-of or any-of"
            raise wrong(f"a question needs to say what its answer is: {kinds}")
        return self

    @property
    def kind(self) -> str:
        """Return what kind of answer it takes, as in model.rule.AnswerKind."""
        if isinstance(self.answer, ListSpec):
            return "one-of" if self.answer.one_of is not None else "any-of"
        return self.answer or "yes-no"

    @property
    def choices(self) -> dict[str, str | ChoiceSpec]:
        """Return the choices of a list, by name; empty if it is none."""
        if isinstance(self.answer, ListSpec):
            return self.answer.one_of or self.answer.any_of or {}
        return {}


class FindingVersionSpec(Spec):
    """The test of a finding from one day to another."""

    first: Day | None = Field(None, alias="from")
    last: Day | None = Field(None, alias="until", description="The last day in force.")
    met_if: Condition
    cite: Text | None = None


class FindingSpec(Spec):
    """An intermediate conclusion: one test, or versions of it where the law changed."""

    cite: Text
    met_if: Condition | None = None
    versions: tuple[FindingVersionSpec, ...] = ()
    says: dict[Name, Text] = Field(default_factory=dict, description="A sentence for yes, no and unknown.")
    was: Ids = ()

    @model_validator(mode="after")
    def _one_test(self) -> "FindingSpec":
        if (self.met_if is None) == (not self.versions):
            raise wrong("a finding has 'met_if' or 'versions'")
        return self


class TestSpec(Spec):
    """A shared block of questions, used by `test:` in a condition."""

    __test__ = False  # not for pytest

    takes: tuple[Name, ...] = Field((), description="The texts of `with:`, written {name} in the wording.")
    facts: dict[Name, FactSpec]
    met_if: Condition
    was: Ids = ()


class FactorSpec(Spec):
    """Something to weigh."""

    id: Name
    text: Text
    must_weigh: Literal["yes", "no"] = "no"
    was: Ids = ()


class BalanceSpec(Spec):
    """The factors on each side."""

    for_disclosure: tuple[FactorSpec, ...] = ()
    for_maintaining: tuple[FactorSpec, ...] = ()


class RequirementSpec(Spec):
    """A warning or a duty: it stands unless its condition is met."""

    id: Name
    unless: Condition
    says: Text
    cite: Text
    was: Ids = ()


class PrecedentSpec(Spec):
    """A decision or judgment, and what it stands for."""

    cite: Text
    says: Text


# Design section 4, but for those that only follow from the items (disclosed, partial) or settle nothing.
OUTCOMES: Mapping[str, tuple[str, ...]] = {
    "item": ("withhold", "not-held", "neither-confirm-nor-deny", "elsewhere", "none"),
    "request": (
        "refused",
        "not-held",
        "refused-cost",
        "vexatious",
        "repeated",
        "invalid",
        "not-covered",
        "clarify",
        "fees-notice",
        "neither-confirm-nor-deny",
        "none",
    ),
}
Outcome = Literal[
    "withhold", "not-held", "neither-confirm-nor-deny", "elsewhere", "none", "refused", "refused-cost",
    "vexatious", "repeated", "invalid", "not-covered", "clarify", "fees-notice",
]  # fmt: skip


class GroundSpec(Spec):
    """Something that a notice can cite."""

    id: Id
    kind: Kind
    level: Level
    engaged_if: Condition
    cite: str = ""
    gist: str = ""
    label: Text | None = Field(None, description="The ground in plain words, for the heading in a letter.")
    outcome: Outcome = Field("withhold", description="What it gives; none if it changes only form, fee or time.")
    in_doubt: Literal["hold-back"] | None = None
    lapses: Id | None = Field(None, description="A finding: while it is met, the ground is gone.")
    cites_choice: Id | None = Field(None, description="A fact whose choices complete the cite.")
    public_interest: Annotated[Annotated[Id, AsText] | Annotated[BalanceSpec, AsMapping], EitherForm] | None = Field(
        None, description="The factors, or the name of a balance under `factors`."
    )
    warnings: tuple[RequirementSpec, ...] = ()
    duties: tuple[RequirementSpec, ...] = ()
    precedents: tuple[PrecedentSpec, ...] = ()
    evidence: Texts = ()
    mistakes: Texts = ()
    was: Ids = ()

    @model_validator(mode="after")
    def _outcome_of_its_level(self) -> "GroundSpec":
        possible = OUTCOMES["item" if self.level == "item" else "request"]
        if self.outcome not in possible:
            said = f"gives '{self.outcome}'" if "outcome" in self.model_fields_set else "must say its outcome"
            raise wrong(f"a ground of level {self.level} {said}; such a ground gives {listed(possible)}")
        return self


class CaseSpec(Spec):
    """A test case. What is given and expected is checked with the rest of the book at hand."""

    name: Text
    source: Text | None = Field(None, alias="from", description="The decision it is taken from.")
    like: Text | None = Field(None, description="The case from which it starts.")
    given: dict[str, Any] = Field(default_factory=dict)
    expect: dict[str, Any] = Field(default_factory=dict)


class DoorSpec(Spec):
    """Which grounds an answer in the screening lists opens."""

    when: Condition
    opens: tuple[Id, ...]


class CueSpec(Spec):
    """Words that make an officer look again for something that was not ticked."""

    words: Texts
    still: Condition = Field(alias="while", description="Asked only while this is met.")
    ask: Text
    leads_to: Id = Field(description="The fact or the tick that a yes leads to.")


class CarrySpec(Spec):
    """Answers that follow from another: the interview records them and does not ask."""

    when: Condition
    gives: dict[Id, Text] = Field(description="Whole ids of facts, and the answer that each gets.")


class SectionSpec(Spec):
    """A rule file: a section of the Act, a common file, or the screening lists."""

    format: Format
    id: Id
    title: Text
    in_force: PeriodSpec
    cite: Text | None = None
    sources: tuple[SourceSpec, ...] = ()
    sign_off: SignOffSpec = SignOffSpec(status="draft")
    facts: dict[Name, FactSpec] = Field(default_factory=dict)
    findings: dict[Name, FindingSpec] = Field(default_factory=dict)
    tests: dict[Name, TestSpec] = Field(default_factory=dict)
    factors: dict[Name, BalanceSpec] = Field(default_factory=dict)
    grounds: tuple[GroundSpec, ...] = ()
    duties: tuple[RequirementSpec, ...] = ()
    doors: tuple[DoorSpec, ...] = ()
    cues: tuple[CueSpec, ...] = ()
    carries: tuple[CarrySpec, ...] = ()
    cases: tuple[CaseSpec, ...] = ()
    was: Ids = ()
