"""How long it takes to load the rules: from their files, from the cache, and to tell that they have not changed.

    python benchmarks/loading.py [--rules FOLDER] [--bytes 1350000]

Timed are the invented Act of the tests, the rules that come with foi-rules, and, if those are smaller, a rulebook of
about as many bytes as asked for, made of them by giving copies of the sections other ids. Times are medians of
processor time in milliseconds, beside a yardstick (PyYAML's C loader on the same files, nothing checked), so that a
slow machine can be told from a slow program. Nothing here is a test, and the cache of whoever runs it is not touched.
"""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import process_time

import yaml

from foi_rules.rulebook import load
from foi_rules.rulebook.home import rules_folder
from foi_rules.rulebook.load import load_rulebook

TOY = Path(__file__).parent.parent / "tests" / "toy_act"
TIMES = 9
AIMS = ("under 400", "under 50")
ACT = r"(foisa|eirs|toy)"
START = "from pathlib import Path; from foi_rules import load_rulebook; load_rulebook(Path({folder!r}), cases=False)"


def grown(source: Path, target: Path, size: int) -> int:
    """Write rules of about `size` bytes to the folder `target`; return how many times each section is in them."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    sections = [path for path in sorted(source.glob("*.yaml")) if re.match(f"{ACT}-", path.name)]
    whole, own = (sum(path.stat().st_size for path in paths) for paths in (source.glob("*.yaml"), sections))
    times = max(1, round((size - whole) / own) + 1)
    for number in range(2, times + 1):
        for path in sections:
            text = _renamed(path.read_text(encoding="utf-8"), number)
            (target / re.sub(f"^{ACT}", rf"\g<1>{number}", path.name)).write_text(text, encoding="utf-8")
    for name in ("order-of-analysis.yaml", "screening.yaml"):
        path = target / name
        path.write_text(_opened(path.read_text(encoding="utf-8"), times), encoding="utf-8")
    return times


def _renamed(text: str, number: int) -> str:
    return re.sub(rf"\b{ACT}(?=\.[a-z])", rf"\g<1>{number}", text)


def _opened(text: str, times: int) -> str:
    """Return doors and steps with the copies of each ground beside it."""

    def listed(found: re.Match[str]) -> str:
        ids = [one.strip() for one in found[2].split(",")]
        copies = [_renamed(one, number) for number in range(2, times + 1) for one in ids]
        return f"{found[1]}[{', '.join([*ids, *copies])}]"

    def lined(found: re.Match[str]) -> str:
        return "\n".join([found[0], *(_renamed(found[0], number) for number in range(2, times + 1))])

    text = re.sub(rf"((?:opens|grounds): )\[({ACT}[^\]]*)\]", listed, text)
    return re.sub(rf"^ +- {ACT}\.[a-z0-9-]+$", lined, text, flags=re.MULTILINE)


def median_ms(work: Callable[[], object], before: Callable[[], object] = lambda: None) -> float:
    took = []
    for _ in range(TIMES):
        before()
        began = process_time()
        work()
        took.append((process_time() - began) * 1000)
    return statistics.median(took)


def start_ms(code: str, environment: dict[str, str]) -> float:
    """Return how long a fresh interpreter takes for it, in processor time."""
    took = []
    for _ in range(TIMES):
        before = os.times()
        subprocess.run([sys.executable, "-c", code], check=True, env=os.environ | environment)
        after = os.times()
        took.append((sum(after[2:4]) - sum(before[2:4])) * 1000)
    return statistics.median(took)


def line(what: str, value: float, yardstick: float, aim: str = "") -> None:
    print(f"  {what:<46}{value:>9.1f} ms{value / yardstick:>8.2f} x{'   aim: ' + aim if aim else ''}")


def measure(what: str, folder: Path, cache: Path, *aims: str) -> None:
    cold_aim, hit_aim = aims or ("", "")
    files = [path.read_bytes() for path in sorted(folder.glob("*.yaml"))]
    print(f"{what}: {len(files)} files, {sum(map(len, files)) / 1000:,.0f} kB")
    yardstick = median_ms(lambda: [yaml.load(data, yaml.CSafeLoader) for data in files])
    line("yardstick: PyYAML reads the same files", yardstick, yardstick)
    line("read and hash the files", median_ms(lambda: load._sha256(load._files(folder)[0])), yardstick)
    os.environ["FOI_NO_CACHE"] = "1"
    line("load, no cache", median_ms(lambda: load_rulebook(folder)), yardstick, cold_aim)
    os.environ["FOI_NO_CACHE"] = "0"
    line("load, and keep it", median_ms(lambda: load_rulebook(folder), lambda: _emptied(cache)), yardstick)
    line("load from the cache, for deciding", median_ms(lambda: load_rulebook(folder, cases=False)), yardstick, hit_aim)
    line("load from the cache, with the test cases", median_ms(lambda: load_rulebook(folder)), yardstick, hit_aim)
    code = START.format(folder=str(folder))
    line("a fresh interpreter, no cache", start_ms(code, {"FOI_NO_CACHE": "1"}), yardstick)
    line("a fresh interpreter, from the cache", start_ms(code, {"FOI_NO_CACHE": "0"}), yardstick)


def _emptied(cache: Path) -> None:
    shutil.rmtree(cache, ignore_errors=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rules", type=Path, default=rules_folder())
    parser.add_argument("--bytes", type=int, default=1_350_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        cache, large = Path(home) / "cache", Path(home) / "large"
        os.environ["XDG_CACHE_HOME"] = str(cache)
        measure("The invented Act", TOY, cache)
        measure("The rules", given.rules, cache, *AIMS)
        times = grown(given.rules, large, given.bytes)
        if times > 1:
            measure(f"A large rulebook (each section {times} times)", large, cache, *AIMS)


if __name__ == "__main__":
    main()
