"""The breakdown of one team's place, and what every team can still reach."""

from __future__ import annotations

from flask import Response, jsonify, request
from flask_babel import gettext
from pydantic import BaseModel

from scoreboard.contest.explaining.breakdown import Breakdown, breakdown, newest_stage_of
from scoreboard.contest.explaining.prospects import Prospects, prospects
from scoreboard.contest.record.book import Book
from scoreboard.contest.standings.known import known_book
from scoreboard.contest.standings.visibility import Audience
from scoreboard.web.api.describing import describe
from scoreboard.web.api.spec import api
from scoreboard.web.page import page_language
from scoreboard.web.permissions import allow, allow_all, audience, keep_apart, require
from scoreboard.web.problems import FieldsWrong
from scoreboard.web.services import services


class BreakdownQuery(BaseModel):
    """Which stage (the newest the team takes part in when left out), and for whom."""

    stage: str | None = None
    view: str | None = None
    lang: str | None = None


class ProspectsQuery(BaseModel):
    """Which stage; the current one when left out."""

    stage: str | None = None
    lang: str | None = None


@api.get("/events/<slug>/teams/<team_id>/reckoning")
@describe("reading", {200: Breakdown, 304: None}, 401, 403, 422)
@allow_all
def team_breakdown(slug: str, team_id: str, query: BreakdownQuery) -> Response:
    """Why a team has its place: of what is public to all, with `view=desk` of all to the desk."""
    if query.view == "desk":
        require(slug, "see_desk")
    elif query.view is not None:
        raise FieldsWrong([("view", gettext("Only the desk has another view of the breakdown."))])
    seen_by: Audience = audience(slug) if query.view is None else "desk"
    answer = breakdown_of(slug, team_id, query.stage, seen_by)
    response = keep_apart(jsonify(answer), seen_by)
    if seen_by != "public":
        return response
    ledger = services().books.read(slug, lambda book: book.ledger_id)
    seen = (slug, ledger, team_id, answer["stage"]["id"], str(answer["version"]), page_language())
    response.set_etag(".".join(seen))
    response.make_conditional(request)
    return response


@api.get("/events/<slug>/prospects")
@describe("desk", {200: Prospects})
@allow("see_desk")
def stage_prospects(slug: str, query: ProspectsQuery) -> Response:
    """The best and the worst that each team can still reach, and how it stands to the cut."""

    def read(book: Book) -> Prospects:
        stage = book.find_stage(query.stage) if query.stage else book.stage
        return prospects(book, stage, gettext)

    response = jsonify(services().books.read(slug, read))
    response.headers["Cache-Control"] = "no-store"
    return response


def breakdown_of(slug: str, team_id: str, stage_id: str | None, seen_by: Audience) -> Breakdown:
    """The breakdown of a team in the reader's language. Raises as `breakdown` does."""

    def read(book: Book) -> Breakdown:
        known = known_book(book, seen_by)
        stage = known.find_stage(stage_id) if stage_id else newest_stage_of(known, team_id)
        return breakdown(known, stage, team_id, seen_by, gettext)

    return services().books.read(slug, read)
