"""Lists and files spoilt at random, for `mutated.py`: what they are made of, and how."""

from __future__ import annotations

import io
import json
import random
import re
import zipfile
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from pathlib import Path

from carcite.api import parse
from carcite.errors import CarciteError
from carcite.printing import FORMATS, dump_with_notes
from carcite.styles.house.profiles import PROFILES

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
STYLES = (*("auto",) * 8, *PROFILES, "apa", "chicago-author-date", "cell")
Made = tuple[str, bytes, str]
"""The name of a file, its bytes, and the style to check it under."""
BITS = (
    *"\n\r\t .,;:-–—()[]{}<>\"'“”„/\\*_^~|@#&%$§†‡…",
    *"\u00a0\u00ad\u200b\u202e\u2066\u2069\u200e\u200f\u200d\ufe0f\u0301\ufeff\ufffd\x00\x0c\x1b",
    *"\x0b\x1c\x1f\x7f\x85\x9b\u2028\u2029\ue000\ud800\udfff\U000e0041\u3000\u2007\u202f",
    "\n\n", "\r\n", "1. ", "[2] ", "10001. ", "References\n", "et al", "et al.", "and ", "In: ",
    "eds.", "2018;359(6382):1361-5", "doi:10.1000/a;b<c>", "https://", "PMID: 1", "[Internet]",
    "Suppl 1", "Epub ahead of print", "\\cite{a}", "{\\em ", "<i>", "</ref>", "&amp;", "&#", "%2F",
    "Ø", "ß", "Ж", "山田", "ش", "é", "½", "²", "𝒜", "(retracted)", "??", "..", ",,", "- ",
    "１２", "Ⅳ", "٣", "㊿", "ǅ", "İ", "ﬁ", "ก็", "한국", "नि", "👩‍⚕️", "S1", "e12", "(3 Pt 2)", "p. ",
    "W" * 300, "9" * 60, "(" * 40, "A. " * 30, "10.1/" * 12, "ISBN 978-", "ISSN 1234-567X",
    "Available from: ", "[cited 2020 Feb 30]", "Jan-", "2018a", "18th century", "et al;", "Jr",
)  # fmt: skip
_FORMS = ("{}. {}\n", "[{}] {}\n", "{1}\n", "({}) {}\n\n", "{}.\t{}\r\n", "- {1}\n", "{} {}\n")
_BETWEEN = re.compile(rb">[^<>]{3,}<")
_SUFFIX = {"csl-json": "json", "csl-jsonl": "jsonl", "bibtex": "bib", "jats": "xml"}


