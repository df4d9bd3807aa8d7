"""How a letter cites a ground, and how it tells both sides of a balance."""

import re

from foi_rules.model.case import Weighed, Weighing
from foi_rules.model.rule import Ground
from foi_rules.notices.checklist import Checklist
from foi_rules.notices.notice import ended, one_line, uncapital
from foi_rules.notices.writing import Draft


def provision(ground: str, cite: str, checklist: Checklist) -> str:
    """Return a cite as a letter writes it: "section 30(c)", or the checklist's own words for the ground."""
    words = checklist.grounds.get(ground)
    if words:
        return words.provision
    return re.sub(r"(?:EIRs )?\breg (?=\d)", "regulation ", re.sub(r"(?:FOISA )?\bs\.(?=\d)", "section ", cite))


def factor_lists(draft: Draft, ground: Ground, weighing: Weighing, *names: str) -> list[tuple[str, list[str]]]:
    """Return both sides of a balance, each with its lead: `names` are the leads' names in the wording."""
    sides = (weighing.for_disclosure, weighing.for_maintaining)
    found = [
        (draft.say(name), [_factor(draft, ground, one) for one in side])
        for name, side in zip(names, sides, strict=True)
    ]
    return [(lead, entries) for lead, entries in found if entries]


def _factor(draft: Draft, ground: Ground, one: Weighed) -> str:
    """Return a factor with its weight in this case, as it goes on after "For releasing it:": in small letters."""
    text = uncapital(one_line(one.text or _named(draft, ground, one.id)).rstrip(".:; "))
    why = uncapital(ended(one.why))
    if not why:
        return ended(text)
    return draft.say("withheld.factor", factor=text, why=why) if text else why


def _named(draft: Draft, ground: Ground, name: str) -> str:
    """Return the text of a factor of the rules: the ground's own, else a general one."""
    balances = [balance for balance in (ground.balance, draft.law.public_interest.factors) if balance]
    factors = [one for balance in balances for one in (*balance.for_disclosure, *balance.for_maintaining)]
    return next((factor.text for factor in factors if factor.id == name), "")
