"""Write a reference as a house profile prints it: the face of `read` in this folder.

Every field of a template is printed by one small function here; what a profile decides it decides
in `Profile`, and what a kind of work asks for stands in `templates`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from carcite.model.layout import Layout, Role
from carcite.model.locators import ELocator, Literal, PageRange
from carcite.model.names import Contributors, Name, Organization, Person
from carcite.model.reference import Reference
from carcite.reading.parts.given import initials_of, write_dotted
from carcite.reading.parts.ranges import shorten
from carcite.styles.house import dates
from carcite.styles.house.profile import NameForm, Profile
from carcite.styles.house.template import Printed, compile_template
from carcite.styles.house.templates import NLM_TEMPLATES
from carcite.text.pattern import pattern

_AFFIX = Role.AFFIX


@dataclass(frozen=True, slots=True, repr=False)
class VancouverStyle:
    """A Style made of a house profile."""

    profile: Profile

    def __repr__(self) -> str:
        return f"<Style {self.name}>"

    @property
    def name(self) -> str:
        """The profile's short name."""
        return self.profile.name

    @property
    def title(self) -> str:
        """The profile's name for people."""
        return self.profile.title

    def knows(self, kind: str) -> bool:
        """Tell whether what prints a kind of work is at hand: some need the installed styles."""
        if not self.profile.csl or prints(self.profile, kind):
            return True
        from carcite.csl.style.stylefiles import styles_folder

        return styles_folder() is not None

    def write(self, reference: Reference) -> Layout:
        """Return the reference as the profile prints it, without a label.

        A kind of work for which the profile has no template of its own is printed as the house's
        CSL style prints it, or else as NLM does.
        """
        profile = self.profile
        if profile.csl and self.knows(reference.type) and not prints(profile, reference.type):
            from carcite.styles.csl import CompiledCslStyle

            return CompiledCslStyle.load(profile.csl).write(reference)
        template = compile_template(template_for(profile, reference.type))

        def give(name: str) -> list[Printed]:
            return _FIELDS[name](reference, profile)

        return _end(template.print(give, _absent(reference)), profile, template.stops)


def prints(profile: Profile, kind: str) -> bool:
    """Tell whether the profile itself says how a kind of work is printed."""
    return kind in profile.templates or kind in _ARTICLES or profile.csl.startswith("nlm-")


_ARTICLES = frozenset({"article-journal", "article-magazine"})


def template_for(profile: Profile, kind: str) -> str:
    """Return the template for a CSL item type: the profile's, or NLM's."""
    if kind in profile.templates:
        return profile.templates[kind]
    if kind == "article-magazine" and "article-journal" in profile.templates:
        return profile.templates["article-journal"]
    return NLM_TEMPLATES.get(kind) or NLM_TEMPLATES["document"]


def _end(layout: Layout, profile: Profile, own: Collection[str]) -> Layout:
    """Give the layout the profile's ending: a stop, or none after a DOI or an address."""
    if not layout.marks:
        bare = layout.text.rstrip(" .;,")
        return Layout(bare + closing("", bare, (), stop=bool(bare) and profile.stop), ())
    role, _, end = layout.marks[-1]
    stop = {Role.DOI: profile.doi_stop, Role.URL: False}.get(role, profile.stop)
    printed = layout.text[:end]
    return Layout(printed + closing(layout.text[end:], printed, own, stop=stop), layout.marks)


def closing(marks: str, printed: str, own: Collection[str], *, stop: bool) -> str:
    """Return what closes an entry: a template's last marks, and the stop that a profile asks for.

    `own` are marks of the template that hold a stop of their own, which no profile takes away.

    >>> closing("). ", "1361-5", (), stop=True), closing(" .", "10.1000/1", (" .",), stop=False)
    (').', ' .')
    """
    if marks.endswith(tuple(own)):
        return marks
    bare = marks.rstrip(" .")
    return f"{bare}." if stop and (printed + bare)[-1:] not in ".?!" else bare


