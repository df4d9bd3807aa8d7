"""A letter as a web page: what a browser would show of it, and nothing that it would hide."""

import re
from html.parser import HTMLParser
from typing import NamedTuple

from foi_rules.notices.reading.links import with_address
from foi_rules.notices.reading.page import Fault, Kind, Page, Piece, laid_out
from foi_rules.notices.reading.plain import decoded
from foi_rules.notices.reading.rows import row_pieces
from foi_rules.notices.reading.safety import Deadline, no_text
from foi_rules.notices.reading.words import mended

_MOST_TAGS, _LONGEST_TAG = 500_000, 100_000
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.I)
_PICTURE_DATA = re.compile(r"data:[\w/+.-]{1,100};base64,[A-Za-z0-9+/=\s]*")
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_VOID = _names("area base br col embed hr img input link meta param source track wbr")
_UNSHOWN = _names("script style template title noscript")  # a browser shows none of these as text
_EMBEDDED = _names("object iframe svg canvas audio video applet")
_BLOCKS = _names(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody td tfoot th thead "
    "tr ul"
)
_TABLE = _names("table tbody td tfoot th thead tr")
_SCOPES = _names("table td th")  # what is open outside of one of these cannot be closed inside
_HEADINGS = _names("h1 h2 h3 h4 h5 h6")
# What an opening tag closes by itself if it stands directly inside it.
_CLOSES = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    "tr": frozenset({"td", "th", "tr"}),
}


def read(data: bytes) -> Page:
    """Return the letter in the bytes of a web page. Raises Fault if it is empty or larger than a letter."""
    return page_of(_text(data))


def page_of(text: str) -> Page:
    """Return the letter in the text of a web page. Raises Fault if it is empty or larger than a letter."""
    pieces, unseen = walked(text)
    lines = mended(laid_out(pieces), broken=False)
    if not lines:
        raise no_text()
    return Page("html", lines, tuple(unseen))


def walked(text: str) -> tuple[list[Piece], list[str]]:
    """Return what a web page, or a part of one, shows, and a sentence for each thing that was not seen."""
    walk = _Walk()
    walk.feed(_PICTURE_DATA.sub("data:", text))
    walk.close()
    return walk.finished()


def _text(data: bytes) -> str:
    named = _CHARSET.search(data[:4096])
    if named and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode(named[1].decode("ascii"))
        except (LookupError, ValueError):  # a charset that nobody knows, or bytes that are not in it
            pass
    return decoded(data)


class _Open(NamedTuple):
    """An element that is open: its name, whether it hides what is in it, and what its text is."""

    tag: str
    hides: bool
    kind: Kind | None
    address: str


