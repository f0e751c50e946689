"""A page looks as it does by its layers, whatever the order in which its sheets are linked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, JSHandle, Page, expect

from scoreboard.storage.access import WHOLE_SERVER
from tests.support.browsers import PHONE, PROJECTOR, TABLET, visiting
from tests.support.contests import contest, shipped
from tests.support.server import Server, serving
from tests.support.sweeps import later
from tests.support.waiting import until

# All links but the order of the layers, the last first; done when each sheet is there again.
BACKWARDS = """() => Promise.all(
  [...document.querySelectorAll('link[href*="/css/"]:not([href*="common/layers"])')]
    .reverse()
    .map((link) => new Promise((done) => {
      link.addEventListener("load", done, { once: true });
      document.head.append(link);
    }))
)"""
UNFINISHED = "[aria-busy=true], [data-connection]:not([data-connection=live])"
LINKS = "() => [...document.styleSheets].map((sheet) => sheet.href).filter(Boolean)"
# Every element with its computed style, also of what is hidden; then what of it is another.
# A board draws its heads anew when its sheets come back: they are others then, and left out.
STYLES = """() => [...document.body.querySelectorAll("*")].map((one) => {
  const style = getComputedStyle(one);
  return [one, Object.fromEntries([...style].map((key) => [key, style.getPropertyValue(key)]))];
})"""
DIFFERENCES = """(before) => before.filter(([one]) => one.isConnected).flatMap(([one, was]) => {
  const is = getComputedStyle(one);
  return Object.keys(was)
    .filter((key) => was[key] !== is.getPropertyValue(key))
    .map((key) => [one.localName, one.className, key, was[key], is.getPropertyValue(key)]);
})"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    # At the event whose desk is opened no tablet has ever been, and so none falls silent.
    events = [shipped("nm"), shipped("marked"), contest("c3", 3)]
    with serving(tmp_path_factory.mktemp("styles"), *events) as running:
        for slug in ("nm", "marked"):
            running.scorer(slug).set_round("open", "r1")
        yield running


def link_of(server: Server, who: str) -> str:
    """The way in of a judge, of somebody at the desk, or of whoever runs every event here."""
    if who == "everywhere":
        with server.at_home() as services:
            _, token, _ = services.access.links(WHOLE_SERVER)[0]
        return f"{server.hall}/join/{token}"
    if who.startswith("j"):
        return server.judge_link("marked", who)
    link: str = server.links("nm")[who]
    return link


def settled(page: Page) -> JSHandle:
    """The styles of the page's elements, as soon as they stay: its fonts came, it was drawn."""
    page.evaluate("() => document.fonts.ready.then(() => null)")

    def stays() -> JSHandle | None:
        styles = page.evaluate_handle(STYLES)
        return styles if page.evaluate(DIFFERENCES, styles) == [] else None

    return until(stays, "the page stays as it is")


@pytest.mark.parametrize(
    ("path", "who", "device"),
    [
        ("/e/nm/desk", "scorer", TABLET),
        ("/e/nm/desk/setup", "organiser", TABLET),
        later("/e/nm/desk/setup", "organiser", PHONE),
        later("/e/nm/desk/links", "organiser", TABLET),
        later("/e/nm/desk/story", "organiser", TABLET),
        ("/e/nm/desk/results/sheet", "scorer", PHONE),
        ("/e/marked/judge", "j1", TABLET),
        later("/e/marked/judge", "j1", PHONE),
        ("/new", "everywhere", PHONE),
        later("/e/c3", None, PHONE),
        ("/e/c3/display", None, PROJECTOR),
    ],
)
def test_links_the_other_way_round_change_nothing(
    server: Server, browser: Browser, path: str, who: str | None, device: dict[str, int]
) -> None:
    with visiting(browser, device, reduced_motion="reduce") as visitor:
        if who:
            visitor.sign_in(server, link_of(server, who))
        page = visitor.open(server.hall + path)
        expect(page.locator(UNFINISHED)).to_have_count(0)
        straight, links = settled(page), page.evaluate(LINKS)
        page.evaluate(BACKWARDS)
        # The fonts and the order of the layers stay where they were.
        assert page.evaluate(LINKS) == links[:2] + links[:1:-1] != links
        # What measures itself draws anew while its sheets are away, and again when they are back.
        until(
            lambda: page.evaluate(DIFFERENCES, straight) == [],
            "the styles are the same again",
        )
