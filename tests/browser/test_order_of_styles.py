"""A page looks as it does by its layers, whatever the order in which its sheets are linked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from scoreboard.storage.access import WHOLE_SERVER
from tests.support.browsers import PHONE, PROJECTOR, TABLET, visiting
from tests.support.contests import contest, shipped
from tests.support.server import Server, serving

# All links but the order of the layers, the last first; done when each sheet is there again.
BACKWARDS = """() => Promise.all(
  [...document.querySelectorAll('link[href*="/css/"]:not([href*="common/layers"])')]
    .reverse()
    .map((link) => new Promise((done) => {
      link.addEventListener("load", done, { once: true });
      document.head.append(link);
    }))
)"""
LINKS = "() => [...document.styleSheets].map((sheet) => sheet.href).filter(Boolean)"
# Every element's computed style, also of what is hidden; without what an own length or time makes.
STYLES = """() => [...document.body.querySelectorAll("*")].map((one) => {
  const style = getComputedStyle(one);
  const name = `${one.localName}#${one.id}.${one.getAttribute("class") ?? ""}`;
  return [name, Object.fromEntries([...style].map((key) => [key, style[key]]))];
})"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("styles"), shipped("nm"), contest("c3", 3)) as running:
        running.scorer("nm").set_round("open", "r1")
        yield running


def link_of(server: Server, who: str) -> str:
    """The way in of a judge, of somebody at the desk, or of whoever runs every event here."""
    if who == "everywhere":
        with server.at_home() as services:
            _, token, _ = services.access.links(WHOLE_SERVER)[0]
        return f"{server.hall}/join/{token}"
    if who.startswith("j"):
        return server.judge_link("nm", who)
    link: str = server.links("nm")[who]
    return link


def styles(page: Page) -> list[tuple[str, dict[str, Any]]]:
    unfinished = "[aria-busy=true], [data-connection]:not([data-connection=live])"
    expect(page.locator(unfinished)).to_have_count(0)
    found: list[tuple[str, dict[str, Any]]] = page.evaluate(STYLES)
    return found


@pytest.mark.parametrize(
    ("path", "who", "device"),
    [
        ("/e/nm/desk", "scorer", TABLET),
        ("/e/nm/desk/setup", "organiser", TABLET),
        ("/e/nm/desk/setup", "organiser", PHONE),
        ("/e/nm/desk/results/sheet", "scorer", PHONE),
        ("/e/nm/judge", "j1", TABLET),
        ("/e/nm/judge", "j1", PHONE),
        ("/new", "everywhere", PHONE),
        ("/new", "everywhere", TABLET),
        ("/e/nm/desk/links", "organiser", TABLET),
        ("/e/nm/desk/screens", "organiser", PHONE),
        ("/e/nm/desk/story", "organiser", TABLET),
        ("/e/nm/desk/results/picture", "scorer", TABLET),
        ("/e/nm/desk/paper", "scorer", PHONE),
        ("/e/nm/desk/links/tables", "organiser", PHONE),
        ("/e/c3", None, PHONE),
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
        straight, links = styles(page), page.evaluate(LINKS)
        page.evaluate(BACKWARDS)
        turned, others = styles(page), page.evaluate(LINKS)
    # The fonts and the order of the layers stay where they were.
    assert others == links[:2] + links[:1:-1] != links
    assert [name for name, _ in turned] == [name for name, _ in straight]
    assert [
        (name, key, one[key], other[key])
        for (name, one), (_, other) in zip(straight, turned, strict=True)
        for key in one
        if one[key] != other[key]
    ] == []
