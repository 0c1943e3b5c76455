"""The date-volume-page block of a journal article: where it stands and what each part of it is.

Four orders are known. NLM's and its kin begin with the year ("2018 Mar 23;359(6382):1361-5",
"2018; 359: 1361-1365", "2010, 22, 587-603"); where the year stands behind the authors or at the end
the block begins with the volume ("58 (12): 3299-3308", "v. 20, n. 2, p.1-25, 2021", "6, 954-958
(2016)"); and physicists put the year in the middle ("359 (2018) 1361-1365").

>>> text = "Science. 2018 Mar 23;359(6382):1361-5."
>>> found = find_numeration(text, 0, len(text))
>>> text[slice(*found.volume)], text[slice(*found.issue)], text[slice(*found.pages)], found.start
('359', '6382', '1361-5', 7)
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from carcite.reading.parts.dates import LIKE_MONTHS_AND_DAYS, YEAR, are_months_and_days
from carcite.reading.parts.labelled import find_labelled
from carcite.reading.parts.numeration_forms import (
    AFTER,
    ANY_YEAR,
    JUST_BEFORE,
    LABELLED_PAGES,
    LEFT_OF_YEAR,
    NUMBER_ALONE,
    PAGES_ALONE,
    PAGES_BEHIND_NAME,
    VOLUME_ALONE,
    VOLUME_BEFORE_ISSUE,
    VOLUME_FIRST,
    YEAR_FIRST,
)
from carcite.text.pattern import pattern

Range = tuple[int, int]
NOWHERE: Range = (-1, -1)


@dataclass(slots=True)
class Numeration:
    """Where the parts of a block stand; NOWHERE for a part that is not given."""

    start: int
    """Where the block begins; the container ends before it, behind its punctuation."""
    end: int
    year: Range = NOWHERE
    date: Range = NOWHERE
    """Year, month and day together."""
    volume: Range = NOWHERE
    supplement: Range = NOWHERE
    """A supplement or part of the volume, outside brackets."""
    issue: Range = NOWHERE
    """What stands in the brackets, or behind "no."."""
    pages: Range = NOWHERE
    risk: float = 0.0
    bare: bool = False
    """Nothing but a number behind a name: a volume only where the name is a journal's."""


_TAIL_WINDOW = 120


def find_numeration(
    plain: str, start: int, end: int, *, early: bool = False, bare: bool = False
) -> Numeration | None:
    """Return the block that ends at `end`, or None.

    `early` says that the year was read behind the authors, so that the block may have none;
    `bare` that a lone number behind a name may be a volume.
    """
    labelled = find_labelled(plain, max(start, end - _TAIL_WINDOW), end, dated=early)
    if labelled:
        year = labelled.get("year", NOWHERE)
        begin = _before(plain, start, labelled["whole"][0])
        block = Numeration(begin, end, year, year)
        block.volume = labelled.get("volume", NOWHERE)
        block.issue = labelled.get("issue", NOWHERE)
        block.pages = labelled.get("pages", NOWHERE)
        return block
    years = [match.start() for match in ANY_YEAR.finditer(plain, start, end)]
    if years and (issued := _year_as_issue(plain, start, years, end, early=early)):
        return issued
    if not early and any(plain[at] == "2" or plain.startswith("19", at) for at in years):
        # "29, 1728-1738.e9 (2019)": beside a year of our time an old one is a page.
        years = [at for at in years if plain[at : at + 2] in ("18", "19", "20")]
    if years and not early and _IN_BRACKETS_AT_END.match(plain, years[-1] - 1, end):
        # "177, 1888-1902.e21 (2019)": what stands before it are pages.
        years = years[-1:]
    best: Numeration | None = None
    if early and years and (found := _pages_like_years(plain, start, years, end)):
        return found
    for at in years:
        found = _year_first(plain, start, at, end)
        if found and (best is None or found.risk < best.risk):
            best = found
        if found and found.risk == 0:
            break
    if best and best.risk == 0:
        return best
    if years:
        found = _year_last(plain, start, years[-1], end, bare=bare)
        if found and (best is None or found.risk < best.risk):
            return found
    if early:
        found = _volume_first(plain, start, end, bare=bare)
        if found and (best is None or found.risk < best.risk):
            return best if _is_day(plain, start, found) else found
    return best


