"""What is reported of a letter: what it is, what it does, what is wrong with it, and what could not be seen."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from foi_rules.model.rulebook import Law
from foi_rules.notices.checking import checks_grounds, checks_kinds, checks_reasons, checks_rights, our_own
from foi_rules.notices.checking.defects import SEVERITIES, Defect, Defects, defect
from foi_rules.notices.checking.finding import Found
from foi_rules.notices.checking.holding import Holding, class_of
from foi_rules.notices.checking.letter import Letter, Regime
from foi_rules.notices.checking.provisions import provisions_of
from foi_rules.notices.checking.told import told_by
from foi_rules.notices.checking.words import LetterWords
from foi_rules.notices.checklist import Checklist
from foi_rules.notices.reading.page import Page

Stage = Literal["initial", "review"]
Answer = Literal["yes", "no", "not-needed", "not-seen"]
_CHECKS: tuple[Callable[[Letter], Iterator[Found]], ...] = (
    checks_grounds.no_ground,
    checks_grounds.without_limb,
    checks_grounds.unknown,
    checks_grounds.other_act,
    checks_grounds.does_not_fit,
    checks_grounds.title_of_act,
    checks_grounds.wrong_regime,
    checks_grounds.no_separate_claim,
    checks_grounds.no_place,
    checks_grounds.no_date,
    checks_reasons.reasons,
    checks_reasons.bare_refusals,
    checks_reasons.public_interest,
    checks_reasons.for_nothing,
    checks_reasons.not_needed,
    checks_reasons.irrelevant,
    checks_reasons.holding,
    checks_reasons.blanket,
    checks_reasons.harm,
    checks_reasons.names,
    checks_kinds.neither,
    checks_kinds.not_held,
    checks_kinds.cost,
    checks_kinds.section_14,
    checks_kinds.fees,
    checks_kinds.clarification,
    checks_kinds.more_time,
    checks_kinds.review,
    checks_kinds.parts,
    checks_kinds.manner,
    checks_rights.missing,
    checks_rights.limits,
    our_own.missing_parts,
)


class _Value(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CitedProvision(_Value):
    """A provision that a letter cites: as the rules cite it, as it stands, and on which line."""

    cite: str
    text: str
    line: int
    place: str
    use: Literal["relied", "not-relied", "mentioned"] = Field(
        description="relied: for what the letter does; not-relied: it says that it does not apply; mentioned: in "
        "passing."
    )


class HeldBackPassage(_Value):
    """A sentence that holds something back, and whether a ground is named for it (not-seen: the letter breaks off)."""

    line: int
    place: str
    sentence: str
    ground_named: Answer


class Report(_Value):
    """What `foi check` says of one letter. The same letter and the same rules give the same report."""

    format: Literal["1"] = "1"
    stage: Stage
    law: Regime = Field(description="The law under which it answers.")
    withholds: bool = Field(description="Whether something is held back, or refused for its cost or as a request.")
    grounds: tuple[str, ...] = Field(description="The provisions relied on to refuse, each once.")
    provisions: tuple[CitedProvision, ...] = Field(description="Every provision cited, in order.")
    other_law: tuple[str, ...] = Field(description="Provisions of other countries' Acts that are relied on.")
    held_back: tuple[HeldBackPassage, ...]
    names_no_ground: bool = Field(
        description="Whether something is certainly held back for which no provision is named."
    )
    says_not_held: bool
    not_held_notice: bool = Field(description="Whether section 17 or regulation 10(4)(a) is named for it.")
    public_interest: Answer
    review_right: Answer
    commissioner_right: Answer
    defects: tuple[Defect, ...]
    unseen: tuple[str, ...] = Field(description="What could not be seen, each a sentence.")
    rulebook: str = Field("", description="The version of the rules that the letter was read with.")

    @property
    def sound(self) -> bool:
        """Return whether nothing was found but advice."""
        return all(one.severity == "advice" for one in self.defects)


@dataclass(frozen=True)
class Standards:
    """What letters are measured by: the checklist, the words by which they are read, and what can be wrong."""

    checklist: Checklist
    words: LetterWords
    defects: Defects


def check_page(page: Page, law: Law, standards: Standards, on: date | None = None) -> Report:
    """Return the report on a letter.

    `on` is the day of the letter, for exemptions that lapse; None where it is not known.
    """
    told = told_by(page, standards.words, provisions_of(law, standards.words.provisions))
    letter = Letter(told, Holding(told), law, standards.checklist)
    found = [one for check in _CHECKS for one in check(letter)]
    found += checks_grounds.lapsed(letter, on)
    return _report(letter, _in_order(found, standards.defects))


_AFTER_ALL = 10**9  # what is nowhere in the letter comes last


def _in_order(found: list[Found], defects: Defects) -> tuple[Defect, ...]:
    """Return the defects, gravest first, then as they stand in the letter; the same one of a sentence only once."""
    order = [spec.id for spec in defects.defects]
    made = {
        (
            one.id,
            one.sentence.index if one.sentence else -1,
            tuple(one.values.get(name, "") for name in ("provision", "words", "item")),
        ): one
        for one in reversed(found)
    }
    rows = sorted(
        made.values(),
        key=lambda one: (
            SEVERITIES.index(defects.by_id[one.id].severity),
            one.sentence.index if one.sentence else _AFTER_ALL,
            order.index(one.id),
        ),
    )
    return tuple(defect(one, defects.by_id[one.id]) for one in rows)


def _report(letter: Letter, defects: tuple[Defect, ...]) -> Report:
    told, held = letter.told, letter.holding
    return Report(
        stage="review" if letter.reviewed else "initial",
        law=letter.regime,
        withholds=held.withholds,
        grounds=tuple(
            dict.fromkeys(
                one.provision.cite for one in held.grounds if _named_here(one.provision.law, class_of(one.provision))
            )
        ),
        provisions=tuple(
            CitedProvision(
                cite=one.provision.cite,
                text=one.citation.text,
                line=one.sentence.line,
                place=one.sentence.place,
                use=one.use,
            )
            for one in told.cited
            if one.provision.law != "other"
        ),
        other_law=tuple(
            dict.fromkeys(one.provision.cite for one in told.relied if one.provision.law in ("foia", "uk-eirs"))
        ),
        held_back=tuple(
            HeldBackPassage(
                line=one.sentence.line,
                place=one.sentence.place,
                sentence=one.sentence.text,
                ground_named="yes" if one.covered else "no" if one.certain else "not-seen",
            )
            for one in held.held_back
        ),
        names_no_ground=any(one.id in ("no-ground-cited", "s18-without-exemption") for one in defects),
        says_not_held=any(one not in letter.rights_zone for one in told.that("not-held")),
        not_held_notice=bool(held.of("search")),
        public_interest=_public_interest(letter),
        review_right=_right(letter, bool(letter.review_told), needed=letter.refuses)
        if not letter.reviewed
        else "not-needed",
        commissioner_right=_right(
            letter,
            bool(letter.commissioner_told or told.any("no-commissioner")),
            needed=letter.refuses or letter.reviewed,
        ),
        defects=defects,
        unseen=_unseen(letter),
    )


def _named_here(law: str, cited_for: str) -> bool:
    return law in ("foisa", "eirs") and not (law == "foisa" and cited_for == "search")


def _public_interest(letter: Letter) -> Answer:
    weighs = [one for one in letter.told.that("weighs", "denial-balance") if one not in letter.rights_zone]
    if weighs:
        return "yes"
    if not letter.whole:
        return "not-seen"
    return "no" if letter.qualified or letter.holding.uncovered else "not-needed"


def _right(letter: Letter, told: bool, *, needed: bool) -> Answer:
    if told:
        return "yes"
    if not letter.whole:
        return "not-seen"
    return "no" if needed else "not-needed"


def _unseen(letter: Letter) -> tuple[str, ...]:
    cut = ("The letter breaks off in the middle of a sentence; what follows was not seen.",) if letter.told.cut else ()
    told = ("A passage in brackets tells what the letter does; the words of the letter itself were not seen.",)
    asked = (
        "The request was not seen: whether every part of it is answered, and whether something is "
        "left out in silence, cannot be told from the letter.",
    )
    return (*letter.told.page.unseen, *cut, *(told if letter.retold else ()), *asked)
