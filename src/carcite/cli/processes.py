"""Work shared among processes: in the order given, no more of it in hand than they can do.

Processes that lose their first one end by themselves, however it was ended.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import connection, parent_process
from threading import Thread
from typing import TypeVar

from carcite.errors import CarciteError

Item = TypeVar("Item")
Done = TypeVar("Done")
_AHEAD = 4
"""How many parcels a process may be ahead of what is printed."""


def in_processes(
    work: Callable[[list[Item]], Done], items: Iterable[Item], jobs: int, size: int
) -> Iterator[Done]:
    """Yield what becomes of each parcel of `size` items, in order; raise CarciteError if one dies.

    An interruption ends the work at once. `work` and what it returns must be picklable.
    """
    pool = ProcessPoolExecutor(jobs, initializer=_start)
    waiting: deque[Future[Done]] = deque()
    parcels = _parcels(items, size)
    try:
        while True:
            while len(waiting) < _AHEAD * jobs and (parcel := next(parcels, None)):
                if isinstance(parcel, CarciteError):
                    yield from (each.result() for each in waiting)
                    raise parcel
                waiting.append(pool.submit(work, parcel))
            if not waiting:
                return
            yield waiting.popleft().result()
    except BrokenProcessPool:
        raise CarciteError("a process of this work was ended from outside; start again") from None
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _parcels(items: Iterable[Item], size: int) -> Iterator[list[Item] | CarciteError]:
    """Yield the items in parcels; what stood before a fault of theirs, and then the fault."""
    source = iter(items)
    while True:
        parcel: list[Item] = []
        try:
            for item in islice(source, size):
                parcel.append(item)
        except CarciteError as error:
            if parcel:
                yield parcel
            yield error
            return
        if not parcel:
            return
        yield parcel


def _start() -> None:
    """Let Ctrl-C reach the first process alone, and end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