def _is_day(plain: str, start: int, found: Numeration) -> bool:
    """Tell the day and year of "In Wikipedia. August 15, 2020" from a volume and a page."""
    at = found.pages[0]
    days = _DAYS_BEFORE.search(plain, max(start, at - 32), at) if at > 0 else None
    if days and are_months_and_days(days["month"]):
        return True
    month = _LIKE_MONTH_BEFORE.search(plain, max(start, at - 32), at) if at > 0 else None
    return month is not None and are_months_and_days(month["month"] or month["month2"])


# Takes the "August 1-6, " of a congress before its year, to be held against the months.
_DAYS_BEFORE = pattern(r"\b(?P<month>[A-Z][a-z]{2,10})\.?\ \d{1,2}-\d{1,2},\ \Z")
_IN_BRACKETS_AT_END = pattern(rf"\({YEAR}\)[\ .,;]*\Z")


def _first_range(match: re.Match[str], *names: str) -> Range:
    for name in names:
        span = match.span(name)
        if span[0] >= 0:
            return span
    return NOWHERE


def _year_first(plain: str, start: int, at: int, end: int) -> Numeration | None:
    if plain[at - 1] == "(" and plain[at + 4 : at + 5] == ")":
        middle = _year_in_the_middle(plain, start, at, end)
        if middle:
            return middle
    match = YEAR_FIRST.match(plain, at, end)
    if match is None:
        return None
    left = LEFT_OF_YEAR.search(plain, max(start, at - 4), at)
    begin = left.start() if left else at
    found = Numeration(begin, match.end(), match.span("year"), match.span("date"))
    found.volume = match.span("volume")
    found.supplement = _first_range(match, "supplement", "supplement2", "supplement0")
    found.issue = _first_range(match, "issue", "issue2", "issue3", "issue0", "issue5", "issue6")
    found.pages = _first_range(match, "pages", "only", "pages5")
    if found.date[1] > 0 and plain[found.date[1] - 1] in ")]":
        found.date = (found.date[0], found.date[1] - 1)
    if found.volume != NOWHERE and found.pages == NOWHERE and found.issue == NOWHERE:
        _lone_number(plain, match, found)
    newspaper = found.volume == NOWHERE and found.pages != NOWHERE and match["when"] is None
    if newspaper and _month_before(plain, start, at, found):
        found.risk += 0.1
    elif found.volume == NOWHERE and found.issue == NOWHERE and found.supplement == NOWHERE:
        before = JUST_BEFORE.search(plain, max(start, begin - 40), begin)
        if before and found.pages != NOWHERE and _is_volume(plain, before, start):
            found.start = before.start()
            found.volume = before.span("volume")
            found.issue = _first_range(before, "issue", "issue2", "issue3", "issue7")
            found.supplement = before.span("supplement")
        else:
            day = match["when"] or _month_before(plain, start, at, found)
            found.risk += 0.2 if day else 0.4
    if match.end() < end:
        found.risk += 3.0
    elif not newspaper and found.volume != NOWHERE and match["when"] is None:
        _month_before(plain, start, at, found)
    return found


# Takes ". July 25, ", ", 12 March " and ". Nov. ", to be held against the months.
_LIKE_MONTH_BEFORE = pattern(
    r"(?<=[.,]\ )(?P<when>(?P<month>[A-Za-z]{3,11}(?:\.?[-/][A-Za-z]{3,11})?)\.?(?:\ \d{1,2},)?"
    r"|\d{1,2}(?:\.|er)?\ (?:de\ )?"
    r"(?P<month2>[A-Za-z]{3,11})\.?)\ (?:de\ )?\Z"
)


