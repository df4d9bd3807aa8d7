"""`foi cost`: what a request would cost, whether that is over the limit, and what may be charged."""

import json
from decimal import Decimal

from foi_rules.commands.shield import UNUSABLE, complain
from foi_rules.engine.costs import FREE, LIMIT, RATE_CAP, excess_fee_cap, fee_cap, hours, line_cost, total
from foi_rules.interview.estimate import lines_in
from foi_rules.interview.prompt import Misread
from foi_rules.model.case import CostLine


def run(text: str, *, as_json: bool) -> int:
    """Print the estimate added up, the limit, and the most that may be charged. Returns 0, or 2 for no estimate."""
    try:
        lines = lines_in(text)
    except Misread as error:
        complain(str(error))
        return UNUSABLE
    if not lines:
        complain("There is no line of an estimate; write lines such as: find the files: 12 h at 13.20; postage: 8.")
        return UNUSABLE
    print(json.dumps(_data(lines), indent=2) if as_json else "\n".join(_told(lines)))
    return 0


def _data(lines: tuple[CostLine, ...]) -> dict[str, object]:
    cost = total(lines)
    fee, excess = fee_cap(cost), excess_fee_cap(cost)
    return {
        "lines": [{**line.to_file(), "comes_to": _pounds(line_cost(line))} for line in lines],
        "hours": str(hours(lines).normalize()),
        "total": _pounds(cost),
        "over_limit": cost > LIMIT,
        "most_fee": None if fee is None else _pounds(fee),
        "most_fee_over_limit": None if excess is None else _pounds(excess),
    }


def _pounds(amount: Decimal) -> str:
    return f"{amount:.2f}"


def _told(lines: tuple[CostLine, ...]) -> list[str]:
    cost = total(lines)
    said = [f"{line.what}: {_pounds(line_cost(line))} pounds{_capped(line)}" for line in lines]
    said.append(f"Together: {_pounds(cost)} pounds ({hours(lines):.1f} hours of work).")
    fee, excess = fee_cap(cost), excess_fee_cap(cost)
    if fee is None:
        assert excess is not None
        said += [
            f"Over the limit of {LIMIT} pounds: there is no duty to comply, and help to ask for less is due "
            "(FOISA ss.12(1), 15).",
            f"If you answer all the same, you may charge at most {_pounds(excess)} pounds, agreed beforehand "
            "(FOISA s.13, SSI 2004/376 reg 4).",
        ]
    else:
        over = "nothing: the first 100 pounds are free" if cost <= FREE else f"at most {_pounds(fee)} pounds"
        said += [
            f"Within the limit of {LIMIT} pounds (FOISA s.12(1), SSI 2004/467 reg 5).",
            f"You may charge {over} (FOISA s.9, SSI 2004/467 reg 4).",
        ]
    said.append("Not to be counted: finding out whether you have it, and deciding what may go out (reg 3(2)(a)).")
    return said


def _capped(line: CostLine) -> str:
    over = line.rate is not None and line.rate > RATE_CAP
    return f" (an hour counts for {RATE_CAP} pounds at most)" if over else ""
