"""Rule files become the values of foi_rules.model: names whole, shared tests written out, all in its place."""

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foi_rules.model.problem import Place, Refused
from foi_rules.model.rule import (
    AllOf,
    AnyOf,
    Choice,
    Computed,
    Cue,
    FactIs,
    Factor,
    FindingIs,
    GroundIs,
    Not,
    Period,
    Rejected,
    Step,
)
from foi_rules.model.rulebook import Rulebook
from foi_rules.rulebook.load import load_rulebook, read_rules, read_texts
from foi_rules.rulebook.yaml_text import compose_text, read_marked, read_plain

SAYS = "says: {yes: it is so, no: it is not so, unknown: it is not settled}"

HARM = """
format: 1
id: toy.harm
title: Harm
in_force: {from: 2005-01-01}
facts:
  small:
    question: Is it small?
    answer: yes-no
    cite: Toy Act s.9
    SAYS
  smaller:
    computed: half-of
    of: [small]
    cite: Toy Act s.9
    SAYS
findings:
  plain:
    cite: Toy Act s.9
    met_if: {fact: smaller}
    SAYS
tests:
  harm:
    takes: [interest]
    facts:
      real:
        question: Would {interest} be harmed, and by {what}?
        help: Think of {interest}.
        answer: yes-no
        needs: {yes: [what]}
        cite: Toy Act s.9
        says: {yes: "{interest} would be harmed by {what}", no: no harm, unknown: not settled}
      lasting:
        question: Would it last?
        answer: yes-no
        cite: Toy Act s.9
        SAYS
      recent:
        computed: years-since
        of: [item.created, real, small]
        cite: Toy Act s.9
        SAYS
    met_if:
      all: [{fact: real}, {fact: lasting}, {fact: recent}, {fact: small, is: no}, {finding: plain}]
  sure:
    facts:
      sure: {question: "Sure?", answer: yes-no, cite: Toy Act s.9, SAYS}
    met_if: {any: [{fact: sure}, {finding: plain}]}
""".replace("SAYS", SAYS)

TRADE = """
format: 1
id: toy.trade
cite: Toy Act s.2
title: Trade
in_force: {from: 2005-01-01}
sign_off: {status: signed, by: A. Solicitor, on: 2024-01-01, hash: abc}
facts:
  whose-trade:
    question: Whose trade is it?
    answer: text
    per: request
    cite: Toy Act s.2
    says: {given: "it is the trade of {answer}", unknown: not settled}
  kinds-of-trade:
    question: Which?
    answer: {any-of: {retail: shops, wholesale: {text: stores, cite: s.2(a)}}}
    presumed: none
    reserved: solicitor
    needs: {some: [reasons]}
    consider: {size: how large it is}
    cite: Toy Act s.2
    says: {some: "it is {answer}", none: none, unknown: not settled}
  old:
    computed: {years-since: 15}
    of: [item.created, case.as-at]
    cite: Toy Act s.3
    SAYS
findings:
  lapsed:
    cite: Toy Act s.3
    versions:
      - {until: 2013-12-31, met_if: {not: {fact: old}}}
      - {from: 2014-01-01, met_if: {fact: old}, cite: Toy Act s.3 as amended}
    SAYS
  certain:
    cite: Toy Act s.3
    met_if: {test: sure, as: doubly}
    SAYS
factors:
  shared:
    for_disclosure: [{id: money, text: public money, must_weigh: yes}]
    for_maintaining: [{id: trust, text: trust}]
grounds:
  - id: toy.trade-a
    cite: Toy Act s.2(a)
    kind: qualified
    level: item
    in_doubt: hold-back
    lapses: lapsed
    cites_choice: kinds-of-trade
    label: trade secrets
    gist: trade would be harmed
    engaged_if:
      all:
        - fact: whose-trade
        - {fact: kinds-of-trade, is: retail}
        - test: harm
          as: hurt
          with: {interest: "the trade of {whose-trade}"}
          wording: {lasting: "Would the harm to {interest} last?"}
    public_interest: shared
    warnings:
      - {id: ask-them, unless: {fact: hurt.real}, says: ask them, cite: Toy Code 1}
    duties:
      - {id: tell-them, unless: {test: sure, as: tell}, says: tell them, cite: Toy Code 2}
    precedents: [{cite: Decision 1/2001, says: harm is harm}]
    evidence: [a letter]
    mistakes: [forgetting to ask]
  - id: toy.trade-b
    cite: Toy Act s.2(b)
    kind: other
    level: request
    outcome: vexatious
    gist: the request is a nuisance
    engaged_if: {any: [{not: {ground: toy.trade-a}}, {ground: [toy.trade-a]}, {finding: lapsed}]}
cases:
  - name: shops
    from: Decision 1/2001
    given: {whose-trade: ours, kinds-of-trade: [retail], created: 2001}
    expect: {toy.trade-a: {engaged: unknown}, toy.trade-b: {engaged: unknown}}
  - name: no shops
    like: shops
    given: {toy.trade.kinds-of-trade: none}
    expect: {outcome: disclose}
""".replace("SAYS", SAYS)

