"""What LaTeX commands print: accents, letters and signs, and which arguments a reader sees.

Accents: LaTeX 2e, "LaTeX2e: an unofficial reference manual", section 23.5; the commands of symbols
come from pylatexenc's tables.

>>> accented("'", "e"), symbol("ss"), symbol("beta"), symbol("emph")
('é', 'ß', 'β', None)
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

_ACCENTS = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304",
    ".": "\u0307", "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "k": "\u0328",
    "d": "\u0323", "b": "\u0331", "r": "\u030a", "G": "\u030f", "h": "\u0309", "U": "\u030e",
}  # fmt: skip
_SYMBOLS = {
    "&": "&", "%": "%", "$": "$", "#": "#", "_": "_", "{": "{", "}": "}", " ": " ", "\n": " ",
    "-": "", "/": "", ",": " ", ";": " ", ":": " ", ">": " ", "!": "", "@": "", "ss": "ß",
    "i": "i", "j": "j", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ",
    "OE": "Œ", "aa": "å", "AA": "Å", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ",
    "DJ": "Đ", "quad": " ", "qquad": " ", "space": " ", "nobreakspace": " ", "thinspace": " ",
    "enspace": " ", "textless": "<", "textgreater": ">", "textbackslash": "\\",
    "textbraceleft": "{", "textbraceright": "}", "textasciitilde": "~", "textasciicircum": "^",
    "textbar": "|", "textquotesingle": "'", "textquotedbl": '"', "textdegree": "°",
    "texttimes": "×", "textmu": "µ", "textpm": "±", "textendash": "–", "textemdash": "—",
    "textregistered": "®", "texttrademark": "™", "textunderscore": "_", "slash": "/",
    "textquoteright": "’", "textquoteleft": "‘", "textquotedblleft": "“",
    "textquotedblright": "”", "ldots": "…", "dots": "…", "textellipsis": "…", "S": "§",
    "copyright": "©", "pounds": "£", "euro": "€", "texteuro": "€", "textperiodcentered": "·",
    "mu": "μ", "textalpha": "α", "textbeta": "β", "textgamma": "γ", "to": "→",
    "LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX",
}  # fmt: skip

HIDDEN = frozenset(
    {
        "BibitemShut", "BibitemOpen", "bibAnnoteFile", "bibAnnote", "bibstyle", "citation",
        "Cref", "DeclareMathOperator", "PackageError", "addbibresource", "addcontentsline",
        "addtolength", "autocite", "autoref", "balance", "bibcommenthead", "bibliography",
        "bibliographystyle", "bibpreamble", "bstctlcite", "cite", "citealp", "citealt",
        "citeauthor", "citep", "cites", "citet", "citeyear", "color", "cref", "csname", "def",
        "documentclass", "doi@prefix", "enlargethispage", "enquotedisable", "eqref",
        "expandafter", "fontfamily", "fontsize", "footcite", "fullcite", "geometry", "glossary",
        "graphicspath", "hspace", "hyperlink", "hypersetup", "hypertarget", "ifx",
        "include", "includegraphics", "index", "input", "label", "let", "markboth",
        "markright", "natexlab@off", "newcommand", "newenvironment", "newtheorem", "nocite",
        "pageref", "pagestyle", "parencite", "phantomsection", "printbibliography",
        "providebibliographyfont", "providecommand", "ref", "renewcommand", "selectlanguage",
        "setcounter", "setlength", "supercite", "textcite", "theoremstyle", "thispagestyle",
        "urlprefix", "urlstyle", "usepackage", "vspace",
    }
)  # fmt: skip
"""Commands whose arguments, all of them, print nothing here."""

SKIPPED_FIRST: Mapping[str, int] = MappingProxyType({
    "href": 1, "bibinfo": 1, "bibfield": 1, "textcolor": 1, "foreignlanguage": 1, "hyperref": 0,
    "href@noop": 1, "Eprint": 1, "eprint@": 1, "raisebox": 1, "parbox": 1, "colorbox": 1,
    "hypertarget": 1, "translatetext": 0, "providecommand": 2, "natexlab": 0, "burlalt": 1,
})  # fmt: skip
"""How many arguments come before the one that is printed."""

VERBATIM = frozenset({"url", "path", "nolinkurl", "doi", "burl", "doiurl"})
"""Commands whose argument stands as it is typed."""

HEADINGS = frozenset(
    {"part", "chapter", "section", "subsection", "subsubsection", "paragraph", "subparagraph"}
)
GLUE = frozenset({"hskip", "vskip", "kern", "penalty"})
"""Commands that take a length or a number without braces."""
BREAKS = frozenset(
    {"par", "item", "newpage", "clearpage", "pagebreak", "newline", "maketitle", "\\"}
)

HIDDEN_ENVIRONMENTS = frozenset(
    {
        "verbatim", "lstlisting", "minted", "equation", "align", "gather", "multline", "eqnarray",
        "displaymath", "tikzpicture", "comment", "filecontents", "verbatim*", "equation*",
        "align*", "gather*", "multline*", "eqnarray*", "filecontents*", "CCSXML",
    }
)  # fmt: skip


def is_accent(name: str) -> bool:
    """Tell whether a command puts an accent on the letter that follows."""
    return name in _ACCENTS


def accented(accent: str, letter: str) -> str:
    """Return a letter with an accent, as one character where Unicode has it."""
    return unicodedata.normalize("NFC", letter + _ACCENTS[accent])


@lru_cache(maxsize=1024)
def symbol(name: str) -> str | None:
    """Return what a command without arguments prints; None for a command that is no sign."""
    if name in _SYMBOLS:
        return _SYMBOLS[name]
    from pylatexenc.latex2text import get_default_latex_context_db

    spec = get_default_latex_context_db().get_macro_spec(name)
    printed = getattr(spec, "simplify_repl", None)
    if isinstance(printed, str) and printed and "%" not in printed and len(printed) <= 3:
        return printed
    return None
