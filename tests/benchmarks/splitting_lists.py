"""Measure how many lists are cut into exactly their entries, in each form that lists arrive in.

    python tests/benchmarks/splitting_lists.py [gold.jsonl] [--show FORM]

The references of each citing article in the gold data are printed as a list in every form below; a
list is right when each entry, blanks and noise aside, is exactly the string that went in.
"""

from __future__ import annotations

import json
import random
import sys
import textwrap
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from carcite.lists.find import find_lists
from carcite.model.parse import Entry

ROOT = Path(__file__).resolve().parents[2]
PROSE = (
    "Discussion\nCells were counted in 12 patients (Smith et al. 2018; Jones 2019) as described\n"
    "before [1-3]. The median age was 54 (range 21-79) years, in line with other cohorts.\n\n"
)
AFTER = (
    "\n\nAcknowledgements\nWe thank the 12 patients and their families. This work was supported by "
    "grant 2018/123.\n\nReceived: 12 March 2024\n© 2025. Thieme. All rights reserved.\n"
)
LINKS = (
    "Article CAS PubMed Google Scholar",
    "[DOI] [PMC free article] [PubMed] [Google Scholar]",
    "View Article\nPubMed/NCBI\nGoogle Scholar",
    "Crossref\nSearch ADS\nPubMed",
    "Go to Citation\nCrossref\nPubMed\nGoogle Scholar",
    "CASPubMedGoogle Scholar",
)
Form = Callable[[list[str], random.Random], str]


def numbered(label: str, joiner: str = "\n") -> Form:
    return lambda refs, _: joiner.join(label.format(i) + ref for i, ref in enumerate(refs, start=1))


def wrap(text: str, width: int = 72, hang: str = "", first: str = "") -> str:
    return "\n".join(
        textwrap.wrap(
            text,
            width,
            initial_indent=first,
            subsequent_indent=hang,
            break_long_words=False,
        )
    )


def wrapped(label: str, hang: str = "", width: int = 72, joiner: str = "\n") -> Form:
    return lambda refs, _: joiner.join(
        wrap(label.format(i) + ref, width, hang) for i, ref in enumerate(refs, start=1)
    )


def superscript(refs: list[str], _: random.Random) -> str:
    digits = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
    return "\n".join(str(i).translate(digits) + ref for i, ref in enumerate(refs, start=1))


def lettered(refs: list[str], _: random.Random) -> str:
    return "\n".join(f"{chr(96 + i)}) {ref}" for i, ref in enumerate(refs, start=1))


def gaps(label: str) -> Form:
    def form(refs: list[str], rng: random.Random) -> str:
        number, lines = 0, []
        for ref in refs:
            number += rng.choice((1, 1, 1, 2, 8))
            lines.append(wrap(label.format(number) + ref))
        return "\n".join(lines)

    return form


def broken(label: str, joiner: str) -> Form:
    """Every third entry is broken by a blank line between two of its words."""

    def form(refs: list[str], rng: random.Random) -> str:
        lines = []
        for i, ref in enumerate(refs, start=1):
            words = ref.split(" ")
            if rng.random() < 0.34 and len(words) > 8:
                cut = rng.randrange(4, len(words) - 2)
                ref = " ".join(words[:cut]) + "\n\n" + " ".join(words[cut:])
            lines.append(label.format(i) + ref)
        return joiner.join(lines)

    return form


def paged(label: str, hang: str = "") -> Form:
    """A footer, a form feed and a running head stand after every 20 lines."""

    def form(refs: list[str], _: random.Random) -> str:
        lines = wrapped(label, hang)(refs, _).split("\n")
        out: list[str] = []
        for at in range(0, len(lines), 20):
            page = 100 + at // 20
            if at:
                out += ["", f"{page - 1}", f"\x0cDas et al. Rice and nitrogen          {page}", ""]
            out += lines[at : at + 20]
        return "\n".join(out)

    return form


def linked(label: str, joiner: str = "\n") -> Form:
    def form(refs: list[str], rng: random.Random) -> str:
        links = rng.choice(LINKS)
        return joiner.join(
            label.format(i) + ref + "\n" + links for i, ref in enumerate(refs, start=1)
        )

    return form


def joined(label: str) -> Form:
    """Every fourth pair of entries runs together in one paragraph."""

    def form(refs: list[str], rng: random.Random) -> str:
        out = ""
        for i, ref in enumerate(refs, start=1):
            out += label.format(i) + ref + (" " if rng.random() < 0.25 else "\n")
        return out

    return form


def crlf(refs: list[str], _: random.Random) -> str:
    lines = [f"{i}.\u00a0" + ref.replace(" ", "\u2009", 1) for i, ref in enumerate(refs, start=1)]
    return "\r\n".join(lines)


