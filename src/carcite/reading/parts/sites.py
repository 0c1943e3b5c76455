"""What bears a work that no publisher does: sites, podcasts, registers, archives, papers online.

AMA Manual of Style 11th ed., 3.15; Citing Medicine 2nd ed., ch. 25.

>>> from carcite.reading.parts.draft import Draft
>>> from carcite.reading.parts.publishers import Imprint
>>> from carcite.text.scanner import scan
>>> draft = Draft(scan("Masks explained. Ward Talk podcast"))
>>> found = Imprint(len(draft.clean))
>>> read_site(draft, 0, found)
>>> draft.fields["container_title"], draft.clean[: found.start]
('Ward Talk podcast', 'Masks explained')
"""

from __future__ import annotations

from carcite.model.dates import Date
from carcite.model.layout import Role
from carcite.reading.parts.dates import read_date
from carcite.reading.parts.draft import Draft
from carcite.reading.parts.fields import put_container
from carcite.reading.parts.organizations import organization_weight
from carcite.reading.parts.publishers import Imprint
from carcite.reading.parts.title_marks import PREPRINTS
from carcite.text.pattern import pattern
from carcite.text.patterns import one_of


def is_paper(draft: Draft, found: Imprint) -> bool:
    """Tell whether what stands before a day and an address is a newspaper or site, no publisher."""
    if found.publisher[0] < 0 or found.place[0] >= 0 or "url" not in draft.fields:
        return False
    issued = draft.fields.get("issued") or read_date(draft.plain[slice(*found.date)])
    name = draft.plain[slice(*found.publisher)]
    return (
        isinstance(issued, Date)
        and issued.day is not None
        and organization_weight(name) < 0.6
        and "," not in name
    )


# Takes ". Research Square [Preprint]. Version 1" behind a title.
_SERVER_AT_END = pattern(
    rf"[.?!]\ (?P<name>(?i:{one_of(PREPRINTS)}))(?:\ \[(?P<genre>[Pp]reprint)\])?"
    r"(?:[.;,]\ (?P<edition>[Vv]ersion\ \d{1,2}))?\.?\ *\Z"
)


def read_archive(draft: Draft, start: int, found: Imprint) -> None:
    """Take what stands behind a dataset's title for the archive that holds it."""
    last = draft.plain.rfind(". ", start, found.start)
    if last > start:
        found.publisher, found.start = (last + 2, found.start), last
        found.risk = 0.0


# Takes ". U.S. Food and Drug Administration website" and ". Ward Talk podcast" of AMA.
_SITE_AT_END = pattern(
    r"[.?!\]]\ (?P<name>[A-Z](?:[^.?!]|\.(?=\S)|(?<=[A-Z]\.[A-Z])\.){2,80}\ "
    r"(?:web\ ?site|podcast|blog|newsletter|channel|[Rr]egist(?:er|ry)|[Rr]epository)"
    r"|ClinicalTrials\.gov)\.?\ *\Z"
)


def read_site(draft: Draft, start: int, found: Imprint) -> None:
    """Read the site, register or server behind a title, which says itself what it is."""
    server = None
    if "reprint" in draft.plain:
        server = _SERVER_AT_END.search(draft.plain, max(start, found.start - 60), found.start)
    if server and server["genre"]:
        draft.take("genre", Role.GENRE, *server.span("genre"))
    if server and server["edition"]:
        draft.take("edition", Role.EDITION, *server.span("edition"))
    match = server or _SITE_AT_END.search(draft.plain, start, found.start)
    if match:
        put_container(draft, *match.span("name"))
        found.start = match.start() + (draft.plain[match.start()] in "?!]")
        found.risk = 0.0
