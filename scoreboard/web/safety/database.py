"""The section on the database: whether what is acknowledged is kept, and what is wrong if not."""

from __future__ import annotations

from typing import TypedDict

from flask_babel import gettext

from scoreboard.storage.database import Database
from scoreboard.storage.writable import Reason
from scoreboard.web.permissions import current_grant
from scoreboard.web.services import services


class DatabaseFacts(TypedDict):
    """Where everything is kept, and whether nothing is written now.

    `file` is told to who may set up, else null.
    `warning` says why nothing is written, or that the disk is slow; else "".
    """

    file: str | None
    stopped: bool
    warning: str


def database_facts() -> DatabaseFacts:
    """What is known of the database now, in the reader's language."""
    database = services().database
    file = database.file
    return {
        "file": str(file) if file is not None and current_grant().may("set_up") else None,
        "stopped": _wrong(database) is not None,
        "warning": _warning(database),
    }


def _wrong(database: Database) -> Reason | None:
    reason = database.writable.reason
    return None if reason is None or reason.planned else reason


def _warning(database: Database) -> str:
    if (reason := _wrong(database)) is not None:
        return reason.said(gettext)
    if (took := database.disk.slow_seconds) is not None:
        said: str = gettext(
            "The disk is slow: one mark waited %(n)s s for it, and all after it. Close what "
            "else writes on it, or go on from another disk.",
            n=f"{took:.1f}",
        )
        return said
    return ""
