"""Journals called by another name than their own: acronyms, home-made abbreviations, capitals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from carcite.authorities import journals
from carcite.authorities.journal_table import keys_of
from carcite.model.dates import Date
from carcite.model.diagnostics import Related, Severity
from carcite.model.layout import Piece, Role
from carcite.reading.parts.abbreviated import ABBREVIATED
from carcite.rules.case import Case, Listing
from carcite.rules.journals_facts import journal_of, spelt_almost
from carcite.rules.judgement import show
from carcite.rules.rule import Finding, list_rule
from carcite.styles.house.adapt import journal_form
from carcite.text.edit import Edit, Fix, Safety
from carcite.text.pattern import pattern

_SOCIETIES = frozenset({"soc", "assoc", "coll", "acad"})
"""Words that home-made abbreviations forget: "J Am Nephrol"."""
_SMALL = frozenset({"of", "the", "and", "in", "for", "on", "de", "la", "et", "und", "fur"})
# Takes " : official journal of the ..." and " (London, England)"; refuses "Cancers" alone.
_CATALOGUED = pattern(r"\s[:=]\s.*|\s\([^()]*\)$", 0)


_ACRONYMS = range(5, 9)
"""Shorter acronyms spell many titles."""


@dataclass(frozen=True, slots=True)
class _Meant:
    """The journal that a name stands for, and what is said of the name."""

    row: journals.Journal
    why: str = ""
    """Why the name is not its own; empty where it is another short form."""


@list_rule(
    "JNL008",
    "known-by-another-name",
    Severity.WARNING,
    basis="NLM Catalog; Citing Medicine, 2nd ed., App. A: a journal's title or its abbreviation",
    safety=Safety.UNSAFE,
)
def known_by_another_name(listing: Listing) -> Iterator[Finding]:
    """A journal is called by an acronym, a home-made abbreviation, or in capitals not its own.

    Why: a search for the name finds nothing, or the journal stands in the list under two names.
    Wrong: NEJM; Ann Int Med; Cmaj
    Right: N Engl J Med; Ann Intern Med; CMAJ
    Unsafe: another journal may bear this name that the table does not know.
    """
    cases = [(case, piece) for case in listing.cases if (piece := journal_of(case))]
    names = [" ".join(piece.text.split()) for _, piece in cases]
    form = _form_of(name for name in names if _meant(name) is None)
    usual = _usual_spellings(names)
    words = _usual_words(names)
    found: dict[tuple[str, str, str], list[tuple[Case, Piece]]] = {}
    for (case, piece), name in zip(cases, names, strict=True):
        if any(each.left is Role.CONTAINER_TITLE and each.observed for each in case.differences):
            continue
        meant = _meant(name)
        if meant is not None:
            wanted = _printed(meant.row, form)
            if (since := _SINCE.search(wanted)) and _issued(case) < int(since[1]):
                wanted = wanted[: since.start()]
            why = meant.why or ("its title" if form == "full" else "its registered abbreviation")
        else:
            own = _capitals(name)
            wanted = usual.get(name.casefold()) or own or name
            registered = {each.abbreviation for each in journals.find(name)}
            why = "with the capitals of others in the list"
            if wanted in {own, *registered}:
                why = "with its own capitals"
            if wanted == name and (first := words.get(name.split()[0].casefold())):
                wanted = " ".join([first, *name.split()[1:]])
                why = "with the capitals of others in the list"
        if wanted != name:
            found.setdefault((name, wanted, why), []).append((case, piece))
    for (name, wanted, why), places in found.items():
        yield _finding(name, wanted, why, places)


# Takes the year from which a journal has borne its title again: "Commun Dis Intell (2018)".
_SINCE = pattern(r" \((\d{4})\)\Z")


def _issued(case: Case) -> int:
    return case.reference.issued.year if isinstance(case.reference.issued, Date) else 0


def _finding(name: str, wanted: str, why: str, places: list[tuple[Case, Piece]]) -> Finding:
    """Say once what holds of a name wherever the list has it."""
    spans = [case.place(piece.span) for case, piece in places]
    edits = tuple(Edit(span, wanted) for span in spans)
    return Finding(
        spans[0],
        f"Write the journal {show(name)} as {show(wanted)}, {why}",
        Fix(f"Use {show(wanted)}", edits, Safety.UNSAFE),
        tuple(Related(span, "also here") for span in spans[1:]),
        places[0][0].index,
    )


def _form_of(names: Iterable[str]) -> str:
    """Return the form that most journals of the list have: "full", "dotted" or "nlm"."""
    counts = Counter(form for name in names if (form := journal_form(name)))
    return counts.most_common(1)[0][0] if counts else "nlm"


def _printed(row: journals.Journal, form: str) -> str:
    """Return a journal's name in the form of the list."""
    if form == "full" and row.title:
        words = _CATALOGUED.sub("", row.title).split()
        return " ".join(
            word if word in _SMALL or not word.islower() else word.capitalize() for word in words
        )
    if form == "dotted":
        return journals.with_stops(row.abbreviation, row.title)
    return row.abbreviation


