"""What names a work to machines: a scheme and a value in its canonical form.

>>> Identifier("doi", "10.1126/science.aar6711").scheme
'doi'
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier; `value` is canonical, without prefix or address."""

    scheme: str
    """One of "doi", "pmid", "pmcid", "issn", "isbn", "arxiv", "trial", "nlmid"..."""
    value: str
