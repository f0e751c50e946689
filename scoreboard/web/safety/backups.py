"""The section on backups: how old the newest is, and what there is."""

from __future__ import annotations

from typing import TypedDict

from flask_babel import gettext

from scoreboard.web.permissions import current_grant
from scoreboard.web.services import services

LISTED = 8


class KeptBackup(TypedDict):
    """A backup: its file's name, when it was made, and its bytes."""

    name: str
    at: str
    size: int


class BackupFacts(TypedDict):
    """The backups of this server, newest first (the newest few of `kept`), and their bytes in all.

    `folder` is told to who may set up, else null. `trouble` says what is wrong, else "".
    """

    now: str
    newest: list[KeptBackup]
    kept: int
    size: int
    folder: str | None
    trouble: str


def backup_facts() -> BackupFacts:
    """What is known of the backups now, in the reader's language."""
    backups, trouble = services().backups, ""
    try:
        kept = backups.kept()
    except OSError as error:
        kept, trouble = [], gettext("The folder cannot be read: %(why)s.", why=error.strerror)
    return {
        "now": backups.now().isoformat(),
        "newest": [
            {"name": one.name, "at": one.at.isoformat(), "size": one.size} for one in kept[:LISTED]
        ],
        "kept": len(kept),
        "size": sum(one.size for one in kept),
        "folder": str(backups.folder.resolve()) if current_grant().may("set_up") else None,
        "trouble": trouble,
    }
