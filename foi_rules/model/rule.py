"""The law as frozen values: facts, conditions, findings, grounds, and the order of analysis.

Ids are whole here (`foisa.s38.human`); the short forms of rule files are resolved when they are read.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Literal, cast

Kind = Literal["absolute", "qualified", "other"]
Level = Literal["item", "request", "review"]
Scope = Literal["item", "request", "authority"]
Reuse = Literal["offer", "never"]
_ALONE = re.compile(r"\{([a-z][a-z0-9-]*)\}")
AnswerKind = Literal["yes-no", "text", "date", "number", "one-of", "any-of", "cost-lines"]

EMPTY: Mapping[str, str] = MappingProxyType({})


# Conditions: nothing but these; no expressions, no code.


@dataclass(frozen=True, slots=True)
class AllOf:
    """Met when every child is met."""

    children: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Met when at least one child is met."""

    children: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Met when the child is not met; UNKNOWN stays UNKNOWN."""

    child: "Condition"


@dataclass(frozen=True, slots=True)
class FactIs:
    """Met when the fact has the answer `choice` ("yes" unless the file says otherwise), or is more than a number."""

    fact: str
    choice: str = "yes"
    more_than: Decimal | None = None


@dataclass(frozen=True, slots=True)
class FindingIs:
    """Met when the finding is."""

    finding: str


@dataclass(frozen=True, slots=True)
class GroundIs:
    """Met when any of the grounds can be relied on."""

    grounds: tuple[str, ...]


Condition = AllOf | AnyOf | Not | FactIs | FindingIs | GroundIs


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a list: its text, and the provision that completes a ground's cite, if any."""

    text: str
    cite: str = ""


@dataclass(frozen=True, slots=True)
class Computed:
    """A fact that is worked out: the function's name, what it is a function of, and a number if it takes one."""

    function: str
    of: tuple[str, ...]
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A question for a person, or a computed fact.

    `needs` maps an answer to the texts without which it does not count; `presumed` is what "not sure"
    counts as; only a person of the kind `reserved` may answer; `says` has a sentence for each answer. An answer
    whose `reuse` is "never" is given afresh for each item; any other can be taken over from one that is like it.
    """

    id: str
    cite: str
    question: str
    answer: AnswerKind
    says: Mapping[str, str]
    help: str = ""
    choices: Mapping[str, Choice] = field(default_factory=lambda: MappingProxyType({}))
    per: Scope = "item"
    needs: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    consider: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    presumed: str | None = None
    reserved: str | None = None
    computed: Computed | None = None
    reuse: Reuse = "offer"

    def alone(self, value: str = "yes") -> str:
        """Return the name of the text that is all that the answer `value` says, as in "{steps}"; "" if it says more."""
        found = _ALONE.fullmatch(self.says.get(value, "").strip())
        return found[1] if found and found[1] != "answer" else ""

    def needed_for(self, value: object) -> tuple[str, ...]:
        """Return the names of the texts that the answer `value` needs, in file order."""
        given = (value,) if isinstance(value, str) else cast("tuple[object, ...]", value)
        keys = [key for key in given if isinstance(key, str)]
        keys += ["some" if not isinstance(value, str) and value else "none"] if self.answer == "any-of" else []
        wanted = [text for key in [*keys, "any"] for text in self.needs.get(key, ())]
        return tuple(dict.fromkeys(wanted))


@dataclass(frozen=True, slots=True)
class Finding:
    """An intermediate conclusion, with a sentence for YES, NO and UNKNOWN."""

    id: str
    cite: str
    met_if: Condition
    says: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Factor:
    """Something to weigh. `must_weigh`: no conclusion counts until it has been weighed (s.29(3))."""

    id: str
    text: str
    must_weigh: bool = False


@dataclass(frozen=True, slots=True)
class Balance:
    """The factors that a qualified ground offers on each side; none is ever chosen beforehand."""

    for_disclosure: tuple[Factor, ...]
    for_maintaining: tuple[Factor, ...]


@dataclass(frozen=True, slots=True)
class Requirement:
    """A warning or a duty: shown, or holding up the letter, unless its condition is YES."""

    id: str
    unless: Condition
    says: str
    cite: str


@dataclass(frozen=True, slots=True)
class Precedent:
    """A decision or judgment and what it stands for."""

    cite: str
    says: str


@dataclass(frozen=True, slots=True)
class Ground:
    """Something that a notice can cite.

    `outcome` is what it gives when relied on ("none" if it ends nothing). `opened_by` is the screening
    condition behind which it stands; `lapses` the finding that ends it. `label` names the ground in
    plain words for a letter. `section` is the id of the file that holds it.
    """

    id: str
    cite: str
    kind: Kind
    level: Level
    gist: str
    engaged_if: Condition
    section: str = ""
    outcome: str = "withhold"
    hold_back: bool = False
    lapses: str | None = None
    opened_by: Condition | None = None
    balance: Balance | None = None
    cites_choice: str | None = None
    label: str = ""
    warnings: tuple[Requirement, ...] = ()
    duties: tuple[Requirement, ...] = ()
    precedents: tuple[Precedent, ...] = ()
    evidence: tuple[str, ...] = ()
    mistakes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """The days on which a version of the law is in force: from the first day to the last, or without end."""

    first: date
    last: date | None = None

    def covers(self, day: date) -> bool:
        """Return whether the version is in force on `day`."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class VersionedFinding:
    """A finding whose test the law changed: one version a period."""

    versions: tuple[tuple[Period, Finding], ...]


