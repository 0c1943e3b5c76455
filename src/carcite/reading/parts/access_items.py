"""The forms of what names or locates a work outside its citation, one kind a line.

>>> form = item_of("J Biol. 2018;8:1. PMID: 123456 [PubMed]", 0)
>>> [(each.lastgroup, each[0]) for each in form.finditer("J Biol. 2018;8:1. PMID: 123456 [PubMed]")]
[('pmid', 'PMID: 123456'), ('links', ' [PubMed]')]
>>> item_of("A review of the view from the North", 0)
"""

from __future__ import annotations

import re
from functools import cache

from carcite.reading.parts.access_marks import LINKS, WHEN
from carcite.reading.parts.dates import DATE
from carcite.text.pattern import pattern

_DATE = (
    rf"(?:{DATE.pattern.replace('(?P<mark>', '(?P<m_KIND>').replace('(?P=mark)', '(?P=m_KIND)')})"
)


def _date(kind: str) -> str:
    return _DATE.replace("m_KIND", f"m_{kind}")


_ITEM = rf"""
    (?P<pmid>(?=[CP\[(p])(?:Cited\ in\ )?(?:\[?Pub[Mm]ed\]?;?\ )?(?:\(|\b|(?<=\d))(?:PMID|pmid|PMid|Pub[Mm]ed(?=:))\ ?:?\ ?(?P<pmid_v>\d{{4,9}})\)?)
    |(?P<pmcid>(?=[P(p])(?:Pub[Mm]ed\ Central\ )?(?:\(|\b)(?:PMCID|PMCid|pmcid)\ ?:?\ ?(?P<pmcid_v>(?:PMC)?\d{{4,9}})\)?
        |\b(?P<pmcid_w>PMC\d{{5,9}})\b)
    |(?P<arxiv>(?=[Pha])(?:\bPre-?print\ at\ )?\b(?:https?://arxiv\.org/(?:abs|pdf)/|arXiv\ ?:?\ ?(?:preprint\ )?(?:arXiv:)?)(?P<arxiv_v>\d{{4}}\.\d{{4,5}}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{{2}})?/\d{{7}})(?:\ ?\[[a-z]{{1,8}}(?:[.-][a-zA-Z-]++)*+\])?)
    |(?P<isbn>\bISBN(?:-1[03])?\ ?:?\ ?(?P<isbn_v>[\d][\d\ -]{{8,15}}[\dX]))
    |(?P<issn>\bISSN\ ?:?\ ?(?P<issn_v>\d{{4}}-\d{{3}}[\dX]))
    |(?P<trial>(?:Clinical[Tt]rials\.gov\ (?:[Ii]dentifier|(?:registration\ )?number|registration|ID)?\ ?:?\ ?)(?P<trial_v>NCT\d{{8}}))
    |(?P<url>(?=[<(hfw])(?:<|\()?(?P<url_v>(?:https?|ftp)\ ?:\ ?//\S+|www\.[\w.-]+\.[a-z]{{2,}}(?:/\S*)?))
    |(?P<accessed>(?=[(\[AaCcDdEeGgLlRrSsUuVvZz])[(\[]?(?:date\ unknown;\ )?{WHEN}[(\[]?(?P<accessed_v>{_date("accessed")}|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|\d{{1,2}}/\d{{4}}|\d{{3,4}},?\ \d{{4}})[)\]]?)
    |(?P<updated>(?=[(\[UuMmLlAaRr])(?:[(\[]|(?<=[.;]\ ))(?:[Uu]pdated|[Mm]odified|[Ll]ast\ (?:updated|modified)|[Aa]tualizado(?:\ em)?|[Aa]ctualizado(?:\ el)?|[Aa]ktualisiert(?:\ am)?|[Rr]evised)\ (?P<updated_v>{_date("updated")})(?:;\ (?:{WHEN})(?P<accessed_w>{_date("accessed_w")}))?[)\]]?)
    |(?P<epub>(?=[(\[EePpFf])[(\[]?(?i:e-?pub(?:\ ahead\ of\ print)?|ecollection|published\ ?(?:online|ahead\ of\ print)(?:\ ?first|\ ahead\ of\ print)?|first\ published\ online)(?:\ on)?(?:\ ?[:,]\ ?|\ )(?P<epub_v>{_date("epub")})(?:\ ahead\ of\ print)?[)\]]?)
    |(?P<online>(?P<online_v>[Pp]ublished\ ?online\ ?(?:[A-Z][a-z]{{2,8}}\.?\ ?\d{{1,2}}|\d{{1,2}}\ [A-Z][a-z]{{2,8}}\b\.?))(?!,?\ \d{{4}}))
    |(?P<uid>MeSH\ [Uu]nique\ ID:\ (?P<uid_v>[A-Z]\d{{3,9}}))
    |(?P<published>(?:(?<=[.;]\ )|\()[Pp]ublished\ (?P<published_v>{_date("published")})\)?)
    |(?P<placed>\[[Pp]osted\ (?:online\ )?(?P<placed_v>{_date("placed")})(?:;\ (?:{WHEN})(?P<seen_w>{_date("seen_w")}))?\])
    |(?P<posted>Preprint[.;,]?\ [Pp]osted\ (?:online\ )?(?P<posted_v>{_date("posted")}))
    |(?P<status>(?=[(\[EOoPpAaIiFfSsEeNn])[(\[]?(?P<status_v>(?i:(?:e-?pub|online|published(?:\ online)?|publish)\ )?(?i:ahead\ of\ print)|[Ii]n\ [Pp]ress|[Ff]orthcoming|[Aa]dvance\ online\ publication|[Ss]ubmitted(?:\ for\ publication)?|[Aa]ccepted\ for\ publication|[Aa]dvance\ [Aa]ccess|[Ii]m\ Druck|[Ee]n\ prensa|[Nn]o\ prelo)(?=[.,;)\]]|\ ?$|\ \d|\ doi)[)\]]?)
    |(?P<unfinished>[(\[](?P<unfinished_v>(?:[Mm]anuscript\ )?(?:[Ii]n\ prep(?:aration|\.)?|[Uu]nder\ review|[Ii]n\ review))[)\]]
        |(?<=[.]\ )(?P<unfinished_w>(?:Manuscript\ )?(?:[Ii]n\ preparation|[Uu]nder\ review))(?=\.?\ ?$))
    |(?P<available>(?=[(\[ADdVvRrEeIiOoU])[(\[]?\b(?:Available\ (?:online\ )?(?:from|at|in|on|via)(?:\ the)?|Available(?:\ online)?(?=\ ?:)|Availableat|[Dd]ispon[ii]vel\ (?:em|in)|[Dd]isponible\ (?:en|sur|at|desde)|[Vv]erfugbar\ unter|[Rr]etrieved\ from|[Rr]etrieved\ (?={_date("ret")})|[Aa]ccessible\ (?:at|from)|[Aa]ccessed\ (?:at|from)|[Ee]m\ linha|[Ii]m\ Internet|[Oo]nline\ unter|[Rr]ezim\ dostupa|[Dd]ostepne\ na|URL|Online\ verfugbar|[Dd]isponibile\ (?:su|in|a))\ ?:(?!\ ?\d))
    |(?P<availableb>\b(?:Available(?:\ online)?(?:\ from|\ at)?|Retrieved\ from|Disponivel\ em|Disponible\ en|URL)(?=\ (?:https?:|www)))
    |(?P<availablec>(?<=[.\]]\ )[A-Z][a-z]{{2,14}}(?:\ [a-z]{{1,12}}){{0,2}}\ ?:(?=\ (?:https?:|www\.)))
    |(?P<pii>S\d{{4}}-\d{{3}}[\dX]\(\d\d\)\d{{5}}-[\dX](?:\ ?\[pii\])?|\[pii\]|\[doi\])
    |(?P<links>(?=[,.;\ \[A-Zh])(?:\ -\ (?:DOI|PMC|PubMed)(?![\w-]))++(?=[.\ ]*\Z)|(?=[,.;\ \[A-Zh])(?:[,.;]?(?:\ |\b)\[?(?:{LINKS})\]?(?![\w-])[.,;]?){{2,}}+|\ ?\[(?:{LINKS})\])
    |(?P<link>(?=[CPpMGVSOd])\b(?:CAS|Pub[Mm]ed|Medline|Google\ Scholar|Cross[Rr]ef|View\ Article|Search\ ADS|OpenUrl)(?=\.?\ *$|\.?\ doi|\ PMID|;\ )|(?<=[.;)]\ )doi\ ?:(?=\ *$))
    """  # noqa: E501


