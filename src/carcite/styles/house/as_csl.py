"""Write a house profile as a CSL style, for reference managers and their processors.

CSL 1.0.2, https://docs.citationstyles.org/en/v1.0.2/specification.html. A group of a template is
a cs:group; the stop at an entry's end is a choice, since only what follows tells whether it is the
end. What CSL has no word for is left out and named: see `write_csl`.

>>> from carcite.styles.house.profiles import PROFILES
>>> text, notes = write_csl(PROFILES["nlm"])
>>> "<title>NLM (Citing Medicine)</title>" in text, notes[0]
(True, 'body-delimiter: CSL has one delimiter for all names of a list')
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from xml.sax.saxutils import escape, quoteattr

from carcite.authorities.months import ABBREVIATIONS, SEASON_NAMES
from carcite.styles.house.csl_limits import VARIABLES, conjunction, limits, word_before_last
from carcite.styles.house.profile import NameForm, Profile
from carcite.styles.house.template import OWN_STOP, Field, Group, Node, compile_template
from carcite.styles.house.templates import NLM_TEMPLATES
from carcite.styles.house.write import template_for

_NAMES = frozenset({"authors", "editors", "translators"})
_RANGES = {"full": "expanded", "minimal": "minimal", "minimal-two": "minimal-two"}
_RANGES |= {"chicago": "chicago", "any": "expanded"}
_UPDATED = "2026-01-01T00:00:00+00:00"
"""CSL asks for a time; a fixed one keeps the same profile the same file."""


def write_csl(profile: Profile) -> tuple[str, tuple[str, ...]]:
    """Return a profile as a CSL style, and a line for each thing that CSL cannot say.

    Every kind of work is printed by the profile's own template, else by NLM's.
    """
    writer = _Writer(profile)
    by_template: dict[str, list[str]] = {}
    for kind in sorted({*NLM_TEMPLATES, *profile.templates}):
        by_template.setdefault(template_for(profile, kind), []).append(kind)
    rest = template_for(profile, "document")
    by_template.pop(rest, None)
    branches = ""
    for template, kinds in by_template.items():
        tag = "else-if" if branches else "if"
        types = " ".join(kinds)
        inner = writer.entry(template, kinds)
        branches += f'<{tag} type="{types}" match="any">{inner}</{tag}>'
    otherwise = writer.entry(rest, ())
    body = f"<choose>{branches}<else>{otherwise}</else></choose>" if branches else otherwise
    before, _, behind = profile.label.partition("{}")
    number = f'<text variable="citation-number"{_affixes(before, behind)}/>'
    macros = "".join(
        f'<macro name="{name}">{inner}</macro>' for inner, name in writer.macros.items()
    )
    text = (
        f"{_head(profile)}{_locale(profile)}{macros}{_citation(profile)}"
        f'<bibliography second-field-align="flush"><layout>{number}<group>{body}</group></layout>'
        "</bibliography></style>"
    )
    return _indented(text), limits(profile)


@dataclass(frozen=True, slots=True)
class _Unit:
    """A node at the top of a template: what it prints, and the mark behind it."""

    core: str
    behind: str
    variables: tuple[str, ...]
    end: str
    """The mark behind it where nothing follows."""


@dataclass(frozen=True, slots=True)
class _Writer:
    profile: Profile
    macros: dict[str, str] = field(default_factory=dict)
    """What the macros written so far print, and their names."""

    def entry(self, template: str, kinds: Sequence[str]) -> str:
        """Return the elements that print a template, the end of the entry as the profile asks.

        Marks are suffixes: a processor drops a stop behind "?" there, and not between two texts.
        """
        units = self._units(compile_template(template).nodes, short=bool(_ARTICLES & {*kinds}))
        written = ""
        for place, unit in enumerate(units):
            rest = units[place + 1 :]
            later = tuple(dict.fromkeys(name for each in rest for name in each.variables))
            if not unit.core:
                # A mark between groups stands behind all that was printed, whatever it was.
                written = self._with_end(replace(unit, core=written), later) if written else ""
            elif any(not each.core for each in rest):
                written += self._with_end(replace(unit, end=unit.behind.rstrip(_ENDS)), later)
            else:
                written += self._with_end(unit, later)
        return written

    def _with_end(self, unit: _Unit, later: tuple[str, ...]) -> str:
        """Return a unit with the mark behind it, which is another where the entry ends with it."""
        name = self.macros.setdefault(unit.core, f"part-{len(self.macros) + 1}")
        last = f'<text macro="{name}"{_affixes("", unit.end)}/>'
        if not later or unit.behind == unit.end:
            return last
        within = f'<text macro="{name}"{_affixes("", unit.behind)}/>'
        return (
            f'<choose><if variable="{" ".join(later)}" match="any">{within}</if>'
            f"<else>{last}</else></choose>"
        )

    def _units(self, nodes: Sequence[Node], *, short: bool) -> list[_Unit]:
        units = []
        for node in nodes:
            behind = ""
            if isinstance(node, str):
                units.append(_Unit("", node, (), self._end(node, ())))
                continue
            if isinstance(node, Group) and node.nodes and isinstance(node.nodes[-1], str):
                behind = node.nodes[-1]
                node = Group(node.nodes[:-1])
            core, variables = self._node(node, short)
            if variables:
                units.append(_Unit(core, behind, variables, self._end(behind, variables)))
        return units

    def _end(self, behind: str, variables: tuple[str, ...]) -> str:
        """Return what stands behind the entry's last node: its mark, and a stop or none."""
        if OWN_STOP.search(behind):
            return behind
        bare = behind.rstrip(_ENDS)
        last = variables[-1] if variables else ""
        if last == "URL" and not bare:
            return ""
        is_doi = last == "DOI" and not bare
        return bare + ("." if (self.profile.doi_stop if is_doi else self.profile.stop) else "")

    def _nodes(self, nodes: Sequence[Node], short: bool) -> tuple[str, tuple[str, ...]]:
        written, variables = [], []
        at = 0
        while at < len(nodes):
            node = nodes[at]
            label = _label_behind(nodes[at : at + 3])
            if label is not None and isinstance(node, Field):
                written.append(self._names(node.name, label))
                variables.append(VARIABLES[node.name])
                at += 3
                continue
            text, names = self._node(node, short)
            written.append(text)
            variables += names
            at += 1
        return "".join(written), tuple(variables)

    def _node(self, node: Node, short: bool) -> tuple[str, tuple[str, ...]]:
        if isinstance(node, str):
            return f"<text value={quoteattr(node)}/>", ()
        if isinstance(node, Field):
            return self._field(node.name, short)
        nodes = list(node.nodes)
        prefix = nodes.pop(0) if nodes and isinstance(nodes[0], str) else ""
        suffix = nodes.pop() if nodes and isinstance(nodes[-1], str) else ""
        inner, variables = self._nodes(nodes, short)
        if not variables:
            return "", ()
        return f"<group{_affixes(str(prefix), str(suffix))}>{inner}</group>", variables

    def _field(self, name: str, short: bool) -> tuple[str, tuple[str, ...]]:
        profile = self.profile
        variable = VARIABLES.get(name)
        if name == "page-label" and profile.page_labels:
            blank = " " if profile.page_labels[-1].endswith(" ") else ""
            return f'<label variable="page" form="short"{_affixes("", blank)}/>', ("page",)
        unprinted = (name == "issue" and not profile.issue) or (name == "doi" and not profile.doi)
        if variable is None or unprinted:
            return "", ()
        if name in _NAMES:
            return self._names(name, None), (variable,)
        if name in ("date", "year", "accessed", "event-date"):
            exactness = {"date": profile.date, "year": "year"}.get(name, "day")
            return _date(variable, exactness), (variable,)
        if name in ("month", "day"):
            return _date_part(name, profile), (variable,)
        if name == "container" and short and profile.journal in ("nlm", "dotted"):
            strip = ' strip-periods="true"' if profile.journal == "nlm" else ""
            return f'<text variable="{variable}" form="short"{strip}/>', (variable,)
        if name == "edition":
            return _EDITION, (variable,)
        if name == "doi":
            return f'<text variable="DOI"{_affixes(profile.doi[0])}/>', (variable,)
        return f'<text variable="{variable}"/>', (variable,)

    def _names(self, name: str, label: str | None) -> str:
        behind = f'<label form="long"{_affixes(label)}/>' if label is not None else ""
        return f'<names variable="{VARIABLES[name]}">{_name(self.profile.names)}{behind}</names>'