def _month_before(plain: str, start: int, at: int, found: Numeration) -> bool:
    """Read month and day where they stand before the year: "N Engl J Med. July 25, 2002;347"."""
    match = _LIKE_MONTH_BEFORE.search(plain, max(start, at - 32), at)
    if match is None or not are_months_and_days(match["month"] or match["month2"]):
        return False
    first = match.start("when")
    found.date = (first, at + 4)
    left = LEFT_OF_YEAR.search(plain, max(start, first - 4), first)
    found.start = left.start() if left else first
    return True


# Takes ") 490." and ") e12." behind the year of "Acta Derm Venereol 77 (1997) 490."
_AFTER_MIDDLE = pattern(rf"\),?\ {LABELLED_PAGES}{AFTER}\Z", re.VERBOSE)


def _year_in_the_middle(plain: str, start: int, at: int, end: int) -> Numeration | None:
    """Read "77 (1997) 490": volume, year and pages, as physicists and chemists print them."""
    match = _AFTER_MIDDLE.match(plain, at + 4, end)
    before = JUST_BEFORE.search(plain, max(start, at - 40), at) if match else None
    if match is None or before is None or not _is_volume(plain, before, start):
        return None
    found = Numeration(before.start(), match.end(), (at, at + 4), (at, at + 4))
    found.volume, found.pages = before.span("volume"), match.span("pages")
    found.issue = _first_range(before, "issue", "issue2", "issue3", "issue7")
    found.supplement = before.span("supplement")
    return found


def _is_volume(plain: str, match: re.Match[str], start: int) -> bool:
    """Tell whether a number before the year is a volume and not the end of a title."""
    return match.start() > start and (
        match["label"] is not None or plain[match.start() - 1] in " ,"
    )


def _lone_number(plain: str, match: re.Match[str], found: Numeration) -> None:
    """Decide what a number is that stands alone behind the year: "2013; 115-124", "2016;14"."""
    text = plain[slice(*found.volume)]
    between = plain[match.end("date") : found.volume[0]]
    if match["label"]:
        return
    if "-" in text or ":" in between:
        found.pages, found.volume = found.volume, NOWHERE


def _year_last(
    plain: str,
    start: int,
    at: int,
    end: int,
    *,
    bare: bool = False,
    first: re.Pattern[str] | None = None,
) -> Numeration | None:
    """Read "12(3):4-9, 2010" and "v. 20, n. 2, p. 1-25, 2021": the year closes the block."""
    match = _YEAR_LAST.match(plain, at, end)
    if match is None:
        return None
    left = _BEFORE_LAST_YEAR.search(plain, max(start, at - 40), at)
    if left and left["when"] and not are_months_and_days(left["when"]):
        left = _SIGNS.search(plain, max(start, at - 4), at)
    stop = left.start() if left else at
    found = _volume_first(plain, start, stop, bare=bare, first=first)
    if found is None:
        return None
    found.end = match.end()
    found.year = (at, at + 4)
    begin = at
    if left and "when" in left.re.groupindex and left["when"]:
        begin = left.start("when")
    found.date = (begin, match.end("letter") if match["letter"] else at + 4)
    return found


def _year_as_issue(
    plain: str, start: int, years: list[int], end: int, *, early: bool
) -> Numeration | None:
    """Read "277(1701), 3693-702" where the year stands elsewhere: the bracket holds an issue.

    Elsewhere is behind the authors (`early`), or behind the pages: "353(1800), 1-5 (1999)".
    """
    inside = next((at for at in years if plain[at - 1] == "(" and plain[at + 4 : at + 5] == ")"), 0)
    if not inside or JUST_BEFORE.search(plain, max(start, inside - 40), inside) is None:
        return None
    if early:
        if plain[inside : inside + 4] in plain[max(0, start - 12) : start]:
            return None
        return _volume_first(plain, start, end, first=VOLUME_BEFORE_ISSUE)
    if plain[inside - 2].isspace() or _YEAR_LAST.match(plain, years[-1], end) is None:
        return None  # "77 (1997) 490": so physicists print the year.
    return _year_last(plain, start, years[-1], end, first=VOLUME_BEFORE_ISSUE)


