"""Write a reference as a house profile prints it: the face of `read` in this folder.

What a profile decides it decides in `Profile`, what a kind of work asks for stands in `templates`,
and every field of a template is printed by one small function of `fields`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import chain

from carcite.model.layout import Layout, Role
from carcite.model.reference import Reference
from carcite.styles.house.fields import Fields
from carcite.styles.house.profile import Profile
from carcite.styles.house.template import Part, Template, compile_template, join
from carcite.styles.house.templates import NLM_TEMPLATES


@dataclass(frozen=True, slots=True, repr=False)
class VancouverStyle:
    """A Style made of a house profile."""

    profile: Profile

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
        template = self.template(reference.type)
        if template is None:
            from carcite.styles.csl import CompiledCslStyle

            return CompiledCslStyle.load(self.profile.csl).write(reference)
        printed = join(chain.from_iterable(self.parts(template, Fields(reference))))
        return ended(printed, self.profile, template.stops)

    def template(self, kind: str) -> Template | None:
        """Return what a kind of work is printed by; None where that is the house's CSL style."""
        profile = self.profile
        if profile.csl and self.knows(kind) and not prints(profile, kind):
            return None
        return compile_template(template_for(profile, kind))

    def parts(self, template: Template, fields: Fields) -> list[Part]:
        """Return what a template prints of a reference, part by part, without the ending."""
        profile = self.profile

        def give(name: str) -> Part:
            return fields.print(name, profile)

        return template.without(fields.absent).parts(give)


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
