"""LaTeX manuscripts and the .bbl files that BibTeX makes: prose, and `thebibliography`.

Commands are read as what they print: accents as letters, "--" as a dash, `\\emph` as its words.
`\\cite` prints a number that only LaTeX knows and is left out; "[1]" typed by hand is read. A list
that biber wrote (`\\entry`, `\\field`) holds no text and is left to the .bib file it came from.

>>> source = rb"\\begin{thebibliography}{9}\\bibitem{a} M{\\"u}ller~A. \\emph{Blood}. 2018;1--9."
>>> document = read(source, "a.tex")
>>> document.lists[0].entries[0].body.of(document.source.text)
'Müller A. Blood. 2018;1–9.'
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from carcite.manuscripts.clean import Builder, Clean
from carcite.manuscripts.latex.arguments import Arguments
from carcite.manuscripts.latex.symbols import (
    BREAKS,
    GLUE,
    HEADINGS,
    HIDDEN,
    HIDDEN_ENVIRONMENTS,
    SKIPPED_FIRST,
    VERBATIM,
    accented,
    is_accent,
    symbol,
)
from carcite.manuscripts.plain import find_prose
from carcite.manuscripts.structure import Group, combine, declared_encoding, decode_text, saver
from carcite.model.document import Document
from carcite.text.pattern import pattern
from carcite.text.span import Span

_TOKEN = pattern(
    r"(?P<comment>%[^\n]*+(?:\n[ \t]*+)?+)"
    r"|\\(?P<word>[A-Za-z@]++)\*?(?P<after>[ \t]*+(?:\r?\n[ \t]*+(?!\r?\n))?+)"
    r"|\\(?P<sign>[^A-Za-z@]|\Z)"
    r"|(?P<blank>[ \t\r\n]++)"
    r"|(?P<ligature>---?|``|'')"
    r"|(?P<script>[\^_])(?=[{\\0-9A-Za-z+*-])"
    r"|(?P<special>[{}~$&])"
    r"|(?P<text>[^%\\ \t\r\n{}~$&`'^_-]++|[-`'^_])"
)
_INPUTENC = pattern(rb"\\usepackage\s*\[([A-Za-z0-9-]{2,20})\]\s*\{inputenc\}")
_LIGATURES = {"--": "–", "---": "—", "``": "“", "''": "”"}
_NAME = pattern(r"\{([A-Za-z@]++\*?)\}")
# Takes "\'e", "\'{e}", "\'{\i}", "\c c", "\v{\relax s}" is left to its letters.
_LETTER = pattern(
    r"\s*+(?:\{\s*+(?:\\([ij])\b\s*+|([^\W\d_]))\}|\\([ij])(?![A-Za-z])\s?|([^\W\d_]))"
)
# Takes "{http://a.b/c%20d}", "%" and all; refuses what does not close in the line.
_TYPED = pattern(r"\{((?:[^{}\\\n]|\\.|\{[^{}\n]{0,500}+\})*+)\}")
# Takes "0 ", "1em plus 0.5em minus 0.4em", "-\\parskip" is left.
_LENGTH = pattern(
    r"[ \t]*+=?-?[\d.]++ ?(?:(?:em|ex|pt|cm|mm|in|bp|mu|sp)\b ?)?"
    r"(?:plus ?[\d.]++ ?\w++ ?)?(?:minus ?[\d.]++ ?\w++ ?)?"
)


@dataclass(slots=True)
class Page:
    """What a LaTeX file holds."""

    builder: Builder
    groups: list[Group] = field(default_factory=list)
    raised: list[Span] = field(default_factory=list)
    verbatim: list[Span] = field(default_factory=list)
    """Stretches of the raw file in which nothing is escaped."""


def read(data: bytes, name: str, encoding: str | None = None) -> Document:
    """Read a LaTeX file or a .bbl; raise UnreadableError for what is not text."""
    encoding = encoding or declared_encoding(data, _INPUTENC)
    raw = decode_text(data, name, encoding)
    page = scan(raw)
    clean = page.builder.clean(name)
    lists = combine(clean.text, page.groups)
    prose = find_prose(clean.text, lists)
    raised = tuple(span for span in page.raised if any(each.contains(span) for each in prose))
    notes: tuple[str, ...] = ()
    if not lists and r"\entry{" in raw and r"\field{" in raw:
        notes = ("biber wrote this list for LaTeX alone; check the .bib file it came from",)

    def escape(text: str, at: int) -> str:
        inside = any(span.start <= at <= span.end for span in page.verbatim)
        return text if inside else _escape(text)

    save = saver(data, name, encoding, clean, (escape,), reread)
    return Document(
        clean.source(), "latex", lists=lists, prose=prose, superscripts=raised,
        save=save, notes=notes,
    )  # fmt: skip


def reread(raw: str) -> Clean:
    """Return the clean text of a file."""
    return scan(raw).builder.clean()


_ESCAPES = str.maketrans(
    {
        "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "{": r"\{", "}": r"\}",
        "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\\": r"\textbackslash{}",
        "–": "--", "—": "---", "\u00a0": "~",
    }
)  # fmt: skip


def _escape(text: str) -> str:
    # Two hyphens that mean themselves must not become a dash.
    return "-{}-".join(part.translate(_ESCAPES) for part in text.split("--"))


def scan(raw: str) -> Page:
    """Return what a file holds."""
    scanner = _Scanner(raw)
    scanner.run()
    return scanner.page


class _Scanner:
    """Goes through a LaTeX file once."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.page = Page(Builder(raw))
        self._groups: list[int] = []
        """For each open brace that prints nothing: -1, or where raised text began."""
        self._math = False
        self._list: Group | None = None
        self._item: int | None = None
        self._arguments = Arguments(raw)
        self._unclosed: set[str] = set()
        """Environments that are known not to end."""

    def run(self) -> None:
        raw = self.raw
        begin = raw.find(r"\begin{document}")
        at = begin + len(r"\begin{document}") if begin >= 0 else 0
        stop = raw.find(r"\end{document}", at)
        end = stop if stop >= 0 else len(raw)
        while at < end:
            match = _TOKEN.match(raw, at, end)
            assert match
            at = self._take(match)
        self._end_list()

    def _take(self, match: re.Match[str]) -> int:
        """Read one token; return where the next begins."""
        builder, kind = self.page.builder, match.lastgroup
        start, end = match.span()
        if kind == "text":
            builder.copy(start, end)
        elif kind == "blank":
            self._blank(match[0], start, end)
        elif kind == "special":
            self._special(match[0], start, end)
        elif kind == "ligature":
            builder.put(_LIGATURES[match[0]], start, end)
        elif kind == "sign":
            return self._command(match["sign"], start, end)
        elif kind in ("word", "after"):
            return self._command(match["word"], start, end)
        elif kind == "script":
            return self._script(start, end)
        return end

    def _blank(self, blank: str, start: int, end: int) -> None:
        builder = self.page.builder
        if blank.count("\n") > 1:
            builder.stop(end)
        elif builder.last not in " \n":
            builder.put(" ", start, end)

    def _special(self, char: str, start: int, end: int) -> None:
        builder = self.page.builder
        if char == "~":
            builder.put(" ", start, end)
        elif char == "&":
            builder.stop(end, " ")
        elif char == "{":
            builder.mark(start, end, 1)
            self._groups.append(-1)
        elif char == "}":
            builder.mark(start, end, -1)
            self._end_group()
        else:
            self._math = not self._math
            builder.mark(start, end, 1 if self._math else -1)

    def _end_group(self) -> None:
        began = self._groups.pop() if self._groups else -1
        if 0 <= began < self.page.builder.length:
            self.page.raised.append(Span(began, self.page.builder.length))

    def _script(self, start: int, end: int) -> int:
        """Read "^{1,2}" and "^2" of a formula as raised; "_" in a text is itself."""
        builder, raw = self.page.builder, self.raw
        if not self._math:
            builder.copy(start, end)
            return end
        raised = raw[start] == "^"
        if raw[end] == "{":
            builder.mark(start, end + 1, 1)
            self._groups.append(builder.length if raised else -1)
            return end + 1
        if raw[end] == "\\":
            return end
        builder.mark(start, end, 0)
        builder.copy(end, end + 1)
        if raised:
            self.page.raised.append(Span(builder.length - 1, builder.length))
        return end + 1

    def _command(self, name: str, start: int, end: int) -> int:
        builder = self.page.builder
        if is_accent(name):
            letter = _LETTER.match(self.raw, end)
            if letter:
                base = next(filter(None, letter.groups()))
                builder.put(accented(name, base), start, letter.end())
                return letter.end()
        if name == "begin":
            return self._begin(end)
        if name == "end":
            return self._end(end)
        if name in ("bibitem", "item"):
            return self._begin_item(name, end)
        if name in ("(", ")", "[", "]") or name in BREAKS:
            return self._break(name, end)
        if name in HEADINGS:
            builder.stop(end)
            return self._heading(end)
        return self._inline(name, start, end)

    def _inline(self, name: str, start: int, end: int) -> int:
        builder = self.page.builder
        if name in GLUE:
            length = _LENGTH.match(self.raw, end)
            return length.end() if length else end
        if name in VERBATIM:
            return self._verbatim(start, end)
        if name in HIDDEN:
            end = self._arguments.skip(end)
            builder.mark(start, end, 0)
            return end
        if name in SKIPPED_FIRST:
            end = self._arguments.skip(end, SKIPPED_FIRST[name])
            if self._arguments.closing(end) is not None:  # "\\bibinfo {year} {2018}"
                end = self.raw.index("{", end)
            builder.mark(start, end, 0)
            return end
        if name == "textsuperscript" and self.raw[end : end + 1] == "{":
            builder.mark(start, end + 1, 1)
            self._groups.append(builder.length)
            return end + 1
        printed = symbol(name)
        if printed is None:
            builder.mark(start, end, 0)
        elif printed == " ":
            if builder.last not in " \n":
                builder.put(" ", start, end)
        elif printed:
            builder.put(printed, start, end)
        else:
            builder.mark(start, end, 0)
        return end

    def _break(self, name: str, end: int) -> int:
        if name in "()[]":
            self._math = name in "(["
            return end
        self.page.builder.stop(end)
        if name == "\\":  # "\\[2pt]"
            return self._arguments.skip_option(end)
        return end

    def _heading(self, end: int) -> int:
        """Read the title of a section as a line of its own."""
        end = self._arguments.skip_option(end)
        close = self._arguments.closing(end)
        if close is None:
            return end
        at = end + 1
        while at < close - 1:
            match = _TOKEN.match(self.raw, at, close - 1)
            assert match
            at = self._take(match)
        self.page.builder.stop(close)
        return close

    def _verbatim(self, start: int, end: int) -> int:
        builder, typed = self.page.builder, _TYPED.match(self.raw, end)
        if typed is None:
            builder.mark(start, end, 0)
            return end
        first, last = typed.span(1)
        builder.mark(start, first, 1)
        builder.copy(first, last)
        builder.mark(last, typed.end(), -1)
        self.page.verbatim.append(Span(first, last))
        return typed.end()

    def _begin(self, end: int) -> int:
        name = _NAME.match(self.raw, end)
        if name is None:
            return end
        end = name.end()
        if name[1] in HIDDEN_ENVIRONMENTS:
            return self._after_environment(name[1], end)
        if name[1] == "thebibliography":
            close = self._arguments.closing(end)
            end = close if close is not None else end
            self._begin_list(Group([], 1, sure=True))
        elif name[1] in ("enumerate", "itemize", "description"):
            end = self._arguments.skip_option(end)
            self._begin_list(Group([], 1 if name[1] == "enumerate" else None))
        elif name[1] in ("tabular", "minipage", "multicols", "figure", "table", "tabularx"):
            end = self._arguments.skip(end)
        self.page.builder.stop(end)
        return end

    def _after_environment(self, name: str, end: int) -> int:
        found = -1 if name in self._unclosed else self.raw.find(f"\\end{{{name}}}", end)
        if found < 0:
            self._unclosed.add(name)
            return end
        return found

    def _end(self, end: int) -> int:
        name = _NAME.match(self.raw, end)
        if name is None:
            return end
        if name[1] in ("thebibliography", "enumerate", "itemize", "description"):
            self._end_list()
        self.page.builder.stop(name.end())
        return name.end()

    def _begin_list(self, group: Group) -> None:
        self._end_list()
        self._list = group

    def _end_list(self) -> None:
        if self._list is not None:
            self._end_item()
            if self._list.items:
                self.page.groups.append(self._list)
        self._list = None

    def _begin_item(self, name: str, end: int) -> int:
        if self._list is None and name == "bibitem":  # a .bbl without its environment
            self._list = Group([], 1, sure=True)
        self._end_item()
        end = self._arguments.skip_option(end)
        if name == "bibitem":
            close = self._arguments.closing(end)
            end = close if close is not None else end
        self.page.builder.stop(end)
        self._item = self.page.builder.length
        return end

    def _end_item(self) -> None:
        if self._list is not None and self._item is not None:
            self._list.items.append(Span(self._item, self.page.builder.length))
        self._item = None
