"""The page on which the desk sees what keeps the event safe."""

from __future__ import annotations

from flask import Blueprint, render_template

from scoreboard.web.page import page_of
from scoreboard.web.permissions import allow
from scoreboard.web.safety.sections import SECTIONS, facts
from scoreboard.web.services import services

safety = Blueprint("safety", __name__)


@safety.get("/e/<slug>/safety")
@allow("see_desk")
def page(slug: str) -> str:
    """Every section with what is known of it now; the page asks again by itself."""
    board = services().boards.board(slug, "public")
    return render_template(
        "safety.html",
        board=board,
        sections=SECTIONS,
        page=page_of("safety", slug, facts=facts(slug)),
    )