@lru_cache(maxsize=4096)
def _meant(text: str) -> _Meant | None:
    """Return the one journal that a name stands for which is not its own; None where it is."""
    rows = [row for row in journals.find(text) if row.abbreviation]
    if not rows:
        return None if journals.known(text) else _abbreviated(text)
    if len({row.abbreviation for row in rows}) != 1:
        return None
    row, key = rows[0], journals.fold(text)
    if _is_catalogued(text, row):
        if _CATALOGUED.search(row.abbreviation):
            return None  # "Clin Med (Northfield Il)" is another journal than "Clin Med (Lond)".
        return _Meant(row, "without what a catalogue adds")
    own, shortened = keys_of(replace(row, variants=()))
    if key in own | shortened or not _is_short(key, row) or key in _other_short_forms(row):
        return None
    return _Meant(row)


def _other_short_forms(row: journals.Journal) -> frozenset[str]:
    """Return the folded abbreviations by ISO 4 of the other titles that a journal goes by.

    "Angewandte Chemie International Edition" and "Angewandte Chemie" beside the catalogue's
    "Angewandte Chemie (International ed. in English)".
    """
    bare = _CATALOGUED.sub("", row.title)
    variants = [name for name in row.variants if not _is_short(journals.fold(name), row)]
    titles = [title for title in (bare, *variants) if title not in ("", row.title)]
    return frozenset(journals.fold(journals.abbreviate_iso4(title)) for title in titles)


def _is_catalogued(text: str, row: journals.Journal) -> bool:
    """Tell whether a name bears more than the journal's own abbreviation has words for."""
    bare = _CATALOGUED.sub("", text)
    words = [word for word in journals.fold(bare).split() if word not in _SMALL]
    own = journals.fold(_CATALOGUED.sub("", row.abbreviation)).split()
    return (
        bare != text
        and journals.fold(text) != journals.fold(row.abbreviation)
        and len(words) == len(own)
    )


def _is_short(key: str, row: journals.Journal) -> bool:
    """Tell an acronym or abbreviation from another title: "Canadian Medical Association Journal".

    An abbreviation has a word that begins one of the title's and is shorter.
    """
    words = [word for word in journals.fold(row.title).split() if word not in _SMALL]
    if " " not in key:
        return len(key) <= len(words) + 1 and key[0] == journals.fold(row.title)[:1]
    return any(
        len(word) > 1 and word not in words and any(each.startswith(word) for each in words)
        for word in key.split()
    )


def _abbreviated(text: str) -> _Meant | None:
    """Return the one journal that an unknown abbreviation shortens in a way of its own."""
    words = [word for word in journals.fold(text).split() if word not in _SMALL]
    if len(words) == 1 and text.isupper() and text.isalpha() and len(text) in _ACRONYMS:
        return _spelt_by(text.casefold())
    short = len(words) == 2 and words[0] != "j" and min(map(len, words)) < 3
    if len(words) < 2 or short or spelt_almost(text):
        return None
    if not all(word.isalpha() for word in words):
        return None
    key = journals.fold(text)
    rows = {
        row.abbreviation: row
        for name in _like(words[0][:2], words[-1][:2])
        if 0 <= name.count(" ") + 1 - len(words) <= 1
        for row in journals.find(name)
        if row.abbreviation and row.title and _fits(words, row)
    }
    if len(words) == 2 and not all(_begins(words[-1], row) for row in rows.values()):
        return None  # "J Biol" is short of a word; it is not "J Biotechnol".
    if len(rows) != 1 or any(
        key == journals.fold(journals.abbreviate_iso4(row.title)) for row in rows.values()
    ):
        return None
    return _Meant(next(iter(rows.values())))


def _spelt_by(letters: str) -> _Meant | None:
    """Return the one journal whose title has words that begin with these letters, in order."""
    rows = {
        row.abbreviation: row
        for name in journals.beginning(letters[:1])
        if "".join(word[0] for word in name.split() if word not in _SMALL) == letters
        for row in journals.find(name)
        if row.abbreviation and journals.fold(row.title) == name
    }
    return _Meant(next(iter(rows.values()))) if len(rows) == 1 else None


def _like(first: str, last: str) -> Sequence[str]:
    """Return the folded names whose first and last words begin with these letters, in order."""
    return _by_last(first).get(last, ())


