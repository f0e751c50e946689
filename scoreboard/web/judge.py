"""A judge's tablet."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, url_for
from werkzeug.exceptions import NotFound

from scoreboard.web.page import page_of
from scoreboard.web.permissions import allow, allow_all, current_grant
from scoreboard.web.services import services
from scoreboard.web.static_files import static_file

judge = Blueprint("judge", __name__)


@judge.get("/e/<slug>/judge")
@allow("mark")
def page(slug: str) -> str:
    """The judge's sheet of the open round, with this judge's marks."""
    subject = current_grant().subject
    board, shown = services().boards.read(
        slug, lambda drawn: (drawn.board("judge"), drawn.sheet(subject))
    )
    if shown is None:
        raise NotFound
    return render_template(
        "judge.html",
        sheet=shown,
        board=board,
        page=page_of("judge", slug, sheet=shown, title=board["title"], subtitle=board["subtitle"]),
    )


@judge.get("/e/<slug>/judge/worker.js")
@allow_all
def worker(slug: str) -> Response:
    """What keeps the judge's page on the tablet under TLS, for this page and no other."""
    answer = static_file("worker/shell.js")
    answer.headers["Service-Worker-Allowed"] = url_for("judge.page", slug=slug)
    return answer
