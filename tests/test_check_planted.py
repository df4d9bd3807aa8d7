"""Letters as people write them: a sound one raises nothing, and one without something has exactly that named."""

from hypothesis import given, settings
from letters_by_hand import Planted, planted

from foi_rules import check_text

# What else may be said beside the thing that was left out: it follows from it.
FOLLOWS = {
    "ground": {"no-ground-cited", "no-reason", "no-public-interest", "bare-label", "parts-not-considered"},
    "review": {"no-review-right"},
    "reason": {"no-reason", "statute-repeated"},
    "balance": {"no-public-interest", "balance-without-conclusion", "public-interest-asserted"},
}


@settings(max_examples=120, deadline=None)
@given(planted(drop=False))
def test_a_sound_letter_raises_nothing(letter: Planted) -> None:
    assert [(one.id, one.sentence) for one in check_text(letter.text).defects] == []


@settings(max_examples=200, deadline=None)
@given(planted(drop=True))
def test_what_is_left_out_is_named_and_nothing_else(letter: Planted) -> None:
    found = {one.id for one in check_text(letter.text).defects}
    assert found & set(letter.defects), (letter.gone, letter.text)
    assert found <= FOLLOWS.get(letter.gone, set(letter.defects)), (letter.gone, letter.text)
