"""The solicitor's bench: the rule files' own cases, run and reported."""
