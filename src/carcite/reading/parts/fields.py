"""Fields set from what the finders of a block found: one place for marks and values.

A title, a container, a numeration, an imprint: each is put into the draft with its marks.
"""

from __future__ import annotations

from carcite.authorities import places
from carcite.model.dates import Date
from carcite.model.layout import Role
from carcite.model.locators import Literal
from carcite.reading.parts.dates import LIKE_MONTHS_AND_DAYS, YEAR, read_date
from carcite.reading.parts.draft import Draft
from carcite.reading.parts.locators import issue_spans, page_tokens, read_issue, read_pages
from carcite.reading.parts.numeration import Numeration
from carcite.reading.parts.publishers import Imprint
from carcite.reading.parts.title_marks import GENRE, MEDIUM, PRODUCT_NOTE, THESIS, THESIS_WORDS
from carcite.text.pattern import pattern

Range = tuple[int, int]


def put_date(draft: Draft, year: Range, date: Range) -> None:
    """Mark year, month and day of a date and keep its value as the date of issue."""
    first, last = date if date[0] >= 0 else year
    plain = draft.plain
    while last > first and plain[last - 1] in " -":
        last -= 1
    if first < 0:
        return
    value = read_date(plain[first:last])
    if value is None and year[0] >= 0:
        value = Date(int(plain[year[0] : year[1]]))
    if value is None:
        draft.fields.setdefault("issued", Literal(draft.clean[first:last]))
        draft.mark(Role.YEAR, first, last)
        return
    if "issued" in draft.fields:
        draft.skip(first, last)
        return
    draft.fields["issued"] = value
    draft.skip(first, year[0]) if first < year[0] and value.month is None else None
    mark_date(draft, first, last, year)


_YEAR = pattern(
    r"(?:1[5-9]|20)\d\d(?:[a-z](?![a-z]))?(?:\ ?[-/]\ ?(?:(?:1[5-9]|20)\d\d|\d\d(?!\d)))?"
)
_MONTH = pattern(r"[A-Za-z]{3,}\.?(?:\ ?[-/]\ ?(?:\d{4}\ )?[A-Za-z]{3,}\.?)?")
"""Takes "Mar", "Jan-Feb", "Nov-2019 Jan"."""
_DAY = pattern(r"\d{1,2}(?!\d)(?:\.?\ ?-\ ?(?:(?:\d{4}\ )?[A-Za-z]{3,}\.?\ )?\d{1,2}(?!\d))?")
"""Takes "23", "3-5", "17.-20", "30-Feb 2", "28-2019 Jan 3"."""


def mark_date(draft: Draft, first: int, last: int, year: Range) -> None:
    """Mark the pieces of a date that is written with the year in front or behind."""
    plain = draft.plain
    match = _YEAR.match(plain, year[0], last)
    stop = match.end() if match else year[1]
    draft.mark(Role.YEAR, year[0], stop)
    for begin, end in ((first, year[0]), (stop, last)):
        if end - begin < 2:
            continue
        month = _MONTH.search(plain, begin, end)
        if month is None:
            continue
        draft.mark(Role.MONTH, *month.span())
        day = _DAY.search(plain, month.end(), end) or _DAY.search(plain, begin, month.start())
        if day:
            draft.mark(Role.DAY, *day.span())


def put_title(draft: Draft, start: int, end: int, *, field: str = "title") -> None:
    """Keep a title, what stands in brackets at its end as medium, genre, note or translation."""
    plain = draft.plain
    while start < end and plain[start] in " .,;:":
        start += 1
    while end > start and plain[end - 1] in " .,;:":
        end -= 1
    if end - start > 1 and plain[start] in "\"'" and plain[end - 1] == plain[start]:
        inside = plain[start + 1 : end - 1]
        if plain[start] not in inside:
            start, end = start + 1, end - 1
    elif (plain[start:end].count('"') == 1 and plain[start : start + 1] == '"') or (
        plain[start : start + 1] == "'" and "'" not in plain[start + 1 : end]
    ):
        start += 1
    while start < end and plain[start] == " ":
        start += 1  # French sets a space inside its quotation marks.
    while end > start and plain[end - 1] in " .,;:":
        end -= 1
    end = _version(draft, start, end)
    if (
        end > start
        and plain[end - 1] == "]"
        and (plain[start] != "[" or plain.rfind("[", start, end) > start)
    ):
        end = _bracket(draft, start, end)
        end = _version(draft, start, end)
        # "[Counting in the ward] [Article in Japanese]": the brackets say what the note says.
        if "language" in draft.fields and plain[start] == "[" and plain[end - 1] == "]":
            start, end = start + 1, end - 1
    if end > start and plain[end - 1] == ")":
        thesis = _THESIS_IN_BRACKETS.search(plain, start, end)
        if thesis:
            draft.take("genre", Role.GENRE, *thesis.span("genre"))
            end = thesis.start()
    if "hes" in plain[start:end] or "iss" in plain[start:end] or "Tes" in plain[start:end]:
        thesis = _THESIS_BEHIND.search(plain, max(start, end - 60), end)
        if thesis:
            draft.take("genre", Role.GENRE, *thesis.span("genre"))
            end = thesis.start() + (plain[thesis.start()] in "?!")
    if end <= start:
        return
    role = Role.TITLE if field == "title" else Role.CONTAINER_TITLE
    draft.take(field, role, start, end)


