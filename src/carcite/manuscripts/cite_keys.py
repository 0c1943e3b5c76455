r"""Citations by key and the files of references that a manuscript names, in LaTeX and Markdown.

LaTeX: `\cite` and its family (natbib 8.3, section 2.4; biblatex 3.20, section 3.9), `\nocite`,
`\bibliography`, `\addbibresource`. Markdown: `[@key]` (Pandoc's manual, "Citation syntax").
Offsets count in the file's own text.

>>> text = r"We know \citep[see][p.~3]{june2018, ng2019}. % \cite{old}"
>>> [each.key for each in find_keys(text, "latex").cited]
['june2018', 'ng2019']
>>> [each.key for each in find_keys("We know [see @june2018, p. 3; @ng2019].", "markdown").cited]
['june2018', 'ng2019']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from carcite.text.pattern import pattern
from carcite.text.span import Span


@dataclass(frozen=True, slots=True)
class Cited:
    """One key where it is cited."""

    key: str
    span: Span


@dataclass(frozen=True, slots=True)
class Keys:
    """What a manuscript says of its references."""

    cited: tuple[Cited, ...] = ()
    """Citations that must have an entry, in order."""
    used: frozenset[str] = frozenset()
    """Keys that count as cited, those of `cited` and the ones that may be other words."""
    files: tuple[str, ...] = ()
    """The files of references it names, as written there."""
    inside: tuple[str, ...] = ()
    """The files whose text stands in it, as written there."""
    held: frozenset[str] = frozenset()
    """Keys of references that the manuscript holds itself."""
    everything: bool = False
    """Whether it asks for every entry, cited or not."""


def find_keys(text: str, format: str) -> Keys:
    """Return what a manuscript of a format, "latex" or "markdown", says of its references."""
    return _latex(text) if format == "latex" else _markdown(text)


_COMMENT = pattern(r"(?<!\\)(?:\\\\)*%[^\n]*")
_VERBATIM = pattern(
    r"\\begin\{(verbatim|lstlisting|comment|minted)\*?\}.*?(?:\\end\{\1\*?\}|\Z)"
    r"|\\verb\*?([^\w\s])[^\n]{0,500}?\2",
    re.DOTALL,
)
_OPTIONS = r"(?:\s{0,9}[\[(][^\[\](){}]{0,300}[\])]){0,2}\s{0,9}"
_CITE = pattern(
    r"\\(?:(?:no|foot|footfull|full|text|paren|auto|smart|super|short)cites?"
    r"|(?:Foot|Text|Paren|Auto|Smart)cites?"
    r"|[Cc]ite(?:s|p|t|alp|alt|author|authors|year|yearpar|title|date|url|num|fullauthor)?)\*?(?="
    r"\s{0,9}[\[({])"
)
"""Takes "\\citep[see][3]{a,b}", "\\autocites{a}{b}"; refuses "\\citestyle{plain}"."""
_ARGUMENT = pattern(_OPTIONS + r"\{(?P<keys>[^{}\\#]{0,2000})\}")
_NAMES = pattern(r"\\(?:bibliography|addbibresource(?:\[[^\]]{0,200}\])?)\{([^{}\\#]{1,500})\}")
_INSIDE = pattern(r"\\(?:input|include|subfile)\{([^{}\\#]{1,300})\}")


def _latex(text: str) -> Keys:
    text = _blanked(_blanked(text, _VERBATIM), _COMMENT)
    cited: list[Cited] = []
    for command in _CITE.finditer(text):
        at, several = command.end(), "cites" in command[0]
        while found := _ARGUMENT.match(text, at):
            cited += _cut(found["keys"], found.start("keys"))
            at = found.end()
            if not several:
                break
    names = [each.strip() for found in _NAMES.finditer(text) for each in found[1].split(",")]
    files = tuple(each if each.endswith(".bib") else f"{each}.bib" for each in names)
    inside = tuple(found[1].strip() for found in _INSIDE.finditer(text))
    everything = any(each.key == "*" for each in cited)
    cited = [each for each in cited if each.key != "*"]
    used = frozenset(each.key for each in cited)
    return Keys(tuple(cited), used, files, inside, everything=everything)


def _cut(keys: str, start: int) -> Iterator[Cited]:
    """Yield the keys between commas."""
    for word in re.finditer(r"[^,\s][^,]*", keys):
        key = word[0].rstrip()
        yield Cited(key, Span(start + word.start(), start + word.start() + len(key)))


_CODE = pattern(
    r"^(?P<fence>```++|~~~++)[^\n]*+\n.*?(?:^(?P=fence)[`~]*+[ \t]*+$|\Z)"
    r"|(?<!`)(?P<ticks>``?+)(?!`)[^\n]{0,300}?(?<!`)(?P=ticks)(?!`)|<!--.*?(?:-->|\Z)",
    re.DOTALL | re.MULTILINE,
)
_HEAD = pattern(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
_BRACKETS = pattern(
    r"(?<!!)\[(?P<inside>[^\[\]\n]{0,500}(?:\n(?!\n)[^\[\]\n]{0,500}){0,5})\](?![\[(:])"
)
_KEY = pattern(
    r"(?<![\w.+\\/-])-?@(?:\{(?P<braced>[^{}\s]{1,200})\}"
    r"|(?P<bare>\w(?:[\w]|[:.#$%&+?<>~/-](?=\w)){0,199}))"
)
"""Takes "@june2018", "-@{https://a.b}"; refuses "me@example.org"."""
_NO_WORKS = pattern(r"(?:fig|tbl|tab|sec|eq|lst|thm|lem|cor|prp|cnj|def|exm|exr|alg)[-:]")
"""Cross-references of Quarto and pandoc-crossref."""


def _markdown(text: str) -> Keys:
    head = _HEAD.match(text)
    said = _front(head[1]) if head else {}
    body = _blanked(text, _CODE)
    if head:
        body = " " * head.end() + body[head.end() :]
    cited = tuple(
        each
        for brackets in _BRACKETS.finditer(body)
        for each in _marks(brackets["inside"], brackets.start("inside"))
    )
    silent = str(said.get("nocite", ""))
    used = frozenset(each.key for each in (*_marks(body, 0), *_marks(silent, 0)))
    named = said.get("bibliography", ())
    files = (named,) if isinstance(named, str) else tuple(map(str, named or ()))
    references = said.get("references")
    held = frozenset(str(each.get("id", "")) for each in references or () if isinstance(each, dict))
    return Keys(cited, used, files, (), held, everything="@*" in silent)


def _marks(text: str, start: int) -> Iterator[Cited]:
    for found in _KEY.finditer(text):
        key = found["braced"] or found["bare"]
        if not _NO_WORKS.match(key):
            yield Cited(key, Span(start + found.start(), start + found.end()))


def _front(text: str) -> dict[str, Any]:
    """Return the metadata at the head of a Markdown file; what cannot be read says nothing."""
    import yaml

    try:
        said = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _blanked(text: str, gone: re.Pattern[str]) -> str:
    """Return the text with blanks in the place of what does not count; offsets stay."""
    return gone.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
