"""The internal record of a decision, and the schedule of a letter: all that stands behind it, and nothing too much."""

import csv
import io
import json
import re
import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import DEMO, Ran
from decisions import Found, case_of, decisions
from docx import Document
from docx.oxml.ns import qn
from test_letter_template import require_accessible
from test_notices_formats import docx_text, html_text, squeezed
from test_notices_world import CASES, CLOSED, FINDINGS, NOTES, case_data, checklist, decided, item, notice_of, rulebook

from foi_rules.commands.clock import load_calendar
from foi_rules.commands.letter import load_checklist
from foi_rules.commands.record import clocks_of, working_days_between
from foi_rules.engine.decide import decide
from foi_rules.engine.explain import Sentence
from foi_rules.model.case import Case
from foi_rules.model.rulebook import Rulebook
from foi_rules.notices.record.data import record_data
from foi_rules.notices.record.files import FORMATS, record_file
from foi_rules.notices.record.gathering import record_of
from foi_rules.notices.record.rows import as_csv, schedule_rows
from foi_rules.notices.record.values import MARK, Record

Foi = Callable[..., Ran]

OPEN = """\
format: 1
reference: "7"
received: 2021-09-01
came_by: by email
request: the whole report
proposed: withhold everything, it is confidential
notes:
  - {text: ask Legal about page 3, on: 2021-09-03, about: report}
items:
  - {id: report, title: the report, created: 2019}
"""


@pytest.fixture(autouse=True)
def _home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOI_SETTINGS", "off")


def record(data: dict[str, Any]) -> Record:
    """Return the record of a case of the small law."""
    case, decision = decided(data)
    return record_of(rulebook(), case, decision, checklist(), clocks_of(case, decision))


def written(foi: Foi, folder: Path, case: str | Path, suffix: str = "json") -> bytes:
    out = folder / f"record.{suffix}"
    ran = foi("record", str(case), "-o", str(out))
    assert (ran.code, ran.out, ran.err) == (0, f"Written: {out}\n", "")
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    return out.read_bytes()


def open_case(folder: Path) -> Path:
    path = folder / "open.yaml"
    path.write_text(OPEN, encoding="utf-8")
    return path


# What it holds


def test_the_keys_of_the_json_are_fixed(foi: Foi, tmp_path: Path) -> None:
    found = json.loads(written(foi, tmp_path, DEMO / "review.yaml"))
    keys = (
        "format marking reference authority stage request clocks outcome settled missing parts items answers "
        "public_interest searches warnings duties notes law rulebook engines"
    )
    assert list(found) == keys.split()
    assert (found["format"], found["marking"]) == (1, "Internal: not for the applicant")
    item_keys = "id title part created outcome settled grounds because considered missing not_claimed held_back"
    assert list(found["items"][0]) == item_keys.split()
    assert list(found["items"][1]["grounds"][0]) == ["id", "cite", "kind", "public_interest", "reasons"]
    assert list(found["items"][1]["considered"][0]) == ["id", "cite", "result", "decided_by", "because"]
    assert list(found["answers"][0]) == [
        "about",
        "fact",
        "cite",
        "question",
        "answer",
        "texts",
        "by",
        "on",
        "how",
        "queried",
    ]
    assert list(found["clocks"][0]) == [
        "what",
        "cite",
        "received",
        "allowed",
        "due",
        "issued",
        "working_days_taken",
        "late",
    ]
    assert list(found["searches"][0]) == ["item", "places", "terms", "people", "why_not_here", "elsewhere", "by", "on"]
    assert list(found["duties"][0]) == ["id", "about", "says", "cite", "met"]


