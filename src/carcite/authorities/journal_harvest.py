"""What the reference lists of the PubMed records tell about journals: titles and other names.

Each is taken only where word fits word or several articles agree: the title of a journal of which
only the abbreviation is known; other abbreviations ("Osteoarthr Cartil"); other names ("PNAS") of
works that NLM's own citation, with the same year, volume and first page, places in one journal;
and journals that no other source has.

>>> read_container("Smith J. A title. Osteoarthr Cartil. 2019;27(3):412-20.")
('Osteoarthr Cartil', ('2019', '27', '412'))
>>> read_container("Smith J (2019) Effects on mice? Osteoarthr Cartil 27:412-420")
('Osteoarthr Cartil', ('2019', '27', '412'))
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from carcite.authorities.journal_sources import Record, abbreviates, cited_journal
from carcite.authorities.journal_table import Journal, fold, keys_of
from carcite.authorities.journal_words import covers, significant_words
from carcite.text.pattern import pattern

Place = tuple[str, str, str]
"""Year, volume and first page of an article."""

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_VOLUME = r"(?P<volume>[A-Z]?\d{1,4}[A-Z]?)\s?(?:\(\s?[^()]{1,20}\)|Suppl\.?\s?\d*)?\s?[:,]\s?"
_PAGE = r"(?:pp?\.\s?)?(?P<page>[A-Za-z]{0,2}\d{1,7})"
# A name without stops behind the end of a title: "... in mice. Osteoarthr Cartil. 2019".
_NAME = (
    r"(?:(?<=[a-z)\"”’][.?!]\s)|(?<=[a-z)][?!.][\"”’]\s))"
    r"(?P<name>(?:The )?[A-ZÀ-Þ][^.?!;:,()\[\]\d]{1,80}?)"
)
_FORMS = (
    re.compile(
        rf"{_NAME}[.,]?\s{_YEAR}(?:\s[A-Z][a-z]{{2,8}}\.?(?:\s\d{{1,2}})?)?\s?[;,:]\s?{_VOLUME}{_PAGE}"
    ),
    re.compile(rf"{_NAME}[.,]?\s{_VOLUME}{_PAGE}[^()]{{0,25}}\({_YEAR}\)"),
    re.compile(rf"{_YEAR}[a-z]?\)[.,]?\s.{{10,300}}{_NAME},?\s{_VOLUME}{_PAGE}"),
)
_NLM_PLACE = pattern(
    r"(?P<year>\d{4})[^;]*;(?P<volume>[^:(]*)(?:\([^)]*\))?:(?P<page>[A-Za-z]?\d+)"
)


def read_container(text: str) -> tuple[str, Place] | None:
    """Return the journal name and the place that a free-text reference plainly prints."""
    for form in _FORMS:
        if (match := form.search(text)) and _behind_a_title(text[: match.start("name")]):
            name = " ".join(match["name"].split())
            return name, (match["year"], match["volume"], match["page"])
    return None


_LAST_WORD = pattern(r"([^\W_]+)\W*$")


def _behind_a_title(before: str) -> bool:
    """Tell a title's last word, in lower case, from the stop of "Eur." before "Heart J"."""
    word = _LAST_WORD.search(before[-60:])
    return (
        word is not None
        and word[1][0].islower()
        and word[1] not in ("al", "ed", "eds", "in", "doi")
    )


class Harvest:
    """The names that reference lists use, each with the articles that use it."""

    def __init__(self, records: Iterable[Record]) -> None:
        self.names: dict[str, set[str]] = defaultdict(set)
        """The PMIDs of the citing articles by the name they print, unfolded."""
        self._places: dict[Place, set[str]] = defaultdict(set)
        self._printed: dict[str, set[tuple[str, Place]]] = defaultdict(set)
        for record in records:
            for text, pmid in record.cited:
                self._read(record.pmid, text, pmid)

    def _read(self, citing: str, text: str, pmid: str) -> None:
        if (journal := cited_journal(text)) is not None:
            match = _NLM_PLACE.match(text, len(journal) + 2) if pmid else None
            if match:
                place = (match["year"], match["volume"].strip(), match["page"])
                self._places[place].add(journal)
        elif found := read_container(text):
            self.names[found[0]].add(citing)
            self._printed[found[0]].add((citing, found[1]))

    def placed(self, name: str) -> Counter[str]:
        """Count the citing articles by the journal in which NLM places the work."""
        counts: Counter[str] = Counter()
        for _, place in self._printed[name]:
            journals = self._places.get(place, set())
            if len(journals) == 1:
                counts.update(journals)
        return counts