# What stands before a date in an item, in lower case.
_BEFORE_DATES = (
    "acces", "cited", "cite ", "cite:", "citado", "retrieved", "viewed", "visited", "consult",
    "acess", "zitiert", "zugriff", "abgerufen", "stand ", "stand:", "zugegriffen", "obrasenia",
    "dostep", "erisim", "geraadpleegd", "checked", "updated", "modified", "tualiz", "ktualisiert",
    "revised", "citato", "epub", "e-pub", "ecollection", "published", "posted",
)  # fmt: skip
_DATED = (
    "accessed",
    "updated",
    "accessed_w",
    "epub",
    "published",
    "posted",
    "ret",
    "placed",
    "seen_w",
)


# What the other items are known by, in lower case: those of many words, and the plain ones.
_WORDED = (
    "ahead of print", "in press", "forthcoming", "advance o", "advance a", "submitted",
    "accepted for", "im druck", "en prensa", "no prelo", "in prep", "in review", "under review",
    "availab", "dispon", "verfugbar", "em linha", "im internet", "online unter", "rezim dostupa",
    "dostepne na", "url",
)  # fmt: skip
_PLAIN_ONES = (
    "http", "www.", "ftp", "pmid", "pubmed", "pmc", "arxiv", "isbn", "issn", "clinicaltrials",
    "unique id", "[pii]", "[doi]",
)  # fmt: skip
_PLAIN_KINDS = frozenset(
    ("pmid", "pmcid", "arxiv", "isbn", "issn", "trial", "url", "uid", "availablec", "pii", "link")
)
# Takes a link's word, and the figures of a publisher's own number: "CAS", "S0140-6736(12)".
_PLAIN_ONE = pattern(
    r"\b(?:CAS\b|Pub[Mm]ed|Medline|Google\ S|Cross[Rr]ef|View\ A|Search\ A|OpenUrl)|S\d{4}-\d{3}"
    r"|\bdoi\ ?:(?=\ *$)"
)
# Takes "CAS PubMed", "[PubMed]" and " - PMC", which are links only so; refuses "PubMed PMID".
_LINKED = pattern(
    rf"\ -\ (?:DOI|PMC|PubMed)|\b(?:{LINKS})(?:\]|[.,;]{{0,2}}\ ?\[?(?:{LINKS})(?![\w-]))"
)


def item_of(plain: str, start: int) -> re.Pattern[str] | None:
    """Return the pattern of all items that can stand from `start` on; None where none can.

    Dates in words of eleven languages take most of the time to compile; few lists need them here.
    """
    lower = plain[start:].lower()
    if any(word in lower for word in _BEFORE_DATES):
        return _compiled(dated=True, worded=True)
    if any(word in lower for word in _WORDED) or _LINKED.search(plain, start):
        return _compiled(dated=False, worded=True)
    if any(word in lower for word in _PLAIN_ONES) or _PLAIN_ONE.search(plain, start):
        return _compiled(dated=False, worded=False)
    return None


@cache
def _compiled(*, dated: bool, worded: bool) -> re.Pattern[str]:
    forms = [form for form in _ITEM.split("\n    |") if worded or _kind(form) in _PLAIN_KINDS]
    form = "\n|".join(forms)
    if not dated:
        for kind in _DATED:
            form = form.replace(_date(kind), "(?!)")
    # No item begins inside a word, but an address may be glued to it.
    return pattern(rf"(?!(?<=[a-z])(?!https?:)[a-z])(?:{form})", re.VERBOSE)


def _kind(form: str) -> str:
    return form.partition("<")[2].partition(">")[0]
