"""The section on backups: how old the newest is, and what there is."""

from __future__ import annotations

from typing import TypedDict

from flask_babel import gettext

from scoreboard.storage.backup_keeper import BackupKeeper
from scoreboard.storage.disk_words import disk_words
from scoreboard.storage.rolling import Kept
from scoreboard.translation import say_in
from scoreboard.web.page import page_language
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

    `waiting` is for how many seconds something has been written that is in no backup. `folder` is
    told to who may set up, else null. `warning` says what is wrong, else "".
    """

    now: str
    newest: list[KeptBackup]
    kept: int
    size: int
    waiting: int
    folder: str | None
    warning: str


def backup_facts() -> BackupFacts:
    """What is known of the backups now, in the reader's language."""
    keeper = services().keeper
    backups, warning = keeper.backups, _warning(keeper)
    try:
        kept = backups.kept()
    except OSError as error:
        kept = []
        warning = gettext("The folder of backups cannot be read: %(why)s", why=_why(error))
    return {
        "now": backups.now().isoformat(),
        "newest": [row_of(one) for one in kept[:LISTED]],
        "kept": len(kept),
        "size": sum(one.size for one in kept),
        "waiting": int(keeper.waiting_seconds),
        "folder": str(backups.folder.resolve()) if current_grant().may("set_up") else None,
        "warning": warning,
    }


def row_of(kept: Kept) -> KeptBackup:
    """A backup as it is told."""
    return {"name": kept.name, "at": kept.at.isoformat(), "size": kept.size}


def _warning(keeper: BackupKeeper) -> str:
    if keeper.trouble is not None:
        why = keeper.trouble.said(say_in(page_language()))
        return str(gettext("The last backup could not be made: %(why)s", why=why))
    if keeper.is_late:
        minutes = int(keeper.waiting_seconds // 60)
        return str(gettext("For %(n)s minutes something has been in no backup.", n=minutes))
    return ""


def _why(error: OSError) -> str:
    known = disk_words(error)
    return gettext(known) if known else f"{error.strerror}."
