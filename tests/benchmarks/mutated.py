"""Lists and files spoilt at random: nothing may raise, hang or be lost; a fix twice is one fix.

Lists are made of reference strings with slips of every kind between and in them; files are the
repository's samples and the real manuscripts, with bytes changed, cut, doubled and moved (in Word
files those of a part, packed again). What cannot be read may be refused, in one line.
Run: python tests/benchmarks/mutated.py [--lists N] [--files N] [--seed N] [--show N]
"""

from __future__ import annotations

import argparse
import io
import json
import random
import signal
import sys
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from safe_fixes import same_journal  # noqa: E402
from wordoracle import lost_words  # noqa: E402

from carcite.api import choose  # noqa: E402
from carcite.checking.check import check_document  # noqa: E402
from carcite.checking.fix import mend_document  # noqa: E402
from carcite.errors import CarciteError  # noqa: E402
from carcite.loading import load_document  # noqa: E402
from carcite.model.document import Document  # noqa: E402

SHARED = ROOT.parent / "shared"
STYLES = ("auto", "auto", "nlm", "ama", "lancet", "springer", "thieme", "apa")
SECONDS = 20
BITS = (
    *"\n\r\t .,;:-–—()[]{}<>\"'“”„/\\*_^~|@#&%$§†‡…",
    *"\u00a0\u00ad\u200b\u202e\ufeff\ufffd\x00\x0c\x1b",
    "\n\n", "\r\n", "1. ", "[2] ", "10001. ", "References\n", "et al", "et al.", "and ", "In: ",
    "eds.", "2018;359(6382):1361-5", "doi:10.1000/a;b<c>", "https://", "PMID: 1", "[Internet]",
    "Suppl 1", "Epub ahead of print", "\\cite{a}", "{\\em ", "<i>", "</ref>", "&amp;", "&#", "%2F",
    "Ø", "ß", "Ж", "山田", "ش", "é", "½", "²", "𝒜", "(retracted)", "??", "..", ",,", "- ",
    "W" * 300,
)  # fmt: skip


class _TooLongError(Exception):
    """A file took longer than any may."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lists", type=int, default=2000)
    parser.add_argument("--files", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=3, help="faults of a kind to print")
    options = parser.parse_args()
    signal.signal(signal.SIGALRM, _stop)
    print(f"seed {options.seed}")
    print(f"{'':8}{'tried':>9}{'refused':>9}{'raised':>8}{'hung':>6}{'lost':>6}{'restless':>9}")
    for what, number, make in (
        ("lists", options.lists, _lists(random.Random(options.seed))),
        ("files", options.files, _files(random.Random(options.seed))),
    ):
        began = time.process_time()
        found: Counter[str] = Counter()
        for _ in range(number):
            name, data, style = make()
            fault, words = _judged(name, data, style)
            found[fault] += 1
            if fault not in ("", "refused") and found[fault] <= options.show:
                print(f"--- {fault}: {name} under {style}: {words}")
                Path("mutated-" + fault + str(found[fault]) + "-" + name).write_bytes(data)
        counts = "".join(
            f"{found[each]:{width},}"
            for each, width in (("refused", 9), ("raised", 8), ("hung", 6), ("lost", 6))
        )
        spent = time.process_time() - began
        print(f"{what:8}{number:9,}{counts}{found['restless']:9,}   {spent:.0f} s CPU")


def _stop(*_: object) -> None:
    raise _TooLongError


def _judged(name: str, data: bytes, style: str) -> tuple[str, str]:
    """Return the kind of fault that a file brings out, and words on it; empty without one."""
    choice = choose(style)

    def again(data: bytes, name: str = name) -> Document:
        return load_document(data, name)

    signal.alarm(SECONDS)
    try:
        document = again(data)
        report = check_document(document, choice)
        for parse in report.parses:
            if "".join(piece.text for piece in parse.layout) != parse.layout.text:
                return "lost", parse.layout.text
        if document.save is None or not (document.lists or document.records):
            return "", ""
        done = mend_document(document, choice, again)
        for one, two in zip(done.before.parses, done.after.parses, strict=True):
            if problem := next(
                iter(lost_words(one.layout.text, two.layout.text, same_journal)), None
            ):
                return "lost", f"{problem}\n  - {one.layout.text}\n  + {two.layout.text}"
        if mend_document(again(done.data), choice, again).data != done.data:
            return "restless", ""
    except CarciteError:
        return "refused", ""
    except _TooLongError:
        return "hung", f"more than {SECONDS} s"
    except Exception as error:  # Whatever it is, it is what this looks for.
        where = traceback.extract_tb(error.__traceback__)[-1]
        return "raised", f"{error!r} at {where.filename}:{where.lineno}"
    finally:
        signal.alarm(0)
    return "", ""


def _lists(chance: random.Random) -> Callable[[], tuple[str, bytes, str]]:
    lines = (SHARED / "gold" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [" ".join(json.loads(line)["raw"].split()) for line in lines]

    def make() -> tuple[str, bytes, str]:
        form = chance.choice(("{}. {}\n", "[{}] {}\n", "{1}\n", "({}) {}\n\n", "{}.\t{}\r\n"))
        entries = chance.sample(texts, chance.randint(2, 7))
        text = "".join(form.format(n, each) for n, each in enumerate(entries, 1))
        if chance.random() < 0.6:
            text = "We saw it [1,2].\n\nReferences\n\n" + text
        for _ in range(chance.randint(1, 8)):
            text = _slip(text, chance)
        return "list.txt", text.encode("utf-8", "surrogatepass"), chance.choice(STYLES)

    return make


def _slip(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    to = min(len(text), at + chance.choice((1, 1, 1, 2, 5, 40)))
    match chance.randrange(6):
        case 0:
            return text[:at] + text[to:]
        case 1:
            return text[:to] + text[at:]
        case 2:
            other = chance.randrange(len(text) + 1)
            return text[:other] + text[at:to] + text[other:]
        case _:
            return text[:at] + chance.choice(BITS) + text[at:]


def _files(chance: random.Random) -> Callable[[], tuple[str, bytes, str]]:
    paths = sorted(each for each in (ROOT / "fixtures" / "formats").rglob("*.*") if each.is_file())
    wild = SHARED / "wild" / "files"
    paths += [each for each in sorted(wild.iterdir()) if each.stat().st_size < 400_000]

    def make() -> tuple[str, bytes, str]:
        path = chance.choice(paths)
        data = path.read_bytes()
        if path.suffix in (".docx", ".odt") and chance.random() < 0.8:
            data = _packed(data, chance)
        else:
            data = _bytes(data, chance)
        return path.name, data, chance.choice(STYLES)

    return make


def _packed(data: bytes, chance: random.Random) -> bytes:
    """Spoil one part of a Word file, and pack it again."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        names = [each for each in old.namelist() if each.endswith((".xml", ".rels"))]
        chosen = "word/document.xml" if chance.random() < 0.6 else chance.choice(names)
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, _bytes(part, chance) if name == chosen else part)
    return out.getvalue()


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


if __name__ == "__main__":
    main()
