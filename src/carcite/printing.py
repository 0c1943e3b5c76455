"""Print references in a style (house profiles by our own writer, others by CSL), or as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from carcite.compare.normalise import normalise
from carcite.errors import UsageError
from carcite.model.reference import Reference
from carcite.styles.catalogue import find_profile
from carcite.styles.house.profile import Profile
from carcite.styles.house.write import VancouverStyle
from carcite.styles.style import Style
from carcite.text.chars import escaped_in_json, without_controls

ENGINES = ("carcite", "citeproc-py")
OUTPUTS = ("text", "html", "markdown", "json")
FORMATS = ("csl-json", "csl-jsonl", "bibtex", "ris", "medline", "jats")
"""What `dump` and `carcite parse --to` write."""


@dataclass(frozen=True, slots=True)
class Printed:
    """One entry of a rendered list."""

    id: str
    text: str
    html: str
    """One element of class csl-entry, item data escaped."""
    markdown: str


def print_references(
    references: Sequence[tuple[str, Reference]], style: str | Style, *, locale: str | None = None
) -> list[Printed]:
    """Print references in a style, in the style's order; raise UsageError for an unknown one."""
    profile = find_profile(style) if isinstance(style, str) else None
    if isinstance(style, VancouverStyle):
        profile = style.profile
    if profile is not None:
        return [
            _by_profile(id, each, place, profile) for place, (id, each) in enumerate(references, 1)
        ]
    from carcite.styles.csl import to_item

    name = style if isinstance(style, str) else style.name
    return print_items([to_item(each, id) for id, each in references], name, locale=locale)


def print_items(
    items: Sequence[Mapping[str, Any]],
    style: str,
    *,
    locale: str | None = None,
    engine: str = "carcite",
) -> list[Printed]:
    """Print CSL-JSON items in a CSL style, in the style's order."""
    if engine not in ENGINES:
        raise UsageError(f'unknown engine "{engine}"; known are {", ".join(ENGINES)}')
    if engine == "citeproc-py":
        from carcite.csl import citeproc_py as engine_citeproc_py

        entries = engine_citeproc_py.render_bibliography(items, style, locale=locale)
    else:
        from carcite.csl import render_bibliography

        entries = render_bibliography(items, style, locale=locale)
    return [Printed(each.id, each.text, each.html, each.markdown) for each in entries]


def _by_profile(id: str, reference: Reference, place: int, profile: Profile) -> Printed:
    text = VancouverStyle(profile).write(normalise(reference, profile)).text
    label = profile.label.format(place)
    html = (
        f'<div class="csl-entry"><div class="csl-left-margin">{escape(label)}</div>'
        f'<div class="csl-right-inline">{escape(text)}</div></div>'
    )
    blank = " " if label else ""
    return Printed(id, f"{label}{blank}{text}", html, f"{_plain(label)}{blank}{_plain(text)}")


_MARKDOWN = str.maketrans({char: f"\\{char}" for char in "\\`*_[]<>#"})


def _plain(text: str) -> str:
    """Return text that Markdown prints as it stands."""
    return text.translate(_MARKDOWN)


def as_text(entries: Sequence[Printed], to: str) -> str:
    """Return a rendered list as one text: "text", "html", "markdown" or "json".

    Nothing in it orders a terminal about.
    """
    if to == "json":
        import json

        rows = [{"id": each.id, "text": each.text, "html": each.html} for each in entries]
        return escaped_in_json(json.dumps(rows, ensure_ascii=False, indent=2))
    return without_controls(_as_text(entries, to))


def _as_text(entries: Sequence[Printed], to: str) -> str:
    if to == "html":
        inner = "\n".join(f"  {each.html}" for each in entries)
        return f'<div class="csl-bib-body">\n{inner}\n</div>'
    if to == "markdown":
        return "\n\n".join(each.markdown for each in entries)
    if to == "text":
        return "\n".join(each.text for each in entries)
    raise UsageError(f'unknown output "{to}"; known are {", ".join(OUTPUTS)}')


def dump_with_notes(
    references: Sequence[tuple[str, Reference]], to: str, *, mark_cut: bool = False
) -> tuple[str, list[str]]:
    """Write references with their ids; return the text and what the format could not hold.

    With `mark_cut`, CSL-JSON says of a cut list of names in the list itself that others follow.
    Nothing in the text orders a terminal about.
    """
    if to in ("csl-json", "csl-jsonl"):
        import json

        from carcite.csl.items import to_csl, with_others

        items = [to_csl(reference, id=id) for id, reference in references]
        items = list(map(with_others, items)) if mark_cut else items
        if to == "csl-json":
            return escaped_in_json(json.dumps(items, ensure_ascii=False, indent=2)) + "\n", []
        rows = (escaped_in_json(json.dumps(item, ensure_ascii=False)) for item in items)
        return "".join(f"{row}\n" for row in rows), []
    text, notes = _write(references, to)
    return without_controls(text), notes


def _write(references: Sequence[tuple[str, Reference]], to: str) -> tuple[str, list[str]]:
    if to == "bibtex":
        from carcite.records.bibtex import read as bibtex

        return bibtex.write(references)
    if to == "ris":
        from carcite.records import ris

        return ris.write(references)
    if to == "medline":
        from carcite.records import medline

        return medline.write(references)
    if to == "jats":
        from carcite.records import jats_out

        return jats_out.write(references)
    raise UsageError(f'unknown format "{to}"; known are {", ".join(FORMATS)}')
