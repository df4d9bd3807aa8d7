"""The commands by their contract: exit codes, outputs, and one clear sentence for whatever cannot be used."""

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import DEMO, GOLDEN, Ran

Foi = Callable[..., Ran]

CONFIDENTIAL = """\
format: 1
reference: "1"
received: 2021-09-01
request: the whole report
proposed: withhold everything, it is confidential
items:
  - {id: report, title: the report}
"""


def case_file(folder: Path, text: str, name: str = "case.yaml") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def golden(name: str, found: str) -> None:
    path = GOLDEN / name
    if os.environ.get("FOI_RESET_GOLDEN"):
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8"), f"{path} differs; FOI_RESET_GOLDEN=1 resets it, say why"


# The founding failure


def test_confidential_and_nothing_else_is_undecided_and_names_what_is_missing(foi: Foi, tmp_path: Path) -> None:
    ran = foi("decide", case_file(tmp_path, CONFIDENTIAL), "--format", "json")
    decision = json.loads(ran.out)
    assert ran.code == 3
    assert decision["outcome"] == "undecided"
    assert decision["items"][0]["outcome"] == "undecided"
    assert "screening.people" in decision["items"][0]["missing"]
    assert decision["items"][0]["grounds"] == []


def test_confidential_and_nothing_else_gives_no_letter(foi: Foi, tmp_path: Path) -> None:
    out = tmp_path / "letter.docx"
    ran = foi("letter", case_file(tmp_path, CONFIDENTIAL), "-o", str(out))
    assert ran.code == 1
    assert not out.exists()
    assert "No letter was written" in ran.err


WAITS = ["screening.environment", "screening.request", "items"]


def test_a_case_without_items_asks_for_them(foi: Foi, tmp_path: Path) -> None:
    ran = foi("decide", case_file(tmp_path, "format: 1\nrequest: the report\n"), "--format", "json")
    decision = json.loads(ran.out)
    assert (ran.code, decision["outcome"], decision["parts"][0]["missing"]) == (3, "undecided", WAITS)


# What it would cost


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("find: 433 x 9 min at 13.20", "Over the limit of 600 pounds"),
        ("find: 433 x 9 min at 13.20", "charge at most 307.34 pounds"),
        ("find: 20 h at 90; postage: 50", "find: 300.00 pounds (an hour counts for 15 pounds at most)"),
        ("find: 20 h at 90; postage: 50", "Together: 350.00 pounds (20.0 hours of work)."),
        ("find: 20 h at 90; postage: 50", "You may charge at most 25.00 pounds"),
        ("copying: 600", "Within the limit of 600 pounds"),
        ("copying: 100", "You may charge nothing: the first 100 pounds are free"),
    ],
)
def test_an_estimate_is_added_up(foi: Foi, lines: str, told: str) -> None:
    ran = foi("cost", lines)
    assert ran.code == 0
    assert told in ran.out


def test_an_estimate_as_json(foi: Foi) -> None:
    found = json.loads(foi("cost", "find: 433 x 9 min at 13.20; postage: 12", "--format", "json").out)
    assert (found["total"], found["over_limit"], found["most_fee"]) == ("869.34", True, None)
    assert (found["hours"], found["most_fee_over_limit"]) == ("64.95", "319.34")


@pytest.mark.parametrize(
    ("lines", "told"), [("weeks of work", "is not a line of an estimate"), (";", "There is no line")]
)
def test_what_is_no_estimate_is_told(foi: Foi, lines: str, told: str) -> None:
    ran = foi("cost", lines)
    assert (ran.code, told in ran.err) == (2, True)


# The founding case at review


def test_the_founding_case_is_decided_as_the_review_decided_it(foi: Foi) -> None:
    ran = foi("decide", str(DEMO / "review.yaml"), "--format", "json")
    decision = json.loads(ran.out)
    outcomes = {item["id"]: item["outcome"] for item in decision["items"]}
    assert ran.code == 0
    assert decision["outcome"] == "partial"
    assert outcomes == {
        "findings": "disclose",
        "place": "withhold",
        "narrative": "withhold",
        "names": "withhold",
        "summary": "not-held",
    }


