"""The pictures of events, in the database: so they are in each backup and come back with it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import delete, or_, select

from scoreboard.contest.record.look import Picture
from scoreboard.storage.database import Database
from scoreboard.storage.tables import PictureRow

# A picture that no look names yet: somebody may just be about to save one that does.
WAITING = timedelta(hours=1)


class Rendition(Protocol):
    """A picture as it is kept: its type, its size in pixels, its bytes and their SHA-256."""

    @property
    def kind(self) -> str: ...
    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...
    @property
    def data(self) -> bytes: ...
    @property
    def hash(self) -> str: ...


class Pictures:
    """What organisers have put in, event by event."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def keep(self, slug: str, shown: Rendition, tone: Rendition) -> Picture:
        """Keep a picture, and the same in one tone; again is harmless."""
        at = self._now().isoformat(timespec="seconds")
        with self._database.writing() as session:
            # The picture last: where both are one, it is known with its tone.
            for one in (tone, shown):
                session.merge(_row(slug, one, tone.hash, at))
        return Picture(
            shown.hash, shown.kind, shown.width, shown.height, tone.hash, tone.width, tone.height
        )

    def find(self, slug: str, hashes: Iterable[str]) -> dict[str, Picture]:
        """The pictures of those hashes that the event has, by their hash."""
        wanted = set(hashes)
        with self._database.reading() as session:
            found = session.execute(
                select(
                    PictureRow.hash, PictureRow.tone, PictureRow.kind,
                    PictureRow.width, PictureRow.height,
                ).where(PictureRow.event_slug == slug)
            ).all()  # fmt: skip
        rows = {row.hash: row for row in found}
        return {
            one: Picture(
                one, rows[one].kind, rows[one].width, rows[one].height,
                rows[one].tone, rows[rows[one].tone].width, rows[rows[one].tone].height,
            )
            for one in wanted
            if one in rows and rows[one].tone in rows
        }  # fmt: skip

    def data(self, slug: str, hash_: str) -> tuple[str, bytes] | None:
        """The type and the bytes of one, or None."""
        with self._database.reading() as session:
            row = session.get(PictureRow, (slug, hash_))
            return None if row is None else (row.kind, row.data)

    def forget_but(self, slug: str, shown: Collection[str], gone: Collection[str]) -> None:
        """Delete those of an event that are not shown: what is `gone` at once, the rest in time."""
        before = (self._now() - WAITING).isoformat(timespec="seconds")
        with self._database.writing() as session:
            session.execute(
                delete(PictureRow).where(
                    PictureRow.event_slug == slug,
                    PictureRow.hash.not_in(shown),
                    or_(PictureRow.hash.in_(gone), PictureRow.at < before),
                )
            )


def _row(slug: str, one: Rendition, tone: str, at: str) -> PictureRow:
    return PictureRow(
        event_slug=slug, hash=one.hash, tone=tone, kind=one.kind,
        width=one.width, height=one.height, at=at, data=one.data,
    )  # fmt: skip
