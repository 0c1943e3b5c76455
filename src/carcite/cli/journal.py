"""`carcite journal`: look a journal up, or take in a table of journals."""

from __future__ import annotations

import argparse

from carcite.authorities import journals
from carcite.authorities.journals import Journal
from carcite.cli import FOUND
from carcite.cli.output import say, tell
from carcite.errors import UsageError
from carcite.report.summary import many


def run(arguments: argparse.Namespace) -> int:
    """Print what is known of a journal; exit 1 where none bears the name."""
    if arguments.table:
        return _take_in(arguments.table)
    text = " ".join(arguments.name).strip()
    if not text:
        raise UsageError("name a journal by title, abbreviation or ISSN")
    rows = journals.find(text)
    for row in rows:
        tell(show(row))
    if rows:
        return 0
    say(f'no journal is known as "{text}"')
    for row in journals.near(text):
        say(f"  near: {row.title} ({row.abbreviation})")
    return FOUND


def show(row: Journal) -> str:
    """Return what is known of a journal, a line a fact."""
    years = (
        f"{row.start_year or '?'}-{row.end_year or ''}" if row.start_year or row.end_year else ""
    )
    facts = (
        ("NLM", row.abbreviation),
        ("ISSN", ", ".join(row.issns)),
        ("NLM ID", row.nlm_id),
        ("Years", years),
        ("Origin", row.origin),
    )
    return "\n".join(
        [row.title or row.abbreviation, *(f"  {name:8}{value}" for name, value in facts if value)]
    )


def _take_in(path: str) -> int:
    from carcite.authorities.user_journals import import_file

    number, where = import_file(path)
    say(f"{many(number, 'journal')} taken into {where}")
    return 0
