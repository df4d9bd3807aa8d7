"""A fact or a finding has no sentence for one of its answers."""

from collections.abc import Iterable

from foi_rules.model.problem import Problem
from foi_rules.rulebook.shelf import Shelf
from foi_rules.rulebook.telling import listed, problem
from foi_rules.rulebook.wording import SENTENCES, facts_of

NAME = "missing-wording"


def check(shelf: Shelf) -> Iterable[Problem]:
    """Yield a problem for each fact and finding that cannot say what was answered, or that nothing was."""
    for file in shelf.files:
        spoken = [(path, f"the fact '{path[-1]}'", fact.kind, fact.says, fact.choices) for path, fact in facts_of(file)]
        spoken += [
            (("findings", name), f"the finding '{name}'", "yes-no", finding.says, {})
            for name, finding in file.spec.findings.items()
        ]
        for path, what, kind, says, choices in spoken:
            missing = [key for key in SENTENCES[kind] if key not in says]
            if missing == ["given"] and choices and set(choices) <= set(says):
                continue
            if missing:
                told = f"{what} has no sentence for {listed(missing, 'and')}"
                fix = f"Under 'says', write one for {listed(SENTENCES[kind], 'and')}."
                yield problem(NAME, told, file.place(path, key=True), fix)
