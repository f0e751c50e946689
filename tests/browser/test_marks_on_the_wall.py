"""A team's marks on the large screen: as tiles under its row, and card by card as a scene."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browsers import PROJECTOR, expect_version, visiting
from tests.support.contests import contest
from tests.support.host import Host
from tests.support.projector import settle
from tests.support.server import Server

SLUG = "talks"
JUDGES = [f"j{n}" for n in range(1, 6)]


def event(slug: str) -> str:
    keys = "max = 100\ndrop_high = 1\ndrop_low = 1\ndecimals = 2"
    return contest(slug, 4, judges=5, publish="team").replace("max = 100", keys, 1)


def put(server: Server, scene: str, **keys: Any) -> None:
    """The desk puts a scene on the large screen."""
    body = {"id": str(uuid.uuid4()), "scene": scene, **keys}
    answer = server.scorer(SLUG).ask("PUT", "scene", body)
    assert answer.status_code == 200, answer.text


def mark(server: Server, team: str, *values: int) -> None:
    for judge, value in zip(JUDGES, values, strict=True):
        assert server.judge(SLUG, judge).mark("r1", team, value).status_code == 201


@pytest.fixture(scope="module")
def server(host: Host) -> Iterator[Server]:
    with host.serving(event(SLUG)) as running:
        running.scorer(SLUG).set_round("open", "r1")
        yield running


@pytest.fixture(scope="module")
def wall(browser: Browser, server: Server) -> Iterator[Page]:
    with visiting(browser, PROJECTOR) as visitor:
        page = visitor.open(server.links(SLUG)["display"])
        expect_version(page, server.stranger(SLUG).board()["version"])
        settle(page)
        yield page


def test_a_judged_score_is_told_with_its_marks_under_the_row(wall: Page, server: Server) -> None:
    tiles = wall.locator(".judge-tile")
    mark(server, "t1", 90, 91, 92, 93, 94)
    settle(wall)
    expect(tiles, "before the first scene nothing of the show is in force").to_have_count(0)
    put(server, "standings")
    wall.evaluate("""() => {
        window.told = [];
        new MutationObserver(() => {
            const row = document.querySelector(".row.with-tiles");
            const tiles = [...(row?.querySelectorAll(".judge-tile") ?? [])];
            const said = tiles.map((tile) => tile.textContent
                + (tile.classList.contains("dropped") ? " out" : "")).join(", ");
            if (said && window.told.at(-1) !== said) window.told.push(said);
        }).observe(document.querySelector(".scene"), {subtree: true, childList: true});
    }""")
    mark(server, "t2", 92, 88, 95, 90, 81)
    expect(wall.locator('.row[data-team="t2"] .total-number')).to_have_text("90")
    assert wall.evaluate("window.told") == ["92, 88, 95 out, 90, 81 out"]
    expect(tiles, "they go again").to_have_count(0)
