"""PubMed Central identifiers: "PMC" and figures.

NLM, PMCID conventions; Citing Medicine 2nd ed., ch. 23A. The version that PMC may add
behind a stop ("PMC5882485.2") is no part of the canonical form.

>>> validate("PMCID: PMC5882485."), validate("PMCID: 5882485"), url("PMC5882485")
('PMC5882485', 'PMC5882485', 'https://pmc.ncbi.nlm.nih.gov/articles/PMC5882485/')
>>> find("PMID: 29567707; PMCID: PMC5882485.")
((23, 33, 'PMC5882485'),)
"""

from __future__ import annotations

import re

from carcite.errors import IdentifierError
from carcite.identifiers.frame import Found, Judge, judged_by

# Takes "PMC5882485", "PMC 5882485", "PMCID: 5882485"; must refuse "PMC" alone and "xPMC123".
_PMCID = re.compile(
    r"(?<![^\W_])(?:PMCID\s?[:：]?\s*(?=\d)|(?=PMC\s?\d))((?:PMC\s?)?\d{1,9})(?:\.\d{1,2}(?!\d))?(?!\w)",
    re.IGNORECASE,
)
_PAGE = (
    r"(?:https?://)?(?:www\.)?(?:pmc\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/(?:labs/)?pmc|"
    r"europepmc\.org)/(?:articles?/)?"
)
_LEAD = re.compile(rf"(?:PMCID\s?[:：]?\s*|PubMed Central:?\s*|{_PAGE})+", re.IGNORECASE)
_BARE = re.compile(r"(?:PMC\s?)?0*([1-9]\d{0,8})(?:\.\d{1,2})?(?:/(?:pdf/?\S*)?)?", re.IGNORECASE)


def find(text: str) -> Found:
    """Return every PMCID; the offsets take in the letters PMC but not the label "PMCID:"."""
    found = []
    for match in _PMCID.finditer(text):
        figures = match[1].upper().removeprefix("PMC").strip().lstrip("0")
        if figures:
            found.append((*match.span(1), f"PMC{figures}"))
    return tuple(found)


def validate(text: str) -> str:
    """Return the PMCID that a text is, with or without label, address, version or letters."""
    match = _BARE.fullmatch(_LEAD.sub("", text.strip(), count=1).strip(" .,;:()[]"))
    if match is None or not match[1].isascii():
        raise IdentifierError(f'"{text.strip()[:60]}" is no PMCID: it is not "PMC" and a number')
    return f"PMC{match[1]}"


is_valid: Judge = judged_by(validate)


def url(value: str) -> str:
    """Return the PMC page of a PMCID."""
    return f"https://pmc.ncbi.nlm.nih.gov/articles/{value}/"
