"""Two marks of what leads to a work: days of access in brackets, and the end of an address.

>>> text = "Astma [Internet]. 2015 [citerad 3 mars 2019]. https://www.sos.example/astma"
>>> [text[slice(*date)] for _, date in seen_in_brackets(text)]
['3 mars 2019']
"""

from __future__ import annotations

import re

from carcite.reading.parts.dates import read_date
from carcite.text.pattern import pattern

LINKS = (
    r"CAS|ChemPort|PubMed\ Central|PubMed\ Abstract|PubMed|Medline|MEDLINE|Google\ Scholar|"
    r"Cross[Rr]ef(?:\ Full\ Text)?|View\ (?:Article|in\ Article|Abstract)|Search\ ADS|ADS|"
    r"Web\ of\ Science(?:®)?|ISI|Scopus|Full\ [Tt]ext(?:\ PDF)?|Publisher\ Full\ Text|"
    r"Free\ Full\ Text|Full\ text|"
    r"PMC\ free\ article|Free\ PMC\ article|DOI|Article|MathSciNet|MATH|zbMATH|PDF|"
    r"OpenUrl|HTML|Find\ this\ article\ online|Order\ article\ via\ Infotrieve|EBSCO|ProQuest|"
    r"Summary|Abstract|FREE|ADS\ Article|Download\ citation|Open\ in\ new\ tab|WorldCat"
)
"""The words of links that a page prints behind a reference."""

WHEN = (
    r"(?:(?:[Ll]ast|date|letzter|zuletzt|dernier|ultimo|ultima)\ )?"
    r"(?:[Aa]ccess(?:ed)?|[Cc]ited|[Rr]etrieved|[Vv]iewed|[Vv]isited|[Cc]onsulted"
    r"|[Aa]cess(?:o|ado)(?:\ em)?|[Cc]ita[dt]o(?:\ em|\ el|\ il)?"
    r"|[Cc]onsulta(?:[dt]o)?(?:\ em|\ el|\ il)?"
    r"|[Cc]onsulte(?:\ le)?|[Zz]itiert(?:\ am)?|[Zz]ugriff(?:\ am)?|[Aa]bgerufen(?:\ am)?|[Ss]tand"
    r"|[Zz]ugegriffen(?:\ am)?|[Dd]ata\ obrasenia|[Dd]ostep|[Ee]risim(?:\ tarihi)?"
    r"|[Gg]eraadpleegd(?:\ op)?|[Ll]ast\ checked|[Cc]onsulte\ en\ ligne"
    r"|[Uu]ltimo\ accesso|[Aa]ccess?o(?:\ il|\ el)?|cite(?:\ le)?)(?:\ date)?(?:\ on|\ at)?[:,]?\ "
)
"""What says that a day is that of access, in eleven languages, up to the blank before the day."""

Range = tuple[int, int]
Dois = tuple[tuple[int, int, str], ...]

# Takes "[citerad 3 mars 2019]": with an address, words and a day in brackets say when it was seen.
_DAY = (
    r"(?P<date>\d{1,2}(?P<mark>[./-])\ ?\d{1,2}(?P=mark)\ ?\d{4}"
    r"|\d{1,2}\.?\ [^\[\]()\d]{3,20}\ \d{4}|[A-Za-z]{3,12}\.?\ \d{1,2},\ \d{4}|\d{4}-\d\d-\d\d)"
)
_IN_BRACKETS = pattern(
    rf"\[(?P<words>[a-z]{{2,14}}\.?:?(?:\ [a-z]{{1,14}}:?){{0,2}})\ {_DAY}\]", re.IGNORECASE
)
# Takes ". Erisim tarihi: 12.05.2020" and " (data obrasenia: 3.3.2019)" behind an address.
_BEHIND_ADDRESS = pattern(
    r"(?:https?://|www\.)\S+[\s.,;]+(?P<whole>[(\[]?"
    r"(?P<words>[A-Za-z][a-z]{1,14}(?:\ [A-Za-z][a-z]{0,13}){0,3})\ ?:?\ "
    rf"{_DAY}[)\]]?)[\s.;,]*\Z"
)
# Takes what bioRxiv's addresses have behind a DOI: "v4", "v1.full.pdf".
VERSION = pattern(r"v\d{1,2}(?:\.(?:full|abstract)(?:\.pdf)?)?(?![\w.-]\w)")
_NOT_SEEN = pattern(
    r"publi|updat|revis|modif|poste|aktualis|actuali|atuali|corre|accept|submit", re.I
)


def seen_in_brackets(plain: str) -> list[tuple[Range, Range]]:
    """Return where brackets with a day of access stand in a plain text, and the days in them."""
    if "://" not in plain and "www." not in plain:
        return []
    seen = [(found.span(), found) for found in _IN_BRACKETS.finditer(plain)]
    behind = _BEHIND_ADDRESS.search(plain) if not seen else None
    if behind:
        seen.append((behind.span("whole"), behind))
    return [
        (whole, found.span("date"))
        for whole, found in seen
        if not _NOT_SEEN.search(found["words"]) and read_date(found["date"])
    ]


# Takes the " 2015.03.001." behind "10.1016/j.jhin." and the " n71" behind "10.1136/bmj.".
_TORN = pattern(r"(?:\.\ |\ \.?)(?P<rest>[a-z0-9][a-z0-9./()-]*+)[\s;,]*+\Z")


def torn(text: str, found: Dois) -> Dois:
    """Return DOIs with the last one mended where blanks tear it, and nothing else ends the text.

    >>> torn("10.1016/j.jhin. 2015.03.001.", ((0, 14, "10.1016/j.jhin"),))
    ((0, 27, '10.1016/j.jhin.2015.03.001'),)
    """
    if not found:
        return found
    start, end, value = found[-1]
    match = _TORN.match(text, end)
    rest = match["rest"].rstrip(".)") if match else ""
    if match is None or rest.isdigit() or not any(map(str.isdigit, rest)):
        return found
    stop = match.start("rest") + len(rest)
    joined = text[end:stop].replace(" ", "")
    return (*found[:-1], (start, stop, value + joined))


def trim_url(address: str) -> str:
    """Return an address without the marks of the sentence behind it."""
    address = address.rstrip(".,;:'\"")
    while (
        address
        and address[-1] in ")]>"
        and address.count("(" if address[-1] == ")" else "[") < address.count(address[-1])
    ):
        address = address[:-1].rstrip(".,;:")
    return address
