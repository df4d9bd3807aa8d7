"""What the makers of pages share."""

import json
import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

WIDTH = 110
MADE = "<!-- Made by docs/generate.py. Do not edit. -->"


def as_json(data: Any) -> str:
    """Return data as the text of a JSON file."""
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Return a Markdown table as lines."""
    cells = [[" ".join(cell.split()).replace("|", "\\|") for cell in row] for row in rows]
    return ["| " + " | ".join(row) + " |" for row in (list(heads), ["---"] * len(heads), *cells)]


def bullets(texts: Iterable[str]) -> Iterator[str]:
    """Yield texts as a list."""
    for text in texts:
        yield from wrapped(text, "- ", "  ")


def day_text(day: date) -> str:
    """Return a day as people write it: 22 November 2026."""
    return f"{day.day} {day:%B %Y}"


def bare(text: str) -> str:
    """Return a sentence of a rule file with dots for the officer's own words."""
    return re.sub(r"\{[a-z-]+\}", "...", text)


def sentence(text: str) -> str:
    """Return a clause as a sentence."""
    text = capital(bare(text.strip()))
    return text if text.endswith((".", "?")) else f"{text}."


def capital(text: str) -> str:
    """Return the text with a capital first."""
    return f"{text[:1].upper()}{text[1:]}"


def wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    """Return a text as lines of Markdown, without the signs in it that Markdown would obey."""
    safe = re.sub(r"<(?!http)", "&lt;", " ".join(text.split()))
    return textwrap.wrap(
        safe, WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )


def cited(cite: str) -> str:
    """Return a cite, but for one that says no more than that it is in Part 2: shared questions have it."""
    return "" if cite == "FOISA Part 2" else cite
