"""The rule files' own sentences, with the officer's words filled in."""

import re
from collections.abc import Mapping

from foi_rules.engine.costs import line_cost
from foi_rules.engine.leaves import Answers, counted, ticks
from foi_rules.model.case import Answer, CostLine
from foi_rules.model.proof import Proof
from foi_rules.model.rule import Fact

_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9-]*)\}")


def sentence(answers: Answers, proof: Proof) -> str:
    """Return the sentence of a fact, finding or ground node, or "" for a node that has none."""
    law = answers.law
    if proof.op == "finding" and proof.ref in law.findings:
        return filled(answers, law.findings[proof.ref].says.get(str(proof.value), ""), None)
    if proof.ref in law.facts:
        return fact_sentence(answers, law.facts[proof.ref], proof)
    if proof.ref in law.grounds:
        ground = law.grounds[proof.ref]
        verb = {"yes": "can be relied on", "no": "cannot be relied on"}.get(str(proof.value), "is not settled")
        return f"{ground.cite} {verb}"
    if proof.ref.startswith("public_interest."):
        return _BALANCE[str(proof.value)]
    return ""


_BALANCE = {
    "yes": "the public interest in maintaining the exemption outweighs that in disclosing the information",
    "no": "the public interest in maintaining the exemption does not outweigh that in disclosing the information",
    "unknown": "the public interest has not been weighed",
}


def fact_sentence(answers: Answers, fact: Fact, proof: Proof | None = None) -> str:
    """Return what the fact's answer says; for a computed fact, what its value says."""
    if fact.computed:
        value = str(proof.value) if proof else "unknown"
        return filled(answers, fact.says.get(value, ""), None)
    given = answers.answer(fact)
    answer = counted(fact, given)
    if answer is None:
        return filled(answers, fact.says.get("unknown", ""), given)
    shown = answer if given is None or given.unsure else given
    return filled(answers, fact.says.get(_says_key(fact, shown), ""), shown, fact)


def _says_key(fact: Fact, answer: Answer) -> str:
    if fact.answer == "yes-no":
        return str(answer.is_)
    if fact.answer == "any-of":
        return "some" if ticks(fact, answer) else "none"
    return str(answer.is_) if answer.is_ in fact.says else "given"


def filled(answers: Answers, text: str, answer: Answer | None, fact: Fact | None = None) -> str:
    """Return the text with its placeholders filled: from the answer, else from any text of the item."""
    own = dict(answer.texts) if answer else {}
    if answer and fact:
        own["answer"] = answer_text(fact, answer)
    return fill(text, own | {k: v for k, v in _pool(answers).items() if k not in own}) if "{" in text else text


def has_gaps(answers: Answers, text: str) -> bool:
    """Return whether the text has a placeholder for which nobody has given words."""
    pool = _pool(answers) if "{" in text else {}
    return any(found[1] not in pool for found in _PLACEHOLDER.finditer(text))


def fill(text: str, words: Mapping[str, str]) -> str:
    """Return the text with each {name} replaced by its words, or by the bare name where none were given."""
    return _PLACEHOLDER.sub(lambda found: words.get(found[1], "").strip() or f"the {found[1].replace('-', ' ')}", text)


def answer_text(fact: Fact, answer: Answer) -> str:
    """Return the answer as words: the texts of the choices, or the answer itself."""
    value = ticks(fact, answer)
    names = (value,) if isinstance(value, str) else value
    return "; ".join(_shown(fact, name) for name in names)


def _shown(fact: Fact, one: str | CostLine) -> str:
    if isinstance(one, CostLine):
        return f"{one.what} {_PENCE.format(line_cost(one))}"
    return fact.choices[one].text if one in fact.choices else one


_PENCE = "\N{POUND SIGN}{:.2f}"


def _pool(answers: Answers) -> dict[str, str]:
    given = answers.item.answers.values() if answers.item else answers.case.answers.values()
    return {name: text for answer in given for name, text in answer.texts.items() if text.strip()}


OUTCOMES = {
    "disclose": "release",
    "withhold": "withhold",
    "not-held": "not held",
    "neither-confirm-nor-deny": "neither confirm nor deny",
    "elsewhere": "within easy reach",
    "undecided": "not decided yet",
    "escalate": "waits for a named person",
    "disclosed": "everything goes out",
    "partial": "part goes out",
    "refused": "nothing goes out",
    "refused-cost": "refused: it would cost too much",
    "vexatious": "refused: the request is vexatious",
    "repeated": "refused: the request is repeated",
    "invalid": "not a valid request",
    "not-covered": "not covered by the law",
    "clarify": "the applicant must say more first",
    "fees-notice": "a fee must be paid first",
}
# Where there is room for two words: a column, a line of the conversation.
_BRIEF = {"undecided": "not settled", "escalate": "waits"}


def outcome_words(outcome: str, *, brief: bool = False) -> str:
    """Return an outcome in plain words, or with `brief` in two at the most where it is still open."""
    plain = OUTCOMES.get(outcome, outcome.replace("-", " "))
    return _BRIEF.get(outcome, plain) if brief else plain
