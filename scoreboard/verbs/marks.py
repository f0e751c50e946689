"""What the verbs that set a judge's mark share."""

from __future__ import annotations

from dataclasses import dataclass, replace

from scoreboard.contest.model import Entry
from scoreboard.verbs.verb import Verb


@dataclass(frozen=True)
class SetsMark(Verb):
    """A mark is set: as one number, or by criteria, whose sum is settled on the way."""

    def is_of(self, entry: Entry, drafted: Entry) -> bool:
        """Compares the parts of a mark by criteria, of which the sum follows."""
        parts = drafted.detail.get("values")
        if entry.detail.get("member") != drafted.detail.get("member"):
            return False
        if entry.detail.get("values") != parts:
            return False
        if parts is not None:
            drafted = replace(drafted, value=entry.value)
        return super().is_of(entry, drafted)
