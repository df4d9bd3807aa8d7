"""The officer's public interest balance as a leaf: checked for support, never worked out.

Source: FOISA s.2(1)(b). An even balance discloses; only a conclusion for maintaining needs support.
"""

from foi_rules.engine.leaves import Answers
from foi_rules.model.case import Weighing
from foi_rules.model.proof import Proof
from foi_rules.model.rule import Balance, Ground
from foi_rules.model.truth import NO, UNKNOWN, YES, Truth

MAINTAINING = "maintaining-outweighs"


def weighing_for(answers: Answers, ground: Ground) -> Weighing | None:
    """Return the officer's weighing for the ground from its place (item, part or request), or None."""
    places = [answers.item] if ground.level == "item" else [answers.part, answers.case]
    found = [place.public_interest[ground.id] for place in places if place and ground.id in place.public_interest]
    return found[0] if found else None


def balance_of(answers: Answers, ground: Ground) -> Proof:
    """Return whether the balance lets the ground stand: YES for maintaining, NO for even or disclosure.

    UNKNOWN while there is no conclusion, or a conclusion for maintaining without its support. A
    ground that is not qualified has no balance, and the answer is YES.
    """
    if ground.kind != "qualified":
        return Proof("given", "no-balance", YES)
    return Proof("fact", f"public_interest.{ground.id}", _value(weighing_for(answers, ground), ground), (), MAINTAINING)


def _value(weighing: Weighing | None, ground: Ground) -> Truth:
    if weighing is None or weighing.conclusion in (None, "unsure"):
        return UNKNOWN
    if weighing.conclusion != MAINTAINING:
        return NO
    return YES if not unsupported(weighing, ground.balance) else UNKNOWN


def unsupported(weighing: Weighing, balance: Balance | None) -> tuple[str, ...]:
    """Return what a conclusion for maintaining still lacks, as short phrases; empty if nothing.

    Needed: a factor on each side with its reason, each factor that must be weighed, and reasons.
    """
    lacking = []
    for side, weighed in (("disclosure", weighing.for_disclosure), ("maintaining", weighing.for_maintaining)):
        if not any((one.id or one.text.strip()) and one.why.strip() for one in weighed):
            lacking.append(f"a factor for {side} with its reason")
    chosen = {one.id for one in (*weighing.for_disclosure, *weighing.for_maintaining) if one.why.strip()}
    if balance:
        must = [f for f in (*balance.for_disclosure, *balance.for_maintaining) if f.must_weigh]
        lacking += [f"a weight for '{factor.text}'" for factor in must if factor.id not in chosen]
    if not weighing.reasons.strip():
        lacking.append("reasons for the conclusion")
    return tuple(lacking)
