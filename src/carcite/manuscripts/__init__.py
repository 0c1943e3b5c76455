"""Manuscripts, a format each: text with a map back to the file, and edits put back into it."""
