"""Page ranges: what a shortened range says, and how a style shortens one.

Citing Medicine, 2nd ed., ch. 1 (Location): "123-9" for 123 to 129, "S93-9", "112s-9s"; the other
forms are CSL 1.0.2's page-range-format.

>>> expand("1361", "5")
('1361', '1365')
>>> shorten("1361", "1365", "minimal")
'5'
"""

from __future__ import annotations

from carcite.text.pattern import pattern

_PAGE = pattern(r"([^\W\d_]*+)([0-9]{1,40}+)([^\W\d_]?+)")
"""Takes "S93", "112s", "e1008"; refuses "550.e2" and "iii"."""


def expand(first: str, last: str) -> tuple[str, str]:
    """Return both ends of a range written out; ends that cannot be counted stay as they are.

    So do those of a range that runs backwards: one of the two is wrong, and nobody knows which.

    >>> expand("448", "39")
    ('448', '39')
    """
    full = lengthened(first, last)
    return (first, last) if runs_backwards(*full) else full


def lengthened(first: str, last: str) -> tuple[str, str]:
    """Return both ends of a range, the last with the figures that it shares with the first."""
    one, two = _PAGE.fullmatch(first), _PAGE.fullmatch(last)
    if not one or not two:
        return first, last
    (prefix, low, suffix), (prefix2, high, suffix2) = one.groups(), two.groups()
    if prefix2 and prefix2.casefold() != prefix.casefold():
        return first, last
    if len(high) < len(low):
        high = low[: len(low) - len(high)] + high
    return first, f"{prefix2 or prefix}{high}{suffix2 or (suffix if not prefix else '')}"


def shorten(first: str, last: str, form: str) -> str:
    """Return `last` as a style prints it after `first`; both are given written out.

    `form` is CSL's page-range-format: "full" (CSL: expanded), "minimal", "minimal-two", "chicago".
    """
    one, two = _PAGE.fullmatch(first), _PAGE.fullmatch(last)
    if form in ("full", "any") or not one or not two:
        return last
    (prefix, low, suffix), (prefix2, high, suffix2) = one.groups(), two.groups()
    if prefix != prefix2 or suffix != suffix2 or int(low) >= int(high):
        return last
    if len(low) != len(high):
        return f"{high}{suffix2}"
    keep = _digits_kept(low, high, form)
    return f"{high[len(high) - keep :]}{suffix2}"


def _digits_kept(low: str, high: str, form: str) -> int:
    """Return how many final digits of `high` are printed."""
    size = len(high)
    same = next(i for i in range(size) if low[i] != high[i])
    changed = size - same
    if form == "minimal":
        return changed
    if form == "minimal-two":
        return min(size, max(2, changed))
    number = int(low)
    if number < 100 or number % 100 == 0 or (size >= 4 and changed >= 3):
        return size
    if number % 100 < 10:
        return changed
    return min(size, max(2, changed))


def runs_backwards(first: str, last: str) -> bool:
    """Tell whether a written-out range ends before it begins ("129", "123").

    >>> runs_backwards("129", "123"), runs_backwards("S9", "e2")
    (True, False)
    """
    one, two = _PAGE.fullmatch(first), _PAGE.fullmatch(last)
    if not one or not two or one[1] != two[1] or one[3] != two[3]:
        return False
    return int(one[2]) > int(two[2])
