"""The cards on paper: all of a card lies inside its dashed lines, nothing over another."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.support.browsers import TABLET, visiting
from tests.support.contests import shipped
from tests.support.server import Server, serving

LONG = "全国卫生健康系统核医学与分子影像专业知识竞赛总决赛暨学术年会华东赛区选拔赛"
WIFI = (
    '[event]\nwifi = {name = "Conference-Centre-Guest-5G", password = "Welcome to 2024; good luck"}'
)
# How far each card's parts stick out of it, and out of the part before, in pixels.
OUTSIDE = """() => [...document.querySelectorAll(".card")].map((card) => {
  const box = card.getBoundingClientRect();
  const parts = [...card.children].filter((part) => part.getClientRects().length > 0);
  const boxes = parts.map((part) => part.getBoundingClientRect());
  const out = boxes.map((b) =>
    Math.max(box.top - b.top, b.bottom - box.bottom, b.right - box.right));
  const over = boxes.flatMap((a, i) => boxes.slice(i + 1).map((b) =>
    Math.min(a.bottom - b.top, b.bottom - a.top, a.right - b.left, b.right - a.left)));
  return Math.max(...out, ...over);
})"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("cards"), shipped()) as running:
        running.load(
            shipped("wifi").replace("[event]", WIFI, 1).replace("第二届核医学知识竞赛", LONG)
        )
        yield running


@pytest.mark.parametrize("slug", ["nm2024", "wifi"])
@pytest.mark.parametrize("lang", ["zh-CN", "en"])
def test_every_card_holds_what_is_on_it(
    server: Server, browser: Browser, slug: str, lang: str
) -> None:
    with visiting(browser, TABLET) as visitor:
        visitor.sign_in(server, server.links(slug)["organiser"])
        page = visitor.open(f"{server.hall}/e/{slug}/desk/links?lang={lang}")
        page.emulate_media(media="print")
        found: list[float] = page.evaluate(OUTSIDE)
    assert len(found) >= 9
    assert max(found) <= 1, found
