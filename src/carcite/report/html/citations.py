"""The map of the citations in the text: which reference is cited where, and in what order.

ICMJE, Recommendations, IV.A.3.g: references are numbered in the order in which the text first
mentions them. Drawn with the text from left to right and the list from top to bottom, the first
mentions of a list in order go down like a stair.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from carcite.model.layout import Layout, Role
from carcite.report.html.markup import escaped
from carcite.report.model import Checked
from carcite.report.summary import listing, many
from carcite.text.chars import collapse

_WIDTH, _LEFT, _TOP = 720, 44, 14
_MOST_DOTS = 4000
"""Beyond this a drawing shows nothing that the table does not."""
_MOST_LINES = 12
_SHORT = 72


def numbers_of(checked: Checked) -> dict[int, int]:
    """Return the number of each reference and its place in the file, from 1.

    An entry without a number of its own is known by its place; of two with one number the first.
    """
    numbers: dict[int, int] = {}
    for place, parse in enumerate(checked.parses, 1):
        own = parse.entry.number if parse.entry else None
        numbers.setdefault(place if own is None else own, place)
    return numbers


def lines_of(checked: Checked) -> dict[int, list[int]]:
    """Return the lines in which each number is cited, in the order of the text."""
    lines: defaultdict[int, list[int]] = defaultdict(list)
    for span, numbers in checked.citations:
        line = checked.source.position(span.start)[0]
        for number in dict.fromkeys(numbers):
            lines[number].append(line)
    return dict(lines)


def cited_line(lines: list[int], *, seen: bool = True) -> str:
    """Return what stands under an entry on its citations; `seen` are lines that a reader sees."""
    if not lines:
        return '<p class="cited never">Not cited in the text</p>'
    times = {1: "once", 2: "twice"}.get(len(lines), f"{len(lines):,} times")
    where = f", {_where(lines)}" if seen else ""
    return f'<p class="cited">Cited {times}{where}</p>'


def map_html(checked: Checked, id: str) -> str:
    """Return the section of the map; nothing for a file whose text cites nothing."""
    if not checked.citations:
        return ""
    numbers, lines = numbers_of(checked), lines_of(checked)
    return "".join(
        (
            f'<section class="citations" aria-labelledby="{id}-map">',
            f'<h3 id="{id}-map">Where the text cites</h3>',
            *_summary(checked, numbers, lines),
            *_drawing(checked, numbers),
            _table(checked, id, numbers, lines),
            "</section>",
        )
    )


def _short(layout: Layout) -> str:
    """Return the first name and the title, by which a reader knows the work."""
    names = layout.find(Role.FAMILY) or layout.find(Role.ORGANIZATION)
    titles = layout.find(Role.TITLE) or layout.find(Role.CONTAINER_TITLE)
    known = [each.text[:_SHORT] for pieces in (names, titles) for each in pieces[:1]]
    words = collapse(": ".join(known) or layout.text[: 2 * _SHORT])
    return words if len(words) <= _SHORT else words[:_SHORT].rsplit(" ", 1)[0] + "…"


def _where(lines: list[int]) -> str:
    distinct = list(dict.fromkeys(lines))
    words = [f"{line:,}" for line in distinct[:_MOST_LINES]]
    if len(distinct) > _MOST_LINES:
        words.append(f"{len(distinct) - _MOST_LINES:,} more")
    return f"{'line' if len(distinct) == 1 else 'lines'} {listing(words)}"


def _summary(
    checked: Checked, numbers: Mapping[int, int], lines: Mapping[int, list[int]]
) -> Iterator[str]:
    cited = sum(number in lines for number in numbers)
    yield (
        f"<p>{many(len(checked.citations), 'citation')} in the text name "
        f"{cited:,} of {many(len(numbers), 'reference')}.</p>"
    )
    never = [str(number) for number in numbers if number not in lines]
    absent = [str(number) for number in sorted(lines) if number not in numbers]
    if never:
        yield f'<p class="gap">Listed but not cited: {_some(never)}.</p>'
    if absent:
        yield f'<p class="gap">Cited but not listed: {_some(absent)}.</p>'


def _some(words: list[str]) -> str:
    if len(words) > 40:
        words = [*words[:40], f"{len(words) - 40:,} more"]
    return listing(words)


def _drawing(checked: Checked, numbers: Mapping[int, int]) -> Iterator[str]:
    dots = sum(len(named) for _, named in checked.citations)
    if not numbers or dots > _MOST_DOTS:
        return
    rows = len(numbers)
    step_y = min(16.0, max(4.0, 520 / rows))
    step_x = (_WIDTH - _LEFT - 16) / max(len(checked.citations) - 1, 1)
    height = _TOP * 2 + step_y * (rows - 1)
    label = (
        "Citations from left to right in the order of the text, references from top to bottom; "
        "a first mention is a full dot, a later one a ring. The table below says the same."
    )
    yield (f'<svg class="map" viewBox="0 0 {_WIDTH} {height:.0f}" role="img" aria-label="{label}">')
    row = {number: place for place, number in enumerate(numbers)}
    every = next(each for each in (1, 2, 5, 10, 20, 50, 100, rows) if each * step_y >= 12)
    for number, place in row.items():
        if place % every == every - 1 or place == 0:
            y = _TOP + place * step_y
            # On a narrow screen only every fifth of these numbers can be read.
            kind = "major" if place == 0 or place % (5 * every) == 5 * every - 1 else "minor"
            yield f'<line x1="{_LEFT - 8}" y1="{y:.1f}" x2="{_WIDTH}" y2="{y:.1f}"/>'
            yield f'<text class="{kind}" x="{_LEFT - 14}" y="{y + 4:.1f}">{number}</text>'
    seen: set[int] = set()
    for at, (span, named) in enumerate(checked.citations):
        line = checked.source.position(span.start)[0]
        for number in dict.fromkeys(named):
            if number not in row:
                continue
            x, y = _LEFT + at * step_x, _TOP + row[number] * step_y
            kind = "later" if number in seen else "first"
            seen.add(number)
            yield (
                f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="{min(4.0, step_y / 2):.1f}">'
                f"<title>Reference {number}, line {line}</title></circle>"
            )
    yield "</svg>"


def _table(
    checked: Checked, id: str, numbers: Mapping[int, int], lines: Mapping[int, list[int]]
) -> str:
    rows = []
    for number, place in numbers.items():
        short = _short(checked.parses[place - 1].layout)
        where = _where(lines[number]) if number in lines else "not cited"
        rows.append(
            f'<tr><td><a href="#{id}-e{place}">{number}</a></td>'
            f'<td lang="" dir="auto">{escaped(short)}</td>'
            f"<td>{len(lines.get(number, []))}</td><td>{where}</td></tr>"
        )
    head = (
        '<tr><th scope="col">No.</th><th scope="col">Reference</th>'
        '<th scope="col">Times</th><th scope="col">Where</th></tr>'
    )
    return (
        "<details><summary>As a table</summary>"
        f'<div class="scroll" tabindex="0" role="region" aria-label="Citations as a table">'
        f"<table><thead>{head}</thead><tbody>{''.join(rows)}</tbody></table></div></details>"
    )
