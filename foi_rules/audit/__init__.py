"""The solicitor's bench: the rule files' own cases, run and reported, and what of the law is covered."""
