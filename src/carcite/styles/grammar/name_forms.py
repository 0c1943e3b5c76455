"""A list of names as one style prints it: order, initials, delimiters, "and", et al.

CSL 1.0.2, "Names" and "Name". What is matched is the plain text (ASCII in the place of letters with
diacritics), so that offsets hold for the text itself.

>>> form = NameForm(inverted="all", separator=", ", conjunctions=("&",), mark=". ")
>>> for found in find_names(form, "June, C. H., & O'Connor, R. S. CAR T cells", 0):
...     print(found.end, [name.family for name in found.names], found.cost)
11 [(0, 4)] 1.5
30 [(0, 4), (15, 23)] 0.0
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from carcite.reading.parts.organizations import BODY, organization_weight
from carcite.text.pattern import pattern

Range = tuple[int, int]
NOWHERE: Range = (-1, -1)
_MOST = 400
"""Names of one list."""
_LONGEST_BODY = 120
"""An organisation's name, in characters."""


@dataclass(frozen=True, slots=True)
class NameForm:
    """The options of cs:names that decide what a printed list looks like."""

    inverted: str = ""
    """CSL's name-as-sort-order: "", "first" or "all"."""
    separator: str = ", "
    delimiter: str = ", "
    conjunctions: tuple[str, ...] = ()
    et_al: tuple[str, ...] = ("et al.",)
    mark: str | None = None
    """What stands behind initials (CSL's initialize-with); None where given names stay whole."""
    family_only: bool = False
    family_affixes: tuple[str, str] = ("", "")
    given_affixes: tuple[str, str] = ("", "")
    affixes: tuple[str, str] = ("", "")
    """What stands around each name of a person."""


@dataclass(frozen=True, slots=True)
class FoundName:
    """One name in the text; (-1, -1) for a part that it has not."""

    family: Range
    given: Range = NOWHERE
    particle: Range = NOWHERE
    suffix: Range = NOWHERE
    is_body: bool = False


@dataclass(frozen=True, slots=True)
class FoundNames:
    """A list of names that ends at `end`; `cost` says how unlikely it is."""

    end: int
    names: tuple[FoundName, ...]
    et_al: Range
    cost: float


def find_names(form: NameForm, plain: str, start: int) -> Iterator[FoundNames]:
    """Yield the lists of names that begin at a place, each with its end."""
    found = list(_persons(form, plain, start))
    for index, each in enumerate(found):
        # A list that stops where names go on is unlikely, one that "et al" closes is not.
        if index < len(found) - 1 and each.et_al == NOWHERE:
            yield FoundNames(each.end, each.names, each.et_al, 1.5)
        else:
            yield each
    if not found or found[0].names[0].is_body or found[-1].end - start < 30:
        yield from _bodies(plain, start)


def _persons(form: NameForm, plain: str, start: int) -> Iterator[FoundNames]:
    sorted_name, straight_name, between, et_al, ellipsis = _patterns(form)
    names: list[FoundName] = []
    cost = 0.0
    at, is_last = start, False
    while len(names) < _MOST:
        inverted = form.inverted == "all" or (form.inverted == "first" and not names)
        match = (sorted_name if inverted else straight_name).match(plain, at)
        sign = _SIGNS.match(plain, at)
        if sign:
            names.append(FoundName(sign.span(), is_body=len(sign[0]) > _LONGEST_SIGNS))
            at = sign.end()
        elif match and not _is_body(match):
            names.append(_found(match))
            cost += 2.0 * bool(BODY.search(match["family"]) and not _is_initialled(match))
            at = match.end()
        elif body := _BODY_IN_LIST.match(plain, at):
            for year in _BEFORE_YEAR.finditer(plain, at + 2, body.end()):
                if _weight(plain[at : year.start()]) >= 0.5:
                    head = FoundName((at, year.start()), is_body=True)
                    yield FoundNames(year.start(), (*names, head), NOWHERE, cost + 0.5)
            if _weight(body[0]) < 0.5:
                return
            for end in _unmarked(plain, at, body.end()):
                head = FoundName((at, end), is_body=True)
                yield FoundNames(end, (*names, head), NOWHERE, cost + 0.8)
            names.append(FoundName(body.span(), is_body=True))
            cost += 0.5
            at = body.end()
        else:
            return
        yield FoundNames(at, tuple(names), NOWHERE, cost)
        others = et_al.match(plain, at)
        if others:
            yield FoundNames(others.end(), tuple(names), others.span("words"), cost)
            return
        gap = ellipsis.match(plain, at)
        if gap:
            last = (sorted_name if form.inverted == "all" else straight_name).match(
                plain, gap.end()
            )
            if last:
                names.append(_found(last))
                yield FoundNames(last.end(), tuple(names), gap.span("words"), cost)
            return
        if is_last:
            return
        join = between.match(plain, at)
        if join is None:
            return
        is_last = join["and"] is not None
        at = join.end()


