"""The second engine: every finding and every stage of every ground again, by forward chaining on durable-rules.

It starts from the same leaf values as the engine of record (`Answers`, `balance_of`) and shares nothing
else with it: no walking of conditions, no three-valued logic. What `forward_rules` has written fires until
nothing new is known.

What was measured of durable-rules 2.0.28 shapes this page. Its `Ruleset` is used without its `Host`, whose
two timer threads would run actions of a session behind our back. Only facts that some rule of a set tests
are asserted to it, so it needs no rule that catches the rest. Each fact carries an id of our own, with a
salt for another try: the engine compares ids by a hash of 32 bits and may take two for one.
"""

import itertools
import warnings
import weakref
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from foi_rules.engine.balance import balance_of
from foi_rules.engine.forward_rules import (
    ALWAYS,
    Atom,
    ForwardRule,
    Network,
    balance_name,
    claimed_name,
    network,
    opened_name,
    relied_name,
)
from foi_rules.engine.leaves import Answers
from foi_rules.model.rule import Ground
from foi_rules.model.rulebook import Law
from foi_rules.model.truth import NO, UNKNOWN, YES, Truth, truth_of

MOST_TRIES = 8
# A fact of every session, with a rule that fires on it. delete_state frees memory that the engine sets only
# when a rule fires: in a session where none ever fired it frees what it never had, and the process dies.
START = "start"


class EngineMissing(RuntimeError):
    """durable-rules is not installed, or does not work with this Python."""


class EngineFault(RuntimeError):
    """durable-rules did not do what was asked of it, so nothing that it derived can be used."""


def forward_for(law: Law) -> "Forward":
    """Return the engine for the law, made once and kept as long as the law is.

    Raises EngineMissing if durable-rules cannot be imported.
    """
    if law not in _MADE:
        _MADE[law] = Forward(law)
    return _MADE[law]


_MADE: "weakref.WeakKeyDictionary[Law, Forward]" = weakref.WeakKeyDictionary()


class Forward:
    """The rules of one law, compiled. It may outlive the law, to which it does not refer."""

    def __init__(self, law: Law) -> None:
        engine = _durable()
        self._network: Network = network(law)
        self._sets = tuple(_RuleSet(engine, rules) for rules in self._network.sets)
        handles = [one.handle for one in self._sets]
        # The engine never frees a ruleset by itself.
        weakref.finalize(self, _dispose, engine.durable_rules_engine.delete_ruleset, handles).atexit = False

    def derive(self, answers: Answers) -> Mapping[str, Truth]:
        """Return the value of each finding by its id, and of each stage as `ground.<id>.<stage>`.

        The stages are opened, lapsed, tree, engaged and relied_on; a tree is derived also where screening
        has closed the ground. UNKNOWN is what neither rail derived. Raises EngineFault if the engine fails.
        """
        fixed = _fixed(answers)
        known = {Atom(ALWAYS), *_atoms(_leaves(self._network, answers)), *_atoms(fixed)}
        with warnings.catch_warnings():
            # From Python 3.12 on, the way in which durable-rules asks for the time is deprecated.
            warnings.filterwarnings(
                "ignore", message=r"datetime\.datetime\.utcfromtimestamp", category=DeprecationWarning
            )
            for one in self._sets:
                one.run(known, fixed)
        return MappingProxyType({name: _value(name, atom, known) for name, atom in self._network.outputs.items()})


def _durable() -> Any:
    try:
        import durable.engine
    except ImportError as error:
        raise EngineMissing(
            "the second engine is not installed, so nothing checks the first; "
            "install it with 'pip install foi-rules[durable]' (Python 3.11 or 3.12)"
        ) from error
    return durable.engine


def _dispose(delete: Callable[[int], None], handles: list[int]) -> None:
    for handle in handles:
        delete(handle)


def _fixed(answers: Answers) -> dict[str, Truth]:
    """Return what is given from outside: it stands whatever is derived."""
    fixed = {relied_name(name) if name in answers.law.grounds else name: v for name, v in answers.given.items()}
    if answers.opened is not None:
        fixed |= {opened_name(name): answers.opened.get(name, NO) for name in answers.law.grounds}
    return fixed


def _leaves(rules: Network, answers: Answers) -> dict[str, Truth]:
    values = {name: answers.value(leaf) for name, leaf in rules.leaves.items()}
    for ground in rules.grounds:
        values[claimed_name(ground.id)] = _claimed(answers, ground)
        values[balance_name(ground.id)] = balance_of(answers, ground).value
    return values


