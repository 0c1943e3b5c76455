"""The errors carcite raises: all of them mean that the caller asked for something impossible.

A fault in a reference is never an exception; it is a `Diagnostic`.
"""

from __future__ import annotations


class CarciteError(Exception):
    """Base of every error that carcite raises on purpose; its text is one line for the user."""


class UsageError(CarciteError):
    """The call names something that does not exist (a style, a rule), or cannot be carried out."""


class UnreadableError(CarciteError):
    """A file, style or record could not be read; the text says which and, where known, the line."""


class EncodingError(UnreadableError):
    """A text without a byte order mark is not UTF-8, and nobody said what else it is."""


class IdentifierError(CarciteError, ValueError):
    """A string is not the identifier it was taken for; raised only by `identifiers.*.validate`."""
