"""The one schedule of a letter: every piece of information, what became of it, and under which provision."""

from typing import NamedTuple

from foi_rules.model.decision import Reliance
from foi_rules.notices.citing import provision
from foi_rules.notices.groups import is_joined
from foi_rules.notices.notice import Block
from foi_rules.notices.pieces import DENIED, Group, Piece
from foi_rules.notices.writing import Draft, Section, Written, heading

_OUTCOMES = {DENIED: "neither"}


class _Row(NamedTuple):
    part: str
    title: str
    outcome: str
    grounds: tuple[Reliance, ...]


def table(draft: Draft) -> Section:
    """Yield the table, where there is more than one piece or only part is given."""
    joined = is_joined(draft.groups)
    if not joined and len(draft.pieces) < 2 and draft.kind != "partial-release":
        return
    several = len(draft.case.parts) > 1
    rows = _joined_rows(draft) if joined else [_row(draft, piece) for piece in draft.pieces]
    laws = {group.regime for group in draft.groups}
    provisions = "provision-both" if len(laws) > 1 else "provision-eirs" if laws == {"eirs"} else "provision"
    names = ("number", *(("part",) if several else ()), "information", "decision", provisions)
    header = tuple(draft.say(f"table.{name}") for name in names)
    body = tuple(_cells(draft, number, row, several) for number, row in enumerate(rows, start=1))
    yield heading(draft.say("table.heading"))
    yield Written(Block("table", draft.say("table.caption"), rows=(header, *body)), ("table",))


def _cells(draft: Draft, number: int, row: _Row, several: bool) -> tuple[str, ...]:
    cites = dict.fromkeys(provision(ground.id, ground.cite, draft.checklist) for ground in row.grounds)
    place = (row.part,) if several else ()
    return (
        str(number),
        *place,
        row.title,
        draft.say(f"table.{row.outcome}"),
        "; ".join(cites) or draft.say("table.none"),
    )


def _row(draft: Draft, piece: Piece) -> _Row:
    parts = [part.id for part in draft.case.parts]
    number = str(parts.index(piece.part) + 1) if len(parts) > 1 else ""
    return _Row(number, piece.title, _OUTCOMES.get(piece.outcome, piece.outcome), piece.grounds)


def _joined_rows(draft: Draft) -> list[_Row]:
    """Return a row for each piece; but one for a part that ends as a whole, or is not said to be held or not.

    Whatever else stands in the case about such a part, its row is the same. A piece under both laws has one row.
    """
    rows: dict[object, _Row] = {}
    for place, group in enumerate(draft.groups):
        for number, row in enumerate(_group_rows(draft, group)):
            alone = group.grounds or group.kind.endswith("neither")
            rows.setdefault((place, number) if alone else group.pieces[number].number, row)
    return list(rows.values())


def _group_rows(draft: Draft, group: Group) -> list[_Row]:
    number = str(group.number)
    if group.grounds:
        return [_Row(number, draft.say("table.whole-request"), group.kind, group.grounds)]
    if group.kind.endswith("neither"):
        grounds = tuple(dict.fromkeys(ground for piece in group.pieces for ground in piece.grounds))
        return [_Row(number, draft.say("table.denied"), "neither", grounds)]
    return [_Row(number, one.title, one.outcome, one.grounds) for one in group.pieces]
