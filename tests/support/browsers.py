"""Real browsers that see the server as a hall does: under a name, without TLS, with no internet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, Playwright, expect

from tests.support.provide import chromium, need
from tests.support.server import HALL_HOST, Server
from tests.support.waiting import PATIENCE

# What a window of Chromium brings along that no test looks at: a spare process for the page after
# this one, and a process that keeps the address bar's pop-up ready. They cost more than our pages.
_BESIDE_THE_PAGE = (
    "SpareRendererForSitePerProcess",
    "WebUIOmniboxPopup",
    "WebUIOmniboxFullPopup",
    "WebUIOmniboxAimPopup",
)
# What Playwright leaves out itself: of two such lists the browser heeds the last alone.
_LEFT_OUT_BY_PLAYWRIGHT = (
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(_BESIDE_THE_PAGE + _LEFT_OUT_BY_PLAYWRIGHT)}",
    # localhost is trusted with what a hall's address is not; and nothing else is to be found.
    f"--host-resolver-rules=MAP {HALL_HOST} 127.0.0.1, MAP * ~NOTFOUND",
]
PROJECTOR = {"width": 1920, "height": 1080}
TABLET = {"width": 1180, "height": 820}
PHONE = {"width": 390, "height": 844}
# What a page logs while the network is away is no fault of its scripts.
_NETWORK = ("Failed to load resource", "WebSocket connection to", "net::ERR_")

expect.set_options(timeout=PATIENCE * 1000)


def launch(playwright: Playwright, *more: str) -> Browser:
    """A browser process of its own; `more`: what else it is started with."""
    return playwright.chromium.launch(executable_path=need(chromium()), args=[*ARGUMENTS, *more])


class Visitor:
    """Somebody with a device: one browser context, whose pages' complaints are kept."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.complaints: list[str] = []
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        context.on("console", self._hear)

    def open(self, url: str) -> Page:
        page = self.context.new_page()
        page.goto(url)
        return page

    def sign_in(self, server: Server, link: str) -> None:
        """What opening a role link leaves in the browser, without drawing its page."""
        path = link.removeprefix(server.hall)
        answer = server.http.get(server.url + path)
        assert answer.is_redirect, answer.text
        cookie = server.http.cookies.jar
        kept = {one.name: one.value or "" for one in cookie}
        server.http.cookies.clear()
        self.context.add_cookies(
            [{"name": "scoreboard", "value": kept["scoreboard"], "url": server.hall}]
        )

    def _hear(self, message: Any) -> None:
        text = message.text
        if message.type in ("error", "warning") and not any(said in text for said in _NETWORK):
            self.complaints.append(f"{message.type}: {text}")


@contextmanager
def visiting(browser: Browser, viewport: dict[str, int], **options: Any) -> Iterator[Visitor]:
    """A device in somebody's hands; its pages must not have complained when it is put away."""
    context = browser.new_context(viewport=viewport, **options)
    context.set_default_timeout(PATIENCE * 1000)
    visitor = Visitor(context)
    try:
        yield visitor
    finally:
        context.close()
    assert not visitor.complaints, visitor.complaints


def board_of(page: Page) -> Locator:
    """The element that carries the board's version and connection."""
    return page.locator("[data-version][data-connection]").first


def expect_version(page: Page, version: int) -> None:
    """The page comes to show this version, over a live connection."""
    expect(board_of(page)).to_have_attribute("data-version", str(version))
    expect(board_of(page)).to_have_attribute("data-connection", "live")


def rows_of(page: Page) -> list[tuple[str, str, str, bool]]:
    """The board's rows as shown: team, place, total, and whether the place is shared."""
    found: list[list[str]] = page.locator("[data-team][data-rank]").evaluate_all(
        "rows => rows.map(r => [r.dataset.team, r.dataset.rank, r.dataset.total, r.dataset.tied])"
    )
    return [(team, rank, total, tied == "true") for team, rank, total, tied in found]


def _said(value: object) -> str:
    """A place or total as a row's attribute holds it: empty where there is none."""
    return "" if value is None else str(value)


def rows_on(board: dict[str, Any]) -> list[tuple[str, str, str, bool]]:
    """The rows as the API tells them, in the words of `rows_of`."""
    return [
        (row["team"]["id"], _said(row["rank"]), _said(row["total"]), row["tied"])
        for row in board["rows"]
    ]


def row(page: Page, team: str) -> Locator:
    """A team's row on a tablet's sheet."""
    return page.locator(f'[data-team="{team}"][data-mark]')


def expect_mark(page: Page, team: str, state: str) -> None:
    expect(row(page, team)).to_have_attribute("data-mark", state)


def enter_mark(page: Page, team: str, value: str) -> None:
    """Touch the team, type the mark, submit: the way of the contract's hooks."""
    row(page, team).click()
    page.locator(f'input[name="mark:{team}"]').fill(value)
    page.locator(f'button[data-submit="{team}"]').click()
