"""What can be said against the words behind a draft decision: reasons that say too little, or nothing at all."""

from collections.abc import Iterator

from foi_rules.engine.leaves import ticks
from foi_rules.engine.quality import rejected_in
from foi_rules.interview.challenging import (
    A_FACT,
    LIKELY,
    PUBLIC,
    WEIGHTY,
    Fault,
    Look,
    Point,
    Relied,
    example,
    faults_of,
    is_link,
    quoted,
    sentences,
    words_of,
)

NOT_A_HARM = "not-a-harm"
# Texts that name a place where somebody looked, or where it is; and what is said in place of a place.
_PLACES = ("looked", "where", "places")
_NOWHERE = frozenset(
    words_of(
        """a all am any anything anywhere are around as aware been can checked could did do enquiries every everything
        everywhere far files find found have held here i in is it know knowledge known looked my n na no none not
        nothing nowhere of on our out public records search searched searches so system systems tell that the to
        unknown was we were widely"""
    )
)
_BARE = ("yes-no", "one-of", "any-of")


def thin(look: Look) -> Iterator[Point]:
    """Yield points on reasons that say nothing of this piece; a step of the harm that is not shown weighs most."""
    for relied in look.relied:
        found = faults_of(look, relied)
        told = [text for fact, answer in look.rested(relied.proof.tree) for text in sentences(fact, answer)]
        if len(found) > 1 and (len(found) == len(told) or len(set(map(words_of, told))) == 1):
            yield _throughout(look, relied, found[0])
            continue
        yield from (_link(look, relied, one) for one in found if is_link(one.fact))
        yield from (_likely(look, relied, one) for one in found if one.fact.id.endswith(LIKELY))
        rest = [one for one in found if not is_link(one.fact) and not one.fact.id.endswith(LIKELY)]
        if rest:
            yield _elements(look, relied, rest)


def _throughout(look: Look, relied: Relied, first: Fault) -> Point:
    return look.point(
        "thin-throughout", "serious", relied,
        f"{look.name}: nothing that is said for {relied.cite} tells of this piece. {quoted(first.text)}, like the "
        "rest, would do for any file.",
        f"Begin with the words themselves. For each answer, {A_FACT}.{example(first.fact)}",
    )  # fmt: skip


def _link(look: Look, relied: Relied, fault: Fault) -> Point:
    return look.point(
        "harm-not-linked", "serious", relied,
        f"{look.name}: nothing shows that release would do the harm. {quoted(fault.text)} {fault.told}.",
        f"{look.asks(fault.fact)} Put it in one sentence, and {A_FACT}.{example(fault.fact)}",
    )  # fmt: skip


def _likely(look: Look, relied: Relied, fault: Fault) -> Point:
    return look.point(
        "likelihood", "fair", relied,
        f"{look.name}: nothing shows how likely the harm is. {quoted(fault.text)} {fault.told}.",
        f"Say what has happened before, or what is about to happen.{example(fault.fact)}",
    )  # fmt: skip


def _elements(look: Look, relied: Relied, found: list[Fault]) -> Point:
    first, more = found[0], len(found) - 1
    rest = f" So it is with {more} more." if more else ""
    return look.point(
        "thin", "fair", relied,
        f"{look.name}: you say that {look.says(first.fact, 100)}. All that shows it {first.told}: "
        f"{quoted(first.text)}.{rest}",
        f"{look.asks(first.fact)} Then {A_FACT}.{example(first.fact)}",
    )  # fmt: skip


def no_harm(look: Look) -> Iterator[Point]:
    """Yield points where the harm that is named is one that does not count, such as embarrassment."""
    for relied in look.relied:
        for fact, answer in look.rested(relied.proof.tree):
            texts = sentences(fact, answer) if is_link(fact) or fact.id.endswith(WEIGHTY) else ()
            for text in texts:
                for entry in rejected_in(text, "maintaining", look.law.public_interest)[:1]:
                    yield look.point(
                        NOT_A_HARM, "serious", relied,
                        f"{look.name}: {quoted(text)} comes down to this: {entry.text}. That does not count.",
                        entry.says,
                    )  # fmt: skip


def bare(look: Look) -> Iterator[Point]:
    """Yield points where a ground rests on answers with no words at all, so that no reasons can be given for it."""
    for relied in look.relied:
        rested = look.rested(relied.proof.tree)
        if rested and all(fact.answer in _BARE and not any(answer.texts.values()) for fact, answer in rested):
            told = f" To keep on file: {relied.ground.evidence[0]}." if relied.ground.evidence else ""
            yield look.point(
                "no-words", "minor" if relied.ground.hold_back else "fair", relied,
                f"{look.name}: not one fact stands behind {relied.cite}. It is said and not shown that "
                f"{relied.ground.gist}.",
                f"Write one sentence from the papers with the answer that decides it.{told}",
            )  # fmt: skip


def no_place(look: Look) -> Iterator[Point]:
    """Yield points where something is said to have been looked for, or to be out, and no place is named."""
    public = look.answered(PUBLIC)
    told: set[str] = set()
    for relied in look.relied:
        also = (public,) if public and look.reads(relied, public[0]) else ()
        for fact, answer in (*look.rested(relied.proof.tree), *also):
            needed = [name for name in fact.needed_for(ticks(fact, answer)) if name in _PLACES]
            texts = [answer.texts[name] for name in needed if answer.texts.get(name, "").strip()]
            for text in texts:
                if set(words_of(text)) <= _NOWHERE and fact.id not in told:
                    told.add(fact.id)
                    yield look.point(
                        "no-place", "serious" if relied.ground.outcome == "not-held" else "fair", relied,
                        f"{look.name}: you name no place. {quoted(text)} can be said without having looked.",
                        f"Name the places where you looked, and the day.{example(fact)}",
                    )  # fmt: skip


def presumed(look: Look) -> Iterator[Point]:
    """Yield points where a ground rests on "not sure", which counted as what is presumed."""
    for relied in look.relied:
        for fact, answer in look.rested(relied.proof.tree):
            if answer.unsure and fact.presumed is not None:
                yield look.point(
                    "presumed", "minor" if relied.ground.hold_back else "fair", relied,
                    f"{look.name}: nobody was sure, and it was counted as if {look.says(fact, 120)}.",
                    f"Find out, or let a named person say: {look.asks(fact)}",
                )  # fmt: skip


def never_asked(look: Look) -> Iterator[Point]:
    """Yield points where nothing was asked of this piece: every answer behind the ground followed from others."""
    for relied in look.relied:
        rested = look.rested(relied.proof.tree)
        if rested and all(answer.how in ("carried", "list") for _, answer in rested):
            yield look.point(
                "never-asked", "fair", relied,
                f"{look.name}: nobody looked at it under {relied.cite}. Every answer was taken over from others.",
                f"Answer this of the piece itself: {look.asks(rested[0][0])}",
            )  # fmt: skip