def _found(match: re.Match[str]) -> FoundName:
    groups = match.re.groupindex
    given = match.span("given") if "given" in groups else NOWHERE
    particle = match.span("particle")
    if particle == NOWHERE and "behind" in groups:
        particle = match.span("behind")
    suffix = match.span("suffix") if "suffix" in groups else NOWHERE
    return FoundName(match.span("family"), given, particle, suffix)


@lru_cache(maxsize=1024)
def _bodies(plain: str, start: int) -> tuple[FoundNames, ...]:
    """Return the organisations that may stand at a place of a text, whatever the style."""
    return tuple(_bodies_at(plain, start))


def _bodies_at(plain: str, start: int) -> Iterator[FoundNames]:
    """Yield organisations that may stand at a place, up to each mark that may end them."""
    if start >= len(plain) or not (plain[start].isupper() or plain[start].isdigit()):
        return
    last = min(len(plain), start + _LONGEST_BODY)
    ends = [match.start() for match in _BODY_END.finditer(plain, start + 2, last)]
    for end in dict.fromkeys((*ends, *_unmarked(plain, start, last))):
        text = plain[start:end]
        weight = _weight(text)
        if weight >= 0.35 and not _PERSONS.match(text) and " et al" not in text:
            cost = (
                3.2
                - 3 * weight
                + 0.01 * len(text)
                + len(_ENDS.findall(text))
                + 0.3 * (end not in ends)
            )
            cost += 1.5 * bool(AND_PERSON.search(text))
            yield FoundNames(end, (FoundName((start, end), is_body=True),), NOWHERE, cost)


# Takes "SFB - Serviço Florestal" and "Burden of Croup 2019 collaborators"; refuses "Lind E, Rao K".
_GROUP = pattern(
    r"[A-Z]{2,8} - [A-Z][\w' -]+\Z"
    r"|[A-Z][\w'-]*(?: [\w'-]+){1,9} (?:collaborators?|investigators|group|team|consortium)\Z"
)


def _is_initialled(match: re.Match[str]) -> bool:
    """Tell whether a name is one word and initials: "E. Service", "Church, G. M."."""
    given = match.groupdict().get("given") or "a"
    return " " not in match["family"] and not any(map(str.islower, given))


def _is_body(match: re.Match[str]) -> bool:
    """Tell whether what stands where a name would is a body: "American College of Physicians"."""
    family, given = match["family"], match.groupdict().get("given") or ""
    if match[0].startswith(("U.S. ", "U.K. ")):
        return True
    if " " in family and _weight(family) > 0.9:
        return True
    return len(match[0].split()) > 2 and given[-3:].islower() and _weight(match[0]) > 0.9


_SIGNS = pattern(r"x{2,20}(?=[,;.:) ]|$)")
"""Takes a name in Chinese, Japanese or Korean signs, each an x in the plain text."""
_LONGEST_SIGNS = 5


def _weight(text: str) -> float:
    """Return how likely words are the name of a body, in capitals as well: 0 to 1."""
    if _GROUP.match(text):
        return 1.0
    return organization_weight(text.title() if text.isupper() else text)


def _unmarked(plain: str, start: int, last: int) -> Iterator[int]:
    """Yield where a body's name may end without a mark: some styles print a title right behind."""
    for match in BODY.finditer(plain, start, last):
        if plain[match.end() : match.end() + 1] == " ":
            yield match.end()


