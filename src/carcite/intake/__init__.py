"""Ways into carcite: find the reference lists of a file, give their text, put edits back."""
