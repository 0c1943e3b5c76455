"""How near a house comes to an entry of a list: the entry laid beside what the house prints of it.

A list is laid beside twenty houses, of which many print the same names, the same pages or the same
date; what several print alike is printed once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass
from itertools import chain

from carcite.model.layout import Layout, Role
from carcite.model.parse import Parse
from carcite.styles.house.fields import Fields
from carcite.styles.house.template import Part, join, last_mark
from carcite.styles.house.write import VancouverStyle, ended
from carcite.text.chars import fold

LABEL = 0.1
"""What a label in the profile's form is worth beside an entry in its form."""

_Joint = tuple[Role | None, Role | None, str]


@dataclass(frozen=True, slots=True)
class _Head:
    """What a house prints first of an entry, mostly its names, laid beside the entry."""

    text: str
    role: Role
    """Of its last piece."""
    last: str
    """The character behind which the rest stands."""
    joints: int
    shared: int
    """How many of its joints the entry has."""
    left: dict[_Joint, int]
    """The joints of the entry beside those."""
    may_fit: bool
    """Whether the entry begins with it."""


class Observed:
    """An entry of a list, and what houses print of it."""

    __slots__ = (
        *("_cut", "_fields", "_heads", "_joints", "_known", "_labels", "_text", "_total"),
        "parse",
    )

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        layout = _without_own_stop(parse.layout)
        self._text = _squeezed(layout.text)
        self._joints = Counter(_joints(layout))
        self._total = self._joints.total()
        self._fields = Fields(parse.reference)
        group = parse.reference.group()
        self._cut = len(group.names) if group is not None and group.et_al else None
        self._labels: dict[str, bool] = {}
        self._heads: dict[Part, _Head | None] = {}
        self._known: dict[tuple[Hashable, ...], tuple[bool, int, int]] = {}

    def gain(self, style: VancouverStyle) -> tuple[float, bool]:
        """Return how near a style comes, up to 1 and the label's worth; and if exactly."""
        near = LABEL * self._label_fits(style.profile.label)
        # The names before "et al" must be as many as the house prints.
        fits = self._cut is None or self._cut == style.profile.names.et_al_use_first
        exact, shared, total = self._beside(style)
        if fits and exact:
            return near + 1, True
        return near + shared / max(self._total, total) - (0 if fits else 0.1), False

    def _beside(self, style: VancouverStyle) -> tuple[bool, int, int]:
        """Tell whether a style prints the entry as it stands; how many joints it shares, of all."""
        form = style.form(self._fields)
        if form is None:
            return self._whole(style)
        parts = form.parts(self._fields)
        key = (*parts, style.profile.stop, style.profile.doi_stop, form.stops)
        beside = self._known.get(key)
        if beside is None:
            head = self._head(parts[0]) if parts else None
            rest = join(chain.from_iterable(parts[1:]), head.last) if head else Layout("", ())
            if head is None or not rest.marks:
                beside = self._whole(style)
            else:
                rest = _without_own_stop(ended(rest, style.profile, form.stops))
                joints = _joints(rest, head.role)
                exact = head.may_fit and self._is(head.text + rest.text)
                shared = head.shared + _shared(joints, head.left.copy())
                beside = exact, shared, head.joints + len(joints)
            self._known[key] = beside
        return beside

    def _whole(self, style: VancouverStyle) -> tuple[bool, int, int]:
        printed = _without_own_stop(style.write(self.parse.reference))
        joints = _joints(printed)
        exact = self._is(printed.text)
        return exact, _shared(joints, dict(self._joints)), len(joints)

    def _is(self, text: str) -> bool:
        """Tell whether a text is the entry's but for blanks, dashes and quotes."""
        return len(" ".join(text.split())) == len(self._text) and self._text == _squeezed(text)

    def _label_fits(self, label: str) -> bool:
        """Tell whether the entry is numbered as the house numbers: "[1]" and not "1."."""
        if label not in self._labels:
            entry = self.parse.entry
            self._labels[label] = (
                entry is not None
                and entry.number is not None
                and entry.label.lstrip("-•* \t") == label.format(entry.number)
            )
        return self._labels[label]

    def _head(self, part: Part) -> _Head | None:
        """Return the first part laid beside the entry; None where the rest asks for it again."""
        if part not in self._heads:
            self._heads[part] = self._new_head(part)
        return self._heads[part]

    def _new_head(self, part: Part) -> _Head | None:
        layout = join(part)
        if not layout.marks or layout.marks[-1][2] < len(layout.text):
            return None
        role = layout.marks[-1][0]
        if role is Role.CONTAINER_TITLE:
            return None  # The stop behind it may be its own.
        joints = _joints(layout)[:-1]
        left = dict(self._joints)
        shared = _shared(joints, left)
        # Of "`" alone `fold` makes another sign in some texts than in others.
        whole, begin = (text.replace("`", "'") for text in (self._text, _squeezed(layout.text)))
        return _Head(
            layout.text,
            role,
            last_mark(layout.text),
            len(joints),
            shared,
            left,
            whole.startswith(begin),
        )


def _squeezed(text: str) -> str:
    return " ".join(fold(text).split())


def _shared(joints: list[_Joint], left: dict[_Joint, int]) -> int:
    """Return how many joints are among those `left`, and take them out there."""
    shared = 0
    for joint in joints:
        if left.get(joint):
            left[joint] -= 1
            shared += 1
    return shared


def _without_own_stop(layout: Layout) -> Layout:
    """Return a layout without the stop of a journal's last abbreviation: "J. Virol. 74, 8".

    It is the name's own, as those inside it are, and not what the style sets behind a name.
    """
    text = layout.text
    for role, start, end in layout.marks:
        if role is Role.CONTAINER_TITLE and "." in text[start:end] and text[end : end + 1] == ".":
            marks = [
                (each, first - (first > end), last - (last > end))
                for each, first, last in layout.marks
            ]
            return Layout(text[:end] + text[end + 1 :], tuple(marks))
    return layout


def _joints(layout: Layout, left: Role | None = None) -> list[_Joint]:
    """Return what stands between the pieces of a layout, with the roles on both sides.

    `left` is the role of the piece before it.
    """
    text = layout.text
    joints: list[_Joint] = []
    done = 0
    for role, start, end in layout.marks:
        joints.append((left, role, fold(text[done:start])))
        left, done = role, end
    joints.append((left, None, fold(text[done:]).strip()))
    return joints