_ENDS = " .;,"
_ARTICLES = frozenset({"article-journal", "article-magazine"})
_EDITION = (
    '<choose><if is-numeric="edition"><number variable="edition" form="ordinal"/></if>'
    '<else><text variable="edition"/></else></choose>'
)


def _label_behind(nodes: Sequence[Node]) -> str | None:
    """Return what stands between names and their label: one element prints both in CSL."""
    if len(nodes) < 3:
        return None
    names, between, label = nodes[:3]
    if not (isinstance(names, Field) and isinstance(between, str) and isinstance(label, Field)):
        return None
    return between if label.name == f"{names.name.removesuffix('s')}-label" else None


def _affixes(prefix: str, suffix: str = "") -> str:
    before = f" prefix={quoteattr(prefix)}" if prefix else ""
    return before + (f" suffix={quoteattr(suffix)}" if suffix else "")


def _date(variable: str, exactness: str) -> str:
    parts = ['<date-part name="year" range-delimiter="-"/>']
    if exactness in ("month", "day"):
        parts.append('<date-part name="month" form="short" prefix=" " range-delimiter="-"/>')
    if exactness == "day":
        parts.append('<date-part name="day" prefix=" " range-delimiter="-"/>')
    return f'<date variable="{variable}">{"".join(parts)}</date>'


