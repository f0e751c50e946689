"""A judge's tablet."""

from __future__ import annotations

from flask import Blueprint, render_template

from scoreboard.contest.book import Book
from scoreboard.contest.marking import named_judge
from scoreboard.contest.sheet import Sheet, sheet
from scoreboard.web.page import page_of
from scoreboard.web.permissions import allow, asking
from scoreboard.web.services import services

judge = Blueprint("judge", __name__)


@judge.get("/e/<slug>/judge")
@allow("judge")
def page(slug: str) -> str:
    """The judge's sheet of the open round, with this judge's marks."""
    hall = services().books.board(slug, "public")

    def look(book: Book) -> Sheet:
        return sheet(book, named_judge(book, asking().subject), hall)

    shown = services().books.read(slug, look)
    return render_template(
        "judge.html",
        sheet=shown,
        board=hall,
        page=page_of("judge", slug, sheet=shown, title=hall["title"], subtitle=hall["subtitle"]),
    )