def write_names(names: tuple[Name, ...], et_al: bool, form: NameForm) -> list[Printed]:
    """Print names as a profile asks; a list cut in the source keeps the names that are known."""
    cut = bool(form.et_al_min) and len(names) >= form.et_al_min
    last = shows_last(len(names), form, et_al=et_al)
    behind = _bodies_behind(names) if et_al and not cut and not last else ()
    first_names = cut or last
    shown = names[: form.et_al_use_first] if first_names else names[: len(names) - len(behind)]
    printed: list[Printed] = []
    for index, name in enumerate(shown):
        if index:
            final = index == len(shown) - 1 and not (cut or et_al)
            between = _delimiter(shown[index - 1], name, form, final=final)
            if final and index == 1 and form.pair_delimiter and between == form.last_delimiter:
                between = form.pair_delimiter
            printed.append((_AFFIX, between))
        printed += write_name(name, form, first=not index)
    if last:
        printed += [(_AFFIX, form.et_al_use_last), *write_name(names[-1], form, first=False)]
    elif (cut or et_al) and shown:
        before, words = form.et_al
        printed += [(_AFFIX, before), (Role.ET_AL, words)]
    for body in behind:
        printed += [(_AFFIX, "; "), *write_name(body, form)]
    return printed


def shows_last(count: int, form: NameForm, *, et_al: bool) -> bool:
    """Tell whether the last of so many names stands behind a mark in the place of "et al".

    CSL 1.0.2, et-al-use-last: where two names or more are left out. Names that are read behind
    such a mark are the first ones and the last.
    """
    if not form.et_al_use_last:
        return False
    if et_al:
        return count == form.et_al_use_first + 1
    return bool(form.et_al_min) and count >= max(form.et_al_min, form.et_al_use_first + 2)


def _bodies_behind(names: tuple[Name, ...]) -> tuple[Name, ...]:
    """Return the organisations behind the last person, for which "et al" does not stand."""
    last = len(names)
    while last and isinstance(names[last - 1], Organization):
        last -= 1
    return names[last:] if last else ()


def _delimiter(before: Name, name: Name, form: NameForm, *, final: bool) -> str:
    among = isinstance(before, Organization) or isinstance(name, Organization)
    if form.body_delimiter and among:
        return form.body_delimiter
    return form.last_delimiter if final else form.delimiter


def write_name(name: Name, form: NameForm, *, first: bool = True) -> list[Printed]:
    """Print one name; `first` tells whether it heads its list."""
    if isinstance(name, Organization):
        return [(Role.ORGANIZATION, name.literal)]
    printed: list[Printed] = []
    upper = form.family_case == "upper"
    if name.particle:
        blank = "" if name.particle[-1] in "'’-" else " "
        particle = name.particle.upper() if upper else name.particle
        printed += [(Role.PARTICLE, particle), (_AFFIX, blank)]
    printed.append((Role.FAMILY, name.family.upper() if upper else name.family))
    initials = write_initials(name, form)
    role = Role.GIVEN if form.initials == "full" and name.given else Role.INITIALS
    inverted = form.order == "family-first" or (first and form.order == "first-inverted")
    if initials and not _is_alphabetic(name.family):
        # Chinese, Japanese and Korean names stand whole, without a blank.
        printed.append((Role.GIVEN, name.given or initials))
    elif initials and not inverted:
        printed[:0] = [(role, initials), (_AFFIX, " ")]
    elif initials:
        printed += [(_AFFIX, form.inversion), (role, initials)]
    if name.suffix:
        printed += [(_AFFIX, form.suffix_delimiter), (Role.SUFFIX, name.suffix)]
    return printed


def _is_alphabetic(family: str) -> bool:
    """Tell whether a name is written in an alphabet, and so has initials."""
    return any(unicodedata.category(char) in ("Lu", "Ll", "Lt") for char in family)


