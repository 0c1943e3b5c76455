"""Run the command line as `python -m carcite`."""

from __future__ import annotations

import sys

from carcite.cli import main

sys.exit(main())
