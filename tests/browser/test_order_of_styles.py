"""A page looks as it does by its layers, whatever the order in which its sheets are linked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browsers import PHONE, TABLET, Visitor, visiting
from tests.support.contests import contest, shipped
from tests.support.server import Server, serving

LINK = re.compile(r'<link rel="stylesheet" href="[^"]*/css/(?!common/layers)[^"]*">')
# Every element's computed style, also of what is hidden; without what an own length or time makes.
STYLES = """() => [...document.body.querySelectorAll("*")].map((one) => {
  const style = getComputedStyle(one);
  const name = `${one.localName}#${one.id}.${one.getAttribute("class") ?? ""}`;
  return [name, Object.fromEntries([...style].map((key) => [key, style[key]]))];
})"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("styles"), shipped("nm"), contest("c3", 3)) as running:
        running.scorer("nm").turn("open", "r1")
        yield running


def backwards(server: Server, visitor: Visitor, path: str) -> Page:
    """The page with its links the other way round; the order of the layers stays first."""
    cookies = "; ".join(f"{one['name']}={one['value']}" for one in visitor.context.cookies())
    answer = server.http.get(server.url + path, headers={"Cookie": cookies})
    links = LINK.findall(answer.text)
    assert len(links) > 1
    turned = iter(reversed(links))
    body = LINK.sub(lambda _: next(turned), answer.text)
    kept = {name: answer.headers[name] for name in ("content-type", "content-security-policy")}
    page = visitor.context.new_page()
    page.route(server.hall + path, lambda route: route.fulfill(body=body, headers=kept))
    page.goto(server.hall + path)
    return page


def styles(page: Page) -> list[tuple[str, dict[str, Any]]]:
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    found: list[tuple[str, dict[str, Any]]] = page.evaluate(STYLES)
    return found


@pytest.mark.parametrize(
    ("path", "who", "device"),
    [
        ("/e/nm/desk", "scorer", TABLET),
        ("/e/nm/desk/setup", "scorer", TABLET),
        ("/e/nm/desk/setup", "scorer", PHONE),
        ("/e/nm/desk/results/sheet", "scorer", PHONE),
        ("/e/nm/judge", "j1", TABLET),
        ("/e/nm/judge", "j1", PHONE),
        ("/new", None, PHONE),
        ("/e/c3", None, PHONE),
    ],
)
def test_links_the_other_way_round_change_nothing(
    server: Server, browser: Browser, path: str, who: str | None, device: dict[str, int]
) -> None:
    with visiting(browser, device, reduced_motion="reduce") as visitor:
        if who:
            found = (
                server.links("nm")["scorer"] if who == "scorer" else server.judge_link("nm", who)
            )
            visitor.sign_in(server, found)
        straight = styles(visitor.open(server.hall + path))
        turned = styles(backwards(server, visitor, path))
    assert [name for name, _ in turned] == [name for name, _ in straight]
    assert [
        (name, key, one[key], other[key])
        for (name, one), (_, other) in zip(straight, turned, strict=True)
        for key in one
        if one[key] != other[key]
    ] == []