def write_initials(person: Person, form: NameForm) -> str:
    """Return the initials as the profile prints them, made of the given names where need be.

    >>> write_initials(Person("June", "CH"), NameForm(initials="spaced"))
    'C. H.'
    """
    if form.initials == "full" and person.given:
        return person.given
    initials = person.initials.replace(".", "") or initials_of(person.given, hyphens=True)
    if not form.hyphens:
        initials = initials.replace("-", "")
    if form.initials == "compact":
        return initials
    return write_dotted(initials, blank="" if form.initials == "dotted" else " ")


def _contributors(role: str) -> Callable[[Reference, Profile], list[Printed]]:
    def give(reference: Reference, profile: Profile) -> list[Printed]:
        group = reference.group(role)
        return write_names(group.names, group.et_al, profile.names) if group else []

    return give


def _contributor_label(role: str, one: str, many: str) -> Callable[..., list[Printed]]:
    def give(reference: Reference, profile: Profile) -> list[Printed]:
        group = reference.group(role)
        return [(Role.CONTRIBUTOR_LABEL, many if _several(group) else one)] if group else []

    return give


def _several(group: Contributors) -> bool:
    return len(group.names) > 1 or group.et_al


def write_pages(reference: Reference, profile: Profile) -> list[Printed]:
    """Print pages and article numbers, several of them with a comma between."""
    printed: list[Printed] = []
    for index, locator in enumerate(reference.pages):
        if index:
            printed.append((_AFFIX, ", "))
        match locator:
            case PageRange(first, last) if first == last:
                text = first
            case PageRange(first, last):
                text = f"{first}{profile.dashes[0]}{shorten(first, last, profile.pages)}"
            case ELocator(text) | Literal(text):
                pass
        printed.append((Role.PAGE, text))
    return printed


def _page_label(reference: Reference, profile: Profile) -> list[Printed]:
    if not profile.page_labels or not reference.pages:
        return []
    first, several = reference.pages[0], len(reference.pages) > 1
    several = several or (isinstance(first, PageRange) and first.first != first.last)
    return [(_AFFIX, profile.page_labels[-1 if several else 0])]


def _issue(reference: Reference, profile: Profile) -> list[Printed]:
    """Print the issue with its supplement and part: "12 Suppl 7"."""
    printed: list[Printed] = []
    shown = [(Role.ISSUE, reference.issue if profile.issue else "")]
    if (reference.issue and profile.issue) or not reference.volume:
        shown.append((Role.SUPPLEMENT, reference.supplement))
    shown.append((Role.PART, reference.part))
    for role, text in shown:
        if text:
            printed += [(_AFFIX, " "), (role, text)] if printed else [(role, text)]
    return printed


def _volume(reference: Reference, profile: Profile) -> list[Printed]:
    """Print the volume with its supplement where no issue bears it: "42 Suppl 2"."""
    if not reference.volume:
        return []
    printed: list[Printed] = [(Role.VOLUME, reference.volume)]
    if reference.supplement and not (reference.issue and profile.issue):
        printed += [(_AFFIX, " "), (Role.SUPPLEMENT, reference.supplement)]
    return printed


def _doi(reference: Reference, profile: Profile) -> list[Printed]:
    value = reference.identifier("doi")
    return [(_AFFIX, profile.doi[0]), (Role.DOI, value)] if value and profile.doi else []


def _identifier(scheme: str, role: Role) -> Callable[[Reference, Profile], list[Printed]]:
    def give(reference: Reference, profile: Profile) -> list[Printed]:
        value = reference.identifier(scheme)
        return [(role, value)] if value else []

    return give


_MARKUP = pattern(r"</?(?:i|b|sub|sup|sc|span)(?:\s[^<>]*+)?>")
"""Takes the markup that CSL allows in items ("<i>", "</sub>"); refuses "<70 mg"."""


