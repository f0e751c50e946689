"""Which of an event's histories a ledger is: a copy that was put back goes on as another one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

# How a history came to follow another: a backup was put back, a second machine went on, or the
# database had lost what was committed.
How = Literal["restore", "takeover", "lost"]


@dataclass(frozen=True, slots=True)
class Left:
    """A ledger that was left at a version, for the one that goes on from there since `at`."""

    ledger: str
    version: int
    next: str
    how: How
    at: str


@dataclass(frozen=True, slots=True)
class History:
    """Which ledger a book is of, and those it follows, oldest first.

    `ledger` is empty where it is known by the id of its first entry, as every ledger is that
    follows none.
    """

    ledger: str = ""
    left: Sequence[Left] = ()

    @property
    def since(self) -> int:
        """The version it took over at the beginning; all later ones are its own."""
        return self.left[-1].version if self.left else 0

    def shared(self, at: int) -> int:
        """Up to which version this is the same as the ledger that was left as the `at`th.

        What was in that one at a later version is not in this, or is something else.
        """
        return min(one.version for one in self.left[at:])

    def written_in(self, version: int) -> int:
        """Which ledger an entry was written in: so many were left before that."""
        before = [0, *(one.version for one in self.left)]
        return max(n for n, since in enumerate(before) if since < version)
