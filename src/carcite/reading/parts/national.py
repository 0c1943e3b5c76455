"""What stands behind the mark of a kind in Chinese lists: "[D]. 北京: 北京大学, 2019."

GB/T 7714-2015: 8.4 place, publisher and year; 8.5 the day of an update in parentheses and the day
of access in brackets, "[EB/OL]. (2019-03-03)[2020-01-05]. https://...".
"""

from __future__ import annotations

from carcite.model.layout import Role
from carcite.reading.parts.dates import read_date
from carcite.reading.parts.draft import Draft, drop
from carcite.reading.parts.fields import put_container, put_date, put_pages
from carcite.text.pattern import pattern

_TYPES = {
    "D": "thesis",
    "M": "book",
    "R": "report",
    "S": "standard",
    "EB": "webpage",
    "DS": "dataset",
    "N": "article-newspaper",
}
_HAN = r"\u3400-\u9fff"
# To be matched against the clean text: the plain one has no Chinese letters.
_IMPRINT = pattern(
    rf"[.．]?\s?(?P<place>[{_HAN}]{{1,12}})\s?[:：]\s?(?P<publisher>[^:：,，.]{{2,60}})\s?[,，]\s?"
    r"(?P<year>(?:1[89]|20)\d\d)(?:\s?[:：]\s?(?P<pages>\d{1,5}(?:-\d{1,5})?))?[.．\s]*\Z"
)
# Takes ". 健康报, 2019-05-12(3)." behind "[N]": a newspaper, its day and its page.
_PAPER = pattern(
    rf"[.．]?\s?(?P<name>[{_HAN}]{{2,12}})\s?[,，]\s?(?P<date>(?P<year>(?:19|20)\d\d)-\d{{1,2}}-\d{{1,2}})"
    r"\((?P<page>[A-Z]?\d{1,3})\)[.．\s]*\Z"
)
_DAY = r"(?:19|20)\d\d-\d{1,2}-\d{1,2}"
_ONLINE = pattern(
    rf"[.．]?\s?(?:\((?P<date>(?P<year>(?:19|20)\d\d)(?:-\d{{1,2}}-\d{{1,2}})?)\))?\[(?P<seen>{_DAY})\]"
)


# Takes ". 東京: 医学書院; 2014." behind a title without a mark.
_ALONE = pattern(
    rf"(?<=[.．。])\s?(?P<place>[{_HAN}]{{2,8}})\s?[:：]\s?(?P<publisher>[{_HAN}\u3040-\u30ff]{{2,30}})\s?"
    r"[;；,，]\s?(?P<year>(?:1[89]|20)\d\d)[.．。\s]*\Z"
)


def read_cjk_imprint(draft: Draft) -> bool:
    """Read place, publisher and year in Chinese letters at the end; tell whether they stand."""
    match = _ALONE.search(draft.clean)
    if match is None:
        return False
    draft.fields.setdefault("type", "book")
    draft.take("publisher_place", Role.PUBLISHER_PLACE, *match.span("place"))
    draft.take("publisher", Role.PUBLISHER, *match.span("publisher"))
    put_date(draft, match.span("year"), match.span("year"))
    drop(draft, [match.span()], len(draft.clean))
    return True


def read_behind_mark(draft: Draft, kind: str, at: int) -> list[tuple[int, int]]:
    """Read what follows the mark of a kind, and return the stretches to drop from the text."""
    if kind in _TYPES:
        draft.fields.setdefault("type", _TYPES[kind])
    online = _ONLINE.match(draft.clean, at)
    if online:
        if online["date"]:
            put_date(draft, online.span("year"), online.span("date"))
        draft.fields.setdefault("accessed", read_date(online["seen"]))
        draft.mark(Role.DATE, *online.span("seen"))
        draft.skip(at, online.end())
        return [(at, online.end())]
    paper = _PAPER.match(draft.clean, at) if kind == "N" else None
    if paper:
        put_container(draft, *paper.span("name"))
        put_date(draft, paper.span("year"), paper.span("date"))
        put_pages(draft, *paper.span("page"))
        draft.skip(at, paper.end())
        return [(at, paper.end())]
    imprint = _IMPRINT.match(draft.clean, at)
    if imprint is None:
        return []
    draft.take("publisher_place", Role.PUBLISHER_PLACE, *imprint.span("place"))
    draft.take("publisher", Role.PUBLISHER, *imprint.span("publisher"))
    put_date(draft, imprint.span("year"), imprint.span("year"))
    if imprint["pages"]:
        put_pages(draft, *imprint.span("pages"))
    return [(at, imprint.end())]
