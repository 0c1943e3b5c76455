"""How many steps the readings of one entry may take, all of them together.

A text of a thousand initials has more readings than anyone could weigh. What is counted is work,
not time, so that an entry is read alike on every machine and whatever stands beside it.

>>> steps = Steps(2)
>>> steps.take(2)
>>> steps.take(1)
Traceback (most recent call last):
carcite.styles.grammar.steps.SpentError
"""

from __future__ import annotations

MOST = 30_000
"""Steps of one entry: some hundred times what an ordinary one takes, and less than a second."""


class SpentError(Exception):
    """The steps of an entry are used up."""


class Steps:
    """What is left of the steps of one entry."""

    __slots__ = ("left",)

    def __init__(self, most: int = MOST) -> None:
        self.left = most

    def take(self, count: int) -> None:
        """Take some steps; raise SpentError where fewer are left."""
        self.left -= count
        if self.left < 0:
            raise SpentError

    @property
    def are_spent(self) -> bool:
        """Whether a reading had to stop for want of steps."""
        return self.left < 0