FORMS: dict[str, tuple[str, Form]] = {
    "1. line": ("numbered", numbered("{}. ")),
    "1) line": ("numbered", numbered("{}) ")),
    "[1] line": ("numbered", numbered("[{}] ")),
    "(1) line": ("numbered", numbered("({}) ")),
    "1 tab": ("numbered", numbered("{}\t")),
    "1 blank": ("numbered", numbered("{} ")),
    "- 1 line": ("numbered", numbered("- {} ")),
    "superscript": ("numbered", superscript),
    "lettered a)": ("numbered", lettered),
    "number on its own line": ("numbered", numbered("{}.\n")),
    "bare number on its own line": ("numbered", numbered("{}\n")),
    "1. CRLF, NBSP": ("numbered", crlf),
    "1. blank lines between": ("numbered", numbered("{}. ", "\n\n")),
    "1. wrapped 72": ("numbered", wrapped("{}. ")),
    "1. wrapped 72, hanging": ("numbered", wrapped("{:>2}. ", "    ")),
    "[1] wrapped 60": ("numbered", wrapped("[{}] ", width=60)),
    "1 blank, wrapped 72": ("numbered", wrapped("{} ")),
    "1 blank, wrapped 40": ("numbered", wrapped("{} ", width=40)),
    "1. wrapped, gaps": ("numbered", gaps("{}. ")),
    "1 blank, wrapped, gaps": ("numbered", gaps("{} ")),
    "1. broken by blank lines": ("numbered", broken("{}. ", "\n")),
    "1. pages, heads, feeds": ("numbered", paged("{}. ")),
    "1 blank, pages, heads, feeds": ("numbered", paged("{} ")),
    "1. link words": ("numbered", linked("{}. ")),
    "1. own line, link words": ("numbered", linked("{}.\n", "\n\n")),
    "1. two joined": ("numbered", joined("{}. ")),
    "[1] two joined": ("numbered", joined("[{}] ")),
    "1. one paragraph": ("numbered", numbered("{}. ", " ")),
    "bullets": ("lines", numbered("• ")),
    "bullets, wrapped": ("lines", wrapped("• ", "  ")),
    "lines": ("lines", numbered("")),
    "lines, blank between": ("lines", numbered("", "\n\n")),
    "lines, link words": ("lines", linked("")),
    "lines, broken by blank lines": ("lines", broken("", "\n")),
    "blank between, wrapped 72": ("lines", wrapped("", joiner="\n\n")),
    "wrapped 72, hanging": ("lines", wrapped("", "    ")),
    "wrapped 72": ("wrapped", wrapped("")),
    "wrapped 100": ("wrapped", wrapped("", width=100)),
    "wrapped 50": ("wrapped", wrapped("", width=50)),
    "wrapped 72, pages": ("wrapped", paged("")),
}
WANTED = {"numbered": 0.99, "lines": 0.97, "wrapped": 0.90}


def read_groups(path: Path, longest: int = 40) -> list[list[str]]:
    """Return the references of each citing article, long ones cut; lists of three and more."""
    groups: dict[str, list[str]] = defaultdict(list)
    with path.open(encoding="utf-8") as file:
        for row in file:
            record = json.loads(row)
            groups[record["source"]].append(" ".join(record["raw"].split()))
    cut = [refs[i : i + longest] for refs in groups.values() for i in range(0, len(refs), longest)]
    return [refs for refs in cut if len(refs) > 2]


def body_text(text: str, entry: Entry) -> str:
    """Return the words of an entry without noise and blanks."""
    at, pieces = entry.body.start, []
    for span in entry.noise:
        pieces.append(text[at : span.start])
        at = span.end
    pieces.append(text[at : entry.body.end])
    return squeeze("".join(pieces))


def squeeze(text: str) -> str:
    return "".join(text.split())


def measure(
    form: Form, groups: list[list[str]], before: str, after: str, *, show: bool = False
) -> tuple[float, float]:
    """Return the share of lists and the share of entries that come out exactly."""
    lists = entries = total = 0
    for number, refs in enumerate(groups):
        refs = refs[:26] if form is lettered else refs
        text = before + form(refs, random.Random(number)) + after
        got = [body_text(text, each) for found in find_lists(text) for each in found.entries]
        want = [squeeze(ref) for ref in refs]
        lists += got == want
        entries += len(set(got) & set(want))
        total += len(set(want))
        if show and got != want:
            for ref in sorted(set(want) - set(got))[:3]:
                print("  missing:", ref[:150])
            for ref in sorted(set(got) - set(want))[:3]:
                print("  surplus:", ref[:100], "...", ref[-60:])
            print()
    return lists / len(groups), entries / total


def main(arguments: list[str]) -> None:
    shown = arguments[arguments.index("--show") + 1] if "--show" in arguments else ""
    paths = [each for each in arguments if each.endswith(".jsonl")]
    groups = read_groups(Path(paths[0]) if paths else ROOT.parent / "shared/gold/dev.jsonl")
    print(f"{len(groups)} lists, {sum(map(len, groups))} references")
    if shown:
        print(measure(FORMS[shown][1], groups, f"{PROSE}References\n\n", AFTER, show=True))
        return
    print(f"{'form':32} {'under a heading':>16} {'bare':>8}   entries")
    sums: dict[str, list[float]] = defaultdict(list)
    began = time.perf_counter()
    for name, (kind, form) in FORMS.items():
        headed, share = measure(form, groups, f"{PROSE}References\n\n", AFTER)
        bare, _ = measure(form, groups, "", "")
        sums[kind].append(headed)
        print(f"{name:32} {headed:16.1%} {bare:8.1%}   {share:.2%}")
    for kind, shares in sums.items():
        mean = sum(shares) / len(shares)
        print(f"{kind:32} {mean:16.1%}   (wanted {WANTED[kind]:.0%}, worst {min(shares):.1%})")
    seconds = time.perf_counter() - began
    done = 2 * len(FORMS) * sum(map(len, groups))
    print(f"{done / seconds:,.0f} references a second, forming the lists included")


if __name__ == "__main__":
    main(sys.argv[1:])
