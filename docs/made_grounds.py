"""The pages about grounds, made from the rule files: one for each, and the list of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from pathlib import Path
from typing import Any

from made_text import MADE, bare, bullets, capital, cited, day_text, sentence, table, wrapped
from made_trees import DEEP, tree_lines

from foi_rules.audit.trees import Tables, facts_behind, tables
from foi_rules.commands.explain import condition_lines
from foi_rules.engine.wording import outcome_words
from foi_rules.model.rule import AllOf, AnyOf, Balance, Condition, Fact, FindingIs, Ground, GroundIs, Section
from foi_rules.model.rulebook import Law, Rulebook
from foi_rules.rulebook.yaml_text import read_plain


@dataclass(frozen=True, eq=False)
class _Book:
    """All that the pages are made of."""

    rulebook: Rulebook
    law: Law
    known: Tables
    sources: dict[str, list[dict[str, str]]]
    silent: frozenset[str]

    @property
    def grounds(self) -> list[tuple[Section, Ground]]:
        """Return every ground with its file: the Act first, by number; then the Regulations."""
        found = [(section, ground) for section in self.law.sections.values() for ground in section.grounds.values()]
        return sorted(found, key=lambda pair: _number(pair[1].cite))


def ground_pages(rulebook: Rulebook, rules: Path) -> dict[str, str]:
    """Return the list of grounds and a page for each, by name in docs/reference/."""
    law = rulebook.on(rulebook.order.law_stated_at, anyhow=True)
    files = {section.file for section in law.sections.values()}
    sources = {name: _sources(read_plain(rules / name)) for name in sorted(files)}
    silent = law.grounds["foisa.s18-1"].engaged_if if "foisa.s18-1" in law.grounds else AllOf(())
    book = _Book(rulebook, law, tables(rulebook), sources, frozenset(_grounds_in(silent)))
    pages = {f"grounds/{ground.id}.md": _page(book, section, ground) for section, ground in book.grounds}
    return {"grounds.md": _index(book), **pages}


def _sources(data: Any) -> list[dict[str, str]]:
    return list(data.get("sources", ()))


def _grounds_in(condition: Condition) -> Iterator[str]:
    if isinstance(condition, GroundIs):
        yield from condition.grounds
    for child in condition.children if isinstance(condition, AllOf | AnyOf) else ():
        yield from _grounds_in(child)


def _number(cite: str) -> tuple[bool, int]:
    """Return where a cite stands: the Act before the Regulations, then by section."""
    digits = re.search(r"\d+", cite)
    return not cite.startswith("FOISA"), int(digits[0]) if digits else 0


# The list


def _index(book: _Book) -> str:
    lines = [
        MADE,
        "# Grounds",
        "",
        f"Law stated as at {day_text(book.rulebook.order.law_stated_at)}. Each has a page of its own: what it is, the",
        "questions, the test, factors, authorities and common mistakes. [Coverage](coverage.md) says what of the law",
        "is not here, and why.",
        "*Absolute*: no public interest test follows. *Qualified*: the public interest must be weighed. *Other*: a",
        "ground that is no exemption.",
    ]  # fmt: skip
    for title, law in (("The Act", "FOISA"), ("The Regulations", "EIRs")):
        rows = [
            (f"[{one.cite}](grounds/{one.id}.md)", one.kind, one.level, one.gist, f"`{one.id}`")
            for _, one in book.grounds
            if one.cite.startswith(law)
        ]
        if rows:
            lines += ["", f"## {title}", "", *table(("Ground", "Kind", "Decided for each", "In a line", "Id"), rows)]
    return "\n".join(lines) + "\n"


# A page


def _page(book: _Book, section: Section, ground: Ground) -> str:
    lines = [
        MADE,
        f"# {ground.cite}",
        "",
        *wrapped(f"**{ground.label or section.title}.** {sentence(ground.gist)}"),
        "",
    ]
    lines += [*table(("", ""), list(_about(book, section, ground))), ""]
    for title, part in (
        ("The questions, in order", _questions(book, ground)),
        ("The test", tree_lines(book.law, ground, _asked(book, ground))),
        ("The public interest", _balance(ground.balance)),
        ("Before a letter goes", _remarks(ground)),
        ("Authorities", bullets(f"**{one.cite}**: {one.says}" for one in ground.precedents)),
        ("Evidence to gather", bullets(ground.evidence)),
        ("Common mistakes", bullets(ground.mistakes)),
        ("Sources", bullets(_source(one) for one in book.sources[section.file])),
    ):
        found = list(part)
        if found:
            lines += [f"## {title}", "", *found, ""]
    return "\n".join(lines).rstrip() + "\n"


_KINDS = {
    "absolute": "Absolute exemption: no public interest test follows",
    "qualified": "Qualified exemption: it keeps nothing back unless the public interest favours that",
    "other": "No exemption: a ground of its own",
}
_EXCEPTIONS = {
    "absolute": "No public interest test follows",
    "qualified": "Exception: it keeps nothing back unless the public interest favours that",
    "other": "No exception: a ground of its own",
}

_LEVELS = {"item": "item of information", "request": "request, or part of one", "review": "requirement for review"}
_OUTCOMES = {
    "none": "it changes only form, fee or time",
    "refused": "the request is refused",
    "refused-cost": "the request is refused: it would cost too much",
    "vexatious": "the request is refused as vexatious",
    "repeated": "the request is refused as a repeated one",
    "invalid": "it is no valid request",
    "not-covered": "the law does not cover the authority or the request",
    "clarify": "the request waits until it is made clear",
    "fees-notice": "the request waits for a fee",
}


def _about(book: _Book, section: Section, ground: Ground) -> Iterator[tuple[str, str]]:
    """Yield the facts about a ground that fit into a line each."""
    yield "Kind", (_KINDS if ground.cite.startswith("FOISA") else _EXCEPTIONS)[ground.kind]
    yield (
        "Decided for each",
        _LEVELS[ground.level],
    )
    if any(step.turns_to and ground.id in step.grounds for step in book.law.order.steps):
        yield "Outcome", "The item goes on under the other law"
    elif ground.outcome != "withhold":
        yield "Outcome", capital(_OUTCOMES.get(ground.outcome) or outcome_words(ground.outcome))
    yield "Who may rely on it", _who(book, ground)
    if ground.lapses:
        yield "When it ends", _lapse(book.law, ground.lapses)
    elif ground.kind != "other":
        yield "When it ends", "Never by age alone"
    if ground.hold_back:
        yield "In doubt", "Nothing goes out until the doubt is settled, and it cannot be left unclaimed"
    if ground.id in book.silent:
        yield "Silence", "It can be the reason for neither confirming nor denying (FOISA s.18)"
    yield "Rule", f"`{ground.id}` in [{section.file}](../../../rules/{section.file}), {_signed(section)}"


def _lapse(law: Law, name: str) -> str:
    """Return when a ground ends: in the words of the test if it is one line, else in those of the finding."""
    lapse = law.findings[name]
    lines = [line.strip() for line in condition_lines(law, lapse.met_if, depth=0, deepest=DEEP)]
    says = re.sub(r" \[[^]]*\]$", "", lines[0].removeprefix("- ")) if len(lines) == 1 else lapse.says.get("yes", name)
    return f"When {bare(says)} ({lapse.cite})"


def _who(book: _Book, ground: Ground) -> str:
    own = list(dict.fromkeys(bare(fact.question) for fact in _about_authority(book, ground.engaged_if)))
    law = "the Act" if ground.cite.startswith("FOISA") else "the Regulations"
    return f"It depends on the authority: {' '.join(own)}" if own else f"Any authority under {law}"


def _about_authority(book: _Book, condition: Condition) -> Iterator[Fact]:
    """Yield the questions about the authority itself without which the condition cannot be met."""
    facts = [book.known.facts[name] for name in facts_behind(book.known, condition)]
    if facts and all(fact.per == "authority" for fact in facts):
        yield from facts
    elif isinstance(condition, AllOf):
        for child in condition.children:
            yield from _about_authority(book, child)
    elif isinstance(condition, FindingIs) and condition.finding in book.law.findings:
        yield from _about_authority(book, book.law.findings[condition.finding].met_if)


def _signed(section: Section) -> str:
    return "signed by a solicitor" if section.sign_off == "signed" else "a draft that no solicitor has signed yet"


# Questions


def _questions(book: _Book, ground: Ground) -> Iterator[str]:
    asked = _asked(book, ground)
    if asked:
        yield "Only those are asked that can still change the outcome. What is worked out from dates is not asked."
    for number, fact in enumerate(asked, start=1):
        yield ""
        yield from _question(number, fact)


def _asked(book: _Book, ground: Ground) -> list[Fact]:
    facts = [book.known.facts[name] for name in facts_behind(book.known, ground.engaged_if)]
    return [fact for fact in facts if fact.computed is None]


_SCOPES = {"item": "", "request": "asked once for the request", "authority": "asked once, of the authority"}


def _question(number: int, fact: Fact) -> Iterator[str]:
    head = f"{number}. "
    pad = " " * len(head)
    asides = "; ".join(one for one in (cited(fact.cite), _SCOPES[fact.per]) if one)
    yield from wrapped(f"**{bare(fact.question)}**{f' ({asides})' if asides else ''}", head, pad)
    text = " ".join([fact.help.strip(), *_terms(fact)]).strip()
    if text:
        yield ""
        yield from wrapped(bare(text), pad, pad)
    choices = [f"{one.text}{f' ({one.cite})' if one.cite else ''}" for one in fact.choices.values()]
    choose = "As many as apply:" if fact.answer == "any-of" else "One of these:"
    for title, lines in ((choose, choices), ("To be thought of:", list(fact.consider.values()))):
        if lines:
            yield ""
            yield f"{pad}{title}"
            yield ""
            for line in lines:
                yield from wrapped(line, f"{pad}- ", f"{pad}  ")


def _terms(fact: Fact) -> Iterator[str]:
    """Yield what an answer needs to count, who gives it, and what doubt counts as."""
    needs: dict[str, list[str]] = {}
    for answer, texts in fact.needs.items():
        needs.setdefault(_listed([name.replace("-", " ") for name in texts], "and"), []).append(_answer(fact, answer))
    if needs:
        told = (f"{texts} (with {_listed(answers, 'or')})" for texts, answers in needs.items())
        yield f"To be written down: {_listed(list(told), 'and')}."
    if fact.reserved:
        yield f"Only a {fact.reserved.replace('-', ' ')} answers it."
    if fact.presumed:
        yield f"Not sure counts as {_answer(fact, fact.presumed)}."


def _answer(fact: Fact, key: str) -> str:
    words = {"some": "a tick", "none": "no tick", "any": "any answer"}
    return f"'{fact.choices[key].text}'" if key in fact.choices else words.get(key, key)


def _listed(words: list[str], last: str) -> str:
    return f" {last} ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


# The rest


def _balance(balance: Balance | None) -> Iterator[str]:
    if balance is None:
        return
    yield from wrapped(
        "Weighed only where all of the test is met. The factors are prompts: the officer takes those that are there, "
        "adds others, and writes the reasons. An even balance discloses."
    )
    yield ""
    sides = [
        [f"{one.text}{' (must be weighed)' if one.must_weigh else ''}" for one in side]
        for side in (balance.for_disclosure, balance.for_maintaining)
    ]
    yield from table(("For disclosing", "For maintaining"), list(zip_longest(*sides, fillvalue="")))


def _remarks(ground: Ground) -> Iterator[str]:
    yield from bullets(f"**Must be done**, or no letter: {bare(one.says)} ({one.cite})." for one in ground.duties)
    yield from bullets(f"Warned of: {bare(one.says)} ({one.cite})." for one in ground.warnings)


def _source(source: dict[str, str]) -> str:
    url, cite = source.get("url", ""), source.get("cite", "")
    shown = f"[{cite}]({url})" if url and cite else f"<{url}>" if url else cite
    says = f": {source['says']}" if source.get("says") else ""
    seen = f", seen {day_text(date.fromisoformat(source['seen']))}" if source.get("seen") else ""
    return f"{shown}{says}{seen}"
