"""What the tests share: the shipped rulebook, loaded once, and the `foi` command in this process."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from foi_rules.commands.shield import shielded
from foi_rules.model.rulebook import Rulebook
from foi_rules.rulebook.load import load_rulebook

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"
DEMO = HERE.parent / "foi_rules" / "commands" / "demo_files"
# Nothing here, and no command that is run from here, may touch the cache of the person who runs the tests.
os.environ["FOI_NO_CACHE"] = "1"
os.environ["FOI_SETTINGS"] = "off"  # nor may their own settings stand in a letter


class Ran(NamedTuple):
    """What a command left behind: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return load_rulebook()


@pytest.fixture
def foi(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run `foi` with the arguments, in this process, as the console script does."""
    from foi_rules.commands.main import app

    def run(*arguments: str) -> Ran:
        monkeypatch.setattr("sys.argv", ["foi", *arguments])
        code = shielded(app)
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return run
