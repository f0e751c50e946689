"""The font of the hall's screens: a small one made for the event, and the whole one behind it.

Phones and tablets have Chinese fonts of their own and load none.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import cast

from flask import Blueprint, Response, current_app, redirect, request, url_for
from markupsafe import Markup
from werkzeug import Response as AnyResponse

from scoreboard.contest.model import Event
from scoreboard.contest.record.book import Book
from scoreboard.crowd import Crowd
from scoreboard.files.fonts.kept import Font, KeptFonts, Named
from scoreboard.files.fonts.pieces import FOLDER, pieces_of, sheet
from scoreboard.limits import FONT_CHARACTERS, FONT_WAIT_SECONDS
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
        # What is to be made for an event, under the name that its pages give already.
        self._plans: dict[str, Named] = {}
        self._started: set[str] = set()
        # Until when a screen waits for a font.
        self._until: dict[str, float] = {}
        self._start: Callable[..., object] | None = None
        self._sleep: Callable[[float], object] = time.sleep

    def open(
        self, start: Callable[..., object], sleep: Callable[[float], object] = time.sleep
    ) -> None:
        """From now on fonts are made in tasks that `start` begins, and pages name them before."""
        self._start, self._sleep = start, sleep

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
        plan = self._plan(slug)
        if plan is not None:
            self._make(slug, plan, sleep)

    def named(self, slug: str) -> Font | Named | None:
        """The font that a page of the event is to load: it may be on its way still."""
        plan = None if self._start is None else self._plan(slug)
        if self._start is None or plan is None:
            return self.of(slug)
        if plan.name not in self._started:
            self._started.add(plan.name)
            self._start(self._make, slug, plan, self._sleep)
        return plan

    def known(self, name: str) -> Font | Named | None:
        """The font of a name, made or to be made."""
        plans = (plan for plan in list(self._plans.values()) if plan.name == name)
        return self.kept.get(name) or next(plans, None)

    def wait(self, name: str) -> Font | None:
        """The font of a name; comes back when it is made, cannot be made, or takes too long."""
        end = self._until.setdefault(name, time.monotonic() + FONT_WAIT_SECONDS)
        while self._is_coming(name) and time.monotonic() < end:
            self._sleep(LOOK_SECONDS / 20)
        found = self.kept.get(name)
        if found is not None or not self._is_coming(name):
            self._until.pop(name, None)
        return found

    def _is_coming(self, name: str) -> bool:
        found = self.known(name)
        return isinstance(found, Named) or (found is None and self.kept.is_coming(name))

    def _plan(self, slug: str) -> Named | None:
        """What is to be made for an event; None where what was made has all its characters."""
        book = self._books.glance(slug)
        if book is None:
            return None
        seen, before = _said(book), self._seen.get(slug)
        if before is not None and before[0] is seen[0] and before[1] == seen[1]:
            return self._plans.get(slug)
        self._seen[slug] = seen
        wanted, font = characters_of(book), self._plans.get(slug) or self._fonts.get(slug)
        if font is not None:
            if wanted <= font.asked:
                return self._plans.get(slug)
            # What was written once may be again.
            both = wanted | font.asked
            wanted = both if len(both) <= FONT_CHARACTERS else wanted
        plan = self.kept.named(wanted)
        if plan is not None:
            self._plans[slug] = plan
        return plan

    def _make(self, slug: str, plan: Named, sleep: Callable[[float], object]) -> None:
        try:
            made = self.kept.make(plan.asked, sleep)
            if made is not None and self._plans.get(slug) is plan:
                self._fonts[slug] = made
        finally:
            # One that cannot be made is not asked for again: there is the whole font.
            self._started.discard(plan.name)
            if self._plans.get(slug) is plan:
                del self._plans[slug]

    def sheet(self, font: Font | Named) -> Prepared:
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
    font = hall_fonts().named(slug) if slug else None
    link = Markup('<link rel="stylesheet" href="{}" id="hall-font">')
    if font is None:
        return link.format(font_href())
    # At once, not only when the style sheet has come and something is written in it.
    ahead = Markup('<link rel="preload" as="font" type="font/woff2" href="{}" crossorigin>\n  ')
    sheet_of = url_for("fonts.style", name=font.name)
    tags = ahead.format(url_for("fonts.file", name=font.name)) + link.format(sheet_of)
    return tags if isinstance(font, Font) else tags + _else_the_pieces()


def _else_the_pieces() -> Markup:
    """Where the font that is still being made does not come, the page loads the whole one."""
    return Markup(
        '\n  <script nonce="{}">document.fonts.addEventListener("loadingerror", () => {{'
        ' document.getElementById("hall-font").href = "{}"; }}, {{ once: true }});</script>'
    ).format(nonce(), font_href())


@fonts.get("/<name>.css")
@allow_all
def style(name: str) -> AnyResponse:
    """The style sheet of a small font, named by what is in it; the whole font's for any other.

    It waits for no font: until there is one, text is shown in a font of the device.
    """
    font = hall_fonts().known(name)
    if font is None:
        # To be made by another process, or thrown away since.
        answer = redirect(font_href())
        answer.headers["Cache-Control"] = "no-store"
        return answer
    accepts, known = (request.headers.get(one, "") for one in ("Accept-Encoding", "If-None-Match"))
    status, headers, body = hall_fonts().sheet(font).answer(accepts, known, nonce())
    return Response(body, status, headers)


@fonts.get("/<name>.woff2")
@allow_all
def file(name: str) -> Response:
    """A small font, named by what is in it: it never becomes another.

    One that is being made is waited for, and nobody else waits meanwhile.
    """
    crowd: Crowd = current_app.extensions["scoreboard.crowd"]
    crowd.only_waits(request.environ)
    font = hall_fonts().wait(name)
    if font is None:
        return Response("", 404, mimetype="font/woff2", headers={"Cache-Control": "no-store"})
    return Response(font.file, mimetype="font/woff2", headers={"Cache-Control": STAMPED})
