"""Parts of a reference, each read and written face to face."""
