"""What several commands share: loading rules and cases, deciding with both engines, and a console."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from foi_rules.model.case import Case
    from foi_rules.model.decision import Decision
    from foi_rules.model.rulebook import Rulebook


def load_rules(folder: str, cases: bool = False) -> "Rulebook":
    """Return the rulebook in the folder, or the shipped one; with its test cases only if they are wanted.

    Raises Refused with every problem.
    """
    from foi_rules.rulebook.load import load_rulebook

    return load_rulebook(Path(folder) if folder else None, cases)


def open_case(rulebook: "Rulebook", name: str) -> "Case":
    """Return the case in the file, checked against the rulebook. Raises Refused, or NotInForce."""
    from foi_rules.casework.case_file import read_case_marked, require_fits
    from foi_rules.engine.decide import law_for

    case, marked = read_case_marked(Path(name))
    require_fits(law_for(rulebook, case), case, marked)
    return case


def decide_with_both(rulebook: "Rulebook", case: "Case") -> "tuple[Decision, tuple[str, ...]]":
    """Return the decision, marked with the engines that agreed, and each disagreement as a sentence."""
    from foi_rules.engine.agree import agree
    from foi_rules.engine.decide import decide

    agreement = agree(rulebook, case)
    told = tuple(
        f"the engines disagree on {name} of {item or 'the request'}: {one} by kleene, {other} by durable"
        for item, name, one, other in agreement.disagreements
    )
    return decide(rulebook, case, engines=agreement.engines), told


def console(plain: bool) -> "Console":
    """Return a console on standard output: plain where asked for, or where nobody sees colour."""
    from rich.console import Console

    calm = plain or bool(os.environ.get("NO_COLOR")) or not sys.stdout.isatty()
    width = 80 if calm else None
    return Console(no_color=calm, highlight=False, width=width, soft_wrap=False, emoji=False)


def is_plain(plain: bool) -> bool:
    """Return whether output should have no boxes: asked for, NO_COLOR, or not a terminal."""
    return plain or bool(os.environ.get("NO_COLOR")) or not sys.stdout.isatty()
