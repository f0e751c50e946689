"""The folder of backups: what is copied into it, under which names, and what is there by now."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Protocol

from scoreboard.contest.words import N_
from scoreboard.in_thread import InThread, here
from scoreboard.limits import BACKUP_LEAVES
from scoreboard.storage.backup import BackupFailed, as_failure
from scoreboard.storage.rolling import ROLLING, STAMP, Kept, kept_in, outdated


class Source(Protocol):
    """What is copied: an embedded database's file, or a database server's tables."""

    def size(self) -> int:
        """About how many bytes a copy takes."""

    def copy(self, target: Path, in_thread: InThread, *, checked: bool = True) -> dict[str, int]:
        """Make a checked copy; how many entries each event has in it. Raises BackupFailed."""


class Backups:
    """Makes copies into a folder: a rolling set by itself, and one before something is cleared."""

    def __init__(
        self,
        folder: Path,
        source: Source,
        now: Callable[[], datetime],
        in_thread: InThread = here,
        seal: Callable[[str], str] = lambda _slug: "",
    ) -> None:
        """`in_thread` copies and checks while others are served.

        `seal` is what a name says of an event's ledger; "" where it says nothing.
        """
        self.folder = folder
        self.now = now
        self._source = source
        self._in_thread = in_thread
        self._seal = seal

    def before_begin(self, slug: str) -> str:
        """Copy what there is before an event begins; the copy's file name in the folder.

        Raises BackupFailed.
        """
        name = f"before-begin-{slug}-{self.now():{STAMP}}.db"
        self._source.copy(self.folder / name, self._in_thread)
        return name

    def make(self, slug: str) -> Kept:
        """One more of the rolling set, after something in this event; older ones make room.

        Raises BackupFailed: also where the disk would be too full for the marks to come.
        """
        at = self.now().replace(microsecond=0)
        seal = self._seal(slug)
        name = f"{ROLLING}{at:{STAMP}}{f'-{seal}' if seal else ''}.db"
        self._in_thread(partial(make_room, self.folder, self._source.size()))
        self._source.copy(self.folder / name, self._in_thread)
        self._in_thread(partial(prune, self.folder, spare=name))
        with as_failure():
            return Kept(name, at, (self.folder / name).stat().st_size)

    def before_follow(self) -> str:
        """Copy what there is before this laptop follows another history; the copy's file name.

        Raises BackupFailed.
        """
        name = f"before-follow-{self.now():{STAMP}}.db"
        self._source.copy(self.folder / name, self._in_thread)
        return name

    def kept(self) -> list[Kept]:
        """What is in the folder, the newest first. Raises OSError."""
        return kept_in(self.folder)


def prune(folder: Path, *, spare: str = "") -> None:
    """Take away what newer backups have replaced; never the one that was made just now.

    Raises BackupFailed.
    """
    with as_failure():
        for one in outdated(kept_in(folder)):
            if one.name != spare:
                (folder / one.name).unlink(missing_ok=True)


def make_room(folder: Path, size: int) -> None:
    """See that a backup of this size leaves the disk room for the event itself.

    Older ones of the rolling set go where it must be, the newest three stay. Raises BackupFailed.
    """
    with as_failure():
        folder.mkdir(parents=True, exist_ok=True)
        needed = size + BACKUP_LEAVES
        oldest = [one for one in kept_in(folder) if one.rolls][:2:-1]
        while shutil.disk_usage(folder).free < needed and oldest:
            (folder / oldest.pop(0).name).unlink(missing_ok=True)
        free = shutil.disk_usage(folder).free
    if free < needed:
        raise BackupFailed(
            N_("The disk has %(mb)s MB left, and the marks need them."), mb=free // 1024**2
        )
