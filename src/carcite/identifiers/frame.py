"""What the modules of identifiers have in common: the answer of `find`, and `is_valid`."""

from __future__ import annotations

from collections.abc import Callable

from carcite.errors import IdentifierError

Found = tuple[tuple[int, int, str], ...]
"""Start, end and canonical value of each identifier in a running text, in order."""
Judge = Callable[[str], bool]


def judged_by(validate: Callable[[str], str]) -> Judge:
    """Return the `is_valid` that belongs to a `validate`."""

    def is_valid(text: str) -> bool:
        """Tell whether `validate` would return."""
        try:
            validate(text)
        except IdentifierError:
            return False
        return True

    return is_valid
