"""Settings of all tests: the same examples in every run, patience with a pausing machine."""

from __future__ import annotations

import functools
import gc
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, print_blob=True)
settings.load_profile("repeatable")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give every test of time three tries: what is quadratic is so every time, a pause is not."""
    for item in items:
        if isinstance(item, pytest.Function) and item.get_closest_marker("timed"):
            item.obj = _patient(item.obj)


def _patient(test: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(test)
    def again(*args: Any, **kwargs: Any) -> None:
        for _ in range(2):
            try:
                return _alone(test, *args, **kwargs)
            except AssertionError:
                continue
        return _alone(test, *args, **kwargs)

    return again


def _alone(test: Callable[..., None], *args: Any, **kwargs: Any) -> None:
    """Call a test without the collector, whose time grows with all that other tests left."""
    gc.collect()
    gc.disable()
    try:
        test(*args, **kwargs)
    finally:
        gc.enable()