def test_the_record_of_the_founding_case_tells_how_it_was_decided(foi: Foi, tmp_path: Path) -> None:
    found = json.loads(written(foi, tmp_path, DEMO / "review.yaml"))
    items = {one["id"]: one for one in found["items"]}
    assert items["place"]["grounds"][0]["cite"] == "FOISA s.38(1)(b) with s.38(2A)"
    assert items["place"]["grounds"][0]["reasons"][0].startswith("The words narrow it to one school")
    says = json.dumps(items["place"]["because"])
    assert "somebody could work out who it is from what parents and neighbours" in says
    assert {row["result"] for row in items["place"]["considered"]} >= {"engaged", "screened-out", "not-engaged"}
    assert found["clocks"][1] == {
        "what": "Outcome of the review",
        "cite": "FOISA s.21(1)",
        "received": "2021-10-12",
        "allowed": "20 working days",
        "due": "2021-11-09",
        "issued": "2021-11-09",
        "working_days_taken": 20,
        "late": False,
    }
    assert found["searches"][0]["people"] == "the two lead officers"
    assert found["engines"]["agreed"] is True
    assert found["law"]["in_force_on"] == "2021-09-01"
    assert len(found["rulebook"]["sha256"]) == 64


def test_the_whole_table_of_what_was_considered_is_there(rulebook: Rulebook) -> None:
    from foi_rules.casework.case_file import read_case

    case = read_case(DEMO / "review.yaml")
    decision = decide(rulebook, case)
    made = record_of(rulebook, case, decision, load_checklist(), ())
    for thing, one in zip(made.items, decision.items, strict=True):
        assert [(row.id, row.result, row.decided_by) for row in thing.considered] == [
            (row.id, row.result, row.decided_by) for row in one.considered
        ]


def test_every_answer_is_told_with_who_gave_it_and_when() -> None:
    answers = CLOSED | {
        "foisa.s38.own": {"is": "no", "by": "Legal", "on": "2026-09-09", "how": "asked", "queried": "yes"}
    }
    made = record(case_data(item("a", "A", answers)))
    said = {one.fact: one for one in made.answers}
    assert len(made.answers) == len(answers)
    one = said["foisa.s38.own"]
    assert (one.about, one.answer, one.by, one.on, one.how, one.queried) == (
        "a",
        "no",
        "Legal",
        "2026-09-09",
        "asked",
        True,
    )
    page = html_text(record_file(made, ".html"))
    assert "Legal, 2026-09-09, asked, a thin reason, left as it was" in page


def test_both_sides_of_the_public_interest_are_told_with_their_weights() -> None:
    made = record(case_data(FINDINGS, NOTES))
    (balance,) = made.balances
    assert (balance.about, balance.cite, balance.conclusion) == ("notes", "FOISA s.30(c)", "maintaining-outweighs")
    assert [(one.text, one.weight) for one in balance.for_disclosure] == [
        ("failings in a public service come to light", "great"),
        ("people can see why it was decided so", "some"),
    ]
    assert [one.why for one in balance.for_maintaining][1] == "its report will be published"
    page = html_text(record_file(made, ".html"))
    for words in ("for release", "for keeping it back", "great", "the next review depends on eight other bodies"):
        assert words in page


def test_what_is_private_in_a_letter_is_in_the_record(foi: Foi, tmp_path: Path) -> None:
    page = html_text(written(foi, tmp_path, DEMO / "review.yaml", "html"))
    assert "The words narrow it to one school" in page


def test_duties_and_warnings_are_told_with_whether_they_are_met(rulebook: Rulebook) -> None:
    from foi_rules.casework.case_file import read_case

    case = read_case(DEMO / "review.yaml")
    answers = {name: one for name, one in case.items[1].answers.items() if name != "foisa.s38.clean-copy"}
    items = (case.items[0], case.items[1].model_copy(update={"answers": answers}), *case.items[2:])
    case = case.model_copy(update={"items": items})
    decision = decide(rulebook, case)
    made = record_of(rulebook, case, decision, load_checklist(), ())
    still = {one.id for one in (*decision.warnings, *decision.duties)}
    assert still
    assert {point.id for point in made.points if not point.met} == still
    assert any(point.met for point in made.points)


@pytest.mark.parametrize("found", decisions()[::12], ids=lambda found: found.id)
def test_what_is_open_in_a_record_is_what_the_decision_says_is_open(found: Found, rulebook: Rulebook) -> None:
    case = case_of(found, rulebook)
    decision = decide(rulebook, case)
    made = record_of(rulebook, case, decision, load_checklist(), clocks_of(case, decision))
    still = {one.id for one in (*decision.warnings, *decision.duties)}
    assert {point.id for point in made.points if not point.met} == still
    assert made.settled == decision.settled
    assert record_file(made, ".json") == record_file(made, ".json")


