"""A one-line language in which a profile says how a kind of reference is printed.

`{field}` prints a field; `<...>` is a group that vanishes when none of its fields is given; all
else stands for itself, and so does any sign behind a backslash. A template is data: a librarian can
read it beside the style guide.

>>> template = compile_template("<{title}. >{container}.< doi: {doi}>")
>>> template.fields
('title', 'container', 'doi')
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from carcite.model.layout import Layout, Mark, Role
from carcite.text.pattern import pattern

_AFFIX = Role.AFFIX
Printed = tuple[Role, str]
"""A role and a text; AFFIX for what stands between."""
Part = tuple[Printed, ...]
"""What is printed of a field, or of the marks between two."""


@dataclass(frozen=True, slots=True)
class Field:
    """A place for a field."""

    name: str


@dataclass(frozen=True, slots=True)
class Group:
    """Nodes that vanish together when no field among them is given."""

    nodes: tuple[Node, ...]
    names: frozenset[str] = frozenset()
    """The fields among them and among the groups in them."""


Node = str | Field | Group

_TOKEN = pattern(r"\{([a-z-]++)\}|([<>])|((?:\\[{}<>\\]|[^{}<>])++)")
"""Takes "{doi}", "<", ". ", "\\<"; refuses a lone brace."""
OWN_STOP = pattern(r"[ ,;]\.\Z")
"""Takes marks that hold a stop whatever else ends an entry: ", .", " ."; refuses "). "."""
_ESCAPED = pattern(r"\\([{}<>\\])")


def escaped(text: str) -> str:
    """Return a text that stands for itself in a template.

    >>> escaped("<doi")
    '\\\\<doi'
    """
    return _SIGNS.sub(r"\\\g<0>", text)


_SIGNS = pattern(r"[{}<>\\]")


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """A compiled template."""

    nodes: tuple[Node, ...]
    stops: tuple[str, ...] = ()
    """Its marks that end in a stop of their own: " ."."""

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields, in order."""
        return tuple(_fields(self.nodes))

    def without(self, absent: frozenset[str]) -> Template:
        """Return the template for references that lack some fields."""
        return _without(self, absent)


@lru_cache(maxsize=512)
def compile_template(text: str) -> Template:
    """Compile a template; raise ValueError where braces or groups do not match."""
    stack: list[list[Node]] = [[]]
    texts: list[str] = []
    at = 0
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            raise ValueError(f"stray brace in template at {_place(text, at)}")
        field, bracket, literal = token.groups()
        if field:
            stack[-1].append(Field(field))
        elif bracket == "<":
            stack.append([])
            if len(stack) > _DEEPEST:
                raise ValueError(f"groups nested too deeply in template at {_place(text, at)}")
        elif bracket == ">":
            if len(stack) == 1:
                raise ValueError(f"unmatched > in template at {_place(text, at)}")
            inner = tuple(stack.pop())
            group = Group(inner, frozenset(_fields(inner)))
            stack[-1].append(group)
        else:
            texts.append(_ESCAPED.sub(r"\1", literal))
            stack[-1].append(texts[-1])
        at = token.end()
    if len(stack) != 1:
        raise ValueError(f"unmatched < in template {_place(text, 0)}")
    return Template(tuple(stack[0]), tuple(filter(OWN_STOP.search, texts)))


_DEEPEST = 50


def _place(text: str, at: int) -> str:
    """Return the place of a fault for people: its number and the text from there on."""
    rest = text[at : at + 40]
    return f'{at}: "{rest}{"..." if len(text) > at + 40 else ""}"'


def _fields(nodes: tuple[Node, ...]) -> list[str]:
    names: list[str] = []
    for node in nodes:
        if isinstance(node, Field):
            names.append(node.name)
        elif isinstance(node, Group):
            names += _fields(node.nodes)
    return names


@lru_cache(maxsize=4096)
def _without(template: Template, absent: frozenset[str]) -> Template:
    return Template(tuple(_left(template.nodes, absent)), template.stops)


def _left(nodes: tuple[Node, ...], absent: frozenset[str]) -> Iterator[Node]:
    for node in nodes:
        if isinstance(node, Group):
            if not node.names <= absent:
                yield Group(tuple(_left(node.nodes, absent)), node.names)
        elif isinstance(node, str) or node.name not in absent:
            yield node


def join(printed: Iterable[Printed], last: str = "") -> Layout:
    """Join printed pieces into a Layout; a stop after a mark that ends a sentence is dropped.

    `last` is the character behind which they stand. Where two marks meet because what stands
    between them is not given, one of them is printed.

    >>> join([(Role.TITLE, "Stop the bleeding!"), (Role.AFFIX, ". "), (Role.YEAR, "2004")]).text
    'Stop the bleeding! 2004'
    >>> join([(Role.VOLUME, "5"), (Role.AFFIX, " "), (Role.AFFIX, ". "), (Role.YEAR, "2004")]).text
    '5. 2004'
    """
    texts: list[str] = []
    marks: list[Mark] = []
    at = 0
    for role, text in printed:
        if role is _AFFIX and texts and (not marks or marks[-1][2] < at):
            met, text = _met(texts[-1], text)
            if met != texts[-1]:
                at += len(met) - len(texts[-1])
                texts[-1] = met
                last = "".join(texts)[-1:]
        if role is _AFFIX and text[:1] == _DROPPED_BEHIND.get(last):
            text = text[1:]
        if not text:
            continue
        if role is not _AFFIX:
            marks.append((role, at, at + len(text)))
        texts.append(text)
        at += len(text)
        last = text[-1]
        if last in _CLOSING_QUOTES:
            last = last_mark(text)
    return Layout("".join(texts), tuple(marks))


def _met(one: str, two: str) -> tuple[str, str]:
    """Return two marks that meet as they are printed.

    >>> _met("; ", "."), _met(". ", "; "), _met(" ", ", "), _met(") ", "(")
    (('', '.'), ('. ', ''), ('', ', '), (') ', '('))
    """
    bare = one.rstrip(" ")
    if bare == one or two[:1] not in _STOPS:
        return one, two
    if bare[-1:] not in _STOPS:
        return bare, two
    return (bare[:-1], two) if two[0] == "." else (one, two.lstrip(" .,:;"))


_STOPS = frozenset(".,:;")
_DROPPED_BEHIND = {**dict.fromkeys("?!.…", "."), ",": ",", " ": " ", "": " "}
"""What an affix does not begin with behind a character; at the start there is no blank."""
_CLOSING_QUOTES = '”"’»'


def last_mark(text: str) -> str:
    """Return the last character, looking through closing quotes (Citing Medicine, ch. 1)."""
    bare = text.rstrip(_CLOSING_QUOTES)
    return bare[-1] if bare and bare[-1] in "?!" else text[-1]