# Takes the "Article in " of "[Article in Chinese]".
_IN_LANGUAGE = pattern(r"(?:[Aa]rticle\ )?[Ii]n\ (?=[A-Z])")
# Takes "verkkojulkaisu" and "data collection": small letters in brackets behind what is no article.
_MEDIUM = pattern(r"[a-z]{2,16}(?:\ [a-z]{2,14}){0,2}")
_NOT_ARTICLES = frozenset(("book", "dataset", "webpage", "software"))
# Takes " (Unpublished doctoral dissertation)", as APA writes.
_THESIS_IN_BRACKETS = pattern(
    r"\.?\ \((?P<genre>(?:[A-Z][a-z']+\ ){0,3}(?:[Dd]issertation|[Tt]hesis)|"
    r"[A-Z][a-z]+\ (?:doctoral|master's)\ (?:dissertation|thesis))\)\Z"
)
# Takes ". PhD thesis" and ". Unpublished doctoral dissertation", as AMA prints behind the title.
_THESIS_BEHIND = pattern(rf"[.?!]\ (?P<genre>{THESIS_WORDS})\Z")
_VERSION = pattern(r"[.\]]\.?\ (?P<edition>(?:R\ package\ )?[Vv]ersion\ \d[\d.-]*)\Z")


def _version(draft: Draft, start: int, end: int) -> int:
    """Read a version behind a program's title and return where the title ends before it."""
    match = _VERSION.search(draft.plain, max(start, end - 30), end)
    if match is None:
        return end
    draft.take("edition", Role.EDITION, *match.span("edition"))
    if match["edition"].startswith("R"):
        draft.fields["type"] = "software"
    end = match.start() + (draft.plain[match.start()] == "]")
    while end > start and draft.plain[end - 1] in " .,;:":
        end -= 1
    return end


def _bracket(draft: Draft, start: int, end: int) -> int:
    """Read the brackets at the end of a title and return where the title ends before them."""
    opening = draft.plain.rfind("[", start, end)
    if opening <= start or draft.plain[opening - 1] not in " .?!":
        return end
    inner = draft.plain[opening + 1 : end - 1]
    first, last = opening + 1, end - 1
    if MEDIUM.fullmatch(inner):
        draft.take("medium", Role.MEDIUM, first, last)
    elif GENRE.fullmatch(inner) or PRODUCT_NOTE.fullmatch(inner):
        if THESIS.search(inner) or inner.lower().endswith(("preprint", "patent", "map")):
            draft.take("genre", Role.GENRE, first, last)
        else:
            draft.take("title_note", Role.TITLE_NOTE, first, last)
    elif lead := _IN_LANGUAGE.match(inner):
        draft.skip(first, first + lead.end())
        draft.take("language", Role.LANGUAGE, first + lead.end(), last)
    elif _MEDIUM.fullmatch(inner) and draft.fields.get("type") in _NOT_ARTICLES:
        draft.take("medium", Role.MEDIUM, first, last)
    elif len(inner.split()) >= 3 and inner[:1].isupper() and len(inner) > 0.6 * (opening - start):
        draft.take("original_title", Role.ORIGINAL_TITLE, first, last)
    else:
        return end
    end = opening
    while end > start and draft.plain[end - 1] in " .,;:":
        end -= 1
    if end > start and draft.plain[end - 1] == "]" and draft.plain[start] != "[":
        return _bracket(draft, start, end)
    return end


def put_container(draft: Draft, start: int, end: int) -> None:
    """Keep a journal's or book's name without the punctuation around it."""
    plain = draft.plain
    while start < end and plain[start] in " .,;:\"'":
        start += 1
    while end > start and plain[end - 1] in " .,;:\"'(":
        end -= 1
    number = _NUMBER_BEHIND.search(plain, start, end) if "issue" not in draft.fields else None
    if number and "volume" not in draft.fields:
        draft.take("issue", Role.ISSUE, *number.span("issue"))
        end = number.start()
    put_title(draft, start, end, field="container_title")


# Takes the " (49)" of "J Vis Exp (49)", which numbers its issues alone; refuses "(1985)".
_NUMBER_BEHIND = pattern(r"(?<=[a-z.])\ \((?P<issue>\d{1,3})\)\Z")


_LENGTH = pattern(
    r"\[(?P<length>about\ [^\]]{1,20}|\d+\ (?:p|pages?|screens?|telas|lines|paragraphs)\.?)\]"
)


# Takes "Article No. e031234" where an issue would stand.
_ARTICLE = pattern(
    r"[Aa]rt(?:icle)?\.?\ (?:[Nn]o\.?|[Nn]umber|ID)?:?\ ?(?P<number>[A-Za-z]?\d[\w.-]*)"
)


