"""Read an entry by the style that it was printed in, and let the best explanation win.

The style's own tree gives readings, the reader of Vancouver lists another. What prints back to the
text in the style explains every mark; among such readings known journals, plausible names and the
marks of the style's own words decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from math import inf

from carcite.authorities.journals import known
from carcite.model.layout import Layout, Role
from carcite.model.names import Organization
from carcite.model.parse import Doubt, Entry, Parse
from carcite.model.reference import Reference
from carcite.reading.entry import read_entry
from carcite.styles.grammar.candidates import parse_of
from carcite.styles.grammar.graphs import graph_of, initials_of
from carcite.styles.grammar.lattice import ways_of
from carcite.styles.grammar.likelihood import cost
from carcite.styles.grammar.name_forms import PERSON
from carcite.styles.grammar.plausible import holds_person, names_meeting
from carcite.styles.grammar.slips import Healed, differing, healings, holds_slip
from carcite.styles.grammar.slots import EXPECTED, TYPES
from carcite.styles.grammar.steps import SpentError, Steps
from carcite.styles.grammar.text import Text
from carcite.styles.grammar.weighing import (
    Candidate,
    Printing,
    misfit,
    own_cost,
    rank,
    squeezed,
    weighed,
)
from carcite.text.scanner import scan
from carcite.text.span import Span

_LONGEST = 2_500
"""A text beyond this many characters is left to the reader."""
_LONGEST_WITH_SLIPS = 900
"""In a longer one slips are not sought: each way to mend them reads it anew."""


def _candidates(
    style: Printing,
    plainly: Parse,
    text: str,
    entry: Entry | None,
    steps: Steps,
    *,
    kinds: Sequence[str] = tuple(TYPES),
    most: float = inf,
) -> list[Candidate]:
    """Return the readings of a text, the likeliest first; `plainly` is the reader's own.

    Once a reading is sure, no further type of work is tried. What must rank beyond `most` is left
    out, and so is what is far less likely than the reader's own where that lacks nothing, and what
    would take more steps than there are.
    """
    found: list[Candidate] = []
    worth = own_cost(style, plainly)
    whole = _lacks_little(plainly, worth)
    if worth <= most or whole:
        own = weighed(style, plainly, worth, text)
        if own.distance and (stopped := _with_stop(plainly)):
            stopped_worth = own_cost(style, stopped)
            own = min(own, weighed(style, stopped, stopped_worth, text), key=rank)
        found.append(own)
        if _is_sure(own):
            return found
    if len(text) > _LONGEST:
        return found
    if whole:
        most = min(most, worth + _FAR_FROM_LIKELY)
        if plainly.reference.type == "article-journal":
            kinds = ("article-journal",)
    noise = tuple(span.shift(-entry.body.start) for span in entry.noise) if entry else ()
    scanned = scan(text, noise)
    plain = Text(scanned.plain.rstrip(), steps)
    # A reading that only a mark keeps from being sure is tried as what it is, and no more.
    if found and _is_sure(found[0], _MARK_OR_TWO):
        kinds = ("article-journal",)
    for kind in kinds:
        graph = graph_of(style.style, kind)
        limit = min(most, min(map(rank, found), default=inf) + _NEAR) - TYPES[kind]
        try:
            for way in islice(ways_of(graph, plain, limit), 2) if graph else ():
                parse = parse_of(way, kind, scanned, text, entry)
                worth = way.cost + misfit(style, parse.reference)
                found.append(weighed(style, parse, worth, text))
                if _is_sure(found[-1]):
                    return [found[-1]]
        except SpentError:
            break
        if any(map(_is_plain, found)):
            break
    found.sort(key=rank)
    return [_as_of_meeting(style, each, text) for each in found[:1]] + found[1:]


def _as_of_meeting(style: Printing, each: Candidate, text: str) -> Candidate:
    """Return a chapter of what a meeting published as a paper, where that prints alike."""
    reference = each.parse.reference
    if reference.type != "chapter" or not names_meeting(reference.container_title):
        return each
    paper = replace(reference, type="paper-conference")
    alike = any(squeezed(printed) == squeezed(text) for printed in style.printed(paper))
    if bool(each.distance) is alike:
        return each
    return replace(each, parse=replace(each.parse, reference=paper))


def _with_stop(parse: Parse) -> Parse | None:
    """Return a reading in which the stop behind the journal is its own: "Plant J., 42".

    The reader takes it for the list's; a style that prints a comma there knows better.
    """
    layout = parse.layout
    for index, (role, start, end) in enumerate(layout.marks):
        if role is Role.CONTAINER_TITLE and layout.text[end : end + 1] == ".":
            marks = (*layout.marks[:index], (role, start, end + 1), *layout.marks[index + 1 :])
            name = f"{parse.reference.container_title}."
            reference = replace(parse.reference, container_title=name)
            return replace(parse, reference=reference, layout=replace(layout, marks=marks))
    return None


_MARK_OR_TWO = 0.03
"""Of a text, what may be printed otherwise where a mark is wrong or missing."""


def _is_sure(each: Candidate, far: float = 0.0) -> bool:
    """Say whether a reading prints back, and is an article of a known journal, all parts there."""
    reference = each.parse.reference
    return (
        each.distance <= far
        and each.parse.is_read
        and reference.type == "article-journal"
        and bool(reference.contributors and reference.issued)
        and not any(map(holds_person, reference.names()))
        and bool(reference.volume or reference.pages or reference.doi)
        and known(reference.container_title)
        and cost("title", scan(reference.title).plain) < _PLAIN_TITLE
    )


def _is_plain(each: Candidate) -> bool:
    """Say whether a reading prints back and lacks next to nothing that its type has."""
    return not each.distance and _lacks_little(each.parse, each.cost)


def _is_whole(style: Printing, plainly: Parse) -> bool:
    """Say whether the reader's own reading lacks next to nothing."""
    return _lacks_little(plainly, own_cost(style, plainly))


