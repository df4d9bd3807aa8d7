"""Make the pages under docs/reference/ and docs/defects/ from the code and the rule files.

    python docs/generate.py            write them
    python docs/generate.py --check    exit 1 and name those that are stale

rule-file.schema.json is made here too, from the same source as the reader of rule files.
"""

import ast
import re
import sys
import textwrap
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"
FOLDERS = ("grounds", "../defects")  # what nothing makes any more goes from these
sys.path[:0] = [str(ROOT), str(ROOT / "docs"), str(ROOT / "tests")]

from made_case_file import case_file_page  # noqa: E402
from made_coverage import coverage_page  # noqa: E402
from made_decisions import decisions_page  # noqa: E402
from made_defects import defect_pages  # noqa: E402
from made_grounds import ground_pages  # noqa: E402
from made_schemas import case_schema, check_schema, decision_schema  # noqa: E402
from made_text import MADE, as_json, table  # noqa: E402


def pages() -> dict[str, str]:
    """Return the text of every page, by its name as seen from docs/reference/."""
    from foi_rules import load_rulebook
    from foi_rules.notices.checking.defects import defects_from
    from foi_rules.rulebook.schema_json import rule_file_schema_text
    from foi_rules.rulebook.yaml_text import read_plain

    rulebook = load_rulebook(ROOT / "rules")
    return {
        "commands.md": commands_page(),
        "library.md": library_page(),
        "coverage.md": coverage_page(rulebook),
        "decisions.md": decisions_page(rulebook),
        **ground_pages(rulebook, ROOT / "rules"),
        **defect_pages(defects_from(read_plain(ROOT / "rules" / "letter-defects.yaml"))),
        "case-file.md": case_file_page(),
        "case.schema.json": as_json(case_schema()),
        "decision.schema.json": as_json(decision_schema()),
        "check.schema.json": as_json(check_schema()),
        "rule-file.schema.json": rule_file_schema_text(),
    }


# Commands


def commands() -> Iterator[tuple[str, Any]]:
    """Yield every command with its full name, such as "foi rules check"."""
    import typer

    from foi_rules.commands.main import app

    yield from _commands("foi", typer.main.get_command(app))


def _commands(name: str, command: Any) -> Iterator[tuple[str, Any]]:
    yield name, command
    for child, one in getattr(command, "commands", {}).items():
        if not one.hidden:
            yield from _commands(f"{name} {child}", one)


def commands_page() -> str:
    """Return the reference of the commands."""
    lines = [MADE, "# Commands", "", "`foi COMMAND --help` shows the same. Every command takes `--plain`.", ""]
    for name, command in commands():
        lines += [f"## {name}", "", *_command(name, command), ""]
    return "\n".join(lines).rstrip() + "\n"


def _command(name: str, command: Any) -> Iterator[str]:
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    options = [one for one in command.params if one.param_type_name == "option"]
    wanted = [f"{one.opts[0]} ..." for one in options if one.required]
    shown = [name, "COMMAND" if hasattr(command, "commands") else "", *(_name(one) for one in arguments), *wanted]
    yield "```text"
    yield f"{' '.join(one for one in shown if one)}{' [OPTIONS]' if len(options) > len(wanted) else ''}"
    yield "```"
    yield ""
    yield from textwrap.wrap(" ".join(command.help.split()), 110)
    rows = [(f"`{_name(one)}`", one.help or "") for one in arguments]
    rows += [(f"`{', '.join((*one.opts, *one.secondary_opts))}`", one.help or "") for one in options]
    if rows:
        yield ""
        yield from table(("", ""), rows)
    if hasattr(command, "commands"):
        yield ""
        yield "Commands: " + ", ".join(f"[{one}](#{_slug(name + ' ' + one)})" for one in command.commands) + "."
    if command.epilog:
        yield ""
        yield f"Example: `{command.epilog.removeprefix('Example:').strip()}`"


def _name(argument: Any) -> str:
    name = argument.metavar or argument.name.upper()
    return name if argument.required or name.startswith("[") else f"[{name}]"


def _slug(heading: str) -> str:
    return re.sub(r"[^a-z0-9 _-]", "", heading.lower()).replace(" ", "-")


# Library


