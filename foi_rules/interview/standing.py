"""How the pieces stand, and what is told when one of them comes to stand or opens again."""

from collections.abc import Iterator, Sequence

from foi_rules.engine.decide import item_run, no_table, standings
from foi_rules.engine.kleene import Evaluation
from foi_rules.engine.regimes import ended_of
from foi_rules.engine.wording import outcome_words
from foi_rules.interview.copying import number_of
from foi_rules.interview.state import State
from foi_rules.interview.view import Line
from foi_rules.model.decision import ItemDecision
from foi_rules.model.rulebook import Law
from foi_rules.model.truth import UNKNOWN, YES


def standing_of(state: State) -> dict[str, str]:
    """Return for each piece by id how it came out, in words, or "" while it is open."""
    return {one.id: _outcome(one) for one in _decided(state)}


def _decided(state: State) -> tuple[ItemDecision, ...]:
    return standings(state.law, state.case, no_table)[2]


def _outcome(item: ItemDecision) -> str:
    if not item.settled:
        return ""
    cites = ", ".join(ground.cite for ground in item.grounds)
    return f"{outcome_words(item.outcome, brief=True)}{' under ' + cites if cites else ''}"


def news_of(state: State, name: str, now: str) -> Iterator[Line]:
    """Yield how a piece stands now: its reasons as the letter would have them, and what was opened and not asked."""
    item = state.item(name)
    yield Line(f"Piece {number_of(state.case, item)}: {now or 'open again'}.", style="strong")
    if not now:
        return
    grounds = next(one.grounds for one in _decided(state) if one.id == name)
    for ground in grounds:
        if ground.reasons and state.law.grounds[ground.id].level == "item":
            yield Line(f"In the letter: {' '.join(map(as_sentence, ground.reasons))}", 1)
    further = further_grounds(item_run(state.law, state.case, item)) if grounds else ()
    if further:
        cites = ", ".join(state.law.grounds[one].cite for one in further[:4])
        yield Line(
            f"Opened and not asked: {cites}{' and more' if len(further) > 4 else ''}. One sound ground is enough, and "
            f"weak extras hurt. 'more {number_of(state.case, item)}' goes on with them.", 1,
        )  # fmt: skip


def as_sentence(text: str) -> str:
    """Return words as a sentence: with a capital, and a full stop where they have no end of their own."""
    words = text.strip()
    if words.lower().startswith(("www.", "http")):
        return words
    return f"{words[:1].upper()}{words[1:]}{'' if words.endswith(('.', '!', '?')) else '.'}"


def further_grounds(run: Evaluation) -> tuple[str, ...]:
    """Return the grounds of an item that are opened and neither stand nor fail yet, in the order of asking.

    Those of a law that does not decide on the item are left out.
    """
    law, laws = run.answers.law, ended_of(run).laws
    proofs = [run.ground(name) for name in law.asking if law.grounds[name].level == "item" and _is_of(law, name, laws)]
    return tuple(proof.ground.id for proof in proofs if proof.opened.value is YES and proof.relied_on.value is UNKNOWN)


def _is_of(law: Law, ground: str, laws: Sequence[str]) -> bool:
    mine = law.law_of.get(ground, "")
    return not mine or not laws or mine in laws or ground in law.turning
