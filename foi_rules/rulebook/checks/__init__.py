"""One module for each mistake that needs more than one place to be seen; all are in CHECKS."""

from collections.abc import Iterable
from typing import Protocol

from foi_rules.model.problem import Problem
from foi_rules.rulebook.checks import (
    absolute_with_public_interest,
    cycle,
    duplicate_id,
    factors_on_one_side,
    gap_in_versions,
    ground_behind_no_door,
    ground_in_no_step,
    ground_without_case,
    ground_without_cite,
    ground_without_gist,
    missing_wording,
    mixed_step,
    needs_unknown_answer,
    nested_test,
    overlapping_versions,
    reused_id,
    says_unknown_answer,
    self_reference,
    step_of_another_level,
    unknown_case,
    unknown_fact,
    unknown_factors,
    unknown_finding,
    unknown_ground,
    unknown_test,
    unknown_text,
    unreachable_expectation,
    unused_fact,
    wrong_answer,
    wrong_choice,
    wrong_with,
)
from foi_rules.rulebook.shelf import Shelf


class Check(Protocol):
    """A module of this folder: the stable name of the mistake, and the function that finds it."""

    NAME: str

    def check(self, shelf: Shelf) -> Iterable[Problem]:
        """Yield a problem for each such mistake in the files."""


CHECKS: tuple[Check, ...] = (
    absolute_with_public_interest,
    cycle,
    duplicate_id,
    factors_on_one_side,
    gap_in_versions,
    ground_behind_no_door,
    ground_in_no_step,
    ground_without_case,
    ground_without_cite,
    ground_without_gist,
    missing_wording,
    mixed_step,
    needs_unknown_answer,
    nested_test,
    overlapping_versions,
    reused_id,
    says_unknown_answer,
    self_reference,
    step_of_another_level,
    unknown_case,
    unknown_fact,
    unknown_factors,
    unknown_finding,
    unknown_ground,
    unknown_test,
    unknown_text,
    unreachable_expectation,
    unused_fact,
    wrong_answer,
    wrong_choice,
    wrong_with,
)
