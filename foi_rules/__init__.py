"""foi-rules: cited, reasoned decisions on requests under the Freedom of Information (Scotland) Act 2002.

The names below are the library; they are imported when they are first used, so that the command
starts quickly.

    from foi_rules import decide, load_rulebook, read_case
    decision = decide(load_rulebook(), read_case("case.yaml"))
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from foi_rules.casework.case_file import read_case as read_case
    from foi_rules.engine.agree import agree as agree
    from foi_rules.engine.asking import missing as missing
    from foi_rules.engine.asking import next_question as next_question
    from foi_rules.engine.asking import pivotal as pivotal
    from foi_rules.engine.changing import what_if as what_if
    from foi_rules.engine.decide import decide as decide
    from foi_rules.engine.explain import explain as explain
    from foi_rules.model.case import Case as Case
    from foi_rules.model.decision import Decision as Decision
    from foi_rules.model.problem import Refused as Refused
    from foi_rules.model.rulebook import Rulebook as Rulebook
    from foi_rules.model.truth import Truth as Truth
    from foi_rules.notices.checking.api import check_letter as check_letter
    from foi_rules.notices.checking.api import check_text as check_text
    from foi_rules.notices.checking.report import Report as Report
    from foi_rules.notices.reading import LetterUnreadable as LetterUnreadable
    from foi_rules.rulebook.load import load_rulebook as load_rulebook

__version__ = "0.1.0"

_HOME = {
    "Case": "model.case",
    "Decision": "model.decision",
    "LetterUnreadable": "notices.reading",
    "Refused": "model.problem",
    "Report": "notices.checking.report",
    "Rulebook": "model.rulebook",
    "Truth": "model.truth",
    "agree": "engine.agree",
    "check_letter": "notices.checking.api",
    "check_text": "notices.checking.api",
    "decide": "engine.decide",
    "explain": "engine.explain",
    "load_rulebook": "rulebook.load",
    "missing": "engine.asking",
    "next_question": "engine.asking",
    "pivotal": "engine.asking",
    "read_case": "casework.case_file",
    "what_if": "engine.changing",
}

__all__ = [*sorted(_HOME), "__version__"]  # noqa: PLE0604 - names, all of them strings


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"foi_rules has no '{name}'")
    return getattr(import_module(f"foi_rules.{_HOME[name]}"), name)
