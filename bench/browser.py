"""What a real browser asks for when it opens a page, by Chromium's own account."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.support.browsers import PHONE, launch, visiting
from tests.support.server import Server


@dataclass(frozen=True, slots=True)
class Paths:
    """A page and the files that it loads, in the order in which it asks for them."""

    page: str
    files: tuple[str, ...]


@dataclass(slots=True)
class Request:
    """One request: bytes on the wire with the head, and whether it went over the network at all."""

    path: str
    kind: str
    octets: int = 0
    cached: bool = False


class Loading:
    """Everything that a page asks for from now on, and when its first board came by the socket."""

    def __init__(self, page: Page) -> None:
        self.requests: dict[str, Request] = {}
        self.began = self.first_board = 0.0
        self.devtools = page.context.new_cdp_session(page)
        for name, hear in (
            ("requestWillBeSent", self._asked),
            ("responseReceived", self._answered),
            ("requestServedFromCache", self._cached),
            ("loadingFinished", self._finished),
            ("webSocketFrameReceived", self._framed),
        ):
            self.devtools.on(f"Network.{name}", hear)
        self.devtools.send("Network.enable")

    @property
    def over_the_network(self) -> list[Request]:
        """Those that were not answered by the browser's cache."""
        return [one for one in self.requests.values() if not one.cached]

    @property
    def octets(self) -> int:
        """Bytes on the wire."""
        return sum(one.octets for one in self.over_the_network)

    def octets_of(self, kind: str) -> int:
        """Bytes on the wire of one kind of file, as Chromium calls it: Font, Script."""
        return sum(one.octets for one in self.over_the_network if one.kind == kind)

    def _asked(self, said: dict[str, Any]) -> None:
        address = urlsplit(said["request"]["url"])
        if address.scheme not in ("http", "https"):
            return
        path = address.path + (f"?{address.query}" if address.query else "")
        self.began = self.began or said["timestamp"]
        self.requests[said["requestId"]] = Request(path, said.get("type", "Other"))

    def _answered(self, said: dict[str, Any]) -> None:
        if said["response"].get("fromDiskCache"):
            self._cached(said)

    def _cached(self, said: dict[str, Any]) -> None:
        if (one := self.requests.get(said["requestId"])) is not None:
            one.cached = True

    def _finished(self, said: dict[str, Any]) -> None:
        if (one := self.requests.get(said["requestId"])) is not None:
            one.octets = int(said["encodedDataLength"])

    def _framed(self, said: dict[str, Any]) -> None:
        if not self.first_board and said["response"]["payloadData"].startswith('42["board"'):
            self.first_board = said["timestamp"]


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser of its own."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        try:
            yield browser
        finally:
            browser.close()


def load(context: BrowserContext, url: str) -> Loading:
    """Open a page in a new tab, and come back once it asks for nothing more."""
    page = context.new_page()
    found = Loading(page)
    page.goto(url, wait_until="networkidle")
    # Fonts and files that are asked for late.
    page.wait_for_load_state("networkidle")
    page.close()
    return found


def paths_of(server: Server, path: str) -> Paths:
    """What a phone asks for when it opens this page for the first time."""
    with chromium() as browser, visiting(browser, PHONE) as visitor:
        found = load(visitor.context, server.hall + path)
    first, *rest = (one.path for one in found.requests.values())
    return Paths(first, tuple(rest))
