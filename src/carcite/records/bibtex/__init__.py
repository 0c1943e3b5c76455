"""BibTeX files, read and written."""
