"""Safe fixes judged by an oracle of words that shares no code with the package.

Reference strings of publishers in lists of 16, real manuscripts and the repository's own lists are
mended under several styles; every entry is judged before and after, and so is the text around.
With --mutate the reference strings are first spoilt by a mark or two, which no reader expects.
Run: python tests/benchmarks/safe_fixes.py [--lists N] [--mutate SEED] [--styles A,B] [--show N]
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from wordoracle import lost_words  # noqa: E402

from carcite.api import choose  # noqa: E402
from carcite.authorities import journals  # noqa: E402
from carcite.checking.fix import Mended, mend_document  # noqa: E402
from carcite.errors import CarciteError  # noqa: E402
from carcite.loading import load_document  # noqa: E402
from carcite.model.document import Document  # noqa: E402
from carcite.text.edit import Safety  # noqa: E402

SHARED = ROOT.parent / "shared"
SIZE = 16
STYLES = "auto,nlm,ama,lancet,thieme,springer,apa,elsevier-harvard"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--lists", type=int, default=60, help="of the reference strings")
    arguments.add_argument("--mutate", type=int, metavar="SEED", help="spoil the strings; no files")
    arguments.add_argument("--styles", default=STYLES)
    arguments.add_argument("--show", type=int, default=0, help="violations to print")
    options = arguments.parse_args()
    made: Counter[str] = Counter()
    otherwise: Counter[str] = Counter()
    restless: Counter[str] = Counter()
    bad: dict[str, list[str]] = defaultdict(list)
    began = time.process_time()
    inputs = list(_inputs(options.lists, options.mutate))
    for style in options.styles.split(","):
        choice = choose(style)
        for name, data in inputs:

            def again(data: bytes, name: str = name) -> Document:
                return load_document(data, name)

            try:
                document = again(data)
                if document.save is None or not (document.lists or document.records):
                    continue
                done = mend_document(document, choice, again)
            except CarciteError as error:
                print(f"{name} under {style}: {error}")
                continue
            made[style] += len(done.made)
            otherwise[style] += _said(done) != len(done.made) - done.later
            restless[style] += mend_document(again(done.data), choice, again).data != done.data
            bad[style] += _violations(name, done.before.document, done.after.document)
            bad[style] += [
                f"{name}: {problem}\n  - {one.layout.text}\n  + {two.layout.text}"
                for one, two in zip(done.before.parses, done.after.parses, strict=True)
                for problem in lost_words(one.layout.text, two.layout.text, same_journal)
            ]
    print(f"{'':31}violations     files    files changed")
    print(f"{'style':18} safe fixes   of words miscounted  a second time")
    for style in options.styles.split(","):
        row = made[style], len(bad[style]), otherwise[style], restless[style]
        print(f"{style:18} {row[0]:10,} {row[1]:10,} {row[2]:10,} {row[3]:14,}")
    rows = made.total(), sum(map(len, bad.values())), otherwise.total(), restless.total()
    print(f"{'all':18} {rows[0]:10,} {rows[1]:10,} {rows[2]:10,} {rows[3]:14,}")
    print(f"{len(inputs)} lists and files, {time.process_time() - began:.0f} s")
    for style, found in bad.items():
        for problem in found[: options.show]:
            print(f"\n[{style}] {problem}")


def _said(done: Mended) -> int:
    """Return how many fixes the check before says can be made."""
    found = (each.fix for each in done.before.diagnostics if each.fix)
    return sum(each.safety is Safety.SAFE for each in found)


def same_journal(one: str, two: str) -> bool:
    """Tell whether the table knows two names as one journal's."""
    return bool(set(journals.find(one)) & set(journals.find(two)))


def _violations(name: str, before: Document, after: Document) -> list[str]:
    """Name what the text outside of the entries lost."""
    one, two = (" ".join(_outside(each)) for each in (before, after))
    return [f"{name}, outside of entries: {each}" for each in lost_words(one, two)]


def _outside(document: Document) -> Iterator[str]:
    text, done = document.source.text, 0
    for entry in (entry for each in document.lists for entry in each.entries):
        yield text[done : entry.body.start]
        done = entry.body.end
    yield text[done:]


MARKS = ".,;:()[]-\u2013?!/&'\"\u201c\u00bb\u2020*\u00b9\u00bd\u2026\u00a0\u00ad"
WORDS = (
    "et al",
    "and",
    "Jr",
    "MD",
    "Suppl 2",
    "doi:",
    "(retracted)",
    "in press",
    "2019",
    "pp. 4",
    "ve ark",
)


def _spoilt(text: str, chance: random.Random) -> str:
    """Return a reference with one to three slips of a hand or a converter in it."""
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(text))
        marks = [place for place, char in enumerate(text) if not char.isalnum()]
        mark = chance.choice(marks) if marks else at
        match chance.randrange(8):
            case 0:
                text = text[:mark] + text[mark + 1 :]
            case 1:
                text = text[:mark] + text[mark] + text[mark:]
            case 2:
                text = text[:mark] + chance.choice(MARKS) + text[mark + 1 :]
            case 3:
                text = text[:at] + chance.choice(MARKS) + text[at:]
            case 4:
                text = text[:mark] + f" {chance.choice(WORDS)}" + text[mark:]
            case 5:
                text = text[:at] + text[at : at + 1].swapcase() + text[at + 1 :]
            case 6:
                text = text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :]
            case _:
                words = text.split(" ")
                del words[chance.randrange(len(words))]
                text = " ".join(words) or text
    return text


def _inputs(lists: int, seed: int | None) -> Iterator[tuple[str, bytes]]:
    gold = SHARED / "gold" / "dev.jsonl"
    if gold.exists():
        rows = [json.loads(line) for line in gold.read_text("utf-8").splitlines()]
        raws = [" ".join(row["raw"].split()) for row in rows if row["style_hint"] == "vancouver"]
        step = max(1, len(raws) // SIZE // max(1, lists))
        for number in range(0, min(len(raws) // SIZE, lists * step), step):
            group = raws[number * SIZE : (number + 1) * SIZE]
            if seed is not None:
                chance = random.Random(f"{seed}-{number}")
                group = [_spoilt(raw, chance) for raw in group]
            text = "".join(f"{place}. {raw}\n" for place, raw in enumerate(group, 1))
            yield f"gold-{number}.txt", f"References\n\n{text}".encode()
    else:
        print("../shared is absent: only the lists of fixtures/ are mended")
    if seed is not None:
        return
    folders = [SHARED / "wild" / "files", ROOT / "fixtures" / "lists"]
    for path in sorted(each for folder in folders for each in folder.rglob("*")):
        if path.is_file() and path.suffix not in (".yml", ".md" if "fixtures" in str(path) else ""):
            yield path.name, path.read_bytes()


if __name__ == "__main__":
    main()
