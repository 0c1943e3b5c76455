"""Words as they are compared: folded, spelt one way, with what prints alike made the same.

>>> fold_words("TNF-α and the <i>in vivo</i> Müller's tumour")
['tnf', 'alpha', 'and', 'the', 'in', 'vivo', 'mullers', 'tumour']
>>> spell("tumour") == spell("tumor"), spell("haemoglobin") == spell("hemoglobin")
(True, True)
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from carcite.authorities import journals
from carcite.authorities.journal_table import Journal
from carcite.authorities.journal_words import SMALL_WORDS, abbreviate_iso4
from carcite.text.pattern import pattern

_WORD = pattern(r"[a-z0-9]+")
_ANY_WORD = pattern(r"[^\W_]+")
_TAG = pattern(r"</?(?:i|b|em|sub|sup|sc|bold|italic|scp|u|strong)\b[^<>]{0,80}>", re.IGNORECASE)
_MADE = pattern(r"\(\(?(?:R|C|TM)\)\)?")
"""Registered and trade marks in ASCII."""
_GREEK = {
    code: f" {unicodedata.name(chr(code)).split()[-1].lower()} "
    for code in range(0x3B1, 0x3CA)
    if not unicodedata.name(chr(code)).endswith("FINAL SIGMA")
}
_FOLDED = (
    _GREEK
    | {ord(mark): "" for mark in "'’‘`´ʼ®™©\u00ad\u200b\u200c\u200d\ufeff"}
    | {
        ord(a): b
        for a, b in zip("øłđðıħŧµ", ["o", "l", "d", "d", "i", "h", "t", " mu "], strict=True)
    }
    | {ord("æ"): "ae", ord("œ"): "oe", ord("þ"): "th", ord("ß"): "ss", 0x3C2: " sigma "}
)


@lru_cache(maxsize=8192)
def fold_text(text: str) -> str:
    """Return a text in lower case without markup, diacritics and apostrophes."""
    if "<" in text:
        text = _TAG.sub("", text)
    if "(" in text:
        text = _MADE.sub("", text)
    text = text.lower()
    if text.isascii():
        return text.replace("'", "")
    text = text.translate(_FOLDED)
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFKD", text).translate(_FOLDED)
    return "".join(char for char in plain if not unicodedata.combining(char))


def fold_words(text: str) -> list[str]:
    """Return the folded words of a text in order; letters of every script count."""
    folded = fold_text(text)
    return (_WORD if folded.isascii() else _ANY_WORD).findall(folded)


# What one school of English or another writes, to one form; longer before shorter.
_SPELLINGS = (
    *((re.compile("ae|oe"), "e"), (re.compile("our"), "or"), (re.compile("ph"), "f")),
    *((re.compile("ys(?=e|i)"), "yz"), (re.compile("is(?=e[drs]?$|ing$|ation|abl)"), "iz")),
    *((re.compile("ll"), "l"), (re.compile("(?<=[bt])re$"), "er"), (re.compile("ogue$"), "og")),
    (re.compile("ge(?=ing$|ment$)"), "g"),
    *((re.compile("gramme$"), "gram"), (re.compile("(?<=n)ce$"), "se")),
)


@lru_cache(maxsize=65536)
def spell(word: str) -> str:
    """Return a folded word in the singular and the one spelling of British and American."""
    if len(word) > 5 and word.endswith(("sis", "ses")):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s"):
        word = word[:-1]
    for form, one in _SPELLINGS:
        word = form.sub(one, word)
    return word


def closed(words: list[str]) -> str:
    """Return words closed up, so that a space or a hyphen more makes no other title."""
    return "".join(words)


@lru_cache(maxsize=65536)
def page_key(page: str) -> str:
    """Return a page or article number as compared: "E113200", "e113200" and "113200" are one.

    >>> page_key("S93"), page_key("e0012"), page_key("0123")
    ('s93', '12', '123')
    """
    page = "".join(char for char in page.lower() if char.isalnum() or char == ".").strip(".")
    if page[:1] == "e" and page[1:2].isdigit():
        page = page[1:]
    return page.lstrip("0") or page


@lru_cache(maxsize=65536)
def volume_key(volume: str) -> str:
    """Return a volume as compared."""
    return "".join(char for char in volume.lower() if char.isalnum()).lstrip("0")


def volume_parts(volume: str) -> frozenset[str]:
    """Return the volumes that a double volume holds: "134-135" is 134 and 135."""
    return frozenset(each.lstrip("0") for each in fold_words(volume))


@lru_cache(maxsize=65536)
def journal_key(name: str) -> str:
    """Return the folded abbreviation of a journal, NLM's where the tables know just one.

    >>> journal_key("The New England Journal of Medicine") == journal_key("N. Engl. J. Med.")
    True
    """
    found = known_journals(name)
    if len({each.abbreviation for each in found}) == 1 and found[0].abbreviation:
        return journals.fold(found[0].abbreviation)
    words = journals.fold(abbreviate_iso4(name.split(":")[0])).split()
    return " ".join(words)


@lru_cache(maxsize=8192)
def known_journals(name: str) -> tuple[Journal, ...]:
    """Return the journals of the tables that bear a name."""
    return journals.find(name)


_OFFICIAL = pattern(r"(?<=\w)[:\s.]+(?:the\s)?off(?:icial|ic)?\.? j(?:ournal)?\b.*", re.IGNORECASE)
"""Whose journal it is: "J Clin Oncol Off J Am Soc Clin Oncol"."""


_SUPPLEMENT = pattern(r"(?<=\w{3})[\s.,(]+suppl(?:ements?)?[.)]*$", re.IGNORECASE)
_WHOSE = pattern(r"(?<=\w{3})\sj(?:ournal)?\.?\s.*$", re.IGNORECASE)
"""Whose journal it is, of a name that nobody knows so: "Value Health J Int Soc"."""


@lru_cache(maxsize=8192)
def _bare_journal(name: str) -> str:
    """Return a journal's name without whose journal it is and without "Suppl" at its end."""
    name = _SUPPLEMENT.sub("", _OFFICIAL.sub("", name))
    head = _WHOSE.sub("", name)
    is_whole = head == name or " " not in head or known_journals(name)
    return name if is_whole or not known_journals(head) else head


