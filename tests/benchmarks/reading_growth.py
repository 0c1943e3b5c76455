"""How the time to read one entry grows with its length: once, ten times, a hundred times.

    python tests/benchmarks/reading_growth.py

For honest references made longer, and for hostile strings, the table shows the milliseconds for
1 kB, 10 kB and 100 kB, and the growth from 10 kB to 100 kB: ten is linear, a hundred would be
quadratic. What is longer behind its names than any reference is given up early, so that growth
there is far below ten. The last rows show lists: 100, 1,000 and 10,000 entries.
"""

from __future__ import annotations

import time

from carcite.reading.entry import read_entry

_TAIL = "A title of some length. Science. 2018;359(6382):1361-5. doi: 10.1126/science.aar6711"
_UNITS = {
    "authors": "June CH, O'Connor RS, ",
    "authors with stops": "June, C. H., O'Connor, R. S., ",
    "organisations": "ABC Study Group; ",
    "title words": "immunotherapy for human cancer ",
    "title with stops": "Whither now? In E. coli. ",
    "prose": "The patient was seen in clinic and reported no new symptoms. ",
    "open brackets": "([{",
    "commas": ", , , ",
    "stops": "A. B. C. ",
    "figures": "2018;359(6382):1361-5 ",
    "years": "2018 2019 ",
    "places": "New York: Springer: ",
    "chapters": "In: Smith J, editor. ",
    "capitals": "Aa Bb Cc Dd ",
    "hyphens": "A-b-c-d-",
    "quotes": "\"'\"' ",
    "addresses": "http://x.org/a?b=c ",
    "identifiers": "doi:10.1000/x ",
    "notes": "[cited 2002] ",
    "months": "Jan Feb-Mar ",
    "particles": "van der de la ",
    "line ends": "immu-\nnology ",
    "other alphabets": "Иванов ИИ. 李明 محمد ",
    "noise": "\x00\x01\xff\ud800",
}
_NAMES_FIRST = ("authors", "authors with stops", "organisations")


def _milliseconds(text: str) -> float:
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        read_entry(text)
        best = min(best, time.perf_counter() - start)
    return best * 1000


def _text(kind: str, size: int) -> str:
    body = (_UNITS[kind] * (size // len(_UNITS[kind]) + 1))[:size]
    return f"{body}Doe J. {_TAIL}" if kind in _NAMES_FIRST else f"Doe J. {body}. {_TAIL}"


def main() -> None:
    print(f"{'kind':22}{'1 kB':>10}{'10 kB':>10}{'100 kB':>10}{'growth':>9}")
    for kind in _UNITS:
        times = [_milliseconds(_text(kind, size)) for size in (1_000, 10_000, 100_000)]
        row = "".join(f"{each:10.2f}" for each in times)
        print(f"{kind:22}{row}{times[2] / max(times[1], 0.05):9.1f}")
    entry = f"June CH, O'Connor RS, Kawalekar OU, et al. {_TAIL}"
    times = []
    for count in (100, 1_000, 10_000):
        start = time.perf_counter()
        for number in range(count):
            read_entry(entry.replace("some", f"{number}"))
        times.append((time.perf_counter() - start) * 1000)
    row = "".join(f"{each:10.1f}" for each in times)
    print(f"{'list (x100 entries)':22}{row}{times[2] / times[1]:9.1f}")


if __name__ == "__main__":
    main()
