"""The stable names of every mistake that is told about rule and case files; each has a page in docs/checks/."""

from foi_rules.rulebook.checks import CHECKS

YAML_TRAPS = (
    "anchor-or-alias",
    "binary-file",
    "duplicate-key",
    "empty-file",
    "missing-file",
    "not-a-file",
    "not-utf-8",
    "several-documents",
    "tab",
    "too-deep",
    "too-large",
    "unnamed-key",
    "unreadable-file",
    "yaml-syntax",
    "yaml-tag",
)
SCHEMA_MISTAKES = ("bad-date", "missing-key", "unknown-key", "wrong-value")
MISTAKES: tuple[str, ...] = (*YAML_TRAPS, *SCHEMA_MISTAKES, *(check.NAME for check in CHECKS))
