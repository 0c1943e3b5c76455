"""Text of a manuscript inside a page: escaped, or cut down to the few tags that print type.

Nothing that came from a file reaches the page in any other way.

>>> cleaned('<i onclick="x()">Blood</i> & <script>alert(1)</script>')
'<i>Blood</i> &amp; alert(1)'
"""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser

from carcite.text.chars import BLANKS, INVISIBLE

_TAGS = frozenset({"i", "b", "em", "strong", "sup", "sub"})
_BLOCKS = frozenset({"div", "p", "br", "li"})
_UNSEEN = frozenset(INVISIBLE) | frozenset(BLANKS) - frozenset(" \t")
_SMALL_CAPS = "small-caps"


def escaped(text: str) -> str:
    """Return `text` for element content or a quoted attribute."""
    return escape(text, quote=True)


def signed(text: str) -> str:
    """Return `text` escaped, what would not be seen of it shown by number."""
    if text.isascii():
        return escaped(text)
    return "".join(
        f'<span class="sign">U+{ord(char):04X}</span>' if char in _UNSEEN else escaped(char)
        for char in text
    )


def coded(text: str) -> str:
    """Return `text` escaped, its `commands` set as code."""
    parts = escaped(text).split("`")
    return "".join(f"<code>{part}</code>" if at % 2 else part for at, part in enumerate(parts))


def sentence(words: str) -> str:
    """Return `words` with a capital at the head."""
    return words[:1].upper() + words[1:]


def cleaned(html: str) -> str:
    """Return plain text or HTML with italics, bold, raised, lowered and small capitals kept."""
    cleaner = _Cleaner()
    cleaner.feed(html)
    cleaner.close()
    return cleaner.finished()


class _Cleaner(HTMLParser):
    """Writes allowed tags anew, without their attributes, and everything else as text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._out: list[str] = []
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self._out.append(" ")
        if tag in _TAGS:
            self._out.append(f"<{tag}>")
            self._open.append((tag, f"</{tag}>"))
        elif tag == "span":
            small = any(_SMALL_CAPS in (value or "") for _, value in attrs)
            self._out.append('<span class="sc">' if small else "")
            self._open.append((tag, "</span>" if small else ""))

    def handle_endtag(self, tag: str) -> None:
        if tag not in (each for each, _ in self._open):
            return
        while self._open:
            name, end = self._open.pop()
            self._out.append(end)
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        self._out.append(escaped(data))

    def finished(self) -> str:
        """Return what was written, every open tag closed."""
        ends = (end for _, end in reversed(self._open))
        return "".join((*self._out, *ends)).strip()
