"""The cases that rule files carry: all of the shipped ones pass, and one that is wrong is told with its line."""

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest
from conftest import Ran

from foi_rules.audit.cases import Result, run_cases
from foi_rules.engine.checking import faults_in
from foi_rules.engine.decide import law_for
from foi_rules.model.case import Case
from foi_rules.model.rulebook import Rulebook
from foi_rules.rulebook.home import rules_folder
from foi_rules.rulebook.load import load_rulebook

TOY = load_rulebook(Path(__file__).parent / "toy_act")
SHIPPED = tuple(run_cases(load_rulebook()))


@pytest.mark.parametrize("result", SHIPPED, ids=lambda one: f"{one.file}::{one.name}")
def test_a_case_of_the_shipped_rules(result: Result) -> None:
    assert result.passed, f"{result.file}:{result.line}: {result.failures}"


def test_the_cases_of_the_invented_act_pass_at_every_level() -> None:
    assert [one for one in run_cases(TOY) if not one.passed] == []


def test_a_wrong_expectation_is_told_with_file_line_and_name(foi: Callable[..., Ran], tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    copytree(rules_folder(), folder)
    path = folder / "foisa-s30-effective-conduct.yaml"
    text = path.read_text(encoding="utf-8")
    start = text.index("name: the balance is even, so it goes out")
    path.write_text(text[:start] + text[start:].replace("outcome: disclose", "outcome: withhold", 1), encoding="utf-8")
    ran = foi("rules", "test", str(folder), "--match", "the balance is even")
    line = text[:start].count("\n") + 1
    told = f"foisa-s30-effective-conduct.yaml:{line}: the balance is even, so it goes out: "
    assert ran.code == 1
    assert told + "outcome: expected withhold, found disclose" in ran.out


def test_an_item_of_a_request_with_parts_says_to_which_it_belongs(rulebook: Rulebook) -> None:
    case = Case.model_validate({"parts": [{"id": "a"}, {"id": "b"}], "items": [{"id": "x"}]})
    (fault,) = faults_in(law_for(rulebook, case), case)
    assert (fault.name, fault.fix) == ("no-part", "Write 'part:' with one of a, b.")
