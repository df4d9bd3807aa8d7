"""The page of the Commissioner's decisions that are test cases, and what the rules make of each."""

from collections.abc import Iterator

from decisions import Found, decided, decisions, differences
from made_text import MADE, table

from foi_rules.model.decision import Decision
from foi_rules.model.rulebook import Rulebook

_STAGES = {
    "engaged_absolute": "an absolute exemption applies",
    "exemption_engaged_and_pi_favours_withholding": "it applies, and the public interest is for withholding",
    "not_engaged_element_missing": "an element is missing",
    "not_engaged_no_substantial_harm": "no substantial harm",
    "engaged_but_pi_favours_disclosure": "it applies, and the public interest is for disclosure",
    "not_personal_data": "not personal data",
    "no_legitimate_interest": "no legitimate interest",
    "not_necessary": "not necessary",
    "balance_favours_data_subject": "the person's rights prevail",
    "balance_favours_disclosure": "the interests in disclosure prevail",
    "procedural": "procedure",
    "stage_not_visible": "only the result is known",
}


def decisions_page(rulebook: Rulebook) -> str:
    """Return for each decision in tests/decisions what it was decided on, what the rules give, and if they agree."""
    found = [(one, decided(one, rulebook)) for one in decisions()]
    rows = [_row(one, decision) for one, decision in found]
    agree = sum(row[-1] == "reproduced" for row in rows)
    lines = [
        MADE,
        "# Decisions of the Commissioner as tests",
        "",
        f"{len(rows)} decisions are encoded as cases in `tests/decisions`, and {agree} of them are reproduced.",
        "",
        "What this shows: the rules can express these results, at the stage at which they were reached. It is no",
        "measure of accuracy. The decisions are known from their published summaries; where one is silent the",
        "answer was supposed. The sample is not random.",
        "",
        *table(("Decision", "Authority", "About", "Decided on", "The rules give", ""), rows),
        "",
    ]
    return "\n".join(lines)


def _row(found: Found, decision: Decision) -> tuple[str, ...]:
    stages = "; ".join(dict.fromkeys(_STAGES.get(stage, stage) for stage in found.stage))
    differs = list(differences(found, decision))
    verdict = "reproduced" if not differs else f"not reproduced: {found.not_reproduced}"
    return (
        f"[{found.id}]({found.url})",
        found.authority,
        found.about,
        stages,
        "; ".join(_given(found, decision)),
        verdict,
    )


def _given(found: Found, decision: Decision) -> Iterator[str]:
    if "request" in found.expect:
        yield _told(decision.outcome, [ground.cite for ground in decision.grounds])
    for item in decision.items:
        if item.id in found.expect:
            yield _told(item.outcome, [ground.cite for ground in item.grounds])


def _told(outcome: str, cites: list[str]) -> str:
    words = outcome.replace("-", " ")
    return f"{words} ({', '.join(cites)})" if cites else words
