"""The page of what is covered: the law, section by section, against the rules."""

from made_text import MADE, bullets, day_text, table

from foi_rules.audit.coverage import Place, coverage
from foi_rules.audit.lists import master_list, provisions
from foi_rules.model.rulebook import Rulebook


def coverage_page(rulebook: Rulebook) -> str:
    """Return what of the law is in the rules, as `foi rules coverage` finds it."""
    found = coverage(rulebook, master_list(), provisions())
    stated = rulebook.order.law_stated_at
    held = {name for section in rulebook.sections for name in section.grounds}
    grounds = [
        (f"[{one.cite}](grounds/{one.id}.md)" if one.id in held else one.cite, str(row.facts), *map(str, row.tried))
        for row in found.rows
        for one in (row.listed,)
    ]
    places = [(one.provision.cite, one.provision.about, *_counts(one), one.provision.elsewhere) for one in found.places]
    left = [(one.provision.cite, one.provision.not_encoded) for one in found.places if one.provision.not_encoded]
    whole = sum(not row.faults for row in found.rows)
    lines = [
        MADE,
        "# Coverage",
        "",
        f"What of the Act (FOISA) and the Regulations (EIRs) is in the rules, as at {day_text(stated)}.",
        "`foi rules coverage` prints the same, and fails if a ground is lost.",
        "",
        f"**{whole} of the {len(found.rows)} grounds** that a notice can cite have their rule and a test case.",
        "",
        *(["## Missing", "", *bullets(f"{fault}." for fault in found.faults), ""] if found.faults else []),
        "## Grounds",
        "",
        "The questions behind each, and in how many test cases it is engaged, not engaged, or not settled.",
        "",
        *table(("Ground", "Questions", "Engaged", "Not engaged", "Unknown"), grounds),
        "",
        "## Provisions",
        "",
        *table(("Provision", "About", "Grounds", "Questions", "Also in"), places),
        "",
        "## Not encoded, and why",
        "",
        *table(("Provision", "Why"), left),
    ]
    return "\n".join(lines) + "\n"


def _counts(place: Place) -> tuple[str, str]:
    """Return how many grounds and questions a provision has, with nothing for none."""
    return str(len(place.grounds) or ""), str(place.facts or "")
