"""What the presenter reads from."""

from __future__ import annotations

from flask import Response, jsonify

from scoreboard.contest.boards.drawn import Drawn
from scoreboard.contest.explaining.presenting import HostSheet, host_sheet
from scoreboard.contest.explaining.prospects import needed
from scoreboard.contest.standings.deciding import decided
from scoreboard.contest.standings.known import known_book
from scoreboard.contest.standings.standings import standings_of
from scoreboard.translation import naming, say_in
from scoreboard.web.api.describing import describe
from scoreboard.web.api.spec import api
from scoreboard.web.page import page_language
from scoreboard.web.permissions import allow
from scoreboard.web.services import services


@api.get("/events/<slug>/host")
@describe("reading", {200: HostSheet})
@allow("step")
def presenters_sheet(slug: str) -> Response:
    """Who is on stage and in which order, how names are said, ties and what each team needs.

    All of it is public; words are in the reader's language.
    """
    response = jsonify(services().boards.read(slug, sheet_of))
    response.headers["Cache-Control"] = "no-store"
    return response


def sheet_of(drawn: Drawn) -> HostSheet:
    """The sheet as the hall knows the event by now, in the reader's language."""
    book, board = drawn.book, drawn.board("public")
    known = known_book(book, "public")
    stage = known.find_stage(board["stage"]["id"])
    names = known.event.names_en if page_language() == "en" else {}
    say = naming(say_in(page_language()), names)
    needs = {} if "reveal" in board else needed(known, stage, say, "public")
    rows = standings_of(known, stage, "public").rows
    why = {
        row.team.id: names.get(words, words)
        for row in rows
        if row.decided_by is not None and (words := decided(known, row.decided_by, say))
    }
    return host_sheet(book, board, needs, say, why)
