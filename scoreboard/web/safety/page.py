"""The page on which the desk sees what keeps the event safe."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, render_template, request, url_for

from scoreboard.contest.record.book import Book
from scoreboard.contest.show.look import logo_of
from scoreboard.verbs.offered import forbids
from scoreboard.web.handouts import network
from scoreboard.web.page import page_of, reachable_root
from scoreboard.web.permissions import allow, current_grant
from scoreboard.web.safety.restoring import recovery_code
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
        page=page_of("safety", slug, facts=facts(slug, forbids)),
    )


@safety.get("/e/<slug>/safety/restore")
@allow("print_links")
def restoring(slug: str) -> str:
    """A page of A4: the steps that bring the event back on another laptop."""
    backups = services().keeper.backups

    def read(book: Book) -> tuple[Any, ...]:
        return book.event, logo_of(book), book.version

    event, logo, version = services().books.read(slug, read)
    root = reachable_root()
    return render_template(
        "restore_sheet.html",
        event=event,
        logo=logo,
        version=version,
        wifi=network(event),
        code=recovery_code(slug),
        folder=backups.folder.resolve() if current_grant().may("set_up") else None,
        second=services().second_folder.named if current_grant().may("set_up") else None,
        newest=next(iter(backups.kept()), None),
        printed_root=services().printed.root(slug) or root,
        port=urlsplit(root or request.url_root).port,
        at=services().writer.time_in(event),
        safety_href=url_for("safety.page", slug=slug, lang=request.args.get("lang")),
        page=page_of("restoring", slug),
    )