# Takes "Watson J.D., Crick FHC", "June, C. H." and "E. Service and"; refuses "Royal Hospital, U".
_PERSONS = pattern(
    r"(?!U\.[SK]\. )(?:[A-Z]\.[ -]?){1,4}[A-Z][\w'-]+|[A-Z][\w'-]+,? (?:[A-Z]\. ?){1,4}"
    r"|[A-Z][\w'-]+ [A-Z]{1,3}(?:,|\Z)"
)
_LIKE_A_PERSON = (
    r"(?:(?:[A-Z]\.[ -]?){1,4}|[A-Z]{2,3} )[A-Z][\w'-]+(?=[,;. ]|\Z)|[A-Z][\w'-]+,? [A-Z]{2,3}\b"
)
PERSON = pattern(rf"(?:{_LIKE_A_PERSON}),? ")
"""Takes "SA Hunt, " and "Hunt, SA " at the start of a title; refuses "Hunt for genes"."""
AND_PERSON = pattern(
    rf"[,;] (?:{_LIKE_A_PERSON})"
    r"|\ (?:1[89]|20)\d\d\ (?![^.:]{0,60}(?:[Cc]ollaborat\w+|[Gg]roup|[Ii]nvestigators)\b)[A-Z]"
)
"""Takes ", A.B. Roe", ", Roe AB" and " 2012 Soap" behind a body; refuses ", USA" and that of
"GBD 2019 Risk Collaborators"."""
# Takes the place before the year in "PRISMA Group 2009 Preferred"; refuses "2009)".
_BEFORE_YEAR = pattern(r"(?<=\w)(?= (?:1[89]|20)\d\d[a-z]? )")
# Takes "American Heart Association" in ", American Heart Association. "; refuses "and".
_BODY_IN_LIST = pattern(
    r"[A-Z][^,;.:()\[\]]{4,90}(?:\([A-Za-z][^()]{1,19}\)[^,;.:()\[\]]{0,60})?"
    r"(?<!\ )(?=\ ?[(\[]|[,;.:]|$)"
)
_BODY_END = pattern(
    r"(?<=[\w).])(?=[.,:;] |\.?$| [(\[\"]|[.,] ?[(\[]| (?:1[89]|20)\d\d[a-z]?(?:[.,:; ]|$))"
)
# Takes the stop of "Health. Secretariat"; refuses that of "U.S. Food".
_ENDS = pattern(r"(?<![A-Z])\. ")
# Takes "C.", "Yu.", and without stops "C", "Ch" before a capital.
_STOPPED = r"[A-Z][a-z]{0,2}\."
_BARE = r"[A-Z](?:[a-z](?=[A-Z]|-[A-Z]))?"
_INITIALS = {
    True: rf"{_STOPPED}(?:[ -]{{0,2}}{_STOPPED}){{0,6}}",
    False: rf"{_BARE}(?:[ -]?{_BARE}){{0,5}}(?![A-Za-z'])",
}
# Takes "Carl H.", "Jean-Pierre", "C. H.", "C.H."; refuses "Roddy. Car".
_GIVEN_WORD = r"(?!Eds?\b|Hrsg)(?:[A-Z][a-z]{0,2}\.|[A-Z][\w']*(?:-[\w']+)*)"
_GIVEN = rf"{_GIVEN_WORD}(?: {_GIVEN_WORD}|(?<=\.)[A-Z]\.|-[A-Z]\.?){{0,4}}"
_DEMOTED = r"(?:d[aeiou][srln]?|della?|v[ao]n|zu[mr]?|te[rn]?|l[ae]|el|a[lfv]|'t)"
_JOINS = ("and", "et", "und", "ed", "eds", "in", "with", "by")
"""Small words before a name that are no part of it, whatever the style's own "and" is."""
_WORD = r"[A-Z][\w']*(?:-[\w']+)*"
_SUFFIX = r"(?P<suffix>Jr\.?|Sr\.?|I{2,3}|IV|[23](?:nd|rd|d))"


