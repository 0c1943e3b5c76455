"""The border between a title and the journal behind it.

Citing Medicine 2nd ed., ch. 1A: a title ends with a full stop unless a question or exclamation
mark ends it. Stops inside titles and inside abbreviated journal names ("N. Engl. J. Med.") make
several cuts possible; the journal table speaks for one of them, the look of the words for the
others.

>>> text = "Whither now? A trial in E. coli. N. Engl. J. Med."
>>> found = find_border(text, text, 0, len(text))
>>> text[:found.title_end], text[found.container_start:]
('Whither now? A trial in E. coli', 'N. Engl. J. Med.')
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from carcite.authorities import journals
from carcite.reading.parts.abbreviated import ABBREVIATED
from carcite.text.pattern import pattern


class Border(NamedTuple):
    """Where a title ends and its container begins, and how much speaks against it."""

    title_end: int
    container_start: int
    risk: float


@lru_cache(maxsize=32768)
def is_journal(text: str) -> bool:
    """Tell whether a whole text names a journal of the tables."""
    return journals.known(text)


# Takes ". ", "? ", '." ', "?. ", ".) "; not the stop of "e.g." or between two figures.
_BREAK = pattern(r"(?:[.?!][\"')\]*]*\.?|\"(?<=[a-z]\"))\ +(?=[^\s.,;:])")
_GLUED_BREAK = pattern(r"(?<=[a-z0-9)]{3})[.?!](?=[A-Z])")
_QUOTED_BREAK = pattern(r"[,.?!]['\"]?[\"'],?\ |['\"],\ ")
_COMMA_BREAK = pattern(r",\ +(?=[A-Z])")
# A segment that can be a piece of an abbreviated name: one to five words, the last with a stop.
_SEGMENT = pattern(
    r"(?:[A-Z(][A-Za-z&()'-]*|of|and|the|de|la|fur|&|-)(?:[.:]{0,2}\ (?:[A-Z(][A-Za-z&()'-]*|of|"
    r"and|the|de|la|&|-)){0,4}"
)
_SECTION = pattern(
    r"(?:Series|Ser|Section|Sect|Part|Serie|Seccion|[A-H](?=[,.:;\ ]|\Z))\b\.?[\ ,:]?"
)
_SMALL_WORDS = frozenset(
    [
        "of",
        "the",
        "and",
        "in",
        "for",
        "on",
        "&",
        "de",
        "la",
        "du",
        "des",
        "et",
        "der",
        "die",
        "das",
        "und",
        "fur",
        "van",
        "voor",
        "e",
        "do",
        "da",
        "di",
        "del",
        "della",
        "dos",
        "y",
        "en",
        "el",
        "los",
        "las",
        "al",
        "-",
        "a",
        "to",
        "with",
        ":",
        ":",
        "zur",
        "von",
        "le",
        "les",
    ]
)


_ONLY_CUT = 0.24
"""The most that the look of a journal's name counts where no other cut is possible."""


def find_border(plain: str, clean: str, start: int, stop: int) -> Border | None:
    """Return the border in a stretch that holds a title and a journal, None where there is none.

    The title's end is before its stop, but behind a question or exclamation mark.
    """
    breaks = [match.span() for match in _BREAK.finditer(plain, start, stop)]
    while breaks and breaks[-1][1] >= stop:
        breaks.pop()
    if plain[start : start + 1] in ("'", '"'):
        quoted = _quoted(plain, start, stop)
        if quoted and (
            not breaks
            or breaks[-1][1] <= quoted.container_start
            or (plain[quoted.title_end] == "," and plain[quoted.container_start].isupper())
            or _opens_abbreviated(plain, quoted.container_start, breaks)
        ):
            return quoted
    if not breaks:
        return _other_border(plain, clean, start, stop)
    chain, sure = _chain(plain, clean, breaks, stop)
    known = is_journal(_name(clean, breaks[chain[0]][1], stop))
    if chain[-1] == 0 and _is_whole_journal(plain, clean, start, breaks[0][0], stop):
        return Border(start, start, 0.1)
    if chain[-1] == 0 and not (known and " " in plain[breaks[-1][1] : stop].strip()):
        comma = _abbreviation_behind_comma(plain, start, breaks[0][0])
        if comma is not None:
            known = is_journal(_name(clean, comma, stop))
            return Border(comma - 2, comma, 0.1 if known else 0.3)
    last = breaks[chain[0]]
    if len(chain) == 1:
        if len(breaks) > 1 and _is_joined(plain, clean, breaks, stop):
            return _border(plain, breaks[-2], 0.1)
        if known:
            return _border(plain, last, 0.0)
        if len(breaks) == 1:
            return _border(plain, last, only_cut_risk(plain[last[1] : stop]))
        if not _comma_journal(plain, clean, last[1], stop):
            return _border(plain, last, _strangeness(plain[last[1] : stop]))
        return _comma_journal(plain, clean, last[1], stop)
    for index in reversed(chain):
        if is_journal(_name(clean, breaks[index][1], stop)):
            if index > chain[sure]:
                return _border(plain, breaks[chain[sure]], 0.2)
            return _border(plain, breaks[index], 0.0 if index == chain[-1] else 0.2)
    longest = breaks[chain[-1]]
    if sure == len(chain) - 1 and len(plain[longest[1] : stop].split()) <= 8:
        return _border(plain, longest, 0.15)
    return _border(plain, longest, 0.2 + _strangeness(plain[longest[1] : stop]))


