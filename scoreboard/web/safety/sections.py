"""The sections of the page, in their order. A further one is a key here and in `facts`, a template
`templates/safety/KEY.html`, and in static/js/safety.js what draws its facts.
"""

from __future__ import annotations

from typing import TypedDict

from scoreboard.web.safety.backups import BackupFacts, backup_facts
from scoreboard.web.safety.database import DatabaseFacts, database_facts
from scoreboard.web.safety.histories import Forbids, HistoryFacts, history_facts
from scoreboard.web.safety.pins import PinFacts, pin_facts
from scoreboard.web.safety.seal import SealFacts, seal_facts
from scoreboard.web.safety.second import SecondFacts, second_facts
from scoreboard.web.safety.second_folder import FolderFacts, folder_facts
from scoreboard.web.services import services


class Safety(TypedDict):
    """What is known of an event's safety, a key for each section.

    Each has a `warning`, a sentence that every page of the desk shows; "" where nothing is wrong.
    """

    database: DatabaseFacts
    backups: BackupFacts
    folder: FolderFacts
    second: SecondFacts
    histories: HistoryFacts
    seal: SealFacts
    pins: PinFacts


SECTIONS = tuple(Safety.__annotations__)


def facts(slug: str, forbids: Forbids) -> Safety:
    """What is known of an event's safety now, in the reader's language. Raises NoSuchEvent."""
    services().books.check_exists(slug)
    return {
        "database": database_facts(),
        "backups": backup_facts(),
        "folder": folder_facts(),
        "second": second_facts(slug),
        "histories": history_facts(slug, forbids),
        "seal": seal_facts(slug),
        "pins": pin_facts(slug),
    }
