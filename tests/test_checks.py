"""Every mistake once: tests/bad_rules/NAME.yaml (or a folder NAME) with the exact message beside it."""

import re
import shutil
from pathlib import Path

import jsonschema
import pytest
import yaml

from foi_rules.model.problem import Problem
from foi_rules.rulebook import checks
from foi_rules.rulebook.load import read_rules
from foi_rules.rulebook.mistakes import MISTAKES, SCHEMA_MISTAKES, YAML_TRAPS
from foi_rules.rulebook.schema_json import rule_file_schema, rule_file_schema_text
from foi_rules.rulebook.shelving import ELSEWHERE
from foi_rules.rulebook.yaml_text import MAX_BYTES, compose_text, read_marked

HERE = Path(__file__).parent
BAD = HERE / "bad_rules"
PAGES = HERE.parent / "docs" / "checks"
SCHEMA = HERE.parent / "docs" / "reference" / "rule-file.schema.json"
HEADINGS = ["Summary", "Avoid", "Prefer", "Why", "See also"]

# Mistakes that no file in the repository can show: they are made in the tests below.
MADE_HERE = {"missing-file", "not-a-file", "too-large", "unreadable-file"}

FILES = sorted(BAD.glob("*.yaml"))
FOLDERS = sorted(path for path in BAD.iterdir() if path.is_dir())
GOOD = (BAD / "unknown-fact.yaml").read_text().replace("sekret", "secret")


def told(problems: tuple[Problem, ...]) -> str:
    return "".join(f"{problem}\n" for problem in problems)


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    folder = tmp_path / "rules"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_bad_file_gets_exactly_its_message(path: Path, rules: Path) -> None:
    shutil.copy(path, rules)
    reading = read_rules(rules)
    assert reading.rulebook is None
    assert told(reading.problems) == path.with_suffix(".txt").read_text()
    assert path.stem.split(".")[0] in {problem.name for problem in reading.problems}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_bad_files_together_get_exactly_their_messages(folder: Path, rules: Path) -> None:
    for path in folder.glob("*.yaml"):
        shutil.copy(path, rules)
    reading = read_rules(rules)
    assert reading.rulebook is None
    assert told(reading.problems) == (folder / "expected.txt").read_text()


def test_every_mistake_in_two_files_is_told_in_order(rules: Path) -> None:
    for path in (BAD / "several-mistakes").glob("*.yaml"):
        shutil.copy(path, rules)
    found = [(p.place.file, p.place.line, p.name) for p in read_rules(rules).problems]
    assert found == sorted(found)
    assert [name for _, _, name in found] == [
        "unknown-key",
        "wrong-value",
        "ground-without-gist",
        "unknown-test",
        "duplicate-key",
        "unknown-fact",
        "unknown-finding",
        "wrong-answer",
    ]


def test_a_good_file_raises_nothing(rules: Path) -> None:
    (rules / "s1.yaml").write_text(GOOD)
    reading = read_rules(rules)
    assert told(reading.problems) == ""
    assert reading.rulebook is not None


def test_a_file_over_one_mebibyte_is_not_read(rules: Path) -> None:
    (rules / "large.yaml").write_text(GOOD + "# " + "x" * MAX_BYTES)
    assert told(read_rules(rules).problems) == (
        "rules/large.yaml: too-large: the file is larger than 1 MiB, and no rule or case needs that\n"
        "  Check that it is the right file, or split it.  docs/checks/too-large.md\n"
    )


def test_a_file_of_one_mebibyte_is_read(rules: Path) -> None:
    (rules / "large.yaml").write_text(GOOD + "#" * (MAX_BYTES - len(GOOD.encode())))
    assert read_rules(rules).problems == ()


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    assert told(read_marked(tmp_path / "none.yaml", "none.yaml").problems) == (
        "none.yaml: missing-file: there is no such file\n"
        "  Check the name and the folder.  docs/checks/missing-file.md\n"
    )


