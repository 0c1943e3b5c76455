"""A style from a sample of it: the public face of `learning/`.

>>> entry = "June CH, O'Connor RS, Vos R, et al. Which cells? Science. 2018;359:{}."
>>> learnt = learn_style("\\n".join(f"{n}. {entry.format(f'{n}361-5')}" for n in range(1, 12)))
>>> learnt.house.name, learnt.profile.names.et_al_use_first, learnt.matches
('nlm', 3, 11)
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from carcite.api import as_document
from carcite.errors import UnreadableError, UsageError
from carcite.learning.learn import learn
from carcite.learning.learnt import Learnt
from carcite.learning.sheet import LARGEST
from carcite.loading import is_file_name, load_document, read_bytes
from carcite.model.document import Document
from carcite.model.parse import Entry, ReferenceList
from carcite.reading.document import read_document


def learn_style(text: str) -> Learnt:
    """Return the style that printed the list in a text, with how sure each key of it is.

    Raise UsageError for a path, which `learn_style_file` takes, and for a list that tells nothing.
    """
    if not isinstance(text, str) or is_file_name(text):
        raise UsageError(
            "learn_style() takes the text of a list; for a file call learn_style_file(path)"
        )
    return learn_from(as_document(text), "learnt")


def learn_style_file(
    path: str | Path, *, encoding: str | None = None, format: str | None = None
) -> Learnt:
    """Return the style that printed the list in a file of any format that carcite reads.

    Raise UnreadableError for a file that cannot be read or holds no list, else as `learn_style`.
    """
    name = str(path)
    data = read_bytes(name)
    if not data.strip():
        raise UnreadableError(f"{name}: the file is empty")
    document = load_document(data, name, encoding=encoding, format=format)
    if not document.lists and document.format == "plain":
        document = as_document(document.source.text, name)
    if document.records:
        raise UsageError(f"{name}: holds records, not a printed list; a style is learnt from print")
    if not document.lists:
        raise UnreadableError(f"{name}: no reference list found")
    return learn_from(document, "learnt" if name == "-" else Path(name).stem)


def learn_from(document: Document, name: str) -> Learnt:
    """Return the style of the entries of a document, of which some are read, spread over it."""
    size = sum(len(group.entries) for group in document.lists)
    step = max(1, -(-size // LARGEST))
    lists: list[ReferenceList] = []
    places: list[int] = []
    number = 0
    for group in document.lists:
        looked: list[Entry] = []
        for entry in group.entries:
            number += 1
            if (number - 1) % step == 0 and len(entry.body) <= _LONGEST:
                looked.append(entry)
                places.append(number)
        lists.append(replace(group, entries=tuple(looked)))
    read = read_document(replace(document, lists=tuple(lists)))
    parses = tuple(each for group in read for each in group)
    return learn(parses, name, size=size, places=places)


_LONGEST = 10_000
"""Characters; a longer entry is no reference, and is not read."""
