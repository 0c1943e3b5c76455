"""Files of records (BibTeX, RIS, MEDLINE, EndNote, CSL-JSON): read to references and written."""
