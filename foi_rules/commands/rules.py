"""`foi rules ...`: the solicitor's bench, as far as it is built: check, test, list, facts, coverage."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foi_rules.commands.common import console, is_plain, load_rules
from foi_rules.commands.shield import UNUSABLE, complain
from foi_rules.model.problem import as_text
from foi_rules.model.rule import Fact, Ground, Section
from foi_rules.model.rulebook import Rulebook

if TYPE_CHECKING:
    from foi_rules.audit.coverage import Coverage

CLEAN, FINDINGS = 0, 1
UNREADABLE = frozenset({"missing-file", "not-a-file", "unreadable-file"})


def check(folder: str, *, plain: bool) -> int:
    """Print every mistake in the rule files. Returns 0 if there is none, 1 if there are, 2 if nothing can be read."""
    del plain
    from foi_rules.rulebook.home import rules_folder
    from foi_rules.rulebook.load import read_rules

    where = Path(folder) if folder else rules_folder()
    reading = read_rules(where)
    for problem in reading.problems:
        print(as_text(problem))
    if reading.problems:
        count = len(reading.problems)
        complain(f"{count} problem{'' if count == 1 else 's'} in {where}.")
        return UNUSABLE if any(one.name in UNREADABLE for one in reading.problems) else FINDINGS
    assert reading.rulebook
    print(_counted(reading.rulebook))
    return CLEAN


def _counted(rulebook: Rulebook) -> str:
    facts = sum(len(section.facts) for section in rulebook.sections)
    grounds = sum(len(section.grounds) for section in rulebook.sections)
    cases = sum(len(section.cases) for section in rulebook.sections)
    return (
        f"The rule files are sound: {len(rulebook.sections)} sections, {grounds} grounds, {facts} facts, {cases} cases."
    )


def test(folder: str, match: str, *, plain: bool) -> int:
    """Run the rule files' cases and print each that fails. Returns 0 if all pass, else 1."""
    del plain
    from foi_rules.audit.cases import run_cases

    rulebook = load_rules(folder, cases=True)
    results = [one for one in run_cases(rulebook) if match.lower() in f"{one.file} {one.name}".lower()]
    for one in results:
        for failure in one.failures:
            print(f"{one.file}:{one.line}: {one.name}: {failure}")
    failed = sum(not one.passed for one in results)
    if not results:
        complain(f"No case matches '{match}'.")
        return FINDINGS
    print(f"{len(results) - failed} of {len(results)} cases pass.")
    return FINDINGS if failed else CLEAN


def grounds(folder: str, format: str, *, plain: bool) -> int:
    """Print every ground: a table, or JSON objects with id, cite, kind, level, file. Returns 0."""
    rows = [_ground_row(section, ground) for section, ground in _grounds(load_rules(folder))]
    return _print_rows(rows, ("id", "cite", "kind", "level", "file"), format, plain)


def _grounds(rulebook: Rulebook) -> list[tuple[Section, Ground]]:
    return [(section, ground) for section in rulebook.sections for ground in section.grounds.values()]


def _ground_row(section: Section, ground: Ground) -> dict[str, Any]:
    return {
        "id": ground.id,
        "cite": ground.cite,
        "kind": ground.kind,
        "level": ground.level,
        "file": section.file,
        "gist": ground.gist,
        "outcome": ground.outcome,
    }


def facts(folder: str, format: str, *, plain: bool) -> int:
    """Print every fact: a table, or JSON objects with id, question, answer, choices, per, cite, file. Returns 0."""
    rows = [_fact_row(section, fact) for section in load_rules(folder).sections for fact in section.facts.values()]
    return _print_rows(rows, ("id", "answer", "question", "cite"), format, plain)


def _fact_row(section: Section, fact: Fact) -> dict[str, Any]:
    return {
        "id": fact.id,
        "question": fact.question,
        "answer": "computed" if fact.computed else fact.answer,
        "choices": {name: choice.text for name, choice in fact.choices.items()},
        "per": fact.per,
        "needs": {answer: list(texts) for answer, texts in fact.needs.items()},
        "presumed": fact.presumed,
        "reserved": fact.reserved,
        "cite": fact.cite,
        "file": section.file,
    }


def coverage(folder: str, format: str, *, plain: bool) -> int:
    """Print what of the law is in the rules. Returns 0 if every row of the master list has a ground and a case."""
    from foi_rules.audit.coverage import coverage as compared
    from foi_rules.audit.coverage import coverage_data
    from foi_rules.audit.lists import master_list, provisions

    found = compared(load_rules(folder, cases=True), master_list(), provisions())
    if format == "json":
        sys.stdout.write(json.dumps(coverage_data(found), indent=2, ensure_ascii=False) + "\n")
    else:
        _show_coverage(found, plain)
    return FINDINGS if found.faults else CLEAN


def _show_coverage(found: "Coverage", plain: bool) -> None:
    _print_titled("Grounds, with the questions behind each and the cases that try it", [
        {"Cite": row.listed.cite, "Id": row.listed.id, "Questions": row.facts, "Engaged": row.tried.engaged,
         "Not engaged": row.tried.not_engaged, "Unknown": row.tried.unknown}
        for row in found.rows
    ], plain)  # fmt: skip
    _print_titled("Provisions, with their grounds and where else they are", [
        {"Provision": one.provision.cite, "About": one.provision.about, "Grounds": len(one.grounds),
         "Questions": one.facts, "Also in": one.provision.elsewhere}
        for one in found.places
    ], plain)  # fmt: skip
    _print_titled("Not encoded, and why", [
        {"Provision": one.provision.cite, "Why": one.provision.not_encoded}
        for one in found.places
        if one.provision.not_encoded
    ], plain)  # fmt: skip
    for name in found.unlisted:
        print(f"{name}: the master list does not have this ground.")
    for fault in found.faults:
        print(f"{fault}.")
    whole = sum(not row.faults for row in found.rows)
    print(f"{whole} of the {len(found.rows)} grounds in the master list have their rule and a case.")


def _print_titled(title: str, rows: list[dict[str, Any]], plain: bool) -> None:
    print(title)
    columns = tuple(rows[0])
    if is_plain(plain):
        print("\t".join(columns))
    _print_rows(rows, columns, "text", plain)
    if is_plain(plain):
        print()


def _print_rows(rows: list[dict[str, Any]], columns: tuple[str, ...], format: str, plain: bool) -> int:
    if format == "json":
        sys.stdout.write(json.dumps(rows, indent=2, ensure_ascii=False) + "\n")
    elif is_plain(plain):
        for row in rows:
            print("\t".join(str(row[column]) for column in columns))
    else:
        _table(rows, columns, plain)
    return CLEAN


def _table(rows: list[dict[str, Any]], columns: tuple[str, ...], plain: bool) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(*columns, box=SIMPLE_HEAD, pad_edge=False)
    for row in rows:
        table.add_row(*(str(row[column]) for column in columns))
    console(plain).print(table, markup=False)
