"""A sentence has a gap, {name}, for a text that nobody is asked for."""

import re
from collections.abc import Iterable, Iterator, Mapping

from foi_rules.model.problem import Problem
from foi_rules.rulebook.names import RuleFile
from foi_rules.rulebook.schema import FactSpec
from foi_rules.rulebook.shelf import Shelf
from foi_rules.rulebook.telling import nearest, problem
from foi_rules.rulebook.yaml_text import Steps

NAME = "unknown-text"

_GAP = re.compile(r"\{([^{}]*)\}")
# The answer itself, and the days of the case.
_ALWAYS = ("answer", "created", "made", "received", "as-at")


def check(shelf: Shelf) -> Iterable[Problem]:
    """Yield a problem for each gap in the wording of a file that no answer in that file can fill."""
    for file in shelf.files:
        known = _texts(shelf, file)
        for path, text, more in _wording(file):
            for name in _GAP.findall(text):
                if name not in known and name not in more:
                    yield _problem(file, path, name, (*known, *more))


def _problem(file: RuleFile, path: Steps, name: str, known: Iterable[str]) -> Problem:
    close = nearest(name, known)
    fix = f"Did you mean '{{{close}}}'?" if close else "Ask for it under 'needs', or take it out."
    return problem(NAME, f"no answer in this file comes with a text called '{name}'", file.place(path), fix)


def _texts(shelf: Shelf, file: RuleFile) -> tuple[str, ...]:
    """Return the names of the texts that the answers to the facts of a file come with."""
    facts = [
        *file.spec.facts.values(),
        *(one for test in file.spec.tests.values() for one in test.facts.values()),
    ]
    facts += [one for use in shelf.uses if use.file is file for one in use.test.spec.facts.values()]
    needed = [text for fact in facts for texts in fact.needs.values() for text in texts]
    return tuple(dict.fromkeys([*needed, *_ALWAYS]))


def _wording(file: RuleFile) -> Iterator[tuple[Steps, str, tuple[str, ...]]]:
    """Yield every sentence of a file with its path, and what the shared test takes in which it stands."""
    spec = file.spec
    for name, fact in spec.facts.items():
        yield from ((path, text, ()) for path, text in _of_fact(("facts", name), fact))
    for name, test in spec.tests.items():
        for key, fact in test.facts.items():
            yield from ((path, text, test.takes) for path, text in _of_fact(("tests", name, "facts", key), fact))
    for name, finding in spec.findings.items():
        yield from ((path, text, ()) for path, text in _says(("findings", name), finding.says))
    for index, ground in enumerate(spec.grounds):
        yield from (
            ((("grounds", index, key), text, ()))
            for key, text in (("gist", ground.gist), ("label", ground.label or ""))
        )


def _of_fact(path: Steps, fact: FactSpec) -> Iterator[tuple[Steps, str]]:
    yield (*path, "question"), fact.question or ""
    yield (*path, "help"), fact.help or ""
    yield from _says(path, fact.says)


def _says(path: Steps, says: Mapping[str, str]) -> Iterator[tuple[Steps, str]]:
    return (((*path, "says", key), text) for key, text in says.items())
