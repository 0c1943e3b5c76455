"""Faults found and mended: known faults put into conforming lists, then looked for.

A list is printed in a house style; one fault at a time goes into one entry; the check must find it
at its place with its code, and the fix must give back the string as it was. A fix that changes what
a reference means is counted apart and must be 0.
Run: python tests/benchmarks/style_faults.py [--seed N] [--lists N] [--show N]
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

from carcite.api import choose
from carcite.authorities import journals
from carcite.checking.check import Choice, check_document
from carcite.checking.fix import mend
from carcite.compare.normalise import journal_title, meaning, normalise
from carcite.loading import load_document
from carcite.model.layout import Role
from carcite.model.reference import Reference
from carcite.reading.entry import read_entry
from carcite.styles.house.profiles import PROFILES
from carcite.styles.house.write import VancouverStyle
from carcite.text.edit import apply_edits

SHARED = Path(__file__).resolve().parents[3] / "shared" / "gold" / "dev.jsonl"
SIZE = 16
"""Entries of one list."""
HOUSES = ("nlm", "ama", "bmj", "lancet", "nejm", "thieme", "plos", "bmc", "elsevier", "sage")

Fault = tuple[str, set[str], Callable[[str, random.Random], str]]
"""A name, the codes that are right for it, and what it does to an entry ("" where it cannot)."""


def _swap(
    pattern: str, new: str | Callable[[re.Match[str]], str], count: int = 1
) -> Callable[..., str]:
    compiled = re.compile(pattern)

    def make(text: str, chance: random.Random) -> str:
        places = list(compiled.finditer(text))
        if not places:
            return ""
        match = chance.choice(places)
        put = new(match) if callable(new) else match.expand(new)
        return text[: match.start()] + put + text[match.end() :]

    return make


def _long(match: re.Match[str]) -> str:
    first, dash, last = match.groups()
    return f"{first}{dash}{first[: len(first) - len(last)]}{last}"


def _short(match: re.Match[str]) -> str:
    first, dash, last = match.groups()
    same = 0
    while same < len(first) - 1 and first[same] == last[same]:
        same += 1
    return f"{first}{dash}{last[same:]}"


def _full_journal(text: str, chance: random.Random) -> str:
    """Write a journal's title out where one journal alone is meant."""
    pieces = read_entry(text).layout.find(Role.CONTAINER_TITLE)
    rows = journals.find(pieces[0].text) if pieces else ()
    if len(rows) != 1 or journal_title(rows[0].title, "nlm") != pieces[0].text:
        return ""
    span = pieces[0].span
    return text[: span.start] + rows[0].title.split(" : ")[0] + text[span.end :]


_NAME = r"(?<=[a-z] )([A-Z])([A-Z])(?=[,.])"
_BLOCK = r"(?:(?<=[\d)]:)|(?<=[\d)]: ))"
"""Stands before the pages of an article."""
FAULTS: list[Fault] = [
    ("initials with stops", {"AUT001"}, _swap(_NAME, r"\1.\2.")),
    ("initials with blanks", {"AUT001"}, _swap(_NAME, r"\1 \2")),
    ("comma before initials", {"AUT001"}, _swap(r"(?<=[a-z]) (?=[A-Z]{2}[,.])", ", ")),
    ("semicolon between names", {"AUT020"}, _swap(r"(?<=[A-Z]{2}), (?=[A-Z][a-z]+ [A-Z])", "; ")),
    ("and between names", {"AUT007"}, _swap(r"(?<=[A-Z]{2}), (?=[A-Z][a-z]+ [A-Z]{1,3}\. )", " and ")),  # noqa: E501
    ("et al without comma", {"AUT003"}, _swap(r", et al(?=\.)", " et al")),
    ("et al after a stop", {"AUT003"}, _swap(r", et al(?=\.)", ". et al")),
    ("wrong dash", {"PAG003"}, _swap(rf"{_BLOCK}([A-Za-z]?\d+)[-–](?=\d)", r"\1−")),
    ("range written out", {"PAG002"}, _swap(rf"{_BLOCK}(\d{{3,}})([-–])(\d{{1,2}})\b(?!\d)", _long)),  # noqa: E501
    ("range shortened", {"PAG002"}, _swap(rf"{_BLOCK}(\d{{3,}})([-–])(\d{{3,}})\b", _short)),
    ("stop doubled after journal", {"PUN002", "PUN003"}, _swap(r"\.(?= (?:19|20)\d\d;)", "..")),
    ("stop missing after title", {"PUN003"}, _swap(r"(?<=[a-z]{3})\.(?= [A-Z][A-Za-z ]+\.? (?:19|20)\d\d;)", "")),  # noqa: E501
    ("comma for semicolon", {"VOL005"}, _swap(r"((?:19|20)\d\d);", r"\1,")),
    ("blank after colon", {"VOL005"}, _swap(r"(?<=\d\)|\d\d):(?=[\dSe])", ": ")),
    ("blank before stop", {"PUN002"}, _swap(r"(?<=[a-z]{3})\. (?=[A-Z][A-Za-z ]+\.? (?:19|20)\d\d;)", " . ")),  # noqa: E501
    ("stray mark at the end", {"PUN001", "PUN002", "DOI002"}, _swap(r"\.?$", ",.")),
    ("journal in full", {"JNL002", "JNL005"}, _full_journal),
    ("doi with dx address", {"DOI003"}, _swap(r"(?:doi: ?|https://doi\.org/)(?=10\.)", "http://dx.doi.org/")),
    ("doi with DOI word", {"DOI003"}, _swap(r"(?:doi: ?|https://doi\.org/)(?=10\.)", "DOI ")),
]  # fmt: skip


