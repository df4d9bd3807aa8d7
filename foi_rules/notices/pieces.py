"""What became of each piece of information, as the letter tells it: items of one passage are one piece."""

from collections.abc import Iterable
from dataclasses import dataclass

from foi_rules.model.case import Case, Item, Weighing
from foi_rules.model.decision import Decision, ItemDecision, Reliance
from foi_rules.model.proof import Proof, deciding
from foi_rules.model.rule import Ground
from foi_rules.model.rulebook import Law
from foi_rules.model.truth import YES
from foi_rules.notices.checklist import Checklist
from foi_rules.notices.notice import capital, one_line, sentence

SENT, KEPT, NOT_HELD, WAITING = "disclose", "withhold", "not-held", "waiting"


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of information: what the officer calls it, its outcome, and the items it is made of.

    `number` is its place in the letter's table, from 1. `outcome` is SENT, KEPT, NOT_HELD or WAITING.
    """

    number: int
    title: str
    outcome: str
    part: str
    items: tuple[Item, ...]
    decisions: tuple[ItemDecision, ...]
    replaced_by: str = ""
    advice: str = ""

    @property
    def grounds(self) -> tuple[Reliance, ...]:
        """Return the grounds that the piece rests on, each once."""
        return tuple(dict.fromkeys(ground for one in self.decisions for ground in one.grounds))


@dataclass(frozen=True, slots=True)
class Reasons:
    """What the officer wrote behind one ground for one piece: why it applies, and how it was weighed.

    `stops_short`: some of it must not be told (FOISA s.16(3)).
    """

    why: tuple[str, ...]
    stops_short: bool
    weighings: tuple[Weighing, ...]


@dataclass(frozen=True, slots=True)
class Claimed:
    """A ground relied on, with the reasons for it and every piece that it keeps back for those reasons."""

    key: str
    ground: Ground
    cite: str
    reasons: Reasons
    pieces: tuple[Piece, ...]


def pieces_of(case: Case, decision: Decision, checklist: Checklist) -> tuple[Piece, ...]:
    """Return the pieces of the request in the order of its items; a passage stands where its first item does."""
    passages: dict[str, list[Item]] = {}
    for position, item in enumerate(case.items):
        passages.setdefault(f"passage {item.passage}" if item.passage else f"item {position}", []).append(item)
    return tuple(
        _piece(number, items, case, decision, checklist) for number, items in enumerate(passages.values(), start=1)
    )


def _piece(number: int, items: list[Item], case: Case, decision: Decision, checklist: Checklist) -> Piece:
    decisions = tuple(decision.item(item.id) for item in items)
    titles = [capital(one_line(item.title)) for item in items]
    outcomes = {one.outcome for one in decisions}
    settled = SENT if outcomes == {SENT} else WAITING
    return Piece(
        number=number,
        title=_first(titles) or checklist.say("table.unnamed", number=str(number)),
        outcome=next((one for one in (KEPT, NOT_HELD) if one in outcomes), settled),
        part=_part(items[0], case),
        items=tuple(items),
        decisions=decisions,
        replaced_by=_first(one_line(item.replaced_by) for item in items),
        advice=" ".join(dict.fromkeys(sentence(item.advice) for item in items if item.advice.strip())),
    )


def _part(item: Item, case: Case) -> str:
    """Return the id of the part to which an item belongs: the first, if it names none (blank if there are none)."""
    return item.part or next((part.id for part in case.parts), "")


def _first(texts: Iterable[str]) -> str:
    return next((text for text in texts if text), "")


def claimed(case: Case, pieces: tuple[Piece, ...], law: Law, checklist: Checklist) -> tuple[Claimed, ...]:
    """Return every ground that keeps something back; pieces with the same ground and reasons stand together."""
    grouped: dict[tuple[str, str, tuple[str, ...], bool, str], tuple[Reasons, list[Piece]]] = {}
    for piece in (one for one in pieces if one.outcome == KEPT):
        exempt = [ground for ground in piece.grounds if law.grounds[ground.id].outcome == KEPT]
        for name, cite in dict.fromkeys((ground.id, ground.cite) for ground in exempt):
            reasons = _reasons(case, piece, name, law, checklist)
            key = (name, cite, reasons.why, reasons.stops_short, repr(reasons.weighings))
            grouped.setdefault(key, (reasons, []))[1].append(piece)
    return tuple(
        Claimed(f"{key[0]} #{number}", law.grounds[key[0]], key[1], reasons, tuple(found))
        for number, (key, (reasons, found)) in enumerate(grouped.items(), start=1)
    )


def _reasons(case: Case, piece: Piece, name: str, law: Law, checklist: Checklist) -> Reasons:
    weighings = _weighings(case, piece, law.grounds[name])
    weighed = {weighing.reasons.strip() for weighing in weighings}
    written = [text for ground in piece.grounds if ground.id == name for text in ground.reasons]
    private = private_texts(piece.items, checklist)
    texts = (*_told(piece, name, law, checklist), *written)
    told = tuple(dict.fromkeys(text for text in texts if text not in weighed and text not in private))
    section = name.partition("-")[0]
    return Reasons(
        tuple(sentence(text) for text in told), bool(private_texts(piece.items, checklist, section)), weighings
    )


def _told(piece: Piece, name: str, law: Law, checklist: Checklist) -> tuple[str, ...]:
    """Return the words told of the answers that decide the ground, in the order of its test."""
    found: list[str] = []
    for item, decision in zip(piece.items, piece.decisions, strict=True):
        if not any(ground.id == name for ground in decision.grounds):
            continue
        for fact in _deciding(decision, name):
            answer = item.answers.get(fact) if fact in law.facts else None
            texts = answer.texts if answer else {}
            found += [text.strip() for key, text in texts.items() if key in checklist.answers.told and text.strip()]
    return tuple(found)


def _deciding(decision: ItemDecision, name: str) -> tuple[str, ...]:
    """Return the facts that decide the bare test of a ground, from its proof (none if there is no proof)."""
    for proof in decision.proofs:
        if proof.op == "ground" and proof.ref == name and proof.value is YES and proof.children:
            return tuple(dict.fromkeys(leaf.ref for leaf in deciding(_bare_test(proof)) if leaf.op == "fact"))
    return ()


def _bare_test(proof: Proof) -> Proof:
    """Return the condition of the ground itself: the last child of its first stage (see engine.kleene)."""
    engaged = proof.children[0]
    return engaged.children[-1] if engaged.children else engaged


def private_texts(items: tuple[Item, ...], checklist: Checklist, section: str = "") -> tuple[str, ...]:
    """Return the officer's words, in the answers on these items, that may stand nowhere in a letter.

    With `section` (such as "foisa.s38") only those of its facts. What goes with a plain no gives nothing
    away. Source: FOISA s.16(3).
    """
    return tuple(
        answer.texts[text].strip()
        for item in items
        for kept in checklist.answers.kept_out
        if not section or kept.fact.startswith(f"{section}.")
        for answer in [item.answers.get(kept.fact)]
        for text in kept.texts
        if answer and answer.is_ not in ("no", "none") and answer.texts.get(text, "").strip()
    )


def _weighings(case: Case, piece: Piece, ground: Ground) -> tuple[Weighing, ...]:
    """Return the balances behind a qualified ground for this piece, each once."""
    if ground.kind != "qualified":
        return ()
    found = [
        place.public_interest[ground.id]
        for item in piece.items
        for place in ((item,) if ground.level == "item" else (case.part_of(item), case))
        if place and ground.id in place.public_interest
    ]
    supported = [one for one in found if one.conclusion == "maintaining-outweighs"]
    return tuple({repr(one): one for one in supported}.values())