def test_an_undecided_case_has_a_record_that_says_what_is_open(foi: Foi, tmp_path: Path) -> None:
    found = json.loads(written(foi, tmp_path, open_case(tmp_path)))
    assert (found["outcome"], found["settled"]) == ("undecided", False)
    wanted = {one["id"]: one["question"] for one in found["missing"]}
    assert "Could anyone living be recognised from it" in wanted["screening.people"]
    assert found["notes"] == [{"text": "ask Legal about page 3", "on": "2021-09-03", "about": "report"}]
    assert found["request"]["proposed"] == "withhold everything, it is confidential"
    page = html_text(written(foi, tmp_path, open_case(tmp_path), "html"))
    assert "What is open" in page
    assert "2021-09-03: ask Legal about page 3 (The report (report))" in page


def test_a_case_with_nothing_in_it_has_a_record(foi: Foi, tmp_path: Path) -> None:
    path = tmp_path / "empty.yaml"
    path.write_text("format: 1\n", encoding="utf-8")
    for suffix in ("json", "html", "docx"):
        assert MARK.encode() in written(foi, tmp_path, path, suffix) or suffix == "docx"


def test_a_part_that_ends_as_a_whole_and_what_is_left_out_are_told() -> None:
    why = {"by": "the head of service", "on": "2026-09-10", "why": "the <applicant> has it already"}
    made = record(
        case_data(
            item("a", "A", CLOSED, not_claimed={"foisa.s36-2": why}, held_back=why, part="two"),
            parts=[{"id": "one", "text": "the first"}, {"id": "two", "text": "the second"}],
        )
    )
    page = html_text(record_file(made, ".html"))
    assert "FOISA s.36(2) is not claimed: the <applicant> has it already (the head of service, 2026-09-10)" in page
    assert "Held back while the rest goes out: the <applicant> has it already" in page
    assert "Part of the request: The second (two)" in page


# The clock


def test_a_late_answer_is_told() -> None:
    made = record(CASES["refusal"]())
    (clock,) = made.clocks
    assert (clock.received, clock.due, clock.issued, clock.taken, clock.late) == (
        "2026-09-07", "2026-10-05", "2026-10-20", 31, True,
    )  # fmt: skip
    page = html_text(record_file(made, ".html"))
    assert "Reply, late: It was issued on 20 October 2026, after the last day (FOISA s.10(1))." in page


def test_the_keeper_has_longer_and_a_letter_before_the_answer_is_no_reply() -> None:
    case = Case.model_validate({"received": "2026-09-07", "letter": {"on": "2026-09-09", "transferred": "yes"}})
    (clock,) = clocks_of(case, decide(rulebook(), Case()))
    assert (clock.cite, clock.allowed, clock.issued) == ("FOISA s.10(2)", "30 working days", "2026-09-09")
    case = Case.model_validate({"received": "2026-09-07", "letter": {"on": "2026-09-09", "kind": "extension"}})
    found = [(clock.what, clock.allowed, clock.issued) for clock in clocks_of(case, decide(rulebook(), Case()))]
    assert found == [("Reply", "20 working days", ""), ("Reply, with the time extended", "40 working days", "")]


def test_working_days_are_counted_from_the_day_after_receipt() -> None:
    calendar = load_calendar()
    assert working_days_between(date(2026, 9, 7), date(2026, 9, 7), calendar) == 0
    assert working_days_between(date(2026, 9, 4), date(2026, 9, 7), calendar) == 1
    assert working_days_between(date(2026, 12, 24), date(2026, 12, 29), calendar) == 1


def test_days_outside_the_calendar_give_no_last_day_and_no_error() -> None:
    case = Case.model_validate({"received": "2090-01-04", "letter": {"on": "2090-01-05"}})
    (clock,) = clocks_of(case, decide(rulebook(), Case()))
    assert (clock.due, clock.taken, clock.allowed) == ("", None, "20 working days")
    assert list(clocks_of(Case(), decide(rulebook(), Case()))) == []


