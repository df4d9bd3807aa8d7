"""The schedule of a letter as rows: every piece, what became of it, and the provision; nothing that is kept private."""

import csv
import io

from foi_rules.model.case import Case
from foi_rules.model.decision import Decision, Reliance
from foi_rules.notices.checklist import Checklist
from foi_rules.notices.citing import provision
from foi_rules.notices.notice import Notice
from foi_rules.notices.pieces import DENIED, pieces_of

_ORDERS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What makes a spreadsheet take a cell for a formula, at its start."""

Rows = tuple[tuple[str, ...], ...]


def schedule_rows(notice: Notice, case: Case, decision: Decision, checklist: Checklist) -> Rows:
    """Return the header and the rows of the schedule: those of the letter's table, where it has one.

    A letter about one piece, or about the request as a whole, has none; then there is a row for that.
    """
    caption = checklist.say("table.caption")
    for block in notice.blocks:
        if block.kind == "table" and block.text == caption:
            return block.rows
    header = tuple(
        checklist.say(f"table.{name}") for name in ("number", "information", "decision", _provisions(decision))
    )
    return (header, *_alone(notice, case, decision, checklist))


def _provisions(decision: Decision) -> str:
    laws = {ground.id.partition(".")[0] for one in (*decision.parts, *decision.items) for ground in one.grounds}
    return "provision-eirs" if "eirs" in laws else "provision"


def _alone(notice: Notice, case: Case, decision: Decision, checklist: Checklist) -> Rows:
    whole = decision.grounds
    if whole:
        known = notice.kind in checklist.wording["table"]
        told = checklist.say(f"table.{notice.kind}") if known else notice.title
        return (("1", checklist.say("table.whole-request"), told, _cited(whole, checklist)),)
    return tuple(
        (
            str(piece.number),
            piece.title,
            checklist.say(f"table.{'neither' if piece.outcome == DENIED else piece.outcome}"),
            _cited(piece.grounds, checklist),
        )
        for piece in pieces_of(case, decision, checklist)
    )


def _cited(grounds: tuple[Reliance, ...], checklist: Checklist) -> str:
    cites = dict.fromkeys(provision(ground.id, ground.cite, checklist) for ground in grounds)
    return "; ".join(cites) or checklist.say("table.none")


def as_csv(rows: Rows) -> bytes:
    """Return rows as a file for a spreadsheet: RFC 4180, in UTF-8 with the mark by which Excel knows it.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8", "replace")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.lstrip(" \u00a0").startswith(_ORDERS) or cell.startswith(_ORDERS) else cell
