"""Identifiers of arXiv: "2103.12345" since April 2007, "hep-th/9901001" before.

arXiv, "Understanding the arXiv identifier": YYMM and a number of four figures, from 2015 of five;
a version "v2" may follow and is kept. The old form is an archive, "/", YYMM and three figures.

>>> validate("arXiv:2103.12345v2 [cs.CL]"), validate("https://arxiv.org/pdf/hep-th/9901001.pdf")
('2103.12345v2', 'hep-th/9901001')
>>> find("Smith J. arXiv preprint arXiv:2103.12345. 2021")
((30, 40, '2103.12345'),)
"""

from __future__ import annotations

import re

from carcite.errors import IdentifierError
from carcite.identifiers.frame import Found, Judge, judged_by

_YEAR_AND_MONTH = r"[0-9]{2}(?:0[1-9]|1[0-2])"
_NEW = rf"{_YEAR_AND_MONTH}\.[0-9]{{4,5}}"
_OLD = rf"[a-z]{{2,8}}(?:-[a-z]{{2,4}})?(?:\.[A-Z]{{2}})?/{_YEAR_AND_MONTH}[0-9]{{3}}"
_VALUE = rf"(?:{_NEW}|{_OLD})(?:v[1-9][0-9]?)?"
_PLACE = r"(?:(?:https?://)?(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/|10\.48550/)"
# Takes "arXiv:2103.12345v2", "arxiv.org/abs/hep-th/9901001", "10.48550/arXiv.2103.12345"; must
# refuse "2103.12345" without a label, which may be any number.
_ARXIV = re.compile(
    rf"(?<![^\W_])(?:{_PLACE}|arXiv(?:\spreprint)?\s?[:.]?\s?)(?:arXiv[:.])?({_VALUE})(?![0-9])",
    re.IGNORECASE,
)
_LEAD = re.compile(
    rf"(?:(?:https?://doi\.org/)?{_PLACE}|(?:arXiv\spreprint\s?)?arXiv\s?[:.]?\s*)+", re.IGNORECASE
)
_TAIL = re.compile(r"(?:\.pdf)?(?:\s?\[[\w.\-]{2,20}\])?[\s.,;]{0,40}+$")
_FIRST_OF_FIVE = 1501
_FIRST_NEW = 704


def find(text: str) -> Found:
    """Return every identifier that "arXiv" or an arXiv address announces."""
    return tuple((*match.span(1), match[1]) for match in _ARXIV.finditer(text) if _fits(match[1]))


def _fits(value: str) -> bool:
    """Tell whether the number has the length of its month; years before 91 belong to 2000."""
    if "/" in value:
        return True
    month, number = int(value[:4]), value[5:].partition("v")[0].lower()
    return month >= _FIRST_NEW and len(number) == (5 if month >= _FIRST_OF_FIVE else 4)


def validate(text: str) -> str:
    """Return the identifier that a text is, with its version when it has one."""
    bare = _TAIL.sub("", _LEAD.sub("", text.strip(), count=1))
    if re.fullmatch(_VALUE, bare) is None:
        raise IdentifierError(
            f'"{text.strip()[:60]}" is no arXiv identifier, neither YYMM.NNNNN nor archive/YYMMNNN'
        )
    if not _fits(bare):
        raise IdentifierError(f'arXiv "{bare}" has a number of the wrong length for its month')
    return bare


is_valid: Judge = judged_by(validate)


def url(value: str) -> str:
    """Return the abstract's page of an identifier."""
    return f"https://arxiv.org/abs/{value}"
