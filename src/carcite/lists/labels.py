"""The numbers that entries begin with: which are labels, and which only begin a wrapped line.

A number becomes a label by the company it keeps: the sequence it continues, the name that follows,
the whole entry that ends before it. The best chain of candidates is found by dynamic programming
over a short window, so the time is linear.

>>> from carcite.lists.lines import read_lines
>>> text = "1. June CH. Title of\\n12 patients. Science 2018;359:1-5.\\n2. Qin C. Med 2024;5:1."
>>> [mark.label for mark in find_labels(text, read_lines(text), {})]
['1.', '2.']
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import log2

from carcite.lists.evidence import end_score, start_score, starts_with_name
from carcite.lists.furniture import ends_list, trim_links
from carcite.lists.lines import EDGE, Line
from carcite.lists.noise import Noise
from carcite.text.chars import BLANKS, INVISIBLE
from carcite.text.pattern import pattern


@dataclass(frozen=True, slots=True)
class Mark:
    """Where an entry begins."""

    at: int
    """Of the label, or of the first word where there is none."""
    body: int
    """Of the first character after the label."""
    label: str = ""
    number: int | None = None


_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_TO_DIGITS = str.maketrans(_SUPERSCRIPTS, "0123456789")
_B = BLANKS + INVISIBLE
BULLETS = "•·●◦‣▪■□◆♦▸►➢*∙⁃↵↑^–—-"
_BACK = "↵↑"
"""The link back to the text that pages put behind a number."""
# Any marks may close a number, for a label is what counts up line by line; but no comma, colon with
# a figure behind it or per cent sign does. Takes "- 1 June", "[12] Smith", "(3)", "4.", "1.- June",
# "1/ Smith", "1°) Smith", "№1 Smith", "1a. Smith", "S1. Smith", "¹Smith", "1．", "7" alone on its
# line, "1 - Smith", "<1> Smith"; refuses "2018;359", "(6382):1361", "10.1016/j", "1361-5."
_CLOSERS = r"[.):\]/|°ºª*·․．、#>}–—-]"
_LABEL = pattern(
    rf"(?P<bullet>[{re.escape(BULLETS)}][{_B}]*+|(?:Ref(?:erence)?|Nr|No)\.?[{_B}]++"
    rf"|(?:[Nn][°º]|№|#)\.?[{_B}]*+)?"
    r"(?:"
    rf"(?P<open>[\[(［【〔（{{<])[{_B}]?+(?P<prefix>[A-Za-z]?)(?P<inner>\d{{1,6}})(?P<within>[a-z]?)[{_B}]?+[\])］】〕）}}>][.:]?"
    rf"|(?P<letter>[A-Za-z]?)(?P<outer>\d{{1,6}})(?P<sub>[a-z](?={_CLOSERS}))?"
    rf"(?:[{_B}]?[–—-](?=[{_B}])|{_CLOSERS}{{1,3}}(?=[{_B}]|\Z)|\.\)|\]|[.):．、]|(?=[{_B}]|\Z)|(?=[^\W\d_]{{3}}))"
    rf"|(?P<raised>[{_SUPERSCRIPTS}]{{1,4}})"
    rf")(?=[{_B}]|\Z|[^\W\d_]|[\"“„'‘«*<\[])"
)
# Takes "a. Smith", "(b) Smith", "[c]"; refuses "a Smith", "e.g. Smith".
_LETTER = pattern(
    rf"(?:\((?P<a>[a-zA-Z])\)|\[(?P<b>[a-zA-Z])\]|(?P<c>[a-z])[.)]|(?P<d>[A-Z])\))(?=[{_B}]|\Z)"
)
_BULLET = pattern(
    rf"(?P<bullet>[{re.escape(BULLETS)}o])[{_B}]++(?:\.[{_B}]++)?(?=[^{_B}])|(?P<glued>[•●▪◦‣↵])"
)
_WINDOW = 24
"""How many candidates back a chain may reach: more than one entry has lines."""
_REACH = 3000
"""How far back from a run-in label the entry before it is looked at."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    mark: Mark
    number: int
    kind: str
    """The label with its digits taken out: "[]", "- ", "."."""
    score: float
    line: int
    sub: str
    """The letter behind the number: the "b" of "1b."."""
    barrier: float
    """What lies before it that would end a list: sum of all penalties from the start."""


def find_labels(text: str, lines: Sequence[Line], noise: Mapping[int, Noise]) -> list[Mark]:
    """Return the labels of the entries in order; empty where the entries are not numbered."""
    found = [_LABEL.match(text, line.start, line.end) for line in lines]
    numbered = _chain(_candidates(text, lines, noise, found, _number))
    if numbered and 1500 <= numbered[0].number < 2100 and not _go_on(text, numbered):
        numbered = []  # A list does not begin with a year.
    if numbered and (len(numbered) > 1 or numbered[0].line == 0):
        if not _misses_entries(text, lines, noise, numbered):
            return _numbered_marks(numbered)
    if counted := _counted(text, lines, noise):
        return counted
    letters = [_LETTER.match(text, line.start, line.end) for line in lines]
    lettered = _chain(_candidates(text, lines, noise, letters, _letter_number))
    if len(lettered) > 1 and lettered[0].number == 1:
        return [replace(each.mark, number=None) for each in lettered]
    return []


