"""CSL-JSON and CSL-YAML files: the items as they stand, and where each of them stands.

A file holds a list of items, one item, or an object with the list under "items" or "references"
(Zotero's and pandoc's forms); what Crossref answers is read as well, see `crossref`. YAML is read
by PyYAML's safe loader, without aliases. A file of other data, as the settings of a project, holds
no items.

>>> items = read_items(b'[{"id": "june", "type": "book"},\\n {"id": "qin"}]', "refs.json")
>>> [(item["id"], span.start) for item, span in items]
[('june', 1), ('qin', 34)]
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from carcite.errors import UnreadableError
from carcite.model.document import Document
from carcite.model.layout import Role
from carcite.model.parse import Parse
from carcite.model.reference import Reference
from carcite.reading.parts.records import RecordDraft
from carcite.records.crossref import as_csl
from carcite.records.files import decode, saver
from carcite.text.pattern import pattern
from carcite.text.source import Source
from carcite.text.span import Span

Item = dict[str, Any]
_KEYS = ("items", "references")
_TYPES = frozenset((
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book",
    "broadcast", "chapter", "classic", "collection", "dataset", "document", "entry",
    "entry-dictionary", "entry-encyclopedia", "event", "figure", "graphic", "hearing",
    "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture",
    "musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical",
    "personal_communication", "post", "post-weblog", "regulation", "report", "review",
    "review-book", "software", "song", "speech", "standard", "thesis", "treaty", "webpage",
))  # fmt: skip
_TELLING = ("issued", "container-title", "DOI", "PMID", "PMCID", "ISBN", "ISSN")
_DEEPEST = 100  # PyYAML's time grows with the square of the depth; CSL needs eight
_BLANKS = pattern(r"\s*+")
_ROLES = {
    "title": Role.TITLE, "container-title": Role.CONTAINER_TITLE, "volume": Role.VOLUME,
    "issue": Role.ISSUE, "page": Role.PAGE, "DOI": Role.DOI, "PMID": Role.PMID,
    "PMCID": Role.PMCID, "ISSN": Role.IDENTIFIER, "ISBN": Role.IDENTIFIER, "URL": Role.URL,
    "publisher": Role.PUBLISHER, "publisher-place": Role.PUBLISHER_PLACE, "edition": Role.EDITION,
    "genre": Role.GENRE, "number": Role.NUMBER, "language": Role.LANGUAGE,
    "status": Role.STATUS, "collection-title": Role.COLLECTION_TITLE,
}  # fmt: skip
_NAMES = ("author", "editor", "translator", "collection-editor", "container-author")
_DATES = ("issued", "accessed", "event-date")


def read(
    data: bytes, name: str, encoding: str | None, to_reference: Callable[[Item], Reference]
) -> Document:
    """Read a file of items; `to_reference` is the mapping of CSL-JSON."""
    decoded = decode(data, name, encoding)
    text = decoded.text
    source = Source(name, text)
    records, notes = [], []
    for number, (item, span) in enumerate(read_items(data, name, encoding), start=1):
        records.append(_read_record(item, text, span, number, to_reference))
        for fault in _faults_of(item):
            notes.append(f"line {source.position(span.start)[0]}: {fault}")

    def count(changed: str) -> int:
        try:
            found = read_items(changed.encode(), name)
        except UnreadableError:
            return -1
        return sum(len(item) for item, _ in found)

    kind = "csl-yaml" if _is_yaml(name, text) else "csl-json"
    return Document(
        source, kind, records=tuple(records), notes=tuple(notes), save=saver(decoded, name, count)
    )


def _faults_of(item: Item) -> Iterator[str]:
    """Yield what to say of values that are not of their variable's kind, and so are not read."""
    for key in _ROLES:
        if isinstance(item.get(key), list | dict):
            yield f'"{key}" is no text; left out'
    for key in _NAMES:
        if not isinstance(item.get(key) or [], list):
            yield f'"{key}" is no list of names; left out'
    for key in _DATES:
        if not isinstance(item.get(key) or "", str | int | dict):
            yield f'"{key}" is no date; left out'


def read_items(data: bytes, name: str, encoding: str | None = None) -> list[tuple[Item, Span]]:
    """Return the items of a file and their stretches of its text.

    Raise UnreadableError, naming the line, where the file is not JSON or YAML or no list of items.
    """
    text = decode(data, name, encoding).text
    items = _read_yaml(text, name) if _is_yaml(name, text) else _read_json(text, name)
    return items if any(_is_reference(item) for item, _ in items) else []


def _is_reference(item: Item) -> bool:
    """Tell an item of CSL from other data: a package.json has a name, an author and a version."""
    kind = item.get("type")
    if isinstance(kind, str) and kind in _TYPES:
        return True
    if any(key in item for key in _TELLING) or isinstance(item.get("author"), list):
        return True
    return kind is None and "id" in item and "title" in item


def _is_yaml(name: str, text: str) -> bool:
    if name.lower().endswith((".yaml", ".yml")):
        return True
    return not name.lower().endswith((".json", ".csljson")) and text.lstrip()[:1] not in "[{"


def _read_record(
    item: Item, text: str, span: Span, number: int, to_reference: Callable[[Item], Reference]
) -> Parse:
    draft = RecordDraft(span.of(text), span.start)
    for key, role in _ROLES.items():
        draft.mark(role, _locate(text, span, key, item.get(key)))
    for role, at in _date_marks(text, span, item):
        draft.mark(role, at)
    parse = draft.parse(number, str(item.get("id", "")))
    return Parse(to_reference(item), parse.layout, entry=parse.entry)


