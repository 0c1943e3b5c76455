"""The rows of `carcite verify` as JSON, as text for a terminal, and as a page to be signed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from html import escape
from typing import Any

from carcite.corpus.record import Record
from carcite.corpus.verify import State, Verification

_NOTICES = {
    "retracted": "RETRACTED",
    "corrected": "corrected since",
    "concern": "expression of concern",
    "superseded": "a newer version exists",
    "published": "the preprint is published",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One reference and what the records say of it."""

    name: str
    """Its number in the list; empty for a line of a stream."""
    text: str
    verification: Verification


def to_json(row: Row) -> dict[str, Any]:
    """Return a row as data."""
    found = row.verification
    said: dict[str, Any] = {"entry": row.name, "text": row.text} if row.name else {}
    said |= {
        "state": found.state.value,
        "record": found.record.values() if found.record else None,
        "differences": [asdict(each) for each in found.differences],
        "evidence": found.evidence,
        "asked": [asdict(each) for each in found.asked],
    }
    if found.nearest is not None:
        said["nearest"] = found.nearest.values()
    if found.other is not None:
        said["other"] = found.other.values()
    if found.notices:
        said["notices"] = [asdict(each) for each in found.notices]
    return said


def as_text(rows: Sequence[Row], path: str) -> str:
    """Return the rows for a terminal, one a reference and a line for each difference."""
    lines: list[str] = []
    for row in rows:
        found = row.verification
        lines.append(f"{row.name:>4}  {found.state.value:11}  {_short(row.text)}")
        lines += [f"      {each}" for each in _remarks(found)]
    count = Counter(row.verification.state for row in rows)
    told = ", ".join(f"{count[state]} {state.value}" for state in State if count[state])
    lines.append(f"{path}: {told}")
    lines += [f"asked: {each}" for each in _asked(rows)]
    return "\n".join(lines) + "\n"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 90 else f"{line[:89]}…"


def _remarks(found: Verification) -> list[str]:
    said = [
        f'{each.field}: the reference says "{each.stated}", the record "{each.recorded}"'
        for each in found.differences
        if found.nearest is None
    ]
    if found.state not in (State.VERIFIED, State.DIFFERS):
        said.append(found.evidence)
    if found.nearest is not None:
        fields = ", ".join(dict.fromkeys(each.field for each in found.differences))
        said.append(
            f"nearest: {named(found.nearest)}" + (f"; differs in {fields}" if fields else "")
        )
    for each in found.notices:
        by = f"PMID {each.pmid}" if each.pmid else each.doi
        where = "; ".join(filter(None, (each.text, by)))
        said.append(f"{_NOTICES[each.kind]}{f': {where}' if where else ''}")
    return said


def named(record: Record) -> str:
    """Return a record in a line: title, place and identifier."""
    place = f"{record.journal} {record.year};{record.volume}:{record.first_page}".strip(" ;:")
    number = f"PMID {record.pmid}" if record.pmid else record.doi
    return " · ".join(filter(None, (record.title[:90], place, number)))


def _asked(rows: Sequence[Row]) -> list[str]:
    asked = dict.fromkeys(each for row in rows for each in row.verification.asked)
    return [
        f"{each.name}: {each.failed or f'{each.coverage}, as of {each.as_of}'}" for each in asked
    ]


_PAGE_STYLE = (
    "body{font:15px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%}td,th{border-top:1px solid #bbb;padding:.4rem;"
    "text-align:left;vertical-align:top}.differs,.conflict,.ambiguous{background:#fff3d6}"
    "ul{margin:.2rem 0;padding-left:1.1rem}"
)


def as_html(rows: Sequence[Row], path: str) -> str:
    """Return a page that loads nothing: every reference, its state, its record, its remarks."""
    count = Counter(row.verification.state for row in rows)
    told = ", ".join(f"{count[state]} {state.value}" for state in State if count[state])
    body = "\n".join(map(_html_row, rows))
    asked = "".join(f"<li>{escape(each)}</li>" for each in _asked(rows))
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">\n"
        f"<title>Verification of {escape(path)}</title><style>{_PAGE_STYLE}</style></head><body>\n"
        f"<h1>Verification of {escape(path)}</h1>\n<p>{escape(told)}</p>\n<ul>{asked}</ul>\n"
        "<table><tr><th>No.</th><th>Reference</th><th>State</th><th>Record</th></tr>\n"
        f"{body}\n</table>\n<p>Not found means that these records do not hold the work; it says "
        "nothing of whether the work exists.</p>\n<p>Checked by: ____________________ "
        "Date: ____________</p>\n</body></html>\n"
    )


def _html_row(row: Row) -> str:
    found = row.verification
    remarks = "".join(f"<li>{escape(each)}</li>" for each in _remarks(found))
    record = escape(named(found.record)) if found.record else ""
    return (
        f'<tr class="{found.state.value}"><td>{escape(row.name)}</td><td>{escape(row.text)}</td>'
        f"<td>{found.state.value}</td><td>{record}{f'<ul>{remarks}</ul>' if remarks else ''}</td>"
        "</tr>"
    )
