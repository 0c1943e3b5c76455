"""The words of a language: terms, ordinals, date formats and options, with their fallbacks.

CSL 1.0.2, "Locale Files", "Locale Fallback" and "Term"; the files are those of the CSL project as
citeproc-py ships them.

>>> locale = build_locale("en-US", ())
>>> locale.term("editor", "short", plural=True)
'eds.'
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final

from carcite.csl.style.xmlsafe import Element, read_xml

DEFAULT: Final = "en-US"
_PRIMARY: Final = {
    "af": "af-ZA", "bg": "bg-BG", "ca": "ca-AD", "cs": "cs-CZ", "cy": "cy-GB", "da": "da-DK",
    "de": "de-DE", "el": "el-GR", "en": "en-US", "es": "es-ES", "et": "et-EE", "fa": "fa-IR",
    "fi": "fi-FI", "fr": "fr-FR", "gl": "gl-ES", "he": "he-IL", "hi": "hi-IN", "hr": "hr-HR",
    "hu": "hu-HU", "hy": "hy-AM", "id": "id-ID", "is": "is-IS", "it": "it-IT", "ja": "ja-JP",
    "kh": "km-KH", "km": "km-KH", "ko": "ko-KR", "lt": "lt-LT", "lv": "lv-LV", "mn": "mn-MN",
    "ms": "ms-MY", "nb": "nb-NO", "nl": "nl-NL", "nn": "nn-NO", "no": "nb-NO", "pl": "pl-PL",
    "pt": "pt-PT", "ro": "ro-RO", "ru": "ru-RU", "sk": "sk-SK", "sl": "sl-SI",
    "sr": "sr-Latn-RS", "sv": "sv-SE", "th": "th-TH", "tr": "tr-TR", "uk": "uk-UA",
    "vi": "vi-VN", "zh": "zh-CN", "tl": "tl-PH", "lij": "lij-IT", "bal": "bal-PK", "pa": "pa-PK",
}  # fmt: skip
_FORM_FALLBACK: Final = {
    "verb-short": ("verb-short", "verb", "long"),
    "verb": ("verb", "long"),
    "symbol": ("symbol", "short", "long"),
    "short": ("short", "long"),
    "long": ("long",),
}
_SHORTENED: Final = ("short", "verb-short")
"""Forms that fall back to the long one of their own language before another language's."""
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,2}")

TermKey = tuple[str, str]
Term = tuple[str, str]


@dataclass(slots=True)
class Locale:
    """What one language says; `terms` maps (name, form) to (single, multiple)."""

    language: str
    terms: dict[TermKey, Term] = field(default_factory=dict)
    genders: dict[str, str] = field(default_factory=dict)
    ordinals: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    """(term name, gender-form) to (text, match)."""
    dates: dict[str, Element] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)

    def term(self, name: str, form: str = "long", plural: bool = False) -> str | None:
        """Return the term in that form or the next it falls back to; None when unknown."""
        for candidate in _FORM_FALLBACK.get(form, ("long",)):
            found = self.terms.get((name, candidate))
            if found is not None:
                return found[1] if plural else found[0]
        return None

    def ordinal(self, number: int, gender: str = "") -> str:
        """Return the suffix of an ordinal number, without the number."""
        tens, whole = number % 100, number
        for wanted in dict.fromkeys((gender, "")):
            if number < 100:
                found = self.ordinals.get((f"ordinal-{whole:02d}", wanted))
                if found and (found[1] != "whole-number" or whole == number):
                    return found[0]
            found = self.ordinals.get((f"ordinal-{tens:02d}", wanted))
            if found and tens > 9 and found[1] != "whole-number":
                return found[0]
            found = self.ordinals.get((f"ordinal-{number % 10:02d}", wanted))
            if found and (found[1] in ("", "last-digit")):
                return found[0]
        for wanted in dict.fromkeys((gender, "")):
            found = self.ordinals.get(("ordinal", wanted))
            if found:
                return found[0]
        return ""

    @property
    def punctuation_in_quote(self) -> bool:
        """Whether a point or comma stands inside the closing quote."""
        return self.options.get("punctuation-in-quote") == "true"


