"""The pages about grounds and coverage that are made from the rule files."""

import importlib.util
import re
import shutil
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import Any

import pytest
import toy_act

from foi_rules.audit.lists import master_list
from foi_rules.model.rule import (
    AllOf,
    AnyOf,
    Choice,
    Fact,
    FactIs,
    FindingIs,
    Ground,
    GroundIs,
    Not,
    Period,
    Precedent,
    Section,
)
from foi_rules.model.rulebook import Rulebook
from foi_rules.rulebook.home import rules_folder

DOCS = Path(__file__).parent.parent / "docs"
HERE = Path(toy_act.__file__).parent


def _script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"pages_{name}", DOCS / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


generate = _script("generate")
from made_coverage import coverage_page  # noqa: E402
from made_grounds import ground_pages  # noqa: E402
from made_text import wrapped  # noqa: E402

# One ground with all that a page can show.

SOURCES = """
sources:
  - {url: https://example.org/lights, cite: Lights Act s.9, seen: 2024-10-07}
  - {url: https://example.org/bare}
  - {cite: a letter, says: what it says}
"""


def _fact(name: str, question: str, **more: Any) -> Fact:
    says = {"yes": f"{name} is so", "no": f"{name} is not so", "unknown": f"{name} is not settled"}
    return replace(Fact(f"toy.s9.{name}", "Lights Act s.9(1)", question, "yes-no", says), **more)


NEEDS = {"yes": ("whose", "seen-at"), "no": ("why",)}
FACTS = {
    one.id: one
    for one in (
        _fact("keeper", "Is the authority a keeper of lights?", per="authority"),
        _fact("whose", "Whose lamp is {it}?", help="Look at the brass.", needs=NEEDS),
        _fact("dim", "Is it dim?", reserved="solicitor", presumed="yes", consider={"fog": "how thick the fog was"}),
        _fact("shared", "Is it shared?", cite="FOISA Part 2", says={"yes": "{lamp}", "no": "no", "unknown": "-"}),
    )
}


def _ground(**more: Any) -> Ground:
    tree = AllOf(
        (
            FactIs("toy.s9.keeper"),
            AllOf((FactIs("toy.s9.whose"), FactIs("toy.s9.shared"))),
            AnyOf((Not(FactIs("toy.s9.dim")), GroundIs(("toy.s3-1", "toy.s3-2")))),
        )
    )
    ground = Ground("toy.s9-1", "FOISA s.9(1)", "qualified", "item", "somebody's {lamp} is dim", tree, "toy.s9")
    return replace(ground, **more)


def _page(
    ground: Ground, sources: str = SOURCES, tmp_path: Path | None = None, rulebook: Rulebook = toy_act.TOY
) -> str:
    assert tmp_path
    section = Section(
        "toy.s9", "FOISA s.9", "Lamps", "toy-s9-lamps.yaml", Period(date(2005, 1, 1)), FACTS, {}, {ground.id: ground}
    )
    shutil.copytree(HERE, tmp_path, dirs_exist_ok=True)
    (tmp_path / section.file).write_text(sources or "format: 1\n", encoding="utf-8")
    pages = ground_pages(replace(rulebook, sections=(*rulebook.sections, section)), tmp_path)
    return str(pages[f"grounds/{ground.id}.md"])


def _part(page: str, title: str) -> str:
    found = re.search(rf"^## {title}\n\n(.*?)(?=\n## |\Z)", page, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


def test_a_page_says_what_the_ground_is(tmp_path: Path) -> None:
    page = _page(_ground(label="A dim lamp"), tmp_path=tmp_path)
    assert page.splitlines()[1:4] == ["# FOISA s.9(1)", "", "**A dim lamp.** Somebody's ... is dim."]
    assert "| Kind | Qualified exemption: it keeps nothing back unless the public interest favours that |" in page
    assert "| Decided for each | item of information |" in page
    assert "| Who may rely on it | It depends on the authority: Is the authority a keeper of lights? |" in page
    assert "| When it ends | Never by age alone |" in page
    assert "`toy.s9-1` in [toy-s9-lamps.yaml](../../../rules/toy-s9-lamps.yaml), a draft that no solicitor" in page
    assert "In doubt" not in page
    assert "Outcome" not in page


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"kind": "absolute"}, "| Kind | Absolute exemption: no public interest test follows |"),
        ({"kind": "other", "outcome": "not-held"}, "| Outcome | Not held |"),
        ({"kind": "other", "level": "request", "outcome": "refused-cost"}, "| Outcome | The request is refused: it"),
        ({"outcome": "none"}, "| Outcome | It changes only form, fee or time |"),
        ({"level": "review"}, "| Decided for each | requirement for review |"),
        ({"hold_back": True}, "| In doubt | Nothing goes out until the doubt is settled, and it cannot"),
        ({"cite": "EIRs reg 9"}, "| Kind | Exception: it keeps nothing back unless the public interest favours that |"),
        ({"engaged_if": FactIs("toy.s9.dim")}, "| Who may rely on it | Any authority under the Act |"),
        ({"engaged_if": AnyOf((FactIs("toy.s9.dim"), FactIs("toy.s9.keeper")))}, "| Any authority under the Act |"),
    ],
    ids=str,
)
def test_what_a_ground_is_depends_on_it(more: dict[str, Any], told: str, tmp_path: Path) -> None:
    assert told in _page(_ground(**more), tmp_path=tmp_path)


