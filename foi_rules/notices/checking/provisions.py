"""What a provision can be: the sections and limbs of the Act and the Regulations, from the rules themselves."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from foi_rules.model.rule import Ground
from foi_rules.model.rulebook import Law
from foi_rules.notices.checking.laws import LawName

_CITE = re.compile(r"(?:(FOISA)\s+s\.|(EIRs)\s+reg\s+)(\d+[A-Z]?)((?:\([0-9a-zA-Z]+\))*)")
_STEP = re.compile(r"\(([0-9a-zA-Z]+)\)")
Steps = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Provision:
    """A provision of one law: its steps, such as ("30", "b", "i") for section 30(b)(i)."""

    law: LawName
    steps: Steps

    @property
    def number(self) -> str:
        """Return the number of the section or regulation."""
        return self.steps[0]

    @property
    def cite(self) -> str:
        """Return it as the rules cite it: "FOISA s.30(b)(i)", "EIRs reg.10(4)(b)"."""
        from foi_rules.notices.checking.laws import NAMES

        sign = "reg." if self.law in ("eirs", "uk-eirs", "fees") else "s."
        return f"{NAMES[self.law]} {sign}{self.number}{''.join(f'({step})' for step in self.steps[1:])}"

    @property
    def words(self) -> str:
        """Return it as a letter says it: "section 30(b)(i)", "regulation 10(4)(b)"."""
        name = "regulation" if self.law in ("eirs", "uk-eirs", "fees") else "section"
        return f"{name} {self.number}{''.join(f'({step})' for step in self.steps[1:])}"


@dataclass(frozen=True)
class Provisions:
    """The grounds of the rules by provision, and the sections that are no grounds."""

    grounds: tuple[Ground, ...]
    others: Mapping[str, frozenset[str]]

    @cached_property
    def _by_steps(self) -> Mapping[tuple[str, Steps], tuple[Ground, ...]]:
        found: dict[tuple[str, Steps], list[Ground]] = {}
        for ground in self.grounds:
            for law, steps in steps_of(ground.cite)[:1]:
                found.setdefault((law, steps), []).append(ground)
        return {key: tuple(those) for key, those in found.items()}

    @cached_property
    def _known(self) -> frozenset[tuple[str, Steps]]:
        """Return every provision that a ground names, with all that stand above it."""
        cites = [place for ground in self.grounds for place in steps_of(ground.cite)]
        extra = [(law, tuple(_parts(text))) for law, texts in self.others.items() for text in texts]
        return frozenset((law, steps[:size]) for law, steps in (*cites, *extra) for size in range(1, len(steps) + 1))

    def known(self, provision: Provision) -> bool:
        """Return whether there is such a provision, as far as it bears on letters."""
        return (provision.law, provision.steps) in self._known

    def at(self, provision: Provision) -> tuple[Ground, ...]:
        """Return the grounds that are cited exactly so."""
        return self._by_steps.get((provision.law, provision.steps), ())

    def under(self, provision: Provision) -> tuple[Ground, ...]:
        """Return the grounds of this provision and of the limbs below it."""
        size = len(provision.steps)
        return tuple(
            ground
            for (law, steps), those in self._by_steps.items()
            if law == provision.law and steps[:size] == provision.steps
            for ground in those
        )

    def limbs(self, provision: Provision) -> tuple[Provision, ...]:
        """Return the provisions that grounds below this one are cited by; none if it is a limb itself."""
        size = len(provision.steps)
        return tuple(
            Provision(provision.law, steps)
            for law, steps in self._by_steps
            if law == provision.law and len(steps) > size and steps[:size] == provision.steps
        )


def steps_of(cite: str) -> tuple[tuple[LawName, Steps], ...]:
    """Return each provision in a cite of the rules, such as "FOISA s.38(1)(b) with s.38(2A)"."""
    found: list[tuple[LawName, Steps]] = []
    for act, _, number, rest in _CITE.findall(_spelt_out(cite)):
        found.append(("foisa" if act else "eirs", (number, *_STEP.findall(rest))))
    return tuple(found)


def _spelt_out(cite: str) -> str:
    """Return a cite with its law before each provision: "... with s.38(2A)" names the law once."""
    law = "FOISA" if cite.startswith("FOISA") else "EIRs" if cite.startswith("EIRs") else ""
    sign = "s." if law == "FOISA" else "reg "
    return re.sub(r"\bwith (?:s\.|reg )?(?=\d)", f"with {law} {sign}", cite)


def _parts(text: str) -> Iterable[str]:
    number, *rest = re.findall(r"[0-9a-zA-Z]+", text)
    return (number, *rest)


def provisions_of(law: Law, others: Mapping[str, Iterable[str]]) -> Provisions:
    """Return the provisions of a rulebook; `others` are those, by law, that are no grounds ("foisa": ["1",
    "8(1)(b)"]).
    """
    return Provisions(tuple(law.grounds.values()), {name: frozenset(texts) for name, texts in others.items()})