# Its files


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_is_marked_and_equal_records_are_equal_bytes(name: str, suffix: str) -> None:
    made = record(CASES[name]())
    data = record_file(made, suffix)
    assert data == record_file(record(CASES[name]()), suffix)
    if suffix == ".docx":
        document = Document(io.BytesIO(data))
        assert document.sections[0].header.paragraphs[0].text == MARK
        assert document.core_properties.subject == MARK
        assert MARK in docx_text(data)
    else:
        assert MARK in data.decode()


@pytest.mark.parametrize("name", CASES)
def test_a_record_in_html_keeps_the_rules_of_accessible_pages(name: str) -> None:
    data = record_file(record(CASES[name]()), ".html").decode().replace("main { max-width: 60rem; }", "")
    require_accessible(data.encode())


def test_no_format_loses_what_was_answered_or_noted() -> None:
    text = "<b>bold</b> & {{date}} | # \u00a312 \u202egnal\u202c"
    data = case_data(item("a", f"T {text}", NOTES["answers"], public_interest=NOTES["public_interest"]), request=text)
    data |= {"notes": [{"text": text}], "reference": "7"}
    made = record(data)
    seen = squeezed("<b>bold</b> & {{date}} | # \u00a312 gnal")
    for suffix, read in ((".html", html_text), (".docx", docx_text)):
        found = read(record_file(made, suffix))
        assert found.count(seen) >= 3
        assert "staff of other bodies would not speak to the next review" in found
    assert json.loads(record_file(made, ".json"))["notes"][0]["text"] == text


@pytest.mark.parametrize(("by", "columns"), [("", 2), ("J Smith", 3)])
def test_who_answered_has_a_column_where_anybody_is_named(by: str, columns: int) -> None:
    made = record(CASES["not-held"]())
    made = replace(made, answers=tuple(replace(one, by=by, on="", how="") for one in made.answers[:1]))
    page = record_file(made, ".html").decode()
    assert ("Who, when and how" in page) == (columns == 3)


def test_sentences_that_rest_on_one_another_are_set_in() -> None:
    deep = Sentence("one", "", (Sentence("two", "FOISA s.1(1)", (Sentence("three"),)),))
    made = record(CASES["not-held"]())
    made = replace(made, items=(replace(made.items[0], because=(deep,)),))
    page = record_file(made, ".html").decode()
    assert re.search(r"<li>one\s*<ul>\s*<li>two \[FOISA s\.1\(1\)\]\s*<ul>\s*<li>three</li>", page)
    document = Document(io.BytesIO(record_file(made, ".docx")))
    indents = {
        one.text: one.paragraph_format.left_indent for one in document.paragraphs if one.style.name == "List Bullet"
    }
    assert indents["one"] < indents["two [FOISA s.1(1)]"] < indents["three"]


