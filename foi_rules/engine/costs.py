"""The arithmetic of an estimate: what a request would cost, and the most that may be charged for it.

Sums are in pounds, exact to the penny as `Decimal`. What may be counted is asked of the officer; here it is only
added up. Source: SSI 2004/467 regs 3-5 (projected costs, the tenth, the limit) and SSI 2004/376 reg 4 (the
charge where the limit is passed).
"""

from collections.abc import Iterable
from decimal import ROUND_DOWN, Decimal

from foi_rules.model.case import CostLine

RATE_CAP = Decimal(15)
"""Pounds an hour: the most that counts for one member of staff (SSI 2004/467 reg 3(2)(b))."""
FREE = Decimal(100)
"""Pounds: up to here nothing may be charged (reg 4(2))."""
LIMIT = Decimal(600)
"""Pounds: above here there is no duty to comply (reg 5, FOISA s.12(1))."""
TENTH = Decimal("0.1")
MOST = (LIMIT - FREE) * TENTH
"""Pounds: the most that may be charged below the limit (reg 4(3))."""
_PENNY = Decimal("0.01")
_HOUR = Decimal(60)


def line_cost(line: CostLine) -> Decimal:
    """Return the cost of one line in pounds: its sum, or its hours at its rate, which is capped."""
    if line.cost is not None:
        return line.cost
    assert line.rate is not None
    return _hours(line) * min(line.rate, RATE_CAP)


def _hours(line: CostLine) -> Decimal:
    if line.hours is not None:
        return line.hours
    assert line.records is not None
    assert line.minutes is not None
    return line.records * line.minutes / _HOUR


def total(lines: Iterable[CostLine]) -> Decimal:
    """Return the projected cost of the lines in pounds, unrounded: the limit is passed by a penny or not at all."""
    return sum((line_cost(line) for line in lines), Decimal(0))


def hours(lines: Iterable[CostLine]) -> Decimal:
    """Return the hours of work in the lines; lines that are a sum of money have none."""
    return sum((_hours(line) for line in lines if line.cost is None), Decimal(0))


def fee_cap(cost: Decimal) -> Decimal | None:
    """Return the most that may be charged for that projected cost, in whole pence; None above the limit (reg 4)."""
    if cost > LIMIT:
        return None
    return _pence(max(Decimal(0), cost - FREE) * TENTH)


def excess_fee_cap(cost: Decimal) -> Decimal | None:
    """Return the most that may be charged above the limit, in whole pence; None if it is not passed.

    Source: FOISA s.13, SSI 2004/376 reg 4.
    """
    return _pence(MOST + cost - LIMIT) if cost > LIMIT else None


def _pence(amount: Decimal) -> Decimal:
    return amount.quantize(_PENNY, rounding=ROUND_DOWN)
