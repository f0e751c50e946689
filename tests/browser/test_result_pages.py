"""The picture of the standings is made in the browser, and the pages to print hold no barrier."""

from __future__ import annotations

import base64
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.axe import axe, barriers
from tests.support.browsers import PHONE, TABLET, visiting
from tests.support.contests import contest, name_of, shipped
from tests.support.host import Host
from tests.support.provide import need
from tests.support.server import Server
from tests.support.sweeps import later

SLUG = "nm2024"
OVER = "over"
# How many colours a picture has, its size, and how much of it is bright: text, not a blank ground.
READ = """async (source) => {
  const image = new Image();
  image.src = source;
  await image.decode();
  const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
  const pen = canvas.getContext("2d");
  pen.drawImage(image, 0, 0);
  const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
  let bright = 0;
  const colours = new Set();
  for (let i = 0; i < data.length; i += 4) {
    if (data[i] + data[i + 1] + data[i + 2] > 600) bright += 1;
    colours.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
  }
  return [canvas.width, canvas.height, colours.size, bright / (data.length / 4)];
}"""


@pytest.fixture(scope="module")
def server(host: Host) -> Iterator[Server]:
    need(axe())
    with host.serving(shipped(judges=1), contest(OVER, 7)) as running:
        scorer = running.scorer(SLUG)
        scorer.set_round("open", "r1")
        for team, value in (("hyzg", 14), ("yzwd", 12), ("bhlc", 10), ("djdh", 10)):
            assert running.judge(SLUG, "j1").mark("r1", team, value).status_code == 201
        yield running


@pytest.fixture(scope="module")
def ended(server: Server) -> Server:
    """The same server with a contest that is over: the second of the heats has won the final."""
    scorer, judge = server.scorer(OVER), server.judge(OVER, "j1")
    for round_id, marks in (("r1", (90, 80, 70, 60, 50, 40, 30)), ("f1", (70, 80))):
        scorer.set_round("open", round_id)
        for n, mark in enumerate(marks, start=1):
            assert judge.mark(round_id, f"t{n}", mark).status_code == 201
        scorer.set_round("close", round_id)
        if round_id == "r1":
            scorer.set_round("open", "r2")
            scorer.set_round("close", "r2")
        stage = "s1" if round_id == "r1" else "s2"
        assert scorer.post(f"stages/{stage}/advance").status_code == 200
    return server


def drawn(page: Page, width: int) -> list[float]:
    """The picture that the page shows, once it is of this width; and that is what is downloaded."""
    picture = page.locator(f'#picture[width="{width}"]')
    expect(picture).to_be_visible()
    source = picture.get_attribute("src") or ""
    with page.expect_download() as waiting:
        page.locator("#download").click()
    name = waiting.value.suggested_filename
    assert name == f"第二届核医学知识竞赛 初赛 {width}x{1350 if width == 1080 else 1080}.png"
    assert waiting.value.path().read_bytes() == base64.b64decode(source.split(",", 1)[1])
    found: list[float] = page.evaluate(READ, source)
    return found


def test_the_standings_become_a_picture_of_either_size(server: Server, browser: Browser) -> None:
    with visiting(browser, TABLET, accept_downloads=True) as visitor:
        visitor.sign_in(server, server.links(SLUG)["scorer"])
        page = visitor.open(f"{server.hall}/e/{SLUG}/desk/results/picture")
        upright = drawn(page, 1080)
        assert upright[:2] == [1080, 1350]
        page.get_by_label("1920").check()
        wide = drawn(page, 1920)
        assert wide[:2] == [1920, 1080]
        for _, _, colours, bright in (upright, wide):
            assert colours > 500
            assert 0.01 < bright < 0.3, "names and totals, on a night ground"
        assert barriers(page) == []


@pytest.mark.long
def test_who_has_won_is_shared_as_a_podium_and_the_standings_still_can_be(
    ended: Server, browser: Browser
) -> None:
    with visiting(browser, TABLET) as visitor:
        visitor.sign_in(ended, ended.links(OVER)["scorer"])
        page = visitor.open(f"{ended.hall}/e/{OVER}/desk/results/picture")
        picture = page.locator("#picture")
        for width in (1080, 1920):
            page.locator(f'input[value^="{width}"]').check()
            expect(page.locator(f'#picture[width="{width}"]')).to_be_visible()
            expect(picture).to_have_attribute("alt", "7支队伍的决赛决赛领奖台")
            told = page.locator("#studio .podium-column")
            assert [one.get_attribute("data-medal") for one in told.all()] == ["2", "1"]
            names = page.locator("#studio .podium-name")
            assert names.all_inner_texts() == [name_of(1), name_of(2)]
            sizes = names.evaluate_all("all => all.map((one) => getComputedStyle(one).fontSize)")
            assert len(set(sizes)) == 1, "all names are of one size"
            colours, bright = page.evaluate(READ, picture.get_attribute("src"))[2:]
            assert colours > 500
            assert 0.005 < bright < 0.3
        name = page.locator("#download").get_attribute("download")
        assert name == "7支队伍的决赛 决赛 领奖台 1920x1080.png"
        assert barriers(page) == []
        page.locator("input[value=standings]").check()
        expect(picture).to_have_attribute("alt", "7支队伍的决赛决赛排名")
        page.get_by_label("阶段").select_option("s1")
        expect(picture).to_have_attribute("alt", "7支队伍的决赛初赛排名")
        expect(page.locator(".picture-shows")).to_be_hidden()


@pytest.mark.parametrize("path", ["results", *map(later, ("results/sheet", "paper?round=r1"))])
def test_the_pages_of_results_keep_nobody_out(server: Server, browser: Browser, path: str) -> None:
    with visiting(browser, TABLET) as visitor:
        visitor.sign_in(server, server.links(SLUG)["scorer"])
        page = visitor.open(f"{server.hall}/e/{SLUG}/desk/{path}")
        expect(page.locator("h1")).to_be_visible()
        assert barriers(page) == []


@pytest.mark.long
@pytest.mark.parametrize("path", ["results", "results/sheet"])
def test_on_a_phone_every_name_begins_at_the_same_place(
    server: Server, browser: Browser, path: str
) -> None:
    with visiting(browser, PHONE) as visitor:
        visitor.sign_in(server, server.links(SLUG)["scorer"])
        page = visitor.open(f"{server.hall}/e/{SLUG}/desk/{path}")
        names = page.locator(".standings tbody tr > th")
        expect(names).to_have_count(7)
        starts = names.evaluate_all(
            """names => names.map((name) => {
              const words = document.createRange();
              words.selectNodeContents(name);
              return Math.round(words.getBoundingClientRect().left);
            })"""
        )
        assert len(set(starts)) == 1
