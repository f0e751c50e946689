"""The folder of backups: what is copied into it, under which names, and what is there by now."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from scoreboard.storage.backup import as_failure, back_up, ledger_json, whole
from scoreboard.storage.ledger import Ledger

STAMP = "%Y%m%dT%H%M%S"
_STAMPED = re.compile(r"-(\d{8}T\d{6})(?:-|\.)")
KINDS = (".db", ".json")


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup in the folder: its file name, when it was made by that name, its bytes."""

    name: str
    at: datetime
    size: int


class Backups:
    """Makes copies into a folder."""

    def __init__(
        self,
        folder: Path,
        database: Path | None,
        ledger: Ledger,
        now: Callable[[], datetime],
        in_thread: Callable[[Callable[[], object]], object] = lambda work: work(),
    ) -> None:
        """`database` is the file of an embedded database, None on a database server.

        `in_thread` copies and checks while others are served.
        """
        self._in_thread = in_thread
        self.folder = folder
        self._database = database
        self._ledger = ledger
        self.now = now

    def before_begin(self, slug: str) -> str:
        """Copy what there is before an event begins; the copy's file name in the folder.

        Of a database server it is the event's ledger as JSON. Raises BackupFailed.
        """
        name = f"before-begin-{slug}-{self.now():{STAMP}}"
        if self._database is not None:
            target = self.folder / f"{name}.db"
            self._in_thread(partial(back_up, self._database, target))
            return f"{name}.db"
        with as_failure(), whole(self.folder / f"{name}.json") as part:
            part.write_text(ledger_json(self._ledger, slug), encoding="utf-8")
        return f"{name}.json"

    def kept(self) -> list[Kept]:
        """What is in the folder, the newest first. Raises OSError."""
        return kept_in(self.folder)


def kept_in(folder: Path) -> list[Kept]:
    """The backups of a folder, the newest first; none where there is no folder yet.

    Raises OSError.
    """
    if not folder.is_dir():
        return []
    found = [kept for path in folder.iterdir() if (kept := _kept(path)) is not None]
    return sorted(found, key=lambda kept: (kept.at, kept.name), reverse=True)


def _kept(path: Path) -> Kept | None:
    stamped = _STAMPED.search(path.name)
    if stamped is None or path.suffix not in KINDS or path.name.startswith("."):
        return None
    try:
        at = datetime.strptime(stamped[1], STAMP).replace(tzinfo=UTC)
        return Kept(path.name, at, path.stat().st_size)
    except (ValueError, FileNotFoundError):
        # No time by its digits, or taken away while we looked.
        return None
