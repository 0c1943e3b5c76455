"""Join the cites of a cluster: number ranges, one author for several years, year-suffixes alone.

CSL 1.0.2, "Cite Grouping" and "Cite Collapsing".

>>> runs([1, 2, 3, 5, 6], 3)
[(0, 3), (3, 4), (4, 5)]
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from carcite.csl.document.positions import Cite
from carcite.csl.elements.context import Context
from carcite.csl.text.tokens import Stream, Token


@dataclass(frozen=True, slots=True)
class Printed:
    """One cite as printed, and how to print it again without its names."""

    cite: Cite
    context: Context
    stream: Stream
    again: Callable[[bool], Stream]


def runs(numbers: Sequence[int], least: int) -> list[tuple[int, int]]:
    """Cut a list into half-open stretches of consecutive numbers, short ones into single places."""
    out: list[tuple[int, int]] = []
    start = 0
    for place in range(1, len(numbers) + 1):
        if place < len(numbers) and numbers[place] == numbers[place - 1] + 1:
            continue
        if place - start >= least:
            out.append((start, place))
        else:
            out += [(single, single + 1) for single in range(start, place)]
        start = place
    return out


def group_cites(cites: Sequence[Printed]) -> list[Printed]:
    """Bring cites of the same names together, at the place of the first."""
    groups: dict[str, list[Printed]] = {}
    for place, printed in enumerate(cites):
        groups.setdefault(names_text(printed.stream) or f"\0{place}", []).append(printed)
    return [printed for group in groups.values() for printed in group]


def join_cites(
    cites: Sequence[Printed], attributes: Mapping[str, str], delimiter: str, sorts: bool
) -> Stream:
    """Join printed cites with the delimiters and the collapsing of the style.

    `sorts` says that the style sorts cites: then a group of one author's is joined by commas.
    """
    collapse = attributes.get("collapse", "")
    if collapse == "citation-number" and len(cites) > 1:
        return _by_number(cites, delimiter, attributes)
    if collapse.startswith("year") or "cite-group-delimiter" in attributes:
        return _by_year(cites, attributes, delimiter, sorts)
    out: Stream = []
    for place, printed in enumerate(cites):
        if place:
            _delimit(out, delimiter, printed)
        out += printed.stream
    return out


def _delimit(out: Stream, delimiter: str, following: Printed) -> None:
    """Add a delimiter, unless the affixes on either side bring their own comma."""
    if not following.stream or not out:
        return
    if following.cite.prefix.lstrip()[:1] in tuple(",;.:?!") and following.cite.prefix:
        return
    last = next((text for text, _, _ in reversed(out) if text), "")
    if last[-1:] in tuple(",;") and out[-1][2] == "cite-affix" and delimiter:
        delimiter = " "
    if delimiter:
        out.append((delimiter, "", "delimiter"))


def _by_number(cites: Sequence[Printed], delimiter: str, attributes: Mapping[str, str]) -> Stream:
    out: Stream = []
    numbers = []
    for place, printed in enumerate(cites):
        plain = not (printed.cite.prefix or printed.cite.suffix or printed.cite.locator)
        printable = any(v == "citation-number" for t, v, _ in printed.stream if t)
        number = printed.context.number
        numbers.append(
            int(number) if plain and printable and number.isdecimal() else -9 - 2 * place
        )
    after = attributes.get("after-collapse-delimiter", delimiter)
    collapsed = False
    for start, end in runs(numbers, 3):
        if start:
            _delimit(out, after if collapsed else delimiter, cites[start])
        out += cites[start].stream
        collapsed = end - start > 1
        if collapsed:
            out.append(("–", "citation-number", "range-delimiter"))
            out += cites[end - 1].stream
    return out


def names_text(stream: Stream) -> str:
    """Return the text of the first list of names in a stream."""
    depth = 0
    out = []
    for text, name, _ in stream:
        if text is None:
            if name == "names" and not depth:
                depth = 1
            elif depth:
                depth += 1 if name else -1
                if not depth:
                    break
        elif depth:
            out.append(text)
    return "".join(out)


def _bare(printed: Printed) -> str:
    return "".join([text for text, name, _ in printed.stream if text and name != "year-suffix"])


def _by_year(
    cites: Sequence[Printed], attributes: Mapping[str, str], delimiter: str, sorts: bool
) -> Stream:
    """Group adjacent cites of the same names; print names once where the style collapses."""
    out: Stream = []
    place = 0
    after_group = attributes.get("after-collapse-delimiter", delimiter)
    collapsed = True
    while place < len(cites):
        end = _group_end(cites, place)
        if place:
            _delimit(out, after_group if collapsed else delimiter, cites[place])
        collapsed = end - place > 1 or not place
        _write_group(cites[place:end], attributes, delimiter, out, sorts)
        place = end
    return out


def _group_end(cites: Sequence[Printed], start: int) -> int:
    names = names_text(cites[start].stream)
    end = start + 1
    while (
        end < len(cites)
        and (names or cites[end].context.suffix)
        and names_text(cites[end].stream) == names
        and not cites[end].cite.prefix
        and not cites[end - 1].cite.suffix
    ):
        end += 1
    return end


def _write_group(
    group: Sequence[Printed],
    attributes: Mapping[str, str],
    delimiter: str,
    out: Stream,
    sorts: bool,
) -> None:
    collapse = attributes.get("collapse", "")
    inner = attributes.get("cite-group-delimiter", ", " if sorts else delimiter)
    place = 0
    while place < len(group):
        end = place + 1
        if collapse.startswith("year-suffix"):
            end = _same_year_end(group, place)
        printed = group[place]
        if place:
            located = printed.cite.locator or group[place - 1].cite.locator
            after = attributes.get("after-collapse-delimiter", "")
            stream = printed.again(True) if collapse.startswith("year") else printed.stream
            if stream:
                _delimit(out, after if located and after else inner, printed)
                out += stream
        else:
            out += printed.stream
        if end - place > 1:
            _write_suffixes(group[place:end], attributes, delimiter, out)
        place = end


def _same_year_end(group: Sequence[Printed], start: int) -> int:
    bare = _bare(group[start])
    end = start + 1
    if not group[start].context.suffix or group[start].cite.locator:
        return end
    while (
        end < len(group)
        and group[end].context.suffix
        and not group[end].cite.locator
        and _bare(group[end]) == bare
    ):
        end += 1
    return end


def _write_suffixes(
    group: Sequence[Printed], attributes: Mapping[str, str], delimiter: str, out: Stream
) -> None:
    """Print the letters of the cites after the first, at the place of the first one's letter."""
    between = attributes.get(
        "year-suffix-delimiter", attributes.get("cite-group-delimiter", delimiter)
    )
    ranged = attributes.get("collapse") == "year-suffix-ranged"
    numbers = [_letter_number(printed.context.suffix) for printed in group]
    stretches = runs(numbers, 3 if ranged else len(group) + 1)
    at = _suffix_place(out)
    tokens: Stream = []
    for start, end in stretches:
        if start:
            tokens.append((between, "", "delimiter"))
            tokens.append(_letter(group[start]))
        if end - start > 1:
            tokens.append(("–", "year-suffix", "range-delimiter"))
            tokens.append(_letter(group[end - 1]))
    out[at:at] = tokens


def _letter(printed: Printed) -> Token:
    return (printed.context.suffix, "year-suffix", "year-suffix")


def _letter_number(letter: str) -> int:
    number = 0
    for char in letter:
        number = number * 26 + ord(char) - 96
    return number


def _suffix_place(out: Stream) -> int:
    for index in range(len(out) - 1, -1, -1):
        if out[index][0] and out[index][1] == "year-suffix":
            return index + 1
    return len(out)
