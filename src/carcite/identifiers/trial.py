"""Registration numbers of clinical trials and reviews, each in the form of its registry.

The registries are those of the WHO ICTRP network and ClinicalTrials.gov, EudraCT and CTIS, and
PROSPERO for reviews; each row of the table takes what the registry's own pages print.

>>> validate("nct 01234567"), registry("ISRCTN83678069"), url("NCT01234567")
('NCT01234567', 'ISRCTN', 'https://clinicaltrials.gov/study/NCT01234567')
>>> find("Registered as ChiCTR-IOR-16008574 and CRD42018091234.")
((14, 33, 'ChiCTR-IOR-16008574'), (38, 52, 'CRD42018091234'))
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from carcite.errors import IdentifierError
from carcite.identifiers.frame import Found, Judge, judged_by


class _Registry(NamedTuple):
    name: str
    letters: str
    """The canonical letters before the number."""
    number: str
    """A pattern of what follows them; no group."""
    address: str = ""
    """Where the trial is shown, the value in place of {}."""


_ICTRP = "https://trialsearch.who.int/Trial2.aspx?TrialID={}"
_REGISTRIES = (
    _Registry("ClinicalTrials.gov", "NCT", r"[0-9]{8}", "https://clinicaltrials.gov/study/{}"),
    _Registry("ISRCTN", "ISRCTN", r"[0-9]{8}", "https://www.isrctn.com/{}"),
    _Registry("ChiCTR", "ChiCTR", r"(?:-[A-Z]{2,6}-[0-9]{8}|[0-9]{10})"),
    _Registry("PROSPERO", "CRD", r"42[0-9]{9,10}", "https://www.crd.york.ac.uk/PROSPERO/view/{}"),
    _Registry("ANZCTR", "ACTRN", r"126[0-9]{11}", "https://anzctr.org.au/{}.aspx"),
    _Registry("CTRI", "CTRI", r"/[0-9]{4}/[0-9]{2,3}/[0-9]{6}"),
    _Registry("DRKS", "DRKS", r"[0-9]{8}", "https://drks.de/search/en/trial/{}"),
    _Registry("UMIN-CTR", "UMIN", r"[0-9]{9}"),
    _Registry("jRCT", "jRCT", r"s?[0-9]{9,10}", "https://jrct.mhlw.go.jp/en-latest-detail/{}"),
    _Registry("JAPIC", "JapicCTI", r"-[0-9]{6}"),
    _Registry("JMACCT", "JMA-IIA", r"[0-9]{5}"),
    _Registry("CRIS", "KCT", r"[0-9]{7}"),
    _Registry("IRCT", "IRCT", r"[0-9]{5,14}N[0-9]{1,3}"),
    _Registry("PACTR", "PACTR", r"[0-9]{15,16}"),
    _Registry("ReBEC", "RBR", r"-[0-9a-z]{5,8}"),
    _Registry("RPCEC", "RPCEC", r"[0-9]{8}"),
    _Registry("SLCTR", "SLCTR", r"/[0-9]{4}/[0-9]{3}"),
    _Registry("TCTR", "TCTR", r"[0-9]{11}"),
    _Registry("LBCTR", "LBCTR", r"[0-9]{10}"),
    _Registry("REPEC", "PER", r"-[0-9]{3}-[0-9]{2}"),
    _Registry("Netherlands Trial Register", "NTR", r"[0-9]{1,4}"),
    _Registry("Universal Trial Number", "U1111", r"-[0-9]{4}-[0-9]{4}"),
    _Registry("CTIS", "", r"20(?:2[2-9]|[3-9][0-9])-5[0-9]{5}-[0-9]{2}(?:-[0-9]{2})?"),
    _Registry("EudraCT", "", r"20[0-9]{2}-[0-9]{6}-[0-9]{2}"),
)
_HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
# A registry's pattern that begins so takes figures at once, without a mark of its own.
_FIGURES_FOLLOW = "[14s"


def _pattern(registry: _Registry) -> str:
    # "NCT 01234567", "NCT: 01234567", "NCT-01234567" are common; "CTRI/2018" has its own mark.
    blank = r"[\s:#-]{0,2}" if registry.letters and registry.number[0] in _FIGURES_FOLLOW else ""
    return re.escape(registry.letters) + blank + registry.number


# Takes "NCT01234567", "NCT 01234567", "nct01234567"; must refuse "NCT0123456" and "xNCT01234567".
_TRIAL = re.compile(
    r"(?<![^\W_])(?:"
    + "|".join(f"(?P<r{place}>{_pattern(row)})" for place, row in enumerate(_REGISTRIES))
    + r")(?![^\W_])",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[\s:#]")


def _canonical(match: re.Match[str]) -> tuple[_Registry, str]:
    place = int((match.lastgroup or "r0")[1:])
    registry = _REGISTRIES[place]
    raw = _MARKS.sub("", match[0])
    number = raw[len(registry.letters) :]
    if registry.letters and registry.number[0] in _FIGURES_FOLLOW:
        number = number.lstrip("-")
    return registry, registry.letters + _cased(registry.name, number)


def _cased(name: str, number: str) -> str:
    if name in ("ChiCTR", "IRCT"):
        return number.upper()
    return number.lower()


def find(text: str) -> Found:
    """Return every registration number, in the registry's own case and without blanks."""
    return tuple((*match.span(), _canonical(match)[1]) for match in _matches(text))


def _matches(text: str) -> Iterator[re.Match[str]]:
    # Every dash is one character, as the hyphen is, so that the offsets hold.
    return _TRIAL.finditer(text.translate(_HYPHENS))


def _match(text: str) -> re.Match[str]:
    matches = list(_matches(text))
    if len(matches) != 1:
        raise IdentifierError(
            f'"{text.strip()[:60]}" holds {len(matches) or "no"} registration '
            f"number{'s' if len(matches) > 1 else ''} of a known form"
        )
    before, after = text[: matches[0].start()], text[matches[0].end() :]
    if any(map(str.isdigit, before + after)) or len(after.split()) > 1:
        if "://" not in before:
            raise IdentifierError(f'"{text.strip()[:60]}" holds more than a registration number')
    return matches[0]


def validate(text: str) -> str:
    """Return the one registration number that a text is, with or without a label or address."""
    return _canonical(_match(text))[1]


is_valid: Judge = judged_by(validate)


def registry(value: str) -> str:
    """Return the name of the registry whose form a registration number has."""
    return _canonical(_match(value))[0].name


def url(value: str) -> str:
    """Return the page of a trial: the registry's own, or the WHO search portal's."""
    row, canonical = _canonical(_match(value))
    return (row.address or _ICTRP).format(canonical)