def test_when_it_ends_is_told_in_the_words_of_the_rules(tmp_path: Path) -> None:
    lapses = next(
        ground.lapses for section in toy_act.TOY.sections for ground in section.grounds.values() if ground.lapses
    )
    assert lapses
    assert re.search(r"\| When it ends \| When .+ \(.+\) \|", _page(_ground(lapses=lapses), tmp_path=tmp_path))


def test_questions_stand_in_order_with_help_and_terms(tmp_path: Path) -> None:
    part = _part(_page(_ground(), tmp_path=tmp_path), "The questions, in order")
    assert part.split("\n\n", 1)[1] == (
        "1. **Is the authority a keeper of lights?** (Lights Act s.9(1); asked once, of the authority)\n\n"
        "2. **Whose lamp is ...?** (Lights Act s.9(1))\n\n"
        "   Look at the brass. To be written down: whose and seen at (with yes) and why (with no).\n\n"
        "3. **Is it shared?**\n\n"
        "4. **Is it dim?** (Lights Act s.9(1))\n\n"
        "   Only a solicitor answers it. Not sure counts as yes.\n\n"
        "   To be thought of:\n\n"
        "   - how thick the fog was\n"
    )


def test_the_test_is_a_list_without_needless_steps(tmp_path: Path) -> None:
    assert _part(_page(_ground(), tmp_path=tmp_path), "The test").rstrip() == (
        "It applies if each of these holds:\n\n"
        "- keeper is so (Lights Act s.9(1))\n"
        "- whose is so (Lights Act s.9(1))\n"
        "- yes to question 3\n"
        "- one of these:\n"
        "  - dim is not so (Lights Act s.9(1))\n"
        "  - one of these can be relied on: [Lights Act s.3(1)](toy.s3-1.md), [Lights Act s.3(2)](toy.s3-2.md)"
    )


def test_a_choice_is_told_in_the_rules_own_words_if_it_has_any(tmp_path: Path) -> None:
    choices = {"oil": Choice("it burns oil"), "gas": Choice("it burns gas")}
    fact = Fact("toy.s9.fuel", "FOISA s.9", "What does it burn?", "one-of", {"oil": "the lamp burns oil"}, "", choices)
    section = next(one for one in toy_act.TOY.sections if one.id == "toy.s3")
    known = replace(section, id="toy.s9b", facts={fact.id: fact}, findings={}, grounds={}, file="toy-s1-cost.yaml")
    rulebook = replace(toy_act.TOY, sections=(*toy_act.TOY.sections, known))
    tree = AnyOf((FactIs("toy.s9.dim"), FactIs(fact.id, "oil"), FactIs(fact.id, "gas")))
    page = _page(_ground(engaged_if=tree), tmp_path=tmp_path, rulebook=rulebook)
    assert _part(page, "The test").splitlines()[-2:] == [
        "- the lamp burns oil (FOISA s.9)",
        "- What does it burn? (FOISA s.9)",
    ]


def test_a_finding_is_opened_once(tmp_path: Path) -> None:
    name = "toy.s3.recognisable"
    part = _part(
        _page(_ground(engaged_if=AnyOf((FindingIs(name), Not(Not(FindingIs(name)))))), tmp_path=tmp_path), "The test"
    )
    assert part.count("as above") == 1


def test_the_rest_of_a_page(tmp_path: Path) -> None:
    from foi_rules.model.rule import Balance, Factor, Requirement

    factors = Balance((Factor("a", "light"), Factor("b", "more light")), (Factor("c", "dark", must_weigh=True),))
    ask = Requirement("ask", FactIs("toy.s9.dim"), "ask {them}", "FOISA s.15")
    page = _page(
        _ground(balance=factors, duties=(ask,), warnings=(ask,), precedents=(Precedent("[1901] LH 1", "dim is dim"),),
                evidence=("the wick",), mistakes=("guessing",)),
        tmp_path=tmp_path,
    )  # fmt: skip
    assert "| light | dark (must be weighed) |\n| more light |  |" in _part(page, "The public interest")
    told = _part(page, "Before a letter goes").splitlines()
    assert told[:2] == ["- **Must be done**, or no letter: ask ... (FOISA s.15).", "- Warned of: ask ... (FOISA s.15)."]
    assert _part(page, "Authorities").strip() == "- **[1901] LH 1**: dim is dim"
    assert _part(page, "Evidence to gather").strip() == "- the wick"
    assert _part(page, "Common mistakes").strip() == "- guessing"
    assert _part(page, "Sources").splitlines() == [
        "- [Lights Act s.9](https://example.org/lights), seen 7 October 2024",
        "- <https://example.org/bare>",
        "- a letter: what it says",
    ]


