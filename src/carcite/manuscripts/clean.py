"""The text that a reader of a marked-up file sees, and the way of edits back into the markup.

Each character of the clean text stands for a stretch of the raw file: itself, an entity, a command.
Breaks between blocks stand for nothing and cannot be edited. Markup between characters is never
touched: an edit that crosses it is cut into edits that do not, and what has been put back is read
again; where the result is not the text that was asked for, the edit is refused.

>>> builder = Builder("<i>Blood</i> &amp; more")
>>> builder.mark(0, 3, 1); builder.copy(3, 8); builder.mark(8, 12, -1); builder.copy(12, 13)
>>> builder.put("&", 13, 18); builder.copy(18, 23)
>>> clean = builder.clean()
>>> clean.text, put_back(clean, [Edit(Span(5, 5), ".")], lambda text, at: text)
('Blood & more', '<i>Blood</i>. &amp; more')
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from carcite.errors import UnreadableError, UsageError
from carcite.text.edit import Edit, apply_edits
from carcite.text.pattern import pattern
from carcite.text.source import Source
from carcite.text.span import Span

Escape = Callable[[str, int], str]
"""Give a text as the file's markup has it at an offset of the raw file."""
MAX_TEXT = 8_000_000
"""No manuscript has a longer text, without its markup; four books have not."""
_LONGEST_DIFF = 4000
# Words with single spaces between them stay as they are; other blanks become one space.
_RUN = pattern(r"(?P<blank>[ \t\r\n\f]++)|[^ \t\r\n\f]++(?: (?=[^ \t\r\n\f])[^ \t\r\n\f]++)*+")


class EditError(UsageError):
    """Edits that the markup has no safe place for; without them the others can be made."""

    def __init__(self, message: str, edits: Sequence[Edit]) -> None:
        super().__init__(message)
        self.edits = tuple(edits)


@dataclass(frozen=True, eq=False, slots=True)
class Clean:
    """A clean text over its raw file; `starts` and `ends` bound each character in `raw`."""

    raw: str
    text: str
    starts: array[int]
    """With one more at the end: the end of the raw file."""
    ends: array[int]
    tags: tuple[tuple[int, int, int], ...]
    """Inline markup: start and end in `raw`, and 1 where it opens, -1 where it closes, else 0."""
    name: str = ""
    """Of the file, for messages."""

    def source(self) -> Source:
        """Return the Source whose offsets lead back into the raw file."""
        return Source(self.name, self.text, self.raw, self.starts)


