"""The section on the database: whether what is acknowledged is kept, and what is wrong if not."""

from __future__ import annotations

from typing import TypedDict

from flask_babel import gettext

from scoreboard.web.permissions import current_grant
from scoreboard.web.services import services


class DatabaseFacts(TypedDict):
    """Where everything is kept: `file` is told to who may set up, else null.

    `warning` says why nothing is written, else "".
    """

    file: str | None
    warning: str


def database_facts() -> DatabaseFacts:
    """What is known of the database now, in the reader's language."""
    database = services().database
    reason = database.writable.reason
    wrong = reason is not None and not reason.planned
    file = database.file
    return {
        "file": str(file) if file is not None and current_grant().may("set_up") else None,
        "warning": reason.said(gettext) if reason is not None and wrong else "",
    }
