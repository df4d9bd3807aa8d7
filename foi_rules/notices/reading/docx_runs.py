"""The text of one paragraph of a Word document, and what in it is not read."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from foi_rules.notices.reading.docx_parts import Link
from foi_rules.notices.reading.docx_styles import Styles, child, is_on, value
from foi_rules.notices.reading.links import with_address

DELETIONS, HIDDEN = "Tracked deletions were not read.", "Hidden text was not read."
_DELETED = frozenset({"del", "moveFrom"})
# Properties, the data of fields, and the small print over Asian characters.
_PASSED = frozenset({"pPr", "rPr", "sdtPr", "sdtEndPr", "rt", "fldData"})
_SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}
_HYPERLINK = re.compile(r'\s*HYPERLINK\s+"([^"]{1,2000})"', re.I)


def local(element: Any) -> str:
    """Return the name of an element without its namespace; "" for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


class Runs:
    """One walk over the text of a paragraph. It keeps its place in a list, so nothing in it calls itself."""

    def __init__(self, styles: Styles, links: Mapping[str, Link], style: str) -> None:
        self._styles, self._links, self._style = styles, links, style
        self.text: list[str] = []
        self.unseen: dict[str, None] = {}
        self.notes: list[tuple[str, str]] = []  # the kind and id of each note that is pointed at
        self.boxes: list[Any] = []
        self.pictures = 0
        self.embedded = 0
        self._fields: list[list[Any]] = []  # of each field that is open: its code, and where its text begins

    def read(self, paragraph: Any) -> str:
        """Return the text; soft line breaks are "\\n"."""
        opened: list[tuple[Any, Iterator[Any], int]] = [(paragraph, iter(paragraph), 0)]
        while opened:
            element, children, start = opened[-1]
            inside = next(children, None)
            if inside is None:
                opened.pop()
                self._leave(element, start)
            elif self._enter(inside):
                opened.append((inside, iter(inside), len(self.text)))
        return "".join(self.text)

    def _enter(self, element: Any) -> bool:
        """Take what the element itself says; return whether what is in it is to be read."""
        name = local(element)
        if name in _SIGNS:
            self.text.append(_SIGNS[name])
        elif name == "t":
            self.text.append(element.text or "")
        elif name in ("fldChar", "instrText"):
            self._field(name, element)
        elif name in ("footnoteReference", "endnoteReference"):
            self.notes.append((name.removesuffix("Reference"), value(element, "id")))
        elif name == "txbxContent":
            self.boxes.append(element)
        elif name in ("blip", "imagedata"):
            self.pictures += 1
        elif name in ("OLEObject", "chart", "relIds"):
            self.embedded += 1
        else:
            return self._goes_in(name, element)
        return False

    def _goes_in(self, name: str, element: Any) -> bool:
        if name in _DELETED:
            self.unseen[DELETIONS] = None
            return False
        if name == "Fallback":
            return child(element.getparent(), "Choice") is None
        if name == "r" and self._is_hidden(element):
            if any(local(each) == "t" and (each.text or "").strip() for each in element):
                self.unseen[HIDDEN] = None
            return False
        return name not in _PASSED and name != ""

    def _is_hidden(self, run: Any) -> bool:
        own = is_on(child(run, "rPr", "vanish"))
        if own is not None:
            return own
        return self._styles.hides(value(child(run, "rPr", "rStyle"))) or self._styles.hides(self._style)

    def _leave(self, element: Any, start: int) -> None:
        if local(element) == "hyperlink":
            link = self._links.get(value(element, "id"))
            if link is not None and link.outside:
                self._say_address(link.target, start)

    def _field(self, name: str, element: Any) -> None:
        """Follow the old way of writing a link: a field whose code names the address."""
        state = value(element, "fldCharType")
        if name == "instrText":
            if self._fields:
                self._fields[-1][0] += (element.text or "")[:2000]
        elif state == "begin":
            self._fields.append(["", len(self.text)])
        elif state == "separate" and self._fields:
            self._fields[-1][1] = len(self.text)
        elif state == "end" and self._fields:
            code, start = self._fields.pop()
            named = _HYPERLINK.match(code)
            if named:
                self._say_address(named[1], start)

    def _say_address(self, address: str, start: int) -> None:
        words = "".join(self.text[start:])
        said = words.rstrip()
        if said:
            self.text[start:] = [with_address(said, address), words[len(said) :]]
