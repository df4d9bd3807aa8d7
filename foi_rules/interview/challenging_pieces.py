"""What can be said against a draft decision for how its pieces stand to each other, and for who else is concerned."""

from collections.abc import Iterator, Sequence

from foi_rules.engine.balance import weighing_for
from foi_rules.engine.quality import fault_of
from foi_rules.engine.remarks import requirements
from foi_rules.interview.challenging import (
    LONGEST,
    OVER,
    PUBLIC,
    Fault,
    Grade,
    Look,
    Point,
    Relied,
    clipped,
    faults,
    is_link,
    quoted,
    sentences,
    words_of,
)
from foi_rules.interview.challenging_facts import open_question
from foi_rules.interview.copying import taken_from
from foi_rules.model.rule import Fact
from foi_rules.model.truth import NO, YES

SOMEBODY_ELSE = "somebody-else"
_GROUNDS, _TRIED, _PIECES = 3, 5, 3
"""From how many grounds, grounds tried in vain, and pieces in the same words on there are too many of them."""
_GRADES: tuple[Grade, ...] = ("minor", "fair", "serious")
_Reason = tuple[Relied, str, bool]


def piled_up(look: Look, own: Sequence[Point]) -> Iterator[Point]:
    """Yield points where a piece is kept under more grounds, or more were tried, than it needs.

    `own` are the other points on the piece: they tell which of its grounds are weak.
    """
    if look.item is None or not look.relied:
        return
    weak = {one.ground for one in own if one.grade == "serious"}
    if len(look.relied) >= _GROUNDS:
        mixed = any(one.ground.id not in weak for one in look.relied) and weak
        yield look.point(
            "piled-up", "fair" if mixed else "minor", look.relied[0],
            f"{look.name} is kept under {len(look.relied)} grounds at once. The weakest will be tried first, and each "
            "one lost makes the others look worse.",
            "Keep the ground that is shown best. One sound ground is enough.",
        )  # fmt: skip
    tried = [row for row in look.decided.considered if row.result in ("not-engaged", "outweighed")]
    if len(tried) >= _TRIED:
        yield look.point(
            "many-tried", "minor", look.relied[0],
            f"{look.name}: {len(tried)} other grounds were tried and do not stand. It looks as if the decision came "
            "first and the reason was sought for it.",
            "Let the file show why each was looked at, and name none of them in the letter.",
        )  # fmt: skip


def nothing_goes_out(looks: Sequence[Look]) -> Iterator[Point]:
    """Yield a point where each of several pieces is withheld by itself. `looks` are those at all pieces there are."""
    if len(looks) > 1 and all(look.withheld and look.relied for look in looks):
        if looks[0].run.answers.case.letter.whole:
            return
        yield Point(
            "minor", "", "", looks[0].relied[0].rest,
            f"The request: it was split into {len(looks)} pieces, and not one of them goes out.",
            "Read once more what is left of each when the words that are covered are taken out.",
            "nothing-goes-out",
        )  # fmt: skip


def same_words(looks: Sequence[Look]) -> Iterator[Point]:
    """Yield points for pieces that are kept back in the same words: nothing shows that each was looked at."""
    places: dict[tuple[str, ...], dict[int, _Reason]] = {}
    for index, look in enumerate(looks):
        for reason in _reasons_of(look):
            if not fault_of(reason[1]):
                places.setdefault(words_of(reason[1]), {}).setdefault(index, reason)
    groups: dict[tuple[int, ...], list[_Reason]] = {}
    for found in places.values():
        if len(found) > 1:
            groups.setdefault(tuple(found), []).append(next(iter(found.values())))
    for those, reasons in groups.items():
        yield _alike([looks[index] for index in those], reasons)


def _reasons_of(look: Look) -> Iterator[_Reason]:
    """Yield each reason of the piece, with its ground and whether a case turns on it: on the harm, or the balance."""
    for relied in look.relied:
        for fact, answer in look.rested(relied.proof.tree):
            # What is out, and what is over, is often the same for all the pieces.
            # What was taken over from another piece was taken over on purpose, with a word of the officer's.
            if answer.how != "carried" and not taken_from(answer) and not fact.id.endswith((OVER, PUBLIC)):
                yield from ((relied, text, is_link(fact)) for text in sentences(fact, answer))
        weighing = weighing_for(look.run.answers, relied.ground)
        if weighing and relied.ground.kind == "qualified":
            yield relied, weighing.reasons, True


def _alike(looks: Sequence[Look], reasons: Sequence[_Reason]) -> Point:
    heavy = [one for one in reasons if one[2]]
    relied, text, _ = (heavy or reasons)[0]
    names = [look.name.lower() for look in looks[1:]]
    others = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
    return looks[0].point(
        "same-words", _GRADES[bool(heavy) + (len(looks) >= _PIECES)], relied,
        f"{looks[0].name} is kept back in the same words as {clipped(others, 60)}: {quoted(text)}. Nothing shows that "
        "each was looked at.",
        "Give each a fact of its own; or make them one piece, if they say the same.",
    )  # fmt: skip


def somebody_else(look: Look) -> Iterator[Point]:
    """Yield points that somebody would raise whom a ground protects, where the piece goes out all the same."""
    if look.item is None or look.decided.outcome != "disclose":
        return
    releasing = [one for _, one in look.law.releasing_duties]
    for one in (one for _, one in requirements(look.run, look.decided, "duties") if one in releasing):
        told = f"{look.name} goes out, and somebody in it would ask: {open_question(look, one)}"
        yield Point("fair", look.id, "", one.cite, clipped(told, LONGEST), f"{_capital(one.says)}.", SOMEBODY_ELSE)
    told_of: set[str] = set()
    for ground in look.law.grounds.values():
        proof = look.run.ground(ground.id)
        if ground.hold_back and proof.opened.value is YES and proof.tree.value is NO:
            thin = {one.fact.id: one for one in faults(look, proof.tree)}
            for fact, answer in look.rested(proof.tree):
                if sentences(fact, answer) and fact.id not in told_of:
                    told_of.add(fact.id)
                    yield _their_side(look, Relied(proof, ground.cite), fact, thin.get(fact.id))


def _their_side(look: Look, relied: Relied, fact: Fact, fault: Fault | None) -> Point:
    shown = f" {quoted(fault.text)} {fault.told}." if fault else ""
    return look.point(
        SOMEBODY_ELSE, "serious" if fault else "minor", relied,
        f"{look.name} goes out. Those whom {relied.cite} protects would say that their side was not looked at; you say "
        f"that {look.says(fact, 90)}.{shown}",
        "Keep on file what shows it, with a fact from the papers, before it goes out.",
    )  # fmt: skip


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
