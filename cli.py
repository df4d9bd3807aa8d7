"""`python cli.py ...` is the `foi` command, for a checkout that is not installed."""

from foi_rules.commands.main import run

if __name__ == "__main__":
    run()
