"""The officer's own words behind a ground, and the cite that they complete."""

from collections.abc import Iterator

from foi_rules.engine.balance import weighing_for
from foi_rules.engine.kleene import GroundProof
from foi_rules.engine.leaves import Answers
from foi_rules.model.case import Answer
from foi_rules.model.proof import deciding, leaves
from foi_rules.model.rule import Fact, Ground
from foi_rules.model.truth import YES


def reasons_for(answers: Answers, proof: GroundProof) -> tuple[str, ...]:
    """Return what the officer wrote behind the ground, each text once: test first, balance last.

    The answers that decide the ground come first; if none of them carries words, those of every
    answer in its test that was given with words.
    """
    decided = list(dict.fromkeys(leaf.ref for leaf in deciding(proof.tree)))
    words = list(_words(answers, decided)) or list(_words(answers, [leaf.ref for leaf in leaves(proof.tree)]))
    weighing = weighing_for(answers, proof.ground) if proof.balance.value is YES else None
    if weighing and proof.ground.kind == "qualified" and weighing.reasons.strip():
        words.append(weighing.reasons.strip())
    return tuple(dict.fromkeys(words))


def _words(answers: Answers, facts: list[str]) -> Iterator[str]:
    for name in facts:
        fact = answers.law.facts.get(name)
        answer = answers.answer(fact) if fact else None
        if fact is None or answer is None:
            continue
        yield from _whole_sentence(fact, answer)
        if answer.texts.get("reasons", "").strip():
            yield answer.texts["reasons"].strip()
        elif fact.answer == "text" and isinstance(answer.is_, str) and not answer.unsure and answer.is_.strip():
            yield answer.is_.strip()


def _whole_sentence(fact: Fact, answer: Answer) -> Iterator[str]:
    """Yield the text that is by itself all that the answer says: who could do what with it, who would lose what."""
    text = answer.texts.get(fact.alone(str(answer.is_)), "").strip()
    if text:
        yield text


def cite_of(answers: Answers, ground: Ground) -> str:
    """Return the ground's cite, completed by the choices that were ticked where it needs them (s.35(1)(g))."""
    if not ground.cites_choice:
        return ground.cite
    fact = answers.law.facts[ground.cites_choice]
    answer = answers.answer(fact)
    chosen = answer.is_ if answer else ()
    names = [chosen] if isinstance(chosen, str) else [one for one in chosen if isinstance(one, str)]
    cites = [fact.choices[name].cite for name in names if name in fact.choices and fact.choices[name].cite]
    # The cite may name the subsection that the choices are of: "s.35(1)(g) with s.35(2)".
    base = ground.cite.partition(" with ")[0]
    return f"{base} with {', '.join(cites)}" if cites else ground.cite
