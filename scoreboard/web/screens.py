"""The desk's list of screens: which displays, tablets and desks are open, and what they show."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request, url_for

from scoreboard.contest.heading import contest_of
from scoreboard.contest.record.book import Book
from scoreboard.web.page import page_of, reachable_root
from scoreboard.web.permissions import allow
from scoreboard.web.services import live, services

screens = Blueprint("screens", __name__)


@screens.get("/e/<slug>/desk/screens")
@allow("see_desk")
def page(slug: str) -> str:
    """Every screen with its version and state; for the desk also what can be asked of it."""
    books = services().books
    board = services().boards.board(slug, "public")

    def choices(book: Book) -> dict[str, Any]:
        event = book.event
        return {
            "judges": [{"id": judge.id, "name": judge.name} for judge in event.judges],
            "stages": [{"id": stage.id, "name": stage.name} for stage in event.stages],
            "divisions": [{"id": one.id, "name": one.name} for one in event.divisions],
            "overall": event.rules.overall,
            "groups": [{"id": one.id, "name": one.name} for one in event.groups],
        }

    titles = books.read_each(lambda book: (book.event.slug, _title(book)))
    others = [{"slug": one, "title": title} for one, title in titles if one != slug and title]
    return render_template(
        "screens.html",
        board=board,
        overlay_href=(reachable_root() or request.url_root).rstrip("/")
        + url_for("overlay.page", slug=slug),
        page=page_of(
            "screens",
            slug,
            version=board["version"],
            ledger=board.get("ledger"),
            rehearsal=board.get("rehearsal", False),
            share=live().screens.share(slug),
            events=others,
            **books.read(slug, choices),
        ),
    )


def _title(book: Book) -> str:
    """The name of another event; empty where it is archived."""
    return "" if book.archived else contest_of(book.event)
