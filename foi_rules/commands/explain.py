"""`foi explain ID|CITE`: a rule in plain English, why an item of a case came out as it did, or a defect of a letter."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING

from foi_rules.commands.common import console, load_rules, open_case
from foi_rules.commands.sheet import say
from foi_rules.commands.shield import UNUSABLE, complain
from foi_rules.model.rule import AllOf, AnyOf, Condition, Fact, FactIs, Finding, FindingIs, Ground, GroundIs, Not
from foi_rules.model.rulebook import Law

if TYPE_CHECKING:
    from rich.console import Console

    from foi_rules.notices.checking.defects import DefectSpec

DEEPEST = 8
_NOT_WORD = re.compile(r"[^a-z0-9]+")


def run(what: str, case_path: str, rules: str, *, plain: bool) -> int:
    """Print the explanation. Returns 0, or 2 if nothing is called so."""
    rulebook = load_rules(rules)
    if case_path:
        from foi_rules.engine.explain import explain

        case = open_case(rulebook, case_path)
        if what not in {item.id for item in case.items}:
            known = ", ".join(item.id for item in case.items) or "none"
            complain(f"{case_path} has no item called '{what}'; it has: {known}.")
            return UNUSABLE
        out = console(plain)
        for one in explain(rulebook, case, what):
            for line in one.lines():
                say(out, line.strip(), len(line) - len(line.lstrip()))
        return 0
    law = rulebook.on(rulebook.order.law_stated_at, anyhow=True)
    found = find(law, what) or [list(defect_lines(one)) for one in _defects() if one.id == what]
    if not found:
        complain(f"No rule is called '{what}'.{_did_you_mean(law, what)}")
        return UNUSABLE
    out = console(plain)
    for index, lines in enumerate(found):
        if index:
            out.print()
        show(out, lines)
    return 0


def find(law: Law, what: str) -> list[list[str]]:
    """Return the explanation, as lines, of each rule with that id, or each ground with that provision."""
    if what in law.grounds:
        return [list(ground_lines(law, law.grounds[what]))]
    if what in law.facts:
        return [list(fact_lines(law.facts[what]))]
    if what in law.findings:
        return [list(finding_lines(law, law.findings[what]))]
    key = _key(what)
    exact = [ground for ground in law.grounds.values() if _key(ground.cite) == key]
    grounds = exact or [g for g in law.grounds.values() if key and _key(g.cite).startswith(key)]
    return [list(ground_lines(law, ground)) for ground in grounds]


def _key(cite: str) -> str:
    """Return a provision with its spelling levelled: 'Section 38 (1)(b)' and 'FOISA s.38(1)(b)' are one."""
    text = cite.lower().replace("section", "s").replace("regulation", "reg")
    text = _NOT_WORD.sub("", text)
    return text if text.startswith(("foisa", "eirs")) else f"eirs{text}" if text.startswith("reg") else f"foisa{text}"


def _did_you_mean(law: Law, what: str) -> str:
    names = [*law.grounds, *law.facts, *law.findings, *(ground.cite for ground in law.grounds.values())]
    names += [one.id for one in _defects()]
    close = get_close_matches(what, names, n=3, cutoff=0.5)
    return f" Did you mean {' or '.join(close)}?" if close else " 'foi rules list' shows the grounds."


def ground_lines(law: Law, ground: Ground, deepest: int = DEEPEST) -> Iterator[str]:
    """Yield a ground in plain English: what it is, its test, factors, duties, precedents, evidence, mistakes."""
    yield f"# {ground.cite}: {ground.label or ground.gist}"
    yield f"{_sentence(ground.gist)} It is {_KINDS[ground.kind]}, decided for each {ground.level} ({ground.id})."
    if ground.hold_back:
        yield "A doubt about it never releases the item, and it cannot be left unclaimed."
    if ground.lapses:
        lapse = law.findings[ground.lapses]
        yield f"It ends with time: {lapse.says.get('yes', lapse.id)} [{lapse.cite}]."
    yield "# It applies if"
    yield from condition_lines(law, ground.engaged_if, deepest=deepest)
    if ground.balance:
        yield "# Then the public interest is weighed, for example"
        yield "for release:"
        yield from (f"  - {factor.text}" for factor in ground.balance.for_disclosure)
        yield "for keeping:"
        yield from (f"  - {factor.text}" for factor in ground.balance.for_maintaining)
    for title, lines in (
        ("To do", [f"{one.says} [{one.cite}]" for one in (*ground.duties, *ground.warnings)]),
        ("Authorities", [f"{one.cite}: {one.says}" for one in ground.precedents]),
        ("Evidence to keep", list(ground.evidence)),
        ("Common mistakes", list(ground.mistakes)),
    ):
        if lines:
            yield f"# {title}"
            yield from (f"  - {line}" for line in lines)


_KINDS = {
    "absolute": "an absolute exemption: no public interest test follows",
    "qualified": "a qualified exemption: the public interest must be weighed",
    "other": "a ground of its own, not an exemption",
}


def condition_lines(
    law: Law, condition: Condition, depth: int = 1, wanted: bool = True, deepest: int = DEEPEST
) -> Iterator[str]:
    """Yield a condition as an indented list, in the rule files' own sentences.

    `wanted` False turns it round. Findings deeper than `deepest` levels are named and not opened.
    """
    pad = "  " * depth
    match condition:
        case Not():
            yield from condition_lines(law, condition.child, depth, not wanted, deepest)
        case AllOf() | AnyOf():
            choices = _one_fact(condition)
            if choices:
                fact = law.facts[choices[0].fact]
                yield f"{pad}- {_choices_say(fact, choices, wanted)} [{fact.cite}]"
                return
            every = isinstance(condition, AllOf) == wanted
            yield f"{pad}{'all of these:' if every else 'any of these:'}"
            for child in condition.children:
                yield from condition_lines(law, child, depth + 1, wanted, deepest)
        case FactIs():
            fact = law.facts[condition.fact]
            yield f"{pad}- {_fact_says(fact, condition, wanted)} [{fact.cite}]"
        case FindingIs():
            finding = law.findings[condition.finding]
            yield f"{pad}- {finding.says.get('yes' if wanted else 'no', finding.id)} [{finding.cite}]"
            if depth < deepest:
                yield from condition_lines(law, finding.met_if, depth + 1, wanted, deepest)
        case GroundIs():
            yield f"{pad}- {' or '.join(condition.grounds)} {'can' if wanted else 'cannot'} be relied on"


def _one_fact(condition: AllOf | AnyOf) -> list[FactIs]:
    """Return the children if they are choices of one fact, any of which will do; else nothing."""
    choices = [child for child in condition.children if isinstance(child, FactIs)]
    same = len({child.fact for child in choices}) == 1 and len(choices) == len(condition.children)
    return choices if same and isinstance(condition, AnyOf) and len(choices) > 1 else []


def _choices_say(fact: Fact, choices: list[FactIs], wanted: bool) -> str:
    own = [fact.says.get(one.choice, "") for one in choices]
    if all(own):
        return _bare(f"{'' if wanted else 'not: '}{'; or '.join(own)}")
    texts = "; or ".join(fact.choices[one.choice].text for one in choices if one.choice in fact.choices)
    says = fact.says.get("some") or fact.says.get("given") or fact.question
    return _bare(f"{'' if wanted else 'not: '}{says.replace('{answer}', texts)}")


def _fact_says(fact: Fact, leaf: FactIs, wanted: bool) -> str:
    if leaf.more_than is not None:
        return f"{fact.question} {'more' if wanted else 'not more'} than {leaf.more_than}"
    if fact.answer == "yes-no" or fact.computed:
        answer = leaf.choice if wanted else {"yes": "no", "no": "yes"}.get(leaf.choice, leaf.choice)
        says = _bare(fact.says.get(answer, fact.question))
        return says if says.strip(". ") else f"{answer}: {fact.question}"
    if fact.answer == "any-of" and leaf.choice == "yes":
        return _bare(fact.says["some" if wanted else "none"].replace("{answer}", "one of these or more"))
    if leaf.choice in fact.choices:
        return _choices_say(fact, [leaf], wanted)
    return f"an answer is written down to: {fact.question}"


def _bare(text: str) -> str:
    return re.sub(r"\{[a-z-]+\}", "...", text)


def fact_lines(fact: Fact) -> Iterator[str]:
    """Yield a question with its help, its answers and what each says."""
    yield f"# {fact.id} [{fact.cite}]"
    yield fact.question if not fact.computed else "Worked out, never asked."
    if fact.help:
        yield fact.help
    for name, choice in fact.choices.items():
        yield f"  {name}: {choice.text}"
    for answer, says in fact.says.items():
        needs = fact.needs.get(answer, ())
        yield f"  {answer}: {says}{' (needs: ' + ', '.join(needs) + ')' if needs else ''}"
    if fact.reserved:
        yield f"Only a {fact.reserved.replace('-', ' ')} answers it."
    if fact.presumed:
        yield f"Not sure counts as {fact.presumed}."


def finding_lines(law: Law, finding: Finding) -> Iterator[str]:
    """Yield an intermediate conclusion with its test."""
    yield f"# {finding.id} [{finding.cite}]"
    yield f"{_sentence(finding.says.get('yes', ''))} This holds if"
    yield from condition_lines(law, finding.met_if)


def _defects() -> tuple["DefectSpec", ...]:
    from foi_rules.notices.checking.api import shipped_defects

    return shipped_defects().defects


_SEVERITIES = {"breach": "a breach", "weakness": "a weakness", "advice": "advice"}


def defect_lines(one: "DefectSpec") -> Iterator[str]:
    """Yield a defect of a letter as `foi check` finds it: what is said, why it matters, how it is mended, decisions."""
    yield f"# {one.title} [{one.cite}]"
    yield f"{one.id} is {_SEVERITIES[one.severity]}. 'foi check' says: {_bare(one.says)}"
    for title, lines in (
        ("Why it matters", [one.why]),
        ("How to mend it", [one.mend]),
        ("Words to complete and put in", [one.insert] if re.search(r"\w", _bare(one.insert)) else []),
        ("Decisions", [f"  - {said.cite}: {said.says}" for said in one.decisions]),
    ):
        if any(lines):
            yield f"# {title}"
            yield from (_bare(line) for line in lines)


def _sentence(text: str) -> str:
    text = _bare(text.strip())
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith('.') else '.'}"


def show(out: "Console", lines: list[str]) -> None:
    """Print lines made here: a heading after "# ", anything else with its own indent."""
    for line in lines:
        text = line.removeprefix("# ")
        say(out, text.strip(), len(text) - len(text.lstrip()), "bold" if line.startswith("# ") else "")