def _particle(words: str) -> str:
    """Return a pattern for "van der ", "d'"; the style's own "and" is none."""
    return (
        rf"(?P<particle>(?!(?:{'|'.join(_JOINS)}|{words}) )"
        r"(?:[a-z]{1,5}'?|[ds]'|'t|Mc|v\.)(?:[ -][a-z]{1,5}'?){0,2}(?: |(?<=')))?"
    )


def _given(mark: str | None) -> str:
    """Return a pattern for given names: initials as the style has them first, then the others."""
    if mark is None:
        return _GIVEN
    own = "." in mark
    return f"{_INITIALS[own]}|{_INITIALS[not own]}"


@lru_cache(maxsize=256)
def _patterns(form: NameForm) -> tuple[Any, Any, Any, Any, Any]:
    """Return the patterns of a name in sort order, one in reading order, and what joins them."""
    given = rf"(?P<given>{_given(form.mark)})"
    head, tail = map(_spaced, form.given_affixes)
    given = f"{head}{given}{tail}"
    head, tail = map(_spaced, form.family_affixes)
    mark = re.escape(_plain(form.delimiter).strip()[:1])
    ends = rf"(?=[,;.:)\]\s{mark}]|$)"
    before, after = (f"(?:{_spaced(text)})?" if text else "" for text in form.affixes)
    separator = _marked(form.separator)
    # Another "and" than the style's, or one where it prints none, is a slip between names still.
    words = "|".join(dict.fromkeys((*map(_spaced, form.conjunctions), *_ANDS)))
    particle = _particle(words)
    if form.separator.strip():
        family = rf"{particle}(?P<family>[A-Z][^,;:()\[\]\d\"]{{0,60}}?)"
    else:
        family = rf"{particle}(?P<family>{_WORD}(?: (?:[a-z]{{1,4}} )?{_WORD}){{0,3}}?)"
    behind = (
        rf"(?: (?!(?:{words})(?![a-z]))(?P<behind>{_DEMOTED}(?: {_DEMOTED}){{0,2}})(?=[,;.:\s]|$))?"
    )
    if form.family_only:
        alone = re.compile(rf"{head}{particle}(?P<family>{_WORD}(?: {_WORD}){{0,2}}){tail}{ends}")
        inverted = straight = alone
    else:
        inverted = re.compile(
            rf"{before}{head}{family}{tail}{separator}{given}{behind}"
            rf"(?:(?:{separator}|,? ){_SUFFIX})?{after}{ends}"
        )
        many = rf"{_WORD}(?: {_WORD}){{0,2}}?" if form.mark is not None else _WORD
        straight = re.compile(
            rf"{before}{given} {head}{particle}(?P<family>{many}){tail}(?:,? {_SUFFIX})?{after}"
            rf"(?=[,;.:)\]{mark}]| (?:{words}|y|e|en|och|og|i) | et al| [(\[\"]| \d{{4}}|$)"
        )
    delimiter = _marked(form.delimiter)
    ending = rf"(?P<and>(?:{words})(?![a-z]) ?)"
    between = rf"(?:{delimiter}(?!(?:{words}|y)(?![\w'])|$)|(?:{delimiter}|,? ?){ending})"
    others = "|".join(_spaced(text) for text in form.et_al) or "(?!)"
    et_al = re.compile(rf"(?:{delimiter}|,? )(?P<words>{others})(?![a-z])", re.IGNORECASE)
    ellipsis = re.compile(rf",? ?(?P<words>\.\.\.|\. \. \.)(?:{words})? ?")
    return inverted, straight, re.compile(between), et_al, ellipsis


_ANDS = ("and", "&", "und", "et")


def _marked(text: str) -> str:
    """Return a pattern for what stands between names: a comma that stands twice is a slip."""
    return _spaced(text).replace(",", ",{1,2}")


def _spaced(text: str) -> str:
    """Return a pattern for words or marks of a style, with or without their spaces' exact form."""
    return re.escape(_plain(text)).replace(r"\ ", " ")


def _plain(text: str) -> str:
    """Return words or marks of a style as they stand in a plain text."""
    plain = text.replace("\u00a0", " ").replace("\u2009", " ").replace("…", "...")
    return plain.replace("’", "'").replace("–", "-").replace("—", "-")
