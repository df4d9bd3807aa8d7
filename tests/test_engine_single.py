"""Without durable-rules everything works, and every decision is marked as that of a single engine."""

import sys

import pytest
from toy_act import TOY, case, horn, item

from foi_rules.engine.agree import agree
from foi_rules.engine.decide import decide
from foi_rules.engine.forward import EngineMissing, Forward


@pytest.fixture(autouse=True)
def _missing(monkeypatch: pytest.MonkeyPatch) -> None:
    from foi_rules.engine import forward

    monkeypatch.setitem(sys.modules, "durable.engine", None)
    monkeypatch.setattr(forward, "_MADE", {})


def test_that_it_is_missing_is_said_with_what_to_do() -> None:
    with pytest.raises(EngineMissing) as raised:
        Forward(TOY.on(TOY.order.law_stated_at))
    assert str(raised.value) == (
        "the second engine is not installed, so nothing checks the first; "
        "install it with 'pip install foi-rules[durable]' (Python 3.11 or 3.12)"
    )


def test_the_agreement_names_one_engine_and_compares_nothing() -> None:
    found = agree(TOY, case(horn(), item(name="note")))
    assert (found.engines, found.single, found.agreed) == (("kleene",), True, True)
    assert (found.compared, found.disagreements) == (0, ())


def test_the_decision_is_marked_so() -> None:
    one = case(horn())
    assert decide(TOY, one, engines=agree(TOY, one).engines).engines == ("kleene",)
