"""The JSON Schema of rule files, for editors: names complete and mistakes show while one types."""

import json
from typing import Any

from pydantic.json_schema import models_json_schema

from foi_rules.rulebook.schema import SectionSpec
from foi_rules.rulebook.schema_whole import OrderSpec, PublicInterestSpec

_DESCRIPTION = (
    "A rule file of foi-rules. An editor that knows YAML schemas uses it when the first line of the file is "
    "'# yaml-language-server: $schema=PATH', with the path from the file to this schema "
    "(../docs/reference/rule-file.schema.json for a file in rules/). What needs more than one file to be seen "
    "is found by 'foi rules check'."
)


def rule_file_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a rule file: chosen by its id, a section file if it is no other."""
    models = [(model, "validation") for model in (SectionSpec, OrderSpec, PublicInterestSpec)]
    refs, found = models_json_schema(models, ref_template="#/$defs/{model}")  # type: ignore[arg-type]
    section, order, interest = (refs[model, "validation"] for model, _ in models)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "foi-rules rule file",
        "description": _DESCRIPTION,
        "type": "object",
        **_choice("order-of-analysis", order, _choice("public-interest", interest, section)),
        "$defs": {name: tidy(one) for name, one in sorted(found["$defs"].items())},
    }


def _choice(name: str, then: dict[str, Any], otherwise: dict[str, Any]) -> dict[str, Any]:
    return {
        "if": {"properties": {"id": {"const": name}}, "required": ["id"]},
        "then": then,
        "else": otherwise,
    }


def rule_file_schema_text() -> str:
    """Return the JSON Schema as it is published in docs/reference/rule-file.schema.json."""
    return json.dumps(rule_file_schema(), indent=2, ensure_ascii=False) + "\n"


def tidy(schema: Any, text: str = "") -> Any:
    """Return the schema without pydantic's titles, defaults and nulls; the format may be written as a number.

    Every plain text becomes a reference to `text`, if that is given.
    """
    if isinstance(schema, list):
        return [tidy(one, text) for one in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("const") == "1":
        return {"enum": ["1", 1], "description": schema.get("description", "")}
    options = [one for one in schema.get("anyOf", ()) if one != {"type": "null"}]
    if options and len(options) < len(schema["anyOf"]):  # a key is left out, never null
        rest = {key: value for key, value in schema.items() if key != "anyOf"}
        return tidy({**options[0], **rest} if len(options) == 1 else {**rest, "anyOf": options}, text)
    if text and schema.get("type") == "string" and "enum" not in schema:
        return {"$ref": text, **{key: value for key, value in schema.items() if key == "description"}}
    kept = {key: tidy(value, text) for key, value in schema.items() if key != "default"}
    return {key: value for key, value in kept.items() if key != "title" or isinstance(value, dict)}
