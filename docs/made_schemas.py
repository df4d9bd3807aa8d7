"""The published JSON Schemas of case files, decisions and reports on letters."""

from typing import Any, get_args


def case_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a case file, as editors read YAML: a text may look like a number."""
    from foi_rules.model.case import Case
    from foi_rules.rulebook.schema_json import tidy

    text = {"$ref": "#/$defs/Text"}
    schema = tidy(Case.model_json_schema(), text["$ref"])
    definitions = schema.pop("$defs")
    answer = definitions["Answer"]
    answer["properties"].pop("texts")
    answer["properties"]["is"] = {"$ref": "#/$defs/Value"}
    answer |= {"additionalProperties": text, "description": "An answer with its texts."}
    definitions["Answer"] = {"anyOf": [{"$ref": "#/$defs/Value"}, answer]}
    line = definitions["CostLine"]
    line["properties"] = dict.fromkeys(line["properties"], text)
    weighing = definitions["Weighing"]
    definitions["Weighing"] = {"anyOf": [weighing["properties"]["conclusion"], weighing]}
    definitions["Text"] = {
        "type": ["string", "number", "boolean"],
        "description": "Read as the text that stands there.",
    }
    definitions["Value"] = {
        "anyOf": [text, {"type": "array", "items": {"anyOf": [text, {"$ref": "#/$defs/CostLine"}]}}],
        "description": "yes, no, unsure, a choice, a list of ticks, none, a date, a number, a text, or an estimate.",
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "foi-rules case file",
        "description": "A request and all that was answered about it. 'foi decide' finds what needs the rules.",
        **{key: value for key, value in schema.items() if key not in ("title", "description")},
        "$defs": dict(sorted(definitions.items())),
    }


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


def check_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a report on a letter, as `foi check --format json` prints it."""
    from foi_rules.notices.checking.report import Report

    schema = _without_titles(Report.model_json_schema(mode="serialization"))
    schema["properties"] = {**_ADDED, **schema["properties"]}
    schema["required"] = list(schema["properties"])
    defect = schema["$defs"]["Defect"]
    for name, text in _DEFECT.items():
        defect["properties"][name]["description"] = text
    defect |= {"description": "One thing that is wrong with the letter.", "required": list(defect["properties"])}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "foi-rules report on a letter",
        "description": "What 'foi check --format json' prints. 'format' changes if a key ever does.",
        **{key: value for key, value in schema.items() if key not in ("description", "$defs")},
        "$defs": dict(sorted(schema["$defs"].items())),
    }


# What the command adds to the report of the library.
_ADDED = {
    "letter": {"type": "string", "description": "The name of the file, or - for standard input."},
    "sound": {"type": "boolean", "description": "Whether there is nothing but advice: the exit code is 0 if so."},
}
_DEFECT = {
    "id": "Its name, which never changes: docs/defects/ has a page for each.",
    "severity": "breach: the law is not kept; weakness: it may not stand; advice: good practice.",
    "cite": "The provision, or 'practice'.",
    "message": "What is wrong, in one sentence.",
    "line": "The line of the letter on which the sentence begins; null where something is nowhere in it.",
    "place": "The same in words; empty where something is nowhere in the letter.",
    "sentence": "The sentence as it stands.",
    "mend": "How to put it right.",
    "insert": "Words for it, to be completed in square brackets; empty where nothing is to be put in.",
    "item": "What is missing from a letter made with foi, by its id in rules/notices.yaml; empty in any other letter.",
}


def _without_titles(schema: Any) -> Any:
    """Return a schema without the titles that pydantic makes from the names of classes and attributes."""
    if isinstance(schema, dict):
        kept = {key: value for key, value in schema.items() if key != "title" or not isinstance(value, str)}
        return {key: _without_titles(value) for key, value in kept.items()}
    return [_without_titles(one) for one in schema] if isinstance(schema, list) else schema


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