class _Table:
    """A table that is open: its number, its rows so far, and the cells of the row that is open."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.rows = 0
        self.cells: list[list[Piece]] | None = None


class _Walk(HTMLParser):
    """One walk over a page. Elements are kept in a list, so they may nest as deep as they like."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._deadline = Deadline()
        self._tags = 0
        self._open: list[_Open] = []
        # How many of each element are open, on the page and in the innermost cell: closing tags look here first.
        self._counts: dict[str, int] = {}
        self._scopes: list[dict[str, int]] = [{}]
        self._hidden = 0
        self._kinds: list[Kind] = []
        self._tables: list[_Table] = []
        self._counters: list[int | None] = []  # of each list that is open: its next number, None for bullets
        self._pieces: list[Piece] = []
        self._line: list[str] = []
        self._written = False
        self._link = 0  # how many pieces of the line stand before the link that is open
        self._number = 0
        self._starts = True
        self._mark = ""
        self._pictures = self._table_number = 0
        self._unseen: dict[str, None] = {}

    def finished(self) -> tuple[list[Piece], list[str]]:
        """Return what was shown, and what was not seen."""
        self._break()
        while self._tables:
            self._close_row(self._tables.pop())
        return self._pieces, list(self._unseen)

    # What the parser of the standard library calls at every step: each step looks at the clock.

    def check_for_whole_start_tag(self, i: int) -> int:
        """Return where a tag ends. Raises Fault for a tag that is longer than any letter has."""
        self._deadline.look()
        page = self.rawdata
        # The parser's own search for the end of a tag takes memory by the length of what it looks through.
        for look in (1000, _LONGEST_TAG):
            self.rawdata = page[i : i + look]
            end = super().check_for_whole_start_tag(0)
            is_whole = len(self.rawdata) < look or (end > 0 and self.rawdata[end - 1] == ">")
            self.rawdata = page
            if is_whole:
                return end + i if end >= 0 else end
        raise Fault("holds a tag that is too long to be read; save the letter again as .docx or .txt.")

    def parse_html_declaration(self, i: int) -> int:
        """Return where a comment or declaration ends."""
        self._deadline.look()
        return super().parse_html_declaration(i)

    def parse_endtag(self, i: int) -> int:
        """Return where a closing tag ends."""
        self._deadline.look()
        return super().parse_endtag(i)

    def parse_pi(self, i: int) -> int:
        """Return where a processing instruction ends."""
        self._deadline.look()
        return super().parse_pi(i)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        self._count_tag()
        given = {name: value or "" for name, value in attrs}
        if tag in _BLOCKS:
            self._close_implied(tag)
            self._break()
        if tag in _VOID:
            self._void(tag, given)
            return
        hides = self._hides(tag, given)
        self._push(_Open(tag, hides, _kind_of(tag), given.get("href", "")))
        self._begin(tag, given)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element that claims to be closed at once: a browser does not believe it, unless it is void."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Close an element, with all that is still open in it; a closing tag that closes nothing is left out."""
        self._count_tag()
        if tag in _BLOCKS:
            self._break()
        counts = self._counts if tag in _TABLE else self._scopes[-1]
        if counts.get(tag):
            while self._close_last() != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Write text into the line."""
        self._deadline.look()
        if self._hidden:
            self._note_hidden(data)
            return
        if self._counts.get("pre") and "\n" in data:
            self._preformatted(data)
            return
        self._write(data, self.getpos()[0])

    def _write(self, data: str, number: int) -> None:
        said = data.lstrip()
        if said and not self._written:
            self._written = True
            self._number = number + data[: len(data) - len(said)].count("\n")
        self._line.append(data)

    def _preformatted(self, data: str) -> None:
        for below, line in enumerate(data.split("\n")):
            if below:
                self._end_line(starts=not line.strip())
            self._write(line, self.getpos()[0] + below)

    def _count_tag(self) -> None:
        self._tags += 1
        if self._tags > _MOST_TAGS:
            raise Fault(f"holds more than {_MOST_TAGS:,} tags, too many for a letter; save the letter on its own.")

    def _hides(self, tag: str, given: dict[str, str]) -> bool:
        if tag in _EMBEDDED:
            self._note(f"What is embedded on line {self.getpos()[0]} was not read.")
        hidden = "hidden" in given or given.get("aria-hidden", "").lower() == "true"
        return tag in _UNSHOWN or tag in _EMBEDDED or hidden or bool(_HIDING.search(given.get("style", "")))

    def _note_hidden(self, data: str) -> None:
        by_nature = self._open[-1].tag in _UNSHOWN or self._open[-1].tag in _EMBEDDED
        if data.strip() and not by_nature and not any(self._counts.get(tag) for tag in _EMBEDDED | _UNSHOWN):
            self._note("Hidden text was not read.")

    def _note(self, sentence: str) -> None:
        self._unseen.setdefault(sentence)

    def _void(self, tag: str, given: dict[str, str]) -> None:
        if tag == "br":
            # One break ends a line; a second one, with nothing between, ends the paragraph.
            self._end_line(starts=not self._written)
        elif tag == "wbr":
            return
        elif tag == "img" and not self._hidden and not {given.get("width"), given.get("height")} & {"0", "1"}:
            self._pictures += 1
            self._note(f"Picture {self._pictures} on line {self.getpos()[0]} was not read.")

    def _begin(self, tag: str, given: dict[str, str]) -> None:
        if tag == "a":
            self._link = len(self._line)
        elif tag in ("ol", "ul"):
            start = given.get("start", "")
            number = int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1
            self._counters.append(number if tag == "ol" else None)
        elif tag == "li" and self._counters and not self._hidden:
            number_now = self._counters[-1]
            self._mark = f"{number_now}. " if number_now is not None else ""
            self._counters[-1] = number_now + 1 if number_now is not None else None
        elif tag == "table":
            self._table_number += 1
            self._tables.append(_Table(self._table_number))
        elif tag == "tr" and self._tables:
            self._close_row(self._tables[-1])
            self._tables[-1].cells = []
        elif tag in ("td", "th") and self._tables:
            table = self._tables[-1]
            table.cells = table.cells if table.cells is not None else []
            table.cells.append([])

    def _close_implied(self, tag: str) -> None:
        closes = _CLOSES.get(tag, frozenset())
        while self._open and (self._open[-1].tag in closes or self._open[-1].tag == "p"):
            self._break()
            self._close_last()

    def _push(self, opened: _Open) -> None:
        for counts in (self._counts, self._scopes[-1]):
            counts[opened.tag] = counts.get(opened.tag, 0) + 1
        if opened.tag in _SCOPES:
            self._scopes.append({})
        self._open.append(opened)
        self._hidden += opened.hides
        if opened.kind:
            self._kinds.append(opened.kind)

    def _pop(self) -> _Open:
        closed = self._open.pop()
        if closed.tag in _SCOPES:
            self._scopes.pop()
        for counts in (self._counts, self._scopes[-1]):
            counts[closed.tag] -= 1
        self._hidden -= closed.hides
        if closed.kind:
            self._kinds.pop()
        return closed

    def _close_last(self) -> str:
        closed = self._pop()
        if closed.tag == "a" and not self._hidden:
            self._close_link(closed)
        elif closed.tag in ("ol", "ul"):
            self._counters.pop()
        elif closed.tag == "tr" and self._tables:
            self._close_row(self._tables[-1])
        elif closed.tag == "table":
            self._break()
            self._close_row(self._tables.pop())
        return closed.tag

    def _close_link(self, link: _Open) -> None:
        if not link.address:
            return
        words = "".join(self._line[self._link :])
        said = words.rstrip()
        if said:
            self._line[self._link :] = [with_address(said, link.address), words[len(said) :]]

    def _close_row(self, table: _Table) -> None:
        cells, table.cells = table.cells, None
        if cells and any(cells):
            table.rows += 1
            self._sink().extend(row_pieces(cells, f"table {table.number}, row {table.rows}"))

    def _sink(self) -> list[Piece]:
        """Return where lines go: into the innermost cell that is open, or onto the page."""
        for table in reversed(self._tables):
            if table.cells:
                return table.cells[-1]
        return self._pieces

    def _break(self) -> None:
        self._end_line(starts=True)

    def _end_line(self, *, starts: bool) -> None:
        text, written = "".join(self._line), self._written
        self._line, self._written, self._link = [], False, 0
        if written:
            kind = self._kinds[-1] if self._kinds else "text"
            kind = "quote" if self._counts.get("blockquote") else kind
            piece = Piece(self._mark + text, kind, self._number, f"line {self._number}", self._starts)
            self._mark, self._starts = "", False
            self._sink().append(piece)
        self._starts = self._starts or starts


def _kind_of(tag: str) -> Kind | None:
    if tag in _HEADINGS:
        return "heading"
    return "list" if tag == "li" else "quote" if tag == "blockquote" else None
