"""Answers to findings to a decision, with proofs. Pure: no I/O, no globals, no clock."""
