"""Markdown, Quarto and R Markdown files."""
