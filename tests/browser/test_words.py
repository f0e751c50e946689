"""On a Chinese page of a Chinese event no word is left in English, in any state it can be in."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browsers import TABLET, Visitor, enter_mark, expect_mark, visiting
from tests.support.contests import contest
from tests.support.server import Server, serving
from tests.support.sweeps import later

SLUG = "words"
# What a page says to eyes and ears; keys, addresses and what people typed are no words of ours.
ENGLISH = """() => {
  const silent = "script, style, template, noscript, code, kbd, [lang=en], svg, datalist, "
    + ".new-address, .card-link, .chain-hash";
  const places = /https?:\\/\\/\\S+|\\/[\\w./-]+/g;
  const words = (text) => (text.replace(places, "").match(/[A-Za-z]{3,}/g) ?? [])
    .filter((word) => !known.has(word));
  const known = new Set(["English", "PIN", "Ctrl", "Shift", "Alt", "Esc", "Enter", "Home",
    "End", "Excel", "CSV", "JSON", "TOML", "XLSX", "xlsx", "csv", "toml", "json", "PNG",
    "Chrome", "Edge", "Firefox", "Safari", "UTC", "Asia", "Shanghai", "SHA", "scoreboard",
    "http", "hall", "test", "words", "serve", "host", "kB", "Wi-Fi", "WiFi", "HTTP", "WPA",
    "true", "false", "prelim", "final", "LED", "OBS", "vMix", "SVG", "JPEG", "WebP", "html"]);
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const {parentElement: holder, data} = walk.currentNode;
    if (!holder || holder.closest(silent)) continue;
    if (words(data).length > 0) found.push(`${holder.tagName}.${holder.className}: ${data.trim()}`);
  }
  for (const name of ["aria-label", "title", "placeholder", "alt", "aria-description"])
    for (const one of document.querySelectorAll(`[${name}]`))
      if (!one.closest(silent) && words(one.getAttribute(name)).length > 0)
        found.push(`${one.tagName} ${name}: ${one.getAttribute(name)}`);
  return found;
}"""
DESK = "/e/words/desk"
PAGES = (
    "/", "/join", "/new", "/e/words", "/e/words?stage=s1", "/e/words/teams/t1", "/e/words/display",
    DESK, f"{DESK}/setup", f"{DESK}/links", f"{DESK}/screens", f"{DESK}/story", f"{DESK}/results",
    f"{DESK}/results/sheet", f"{DESK}/results/picture", f"{DESK}/paper?round=r1",
    f"{DESK}/results/certificates", f"{DESK}/results/awards", "/e/words/safety",
    "/e/words/safety/restore",
)  # fmt: skip
MOST_READ = ("/join", "/e/words", "/e/words/display", DESK, f"{DESK}/setup")


def with_members(text: str) -> str:
    """A member without a name cannot be stored: the page itself adds one."""
    return text.replace(
        'region = "绵阳"', 'region = "绵阳"\nmembers = [{name = "张三", role = "队长"}]', 1
    )


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    text = with_members(contest(SLUG, 5, judges=4)).replace(
        "max = 100", "max = 100\ndrop_high = 1\ndrop_low = 1", 1
    )
    with serving(tmp_path_factory.mktemp("words"), text) as running:
        scorer = running.scorer(SLUG)
        scorer.set_round("open", "r1")
        for judge in ("j1", "j2", "j3", "j4"):
            for n in range(1, 5):
                value = 90 - n - int(judge[1])
                assert running.judge(SLUG, judge).mark("r1", f"t{n}", value).status_code == 201
        yield running


@pytest.fixture(scope="module")
def organiser(server: Server, browser: Browser) -> Iterator[Visitor]:
    with visiting(browser, TABLET) as visitor:
        visitor.sign_in(server, server.server_link())
        yield visitor


def expect_chinese(page: Page) -> None:
    expect(page.locator("main[aria-busy=true]")).to_have_count(0)
    page.evaluate("document.fonts.ready.then(() => true)")
    assert page.evaluate(ENGLISH) == []


@pytest.mark.parametrize("path", [path if path in MOST_READ else later(path) for path in PAGES])
def test_no_page_of_a_chinese_event_speaks_english(
    server: Server, organiser: Visitor, path: str
) -> None:
    mark = "&" if "?" in path else "?"
    page = organiser.open(f"{server.hall}{path}{mark}lang=zh-CN")
    live = page.locator("[data-connection]")
    if live.count():
        expect(page.locator('[data-connection="live"]').first).to_be_attached()
    expect_chinese(page)
    page.close()


def test_a_set_up_says_everything_in_chinese_when_all_of_it_is_open(
    server: Server, organiser: Visitor
) -> None:
    page = organiser.open(f"{server.hall}{DESK}/setup#teams")
    row = page.locator("#team-rows > *").first
    row.locator('[data-act="more"]').click()
    expect(row.locator("[data-member]").first).to_be_attached()
    row.locator('[data-act="add-member"]').click()
    row.locator("[data-key=name]").fill("")
    for part in ("event", "teams", "judges", "stages", "rules", "begin"):
        page.evaluate("part => { location.hash = part }", part)
        more = page.locator('[data-act="more"][aria-expanded="false"]:visible')
        more.evaluate_all("buttons => buttons.forEach(button => button.click())")
        expect_chinese(page)
    page.close()


def test_a_tablet_that_is_cut_off_says_how_many_marks_wait(
    server: Server, browser: Browser
) -> None:
    with visiting(browser, TABLET, has_touch=True) as tablet:
        page = tablet.open(server.judge_link(SLUG, "j1"))
        expect(page.locator("#connection")).to_have_attribute("data-connection", "live")
        expect(page.locator("#round-name")).to_have_text(re.compile("^第一环节 "))
        tablet.context.set_offline(offline=True)
        enter_mark(page, "t5", "77")
        expect_mark(page, "t5", "pending")
        expect(page.locator("#connection-word")).to_contain_text("1 个评分待发送")
        expect_chinese(page)
        tablet.context.set_offline(offline=False)
        expect_mark(page, "t5", "saved")
