"""The `foi` command: one module per command. The only room that prints or reads input."""
