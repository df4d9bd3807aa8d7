"""What of the law is in the rules: the master list, every provision, and what is left out on purpose."""

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import toy_act
from conftest import Ran

from foi_rules.audit.coverage import (
    Coverage,
    Listed,
    Provision,
    Tried,
    coverage,
    coverage_data,
    listed_from,
    provisions_from,
)
from foi_rules.audit.lists import master_list, provisions
from foi_rules.audit.trees import facts_behind, tables
from foi_rules.model.rule import AllOf, AnyOf, FactIs, FindingIs, GroundIs, Not
from foi_rules.model.rulebook import Rulebook
from foi_rules.rulebook.home import rules_folder

MASTER = master_list()
PROVISIONS = provisions()
HORNS = Listed("toy.s3-1", "Lights Act s.3(1)", "item", "absolute")
LAMPS = Listed("toy.s2-1", "Lights Act s.2(1)", "item", "qualified")


# The law as shipped


def test_the_master_list_is_whole() -> None:
    assert len({one.id for one in MASTER}) == len({one.cite for one in MASTER}) == 111
    part_two = [one for one in MASTER if one.id.startswith("foisa.") and one.kind != "other"]
    eirs = [one for one in MASTER if one.id.startswith("eirs.")]
    assert (len(part_two), len(MASTER) - len(part_two) - len(eirs), len(eirs)) == (67, 18, 26)
    assert [one.cite for one in eirs if not one.cite.startswith("EIRs reg ")] == []


@pytest.mark.parametrize("listed", MASTER, ids=lambda one: one.id)
def test_every_ground_of_the_law_is_in_the_rules(listed: Listed, rulebook: Rulebook) -> None:
    (row,) = coverage(rulebook, [listed], []).rows
    assert row.faults == ()
    assert row.facts > 0
    assert row.tried.engaged > 0
    assert row.tried.not_engaged > 0


def test_the_rules_have_no_ground_that_the_law_has_not(rulebook: Rulebook) -> None:
    assert coverage(rulebook, MASTER, []).unlisted == ()


def test_every_provision_is_a_ground_or_says_where_it_is_or_why_not(rulebook: Rulebook) -> None:
    places = coverage(rulebook, MASTER, PROVISIONS).places
    silent = [
        one.provision.cite
        for one in places
        if not (one.grounds or one.provision.elsewhere or one.provision.not_encoded)
    ]
    assert silent == []


def test_every_ground_belongs_to_one_provision(rulebook: Rulebook) -> None:
    placed = [name for place in coverage(rulebook, MASTER, PROVISIONS).places for name in place.grounds]
    assert sorted(placed) == sorted(one.id for one in MASTER)


@pytest.mark.parametrize(("law", "last"), [("FOISA s", 76), ("EIRs reg", 21)])
def test_no_provision_is_forgotten(law: str, last: int) -> None:
    numbers: list[int] = []
    for one in PROVISIONS:
        if one.cite.startswith(law):
            first, *rest = (int(number) for number in re.findall(r"\d+", one.cite))
            numbers += range(first, (rest or [first])[0] + 1)
    assert numbers == list(range(1, last + 1))


def test_what_is_not_encoded_has_one_plain_sentence() -> None:
    told = [one.not_encoded for one in PROVISIONS if one.not_encoded]
    assert len(told) > 20
    assert [
        text for text in told if not text.endswith(".") or ". " in text.replace("(s. ", "") or len(text) > 160
    ] == []


# Against an invented Act


def found(*listed: Listed, rulebook: Rulebook = toy_act.TOY, at: tuple[Provision, ...] = ()) -> Coverage:
    return coverage(rulebook, listed, at)


def test_a_ground_that_is_there_has_no_fault() -> None:
    (row,) = found(HORNS).rows
    assert (row.faults, row.file, row.tried) == ((), "toy-s3-fog-horns.yaml", Tried(1, 1, 0))
    assert found(HORNS).faults == ()