@dataclass(frozen=True, slots=True)
class RuleCase:
    """A test case that a rule file carries: what is given, what is expected, and its place in the file."""

    name: str
    given: Mapping[str, object]
    expect: Mapping[str, object]
    source: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """One rule file: a section of the Act with its questions, logic, wording and cases."""

    id: str
    cite: str
    title: str
    file: str
    in_force: Period
    facts: Mapping[str, Fact]
    findings: Mapping[str, VersionedFinding]
    grounds: Mapping[str, Ground]
    duties: tuple[Requirement, ...] = ()
    cases: tuple[RuleCase, ...] = ()
    sign_off: str = "draft"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the analysis: the grounds tried at it, or a finding that holds the item there unless it is NO.

    `law` is the law whose step it is ("" for every law). Where a ground of a step that `turns_to` another law can
    be relied on, the steps of that law follow in place of those of its own.
    """

    id: str
    level: Level
    grounds: tuple[str, ...] = ()
    holds: str | None = None
    says: str = ""
    law: str = ""
    turns_to: str = ""


@dataclass(frozen=True, slots=True)
class Regime:
    """One of the laws under which a request is answered, and the finding that says whether it runs for a part."""

    id: str
    runs: str


@dataclass(frozen=True, slots=True)
class Card:
    """Questions that are put on one page of the interview, under one heading, whatever ground they belong to."""

    id: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """The order of analysis as data. `asking` is the order in which opened grounds are asked about.

    `cards` are the questions that share a page; those of no card stand on the page of their ground.
    `laws` are those that can run, the one under which every item starts first; none where there is one law only.
    `together` is the finding under which an item is answered under all of them, and refused only if all refuse.
    """

    law_stated_at: date
    steps: tuple[Step, ...]
    asking: tuple[str, ...] = ()
    laws: tuple[Regime, ...] = ()
    together: str = ""
    cards: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that make the officer look again for something that was not ticked.

    Asked while `still` is met. `leads_to` is the fact that a yes answers; `tick` the choice of it, if
    it is a tick list.
    """

    words: tuple[str, ...]
    still: Condition
    ask: str
    leads_to: str
    tick: str = ""


@dataclass(frozen=True, slots=True)
class Carry:
    """Answers that follow from another, so that nobody is asked twice: whole fact ids and their answers.

    The interview records them as answers of their own, marked as carried; deciding knows nothing of them.
    """

    when: Condition
    gives: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Rejected:
    """A consideration that carries no weight: the words by which it is recognised, and why it is refused."""

    id: str
    text: str
    side: Literal["disclosure", "maintaining", "both"]
    words: tuple[str, ...]
    says: str


@dataclass(frozen=True, slots=True)
class PublicInterest:
    """Generic factors that any balance may use, and the list of what does not count."""

    factors: Balance = field(default_factory=lambda: Balance((), ()))
    rejected: tuple[Rejected, ...] = ()
