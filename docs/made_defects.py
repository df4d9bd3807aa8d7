"""The pages of what `foi check` can find wrong with a letter, from rules/letter-defects.yaml."""

import re
import textwrap
from collections.abc import Iterator

from made_text import MADE, WIDTH, bullets, table, wrapped

from foi_rules.notices.checking.defects import SEVERITIES, Defects, DefectSpec, Severity

_NAMES: dict[Severity, tuple[str, str]] = {
    "breach": ("Breach", "Breaches"),
    "weakness": ("Weakness", "Weaknesses"),
    "advice": ("Advice", "Advice"),
}
_MEANS: dict[Severity, str] = {
    "breach": "The law requires what is missing, or forbids what is there. The letter should not go.",
    "weakness": "The letter may not stand at a review, or would be criticised. It should not go like this.",
    "advice": "Good practice. The letter can go.",
}
# What is filled in where the text of the file has a name in braces.
_HOLES = {
    "after": "[the number after it]",
    "before": "[the number before it]",
    "choices": "[the provisions that there are]",
    "cited": "[what is cited]",
    "cost": "[the cost]",
    "fee": "[the fee]",
    "letter": "[the kind of letter]",
    "most": "[the most]",
    "part": "[what it is]",
    "provision": "[the provision]",
    "right": "[the right time]",
    "told": "[Why not.]",
    "what": "[What is kept back]",
    "words": "…",
    "year": "[the year]",
}
_FOLDER = "../defects"  # beside docs/reference, where the other pages are


def defect_pages(defects: Defects) -> dict[str, str]:
    """Return the list of defects and a page for each, by name as seen from docs/reference/."""
    pages = {f"{_FOLDER}/{one.id}.md": _page(one) for one in defects.defects}
    return {f"{_FOLDER}/README.md": _index(defects), **pages}


# The list


def _index(defects: Defects) -> str:
    lines = [
        MADE,
        "# What can be wrong with a letter, by name",
        "",
        *wrapped(
            f"`foi check` can find {len(defects.defects)} things. Each has a name that never changes, and a page: what "
            "it is, an example, why it matters, and how to mend it. How to use the command: "
            "[check a letter before it goes](../how-to/check-a-letter.md)."
        ),
        "",
        "`foi explain NAME` shows the same at a terminal.",
    ]
    for severity in SEVERITIES:
        rows = [
            (f"[{one.id}]({one.id}.md)", one.title, one.cite) for one in defects.defects if one.severity == severity
        ]
        head = ["", f"## {_NAMES[severity][1]}", "", _MEANS[severity], ""]
        lines += [*head, *table(("Name", "What is wrong", "Provision"), rows)]
    return "\n".join(lines) + "\n"


# A page


def _page(one: DefectSpec) -> str:
    lines = [MADE, f"# {one.title}", "", *wrapped(f"`foi check` calls it `{one.id}`, and says:"), ""]
    lines += _quoted(_with_holes_named(one.says))
    for title, part in (
        ("For example", _examples(one)),
        ("Why it matters", wrapped(one.why)),
        ("What the law asks", _law(one)),
        ("What the Commissioner has said", bullets(f"{said.cite}: {said.says}." for said in one.decisions)),
        ("How to mend it", _mend(one)),
    ):
        body = list(part)
        if body:
            lines += ["", f"## {title}", "", *body]
    return "\n".join([*lines, "", "[All that can be wrong with a letter](README.md)"]) + "\n"


def _with_holes_named(text: str) -> str:
    """Return a text of the file that says, in square brackets, what is filled in where."""
    named = re.sub(r"\{(\w+)\}", lambda hole: _HOLES.get(hole[1], f"[{hole[1]}]"), text)
    return named.replace("[[", "[").replace("]]", "]")


def _examples(one: DefectSpec) -> Iterator[str]:
    if one.bad:
        yield from ("So it should not be:", "", *_quoted(one.bad))
    if one.good:
        yield from ("", "So it can be:", "", *_quoted(one.good))


def _quoted(text: str) -> list[str]:
    """Return words of a letter as a quotation, paragraph by paragraph, and nothing in them obeyed by Markdown."""
    paragraphs = [textwrap.fill(_safe(one), WIDTH - 2, break_on_hyphens=False) for one in text.split("\n\n")]
    return [f"> {line}".rstrip() for line in "\n\n".join(paragraphs).split("\n")]


def _safe(text: str) -> str:
    """Return words in which Markdown obeys nothing: no emphasis, no link, no number of a list."""
    return re.sub(r"^(\d+)\.", r"\1\\.", re.sub(r"([*_`\[\]<])", r"\\\1", " ".join(text.split())))


def _law(one: DefectSpec) -> list[str]:
    cite = "No provision says so." if one.cite == "practice" else f"{one.cite}."
    return wrapped(f"{cite} {_NAMES[one.severity][0]}: {_MEANS[one.severity][0].lower()}{_MEANS[one.severity][1:]}")


def _mend(one: DefectSpec) -> Iterator[str]:
    yield from wrapped(_with_holes_named(one.mend))
    if one.insert:
        yield from ("", "`--fix` offers these words, to be completed where they stand in square brackets:", "")
        yield from _quoted(_with_holes_named(one.insert))