def test_engines_that_disagree_are_told(foi: Foi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from foi_rules.commands import common

    decided_alone = common.decide_with_both

    def quarrel(rules: Rulebook, case: Case) -> Any:
        return decided_alone(rules, case)[0], ("the engines disagree on x",)

    monkeypatch.setattr("foi_rules.commands.record.decide_with_both", quarrel)
    out = tmp_path / "record.json"
    ran = foi("record", str(DEMO / "review.yaml"), "-o", str(out))
    assert (ran.code, ran.err) == (1, "the engines disagree on x\n")
    found = json.loads(out.read_text("utf-8"))["engines"]
    assert (found["agreed"], found["disagreements"]) == (False, ["the engines disagree on x"])


def test_a_record_of_an_unknown_kind_or_place_is_refused(foi: Foi, tmp_path: Path) -> None:
    ran = foi("record", str(DEMO / "review.yaml"), "-o", str(tmp_path / "record.pdf"))
    told = f"'{tmp_path / 'record.pdf'}' does not say which kind of record: end the name in .docx, .html or .json.\n"
    assert (ran.code, ran.err) == (2, told)
    lost = foi("record", str(DEMO / "review.yaml"), "-o", str(tmp_path / "none" / "record.json"))
    assert lost.err == f"There is no folder '{tmp_path / 'none'}' to write the record to; make it first.\n"
    with pytest.raises(ValueError, match=r"a record cannot be written as '\.pdf'; use one of \.docx, \.html, \.json"):
        record_file(record(CASES["not-held"]()), ".pdf")


def test_a_record_takes_the_authority_from_the_settings_and_refuses_a_placeholder(foi: Foi, tmp_path: Path) -> None:
    settings, out = tmp_path / "s.yaml", tmp_path / "record.json"
    settings.write_text("authority: {name: Strathard Council}\nsigned: PUT WHO SIGNS HERE\n", encoding="utf-8")
    assert foi("record", str(open_case(tmp_path)), "-o", str(out), "--settings", str(settings)).code == 0
    assert json.loads(out.read_text("utf-8"))["authority"]["name"] == "Strathard Council"
    settings.write_text("authority: {name: PUT THE NAME HERE}\n", encoding="utf-8")
    ran = foi("record", str(open_case(tmp_path)), "-o", str(out), "--settings", str(settings))
    assert ran.code == 1
    assert ran.err == (
        "No record was written:\n"
        f"  - {settings}:1: 'authority.name' still says 'PUT THE NAME HERE'; write it there, or take the line out.\n"
    )


def test_a_record_holds_only_data() -> None:
    data = record_data(record(CASES["partial-release"]()))
    assert json.loads(json.dumps(data)) == data


# The schedule


def rows_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_schedule_has_the_rows_of_the_letters_table(foi: Foi, tmp_path: Path) -> None:
    out, letter = tmp_path / "schedule.csv", tmp_path / "letter.docx"
    ran = foi("schedule", str(DEMO / "review.yaml"), "-o", str(out))
    assert (ran.code, ran.out, ran.err) == (0, f"Written: {out}\n", "")
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    foi("letter", str(DEMO / "review.yaml"), "-o", str(letter))
    tables = Document(str(letter)).tables
    found = [[[cell.text for cell in row.cells] for row in table.rows] for table in tables]
    assert rows_of(out.read_bytes()) in found


@pytest.mark.parametrize("name", CASES)
def test_a_schedule_has_a_row_for_each_piece(name: str) -> None:
    case, decision = decided(CASES[name]())
    rows = schedule_rows(notice_of(CASES[name]()), case, decision, checklist())
    assert rows[0] == ("Item", "Information", "Our decision", "Section of the Act")
    assert [row[0] for row in rows[1:]] == [str(number) for number in range(1, len(rows))]
    assert len(rows) > 1
    if name == "not-held":
        assert rows[1:] == (("1", "An executive summary and recommendations", "Not held", "section 17(1)"),)


def test_the_file_is_what_a_spreadsheet_reads() -> None:
    data = as_csv((("No.", "Information"), ("1", 'a "b", c'), ("2", "two\nlines")))
    assert data == b'\xef\xbb\xbfNo.,Information\r\n1,"a ""b"", c"\r\n2,"two\nlines"\r\n'


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "\u00a0=", "\uff1d"])
def test_no_cell_is_taken_for_a_formula(start: str) -> None:
    cell = f'{start}HYPERLINK("https://x.example")'
    assert rows_of(as_csv(((cell, "a"),)))[0][0] == f"'{cell}"
    assert rows_of(as_csv((("a=b", "1-2"),))) == [["a=b", "1-2"]]


def test_an_open_case_has_no_schedule(foi: Foi, tmp_path: Path) -> None:
    out = tmp_path / "schedule.csv"
    ran = foi("schedule", str(open_case(tmp_path)), "-o", str(out))
    assert ran.code == 1
    assert ran.err.startswith("No schedule was written:\n  - The decision is still open (undecided): ")
    assert not out.exists()
    odd = foi("schedule", str(DEMO / "review.yaml"), "-o", "schedule.xlsx")
    assert (odd.code, odd.err) == (2, "'schedule.xlsx' does not say which kind of schedule: end the name in .csv.\n")


def test_a_table_in_word_keeps_its_header_row() -> None:
    document = Document(io.BytesIO(record_file(record(CASES["partial-release"]()), ".docx")))
    assert document.tables
    assert all(table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for table in document.tables)
