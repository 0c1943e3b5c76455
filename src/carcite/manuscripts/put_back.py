"""The second witness of a fix: edits of a clean text put back into the markup around it.

Markup between characters is never touched. An edit that crosses it is cut into edits that do not; a
word never goes from one element into another, and none is left empty. What has been put back is
read again; where the result is not the text that was asked for, the edit is refused.

>>> builder = Builder("<i>Blood</i> &amp; more")
>>> builder.mark(0, 3, 1); builder.copy(3, 8); builder.mark(8, 12, -1); builder.copy(12, 13)
>>> builder.put("&", 13, 18); builder.copy(18, 23)
>>> clean = builder.clean()
>>> clean.text, put_back(clean, [Edit(Span(5, 5), ".")], lambda text, at: text)
('Blood & more', '<i>Blood</i>. &amp; more')
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Sequence

from carcite.manuscripts.clean import Builder as Builder
from carcite.manuscripts.clean import Clean, EditError
from carcite.text.difference import changed_tokens, tokens
from carcite.text.edit import Edit, apply_edits
from carcite.text.span import Span

Escape = Callable[[str, int], str]
"""Give a text as the file's markup has it at an offset of the raw file."""
_LONGEST_DIFF = 4000
_OUTSIDE = -1
"""The element of what stands in none."""


def put_back(clean: Clean, edits: Sequence[Edit], escape: Escape) -> str:
    """Return the raw file with edits of the clean text made; raise EditError for what has no place.

    The result is not yet proven: `save_proven` reads it again.
    """
    placed: list[tuple[Edit, Edit]] = []
    refused: list[Edit] = []
    elements = _Elements(clean)
    for edit in edits:
        pieces = _place(clean, edit, escape, elements)
        if pieces is None:
            refused.append(edit)
        else:
            placed += [(piece, edit) for piece in pieces]
    refused += _overlapping(placed)
    refused += [each for each in elements.emptied() if each not in refused]
    if refused:
        raise _refusal(clean, refused)
    return apply_edits(clean.raw, [piece for piece, _ in placed])


class _Elements:
    """Tells in which inline element a place of the raw file lies, and what edits take from it."""

    def __init__(self, clean: Clean) -> None:
        self._clean = clean
        self._ends: list[int] = []
        self._owners: list[int] = []
        self._taken: dict[int, int] = {}
        self._takers: dict[int, list[Edit]] = {}
        stack = [_OUTSIDE]
        for number, (_, end, step) in enumerate(clean.tags):
            if step > 0:
                stack.append(number)
            elif step < 0 and len(stack) > 1:
                stack.pop()
            self._ends.append(end)
            self._owners.append(stack[-1])

    def at(self, place: int) -> int:
        """Return the element of a place of the raw file."""
        index = bisect_right(self._ends, place) - 1
        return self._owners[index] if index >= 0 else _OUTSIDE

    def of(self, index: int) -> int:
        """Return the element of a character of the clean text."""
        return self.at(self._clean.starts[index])

    def is_address(self, element: int) -> bool:
        """Tell whether an element is LaTeX's `\\url`, whose words are where a link leads."""
        if element == _OUTSIDE:
            return False
        start, end, _ = self._clean.tags[element]
        return self._clean.raw.startswith("\\url", start, end)

    def take(self, index: int, edit: Edit) -> None:
        """Remember that an edit deletes a character of the clean text."""
        element = self.of(index)
        if element != _OUTSIDE:
            self._taken[element] = self._taken.get(element, 0) + 1
            takers = self._takers.setdefault(element, [])
            if edit not in takers:
                takers.append(edit)

    def give(self, place: int, text: str) -> None:
        """Remember that an edit puts a text at a place of the raw file."""
        element = self.at(place)
        if element != _OUTSIDE:
            self._taken[element] = self._taken.get(element, 0) - len(text)

    def emptied(self) -> list[Edit]:
        """Return the edits that leave an element with nothing in it."""
        if not any(taken > 0 for taken in self._taken.values()):
            return []
        held = Counter(map(self.of, range(len(self._clean.text))))
        return [
            edit
            for element, taken in self._taken.items()
            if taken > 0 and taken >= held[element]
            for edit in self._takers[element]
        ]


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


