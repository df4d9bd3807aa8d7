"""Make the pages under docs/reference/ from the code and the rule files.

    python docs/generate.py            write them
    python docs/generate.py --check    exit 1 and name those that are stale

rule-file.schema.json is made here too, from the same source as the reader of rule files.
"""

import ast
import json
import re
import sys
import textwrap
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, get_args

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"
sys.path.insert(0, str(ROOT))

MADE = "<!-- Made by docs/generate.py. Do not edit. -->"


def pages() -> dict[str, str]:
    """Return the text of every page, by its name in docs/reference/."""
    from foi_rules.rulebook.schema_json import rule_file_schema_text

    return {
        "commands.md": commands_page(),
        "library.md": library_page(),
        "grounds.md": grounds_page(),
        "case-file.md": case_file_page(),
        "case.schema.json": as_json(case_schema()),
        "decision.schema.json": as_json(decision_schema()),
        "rule-file.schema.json": rule_file_schema_text(),
    }


def as_json(data: Any) -> str:
    """Return data as the text of a JSON file."""
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Return a Markdown table as lines."""
    cells = [[" ".join(cell.split()).replace("|", "\\|") for cell in row] for row in rows]
    return ["| " + " | ".join(row) + " |" for row in (list(heads), ["---"] * len(heads), *cells)]


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


# Grounds


def grounds_page() -> str:
    """Return every ground that a notice can cite, from the rule files."""
    from foi_rules import load_rulebook

    rulebook = load_rulebook(ROOT / "rules")
    rows = [
        (f"`{one.id}`", one.cite, one.kind, one.level, one.gist, f"[{section.file}](../../rules/{section.file})")
        for section in rulebook.sections
        for one in section.grounds.values()
    ]
    lines = [
        MADE,
        "# Grounds",
        "",
        f"Law stated as at {rulebook.order.law_stated_at}. What is not here yet is in",
        "[the law as it is stated here](../law-stated-as-at.md). *Absolute*: no public interest test follows.",
        "*Qualified*: the public interest must be weighed. *Other*: a ground that is no exemption.",
        "`foi explain ID` shows the whole test of one.",
        "",
        *table(("Id", "Cite", "Kind", "Decided for each", "In a line", "File"), rows),
    ]
    return "\n".join(lines) + "\n"


# Case files

# What a key means where the model does not say so itself.
SAID = {
    "Case.reference": "The authority's own reference for the request.",
    "Case.authority": "The authority, and what was settled about it once.",
    "Case.stage": "`review` from the day on which a requirement for review came in (s.20).",
    "Case.received": "The day on which the request was received; the clock runs from it (s.10(1)).",
    "Case.made": "The day on which it was made, if it was sent earlier.",
    "Case.as_at": "The day of deciding, if not that of receipt: whether an exemption has lapsed is judged on it.",
    "Case.law": "A day whose law applies instead of that of the request: an old case under the rules of today.",
    "Case.request": "What was asked for, in the applicant's words.",
    "Case.kinds": "What was ticked in the screening list for the whole request; `[]` is none of these.",
    "Case.answers": "Answers about the whole request, by the id of the question.",
    "Case.public_interest": "Balances at the level of the request, by ground.",
    "Case.not_claimed": "Grounds that the authority does not claim, for the whole request.",
    "Case.parts": "Parts of the request that go their own way; an answer of a part wins over that of the request.",
    "Case.items": "The items of information.",
    "Case.applicant": "How the letter addresses the applicant.",
    "Case.review": "The requirement for review, and the first answer.",
    "Case.letter": "What only the officer can say in the letter.",
    "Item.id": "Your short name for it.",
    "Item.title": "What it is, in words that can go into a letter.",
    "Item.created": "When the record was made, or the newest record kept with it.",
    "Item.answers": "Answers about this item, by the id of the question.",
    "Item.public_interest": "The balance for each qualified ground, by its id.",
    "Item.not_claimed": "Grounds that the authority does not claim for this item.",
    "Item.part": "The id of the part of the request that it belongs to.",
    "Item.hypothetical": "`yes` tests it as if it were held, to refuse without saying (s.18).",
    "Item.held_back": "It waits while the rest goes out.",
    "Part.id": "Your short name for it.",
    "Part.text": "This part of the request, in the applicant's words.",
    "Part.answers": "Answers about this part, by the id of the question.",
    "Part.public_interest": "Balances for this part, by ground.",
    "Part.not_claimed": "Grounds that the authority does not claim for this part.",
    "Authority.name": "Its name, as it stands in letters.",
    "Authority.kind": "Such as `local-authority`.",
    "Authority.answers": "Answers about the authority itself, given once.",
    "Authority.address": "Its postal address.",
    "Applicant.name": "The name as given in the request (s.8(1)(b)).",
    "Applicant.address": "The address for correspondence (s.8(1)(b)).",
    "FirstAnswer.on": "The day of the first answer.",
    "FirstAnswer.said": "What it said, in your words.",
    "FirstAnswer.faults": "What was wrong with it, each in a sentence.",
    "Review.received": "The day on which the requirement for review was received (s.21(1)).",
    "Review.did": "What the review does with the first decision (s.21(4)).",
    "Review.first_answer": "The answer under review.",
    "Letter.signed": "Who signs.",
    "Letter.reference": "The reference that the letter carries, if another than the case's.",
    "Letter.advice": "Advice and assistance for the whole request (s.15).",
    "Weighed.id": "The id of a factor of the rule file; or give `text`.",
    "Weighed.text": "A factor in your own words.",
    "Weighed.weight": "How much it weighs here.",
    "Weighed.why": "Why, in this case.",
    "Weighing.for_disclosure": "What speaks for release.",
    "Weighing.for_maintaining": "What speaks for keeping the exemption.",
    "Weighing.conclusion": "What outweighs. `even` releases (s.2(1)(b)); `unsure` escalates.",
    "Weighing.reasons": "Why, in a paragraph. Without it a conclusion for maintaining does not count.",
    "Weighing.by": "Who weighed.",
    "Weighing.on": "On which day.",
    "Unclaimed.by": "Who decided so.",
    "Unclaimed.on": "On which day.",
    "Unclaimed.why": "Why.",
    "HeldBack.by": "Who decided so.",
    "HeldBack.on": "On which day.",
    "HeldBack.why": "Why.",
}

# Mistakes in a case file that need the rules to be seen, and what to do. Those of any YAML file are in docs/checks/.
FAULTS = {
    "not-a-case": "The file holds a list or a single text. A case file holds names and values.",
    "unknown-fact": "There is no question of that id. `foi rules facts` lists them.",
    "answer-in-the-wrong-place": "The question is about the item and the answer stands under the request, or the other "
    "way round; or a tick list is answered under `answers` instead of `kinds`.",
    "computed-fact": "It is worked out from dates and never answered.",
    "wrong-answer": "The question does not have that answer.",
    "unknown-kind": "The screening list has no such tick.",
    "reserved-answer": "Only a named person of a certain kind answers this: add `by` and `on`.",
    "unknown-part": "An item names a part that the request does not have.",
    "unknown-ground": "There is no ground of that id. `foi rules list` lists them.",
    "no-balance": "The ground is not weighed: it is absolute, or no exemption.",
    "cannot-be-left-unclaimed": "The ground protects somebody else. Its questions must be answered, or the item held "
    "back.",
    "says-whether-it-is-held": "A hypothetical item must not have answers about whether it is held.",
}

CASE_INTRO = """# Case file

