"""A browser for the tests of the page, one for each file of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .chromium import Chromium


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    window = Chromium()
    yield window
    window.close()
