"""Any CSL style as a Style: what the processor prints for one reference, as an expected layout.

Every run that the processor prints says which variable and which part of it stands there; here
they become the roles of a Layout. What a list's neighbours decide (the label, a year's letter, a
dash for a repeated author) is not part of one reference and is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from carcite.csl import CompiledStyle, load_style, render_bibliography
from carcite.csl.items import to_csl
from carcite.model.dates import Date
from carcite.model.layout import Layout, Mark, Role
from carcite.model.parse import Entry, Parse
from carcite.model.reference import Reference
from carcite.styles.csl_roles import DATE_PARTS, VARIABLES, page_marks
from carcite.text.pattern import pattern

_NAME_PARTS: Mapping[str, Role] = {
    "family": Role.FAMILY,
    "given": Role.GIVEN,
    "initials": Role.INITIALS,
    "suffix": Role.SUFFIX,
    "dropping-particle": Role.PARTICLE,
    "non-dropping-particle": Role.PARTICLE,
    "particle": Role.PARTICLE,
    "literal": Role.ORGANIZATION,
    "et-al": Role.ET_AL,
    "label": Role.CONTRIBUTOR_LABEL,
}
_OWN_WORDS = frozenset({"affix", "delimiter", "term", "value", "and", "quote", ""})
_Run = tuple[str, tuple[str, ...], str, str]


@dataclass(frozen=True, slots=True, repr=False)
class CompiledCslStyle:
    """A .csl file as a Style."""

    name: str
    title: str
    style: CompiledStyle

    def __repr__(self) -> str:
        return f"<Style {self.name}>"

    @classmethod
    def load(cls, name: str) -> CompiledCslStyle:
        """Load a style by name, path or XML; raise UsageError or UnreadableError."""
        style = load_style(name)
        return cls(style.name, style.title, style)

    @property
    def regulates_pages(self) -> bool:
        """Whether the style says how page ranges are shortened, or prints them as they come."""
        return bool(self.style.root.get("page-range-format"))

    def write(self, reference: Reference) -> Layout:
        """Return the reference as the style prints it, without a label."""
        entries = render_bibliography([to_item(reference, "1")], self.style)
        return layout_of(entries[0].runs, reference) if entries else Layout("", ())

    def read(self, text: str, entry: Entry | None = None) -> Parse:
        """Return the best reading of an entry printed in this style.

        The style's own tree gives readings beside the reader's; what prints back to the text wins.
        """
        from carcite.styles.grammar.read import read_by

        return read_by(self, text, entry)

    def printed(self, reference: Reference) -> Iterator[str]:
        """Yield what the style prints of a reference, in each way that its fields may be given."""
        yield self.write(reference).text
        if _ORDINAL.fullmatch(reference.edition):
            entries = render_bibliography([to_csl(reference, id="1")], self.style)
            if entries:
                yield layout_of(entries[0].runs, reference).text


def to_item(reference: Reference, id: str) -> dict[str, Any]:
    """Return the item that a CSL processor prints in full.

    "2nd" is no number to it; of "2" it makes what the language writes.
    """
    item = to_csl(reference, id=id)
    ordinal = _ORDINAL.fullmatch(str(item.get("edition", "")))
    if ordinal:
        item["edition"] = ordinal[1]
    return item


_ORDINAL = pattern(r"(\d{1,3})(?:st|nd|rd|th|\.)")
"""Takes "2nd", "3."; refuses "2nd revised"."""


def layout_of(runs: tuple[_Run, ...], reference: Reference) -> Layout:
    """Return the layout of what was printed; runs of one role that touch become one piece.

    So do the parts of a title that quotes: "Does “rare” make a difference?"
    """
    marks: list[Mark] = []
    texts: list[str] = []
    at = 0
    quoting = False
    for text, _, variable, part in _without_label(runs):
        role = _role(variable, part)
        text = _on_one_line(text, texts)
        if role is Role.YEAR and isinstance(reference.issued, Date):
            text += reference.issued.letter
        if role is not None and text:
            same = bool(marks) and marks[-1][0] is role and role is not Role.PAGE
            if same and (marks[-1][2] == at or (quoting and role in _QUOTING)):
                length = len(_own(role, text, reference)) or len(text)
                marks[-1] = (role, marks[-1][1], at + length)
            else:
                marks += _cut(role, text, at, reference)
            quoting = True
        elif text:
            quoting = quoting and part == "quote"
        texts.append(text)
        at += len(text)
    whole = "".join(texts).rstrip()
    return Layout(whole, tuple(_with_quotes(mark, whole, reference.title) for mark in marks))


_QUOTING = frozenset({Role.TITLE, Role.CONTAINER_TITLE})
_QUOTES = frozenset("“”„‟‘’«»‹›\"'")


def _with_quotes(mark: Mark, text: str, title: str) -> Mark:
    """Return the mark of a title with the quotation marks that it begins or ends with itself."""
    role, start, end = mark
    if role is not Role.TITLE:
        return mark
    if title[:1] in _QUOTES and text[start : start + 1] not in _QUOTES:
        start -= text[start - 1 : start] in _QUOTES
    if title[-1:] in _QUOTES and text[end - 1 : end] not in _QUOTES:
        inside = text[end : end + 1] in (",", ".")  # "the “difference.”"
        end += (inside + 1) if text[end + inside : end + inside + 1] in _QUOTES else 0
    return role, start, end


def _on_one_line(text: str, before: list[str]) -> str:
    """Return a run with its line ends as spaces: a style's layout in lines is the page's affair."""
    if "\n" in text:
        text = re.sub(r" {0,400}+\n\s*+", " ", text)
    last = next((each for each in reversed(before) if each), "")
    if not last:
        return text.lstrip()
    return text.lstrip(" ") if last[-1] == " " else text


def _without_label(runs: tuple[_Run, ...]) -> tuple[_Run, ...]:
    """Return the runs after the citation number and the marks around it."""
    place = next((i for i, run in enumerate(runs) if run[2] == "citation-number"), None)
    if place is None or any(_role(run[2], run[3]) for run in runs[:place]):
        return runs
    rest = runs[place + 1 :]
    first = next((i for i, run in enumerate(rest) if run[3] not in _OWN_WORDS), len(rest))
    opening = first
    while opening and rest[opening - 1][3] == "quote":
        opening -= 1
    return rest[opening:]


def _role(variable: str, part: str) -> Role | None:
    """Return the role of a run, or None for the style's own words and marks."""
    if part == "et-al":
        return Role.ET_AL
    if part in _OWN_WORDS:
        return None
    if part in _NAME_PARTS:
        return _NAME_PARTS[part]
    if part in DATE_PARTS:
        return DATE_PARTS[part] if variable == "issued" else Role.DATE
    return VARIABLES.get(variable)


def _cut(role: Role, text: str, at: int, reference: Reference) -> Iterator[Mark]:
    """Yield the marks of one run: CSL holds in one variable what a list prints as two parts."""
    supplement = reference.supplement or reference.part
    if role is Role.ISSUE and supplement and supplement in text:
        own = Role.SUPPLEMENT if reference.supplement else Role.PART
        split = text.index(supplement)
        issue = text[:split].rstrip()
        if issue:
            yield (Role.ISSUE, at, at + len(issue))
        yield (own, at + split, at + split + len(supplement))
    elif role is Role.PAGE and ", " in text:
        yield from page_marks(text, at)
    else:
        yield (role, at, at + len(_own(role, text, reference)))


def _own(role: Role, text: str, reference: Reference) -> str:
    """Return a run without the comma that a style which quotes titles puts inside the quotation."""
    if role is Role.TITLE and not reference.title.endswith(tuple(",.;:")):
        return text.rstrip(",.;:")
    return text