def short_forms(journals: Iterable[Journal]) -> dict[str, Counter[str]]:
    """Count how each folded title word is abbreviated, over titles that fit word by word."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for journal in journals:
        parts = significant_words(re.sub(r"\([^()]*\)", "", journal.abbreviation))
        words = significant_words(re.sub(r"\([^()]*\)|\s[:=;].*", "", journal.title))
        if len(parts) != len(words) or not abbreviates(journal.abbreviation, journal.title):
            continue
        for part, word in zip(parts, words, strict=True):
            if part[0] == word[0]:
                forms[word][part] += 1
    return forms


_AGREEING = 2
_PLACED = 3
_PLACED_SHARE = 0.8


def with_harvest(journals: Sequence[Journal], harvest: Harvest) -> list[Journal]:
    """Return the journals with the titles and names that the lists add to them."""
    counts = short_forms(journals)
    forms = {word: frozenset(forms) for word, forms in counts.items()}
    words = _whole_words(counts)
    known = frozenset().union(*(own | other for own, other in map(keys_of, journals)))
    names: dict[str, list[str]] = defaultdict(list)
    titles: dict[str, str] = {}
    by_initials = _by_initials(journals)
    for name, citing in sorted(harvest.names.items(), key=lambda item: (-len(item[1]), item[0])):
        if fold(name) in known or name.startswith("In "):
            continue
        if len(citing) >= _AGREEING or _is_title(name, words):
            found = _fitting(name, by_initials, forms, words) or _placed(name, harvest)
            if found and _is_title(name, words):
                titles.setdefault(found, name)
            if found:
                names[found].append(name)
    return [
        _with_names(row, titles.get(row.abbreviation, ""), names.get(row.abbreviation, []))
        for row in journals
    ]


def _whole_words(counts: Mapping[str, Counter[str]]) -> frozenset[str]:
    """Return the words that stand in titles oftener than as the short form of another word."""
    shortened: Counter[str] = Counter()
    for word, forms in counts.items():
        shortened.update({part: count for part, count in forms.items() if part != word})
    return frozenset(w for w, forms in counts.items() if forms.total() > shortened[w])


def _by_initials(journals: Iterable[Journal]) -> dict[str, list[Journal]]:
    table: dict[str, list[Journal]] = defaultdict(list)
    for journal in journals:
        for name in {journal.title, re.sub(r"\([^()]*\)|\s[:=;].*", "", journal.title)}:
            if words := significant_words(name):
                table["".join(word[0] for word in words)].append(replace(journal, title=name))
        if not journal.title:
            words = significant_words(re.sub(r"\([^()]*\)", "", journal.abbreviation))
            table["".join(word[0] for word in words)].append(journal)
    return table


def _fitting(
    name: str,
    table: Mapping[str, Sequence[Journal]],
    forms: Mapping[str, frozenset[str]],
    whole: frozenset[str],
) -> str:
    """Return the abbreviation of the one journal that a name fits word by word, else nothing."""
    words = significant_words(name)
    if len(words) < 2:
        return ""
    fits = set()
    for journal in table.get("".join(word[0] for word in words), ()):
        if journal.title:
            fit = covers(name, journal.title, forms)
        else:
            bare = re.sub(r"\([^()]*\)", "", journal.abbreviation)
            exact = len(significant_words(bare)) == len(fold(bare).split())
            fit = exact and _is_title(name, whole) and covers(bare, name, forms)
        if fit:
            fits.add(journal.abbreviation)
    return fits.pop() if len(fits) == 1 else ""


def _placed(name: str, harvest: Harvest) -> str:
    """Return the abbreviation of the journal in which the works cited under a name stand."""
    counts = harvest.placed(name)
    if not counts:
        return ""
    (abbreviation, count), total = counts.most_common(1)[0], counts.total()
    if count < _PLACED or count < _PLACED_SHARE * total:
        return ""
    return abbreviation if name[0].casefold() == abbreviation[0].casefold() else ""


def _is_title(name: str, whole: frozenset[str]) -> bool:
    """Tell a full title from an abbreviation: its words are words of other titles, or acronyms."""
    acronyms = {fold(word) for word in name.split() if word.isupper() and len(word) > 2}
    return all(word in whole or word in acronyms for word in significant_words(name))


_INDEPENDENT = 3
_SHORTEST_NAME = 8


def from_harvest(journals: Sequence[Journal], harvest: Harvest) -> list[Journal]:
    """Return journals that only the lists name, as rows with a title or an abbreviation alone.

    A name counts when three articles print it behind a title, and it has two words or more.
    """
    known = frozenset().union(*(own | other for own, other in map(keys_of, journals)))
    whole = _whole_words(short_forms(journals))
    found = {}
    for name, citing in sorted(harvest.names.items()):
        words = significant_words(name)
        if len(citing) < _INDEPENDENT or fold(name) in known or len(name) < _SHORTEST_NAME:
            continue
        if len(words) > 1 and name[-1].isalpha() and "/" not in name and not _is_near(name, known):
            titled = _is_title(name, whole)
            title, abbreviation = (name, "") if titled else ("", name)
            found[fold(name)] = Journal(title, abbreviation, origin="references")
    return list(found.values())


_MISSPELT = 88.0


def _is_near(name: str, known: frozenset[str]) -> bool:
    """Tell whether a name is rather a slip for a known one ("N Eng J Med")."""
    from rapidfuzz import fuzz, process

    return (
        process.extractOne(fold(name), known, scorer=fuzz.ratio, score_cutoff=_MISSPELT) is not None
    )


_MOST_VARIANTS = 6


def _with_names(journal: Journal, title: str, names: Sequence[str]) -> Journal:
    if not names:
        return journal
    title = journal.title or title
    others = tuple(name for name in names if name != title)[:_MOST_VARIANTS]
    return replace(
        journal,
        title=title,
        variants=(*journal.variants, *others),
        origin=f"{journal.origin}+references",
    )
