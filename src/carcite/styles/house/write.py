"""Write a reference as a house profile prints it: the face of `read` in this folder.

What a profile decides it decides in `Profile`, what a kind of work asks for stands in `templates`,
and every field of a template is printed by one small function of `fields`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from carcite.model.layout import Layout, Role
from carcite.model.reference import Reference
from carcite.styles.house.fields import Fields, Way, way_of
from carcite.styles.house.profile import Profile
from carcite.styles.house.template import Group, Node, Part, compile_template, join
from carcite.styles.house.templates import NLM_TEMPLATES


@dataclass(frozen=True, slots=True, repr=False)
class VancouverStyle:
    """A Style made of a house profile."""

    profile: Profile
    _forms: dict[tuple[str, frozenset[str]], Form | None] = field(
        default_factory=dict, init=False, compare=False
    )

    def __reduce__(self) -> tuple[Any, ...]:
        """Send the profile alone from one process to another."""
        return VancouverStyle, (self.profile,)

    def __repr__(self) -> str:
        return f"<Style {self.name}>"

    @property
    def name(self) -> str:
        """The profile's short name."""
        return self.profile.name

    @property
    def title(self) -> str:
        """The profile's name for people."""
        return self.profile.title

    def knows(self, kind: str) -> bool:
        """Tell whether what prints a kind of work is at hand: some need the installed styles."""
        if not self.profile.csl or prints(self.profile, kind):
            return True
        from carcite.csl.style.stylefiles import styles_folder

        return styles_folder() is not None

    def write(self, reference: Reference) -> Layout:
        """Return the reference as the profile prints it, without a label.

        A kind of work for which the profile has no template of its own is printed as the house's
        CSL style prints it, or else as NLM does.
        """
        fields = Fields(reference)
        form = self.form(fields)
        if form is None:
            from carcite.styles.csl import CompiledCslStyle

            return CompiledCslStyle.load(self.profile.csl).write(reference)
        return ended(join(chain.from_iterable(form.parts(fields))), self.profile, form.stops)

    def form(self, fields: Fields) -> Form | None:
        """Return how a reference is printed; None where the house's CSL style prints it."""
        key = (fields.reference.type, fields.absent)
        if key not in self._forms:
            if len(self._forms) >= _MOST_FORMS:
                self._forms.clear()
            self._forms[key] = self._new_form(*key)
        return self._forms[key]

    def _new_form(self, kind: str, absent: frozenset[str]) -> Form | None:
        profile = self.profile
        if profile.csl and self.knows(kind) and not prints(profile, kind):
            return None
        template = compile_template(template_for(profile, kind)).without(absent)
        return Form(_asked(template.nodes, profile), template.stops)


_MOST_FORMS = 64


@dataclass(frozen=True, slots=True)
class Form:
    """How a house prints works of a kind that have the same fields."""

    nodes: list[_Node]
    stops: tuple[str, ...]
    """Marks of the template that end in a stop of their own."""

    def parts(self, fields: Fields) -> list[Part]:
        """Return what is printed of a reference, part by part, without the ending."""
        parts: list[Part] = []
        _print(self.nodes, fields, parts)
        return parts


_Node = Part | Way | list["_Node"]
"""Marks, a field, or a group that vanishes when none of its fields is given."""


def _asked(nodes: tuple[Node, ...], profile: Profile) -> list[_Node]:
    asked: list[_Node] = []
    for node in nodes:
        if isinstance(node, str):
            asked.append(((Role.AFFIX, node),))
        elif isinstance(node, Group):
            asked.append(_asked(node.nodes, profile))
        else:
            asked.append(way_of(node.name, profile))
    return asked


def _print(nodes: list[_Node], fields: Fields, out: list[Part]) -> bool:
    """Append what the nodes print to `out`; tell whether any field was given."""
    given = False
    for node in nodes:
        if isinstance(node, tuple):
            out.append(node)
        elif isinstance(node, list):
            inner: list[Part] = []
            if _print(node, fields, inner):
                out += inner
                given = True
        elif printed := fields.print(node):
            out.append(printed)
            given = True
    return given


def prints(profile: Profile, kind: str) -> bool:
    """Tell whether the profile itself says how a kind of work is printed."""
    return kind in profile.templates or kind in _ARTICLES or profile.csl.startswith("nlm-")


_ARTICLES = frozenset({"article-journal", "article-magazine"})


def template_for(profile: Profile, kind: str) -> str:
    """Return the template for a CSL item type: the profile's, or NLM's."""
    if kind in profile.templates:
        return profile.templates[kind]
    if kind == "article-magazine" and "article-journal" in profile.templates:
        return profile.templates["article-journal"]
    return NLM_TEMPLATES.get(kind) or NLM_TEMPLATES["document"]


def ended(layout: Layout, profile: Profile, own: Collection[str]) -> Layout:
    """Return the layout with the profile's ending: a stop, or none after a DOI or an address."""
    if not layout.marks:
        bare = layout.text.rstrip(" .;,")
        return Layout(bare + closing("", bare, (), stop=bool(bare) and profile.stop), ())
    role, _, end = layout.marks[-1]
    stop = {Role.DOI: profile.doi_stop, Role.URL: False}.get(role, profile.stop)
    printed = layout.text[:end]
    return Layout(printed + closing(layout.text[end:], printed, own, stop=stop), layout.marks)


def closing(marks: str, printed: str, own: Collection[str], *, stop: bool) -> str:
    """Return what closes an entry: a template's last marks, and the stop that a profile asks for.

    `own` are marks of the template that hold a stop of their own, which no profile takes away.

    >>> closing("). ", "1361-5", (), stop=True), closing(" .", "10.1000/1", (" .",), stop=False)
    (').', ' .')
    """
    if marks.endswith(tuple(own)):
        return marks
    bare = marks.rstrip(" .")
    return f"{bare}." if stop and (printed + bare)[-1:] not in ".?!" else bare
