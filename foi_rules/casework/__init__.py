"""A case as a file and over time: reading, saving, the clock."""
