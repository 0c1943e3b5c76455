"""Text and places in it: spans, sources, characters and edits; knows nothing of references."""
