"""Where in a document each citation stands: first, subsequent, ibid, near an earlier note.

CSL 1.0.2, "Choose" (position) and "Note distance"; citations in the running text and in notes are
counted apart.

>>> a, b = Cite("x"), Cite("x", locator="3")
>>> place_cites([Cluster((a,), 1), Cluster((b,), 2)], 5)[1][0].position == IBID_WITH_LOCATOR
True
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from carcite.csl.elements.context import FIRST, IBID, IBID_WITH_LOCATOR, SUBSEQUENT
from carcite.errors import UnreadableError, UsageError


@dataclass(frozen=True, slots=True)
class Cite:
    """One item cited in a cluster, with what stands around it."""

    id: str
    locator: str = ""
    label: str = "page"
    prefix: str = ""
    suffix: str = ""
    suppress_author: bool = False
    position: int | None = None
    """Set by the caller who knows better; None to have it found out."""
    near: bool = False


@dataclass(frozen=True, slots=True)
class Cluster:
    """A citation: cites that stand together, in a note or (note 0) in the text."""

    cites: tuple[Cite, ...]
    note: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cite stands."""

    position: int
    near: bool
    first_note: str


def read_cluster(cluster: object) -> Cluster:
    """Read a cluster: an id, a list of ids or cites, or a mapping with citationItems."""
    note = 0
    if isinstance(cluster, Mapping):
        properties = cluster.get("properties") or {}
        number = properties.get("noteIndex") if isinstance(properties, Mapping) else 0
        if not isinstance(number or 0, int):
            raise UsageError(f"a citation's noteIndex is {number!r}, not a number")
        note = number or 0
        cluster = cluster.get("citationItems", [])
    if isinstance(cluster, str):
        cluster = [cluster]
    if not isinstance(cluster, Iterable):
        raise UsageError("a citation is a list of ids or of mappings with an id")
    return Cluster(tuple(_read_cite(cite) for cite in cluster), note)


def _read_cite(cite: Any) -> Cite:
    if isinstance(cite, (str, int)):
        return Cite(str(cite))
    if not isinstance(cite, Mapping) or "id" not in cite:
        raise UnreadableError("a citation names an item without id")
    position = cite.get("position")
    return Cite(
        str(cite["id"]),
        str(cite.get("locator") or "").strip(),
        str(cite.get("label") or "page"),
        str(cite.get("prefix") or ""),
        str(cite.get("suffix") or ""),
        bool(cite.get("suppress-author")),
        position if isinstance(position, int) else None,
        bool(cite.get("near-note")),
    )


def place_cites(clusters: Sequence[Cluster], near_distance: int) -> list[list[Place]]:
    """Find the place of each cite, cluster by cluster in document order."""
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    previous: dict[bool, list[Cluster]] = {True: [], False: []}
    out = []
    for cluster in clusters:
        in_note = cluster.note > 0
        places = []
        for index, cite in enumerate(cluster.cites):
            before = _cite_before(cluster, index, previous[in_note])
            position = _position(cite, before, cite.id in first)
            near = cite.id in last and cluster.note - last[cite.id] <= near_distance
            note = first.setdefault(cite.id, cluster.note)
            last[cite.id] = cluster.note
            number = str(note) if position and note else ""
            places.append(Place(position, near and bool(position), number))
        if not previous[in_note] or not in_note or previous[True][-1].note != cluster.note:
            previous[in_note] = []
        previous[in_note] = [*previous[in_note], cluster]
        out.append(places)
    return out


def _cite_before(cluster: Cluster, index: int, previous: Sequence[Cluster]) -> Cite | None:
    """Return the cite that "ibid" would point to: the one before, alone in its note."""
    if index:
        return cluster.cites[index - 1]
    if not previous or len(previous[-1].cites) != 1:
        return None
    if len(previous) > 1 and previous[-1].note != cluster.note:
        return None
    return previous[-1].cites[0]


def _position(cite: Cite, before: Cite | None, seen: bool) -> int:
    if not seen:
        return FIRST
    if before is None or before.id != cite.id:
        return SUBSEQUENT
    if before.locator:
        if not cite.locator:
            return SUBSEQUENT
        same = (before.locator, before.label) == (cite.locator, cite.label)
        return IBID if same else IBID_WITH_LOCATOR
    return IBID_WITH_LOCATOR if cite.locator else IBID
