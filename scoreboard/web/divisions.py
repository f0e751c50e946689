"""Which divisions of an event a page or call asks for."""

from __future__ import annotations

from scoreboard.contest.words import unknown
from scoreboard.web.services import services


def chosen_divisions(slug: str, asked: str | None) -> list[str]:
    """The ids of the divisions asked for, separated by commas; none for all of them.

    Raises Refusal where the event has no such division, and NoSuchEvent.
    """
    ids = list(filter(None, (asked or "").split(",")))
    known = services().books.read(slug, lambda book: {one.id for one in book.event.divisions})
    for one in ids:
        if one not in known:
            raise unknown("This event has no such division.")
    return ids