@lru_cache(maxsize=1024)
def _by_last(first: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in journals.beginning(first):
        found.setdefault(name[name.rfind(" ") + 1 :][:2], []).append(name)
    return found


def _begins(word: str, row: journals.Journal) -> bool:
    """Tell whether the last word of a journal's title begins with a word."""
    return journals.fold(_CATALOGUED.sub("", row.title)).split()[-1].startswith(word)


def _fits(words: list[str], row: journals.Journal) -> bool:
    short = journals.fold(_CATALOGUED.sub("", row.abbreviation)).split()
    title = journals.fold(_CATALOGUED.sub("", row.title)).split()
    whole = [word for word in title if word not in _SMALL]
    if len(short) != len(whole):
        return False
    pairs = list(zip(short, whole, strict=True))
    for leave in (None, *range(1, len(pairs) - 1)):
        if leave is not None and pairs[leave][0] not in _SOCIETIES:
            continue
        rest = [pair for place, pair in enumerate(pairs) if place != leave]
        if len(rest) == len(words) and all(map(_shortens, words, rest)):
            # "... of the U.S.A." is written out as far as it can be.
            shortened = [word for word, pair in zip(words, rest, strict=True) if word != pair[1]]
            # "Pakistan Paediatric J": the one short word may be the J alone.
            return any(len(word) > 1 for word in shortened) or bool(shortened and len(words) > 2)
    return False


def _shortens(word: str, pair: tuple[str, str]) -> bool:
    """Tell whether a word is the registered short form, the whole word, or begins it.

    >>> _shortens("intl", ("int", "international")), _shortens("med", ("mol", "molecular"))
    (True, False)
    """
    whole = pair[1]
    if word in pair:
        return True
    if len(word) < 3 or word[:2] != whole[:2]:
        return False
    # "Biol" is short for another word than "biophysical".
    skips = len(word) > 3 and word.capitalize() not in ABBREVIATED
    return whole.startswith(word) or (skips and _leaves_letters_out(word, whole))


def _leaves_letters_out(word: str, whole: str) -> bool:
    """Tell whether a word has letters of another in their order: "intl" of "international"."""
    rest = iter(whole)
    return all(char in rest for char in word)


def _capitals(text: str) -> str:
    """Return a name with the capitals of its acronyms: "Cmaj", "Bmc Med"; empty where all stand."""
    rows = journals.find(text)
    names = {name for row in rows for name in (row.abbreviation, row.title) if name}
    words = text.split()
    if text in names:
        return ""
    for name in sorted(names):
        own = _CATALOGUED.sub("", name).split()
        if " ".join(own).casefold() != text.casefold() or (len(own) > 1 and name.isupper()):
            continue
        pairs = list(zip(own, words, strict=True))
        if any(sum(map(str.isupper, one)) > 1 and two.istitle() for one, two in pairs):
            return " ".join(two if one.islower() else one for one, two in pairs)
    return ""


def _usual_spellings(names: Iterable[str]) -> dict[str, str]:
    """Return for each journal that the list writes with different capitals the usual ones.

    An abbreviation in small letters, "Ann oncol", is not meant, however often it stands there.
    """
    counts: dict[str, Counter[str]] = {}
    for name in names:
        text = _capitals(name) or name
        counts.setdefault(text.casefold(), Counter())[text] += 1
    usual = {key: each.most_common(1)[0][0] for key, each in counts.items() if len(each) > 1}
    for key, most in usual.items():
        own = {row.abbreviation for row in journals.find(most)} & set(counts[key])
        if len(own) == 1 and any(word.islower() and word not in _SMALL for word in most.split()):
            usual[key] = own.pop()
    return usual


def _usual_words(names: Iterable[str]) -> dict[str, str]:
    """Return for each acronym that begins journals of the list in two forms, the usual one.

    "PLOS Med" beside "PLoS Negl Trop Dis": as most of them have it, or else the table.
    """
    counts: dict[str, Counter[str]] = {}
    tables: dict[str, str] = {}
    for name in names:
        first, *rest = name.split()
        if not rest or sum(map(str.isupper, first)) < 2 or name.isupper():
            continue
        key = first.casefold()
        counts.setdefault(key, Counter())[first] += 1
        for row in journals.find(name)[:1]:
            word = row.abbreviation.split()[:1]
            if word and word[0].casefold() == key:
                tables[key] = word[0]
    usual: dict[str, str] = {}
    for key, forms in counts.items():
        (most, number), *others = forms.most_common()
        if others:
            usual[key] = most if number > others[0][1] else tables.get(key, most)
    return usual
