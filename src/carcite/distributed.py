"""References read by many machines: dask takes the text apart, carcite reads each part.

Needs the extra `dask` (https://docs.dask.org/en/stable/bag.html). Parts hold whole lines; each line
is one entry, as for `carcite parse --lines`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from carcite.errors import UsageError
from carcite.streams import read

if TYPE_CHECKING:
    from dask.bag import Bag


def read_text(source: str | list[str] | Bag, *, blocksize: str | int | None = "16MiB") -> Bag:
    """Return a bag of CSL-JSON items, one for each line of some files or of a bag of lines.

    `source` is a path or address as dask takes them ("s3://bucket/refs-*.txt"), several, or a bag
    of lines. An id is the part's number and the line's in it ("12-1083"): no two items share one,
    and a part that is read again gives the same. A line that cannot be decoded is read with U+FFFD
    for its bad bytes; what is no text gives an item that says so under `custom`. Raise UsageError
    where dask is not installed.
    """
    try:
        import dask.bag as bags
        from dask import delayed
    except ImportError:
        raise UsageError("read_text() works with dask: install carcite[dask]") from None
    if isinstance(source, bags.Bag):
        lines = source
    else:
        lines = bags.read_text(source, blocksize=blocksize, encoding="utf-8", errors="replace")
    parts = [delayed(_items)(part, number) for number, part in enumerate(lines.to_delayed())]
    return bags.from_delayed(parts)


def _items(lines: Iterable[object], part: int) -> list[dict[str, Any]]:
    from carcite.csl.items import to_csl

    found = []
    for number, line in enumerate(lines, 1):
        name = f"{part}-{number}"
        if isinstance(line, str):
            found.append(dict(to_csl(read(line), id=name)))
        else:
            found.append({"id": name, "type": "document", "custom": {"unread": [repr(line)[:200]]}})
    return found
