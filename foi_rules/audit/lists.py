"""The two lists that come with foi-rules: every ground that the law has, and every provision."""

import csv
from pathlib import Path

from foi_rules.audit.coverage import Listed, Provision, listed_from, provisions_from
from foi_rules.rulebook.yaml_text import read_plain

HERE = Path(__file__).parent


def master_list() -> tuple[Listed, ...]:
    """Return the master list: every ground that a notice under the Act or the Regulations can cite, in its order."""
    with (HERE / "master_list.csv").open(encoding="utf-8", newline="") as file:
        return listed_from(csv.DictReader(file))


def provisions() -> tuple[Provision, ...]:
    """Return every section of the Act and every regulation, in order. Raises Refused if the file is broken."""
    return provisions_from(read_plain(HERE / "provisions.yaml"))
