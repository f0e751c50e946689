"""Which play a page was drawn in: the event, its rehearsal, or what was before it began."""

from __future__ import annotations

from flask import request

from scoreboard.contest.acts.beginning import check_same_play
from scoreboard.web.permissions import SAFE
from scoreboard.web.services import services

# The `ledger` of the board that the page shows; left out by whoever means the play that runs.
LEDGER = "X-Scoreboard-Ledger"


def check_play() -> None:
    """Before each write: a page that has slept through the end of a rehearsal must not go on.

    Raises:
        NoSuchEvent: there is none of that slug.
        Refusal: another play runs than the one that the page shows.
    """
    ledger = request.headers.get(LEDGER)
    slug = (request.view_args or {}).get("slug")
    if ledger and slug and request.method not in SAFE:
        services().books.read(slug, lambda book: check_same_play(book, ledger))
