"""Run the command line as `python -m carcite`."""

from __future__ import annotations

from carcite.cli import run

run()