@cache
def _texts() -> tuple[str, ...]:
    lines = (SHARED / "gold" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(" ".join(json.loads(line)["raw"].split()) for line in lines)


def lists(chance: random.Random) -> Callable[[], Made]:
    """Return what makes spoilt lists: slips, marks doubled, entries joined, cut and led astray."""

    def make() -> Made:
        style = chance.choice(STYLES)
        form = chance.choice(_FORMS)
        entries = chance.sample(_texts(), chance.randint(2, 6))
        for _ in range(chance.randint(0, 2)):
            _led_astray(entries, chance)
        text = "".join(form.format(n, each) for n, each in enumerate(entries, 1))
        if chance.random() < 0.6:
            text = "We saw it [1,2].\n\nReferences\n\n" + text
        for _ in range(chance.randint(1, 8)):
            text = _slip(text, chance)
        data = text.encode("utf-8", "surrogatepass")
        if chance.random() < 0.1:
            codec = chance.choice(("utf-16", "utf-8-sig", "cp1252", "latin-1", "utf-16-le"))
            data = text.encode(codec, "replace")
        return "list.txt", data, style

    return make


def _led_astray(entries: list[str], chance: random.Random) -> None:
    at = chance.randrange(len(entries))
    one, cut = entries[at], chance.randrange(len(entries[at]) + 1)
    match chance.randrange(5):
        case 0:
            entries[at] = one + " " + chance.choice(_texts())
        case 1:
            entries[at] = one[:cut]
        case 2:
            entries[at] = one[:cut] + "\n" + one[cut:]
        case 3:
            entries[at] = one[:cut] + chance.choice(_texts())[cut:]
        case _:
            entries[at] = chance.choice((one.upper(), one.lower(), one.swapcase(), one[::-1]))


def _slip(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    to = min(len(text), at + chance.choice((1, 1, 1, 2, 5, 40)))
    match chance.randrange(8):
        case 0:
            return text[:at] + text[to:]
        case 1:
            return text[:to] + text[at:]
        case 2:
            other = chance.randrange(len(text) + 1)
            return text[:other] + text[at:to] + text[other:]
        case 3:
            marks = [place for place, char in enumerate(text) if char in ".,;:()-–"] or [at]
            at = chance.choice(marks)
            return text[:at] + chance.choice((text[at : at + 1] * 2, "", " ")) + text[at + 1 :]
        case 4:
            return text[:at] + chance.choice(BITS) + chance.choice(BITS) + text[at:]
        case _:
            return text[:at] + chance.choice(BITS) + text[at:]


def files(chance: random.Random) -> Callable[[], Made]:
    """Return what makes spoilt files: every kind as often as another, most still readable."""
    paths = [each for each in (ROOT / "fixtures" / "formats").rglob("*.*") if each.is_file()]
    wild = SHARED / "wild" / "files"
    paths += [each for each in wild.iterdir() if each.stat().st_size < 400_000]
    kinds: dict[str, list[Path]] = defaultdict(list)
    for each in sorted(paths):
        kinds[each.suffix.lower()].append(each)
    small = {  # Of a kind, mostly the small ones: more are tried in the same time.
        kind: sorted(each, key=lambda path: path.stat().st_size)[: max(6, len(each) // 2)]
        for kind, each in kinds.items()
    }

    def make() -> Made:
        style = chance.choice(STYLES)
        if chance.random() < 0.4:
            name, data = _records(chance)
        else:
            path = chance.choice(small[chance.choice(sorted(small))])
            name, data = path.name, path.read_bytes()
        if name.endswith((".docx", ".odt")) and chance.random() < 0.9:
            return name, _packed(data, chance), style
        return name, _spoilt(data, name, chance), style

    return make


def _records(chance: random.Random) -> tuple[str, bytes]:
    """Return a file of fields with a few references in it."""
    form = chance.choice(FORMATS)
    texts = chance.sample(_texts(), chance.randint(1, 4))
    try:
        references = [each for text in texts for each in parse(text)]
    except CarciteError:
        references = []
    named = [(str(n), each) for n, each in enumerate(references, 1)]
    written = dump_with_notes(named, form)[0]
    return f"list.{_SUFFIX.get(form, form)}", written.encode("utf-8", "surrogatepass")


def _packed(data: bytes, chance: random.Random) -> bytes:
    """Spoil one part of a Word file, and pack it again."""
    out = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
            names = [each for each in old.namelist() if each.endswith((".xml", ".rels"))]
            first = [each for each in names if each in ("word/document.xml", "content.xml")]
            chosen = chance.choice(first if first and chance.random() < 0.8 else names)
            for name in old.namelist():
                part = old.read(name)
                new.writestr(name, _spoilt(part, name, chance) if name == chosen else part)
    except zipfile.BadZipFile:
        return _bytes(data, chance)
    return out.getvalue()


def _spoilt(data: bytes, name: str, chance: random.Random) -> bytes:
    """Spoil bytes anywhere, or, three times of four, the text between the marks of a format."""
    if chance.random() < 0.25:
        return _bytes(data, chance)
    if not name.endswith((".xml", ".nxml", ".html", ".rels")):
        text = data.decode("utf-8", "surrogateescape")
        for _ in range(chance.randint(1, 6)):
            text = _slip(text, chance)
        return text.encode("utf-8", "surrogatepass" if "\ud800" in text else "replace")
    places = list(_BETWEEN.finditer(data))
    for found in sorted(chance.sample(places, min(len(places), 6)), key=lambda each: -each.start()):
        inner = found[0][1:-1].decode("utf-8", "replace")
        spoilt = "".join(
            each for each in _slip(inner, chance) if each.isprintable() or each == "\n"
        )
        spoilt = spoilt.replace("<", "&lt;").replace("\ufffe", "")
        spoilt = re.sub(r"&(?!\w+;|#\d+;)", "&amp;", spoilt)
        data = data[: found.start() + 1] + spoilt.encode("utf-8") + data[found.end() - 1 :]
    return data


def _bytes(data: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(data) + 1)
        to = min(len(data), at + chance.choice((1, 1, 2, 8, 100, 3000)))
        kind = chance.randrange(7)
        if kind == 0:
            data = data[:at] + data[to:]
        elif kind == 1:
            data = data[:to] + data[at:]
        elif kind == 2:
            data = data[:at] + bytes(chance.randrange(256) for _ in range(to - at)) + data[to:]
        elif kind == 3 and chance.random() < 0.1:
            data = data[:at]
        else:
            bit = chance.choice(BITS).encode("utf-8", "surrogatepass")
            data = data[:at] + bit + data[at:]
    return data
