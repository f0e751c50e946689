"""The cards on paper: all of a card lies inside its dashed lines, nothing over another."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PIL import Image
from playwright.sync_api import Browser

from scoreboard.files.event.document import to_toml
from scoreboard.files.event.toml_file import read_event_file
from tests.support.browsers import TABLET, visiting
from tests.support.contests import shipped
from tests.support.host import Host
from tests.support.server import Server
from tests.support.sweeps import later

LONG = "全国卫生健康系统核医学与分子影像专业知识竞赛总决赛暨学术年会华东赛区选拔赛"
WIFI = (
    '[event]\nwifi = {name = "Conference-Centre-Guest-5G", password = "Welcome to 2024; good luck"}'
)
WIRELESS = "quiz-with-wifi-2026-11-26"
PANELS = "quiz-in-panels"


def panels(text: str) -> str:
    """The event with a round, whose name is long, for the second judge alone."""
    event = read_event_file(text.encode())
    one = event.judges[1].id
    others = tuple(judge.id for judge in event.judges if judge.id != one)
    apart = {"drop_high": 0, "drop_low": 0}
    stages = tuple(
        replace(
            stage,
            rounds=tuple(
                replace(r, panel=others, **apart) if r.kind == "judged" else r for r in stage.rounds
            ),
        )
        for stage in event.stages
    )
    alone = replace(event.stages[0].rounds[0], id="alone", name=LONG, panel=(one,), **apart)
    first = replace(stages[0], rounds=(*stages[0].rounds, alone))
    return to_toml(replace(event, stages=(first, *stages[1:])))


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
def server(host: Host) -> Iterator[Server]:
    wireless = shipped(WIRELESS).replace("[event]", WIFI, 1).replace("第二届核医学知识竞赛", LONG)
    many = panels(shipped(PANELS).replace("[event]", WIFI, 1))
    with host.serving(shipped(), wireless, many) as running:
        for slug in (WIRELESS, PANELS):
            put_logo_in(running, slug)
        yield running


def put_logo_in(server: Server, slug: str) -> None:
    """A logo as wide as logos are."""
    picture = io.BytesIO()
    drawn = Image.new("RGB", (900, 300), "white")
    drawn.paste("#d8342c", (20, 100, 880, 200))
    drawn.save(picture, "PNG")
    organiser = server.organiser(slug)
    put_in = server.http.post(
        f"{server.url}/api/v1/events/{slug}/pictures",
        files={"file": ("logo.png", picture.getvalue(), "image/png")},
        headers={"Authorization": f"Bearer {organiser.token}"},
    )
    answer = organiser.ask("PUT", "look", {"logo": put_in.json()["picture"]})
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize(
    ("slug", "lang"),
    [
        ("nm2024", "zh-CN"),
        later(WIRELESS, "en"),
        later(PANELS, "en"),
        later("nm2024", "en"),
        later(WIRELESS, "zh-CN"),
        later(PANELS, "zh-CN"),
    ],
)
def test_every_card_holds_what_is_on_it(
    server: Server, browser: Browser, slug: str, lang: str
) -> None:
    with visiting(browser, TABLET) as visitor:
        visitor.sign_in(server, server.links(slug)["organiser"])
        page = visitor.open(f"{server.hall}/e/{slug}/desk/links?lang={lang}")
        page.emulate_media(media="print")
        found: list[float] = page.evaluate(OUTSIDE)
        marked = page.locator(".card-marks").count()
        logos = page.locator(".card-logo").count()
    assert len(found) >= 9
    assert max(found) <= 1, found
    assert bool(marked) == (slug == PANELS)
    assert logos == (0 if slug == "nm2024" else len(found))


# How far the day on each card sticks out of the line that it ends.
DAY_OUTSIDE = """() => [...document.querySelectorAll(".card-event")].map((line) =>
  line.querySelector(".card-date").getBoundingClientRect().right
    - line.getBoundingClientRect().right)"""
# On how many lines each of some words stands, in every part that a selector finds.
LINES = """([selector, words]) => [...document.querySelectorAll(selector)].flatMap((part) => {
  const walk = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  const lines = [];
  while (walk.nextNode()) {
    const at = words ? walk.currentNode.data.indexOf(words) : 0;
    if (at < 0 || !walk.currentNode.data.trim()) continue;
    const range = document.createRange();
    range.setStart(walk.currentNode, at);
    range.setEnd(walk.currentNode, at + (words || walk.currentNode.data).length);
    lines.push(range.getClientRects().length);
  }
  return lines;
})"""


@pytest.mark.long
def test_a_long_name_leaves_the_day_on_the_card(server: Server, browser: Browser) -> None:
    with visiting(browser, TABLET) as visitor:
        visitor.sign_in(server, server.links(WIRELESS)["organiser"])
        page = visitor.open(f"{server.hall}/e/{WIRELESS}/desk/links")
        page.emulate_media(media="print")
        outside: list[float] = page.evaluate(DAY_OUTSIDE)
    assert len(outside) >= 9
    assert max(outside) <= 0.5


@pytest.mark.long
def test_no_line_of_poster_and_table_card_breaks_an_address_or_a_sentence(
    server: Server, browser: Browser
) -> None:
    with visiting(browser, TABLET) as visitor:
        visitor.sign_in(server, server.links(WIRELESS)["organiser"])
        cards = f"{server.hall}/e/{WIRELESS}/desk/links"
        poster = visitor.open(f"{cards}/poster?lang=zh-CN")
        poster.emulate_media(media="print")
        assert poster.evaluate(LINES, [".wall-poster-said", WIRELESS]) == [1]
        tables = visitor.open(f"{cards}/tables?lang=zh-CN")
        tables.emulate_media(media="print")
        assert set(tables.evaluate(LINES, [".tent-help", ""])) == {1}
        assert set(tables.evaluate(LINES, [".tent-judge .tent-event", "2024"])) == {1}
        assert not [text for text in tables.locator(".tent-event").all_inner_texts() if "·" in text]