SCREENING = """
format: 1
id: screening
title: What it is about
in_force: {from: 2005-01-01}
facts:
  item:
    question: What is it about?
    answer: {any-of: {trade: a trade, people: people}}
    cite: Toy Act s.16
    says: {some: "it is about {answer}", none: neither, unknown: not asked}
  people:
    question: Is anybody in it?
    answer: {one-of: {no: nobody, yes: somebody}}
    cite: Toy Act s.16
    says: {no: nobody is in it, yes: somebody is in it, unknown: not asked}
doors:
  - {when: {fact: item, is: trade}, opens: [toy.trade-a]}
  - {when: {fact: people}, opens: [toy.trade]}
cues:
  - {words: [tender, bid], while: {not: {fact: item, is: trade}}, ask: "Would they mind?", leads_to: trade}
  - {words: [photo], while: {fact: people, is: no}, ask: "Nobody?", leads_to: people}
"""

ORDER = """
format: 1
id: order-of-analysis
law_stated_at: 2024-10-07
version: 2024.1
steps:
  - {id: vexatious, level: request, grounds: [toy.trade]}
  - {id: lapsing, level: item, holds: toy.trade.lapsed, says: look again}
  - {id: exemptions, level: item, grounds: [toy.trade]}
asking: [toy.trade-a]
"""

INTEREST = """
format: 1
id: public-interest
title: The public interest
factors:
  for_disclosure: [{id: light, text: light}]
  for_maintaining: [{id: calm, text: calm}]
rejected:
  - {id: shame, text: embarrassment, side: maintaining, words: [embarrass], says: shame does not count}
"""

FILES = {
    "common-harm.yaml": HARM,
    "trade.yaml": TRADE,
    "screening.yaml": SCREENING,
    "order-of-analysis.yaml": ORDER,
    "public-interest.yaml": INTEREST,
    "notices.yaml": "anything: goes\n",
}


def read(files: dict[str, str]) -> Rulebook:
    reading = read_texts({name: text.encode() for name, text in files.items()})
    assert "\n".join(map(str, reading.problems)) == ""
    assert reading.rulebook is not None
    return reading.rulebook


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return read(FILES)


def section(book: Rulebook, name: str) -> Any:
    return next(one for one in book.sections if one.id == name)


def _paths(data: Any) -> list[tuple[Any, ...]]:
    children = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [(), *((key, *rest) for key, child in children for rest in _paths(child))]


def _changed(data: Any, path: tuple[Any, ...], junk: Any) -> Any:
    if not path:
        return junk
    if isinstance(data, dict) and path[0] in data:
        return data | {path[0]: _changed(data[path[0]], path[1:], junk)}
    if isinstance(data, list) and isinstance(path[0], int) and path[0] < len(data):
        return [_changed(one, path[1:], junk) if i == path[0] else one for i, one in enumerate(data)]
    return data


# YAML as text


def test_every_scalar_is_a_text() -> None:
    data = compose_text(b"a: no\nb: 1\nc: 2018-05-25\nd: [~, 0x1f, 1_000]\nyes: ''\n", "x").data
    assert data == {"a": "no", "b": "1", "c": "2018-05-25", "d": ["~", "0x1f", "1_000"], "yes": ""}
    assert type(data) is dict


def test_json_is_yaml_even_with_tabs() -> None:
    marked = compose_text(b'\xef\xbb\xbf{\n\t"items": [\n\t\t{"id": "a", "n": 1, "t": true}\n\t]\n}', "case.json")
    assert marked.problems == ()
    assert marked.data == {"items": [{"id": "a", "n": "1", "t": "true"}]}


