"""Digital Object Identifiers.

DOI Handbook 2.2 (ISO 26324): "10.", a registrant, "/", and a suffix of any graphic characters;
compared without regard to case. Shown as a link under https://doi.org/ (Crossref DOI display
guidelines). SICI suffixes (ANSI/NISO Z39.56) hold `<`, `>`, `;` and `#`.

>>> validate("https://doi.org/10.1055/a-2556-8663")
'10.1055/a-2556-8663'
>>> find("See (doi: 10.1016/S0140-6736(12)60441-3).")
((10, 39, '10.1016/S0140-6736(12)60441-3'),)
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from carcite.errors import IdentifierError
from carcite.identifiers.frame import Found, Judge, judged_by

# Takes "10.1055/" and "10.1000.10%2F"; must refuse the "10.1234/" of "110.1234/5" and "2.10.1234/".
# A label or an encoded slash may stand directly before it: "doi10.1055/", "%2F10.1371/".
_PREFIX = re.compile(
    r"(?:(?<![^\W_])(?<!\d\.)|(?<=[dD][oO][iI])|(?<=\.org)|(?<=%2[fF])|(?<=%3[aAdD]))"
    r"10\.\d{4,9}+(?:\.\d{1,9})*+(?:/|%2[fF])"
)
_LONGEST_SUFFIX = 300
_SICI_TAIL = r"\d\.\d\.(?i:CO|TX);\d(?:(?:-|%2D)(?:[0-9A-Za-z#](?![0-9A-Za-z])|%23))?"
# One after the other, what a suffix is made of; the rest of a SICI is taken whole.
# Takes "S0140-6736(12)60441-3", "1<1::AID-X>3.0.CO;2-#"; stops at a blank, a quote, "</a>", "?x=1".
_SUFFIX = re.compile(
    r"(?:"
    r"(?:<|&lt;|%3[cC])[^<>&;\s]{1,60}(?:>|&gt;|%3[eE])" + _SICI_TAIL + r"|%[0-9A-Fa-f]{2}"
    r"|\\_|&amp;(?=\w)|,(?!10\.|http|doi|PM|pp?\d)|;(?=\d)(?<=(?i:CO|TX);)"
    r"|[A-Za-z0-9._()/:\[\]{}'’!$*+=@~%\-‐‑‒–—−\u00ad\u200b]"
    r")++"
)
# Takes what is glued to a DOI: "10.1001/x.PMID:1", "10.1136/x[pii]", not "87[2614:A]2.0".
_GLUED = re.compile(
    r"[.:]?(?:PMC?ID:?|PMC\d|Epub|eCollection|Available|Accessed|\(?Erratum|https?:|\[?doi:|doi$|\[(?!\d))",
    re.IGNORECASE,
)
# Takes the end of a page's address, "/full", ".full.pdf", "/asset/x"; not "/journal.pone.1".
_PAGE = re.compile(
    r"(?:/(?:full|abstract|e?pdf|html?|meta|summary|references|figures|suppl_file|full-text|asset"
    r"|issuetoc|pdfdirect|epub|fulltext)(?:[./][\w.\-]{0,60})?|\.(?:full(?:\.pdf|-text)?|e?pdf|html?))$",
    re.IGNORECASE,
)
# Cochrane registers the records of CENTRAL with the end of their page's address.
_CENTRAL = "central/CN-"
_PREPRINT_VERSION = re.compile(r"(?<=\d)v\d{1,2}$")
_PREPRINT_PREFIX = "10.1101/"
_CLOSERS = {")": "(", "]": "[", "}": "{"}
_TRAILING = ".,:;!?'’*=~…\u00ad\u200b"
_HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—−", "-") | dict.fromkeys("\u00ad\u200b\ufeff", ""))

# What may stand before the DOI when the whole text is one: labels, resolvers, any page's address.
_OPENING = r"[\s\"'“”‘’«»(<\[{]*+"
_LABEL = r"(?:(?:digital object identifier|doi(?!\.org))(?:\s*+[:：.=]?)++\s*+)"
_ADDRESS = r"(?:(?:[a-z]{3,6}:/{0,3}|https?//|www\.|info:|urn:|(?:dx\.)?doi\.org)[^\s]*+)"
_LEAD = re.compile(rf"{_OPENING}{_LABEL}*+{_OPENING}{_ADDRESS}?+\s?{_LABEL}*+", re.IGNORECASE)
_AFTER = re.compile(r"/?[\s.,;:!?\"'“”‘’«»)>\]}*]*+")
_SHORT = re.compile(
    r"(?:https?://)?(?:dx\.)?doi\.org/(?:10/)?([a-z][a-z0-9]{2,9})|10/([a-z0-9]{3,10})"
)


def find(text: str) -> Found:
    """Return every DOI of a running text, its value decoded and in the text's own case.

    A DOI broken by a blank is found up to the blank, if at all: see `find_broken`.
    """
    found = []
    place = 0
    while match := _PREFIX.search(text, place):
        place = match.end()
        suffix = _SUFFIX.match(text, place, place + _LONGEST_SUFFIX)
        if suffix is None:
            continue
        end = place + len(_trimmed(suffix[0], match[0]))
        if end > place:
            found.append((match.start(), end, _canonical(text[match.start() : end])))
            place = end
    return tuple(found)


def validate(text: str) -> str:
    """Return the one DOI that a text is, without label, address and punctuation around it.

    The case stays as written. A text that holds more than the DOI is refused.
    """
    text = text.strip()
    if short := _SHORT.fullmatch(text):
        return f"10/{short[1] or short[2]}"
    found = find(text)
    if not found:
        raise IdentifierError(_reason(text))
    start, end, value = found[0]
    if any(fold(other) != fold(value) for _, _, other in found[1:]):
        raise IdentifierError(f'"{text[:80]}" holds {len(found)} DOIs')
    if len(found) == 1:
        _refuse_more(text, start, end)
    return value


def _refuse_more(text: str, start: int, end: int) -> None:
    """Raise when a text holds more than a DOI with its label, address and punctuation."""
    before, after = text[:start], text[end:]
    if not _LEAD.fullmatch(before):
        raise IdentifierError(f'"{text[:80]}" has text before the DOI "{text[start:end]}"')
    in_address = "://" in before or "www." in before
    if _AFTER.fullmatch(after) or _PAGE.fullmatch(after) or (in_address and " " not in after):
        return
    if find_broken(text):
        raise IdentifierError(f'the DOI "{text[start:][:80]}" is broken by a blank')
    raise IdentifierError(f'DOI "{text[start:][:80]}" ends in text that is not part of it')


is_valid: Judge = judged_by(validate)


def url(value: str) -> str:
    """Return the address of a DOI, with the characters encoded that Crossref asks for."""
    return "https://doi.org/" + quote(value, safe="/:;().-_~!$*,=@'")


def leads_elsewhere(text: str) -> bool:
    """Tell whether the address before a DOI is a page's own and not that of the DOI's resolver.

    >>> leads_elsewhere("https://journals.plos.org/plosone/article?id=")
    True
    """
    return "://" in text and "doi.org" not in text.lower()


def fold(value: str) -> str:
    """Return a DOI for comparison: DOIs that differ in ASCII case only are the same."""
    return value.lower()


def registrant(value: str) -> str:
    """Return the part before the slash, which names the registrant: "10.1055"."""
    return value.partition("/")[0]


# A blank (or a hyphen and a blank) inside a DOI: behind "10.", "/", ".", "(" or "-", before a rest
# that a DOI can have and a sentence hardly: it holds a figure, and is no year that starts a date.
_BROKEN = re.compile(
    r"(?<![^\W_])(?<!\d\.)10\.(?P<first>\s{1,3})?+\d{4,9}+(?:\.\d{1,9})*+(?:\s?/|/\s{1,3})"
    r"[^\s<>\"“”]{0,200}+(?P<blank>(?<=[./(_-])\s{1,3}(?!(?:19|20)\d\d(?!\.\d|[\w-])|10\.\d|PMC?ID|https?:|doi)"
    r"(?=[^\s]{0,60}\d)[A-Za-z0-9(][^\s<>\"“”]{1,200}+)?+"
)


def find_broken(text: str) -> Found:
    """Return the DOIs that blanks or line ends seem to break, their values with the blanks removed.

    >>> find_broken("doi:10.1016/j.medj. 2024.03.002.")
    ((4, 31, '10.1016/j.medj.2024.03.002'),)
    """
    if "10." not in text:
        return ()
    found = []
    for match in _BROKEN.finditer(text):
        if not any(map(str.isspace, match[0])):
            continue
        joined = "".join(match[0].split())
        whole = find(joined)
        if len(whole) != 1 or whole[0][0] != 0:
            continue
        dropped = len(joined) - whole[0][1]
        end = match.start() + len(match[0]) - dropped
        if dropped >= len(match[0].split()[-1]):
            continue
        found.append((match.start(), end, whole[0][2]))
    return tuple(found)


def _trimmed(suffix: str, prefix: str) -> str:
    """Cut from a suffix what only stands beside the DOI: glued words, stops, unpaired brackets."""
    if glued := _GLUED.search(suffix):
        suffix = suffix[: glued.start()]
    while True:
        short = _without_page(suffix, prefix).rstrip(_TRAILING)
        last = short[-1:]
        if last in _CLOSERS and short.count(last) > short.count(_CLOSERS[last]):
            short = short[:-1]
        if last and last in "([{/":
            short = short[:-1]
        if short == suffix:
            return suffix
        suffix = short


def _without_page(suffix: str, prefix: str) -> str:
    shorter = suffix if suffix.startswith(_CENTRAL) else _PAGE.sub("", suffix)
    if prefix == _PREPRINT_PREFIX:
        # bioRxiv's pages are ".../10.1101/2020.01.30.927871v1.full"; the DOI has no version.
        return _PREPRINT_VERSION.sub("", shorter)
    return shorter


def _unescaped(text: str) -> str:
    from html import unescape  # With a table of two thousand names.

    return unescape(text)


def _canonical(raw: str) -> str:
    plain = raw.translate(_HYPHENS).replace("\\_", "_")
    decoded = _unescaped(plain) if "&" in plain else plain
    if "%" in decoded and _decodes(decoded):
        decoded = unquote(decoded, errors="strict")
    return decoded if decoded == plain or _is_whole(decoded) else plain


def _is_whole(value: str) -> bool:
    """Tell whether a decoded DOI is one to its end: "10.1234/%20" is a prefix and a blank."""
    prefix = _PREFIX.match(value)
    suffix = _SUFFIX.match(value, prefix.end()) if prefix else None
    if not prefix or not suffix or suffix.end() < len(value):
        return False
    return bool(suffix[0]) and _trimmed(suffix[0], prefix[0]) == suffix[0]


def _decodes(text: str) -> bool:
    try:
        return unquote(text, errors="strict").isprintable()
    except UnicodeDecodeError:
        return False


def _reason(text: str) -> str:
    shown = text if len(text) <= 80 else text[:77] + "..."
    if not text:
        return "an empty text is no DOI"
    if find_broken(text):
        return f'the DOI "{shown}" is broken by a blank'
    bare = _LEAD.sub("", text, count=1) if not text[0].isdigit() else text
    if match := re.match(r"10\.(\d+)", bare):
        if not 4 <= len(match[1]) <= 9:
            return f'DOI "{shown}" has a registrant of {len(match[1])} figures, not 4 to 9'
        return f'DOI "{shown}" has no suffix behind a slash'
    return f'DOI "{shown}" does not begin with "10." and a registrant'