class Builder:
    """Collects a clean text from the start of a raw file to its end."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.length = 0
        self._pieces: list[str] = []
        self._starts = array("i")
        self._ends = array("i")
        self._tags: list[tuple[int, int, int]] = []

    @property
    def last(self) -> str:
        """The last character so far; a line end before the first."""
        return self._pieces[-1][-1] if self._pieces else "\n"

    def copy(self, start: int, end: int) -> None:
        """Add a stretch of the raw file as it stands."""
        if self.length > MAX_TEXT:
            raise UnreadableError(
                f"holds more than {MAX_TEXT // 1_000_000} million characters of text"
            )
        if start < end:
            self._pieces.append(self.raw[start:end])
            self._starts.extend(range(start, end))
            self._ends.extend(range(start + 1, end + 1))
            self.length += end - start

    def put(self, text: str, start: int, end: int) -> None:
        """Add `text` for a stretch of the raw file that is edited as a whole."""
        if text:
            self._pieces.append(text)
            self._starts.extend([start] * len(text))
            self._ends.extend([end] * len(text))
            self.length += len(text)

    def collapse(self, start: int, end: int) -> None:
        """Add a stretch with each run of blanks as one space, none after a blank."""
        for match in _RUN.finditer(self.raw, start, end):
            at, stop = match.span()
            if match["blank"] is None:
                self.copy(at, stop)
            elif self.last not in " \n":
                self.put(" ", at, stop)

    def tail(self, start: int) -> str:
        """Return the clean text from an offset near its end."""
        pieces: list[str] = []
        left = self.length - start
        for piece in reversed(self._pieces):
            if left <= 0:
                break
            pieces.append(piece[-left:])
            left -= len(piece)
        return "".join(reversed(pieces))

    def stop(self, at: int, char: str = "\n") -> None:
        """Add a break that stands for nothing in the raw file; breaks at one place are one."""
        if char != "\n" and self.last in " \n":
            return
        if char == "\n" and self.last == "\n":
            self._move_break(at)
            return
        self.put(char, at, at)

    def _move_break(self, at: int) -> None:
        if self._starts and self._starts[-1] == self._ends[-1]:
            self._starts[-1] = self._ends[-1] = at

    def mark(self, start: int, end: int, step: int) -> None:
        """Remember inline markup that the clean text leaves out."""
        self._tags.append((start, end, step))

    def clean(self, name: str = "") -> Clean:
        """Return what has been collected."""
        starts = self._starts[:]
        starts.append(len(self.raw))
        text, tags = "".join(self._pieces), tuple(self._tags)
        return Clean(self.raw, text, starts, self._ends, tags, name)


def put_back(clean: Clean, edits: Sequence[Edit], escape: Escape) -> str:
    """Return the raw file with edits of the clean text made; raise EditError for what has no place.

    The result is not yet proven: `save_proven` reads it again.
    """
    placed: list[tuple[Edit, Edit]] = []
    refused: list[Edit] = []
    for edit in edits:
        pieces = _place(clean, edit, escape)
        if pieces is None:
            refused.append(edit)
        else:
            placed += [(piece, edit) for piece in pieces]
    refused += _overlapping(placed)
    if refused:
        raise _refusal(clean, refused)
    return apply_edits(clean.raw, [piece for piece, _ in placed])


def _overlapping(placed: Sequence[tuple[Edit, Edit]]) -> list[Edit]:
    """Return the edits that change what another one changes: both lie in one entity or command."""
    found: list[Edit] = []
    done = 0
    for piece, edit in sorted(placed, key=lambda pair: pair[0].span):
        if piece.span.start < done and edit not in found:
            found.append(edit)
        done = max(done, piece.span.end)
    return found


def _refusal(clean: Clean, edits: Sequence[Edit]) -> EditError:
    at = clean.starts[edits[0].span.start]
    line = clean.raw.count("\n", 0, at) + 1
    place = f"{clean.name}:{line}" if clean.name else f"line {line}"
    return EditError(f"{place}: this change would damage the markup around it", edits)


def save_proven(
    clean: Clean,
    edits: Sequence[Edit],
    escapes: Sequence[Escape],
    reread: Callable[[str], Clean],
) -> str:
    """Return the raw file with the edits made, in the first of `escapes` that reads back right.

    Raise EditError, naming the edits to leave out, where none does.
    """
    if not edits:
        return clean.raw
    error: EditError | None = None
    for escape in escapes:
        try:
            raw = put_back(clean, edits, escape)
        except EditError as refusal:
            error = refusal
            continue
        if reread(raw).text == apply_edits(clean.text, edits):
            return raw
    if error is not None:
        raise error
    raise _refusal(clean, _culprits(clean, list(edits), escapes[-1], reread))


def _culprits(
    clean: Clean, edits: list[Edit], escape: Escape, reread: Callable[[str], Clean]
) -> list[Edit]:
    """Return the edits that do not read back as they were meant, found by halving."""
    if len(edits) == 1:
        return edits
    culprits: list[Edit] = []
    middle = len(edits) // 2
    for half in (edits[:middle], edits[middle:]):
        raw = put_back(clean, half, escape)
        if reread(raw).text != apply_edits(clean.text, half):
            culprits += _culprits(clean, half, escape, reread)
    return culprits or edits


def _place(clean: Clean, edit: Edit, escape: Escape) -> list[Edit] | None:
    """Return the edit as edits of the raw file that touch no markup; None where it cannot be."""
    placed: list[Edit] = []
    for span, replacement in _steps(clean, edit):
        start, end = span.start, span.end
        if start == end:
            at = _gap(clean, start)
            placed.append(Edit(Span(at, at), escape(replacement, at)))
            continue
        start, end, replacement = _widen(clean, start, end, replacement)
        chunks = _chunks(clean, start, end)
        if chunks is None:
            return None
        first, *others = chunks
        placed.append(Edit(first, escape(replacement, first.start)))
        placed += [Edit(chunk, "") for chunk in others]
    return placed


def _steps(clean: Clean, edit: Edit) -> list[tuple[Span, str]]:
    """Cut an edit to what changes; where markup lies inside, into its single changes."""
    start, end, new = edit.span.start, edit.span.end, edit.replacement
    old = clean.text[start:end]
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    start, end = start + head, end - tail
    old, new = old[head : len(old) - tail], new[head : len(new) - tail]
    if not old and not new:
        return []
    whole = _is_whole(clean, start, end)
    if not old or not new or whole or len(old) * len(new) > _LONGEST_DIFF**2:
        return [(Span(start, end), new)]
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [
        (Span(start + a, start + b), new[c:d])
        for kind, a, b, c, d in matcher.get_opcodes()
        if kind != "equal"
    ]


def _is_whole(clean: Clean, start: int, end: int) -> bool:
    return all(clean.ends[i] >= clean.starts[i + 1] for i in range(start, end - 1))


def _widen(clean: Clean, start: int, end: int, replacement: str) -> tuple[int, int, str]:
    """Grow a stretch to the whole of what stands for several characters at once."""
    starts, ends, text = clean.starts, clean.ends, clean.text
    while start > 0 and starts[start - 1] == starts[start] and ends[start - 1] == ends[start]:
        if starts[start] == ends[start]:
            break
        start -= 1
        replacement = text[start] + replacement
    while end < len(text) and starts[end] == starts[end - 1] and ends[end] == ends[end - 1]:
        if starts[end] == ends[end]:
            break
        replacement += text[end]
        end += 1
    return start, end, replacement


def _chunks(clean: Clean, start: int, end: int) -> list[Span] | None:
    """Return the stretches of the raw file under these characters; None where one is a break."""
    chunks: list[Span] = []
    for index in range(start, end):
        low, high = clean.starts[index], clean.ends[index]
        if low == high:
            return None
        if chunks and chunks[-1].end >= low:
            chunks[-1] = Span(chunks[-1].start, max(high, chunks[-1].end))
        else:
            chunks.append(Span(low, high))
    return chunks


def _gap(clean: Clean, at: int) -> int:
    """Return where in the raw file a text is put in before the character `at`.

    Of the places between the characters on both sides the one outside of most markup: "." goes
    behind the "</i>" of a journal's name.
    """
    if at == 0 or (clean.starts[at - 1] == clean.ends[at - 1] and at < len(clean.text)):
        return _before_openers(clean, at)
    low = clean.ends[at - 1]
    high = clean.starts[at]
    best, depth, lowest = low, 0, 0
    for start, end, step in clean.tags[bisect_left(clean.tags, (low, 0, -2)) :]:
        if start >= high or end > high:
            break
        depth += step
        if depth < lowest:
            best, lowest = end, depth
    return best


def _before_openers(clean: Clean, at: int) -> int:
    """Return the place before a block's first character and the markup that opens at it."""
    place = clean.starts[at]
    index = bisect_left(clean.tags, (place, 0, -2)) - 1
    low = clean.ends[at - 1] if at else 0
    while index >= 0:
        start, end, step = clean.tags[index]
        if end != place or step != 1 or start < low:
            break
        place, index = start, index - 1
    return place
