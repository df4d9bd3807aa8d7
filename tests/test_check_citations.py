"""Citations however they are written, and whose law they belong to."""

import pytest

from foi_rules import check_text
from foi_rules.model.rulebook import Rulebook
from foi_rules.notices.checking.api import _words
from foi_rules.notices.checking.citing import citations_in
from foi_rules.notices.checking.laws import main_law, mentions_in
from foi_rules.notices.checking.provisions import Provision, Provisions, provisions_of, steps_of


@pytest.fixture(scope="module")
def book(rulebook: Rulebook) -> Provisions:
    return provisions_of(rulebook.on(rulebook.order.law_stated_at), _words().provisions)


WRITTEN = [
    ("exempt under S.38(1)(b)", ["FOISA s.38(1)(b)"]),
    ("Section 38 (1) b applies", ["FOISA s.38(1)(b)"]),
    ("under Section 38 1(b)", ["FOISA s.38(1)(b)"]),
    ("Section 38(i)(b) of FOISA", ["FOISA s.38(1)(b)"]),
    ("section 30(b)(i) and (ii)", ["FOISA s.30(b)(i)", "FOISA s.30(b)(ii)"]),
    ("Sections 30(b)(i) & (ii) of the Act", ["FOISA s.30(b)(i)", "FOISA s.30(b)(ii)"]),
    ("sections 30(b) (i), 30 (c) and 33(1)(b) apply", ["FOISA s.30(b)(i)", "FOISA s.30(c)", "FOISA s.33(1)(b)"]),
    ("sections 25, 26 and 36(1) of FOISA", ["FOISA s.25", "FOISA s.26", "FOISA s.36(1)"]),
    ("s. 35(1)(a)-(c)", ["FOISA s.35(1)(a)", "FOISA s.35(1)(b)", "FOISA s.35(1)(c)"]),
    ("Sections 35(1)(a) to (c)", ["FOISA s.35(1)(a)", "FOISA s.35(1)(b)", "FOISA s.35(1)(c)"]),
    ("section thirty-eight of the Act", ["FOISA s.38"]),
    ("secton 33(1)(b)", ["FOISA s.33(1)(b)"]),
    ("exempt undersection 38(1)(b)", ["FOISA s.38(1)(b)"]),
    ("exempt under 38(1)(b) as personal data", ["FOISA s.38(1)(b)"]),
    ("section 36, subsection (1), of the Act", ["FOISA s.36(1)"]),
    ("section 38(1), paragraph (b)", ["FOISA s.38(1)(b)"]),
    ("paragraph (b)(ii) of section 30", ["FOISA s.30(b)(ii)"]),
    ("subsection (1)(b) of section 33 of the Act", ["FOISA s.33(1)(b)"]),
    ("paragraph (2) of section 12 and section 14(1)", ["FOISA s.12(2)", "FOISA s.14(1)"]),
    ("Section 35, (1)(a), prevention of crime", ["FOISA s.35(1)(a)"]),
    ("section 35(1)(g) as read with section 35(2)(b)", ["FOISA s.35(1)(g)", "FOISA s.35(2)(b)"]),
    ("section(s) s.38(1)(b) (personal data) and s.30 (b)(ii) of FOISA", ["FOISA s.38(1)(b)", "FOISA s.30(b)(ii)"]),
    ("section 21(8), (9)", ["FOISA s.21(8)", "FOISA s.21(9)"]),
    ("FOISA s 25(1)", ["FOISA s.25(1)"]),
    ("Reg 10 (5) (e) of the EIRs", ["EIRs reg.10(5)(e)"]),
    ("regulation 10(4)e", ["EIRs reg.10(4)(e)"]),
    ("regs 10(5)(e), (f) and 11(2)", ["EIRs reg.10(5)(e)", "EIRs reg.10(5)(f)", "EIRs reg.11(2)"]),
    ("excepted by 10(5)(a) of the Regulations", ["EIRs reg.10(5)(a)"]),
    ("EIR 11(2)", ["EIRs reg.11(2)"]),
    ("section 40(2) of the Freedom of Information Act 2000", ["FOIA 2000 s.40(2)"]),
    ("regulation 12(5)(e) of the Environmental Information Regulations 2004", ["EIR 2004 reg.12(5)(e)"]),
]
NONE = [
    "see section 5 of the policy",
    "within 12 working days",
    "Section 13.3 of the Allocation Policy",
    "in 38 (one in ten) of the cases",
    "the sections of the report",
    "part 2 of the form",
]
OTHER = [
    "section 35(2) of the Housing (Scotland) Act 1987",
    "section 34(1) of the Data Protection Act 2018",
    "Section 11 of the Contempt of Court Act 1981",
    "sections 25, 26 and 27 of the Licensing (Scotland) Act 2005",
    "under the Civic Government (Scotland) Act 1982, section 14",
]


