"""The documents: what they show is run, what they name exists, and what exists is named.

In README.md, the tutorials and the how-tos these fenced blocks do something, in one folder a page that
starts with a copy of `rules/`:

- ```yaml title="case.yaml"     writes a file; ```yaml add-to="case.yaml" adds lines to it.
- ```console                    runs the lines that start with `$ `; what they print must be what stands below
                                them. A line `...` stands for any number of lines. Numbers that grow with the
                                rules (lines of a rule file, how many there are) may differ. Lines that start with
                                `> ` are typed at a terminal, as answers to the command. A block that starts with
                                no command goes on with the conversation of the block before.
- ```python                     is run, one namespace a page; a ```text block right after it is what it prints.
"""

import contextlib
import importlib.util
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import groupby, pairwise
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

import jsonschema
import pytest
from decisions import case_of, decisions
from markdown_it import MarkdownIt
from markdown_it.token import Token

from foi_rules import decide, load_rulebook, read_case
from foi_rules.casework.case_file import case_data
from foi_rules.engine import wording
from foi_rules.engine.report import decision_data
from foi_rules.interview.commanding import COMMANDS
from foi_rules.model.decision import Result
from foi_rules.rulebook.mistakes import MISTAKES
from foi_rules.rulebook.yaml_text import read_marked

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
README = ROOT / "README.md"
TUTORIALS = sorted((DOCS / "tutorials").glob("*.md"))
RUN = [README, *TUTORIALS, *sorted((DOCS / "how-to").glob("*.md"))]
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
DEMO = sorted((ROOT / "foi_rules" / "commands" / "demo_files").glob("*.yaml"))


