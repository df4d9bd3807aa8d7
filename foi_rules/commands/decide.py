"""`foi decide CASE`: the decision without a conversation."""

import sys

from foi_rules.commands.common import console, decide_with_both, is_plain, load_rules, open_case
from foi_rules.commands.shield import complain

DECIDED, REFUSED, OPEN = 0, 1, 3


def run(case_path: str, format: str, rules: str, *, plain: bool) -> int:
    """Print the decision on a case. Returns 0 if it is decided, 3 if not, 1 if the engines disagree."""
    rulebook = load_rules(rules)
    case = open_case(rulebook, case_path)
    decision, disagreements = decide_with_both(rulebook, case)
    if format == "json":
        from foi_rules.engine.report import decision_json

        sys.stdout.write(decision_json(decision))
    else:
        from foi_rules.commands.sheet import show_decision

        show_decision(console(plain), rulebook, case, decision, plain=is_plain(plain))
    for told in disagreements:
        complain(told)
    if disagreements:
        return REFUSED
    return DECIDED if decision.settled else OPEN