def _place(clean: Clean, edit: Edit, escape: Escape, elements: _Elements) -> list[Edit] | None:
    """Return the edit as edits of the raw file that touch no markup; None where it cannot be."""
    placed: list[Edit] = []
    gone: list[tuple[str, int]] = []
    come: list[tuple[str, int]] = []
    for span, replacement in _steps(clean, edit):
        start, end = span.start, span.end
        for index in range(start, end):
            elements.take(index, edit)
        if start == end:
            at = _gap(clean, start)
            elements.give(at, replacement)
            come += [(word, elements.at(at)) for word in _words(replacement)]
            placed.append(Edit(Span(at, at), escape(replacement, at)))
            continue
        own = {elements.of(index) for index in range(start, end) if clean.text[index].isalnum()}
        if len(own) > 1 and _words(replacement):
            return None
        unlinks = "http" in clean.text[start:end] and "http" not in replacement
        if unlinks and any(elements.is_address(each) for each in own):
            return None
        start, end, replacement = _widen(clean, start, end, replacement)
        chunks = _chunks(clean, start, end)
        if chunks is None:
            return None
        host = _host(chunks, own, elements)
        elements.give(chunks[host].start, replacement)
        gone += [
            (word, elements.of(at)) for word, at in _words_at(clean.text, span.start, span.end)
        ]
        come += [(word, elements.at(chunks[host].start)) for word in _words(replacement)]
        placed += [
            Edit(chunk, escape(replacement, chunk.start) if n == host else "")
            for n, chunk in enumerate(chunks)
        ]
    return None if _changes_element(gone, come) else placed


def _host(chunks: Sequence[Span], own: set[int], elements: _Elements) -> int:
    """Return the number of the stretch in which what comes is put: where the words stood."""
    for number, chunk in enumerate(chunks):
        if elements.at(chunk.start) in own:
            return number
    outside = (n for n, chunk in enumerate(chunks) if elements.at(chunk.start) == _OUTSIDE)
    return next(outside, 0)


def _words(text: str) -> list[str]:
    return [token for token in tokens(text) if token[0].isalnum()]


def _words_at(text: str, start: int, end: int) -> list[tuple[str, int]]:
    found, at = [], start
    for token in tokens(text[start:end]):
        if token[0].isalnum():
            found.append((token, at))
        at += len(token)
    return found


def _changes_element(gone: list[tuple[str, int]], come: list[tuple[str, int]]) -> bool:
    """Tell whether a word that goes comes again in another element."""
    places: dict[str, set[int]] = {}
    for word, element in gone:
        places.setdefault(word, set()).add(element)
    return any(word in places and element not in places[word] for word, element in come)


def _steps(clean: Clean, edit: Edit) -> list[tuple[Span, str]]:
    """Cut an edit to what changes; where markup lies inside, into its changes of whole words."""
    start, end, new = edit.span.start, edit.span.end, edit.replacement
    old = clean.text[start:end]
    if not _is_whole(clean, start, end) and len(old) * len(new) <= _LONGEST_DIFF**2:
        return _word_steps(old, new, start)
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    start, end = start + head, end - tail
    old, new = old[head : len(old) - tail], new[head : len(new) - tail]
    return [(Span(start, end), new)] if old or new else []


def _word_steps(old: str, new: str, start: int) -> list[tuple[Span, str]]:
    """Return the changes of whole words; one word that becomes another is cut to its letters.

    Markup may lie inside of a word: "im<i>muno</i>therapy", "M{\\"u}ller".
    """
    left, right = tokens(old), tokens(new)
    places = [start]
    for token in left:
        places.append(places[-1] + len(token))
    steps: list[tuple[Span, str]] = []
    for a, b, c, d in changed_tokens(left, right):
        if b - a == d - c == 1 and left[a].isalpha():
            steps += [
                (Span(places[a] + i, places[a] + j), right[c][k:m])
                for i, j, k, m in changed_tokens(left[a], right[c])
            ]
        else:
            steps.append((Span(places[a], places[b]), "".join(right[c:d])))
    return steps


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
