"""Settings of all tests: the same examples in every run, patience with a pausing machine."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, print_blob=True)
settings.load_profile("repeatable")

_TIMED = ("time_grows", "the_time_of", "bounded_time")
"""Parts of the names of tests that compare processor time at two sizes of a text."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give every test of growth three tries: what is quadratic is so every time, a pause is not."""
    for item in items:
        if isinstance(item, pytest.Function) and any(part in item.name for part in _TIMED):
            item.obj = _patient(item.obj)


def _patient(test: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(test)
    def again(*args: Any, **kwargs: Any) -> None:
        for _ in range(2):
            try:
                return test(*args, **kwargs)
            except AssertionError:
                continue
        return test(*args, **kwargs)

    return again