def _locate(text: str, span: Span, key: str, value: object) -> Span | None:
    """Return where an item has the value of a key; None where it is written with escapes."""
    if not isinstance(value, (str, int)) or isinstance(value, bool) or value == "":
        return None
    match = re.compile(rf"[\"']?\b{re.escape(key)}[\"']?\s*:\s*[\"']?").search(
        text, span.start, span.end
    )
    if match is None or not text.startswith(str(value), match.end()):
        return None
    return Span(match.end(), match.end() + len(str(value)))


def _date_marks(text: str, span: Span, item: Item) -> list[tuple[Role, Span]]:
    """Return the place of the year that the item was issued in."""
    issued = item.get("issued")
    if not isinstance(issued, Mapping):
        return []
    match = _ISSUED.search(text, span.start, span.end)
    return [(Role.YEAR, Span(*match.span(1)))] if match else []


_ISSUED = pattern(r"\bissued\"?\s*+:\s*+[^\d{}]{0,40}+\{?[^\d{}]{0,60}+(\d{4})")


def _read_json(text: str, name: str) -> list[tuple[Item, Span]]:
    try:
        value = json.loads(text, parse_constant=_missing)
    except json.JSONDecodeError as error:
        raise UnreadableError(f"{name}:{error.lineno}: not JSON: {error.msg}") from None
    except RecursionError:
        raise UnreadableError(f"{name}: JSON nested too deeply") from None
    except ValueError:  # Python converts no number of more than 4,300 digits
        raise UnreadableError(f"{name}: a number in it has thousands of digits") from None
    start = len(text) - len(text.lstrip())
    if isinstance(value, Mapping) and isinstance(value.get("message"), Mapping):
        start = _value_start(text, "message", start)
        value = value["message"]
    if isinstance(value, Mapping):
        key = next((key for key in _KEYS if isinstance(value.get(key), list)), None)
        if key is None:
            _, end = _DECODER.raw_decode(text, start)
            return [(_checked(value, name, 1), Span(start, end))]
        start = _value_start(text, key, start)
    elif not isinstance(value, list):
        raise UnreadableError(f"{name}:1: neither a list of items nor an item")
    return _cut_array(text, start, name)


def _missing(_: str) -> None:
    """Return what "NaN" says, which is no JSON: programs write it for a value they lack."""


_DECODER = json.JSONDecoder(parse_constant=_missing)


def _value_start(text: str, key: str, at: int) -> int:
    """Return where the value of a top-level key of the object at `at` begins."""
    at = _skip(text, at + 1)
    found = at
    while text[at] != "}":
        name, at = _DECODER.raw_decode(text, at)
        at = _skip(text, _skip(text, at) + 1)
        if name == key:
            found = at  # the last of equal keys counts, as in json.loads
        _, at = _DECODER.raw_decode(text, at)
        at = _skip(text, at)
        if text[at] == ",":
            at = _skip(text, at + 1)
    return found


def _cut_array(text: str, at: int, name: str) -> list[tuple[Item, Span]]:
    items: list[tuple[Item, Span]] = []
    at = _skip(text, at + 1)
    while text[at] != "]":
        value, end = _DECODER.raw_decode(text, at)
        items.append((_checked(value, name, text.count("\n", 0, at) + 1), Span(at, end)))
        at = _skip(text, end)
        if text[at] == ",":
            at = _skip(text, at + 1)
    return items


def _skip(text: str, at: int) -> int:
    match = _BLANKS.match(text, at)
    assert match
    return match.end()


def _checked(value: object, name: str, line: int) -> Item:
    if not isinstance(value, Mapping):
        raise UnreadableError(f"{name}:{line}: an item is an object with CSL variables")
    return as_csl(value)


def _read_yaml(text: str, name: str) -> list[tuple[Item, Span]]:
    import yaml

    try:
        depth = 0
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST:
                raise UnreadableError(f"{name}: YAML nested too deeply")
            if isinstance(event, yaml.AliasEvent):  # ten lines of aliases can mean gigabytes
                assert event.start_mark
                line = event.start_mark.line + 1
                raise UnreadableError(f"{name}:{line}: aliases are not read in CSL-YAML")
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        loader = yaml.SafeLoader("")
        return [
            (_checked(_plain(loader.construct_document(node)), name, node.start_mark.line + 1),
             Span(node.start_mark.index, node.end_mark.index))
            for node in _item_nodes(root, name)
        ]  # fmt: skip
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise UnreadableError(f"{name}:{line}: not YAML: {error.problem}") from None
    except yaml.YAMLError as error:
        raise UnreadableError(f"{name}: not YAML: {str(error).splitlines()[0]}") from None
    except RecursionError:
        raise UnreadableError(f"{name}: YAML nested too deeply") from None
    except (ValueError, TypeError) as error:  # PyYAML on "2018-99-99" or an unhashable key
        raise UnreadableError(f"{name}: not YAML: {error}") from None


def _item_nodes(root: Any, name: str) -> list[Any]:
    import yaml

    if isinstance(root, yaml.MappingNode):
        for key, value in root.value:
            if getattr(key, "value", "") in _KEYS and isinstance(value, yaml.SequenceNode):
                return list(value.value)
        return [root]
    if isinstance(root, yaml.SequenceNode):
        return list(root.value)
    raise UnreadableError(f"{name}:1: neither a list of items nor an item")


def _plain(value: Any) -> Any:
    """Return a YAML value as JSON would have it: dates as text."""
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
