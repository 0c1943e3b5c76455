"""LaTeX in the values of a .bib file, to text and back.

Letters come out as Unicode; italics and raised or lowered text as the markup that CSL allows in
titles (`<i>`, `<sup>`, `<sub>`, CSL 1.0.2, "Rich text"); protecting braces go.

>>> decode(r"{CAR} in \\textit{M{\\"u}ller} \\& CD8$^+$")
'CAR in <i>Müller</i> & CD8<sup>+</sup>'
>>> print(encode("Safety & CO<sub>2</sub>: 5 %"))
Safety \\& CO\\textsubscript{2}: 5 \\%
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from carcite.text.chars import collapse
from carcite.text.pattern import pattern

_TAGS = {
    "textit": "i", "emph": "i", "textsl": "i", "textbf": "b", "textsc": "sc",
    "textsuperscript": "sup", "textsubscript": "sub",
}  # fmt: skip
_SWITCHES = {"em": "i", "it": "i", "itshape": "i", "sl": "i", "bf": "b", "bfseries": "b"}
_SYMBOLS = {
    "textless": "<", "textgreater": ">", "textbackslash": "\\", "textbraceleft": "{",
    "textbraceright": "}", "textasciitilde": "~", "textasciicircum": "^", "textbar": "|",
    "textquotesingle": "'", "textquotedbl": '"', "textdegree": "°", "texttimes": "×",
    "textmu": "µ", "textpm": "±", "slash": "/", "newline": " ", "par": " ", "-": "",
}  # fmt: skip
_LAST = frozenset(
    ("url", "href", "path", "texttt", "nolinkurl", "textup", "textrm", "mbox", "foreignlanguage",
     "textcolor")
)  # fmt: skip
"""Commands whose last argument is what is printed."""
_NOTES = frozenset({"footnote", "footnotemark", "footnotetext", "thanks"})
"""What stands below the page and in no title or name."""
_PERCENT = pattern(r"(?<!\\)%")
_SPECIAL = pattern(r"[\\$~]|\^\^|\{\}")
_SCRIPT = pattern(r"([\^_])\s*+(?:\{([^{}]*+)\}|(\\[A-Za-z]++|[^\s{}]))")


def decode(value: str) -> str:
    """Return a value as its reader sees it, blanks collapsed."""
    if not _SPECIAL.search(value):
        return collapse(_ligatures(value.replace("{", "").replace("}", "")))
    from pylatexenc.latexwalker import LatexWalker, LatexWalkerError

    # BibTeX knows no comments in values, so a bare "%" is meant to be printed.
    value = _PERCENT.sub(r"\%", value)
    try:
        walker = LatexWalker(value, latex_context=_context(), tolerant_parsing=True)
        nodes, *_ = walker.get_latex_nodes()
        text = _text(nodes)
    except (LatexWalkerError, RecursionError, LookupError, TypeError, AttributeError):
        # A command without its arguments, or nested beyond all measure: as it was typed.
        return collapse(value.replace("{", "").replace("}", ""))
    return collapse(text.replace("\u00a0", " "))


@lru_cache(maxsize=1)
def _context() -> Any:
    import logging

    from pylatexenc.latexwalker import get_default_latex_context_db
    from pylatexenc.macrospec import std_macro

    context = get_default_latex_context_db()
    # It would warn the user of commands without their arguments, which are read all the same.
    logging.getLogger("pylatexenc").addHandler(logging.NullHandler())
    own = [
        std_macro("textsuperscript", "{"),
        std_macro("textsubscript", "{"),
        std_macro("href", "{{"),
        std_macro("foreignlanguage", "[{{"),
        std_macro("textcolor", "[{{"),
        std_macro("texorpdfstring", "{{"),
    ]
    context.add_context_category("own", macros=own, prepend=True)
    return context


def _text(nodes: list[Any]) -> str:
    pieces: list[str] = []
    for index, node in enumerate(nodes):
        if node is None:
            continue
        switch = getattr(node, "macroname", "")
        if switch in _SWITCHES:  # {\em ...} holds to the end of its group
            inner = _text(nodes[index + 1 :])
            tag = _SWITCHES[switch]
            pieces.append(f"<{tag}>{inner}</{tag}>" if inner.strip() else inner)
            break
        pieces.append(_node_text(node))
    return "".join(pieces)


def _node_text(node: Any) -> str:
    from pylatexenc import latexwalker as walker

    if node.isNodeType(walker.LatexCharsNode):
        return _ligatures(node.chars)
    if node.isNodeType(walker.LatexGroupNode):
        inner = _text(node.nodelist)
        return inner if node.delimiters[0] == "{" else node.latex_verbatim()
    if node.isNodeType(walker.LatexMacroNode):
        return _macro_text(node)
    if node.isNodeType(walker.LatexMathNode):
        return _math_text(node)
    return _plain(node)


def _macro_text(node: Any) -> str:
    if node.macroname in _NOTES:
        return ""
    tag = _TAGS.get(node.macroname)
    arguments = [each for each in (node.nodeargd.argnlist if node.nodeargd else ()) if each]
    if tag and arguments:
        inner = _node_text(arguments[-1])
        if tag == "sc":
            return f'<span style="font-variant:small-caps;">{inner}</span>'
        return f"<{tag}>{inner}</{tag}>" if inner else ""
    if node.macroname in _SYMBOLS:
        return _SYMBOLS[node.macroname]
    if node.macroname == "texorpdfstring" and arguments:
        return _node_text(arguments[0])  # what is printed; the second is for the outline of a PDF
    if node.macroname in _LAST:
        return _node_text(arguments[-1]) if arguments else ""
    plain = _plain(node)
    # A command that only sets the type: its words are the value's.
    return plain if plain or not arguments else _node_text(arguments[-1])


def _math_text(node: Any) -> str:
    """Read "$^{+}$" and "$_2$" as raised and lowered text, other formulas as their symbols."""
    source = "".join(each.latex_verbatim() for each in node.nodelist if each)
    pieces, done = [], 0
    for match in _SCRIPT.finditer(source):
        tag = "sup" if match[1] == "^" else "sub"
        inner = decode(match[2] if match[2] is not None else _math(match[3]))
        pieces += [_math(source[done : match.start()]), f"<{tag}>{inner}</{tag}>"]
        done = match.end()
    pieces.append(_math(source[done:]))
    return "".join(pieces)


@lru_cache(maxsize=1)
def _printer() -> Any:
    from pylatexenc.latex2text import LatexNodes2Text

    return LatexNodes2Text(keep_comments=True)


def _math(source: str) -> str:
    if "\\" not in source:
        return source
    from pylatexenc.latexwalker import LatexWalker

    walker = LatexWalker(f"${source}$", latex_context=_context(), tolerant_parsing=True)
    return "".join(map(_plain, filter(None, walker.get_latex_nodes()[0]))).strip()


def _plain(node: Any) -> str:
    try:
        return str(_printer().nodelist_to_text([node]))
    except (LookupError, TypeError, AttributeError):
        return str(node.latex_verbatim())  # A command without its arguments: as it was typed.


def _ligatures(text: str) -> str:
    return text.replace("---", "—").replace("--", "–").replace("``", "“").replace("''", "”")


_MARKUP = pattern(
    r"<(i|b|sup|sub|sc)>|<span style=\"font-variant:\s?small-caps;\">|</(?:i|b|sup|sub|sc|span)>"
)
_COMMANDS = {"i": "textit", "b": "textbf", "sup": "textsuperscript", "sub": "textsubscript"}
_ESCAPES = str.maketrans(
    {
        "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}", "\\": r"{\textbackslash}", "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}", "\u00a0": "~",
    }
)  # fmt: skip


def encode(text: str) -> str:
    """Return a text as LaTeX; letters beyond ASCII stay as they are (UTF-8)."""
    tags = list(_MARKUP.finditer(text))
    if not _balanced(tags):
        return _escape(text)
    pieces, done = [], 0
    for tag in tags:
        pieces.append(_escape(text[done : tag.start()]))
        if tag[0].startswith("</"):
            pieces.append("}")
        else:
            pieces.append(f"\\{_COMMANDS.get(tag[1] or '', 'textsc')}{{")
        done = tag.end()
    pieces.append(_escape(text[done:]))
    return "".join(pieces)


def _balanced(tags: list[re.Match[str]]) -> bool:
    open_tags: list[str] = []
    for tag in tags:
        name = tag[0].strip("</>").split()[0]
        if not tag[0].startswith("</"):
            open_tags.append(name)
        elif not open_tags or open_tags.pop() != name:
            return False
    return not open_tags


def _escape(text: str) -> str:
    # Ligatures: what is two marks in the text must not become one dash or quote in LaTeX.
    return text.translate(_ESCAPES).replace("--", "-{}-").replace("''", "'{}'")
