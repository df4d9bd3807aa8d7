"""rules/*.yaml to a Rulebook: positions, schema, cross-checks."""