What `foi decide` and `foi letter` read, and `foi interview` writes. YAML or JSON; the schema for editors is
[case.schema.json](case.schema.json). Everything is read as the text that stands there. What is not known yet is left
out, or answered `unsure`.

```yaml
format: 1
reference: "2026-114"
authority: {name: Strathard Council, kind: local-authority}
received: 2026-09-07
request: The report on the reading club, and who helped at it
kinds: []                          # none of the ticks in the list for the whole request
answers:
  screening.environment: none      # a question about the whole request
items:
  - id: helpers
    title: the names of the two helpers
    created: 2026-08               # a year may do
    kinds: []                      # none of the ticks in the list for items
    answers:
      screening.people: yes        # a bare answer
      foisa.s38.less-would-do:     # an answer with the reasons that it needs
        is: yes
        reasons: That two volunteers of the library helped tells all that matters about how the club was staffed.
```

An answer is bare, or `is` with the texts that the question needs (`reasons`, `source`, `where` and so on;
`foi explain` with its id shows which), and if you like `evidence`, `by`, `on` and `how`. A judgement without its
reasons does not count yet.
"""


def case_file_page() -> str:
    """Return the reference of case files, from the model."""
    from foi_rules.model import case as model

    order = [model.Case, model.Item, model.Part, model.Weighing, model.Weighed, model.Unclaimed, model.HeldBack]
    order += [model.Authority, model.Applicant, model.Review, model.FirstAnswer, model.Letter]
    lines = [MADE, CASE_INTRO]
    for one in order:
        lines += [
            f"## {_HEADS[one.__name__]}",
            "",
            _doc_of(one),
            "",
            *table(("Key", "Value", "Meaning"), _keys(one)),
            "",
        ]
    lines += ["## What can be wrong with a case file", ""]
    lines += [
        "Each mistake is told with its line and what to do. Those of any file are in",
        "[Mistakes, by name](../checks/README.md).",
    ]
    lines += ["", *table(("Name", "What it means"), [(f"`{name}`", text) for name, text in FAULTS.items()])]
    return "\n".join(lines) + "\n"


_HEADS = {
    "Case": "The case",
    "Item": "items",
    "Part": "parts",
    "Weighing": "public_interest",
    "Weighed": "for_disclosure, for_maintaining",
    "Unclaimed": "not_claimed",
    "HeldBack": "held_back",
    "Authority": "authority",
    "Applicant": "applicant",
    "Review": "review",
    "FirstAnswer": "first_answer",
    "Letter": "letter",
}


def _doc_of(model: Any) -> str:
    text = " ".join((model.__doc__ or "").split())
    return text.replace(" Published as docs/reference/case.schema.json.", "")


def _keys(model: Any) -> list[tuple[str, str, str]]:
    rows = []
    for name, field in model.model_fields.items():
        said = SAID.get(f"{model.__name__}.{name}", field.description or "")
        if not said:
            raise SystemExit(f"docs/generate.py: say what '{name}' of {model.__name__} means, in the model or in SAID")
        rows.append((f"`{field.alias or name}`{' (needed)' if field.is_required() else ''}", _value(field), said))
    return rows


def _value(field: Any) -> str:
    text = str(field.annotation)
    for name, shown in (("Mapping", "by name"), ("tuple", "list")):
        if name in text:
            return shown
    words = re.findall(r"Literal\[([^\]]*)\]", text)
    if words:
        options = [word.strip(" '\"") for word in words[0].split(",")]
        return " or ".join(f"`{word}`" for word in options if word)
    described = {getattr(one, "description", None) for one in (field, *field.metadata, *_inner(field.annotation))}
    if any(one and ("2021-09-01" in one or "2019-06" in one) for one in described):
        return "day" if not any(one and "2019-06" in one for one in described) else "date"
    return "text" if "str" in text else "keys of its own"


def _inner(annotation: Any) -> list[Any]:
    return [meta for one in get_args(annotation) for meta in (one, *getattr(one, "__metadata__", ()))]


# Schemas


def case_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a case file, as editors read YAML: a text may look like a number."""
    from foi_rules.model.case import Case

    schema = _tidy(Case.model_json_schema())
    definitions = schema.pop("$defs")
    answer = definitions["Answer"]
    answer["properties"].pop("texts")
    answer["properties"]["is"] = {"$ref": "#/$defs/Value"}
    answer |= {"additionalProperties": {"$ref": "#/$defs/Text"}, "description": "An answer with its texts."}
    definitions["Answer"] = {"anyOf": [{"$ref": "#/$defs/Value"}, answer]}
    weighing = definitions["Weighing"]
    definitions["Weighing"] = {"anyOf": [weighing["properties"]["conclusion"], weighing]}
    definitions["Text"] = {
        "type": ["string", "number", "boolean"],
        "description": "Read as the text that stands there.",
    }
    definitions["Value"] = {
        "anyOf": [{"$ref": "#/$defs/Text"}, {"type": "array", "items": {"$ref": "#/$defs/Text"}}],
        "description": "yes, no, unsure, a choice, a list of ticks, none, a date, a number or a text.",
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "foi-rules case file",
        "description": "A request and all that was answered about it. 'foi decide' finds what needs the rules.",
        **{key: value for key, value in schema.items() if key not in ("title", "description")},
        "$defs": dict(sorted(definitions.items())),
    }