def _script(name: str) -> ModuleType:
    """Return a script of docs/ as a module."""
    spec = importlib.util.spec_from_file_location(f"docs_{name}", DOCS / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


generate = _script("generate")
case_file, schemas, made_text = (_script(f"made_{name}") for name in ("case_file", "schemas", "text"))


def tokens(page: Path) -> list[Token]:
    return MarkdownIt().enable("table").parse(page.read_text("utf-8"))


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


# What is shown is run


class Folder:
    """The folder in which the blocks of one page are run, in order."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.names: dict[str, Any] = {"__name__": "page"}
        self.status = 0
        self.talk: Talk | None = None
        self.bin = path.parent / "bin"
        self.bin.mkdir()
        # The checkout's own command, whether or not it is installed.
        command = self.bin / "foi"
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{ROOT / "cli.py"}" "$@"\n')
        command.chmod(0o755)
        shutil.copytree(ROOT / "rules", path / "rules")

    def write(self, name: str, text: str, mode: str) -> None:
        with (self.path / name).open(mode, encoding="utf-8") as file:
            file.write(text)

    @property
    def settings(self) -> dict[str, str]:
        """Return the environment of the page's commands."""
        paths = os.pathsep.join([str(self.bin), str(Path(sys.executable).parent), os.environ["PATH"]])
        kept = {name: value for name, value in os.environ.items() if name not in ("FORCE_COLOR", "FOI_DEBUG")}
        return kept | {"PATH": paths, "COLUMNS": "80", "NO_COLOR": "1", "TERM": "dumb"}

    def shell(self, command: str) -> list[str]:
        """Return what a command prints, on both streams, as lines without the blanks at their ends."""
        done = subprocess.run(
            ["bash", "-c", f"(exit {self.status}); {command}"],
            cwd=self.path,
            env=self.settings,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        self.status = done.returncode
        return [line.rstrip() for line in done.stdout.splitlines()]

    def python(self, code: str, page: str) -> list[str]:
        """Return what a block of code prints."""
        printed = io.StringIO()
        with contextlib.chdir(self.path), contextlib.redirect_stdout(printed):
            exec(compile(code, page, "exec"), self.names)
        return [line.rstrip() for line in printed.getvalue().splitlines()]


class Talk:
    """A conversation at a terminal: what should be read there and what is, over several blocks of a page."""

    def __init__(self, folder: Folder, command: str) -> None:
        self._pexpect = pytest.importorskip("pexpect")
        self._child = self._pexpect.spawn(
            "bash",
            ["-c", command],
            cwd=folder.path,
            env=folder.settings,
            dimensions=(50, 80),
            encoding="utf-8",
            timeout=60,
        )
        self._printed, self._expected = "", list[str]()
        self.command, self.status = command, None
        self._listen()

    def _listen(self) -> None:
        """Read up to where something is to be typed, or to the end."""
        ended = self._child.expect_exact(["\n> ", self._pexpect.EOF])
        self._printed += f"{self._child.before}{'' if ended else self._child.after}"
        if ended:
            self._child.close()
            self.status = self._child.exitstatus

    def go_on(self, block: list[str], where: str) -> None:
        """Type the lines of a block that start with "> "; require that all of it can be read, in this order."""
        self._expected += ["...", *block] if self._expected else block
        for line in block:
            if line.startswith("> ") or line == ">":
                assert self.status is None, f"{where}: '{self.command}' has ended before '{line}'"
                self._child.sendline(line[2:])
                self._listen()
        found = [line.rstrip() for line in self._printed.replace("\r", "").splitlines()]
        if self.status is None:
            require_same([*self._expected, "..."], found, f"{where}: $ {self.command}")
        else:
            require_same(self._expected, found, f"{where}: $ {self.command}")


def commands_in(block: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each command of a console block with the lines that it should print; "" for lines before the first."""
    command, expected = "", list[str]()
    for line in block.splitlines():
        if line.startswith("$ "):
            if command or expected:
                yield command, expected
            command, expected = line.removeprefix("$ "), []
        elif command.endswith("\\"):
            command = command.removesuffix("\\") + line.strip()
        else:
            expected.append(line.rstrip())
    yield command, expected


# A place in a rule file, a line quoted from it, counts of what it holds, and the place of a question on its page.
_GROWING = re.compile(
    r"(?<=\.yaml:)\d+|(?<=\(line )\d+|(?<=^  )\d+(?= \|)|\d+(?= (?:of \d+ )?(?:cases|facts|sections|grounds))"
    r"|(?<=^\()\d+ of \d+(?=\) )"
)


def matches(expected: list[str], found: list[str]) -> bool:
    """Return whether the lines are those expected, where "..." stands for any number of lines."""
    return lost_in(expected, found) is None


def lost_in(expected: list[str], found: list[str]) -> tuple[list[str], list[str]] | None:
    """Return the first lines between two "..." that do not come where they should, with what comes there, or None."""
    wanted, there = _bounded(expected), _bounded(found)
    place = 0
    for gap, lines in groupby(wanted, key=lambda line: line.strip() == "..."):
        part = list(lines)
        starts = () if gap else range(place, len(there) - len(part) + 1)
        start = next((one for one in starts if there[one : one + len(part)] == part), None)
        if start is None and not gap:
            return part, there[place:]
        place = place if start is None else start + len(part)
    return None


def _bounded(lines: list[str]) -> list[str]:
    """Return the lines with their start and their end marked, and with no number in them that may grow."""
    return ["(start)", *(_GROWING.sub("N", line) for line in _trimmed(lines)), "(end)"]


def _trimmed(lines: list[str]) -> list[str]:
    return "\n".join(lines).strip("\n").split("\n") if any(lines) else []


def require_same(expected: list[str], found: list[str], what: str) -> None:
    lost = lost_in(expected, found)
    assert lost is None, "\n".join([f"{what} should print", *lost[0], "and printed", *lost[1]])


def run_block(folder: Folder, block: Token, following: Token | None, where: str) -> bool:
    """Run one fenced block. Returns whether there was something to run."""
    kind, _, rest = block.info.strip().partition(" ")
    file = re.search(r'(title|add-to)="([^"]+)"', rest)
    if file:
        folder.write(file[2], block.content, "w" if file[1] == "title" else "a")
    elif kind == "console":
        for command, expected in commands_in(block.content):
            run_command(folder, command, expected, where)
    elif kind == "python":
        found = folder.python(block.content, where)
        is_output = following is not None and following.type == "fence" and following.info.strip() == "text"
        require_same(following.content.splitlines() if following and is_output else [], found, where)
    else:
        return False
    return True


def run_command(folder: Folder, command: str, expected: list[str], where: str) -> None:
    """Run a command, or go on with the conversation that it began; require that it prints what is expected."""
    assert not (command and folder.talk), f"{where}: the conversation before is not ended"
    if command and not any(line.startswith("> ") for line in expected):
        require_same(expected, folder.shell(command), f"{where}: $ {command}")
        return
    folder.talk = Talk(folder, command) if command else folder.talk
    assert folder.talk, f"{where}: no conversation goes on here"
    folder.talk.go_on(expected, where)
    if folder.talk.status is not None:
        folder.status, folder.talk = folder.talk.status, None


@pytest.mark.parametrize("page", RUN, ids=name_of)
def test_what_a_page_shows_is_what_happens(page: Path, tmp_path: Path) -> None:
    (tmp_path / "page").mkdir()
    folder = Folder(tmp_path / "page")
    all_tokens = tokens(page)
    ran = 0
    for token, following in zip(all_tokens, [*all_tokens[1:], None], strict=True):
        if token.type == "fence":
            line = token.map[0] + 1 if token.map else 0
            ran += run_block(folder, token, following, f"{name_of(page)}:{line}")
    assert folder.talk is None, f"{name_of(page)}: '{folder.talk.command}' is not ended"
    assert ran or page.parent.name == "how-to"


def test_the_runner_sees_a_difference() -> None:
    assert matches(["a", "...", "c"], ["a", "b", "b", "c"])
    assert matches(["", "a"], ["a", ""])
    assert matches([], [])
    assert not matches(["a"], ["a", "b"])
    assert not matches(["a", "..."], ["b", "c"])
    assert not matches([], ["a"])
    assert matches(["a.yaml:7: 3 of 4 cases, 3 apples"], ["a.yaml:19: 30 of 31 cases, 3 apples"])
    assert not matches(["a.yaml:7: 3 of 4 cases, 3 apples"], ["a.yaml:7: 3 of 4 cases, 4 apples"])
    assert matches(["(2 of 6) Why?"], ["(3 of 9) Why?"])
    assert matches(["...", "b", "...", "b", "..."], ["a", "b", "b"])
    assert not matches(["...", "b", "...", "b"], ["a", "b", "c"])
    assert not matches(["...", "c", "b", "..."], ["b", "c"])
    assert list(commands_in("$ one \\\n  two\nx\n$ three\n")) == [("one two", ["x"]), ("three", [])]
    assert list(commands_in("> yes\n...\n$ three\n")) == [("", ["> yes", "..."]), ("three", [])]


# What is named exists


def _slug(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _anchors(page: Path) -> set[str]:
    all_tokens = tokens(page)
    return {
        _slug("".join(part.content for part in after.children or []))
        for before, after in pairwise(all_tokens)
        if before.type == "heading_open"
    }


def links(page: Path) -> Iterator[str]:
    """Yield the target of every link and picture of a page."""
    for token in tokens(page):
        for child in token.children or []:
            if child.type in ("link_open", "image"):
                yield str(child.attrs["href" if child.type == "link_open" else "src"])


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    lost = []
    for link in links(page):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        known = target.exists() and (not anchor or target.suffix != ".md" or anchor in _anchors(target))
        if not known or ROOT not in target.parents:
            lost.append(link)
    assert lost == []


def test_every_page_can_be_reached_from_the_readme() -> None:
    seen: set[Path] = set()
    waiting = [README]
    while waiting:
        page = waiting.pop()
        seen.add(page)
        targets = [(page.parent / link.partition("#")[0]).resolve() for link in links(page) if ":" not in link]
        waiting += [one for one in targets if one.suffix == ".md" and one.is_file() and one not in seen]
    assert [name_of(page) for page in PAGES if page not in seen] == []


def test_the_commands_that_pages_show_exist() -> None:
    known = {name for name, _ in generate.commands()}
    wrong = []
    for page in PAGES:
        for name, sub in re.findall(r"(?:`|^\$ |&& )foi ([a-z]+)(?: ([a-z]+))?", page.read_text("utf-8"), re.MULTILINE):
            if f"foi {name}" not in known or (name == "rules" and sub and f"foi rules {sub}" not in known):
                wrong.append(f"{name_of(page)}: foi {name} {sub}".strip())
    assert wrong == []


def test_the_facts_and_grounds_that_pages_name_exist() -> None:
    law = load_rulebook(ROOT / "rules")
    known = {
        name for section in law.sections for name in (*section.facts, *section.findings, *section.grounds, section.id)
    }
    wrong = []
    for page in [*RUN, *(DOCS / "decisions").glob("*.md"), DOCS / "law-stated-as-at.md", DOCS / "glossary.md"]:
        for name in re.findall(r"`((?:foisa|screening|common|eirs)\.[a-z0-9.-]+)`", page.read_text("utf-8")):
            if name not in known:
                wrong.append(f"{name_of(page)}: {name}")
    assert wrong == []


# What exists is named


def _written() -> str:
    """Return all that people wrote: every page but those that are made from the code."""
    return "\n".join(page.read_text("utf-8") for page in PAGES if made_text.MADE not in page.read_text("utf-8"))


def test_every_command_is_told_of() -> None:
    text = _written()
    names = [name for name, command in generate.commands() if not hasattr(command, "commands")]
    assert names
    assert [name for name in names if f"`{name}" not in text and f"$ {name}" not in text] == []


def test_every_mistake_is_told_of() -> None:
    source = "\n".join(path.read_text("utf-8") for path in (ROOT / "foi_rules").rglob("*.py"))
    names = {*MISTAKES, *re.findall(r'\b(?:Fault|Problem)\(\s*"([a-z-]+)"', source)}
    told = {page.stem for page in (DOCS / "checks").glob("*.md")} | set(case_file.FAULTS)
    assert len(names) > 50
    assert sorted(names - told) == []
    assert sorted(set(case_file.FAULTS) - names) == []


def test_every_outcome_and_result_is_told_of() -> None:
    page = (DOCS / "how-to" / "read-the-decision.md").read_text("utf-8")
    assert [name for name, words in wording.OUTCOMES.items() if f"| {words} | `{name}` |" not in page] == []
    rows = [re.sub(r" \(`.*?`\)", "", row) for row in re.findall(r"^\| ([^|]+) \|", page, re.MULTILINE)]
    results = {"closed by screening" if name == "screened-out" else name.replace("-", " ") for name in get_args(Result)}
    assert results - set(rows) == set()


def test_the_made_pages_are_fresh() -> None:
    assert generate.stale() == [], "run: python docs/generate.py"


def test_the_page_on_the_law_counts_the_grounds_and_names_the_day() -> None:
    rulebook = load_rulebook(ROOT / "rules")
    page = (DOCS / "law-stated-as-at.md").read_text("utf-8")
    day = rulebook.order.law_stated_at
    grounds = {name for section in rulebook.sections for name in section.grounds}
    assert f"**{day.day} {day:%B %Y}**" in page
    assert f"All {len(grounds)} grounds" in page


# The schemas


@pytest.mark.parametrize("path", DEMO, ids=lambda path: path.stem)
def test_the_schema_takes_a_real_case_file(path: Path) -> None:
    jsonschema.Draft202012Validator.check_schema(schemas.case_schema())
    jsonschema.validate(read_marked(path).data, schemas.case_schema())


def test_the_schema_takes_every_decision_that_is_a_case() -> None:
    schema = schemas.case_schema()
    rulebook = load_rulebook(ROOT / "rules")
    for found in decisions():
        jsonschema.validate(case_data(case_of(found, rulebook)), schema)


@pytest.mark.parametrize("line", [{"hours": "3", "rate": "12"}, {"what": "files", "days": "3"}])
def test_the_schema_refuses_what_is_no_line_of_an_estimate(line: object) -> None:
    case = {"format": "1", "answers": {"foisa.s12.estimate": {"is": [{"what": "files", "cost": 12}]}}}
    jsonschema.validate(case, schemas.case_schema())
    case["answers"] = {"foisa.s12.estimate": {"is": [line]}}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(case, schemas.case_schema())


def test_the_schema_takes_the_case_files_that_pages_show(tmp_path: Path) -> None:
    shown = [
        token.content
        for page in [*RUN, DOCS / "reference" / "case-file.md"]
        for token in tokens(page)
        if token.type == "fence" and token.content.startswith(("format:", "{"))
    ]
    assert len(shown) > 3
    for text in shown:
        (tmp_path / "case.yaml").write_text(text, "utf-8")
        jsonschema.validate(read_marked(tmp_path / "case.yaml").data, schemas.case_schema())


@pytest.mark.parametrize(
    "wrong",
    [
        {"format": 2},
        {"colour": "red"},
        {"stage": "appeal"},
        {"items": [{"title": "without an id"}]},
        {"answers": {"screening.found": {"reasons": "without an answer"}}},
        {"items": [{"id": "one", "public_interest": {"foisa.s30-c": "perhaps"}}]},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_the_schema_refuses_what_is_no_case(wrong: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"format": "1"} | wrong, schemas.case_schema())


@pytest.mark.parametrize("path", DEMO, ids=lambda path: path.stem)
def test_the_schema_takes_a_real_decision(path: Path) -> None:
    jsonschema.Draft202012Validator.check_schema(schemas.decision_schema())
    data = json.loads(json.dumps(decision_data(decide(load_rulebook(ROOT / "rules"), read_case(path)))))
    jsonschema.validate(data, schemas.decision_schema())


def test_the_schema_refuses_a_refusal_without_a_ground() -> None:
    data = json.loads(json.dumps(decision_data(decide(load_rulebook(ROOT / "rules"), read_case(DEMO[-1])))))
    refused = [item for item in data["items"] if item["outcome"] == "withhold"]
    assert refused
    refused[0]["grounds"] = []
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, schemas.decision_schema())


# The pictures


def _pictures() -> ModuleType:
    pytest.importorskip("pexpect")
    pytest.importorskip("pyte")
    return _script("picture")


def test_the_pictures_show_what_comes_out() -> None:
    picture = _pictures()
    made = {
        place: (picture.texts(place.read_text("utf-8")), picture.texts(new)) for place, new in picture.drawn().items()
    }
    assert [place.name for place, (there, new) in made.items() if there != new] == [], "run: python docs/picture.py"
    assert min(len(there) for there, _ in made.values()) > 10
    assert sorted(made) == sorted(picture.IMAGES.iterdir())


def test_the_pictures_load_nothing() -> None:
    for place in (DOCS / "images").iterdir():
        assert re.findall(r"(?:url|src|href)\W+https?:", place.read_text("utf-8")) == []


def test_every_picture_has_words_for_those_who_do_not_see_it() -> None:
    shown = {
        DOCS / "images" / Path(str(child.attrs["src"])).name: child.content for page in PAGES for child in _images(page)
    }
    assert sorted(shown) == sorted((DOCS / "images").iterdir())
    assert [place.name for place, words in shown.items() if len(words.split()) < 10] == []


def _images(page: Path) -> Iterator[Token]:
    yield from (child for token in tokens(page) for child in token.children or [] if child.type == "image")


# The tutorial for officers, and the crib sheet


def test_the_answers_of_the_tutorial_are_those_that_are_typed_on_it() -> None:
    blocks = [token for token in tokens(DOCS / "tutorials" / "officer.md") if token.type == "fence"]
    typed = [
        line for block in blocks if block.info == "console" for line in block.content.splitlines() if line[:1] == ">"
    ]
    answers = next(block.content.splitlines() for block in blocks if 'title="answers.txt"' in block.info)
    assert [line for line in answers if not line.startswith("#")] == [line[2:] for line in typed if line != "> pause"]
    assert len(typed) > 50


def test_the_crib_sheet_tells_of_every_command_and_of_no_other() -> None:
    page = (DOCS / "crib-sheet.md").read_text("utf-8")
    assert re.findall(r"^\| `(.+?)` \|", page, re.MULTILINE) == [command.name for command in COMMANDS]
