"""What the makers of pages share."""

import json
from collections.abc import Sequence
from typing import Any

MADE = "<!-- Made by docs/generate.py. Do not edit. -->"


def as_json(data: Any) -> str:
    """Return data as the text of a JSON file."""
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Return a Markdown table as lines."""
    cells = [[" ".join(cell.split()).replace("|", "\\|") for cell in row] for row in rows]
    return ["| " + " | ".join(row) + " |" for row in (list(heads), ["---"] * len(heads), *cells)]