def _read_terms(locale: Locale, terms: Element, complete: bool) -> None:
    """Lay terms over those known; a whole language leaves no form of the one below it.

    Ordinals come as a set, which begins with the term "ordinal"; others are passed over.
    """
    children = terms.all("term")
    whole = any(child.get("name") == "ordinal" for child in children)
    if whole:
        locale.ordinals = {}
    if complete:
        names = {child.get("name") for child in children}
        locale.terms = {
            key: term
            for key, term in locale.terms.items()
            if key[0] not in names or key[1] not in _SHORTENED
        }
    for child in children:
        name, form = child.get("name"), child.get("form") or "long"
        single, multiple = child.find("single"), child.find("multiple")
        one = single.text if single else ("" if multiple else child.text)
        many = multiple.text if multiple else one
        if name.startswith("ordinal") and not whole:
            continue
        if name.startswith("ordinal"):
            key = (name, child.get("gender-form"))
            default = "last-two-digits" if name[-2:].isdecimal() and int(name[-2:]) > 9 else ""
            locale.ordinals[key] = (one, child.get("match") or default)
            continue
        if child.get("gender-form"):
            name = f"{name}:{child.get('gender-form')}"
        if child.get("gender"):
            locale.genders[name] = child.get("gender")
        locale.terms[name, form] = (one, many)


def add_to(locale: Locale, root: Element, complete: bool = False) -> None:
    """Lay the terms, dates and options of a cs:locale element over those known."""
    for child in root.children:
        if child.tag == "terms":
            _read_terms(locale, child, complete)
        elif child.tag == "date":
            locale.dates[child.get("form")] = child
        elif child.tag == "style-options":
            locale.options.update(child.attributes)


def locale_folder() -> Path:
    """Return the folder of locale files that citeproc-py installs."""
    import importlib.util

    spec = importlib.util.find_spec("citeproc")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    return Path(next(iter(spec.submodule_search_locations))) / "data" / "locales"


@lru_cache(maxsize=64)
def _locale_root(language: str) -> Element | None:
    path = locale_folder() / f"locales-{language}.xml"
    if not path.is_file():
        return None
    return read_xml(path.read_bytes(), f"locale {language}")


def clean_language(language: str) -> str:
    """Return a language tag in the case of the locale files, "en-US" when it is none."""
    found = _LANGUAGE.match(language.strip().replace("_", "-"))
    if found is None:
        return DEFAULT
    parts = found.group().split("-")
    tail = [part.title() if len(part) == 4 else part.upper() for part in parts[1:]]
    return "-".join([parts[0].lower(), *tail])


def fallbacks(language: str) -> list[str]:
    """Return the chain of languages to ask, the most general first."""
    tag = clean_language(language)
    primary = _PRIMARY.get(tag.split("-")[0], tag)
    return list(dict.fromkeys((DEFAULT, primary, tag)))


def is_known(language: str) -> bool:
    """Say whether a locale file speaks the language of a tag."""
    tag = language.strip().replace("_", "-")
    if not _LANGUAGE.fullmatch(tag):
        return False
    chain = fallbacks(tag)
    return tag.lower().startswith("en") or any(_locale_root(one) is not None for one in chain[1:])


def build_locale(language: str, overrides: Iterable[Element]) -> Locale:
    """Build a locale with the cs:locale elements of a style on top, by the order of the spec."""
    chain = fallbacks(language)
    locale = Locale(chain[-1])
    for tag in chain:
        root = _locale_root(tag)
        if root is not None:
            add_to(locale, root, complete=True)
    base = chain[-1].split("-")[0]
    overrides = list(overrides)
    for wanted in ("", base, chain[-1]):
        for element in overrides:
            lang = clean_language(element.lang) if element.lang else ""
            if lang == wanted:
                add_to(locale, element)
    return locale
