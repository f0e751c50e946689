"""A page whose files do not all come starts by itself later, or says in words that it cannot."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect

from tests.support.browsers import (
    PHONE,
    PROJECTOR,
    TABLET,
    Visitor,
    enter_mark,
    expect_mark,
    expect_version,
    visiting,
)
from tests.support.contests import contest, name_of
from tests.support.pages import file_with
from tests.support.server import Server, serving
from tests.support.sweeps import later
from tests.support.waiting import until

SLUG, TEAMS = "start", 7
NOTICE = "#not-started"
# Every page: its address, its name in static/pages.toml with one of its scripts, what shows that it
# has started.
PAGES = {
    "display": ("/e/start/display", ("board/model.js", "display"), ".row"),
    "phone": ("/e/start", ("board/table.js", "audience"), ".scripted"),
    "tablet": ("/e/start/judge", ("judge/outbox.js", "judge"), "#teams [data-team]"),
    "desk": ("/e/start/desk", ("desk/grid.js", "desk"), '#live[data-connection="live"]'),
    "set-up": ("/e/start/desk/setup", ("setup/rules.js", "setup"), "#team-rows > *"),
    "screens": (
        "/e/start/desk/screens",
        ("screens/row.js", "screens"),
        '#live[data-connection="live"]',
    ),
    "safety": ("/e/start/safety", ("safety/backups.js", "safety"), '#live[data-connection="live"]'),
    "story": ("/e/start/desk/story", ("story/list.js", "story"), '#live[data-connection="live"]'),
    "cards": ("/e/start/desk/links", ("links.js", "links"), "#print:visible"),
    "results": ("/e/start/desk/results", ("common/presence.js", "results"), "main"),
    "sheet": ("/e/start/desk/results/sheet", ("printing.js", "sheet"), "#print:visible"),
    "paper": ("/e/start/desk/paper?round=r1", ("printing.js", "paper"), "#print:visible"),
    "picture": (
        "/e/start/desk/results/picture",
        ("picture/fonts.js", "picture"),
        "#picture:visible",
    ),
    "new": ("/new", ("setup/newevent.js", "new"), "#get-what > *"),
    "home": ("/", ("common/uuid.js", "events"), "[data-archive]"),
    "join": ("/join", ("common/pasted.js", "join"), "#pin"),
}

# The pages on which a competition hangs; the others start by the same script.
EVERYBODYS = ("display", "phone", "tablet", "desk", "set-up", "join")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    events = (contest(SLUG, TEAMS), contest("abroad", TEAMS, locale="en"))
    with serving(tmp_path_factory.mktemp("starting"), *events) as running:
        for slug in (SLUG, "abroad"):
            running.scorer(slug).set_round("open", "r1")
            assert running.judge(slug, "j1").mark("r1", "t1", 90).status_code == 201
        yield running


@pytest.fixture
def visitor(server: Server, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Visitor]:
    """Somebody who may open every page; the tablet's is a judge."""
    with visiting(browser, TABLET) as somebody:
        named = (
            request.node.callspec.params.get("name") if hasattr(request.node, "callspec") else ""
        )
        link = server.judge_link(SLUG, "j1") if named == "tablet" else server.server_link()
        somebody.sign_in(server, link)
        yield somebody


@pytest.mark.parametrize("name", [name if name in EVERYBODYS else later(name) for name in PAGES])
def test_a_page_of_which_one_file_did_not_come_comes_up_by_itself(
    server: Server, visitor: Visitor, name: str
) -> None:
    path, script, started = PAGES[name]
    file, asked = file_with(*script), []

    def second(request: Request) -> bool:
        asked.extend([request.url] if file.search(request.url) else [])
        return len(asked) == 2

    visitor.context.route(file, lambda route: route.abort(), times=1)
    page = visitor.context.new_page()
    with page.expect_request(second):
        page.goto(server.hall + path)
    expect(page.locator(started).first).to_be_attached()
    expect(page.locator(NOTICE)).to_have_count(0)
    memory = "Object.keys(sessionStorage).filter(key => key.startsWith('scoreboard/start'))"
    until(lambda: page.evaluate(memory) == [], "what is over is forgotten")


