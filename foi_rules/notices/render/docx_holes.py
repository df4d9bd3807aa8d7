"""Placeholders in the paragraphs of a Word document, however Word has split them over its runs."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_HOLE = re.compile(r"\{\{([^{}]*)\}\}")


@dataclass(frozen=True, eq=False)
class Hole:
    """A placeholder: its name, as it is written, its paragraph, the part that holds it.

    `alone`: nothing else stands in its paragraph. `boxed`: it stands in a text box.
    """

    name: str
    text: str
    paragraph: Any
    part: str
    alone: bool
    boxed: bool


def own_paragraphs(element: Any) -> Iterator[Any]:
    """Yield every paragraph below an element: those of tables, content controls and text boxes among them."""
    from docx.oxml.ns import qn

    yield from element.iter(qn("w:p"))


def holes_in(paragraph: Any, part: str) -> Iterator[Hole]:
    """Yield the placeholders of a paragraph, in order."""
    from docx.oxml.ns import qn

    text = "".join(node.text or "" for node in _texts(paragraph))
    boxed = next(paragraph.iterancestors(qn("w:txbxContent")), None) is not None
    for found in _HOLE.finditer(text):
        yield Hole(_name(found[1]), found.group(), paragraph, part, text.strip() == found.group(), boxed)


def is_torn(paragraph: Any) -> bool:
    """Return whether half of a placeholder stands in the paragraph."""
    rest = _HOLE.sub("", "".join(node.text or "" for node in _texts(paragraph)))
    return "{{" in rest or "}}" in rest


def _name(text: str) -> str:
    """Return the name that was meant: in small letters, words joined by dashes."""
    return re.sub(r"[\s_-]+", "-", text.strip()).lower()


def _texts(paragraph: Any) -> list[Any]:
    """Return the texts of a paragraph itself, not those of a text box that hangs on it."""
    from docx.oxml.ns import qn

    return [node for node in paragraph.iter(qn("w:t")) if next(node.iterancestors(qn("w:p"))) is paragraph]


def fill(paragraph: Any, words: Mapping[str, str]) -> None:
    """Put words in the place of the placeholders of a paragraph, each in the format of its first letter.

    A paragraph in which nothing is left is taken out, if there was nothing in it but placeholders without words.
    """
    nodes = _texts(paragraph)
    whole = "".join(node.text or "" for node in nodes)
    for found in reversed(list(_HOLE.finditer(whole))):
        _replace(nodes, found.start(), found.end(), words[_name(found[1])])
    for node in nodes:
        _break(node)
    _free(paragraph)
    left = "".join(node.text or "" for node in _texts(paragraph))
    if whole.strip() and not left.strip():
        empty(paragraph)


def _replace(nodes: list[Any], start: int, end: int, words: str) -> None:
    """Put words in the place of the letters from `start` to `end` of the joined texts."""
    place = 0
    for node in nodes:
        text = node.text or ""
        first, last = max(start - place, 0), min(end - place, len(text))
        if first < last:
            node.text = f"{text[:first]}{words}{text[last:]}"
            words = ""
        place += len(text)


def _break(node: Any) -> None:
    """Turn the line ends in a text into line breaks, and keep the blanks at its ends."""
    from docx.oxml import OxmlElement

    lines = (node.text or "").split("\n")
    node.text = lines[0]
    _keep_blanks(node)
    for line in lines[:0:-1]:
        text = OxmlElement("w:t")
        text.text = line
        _keep_blanks(text)
        node.addnext(text)
        node.addnext(OxmlElement("w:br"))


def _keep_blanks(node: Any) -> None:
    node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _free(paragraph: Any) -> None:
    """Take the paragraph out of the hands of a content control that would put other words in its place."""
    from docx.oxml.ns import qn

    for control in (*paragraph.iterancestors(qn("w:sdt")), *paragraph.iter(qn("w:sdt"))):
        for properties in control.findall(qn("w:sdtPr")):
            for one in [*properties.findall(qn("w:dataBinding")), *properties.findall(qn("w:showingPlcHdr"))]:
                properties.remove(one)


def empty(paragraph: Any) -> None:
    """Take a paragraph out; where its place needs one, or it ends a section or holds a picture, its words alone."""
    from docx.oxml.ns import qn

    keeps = [*paragraph.iter(qn("w:sectPr")), *paragraph.iter(qn("w:drawing")), *paragraph.iter(qn("w:pict"))]
    after, before = paragraph.getnext(), paragraph.getprevious()
    parent = paragraph.getparent()
    closes = parent.tag != qn("w:body") and (after is None or after.tag != qn("w:p"))
    needed = closes and (before is None or before.tag != qn("w:p"))
    if not keeps and not needed:
        parent.remove(paragraph)
        return
    for node in _texts(paragraph):
        node.text = ""
