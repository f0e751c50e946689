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
    """The end with one line where a backup holds what the database lacks.

    That is an entry, or that a link was ended which is in force.
    """
    from scoreboard.storage.witnesses import contradictions, put_back

    backups = services.backups.folder
    ledger, history = services.ledger.own_history(event)
    found = contradictions(
        backups,
        event,
        ledger,
        history,
        lambda version: services.ledger.hash_at(event, version),
    )
    if found:
        said = f"{event}: its newest entries were cut off or changed: {found[0]}."
        fail(said, ANSWER_IS_NO)
    links = put_back(backups, event, ledger, services.access.generations(event))
    if links:
        said = f"{event}: {links[0]}. End it again: scoreboard links --renew ROLE:ID."
        fail(said, ANSWER_IS_NO)
