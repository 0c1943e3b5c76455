"""PubMed identifiers: one to eight figures, given out by NLM (Citing Medicine, ch. 23A, "PMID").

>>> validate("PMID: 29567707."), url("29567707")
('29567707', 'https://pubmed.ncbi.nlm.nih.gov/29567707/')
>>> find("Science. 2018;359:1361-5. PubMed PMID: 29567707.")
((39, 47, '29567707'),)
"""

from __future__ import annotations

import re

from carcite.errors import IdentifierError
from carcite.identifiers.frame import Found, Judge, judged_by

_LABEL = r"(?:PubMed\s?PMID|PMID|PubMed(?:\sID)?|MEDLINE)"
_PAGE = (
    r"(?:https?://)?(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov/|pubmed\.gov/|"
    r"ncbi\.nlm\.nih\.gov/(?:m/)?(?:pubmed|entrez/\S{0,80}uids=)/?(?:\?term=)?)"
)
# Takes "PMID: 29567707", "PubMed PMID:29567707", "pubmed/29567707"; must refuse "PMID: PMC5882485",
# "PMID 123456789" and the bare figures of a page.
_PMID = re.compile(rf"(?<![^\W_])(?:{_LABEL}\s?[:：#]?\s*|{_PAGE})(\d{{1,8}})(?!\w)", re.IGNORECASE)
_BARE = re.compile(r"(\d+)(?:\.\d{1,2}|/)?")
_LEAD = re.compile(rf"(?:{_PAGE}|{_LABEL}\s?[:：#]?\s*)+", re.IGNORECASE)


def find(text: str) -> Found:
    """Return every PMID that a label or a PubMed address announces; bare figures are none."""
    found = []
    for match in _PMID.finditer(text):
        if value := match[1].lstrip("0"):
            found.append((*match.span(1), value))
    return tuple(found)


def validate(text: str) -> str:
    """Return the PMID that a text is, with or without label or address, without leading zeros."""
    shown = text.strip()[:60]
    bare = _LEAD.sub("", text.strip(), count=1).strip(" .,;:()[]")
    if bare.upper().startswith("PMC"):
        raise IdentifierError(f'"{shown}" is a PMCID, not a PMID')
    match = _BARE.fullmatch(bare)
    if match is None or not bare.isascii():
        raise IdentifierError(f'"{shown}" is no PMID: it is not a number')
    value = match[1].lstrip("0")
    if not 1 <= len(value) <= 8:
        raise IdentifierError(f'"{shown}" is no PMID: it has {len(value)} figures, not 1 to 8')
    return value


is_valid: Judge = judged_by(validate)


def url(value: str) -> str:
    """Return the PubMed page of a PMID."""
    return f"https://pubmed.ncbi.nlm.nih.gov/{value}/"
