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
    from carcite.corpus.build import Built
    from carcite.corpus.differences import Difference
    from carcite.corpus.protocol import Corpus, Hit, Notice, Query, SourceError
    from carcite.corpus.record import Record
    from carcite.corpus.store import FileCorpus
    from carcite.corpus.verify import Asked, State, Verification
    from carcite.errors import CarciteError, IdentifierError, UnreadableError, UsageError
    from carcite.learning.evidence import Told
    from carcite.learning.learnt import Learnt
    from carcite.learning.nearest import Near
    from carcite.model.dates import Date
    from carcite.model.diagnostics import Diagnostic, Related, Severity
    from carcite.model.document import Document
    from carcite.model.identifiers import Identifier
    from carcite.model.layout import Layout, Piece, Role
    from carcite.model.locators import ELocator, Literal, PageRange
    from carcite.model.names import Contributors, Organization, Person
    from carcite.model.parse import Doubt, Entry, Parse, ReferenceList
    from carcite.model.reference import Reference
    from carcite.results import Fixed, Report
    from carcite.rules.rule import Finding, Rule
    from carcite.samples import learn_style, learn_style_file
    from carcite.streams import convert_lines, read, read_lines
    from carcite.styles.style import Style
    from carcite.text.edit import Edit, Fix, Safety
    from carcite.text.source import Source
    from carcite.text.span import Span

__version__ = "0.1.0"
__all__ = [
    "Asked",
    "Built",
    "CarciteError",
    "Contributors",
    "Corpus",
    "Date",
    "Diagnostic",
    "Difference",
    "Document",
    "Doubt",
    "ELocator",
    "Edit",
    "Entry",
    "FileCorpus",
    "Finding",
    "Fix",
    "Fixed",
    "Hit",
    "Identifier",
    "IdentifierError",
    "Layout",
    "Learnt",
    "Literal",
    "Near",
    "Notice",
    "Organization",
    "PageRange",
    "Parse",
    "Person",
    "Piece",
    "Query",
    "Record",
    "Reference",
    "ReferenceList",
    "Related",
    "Report",
    "Role",
    "Rule",
    "Safety",
    "Severity",
    "Source",
    "SourceError",
    "Span",
    "State",
    "Style",
    "Told",
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
    "learn_style",
    "learn_style_file",
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
    "Asked": "carcite.corpus.verify",
    "Built": "carcite.corpus.build",
    "CarciteError": "carcite.errors",
    "Contributors": "carcite.model.names",
    "Corpus": "carcite.corpus.protocol",
    "Date": "carcite.model.dates",
    "Diagnostic": "carcite.model.diagnostics",
    "Difference": "carcite.corpus.differences",
    "Document": "carcite.model.document",
    "Doubt": "carcite.model.parse",
    "ELocator": "carcite.model.locators",
    "Edit": "carcite.text.edit",
    "Entry": "carcite.model.parse",
    "FileCorpus": "carcite.corpus.store",
    "Finding": "carcite.rules.rule",
    "Fix": "carcite.text.edit",
    "Fixed": "carcite.results",
    "Hit": "carcite.corpus.protocol",
    "Identifier": "carcite.model.identifiers",
    "IdentifierError": "carcite.errors",
    "Layout": "carcite.model.layout",
    "Learnt": "carcite.learning.learnt",
    "Literal": "carcite.model.locators",
    "Near": "carcite.learning.nearest",
    "Notice": "carcite.corpus.protocol",
    "Organization": "carcite.model.names",
    "PageRange": "carcite.model.locators",
    "Parse": "carcite.model.parse",
    "Person": "carcite.model.names",
    "Piece": "carcite.model.layout",
    "Query": "carcite.corpus.protocol",
    "Record": "carcite.corpus.record",
    "Reference": "carcite.model.reference",
    "ReferenceList": "carcite.model.parse",
    "Related": "carcite.model.diagnostics",
    "Report": "carcite.results",
    "Role": "carcite.model.layout",
    "Rule": "carcite.rules.rule",
    "Safety": "carcite.text.edit",
    "Severity": "carcite.model.diagnostics",
    "Source": "carcite.text.source",
    "SourceError": "carcite.corpus.protocol",
    "Span": "carcite.text.span",
    "State": "carcite.corpus.verify",
    "Style": "carcite.styles.style",
    "Told": "carcite.learning.evidence",
    "UnreadableError": "carcite.errors",
    "UsageError": "carcite.errors",
    "Verification": "carcite.corpus.verify",
    "convert_lines": "carcite.streams",
    "learn_style": "carcite.samples",
    "learn_style_file": "carcite.samples",
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