def public_names() -> dict[str, str]:
    """Return the module of each public name of the library."""
    import foi_rules

    return {name: f"foi_rules.{home}" for name, home in sorted(foi_rules._HOME.items())}


def library_page() -> str:
    """Return the reference of the public names, from their source."""
    lines = [MADE, "# Library", "", "Everything here is imported from `foi_rules`:", ""]
    lines += ["```py", "from foi_rules import decide, load_rulebook, read_case", "```", ""]
    lines += ["Functions are pure unless they say otherwise; values are frozen. Truth is `YES`, `NO` or `UNKNOWN`.", ""]
    trees: dict[str, ast.Module] = {}
    for name, home in public_names().items():
        if home not in trees:
            trees[home] = ast.parse(Path(str(import_module(home).__file__)).read_text("utf-8"))
        node = next(one for one in trees[home].body if getattr(one, "name", "") == name)
        lines += [f"## {name}", "", *_public(node, home), ""]
    return "\n".join(lines).rstrip() + "\n"


def _public(node: Any, home: str) -> Iterator[str]:
    yield "```py"
    yield _signature(node)
    yield "```"
    yield ""
    yield f"*In `{home}`.* {_doc(node)}"
    if not isinstance(node, ast.ClassDef):
        return
    fields = [one for one in node.body if isinstance(one, ast.AnnAssign) and not _private(one.target.id)]  # type: ignore[union-attr]
    if fields:
        yield ""
        yield from table(
            ("Attribute", "Type"),
            [(f"`{one.target.id}`", f"`{_type(one.annotation)}`") for one in fields],  # type: ignore[union-attr]
        )
    methods = [one for one in node.body if isinstance(one, ast.FunctionDef) and not _private(one.name)]
    methods = [one for one in methods if not any("validator" in ast.unparse(by) for by in one.decorator_list)]
    if methods:
        yield ""
        yield from table(("Method or property", ""), [(f"`{_called(one)}`", _doc(one)) for one in methods])


def _signature(node: Any) -> str:
    if isinstance(node, ast.ClassDef):
        bases = ", ".join(ast.unparse(base) for base in node.bases if not ast.unparse(base).startswith("_"))
        return f"class {node.name}({bases})" if bases else f"class {node.name}"
    text = f"{node.name}({ast.unparse(node.args)}) -> {_type(node.returns)}"
    return text if len(text) <= 100 else text.replace("(", "(\n    ", 1).replace(", *,", ",\n    *,")


def _type(annotation: Any) -> str:
    return ast.unparse(annotation).strip("'\"")


def _called(method: ast.FunctionDef) -> str:
    if any(ast.unparse(one) in ("property", "cached_property") for one in method.decorator_list):
        return method.name
    return f"{method.name}({', '.join(one.arg for one in method.args.args[1:])})"


def _doc(node: Any) -> str:
    text = " ".join((ast.get_docstring(node) or "").split())
    return re.sub(r" \([Dd]esign section \d+[^)]*\)", "", text)


def _private(name: str) -> bool:
    return name.startswith("_") or name == "model_config"


def stale() -> list[str]:
    """Return the names of the pages that are not what they would be if they were made now, or would not be at all."""
    made = pages()
    return [name for name, text in made.items() if not _same(REFERENCE / name, text)] + orphans(made)


def orphans(made: Iterable[str]) -> list[str]:
    """Return the names of pages about a ground or a defect that are there and would not be made now."""
    there = {f"{folder}/{path.name}" for folder in FOLDERS for path in (REFERENCE / folder).glob("*.md")}
    return sorted(there - set(made))


def _same(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text("utf-8") == text


def main(arguments: list[str]) -> int:
    """Write the pages, or with --check name the stale ones. Returns the exit code."""
    if arguments == ["--check"]:
        names = stale()
        print(f"Stale: {', '.join(names)}. Run python docs/generate.py." if names else "All pages are fresh.")
        return 1 if names else 0
    made = pages()
    for name, text in made.items():
        (REFERENCE / name).parent.mkdir(parents=True, exist_ok=True)
        (REFERENCE / name).write_text(text, "utf-8")
    for name in orphans(made):
        (REFERENCE / name).unlink()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
