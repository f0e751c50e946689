"""The story of the event: its ledger to read, and the board as it stood at any version."""

from __future__ import annotations

from flask import Blueprint, render_template

from scoreboard.contest.record.kinds import TABS
from scoreboard.contest.record.naming import names_in
from scoreboard.web.entry_kinds import kinds_on_page
from scoreboard.web.page import page_of
from scoreboard.web.permissions import allow
from scoreboard.web.services import services

story = Blueprint("story", __name__)

# The rest of the desk's board would be most of a long event's page.
LEFT_OUT = ("marks", "awards", "public")


@story.get("/e/<slug>/desk/story")
@allow("see_desk")
def page(slug: str) -> str:
    """The entries, newest first, with filters; the slider through time; the check of the chain."""
    desk, names = services().boards.read(slug, lambda drawn: (drawn.desk(), names_in(drawn.book)))
    board = {name: value for name, value in desk.items() if name not in LEFT_OUT}
    return render_template(
        "story.html",
        board=board,
        tabs=TABS,
        page=page_of(
            "story",
            slug,
            board=board,
            names=names,
            kinds=kinds_on_page(),
            people=services().access.people(slug),
        ),
    )
