"""What an entry shows of its style, as words that can be counted: the marks between its fields.

The fingerprint of a CSL style is what it shows in a few made articles; that of a list, what its
entries show, each feature with the share of the entries that have it. The more of the one is in
the other, the likelier the style printed the list; printing the list tells for sure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from carcite.learning.names import shown
from carcite.learning.observe import Observed, observe
from carcite.model.layout import Role
from carcite.model.locators import PageRange
from carcite.model.names import Person
from carcite.model.parse import Parse
from carcite.model.reference import Reference
from carcite.styles.house.adapt import journal_form
from carcite.styles.house.profile import PageForm
from carcite.text.chars import DASHES

_MOST_NAMES = 12
_CHANCE = 4
"""So many entries may stand in the order of the alphabet by chance."""
_SHORT_WORD = 4
_FORMS: tuple[PageForm, ...] = ("full", "minimal", "minimal-two", "chicago")


def fingerprint(parses: Sequence[Parse]) -> Counter[str]:
    """Return how many of some entries show each feature."""
    counts: Counter[str] = Counter()
    for parse in parses:
        # A stop behind initials is taken for a mark, whosever it is: both sides are read alike.
        counts.update(set(_features(observe(parse, compact=True))))
        counts[_word("label", label_form(parse))] += 1
    counts[_word("order", "author" if _is_sorted(parses) else "list")] += len(parses)
    return counts


def label_form(parse: Parse) -> str:
    """Return the entry's label with {} for the number: "[{}]"; empty where it has none."""
    entry = parse.entry
    if entry is None or entry.number is None or str(entry.number) not in entry.label:
        return ""
    return entry.label.lstrip("-•* \t").rstrip().replace(str(entry.number), "{}", 1)


def _is_sorted(parses: Sequence[Parse]) -> bool:
    """Tell whether the entries stand in the order of their first authors."""
    first = [each.reference.first_author for each in parses]
    families = [each.family.casefold() for each in first if isinstance(each, Person)]
    return len(families) > _CHANCE and families == sorted(families)


def _features(entry: Observed) -> Iterator[str]:
    left, behind = "", ""
    for (field, text), joint in zip(entry.fields, entry.joints, strict=False):
        yield _word("joint", left, field, behind + joint)
        bare = text.rstrip(".")
        left, behind = field, text[len(bare) :]
    yield _word("joint", left, "", behind + entry.joints[-1])
    if entry.doi_prefix is not None:
        yield _word("doi", entry.doi_prefix)
    if entry.page_label:
        yield _word("pages", entry.page_label)
    for key, value in shown(entry.names):
        yield _word(key, *(value if isinstance(value, tuple) else (str(value),)))
    yield from _facts(entry)


def _word(*parts: str) -> str:
    return "\t".join(map(plain, parts))


def plain(text: str) -> str:
    """Return a text with each blank as an ordinary one, which is what most copies keep of it."""
    return text if text.isascii() else text.translate(_BLANKS)


_BLANKS = dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2009\u202f"), " ")


def _facts(entry: Observed) -> Iterator[str]:
    reference = entry.parse.reference
    group = reference.group()
    if group:
        count = min(len(group.names), _MOST_NAMES)
        yield _word("cut" if group.et_al else "uncut", str(count))
    form = journal_form(reference.container_title)
    if form:
        yield _word("journal", "full" if form == "full" else "short")
    words = [word for word in reference.container_title.split()[1:] if len(word) > _SHORT_WORD]
    if len(words) > 1:
        yield _word("capitals", "some" if any(map(str.islower, words)) else "all")
    yield from _ranges(entry)


def _ranges(entry: Observed) -> Iterator[str]:
    from carcite.reading.parts.ranges import shorten

    ranges = [each for each in entry.parse.reference.pages if isinstance(each, PageRange)]
    for piece in entry.parse.layout.find(Role.PAGE):
        dash = next((char for char in piece.text if char in DASHES), "")
        first, _, last = piece.text.partition(dash) if dash else (piece.text, "", "")
        for each in ranges:
            if not dash or each.first != first:
                continue
            yield _word("dash", dash)
            fits = [form for form in _FORMS if shorten(first, each.last, form) == last]
            if len(fits) < len(_FORMS):
                yield from (_word("range", form) for form in fits)


def uncut(reference: Reference, others: int = 30) -> Reference:
    """Return a reference whose names go on where the list cuts them, so that a style cuts again."""
    groups = tuple(
        replace(group, names=group.names + (Person("Others", "O"),) * others, et_al=False)
        if group.et_al
        else group
        for group in reference.contributors
    )
    return replace(reference, contributors=groups)


def as_article(reference: Reference) -> Reference:
    """Return a reference that has a volume of a container as an article, "In:" before it or not."""
    if reference.container_title and reference.volume and reference.title:
        return replace(reference, type="article-journal")
    return reference
