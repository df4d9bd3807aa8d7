"""Every decision of tests/decisions comes out as the Commissioner found, or says why not."""

import pytest
from decisions import Found, decided, decisions, differences

from foi_rules.model.rulebook import Rulebook

ALL = decisions()


@pytest.mark.parametrize("found", ALL, ids=lambda one: one.id)
def test_a_decision_is_reproduced_or_says_why_not(found: Found, rulebook: Rulebook) -> None:
    told = list(differences(found, decided(found, rulebook)))
    if found.not_reproduced:
        assert told, f"Decision {found.id} is reproduced now: take out its 'not-reproduced'"
    else:
        assert not told, f"Decision {found.id}: {'; '.join(told)}"


def test_there_are_more_than_a_hundred_and_each_is_there_once() -> None:
    ids = [one.id for one in ALL]
    assert len(ids) == len(set(ids)) >= 100
    assert all(one.file.stem == "-".join(reversed(one.id.split("/"))) for one in ALL)


def test_every_decision_says_where_it_was_published_and_what_it_was_about() -> None:
    assert all(one.url.startswith("http") and one.about and one.stage and one.expect for one in ALL)
