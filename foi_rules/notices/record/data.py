"""A record as plain data for JSON, format 1: docs/how-to/keep-a-record-of-the-decision.md tells its keys."""

import json
from typing import Any

from foi_rules.engine.explain import Sentence
from foi_rules.notices.record.values import MARK, Balanced, Clock, LeftOut, Record, Relied, Row, Said, Thing, Weight


def record_json(record: Record) -> bytes:
    """Return the record as JSON in UTF-8; equal records are equal bytes."""
    return (json.dumps(record_data(record), indent=2, ensure_ascii=False) + "\n").encode("utf-8", "replace")


def record_data(record: Record) -> dict[str, Any]:
    """Return the record as dictionaries and lists, in the fixed order of keys. What is not known is null or blank."""
    return {
        "format": 1,
        "marking": MARK,
        "reference": record.reference,
        "authority": {"name": record.authority, "kind": record.authority_kind},
        "stage": record.stage,
        "request": {
            "words": record.request,
            "parts": [{"id": name, "words": text} for name, text in record.parts_asked],
            "received": record.received or None,
            "came_by": record.came_by,
            "made": record.made or None,
            "proposed": record.proposed,
        },
        "clocks": [_clock(one) for one in record.clocks],
        "outcome": record.outcome,
        "settled": record.settled,
        "missing": [{"id": one.id, "question": one.question} for one in record.missing],
        "parts": [_thing(one) for one in record.parts],
        "items": [_thing(one) for one in record.items],
        "answers": [_said(one) for one in record.answers],
        "public_interest": [_balance(one) for one in record.balances],
        "searches": [_fields(one) for one in record.searches],
        "warnings": [_point(one) for one in record.points if one.kind == "warning"],
        "duties": [_point(one) for one in record.points if one.kind == "duty"],
        "notes": [{"text": one.text, "on": one.on or None, "about": one.about} for one in record.notes],
        "law": {"in_force_on": record.law_on, "stated_as_at": record.law_stated_at},
        "rulebook": {"version": record.version, "sha256": record.sha256},
        "engines": {
            "names": list(record.engines),
            "agreed": not record.disagreements,
            "disagreements": list(record.disagreements),
        },
    }


def _fields(one: Any) -> dict[str, Any]:
    """Return the fields of a value that holds only texts, in their order."""
    return {name: getattr(one, name) for name in one.__dataclass_fields__}


def _clock(one: Clock) -> dict[str, Any]:
    return {
        "what": one.what,
        "cite": one.cite,
        "received": one.received or None,
        "allowed": one.allowed,
        "due": one.due or None,
        "issued": one.issued or None,
        "working_days_taken": one.taken,
        "late": one.late,
    }


def _thing(one: Thing) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "part": one.part,
        "created": one.created or None,
        "outcome": one.outcome,
        "settled": one.settled,
        "grounds": [_relied(ground) for ground in one.grounds],
        "because": [_sentence(sentence) for sentence in one.because],
        "considered": [_row(row) for row in one.considered],
        "missing": [{"id": wanted.id, "question": wanted.question} for wanted in one.missing],
        "not_claimed": [_left(left) for left in one.not_claimed],
        "held_back": _left(one.held_back) if one.held_back else None,
    }


def _relied(one: Relied) -> dict[str, Any]:
    return {
        "id": one.id,
        "cite": one.cite,
        "kind": one.kind,
        "public_interest": one.public_interest or None,
        "reasons": list(one.reasons),
    }


def _sentence(one: Sentence) -> dict[str, Any]:
    return {"says": one.says, "cite": one.cite, "because": [_sentence(inner) for inner in one.because]}


def _row(row: Row) -> dict[str, Any]:
    because = {"decided_by": list(row.decided_by), "because": list(row.because)}
    return {"id": row.id, "cite": row.cite, "result": row.result, **because}


def _left(one: LeftOut) -> dict[str, Any]:
    return {"what": one.what, "by": one.by, "on": one.on, "why": one.why}


def _said(one: Said) -> dict[str, Any]:
    return {
        "about": one.about,
        "fact": one.fact,
        "cite": one.cite,
        "question": one.question,
        "answer": one.answer,
        "texts": dict(one.texts),
        "by": one.by,
        "on": one.on or None,
        "how": one.how,
        "queried": one.queried,
    }


def _balance(one: Balanced) -> dict[str, Any]:
    return {
        "about": one.about,
        "ground": one.ground,
        "cite": one.cite,
        "for_disclosure": [_weight(weight) for weight in one.for_disclosure],
        "for_maintaining": [_weight(weight) for weight in one.for_maintaining],
        "conclusion": one.conclusion or None,
        "reasons": one.reasons,
        "by": one.by,
        "on": one.on or None,
    }


def _weight(one: Weight) -> dict[str, Any]:
    return {"id": one.id, "text": one.text, "weight": one.weight, "why": one.why}


def _point(one: Any) -> dict[str, Any]:
    return {"id": one.id, "about": one.about, "says": one.says, "cite": one.cite, "met": one.met}