def _lacks_little(parse: Parse, worth: float) -> bool:
    """Say whether a reading of a cost lacks next to nothing that its type has."""
    kind, reference = parse.reference.type, parse.reference
    if kind not in _PLAIN or not parse.is_read:
        return False
    ideal = TYPES[kind] - sum(EXPECTED[kind].values())
    return worth <= ideal + _SLACK and all(getattr(reference, name) for name in _PLAIN[kind])


_PLAIN = {
    "article-journal": ("contributors", "issued", "container_title", "volume", "pages"),
    "book": ("contributors", "issued", "title", "publisher", "publisher_place"),
    "chapter": ("contributors", "issued", "container_title", "publisher", "pages"),
    "thesis": ("contributors", "issued", "title", "genre", "publisher"),
}
_SLACK = 2.6
_FAR_FROM_LIKELY = 2.5
"""What a reading that the style prints may cost more than the reader's own, if that is whole."""
_PLAIN_TITLE = 1.0
"""What a title may cost in a reading that is sure: one sentence, of no odd look."""


def read_by(style: Printing, text: str, entry: Entry | None = None) -> Parse:
    """Return the best reading of an entry that was printed in a style.

    Where two readings print back to the text and neither is much the likelier, the entry gets a
    doubt. A reading that is far from what stands there gives way to the reader's own, and to one
    that is whole any that is not what stands there: "Roe AB. Pain. London: Knopf; 2005." is near
    to what some style prints of a journal.
    """
    start = entry.body.start if entry else 0
    noise = tuple(span.shift(-start) for span in entry.noise) if entry else ()
    read = _read(style, text, noise)
    return replace(read, entry=entry) if entry else read


@lru_cache(maxsize=2048)
def _read(style: Printing, text: str, noise: tuple[Span, ...]) -> Parse:
    """Return the best reading of a text; a list is read again with each of its fixes in it."""
    body = Span(0, len(text))
    entry = Entry(body, body, noise=noise) if noise else None
    plainly = read_entry(text, entry)
    steps = Steps()
    found = _candidates(style, plainly, text, entry, steps)
    best = found[0]
    if steps.are_spent:
        return _in_doubt(best.parse if best.distance <= _FAR else plainly, _TOO_MANY)
    if _may_hold_slips(best, text) and not noise:
        healed = _but_for_slips(style, text, found, steps)
        if healed is not None:
            return healed
    if best.distance > _FAR or (best.distance and _is_whole(style, plainly)):
        return plainly
    if best.distance and len(best.parse.reference.authors) < len(plainly.reference.authors):
        return _doubted(best.parse, "list of authors")
    if best.distance and not best.parse.reference.issued:
        return _in_doubt(best.parse, "found no year")
    read = best.parse if best.distance else replace(best.parse, printed=squeezed(text))
    moot = _rivals(found)
    return _doubted(read, moot) if moot else read


def prove(style: Printing, text: str, entry: Entry | None = None) -> Parse | None:
    """Return the reading of an entry that the style prints back to the letter; else None.

    Nothing may be unread, and no other reading as likely.
    """
    steps = Steps()
    found = _candidates(style, read_entry(text, entry), text, entry, steps)
    best = found[0]
    unsure = best.distance or not best.parse.is_read or steps.are_spent or _rivals(found)
    return None if unsure else best.parse


def _may_hold_slips(best: Candidate, text: str) -> bool:
    """Tell whether marks may be wrong in a text; what a style prints back may hold slips, too.

    Names with a mark too many read as the name of a body, or as the beginning of a title.
    """
    if len(text) > _LONGEST_WITH_SLIPS:
        return False
    if best.distance > _SLIPPED:
        return holds_slip(text) or "  " in text.strip()
    reference = best.parse.reference
    names = reference.names()
    odd = not names or not best.parse.is_read
    odd = odd or any(isinstance(name, Organization) for name in names)
    odd = odd or PERSON.match(reference.title) is not None
    return bool(best.distance) or odd or holds_slip(text)


