"""The date behind the authors ("(2012).", ". 2010.", "(n.d.)."), whether or not they were read."""

from __future__ import annotations

from carcite.authorities.months import ABBREVIATIONS
from carcite.model.layout import Role
from carcite.model.locators import Literal
from carcite.reading.parts.dates import NO_DATE, YEAR
from carcite.reading.parts.draft import Draft
from carcite.reading.parts.fields import put_date
from carcite.reading.parts.numeration import find_numeration
from carcite.text.pattern import pattern

# Takes " (2010) ", ". 2010. ", " 1980. ", " (2010a): ", ", 2005, "; refuses ". 2015 Annual report".
_EARLY_YEAR = pattern(
    rf"[.,:;]?\ ?(?:[(\[]\ ?(?P<date>(?P<year>{YEAR})(?P<letter>[a-z])"
    r"?(?:,?\ [A-Z][a-z]{2,8}\.?(?:\ \d{1,2})?)?)\ ?[)\]][.,:;]{0,2}"
    # "IBM Corp. Released 2020. ", as its makers have the program cited.
    rf"|(?:Released\ )?(?P<date2>(?P<year2>{YEAR})(?P<letter2>[a-z])?"
    rf"(?:\ (?:{'|'.join(ABBREVIATIONS[1:])})(?:\ \d{{1,2}})?)?)[.,:]"
    # "Lowe A, et al 2003 Falls in age", "Lowe A & Bell K 2003 Falls": no mark need stand.
    rf"|(?:(?<=\bal)\.?|(?<=\bal\.)|(?<=[A-Z])|(?<=[A-Z]\.))\ "
    rf"(?P<date3>(?P<year3>{YEAR})(?P<letter3>[a-z])?)(?=\ [A-Z]))(?=\ )\ "
)
# Takes ". (n.d.). ", " [s. d.] ", " (no date), ".
_UNDATED = pattern(rf"[.,:;]?\ ?[(\[](?P<date>{NO_DATE}|nd)[)\]][.,:;]{{0,2}}\ ")


def early_year(draft: Draft, at: int, end: int) -> tuple[bool, int]:
    """Read the date behind the authors; return whether one stands there, and where it ends."""
    if not at:
        return False, at
    match = _EARLY_YEAR.match(draft.plain, at, end)
    if match is None:
        undated = _UNDATED.match(draft.plain, at, end)
        if undated is None:
            return False, at
        draft.fields["issued"] = Literal(draft.clean[slice(*undated.span("date"))])
        draft.mark(Role.YEAR, *undated.span("date"))
        return True, undated.end()
    name = next(each for each in ("", "2", "3") if match[f"year{each}"])
    year, date = match.span(f"year{name}"), match.span(f"date{name}")
    if name == "3" and not _is_volume_first(draft.plain, match.end(), end):
        return False, at  # "et al. 2020 ESC guidelines": the year is the title's.
    put_date(draft, year, date)
    draft.skip(match.start(), date[0])
    return True, match.end()


# Takes ", Kim YongHwan, Lim J et al (2020) ": a list of names that could not be read to its end.
# And the ". G, Brodribb TJ et al. 2020. " whose year stands between stops.
_LATE_YEAR = pattern(
    rf"[,;.]?\ (?:[^()]|\([^()]{{2,60}}\)){{1,400}}?"
    rf"(?:\ \((?P<date>(?P<year>{YEAR})[a-z]?)\)[.,:]?"
    rf"|(?<=\bal|[\ .][A-Z])\.,?\ (?P<date2>(?P<year2>{YEAR})[a-z]?)\.)\ (?=[A-Z\"'\[])"
)


# What stands in each of them: quick to search for.
_LATE = pattern(rf"[( ]{YEAR}[a-z]?[).]")


def late_year(draft: Draft, at: int, end: int) -> tuple[bool, int]:
    """Find the year of an author-date entry behind names that could not be read."""
    if not _LATE.search(draft.plain, at, end):
        return False, at
    match = _LATE_YEAR.match(draft.plain, at, end)
    if match is None:
        return False, at
    if not _is_volume_first(draft.plain, match.end(), end):
        return False, at
    name = "" if match["year"] else "2"
    put_date(draft, match.span(f"year{name}"), match.span(f"date{name}"))
    return True, match.end()


_YEAR = pattern(YEAR)


def _is_volume_first(plain: str, at: int, end: int) -> bool:
    """Tell whether volume and pages end an entry, and no year stands beside them."""
    block = find_numeration(plain, at, end, early=True)
    if block is None or block.year[0] >= 0 or block.volume[0] < 0:
        return False
    return _YEAR.fullmatch(plain[slice(*block.volume)]) is None
