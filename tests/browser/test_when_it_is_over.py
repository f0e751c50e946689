"""After the last announcement: the winner's whole name, whole words, one line for a fact."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browsers import Visitor, visiting
from tests.support.host import Host
from tests.support.server import Server

SLUG = "over"
LAPTOP = {"width": 1366, "height": 768}
NAMES = (
    "Saint Bartholomew Radiology Alumni Society",
    "The Quick Brown Foxes of Lower Saxony West and of the Isles of the Northern Lights",
    "Northern Regional Hospital Isotope Hunters",
)
TEAMS = "".join(
    f'[[teams]]\nid = "t{n}"\nname = "{name}"\nregion = "Southwest"\n\n'
    for n, name in enumerate(NAMES, start=1)
)
EVENT = f"""\
[event]
slug = "{SLUG}"
title = "National Safety Quiz"
locale = "en"

{TEAMS}
[[judges]]
id = "j1"
name = "Ann"

[[stages]]
id = "s1"
name = "Final"

[[stages.rounds]]
id = "r1"
name = "Talk"
kind = "judged"
max = 100

[[stages.rounds]]
id = "r2"
name = "Risk questions"
kind = "points"
stakes = [10, 20]
min = -100
"""
# How many lines the words of an element take.
LINES = """(parts) => parts.map((part) => {
  const range = document.createRange();
  range.selectNodeContents(part);
  return new Set([...range.getClientRects()].map((box) => Math.round(box.bottom))).size;
})"""


@pytest.fixture(scope="module")
def server(host: Host) -> Iterator[Server]:
    with host.serving(EVENT) as running:
        scorer = running.scorer(SLUG)
        scorer.set_round("open", "r1")
        for n, value in ((1, 90), (2, 80), (3, 70)):
            assert running.judge(SLUG, "j1").mark("r1", f"t{n}", value).status_code == 201
        scorer.set_round("close", "r1")
        scorer.set_round("open", "r2")
        for n in (1, 2, 3):
            body = {
                "id": str(uuid.uuid4()), "round": "r2", "team": f"t{n}", "points": 20,
                "stake": 20, "outcome": "right",
            }  # fmt: skip
            assert scorer.post("awards", body).status_code == 201
        scorer.set_round("close", "r2")
        assert scorer.post("stages/s1/advance").status_code == 200
        yield running


@pytest.fixture
def visitor(server: Server, browser: Browser) -> Iterator[Visitor]:
    with visiting(browser, LAPTOP) as someone:
        someone.sign_in(server, server.links(SLUG)["scorer"])
        yield someone


def opened(server: Server, visitor: Visitor, path: str) -> Page:
    page = visitor.open(f"{server.hall}/e/{SLUG}/desk{path}?lang=en")
    page.evaluate("document.fonts.ready.then(() => true)")
    return page


def test_the_story_shows_the_winners_whole_name(server: Server, visitor: Visitor) -> None:
    page = opened(server, visitor, "/story")
    winner = page.locator(".then .row.winner")
    expect(winner.locator(".name")).to_have_text(NAMES[0])
    expect(winner).not_to_contain_class("cut-off")
    # Where the sign would squeeze the name the row is golden all the same, and says so to ears.
    expect(winner.locator(".crown")).to_have_text("Winner")


def test_the_table_of_results_breaks_no_word(server: Server, visitor: Visitor) -> None:
    page = opened(server, visitor, "/results")
    regions = page.locator(".results-table td.region")
    expect(regions).to_have_text(["Southwest"] * 3)
    assert regions.evaluate_all(LINES) == [1, 1, 1]
    over = page.locator(".results-scroll").evaluate("box => box.scrollWidth - box.clientWidth")
    assert over <= 0
