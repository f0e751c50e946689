"""What is printed on the cards in people's hands, and can be taken back by nobody."""

from __future__ import annotations

from sqlalchemy import select, update

from scoreboard.storage.database import Database
from scoreboard.storage.tables import EventRow


class PrintedCards:
    """The address that each event's printed cards lead to."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def remember(self, slug: str, root: str) -> None:
        """Cards with this address have been printed."""
        with self._database.writing() as session:
            session.execute(update(EventRow).where(EventRow.slug == slug).values(printed=root))

    def root(self, slug: str) -> str | None:
        """The address on the cards printed last, or None while none are."""
        with self._database.reading() as session:
            return session.scalar(select(EventRow.printed).where(EventRow.slug == slug)) or None
