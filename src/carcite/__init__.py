"""carcite reads, checks, mends and re-renders Vancouver-style reference lists.

>>> import carcite
>>> carcite.parse("June CH. CAR T cells. Science. 2018;359(6382):1361-5.")[0].container_title
'Science'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from carcite.api import (
        build_corpus,
        check,
        check_file,
        dump,
        fix,
        fix_file,
        list_rules,
        load,
        open_corpus,
        parse,
        parse_file,
        render,
        verify,
    )
    from carcite.corpus.differences import Difference
    from carcite.corpus.protocol import Notice
    from carcite.corpus.record import Record
    from carcite.corpus.verify import Verification
    from carcite.errors import CarciteError, IdentifierError, UnreadableError, UsageError
    from carcite.model.dates import Date
    from carcite.model.diagnostics import Diagnostic, Related, Severity
    from carcite.model.identifiers import Identifier
    from carcite.model.locators import ELocator, Literal, PageRange
    from carcite.model.names import Contributors, Organization, Person
    from carcite.model.reference import Reference
    from carcite.results import Fixed, Report
    from carcite.rules.rule import Rule
    from carcite.streams import convert_lines, read, read_lines
    from carcite.styles.style import Style
    from carcite.text.edit import Edit, Fix, Safety
    from carcite.text.span import Span

__version__ = "0.1.0"
__all__ = [
    "CarciteError",
    "Contributors",
    "Date",
    "Diagnostic",
    "Difference",
    "ELocator",
    "Edit",
    "Fix",
    "Fixed",
    "Identifier",
    "IdentifierError",
    "Literal",
    "Notice",
    "Organization",
    "PageRange",
    "Person",
    "Record",
    "Reference",
    "Related",
    "Report",
    "Rule",
    "Safety",
    "Severity",
    "Span",
    "Style",
    "UnreadableError",
    "UsageError",
    "Verification",
    "build_corpus",
    "check",
    "check_file",
    "convert_lines",
    "dump",
    "fix",
    "fix_file",
    "list_rules",
    "load",
    "open_corpus",
    "parse",
    "parse_file",
    "read",
    "read_lines",
    "render",
    "verify",
]

_HOMES = {
    "CarciteError": "carcite.errors",
    "Contributors": "carcite.model.names",
    "Date": "carcite.model.dates",
    "Diagnostic": "carcite.model.diagnostics",
    "Difference": "carcite.corpus.differences",
    "ELocator": "carcite.model.locators",
    "Edit": "carcite.text.edit",
    "Fix": "carcite.text.edit",
    "Fixed": "carcite.results",
    "Identifier": "carcite.model.identifiers",
    "IdentifierError": "carcite.errors",
    "Literal": "carcite.model.locators",
    "Notice": "carcite.corpus.protocol",
    "Organization": "carcite.model.names",
    "PageRange": "carcite.model.locators",
    "Person": "carcite.model.names",
    "Record": "carcite.corpus.record",
    "Reference": "carcite.model.reference",
    "Related": "carcite.model.diagnostics",
    "Report": "carcite.results",
    "Rule": "carcite.rules.rule",
    "Safety": "carcite.text.edit",
    "Severity": "carcite.model.diagnostics",
    "Span": "carcite.text.span",
    "Style": "carcite.styles.style",
    "UnreadableError": "carcite.errors",
    "UsageError": "carcite.errors",
    "Verification": "carcite.corpus.verify",
    "convert_lines": "carcite.streams",
    "read": "carcite.streams",
    "read_lines": "carcite.streams",
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