def test_a_lost_ground_is_named() -> None:
    kept = tuple(section for section in toy_act.TOY.sections if section.id != "toy.s3")
    compared = found(LAMPS, HORNS, rulebook=replace(toy_act.TOY, sections=kept))
    assert compared.faults == ("toy.s3-1 (Lights Act s.3(1)): no rule file has this ground",)
    assert compared.rows[1].facts == compared.rows[1].cases == 0


def test_a_ground_without_a_case_is_named() -> None:
    bare = tuple(replace(section, cases=()) for section in toy_act.TOY.sections)
    compared = found(HORNS, rulebook=replace(toy_act.TOY, sections=bare))
    assert compared.faults == ("toy.s3-1 (Lights Act s.3(1)): no case of toy-s3-fog-horns.yaml tries it",)


@pytest.mark.parametrize(
    ("listed", "told"),
    [
        (replace(HORNS, cite="Lights Act s.9"), "cite 'Lights Act s.3(1)', the master list 'Lights Act s.9'"),
        (replace(HORNS, kind="other"), "kind 'absolute', the master list 'other'"),
        (replace(HORNS, level="review"), "level 'item', the master list 'review'"),
    ],
    ids=["cite", "kind", "level"],
)
def test_a_ground_that_differs_is_named(listed: Listed, told: str) -> None:
    assert found(listed).faults == (f"toy.s3-1 ({listed.cite}): toy-s3-fog-horns.yaml says {told}",)


def test_grounds_that_are_not_listed_are_named() -> None:
    assert "toy.s3-2" in found(HORNS).unlisted
    assert "toy.s3-1" not in found(HORNS).unlisted


def test_cases_are_counted_by_what_they_expect() -> None:
    section = next(one for one in toy_act.TOY.sections if one.id == "toy.s3")
    expectations = [
        {"engaged": "yes"}, {"result": "outweighed"}, {"engaged": "no"}, {"result": "lapsed"}, {"result": "unknown"},
        {"engaged": "unknown"}, {"result": "not-engaged"}, {"decided_by": []},
        {"engaged": "yes", "result": "not-claimed"},
    ]  # fmt: skip
    cases = tuple(replace(section.cases[0], expect={"toy.s3-1": one, "outcome": "disclose"}) for one in expectations)
    changed = replace(toy_act.TOY, sections=(replace(section, cases=cases),))
    (row,) = found(HORNS, rulebook=changed).rows
    assert (row.tried, row.cases) == (Tried(engaged=3, not_engaged=3, unknown=2), 9)


def test_provisions_are_found_by_the_cites() -> None:
    section = next(one for one in toy_act.TOY.sections if one.id == "toy.s3")
    ground = replace(section.grounds["toy.s3-1"], cite="FOISA s.65A(2)")
    fact = replace(next(iter(section.facts.values())), cite="FOISA s.43(1), s.65")
    changed = replace(section, grounds={"toy.s3-1": ground}, facts={"toy.s3.a": fact})
    listed = Listed("toy.s3-1", "FOISA s.65A(2)", "item", "absolute")
    at = tuple(Provision(cite, "") for cite in ("FOISA s.6", "FOISA ss.43-46", "FOISA ss.65-65A", "EIRs reg 65"))
    places = found(listed, rulebook=replace(toy_act.TOY, sections=(changed,)), at=at).places
    assert [(one.grounds, one.facts) for one in places] == [((), 0), ((), 1), (("toy.s3-1",), 0), ((), 0)]


def test_the_questions_behind_a_condition_are_in_file_order_and_once() -> None:
    known = tables(toy_act.TOY)
    pitch, horn = FactIs("toy.s3.pitch"), FactIs("toy.s3.has-horn")
    name = "toy.s3.recognisable"
    behind = facts_behind(known, FindingIs(name))
    assert behind
    assert set(behind) <= set(known.facts)
    assert facts_behind(known, AllOf((pitch, Not(horn), pitch, GroundIs(("toy.s2-1",))))) == (pitch.fact, horn.fact)
    assert facts_behind(known, AnyOf((FindingIs(name), FactIs("toy.nowhere")))) == behind


