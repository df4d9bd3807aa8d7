"""A letter in Markdown."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from foi_rules.notices.reading.links import with_address
from foi_rules.notices.reading.page import Fault, Kind, Page, Piece, laid_out
from foi_rules.notices.reading.plain import decoded, split_letter
from foi_rules.notices.reading.safety import Deadline, no_text
from foi_rules.notices.reading.words import mended

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_MARKS, _MOST_MARKS = "*_`[]<&!\\|", 100_000


def read(data: bytes) -> Page:
    """Return the letter in the bytes of a Markdown file. Raises Fault if it is empty or too long."""
    text = "\n".join(split_letter(decoded(data).removeprefix("\ufeff")))
    if sum(map(text.count, _MARKS)) > _MOST_MARKS:  # each costs the parser much memory
        raise Fault(f"holds more than {_MOST_MARKS:,} marks of Markdown, too many for a letter; save it as .txt.")
    walk = _Walk()
    pieces = list(walk.pieces(_parser(Deadline()).parse(text)))
    lines = mended(laid_out(pieces), broken=False)
    if not lines:
        raise no_text()
    return Page("md", lines, tuple(walk.unseen))


def _parser(deadline: Deadline) -> "MarkdownIt":
    """Return a parser of Markdown with tables that looks at the deadline before every block and every inline step."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable("table")

    def look(*_: Any) -> bool:
        deadline.look()
        return False

    parser.block.ruler.before(parser.block.ruler.get_active_rules()[0], "deadline", look)
    parser.inline.ruler.before("text", "deadline", look)
    return parser


class _Written(NamedTuple):
    """A line of text inside a paragraph: how many lines below its first, and what it says."""

    below: int
    text: str


class _Walk:
    """One walk over the tokens of a letter: where it is, and what could not be seen."""

    def __init__(self) -> None:
        self.unseen: list[str] = []
        self._pictures = 0
        self._quotes = 0
        self._items: list[str] = []  # the mark of each list item that is open, until it has been written
        self._heading = False
        self._row: list[str] | None = None

    def pieces(self, tokens: Sequence["Token"]) -> Iterator[Piece]:
        """Yield the lines of the letter."""
        number = 1
        for token in tokens:
            number = token.map[0] + 1 if token.map else number
            if token.type == "inline":
                yield from self._inline(token, number)
            elif token.type in ("fence", "code_block"):
                yield from self._plain(token, number)
            elif token.type == "html_block":
                yield from self._page(token, number)
            elif token.type == "tr_close":
                yield self._piece(" | ".join(filter(str.strip, self._row or ())), "cell", number)
                self._row = None
            else:
                self._step(token)

    def _step(self, token: "Token") -> None:
        if token.type.startswith("blockquote"):
            self._quotes += token.nesting
        elif token.type == "list_item_open":
            self._items.append(f"{token.info}{token.markup} " if token.info else "")
        elif token.type == "list_item_close":
            self._items.pop()
        elif token.type.startswith("heading"):
            self._heading = token.nesting == 1
        elif token.type == "tr_open":
            self._row = []

    def _kind(self) -> Kind:
        if self._quotes:
            return "quote"
        return "heading" if self._heading else "list" if self._items else "text"

    def _inline(self, token: "Token", number: int) -> Iterator[Piece]:
        written = list(self._lines(token.children or (), number))
        if self._row is not None:
            self._row.append(" ".join(line.text for line in written))
            return
        for line in written:
            mark = self._mark() if line.below == 0 else ""
            yield self._piece(mark + line.text, self._kind(), number + line.below, starts=line is written[0])

    def _mark(self) -> str:
        mark = self._items[-1] if self._items else ""
        self._items[-1:] = [""] if self._items else []
        return mark

    def _plain(self, token: "Token", number: int) -> Iterator[Piece]:
        kind: Kind = "quote" if self._quotes else "list" if self._items else "text"
        for below, line in enumerate(token.content.split("\n"), 1 if token.type == "fence" else 0):
            yield self._piece(line, kind, number + below)

    def _page(self, token: "Token", number: int) -> Iterator[Piece]:
        from foi_rules.notices.reading.html import walked

        pieces, unseen = walked(token.content)
        self.unseen += [sentence for sentence in unseen if sentence not in self.unseen]
        for piece in pieces:
            kind: Kind = "quote" if self._quotes else piece.kind
            yield self._piece(piece.text, kind, number + piece.number - 1, starts=piece.starts)

    def _piece(self, text: str, kind: Kind, number: int, *, starts: bool = True) -> Piece:
        return Piece(text, kind, number, f"line {number}", starts)

    def _lines(self, tokens: Iterable["Token"], number: int) -> Iterator[_Written]:
        """Yield the lines of a paragraph, with each link followed by its address and emphasis dropped."""
        below, text, links = 0, "", list[tuple[str, int]]()
        for token in tokens:
            if token.type in ("softbreak", "hardbreak"):
                yield _Written(below, text)
                # A link that goes on in the next line is compared with the words that are there.
                below, text, links = below + 1, "", [(address, 0) for address, _ in links]
            elif token.type == "link_open":
                links.append((str(token.attrGet("href") or ""), len(text)))
            elif token.type == "link_close":
                address, start = links.pop()
                text = text[:start] + with_address(text[start:], address)
            elif token.type == "image":
                self._picture(number + below)
            elif token.type == "html_inline":
                text += " " if token.content.lower().startswith("<br") else ""
            else:
                text += token.content
        yield _Written(below, text)

    def _picture(self, number: int) -> None:
        self._pictures += 1
        self.unseen.append(f"Picture {self._pictures} on line {number} was not read.")