def _date_part(name: str, profile: Profile) -> str:
    form = ' form="long"' if profile.months == "full" else ' form="short"'
    strip = ' strip-periods="true"' if profile.months == "short" else ""
    own = f"{form}{strip}" if name == "month" else ""
    return f'<date variable="issued"><date-part name="{name}"{own}/></date>'


def _name(form: NameForm) -> str:
    marks = {"compact": "", "dotted": ".", "spaced": ". "}
    inverted = {"family-first": "all", "first-inverted": "first"}
    attributes = {
        **({"name-as-sort-order": inverted[form.order]} if form.order in inverted else {}),
        "sort-separator": form.inversion,
        "delimiter": form.delimiter,
        **({"initialize-with": marks[form.initials]} if form.initials in marks else {}),
        "delimiter-precedes-et-al": "always" if form.et_al[0] == form.delimiter else "never",
    }
    word = conjunction(form)
    if word:
        attributes["and"] = word
        attributes["delimiter-precedes-last"] = _comma_before_last(form)
    if form.et_al_min:
        attributes["et-al-min"] = str(form.et_al_min)
        attributes["et-al-use-first"] = str(form.et_al_use_first)
        if form.et_al_use_last:
            attributes["et-al-use-last"] = "true"
    written = " ".join(f"{key}={quoteattr(value)}" for key, value in attributes.items())
    if form.family_case == "upper":
        return f'<name {written}><name-part name="family" text-case="uppercase"/></name>'
    return f"<name {written}/>"


def _comma_before_last(form: NameForm) -> str:
    mark = form.delimiter.rstrip()
    if not form.last_delimiter.startswith(mark):
        return "never"
    pair = form.pair_delimiter or form.last_delimiter
    return "always" if pair.startswith(mark) else "contextual"


def _head(profile: Profile) -> str:
    hyphens = str(profile.names.hyphens).lower()
    return (
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" '
        f'demote-non-dropping-particle="never" initialize-with-hyphen="{hyphens}" '
        f'page-range-format="{_RANGES[profile.pages]}">'
        f"<info><title>{escape(profile.title)}</title>"
        f"<id>urn:carcite:style:{escape(profile.name)}</id>"
        f'<category citation-format="numeric"/><summary>{escape(profile.basis)}</summary>'
        f"<updated>{_UPDATED}</updated></info>"
    )


def _page_terms(labels: tuple[str, ...]) -> list[str]:
    if not labels:
        return []
    one, many = (escape(each.rstrip(" ")) for each in (labels[0], labels[-1]))
    words = f"<single>{one}</single><multiple>{many}</multiple>"
    return [f'<term name="page" form="short">{words}</term>']


def _locale(profile: Profile) -> str:
    word = word_before_last(profile.names)
    terms = [
        *([f'<term name="and">{escape(word)}</term>'] if word.isalpha() else ()),
        f'<term name="et-al">{escape(profile.names.et_al[1])}</term>',
        f'<term name="page-range-delimiter">{escape(profile.dashes[:1] or "-")}</term>',
        *_page_terms(profile.page_labels),
        '<term name="editor"><single>editor</single><multiple>editors</multiple></term>',
    ]
    terms += [
        f'<term name="month-{number:02d}" form="short">{ABBREVIATIONS[number]}</term>'
        for number in range(1, 13)
    ]
    terms += [
        f'<term name="season-{number:02d}">{SEASON_NAMES[number]}</term>' for number in range(1, 5)
    ]
    return f'<locale xml:lang="en"><terms>{"".join(terms)}</terms></locale>'


def _citation(profile: Profile) -> str:
    opening, closing = ("[", "]") if profile.label.startswith("[") else ("(", ")")
    return (
        '<citation collapse="citation-number"><sort><key variable="citation-number"/></sort>'
        f'<layout prefix="{opening}" suffix="{closing}" delimiter=",">'
        '<text variable="citation-number"/></layout></citation>'
    )


def _indented(text: str) -> str:
    """Return XML with an element a line; what stands in elements without others stays whole."""
    from xml.etree import ElementTree

    ElementTree.register_namespace("", "http://purl.org/net/xbiblio/csl")
    root = ElementTree.fromstring(text)
    ElementTree.indent(root)
    body = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{body}\n'
