"""An entry whose authors are dashes: it is read with the names of the entry that gives them.

>>> from carcite.reading.entry import read_entry
>>> text, names = "———. 2012. Bones. Oxford: OUP.", "Smith, John. 2010. Hearts. Oxford: OUP."
>>> parse = read_repeated(text, Entry(Span(0, 30), Span(0, 30), before=names), read_entry)
>>> parse.reference.contributors[0].names[0].family, parse.reference.title
('Smith', 'Bones')
>>> parse.layout.pieces[0].text
'———. '
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from carcite.lists.repeats import repeats_names
from carcite.model.layout import Layout, Role
from carcite.model.parse import Doubt, Entry, Parse
from carcite.text.span import Span

_NAMES = frozenset((
    Role.PARTICLE, Role.FAMILY, Role.INITIALS, Role.GIVEN, Role.SUFFIX, Role.ORGANIZATION,
    Role.ET_AL,
))  # fmt: skip


def read_repeated(text: str, entry: Entry, reads: Callable[[str, Entry | None], Parse]) -> Parse:
    """Return the parse of an entry that repeats the names of `entry.before`.

    The layout is that of the text as it stands: the dashes are no piece of their own.
    """
    names = _names_of(reads(entry.before, None))
    dashes = repeats_names(text)
    if not names or not dashes:
        return reads(text, entry)
    behind = text[dashes:]
    if names[-1] == behind[:1]:
        names = names[:-1]
    by = len(names) - dashes
    body = Span(0, len(names) + len(behind))
    noise = tuple(each.shift(by - entry.body.start) for each in entry.noise)
    found = reads(names + behind, replace(entry, span=body, body=body, noise=noise, before=""))
    marks = tuple(
        (role, start - by, end - by) for role, start, end in found.layout.marks if start - by > 0
    )
    doubts = tuple(Doubt(_moved(each.span, by), each.message) for each in found.doubts)
    return replace(found, layout=Layout(text, marks), doubts=doubts, entry=entry, printed="")


def _names_of(parse: Parse) -> str:
    """Return the names at the head of an entry as they stand; "" where there are none."""
    end = 0
    for role, _, stop in parse.layout.marks:
        if role not in _NAMES:
            break
        end = stop
    return parse.layout.text[:end]


def _moved(span: Span, by: int) -> Span:
    return Span(max(0, span.start - by), max(0, span.end - by))
