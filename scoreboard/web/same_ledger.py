"""Refuses writes from a page of another ledger: a rehearsal's, or one from before "begin"."""

from __future__ import annotations

from flask import request

from scoreboard.contest.acts.beginning import check_same_ledger
from scoreboard.web.permissions import SAFE
from scoreboard.web.services import services

# The `ledger` of the board that the page shows; left out by whoever means the active ledger.
LEDGER = "X-Scoreboard-Ledger"


def check_page_ledger() -> None:
    """Before each write: refuse a page that has slept through the end of a rehearsal.

    Raises:
        NoSuchEvent: there is none of that slug.
        Refusal: the page shows another ledger than the active one.
    """
    ledger = request.headers.get(LEDGER)
    slug = (request.view_args or {}).get("slug")
    if ledger and slug and request.method not in SAFE:
        services().books.read(slug, lambda book: check_same_ledger(book, ledger))
