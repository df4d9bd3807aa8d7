"""What became of each piece of information, as the letter tells it: items of one passage are one piece."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from foi_rules.model.case import UNSURE, Answer, Case, Item, Weighing
from foi_rules.model.decision import Decision, ItemDecision, Reliance
from foi_rules.model.proof import Proof, deciding
from foi_rules.model.rule import Ground
from foi_rules.model.rulebook import Law
from foi_rules.model.truth import YES
from foi_rules.notices.checklist import Checklist
from foi_rules.notices.names import Kind
from foi_rules.notices.notice import capital, one_line, sentence

SENT, KEPT, NOT_HELD, WAITING = "disclose", "withhold", "not-held", "waiting"
_HOLE = re.compile(r"\{([^{}]*)\}")
DENIED, ELSEWHERE = "neither-confirm-nor-deny", "elsewhere"
ENVIRONMENTAL = "foisa.s39-2"
DENIALS = ("foisa.s18-1", "eirs.r10-8", "eirs.r11-6")


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of information: what the officer calls it, its outcome, and the items it is made of.

    `number` is its place in the letter's table, from 1. `outcome` is SENT, KEPT, NOT_HELD, WAITING, DENIED or
    ELSEWHERE. A piece that is DENIED has a title that says nothing of it (FOISA s.18).
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

    @property
    def laws(self) -> frozenset[str]:
        """Return the laws under which it is answered: "foisa", "eirs", or both; none while it is open."""
        names = {ground.id for ground in self.grounds}
        if ENVIRONMENTAL in names:
            return frozenset({"eirs"})
        return frozenset(name.partition(".")[0] for name in names)


@dataclass(frozen=True, slots=True)
class Group:
    """What a letter answers in one way: a part of the request, or what is under one law in it.

    `part` and `number` are those of the part. `grounds` are those of request level on which a part ends as a
    whole (cost, a vexatious request); its items are then of no account. `beside` are those that change only the
    form, the price or the time.
    """

    part: str
    number: int
    kind: Kind
    regime: str
    pieces: tuple[Piece, ...] = ()
    grounds: tuple[Reliance, ...] = ()
    beside: tuple[Reliance, ...] = ()


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
    outcome = next((one for one in (KEPT, DENIED, NOT_HELD, ELSEWHERE) if one in outcomes), settled)
    if outcome == DENIED:  # nothing that was written on the item may reach the letter but the reasons
        title = checklist.say("table.denied")
        return Piece(number, title, DENIED, _part(items[0], case), tuple(items), decisions)
    return Piece(
        number=number,
        title=_first(titles) or checklist.say("table.unnamed", number=str(number)),
        outcome=outcome,
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


def claims_of(case: Case, group: Group, law: Law, checklist: Checklist) -> tuple[Claimed, ...]:
    """Return the grounds on which one group is refused: those of its pieces, or of a request that is unreasonable."""
    if group.kind == "unreasonable":
        return tuple(_of_request(case, group, ground, law) for ground in group.grounds)
    return () if group.grounds else claimed(case, group.pieces, law, checklist, group.regime)


def _of_request(case: Case, group: Group, ground: Reliance, law: Law) -> Claimed:
    """Return a ground of request level as a letter relies on it. Source: EIRs reg 10(4)(b), (c)."""
    weighed_at = [part.public_interest for part in case.parts if part.id == group.part]
    found = [one[ground.id] for one in (*weighed_at, case.public_interest) if ground.id in one]
    weighings = tuple(one for one in found[:1] if one.conclusion == "maintaining-outweighs")
    weighed = {one.reasons.strip() for one in weighings}
    why = tuple(sentence(text) for text in dict.fromkeys(ground.reasons) if text not in weighed)
    return Claimed(f"{ground.id} #1", law.grounds[ground.id], ground.cite, Reasons(why, False, weighings), ())


def claimed(case: Case, pieces: tuple[Piece, ...], law: Law, checklist: Checklist, regime: str) -> tuple[Claimed, ...]:
    """Return every ground of one law that keeps something back; pieces with the same ground and reasons together.

    For what is neither confirmed nor denied it is each exemption that would apply; where the law names none
    (EIRs), the provision that lets the answer be withheld.
    """
    grouped: dict[tuple[str, str, tuple[str, ...], bool, str], tuple[Reasons, list[Piece]]] = {}
    for piece in (one for one in pieces if one.outcome in (KEPT, DENIED)):
        exempt = [one for one in piece.grounds if one.id.startswith(f"{regime}.") and _is_claim(one.id, piece, law)]
        for name, cite in dict.fromkeys((ground.id, ground.cite) for ground in exempt):
            reasons = _reasons(case, piece, name, law, checklist)
            key = (name, cite, reasons.why, reasons.stops_short, repr(reasons.weighings))
            grouped.setdefault(key, (reasons, []))[1].append(piece)
    return tuple(
        Claimed(f"{key[0]} #{number}", law.grounds[key[0]], key[1], reasons, tuple(found))
        for number, (key, (reasons, found)) in enumerate(grouped.items(), start=1)
    )


def _is_claim(ground: str, piece: Piece, law: Law) -> bool:
    if piece.outcome == DENIED and piece.laws == {"eirs"}:
        return ground in DENIALS
    return law.grounds[ground].outcome == KEPT


def _reasons(case: Case, piece: Piece, name: str, law: Law, checklist: Checklist) -> Reasons:
    weighings = _weighings(case, piece, law.grounds[name])
    weighed = {weighing.reasons.strip() for weighing in weighings}
    written = [text for ground in piece.grounds if ground.id == name for text in ground.reasons]
    private = private_texts(piece.items, checklist)
    texts = (*_told(piece, name, law, checklist), *written)
    told = tuple(dict.fromkeys(text for text in texts if text not in weighed and text not in private))
    if not told and name.startswith("eirs."):
        told = tuple(text for text in dict.fromkeys(_shown(piece, name, law)) if text not in private)
    elif not told and piece.outcome != DENIED and name not in checklist.grounds:
        told = tuple(dict.fromkeys(_said(piece, name, law)))
    section = "foisa.s38" if name.startswith("eirs.r11") else name.partition("-")[0]
    return Reasons(
        tuple(sentence(text) for text in told), bool(private_texts(piece.items, checklist, section)), weighings
    )


def _told(piece: Piece, name: str, law: Law, checklist: Checklist) -> tuple[str, ...]:
    """Return the words told of the answers that decide the ground, in the order of its test."""
    texts = [texts for fact, texts in _given(piece, name) if fact in law.facts]
    return tuple(text for one in texts for key, text in one.items() if key in checklist.answers.told)


def _shown(piece: Piece, name: str, law: Law) -> tuple[str, ...]:
    """Return what the rules say of the answers that decide the ground, with the officer's words in their places.

    It stands in for reasons where the questions of a ground ask for none.
    """
    found: list[str] = []
    for fact, texts in _given(piece, name):
        says = law.facts[fact].says.get("yes", "") if fact in law.facts else ""
        holes = set(_HOLE.findall(says))
        if texts and holes and holes <= set(texts):
            found.append(_filled(says, texts))
        else:
            found += texts.values()
    return tuple(found)


def _said(piece: Piece, name: str, law: Law) -> Iterator[str]:
    """Yield what the rules say of the answers that decide the ground, where all the words for it were given.

    It stands in for reasons under the Act. The officer's bare texts do not: some are for the file alone, as are all
    that say something of a person (section 38).
    """
    for fact, answer, texts in _decided_by(piece, name):
        known = law.facts.get(fact)
        given = answer.is_ if answer and isinstance(answer.is_, str) else ""
        says = known.says.get(given, "") if known and given != UNSURE else ""
        holes = set(_HOLE.findall(says))
        if says and holes <= set(texts) and not (holes and name.startswith("foisa.s38")):
            yield _filled(says, texts)


def _filled(says: str, texts: Mapping[str, str]) -> str:
    return _HOLE.sub(lambda hole: texts[hole.group(1)].rstrip("."), says)


def _given(piece: Piece, name: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the facts that decide the ground, each with the texts that the officer gave with its answer."""
    yield from ((fact, texts) for fact, _, texts in _decided_by(piece, name))


def _decided_by(piece: Piece, name: str) -> Iterator[tuple[str, Answer | None, dict[str, str]]]:
    """Yield the facts that decide the ground, each with its answer and the texts that are not blank."""
    for item, decision in zip(piece.items, piece.decisions, strict=True):
        if not any(ground.id == name for ground in decision.grounds):
            continue
        for fact in _deciding(decision, name):
            answer = item.answers.get(fact)
            texts = answer.texts if answer else {}
            yield fact, answer, {key: text.strip() for key, text in texts.items() if text.strip()}


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
