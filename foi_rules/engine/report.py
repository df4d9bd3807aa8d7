"""A decision as plain data for JSON: docs/reference/decision.schema.json, keys in their fixed order."""

import json
from typing import Any

from foi_rules.model.decision import Considered, Decision, ItemDecision, PartDecision, Reliance, Remark


def decision_data(decision: Decision) -> dict[str, Any]:
    """Return the decision as dictionaries and lists, in the fixed order of keys."""
    return {
        "format": 1,
        "reference": decision.reference,
        "outcome": decision.outcome,
        "law_stated_at": decision.law_stated_at,
        "rulebook": {"version": decision.version, "sha256": decision.sha256},
        "engines": list(decision.engines),
        "grounds": [_reliance(one) for one in decision.grounds],
        "parts": [_decided(one) for one in decision.parts],
        "items": [_decided(one) for one in decision.items],
        "warnings": [_remark(one) for one in decision.warnings],
        "duties": [_remark(one) for one in decision.duties],
    }


def decision_json(decision: Decision) -> str:
    """Return the decision as JSON text; equal decisions are equal texts."""
    return json.dumps(decision_data(decision), indent=2, ensure_ascii=False) + "\n"


def _decided(one: ItemDecision | PartDecision) -> dict[str, Any]:
    return {
        "id": one.id,
        "outcome": one.outcome,
        "grounds": [_reliance(ground) for ground in one.grounds],
        "considered": [_considered(row) for row in one.considered],
        "missing": list(one.missing),
    }


def _reliance(one: Reliance) -> dict[str, Any]:
    return {
        "id": one.id,
        "cite": one.cite,
        "kind": one.kind,
        "engaged": str(one.engaged),
        "public_interest": one.public_interest or None,
        "reasons": list(one.reasons),
    }


def _considered(row: Considered) -> dict[str, Any]:
    return {"id": row.id, "cite": row.cite, "result": row.result, "decided_by": list(row.decided_by)}


def _remark(one: Remark) -> dict[str, str]:
    return {"id": one.id, "message": one.message, "cite": one.cite}
