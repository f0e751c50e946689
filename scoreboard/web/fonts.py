"""The font of the hall's screens: a small one made for the event, and the whole one behind it.

Phones and tablets have Chinese fonts of their own and load none.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import cast

from flask import Blueprint, Response, abort, current_app, redirect, request, url_for
from markupsafe import Markup
from werkzeug import Response as AnyResponse

from scoreboard.contest.model import Event
from scoreboard.contest.record.book import Book
from scoreboard.files.fonts.kept import Font, KeptFonts
from scoreboard.files.fonts.pieces import FOLDER, pieces_of, sheet
from scoreboard.limits import FONT_CHARACTERS
from scoreboard.storage.book_cache import BookCache
from scoreboard.web.font_texts import characters_of
from scoreboard.web.page import nonce
from scoreboard.web.page_files import font_href
from scoreboard.web.permissions import allow_all
from scoreboard.web.prepared import Prepared, prepare
from scoreboard.web.static_files import STAMPED, vendored

fonts = Blueprint("fonts", __name__, url_prefix="/fonts")
LOOK_SECONDS = 1
log = logging.getLogger(__name__)


class HallFonts:
    """The small font of each event, made anew when its texts ask for more."""

    def __init__(self, kept: KeptFonts, books: BookCache) -> None:
        self.kept, self._books = kept, books
        self._fonts: dict[str, Font] = {}
        self._sheets: dict[str, Prepared] = {}
        # By which its characters were last looked for.
        self._seen: dict[str, tuple[Event, str]] = {}

    def of(self, slug: str) -> Font | None:
        """The newest font that was made for an event; None where there is none yet."""
        return self._fonts.get(slug)

    def watch(self, sleep: Callable[[float], object]) -> None:
        """Look at all events, again and again; `sleep` lets everybody else be served."""
        while True:
            for slug in list(self._books.versions()):
                try:
                    self.look(slug, sleep)
                except Exception:  # any failure at all: there is the whole font
                    log.exception("the font of %s could not be made", slug)
            sleep(LOOK_SECONDS)

    def look(self, slug: str, sleep: Callable[[float], object]) -> None:
        """Make the event's font, if its texts have what the newest one lacks."""
        book = self._books.glance(slug)
        if book is None:
            return
        seen, before = _said(book), self._seen.get(slug)
        if before is not None and before[0] is seen[0] and before[1] == seen[1]:
            return
        self._seen[slug] = seen
        wanted, font = characters_of(book), self._fonts.get(slug)
        if font is not None:
            if wanted <= font.asked:
                return
            # What was written once may be again.
            both = wanted | font.asked
            wanted = both if len(both) <= FONT_CHARACTERS else wanted
        made = self.kept.make(wanted, sleep)
        if made is not None:
            self._fonts[slug] = made

    def sheet(self, font: Font) -> Prepared:
        """The style sheet of a font, which says what the pieces of the whole one are for."""
        if font.name not in self._sheets:
            address = url_for("fonts.file", name=font.name)
            whole = url_for("static", filename=vendored(FOLDER))
            text = sheet(pieces_of(self.kept.vendor), address, font.points, whole)
            self._sheets[font.name] = prepare(
                text.encode(),
                "text/css; charset=utf-8",
                [("Cache-Control", STAMPED), ("Vary", "Accept-Encoding")],
                font.name,
            )
        return self._sheets[font.name]


def _said(book: Book) -> tuple[Event, str]:
    return book.event, f"{book.show.held} {book.show.text} {book.show.second}"


def hall_fonts() -> HallFonts:
    """The fonts of the app that answers this request."""
    return cast("HallFonts", current_app.extensions["scoreboard.fonts"])


def font_tags(slug: str | None) -> Markup:
    """The tags of the font on a page of the hall or of paper: the event's, or the whole one."""
    font = hall_fonts().of(slug) if slug else None
    link = Markup('<link rel="stylesheet" href="{}">')
    if font is None:
        return link.format(font_href())
    # At once, not only when the style sheet has come and something is written in it.
    ahead = Markup('<link rel="preload" as="font" type="font/woff2" href="{}" crossorigin>\n  ')
    sheet_of = url_for("fonts.style", name=font.name)
    return ahead.format(url_for("fonts.file", name=font.name)) + link.format(sheet_of)


@fonts.get("/<name>.css")
@allow_all
def style(name: str) -> AnyResponse:
    """The style sheet of a small font, named by what is in it; the whole font's for any other."""
    font = hall_fonts().kept.get(name)
    if font is None:
        # Made by another process, or before the last start.
        answer = redirect(font_href())
        answer.headers["Cache-Control"] = "no-store"
        return answer
    accepts, known = (request.headers.get(one, "") for one in ("Accept-Encoding", "If-None-Match"))
    status, headers, body = hall_fonts().sheet(font).answer(accepts, known, nonce())
    return Response(body, status, headers)


@fonts.get("/<name>.woff2")
@allow_all
def file(name: str) -> Response:
    """A small font, named by what is in it: it never becomes another."""
    font = hall_fonts().kept.get(name)
    if font is None:
        abort(404)
    return Response(font.file, mimetype="font/woff2", headers={"Cache-Control": STAMPED})
