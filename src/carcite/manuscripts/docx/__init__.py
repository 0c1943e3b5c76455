"""Word files: text with a map back, edits as runs, changes and comments."""
