"""The hall of one event: its server, its people at their devices, in two browsers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from playwright.sync_api import Browser, Page

from tests.support.browsers import (
    PHONE,
    PROJECTOR,
    TABLET,
    expect_version,
    rows_of,
    rows_on,
    visiting,
)
from tests.support.server import Server

DESK = {"width": 1440, "height": 900}
# Every version the page ever showed, with the totals that came with it.
REMEMBER = """
window.shownBoards = [];
document.addEventListener("DOMContentLoaded", () => {
  const board = document.querySelector("[data-version][data-connection]");
  const look = () => window.shownBoards.push([
    board.dataset.version,
    [...board.querySelectorAll("[data-team][data-rank]")].map((r) => r.dataset.total).join(" "),
  ]);
  new MutationObserver(look).observe(board, {
    attributes: true, subtree: true, attributeFilter: ["data-version", "data-total"],
  });
});
"""


class Venue:
    """The server, and the people who look at it and work with it."""

    def __init__(self, server: Server, slug: str, tablets: dict[str, Page], desk: Page) -> None:
        self.server = server
        self.slug = slug
        self.tablets = tablets
        self.desk = desk
        self.projector: Page
        self.phone: Page

    @property
    def version(self) -> int:
        version: int = self.server.stranger(self.slug).board()["version"]
        return version

    @property
    def screens(self) -> list[Page]:
        return [self.projector, self.phone, self.desk]

    def expect_shown_everywhere(self) -> list[tuple[str, str, str, bool]]:
        board = self.server.stranger(self.slug).board()
        for page in self.screens:
            expect_version(page, board["version"])
            assert rows_of(page) == rows_on(board)
        return rows_on(board)


@contextmanager
def everybody_in(
    server: Server, slug: str, judges: tuple[str, ...], browser: Browser, another: Browser
) -> Iterator[Venue]:
    """Judges and scorer in one browser; projector and phone, which remember, in another."""
    links = server.links(slug)
    with ExitStack() as people:
        tablets = {}
        for judge in judges:
            device = people.enter_context(visiting(browser, TABLET, has_touch=True))
            tablets[judge] = device.open(server.judge_link(slug, judge))
        desk = people.enter_context(visiting(browser, DESK))
        venue = Venue(server, slug, tablets, desk.open(links["scorer"]))
        booth = people.enter_context(visiting(another, PROJECTOR))
        booth.context.add_init_script(REMEMBER)
        venue.projector = booth.open(links["display"])
        seat = people.enter_context(visiting(another, PHONE, is_mobile=True))
        seat.context.add_init_script(REMEMBER)
        venue.phone = seat.open(links["audience"])
        yield venue
