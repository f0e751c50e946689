"""The breakdown of one team's place as a page for everybody, also without scripts."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request, url_for

from scoreboard.contest.record.book import Book
from scoreboard.web.api.explaining import breakdown_of
from scoreboard.web.page import page_of
from scoreboard.web.permissions import allow_all, audience
from scoreboard.web.services import services
from scoreboard.web.spoken import spoken

team = Blueprint("team", __name__)


@team.get("/e/<slug>/teams/<team_id>")
@allow_all
def page(slug: str, team_id: str) -> str:
    """How a team came to its place, from what is closed; `?stage=` shows an earlier stage."""
    breakdown = breakdown_of(slug, team_id, request.args.get("stage") or None, audience(slug))
    lang = request.args.get("lang") or None

    def around(book: Book) -> dict[str, Any]:
        book = book.as_told()
        event, now = book.event, book.event.stages.index(book.stage)
        member = event.team(team_id)
        begun = [s for s in event.stages[: now + 1] if member in book.teams_of(s)]
        current = breakdown["stage"]["id"] == book.stage.id
        return {
            "names_en": event.names_en,
            "title": event.title,
            "subtitle": event.subtitle,
            "board_href": url_for(
                "audience.page",
                slug=slug,
                lang=lang,
                stage=None if current else breakdown["stage"]["id"],
            ),
            "stages": [
                {
                    "id": s.id,
                    "name": s.name,
                    "href": url_for("team.page", slug=slug, team_id=team_id, lang=lang, stage=s.id),
                }
                for s in begun
            ],
        }

    found = services().books.read(slug, around)
    names = found.pop("names_en")
    return render_template(
        "team.html",
        breakdown=spoken(breakdown, names),
        around=spoken(found, names),
        page=page_of("team", slug),
    )