def put_numeration(draft: Draft, found: Numeration) -> None:
    """Keep volume, issue, supplement, part, date and pages."""
    plain = draft.plain
    if found.year[0] >= 0:
        put_date(draft, found.year, found.date)
    if found.volume[0] >= 0:
        draft.take("volume", Role.VOLUME, *found.volume)
    if found.supplement[0] >= 0:
        _put_supplement(draft, *found.supplement)
    if found.issue[0] >= 0 and (number := _ARTICLE.fullmatch(plain, *found.issue)):
        found.pages = number.span("number")
    elif found.issue[0] >= 0:
        first, last = found.issue
        first += plain[first:last].startswith(" ")
        value = read_issue(plain[first:last])
        for name, begin, end in issue_spans(plain, first, last):
            if name == "supplement":
                draft.take(name, Role.SUPPLEMENT, begin, end)
            elif name == "part":
                draft.take(name, Role.PART, begin, end)
            elif value.issue:
                draft.take(name, Role.ISSUE, begin, begin + len(value.issue))
    if found.pages[0] >= 0:
        put_pages(draft, *found.pages)
    elif "[" in plain:
        length = _LENGTH.search(plain, found.start, found.end)
        if length:
            draft.take("number_of_pages", Role.NUMBER_OF_PAGES, *length.span("length"))
    # The labels between the parts ("vol.", "no.", "pp.") say no more than the parts do.
    draft.skip(found.start, found.end)


def _put_supplement(draft: Draft, first: int, last: int) -> None:
    whole = draft.plain.startswith(("Su", "su", "SU", "Spec No"), first)
    name = "supplement" if whole else "part"
    draft.take(name, Role.SUPPLEMENT if name == "supplement" else Role.PART, first, last)


_NUMBERED_SINCE = 2008
_DISCUSSION = pattern(r"[;,]\ ?(?P<note>(?:discussion|quiz|author\ reply)\ [\w-]+(?:,\ \d[\w-]*)*)")


def is_number(issued: object, issue: str) -> bool:
    """Tell whether a lone number behind a volume is rather an article's than a page."""
    return isinstance(issued, Date) and issued.year >= _NUMBERED_SINCE and not issue


def put_pages(draft: Draft, first: int, last: int) -> None:
    """Keep pages; each range or number is one piece.

    A plain number counts as an article number where no issue is given and the work is recent:
    since then one-page articles are rarer than numbered ones.
    """
    fields = draft.fields
    numbered = "volume" in fields and is_number(fields.get("issued"), fields.get("issue", ""))
    discussion = _DISCUSSION.search(draft.plain, first, last) if last - first > 12 else None
    if discussion:
        draft.take("note", Role.NOTE, *discussion.span("note"))
        last = discussion.start()
    plain, clean = draft.plain[first:last], draft.clean[first:last]
    draft.fields.setdefault("pages", read_pages(plain, numbered=numbered, clean=clean))
    if plain[:5].lower() == "abstr" or isinstance(draft.fields["pages"][0], Literal):
        draft.mark(Role.PAGE, first, last)
        return
    if " " not in draft.plain[first:last] and "," not in draft.plain[first:last]:
        draft.mark(Role.PAGE, first, last)
        return
    for begin, end in page_tokens(draft.plain, first, last):
        draft.mark(Role.PAGE, begin, end)


# Takes the "; 2020 July" of "AMH Pty Ltd; 2020 July. Zorvanirib": the year closes an imprint.
_YEAR_BEHIND = pattern(
    rf"; ?(?P<date>(?P<year>{YEAR})(?:\ (?:{LIKE_MONTHS_AND_DAYS}|[A-Z][a-z]{{2,8}}))?)"
    r"(?=\.\ |\ \[|\Z)"
)


def _part_publisher(draft: Draft, found: Imprint) -> None:
    """Part a publisher from the year behind it, and know a city that stands for one."""
    if found.publisher[0] < 0:
        return
    closing = _YEAR_BEHIND.search(draft.plain, *found.publisher)
    if closing:
        found.publisher = (found.publisher[0], closing.start())
        found.year, found.date = closing.span("year"), closing.span("date")
    if found.place[0] < 0 and places.is_city(draft.plain[slice(*found.publisher)]):
        found.place, found.publisher = found.publisher, found.place


def put_imprint(draft: Draft, found: Imprint) -> None:
    """Keep edition, volume, place, publisher, year and pages of a book."""
    take = draft.take
    _part_publisher(draft, found)
    for name, role, span in (
        ("edition", Role.EDITION, found.edition),
        ("volume", Role.VOLUME, found.volume),
        ("publisher_place", Role.PUBLISHER_PLACE, found.place),
        ("publisher", Role.PUBLISHER, found.publisher),
        ("number_of_pages", Role.NUMBER_OF_PAGES, found.number_of_pages),
        ("part", Role.PART, found.chapter),
        ("collection_title", Role.COLLECTION_TITLE, found.series),
        ("note", Role.NOTE, found.note),
    ):
        if span[0] >= 0:
            take(name, role, *span)
    if found.year[0] >= 0:
        put_date(draft, found.year, found.date)
    if found.pages[0] >= 0:
        put_pages(draft, *found.pages)
    for first, last in found.skipped:
        draft.skip(first, last)