def same_journal(one: str, two: str) -> bool | None:
    """Tell whether two names are of one journal; None where that cannot be told.

    Names agree when the tables give one journal for both, when word for word one begins as the
    other, in full or cut behind, or when one is the other's initials.
    """
    one, two = _bare_journal(one), _bare_journal(two)
    if not one or not two:
        return None
    if journal_key(one) == journal_key(two):
        return True
    if _journal_words(one) and closed_words(one) == closed_words(two):
        return True
    ours, theirs = known_journals(one), known_journals(two)
    if {each.abbreviation for each in ours} & {each.abbreviation for each in theirs}:
        return True
    if not ours and closed_words(one) in {closed_words(each.title) for each in theirs}:
        return True  # "NatureProtocols"
    if ours and theirs:
        untitled = not all(each.title for each in (*ours, *theirs))
        words, others = _journal_words(one), _journal_words(two)
        return untitled and len(words) == len(others) > 1 and _are_cut(words, others)
    if _stands_within(_journal_words(one), _journal_words(two)):
        return True
    return _begins_alike(_journal_words(one), _journal_words(two))


def _stands_within(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Tell whether a name of two words or more ends the other, which a title has run into."""
    short, long = sorted((one, two), key=len)
    return 1 < len(short) < len(long) and any(
        long[at : at + len(short)] == short for at in range(1, len(long) - len(short) + 1)
    )


_UNSAID = SMALL_WORDS | {"and", "part", "section", "series"}


@lru_cache(maxsize=8192)
def _journal_words(name: str) -> tuple[str, ...]:
    words = fold_words(re.sub(r"[(\[][^()\[\]]*[)\]]", " ", name))
    return tuple(word for word in words if word not in _UNSAID)


def closed_words(name: str) -> str:
    """Return the words of a journal's name closed up: "Bio/Technology" and "Biotechnology"."""
    return "".join(_journal_words(name))


def _begins_alike(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    short, long = sorted((one, two), key=len)
    if not short:
        return False
    if len(short) == 1 and len(long) > 1:
        return short[0] == "".join(word[0] for word in long)
    if len(short) == len(long):
        return all(_cut_alike(a, b) for a, b in zip(short, long, strict=True))
    near = len(short) >= 3 or len(long) - len(short) <= 3
    return near and _are_cut(short, long)


def _are_cut(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Tell whether of each two words one is the other cut, as in "Struct Equ Modeling"."""
    return all(a.startswith(b) or b.startswith(a) for a, b in zip(one, two, strict=False))


def _cut_alike(one: str, two: str) -> bool:
    """Tell whether one word is the other or leaves out letters of it, as "natl" of "national"."""
    short, long = sorted((one, two), key=len)
    if short[0] != long[0]:
        return False
    if long.startswith(short):
        return True
    letters = iter(long)
    return len(short) > 2 and all(letter in letters for letter in short)