def test_the_decision_of_the_founding_case_is_golden(foi: Foi) -> None:
    decision = json.loads(foi("decide", str(DEMO / "review.yaml"), "--format", "json").out)
    decision["rulebook"] = {}  # the hash changes with every edit of a rule file
    decision["engines"] = []  # and the second engine may not be installed
    golden("decisions/review.json", json.dumps(decision, indent=2, ensure_ascii=False) + "\n")


def test_the_sheet_of_the_founding_case_is_golden(foi: Foi) -> None:
    lines = foi("decide", str(DEMO / "review.yaml"), "--plain").out.splitlines()
    golden("decisions/review.txt", "\n".join(line.rstrip() for line in lines if "law stated as at" not in line) + "\n")


@pytest.mark.parametrize("item", ["findings", "place", "narrative", "names", "summary"])
def test_the_explanation_of_each_item_is_golden(foi: Foi, item: str) -> None:
    ran = foi("explain", item, "--case", str(DEMO / "review.yaml"), "--plain")
    golden(f"explanations/{item}.txt", "\n".join(line.rstrip() for line in ran.out.splitlines()) + "\n")


def test_equal_cases_print_equal_bytes(foi: Foi) -> None:
    one, other = (foi("decide", str(DEMO / "review.yaml"), "--format", "json").out for _ in range(2))
    assert one == other


def test_decide_prints_the_contract_keys_in_order(foi: Foi) -> None:
    decision = json.loads(foi("decide", str(DEMO / "review.yaml"), "--format", "json").out)
    keys = "format reference outcome law_stated_at rulebook engines grounds parts items warnings duties"
    assert list(decision) == keys.split()
    assert list(decision["items"][0]) == ["id", "outcome", "grounds", "considered", "missing"]
    assert list(decision["items"][1]["grounds"][0]) == ["id", "cite", "kind", "engaged", "public_interest", "reasons"]
    assert list(decision["items"][0]["considered"][0]) == ["id", "cite", "result", "decided_by"]


# Letters


