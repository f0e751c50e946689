"""The scorer's desk."""

from __future__ import annotations

import logging
from typing import Any

from flask import Blueprint, render_template, request, url_for

from scoreboard.contest.record.naming import names_in
from scoreboard.contest.show.message import scene_of_crew
from scoreboard.contest.show.shapes import SceneMessage
from scoreboard.live.server_clock import sent_now
from scoreboard.verbs.offered import forbids
from scoreboard.web.api.previewing import last_steps, next_step
from scoreboard.web.entry_kinds import kinds_on_page
from scoreboard.web.handouts import addresses
from scoreboard.web.page import page_of
from scoreboard.web.permissions import allow, current_grant
from scoreboard.web.safety.sections import Safety, facts
from scoreboard.web.scene_kinds import KEYS, scenes_on_page
from scoreboard.web.services import services

log = logging.getLogger(__name__)

desk = Blueprint("desk", __name__)


@desk.get("/e/<slug>/desk")
@allow("see_desk")
def page(slug: str) -> str:
    """The running order, the grid of marks, and the board as the hall sees it."""
    board, names, scene = services().boards.read(
        slug, lambda drawn: (drawn.desk(), names_in(drawn.book), scene_of_crew(drawn))
    )
    lang = request.args.get("lang")
    return render_template(
        "desk.html",
        board=board,
        page=page_of(
            "desk",
            slug,
            board=board,
            names=names,
            kinds=kinds_on_page(),
            scenes=scenes_on_page(),
            scene=sent_now(scene),
            **_asked_at_once(slug, scene),
            results_href=url_for("results.page", slug=slug, lang=lang),
            seal_href=url_for("safety.page", slug=slug, lang=lang, _anchor="seal"),
        ),
    )


def _asked_at_once(slug: str, scene: SceneMessage) -> dict[str, Any]:
    """What the desk's scripts would ask for as soon as they are there, and ask for anew later.

    Nothing but what the reader could ask for, and null where it cannot be said now.
    """
    may = current_grant().may
    return {
        "safety": _safety(slug),
        "addresses": addresses(slug) if may("print_links") else None,
        "ahead": next_step(slug, scene),
        "previews": last_steps(slug, KEYS) if may("run") else {},
    }


def _safety(slug: str) -> Safety | None:
    try:
        return facts(slug, forbids)
    except Exception:  # any failure at all: the desk must open
        log.exception("it cannot be said how safe %s is", slug)
        return None
