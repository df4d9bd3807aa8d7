"""The row of a table as lines: one line for a row of data, and the lines as they are for a table that only lays out."""

from collections.abc import Sequence

from foi_rules.notices.reading.page import Kind, Piece, cleaned

_MOST_PARAGRAPHS = 5  # in one cell of data; a letter that was laid out in a table has more


def row_pieces(cells: Sequence[Sequence[Piece]], place: str) -> list[Piece]:
    """Return a row as one line, its cells joined by " | "; or, if a cell is a page in itself, all its lines in order.

    A cell is a page in itself if it is the only one in its row, or holds a heading, another table or many paragraphs.
    """
    filled = [[piece for piece in cell if cleaned(piece.text)] for cell in cells]
    if len(cells) == 1 or any(map(_is_page, filled)):
        # These keep their own places, which say more than the one row that a whole letter may stand in.
        return [piece._replace(starts=piece.starts or at == 0) for cell in filled for at, piece in enumerate(cell)]
    texts = [" ".join(cleaned(piece.text) for piece in cell) for cell in filled]
    number = next(piece.number for cell in filled for piece in cell)
    kind: Kind = "quote" if all(piece.kind == "quote" for cell in filled for piece in cell) else "cell"
    return [Piece(" | ".join(text for text in texts if text), kind, number, place, starts=True)]


def _is_page(cell: Sequence[Piece]) -> bool:
    kinds = {piece.kind for piece in cell}
    return bool(kinds & {"heading", "cell"}) or sum(piece.starts for piece in cell) > _MOST_PARAGRAPHS
