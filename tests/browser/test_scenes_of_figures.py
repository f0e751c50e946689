"""Scenes of public figures on the large screen: a round, one team, the chart."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browsers import PROJECTOR, expect_version, visiting
from tests.support.contests import contest
from tests.support.host import Host
from tests.support.projector import settle
from tests.support.scene_faults import scene_faults
from tests.support.server import Server
from tests.support.sweeps import later

SLUG = "figures"
LONG = "西南地区核医学与分子影像联合代表队一分队"
NUMBERED = "西南地区核医学与分子影像联合代表队第01队"
LATIN = "The Southwestern Nuclear Medicine Joint Team"
SMALL = {"width": 1024, "height": 768}


def put(server: Server, scene: str, **keys: Any) -> None:
    """The desk puts a scene on the large screen."""
    body = {"id": str(uuid.uuid4()), "scene": scene, **keys}
    answer = server.scorer(SLUG).ask("PUT", "scene", body)
    assert answer.status_code == 200, answer.text


@pytest.fixture(scope="module")
def server(host: Host) -> Iterator[Server]:
    text = contest(SLUG, 24).replace('name = "分子影像一队"', f'name = "{LONG}"')
    text = text.replace('name = "碘光一队"', f'name = "{LATIN}"')
    text = text.replace('name = "锝彩一队"', f'name = "{NUMBERED}"')
    assert LONG in text
    assert LATIN in text
    assert NUMBERED in text
    with host.serving(text) as running:
        scorer, judge = running.scorer(SLUG), running.judge(SLUG, "j1")
        scorer.set_round("open", "r1")
        for n in range(1, 25):
            assert judge.mark("r1", f"t{n}", 100 - n * 3).status_code == 201
        scorer.set_round("close", "r1")
        scorer.set_round("open", "r2")
        assert scorer.award("r2", "t2", 10).status_code == 201
        yield running


@pytest.fixture(scope="module")
def wall(browser: Browser, server: Server) -> Iterator[Page]:
    with visiting(browser, PROJECTOR) as visitor:
        page = visitor.open(server.links(SLUG)["display"])
        expect_version(page, server.stranger(SLUG).board()["version"])
        yield page


@pytest.mark.parametrize("size", [PROJECTOR, later(SMALL)], ids=["1920", "1024"])
def test_a_round_stands_with_all_its_scores_best_first(
    wall: Page, server: Server, size: dict[str, int]
) -> None:
    wall.set_viewport_size(size)  # type: ignore[arg-type]
    put(server, "round", round="r1")
    rows = wall.locator(".layer:not(.gone) .round-row")
    expect(rows).to_have_count(24)
    settle(wall)
    expect(rows.first.locator(".round-score")).to_have_text("97")
    expect(rows.last.locator(".round-score")).to_have_text("28")
    assert rows.first.get_attribute("data-first") == "true", "the best of a closed round is gold"
    assert scene_faults(wall) == []
    put(server, "round", round="r2")
    expect(rows.first.locator(".round-score")).to_have_text("10")
    assert rows.first.get_attribute("data-first") == "false", "nothing of an open round is decided"


def test_a_team_stands_with_its_rounds_and_its_way(wall: Page, server: Server) -> None:
    wall.set_viewport_size(PROJECTOR)  # type: ignore[arg-type]
    put(server, "team", team="t2")
    team = wall.locator(".layer:not(.gone) .one-team")
    expect(team.locator(".one-round")).to_have_count(2)
    settle(wall)
    expect(team.locator(".one-total")).to_have_text("104")
    expect(team.locator(".one-score")).to_have_text(["94", "10"])
    expect(team.locator(".one-point")).to_have_text(["2", "1"])
    assert scene_faults(wall) == []


@pytest.mark.parametrize("of", ["totals", later("places")])
def test_the_chart_names_its_lines_and_no_name_lies_on_another(
    wall: Page, server: Server, of: str
) -> None:
    wall.set_viewport_size(PROJECTOR)  # type: ignore[arg-type]
    put(server, "chart", text=of)
    names = wall.locator(".layer:not(.gone) .chart-name")
    expect(names.first).to_be_visible()
    settle(wall)
    expect(names.first.locator(".chart-team")).to_have_text(LATIN)
    expect(names.first.locator(".chart-figure")).to_have_text("104" if of == "totals" else "1")
    tops = names.evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect()).map(({top, bottom}) => [top, bottom])"
    )
    assert all(low <= top + 1 for (_, low), (top, _) in pairwise(tops)), tops
    signs = wall.locator(".layer:not(.gone) .chart-sign path").evaluate_all(
        "all => all.map((one) => one.getAttribute('d')).filter(Boolean)"
    )
    assert len(signs) == len(set(signs)) == 7, "colour alone tells no line from another"
    assert scene_faults(wall) == []


def test_a_scene_with_nothing_to_show_says_so(wall: Page, server: Server) -> None:
    put(server, "team")
    said = server.stranger(SLUG).ask("GET", "scene").json()
    assert said["shows"] is None
    expect(wall.locator(".nothing")).to_have_text(said["says"])
    expect(wall.locator(".layer")).to_have_count(1)
    assert scene_faults(wall) == []
