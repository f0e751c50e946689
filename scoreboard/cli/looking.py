"""What `scoreboard verify` looks at beside the chain: the file, and what backups remember."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scoreboard.cli.common import ANSWER_IS_NO, fail

if TYPE_CHECKING:
    from scoreboard.services import Services
    from scoreboard.storage.database import Database


def check_file(database: Database) -> None:
    """The end with one line where the file of an embedded database is damaged."""
    if (damage := database.damage()) is not None:
        fail(f"{database.file} is damaged: {damage}", ANSWER_IS_NO)


def check_backups(services: Services, event: str) -> None:
    """The end with one line where a backup holds an entry that the ledger lacks."""
    from scoreboard.storage.witnesses import contradictions

    ledger, history = services.ledger.own_history(event)
    found = contradictions(
        services.backups.folder,
        event,
        ledger,
        history,
        lambda version: services.ledger.hash_at(event, version),
    )
    if found:
        said = f"{event}: its newest entries were cut off or changed: {found[0]}."
        fail(said, ANSWER_IS_NO)
