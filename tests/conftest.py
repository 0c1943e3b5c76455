"""Settings of all tests: properties draw the same examples in every run, so that red means red."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, print_blob=True)
settings.load_profile("repeatable")
