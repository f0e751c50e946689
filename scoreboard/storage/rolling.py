"""Which backups a folder holds, and which of them newer ones have replaced.

It rests on next to nothing: the process that copies to a second folder starts with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain, groupby
from pathlib import Path

from scoreboard.limits import BACKUPS_DAYS, BACKUPS_HOURS, BACKUPS_NEWEST

STAMP = "%Y%m%dT%H%M%S"
_STAMPED = re.compile(r"-(\d{8}T\d{6})(?:-|\.)")
_KINDS = (".db", ".json")
# Those that are made by themselves: only these are ever taken away.
ROLLING = "backup-"


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup in the folder: its file name, when it was made by that name, its bytes."""

    name: str
    at: datetime
    size: int

    @property
    def rolls(self) -> bool:
        """Whether newer ones take its place in time."""
        return self.name.startswith(ROLLING)


def kept_in(folder: Path) -> list[Kept]:
    """The backups of a folder, the newest first; none where there is no folder yet.

    Raises OSError.
    """
    if not folder.is_dir():
        return []
    found = [kept for path in folder.iterdir() if (kept := _kept(path)) is not None]
    return sorted(found, key=lambda kept: (kept.at, kept.name), reverse=True)


def outdated(kept: Iterable[Kept]) -> list[Kept]:
    """Those of a rolling set, newest first, that are neither among the newest nor of an hour or
    day whose newest they are.
    """
    rolling = [one for one in kept if one.rolls]
    stay = chain(
        rolling[:BACKUPS_NEWEST],
        _newest_of_each(rolling, "%Y%m%d%H", BACKUPS_HOURS),
        _newest_of_each(rolling, "%Y%m%d", BACKUPS_DAYS),
    )
    names = {one.name for one in stay}
    return [one for one in rolling if one.name not in names]


def _newest_of_each(rolling: list[Kept], time: str, most: int) -> list[Kept]:
    groups = groupby(rolling, key=lambda one: f"{one.at:{time}}")
    return [next(group) for _, group in groups][:most]


def _kept(path: Path) -> Kept | None:
    stamped = _STAMPED.search(path.name)
    if stamped is None or path.suffix not in _KINDS or path.name.startswith("."):
        return None
    try:
        at = datetime.strptime(stamped[1], STAMP).replace(tzinfo=UTC)
        return Kept(path.name, at, path.stat().st_size)
    except (ValueError, FileNotFoundError):
        # No time by its digits, or taken away while we looked.
        return None
