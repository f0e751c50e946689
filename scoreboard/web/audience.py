"""The audience's phones: the same board as a page, also without scripts."""

from __future__ import annotations

from flask import Blueprint, render_template, request, url_for

from scoreboard.contest.record.book import Book
from scoreboard.web.page import page_of
from scoreboard.web.permissions import allow_all
from scoreboard.web.permissions import audience as audience_of
from scoreboard.web.services import services

audience = Blueprint("audience", __name__)


@audience.get("/e/<slug>")
@allow_all
def page(slug: str) -> str:
    """The public board; `?stage=` shows an earlier stage."""
    stage = request.args.get("stage") or None
    board = services().books.board(slug, audience_of(slug), stage)
    lang = request.args.get("lang") or None

    def stages(book: Book) -> list[dict[str, object]]:
        now = book.event.stages.index(book.stage)
        return [
            {
                "id": shown.id,
                "name": shown.name,
                "current": shown.id == board["stage"]["id"],
                "href": url_for(
                    "audience.page", slug=slug, lang=lang, stage=shown.id if nth < now else None
                ),
            }
            for nth, shown in enumerate(book.event.stages[: now + 1])
        ]

    return render_template(
        "audience.html",
        board=board,
        stages=services().books.read(slug, stages),
        page=page_of("audience", slug, board=board, stage=stage),
    )
