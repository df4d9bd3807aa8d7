"""What can be said against a draft decision: the values with which every check works, and how it reads the answers.

The checks read the rules and the case and nothing else. A check yields what an applicant or the Commissioner would
say, and what would answer it; whether it is right is for people to judge.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, NamedTuple

from foi_rules.engine.kleene import Evaluation, GroundProof
from foi_rules.engine.leaves import ticks
from foi_rules.engine.quality import fault_of
from foi_rules.engine.wording import fact_sentence, filled
from foi_rules.interview.facts import REASONS
from foi_rules.model.case import Answer, Item
from foi_rules.model.decision import ItemDecision, PartDecision
from foi_rules.model.proof import Proof, deciding
from foi_rules.model.rule import Fact, Ground
from foi_rules.model.rulebook import Law
from foi_rules.model.truth import YES

Grade = Literal["serious", "fair", "minor"]
LONGEST = 300
"""How many characters a text has at most."""
PUBLIC, OVER, LIKELY, WEIGHTY = ".any-public", ".moved-on", ".how-likely", ".real-and-significant"
"""The questions that harm tests share, by how their ids end (rules/common-harm.yaml, rules/common-eir-harm.yaml)."""
REST = {"FOISA": "FOISA s.1(1)", "EIRs": "EIRs reg 10(7)"}
"""The right to the rest of a piece, in each law, as the rules cite it."""
A_FACT = "name one fact from the papers: a date, a sum, a job, a page"
_WORD = re.compile(r"[a-z0-9']+")
_GOOD = re.compile(r"Good: [\"'](.+?)[\"']\.?(?: Poor|$)")


@dataclass(frozen=True, slots=True)
class Point:
    """Something that an applicant or the Commissioner would say of one piece, and what would answer it.

    `item` is the id of the piece or part ("" for the whole request), `ground` the id of the ground ("" for none), and
    `kind` names the check.
    """

    grade: Grade
    item: str
    ground: str
    cite: str
    text: str
    answer: str
    kind: str

    def under(self, cite: str) -> "Point":
        """Return the point with another cite than that of its ground."""
        return replace(self, cite=cite)


class Relied(NamedTuple):
    """A ground that is relied on, with its cite as the decision gives it."""

    proof: GroundProof
    cite: str

    @property
    def ground(self) -> Ground:
        """Return the ground itself."""
        return self.proof.ground

    @property
    def rest(self) -> str:
        """Return the cite of the right to what is left of a piece, in the law of this ground."""
        return REST.get(self.cite.partition(" ")[0], self.cite)


class Fault(NamedTuple):
    """A reason that says too little: the question, the reason, and what is wrong with it ("would fit any file")."""

    fact: Fact
    text: str
    told: str


@dataclass(frozen=True, eq=False)
class Look:
    """One settled piece, or the request or a part of it, as somebody looks at it who is refused it.

    `name` is what it is called, `id` the id of the piece or part ("" for the whole request).
    """

    name: str
    id: str
    run: Evaluation
    decided: ItemDecision | PartDecision

    @property
    def item(self) -> Item | None:
        """Return the piece, or None if it is the request or a part of it."""
        return self.run.answers.item

    @property
    def withheld(self) -> bool:
        """Return whether it is a piece that is kept back; of one that may not even be there nothing more is said."""
        return self.item is not None and self.decided.outcome == "withhold"

    @property
    def law(self) -> Law:
        """Return the law that applies."""
        return self.run.answers.law

    @cached_property
    def relied(self) -> tuple[Relied, ...]:
        """Return the grounds relied on here: not what only turns to another law, nor what another piece rests on."""
        known = self.law.grounds
        cites = [(known[one.id], one.cite) for one in self.decided.grounds if one.id not in self.law.turning]
        mine = [(ground, cite) for ground, cite in cites if (ground.level == "item") == (self.item is not None)]
        found = [Relied(self.run.ground(ground.id), cite) for ground, cite in mine]
        return tuple(one for one in found if one.proof.relied_on.value is YES)

    def point(self, kind: str, grade: Grade, relied: Relied, text: str, answer: str) -> Point:
        """Return a point about this piece, under the cite of the ground."""
        said = clipped(text, LONGEST), clipped(answer, LONGEST)
        return Point(grade, self.id, relied.ground.id, relied.cite, *said, kind)

    def rested(self, proof: Proof) -> tuple[tuple[Fact, Answer], ...]:
        """Return the answers that decide the proof, each with its question, in the order of its test."""
        names = dict.fromkeys(leaf.ref for leaf in deciding(proof) if leaf.op == "fact")
        facts = [self.law.facts[name] for name in names if name in self.law.facts]
        given = [(fact, self.run.answers.answer(fact)) for fact in facts if not fact.computed]
        return tuple((fact, answer) for fact, answer in given if answer is not None)

    def reads(self, relied: Relied, fact: Fact) -> bool:
        """Return whether the test of the ground reads the fact."""
        return fact.id in self.law.facts_read(relied.ground.engaged_if)

    def answered(self, ending: str) -> tuple[Fact, Answer] | None:
        """Return the question whose id ends so and its answer for this piece, or None if it was not asked."""
        given = self.item.answers if self.item else {}
        found = [(self.law.facts[name], answer) for name, answer in given.items() if name in self.law.facts]
        return next(((fact, answer) for fact, answer in found if fact.id.endswith(ending)), None)

    def says(self, fact: Fact, most: int) -> str:
        """Return what the answer to the question says, in the rule file's words, to stand after "that"."""
        return clipped(fact_sentence(self.run.answers, fact).removeprefix("that "), most)

    def asks(self, fact: Fact, most: int = LONGEST) -> str:
        """Return the question, with what was answered before filled in."""
        return clipped(filled(self.run.answers, fact.question, None), most)


