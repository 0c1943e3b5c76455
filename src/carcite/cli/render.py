"""`carcite render`: print references in any style."""

from __future__ import annotations

import argparse

from carcite.cli.convert import or_paragraphs, with_ids_by
from carcite.cli.settings import config_of
from carcite.errors import UnreadableError, UsageError
from carcite.loading import format_of, load_document, read_bytes
from carcite.printing import Printed, as_text, print_items, print_references
from carcite.styles.catalogue import find_profile


def run(arguments: argparse.Namespace) -> int:
    """Print the references of a file in a style."""
    entries = _entries(arguments)
    print(as_text(entries, arguments.to))
    return 0


def _entries(arguments: argparse.Namespace) -> list[Printed]:
    config = config_of(arguments.path, arguments)
    style, locale, encoding = config.style, config.locale or None, config.encoding or None
    if style == "auto":
        raise UsageError("name the style to print in: --style NAME, or `style` in the settings")
    data = read_bytes(arguments.path)
    if not data.strip():
        raise UnreadableError(f"{arguments.path}: the file is empty")
    kind = arguments.format or format_of(arguments.path, data)
    if kind in ("csl-json", "csl-yaml"):
        # Items go to the processor as they are: what CSL knows, no other model need hold.
        from carcite.csl.style.stylefiles import find_style
        from carcite.records.csl_json import read_items

        items = [item for item, _ in read_items(data, arguments.path, encoding)]
        if find_profile(style) is None or find_style(style) is not None:
            return print_items(items, style, locale=locale, engine=arguments.engine)
    document = load_document(data, arguments.path, encoding=encoding, format=kind)
    references = list(with_ids_by(arguments.jobs or 1, or_paragraphs(document)))
    if not references:
        raise UnreadableError(f"{arguments.path}: no reference list found")
    if arguments.engine != "carcite":
        if find_profile(style) is not None:
            raise UsageError(f"{style} is a house style of carcite; --engine is for CSL styles")
        from carcite.styles.csl import to_item

        items = [to_item(each, id) for id, each in references]
        return print_items(items, style, locale=locale, engine=arguments.engine)
    return print_references(references, style, locale=locale)
