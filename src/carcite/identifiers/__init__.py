"""Identifiers of works, journals, people and trials: one a file, each usable alone.

Every module has `validate(text)`, which returns the canonical form or raises `IdentifierError`
with one line that says why; `is_valid(text)`; `find(text)`, which returns `(start, end, value)`
for each identifier in running text, in order; and `url(value)`. Offsets are code points,
half-open, and enclose the identifier alone, neither its label nor the punctuation behind it.
"""
