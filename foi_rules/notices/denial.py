"""What is answered without saying whether it is held. Source: FOISA s.18; EIRs regs 10(8), 11(6)."""

from foi_rules.notices.citing import provision
from foi_rules.notices.notice import one_line, sentence
from foi_rules.notices.pieces import Claimed
from foi_rules.notices.writing import Draft, Section, heading, joined, listed, paragraph


def denial(draft: Draft) -> Section:
    """Yield the refusal to say whether it is held, and each exemption that would apply."""
    eirs = draft.regime == "eirs"
    yield heading(draft.say("denial.heading"))
    if eirs and "environmental-exemption" in draft.conditions:
        yield paragraph(draft.say("environment.neither"), "environment", "environmental-exemption")
    yield paragraph(draft.say("denial.would-regulations" if eirs else "denial.would-act"), "claims")
    for one in draft.claims:
        yield from _exemption(draft, one)
    yield from _why_not_say(draft)
    yield paragraph(draft.say("denial.consistent"), "consistent")


def _exemption(draft: Draft, one: Claimed) -> Section:
    """Yield one exemption that would apply, in general terms: the officer's reasons, or that no more can be said."""
    about, words = (one.key,), draft.checklist.grounds.get(one.ground.id)
    label = one_line(one.ground.label) or sentence(one.ground.gist).rstrip(".")
    cited = provision(one.ground.id, one.cite, draft.checklist)
    yield heading(draft.say("withheld.ground", label=label, provision=cited), 3, "exemption", about=about)
    rule = words.rule if words else draft.say("denial.rule", gist=one_line(one.ground.gist))
    yield paragraph(rule, about=about)
    told = [] if draft.regime == "eirs" else list(one.reasons.why)
    if told:
        yield listed(draft.say("denial.why"), told, "general-reason", "review-reasons", about=about)
    if not told or (words and one.reasons.stops_short):
        yield paragraph(draft.say("denial.silent"), *(() if told else ("general-reason",)), about=about)


def _why_not_say(draft: Draft) -> Section:
    """Yield why a yes or a no would itself be wrong: the same words, whatever is held."""
    cites = [provision(one.ground.id, one.cite, draft.checklist) for one in draft.claims]
    if draft.regime == "eirs":
        tells = draft.say("denial.tells-regulations", provision=", ".join(dict.fromkeys(cites)))
    else:
        tells = draft.say("denial.tells-act")
    balance = draft.say("denial.balance") if "balanced-denial" in draft.conditions else ""
    yield paragraph(joined(tells, balance))
    reasons = [sentence(text) for text in denial_reasons(draft)]
    if reasons:
        yield listed(draft.say("denial.tells-why"), list(dict.fromkeys(reasons)), "denial-balance", "review-reasons")


def denial_reasons(draft: Draft) -> list[str]:
    """Return the officer's reasons against saying whether it is held, each once."""
    return [
        answer.texts[source.text].strip()
        for source in draft.checklist.answers.denial
        for piece in draft.denied
        for item in piece.items
        for answer in [item.answers.get(source.fact)]
        if answer and answer.texts.get(source.text, "").strip()
    ]
