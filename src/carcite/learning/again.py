"""Entries read again by the styles that are likely to have printed the list.

The reader of lists knows the forms of Vancouver's family; what it misreads in another form, the
grammar of a style that prints the entry back to the letter reads. What is learnt from the entries
that were read right is such a style, too.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence

from carcite.learning.observe import Observed
from carcite.learning.replaces import may_replace, usual_parts
from carcite.learning.sheet import Sheet
from carcite.model.parse import Parse
from carcite.model.reference import Reference
from carcite.styles.grammar.read import prove
from carcite.styles.grammar.weighing import Printing
from carcite.styles.house.profile import Profile
from carcite.styles.house.reading import HouseReading
from carcite.styles.house.write import VancouverStyle

LIKELY = 4
"""Styles that are asked."""
_SECONDS = 0.5
"""Of processor time, after which no further style is asked."""


def is_doubtful(entries: Sequence[Observed]) -> bool:
    """Tell whether most entries have pages of a volume that was not seen: "Histopathology 30, 486".

    A profile may print them all the same, with the volume in the journal's name.
    """
    odd = [
        each.parse.reference
        for each in entries
        if each.parse.reference.container_title and each.parse.reference.pages
    ]
    return 2 * sum(not each.volume for each in odd) > len(odd)


def read_again(entries: Sequence[Observed], styles: Iterable[Printing]) -> tuple[Parse, ...]:
    """Return the parses as the style that prints the most entries reads them, else as they are."""
    plain = tuple(each.parse for each in entries)
    best, most = plain, 0
    began = time.process_time()
    for style in styles:
        proven = [_proven(style, each) for each in plain]
        count = sum(each is not None for each in proven)
        if count > most:
            best = tuple(new or old for new, old in zip(proven, plain, strict=True))
            most = count
        if most == len(plain) or time.process_time() - began > _SECONDS:
            break
    return best


def read_by_itself(sheet: Sheet, profile: Profile) -> tuple[Parse, ...]:
    """Return the parses, and of entries that the profile does not print what its grammar reads.

    A reading counts that the profile prints back, and that may stand for the first.
    """
    style = HouseReading.of(VancouverStyle(profile))
    usual = usual_parts([each.parse.reference for each in sheet.entries])
    began = time.process_time()
    found = []
    for each, is_printed in zip(sheet.entries, sheet.printed(profile), strict=True):
        parse = each.parse
        if not is_printed and time.process_time() - began < _SECONDS:
            new = _proven(style, parse)
            if new is not None and may_replace(new, parse, usual, sure=parse.is_read):
                parse = new
        found.append(parse)
    return tuple(found)


def _proven(style: Printing, parse: Parse) -> Parse | None:
    """Return what the style reads and prints back, if it tells a work and not bare words."""
    found = prove(style, parse.layout.text, parse.entry)
    reference = found.reference if found else Reference()
    where = reference.volume or reference.pages or reference.publisher or reference.identifiers
    return found if reference.issued and where else None
