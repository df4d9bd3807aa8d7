"""The conversation: an immutable state, its next question, and a front end that any screen can drive."""
