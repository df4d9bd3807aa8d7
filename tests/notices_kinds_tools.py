"""What the tests of single kinds of letter share: the text of a letter, why it is refused, and other answers."""

from collections.abc import Mapping
from typing import Any

import pytest
from notices_every_kind import letter
from notices_kinds import Data
from test_notices_world import checklist

from foi_rules.notices.gate import require_complete
from foi_rules.notices.notice import LetterDates, Notice, NoticeRefused
from foi_rules.notices.render import render


def text_of(made: Data | Notice, dates: LetterDates | None = None) -> str:
    """Return the whole letter as text, unwrapped."""
    notice = made if isinstance(made, Notice) else letter(made, dates)
    return " ".join(render(notice, checklist(), ".txt").decode().split())


def refused(data: Data, dates: LetterDates | None = None) -> tuple[str, ...]:
    """Return why there is no letter."""
    with pytest.raises(NoticeRefused) as caught:
        require_complete(letter(data, dates), checklist())
    return caught.value.reasons


def ids(reasons: tuple[str, ...]) -> list[str]:
    """Return the ids of the items of the checklist that are named."""
    return [one.split(":", 1)[0] for one in reasons]


def answered(data: Data, **facts: Any) -> Data:
    """Return the case with other answers on the request; a fact whose answer is None is taken out."""
    answers = data["answers"] | facts
    return data | {"answers": {name: answer for name, answer in answers.items() if answer is not None}}


def item_answered(data: Data, name: str, facts: Mapping[str, Any]) -> Data:
    """Return the case with other answers on one item; a fact whose answer is None is taken out."""

    def changed(one: Data) -> Data:
        answers = {fact: answer for fact, answer in {**one["answers"], **facts}.items() if answer is not None}
        return one | {"answers": answers}

    return data | {"items": [changed(one) if one["id"] == name else one for one in data["items"]]}
