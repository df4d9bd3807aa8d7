"""Letters out: built from a decision on one checklist, rendered only when complete."""