def test_a_missing_folder_and_an_empty_one_are_told(rules: Path) -> None:
    assert [p.name for p in read_rules(rules / "none").problems] == ["missing-file"]
    assert told(read_rules(rules).problems) == (
        "rules: missing-file: there are no rule files here\n"
        "  Name the folder of the rule files.  docs/checks/missing-file.md\n"
    )


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert told(read_marked(tmp_path, "cases").problems) == (
        "cases: not-a-file: this is a folder\n  Name a YAML file.  docs/checks/not-a-file.md\n"
    )


@pytest.mark.parametrize(("name", "why"), [("a" * 300, "file name too long"), ("a\0b", "not a file name")])
def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path, name: str, why: str) -> None:
    assert told(read_marked(tmp_path / name, "case.yaml").problems) == (
        f"case.yaml: unreadable-file: the file cannot be opened ({why})\n"
        "  Check that you may read it.  docs/checks/unreadable-file.md\n"
    )


def test_no_text_however_deep_exhausts_the_stack() -> None:
    for text in ("[" * 200_000, "{a: " * 200_000, "\n".join(" " * n + "a:" for n in range(900))):
        assert [p.name for p in compose_text(text.encode(), "deep.yaml").problems] == ["too-deep"]


def test_every_check_is_in_the_list_under_its_own_name() -> None:
    modules = {path.stem for path in Path(checks.__path__[0]).glob("*.py")} - {"__init__"}
    assert {check.NAME for check in checks.CHECKS} == {name.replace("_", "-") for name in modules}
    assert len(checks.CHECKS) == len(modules)


def test_every_mistake_has_a_bad_example() -> None:
    shown = {path.stem.split(".")[0] for path in FILES} | {path.name for path in FOLDERS} | MADE_HERE
    assert set(MISTAKES) - shown == set()


def test_only_known_mistakes_are_told() -> None:
    texts = [path.read_text() for path in BAD.rglob("*.txt")]
    found = {name for text in texts for name in re.findall(r"^[^ ]+: ([a-z0-9-]+): ", text, re.MULTILINE)}
    assert found <= set(MISTAKES)
    assert set(YAML_TRAPS) | set(SCHEMA_MISTAKES) <= found | MADE_HERE


@pytest.mark.parametrize("name", MISTAKES)
def test_every_mistake_has_a_page(name: str) -> None:
    text = (PAGES / f"{name}.md").read_text()
    assert text.startswith(f"# {name}\n")
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == HEADINGS
    assert all(part.strip() for part in re.split(r"^#.*$", text, flags=re.MULTILINE)[1:][1:])
    for link in re.findall(r"\]\(([a-z0-9-]+\.md)\)", text):
        assert (PAGES / link).is_file(), link
    preferred = re.search(r"## Prefer\n\n```yaml\n(.*?)```", text, re.DOTALL)
    if preferred:
        assert compose_text(preferred[1].encode(), name).problems == ()
    assert f"({name}.md)" in (PAGES / "README.md").read_text()


def test_the_published_schema_is_current() -> None:
    assert SCHEMA.read_text() == rule_file_schema_text(), (
        "write foi_rules.rulebook.schema_json.rule_file_schema_text() to docs/reference/rule-file.schema.json"
    )


def test_the_schema_says_how_an_editor_uses_it() -> None:
    assert "# yaml-language-server: $schema=" in rule_file_schema()["description"]


def test_the_schema_accepts_the_shipped_rules_and_refuses_an_unknown_key() -> None:
    validator = jsonschema.Draft202012Validator(rule_file_schema())
    for path in sorted((HERE.parent / "rules").glob("*.yaml")):
        if path.name not in ELSEWHERE:
            errors = list(validator.iter_errors(yaml.load(path.read_text(), yaml.CBaseLoader)))
            assert [error.message for error in errors] == [], path.name
    bad = yaml.load((BAD / "unknown-key.yaml").read_text(), yaml.BaseLoader)
    assert not validator.is_valid(bad)
    assert validator.is_valid(yaml.load(GOOD, yaml.BaseLoader))
