"""`python -m foi_rules.commands` is the `foi` command."""

from foi_rules.commands.main import run

if __name__ == "__main__":
    run()
