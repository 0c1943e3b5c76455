"""Write a settled stream as text, HTML, Markdown or rich runs; italic inside italic turns upright.

CSL 1.0.2, "Formatting" and "Quotes" (flip-flopping); the HTML is that of citeproc-js, classes
csl-entry, csl-left-margin, csl-right-inline, csl-block and csl-indent.

>>> from carcite.csl.text.tokens import CLOSE
>>> stream = [(None, "i", "italic"), ("E. coli", "title", "text"), CLOSE, (" & co", "", "")]
>>> to_html(stream, AMERICAN), to_text(stream, AMERICAN)
('<i>E. coli</i> &#38; co', 'E. coli & co')
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from carcite.csl.text.tokens import QUOTES, Stream

Run = tuple[str, tuple[str, ...], str, str]
"""Text, the formatting that holds for it ("italic", "bold"...), its variable, its role."""


class QuoteSigns(NamedTuple):
    """The quotation marks of a locale."""

    opening: str = "“"
    closing: str = "”"
    inner_opening: str = "‘"
    inner_closing: str = "’"


AMERICAN: Final = QuoteSigns()
_HTML: Final = {
    ("font-style", "italic"): ("<i>", "</i>"),
    ("font-style", "oblique"): ("<em>", "</em>"),
    ("font-style", "normal"): ('<span style="font-style:normal;">', "</span>"),
    ("font-variant", "small-caps"): ('<span style="font-variant:small-caps;">', "</span>"),
    ("font-variant", "normal"): ('<span style="font-variant:normal;">', "</span>"),
    ("font-weight", "bold"): ("<b>", "</b>"),
    ("font-weight", "normal"): ('<span style="font-weight:normal;">', "</span>"),
    ("text-decoration", "underline"): ('<span style="text-decoration:underline;">', "</span>"),
    ("text-decoration", "none"): ('<span style="text-decoration:none;">', "</span>"),
    ("font-weight", "light"): ('<span style="font-weight:light;">', "</span>"),
    ("vertical-align", "sup"): ("<sup>", "</sup>"),
    ("vertical-align", "sub"): ("<sub>", "</sub>"),
    ("vertical-align", "baseline"): ('<span style="baseline">', "</span>"),
    ("display", "block"): ('\n\n    <div class="csl-block">', "</div>\n"),
    ("display", "left-margin"): ('\n    <div class="csl-left-margin">', "</div>"),
    ("display", "right-inline"): ('<div class="csl-right-inline">', "</div>\n  "),
    ("display", "indent"): ('<div class="csl-indent">', "</div>\n  "),
}
_MARKDOWN: Final = {
    ("font-style", "italic"): ("*", "*"),
    ("font-style", "oblique"): ("*", "*"),
    ("font-weight", "bold"): ("**", "**"),
    ("vertical-align", "sup"): ("<sup>", "</sup>"),
    ("vertical-align", "sub"): ("<sub>", "</sub>"),
    ("display", "block"): ("\n\n", "\n"),
    ("display", "left-margin"): ("", " "),
}
_TEXT: Final = {("display", "left-margin"): ("", " "), ("display", "block"): ("\n", "\n"),
                ("display", "indent"): ("\n", "")}  # fmt: skip
_FLIP: Final = {"i": "font-style", "b": "font-weight", "sc": "font-variant"}
_NAMES: Final = {
    "font-style": "italic",
    "font-weight": "bold",
    "font-variant": "small-caps",
    "text-decoration": "underline",
}
_MARKDOWN_SPECIAL: Final = str.maketrans({sign: "\\" + sign for sign in "\\`*_[]<>"})


def _escape(text: str) -> str:
    if "&" in text or "<" in text or ">" in text:
        return text.replace("&", "&#38;").replace("<", "&#60;").replace(">", "&#62;")
    return text


class _Writer:
    """Walks a stream once, turning marks into signs; a mark that holds no text leaves none."""

    def __init__(self, table: dict[tuple[str, str], tuple[str, str]], quotes: QuoteSigns) -> None:
        self.table = table
        self.quotes = quotes
        self.depth = 0
        self.held: dict[str, list[str]] = {}

    def open(self, name: str, value: str) -> tuple[str, str]:
        """Return the signs that open and close a mark, and note what now holds."""
        if name == QUOTES and value == "data-curly" and "“" not in self.quotes[:3]:
            self.depth += 2
            return "“", "”"
        if name == QUOTES:
            self.depth += 1
            if self.depth % 2:
                return self.quotes.opening, self.quotes.closing
            return self.quotes.inner_opening, self.quotes.inner_closing
        if name == "nodecor":
            return self._undo()
        prop = _FLIP.get(name)
        if prop is not None:
            stack = self.held.setdefault(prop, [])
            if stack and stack[-1] == value:
                value = "normal"
            stack.append(value)
            return self.table.get((prop, value), ("", ""))
        if name in _NAMES:
            stack = self.held.setdefault(name, [])
            orphan = value == "normal" and not any(held != "normal" for held in stack)
            stack.append(value)
            return ("", "") if orphan else self.table.get((name, value), ("", ""))
        return self.table.get((name, value), ("", ""))

    def _undo(self) -> tuple[str, str]:
        """Turn off the decorations that hold, as a nodecor span asks."""
        begin = end = ""
        for prop, stack in self.held.items():
            if stack and stack[-1] != "normal":
                signs = self.table.get((prop, "normal"), ("", ""))
                begin, end = begin + signs[0], signs[1] + end
        return begin, end

    def close(self, name: str) -> None:
        """Note that a mark no longer holds."""
        if name == QUOTES:
            self.depth -= 1
        else:
            prop = _FLIP.get(name, name)
            if prop in _NAMES:
                self.held[prop].pop()


def _write(
    stream: Sequence[tuple[str | None, str, str]],
    table: dict[tuple[str, str], tuple[str, str]],
    quotes: QuoteSigns,
    escape: object,
) -> str:
    out: list[str] = []
    writer = _Writer(table, quotes)
    opened: list[tuple[str, str, bool]] = []
    pending: list[tuple[str, str]] = []
    for token in stream:
        text = token[0]
        if text is not None:
            if pending:
                for name, value in pending:
                    begin, end = writer.open(name, value)
                    out.append(begin)
                    opened.append((name, end, True))
                pending.clear()
            out.append(escape(text) if callable(escape) else text)
        elif token[1]:
            pending.append((token[1], token[2]))
        elif pending:
            pending.pop()
        elif opened:
            name, end, _ = opened.pop()
            out.append(end)
            writer.close(name)
    return "".join(out)


def to_html(stream: Stream, quotes: QuoteSigns) -> str:
    """Write a stream as the HTML of citeproc-js, without the wrapper of the entry."""
    return _write(stream, _HTML, quotes, _escape)


def to_text(stream: Stream, quotes: QuoteSigns) -> str:
    """Write a stream as plain text; the label in the margin is set off by a blank."""
    if not any(token[0] is None for token in stream):
        return "".join([token[0] or "" for token in stream])
    return _write(stream, _TEXT, quotes, None).strip("\n")


def to_markdown(stream: Stream, quotes: QuoteSigns) -> str:
    """Write a stream as Markdown with its special signs escaped."""
    return _write(stream, _MARKDOWN, quotes, lambda text: text.translate(_MARKDOWN_SPECIAL)).strip(
        "\n"
    )


def to_runs(stream: Stream, quotes: QuoteSigns) -> tuple[Run, ...]:
    """Write a stream as runs of text, each with its formatting, variable and role.

    The texts joined are the plain text, but for line ends around blocks.
    """
    runs: list[Run] = []
    writer = _Writer(_TEXT, quotes)
    opened: list[tuple[str, str, str]] = []
    formats: tuple[str, ...] = ()
    for text, name, value in stream:
        if text is not None:
            runs.append((text, formats, name, value))
            continue
        if name:
            begin, end = writer.open(name, value)
            if begin:
                runs.append((begin, formats, "", "quote" if name == QUOTES else "affix"))
            opened.append((name, value, end))
        else:
            name, _, end = opened.pop()
            if end:
                runs.append((end, formats, "", "quote" if name == QUOTES else "affix"))
            writer.close(name)
        formats = _formats(writer, opened)
    return tuple(runs)


def _formats(writer: _Writer, opened: Sequence[tuple[str, str, str]]) -> tuple[str, ...]:
    """Return what holds: italic, bold, small-caps, underline, sup or sub."""
    held = [stack[-1] for stack in writer.held.values() if stack]
    held += [value for name, value, _ in opened if name == "vertical-align"]
    return tuple(value for value in held if value not in ("normal", "none", "baseline", "upright"))
