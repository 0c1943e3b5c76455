"""The border between a title and the journal behind it, and what brackets at a title's end say.

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

import re
from functools import lru_cache
from typing import NamedTuple

from carcite.authorities import journals


class Border(NamedTuple):
    """Where a title ends and its container begins, and how much speaks against it."""

    title_end: int
    container_start: int
    risk: float


is_journal = lru_cache(maxsize=32768)(journals.known)
"""Tell whether a whole text names a journal of the tables."""

# Takes ". ", "? ", '." ', "?. ", ".) "; not the stop of "e.g." or between two figures.
_BREAK = re.compile(r"(?:[.?!][\"')\]*]*\.?|(?<=[a-z])[\"'])\ +(?=[^\s.,;:])")
_GLUED_BREAK = re.compile(r"[.?!](?=[A-Z][a-z])")
_QUOTED_BREAK = re.compile(r"[,.?!]['\"]?[\"'],?\ |['\"],\ ")
_COMMA_BREAK = re.compile(r",\ +(?=[A-Z])")
# Words of abbreviated journal names that end with a stop: short, and the last letter no vowel.
_ABBREVIATED = re.compile(
    r"(?:(?:[A-Z][A-Za-z]{0,10}[bcdfghjklmnpqrstvwxz]|[A-Z]|Ecol|Am|Nutr|Acta|Rev)\.?|of|and|the|&|-)"
    r"(?:\ (?:[A-Z][A-Za-z-]{0,14}|of|and|the|&|-)){0,3}"
)
_WHOLE_WORD = frozenset(
    "Report Review Study Trial Analysis Disease Cancer Children Rats Mice Women Men Patients "
    "Adults Results Update System Methods Design Perspectives Germany States Kingdom England "
    "Model Models Treatment Management Infection Infections Infants Factors Systems Humans Cells "
    "Plants Genes Group Protocol Guidelines Part Pain Heart Brain Blood Lung Skin World Health "
    "Development Assessment Evaluation Syndrome Brazil Japan Ireland Spain Iran Pakistan Vietnam "
    "Netherlands Evidence Implications Applications Effects Approach Concepts".split()
)
_SECTION = re.compile(
    r"(?:Series|Ser|Section|Sect|Part|Serie|Seccion|[A-H](?=[,.:;\ ]|\Z))\b\.?[\ ,:]?"
)
_SMALL_WORDS = frozenset(
    "of the and in for on & de la du des et der die das und fur van voor e do da di del della dos "
    "y en el los las al - a to with : : zur von le les".split()
)


def find_border(plain: str, clean: str, start: int, stop: int) -> Border | None:
    """Return the border in a stretch that holds a title and a journal, None where there is none.

    The title's end is before its stop, but behind a question or exclamation mark.
    """
    breaks = [match.span() for match in _BREAK.finditer(plain, start, stop)]
    while breaks and breaks[-1][1] >= stop:
        breaks.pop()
    if not breaks:
        return _other_border(plain, clean, start, stop)
    chain = _chain(plain, start, breaks)
    last = breaks[chain[0]]
    name = _name(clean, last[1], stop)
    if len(chain) == 1:
        if is_journal(name):
            return _border(plain, last, 0.0)
        if len(breaks) == 1 or not _comma_journal(plain, clean, last[1], stop):
            return _border(plain, last, _strangeness(plain[last[1] : stop]))
        return _comma_journal(plain, clean, last[1], stop)
    for index in reversed(chain):
        if is_journal(_name(clean, breaks[index][1], stop)):
            return _border(plain, breaks[index], 0.0 if index == chain[-1] else 0.2)
    longest = breaks[chain[-1]]
    if _looks_abbreviated(plain[longest[1] : stop]):
        return _border(plain, longest, 0.3)
    return _border(plain, last, 0.5 + _strangeness(plain[last[1] : stop]))


def _chain(plain: str, start: int, breaks: list[tuple[int, int]]) -> list[int]:
    """Return the indices of the breaks that may open the journal, the last one first."""
    index = len(breaks) - 1
    chain = [index]
    while index > 0:
        segment = plain[breaks[index - 1][1] : breaks[index][0]]
        forced = _SECTION.match(plain, breaks[index][1]) is not None
        if not forced and not _ABBREVIATED.fullmatch(segment):
            break
        if plain[breaks[index][0]] != ".":
            break
        index -= 1
        chain.append(index)
        if len(chain) > 8:
            break
    return chain


def _looks_abbreviated(text: str) -> bool:
    """Tell whether a text is a row of abbreviated words ("Phys. Rev. E Stat. Nonlin.")."""
    words = [word for word in text.replace(".", ". ").split() if word not in _SMALL_WORDS]
    stops = sum(word.endswith(".") for word in words)
    if not words or any(word.rstrip(".") in _WHOLE_WORD for word in words if word.endswith(".")):
        return False
    return stops * 2 >= len(words) and all(word[0].isupper() for word in words)


def _name(clean: str, start: int, stop: int) -> str:
    return clean[start:stop].strip(" .,;:")


def _border(plain: str, span: tuple[int, int], risk: float) -> Border:
    first, after = span
    end = first + 1 if plain[first] in "?!" else first
    if plain[first] in "\"'":
        end = first
    elif plain[end : end + 1] in (")", "]"):
        end += 1
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
            return Border(match.start(), match.end(), 0.3)
    return None


def _other_border(plain: str, clean: str, start: int, stop: int) -> Border | None:
    """Return a border where no stop and blank stand: glued, quoted, or at a comma."""
    quoted = list(_QUOTED_BREAK.finditer(plain, start, stop))
    if quoted and plain[start] in "\"'":
        match = quoted[-1]
        end = match.start() + (plain[match.start()] in "?!")
        return Border(end, match.end(), 0.2)
    glued = list(_GLUED_BREAK.finditer(plain, start, stop))
    for match in reversed(glued):
        if is_journal(_name(clean, match.end(), stop)):
            return _border(plain, match.span(), 0.1)
    found = _comma_journal(plain, clean, start, stop)
    if found:
        return found
    if is_journal(_name(clean, start, stop)):
        return Border(start, start, 0.4)
    if glued:
        return _border(plain, glued[-1].span(), 0.8)
    return None


MEDIUM = re.compile(
    r"(?:on(?:\ |-)?line|[Ii]nternet|[Oo]nline|CD-?ROM|DVD|[Ee]lectronic\ resource|[Ss]erial\ online|"
    r"[Vv]ideocassette|[Vv]ideorecording|[Aa]udio\w*|[Cc]omputer\ (?:program|file|software)|"
    r"[Ss]oftware|[Ww]eb\ ?(?:site|page)|(?:[Mm]onograph|[Ss]erial|[Dd]atabase|[Hh]ome\ ?page|[Mm]ap|"
    r"[Bb]log|[Bb]ook|[Dd]issertation|[Ww]ebsite|[Cc]ited)\ on(?:\ the)?\ [Ii]nternet|[Hh]omepage|"
    r"[Rr]evista\ en\ [Ii]nternet|[Ee]n\ linea|[Mm]icrofiche|[Dd]ata\ ?(?:set|base)|[Cc]assette|"
    r"[Ss]lide|[Ff]ilm|[Mm]otion\ picture|[Pp]odcast|[Rr]ecurso\ eletronico|e-?book|"
    r"[Cc]artographic\ material)"
)
"""What names a medium, whole, in brackets behind a title."""
GENRE = re.compile(
    r"(?:[Dd]octoral\ |[Mm]aster'?s?'?\ |PhD\ |MSc?\ |[Uu]npublished\ )?(?:[Dd]issertation|[Tt]hesis|[Tt]ese|"
    r"[Tt]esis(?:\ \w+)?|[Dd]issertacao(?:\ \w+)?|[Tt]hese(?:\ de\ \w+)?|[Hh]abilitation\w*|[Tt]ese\ de\ doutorado|"
    r"[Dd]issertation\ \w+|[Pp]reprint|[Pp]atent|[Mm]ap|[Ee]ditorial|[Ll]etter(?:\ to\ the\ editor)?|"
    r"[Aa]bstract(?:\ .{1,20})?|[Cc]omment(?:ary|\ on.*)?|[Ee]rratum.*|[Rr]etract(?:ed|ion).*|[Pp]oster|"
    r"[Ww]hite\ paper|[Rr]eview|[Nn]ews|[Ii]nterview|[Cc]orrection.*|[Ee]xpression\ of\ concern.*)"
)
THESIS = re.compile(r"(?i:dissert|thesis|tese|tesis|these|habilitation)")
"""What tells a thesis from other genres."""
