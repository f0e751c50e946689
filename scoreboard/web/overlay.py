"""The overlay: the public board on a transparent ground, for the picture of a live stream."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal, get_args

from flask import Blueprint, render_template, request

from scoreboard.contest.boards.drawn import Drawn
from scoreboard.contest.boards.shapes import Board
from scoreboard.contest.boards.tables import of_tables
from scoreboard.contest.model import Theme
from scoreboard.contest.show.message import scene_of
from scoreboard.contest.show.shapes import SceneMessage
from scoreboard.contest.words import refuse
from scoreboard.live.server_clock import sent_now
from scoreboard.web.page import page_of
from scoreboard.web.permissions import allow_all, audience
from scoreboard.web.services import services
from scoreboard.web.tables import chosen_tables

overlay = Blueprint("overlay", __name__)

# lower: who is on stage and the first rows, at the foot of the picture. board: the whole table.
# timer: the running time. marks: the marks of the team on stage, while that scene is on the wall.
Show = Literal["lower", "board", "timer", "marks"]
SHOWS: tuple[Show, ...] = get_args(Show)
THEMES: tuple[Theme, ...] = get_args(Theme)
MOST_ROWS = 30
# At half and at twice its size it is still an overlay.
LEAST_SCALE, MOST_SCALE = Decimal("0.5"), Decimal(2)


@dataclass(frozen=True, slots=True)
class Options:
    """What an overlay shows: so many `rows` (0: as many as have room), at `scale`, in a theme."""

    show: Show = "lower"
    rows: int = 0
    scale: Decimal = Decimal(1)
    theme: str = ""


def read_options(asked: Mapping[str, str]) -> Options:
    """The options of an address. Raises Refusal where one cannot be read, with what can be."""
    show, theme = asked.get("show") or "lower", asked.get("theme") or ""
    if show not in SHOWS:
        raise refuse("%(key)s must be one of %(choices)s.", key="show", choices=", ".join(SHOWS))
    if theme not in ("", *THEMES):
        raise refuse("%(key)s must be one of %(choices)s.", key="theme", choices=", ".join(THEMES))
    rows = _number("rows", asked.get("rows"), Decimal(0), Decimal(MOST_ROWS))
    if rows != int(rows):
        raise refuse("%(key)s must be a whole number.", key="rows")
    scale = _number("scale", asked.get("scale") or "1", LEAST_SCALE, MOST_SCALE)
    return Options(show, int(rows), scale, theme)


def _number(key: str, text: str | None, least: Decimal, most: Decimal) -> Decimal:
    try:
        value = Decimal(text or "0")
    except InvalidOperation:
        value = Decimal("NaN")
    if not (value.is_finite() and least <= value <= most):
        raise refuse("%(key)s must be from %(least)s to %(most)s.", key=key, least=least, most=most)
    return value


@overlay.get("/e/<slug>/overlay")
@allow_all
def page(slug: str) -> str:
    """What `?show=` asks for; `?stage=`, `?division=` and `?group=` as on the projector."""
    options = read_options(request.args)
    stage = request.args.get("stage") or None
    chosen = chosen_tables(slug, request.args)
    seen_by = audience(slug)

    def stands(drawn: Drawn) -> tuple[Board, SceneMessage]:
        return drawn.board(seen_by, stage), scene_of(drawn, seen_by)

    whole, scene = services().boards.read(slug, stands)
    board = of_tables(whole, *chosen.both)
    return render_template(
        "overlay.html",
        palette=options.theme or scene["look"]["theme"],
        page=page_of(
            "overlay",
            slug,
            board=board,
            scene=sent_now(scene),
            stage=stage,
            tables=asdict(chosen),
            overlay={
                "show": options.show,
                "rows": options.rows,
                "scale": str(options.scale),
                "theme": options.theme,
            },
        ),
    )