def test_places_come_from_the_parse() -> None:
    text = 'facts:\n  human:\n    needs: {yes: [source, "why"]}\n    says: >-\n      one\n      two\nempty:\n'
    marked = compose_text(text.encode(), "r.yaml")
    line = '    needs: {yes: [source, "why"]}'
    assert marked.place(("facts", "human", "needs", "yes", 1)) == Place("r.yaml", 3, 27, line, 5)
    assert marked.place(("facts", "human", "needs", "yes")) == Place("r.yaml", 3, 13, line, 3)
    assert marked.place(("facts", "human", "needs", "yes", 0), key=True) == Place("r.yaml", 3, 19, line, 6)
    assert marked.place(("facts", "human"), key=True) == Place("r.yaml", 2, 3, "  human:", 5)
    assert marked.place(("facts", "human", "says")) == Place("r.yaml", 4, 11, "    says: >-", 2)
    assert marked.place(("facts", "human", "gone", 3)) == marked.place(("facts", "human"))
    assert marked.place(("empty",)) == Place("r.yaml", 7, 1, "empty:", 5)
    assert marked.place(()) == Place("r.yaml")


def test_an_entry_keeps_its_place_when_others_are_left_out() -> None:
    marked = compose_text(b"a:\n  - {x: 1}\n  - {x: 2}\n", "r.yaml")
    rest = marked.without({"a": marked.data["a"][1:]})
    assert rest.place(("a", 0, "x")).line == 3
    assert rest.place(("a", 0)).line == 3
    assert rest.has_lost("a")
    assert not marked.has_lost("a")


def test_the_first_of_two_values_is_kept_and_both_are_told() -> None:
    marked = compose_text(b"a: 1\na: {b: 2}\nc: 3\n", "r.yaml")
    assert marked.data == {"a": "1", "c": "3"}
    assert [(p.name, p.place.line, p.also[0].line) for p in marked.problems] == [("duplicate-key", 2, 1)]


def test_nothing_that_a_terminal_obeys_is_shown() -> None:
    problems = compose_text(b"a: \x1b[2J wiped\n", "r.yaml").problems
    assert [p.name for p in problems] == ["yaml-syntax"]
    assert "\x1b" not in str(problems[0])


def test_read_plain_gives_data_or_refuses_with_every_problem(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("format: 1\nitems: []\n")
    assert read_plain(path) == {"format": "1", "items": []}
    assert read_marked(path).name == str(path)
    path.write_text("a: 1\na: 2\nb: !x 3\n")
    with pytest.raises(Refused) as refused:
        read_plain(path, "case.yaml")
    assert [p.name for p in refused.value.problems] == ["duplicate-key", "yaml-tag"]


PARTS = [path for text in FILES.values() for path in _paths(compose_text(text.encode(), "x").data) if path]
JUNK: Any = ["", "x", "yes", [], {}, ["a"], {"a": ""}, [[]], [{}], "1", "toy.trade", {"is": "x"}, {"all": []}]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PARTS), st.sampled_from(JUNK)), min_size=1, max_size=3))
def test_nothing_in_a_file_however_odd_is_worse_than_a_problem(changes: list[tuple[Any, Any]]) -> None:
    files = {}
    for name, text in FILES.items():
        data = compose_text(text.encode(), name).data
        for path, junk in changes:
            data = _changed(data, path, junk)
        files[name] = json.dumps(data).encode()
    reading = read_texts(files)
    assert (reading.rulebook is None) == bool(reading.problems)
    assert all(str(problem) for problem in reading.problems)


# The rulebook


def test_the_shipped_rules_load() -> None:
    book = load_rulebook()
    assert len(book.sha256) == 64
    assert book.order.steps


def test_what_a_section_is(book: Rulebook) -> None:
    trade = section(book, "toy.trade")
    assert (trade.cite, trade.title, trade.file) == ("Toy Act s.2", "Trade", "trade.yaml")
    assert (trade.in_force, trade.sign_off) == (Period(date(2005, 1, 1)), "signed")
    assert [one.id for one in book.sections] == ["toy.harm", "screening", "toy.trade"]


def test_facts_have_whole_ids_and_all_that_they_say(book: Rulebook) -> None:
    facts = section(book, "toy.trade").facts
    assert list(facts) == [
        "toy.trade.whose-trade",
        "toy.trade.kinds-of-trade",
        "toy.trade.old",
        "toy.trade.doubly.sure",
        "toy.trade.hurt.real",
        "toy.trade.hurt.lasting",
        "toy.trade.hurt.recent",
        "toy.trade.tell.sure",
    ]
    kinds = facts["toy.trade.kinds-of-trade"]
    assert kinds.id == "toy.trade.kinds-of-trade"
    assert kinds.choices == {"retail": Choice("shops"), "wholesale": Choice("stores", "s.2(a)")}
    assert (kinds.answer, kinds.per, kinds.presumed, kinds.reserved) == ("any-of", "item", "none", "solicitor")
    assert (kinds.needs, kinds.consider) == ({"some": ("reasons",)}, {"size": "how large it is"})
    assert facts["toy.trade.whose-trade"].per == "request"


