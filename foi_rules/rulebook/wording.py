"""The sentences that each kind of answer needs, and the facts of a file that have them."""

from collections.abc import Iterator, Mapping

from foi_rules.rulebook.names import RuleFile
from foi_rules.rulebook.schema import FactSpec
from foi_rules.rulebook.yaml_text import Steps

SENTENCES: Mapping[str, tuple[str, ...]] = {
    "yes-no": ("yes", "no", "unknown"),
    "text": ("given", "unknown"),
    "date": ("given", "unknown"),
    "number": ("given", "unknown"),
    "cost-lines": ("given", "unknown"),
    "one-of": ("given", "unknown"),
    "any-of": ("some", "none", "unknown"),
}


def facts_of(file: RuleFile) -> Iterator[tuple[Steps, FactSpec]]:
    """Yield the facts that a file defines, those of its shared tests among them, with their paths."""
    for name, fact in file.spec.facts.items():
        yield ("facts", name), fact
    for name, test in file.spec.tests.items():
        for key, fact in test.facts.items():
            yield ("tests", name, "facts", key), fact
