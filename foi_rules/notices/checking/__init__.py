"""Letters in: what a letter that somebody wrote says and what it lacks, on the checklist of the letters out."""
