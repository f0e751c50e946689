"""Looking through a database that is served: was it changed by anybody but its own processes?

A file can be overwritten or cut short where it stands, under its own name and identity: a backup
that is copied over it by hand, a file that a sick disk has torn. SQLite notices late, if ever.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from scoreboard.storage.backup import (
    BackupFailed,
    check_chain,
    file_address,
)


class Found(NamedTuple):
    """What is wrong with a database on the disk: as a whole, and with the first event at fault."""

    damage: str = ""
    event: str = ""
    why: str = ""


def examine(path: Path, events: Collection[str]) -> Found:
    """Look through a database as it stands on the disk, and through the chains of these events."""
    slug = ""
    try:
        with closing(sqlite3.connect(file_address(path), uri=True)) as opened:
            opened.row_factory = sqlite3.Row
            # All of it as it is at one moment: others go on writing.
            opened.execute("BEGIN")
            (found,) = opened.execute("PRAGMA integrity_check(1)").fetchone()
            if found != "ok":
                return Found(str(found).splitlines()[0])
            for event in opened.execute("SELECT * FROM events").fetchall():
                slug = event["slug"]
                if slug in events:
                    check_chain(opened, event)
    except sqlite3.DatabaseError as error:
        return Found(str(error))
    except BackupFailed as failed:
        return Found(event=slug, why=str(failed))
    return Found()
