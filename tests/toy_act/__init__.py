"""The invented Lighthouse Keepers (Records) Act, and short ways to write cases under it.

Facts are named short (`pitch` for `toy.s3.pitch`). A bare answer has every text that it needs; one written
as a mapping has what it says.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from foi_rules.engine.decide import decide, item_run, request_run
from foi_rules.engine.kleene import Evaluation
from foi_rules.model.case import Answer, Case, Item
from foi_rules.model.decision import Considered, Decision, ItemDecision
from foi_rules.model.rule import Fact
from foi_rules.rulebook.load import load_rulebook

TOY = load_rulebook(Path(__file__).parent)
LAW = TOY.on(date(2026, 1, 31))
WORDS = "seen in the log of 3 May"
WEIGHED = {
    "for_disclosure": [{"id": "wrecks", "weight": "some", "why": "two ships were lost in 2019"}],
    "for_maintaining": [{"text": "the oil contract", "weight": "great", "why": "bids are open until June"}],
    "conclusion": "maintaining-outweighs",
    "reasons": "the bids close in June and the wrecks were not for want of light",
}
# Answers under which nothing at all keeps an item back: each screening line was asked, and nothing opened.
PLAIN_REQUEST = {"silence": "no"}
PLAIN_ITEM = {"gulls": "no", "found": "yes"}


def whole(name: str) -> str:
    """Return the whole id of the fact with this short name."""
    found = [one for one in LAW.facts if one == name or one.endswith(f".{name}")]
    if len(found) != 1:
        raise KeyError(f"{name} means {found or 'nothing'}")
    return found[0]


def answers(given: Mapping[str, Any]) -> dict[str, Answer]:
    """Return the answers by whole id; a bare one has every text that it needs."""
    return {whole(name): _answer(LAW.facts[whole(name)], value) for name, value in given.items()}


def _answer(fact: Fact, value: Any) -> Answer:
    if isinstance(value, Mapping):
        return Answer.model_validate(value)
    value = value if isinstance(value, str) else tuple(value)
    texts = dict.fromkeys(fact.needed_for(value), WORDS)
    by = "the keeper in person" if fact.reserved and value != "unsure" else ""
    return Answer.model_validate({"is": value, "texts": texts, "by": by})


def item(given: Mapping[str, Any] = {}, kinds: tuple[str, ...] | None = (), name: str = "log", **more: Any) -> Item:
    """Return an item that nothing keeps back, but for what is given."""
    return Item(id=name, kinds=kinds, answers=answers({**PLAIN_ITEM, **given}), **more)


def bare_item(given: Mapping[str, Any] = {}, name: str = "log", **more: Any) -> Item:
    """Return an item about which nothing was answered, but for what is given."""
    return Item(id=name, answers=answers(given), **more)


def case(*items: Item, given: Mapping[str, Any] = {}, has_horn: str | None = "yes", **more: Any) -> Case:
    """Return a request of 5 January 2026 that nothing refuses, but for what is given."""
    authority = {"answers": answers({"has-horn": has_horn})} if has_horn else {}
    whole_request = {"received": "2026-01-05", "kinds": (), "authority": authority} | more
    return Case(items=items, answers=answers({**PLAIN_REQUEST, **given}), **whole_request)


def decided(*items: Item, **more: Any) -> Decision:
    """Return the decision on the case with these items."""
    return decide(TOY, case(*items, **more))


def log(one: Item, **more: Any) -> ItemDecision:
    """Return the decision on this single item."""
    return decided(one, **more).items[0]


def row(one: Item, ground: str, **more: Any) -> Considered:
    """Return what became of the ground for this single item."""
    return next(found for found in log(one, **more).considered if found.id == ground)


def run(one: Item | None = None, **more: Any) -> Evaluation:
    """Return the evaluation of this item, or of the request alone."""
    if one is None:
        return request_run(LAW, case(**more), None)
    return item_run(LAW, case(one, **more), one)


# Items that come out in a known way: each with its only ground.
def horn(**more: Any) -> Item:
    """Return an item withheld under section 3(1)."""
    return item({"pitch": "exact", "rhythm": "no"}, ("horn",), **more)


def lamp(weighing: Any = WEIGHED, **more: Any) -> Item:
    """Return an item about the northern lamp, made in 2024, withheld under section 2(1) if so weighed."""
    given = {"whose-lamp": ["north"], "harm.named": "the north light", "harm.likely": "yes", "oil-trader": "no"}
    weighed = {"toy.s2-1": weighing} if weighing else {}
    return item(given | more.pop("given", {}), ("lamp",), **{"created": "2024", "public_interest": weighed} | more)


def nest(given: Mapping[str, Any] = {}, **more: Any) -> Item:
    """Return an item withheld under section 4(1)."""
    return item({"gulls": "yes", "flown": "no", "nest": "yes"} | dict(given), **more)
