"""Refuses writes from a page of another ledger: a rehearsal's, or one from before "begin"."""

from __future__ import annotations

from flask import current_app, request

from scoreboard.contest.acts.beginning import check_same_ledger
from scoreboard.web.permissions import SAFE
from scoreboard.web.services import services

# The `ledger` of the board that the page shows; left out by whoever means the active ledger.
LEDGER = "X-Scoreboard-Ledger"


def page_ledger() -> str | None:
    """The ledger that the sender's page shows, where it says so."""
    return request.headers.get(LEDGER) or None


def check_page_ledger() -> None:
    """Before each write: refuse a page that has slept through the end of a rehearsal.

    Raises:
        NoSuchEvent: there is none of that slug.
        Refusal: the page shows another ledger than the active one.
    """
    ledger = page_ledger()
    slug = (request.view_args or {}).get("slug")
    view = current_app.view_functions.get(request.endpoint or "")
    if getattr(view, "confirms", False):
        # It hands the ledger on to its verb, which looks in the transaction.
        return
    if ledger and slug and request.method not in SAFE:
        services().books.read(slug, lambda book: check_same_ledger(book, ledger))
