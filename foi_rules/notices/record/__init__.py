"""The internal record of a decision, and the schedule of its pieces: what is kept beside the letter."""