def conforming(house: str, references: list[Reference]) -> list[str]:
    """Return the references as the house prints them, those left out that do not read back."""
    style = VancouverStyle(PROFILES[house])
    printed = []
    for each in references:
        group = each.group()
        if group and group.et_al and len(group.names) != style.profile.names.et_al_use_first:
            continue
        text = style.write(normalise(each, PROFILES["nlm"])).text
        again = read_entry(text)
        if not again.is_read or not again.reference.names():
            continue
        if style.write(normalise(again.reference, style.profile)).text == text:
            printed.append(text)
    return printed


def articles() -> list[Reference]:
    """Return the journal articles of the development data that were read whole."""
    found = []
    for line in SHARED.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if record["type"] == "article-journal" and record["style_hint"] == "vancouver":
            parse = read_entry(record["raw"])
            if parse.is_read and parse.reference.volume and parse.reference.pages:
                found.append(parse.reference)
    return found


def numbered(entries: list[str], label: str) -> str:
    """Return a list with its heading."""
    lines = [f"{label.format(place)} {text}" for place, text in enumerate(entries, 1)]
    return "References\n\n" + "\n".join(lines) + "\n"


def trial(
    entries: list[str], place: int, bad: str, codes: set[str], label: str, choice: Choice
) -> tuple[bool, bool, bool]:
    """Return whether a fault was found, whether it was mended, and whether meaning moved."""
    text = numbered([*entries[:place], bad, *entries[place + 1 :]], label)
    document = load_document(text.encode(), "list.txt")
    report = check_document(document, choice)
    right = [each for each in report.diagnostics if each.entry == place + 1 and each.code in codes]
    mended = apply_edits(text, mend(report).edits)
    want = numbered(entries, label)
    moved = False
    if mended != want:
        line = mended.splitlines()[place + 2].removeprefix(label.format(place + 1)).strip()
        profile = PROFILES["nlm"]
        before, after = read_entry(bad), read_entry(line)
        moved = meaning(before.reference, profile) != meaning(after.reference, profile)
    return bool(right), mended == want, moved


def main() -> None:
    """Print a row a fault: how many made, found with the right code, mended, meaning moved."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lists", type=int, default=12)
    parser.add_argument("--show", type=int, default=0)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    pool = articles()
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    for number in range(arguments.lists):
        house = HOUSES[number % len(HOUSES)]
        entries = conforming(house, chance.sample(pool, 3 * SIZE))[:SIZE]
        label = PROFILES[house].label
        for auto in (True, False):
            choice = choose("auto" if auto else house)
            for name, codes, make in FAULTS:
                places = list(range(len(entries)))
                chance.shuffle(places)
                bad, place = next(
                    (
                        (made, p)
                        for p in places
                        if (made := make(entries[p], chance)) not in ("", entries[p])
                    ),
                    ("", -1),
                )
                if not bad:
                    continue
                found, mended, moved = trial(entries, place, bad, codes, label, choice)
                rows[name].update(made=1, found=found, mended=mended, moved=moved)
                if arguments.show and not (found and mended):
                    print(
                        f"[{house} {'auto' if auto else 'named'}] {name}: {found=} {mended=}\n    {bad}"  # noqa: E501
                    )
    print(f"{'fault':32}{'made':>6}{'found':>8}{'mended':>8}{'moved':>7}")
    total: Counter[str] = Counter()
    for name, row in rows.items():
        total.update(row)
        print(
            f"{name:32}{row['made']:>6}{row['found'] / row['made']:>8.0%}"
            f"{row['mended'] / row['made']:>8.0%}{row['moved']:>7}"
        )
    print(
        f"{'all':32}{total['made']:>6}{total['found'] / total['made']:>8.1%}"
        f"{total['mended'] / total['made']:>8.1%}{total['moved']:>7}"
    )


if __name__ == "__main__":
    main()
