"""Lists and files spoilt at random: nothing may raise, hang or be lost; a fix twice is one fix.

`mutating.py` makes them: reference strings with slips of every kind between and in them, the
repository's samples, written records and the real manuscripts, with text and bytes changed. What
cannot be read may be refused, in one line. Of some, every report, format and style is written, too.
Run: python tests/benchmarks/mutated.py [--lists N] [--files N] [--seed N] [--show N] [--out DIR]
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import time
import traceback
from collections import Counter
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from mutating import files, lists  # noqa: E402
from safe_fixes import same_journal  # noqa: E402
from wordoracle import lost_words  # noqa: E402

from carcite.api import choose, parse  # noqa: E402
from carcite.checking.check import Choice, Report, check_document  # noqa: E402
from carcite.checking.fix import mend_document  # noqa: E402
from carcite.cli.check import summary  # noqa: E402
from carcite.errors import CarciteError  # noqa: E402
from carcite.loading import load_document  # noqa: E402
from carcite.model.document import Document  # noqa: E402
from carcite.printing import FORMATS, dump_with_notes, print_references  # noqa: E402
from carcite.streams import read  # noqa: E402

SECONDS = 10
WRITTEN = 0.15
"""The share of lists and files of which reports and formats are written, too."""
REPORTS = ("text", "html", "json", "sarif", "junit", "github", "grouped", "concise", "statistics")
SUFFIXES = {"bibtex": "bib", "csl-json": "json", "csl-jsonl": "jsonl", "jats": "xml"}


class _TooLongError(Exception):
    """A file took longer than any may."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lists", type=int, default=2000)
    parser.add_argument("--files", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=3, help="faults of a kind to print")
    parser.add_argument("--out", type=Path, default=Path(), help="where these are kept as files")
    options = parser.parse_args()
    signal.signal(signal.SIGPROF, _stop)
    chance = random.Random(options.seed)
    kinds = ("refused", "raised", "hung", "lost", "restless", "unread")
    options.out.mkdir(parents=True, exist_ok=True)
    print(f"seed {options.seed}")
    print(f"{'':8}{'tried':>9}" + "".join(f"{each:>9}" for each in kinds))
    for what, number, make in (
        ("lists", options.lists, lists(random.Random(options.seed))),
        ("files", options.files, files(random.Random(options.seed))),
    ):
        began = time.process_time()
        found: Counter[str] = Counter()
        for at in range(number):
            name, data, style = make()
            fault, words = _judged(name, data, style, chance)
            found[fault] += 1
            if fault not in ("", "refused") and found[fault] <= options.show:
                print(f"--- {fault}: {what} {at}: {name} under {style}: {words}", flush=True)
                (options.out / f"mutated-{options.seed}-{at}-{fault}-{name}").write_bytes(data)
        counts = "".join(f"{found[each]:9,}" for each in kinds)
        spent = time.process_time() - began
        print(f"{what:8}{number:9,}{counts}   {spent:.0f} s CPU", flush=True)


def _stop(*_: object) -> None:
    raise _TooLongError


def _judged(name: str, data: bytes, style: str, chance: random.Random) -> tuple[str, str]:
    """Return the kind of fault that a file brings out, and words on it; empty without one."""
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        return _mended(name, data, choose(style)) or _written(name, data, style, chance)
    except CarciteError:
        return "refused", ""
    except _TooLongError as error:
        return "hung", f"more than {SECONDS} s CPU at {_place(error)}"
    except Exception as error:  # Whatever it is, it is what this looks for.
        return "raised", f"{error!r} at {_place(error)}"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _place(error: BaseException) -> str:
    """Return where something was raised, in the last lines of carcite's own."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [each for each in frames if "/carcite/" in each.filename]
    return ", ".join(f"{Path(each.filename).name}:{each.lineno}" for each in own[-3:])


def _mended(name: str, data: bytes, choice: Choice) -> tuple[str, str] | None:
    def again(data: bytes) -> Document:
        return load_document(data, name)

    document = again(data)
    if document.save is None or not (document.lists or document.records):
        return _all_there(check_document(document, choice))
    done = mend_document(document, choice, again)
    if fault := _all_there(done.before) or _all_there(done.after):
        return fault
    for one, two in zip(done.before.parses, done.after.parses, strict=True):
        old, new = one.layout.text, two.layout.text
        if old != new and (problem := next(iter(lost_words(old, new, same_journal)), None)):
            return "lost", f"{problem}\n  - {old}\n  + {new}"
    if not done.made:
        return None
    twice = mend_document(again(done.data), choice, again).data
    return ("restless", "") if twice != done.data else None


def _all_there(report: Report) -> tuple[str, str] | None:
    for each in report.parses:
        if "".join(piece.text for piece in each.layout) != each.layout.text:
            return "lost", each.layout.text
    return None


def _written(name: str, data: bytes, style: str, chance: random.Random) -> tuple[str, str]:
    """Write one report and one format of some files; what was written must be read again."""
    if chance.random() > WRITTEN:
        return "", ""
    document = load_document(data, name)
    report = check_document(document, choose("auto"))
    kind = chance.choice(REPORTS)
    checked = summary(report, full=kind == "html")
    import_module(f"carcite.report.{kind}").write([checked])
    references = [(str(n), each.reference) for n, each in enumerate(report.parses, 1)]
    for parsed in report.parses:
        parse(parsed.layout.text), read(parsed.layout.text)
    if not references:
        return "", ""
    print_references(references, "nlm" if style == "auto" else style)
    to = chance.choice(FORMATS)
    text, _ = dump_with_notes(references, to)
    try:
        load_document(text.encode("utf-8"), f"list.{SUFFIXES.get(to, to)}")
    except (CarciteError, UnicodeError) as error:
        return "unread", f"{to}: {error}"
    return "", ""


if __name__ == "__main__":
    main()
