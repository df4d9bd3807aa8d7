"""The conditions of a rule file, walked in file order."""

from collections.abc import Iterator

from foi_rules.rulebook.schema import Condition, SectionSpec
from foi_rules.rulebook.yaml_text import Steps


def leaves(condition: Condition, path: Steps) -> Iterator[tuple[Steps, Condition]]:
    """Yield every condition under this one that has no children, with its path, in file order."""
    if condition.all is not None or condition.any is not None:
        key = "all" if condition.all is not None else "any"
        for index, child in enumerate(condition.all or condition.any or ()):
            yield from leaves(child, (*path, key, index))
    elif condition.not_ is not None:
        yield from leaves(condition.not_, (*path, "not"))
    else:
        yield path, condition


def trees(spec: SectionSpec) -> Iterator[tuple[Steps, Condition, str]]:
    """Yield every condition of a file with its path and the whole id of what it belongs to ("" if nothing).

    The conditions of shared tests are not among them: they are read where a test is used.
    """
    for name, finding in spec.findings.items():
        if finding.met_if is not None:
            yield ("findings", name, "met_if"), finding.met_if, f"{spec.id}.{name}"
        for index, version in enumerate(finding.versions):
            yield ("findings", name, "versions", index, "met_if"), version.met_if, f"{spec.id}.{name}"
    for index, ground in enumerate(spec.grounds):
        yield ("grounds", index, "engaged_if"), ground.engaged_if, ground.id
        for kind, those in (("warnings", ground.warnings), ("duties", ground.duties)):
            for number, one in enumerate(those):
                yield ("grounds", index, kind, number, "unless"), one.unless, ""
    for index, duty in enumerate(spec.duties):
        yield ("duties", index, "unless"), duty.unless, ""
    for index, door in enumerate(spec.doors):
        yield ("doors", index, "when"), door.when, ""
    for index, cue in enumerate(spec.cues):
        yield ("cues", index, "while"), cue.still, ""
    for index, carry in enumerate(spec.carries):
        yield ("carries", index, "when"), carry.when, ""