def test_a_computed_fact(book: Rulebook) -> None:
    old = section(book, "toy.trade").facts["toy.trade.old"]
    assert old.computed == Computed("years-since", ("item.created", "case.as-at"), 15)
    assert (old.question, old.answer) == ("", "yes-no")
    recent = section(book, "toy.trade").facts["toy.trade.hurt.recent"].computed
    assert recent == Computed("years-since", ("item.created", "toy.trade.hurt.real", "toy.harm.small"))


def test_a_shared_test_brings_its_facts_in_the_words_of_the_file(book: Rulebook) -> None:
    facts = section(book, "toy.trade").facts
    real = facts["toy.trade.hurt.real"]
    assert real.question == "Would the trade of {whose-trade} be harmed, and by {what}?"
    assert real.help == "Think of the trade of {whose-trade}."
    assert real.says["yes"] == "the trade of {whose-trade} would be harmed by {what}"
    assert facts["toy.trade.hurt.lasting"].question == "Would the harm to the trade of {whose-trade} last?"


def test_conditions_name_whole_ids(book: Rulebook) -> None:
    grounds = section(book, "toy.trade").grounds
    assert grounds["toy.trade-a"].engaged_if == AllOf(
        (
            FactIs("toy.trade.whose-trade"),
            FactIs("toy.trade.kinds-of-trade", "retail"),
            AllOf(
                (
                    FactIs("toy.trade.hurt.real"),
                    FactIs("toy.trade.hurt.lasting"),
                    FactIs("toy.trade.hurt.recent"),
                    FactIs("toy.harm.small", "no"),
                    FindingIs("toy.harm.plain"),
                )
            ),
        )
    )
    assert grounds["toy.trade-b"].engaged_if == AnyOf(
        (Not(GroundIs(("toy.trade-a",))), GroundIs(("toy.trade-a",)), FindingIs("toy.trade.lapsed"))
    )


def test_a_ground_has_all_that_the_file_says(book: Rulebook) -> None:
    ground = section(book, "toy.trade").grounds["toy.trade-a"]
    assert (ground.section, ground.outcome, ground.hold_back) == ("toy.trade", "withhold", True)
    assert (ground.lapses, ground.cites_choice) == ("toy.trade.lapsed", "toy.trade.kinds-of-trade")
    assert ground.label == "trade secrets"
    assert ground.balance is not None
    assert ground.balance.for_disclosure == (Factor("money", "public money", True),)
    assert ground.warnings[0].unless == FactIs("toy.trade.hurt.real")
    assert ground.duties[0].unless == AnyOf((FactIs("toy.trade.tell.sure"), FindingIs("toy.harm.plain")))
    assert (ground.precedents[0].cite, ground.evidence, ground.mistakes) == (
        "Decision 1/2001",
        ("a letter",),
        ("forgetting to ask",),
    )


def test_doors_open_grounds_and_cues_lead_to_facts_and_ticks(book: Rulebook) -> None:
    grounds = section(book, "toy.trade").grounds
    trade, people = FactIs("screening.item", "trade"), FactIs("screening.people")
    assert grounds["toy.trade-a"].opened_by == AnyOf((trade, people))
    assert grounds["toy.trade-b"].opened_by == AnyOf((people,))
    assert book.cues == (
        Cue(("tender", "bid"), Not(trade), "Would they mind?", "screening.item", "trade"),
        Cue(("photo",), FactIs("screening.people", "no"), "Nobody?", "screening.people"),
    )
    assert book.on(date(2020, 1, 1)).cues == book.cues


def test_the_order_of_analysis(book: Rulebook) -> None:
    assert book.order.steps == (
        Step("vexatious", "request", ("toy.trade-b",)),
        Step("lapsing", "item", (), "toy.trade.lapsed", "look again"),
        Step("exemptions", "item", ("toy.trade-a",)),
    )
    assert book.order.asking == ("toy.trade-a",)
    assert (book.version, book.order.law_stated_at) == ("2024.1", date(2024, 10, 7))