@pytest.mark.parametrize(
    ("name", "lang", "title"),
    [
        ("tablet", "zh-CN", "页面未能启动"),
        later("desk", "en", "This page could not start"),
        later("display", "zh-CN", "页面有一部分未能启动"),
        later("phone", "en", "A part of this page could not start"),
        later("cards", "zh-CN", "页面有一部分未能启动"),
    ],
)
def test_a_page_that_cannot_start_says_so_in_its_language_and_stops_trying(
    server: Server, visitor: Visitor, name: str, lang: str, title: str
) -> None:
    path, script, _ = PAGES[name]
    asked: list[str] = []

    def abort(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    visitor.context.route(file_with(*script), abort)
    page = visitor.open(f"{server.hall}{path}?lang={lang}")
    said = page.locator(f'{NOTICE}[data-state="file"]')
    expect(said.locator("strong")).to_have_text(title)
    expect(said).to_contain_text("文件" if lang == "zh-CN" else "A file of the page did not come")
    assert len(asked) == 5
    if name in ("display", "phone"):
        # What stands in the page itself is there without any script.
        expect(page.locator('tr[data-team="t1"] .total')).to_contain_text("90")
        expect(page.get_by_text(name_of(7))).to_be_visible()
        expect(page.locator(".live-word")).not_to_have_text("正在连接")
    else:
        page.unroute_all()
        visitor.context.unroute_all()
        said.get_by_role("button").click()
        expect(page.locator(NOTICE)).to_have_count(0)


def test_marks_that_wait_on_a_tablet_outlive_a_page_that_does_not_start(
    server: Server, browser: Browser
) -> None:
    with visiting(browser, TABLET, has_touch=True) as tablet:
        page = tablet.open(server.judge_link(SLUG, "j1"))
        tablet.context.route("**/api/v1/**/scores*", lambda route: route.abort())
        enter_mark(page, "t2", "77")
        expect_mark(page, "t2", "pending")
        tablet.context.unroute_all()
        tablet.context.route(file_with("judge/outbox.js", "judge"), lambda route: route.abort())
        tablet.context.route("**/api/v1/**/scores*", lambda route: route.abort())
        page.reload()
        expect(page.locator(f'{NOTICE}[data-state="file"]')).to_contain_text(
            "已在本机输入的评分都还在"
        )
        there = {
            row["team"]["id"]: row["rounds"]["r1"] for row in server.scorer(SLUG).board()["rows"]
        }
        assert there["t2"] != "77", "not sent yet"
        tablet.context.unroute_all()
        page.get_by_role("button", name="重新加载页面").click()
        expect_mark(page, "t2", "saved")


def without_modules(page: Page) -> None:
    """A browser of 2016: it does not know the word, and no script of the page ever runs."""
    page.add_init_script("delete HTMLScriptElement.prototype.noModule")
    page.route(re.compile("/static/(js|built)/"), lambda route: route.abort())


@pytest.mark.long
@pytest.mark.parametrize(
    ("slug", "words"), [(SLUG, "此浏览器版本过旧"), ("abroad", "This browser is too old for it")]
)
def test_a_browser_that_knows_no_modules_is_told_that_it_is_too_old(
    server: Server, browser: Browser, slug: str, words: str
) -> None:
    with visiting(browser, TABLET) as tablet:
        tablet.sign_in(server, server.judge_link(slug, "j1"))
        page = tablet.context.new_page()
        without_modules(page)
        for path in ("judge", "display"):
            page.goto(f"{server.hall}/e/{slug}/{path}")
            expect(page.locator(f'{NOTICE}[data-state="old"]')).to_contain_text(words)
        expect(page.locator("tbody tr[data-team]")).to_have_count(TEAMS)


@pytest.mark.long
def test_a_script_that_breaks_off_is_not_taken_for_a_missing_file(
    server: Server, browser: Browser
) -> None:
    broken = "export const outbox = 1; thisBrowserHasNoSuchThing();"
    with visiting(browser, TABLET) as tablet:
        tablet.context.route(
            file_with("common/uuid.js", "judge"),
            lambda route: route.fulfill(body=broken, content_type="text/javascript"),
        )
        page = tablet.open(server.judge_link("abroad", "j1"))
        said = page.locator(f'{NOTICE}[data-state="code"]')
        expect(said).to_contain_text("may be too old")
        tablet.complaints.clear()


def test_a_page_waits_for_a_server_that_is_away_instead_of_leaving_for_an_error_page(
    server: Server, browser: Browser
) -> None:
    with visiting(browser, PROJECTOR) as wall:
        wall.context.route(file_with("board/model.js", "display"), lambda route: route.abort())
        wall.context.route("**/healthz", lambda route: route.abort())
        page = wall.open(f"{server.hall}/e/{SLUG}/display")
        expect(page.locator(f'{NOTICE}[data-state="away"]')).to_contain_text("服务器没有应答")
        expect(page.get_by_text(name_of(1))).to_be_visible()
        wall.context.unroute_all()
        expect_version(page, server.stranger(SLUG).board()["version"])
        expect(page.locator(NOTICE)).to_have_count(0)


def test_a_phone_without_scripts_and_a_wall_without_scripts_show_the_table(
    server: Server, browser: Browser
) -> None:
    for device, path in ((PHONE, ""), (PROJECTOR, "/display")):
        with visiting(browser, device, java_script_enabled=False) as plain:
            page = plain.open(f"{server.hall}/e/{SLUG}{path}")
            for n in range(1, TEAMS + 1):
                expect(page.get_by_text(name_of(n))).to_be_visible()
            expect(page.get_by_text("正在连接")).to_have_count(0)


@pytest.mark.long
def test_a_file_that_a_started_page_asks_for_later_is_asked_for_again(
    server: Server, browser: Browser
) -> None:
    with visiting(browser, PHONE) as guest:
        asked: list[str] = []
        later = re.compile(r"/chart\.js(\?|$)")
        guest.context.route(later, lambda route: route.abort(), times=1)
        guest.context.on(
            "request",
            lambda request: asked.append(request.url) if later.search(request.url) else None,
        )
        page = guest.open(f"{server.hall}/e/{SLUG}")
        page.get_by_role("button", name="走势图").click()
        expect(page.locator(".chart-name").first).to_be_visible()
        assert asked[1] == f"{asked[0]}?again=1"
