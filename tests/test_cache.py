"""The cache of rulebooks: it gives what the files give, and whatever is wrong with it, the files are read."""

import hashlib
import json
import os
import pickle
import shutil
import stat
import sys
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import pytest
from conftest import DEMO, Ran

from foi_rules.audit.cases import run_cases
from foi_rules.casework.case_file import read_case
from foi_rules.engine.decide import decide
from foi_rules.engine.report import decision_json
from foi_rules.model.problem import Refused
from foi_rules.model.rule import Choice, Condition, FactIs, Not, Period
from foi_rules.model.rulebook import Rulebook
from foi_rules.rulebook import cache, load
from foi_rules.rulebook.load import load_rulebook
from foi_rules.rulebook.plain import NotThatType, codec

TOY = Path(__file__).parent / "toy_act"
ON = pytest.mark.usefixtures("home")
POSIX = pytest.mark.skipif(os.name == "nt", reason="modes and owners are those of POSIX")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Switch the cache on, in a folder of the test's own, and return the folder that foi-rules has there."""
    monkeypatch.delenv("FOI_NO_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "foi-rules"


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    """Return a copy of the invented Act's rules."""
    folder = tmp_path / "toy"
    shutil.copytree(TOY, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return folder


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that grows by one whenever rule files are read and checked."""
    found: list[str] = []
    real = load.read_texts

    def counted(files: Mapping[str, bytes], folder: str = "rules", *rest: Any) -> load.Reading:
        found.append(folder)
        return real(files, folder, *rest)

    monkeypatch.setattr(load, "read_texts", counted)
    return found


def parts(rulebook: Rulebook) -> dict[str, Any]:
    """Return all that a rulebook holds, to be compared: two rulebooks are never equal by themselves."""
    return {one.name: getattr(rulebook, one.name) for one in fields(rulebook) if one.init}


def only_file(home: Path) -> Path:
    (path,) = home.iterdir()
    return path


def forged(path: Path, body: bytes) -> None:
    """Put other content into a kept file, with the head that makes it look right."""
    key = path.read_bytes().split()[2]
    path.write_bytes(b"foi-rules 1 %s %s\n%s" % (key, hashlib.sha256(body).hexdigest().encode(), body))


# It gives what the files give


@ON
def test_what_comes_from_the_cache_is_what_comes_from_the_files(toy: Path, readings: list[str]) -> None:
    cold = load_rulebook(toy)
    assert readings == ["toy"]
    warm = load_rulebook(toy)
    assert readings == ["toy"]
    assert parts(warm) == parts(cold)
    assert any(section.cases for section in warm.sections)
    assert list(run_cases(warm)) == list(run_cases(cold))


@ON
def test_without_cases_only_the_cases_are_missing(toy: Path, readings: list[str]) -> None:
    cold, warm, whole = load_rulebook(toy, cases=False), load_rulebook(toy, cases=False), load_rulebook(toy)
    assert readings == ["toy"]
    assert [section.cases for section in (*cold.sections, *warm.sections) if section.cases] == []
    assert parts(cold) == parts(warm) == parts(cache.without_cases(whole))
    assert any(section.cases for section in whole.sections)


@ON
def test_the_shipped_rules_decide_alike_from_the_cache(rulebook: Rulebook) -> None:
    cache.keep(rulebook)
    kept = cache.kept(rulebook.sha256, cases=False)
    assert kept is not None
    assert kept.sha256 == rulebook.sha256 != ""
    for path in sorted(DEMO.glob("*.yaml")):
        case = read_case(path)
        assert decision_json(decide(kept, case)) == decision_json(decide(rulebook, case))


@ON
def test_commands_use_it(toy: Path, readings: list[str], foi: Callable[..., Ran]) -> None:
    first = foi("rules", "list", str(toy))
    assert first == foi("rules", "list", str(toy))
    assert foi("rules", "test", str(toy)).code == 0
    assert readings == ["toy"]


def test_checking_the_rules_never_uses_it(home: Path, toy: Path, foi: Callable[..., Ran]) -> None:
    load_rulebook(toy)
    forged(only_file(home), b"[]\n[]")
    assert foi("rules", "check", str(toy)).code == 0


# It knows what it was made of


@ON
def test_a_changed_byte_in_a_rule_file_is_read(toy: Path, readings: list[str]) -> None:
    before = load_rulebook(toy)
    path = toy / "toy-s3-fog-horns.yaml"
    path.write_bytes(path.read_bytes() + b"\n")
    after = load_rulebook(toy)
    assert readings == ["toy", "toy"]
    assert after.sha256 != before.sha256
    path.write_bytes(path.read_bytes()[:-1])
    assert load_rulebook(toy).sha256 == before.sha256
    assert readings == ["toy", "toy"]


@ON
def test_a_file_more_is_read(toy: Path, readings: list[str]) -> None:
    before = load_rulebook(toy)
    shutil.copy(toy / "toy-s3-fog-horns.yaml", toy / "toy-s3-fog-horns.yml")
    with pytest.raises(Refused):
        load_rulebook(toy)
    (toy / "toy-s3-fog-horns.yml").rename(toy / "ignored.txt")
    assert load_rulebook(toy).sha256 == before.sha256
    assert readings == ["toy", "toy"]


@ON
@pytest.mark.parametrize("what", ["python", "library"])
def test_another_reader_does_not_trust_it(
    what: str, toy: Path, tmp_path: Path, readings: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = tmp_path / "build.py"
    reader.write_text("one = 1\n", encoding="utf-8")
    monkeypatch.setattr(cache, "_readers", lambda: [reader])
    load_rulebook(toy)
    if what == "python":
        monkeypatch.setattr(sys, "version", "99")
    else:
        reader.write_text("one = 2\n", encoding="utf-8")
    load_rulebook(toy)
    assert readings == ["toy", "toy"]


def test_the_readers_are_all_that_makes_a_rulebook() -> None:
    import foi_rules

    names = {path.relative_to(Path(foi_rules.__file__).parent).as_posix() for path in cache._readers()}
    assert {"__init__.py", "rulebook/build.py", "rulebook/checks/unknown_fact.py", "model/rule.py"} <= names


def test_a_library_in_an_archive_keeps_nothing(
    home: Path, toy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "_readers", lambda: [tmp_path / "archive.zip" / "build.py"])
    assert load_rulebook(toy).sections
    assert not home.exists()


def test_rules_with_problems_are_not_kept(home: Path, toy: Path) -> None:
    (toy / "toy-s3-fog-horns.yaml").write_text("format: 1\n", encoding="utf-8")
    with pytest.raises(Refused):
        load_rulebook(toy)
    assert not home.exists()


def test_only_the_newest_are_kept(home: Path, toy: Path) -> None:
    path = toy / "toy-s3-fog-horns.yaml"
    for number in range(cache.KEPT + 2):
        path.write_bytes(path.read_bytes() + b"\n")
        load_rulebook(toy)
        for kept in home.iterdir():
            os.utime(kept, (kept.stat().st_atime, kept.stat().st_mtime - 10))
        assert len(list(home.iterdir())) == min(number + 1, cache.KEPT)
    load_rulebook(toy)
    assert len(list(home.iterdir())) == cache.KEPT


# It is never fatal


def _bad_contents(good: bytes) -> dict[str, bytes]:
    return {
        "empty": b"",
        "cut short": good[: len(good) // 2],
        "one letter changed": good.replace(b"lamp", b"lump", 1),
        "another key": good.replace(good.split()[2], b"0" * 64, 1),
        "no text": bytes(range(256)),
        "no head": good.partition(b"\n")[2],
    }


@pytest.mark.parametrize("what", list(_bad_contents(b"a b c")))
def test_a_corrupt_file_is_ignored_and_replaced(what: str, home: Path, toy: Path, readings: list[str]) -> None:
    cold = load_rulebook(toy)
    path = only_file(home)
    good = path.read_bytes()
    bad = _bad_contents(good)[what]
    assert bad != good
    path.write_bytes(bad)
    assert parts(load_rulebook(toy)) == parts(cold)
    assert readings == ["toy", "toy"]
    assert path.read_bytes() == good


FORGED = {
    "no JSON": b"law\ncases",
    "no list": b"{}\n[]",
    "nothing": b"[]\n[]",
    "another shape": b'[[["toy"]],["2026-01-01",[]]]\n[]',
    "a date that is none": b'[[],["2026-13-01",[]]]\n[]',
    "very deep": b"[" * 200_000 + b"]" * 200_000 + b"\n[]",
    "a number too long": b"[" + b"9" * 10_000 + b"]\n[]",
    "no cases": b"",
}


@pytest.mark.parametrize("what", FORGED)
def test_a_forged_file_is_ignored(what: str, home: Path, toy: Path, readings: list[str]) -> None:
    cold = load_rulebook(toy)
    path = only_file(home)
    body = FORGED[what] or path.read_bytes().partition(b"\n")[2].partition(b"\n")[0]
    forged(path, body)
    assert parts(load_rulebook(toy)) == parts(cold)
    assert readings == ["toy", "toy"]


def test_a_forged_file_for_other_rules_is_ignored(home: Path, toy: Path, readings: list[str]) -> None:
    cold = load_rulebook(toy)
    path = only_file(home)
    forged(path, path.read_bytes().partition(b"\n")[2].replace(cold.sha256.encode(), b"0" * 64))
    assert load_rulebook(toy).sha256 == cold.sha256
    assert readings == ["toy", "toy"]


class Hostile:
    """Something that runs a command when it is unpickled."""

    def __init__(self, command: str) -> None:
        self.command = command

    def __reduce__(self) -> tuple[Any, ...]:
        return os.system, (self.command,)


@pytest.mark.parametrize("dressed", [False, True])
def test_a_hostile_pickle_is_not_executed(dressed: bool, home: Path, toy: Path, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    hostile = pickle.dumps(Hostile(f'echo > "{ran}"'), protocol=0)
    pickle.loads(hostile)
    assert ran.exists()
    ran.unlink()
    cold = load_rulebook(toy)
    if dressed:
        forged(only_file(home), hostile + b"\n" + hostile)
    else:
        only_file(home).write_bytes(hostile)
    assert parts(load_rulebook(toy)) == parts(cold)
    assert not ran.exists()


def test_a_folder_in_its_place_is_ignored(home: Path, toy: Path) -> None:
    cold = load_rulebook(toy)
    path = only_file(home)
    path.unlink()
    path.mkdir()
    assert parts(load_rulebook(toy)) == parts(cold)
    assert path.is_dir()


@ON
def test_a_cache_folder_that_cannot_be_made_does_not_matter(toy: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file\n", encoding="utf-8")
    assert load_rulebook(toy).sections
    assert load_rulebook(toy).sections


@POSIX
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write anywhere")
def test_a_cache_folder_that_is_read_only_does_not_matter(home: Path, toy: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir(mode=0o500)
    assert load_rulebook(toy).sections
    assert not home.exists()


def test_a_full_disk_does_not_matter_and_leaves_nothing(home: Path, toy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert load_rulebook(toy).sections
    assert list(home.iterdir()) == []


def test_no_home_does_not_matter(toy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("FOI_NO_CACHE")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    monkeypatch.setattr(Path, "home", nobody)
    assert cache.cache_folder() is None
    assert load_rulebook(toy).sections


# Whose it is


@POSIX
def test_only_its_owner_can_read_it(home: Path, toy: Path) -> None:
    before = os.umask(0)
    try:
        load_rulebook(toy)
    finally:
        os.umask(before)
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert stat.S_IMODE(only_file(home).stat().st_mode) == 0o600


@POSIX
@pytest.mark.parametrize("what", ["the file", "the folder"])
def test_what_others_may_write_is_not_read_and_is_made_private(
    what: str, home: Path, toy: Path, readings: list[str]
) -> None:
    load_rulebook(toy)
    path = only_file(home) if what == "the file" else home
    private = stat.S_IMODE(path.stat().st_mode)
    path.chmod(private | 0o020)
    load_rulebook(toy)
    assert readings == ["toy", "toy"]
    assert stat.S_IMODE(path.stat().st_mode) == private
    load_rulebook(toy)
    assert readings == ["toy", "toy"]


@ON
@POSIX
def test_what_somebody_else_owns_is_not_read(toy: Path, readings: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    load_rulebook(toy)
    me = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: me + 1)
    load_rulebook(toy)
    assert readings == ["toy", "toy"]


@POSIX
def test_a_link_to_somewhere_else_is_not_followed(home: Path, toy: Path, tmp_path: Path, readings: list[str]) -> None:
    load_rulebook(toy)
    path = only_file(home)
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    load_rulebook(toy)
    assert readings == ["toy", "toy"]
    assert not path.is_symlink()


# Where it is, and how it is switched off


def test_it_can_be_switched_off(home: Path, toy: Path, readings: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    load_rulebook(toy)
    monkeypatch.setenv("FOI_NO_CACHE", "1")
    path = toy / "toy-s3-fog-horns.yaml"
    load_rulebook(toy)
    assert readings == ["toy", "toy"]
    path.write_bytes(path.read_bytes() + b"\n")
    load_rulebook(toy)
    assert len(list(home.iterdir())) == 1
    monkeypatch.setenv("FOI_NO_CACHE", "0")
    load_rulebook(toy)
    assert len(list(home.iterdir())) == 2


@pytest.mark.parametrize(
    ("system", "environment", "expected"),
    [
        ("linux", {}, "HOME/.cache"),
        ("linux", {"XDG_CACHE_HOME": "ROOT/x"}, "ROOT/x"),
        ("linux", {"XDG_CACHE_HOME": "relative"}, "HOME/.cache"),
        ("darwin", {}, "HOME/Library/Caches"),
        ("darwin", {"XDG_CACHE_HOME": "ROOT/x"}, "ROOT/x"),
        ("win32", {"LOCALAPPDATA": "ROOT/local"}, "ROOT/local"),
        ("win32", {}, "HOME/AppData/Local"),
    ],
)
def test_where_it_is(
    system: str, environment: dict[str, str], expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("FOI_NO_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    for name, value in environment.items():
        monkeypatch.setenv(name, value.replace("ROOT", str(tmp_path)))
    wanted = expected.replace("HOME", str(tmp_path / "home")).replace("ROOT", str(tmp_path))
    assert cache.cache_folder() == Path(wanted) / "foi-rules"


# Plain data and back

VALUES: list[tuple[Any, Any, Any]] = [
    (Condition, FactIs("a.b"), [3, "a.b"]),
    (Condition, Not(FactIs("a", "no")), [2, [3, "a", "no"]]),
    (FactIs, FactIs("a", "yes", Decimal("0.50")), ["a", "yes", "0.50"]),
    (Period, Period(date(2005, 1, 1)), ["2005-01-01"]),
    (Mapping[str, Choice], {"one": Choice("a text")}, {"one": ["a text"]}),
    (tuple[int, ...], (1, 2), [1, 2]),
    (tuple[int, str], (1, "2"), [1, "2"]),
    (frozenset[date], frozenset({date(2026, 1, 2), date(2026, 1, 1)}), ["2026-01-01", "2026-01-02"]),
    (str | None, None, None),
    (Literal["a", "b"], "b", "b"),
]


@pytest.mark.parametrize(("kind", "value", "data"), VALUES, ids=[str(kind) for kind, _, _ in VALUES])
def test_a_value_is_plain_data_and_comes_back(kind: Any, value: Any, data: Any) -> None:
    assert codec(kind).pack(value) == data
    assert codec(kind).unpack(json.loads(json.dumps(data))) == value


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (Condition, []),
        (Condition, [9, "a"]),
        (Condition, [-1, "a"]),
        (Condition, [True, "a"]),
        (Condition, ["3", "a"]),
        (FactIs, []),
        (FactIs, ["a", "yes", None, "more"]),
        (FactIs, "a"),
        (FactIs, ["a", "yes", "much"]),
        (FactIs, [["a"]]),
        (Period, ["2005-02-30"]),
        (Period, [20050101]),
        (Mapping[str, str], ["a"]),
        (Mapping[str, str], {"a": 1}),
        (tuple[int, ...], "12"),
        (tuple[int, ...], [True]),
        (tuple[int, str], [1]),
        (frozenset[date], {"2026-01-01": ""}),
        (str | None, 0),
        (Literal["a", "b"], "c"),
        (Literal["a", "b"], ["a"]),
        (bool, 1),
    ],
)
def test_data_of_another_shape_is_refused(kind: Any, data: Any) -> None:
    with pytest.raises(NotThatType):
        codec(kind).unpack(data)


def test_a_type_without_a_plain_form_is_refused() -> None:
    with pytest.raises(TypeError, match="has no plain form"):
        codec(complex)
