"""PDF files: their text, for checking alone; nothing is ever put back into a PDF.

pypdf gives the text of each page. Lines that come again at the head or foot of the pages are the
page's, not the article's, and are left out.

>>> from carcite.manuscripts.pdf import join_pages
>>> join_pages([f"J Clin 2020\\n{page}" for page in ("References\\n1. June", "CH. Science", "x")])
'References\\n1. June\\n\\x0cCH. Science\\n\\x0cx'
"""

from __future__ import annotations

import io
import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from carcite.errors import UnreadableError, UsageError
from carcite.lists.find import find_lists
from carcite.manuscripts.decode import MAX_BYTES
from carcite.manuscripts.plain import find_prose, refuse_columns
from carcite.model.document import Document
from carcite.text.pattern import pattern
from carcite.text.source import Source

_NUMBER = pattern(r"\d++")
_EDGE_LINES = 3
"""How many lines at the head and the foot of a page are looked at."""
MAX_PAGES = 5000
_MAX_TEXT = 20_000_000


def read(data: bytes, name: str, encoding: str | None = None) -> Document:
    """Read a PDF; raise UsageError without pypdf, UnreadableError for what holds no text."""
    text = join_pages(_pages(data, name))
    if not text.strip():
        raise UnreadableError(f"{name}: holds no text, only pictures of pages")
    lists = find_lists(text)
    refuse_columns(text, name, lists)
    prose = find_prose(text, lists)
    locked = "a PDF is checked, not changed; mend the manuscript it was made from"
    return Document(Source(name, text), "pdf", lists=lists, prose=prose, locked=locked)


def _pages(data: bytes, name: str) -> list[str]:
    try:
        import pypdf  # noqa: F401
    except ImportError:
        raise UsageError('reading a PDF needs pypdf: pip install "carcite[pdf]"') from None
    if len(data) > MAX_BYTES:
        raise UnreadableError(f"{name}: is larger than {MAX_BYTES // 1_000_000} MB")
    with _quiet():
        return _read_pages(data, name)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what pypdf logs of a file's oddities from the terminal; the error says what matters."""
    log, handler = logging.getLogger("pypdf"), logging.NullHandler()
    passes_on, log.propagate = log.propagate, False
    log.addHandler(handler)
    try:
        yield
    finally:
        log.removeHandler(handler)
        log.propagate = passes_on


def _read_pages(data: bytes, name: str) -> list[str]:
    import pypdf
    from pypdf.errors import PyPdfError

    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError(f"{name}: is protected by a password")
        if len(reader.pages) > MAX_PAGES:
            raise UnreadableError(f"{name}: has more than {MAX_PAGES} pages")
        return _texts(reader, name)
    # pypdf meets damage in a file with errors of many kinds, these among them.
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError,
            RecursionError, OSError, ZeroDivisionError, NotImplementedError, AssertionError,
            ImportError, MemoryError, OverflowError, EOFError) as error:  # fmt: skip
        reason = " ".join(str(error).split())[:120] or type(error).__name__
        raise UnreadableError(f"{name}: not a readable PDF: {reason}") from None


def _texts(reader: object, name: str) -> list[str]:
    texts: list[str] = []
    size = 0
    for page in reader.pages:  # type: ignore[attr-defined]
        text = page.extract_text() or ""
        size += len(text)
        if size > _MAX_TEXT:
            raise UnreadableError(f"{name}: holds more than {_MAX_TEXT // 1_000_000} MB of text")
        texts.append(text.encode("utf-8", "replace").decode())
    return texts


def join_pages(pages: Sequence[str]) -> str:
    """Return the text of the pages, form feeds between them, running heads and feet left out."""
    cut = [page.splitlines() for page in pages]
    counts: Counter[str] = Counter()
    for lines in cut:
        edges = lines[:_EDGE_LINES] + lines[-_EDGE_LINES:]
        counts.update({_shape(line) for line in edges if line.strip()})
    needed = max(3, (len(cut) + 2) // 3)
    kept = []
    for lines in cut:
        last = len(lines) - _EDGE_LINES
        kept.append(
            "\n".join(
                line for index, line in enumerate(lines)
                if not ((index < _EDGE_LINES or index >= last) and counts[_shape(line)] >= needed)
            )
        )  # fmt: skip
    return "\n\x0c".join(kept)


def _shape(line: str) -> str:
    """Return a line with its numbers alike: running heads differ by the page number."""
    return _NUMBER.sub("0", line.strip())