def _but_for_slips(
    style: Printing, text: str, so_far: list[Candidate], steps: Steps
) -> Parse | None:
    """Return the reading of a text that the style prints but for slips of marks; else None.

    Where the style prints the text as it stands, the other reading must be the likelier by far;
    else what the style prints of readings that are near says where a slip may be.
    """
    best, most = so_far[0], inf
    near = [each for each in so_far if each.distance <= _SLIPPED]
    kinds, may_slip = tuple(TYPES), None
    if best.distance and near:
        # Another type than an article's is tried where a reading that is near has it.
        likely = {"article-journal", *(each.parse.reference.type for each in near)}
        kinds = tuple(kind for kind in TYPES if kind in likely)
        may_slip = differing(text.rstrip(), [each.printed for each in near])
    for healed in healings(text, initials_of(style.style), may_slip):
        if not best.distance:
            most = rank(best) + _EVEN - _A_SLIP * healed.guesses
        plainly = read_entry(healed.text)
        found = _candidates(style, plainly, healed.text, None, steps, kinds=kinds, most=most)
        if steps.are_spent:
            return None
        if not found:
            continue
        first = found[0]
        if first.distance or not first.parse.is_read or rank(first) > most:
            continue
        if not _are_in_place(healed, first.parse.layout):
            continue
        marks = tuple(
            (role, *healed.before(start, end)) for role, start, end in first.parse.layout.marks
        )
        parse = replace(first.parse, layout=Layout(text, marks), printed=squeezed(healed.text))
        moot = _rivals(found)
        return _doubted(parse, moot) if moot else parse
    return None


def _are_in_place(healed: Healed, layout: Layout) -> bool:
    """Tell whether no body's own "and" was changed, and nothing else was misunderstood.

    "Deep-Sea Research I.I." is a journal's, "Petrov I.I." a person's, and "MIT Press" nobody's; the
    dash of a title is its own.
    """
    for kind, at in healed.kinds:
        role = next((role for role, start, end in layout.marks if start < at < end), None)
        if role not in _SLIPS_IN[kind]:
            return False
    return True


_SLIPS_IN: dict[str, tuple[Role | None, ...]] = {
    "dash": (Role.PAGE, Role.VOLUME, Role.ISSUE, Role.NUMBER, Role.YEAR, Role.DATE, Role.PART),
    "link": (None,),
    "numeral": (Role.CONTAINER_TITLE,),
    "initials": (Role.INITIALS, Role.GIVEN),
}
"""Where each kind of slip can be: between parts, or in one of these."""


def _rivals(found: list[Candidate]) -> str:
    """Return the part in which a reading as likely as the first differs from it; or ""."""
    best = found[0]
    rivals = (
        _moot(best.parse.reference, each.parse.reference)
        for each in found[1:]
        if each.distance <= best.distance and each.cost - best.cost < _NEAR
    )
    return next(filter(None, rivals), "")


def _doubted(parse: Parse, part: str) -> Parse:
    """Return a parse with the doubt where one of its parts ends."""
    return _in_doubt(parse, f"not sure where the {part} ends")


def _in_doubt(parse: Parse, said: str) -> Parse:
    """Return a parse with a doubt of the whole entry."""
    doubt = Doubt(Span(0, len(parse.layout.text)), said)
    return replace(parse, doubts=(*parse.doubts, doubt), confidence=_UNSURE)


_TOO_MANY = "could not read this entry with certainty: there are too many ways to divide it"


_SLIPPED = 0.06
"""How much of a text may be printed otherwise where slips of marks are looked for."""
_FAR = 0.15
"""How much of a text may be printed otherwise by the style that it is read by."""
_A_SLIP = 0.3
"""What speaks against a slip where a text could be what the style prints."""
_EVEN = 0.1
"""What the cost of one reading may differ in when read with a slip or without."""
_NEAR = 0.25
"""What one reading may cost more than another and be as likely."""
_UNSURE = 0.5


def _moot(one: Reference, other: Reference) -> str:
    """Return the name of a part in which two readings differ, in the words of people; or ""."""
    for names, said in _PARTS:
        if any(_bare(getattr(one, name)) != _bare(getattr(other, name)) for name in names):
            return said
    return ""


def _bare(value: object) -> object:
    """Return a value without the stop at its end, which may be the style's or its own."""
    return value.rstrip(".") if isinstance(value, str) else value


_PARTS = (
    (("contributors",), "list of authors"),
    (("title",), "title"),
    (("container_title", "collection_title"), "name of the journal or book"),
    (("publisher", "publisher_place"), "publisher"),
    (("volume", "issue", "pages"), "volume"),
)