def clipped(text: str, most: int) -> str:
    """Return the text on one line, cut between two words where it is too long."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 4].rsplit(' ', 1)[0]} ..."


def quoted(text: str) -> str:
    """Return the officer's words between quotation marks, cut where they are long."""
    return f'"{clipped(text, 70)}"'


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text, levelled, so that two texts can be compared."""
    return tuple(_WORD.findall(text.lower()))


def salient(text: str) -> set[str]:
    """Return the words of a text by which its subject can be told, in the singular."""
    return {word.rstrip("s") for word in words_of(text) if len(word) > 4}


def is_link(fact: Fact) -> bool:
    """Return whether the answer is a step of the harm: all that the letter says of it is the officer's own words."""
    return bool(fact.alone())


def sentences(fact: Fact, answer: Answer) -> tuple[str, ...]:
    """Return the texts with the answer that have to tell something: its reasons, or a step of the harm."""
    given = [(name, answer.texts.get(name, "").strip()) for name in fact.needed_for(ticks(fact, answer))]
    return tuple(text for name, text in given if text and (name == REASONS or is_link(fact)))


def faults(look: Look, proof: Proof, gist: str = "") -> tuple[Fault, ...]:
    """Return the reasons behind the proof that say too little, or only what another answer says.

    A step of the harm must also say more than `gist`, what the ground is about.
    """
    found: list[Fault] = []
    seen: set[tuple[str, ...]] = set()
    for fact, answer in look.rested(proof):
        for text in sentences(fact, answer):
            asked = f"{fact.question} {gist}" if is_link(fact) else fact.question
            fault = fault_of(text, asked).partition(";")[0]
            if not fault and words_of(text) in seen:
                fault = "is word for word what another answer says"
            found += [Fault(fact, text, fault)] if fault else []
            seen.add(words_of(text))
    return tuple(found)


def faults_of(look: Look, relied: Relied) -> tuple[Fault, ...]:
    """Return the reasons behind a ground that is relied on that say too little."""
    return faults(look, relied.proof.tree, relied.ground.gist)


def example(fact: Fact) -> str:
    """Return what would be a good answer, as the rule file has it, or ""."""
    found = _GOOD.search(fact.help)
    return f' Good: "{found[1]}".' if found else ""


Check = Callable[[Look], Iterator[Point]]
"""What can be said of one piece in one respect."""