def _go_on(text: str, chain: Sequence[_Candidate]) -> bool:
    """Tell whether numbers like years count the entries of a longer list.

    Each stands before a name, and the entry was not published in that year.
    """
    named = sum(starts_with_name(text, each.mark.body) for each in chain)
    steps = {two.number - one.number for one, two in pairwise(chain)}
    ends = [*(each.mark.at for each in chain[1:]), len(text)]
    dated = sum(
        text.find(str(each.number), each.mark.body, min(end, each.mark.body + _REACH)) > 0
        for each, end in zip(chain, ends, strict=True)
    )
    counts = len(chain) >= _LEAST and steps == {1}
    return counts and named > 0.7 * len(chain) and dated < 0.5 * len(chain)


def _numbered_marks(chain: Sequence[_Candidate]) -> list[Mark]:
    """Return the marks of a chain; one letter behind all its numbers is no part of them: "1a."."""
    subs = {each.sub for each in chain}
    steps = {two.number - one.number for one, two in pairwise(chain)}
    if subs == {"a"} and steps == {1}:
        return [replace(each.mark, number=each.number) for each in chain]
    return [each.mark for each in chain]


# Any marks around a number. Takes "1-June", "1.-June", "1, June", "n. 1 June", "1_ June"; refuses
# "12 patients" by what follows it, later, and "10.1016/j".
_ANY = pattern(
    rf"(?P<before>(?:[^\W\d_]{{1,9}}\.?[{_B}]?|[^\w\s]{{1,2}})?)(?P<number>\d{{1,4}})"
    rf"(?P<after>(?:[^\w\s]|_){{0,3}}+)[{_B}]{{0,4}}+(?=[^\W\d_]|[\"“„'‘«])"
)
_LEAST = 3


def _counted(text: str, lines: Sequence[Line], noise: Mapping[int, Noise]) -> list[Mark]:
    """Return the lines that count up from 1, each number in the same marks, mostly before names."""
    kinds: dict[tuple[str, str], list[Mark]] = {}
    for line in lines:
        match = _ANY.match(text, line.start, line.end)
        if match is None or line.start in noise:
            continue
        marks = kinds.setdefault((match["before"], match["after"]), [])
        number = int(match["number"])
        if number == len(marks) + 1:
            label = text[line.start : match.end()].strip(EDGE)
            marks.append(Mark(line.start, match.end(), label, number))
    best = max(kinds.values(), key=len, default=[])
    starts = {mark.at for mark in best}
    named = sum(starts_with_name(text, mark.body) for mark in best)
    others = sum(
        line.start not in starts and starts_with_name(text, line.start)
        for line in lines
        if line.start not in noise
    )
    return best if len(best) >= _LEAST and max(others, len(best) / 2) <= named else []


def _misses_entries(
    text: str, lines: Sequence[Line], noise: Mapping[int, Noise], chain: Sequence[_Candidate]
) -> bool:
    """Tell whether more entries begin without a number of the chain than with one.

    Page numbers make a perfect sequence, too.
    """
    chosen = {each.line for each in chain}
    alone = [each.line for each in chain if each.mark.body >= lines[each.line].end]
    chosen.update(index + 1 for index in alone)
    limit = 1.0 if alone else 1.5
    missed = 0
    before: Line | None = None
    for index, line in enumerate(lines):
        if index not in chosen and line.start in noise:
            continue
        if index not in chosen and before and starts_with_name(text, line.start):
            missed += end_score(text, before.start, before.end) > 1
        before = line
    return missed > limit * len(chain)


def find_bullets(text: str, lines: Sequence[Line]) -> list[Mark]:
    """Return the bullets that entries begin with; empty where most do not begin with one."""
    marks: dict[str, list[Mark]] = {}
    for line in lines:
        match = _BULLET.match(text, line.start, line.end)
        if match is None or start_score(text, match.end(), line.end) < -2:
            continue
        char = match["bullet"] or match["glued"]
        marks.setdefault(char, []).append(Mark(line.start, match.end(), char))
    best = max(marks.values(), key=len, default=[])
    if not best or best[0].at != lines[0].start:
        return [] if len(best) < 3 else best
    return best


# The key that ScienceDirect prints over each reference: takes "June et al., 2018" alone on a line.
_KEY = pattern(r"[^\W\d_][^\d\n]{1,70}, (?:1[89]|20)\d\d[a-z]?\Z")


def find_keys(text: str, lines: Sequence[Line], noise: Mapping[int, Noise]) -> list[Mark]:
    """Return the lines that hold an author and a year and stand over an entry."""
    kept = [line for line in lines if line.start not in noise]
    return [
        Mark(line.start, after.start, line.of(text))
        for line, after in pairwise(kept)
        if line.end - line.start < 80
        and _KEY.match(text, line.start, line.end)
        and starts_with_name(text, after.start)
    ]