def only_cut_risk(name: str) -> float:
    """Return what speaks against an unknown journal's name where no other cut is possible."""
    return min(_strangeness(name), _ONLY_CUT)


def _opens_abbreviated(plain: str, start: int, breaks: list[tuple[int, int]]) -> bool:
    """Tell whether an abbreviated name begins behind a quotation ("...," J. Petrol.)."""
    first = next((begin for begin, _ in breaks if begin > start), start)
    return (
        breaks[0][0] > start
        and _SEGMENT.fullmatch(plain, start, first) is not None
        and (_shortness(plain[start:first]) == 2)
    )


def _is_whole_journal(plain: str, clean: str, start: int, first: int, stop: int) -> bool:
    """Tell whether no title stands at all ("Lind ML, Hoek EM, J. Mater. Res. 2009")."""
    segment = plain[start:first]
    is_short = first - start < _LONGEST_FIRST and stop - start < _LONGEST_JOURNAL
    if is_short and plain[first] == "." and is_journal(_name(clean, start, stop)):
        return True
    if not _SEGMENT.fullmatch(segment) or _shortness(segment) != 2:
        return False
    known = is_journal(_name(clean, start, stop))
    return stop - start < _LONGEST_JOURNAL and (known or len(segment) < 8)


_LONGEST_JOURNAL = 90
_LONGEST_FIRST = 12
"""Letters of the first word of a journal's abbreviation: "Electrochim"."""


# Takes the "im" and "S.S" of "Zurnal nevrologii im. S.S. Korsakova", whose name the journal bears.
_NAMESAKE = pattern(r"(?:\bim|\b[A-Z](?:\.\ ?[A-Z])?)\Z")


def _chain(
    plain: str, clean: str, breaks: list[tuple[int, int]], stop: int
) -> tuple[list[int], int]:
    """Return the indices of the breaks that may open the journal, the last one first.

    The number behind them is the place in the list up to which nothing is doubtful.
    """
    index = len(breaks) - 1
    chain = [index]
    sure = 0
    while index > 0 and len(chain) < 9:
        first, last = breaks[index - 1][1], breaks[index][0]
        opening = clean[breaks[index][1]]
        if opening > "\u0370" and (opening.islower() or _NAMESAKE.search(plain, first, last)):
            # "Укр. пульмонол. журн.": no journal begins in small letters but a Latin one.
            index -= 1
            chain.append(index)
            sure = len(chain) - 1
            continue
        if plain[last] != "." or not _SEGMENT.fullmatch(plain, first, last):
            break
        forced = _SECTION.match(plain, breaks[index][1]) or _is_fragment(
            plain[breaks[index][1] : stop]
        )
        shortness = _shortness(plain[first:last])
        if not forced and not shortness:
            break
        if (forced or shortness == 2) and sure == len(chain) - 1:
            sure = len(chain)
        index -= 1
        chain.append(index)
    return chain, sure


def _is_joined(plain: str, clean: str, breaks: list[tuple[int, int]], stop: int) -> bool:
    """Tell whether the last two segments are one journal ("Veterinary Clinics. Food Practice")."""
    first = breaks[-2][1]
    return (
        breaks[-1][0] - first < 60
        and plain[first].isupper()
        and is_journal(_name(clean, first, stop))
    )


def _is_fragment(name: str) -> bool:
    """Tell whether a name is no more than an abbreviated word, which no journal is called."""
    word = name.strip(" .,;:")
    return word in ABBREVIATED and not is_journal(word)


def _shortness(segment: str) -> int:
    """Return 2 when the last word of a segment is an abbreviation, 1 when it may be, else 0."""
    first, _, word = segment.rpartition(" ")
    word = word.rsplit("-", 1)[-1]
    if word in ABBREVIATED or len(word) == 1:
        return 2
    if word.isupper() and len(word) <= 3:
        return 1
    # Alone before a stop: "Pesq." is a piece of a name, "Review." ends a title.
    return int(not first and 2 < len(word) <= 9 and word[-1] not in "aeiouy" and word not in _WHOLE)


