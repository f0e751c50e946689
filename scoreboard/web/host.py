"""The presenter's page: what is next, who is on, and the keys of the show."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template

from scoreboard.contest.boards.drawn import Drawn
from scoreboard.contest.record.naming import names_in
from scoreboard.contest.show.message import scene_of_crew
from scoreboard.live.server_clock import sent_now
from scoreboard.web.api.presenting import sheet_of
from scoreboard.web.page import page_of
from scoreboard.web.permissions import allow
from scoreboard.web.scene_kinds import scenes_on_page
from scoreboard.web.services import services

host = Blueprint("host", __name__)


@host.get("/e/<slug>/host")
@allow("step")
def page(slug: str) -> str:
    """Names, order and facts of what is public, over the keys that turn the show."""

    def stands(drawn: Drawn) -> dict[str, Any]:
        return {
            "board": drawn.board("public"),
            "sheet": sheet_of(drawn),
            "scene": scene_of_crew(drawn),
            "names": names_in(drawn.book),
        }

    told = services().boards.read(slug, stands)
    told["scene"] = sent_now(told["scene"])
    return render_template("host.html", page=page_of("host", slug, scenes=scenes_on_page(), **told))
