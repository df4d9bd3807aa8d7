"""The laws of docs/deciding.md, each as a property of any rulebook and any case."""
