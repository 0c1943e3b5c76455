"""The report as one page that an editor opens in a browser: no network, nothing to install.

>>> page = write([])
>>> page.startswith("<!doctype html>"), "http://" in page or "https://" in page
(True, False)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from carcite.report.html.citations import cited_line, lines_of, map_html, numbers_of
from carcite.report.html.entry import entry_html, notes_html
from carcite.report.html.markup import cleaned, escaped
from carcite.report.html.page import (
    contents,
    file_name,
    foot,
    head,
    masthead,
    resource,
    rules_html,
    tools,
)
from carcite.report.html.places import Places
from carcite.report.json import writable
from carcite.report.model import Checked, RuleHelp
from carcite.report.places import WITHOUT_LINES
from carcite.report.summary import style_line


def write(checked: Sequence[Checked], rules: Sequence[RuleHelp] = ()) -> str:
    """Return the page; to be written as UTF-8."""
    return "".join(pieces(checked, rules))


def pieces(checked: Sequence[Checked], rules: Sequence[RuleHelp] = ()) -> Iterator[str]:
    """Yield the page piece by piece, for one that is written as it grows."""
    style, script = resource("page.css"), resource("page.js")
    title = f"{file_name(checked[0])}: references" if len(checked) == 1 else "References"
    yield writable(head(title, style, script))
    if checked:
        yield writable(masthead(checked))
        yield writable(contents(checked))
        yield writable(tools(checked))
    yield '<main id="main" tabindex="-1">\n'
    for number, each in enumerate(checked, 1):
        yield from map(writable, _file(each, number, len(checked) > 1))
    yield "</main>\n"
    yield '<footer class="colophon">'
    yield writable(rules_html(checked, rules))
    yield "<p>Made by carcite. This page holds everything it shows and asks no server.</p>"
    yield "</footer>\n"
    yield writable(foot(checked, script))


def _file(checked: Checked, number: int, several: bool) -> Iterator[str]:
    """Yield the section of one file."""
    id = f"f{number}"
    name = escaped(file_name(checked))
    hidden = "" if several else ' class="vh"'
    yield f'<section class="file" id="{id}" aria-labelledby="{id}-name">'
    yield f'<h2 id="{id}-name"{hidden} dir="auto">{name}</h2>'
    if several and checked.style:
        yield f'<p class="style">{escaped(style_line(checked))}</p>'
    yield _bar(checked, number)
    places = Places(checked, id)
    if None in places.notes:
        yield '<section class="whole"><h3>The list as a whole</h3>'
        yield notes_html(checked.source, places.notes[None], places)
        yield "</section>"
    yield from _entries(checked, places)
    if checked.mended is not None:
        yield f'<section class="rendering mended" id="{id}-view-m" hidden>'
        yield '<div class="bar"><h3>Mended, as you decide</h3></div><div class="list" lang="" '
        yield f'dir="auto" data-list="{number - 1}">{escaped(checked.mended)}</div></section>'
    yield from _renderings(checked, id)
    yield map_html(checked, id)
    yield "</section>\n"


def _entries(checked: Checked, places: Places) -> Iterator[str]:
    lines = lines_of(checked)
    number_of = {place: number for number, place in numbers_of(checked).items()}
    # Records of a format with fields have no list around them, and their lines mean something.
    kind = "entries" if checked.lists else "entries records"
    yield f'<ol role="list" class="{kind}" id="{places.id}-view-0">\n'
    for place, parse in enumerate(checked.parses, 1):
        cited = ""
        if checked.citations and place in number_of:
            seen = checked.format not in WITHOUT_LINES
            cited = cited_line(lines.get(number_of[place], []), seen=seen)
        yield entry_html(checked.source, place, parse, places, cited)
    yield "</ol>\n"


def _bar(checked: Checked, number: int) -> str:
    """Return the switch of styles and the buttons that take the mended list away."""
    parts = []
    if checked.renderings:
        options = "".join(
            f'<option value="{at}">{escaped(title)}</option>'
            for at, title in enumerate(checked.renderings, 1)
        )
        if checked.mended is not None:
            options = f'<option value="m">mended, as you decide</option>{options}'
        parts.append(
            f'<label class="switch">Set in <select data-file="f{number}" autocomplete="off">'
            f'<option value="0">its own style, as it stands</option>{options}</select></label>'
        )
    if checked.mended is not None:
        parts.append(
            f'<button type="button" data-copy="{number - 1}">Copy the mended list</button>'
            f'<button type="button" data-download="{number - 1}">Download it</button>'
            f'<button type="button" data-decisions="{number - 1}">Download your decisions</button>'
            f'<output class="decided" data-of="f{number}" aria-live="polite"></output>'
        )
    return f'<div class="bar">{"".join(parts)}</div>' if parts else ""


def _renderings(checked: Checked, id: str) -> Iterator[str]:
    for at, (title, entries) in enumerate(checked.renderings.items(), 1):
        yield f'<section class="rendering" id="{id}-view-{at}" hidden>'
        yield f'<div class="bar"><h3>{escaped(title)}</h3>'
        yield f'<button type="button" data-take="{id}-view-{at}">Copy these entries</button></div>'
        yield '<ol role="list" lang="">'
        for entry in entries:
            yield f'<li dir="auto">{cleaned(entry)}</li>\n'
        yield "</ol></section>"
