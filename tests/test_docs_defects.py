"""The defects of letters as they are documented: examples, pages, `foi explain`, and the schema of a report."""

import json
import re
import sys
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from foi_rules import Report, check_text
from foi_rules.commands.check import report_json
from foi_rules.commands.explain import run as explain
from foi_rules.notices.checking.api import shipped_defects
from foi_rules.notices.checking.defects import SEVERITIES, DefectSpec

DOCS = Path(__file__).resolve().parent.parent / "docs"
sys.path.insert(0, str(DOCS))

from made_defects import defect_pages  # noqa: E402
from made_schemas import check_schema  # noqa: E402

DEFECTS = shipped_defects().defects
DAY = date(2026, 10, 12)
FRAME = """Dear Ms Example

Thank you for your request about the school in Mill Lane.

{sentences}

If you are unhappy with this reply you can ask us for a review within 40 working days. Please write to
foi@strathard.example and say what you are unhappy about. How we deal with complaints about requests:
www.strathard.example/complaints.

After our review you have six months to apply to the Scottish Information Commissioner: www.foi.scot.

Yours sincerely

B. Example
"""


def letter(example: str) -> str:
    """Return a small letter with the sentences of an example; an example that is a letter as it is."""
    return example if example.startswith("Dear ") else FRAME.replace("{sentences}", example)


def report(example: str) -> Report:
    return check_text(letter(example), on=DAY)


# The examples


@pytest.mark.parametrize("one", DEFECTS, ids=lambda one: one.id)
def test_the_bad_example_of_a_defect_has_it_and_no_other_as_grave(one: DefectSpec) -> None:
    assert one.bad, "rules/letter-defects.yaml: give it a bad example, and a good one"
    graver = SEVERITIES[: SEVERITIES.index(one.severity) + 1]
    assert [found.id for found in report(one.bad).defects if found.severity in graver] == [one.id]


@pytest.mark.parametrize("one", DEFECTS, ids=lambda one: one.id)
def test_the_good_example_of_a_defect_has_nothing_to_mend(one: DefectSpec) -> None:
    assert one.good, "rules/letter-defects.yaml: give it a good example, and a bad one"
    assert [found.id for found in report(one.good).defects] == []


def test_the_frame_of_the_examples_is_a_sound_letter() -> None:
    assert report("The report is enclosed.").defects == ()


# The pages


def test_every_defect_has_a_page_that_tells_all_of_it() -> None:
    pages = defect_pages(shipped_defects())
    assert len(pages) == len(DEFECTS) + 1
    for one in DEFECTS:
        words = _plain(pages[f"../defects/{one.id}.md"])
        assert _plain(one.title) in words
        assert one.id in words
        told = [one.why, one.cite if one.cite != "practice" else "No provision says so", one.bad, one.good]
        told += [f"{said.cite}: {said.says}" for said in one.decisions]
        assert [text for text in told if _plain(text) not in words] == []
        assert [text for text in (one.says, one.mend, one.insert) if not _stands_in(text, words)] == []


def _plain(text: str) -> str:
    """Return a text, or a page, as words alone."""
    return " ".join(re.sub(r"[>*`#_\[\]]", " ", text.replace("\\", "")).split()).replace(" ,", ",")


def _stands_in(text: str, page: str) -> bool:
    """Return whether all that stands between the holes of a text is on a page."""
    return all(part.strip(" .'") in page for part in map(_plain, re.split(r"\{\w+\}", text)))


def test_the_list_of_defects_is_by_severity() -> None:
    page = defect_pages(shipped_defects())["../defects/README.md"]
    told = [re.findall(r"^\| \[([a-z0-9-]+)\]", part, re.MULTILINE) for part in page.split("\n## ")[1:]]
    assert told == [[one.id for one in DEFECTS if one.severity == grade] for grade in SEVERITIES]


def test_nothing_in_braces_is_left_on_a_page() -> None:
    pages = defect_pages(shipped_defects())
    assert [name for name, text in pages.items() if re.search(r"[{}]", text)] == []


# foi explain


def test_a_defect_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert explain("no-ground-cited", "", "", plain=True) == 0
    printed = " ".join(capsys.readouterr().out.split())
    one = shipped_defects().by_id["no-ground-cited"]
    assert printed.startswith(f"{one.title} [FOISA s.16(1)(c)] no-ground-cited is a breach. 'foi check' says:")
    assert [text for text in (one.says, one.why, one.mend, one.insert) if " ".join(text.split()) not in printed] == []
    assert all(f"{said.cite}: {said.says}" in printed for said in one.decisions)


@pytest.mark.parametrize("one", DEFECTS, ids=lambda one: one.id)
def test_every_defect_can_be_explained(one: DefectSpec, capsys: pytest.CaptureFixture[str]) -> None:
    assert explain(one.id, "", "", plain=True) == 0
    assert not re.search(r"\{\w+\}", capsys.readouterr().out)


def test_a_defect_that_is_misspelt_is_guessed(capsys: pytest.CaptureFixture[str]) -> None:
    assert explain("no-groundcited", "", "", plain=True) == 2
    assert "No rule is called 'no-groundcited'. Did you mean no-ground-cited" in capsys.readouterr().err


# The schema of a report


def test_the_schema_of_a_report_takes_the_report_on_every_example() -> None:
    schema = check_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    for one in DEFECTS:
        for example in (one.bad, one.good):
            jsonschema.validate(json.loads(report_json(report(example), "letter.docx")), schema)


@pytest.mark.parametrize(
    "wrong", [{"format": "2"}, {"law": "foia"}, {"sound": "yes"}, {"colour": "red"}, {"defects": [{"id": "no-reason"}]}]
)
def test_the_schema_of_a_report_refuses_what_is_none(wrong: dict[str, object]) -> None:
    data = json.loads(report_json(report("The report is enclosed."), "-"))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data | wrong, check_schema())


def test_the_schema_of_a_report_misses_every_key() -> None:
    data = json.loads(report_json(report("The report is enclosed."), "-"))
    for key in data:
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({name: value for name, value in data.items() if name != key}, check_schema())