def _rich(attribute: str, role: Role) -> Callable[[Reference, Profile], list[Printed]]:
    """Return a printer of text that may hold CSL's markup, which a list cannot print."""

    def give(reference: Reference, profile: Profile) -> list[Printed]:
        value: str = getattr(reference, attribute)
        value = _MARKUP.sub("", value) if "<" in value else value
        return [(role, value)] if value else []

    return give


def _language(reference: Reference, profile: Profile) -> list[Printed]:
    """Print a language by its name ("Norwegian"); a code is for machines."""
    named = len(reference.language) > 3 and reference.language.isalpha()
    return [(Role.LANGUAGE, reference.language)] if named else []


def _text(attribute: str, role: Role) -> Callable[[Reference, Profile], list[Printed]]:
    def give(reference: Reference, profile: Profile) -> list[Printed]:
        value: str = getattr(reference, attribute)
        return [(role, value)] if value else []

    return give


def _edition(reference: Reference, profile: Profile) -> list[Printed]:
    """Print the edition's number as an ordinal, its words as they are."""
    edition = reference.edition
    if edition.isascii() and edition.isdecimal():
        edition += _ordinal_ending(int(edition[-2:]))
    return [(Role.EDITION, edition)] if edition else []


def _ordinal_ending(number: int) -> str:
    if 10 <= number % 100 <= 20:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


_TEXTS: Mapping[str, tuple[str, Role]] = {
    "title-note": ("title_note", Role.TITLE_NOTE),
    "collection": ("collection_title", Role.COLLECTION_TITLE),
    "number": ("number", Role.NUMBER),
    "page-count": ("number_of_pages", Role.NUMBER_OF_PAGES),
    "publisher": ("publisher", Role.PUBLISHER),
    "place": ("publisher_place", Role.PUBLISHER_PLACE),
    "event": ("event_title", Role.EVENT),
    "event-place": ("event_place", Role.PUBLISHER_PLACE),
    "genre": ("genre", Role.GENRE),
    "medium": ("medium", Role.MEDIUM),
    "status": ("status", Role.STATUS),
    "note": ("note", Role.NOTE),
    "url": ("url", Role.URL),
}
"""Fields that print one value of the reference as it is."""
_DATES = {name: name.replace("-", "_") for name in ("event-date", "epub", "accessed", "updated")}
_FIELDS: Mapping[str, Callable[[Reference, Profile], list[Printed]]] = {
    **{name: _text(attribute, role) for name, (attribute, role) in _TEXTS.items()},
    **{name: dates.whole(attribute) for name, attribute in _DATES.items()},
    "authors": _contributors("author"),
    "editors": _contributors("editor"),
    "editor-label": _contributor_label("editor", "editor", "editors"),
    "translators": _contributors("translator"),
    "title": _rich("title", Role.TITLE),
    "original-title": _rich("original_title", Role.ORIGINAL_TITLE),
    "container": _rich("container_title", Role.CONTAINER_TITLE),
    "edition": _edition,
    "date": dates.print_date,
    "year": dates.print_year,
    "month": dates.print_month,
    "day": dates.print_day,
    "volume": _volume,
    "issue": _issue,
    "page-label": _page_label,
    "pages": write_pages,
    "language": _language,
    "doi": _doi,
    "pmid": _identifier("pmid", Role.PMID),
    "pmcid": _identifier("pmcid", Role.PMCID),
}
_NOTHING_WITHOUT = (
    *((name, attribute) for name, (attribute, _) in _TEXTS.items()),
    *_DATES.items(),
    *(("original-title", "original_title"), ("edition", "edition"), ("language", "language")),
    *((name, "identifiers") for name in ("doi", "pmid", "pmcid")),
)


def _absent(reference: Reference) -> frozenset[str]:
    """Return fields that no profile prints of a reference, most of them for most references."""
    return frozenset([name for name, needed in _NOTHING_WITHOUT if not getattr(reference, needed)])


FIELD_NAMES = frozenset(_FIELDS)
"""The fields that a template can print."""
