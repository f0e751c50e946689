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
    stage, lang = request.args.get("stage") or None, request.args.get("lang") or None
    seen_by = audience_of(slug)
    board, begun = services().boards.read(
        slug, lambda drawn: (drawn.board(seen_by, stage), _begun(drawn.book))
    )
    newest = begun[-1]["id"]
    stages = [
        {
            **one,
            "current": one["id"] == board["stage"]["id"],
            "href": url_for(
                "audience.page",
                slug=slug,
                lang=lang,
                stage=None if one["id"] == newest else one["id"],
            ),
        }
        for one in begun
    ]
    return render_template(
        "audience.html",
        board=board,
        stages=stages,
        page=page_of("audience", slug, board=board, stage=stage),
    )


def _begun(book: Book) -> list[dict[str, str]]:
    """The stages up to the current one."""
    now = book.event.stages.index(book.stage)
    return [{"id": stage.id, "name": stage.name} for stage in book.event.stages[: now + 1]]
