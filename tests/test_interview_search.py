"""Free words, looked up: 25 searches that officers make, cites in any spelling, and what is no search at all."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest
import toy_act
from hypothesis import given, settings
from hypothesis import strategies as st
from interview_players import fresh

from foi_rules.interview.commanding import told
from foi_rules.interview.glossary import SYNONYMS, entries_of, glossary, stems_in
from foi_rules.interview.searching import Hit, hits, search_lines
from foi_rules.model.rulebook import Law, Rulebook
from foi_rules.rulebook.load import load_rulebook

PAGE = Path(__file__).parent.parent / "docs" / "glossary.md"
# What an officer types, and what should be among the first three: ids of the rules, words of the glossary, commands.
SEARCHES = {
    "child protection": "screening.barred",
    "draft report": "eirs.x4d",
    "legal advice": "foisa.s36-1",
    "how long do I have": "working day",
    "cctv": "screening.people",
    "price": "screening.item.trade",
    "vexatious": "foisa.s14-1",
    "dead person": "foisa.s38-1-d",
    "published soon": "foisa.s27-1",
    "not held": "foisa.s17-1",
    "council tax": "foisa.s35-1-d",
    "email addresses": "foisa.s38-1-b-first",
    "confidential": "foisa.s36-2",
    "council house damp": "screening.environment",
    "police": "screening.item.crime",
    "review": "requirement for review",
    "names of staff": "foisa.s38-1-b-first",
    "cost too much": "foisa.s12-1",
    "fee": "foisa.s9-1",
    "ask the supplier": "foisa.s33.third-party-asked",
    "already online": "screening.item.out",
    "court case": "foisa.s37-1-a-i",
    "complaint about a teacher": "screening.item.case",
    "minister's diary": "foisa.s29-1-d",
    "public interest": "public interest",
}
CITES = {
    "33(1)(b)": "foisa.s33-1-b",
    "s 33 (1) (b)": "foisa.s33-1-b",
    "s.33(1)(B)": "foisa.s33-1-b",
    "FOISA s.12(2)(c)": "foisa.s12-2-c",
    "section 36": "foisa.s36-1",
    "exemption 36(1)": "foisa.s36-1",
    "Section 17": "foisa.s17-1",
    "38": "foisa.s38-1-b-first",
    "s.38(2A)": "foisa.s38-1-b-first",
    "reg 10(5)(e)": "eirs.x5e",
    "10(5)(e)": "eirs.x5e",
    "regulation 11(6)": "eirs.r11-6",
    "EIRs 10(4)(a)": "eirs.x4a",
    "s.15": "advice and assistance",
    "s.33(1)(b) tender price": "foisa.s33-1-b",
}


@pytest.fixture(scope="module")
def law(rulebook: Rulebook) -> Law:
    return fresh(rulebook).law


def refs(found: tuple[Hit, ...]) -> list[str]:
    return [hit.ref for hit in found]


@pytest.mark.parametrize(("words", "wanted"), SEARCHES.items())
def test_what_an_officer_looks_for_is_among_the_first_three(law: Law, words: str, wanted: str) -> None:
    assert wanted in refs(hits(law, words, 3, told()))


@pytest.mark.parametrize(("words", "wanted"), CITES.items())
def test_a_provision_is_found_however_it_is_written(law: Law, words: str, wanted: str) -> None:
    assert refs(hits(law, words))[0] == wanted


def test_a_provision_that_is_not_there_leads_to_the_one_above_it(law: Law) -> None:
    assert refs(hits(law, "s.36(1)(z)"))[0] == "foisa.s36-1"
    assert hits(law, "s.99") == ()


def test_a_section_of_the_act_is_no_regulation_and_no_section_of_another_act(law: Law) -> None:
    assert {ref.partition(".")[0] for ref in refs(hits(law, "s.11", 20))} == {"foisa", "screening"}
    assert {ref.partition(".")[0] for ref in refs(hits(law, "reg 11", 40))} <= {"eirs", "screening"}
    assert "foisa.s38.enforcement-bars-it" not in refs(hits(law, "s.36", 40))  # DPA 2018 s.36


def test_every_ground_is_found_by_its_cite(law: Law) -> None:
    lost = [ground.cite for ground in law.grounds.values() if ground.id not in refs(hits(law, ground.cite, 8))]
    assert lost == []


def test_every_word_of_the_glossary_is_found_first(law: Law) -> None:
    lost = [one.word for one in glossary() if stems_in(one.word) and one.word not in refs(hits(law, one.word, 2))]
    assert lost == []


def test_any_rulebook_can_be_searched() -> None:
    toy = toy_act.TOY.on(date(2026, 11, 24))
    assert "toy.s2-1" in refs(hits(toy, "harm to the light"))
    assert "foisa.s36-1" not in refs(hits(toy, "legal advice"))


def test_commands_are_found_by_what_they_do(law: Law) -> None:
    commands = (("back", "one answer back"), ("so far", "the answers and the decision so far"))
    assert refs(hits(law, "one answer back", commands=commands))[0] == "back"
    assert "back" not in refs(hits(law, "one answer back"))


def test_a_slip_of_the_finger_still_finds(law: Law) -> None:
    assert "foisa.s14-1" in refs(hits(law, "vexacious request"))


def test_what_somebody_says_in_other_words_finds_the_same(law: Law) -> None:
    assert refs(hits(law, "legal privilege"))[0] == refs(hits(law, "legal advice"))[0] == "foisa.s36-1"
    assert {"foisa.s38.anonymous-would-do", "screening.still-shows"} <= set(refs(hits(law, "redact")))


@pytest.mark.parametrize("phrase", [phrase for phrase, _ in SYNONYMS])
def test_every_phrase_that_stands_for_others_finds_something(law: Law, phrase: str) -> None:
    assert hits(law, phrase)


def test_a_mistake_that_is_often_made_is_told_where_it_was_looked_for(law: Law) -> None:
    found = {hit.ref: hit.says for hit in hits(law, "disagreement or embarrassment")}
    assert found["foisa.s28-1"] == "not enough: taking a disagreement, or embarrassment, for harm to relations"


@pytest.mark.parametrize(
    "words", ["", "   ", "perhaps", "what is it", "asdfgh", "?!", "7", "the one that we had of them", "x" * 400]
)
def test_what_is_no_search_finds_nothing_and_says_so_in_a_sentence(rulebook: Rulebook, words: str) -> None:
    lines = list(search_lines(fresh(rulebook), words))
    assert hits(fresh(rulebook).law, words) == ()
    assert len(lines) == 1
    assert lines[0].text.startswith("Nothing was found for '")


def test_a_whole_sentence_is_no_search(law: Law) -> None:
    said = "because the contract with Alba ended in May and the next tender is not planned before the spring of 2031"
    assert hits(law, said) == ()


@cache
def shipped() -> Law:
    """Return the law for the test with drawn words, whose report would else print all of it."""
    return fresh(load_rulebook()).law


@settings(deadline=None)
@given(
    words=st.text(max_size=60) | st.lists(st.sampled_from(sorted(SEARCHES) + sorted(CITES)), max_size=3).map(" ".join)
)
def test_whatever_is_typed_the_hits_are_few_differ_and_are_in_the_rules(words: str) -> None:
    law = shipped()
    found = hits(law, words, 4, told())
    assert len(found) <= 4
    assert len({hit.says for hit in found}) == len(found)
    assert all(hit.ref in law.grounds for hit in found if hit.kind == "ground")
    assert all(hit.ref in law.facts for hit in found if hit.kind == "question")
    assert found == hits(law, words, 9, told())[:4]


@pytest.mark.parametrize("words", [*SEARCHES, *CITES])
def test_each_hit_is_one_line_of_80_columns_with_its_name_first(rulebook: Rulebook, words: str) -> None:
    head, *lines = search_lines(fresh(rulebook), words, told())
    assert words in head.text
    assert 1 <= len(lines) <= 5
    assert all(len(line.text) + 2 * line.indent <= 80 and ": " in line.text for line in lines)
    assert not any("{" in line.text for line in lines)


def test_the_glossary_is_the_page_that_is_published() -> None:
    rows = [
        line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| ") and "| Meaning |" not in line
    ]
    assert len(glossary()) == len(rows) > 40
    assert all(one.word and one.meaning for one in glossary())
    assert {one.word: one.where for one in glossary()}["vexatious"] == "s.14(1)"


def test_entries_are_read_without_markup() -> None:
    page = "# Words\n\n| Word | Meaning |\n|---|---|\n| `lapsed` | Said, *once*, of [a rule](x.md). |\n\n| not this\n"
    (entry,) = entries_of(page.rpartition("\n\n")[0])
    assert entry == ("lapsed", "Said, once, of a rule.", "")
