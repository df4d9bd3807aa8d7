"""Every section of which letters are made, by the name that the checklist gives it."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from foi_rules.notices.before_the_answer import charge, extension
from foi_rules.notices.closing import help_section, not_held, sending, waiting
from foi_rules.notices.denial import denial
from foi_rules.notices.environment import elsewhere, environment
from foi_rules.notices.grounds import withheld
from foi_rules.notices.names import SectionName
from foi_rules.notices.opening import answer, parts, request
from foi_rules.notices.review_rights import rights
from foi_rules.notices.reviewed import faults, not_reviewed, points, remedy, review_gap
from foi_rules.notices.schedule import table
from foi_rules.notices.whole_request import clarification, cost, fees, invalid, repeated, vexatious
from foi_rules.notices.without_answer import not_covered, published, unpaid, unreasonable
from foi_rules.notices.writing import Draft, Section

SECTIONS: Mapping[SectionName, Callable[[Draft], Section]] = MappingProxyType(
    {
        "answer": answer,
        "request": request,
        "parts": parts,
        "faults": faults,
        "points": points,
        "sending": sending,
        "withheld": withheld,
        "not-held": not_held,
        "waiting": waiting,
        "table": table,
        "help": help_section,
        "rights": rights,
        "denial": denial,
        "cost": cost,
        "vexatious": vexatious,
        "repeated": repeated,
        "fees": fees,
        "clarification": clarification,
        "invalid": invalid,
        "environment": environment,
        "elsewhere": elsewhere,
        "not-reviewed": not_reviewed,
        "review-gap": review_gap,
        "remedy": remedy,
        "extension": extension,
        "charge": charge,
        "published": published,
        "unreasonable": unreasonable,
        "not-covered": not_covered,
        "unpaid": unpaid,
    }
)
# In a joined letter these stand once, and all others in the section of each part.
_COMMON: frozenset[SectionName] = frozenset(
    {"answer", "request", "parts", "faults", "remedy", "points", "table", "help", "rights"}
)
INNER: frozenset[SectionName] = frozenset(SECTIONS) - _COMMON
