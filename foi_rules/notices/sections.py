"""Every section of which letters are made, by the name that the checklist gives it."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from foi_rules.notices.closing import help_section, not_held, sending, waiting
from foi_rules.notices.denial import denial
from foi_rules.notices.environment import elsewhere, environment
from foi_rules.notices.grounds import withheld
from foi_rules.notices.names import SectionName
from foi_rules.notices.opening import answer, parts, request
from foi_rules.notices.review_rights import rights
from foi_rules.notices.reviewed import faults, points
from foi_rules.notices.schedule import table
from foi_rules.notices.whole_request import clarification, cost, fees, invalid, repeated, vexatious
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
    }
)
# In a joined letter these stand once, and all others in the section of each part.
_COMMON: frozenset[SectionName] = frozenset(
    {"answer", "request", "parts", "faults", "points", "table", "help", "rights"}
)
INNER: frozenset[SectionName] = frozenset(SECTIONS) - _COMMON
