"""Corpora that are asked over HTTP: Crossref, PubMed, a search engine, biblio-glutton."""
