"""The vocabulary as frozen values: truth, rules, cases, decisions, problems."""
