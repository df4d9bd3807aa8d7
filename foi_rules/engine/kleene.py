"""The engine of record: direct evaluation in three values, with a proof tree for every finding."""

from dataclasses import dataclass, field

from foi_rules.engine.balance import balance_of
from foi_rules.engine.leaves import Answers
from foi_rules.model.proof import Proof
from foi_rules.model.rule import AllOf, AnyOf, Condition, FactIs, FindingIs, Ground, GroundIs, Not
from foi_rules.model.truth import NO, UNKNOWN, YES, all_of, any_of, negated


@dataclass(frozen=True, eq=False)
class Evaluation:
    """The proofs for one item (or for the request alone). Each finding and ground is worked out once."""

    answers: Answers
    _findings: dict[str, Proof] = field(default_factory=dict, init=False, repr=False)
    _grounds: dict[str, "GroundProof"] = field(default_factory=dict, init=False, repr=False)
    # By identity: a law holds each leaf once, and hashing one costs more than proving it.
    _leaves: dict[int, Proof] = field(default_factory=dict, init=False, repr=False)

    def about(self, answers: Answers) -> "Evaluation":
        """Return the same proofs for answers that differ in nothing that a proof can read."""
        other = Evaluation(answers)
        for name in ("_findings", "_grounds", "_leaves"):
            object.__setattr__(other, name, getattr(self, name))
        return other

    def finding(self, name: str) -> Proof:
        """Return the proof of the finding."""
        if name not in self._findings:
            self._findings[name] = self._finding(name)
        return self._findings[name]

    def _finding(self, name: str) -> Proof:
        given = self.answers.given.get(name)
        if given is not None:
            return Proof("given", name, given)
        child = self.prove(self.answers.law.findings[name].met_if)
        return Proof("finding", name, child.value, (child,))

    def ground(self, name: str) -> "GroundProof":
        """Return the proof of the ground, stage by stage."""
        if name not in self._grounds:
            self._grounds[name] = _prove_ground(self, self.answers.law.grounds[name])
        return self._grounds[name]

    def prove(self, condition: Condition) -> Proof:
        """Return the proof of a condition."""
        match condition:
            case FactIs():
                found = self._leaves.get(id(condition))
                if found is None:
                    found = self._leaves[id(condition)] = _prove_fact(self, condition)
                return found
            case AllOf():
                return _prove_all(self, condition)
            case AnyOf():
                return _prove_any(self, condition)
            case FindingIs():
                return self.finding(condition.finding)
            case Not():
                child = self.prove(condition.child)
                return Proof("not", "", negated(child.value), (child,))
            case GroundIs():
                return _prove_grounds(self, condition)


@dataclass(frozen=True, slots=True)
class GroundProof:
    """The stages of one ground. `relied_on` is the last word; the others say where it failed or waits.

    `tree` is the bare test; it is left out (UNKNOWN, no children) where screening has closed the ground.
    """

    ground: Ground
    opened: Proof
    lapsed: Proof
    tree: Proof
    claimed: Proof
    balance: Proof
    engaged: Proof
    relied_on: Proof


def _prove_ground(run: Evaluation, ground: Ground) -> GroundProof:
    opened = _opened(run, ground)
    lapsed = run.finding(ground.lapses) if ground.lapses else _CURRENT
    if opened.value is NO and ground.id not in run.answers.given:
        return _shut(ground, opened, lapsed)
    tree = _UNTRIED if opened.value is NO else run.prove(ground.engaged_if)
    claimed = _claimed(run.answers, ground)
    balance = balance_of(run.answers, ground)
    current = Proof("not", "lapse", negated(lapsed.value), (lapsed,))
    engaged = _all("engaged", (opened, current, tree))
    stages = (engaged, claimed, balance)
    given = run.answers.given.get(ground.id)
    relied = (
        Proof("given", ground.id, given)
        if given is not None
        else Proof("ground", ground.id, all_of(stage.value for stage in stages), stages)
    )
    return GroundProof(ground, opened, lapsed, tree, claimed, balance, engaged, relied)


def _shut(ground: Ground, opened: Proof, lapsed: Proof) -> GroundProof:
    """Return the stages of a ground that screening has closed: nothing after the door is looked at."""
    engaged = Proof("all", "engaged", NO, (opened,))
    relied = Proof("ground", ground.id, NO, (engaged,))
    return GroundProof(ground, opened, lapsed, _UNTRIED, _CLAIMED, _UNWEIGHED, engaged, relied)


_CLAIMED = Proof("given", "claimed", YES)
_UNWEIGHED = Proof("given", "not-weighed", UNKNOWN)
_CURRENT = Proof("given", "lapse", NO)
_UNTRIED = Proof("given", "not-tried", UNKNOWN)
_OPEN = Proof("given", "screening", YES)


def _opened(run: Evaluation, ground: Ground) -> Proof:
    override = run.answers.opened
    if override is not None:
        return Proof("given", "screening", override.get(ground.id, NO))
    return run.prove(ground.opened_by) if ground.opened_by else _OPEN


def _claimed(answers: Answers, ground: Ground) -> Proof:
    """Return NO if somebody has recorded that the ground is not claimed; a hold-back ground is always claimed."""
    places = [place.not_claimed for place in (answers.item, answers.part, answers.case) if place is not None]
    dropped = not ground.hold_back and any(ground.id in place for place in places)
    return Proof("given", f"claimed.{ground.id}", NO if dropped else YES)


def _all(name: str, children: tuple[Proof, ...]) -> Proof:
    return Proof("all", name, all_of(child.value for child in children), children)


def _prove_all(run: Evaluation, condition: AllOf) -> Proof:
    children = tuple([run.prove(child) for child in condition.children])
    return Proof("all", "", all_of([child.value for child in children]), children)


def _prove_any(run: Evaluation, condition: AnyOf) -> Proof:
    children = tuple([run.prove(child) for child in condition.children])
    return Proof("any", "", any_of([child.value for child in children]), children)


def _prove_fact(run: Evaluation, condition: FactIs) -> Proof:
    choice = condition.choice if condition.more_than is None else f"> {condition.more_than}"
    return Proof("fact", condition.fact, run.answers.read(condition), (), choice)


def _prove_grounds(run: Evaluation, condition: GroundIs) -> Proof:
    children = tuple([run.ground(name).relied_on for name in condition.grounds])
    if len(children) == 1:
        return children[0]
    return Proof("any", "", any_of([child.value for child in children]), children)
