"""The laws of design section 4, each as a property of any rulebook and any case."""
