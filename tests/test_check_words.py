"""The files by which letters are read and judged hold together; each mistake in them is told in one sentence."""

from pathlib import Path
from typing import Any

import pytest
from notices_every_kind import every_letter
from test_notices_world import checklist

from foi_rules.model.rulebook import Rulebook
from foi_rules.notices.checking import checks_kinds
from foi_rules.notices.checking.defects import DefectsError, defects_from
from foi_rules.notices.checking.names import CUES
from foi_rules.notices.checking.phrases import Cue, PhraseError, compiled, plain_text
from foi_rules.notices.checking.words import LetterWords, WordsError, words_from
from foi_rules.rulebook.yaml_text import read_marked, read_plain

RULES = Path(__file__).parent.parent / "rules"


def _data(name: str) -> dict[str, Any]:
    data = read_plain(RULES / name)
    assert isinstance(data, dict)
    return data


def _words() -> LetterWords:
    return words_from(_data("letters-in.yaml"))


@pytest.mark.parametrize("name", ["letters-in.yaml", "letter-defects.yaml"])
def test_the_files_have_no_traps_of_yaml(name: str) -> None:
    assert read_marked(RULES / name).problems == ()


def test_each_cue_is_looked_for_by_a_check() -> None:
    folder = Path(checks_kinds.__file__).parent
    code = "".join(one.read_text(encoding="utf-8") for one in folder.glob("*.py") if one.name != "names.py")
    assert [name for name in CUES if f'"{name}"' not in code] == []


PHRASES = [
    ("would [or would be likely to] prejudice*", "it would, or would be likely to, prejudice the sale", True),
    ("would [or would be likely to] prejudice*", "it would prejudice the sale", True),
    ("would [or would be likely to] prejudice*", "it would in our view prejudice the sale", False),
    ("would ~ prejudice*", "it would in our view prejudice the sale", True),
    ("would ~ prejudice*", "it would one two three four five prejudice", False),
    ("(withheld|kept back)", "it is kept back", True),
    ("cannot (give|send)", "we can't send it", True),
    ("N pages", "the 1,200 pages", True),
    ("redact*", "unredacted", False),
    ("public interest", "the ‘public interest’ test", True),
]


@pytest.mark.parametrize(("phrase", "text", "holds"), PHRASES)
def test_a_phrase_is_found_where_its_words_are(phrase: str, text: str, holds: bool) -> None:
    assert bool(compiled(phrase).search(plain_text(text))) is holds


def test_an_exception_takes_its_words_out_first() -> None:
    cue = Cue(("redact*",), ("no redact*",))
    assert cue.found_in("no redactions were made") == ""
    assert cue.found_in("no redactions were made in the first, and the second is redacted") == "redacted"


@pytest.mark.parametrize(
    ("phrase", "told"),
    [
        ("(one|two", "the phrase '(one|two' opens a bracket that it does not close"),
        ("one] two", "the phrase 'one] two' closes a bracket that it did not open"),
    ],
)
def test_a_phrase_with_a_loose_bracket_is_refused(phrase: str, told: str) -> None:
    with pytest.raises(PhraseError) as caught:
        compiled(phrase)
    assert str(caught.value) == told


def test_every_cue_is_there_and_none_is_over() -> None:
    assert set(_words().cues) == set(CUES)


WORDS_MISTAKES: list[tuple[dict[str, Any], str]] = [
    ({"format": "2"}, "rules/letters-in.yaml: format: this is '2', and this version reads format 1"),
    ({"cues": {}}, f"rules/letters-in.yaml: cues: '{CUES[0]}' is missing; give it phrases"),
    (
        {"other_act": [{"section": "40", "words": ["(a"], "here": "section 38"}]},
        "rules/letters-in.yaml: other_act.0.words.0: the phrase '(a' opens a bracket that it does not close",
    ),
    ({"extra": "1"}, "rules/letters-in.yaml: extra: Extra inputs are not permitted"),
]


@pytest.mark.parametrize(("change", "told"), WORDS_MISTAKES)
def test_a_mistake_in_the_words_is_told_with_its_place(change: dict[str, Any], told: str) -> None:
    with pytest.raises(WordsError) as caught:
        words_from(_data("letters-in.yaml") | change)
    assert str(caught.value) == told


def test_a_mistake_in_the_defects_is_told_with_its_place() -> None:
    data = _data("letter-defects.yaml")
    with pytest.raises(DefectsError) as caught:
        defects_from(data | {"defects": [*data["defects"], data["defects"][0]]})
    assert str(caught.value) == "rules/letter-defects.yaml: defects: 'no-ground-cited' is there twice; keep one"
    with pytest.raises(DefectsError) as caught:
        defects_from(data | {"format": "2"})
    assert str(caught.value) == "rules/letter-defects.yaml: format: this is '2', and this version reads format 1"


def test_the_list_of_section_18_is_that_of_the_rules(rulebook: Rulebook) -> None:
    law = rulebook.on(rulebook.order.law_stated_at)
    listed = next(law.findings[name] for name in law.findings if name == "foisa.s18.listed")
    named = {f"foisa.s{one.replace('(', '-').replace(')', '')}" for one in checks_kinds.SECTIONS_OF_18}
    assert all(name in repr(listed) for name in named)


def test_the_words_of_our_own_letters_are_those_by_which_each_part_is_shown() -> None:
    """Each text that `worded` names is there; each block of a letter that shows something bears one of its texts."""
    wording, words = checklist().wording, _words()
    for keys in words.worded.values():
        for key in keys:
            group, _, name = key.partition(".")
            assert name == "*" or name in wording[group], key
    required = {item.shown_by for letter in checklist().letters for item in letter.must if item.level == "block"}
    required |= {item.shown_by for items in checklist().rights.values() for item in items if item.level == "block"}
    assert {role for role in required if role} - set(words.worded) == {"late"}  # a date tells that, and no words alone


def test_there_are_letters_of_every_kind_to_read() -> None:
    assert len(every_letter()) >= len(checklist().letters)