def test_a_page_has_no_empty_part(tmp_path: Path) -> None:
    titles = re.findall(r"^## (.*)$", _page(_ground(), sources="", tmp_path=tmp_path), re.MULTILINE)
    assert titles == ["The questions, in order", "The test"]


def test_a_ground_that_can_be_kept_silent_about_says_so(tmp_path: Path) -> None:
    silence = _ground(
        id="foisa.s18-1", cite="FOISA s.18(1)", kind="other", engaged_if=GroundIs(("toy.s9-1", "toy.s3-1"))
    )
    section = Section(
        "foisa.s18", "FOISA s.18", "Silence", "toy-s1-cost.yaml", Period(date(2005, 1, 1)), {}, {},
        MappingProxyType({"foisa.s18-1": silence}),
    )  # fmt: skip
    rulebook = replace(toy_act.TOY, sections=(*toy_act.TOY.sections, section))
    told = "| Silence | It can be the reason for neither confirming nor denying (FOISA s.18) |"
    assert told in _page(_ground(), tmp_path=tmp_path, rulebook=rulebook)
    assert told not in _page(_ground(), tmp_path=tmp_path)


def test_angle_brackets_are_no_markup() -> None:
    assert wrapped("a <b> and <https://example.org>") == ["a &lt;b> and <https://example.org>"]


# The shipped rules


@pytest.fixture(scope="module")
def made(rulebook: Rulebook) -> dict[str, str]:
    pages: dict[str, str] = ground_pages(rulebook, rules_folder())
    return pages


def test_every_ground_has_a_page_and_a_line(rulebook: Rulebook, made: dict[str, str]) -> None:
    grounds = [ground for section in rulebook.sections for ground in section.grounds.values()]
    assert grounds
    assert set(made) == {"grounds.md", *(f"grounds/{one.id}.md" for one in grounds)}
    assert [one.id for one in grounds if f"[{one.cite}](grounds/{one.id}.md)" not in made["grounds.md"]] == []


def test_no_page_shows_what_is_for_the_program(made: dict[str, str]) -> None:
    for name, page in made.items():
        assert not re.search(r"\{[a-z-]+\}|\(\)", page), name
        prose = [line for line in page.splitlines() if not line.startswith("|") and "](" not in line]
        assert [line for line in prose if len(line) > 110 and "http" not in line] == [], name


def test_the_page_of_coverage_has_every_row(rulebook: Rulebook) -> None:
    page = coverage_page(rulebook)
    assert [one.cite for one in master_list() if one.cite not in page] == []
    assert re.search(r"^\| FOISA s\.52 \| It sets aside a decision", page, re.MULTILINE)


def test_a_lost_ground_is_on_the_page_of_coverage(rulebook: Rulebook) -> None:
    kept = tuple(section for section in rulebook.sections if section.id != "foisa.s36")
    part = _part(coverage_page(replace(rulebook, sections=kept)), "Missing")
    assert "- foisa.s36-2 (FOISA s.36(2)): no rule file has this ground." in part


# Stale pages


def test_a_page_that_nothing_makes_is_stale_and_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(generate, "REFERENCE", tmp_path)
    monkeypatch.setattr(generate, "pages", lambda: {"a.md": "a\n", "grounds/b.md": "b\n"})
    assert generate.main([]) == 0
    assert generate.stale() == []
    (tmp_path / "grounds" / "c.md").write_text("c\n", encoding="utf-8")
    (tmp_path / "grounds" / "b.md").write_text("other\n", encoding="utf-8")
    assert generate.main(["--check"]) == 1
    assert "Stale: grounds/b.md, grounds/c.md." in capsys.readouterr().out
    assert generate.main([]) == 0
    assert generate.stale() == []
    assert not (tmp_path / "grounds" / "c.md").exists()


def test_the_pages_of_grounds_and_coverage_are_among_those_that_are_made(rulebook: Rulebook) -> None:
    names = set(generate.pages())
    assert {"coverage.md", "grounds.md", "commands.md"} <= names
    assert {f"grounds/{name}.md" for section in rulebook.sections for name in section.grounds} <= names
    assert str(DOCS) in sys.path
