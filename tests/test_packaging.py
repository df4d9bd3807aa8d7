"""What is installed: the wheel holds what it needs and nothing else, and works away from the checkout."""

import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from pathlib import Path

import pytest

import foi_rules

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def run(*command: str | Path, cwd: Path, timeout: int = 120) -> subprocess.CompletedProcess[str]:
    """Return what a command did, away from the checkout's own modules."""
    own = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "FORCE_COLOR")}
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=own | {"NO_COLOR": "1", "COLUMNS": "80"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel, built from the source archive, so that the archive is whole too."""
    out = tmp_path_factory.mktemp("dist")
    done = run(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, ROOT, cwd=out)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(out.glob("*.whl"))


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the `bin` of a fresh environment with the wheel in it. What it depends on is lent by this one."""
    home = tmp_path_factory.mktemp("venv")
    assert run(sys.executable, "-m", "venv", "--without-pip", home, cwd=home).returncode == 0
    bin_ = home / ("Scripts" if os.name == "nt" else "bin")
    packages = Path(
        run(bin_ / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=home).stdout.strip()
    )
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n" + sysconfig.get_path("platlib") + "\n")
    pip = run(
        sys.executable,
        "-m",
        "pip",
        "--python",
        bin_ / "python",
        "install",
        "-q",
        "--no-deps",
        "--no-index",
        wheel,
        cwd=home,
    )
    assert pip.returncode == 0, pip.stderr
    return bin_


def test_the_wheel_holds_what_it_needs(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    rules = {f"foi_rules/rules/{path.name}" for path in (ROOT / "rules").glob("*.yaml")}
    package = {path for path in (ROOT / "foi_rules").rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    assert rules
    assert rules | {path.relative_to(ROOT).as_posix() for path in package} <= names
    assert "foi_rules/py.typed" in names
    assert "foi_rules/glossary.md" in names
    assert any(name.startswith("foi_rules/commands/demo_files/") for name in names)
    decisions = {f"foi_rules/decisions/{path.name}" for path in (ROOT / "tests" / "decisions").glob("*.yaml")}
    assert decisions
    assert decisions <= names
    assert any(name.endswith("/licenses/LICENSE") for name in names)


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names} == {
        "foi_rules",
        next(n for n in names if "dist-info" in n).split("/")[0],
    }
    assert [name for name in names if "__pycache__" in name or name.endswith((".pyc", "~"))] == []


def test_the_rules_in_the_wheel_are_those_of_the_checkout(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = {Path(n).name: archive.read(n) for n in archive.namelist() if n.startswith("foi_rules/rules/")}
    assert held == {path.name: path.read_bytes() for path in (ROOT / "rules").iterdir() if path.is_file()}


def test_the_wheel_works_away_from_the_checkout(installed: Path, tmp_path: Path) -> None:
    where = "import foi_rules, pathlib; print(pathlib.Path(foi_rules.__file__).resolve())"
    found = Path(run(installed / "python", "-c", where, cwd=tmp_path).stdout.strip())
    assert ROOT not in found.parents
    assert installed.parent.resolve() in found.parents
    for words in ("--help", "--version", "rules check"):
        done = run(installed / "foi", *words.split(), cwd=tmp_path)
        assert done.returncode == 0, done.stderr
    same = "from foi_rules import load_rulebook as r; print(r().sha256)"
    here = run(sys.executable, "-c", same, cwd=ROOT).stdout
    assert run(installed / "python", "-c", same, cwd=tmp_path).stdout == here
    assert list(tmp_path.iterdir()) == []


LISTED = "from foi_rules.commands.practice import listed; listed(spoil=True)"


def test_practice_works_away_from_the_checkout(installed: Path, tmp_path: Path) -> None:
    done = run(installed / "python", "-c", LISTED, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    here = run(sys.executable, "-c", LISTED, cwd=ROOT)
    assert done.stdout == here.stdout
    assert "048/2006" in done.stdout
    assert list(tmp_path.iterdir()) == []


WITHOUT_A_NETWORK = """
import sys
def refuse(event, arguments):
    if event.startswith("socket."):
        raise SystemExit(f"{event} {arguments}")
sys.addaudithook(refuse)
sys.argv = ["foi", "demo"]
from foi_rules.commands.main import run
run()
"""


def test_the_demonstration_needs_nothing_but_the_wheel(installed: Path, tmp_path: Path) -> None:
    done = run(installed / "python", "-c", WITHOUT_A_NETWORK, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "FOISA s.38(1)(b)" in done.stdout
    letters = sorted((tmp_path / "demo-letters").iterdir())
    assert {path.suffix for path in letters} == {".docx", ".html", ".md", ".txt"}
    assert [path.name for path in letters if path.stat().st_size == 0] == []
    if os.name != "nt":
        assert [path.name for path in letters if path.stat().st_mode & 0o077] == []


def test_the_checkout_runs_without_being_installed(tmp_path: Path) -> None:
    done = run(sys.executable, ROOT / "cli.py", "--version", cwd=tmp_path)
    assert done.stdout.strip() == f"foi-rules {foi_rules.__version__}"


def test_the_version_is_said_once() -> None:
    assert foi_rules.__version__ == PROJECT["version"]
    assert f"({PROJECT['version']})" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_every_public_name_is_there() -> None:
    for name in foi_rules.__all__:
        assert getattr(foi_rules, name) is not None
    with pytest.raises(AttributeError, match="has no 'nothing'"):
        foi_rules.__getattr__("nothing")


def test_the_full_licence_is_there() -> None:
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert PROJECT["license"] == "Apache-2.0"
    assert "Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text


def test_ci_runs_the_readmes_own_command() -> None:
    commands = re.findall(r"^python3 -m venv .*$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    assert [command.rpartition("/")[2] for command in commands] == ["foi demo", "pytest"]
    script = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    assert f"  {commands[1]}" in script
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_the_extras_name_what_they_say() -> None:
    extras = PROJECT["optional-dependencies"]
    assert set(extras["durable"]) <= set(extras["dev"])
