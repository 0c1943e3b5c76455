"""A profile drafted from what the entries show, key by key, before any house is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from carcite.authorities.months import FULL_NAMES
from carcite.compare.normalise import journal_title
from carcite.learning.fingerprint import label_form
from carcite.learning.names import learn_names
from carcite.learning.observe import Observed
from carcite.learning.templates import learn_template
from carcite.model.layout import Role
from carcite.styles.house.adapt import journal_form
from carcite.styles.house.fields import write_pages
from carcite.styles.house.profile import DateForm, JournalForm, MonthForm, PageForm, Profile
from carcite.text.chars import DASHES

_T = TypeVar("_T")
PAGE_FORMS: tuple[PageForm, ...] = ("full", "minimal", "minimal-two", "chicago")
_ARTICLES = ("article-journal", "article-magazine")
_HABIT = 0.8
"""Of the entries that show it, how many make a form of journals the list's."""


def draft(entries: Sequence[Observed], name: str) -> Profile:
    """Return the profile that the entries show by themselves."""
    stop, doi_stop = _stops(entries)
    profile = Profile(
        name=name,
        title=name,
        basis="",
        names=learn_names(entries),
        dashes=_dashes(entries),
        page_labels=_page_labels(entries),
        journal=_journal(entries),
        date=_date(entries),
        months=_months(entries),
        issue=_issue(entries),
        doi=_doi(entries),
        doi_stop=doi_stop,
        stop=stop,
        label=_label(entries),
        sentence_case=_sentence_case(entries),
    )
    profile = replace(profile, pages=_pages(entries, profile))
    return replace(profile, templates=_templates(entries, stop=stop, doi_stop=doi_stop))


def most(counts: Counter[_T], default: _T) -> _T:
    """Return the commonest, or the default where nothing was counted."""
    return counts.most_common(1)[0][0] if counts else default


def _stops(entries: Sequence[Observed]) -> tuple[bool, bool]:
    """Return whether entries end in a stop, and whether those do that end in a DOI."""
    plain: Counter[bool] = Counter()
    doi: Counter[bool] = Counter()
    for entry in entries:
        if not entry.fields:
            continue
        field, text = entry.fields[-1]
        ends = (text + entry.joints[-1]).endswith(".")
        if field == "doi":
            doi[ends] += 1
        elif field != "url":
            plain[ends] += 1
    stop = most(plain, most(doi, default=True))
    return stop, most(doi, stop)


def _dashes(entries: Sequence[Observed]) -> str:
    counts: Counter[str] = Counter()
    for entry in entries:
        for piece in entry.parse.layout.find(Role.PAGE):
            counts.update(char for char in piece.text if char in DASHES)
    return most(counts, "-")


def _pages(entries: Sequence[Observed], profile: Profile) -> PageForm:
    """Return the form that prints the most pages; where none is the only one, the fullest."""
    score: Counter[PageForm] = Counter()
    for form in PAGE_FORMS:
        for entry in entries:
            wanted = dict(entry.fields).get("pages")
            if wanted:
                pieces = write_pages(entry.parse.reference, form, profile.dash)
                printed = "".join(text for _, text in pieces)
                score[form] += printed == wanted
    return max(PAGE_FORMS, key=lambda form: score[form])


def _page_labels(entries: Sequence[Observed]) -> tuple[str, ...]:
    """Return the words before one page and before several; none where most pages have none."""
    one: Counter[str] = Counter()
    several: Counter[str] = Counter()
    for each in entries:
        pages = dict(each.fields).get("pages", "")
        if pages:
            (several if any(char in DASHES for char in pages[1:]) else one)[each.page_label] += 1
    labels = (most(one, most(several, "")), most(several, most(one, "")))
    return labels if any(labels) else ()


def _journal(entries: Sequence[Observed]) -> JournalForm:
    """Return the form in which the list has its journals; "any" where it has no one form."""
    titles = [
        each.parse.reference.container_title
        for each in entries
        if each.parse.reference.type in _ARTICLES and each.parse.reference.container_title
    ]
    forms = Counter(form for each in titles if (form := journal_form(each)))
    found = most(forms, "any")
    if forms[found] < _HABIT * forms.total():
        return "any"
    kept = sum(journal_title(each, found) == each for each in titles)
    return found if kept >= _HABIT * len(titles) else "any"


def _date(entries: Sequence[Observed]) -> DateForm:
    dates = [dict(each.fields).get("date", "") for each in entries]
    blanks = max((each.count(" ") for each in dates), default=0)
    return "day" if blanks > 1 else "month" if blanks else "year"


def _months(entries: Sequence[Observed]) -> MonthForm:
    """Return how most months are named that are not the same in every form."""
    forms: Counter[MonthForm] = Counter()
    for each in entries:
        text = dict(each.fields).get("month", "")
        if text and text != "May":
            forms["dotted" if "." in text else "full" if text in FULL_NAMES else "short"] += 1
    return most(forms, "short")


def _issue(entries: Sequence[Observed]) -> bool:
    return any(each.parse.reference.issue for each in entries)


def _doi(entries: Sequence[Observed]) -> tuple[str, ...]:
    """Return what stands before DOIs, the commonest first; slips of a list are left out."""
    counts = Counter(each.doi_prefix for each in entries if each.doi_prefix is not None)
    return tuple(form for form, count in counts.most_common() if count * 5 >= counts.total())


def _label(entries: Sequence[Observed]) -> str:
    return most(Counter(label_form(each.parse) for each in entries), "{}.")


def _sentence_case(entries: Sequence[Observed]) -> bool:
    """Tell whether the longer words of titles begin in small letters."""
    words = [
        word
        for each in entries
        for word in each.parse.reference.title.split()[1:]
        if len(word) > 4 and word.isalpha()
    ]
    return not words or 2 * sum(word.islower() for word in words) >= len(words)


def _templates(entries: Sequence[Observed], *, stop: bool, doi_stop: bool) -> dict[str, str]:
    """Return a template for each kind of work of which two entries stand in the list."""
    kinds: dict[str, list[Observed]] = {}
    for each in entries:
        kinds.setdefault(each.parse.reference.type, []).append(each)
    found: dict[str, str] = {}
    for kind, group in kinds.items():
        if len(group) >= 2:
            template = learn_template(group, stop=stop, doi_stop=doi_stop)
            if any(each.page_label for each in group):
                template = template.replace("{pages}", "{page-label}{pages}")
            if template:
                found[kind] = template
    return found
