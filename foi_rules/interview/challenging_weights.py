"""What can be said against the public interest balance of a draft decision.

The tool never works the balance out: it looks at whether the officer's own can be followed. Source: FOISA s.2(1)(b),
EIRs reg 10(1)(b).
"""

from collections.abc import Iterator

from foi_rules.engine.balance import weighing_for
from foi_rules.engine.quality import fault_of, rejected_in
from foi_rules.interview.challenging import A_FACT, Look, Point, Relied, quoted, salient
from foi_rules.model.case import Weighed, Weighing

NOT_COUNTING = "not-counting"
_MANY = 3
"""How many things on one side stand against a single one on the other before that is worth a word."""
_HEAVY = ("little", "some", "great")


def balances(look: Look) -> Iterator[Point]:
    """Yield points on each balance behind the grounds that are relied on."""
    for relied in look.relied:
        weighing = weighing_for(look.run.answers, relied.ground) if relied.ground.kind == "qualified" else None
        if weighing:
            yield from _why_heavier(look, relied, weighing)
            yield from _not_counting(look, relied, weighing)
            yield from _one_sided(look, relied, weighing)
            yield from _thin_factors(look, relied, weighing)
            yield from _passed_over(look, relied, weighing)


def _why_heavier(look: Look, relied: Relied, weighing: Weighing) -> Iterator[Point]:
    fault = fault_of(weighing.reasons).partition(";")[0]
    if fault:
        yield look.point(
            "balance-thin", "serious", relied,
            f"{look.name}: nothing shows why keeping is heavier ({relied.cite}). {quoted(weighing.reasons)} {fault}.",
            f"Two or three sentences on what tipped it. In each, {A_FACT}.",
        )  # fmt: skip


def _not_counting(look: Look, relied: Relied, weighing: Weighing) -> Iterator[Point]:
    """Yield points for what was counted for keeping and carries no weight, each kind of it once."""
    texts = [*(one.why for one in weighing.for_maintaining), weighing.reasons]
    hits = [(text, rejected_in(text, "maintaining", look.law.public_interest)) for text in texts]
    nothing_else = all(entries for _, entries in hits[:-1])
    first = {entry.id: (text, entry) for text, entries in reversed(hits) for entry in entries}
    for text, entry in reversed(first.values()):
        yield look.point(
            NOT_COUNTING, "serious" if nothing_else else "fair", relied,
            f"{look.name}: {quoted(text)} was counted for keeping. It comes down to this, which carries no weight: "
            f"{entry.text}.",
            entry.says,
        )  # fmt: skip


def _one_sided(look: Look, relied: Relied, weighing: Weighing) -> Iterator[Point]:
    told = _tilt(weighing)
    if told:
        yield look.point(
            "one-sided", "fair", relied,
            f"{look.name}: {told} ({relied.cite}).",
            "Look again at what the public would get from this piece, and say which fact tips the scales.",
        )  # fmt: skip


def _tilt(weighing: Weighing) -> str:
    """Return in what way the scales look as if they had been set beforehand, or ""."""
    release, keeping = weighing.for_disclosure, weighing.for_maintaining
    heaviest, other = (max(map(_heaviness, side), default=0) for side in (release, keeping))
    if heaviest > other:
        return "by your own weights the heaviest thing on the scales is for release, and yet keeping is heavier"
    if len(release) == 1 and len(keeping) >= _MANY:
        return f"{len(keeping)} things were weighed for keeping, and one for release"
    if len(release) > 1 and heaviest == 0:
        return "everything that speaks for release was given little weight"
    return ""


def _heaviness(one: Weighed) -> int:
    return _HEAVY.index(one.weight)


def _thin_factors(look: Look, relied: Relied, weighing: Weighing) -> Iterator[Point]:
    whys = [one.why for one in (*weighing.for_disclosure, *weighing.for_maintaining)]
    found = [why for why in whys if fault_of(why)]
    if found:
        told = f"Of one it is said: {quoted(found[0])}." if found[0].strip() else "Of one nothing is said."
        yield look.point(
            "factor-thin", "fair" if len(found) == len(whys) else "minor", relied,
            f"{look.name}: for {len(found)} of the {len(whys)} things weighed under {relied.cite} no fact of this "
            f"piece is named. {told}",
            f"For each of them, {A_FACT}.",
        )  # fmt: skip


def _passed_over(look: Look, relied: Relied, weighing: Weighing) -> Iterator[Point]:
    """Yield a point where nothing was weighed of what the rules list for release under this very ground."""
    own = relied.ground.balance.for_disclosure if relied.ground.balance else ()
    chosen = {one.id for one in weighing.for_disclosure}
    said = salient(" ".join([*(f"{one.text} {one.why}" for one in weighing.for_disclosure), weighing.reasons]))
    if own and not any(factor.id in chosen or said & salient(factor.text) for factor in own):
        yield look.point(
            "factor-passed-over", "minor", relied,
            f"{look.name}: nothing was weighed of what often speaks for release under {relied.cite}, such as this: "
            f"{'; '.join(factor.text for factor in own[:2])}.",
            "Weigh those that are so here, each with its fact, or say why they are not.",
        )  # fmt: skip