def _tidy(schema: Any) -> Any:
    """Return pydantic's schema without titles, defaults and nulls; texts may be written as numbers."""
    if isinstance(schema, list):
        return [_tidy(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("const") == "1":
        return {"enum": ["1", 1], "description": schema.get("description", "")}
    options = [one for one in schema.get("anyOf", ()) if one != {"type": "null"}]
    if options and len(options) < len(schema["anyOf"]):  # a key is left out, never null
        rest = {key: value for key, value in schema.items() if key != "anyOf"}
        return _tidy({**options[0], **rest} if len(options) == 1 else {**rest, "anyOf": options})
    if schema.get("type") == "string" and "enum" not in schema:
        rest = {key: value for key, value in schema.items() if key == "description"}
        return {"$ref": "#/$defs/Text", **rest}
    kept = {key: _tidy(value) for key, value in schema.items() if key != "default"}
    return {key: value for key, value in kept.items() if key != "title" or isinstance(value, dict)}


ITEM_OUTCOMES = ("disclose", "withhold", "not-held", "neither-confirm-nor-deny", "elsewhere", "undecided", "escalate")
OUTCOMES = (
    "disclosed", "partial", "refused", "not-held", "refused-cost", "vexatious", "repeated", "invalid", "not-covered",
    "clarify", "fees-notice", "neither-confirm-nor-deny", "undecided", "escalate",
)  # fmt: skip


def decision_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a decision, as `foi decide --format json` prints it.

    Law 1 is in it: an outcome that refuses an item has at least one ground, and each ground is engaged and,
    if qualified, weighed for maintaining.
    """
    from foi_rules.model.decision import Result
    from foi_rules.model.rule import Kind

    text, texts = {"type": "string"}, {"type": "array", "items": {"type": "string"}}
    remarks = {"type": "array", "items": {"$ref": "#/$defs/Remark"}}
    grounds = {"type": "array", "items": {"$ref": "#/$defs/Ground"}}
    settled = [one for one in ITEM_OUTCOMES if one not in ("disclose", "undecided", "escalate")]
    item = _decided(ITEM_OUTCOMES) | {
        "if": {"properties": {"outcome": {"enum": settled}}},
        "then": {"properties": {"grounds": {"minItems": 1}, "missing": {"maxItems": 0}}},
        "else": {"properties": {"grounds": {"maxItems": 0}}},
    }
    own = [one for one in OUTCOMES if one not in _FROM_ITEMS]
    part = _decided(OUTCOMES) | {
        "if": {"properties": {"outcome": {"enum": own}}},
        "then": {"properties": {"grounds": {"minItems": 1}}},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "foi-rules decision",
        "description": "What 'foi decide --format json' prints. Equal decisions are equal bytes.",
        **_object(
            {
                "format": {"const": 1},
                "reference": text,
                "outcome": {"enum": list(OUTCOMES)},
                "law_stated_at": {"type": "string", "format": "date"},
                "rulebook": _object({"version": text, "sha256": {"type": "string", "pattern": "^([0-9a-f]{64})?$"}}),
                "engines": {"type": "array", "items": {"enum": ["kleene", "durable"]}, "minItems": 1},
                "grounds": grounds | {"description": "Those of request level."},
                "parts": {"type": "array", "items": part, "minItems": 1},
                "items": {"type": "array", "items": item},
                "warnings": remarks,
                "duties": remarks | {"description": "What must be done before a letter goes out."},
            }
        ),
        "$defs": {
            "Ground": _object(
                {
                    "id": text,
                    "cite": {"type": "string", "minLength": 1},
                    "kind": {"enum": list(get_args(Kind))},
                    "engaged": {"const": "yes"},
                    "public_interest": {"enum": ["maintaining-outweighs", None]},
                    "reasons": texts | {"description": "The officer's own words."},
                }
            )
            | {
                "if": {"properties": {"kind": {"const": "qualified"}}},
                "then": {"properties": {"public_interest": {"const": "maintaining-outweighs"}}},
            },
            "Considered": _object(
                {
                    "id": text,
                    "cite": text,
                    "result": {"enum": list(get_args(Result))},
                    "decided_by": texts | {"description": "The ids of the answers that decided it."},
                }
            ),
            "Remark": _object({"id": text, "message": text, "cite": text}),
        },
    }


_FROM_ITEMS = (
    "disclosed", "partial", "refused", "not-held", "neither-confirm-nor-deny", "undecided", "escalate",
)  # fmt: skip


def _decided(outcomes: tuple[str, ...]) -> dict[str, Any]:
    return _object(
        {
            "id": {"type": "string"},
            "outcome": {"enum": list(outcomes)},
            "grounds": {"type": "array", "items": {"$ref": "#/$defs/Ground"}},
            "considered": {"type": "array", "items": {"$ref": "#/$defs/Considered"}},
            "missing": {"type": "array", "items": {"type": "string"}, "description": "What is still needed, by id."},
        }
    )


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def stale() -> list[str]:
    """Return the names of the pages that are not what they would be if they were made now."""
    return [name for name, text in pages().items() if not _same(REFERENCE / name, text)]


def _same(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text("utf-8") == text


def main(arguments: list[str]) -> int:
    """Write the pages, or with --check name the stale ones. Returns the exit code."""
    if arguments == ["--check"]:
        names = stale()
        print(f"Stale: {', '.join(names)}. Run python docs/generate.py." if names else "All pages are fresh.")
        return 1 if names else 0
    REFERENCE.mkdir(exist_ok=True)
    for name, text in pages().items():
        (REFERENCE / name).write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