@pytest.mark.parametrize(("text", "cites"), WRITTEN)
def test_a_citation_is_read_however_it_is_written(book: Provisions, text: str, cites: list[str]) -> None:
    assert [one.provision.cite for one in citations_in(text, book)] == cites


@pytest.mark.parametrize("text", NONE)
def test_what_only_looks_like_a_citation_is_none(book: Provisions, text: str) -> None:
    assert citations_in(text, book) == ()


@pytest.mark.parametrize("text", OTHER)
def test_sections_of_other_acts_are_not_those_of_the_act(book: Provisions, text: str) -> None:
    assert all(one.provision.law == "other" for one in citations_in(text, book))


def test_how_odd_a_citation_is_and_what_is_beside_it_are_kept(book: Provisions) -> None:
    odd = [one.odd for text in ("38(1)b", "section 38(i)(b)", "secton 38(1)(b)") for one in citations_in(text, book)]
    assert odd == ["brackets", "roman", "spelling"]
    both = citations_in("section 35(1)(g) read with section 35(2)(b)", book)
    assert [one.beside for one in both] == [False, True]


def test_a_gloss_says_what_the_letter_takes_a_provision_for(book: Provisions) -> None:
    (one,) = citations_in("section 25 of the Freedom of Information (Scotland) Act 2002. 'personal information'", book)
    assert one.gloss == "personal information"


def test_every_ground_of_the_rules_is_found_by_its_own_cite(book: Provisions) -> None:
    for ground in book.grounds:
        for law, steps in steps_of(ground.cite)[:1]:
            found = citations_in(f"exempt under {Provision(law, steps).words}", book)
            assert [one.provision for one in found] == [Provision(law, steps)], ground.id


def test_the_laws_are_told_apart() -> None:
    named = "Freedom of Information (Scotland) Act 2001, the FOI Act 2000, EIRs, EIR 2004 and the Housing Act 1988"
    assert [(one.law, one.wrong_year) for one in mentions_in(named)] == [
        ("foisa", True),
        ("foia", False),
        ("eirs", False),
        ("eirs", False),
        ("other", False),
    ]
    assert main_law("under the Freedom of Information Act 2000") == "foia"
    assert main_law("under FOISA; you wrote of the Freedom of Information Act 2000") == "foisa"


@pytest.mark.parametrize(
    ("sentence", "cite"),
    [
        (
            "They are exempt under section 30 as it would inhibit the free and frank exchange of views.",
            "FOISA s.30",
        ),
        ("The prices are exempt under section 33, as they would help a competitor.", "FOISA s.33"),
        ("The file is exempt under section 30 as it is held for a criminal investigation.", "FOIA 2000 s.30"),
        ("The names are exempt under section 40 as personal data.", "FOIA 2000 s.40"),
    ],
)
def test_where_only_the_act_of_2000_is_named_a_section_is_of_the_act_that_its_subject_tells(
    sentence: str, cite: str
) -> None:
    report = check_text(f"Dear Sir\n\nWe have read it under the Freedom of Information Act 2000.\n\n{sentence}\n")
    assert [one.cite for one in report.provisions] == [cite]
