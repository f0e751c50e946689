"""What a browser really asks for when a page is opened, for the first time and again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from scoreboard.delivery import delivery
from tests.support.browsers import PHONE, PROJECTOR, TABLET, visiting
from tests.support.contests import shipped
from tests.support.provide import Program, need
from tests.support.server import Server, serving
from tests.support.sweeps import later
from tests.support.waiting import until

SLUG = "nm"
# So many of a desk's small pictures are in sight on a tablet.
PICTURES = 6
FONT = ("/noto-sans-sc/", ".woff2", "/fonts/")
# Requests and bytes on the wire before any font, at the first time.
GOALS = {
    "phone": ("", PHONE, 4, 60_000),
    "projector": ("/display", PROJECTOR, 12, 500_000),
    "judge": ("/judge", TABLET, 12, 250_000),
    "desk": ("/desk", TABLET, 15, 350_000),
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    if not delivery().is_built():
        need(Program(None, "The pages' files are not built here; `make install` builds them."))
    with serving(tmp_path_factory.mktemp("loads"), shipped(SLUG)) as running:
        yield running


@dataclass
class Traffic:
    """What a page has asked the network for since it was last emptied, not its own cache."""

    addresses: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, float] = field(default_factory=dict)

    def watch(self, page: Page) -> None:
        line = page.context.new_cdp_session(page)
        line.send("Network.enable")
        line.on("Network.requestWillBeSent", self._sent)
        line.on("Network.requestServedFromCache", lambda e: self.addresses.pop(e["requestId"], ""))
        line.on("Network.responseReceived", self._came)
        line.on("Network.loadingFinished", self._ended)

    def empty(self) -> None:
        self.addresses.clear()
        self.sizes.clear()

    def asked(self) -> list[str]:
        """The addresses, without what belongs to the socket."""
        return [one for one in self.addresses.values() if "/socket.io/" not in one]

    def weight(self) -> float:
        """Bytes on the wire, heads of answers included, without fonts."""
        return sum(
            size
            for request, size in self.sizes.items()
            if request in self.addresses and not _is_font(self.addresses[request])
        )

    def _sent(self, event: dict[str, Any]) -> None:
        if not event["request"]["url"].startswith("data:"):
            self.addresses[event["requestId"]] = event["request"]["url"]

    def _came(self, event: dict[str, Any]) -> None:
        if event["response"].get("fromDiskCache"):
            self.addresses.pop(event["requestId"], None)

    def _ended(self, event: dict[str, Any]) -> None:
        self.sizes[event["requestId"]] = event["encodedDataLength"]


def _is_font(address: str) -> bool:
    return any(part in address for part in FONT)


def opened(page: Page, address: str) -> None:
    """The page live, with its letters, with its pictures of scenes, and asking for nothing more."""
    page.goto(address)
    expect(page.locator('[data-connection="live"]').first).to_be_attached()
    page.evaluate("() => document.fonts.ready.then(() => null)")
    for tile in page.locator("#show-strip .tile").all()[:PICTURES]:
        expect(tile.locator(".tile-picture > div")).to_be_attached()
    page.wait_for_load_state("networkidle")


def asks_for(page: Page, traffic: Traffic) -> list[str]:
    """The addresses by now: what the browser has told meanwhile is heard only while it is asked."""
    page.evaluate("() => null")
    return traffic.asked()


@pytest.mark.parametrize("name", [name if name == "phone" else later(name) for name in GOALS])
def test_a_page_asks_for_little_at_first_and_then_for_itself_alone(
    server: Server, browser: Browser, name: str
) -> None:
    path, device, requests, bytes_ = GOALS[name]
    with visiting(browser, device) as visitor:
        if name == "judge":
            visitor.sign_in(server, server.judge_link(SLUG, "j1"))
        if name == "desk":
            visitor.sign_in(server, server.links(SLUG)["scorer"])
        traffic, page = Traffic(), visitor.context.new_page()
        traffic.watch(page)
        opened(page, address := f"{server.hall}/e/{SLUG}{path}")
        cold = [one for one in traffic.asked() if not one.endswith(".woff2")]
        assert len(cold) <= requests, cold
        assert traffic.weight() <= bytes_, traffic.sizes
        page.goto("about:blank")
        traffic.empty()
        opened(page, address)
        until(lambda: asks_for(page, traffic) == [address], "only the page itself is asked for")