def test_what_a_computed_fact_is_computed_from_is_behind_it() -> None:
    known = tables(toy_act.TOY)
    computed = {name: fact.computed.of for name, fact in known.facts.items() if fact.computed}
    assert computed
    for name, of in computed.items():
        assert facts_behind(known, FactIs(name))[: 1 + len(of)] == (name, *(one for one in of if one in known.facts))


def test_a_wrong_row_of_the_list_is_refused() -> None:
    row = {"id": "foisa.s1", "cite": "FOISA s.1", "level": "item", "kind": "optional"}
    with pytest.raises(ValueError, match=r"a row of level 'item' and kind 'optional': foisa\.s1"):
        listed_from([row])


def test_provisions_are_read_with_what_they_have() -> None:
    data = {"provisions": [{"cite": "FOISA s.1", "about": "a right"}, {"cite": "b", "about": "c", "in": "d"}]}
    assert provisions_from(data) == (Provision("FOISA s.1", "a right"), Provision("b", "c", "d"))


# The command


@pytest.fixture
def one_lost(tmp_path: Path) -> Path:
    """Return a copy of the invented Act: none of the law's grounds are in it."""
    folder = tmp_path / "toy"
    shutil.copytree(Path(toy_act.__file__).parent, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return folder


def test_the_command_finds_the_shipped_rules_whole(foi: Callable[..., Ran]) -> None:
    ran = foi("rules", "coverage")
    assert ran.code == 0
    assert "111 of the 111 grounds in the master list have their rule and a case." in ran.out


def test_the_command_names_what_is_lost(foi: Callable[..., Ran], one_lost: Path) -> None:
    ran = foi("rules", "coverage", str(one_lost), "--plain")
    assert (ran.code, ran.err) == (1, "")
    lines = ran.out.splitlines()
    assert "Cite\tId\tQuestions\tEngaged\tNot engaged\tUnknown" in lines
    assert "FOISA s.33(1)(b)\tfoisa.s33-1-b\t0\t0\t0\t0" in lines
    assert "foisa.s33-1-b (FOISA s.33(1)(b)): no rule file has this ground." in lines
    assert "toy.s3-1: the master list does not have this ground." in lines
    assert [line for line in lines if line.startswith("FOISA s.52\tIt sets aside a decision")]
    assert lines[-1] == "0 of the 111 grounds in the master list have their rule and a case."


def test_the_command_prints_json(foi: Callable[..., Ran], one_lost: Path) -> None:
    ran = foi("rules", "coverage", str(one_lost), "--format", "json")
    assert ran.code == 1
    data = json.loads(ran.out)
    assert list(data) == ["covered", "grounds", "provisions", "unlisted"]
    assert data["covered"] is False
    assert len(data["grounds"]) == 111
    assert data["grounds"][0] == {
        "id": "foisa.s25-1", "cite": "FOISA s.25(1)", "level": "item", "kind": "absolute", "file": "", "facts": 0,
        "cases": {"all": 0, "engaged": 0, "not_engaged": 0, "unknown": 0},
        "faults": ["foisa.s25-1 (FOISA s.25(1)): no rule file has this ground"],
    }  # fmt: skip
    assert data["provisions"][0]["cite"] == "FOISA s.1"
    assert "toy.s3-1" in data["unlisted"]


def test_a_whole_comparison_says_so_in_its_data() -> None:
    assert coverage_data(found(HORNS))["covered"] is True


def test_losing_a_file_of_the_shipped_rules_is_told_by_name(rulebook: Rulebook) -> None:
    kept = tuple(section for section in rulebook.sections if section.id != "foisa.s36")
    lost = [fault for fault in coverage(replace(rulebook, sections=kept), MASTER, []).faults if "s36" in fault]
    assert "foisa.s36-2 (FOISA s.36(2)): no rule file has this ground" in lost


def test_rules_that_cannot_be_read_are_told(foi: Callable[..., Ran], tmp_path: Path) -> None:
    shutil.copytree(rules_folder(), tmp_path / "rules")
    (tmp_path / "rules" / "foisa-s36-confidentiality.yaml").unlink()
    ran = foi("rules", "coverage", str(tmp_path / "rules"))
    assert ran.code == 2
    assert "unknown-ground" in ran.err
