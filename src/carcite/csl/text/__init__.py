"""Printed text: case, punctuation, markup, output."""
