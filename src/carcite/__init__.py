"""carcite reads, checks, mends and re-renders Vancouver-style reference lists.

>>> import carcite
>>> carcite.parse("June CH. CAR T cells. Science. 2018;359(6382):1361-5.")[0].container_title
'Science'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from carcite.api import check, dump, fix, list_rules, load, parse, render
    from carcite.errors import CarciteError
    from carcite.model.diagnostics import Diagnostic
    from carcite.model.reference import Reference
    from carcite.styles.style import Style

__version__ = "0.1.0"
__all__ = [
    "CarciteError",
    "Diagnostic",
    "Reference",
    "Style",
    "check",
    "dump",
    "fix",
    "list_rules",
    "load",
    "parse",
    "render",
]

_HOMES = {
    "CarciteError": "carcite.errors",
    "Diagnostic": "carcite.model.diagnostics",
    "Reference": "carcite.model.reference",
    "Style": "carcite.styles.style",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that importing carcite costs nothing."""
    if name not in __all__:
        raise AttributeError(f"module 'carcite' has no attribute {name!r}")
    value = getattr(import_module(_HOMES.get(name, "carcite.api")), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