def _abbreviation_behind_comma(plain: str, start: int, stop: int) -> int | None:
    """Return where an abbreviated journal begins behind a comma ("it, Mol. Cell. Biol.")."""
    comma = plain.rfind(", ", start, stop) + 2
    if comma < start + 3 or not _SEGMENT.fullmatch(plain, comma, stop):
        return None
    if stop - comma == 1 and plain[comma] != "J":
        return None
    return comma if _shortness(plain[comma:stop]) == 2 else None


_WHOLE = frozenset((
    "Abstract", "Comment", "Letter", "Report", "Correction", "Erratum", "Discussion",
    "Introduction", "Summary", "Japan", "Iran", "Sweden", "Brazil", "Vietnam", "Pakistan",
    "Germany", "Israel", "Jordan", "Lebanon", "Protocol", "Part", "Results", "Update", "Children",
    "Women", "Men", "Patients", "Adults", "Infants", "Rats", "Humans", "Conclusions", "Methods",
    "Spain",
))  # fmt: skip


def _name(clean: str, start: int, stop: int) -> str:
    return clean[start:stop].strip(" .,;:")


def _border(plain: str, span: tuple[int, int], risk: float) -> Border:
    first, after = span
    end = after
    while end > first and plain[end - 1] not in ")]*?!":
        end -= 1
    return Border(end, after, risk)


def _strangeness(name: str) -> float:
    """Return how unlike a journal's name a plain text looks."""
    words = name.strip(" .,;:").split()
    if not words:
        return 2.0
    risk = 0.12 if len(words) <= 8 else 0.5
    if any(char.isdigit() for char in name):
        risk += 0.2
    large = sum(word[0].isupper() or not word[0].isalpha() for word in words)
    small = sum(word in _SMALL_WORDS for word in words)
    if large + small < len(words):
        risk += 0.3 if large * 2 >= len(words) else 0.8
    return risk


def _comma_journal(plain: str, clean: str, start: int, stop: int) -> Border | None:
    """Return a border at a comma when a known journal stands behind it ("..., Plant Physiol.")."""
    for match in _COMMA_BREAK.finditer(plain, start, stop):
        if is_journal(_name(clean, match.end(), stop)):
            return Border(match.start(), match.end(), 0.15)
    return None


def _quoted(plain: str, start: int, stop: int) -> Border | None:
    """Return the border behind the quotation marks that a title begins with."""
    quoted = list(_QUOTED_BREAK.finditer(plain, start + 1, stop))
    if not quoted:
        return None
    match = quoted[-1]
    end = match.start() + (plain[match.start()] in "?!")
    return Border(end, match.end(), 0.1)


def _other_border(plain: str, clean: str, start: int, stop: int) -> Border | None:
    """Return a border where no stop and blank stand: glued, quoted, or at a comma."""
    if is_journal(_name(clean, start, stop)):
        return Border(start, start, 0.1)
    glued = list(_GLUED_BREAK.finditer(plain, start, stop))
    for match in reversed(glued):
        if is_journal(_name(clean, match.end(), stop)):
            return _border(plain, match.span(), 0.1)
    found = _comma_journal(plain, clean, start, stop) or _unstopped(plain, clean, start, stop)
    if found:
        return found
    if glued:
        return _border(plain, glued[-1].span(), 0.8)
    return None


_SINGLE_NAMES = frozenset(
    [
        "Science",
        "Nature",
        "Cell",
        "Blood",
        "Lancet",
        "Gut",
        "Thorax",
        "Chest",
        "Neuron",
        "Stroke",
        "Circulation",
        "JAMA",
        "BMJ",
        "Radiology",
        "Pediatrics",
        "Genetics",
        "Genomics",
        "Neurology",
        "Gastroenterology",
        "Hepatology",
        "Anesthesiology",
        "Bioinformatics",
        "Oncogene",
        "Immunity",
        "Diabetologia",
        "Spine",
        "Oecologia",
        "Planta",
        "Biochemistry",
    ]
)
_BLANK_BEFORE_CAPITAL = pattern(r"(?<=[a-z0-9)])\ +(?=[A-Z])")


def _unstopped(plain: str, clean: str, start: int, stop: int) -> Border | None:
    """Return a border without a stop where the last words are a known journal's name.

    "evolution of photosynthesis Science" and "review Hum Exp Toxicol": the longest name wins.
    """
    for match in _BLANK_BEFORE_CAPITAL.finditer(plain, max(start, stop - 90), stop):
        name = _name(clean, match.end(), stop)
        if is_journal(name) and plain[start : match.start()].rsplit(" ", 1)[-1] not in _SMALL_WORDS:
            if " " in name or name in _SINGLE_NAMES:
                return Border(match.start(), match.end(), 0.3)
    return None
