"""What of a house profile CSL has no word for, and the words that both have.

>>> from carcite.styles.house.profiles import PROFILES
>>> limits(PROFILES["nlm"])[0]
'body-delimiter: CSL has one delimiter for all names of a list'
"""

from __future__ import annotations

from collections.abc import Mapping

from carcite.styles.house.profile import NameForm, Profile
from carcite.styles.house.template import compile_template
from carcite.styles.house.templates import NLM_TEMPLATES

VARIABLES: Mapping[str, str] = {
    "title": "title",
    "original-title": "original-title",
    "container": "container-title",
    "collection": "collection-title",
    "volume": "volume",
    "pages": "page",
    "number": "number",
    "page-count": "number-of-pages",
    "publisher": "publisher",
    "place": "publisher-place",
    "event": "event-title",
    "event-place": "event-place",
    "genre": "genre",
    "medium": "medium",
    "status": "status",
    "note": "note",
    "url": "URL",
    "pmid": "PMID",
    "pmcid": "PMCID",
    "issue": "issue",
    "edition": "edition",
    "doi": "DOI",
    "date": "issued",
    "year": "issued",
    "month": "issued",
    "day": "issued",
    "accessed": "accessed",
    "event-date": "event-date",
    "authors": "author",
    "editors": "editor",
    "translators": "translator",
}
"""The fields of a template that CSL knows. It has none for a title's note, a date of publication
ahead of print or of an update; and it cannot tell the name of a language from its code."""


def limits(profile: Profile) -> tuple[str, ...]:
    """Return what of a profile CSL cannot say."""
    form = profile.names
    found = []
    if form.body_delimiter and form.body_delimiter != form.delimiter:
        found.append("body-delimiter: CSL has one delimiter for all names of a list")
    if form.last_delimiter != form.delimiter and not conjunction(form):
        found.append(f'last-delimiter: CSL has a word or "&" there, not "{form.last_delimiter}"')
    if form.pair_delimiter and form.pair_delimiter.strip(", ") != word_before_last(form):
        found.append(
            f'pair-delimiter: CSL has the word of last-delimiter, not "{form.pair_delimiter}"'
        )
    if form.et_al[0] not in (" ", form.delimiter):
        found.append(f'et-al: CSL prints a space or the delimiter before it, not "{form.et_al[0]}"')
    if form.et_al_use_last not in ("", f"{form.delimiter}… "):
        found.append(f'et-al-use-last: CSL prints "{form.delimiter}… " before the last name')
    if form.suffix_delimiter != form.inversion:
        found.append(f'suffix-delimiter: CSL prints "{form.inversion}" before "Jr"')
    if not profile.issue:
        found.append("issue: CSL holds a supplement in the issue, and so leaves both out")
    used = {
        field
        for template in (*NLM_TEMPLATES.values(), *profile.templates.values())
        for field in compile_template(template).fields
    }
    missing = sorted(used - {*VARIABLES, "editor-label", "page-label"})
    if missing:
        found.append(f"templates: CSL has no variable for {', '.join(missing)}")
    return tuple(found)


def conjunction(form: NameForm) -> str:
    word = word_before_last(form)
    return "symbol" if word == "&" else "text" if word.isalpha() else ""


def word_before_last(form: NameForm) -> str:
    return form.last_delimiter.removeprefix(form.delimiter.rstrip()).strip()