def _claimed(answers: Answers, ground: Ground) -> Truth:
    """Return NO if the item, its part or the request leaves the ground unclaimed and the law lets it."""
    for place in (answers.case, answers.part, answers.item):
        if place is not None and ground.id in place.not_claimed and not ground.hold_back:
            return NO
    return YES


def _atoms(values: Mapping[str, Truth]) -> Iterator[Atom]:
    for name, value in values.items():
        if value is not UNKNOWN:
            yield Atom(name, value is YES)


def _value(name: str, atom: Atom, known: set[Atom]) -> Truth:
    yes, no = atom in known, atom.swapped() in known
    if yes and no:
        raise EngineFault(f"the second engine derived both yes and no for '{name}'")
    return truth_of(yes) if yes or no else UNKNOWN


@dataclass(eq=False)
class _Session:
    """One run of one set: what is known, what may not be derived; whether it started, and took a fact for another."""

    known: set[Atom]
    fixed: Mapping[str, Truth]
    sid: str
    salt: int
    started: bool = False
    mistaken: bool = False


@dataclass(eq=False)
class _RuleSet:
    """One compiled ruleset. Facts are properties named after their atom's number; so are their ids."""

    engine: Any
    rules: tuple[ForwardRule, ...]
    _numbers: dict[Atom, int] = field(default_factory=dict)
    _sessions: dict[str, _Session] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for rule in self.rules:
            for atom in rule.when:
                self._numbers.setdefault(atom, len(self._numbers))
        definition = {
            f"{index} {rule.then.name}": {
                "all": [{f"m{at}": {f"a{self._numbers[atom]}": 1}} for at, atom in enumerate(rule.when)],
                "run": self._action(rule.then),
            }
            for index, rule in enumerate(self.rules)
        }
        definition[START] = {"all": [{"m0": {START: 1}}], "run": _begin}
        self._ruleset = self.engine.Ruleset(f"foi-rules-{next(_NAMES)}", None, definition)

    @property
    def handle(self) -> int:
        """Return the engine's own number for the ruleset."""
        handle: int = self._ruleset._handle
        return handle

    def run(self, known: set[Atom], fixed: Mapping[str, Truth]) -> None:
        """Add all that follows to what is known, except where a value is fixed."""
        if not any(atom in known for atom in self._numbers):
            return
        for salt in range(MOST_TRIES):
            session = _Session(known, fixed, f"s{next(_NAMES)}", salt)
            self._sessions[session.sid] = session
            try:
                self._fire(session)
            except self.engine.MessageObservedException:
                session.mistaken = True
            finally:
                del self._sessions[session.sid]
                if session.started:  # else it stays: better some memory lost than the process
                    self._ruleset.delete_state(session.sid)
            if not session.mistaken:
                return
        raise EngineFault("the second engine takes different facts for the same one")

    def _fire(self, session: _Session) -> None:
        # By itself and first, so that a rule has fired even if the engine then refuses a fact.
        self._assert([{"sid": session.sid, "id": START, START: 1}])
        session.started = True
        self._assert([self._fact(session, atom) for atom in self._numbers if atom in session.known])

    def _assert(self, facts: list[dict[str, Any]]) -> None:
        ended: list[tuple[Any, Any]] = []
        self._ruleset.do_actions(self._ruleset.assert_facts(facts), lambda error, state: ended.append((error, state)))
        if not ended:
            # An action that takes more than ten seconds, as on a machine put to sleep, is dropped in silence.
            raise EngineFault("the second engine stopped before it was done; decide once more")
        error, state = ended[-1]
        # An exception in an action does not come out: it is kept in the session's state.
        swallowed = state and state.get("exception")
        if error or swallowed:
            raise EngineFault(f"the second engine failed: {error or swallowed}")

    def _fact(self, session: _Session, atom: Atom) -> dict[str, Any]:
        number = self._numbers[atom]
        return {"sid": session.sid, "id": f"{session.salt}-{number}", f"a{number}": 1}

    def _action(self, then: Atom) -> Callable[[Any], None]:
        def derived(closure: Any) -> None:
            session = self._sessions[closure.s.sid]
            if then in session.known or then.name in session.fixed:
                return
            session.known.add(then)
            if then in self._numbers:
                try:
                    closure.assert_fact(self._fact(session, then))
                except self.engine.MessageObservedException:
                    session.mistaken = True

        return derived


def _begin(closure: Any) -> None:
    """Do nothing: see START."""
    del closure


_NAMES = itertools.count()
