"""What is to be put into a letter so that it can go: a list for the officer to complete."""

from foi_rules.notices.checking.defects import Defect
from foi_rules.notices.checking.report import Report


def insertions(report: Report, name: str) -> str:
    """Return a list of what to mend and what to insert, as Markdown, in the order of the letter.

    Words in [square brackets] are to be completed. `name` is that of the letter.
    """
    if not report.defects:
        return f"# {name}\n\nNothing to mend was found.\n"
    rows = sorted(report.defects, key=lambda one: (one.line is None, one.line or 0))
    lead = "Complete what stands in [square brackets]; nothing here has been put into the letter."
    return "\n".join([f"# What to mend in {name}", "", lead, "", *(line for one in rows for line in _entry(one))])


def _entry(one: Defect) -> list[str]:
    where = f"{one.place[:1].upper()}{one.place[1:]}" if one.place else "Nowhere in the letter"
    quoted = [f"> {one.sentence}", ""] if one.sentence else []
    insert = ["Insert:", "", f"    {one.insert}", ""] if one.insert else []
    return [f"## {where}: {one.message}", "", *quoted, f"{one.mend} ({one.cite})", "", *insert]