_SIGNS = pattern(r"[\ ,;.]{1,4}+\(?\Z")
_YEAR_LAST = pattern(rf"{YEAR}(?P<letter>[a-z])?[\ .,;)\]]*\Z")
_BEFORE_LAST_YEAR = pattern(
    rf"(?P<sign>[\ ,;.]{{1,40}}+\(?)(?:(?P<when>{LIKE_MONTHS_AND_DAYS})[,.]?\ )?\Z"
)


def _pages_like_years(plain: str, start: int, years: list[int], end: int) -> Numeration | None:
    """Read a block whose pages look like years, as "19(1), 1536", where a year stands in front."""
    found = _volume_first(plain, start, end, bare=False)
    if found is None or found.risk or found.volume == NOWHERE or found.pages == NOWHERE:
        return None
    if _is_day(plain, start, found):
        return None
    volume = found.volume[0]
    if years[-1] < volume or any(found.start - 6 <= at < volume for at in years):
        return None
    # The same number that stood behind the names is the year once more.
    given = {plain[at : at + 4] for at in years}
    return found if not any(plain.find(year) < start for year in given) else None


_DIGIT = pattern(r"\d|(?<!\w)[IVXLC]{1,7}(?!\w)")
_LONGEST_LABEL = 24


def _volume_first(
    plain: str,
    start: int,
    end: int,
    *,
    bare: bool = False,
    first: re.Pattern[str] | None = None,
) -> Numeration | None:
    """Read the block without its year; `first` is a pattern that must take it."""
    digit = _DIGIT.search(plain, max(start, end - _TAIL_WINDOW), end)
    if digit is None:
        return None
    window = max(start, end - _TAIL_WINDOW, digit.start() - _LONGEST_LABEL)
    match = (first or VOLUME_FIRST).search(plain, window, end)
    if match is not None:
        found = Numeration(_before(plain, start, match.start()), match.end())
        found.volume = match.span("volume")
        found.supplement = _first_range(match, "supplement", "supplement2", "supplement0")
        found.issue = _first_range(match, "issue", "issue2", "issue3", "issue0", "issue6")
        found.pages = match.span("pages")
        return found
    if first is not None:
        return None
    match = VOLUME_ALONE.search(plain, window, end)
    if match is not None:
        found = Numeration(_before(plain, start, match.start()), match.end(), risk=0.3)
        found.volume = _first_range(match, "volume", "volume2")
        found.issue = _first_range(match, "issue", "issue2", "issue3", "issue4")
        return found
    match = PAGES_ALONE.search(plain, window, end)
    if match is not None:
        found = Numeration(_before(plain, start, match.start()), match.end())
        found.pages = _first_range(match, "pages", "labelled", "review")
        found.risk = 0.2 if match["review"] else 0.4
        return found
    match = PAGES_BEHIND_NAME.search(plain, window, end) if bare else None
    if match is not None:
        found = Numeration(_before(plain, start, match.start()), match.end(), risk=0.35, bare=True)
        found.pages = match.span("pages")
        return found
    match = NUMBER_ALONE.search(plain, window, end)
    if match is not None and (bare or plain[match.start() - 2] == ","):
        found = Numeration(_before(plain, start, match.start()), match.end())
        found.volume = match.span("volume")
        found.bare = plain[match.start() - 2] != ","
        found.risk = 0.35 if found.bare else 0.5
        return found
    return None


_SPACES = pattern(r"[\ ,;:]{0,4}+\Z")


def _before(plain: str, start: int, at: int) -> int:
    match = _SPACES.search(plain, max(start, at - 4), at)
    return match.start() if match else at