def test_the_public_interest(book: Rulebook) -> None:
    assert book.public_interest.factors.for_maintaining == (Factor("calm", "calm"),)
    assert book.public_interest.rejected == (
        Rejected("shame", "embarrassment", "maintaining", ("embarrass",), "shame does not count"),
    )


def test_a_finding_has_the_version_of_the_day(book: Rulebook) -> None:
    before, after = (book.on(day).findings["toy.trade.lapsed"] for day in (date(2013, 12, 31), date(2014, 1, 1)))
    assert before.met_if == Not(FactIs("toy.trade.old"))
    assert (after.met_if, after.cite) == (FactIs("toy.trade.old"), "Toy Act s.3 as amended")


def test_a_case_takes_over_what_is_given_but_not_what_is_expected(book: Rulebook) -> None:
    shops, none = section(book, "toy.trade").cases
    assert (shops.name, shops.source, shops.line) == (
        "shops",
        "Decision 1/2001",
        TRADE.split("name: shops")[0].count("\n") + 1,
    )
    assert none.given == {"whose-trade": "ours", "toy.trade.kinds-of-trade": "none", "created": "2001"}
    assert none.expect == {"outcome": "disclose"}


def test_two_versions_of_a_file_share_their_ids() -> None:
    old = TRADE.replace("in_force: {from: 2005-01-01}", "in_force: {from: 1999-01-01, until: 2004-12-31}")
    old = (
        old.replace("title: Trade", "title: Old trade")
        .replace("2013-12-31", "2001-12-31")
        .replace("2014-01-01", "2002-01-01")
    )
    harm = HARM.replace("2005", "1990")
    book = read({"harm.yaml": harm, "trade.yaml": TRADE, "trade-1999.yaml": old})
    assert book.on(date(2003, 1, 1)).sections["toy.trade"].title == "Old trade"
    assert book.on(date(2006, 1, 1)).sections["toy.trade"].title == "Trade"


def test_one_section_alone_is_a_rulebook() -> None:
    alone = TRADE.replace("2005-01-01", "2006-05-04")
    book = read({"harm.yaml": HARM, "trade.yaml": alone})
    assert (book.order.steps, book.order.law_stated_at, book.version) == ((), date(2006, 5, 4), "0")
    assert all(ground.opened_by is None for ground in section(book, "toy.trade").grounds.values())


def test_the_hash_covers_names_and_bytes_of_all_files(tmp_path: Path) -> None:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    (tmp_path / "README.md").write_text("not a rule file")
    first = load_rulebook(tmp_path).sha256
    assert first == read(FILES).sha256
    expected = hashlib.sha256()
    for name in sorted(FILES):
        expected.update(f"{name}\0{len(FILES[name])}\0{FILES[name]}".encode())
    assert first == expected.hexdigest()
    (tmp_path / "notices.yaml").write_text("anything: else\n")
    assert load_rulebook(tmp_path).sha256 != first


def test_two_orders_of_analysis_are_told() -> None:
    reading = read_texts({name: text.encode() for name, text in (FILES | {"other-order.yaml": ORDER}).items()})
    assert [str(problem).splitlines()[0] for problem in reading.problems] == [
        "rules/other-order.yaml:3:5: duplicate-id: 'order-of-analysis' is the id of order-of-analysis.yaml already"
    ]


def test_a_file_that_ends_in_yml_is_read_too(tmp_path: Path) -> None:
    for name, text in FILES.items():
        (tmp_path / name.replace("trade.yaml", "trade.yml")).write_text(text)
    assert "toy.trade" in {one.id for one in load_rulebook(tmp_path).sections}


def test_a_rulebook_with_problems_is_refused_with_all_of_them(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(TRADE.replace("title: Trade", "titel: Trade"))
    (tmp_path / "notices.yaml").write_text("a: &x 1\n")
    with pytest.raises(Refused) as refused:
        load_rulebook(tmp_path)
    assert {p.name for p in refused.value.problems} == {"missing-key", "unknown-key", "anchor-or-alias"}
    assert read_rules(tmp_path).problems == refused.value.problems


def test_what_may_stand_in_a_broken_part_is_not_called_unknown() -> None:
    broken = HARM.replace("question: Is it small?", "qestion: Is it small?")
    reading = read_texts({"harm.yaml": broken.encode(), "trade.yaml": TRADE.encode()})
    assert [p.name for p in reading.problems] == ["unknown-key"]
    reading = read_texts({"harm.yaml": b"format: 1\nid: toy.harm\ntitle: [\n", "trade.yaml": TRADE.encode()})
    assert {p.name for p in reading.problems} == {"yaml-syntax"}
