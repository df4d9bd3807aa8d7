"""The gate: a letter that lacks what it must say, or says what it must not, is never rendered."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from foi_rules.model.decision import Remark
from foi_rules.notices.checklist import Checklist, Must
from foi_rules.notices.clues import clue
from foi_rules.notices.notice import Block, Line, Notice, NoticeRefused, Within, plain
from foi_rules.notices.silence import tells_if_held

_HOLE = re.compile(r"\{\{?\s*[A-Za-z][\w.-]*\s*\}?\}|\[\[\s*(?:if|for|end)\b.*?\]\]")
_EXEMPTION = re.compile(r"\b(?:sections?|s\.)\s*(?:2[5-9]|3\d|4[01])\s*\(\d|\bexempt(?:ion|ions)?\b", re.IGNORECASE)


def require_complete(notice: Notice, checklist: Checklist) -> None:
    """Return if the letter may go out.

    Raises NoticeRefused, naming every item of the checklist that is lacking, or forbidden and there, with its
    source and what to do; and every placeholder that was left unfilled.
    """
    reasons: list[str] = []
    for view, items in _views(notice, checklist):
        blocking = [item for item in items if item.level == "block"]
        reasons += [text for item in blocking for text in _lacking(item, view)]
        reasons += [text for item in items if item.level == "forbid" for text in _forbidden(item, view)]
        reasons += _uncited(view, items)
    reasons += _unfilled(notice)
    if reasons:
        raise NoticeRefused(tuple(dict.fromkeys(reasons)))


def require_silent_name(notice: Notice, checklist: Checklist, name: str) -> None:
    """Return if the name of the letter's file tells nothing that the letter must not say.

    Raises NoticeRefused, naming the place, if it would tell whether something is held (FOISA s.18).
    """
    words = replace(notice, blocks=(), head=(), title=re.sub(r"[_.-]+", " ", name), within=())
    for view, items in _views(notice, checklist):
        told = [item for item in items if item.check == "tells-if-held" and view.kind != "several-parts"]
        reasons = [text for item in told for text in _forbidden(item, words)]
        if reasons:
            raise NoticeRefused(tuple(text.replace("in the title", "in the name of the file") for text in reasons))


def lacking(notice: Notice, checklist: Checklist) -> tuple[Remark, ...]:
    """Return what the letter would be better for: each item of the level `warn` that applies and is not met."""
    found = [
        Remark(item.id, text, item.cite)
        for view, items in _views(notice, checklist)
        for item in items
        if item.level == "warn"
        for text in _lacking(item, view)
    ]
    return tuple(dict.fromkeys(found))


def _views(notice: Notice, checklist: Checklist) -> Iterator[tuple[Notice, list[Must]]]:
    """Yield the letter, and each section of a joined one with what is common to all, with the items that apply."""
    whole = checklist.items(notice.kind, notice.rights)
    yield notice, [item for item in whole if item.when in notice.conditions]
    for part in notice.within:
        blocks = tuple(_rows_of(block, part) for block in notice.blocks if block.scope in ("", part.scope))
        view = replace(notice, kind=part.kind, blocks=blocks, conditions=part.conditions, claims=part.claims, within=())
        yield view, [item for item in checklist.letter(part.kind).must if item.when in part.conditions]


def _rows_of(block: Block, part: Within) -> Block:
    """Return a table that all sections share with the header and the rows of this part alone (its number is a cell)."""
    if block.kind != "table" or block.scope or not part.number:
        return block
    column = 0 if block.about else 1
    return replace(block, rows=(block.rows[0], *(row for row in block.rows[1:] if row[column] == part.number)))


def _lacking(item: Must, notice: Notice) -> Iterator[str]:
    """Yield one sentence for each thing about which the letter should say what the item wants and does not."""
    verb = "must" if item.level == "block" else "should"
    for key, about in _wanted(item, notice):
        met = [one for one in _places(notice) if item.id in one.ids and _filled(one) and _is_about(one, key)]
        if not met:
            yield f"{item.id}: the letter {verb} say {item.says}{about} ({item.cite})."


def _wanted(item: Must, notice: Notice) -> list[tuple[str, str]]:
    """Return the things about which the item is wanted: a key ("" for the whole letter) and how to name it."""
    if item.each == "ground":
        mine = [one for one in notice.claims if not item.grounds or one.key.startswith(item.grounds)]
        return [(claim.key, f", for {claim.provision}") for claim in mine]
    if item.each == "qualified-ground":
        return [(one.key, f", for {one.provision}") for one in notice.claims if one.kind == "qualified"]
    if item.each == "part":
        return [(part, f" (part '{part}')" if len(notice.parts) > 1 else "") for part in notice.parts]
    if item.each == "point":
        return [(point, f" (point {point})") for point in notice.points]
    return [("", "")]


def _places(notice: Notice) -> Iterable[Line | Block]:
    return (*notice.head, *notice.blocks)


def _filled(place: Line | Block) -> bool:
    texts = place.words if isinstance(place, Block) else (place.text,)
    quoted = isinstance(place, Block) and place.kind == "quote"
    return any(text.strip() for text in texts) and (quoted or not any(_HOLE.search(text) for text in texts))


def _is_about(place: Line | Block, key: str) -> bool:
    return not key or (isinstance(place, Block) and key in place.about)


def _unfilled(notice: Notice) -> Iterator[str]:
    quoted = {block.text for block in notice.blocks if block.kind == "quote"}
    texts = [text for text in notice.words if text not in quoted]
    for hole in dict.fromkeys(found.group() for text in texts for found in _HOLE.finditer(text)):
        yield f"The letter still has '{hole}' in it; put the words in its place, or take it out."


def _uncited(notice: Notice, items: list[Must]) -> Iterator[str]:
    """Yield each ground whose exact provision is not in the block that should name it. Source: FOISA s.16(1)(c)."""
    naming = {item.id for item in items if item.each == "ground" and item.shown_by == "exemption"}
    for claim in notice.claims:
        blocks = [block for block in notice.blocks if naming & set(block.ids) and claim.key in block.about]
        if blocks and not any(claim.provision in block.text for block in blocks):
            yield f"The letter must name {claim.provision} where it gives the reasons for it (FOISA s.16(1)(c))."


def _forbidden(item: Must, notice: Notice) -> Iterator[str]:
    found = {
        "bare-label": _bare_labels,
        "private-words": _private_words,
        "exemption-named": _exemptions,
        "tells-if-held": tells_if_held,
        None: _phrases,
    }[item.check]
    for text in dict.fromkeys(found(item, notice)):
        named = text if item.check == "tells-if-held" else f"'{text}'"
        yield f"{item.id}: the letter must not {item.says} ({item.cite}); reword {named}."


def _phrases(item: Must, notice: Notice) -> Iterator[str]:
    texts = [plain(text) for text in _own_words(notice)]
    return (phrase for phrase in item.phrases if any(plain(phrase) in text for text in texts))


def _bare_labels(item: Must, notice: Notice) -> Iterator[str]:
    """Yield each reason that is made of labels and small words alone ("it remains a confidential document")."""
    for block in notice.blocks:
        if not any(name.endswith("_why") for name in block.ids):
            continue
        reasons = [row[0] for row in block.rows] or [block.text]
        yield from (reason for reason in reasons if set(plain(reason).split()) <= set(item.phrases))


def _private_words(_: Must, notice: Notice) -> Iterator[str]:
    """Yield each private text that stands in the letter; a single word only where it stands among the reasons.

    Where the whole text is not there, a clue of it may be: see `clues.clue`.
    """
    everywhere = [plain(text) for text in _own_words(notice)]
    keys = {claim.key for claim in notice.claims}
    among_reasons = [plain(text) for one in notice.blocks if one.lead and keys & set(one.about) for text in one.words]
    known = plain(" ".join((notice.asked, notice.author, *notice.law)))
    for private in notice.private:
        words = plain(private)
        texts = everywhere if len(words.split()) > 1 else among_reasons
        if words.strip() and any(words in text for text in texts):
            yield private
        else:
            yield from clue(private, everywhere, known)


def _exemptions(_: Must, notice: Notice) -> Iterator[str]:
    return (found.group() for text in _own_words(notice) for found in [_EXEMPTION.search(text)] if found)


def _own_words(notice: Notice) -> list[str]:
    """Return what the authority says: every text but the applicant's, which is quoted."""
    return [text for block in notice.blocks if block.kind != "quote" for text in block.words]
