"""The section on the second folder for backups: where it is, and whether it has them all."""

from __future__ import annotations

from typing import TypedDict

from flask_babel import gettext

from scoreboard.storage.access import WHOLE_SERVER
from scoreboard.translation import say_in
from scoreboard.web.page import page_language
from scoreboard.web.permissions import current_grant
from scoreboard.web.services import services


class FolderFacts(TypedDict):
    """The second folder: "" where none is named; told to who may set up, else only whether.

    `named`: whether there is one. `fixed`: it was named by SCOREBOARD_BACKUP_FOLDER. `mine`: the
    reader may name another. `newest` is its newest backup's name, "" where it has none or nobody
    has looked yet; `behind` how many it lacks; `same_disk`: it is on the disk that the data is on.
    """

    named: bool
    folder: str
    fixed: bool
    mine: bool
    newest: str
    behind: int
    same_disk: bool
    warning: str


def folder_facts() -> FolderFacts:
    """What is known of the second folder now, in the reader's language."""
    second, grant = services().second_folder, current_grant()
    named, last = second.named, second.last
    warning = ""
    if second.trouble is not None:
        why = second.trouble.said(say_in(page_language()))
        warning = str(gettext("The second folder for backups: %(why)s", why=why))
    return {
        "named": named is not None,
        "folder": named.folder if named is not None and grant.may("set_up") else "",
        "fixed": second.setting is not None,
        "mine": grant.event == WHOLE_SERVER and second.setting is None,
        "newest": last["newest"] if last is not None else "",
        "behind": last["behind"] if last is not None else 0,
        "same_disk": last["same_disk"] if last is not None else False,
        "warning": warning,
    }