def _number(match: re.Match[str]) -> int:
    digits = match["inner"] or match["outer"] or match["raised"].translate(_TO_DIGITS)
    return int(digits)


def _letter_number(match: re.Match[str]) -> int:
    return ord(next(filter(None, match.groups())).lower()) - ord("a") + 1


def _candidates(
    text: str,
    lines: Sequence[Line],
    noise: Mapping[int, Noise],
    matches: Sequence[re.Match[str] | None],
    number_of: Callable[[re.Match[str]], int],
) -> list[_Candidate]:
    found: list[_Candidate] = []
    barrier = 0.0
    for index, (line, match) in enumerate(zip(lines, matches, strict=True)):
        if match is None:
            ended = ends_list(line.of(text))
            barrier += 6.0 if ended == "section" else 4.0 if ended else 0.0
            continue
        label = match[0].rstrip(EDGE)
        body = _skip_edge(text, match.end(), line.end)
        if body < line.end and text[body] in _BACK:
            body = _skip_edge(text, body + 1, line.end)
        number = number_of(match)
        kind = re.sub(r"\d+|(?<=[(\[])[a-z]|^[a-z](?=[.)])", "", label)
        bare = not kind.strip(BULLETS + EDGE)
        score = _label_score(text, lines, index, body, match, bare=bare)
        score += _score_before(text, lines, index, noise)
        if not label.isascii() and "raised" in match.re.groupindex and match["raised"]:
            kind = "raised"
        sub = (match["sub"] or match["within"] or "") if "sub" in match.re.groupindex else ""
        mark = Mark(line.start, body, label, None if sub else number)
        kind = re.sub(r"^[a-z](?=\W)", "", kind) if sub else kind
        found.append(_Candidate(mark, number, kind, score, index, sub, barrier))
    return found


def _skip_edge(text: str, at: int, end: int) -> int:
    while at < end and text[at] in EDGE:
        at += 1
    return at


def _label_score(
    text: str, lines: Sequence[Line], index: int, body: int, match: re.Match[str], *, bare: bool
) -> float:
    """Return how much the surroundings speak for a label, its number aside."""
    line = lines[index]
    if body < line.end:
        score = start_score(text, body, line.end)
        glued = body == match.end() and not text[match.end() - 1 : match.end()].isspace()
    else:  # the number stands alone on its line
        after = lines[index + 1] if index + 1 < len(lines) else None
        score = start_score(text, after.start, after.end) - 1.0 if after else -4.0
        glued = False
    if bare and score < 0:
        score -= 2.5
    if bare and glued and body < line.end and score < 3 and line.of(text)[0] not in _SUPERSCRIPTS:
        score -= 2.0
    return score


def _score_before(
    text: str, lines: Sequence[Line], index: int, noise: Mapping[int, Noise]
) -> float:
    """Return how much what stands before a line speaks for the end of an entry."""
    line, before = lines[index], index - 1
    links = False
    while before > max(-1, index - _WINDOW) and (kind := noise.get(lines[before].start)):
        links = links or kind == "links"
        before -= 1
    if before < 0 or lines[before].start in noise:
        return 0.0
    end = trim_links(text, lines[before].start, lines[before].end)
    links = links or end < lines[before].end
    score = 1.5 if links else end_score(text, lines[before].start, end)
    score += 0.7 if line.gap else 0.0
    return score - (1.0 if line.indent > lines[before].indent + 1 else 0.0)


def _chain(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """Return the candidates of the best-scoring chain, in order."""
    best: list[float] = []
    back: list[int] = []
    for index, here in enumerate(candidates):
        top, origin = (1.5 if here.number == 1 else 0.0), -1
        for before in range(max(0, index - _WINDOW), index):
            score = best[before] + _edge(candidates[before], here)
            if score > top:
                top, origin = score, before
        best.append(top + here.score)
        back.append(origin)
    if not best:
        return []
    at = max(range(len(best)), key=best.__getitem__)
    if best[at] <= 0:
        return []
    chain = []
    while at >= 0:
        chain.append(candidates[at])
        at = back[at]
    return chain[::-1]


def _edge(before: _Candidate, here: _Candidate) -> float:
    step = here.number - before.number
    if (step == 1 and here.sub in ("", "a")) or (step == 0 and _follows(before.sub, here.sub)):
        score = 4.0
    elif step > 1:
        score = 1.0 - 0.3 * log2(step)
    elif here.number == 1 and before.number > 1:
        score = 0.5  # the numbering restarts: another list
    else:
        score = -1.0 - 0.2 * log2(max(1, 1 - step))
    if here.kind != before.kind:
        score -= 2.0
    return score - (here.barrier - before.barrier)


def _follows(before: str, here: str) -> bool:
    """Tell whether one letter follows another: "1b" follows "1a"."""
    return bool(before and here) and ord(here) == ord(before) + 1
