"""Find the reference lists of a text and cut them into entries."""