@pytest.mark.parametrize("suffix", ["docx", "html", "md", "txt"])
def test_a_letter_is_written_for_its_owner_alone(foi: Foi, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"letter.{suffix}"
    ran = foi("letter", str(DEMO / "review.yaml"), "-o", str(out))
    assert (ran.code, ran.err) == (0, "")
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert out.stat().st_size > 500


def test_a_letter_of_an_unknown_kind_is_refused(foi: Foi, tmp_path: Path) -> None:
    ran = foi("letter", str(DEMO / "review.yaml"), "-o", str(tmp_path / "letter.pdf"))
    assert ran.code == 2
    assert ran.err.strip().endswith("end the name in .docx, .html, .md or .txt.")


# Demo and the rest


def test_the_demo_runs_without_a_keyboard_and_writes_its_letters(foi: Foi, tmp_path: Path) -> None:
    ran = foi("demo", "--out", str(tmp_path / "letters"), "--plain")
    assert (ran.code, ran.err) == (0, "")
    assert "Confidential is a label, not a ground." in ran.out
    written = sorted(path.name for path in (tmp_path / "letters").iterdir())
    stems = ("first-reply", "review-outcome")
    assert written == sorted(f"{stem}.{suffix}" for stem in stems for suffix in ("docx", "html", "md", "txt"))


def test_rules_check_test_list_and_facts(foi: Foi) -> None:
    assert foi("rules", "check").code == 0
    assert foi("rules", "test").code == 0
    rows = json.loads(foi("rules", "list", "--format", "json").out)
    assert {"id", "cite", "kind", "level", "file"} <= set(rows[0])
    assert "foisa.s38-1-b-first" in {row["id"] for row in rows}
    assert "foisa.s38.human" in {row["id"] for row in json.loads(foi("rules", "facts", "--format", "json").out)}


@pytest.mark.parametrize(
    "cite",
    ["FOISA s.38(1)(b)", "section 38(1)(b)", "s.38 (1) (b)", "foisa.s38-1-b-first", "FOISA s.38(1)(b) with s.38(2A)"],
)
def test_a_rule_is_found_by_id_or_however_its_provision_is_written(foi: Foi, cite: str) -> None:
    ran = foi("explain", cite)
    assert ran.code == 0
    assert "FOISA s.38(1)(b) with s.38(2A)" in ran.out


def test_an_unknown_rule_is_told_with_the_nearest_names(foi: Foi) -> None:
    ran = foi("explain", "foisa.s38-1-b-frist")
    assert ran.code == 2
    assert "No rule is called 'foisa.s38-1-b-frist'. Did you mean foisa.s38-1-b-first" in ran.err


# Bad input: one clear sentence each, exit 2, no traceback, nothing written


def bad_files(folder: Path) -> dict[str, tuple[str, str]]:
    """Return, for each kind of bad case file, its path and a part of the sentence that must be told."""
    binary, huge, empty = folder / "binary.yaml", folder / "huge.yaml", folder / "empty.yaml"
    binary.write_bytes(b"\x7fELF\x00\x01\x02")
    with huge.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    empty.write_bytes(b"")
    return {
        "missing": (str(folder / "nowhere.yaml"), "missing-file: there is no such file"),
        "folder": (str(folder), "not-a-file: this is a folder"),
        "binary": (str(binary), "binary-file: this is not a text"),
        "huge": (str(huge), "too-large: the file is larger than 1 MiB"),
        "empty": (str(empty), "empty-file:"),
        "list": (case_file(folder, "- a\n- b\n", "list.yaml"), "not-a-case:"),
        "unknown fact": (
            case_file(folder, "items:\n  - id: a\n    answers: {foisa.s38.humna: yes}\n", "fact.yaml"),
            "fact.yaml:3:15: unknown-fact: no fact is called 'foisa.s38.humna'",
        ),
        "wrong kind": (
            case_file(folder, "items:\n  - id: a\n    answers: {foisa.s38.human: maybe}\n", "kind.yaml"),
            "kind.yaml:3:32: wrong-answer: 'foisa.s38.human' takes yes, no or unsure, not 'maybe'",
        ),
        "wrong place": (
            case_file(folder, "answers: {foisa.s38.human: yes}\n", "place.yaml"),
            "'foisa.s38.human' is answered once for the item, not for the request",
        ),
        "unknown key": (case_file(folder, "requst: the report\n", "key.yaml"), "unknown-key: there is no key 'requst'"),
        "bad date": (
            case_file(folder, "received: 2021-13-01\n", "date.yaml"),
            "'2021-13-01' is no day of the calendar",
        ),
        "anchor": (case_file(folder, "request: &a x\nreference: *a\n", "anchor.yaml"), "anchor"),
        "syntax": (case_file(folder, "request: [\n", "syntax.yaml"), "yaml-syntax"),
        "too old": (
            case_file(folder, "received: 1999-01-01\n", "old.yaml"),
            "no version of",
        ),
    }


KINDS = (
    "missing", "folder", "binary", "huge", "empty", "list", "unknown fact", "wrong kind", "wrong place", "unknown key",
    "bad date", "anchor", "syntax", "too old",
)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("command", ["decide", "letter"])
def test_a_case_that_cannot_be_used_is_told_in_plain_words(foi: Foi, tmp_path: Path, kind: str, command: str) -> None:
    path, told = bad_files(tmp_path)[kind]
    before = sorted(tmp_path.iterdir())
    out = ("-o", str(tmp_path / "letter.txt")) if command == "letter" else ()
    ran = foi(command, path, *out)
    assert ran.code == 2
    assert told in ran.err
    assert "Traceback" not in ran.err
    assert ran.out == ""
    assert sorted(tmp_path.iterdir()) == before


def test_a_malformed_rule_file_is_told_with_its_place(foi: Foi, tmp_path: Path) -> None:
    (tmp_path / "foisa-s1-x.yaml").write_text("format: 1\nid: foisa.s1\nid: foisa.s2\n", encoding="utf-8")
    case = case_file(tmp_path, CONFIDENTIAL, "case.yml")
    ran = foi("decide", case, "--rules", str(tmp_path))
    assert ran.code == 2
    assert "foisa-s1-x.yaml:3:1: duplicate-key" in ran.err


def test_nothing_is_a_traceback_even_where_the_program_is_at_fault(
    foi: Foi, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("foi_rules.commands.decide.load_rules", broken)
    ran = foi("decide", case_file(tmp_path, CONFIDENTIAL))
    assert ran.code == 2
    assert "Something went wrong inside foi (RuntimeError)" in ran.err
    assert "Traceback" not in ran.err
