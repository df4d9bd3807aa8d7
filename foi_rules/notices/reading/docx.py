"""A letter as a Word document (.docx): its paragraphs, tables, boxes, notes, headers and footers."""

from collections.abc import Iterator, Mapping
from typing import Any

from foi_rules.notices.reading.docx_parts import Link, Parts, parts_of
from foi_rules.notices.reading.docx_runs import DELETIONS, Runs, local
from foi_rules.notices.reading.docx_styles import Numbers, Styles, child, value
from foi_rules.notices.reading.page import Kind, Page, Piece, cleaned, laid_out
from foi_rules.notices.reading.rows import row_pieces
from foi_rules.notices.reading.safety import no_text
from foi_rules.notices.reading.words import mended

_AROUND = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "AlternateContent", "Choice"})
_GONE = frozenset({"del", "moveFrom"})
_COMMENTS = "Comments were not read."


def read(data: bytes) -> Page:
    """Return the letter in the bytes of a Word document. Raises Fault if it is damaged, dangerous or empty."""
    parts = parts_of(data)
    walk = _Walk(parts)
    lines = mended(laid_out(walk.pieces()), broken=False)
    if not lines:
        raise no_text()
    return Page("docx", lines, tuple(walk.unseen))


class _Walk:
    """One walk over a document: what it has counted so far, and what could not be seen."""

    def __init__(self, parts: Parts) -> None:
        self._parts, self._main = parts, parts.main()
        self._links = parts.links(self._main)
        self._styles = Styles(self._part("styles"))
        self._numbers = Numbers(self._part("numbering"))
        self.unseen: dict[str, None] = {}
        self._paragraphs = self._tables = self._pictures = 0
        self._notes: dict[tuple[str, str], None] = {}

    def pieces(self) -> list[Piece]:
        """Return the lines: headers, the letter, its notes, footers. The letter is counted first: people do so too."""
        root = self._parts.root(self._main)
        body = child(root, "body")
        pieces = self._blocks(body, self._links) if body is not None else []
        pieces += self._noted("footnote") + self._noted("endnote")
        pieces = self._margin("header", root) + pieces + self._margin("footer", root)
        comments = self._part("comments")
        if comments is not None and child(comments, "comment") is not None:
            self.unseen[_COMMENTS] = None
        return pieces

    def _name(self, kind: str) -> str:
        return next((link.target for link in self._links.values() if link.kind == kind and not link.outside), "")

    def _part(self, kind: str) -> Any:
        return self._parts.root(self._name(kind))

    def _blocks(self, container: Any, links: Mapping[str, Link], place: str = "") -> list[Piece]:
        """Return the lines of all paragraphs and tables in a body, a cell, a box, a note or a margin."""
        pieces: list[Piece] = []
        for element in self._flat(container):
            name = local(element)
            if name == "p":
                pieces += self._paragraph(element, links, place)
            elif name == "tbl":
                pieces += self._table(element, links)
            elif name in ("altChunk", "subDoc"):
                self.unseen["A document that is inserted into the letter was not read."] = None
        return pieces

    def _flat(self, container: Any) -> Iterator[Any]:
        """Yield what is in a container, in order, as if content controls and insertions were not there."""
        opened = [iter(container)]
        while opened:
            element = next(opened[-1], None)
            if element is None:
                opened.pop()
            elif local(element) in _AROUND:
                opened.append(iter(element))
            elif local(element) in _GONE:
                self.unseen[DELETIONS] = None
            elif local(element) == "Fallback" and child(element.getparent(), "Choice") is None:
                opened.append(iter(element))
            else:
                yield element

    def _paragraph(self, paragraph: Any, links: Mapping[str, Link], place: str) -> list[Piece]:
        runs = Runs(self._styles, links, value(child(paragraph, "pPr", "pStyle")))
        text = runs.read(paragraph)
        self.unseen.update(runs.unseen)
        self._notes.update(dict.fromkeys(runs.notes))
        has_text = bool(cleaned(text))
        self._paragraphs += has_text
        here = place or f"paragraph {max(self._paragraphs, 1)}"
        self._count_pictures(runs, place or f"in {here}" if has_text else f"near {here}")
        pieces = self._lines(text, self._styles.kind(paragraph), here, self._mark(paragraph)) if has_text else []
        return pieces + [piece for box in runs.boxes for piece in self._blocks(box, links, place)]

    def _mark(self, paragraph: Any) -> str:
        numbered = self._styles.numbered(paragraph)
        return self._numbers.mark(*numbered) if numbered else ""

    def _lines(self, text: str, kind: Kind, place: str, mark: str) -> list[Piece]:
        lines = [line for line in text.split("\n") if cleaned(line)]
        return [
            Piece(mark + line if at == 0 else line, kind, self._paragraphs, place, starts=at == 0)
            for at, line in enumerate(lines)
        ]

    def _count_pictures(self, runs: Runs, where: str) -> None:
        where = where if where.startswith(("in ", "near ")) else f"in the {where}"
        for _ in range(min(runs.pictures, 100)):
            self._pictures += 1
            self.unseen[f"Picture {self._pictures} ({where}) was not read."] = None
        if runs.embedded:
            self.unseen[f"What is embedded {where} was not read."] = None

    def _table(self, table: Any, links: Mapping[str, Link]) -> list[Piece]:
        self._tables += 1
        number, rows, pieces = self._tables, 0, list[Piece]()
        for row in self._flat(table):
            if local(row) != "tr":
                continue
            if child(row, "trPr", "del") is not None:
                self.unseen[DELETIONS] = None
                continue
            before = self._paragraphs
            cells = [self._blocks(cell, links) for cell in self._flat(row) if local(cell) == "tc"]
            if any(cells):
                rows += 1
                made = row_pieces(cells, f"table {number}, row {rows}")
                if len(made) == 1:  # a row of data counts as one paragraph
                    self._paragraphs = before + 1
                    made = [made[0]._replace(number=self._paragraphs)]
                pieces += made
        return pieces

    def _noted(self, kind: str) -> list[Piece]:
        """Return the lines of the footnotes or endnotes that the letter points at, in the order in which it does."""
        name = self._name(f"{kind}s")
        root = self._parts.root(name)
        notes = {} if root is None else {value(each, "id"): each for each in root.iterchildren(f"{{*}}{kind}")}
        wanted = [number for of, number in self._notes if of == kind and number in notes]
        links = self._parts.links(name) if wanted else {}
        return [
            piece
            for count, number in enumerate(wanted, 1)
            for piece in self._blocks(notes[number], links, f"{kind} {count}")
        ]

    def _margin(self, kind: str, root: Any) -> list[Piece]:
        """Return the lines of the headers or footers that the letter uses, each part once, each text once."""
        used = dict.fromkeys(value(each, "id") for each in root.iter(f"{{*}}{kind}Reference"))
        pieces: dict[str, list[Piece]] = {}
        for each in used:
            link = self._links.get(each)
            part = None if link is None or link.outside else self._parts.root(link.target)
            if part is not None and link is not None:
                made = self._blocks(part, self._parts.links(link.target), kind)
                said = "\n".join(cleaned(piece.text) for piece in made)
                pieces.setdefault(said, [piece._replace(kind="head", place=kind) for piece in made])
        return [piece for made in pieces.values() for piece in made]
