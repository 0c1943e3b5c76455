"""A one-line language in which a profile says how a kind of reference is printed.

`{field}` prints a field; `<...>` is a group that vanishes when none of its fields is given; all
else stands for itself, and so does any sign behind a backslash. A template is data: a librarian can
read it beside the style guide.

>>> template = compile_template("<{title}. >{container}.< doi: {doi}>")
>>> template.fields
('title', 'container', 'doi')
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from carcite.model.layout import Layout, Mark, Role
from carcite.text.pattern import pattern

Printed = tuple[Role, str]
"""A role and a text; AFFIX for what stands between."""


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


@dataclass(frozen=True, slots=True)
class Template:
    """A compiled template."""

    nodes: tuple[Node, ...]
    stops: tuple[str, ...] = ()
    """Its marks that end in a stop of their own: " ."."""

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields, in order."""
        return tuple(_fields(self.nodes))

    def print(
        self, give: Callable[[str], list[Printed]], absent: frozenset[str] = frozenset()
    ) -> Layout:
        """Return the layout, asking `give` for the printed form of each field not `absent`."""
        printed: list[Printed] = []
        _print(self.nodes, give, absent, printed)
        return join(printed)


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


def _print(
    nodes: tuple[Node, ...],
    give: Callable[[str], list[Printed]],
    absent: frozenset[str],
    out: list[Printed],
) -> bool:
    """Append what the nodes print to `out`; tell whether any field was given."""
    given = False
    for node in nodes:
        if isinstance(node, str):
            out.append((Role.AFFIX, node))
        elif isinstance(node, Field):
            if node.name not in absent and (printed := give(node.name)):
                out += printed
                given = True
        elif not node.names <= absent:
            inner: list[Printed] = []
            if _print(node.nodes, give, absent, inner):
                out += inner
                given = True
    return given


def join(printed: list[Printed]) -> Layout:
    """Join printed pieces into a Layout; a stop after a mark that ends a sentence is dropped.

    >>> join([(Role.TITLE, "Stop the bleeding!"), (Role.AFFIX, ". "), (Role.YEAR, "2004")]).text
    'Stop the bleeding! 2004'
    """
    texts: list[str] = []
    marks: list[Mark] = []
    at = 0
    last = ""
    for role, text in printed:
        if role is Role.AFFIX:
            if (text[:1] == "." and last in _ENDERS) or (text[:1] == "," and last == ","):
                text = text[1:]
            if text[:1] == " " and last in _OPENERS:
                text = text[1:]
        elif text:
            marks.append((role, at, at + len(text)))
        if text:
            texts.append(text)
            at += len(text)
            last = text[-1]
            if last in _CLOSING_QUOTES:
                last = _last_mark(text)
    return Layout("".join(texts), tuple(marks))


_ENDERS = ("?", "!", ".", "…")
_OPENERS = ("", " ")
_CLOSING_QUOTES = '”"’»'


def _last_mark(text: str) -> str:
    """Return the last character, looking through closing quotes (Citing Medicine, ch. 1)."""
    bare = text.rstrip(_CLOSING_QUOTES)
    return bare[-1] if bare and bare[-1] in "?!" else text[-1]
